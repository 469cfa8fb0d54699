import { describe, type Issue, issue, LISTED_ISSUES, type Path, throwIssues } from "../../errors.js";
import { compareText, didYouMean } from "../../numeric/nearest.js";
import type { Mentee, Mentor } from "../../problem/people.js";
import { snapshot } from "../../problem/snapshot.js";
import { normaliseTerm } from "../../problem/terms.js";

/** Names of answers in `auditOnly`, or a table of its own: by attribute and id, who belongs to which group. */
export type ProxyGroups =
  | readonly string[]
  | { readonly [attribute: string]: { readonly [id: string]: string | number | boolean } };

/** An attribute of the audit, by name, and whom each person belongs to; undefined where that is not known. */
export interface AuditAttribute {
  readonly name: string;
  readonly groupOf: (person: Mentee | Mentor) => string | undefined;
}

/** Both sides, and where each person stood in the input. */
interface Everybody {
  readonly mentees: readonly Mentee[];
  readonly mentors: readonly Mentor[];
  readonly menteePlace: readonly number[];
  readonly mentorPlace: readonly number[];
}

/** @throws E_UNKNOWN_GROUP, E_UNKNOWN_ID, E_TYPE */
export function readProxyGroups(groups: ProxyGroups, everybody: Everybody): AuditAttribute[] {
  return Array.isArray(groups)
    ? fromPeople(groups as readonly string[], everybody)
    : fromTable(groups as Exclude<ProxyGroups, readonly string[]>, everybody);
}

function fromPeople(names: readonly string[], everybody: Everybody): AuditAttribute[] {
  const { mentees, mentors, menteePlace, mentorPlace } = everybody;
  const people = [
    ...mentees.map((person, index) => ({ person, path: ["mentees", menteePlace[index]] })),
    ...mentors.map((person, index) => ({ person, path: ["mentors", mentorPlace[index]] })),
  ];
  const known = new Set(people.flatMap(({ person }) => Object.keys(person.auditOnly ?? {})));
  throwIssues(
    names.flatMap((name, index) => {
      if (known.has(name)) return [];
      const expected = "an attribute that somebody has in auditOnly";
      const problem = { expected, received: "one that nobody has", hint: didYouMean(name, known) };
      return [issue("E_UNKNOWN_GROUP", ["options", "groups", index], problem)];
    }),
  );
  const sorted = [...new Set(names)].sort(compareText);
  const answerOf = ({ auditOnly }: Mentee | Mentor, name: string): unknown =>
    auditOnly !== undefined && Object.hasOwn(auditOnly, name) ? auditOnly[name] : undefined;
  throwIssues(
    people.flatMap(({ person, path }) =>
      sorted.flatMap((name) => unfit(answerOf(person, name), [...path, "auditOnly", name])),
    ),
  );
  return sorted.map((name) => ({ name, groupOf: (person) => groupNamed(answerOf(person, name)) }));
}

function fromTable(given: Exclude<ProxyGroups, readonly string[]>, { mentees, mentors }: Everybody): AuditAttribute[] {
  const root = ["options", "groups"];
  const { value, issues, notFinite, cause } = snapshot(given, root);
  throwIssues([...issues, ...notFinite], cause);
  const table = value as { readonly [attribute: string]: { readonly [id: string]: unknown } };
  const ids = new Set([...mentees, ...mentors].map(({ id }) => id));
  const names = Object.keys(table).sort(compareText);
  throwIssues(
    names.flatMap((name): Issue[] => {
      const column: unknown = table[name];
      if (typeof column !== "object" || column === null || Array.isArray(column)) {
        const expected = "an object with a group by id";
        return [issue("E_TYPE", [...root, name], { expected, received: describe(column) })];
      }
      return Object.entries(column).flatMap(([id, group], index) => {
        if (ids.has(id)) return unfit(group, [...root, name, id]);
        const hint = index < LISTED_ISSUES ? didYouMean(id, ids) : undefined;
        const problem = { expected: "the id of a mentee or a mentor", received: "another", hint };
        return [issue("E_UNKNOWN_ID", [...root, name, id], problem)];
      });
    }),
  );
  return names.map((name) => ({
    name,
    groupOf: ({ id }) => (Object.hasOwn(table[name], id) ? groupNamed(table[name][id]) : undefined),
  }));
}

function unfit(group: unknown, path: Path): Issue[] {
  if (group === undefined || group === null || ["string", "number", "boolean"].includes(typeof group)) return [];
  return [issue("E_TYPE", path, { expected: "a text, a number or a truth value", received: describe(group) })];
}

function groupNamed(group: unknown): string | undefined {
  if (group === undefined || group === null) return undefined;
  const name = normaliseTerm(String(group));
  return name === "" ? undefined : name;
}
