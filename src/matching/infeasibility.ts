import { quote } from "../errors.js";
import { belowMinimum, blocksOf, type Scorer } from "../score/scorer.js";
import type { Bound, Conflict, InfeasibleAssignment, Repair } from "../solve/assignment.js";
import { rowsToAllow } from "../solve/infeasible/explainInfeasible.js";
import type { OpenProgramme } from "./openProgramme.js";

/** A lower bound of the policy: a mentor's minimum, or a quota's, of all its matches or of those with one mentor. What pins meet is taken off. */
export type PolicyBound =
  | { readonly kind: "minimum"; readonly mentor: string; readonly min: number }
  | { readonly kind: "quota"; readonly quota: number; readonly mentor?: string; readonly min: number };

/** A smallest change of its kind after which a matching exists. */
export type ProgrammeRepair =
  | {
      readonly kind: "bounds";
      readonly by: number;
      readonly bounds: readonly (PolicyBound & { readonly to: number })[];
      readonly message: string;
    }
  | {
      readonly kind: "seats";
      readonly seats: number;
      /** All of them at any one of these; where nobody will do alone, `split` is one way to divide them. */
      readonly mentors: readonly string[];
      readonly split: readonly { readonly mentor: string; readonly seats: number }[];
      readonly message: string;
    }
  | {
      readonly kind: "rule";
      readonly rule: string;
      /** For so many mentees, of whom these are one choice; none of these can be left out, and the fewest there are where each wants one mentor. */
      readonly count: number;
      readonly mentees: readonly string[];
      readonly message: string;
    };

/** Why no matching meets the policy's minimums and quotas, and what would help. */
export interface Infeasibility {
  /** Bounds that cannot be met together, none of which can be left out, and who could be in a pair that counts under them. */
  readonly conflict: {
    readonly bounds: readonly PolicyBound[];
    /** By how much these have to be lowered together, at least. */
    readonly missing: number;
    readonly mentees: readonly string[];
    readonly mentors: readonly string[];
    readonly message: string;
  };
  readonly repairs: readonly ProgrammeRepair[];
}

/** Names people where the solver has indices. Ids only: it is administrators who read it. */
export function toInfeasibility(open: OpenProgramme, found: InfeasibleAssignment): Infeasibility {
  const { scorer, mentees } = open;
  const { problem } = scorer;
  const menteeOf = (row: number) => problem.mentees[mentees[row]].id;
  const mentorOf = (column: number) => problem.mentors[column].id;
  const quotaOf = (quota: number) => problem.quotas[quota].index;
  const toBound = (bound: Bound): PolicyBound => {
    if (bound.kind === "minimum") return { kind: "minimum", mentor: mentorOf(bound.column), min: bound.min };
    const at = bound.column === undefined ? {} : { mentor: mentorOf(bound.column) };
    return { kind: "quota", quota: quotaOf(bound.quota), ...at, min: bound.min };
  };
  const quotaWords = (index: number) => {
    const { attribute, value } = problem.policy.quotas![index];
    return `policy.quotas[${index}] (${attribute} ${quote(String(value))})`;
  };
  const names = { toBound, menteeOf, mentorOf, quotaWords };
  return {
    conflict: toConflict(found.conflict, names),
    repairs: [
      ...found.repairs.map((repair) => toRepair(repair, names)),
      ...scorer.rules.flatMap(({ name }) => liftRule(open, name)),
    ],
  };
}

/** Rules are looked into for so many pairs at most: it is done pair by pair. */
const MOST_PAIRS = 2 ** 20;

/** For whom a rule would have to be lifted, where lifting it alone would do. */
function liftRule({ scorer, mentees, assignment, scoreOf }: OpenProgramme, rule: string): ProgrammeRepair[] {
  const { columns, loads } = assignment;
  if (loads === undefined || mentees.length * columns > MOST_PAIRS) return [];
  const { pins } = scorer.problem;
  const mentors = Array.from({ length: columns }, (_, mentor) => mentor);
  const extra = mentees.map((mentee, row) => {
    const isPinned = (mentor: number) => pins.some((pin) => pin.mentee === mentee && pin.mentor === mentor);
    const isForbidden = (mentor: number) => scoreOf(row, mentor) === Number.NEGATIVE_INFINITY && !isPinned(mentor);
    return mentors.filter((mentor) => isForbidden(mentor) && isForbiddenByOnly(scorer, { mentee, mentor }, rule));
  });
  const rows = rowsToAllow({ ...assignment, loads }, extra);
  if (rows === undefined || rows.length === 0) return [];
  const ids = rows.map((row) => scorer.problem.mentees[mentees[row]].id);
  const whom = ids.length === 1 ? "1 mentee" : `${ids.length} mentees`;
  const message = `Lift the rule ${quote(rule)} for ${whom}, such as ${ids.join(", ")}.`;
  return [{ kind: "rule", rule, count: ids.length, mentees: ids, message }];
}

