import { throwIssues } from "../errors.js";
import { type Checks, checkOptions, keyCheck } from "../matching/checkMatchOptions.js";
import { deepFreeze } from "../matching/deepFreeze.js";
import { digestParts } from "../numeric/digest.js";
import { compareText } from "../numeric/nearest.js";
import { inInputOrder } from "../problem/inputOrder.js";
import { parse } from "../problem/parse.js";
import { type Mentee, type Mentor, People, type Person } from "../problem/people.js";
import { isIdentifying } from "./identifying.js";

export interface BlindCopyOptions {
  /** A secret of the host's own: without it, whoever knows everybody's id could find out whose which code is. */
  readonly key?: string;
  /** Further fields and attributes to take out. */
  readonly remove?: readonly string[];
  /** Attributes to leave in although their name sounds as if they told who somebody is. */
  readonly keep?: readonly string[];
}

type Unseen =
  | "id"
  | "name"
  | "display"
  | "auditOnly"
  | "livedExperiences"
  | "requests"
  | "manager"
  | "managers"
  | "location"
  | "embedding";

/** What a panel reads of somebody: a code in place of the id, and what they can do and look for. */
export type Application<Given extends Person> = Omit<Given, Unseen> & { readonly code: string };

/** A field, and how many people of a side it concerns. */
export interface FieldCount {
  readonly side: "mentees" | "mentors";
  readonly field: string;
  readonly people: number;
}

/** Applications without what tells who wrote them. */
export interface BlindCopy {
  readonly kind: "blindCopy";
  /** In the order of their codes. */
  readonly mentees: readonly Application<Mentee>[];
  readonly mentors: readonly Application<Mentor>[];
  /** What was taken out. */
  readonly removed: readonly FieldCount[];
  /** Answers in sentences, which may still tell: somebody has to read them before a panel does. */
  readonly freeTexts: readonly FieldCount[];
  /** Whose code is whose: not for the panel. In code-unit order of ids. */
  readonly codes: readonly { readonly id: string; readonly code: string }[];
}

const unseen: ReadonlySet<string> = new Set<Unseen>([
  ...(["id", "name", "display", "auditOnly", "livedExperiences", "requests"] as const),
  ...(["manager", "managers", "location", "embedding"] as const),
]);

const isListOfFields = (value: unknown) =>
  Array.isArray(value) && value.every((entry) => typeof entry === "string" && !entry.startsWith("attributes."));
const checks: Checks<BlindCopyOptions> = {
  key: keyCheck,
  remove: { expected: "a list of fields, without attributes. before them", holds: isListOfFields },
  keep: { expected: "a list of attributes, without attributes. before them", holds: isListOfFields },
};

/**
 * A copy of people for a panel that selects them on what they can do: ids become codes, and names, ways to reach them,
 * pictures, places, managers, requests, lived experience, what is only for display or an audit, and attributes whose
 * names speak of any of these or of a special category are taken out. What was, is told.
 *
 * Invariant: the same in whatever order people are given; somebody who is on both sides has one code. Values are not
 * looked into: an answer in sentences may name its writer, so these are listed.
 * @throws TelemachusError with every problem of the people at once; E_OPTION, E_UNKNOWN_KEY
 * @example blindCopy(people).mentors[0] // { code: "P003", skills: ["Rust"] }
 */
export function blindCopy(people: People, options: BlindCopyOptions = {}): BlindCopy {
  checkOptions(options, checks);
  const { key, remove = [], keep = [] } = options;
  const { value, issues, cause } = parse(People, people, []);
  throwIssues(inInputOrder(issues, value), cause);
  const codeOf = drawCodes([...value.mentees, ...value.mentors], key);
  const isRemoved = (attribute: string) =>
    remove.includes(attribute) || (isIdentifying(attribute) && !keep.includes(attribute));
  const removed: FieldCounts = new Map();
  const freeTexts: FieldCounts = new Map();
  const blinded = <Given extends Person>(side: FieldCount["side"], list: readonly Given[]): Application<Given>[] =>
    list
      .map((person) => {
        const note = (counts: FieldCounts, field: string) => count(counts, side, field);
        const rest: Record<string, unknown> = { code: codeOf.get(person.id)! };
        for (const [field, answer] of Object.entries(person)) {
          if (field === "attributes") continue;
          if (!unseen.has(field) && !remove.includes(field)) {
            rest[field] = answer;
            if (isFreeText(answer)) note(freeTexts, field);
          } else if (field !== "id") note(removed, field);
        }
        const attributes: Record<string, unknown> = {};
        for (const [attribute, answer] of Object.entries(person.attributes ?? {})) {
          if (isRemoved(attribute)) note(removed, `attributes.${attribute}`);
          else {
            attributes[attribute] = answer;
            if (isFreeText(answer)) note(freeTexts, `attributes.${attribute}`);
          }
        }
        if (Object.keys(attributes).length > 0) rest["attributes"] = attributes;
        return rest as unknown as Application<Given>;
      })
      .sort((a, b) => compareText(a.code, b.code));
  const sides = { mentees: blinded("mentees", value.mentees), mentors: blinded("mentors", value.mentors) };
  const codes = [...codeOf].map(([id, code]) => ({ id, code })).sort((a, b) => compareText(a.id, b.id));
  return deepFreeze({ kind: "blindCopy", ...sides, removed: listed(removed), freeTexts: listed(freeTexts), codes });
}

/** Numbers in an order that only the ids and the key decide, as wide as needed: P001, P002 … */
function drawCodes(people: readonly Person[], key: string | undefined): Map<string, string> {
  const ids = [...new Set(people.map(({ id }) => id))];
  const drawn = new Map(ids.map((id) => [id, digestParts([id], key)]));
  const inOrder = ids.sort((a, b) => compareText(drawn.get(a)!, drawn.get(b)!));
  const width = Math.max(3, String(ids.length).length);
  return new Map(inOrder.map((id, index) => [id, `P${String(index + 1).padStart(width, "0")}`]));
}

type FieldCounts = Map<string, FieldCount>;

function count(counts: FieldCounts, side: FieldCount["side"], field: string): void {
  const name = `${side} ${field}`;
  counts.set(name, { side, field, people: (counts.get(name)?.people ?? 0) + 1 });
}

function listed(counts: FieldCounts): FieldCount[] {
  return [...counts].sort(([a], [b]) => compareText(a, b)).map(([, found]) => found);
}

/** Words of an answer from which on it is one in sentences. */
const MANY_WORDS = 5;

/** The same of letters, in scripts that put no spaces between words. */
const MANY_LETTERS = 20;

/** Whether an answer, an entry of it or an entry's name is in sentences. */
function isFreeText(answer: unknown): boolean {
  if (Array.isArray(answer)) return answer.some((entry) => isFreeText((entry as { name?: unknown })?.name ?? entry));
  if (typeof answer !== "string") return false;
  const unspaced = answer.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu) ?? [];
  return answer.trim().split(/\s+/u).length >= MANY_WORDS || unspaced.length >= MANY_LETTERS;
}
