import { describe, type Issue, issue, type Path } from "../errors.js";
import { compareText } from "../numeric/nearest.js";
import type { Chains } from "../problem/chains.js";
import type { AttributeValue, Mentee, Mentor, Person, Term } from "../problem/people.js";
import { scoredFields } from "../problem/people.js";
import type { Problem } from "../problem/problem.js";
import { normaliseTerm } from "../problem/terms.js";

/** A person as criteria, rules and custom functions see them: without name, display and audit answers. Frozen. */
export type ScoredPerson = Omit<Person, "name" | "display" | "auditOnly">;

/** Both sides as criteria and rules see them, in the problem's order. */
export interface Cohort {
  readonly mentees: readonly ScoredPerson[];
  readonly mentors: readonly ScoredPerson[];
  readonly chains: Chains;
  readonly scales: { readonly [field: string]: readonly string[] };
  /** Where a person stood in the input, for the paths of errors. */
  readonly placeOf: (side: Side, index: number) => Path;
}

export type Side = "mentees" | "mentors";

/** Removes by projection what must never reach scoring. */
export function toCohort(problem: Problem<unknown, unknown>): Cohort {
  const { mentees, mentors, chains, policy, menteePlace, mentorPlace } = problem;
  return {
    mentees: mentees.map(project),
    mentors: mentors.map(project),
    chains,
    scales: policy.scales ?? {},
    placeOf: (side, index) => [side, (side === "mentees" ? menteePlace : mentorPlace)[index]],
  };
}

function project(person: Mentee | Mentor): ScoredPerson {
  const scored = Object.assign(Object.create(null), person);
  for (const field of ["name", "display", "auditOnly"]) delete scored[field];
  return Object.freeze(scored);
}

/** What a person answered in a field: one of their own, else an attribute. */
export function answerOf(person: ScoredPerson, field: string): unknown {
  if ((scoredFields as readonly string[]).includes(field)) return person[field as keyof ScoredPerson];
  return person.attributes !== undefined && Object.hasOwn(person.attributes, field)
    ? person.attributes[field]
    : undefined;
}

/** A term as it was spelt, with the highest level and importance given. */
export interface ReadTerm {
  readonly name: string;
  readonly level?: number;
  readonly importance?: number;
}

/** A person's terms by normal form, in code-unit order of these. */
export type Terms = ReadonlyMap<string, ReadTerm>;

/** Reads a field that holds terms; undefined where the person did not answer. `usualLevel` is that of a term without one. */
export function termsOf(person: ScoredPerson, field: string, usualLevel?: number): Terms | undefined {
  const answer = answerOf(person, field);
  if (answer === undefined) return undefined;
  return readTerms((Array.isArray(answer) ? answer : [String(answer)]) as readonly Term[], usualLevel);
}

/** Repeated terms fold into one, which keeps the highest level and importance, and the first spelling in code-unit order. */
export function readTerms(list: readonly Term[], usualLevel?: number): Terms {
  const terms = new Map<string, ReadTerm>();
  for (const entry of list) {
    const stated: ReadTerm = typeof entry === "string" ? { name: entry } : entry;
    const term = { ...stated, level: stated.level ?? usualLevel };
    const key = normaliseTerm(term.name);
    const same = terms.get(key);
    terms.set(key, same === undefined ? term : fold(same, term));
  }
  return new Map([...terms].sort(([a], [b]) => compareText(a, b)));
}

function fold(a: ReadTerm, b: ReadTerm): ReadTerm {
  const highest = (x?: number, y?: number) => (x === undefined || y === undefined ? (x ?? y) : Math.max(x, y));
  return {
    name: compareText(a.name, b.name) <= 0 ? a.name : b.name,
    level: highest(a.level, b.level),
    importance: highest(a.importance, b.importance),
  };
}

/** A field as numbers, one for each person of a side; NaN where the person did not answer. A label counts as its place on the scale. */
export function readNumbers(cohort: Cohort, side: Side, field: string): Float64Array {
  const scale = Object.hasOwn(cohort.scales, field) ? cohort.scales[field].map(normaliseTerm) : undefined;
  const issues: Issue[] = [];
  const numbers = Float64Array.from(cohort[side], (person, index) => {
    const answer = answerOf(person, field) as AttributeValue | undefined;
    if (answer === undefined) return Number.NaN;
    if (typeof answer === "number") return answer;
    const place = typeof answer === "string" ? (scale?.indexOf(normaliseTerm(answer)) ?? -1) : -1;
    if (place >= 0) return place;
    const path = [...cohort.placeOf(side, index), ...fieldPath(field)];
    const expected = scale === undefined ? "a number, or a label of a scale" : `a label of policy.scales.${field}`;
    const hint = scale === undefined ? `State the order of its labels in policy.scales.${field}.` : undefined;
    issues.push(
      issue("E_SCALE", path, {
        expected,
        received: answer === true || answer === false ? "a truth value" : describe(answer),
        hint,
      }),
    );
    return Number.NaN;
  });
  if (issues.length > 0) throw new CohortError(issues);
  return numbers;
}

/** Answers that a criterion or rule cannot read; collected over all of them before it is thrown. */
export class CohortError extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super(issues[0].message);
  }
}

function fieldPath(field: string): Path {
  return (scoredFields as readonly string[]).includes(field) ? [field] : ["attributes", field];
}