/** Whether a pair is allowed but for a rule; the lowest score is asked of it beside what else stands in its way. */
function isForbiddenByOnly(
  scorer: Scorer,
  { mentee, mentor }: { readonly mentee: number; readonly mentor: number },
  rule: string,
): boolean {
  const blocks = [...blocksOf(scorer, mentee, mentor), ...belowMinimum(scorer, mentee, mentor)];
  return blocks.every((block) => (block.kind === "rule" || block.kind === "belowMinimum") && block.rule === rule);
}

interface Names {
  readonly toBound: (bound: Bound) => PolicyBound;
  readonly menteeOf: (row: number) => string;
  readonly mentorOf: (column: number) => string;
  /** A quota of the policy, by its place there and its value. */
  readonly quotaWords: (index: number) => string;
}

function toConflict(conflict: Conflict, { toBound, menteeOf, mentorOf, quotaWords }: Names): Infeasibility["conflict"] {
  const bounds = conflict.bounds.map(toBound);
  const { missing, rows, columns } = conflict;
  const together = bounds.length === 1 ? "cannot be met" : "cannot be met together";
  const who = rows.length === 1 ? "1 mentee" : `${rows.length} mentees`;
  return {
    bounds,
    missing,
    mentees: rows.map(menteeOf),
    mentors: columns.map(mentorOf),
    message: `${bounds.map((bound) => boundWords(bound, quotaWords)).join(", and ")}: this ${together}, ${missing} short; ${who} could count for it.`,
  };
}

function boundWords(bound: PolicyBound, quotaWords: Names["quotaWords"]): string {
  const least = `at least ${bound.min}`;
  if (bound.kind === "minimum") return `${bound.mentor} has to have ${least}`;
  return `${quotaWords(bound.quota)} asks for ${least}${bound.mentor === undefined ? "" : ` with ${bound.mentor}`}`;
}

function toRepair(repair: Repair, { toBound, mentorOf, quotaWords }: Names): ProgrammeRepair {
  if (repair.kind === "bounds") {
    const bounds = repair.bounds.map(({ to, ...bound }) => ({ ...toBound(bound as Bound), to }));
    return { kind: "bounds", by: repair.by, bounds, message: `Lower ${lowerWords(bounds, quotaWords).join(", ")}.` };
  }
  const mentors = repair.columns.map(mentorOf);
  const split = repair.split.map(({ column, seats }) => ({ mentor: mentorOf(column), seats }));
  const seats = (count: number) => (count === 1 ? "1 more seat" : `${count} more seats`);
  const message =
    mentors.length > 0
      ? `${seats(repair.seats)} at ${mentors.length === 1 ? mentors[0] : `any of ${mentors.join(", ")}`}.`
      : `${split.map((one) => `${seats(one.seats)} at ${one.mentor}`).join(", ")}.`;
  return { kind: "seats", seats: repair.seats, mentors, split, message };
}

/** A quota per mentor has one minimum for all: it has to come down to what the mentor with fewest allows. */
function lowerWords(
  bounds: readonly (PolicyBound & { readonly to: number })[],
  quotaWords: Names["quotaWords"],
): string[] {
  const least = new Map<string, { readonly from: number; readonly to: number }>();
  for (const bound of bounds) {
    const what =
      bound.kind === "minimum" ? `the minimum of ${bound.mentor}` : `the minimum of ${quotaWords(bound.quota)}`;
    const { from, to } = least.get(what) ?? { from: bound.min, to: bound.to };
    least.set(what, { from: Math.max(from, bound.min), to: Math.min(to, bound.to) });
  }
  return [...least].map(([what, { from, to }]) => `${what} from ${from} to ${to}`);
}
