import { describe, type Issue, issue, LISTED_ISSUES, type Path, throwIssues } from "../errors.js";
import { compareText, didYouMean } from "../numeric/nearest.js";
import { snapshot } from "../problem/snapshot.js";
import { normaliseTerm } from "../problem/terms.js";
import type { AuditGroups } from "./options.js";
import type { ReadPeople } from "./readPeople.js";

/** Whom everybody belongs to. */
export interface Grouped {
  /** In code-unit order. */
  readonly attributes: readonly string[];
  /** By attribute: labels of its groups, in code-unit order. */
  readonly labels: readonly (readonly string[])[];
  /** By attribute: each person's group, −1 where it is not known. People as they come, round after round. */
  readonly mentees: readonly Int32Array[];
  readonly mentors: readonly Int32Array[];
}

/** What to look up somebody's answer with, and where it stands in the input. */
interface Asked {
  readonly person: { readonly id: string; readonly auditOnly?: { readonly [field: string]: unknown } };
  readonly path: Path;
}

/**
 * An answer as it is compared and as it is shown; undefined where it is unknown, null where it can be no group's name.
 */
type Label = { readonly key: string; readonly shown: string } | undefined | null;

const ANSWER = "a text, a number, a truth value or a list of texts";

/**
 * Reads everybody's group by each attribute. `placeOf` says where in the input an attribute is named.
 *
 * @throws E_UNKNOWN_GROUP for an attribute that nobody has, E_UNKNOWN_ID for a table's id that nobody has, E_TYPE for
 * an answer that names no group
 */
export function readGroups(
  rounds: readonly ReadPeople[],
  groups: AuditGroups,
  placeOf: (name: string, index: number) => Path = (_, index) => ["options", "groups", index],
): Grouped {
  const sides = { mentees: askedOf(rounds, "mentees"), mentors: askedOf(rounds, "mentors") };
  const everybody = [...sides.mentees, ...sides.mentors];
  const source = isNames(groups) ? fromPeople(groups, everybody, placeOf) : fromTable(groups, everybody);
  const issues: Issue[] = [];
  const columns = source.attributes.map((attribute) => {
    const read = ({ person, path }: Asked) => {
      const label = labelOf(source.answerOf(person, attribute));
      if (label === null) {
        const received = describe(source.answerOf(person, attribute));
        issues.push(issue("E_TYPE", source.pathOf(person, attribute, path), { expected: ANSWER, received }));
      }
      return label ?? undefined;
    };
    return { mentees: sides.mentees.map(read), mentors: sides.mentors.map(read) };
  });
  throwIssues(withoutRepeats(issues));
  const coded = columns.map(({ mentees, mentors }) => codeLabels(mentees, mentors));
  return {
    attributes: source.attributes,
    labels: coded.map(({ labels }) => labels),
    mentees: coded.map(({ mentees }) => mentees),
    mentors: coded.map(({ mentors }) => mentors),
  };
}

interface Source {
  readonly attributes: readonly string[];
  readonly answerOf: (person: Asked["person"], attribute: string) => unknown;
  readonly pathOf: (person: Asked["person"], attribute: string, path: Path) => Path;
}

/** Whether groups are named, and not given as a table. */
export function isNames(groups: AuditGroups): groups is readonly string[] {
  return Array.isArray(groups);
}

function askedOf(rounds: readonly ReadPeople[], side: "mentees" | "mentors"): Asked[] {
  return rounds.flatMap((round) => {
    const places = side === "mentees" ? round.menteePlace : round.mentorPlace;
    return round[side].map((person, index) => ({ person, path: [...round.path, side, places[index]] }));
  });
}

