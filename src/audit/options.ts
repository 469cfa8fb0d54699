import type { Checks } from "../matching/checkMatchOptions.js";
import { checkOptions, matchChecks } from "../matching/checkMatchOptions.js";
import type { Matching } from "../matching/matching.js";
import type { Control } from "../matching/progress.js";
import { isCount } from "../numeric/isCount.js";
import type { People } from "../problem/people.js";
import type { Audit } from "./report.js";

/** What somebody is, by one attribute; a list counts as one combined answer. Blank is unknown. */
export type GroupAnswer = string | number | boolean | readonly string[];

/**
 * Names of attributes in `auditOnly`; or a table of everybody's answer by attribute and id, so that whoever matches
 * never holds it. Answers that differ only in case, width or white space are the same.
 */
export type AuditGroups = readonly string[] | { readonly [attribute: string]: { readonly [id: string]: GroupAnswer } };

export interface AuditOptions extends Control {
  /** 1 to 50 attributes. All their intersections are looked at too, up to 50 groupings in all. */
  readonly groups: AuditGroups;
  /** A whole number; decides the shuffles. The matching's own where it is not given. */
  readonly seed?: number;
  /** Groups of fewer people are hidden, with whatever would tell them; 5 where it is not given, 1 hides nothing. */
  readonly minimumCell?: number;
  /** How many times labels are shuffled; 2000 where it is not given. */
  readonly permutations?: number;
  /** Who reads it: `administrator` where it is not given. Auditors also get `lowestScore`, which is one person's. */
  readonly audience?: "administrator" | "auditor";
  /** An earlier report that readers hold too: what it hides is not told by the difference to this one. */
  readonly previous?: Audit;
  /** Further rounds, pooled with this one. Who takes part in several counts in each. */
  readonly pooled?: readonly { readonly matching: Matching; readonly people: People }[];
}

const MOST_PERMUTATIONS = 100_000;
/** As many attributes as groupings are looked at. */
export const MOST_ATTRIBUTES = 50;

const isNames = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length >= 1 &&
  value.length <= MOST_ATTRIBUTES &&
  value.every((name) => typeof name === "string" && name.trim() !== "") &&
  new Set(value).size === value.length;

const isTable = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && isNames(Object.keys(value));

/** What `groups` has to be, wherever it is asked for. */
export const groupsCheck = {
  expected: `a list of 1 to ${MOST_ATTRIBUTES} different attributes, or a table by attribute and id`,
  holds: (value: unknown) => isNames(value) || isTable(value),
};

/** What `minimumCell` has to be. */
export const minimumCellCheck = {
  expected: "a whole number, 1 or more",
  holds: (value: unknown) => isCount(value) && value >= 1,
};

const auditChecks: Checks<AuditOptions> = {
  onProgress: matchChecks.onProgress,
  signal: matchChecks.signal,
  groups: { ...groupsCheck, isRequired: true },
  seed: { expected: "a whole number from 0 to 9007199254740991", holds: isCount },
  minimumCell: minimumCellCheck,
  permutations: {
    expected: `a whole number from 1 to ${MOST_PERMUTATIONS}`,
    holds: (value) => isCount(value) && value >= 1 && value <= MOST_PERMUTATIONS,
  },
  audience: {
    expected: '"administrator" or "auditor"',
    holds: (value) => value === "administrator" || value === "auditor",
  },
  previous: { expected: "an audit", holds: (value) => (value as Audit | null)?.kind === "audit" },
  pooled: { expected: "a list of rounds, each with its matching and its people", holds: isRounds },
};

function isRounds(value: unknown): boolean {
  const isRound = (one: unknown) => typeof one === "object" && one !== null && "matching" in one && "people" in one;
  return Array.isArray(value) && value.every(isRound);
}

/** @throws E_OPTION, E_UNKNOWN_KEY with every option that is none */
export function checkAuditOptions(options: AuditOptions): void {
  checkOptions(options, auditChecks);
}