function fromPeople(
  names: readonly string[],
  everybody: readonly Asked[],
  placeOf: (name: string, index: number) => Path,
): Source {
  const known = new Set(everybody.flatMap(({ person }) => Object.keys(person.auditOnly ?? {})));
  throwIssues(
    names.flatMap((name, index) => {
      if (known.has(name)) return [];
      const expected = "an attribute that somebody has in auditOnly";
      const problem = { expected, received: "one that nobody has", hint: didYouMean(name, known) };
      return [issue("E_UNKNOWN_GROUP", placeOf(name, index), problem)];
    }),
  );
  return {
    attributes: [...names].sort(compareText),
    answerOf: ({ auditOnly }, attribute) =>
      auditOnly !== undefined && Object.hasOwn(auditOnly, attribute) ? auditOnly[attribute] : undefined,
    pathOf: (_, attribute, path) => [...path, "auditOnly", attribute],
  };
}

function fromTable(given: Exclude<AuditGroups, readonly string[]>, everybody: readonly Asked[]): Source {
  const root = ["options", "groups"];
  const { value, issues, notFinite, cause } = snapshot(given, root);
  throwIssues([...issues, ...notFinite], cause);
  const table = value as { readonly [attribute: string]: { readonly [id: string]: unknown } };
  const ids = new Set(everybody.map(({ person }) => person.id));
  const attributes = Object.keys(table).sort(compareText);
  throwIssues(
    attributes.flatMap((attribute) => {
      const column: unknown = table[attribute];
      if (typeof column !== "object" || column === null || Array.isArray(column)) {
        const expected = "an object with an answer by id";
        return [issue("E_TYPE", [...root, attribute], { expected, received: describe(column) })];
      }
      const strangers = Object.keys(column).filter((id) => !ids.has(id));
      return strangers.map((id, index) => {
        // to look for the nearest takes a while, and no more are told
        const hint = index < LISTED_ISSUES ? didYouMean(id, ids) : undefined;
        const problem = { expected: "the id of a mentee or a mentor", received: "another", hint };
        return issue("E_UNKNOWN_ID", [...root, attribute, id], problem);
      });
    }),
  );
  return {
    attributes,
    answerOf: ({ id }, attribute) => (Object.hasOwn(table[attribute], id) ? table[attribute][id] : undefined),
    pathOf: ({ id }, attribute) => [...root, attribute, id],
  };
}

/** What an answer is called. A list is one answer, whatever the order of its entries; an empty one is unknown. */
export function labelOf(answer: unknown): Label {
  if (answer === undefined || answer === null) return undefined;
  if (!Array.isArray(answer)) {
    return ["string", "number", "boolean"].includes(typeof answer) ? labelOfText(String(answer)) : null;
  }
  if (!answer.every((entry) => typeof entry === "string")) return null;
  const entries = new Map<string, string>();
  for (const label of answer.map(labelOfText)) {
    if (label === undefined) continue;
    const known = entries.get(label.key);
    entries.set(label.key, known === undefined ? label.shown : earlier(known, label.shown));
  }
  const keys = [...entries.keys()].sort(compareText);
  return keys.length === 0
    ? undefined
    : { key: keys.join(", "), shown: keys.map((key) => entries.get(key)!).join(", ") };
}

function labelOfText(text: string) {
  const key = normaliseTerm(text);
  return key === "" ? undefined : { key, shown: text.trim().replace(/\s+/gu, " ") };
}

function earlier(a: string, b: string): string {
  return a <= b ? a : b;
}

/** Labels in code-unit order, each in its first spelling, and everybody's place among them. */
function codeLabels(mentees: readonly Label[], mentors: readonly Label[]) {
  const spelling = new Map<string, string>();
  for (const label of [...mentees, ...mentors]) {
    if (label == null) continue;
    const known = spelling.get(label.key);
    spelling.set(label.key, known === undefined ? label.shown : earlier(known, label.shown));
  }
  const ordered = [...spelling].sort(([a, one], [b, other]) => compareText(one, other) || compareText(a, b));
  const place = new Map(ordered.map(([key], index) => [key, index]));
  const code = (labels: readonly Label[]) =>
    Int32Array.from(labels, (label) => (label == null ? -1 : place.get(label.key)!));
  return { labels: ordered.map(([, shown]) => shown), mentees: code(mentees), mentors: code(mentors) };
}

/** An id on both sides has one entry in a table. */
function withoutRepeats(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((found) => [found.pointer, found])).values()];
}
