import { describe, type Issue, issue, type Path } from "../errors.js";
import { compareText } from "../numeric/nearest.js";
import { answerOf, entriesOf, keysFor } from "../problem/answers.js";
import type { Chains } from "../problem/chains.js";
import { blindFields, type Governance } from "../problem/governance.js";
import {
  type AttributeValue,
  type Mentee,
  type Mentor,
  type Person,
  scoredFields,
  type Term,
} from "../problem/people.js";
import type { Problem } from "../problem/problem.js";
import { PlainObject } from "../problem/snapshot.js";
import { normaliseTerm } from "../problem/terms.js";
import type { Vocabulary } from "../problem/vocabulary.js";
import { createRarity, type Rarity } from "./rarity.js";
import { MILLIONTHS } from "./weights.js";

/** A person as criteria and rules see them: without name, display, audit answers and the flag for a human. Frozen. */
export type ScoredPerson = Omit<Person, "name" | "display" | "auditOnly" | "manual">;

/** A person as custom functions see them: without what is only for the criteria that ask for it, and special answers for which the policy records no basis. Frozen. */
export type CustomPerson = Omit<ScoredPerson, "livedExperiences" | "requests">;

/** Both sides as criteria and rules see them, in the problem's order. */
export interface Cohort {
  readonly mentees: readonly ScoredPerson[];
  readonly mentors: readonly ScoredPerson[];
  readonly chains: Chains;
  readonly scales: { readonly [field: string]: readonly string[] };
  readonly vocabulary: Vocabulary;
  readonly rarity: Rarity;
  /** The mentors that each mentee had in earlier rounds. */
  readonly history: ReadonlyMap<number, ReadonlySet<number>>;
  /** The day whose clocks count, `YYYY-MM-DD`. */
  readonly date: string | undefined;
  /** What functions of the host's own may not read. */
  readonly governance: Governance;
  /** Whether they fail when they try to. */
  readonly isWatched: boolean;
  /** Where a person stood in the input, for the paths of errors. */
  readonly placeOf: (side: Side, index: number) => Path;
}

export type Side = "mentees" | "mentors";

/**
 * Removes by projection what must never reach scoring: names, what is only for output or for an audit, and what the policy
 * blinds. Where reads are watched, functions of the host's own fail when they try to read it.
 */
export function toCohort(problem: Problem<unknown, unknown>, { isWatched = false } = {}): Cohort {
  const { chains, policy, vocabulary, history, menteePlace, mentorPlace } = problem;
  const blind = blindFields(policy);
  const project = (person: Mentee | Mentor): ScoredPerson =>
    without(
      person,
      (field) => unseen.has(field) || blind.has(field),
      (attribute) => blind.has(attribute),
    );
  return {
    mentees: problem.mentees.map(project),
    mentors: problem.mentors.map(project),
    chains,
    scales: policy.scales ?? {},
    vocabulary,
    rarity: createRarity(policy.rarity, vocabulary.keyOf),
    history,
    date: policy.date,
    governance: policy,
    isWatched,
    placeOf: (side, index) => [side, (side === "mentees" ? menteePlace : mentorPlace)[index]],
  };
}

const unseen = new Set(["name", "display", "auditOnly", "manual", "capacity", "load", "demand", "priority"]);

/** A person without some fields and some attributes. Frozen. */
export function without<Given extends Pick<Person, "attributes">>(
  person: Given,
  isLeftOut: (field: string) => boolean,
  isAttributeLeftOut: (attribute: string) => boolean,
): Given {
  const given = person.attributes;
  const isWhole = given === undefined || !Object.keys(given).some(isAttributeLeftOut);
  // most people have nothing to hide, and stay the objects that they are
  if (isWhole && !Object.keys(person).some(isLeftOut)) return Object.freeze(person);
  const rest = pick(person, isLeftOut);
  if (!isWhole) rest.attributes = Object.freeze(pick(given, isAttributeLeftOut));
  return Object.freeze(rest) as unknown as Given;
}

function pick(from: object, isLeftOut: (key: string) => boolean): PlainObject {
  const rest = new PlainObject();
  for (const [key, value] of Object.entries(from)) if (!isLeftOut(key)) rest[key] = value;
  return rest;
}

/** A term as it was spelt, with the highest level and importance given. */
export interface ReadTerm {
  readonly name: string;
  readonly level?: number;
  readonly importance?: number;
}

/** A person's terms by the key under which they are compared, in code-unit order of these. */
export type Terms = ReadonlyMap<string, ReadTerm>;

/**
 * Reads a field that holds terms; undefined where the person did not answer. For the words of single people: those of
 * everybody are read by `readTermTable`.
 */
export function termsOf({ vocabulary }: Cohort, person: ScoredPerson, field: string): Terms | undefined {
  const answer = answerOf(person, field);
  return answer === undefined ? undefined : readTerms({ keyOf: keysFor(answer, vocabulary) }, entriesOf(answer));
}

/** The terms of a field as they were given; a single answer is a list of one. */
export function listOf(person: ScoredPerson, field: string): readonly Term[] | undefined {
  const answer = answerOf(person, field);
  return answer === undefined ? undefined : entriesOf(answer);
}

/** Repeated terms fold into one, which keeps the highest level and importance, and the first spelling in code-unit order. */
export function readTerms({ keyOf }: Pick<Vocabulary, "keyOf">, list: readonly Term[]): Terms {
  const terms = new Map<string, ReadTerm>();
  for (const entry of list) {
    const term: ReadTerm = typeof entry === "string" ? { name: entry } : entry;
    const key = keyOf(term.name);
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

/** The terms of a field that a mentee and a mentor both have, as the mentee spelt them; none where either did not answer. */
export function sharedTermsOf(
  cohort: Cohort,
  { mentee, mentor }: { readonly mentee: number; readonly mentor: number },
  field: string,
): string[] {
  const own = termsOf(cohort, cohort.mentees[mentee], field);
  const theirs = termsOf(cohort, cohort.mentors[mentor], field);
  return [...(own ?? [])].flatMap(([key, { name }]) => (theirs?.has(key) ? [name] : []));
}

/** A field as numbers, one for each person; NaN where the person did not answer. */
export interface Numbers {
  readonly mentees: Float64Array;
  readonly mentors: Float64Array;
  /** Whether they are places on a scale, so that a difference counts steps. */
  readonly onScale: boolean;
}

/** Reads a field as numbers on both sides; a label counts as its place on the scale. @throws CohortError */
export function readNumbers(cohort: Cohort, field: string): Numbers {
  const issues: Issue[] = [];
  const mentees = numbersOf(cohort, "mentees", field, issues);
  const mentors = numbersOf(cohort, "mentors", field, issues);
  if (issues.length > 0) throw new CohortError(issues);
  return { mentees, mentors, onScale: Object.hasOwn(cohort.scales, field) };
}

/** Mentor − mentee, in whole millionths over a million: what two decimal numbers differ by, without binary noise. */
export function gapOf({ mentees, mentors }: Numbers, mentee: number, mentor: number): number {
  return Math.round((mentors[mentor] - mentees[mentee]) * MILLIONTHS) / MILLIONTHS;
}

/** Reads a field as numbers on one side, NaN where a person did not answer; what cannot be read is added to `issues`. */
export function numbersOf(cohort: Cohort, side: Side, field: string, issues: Issue[]): Float64Array {
  const scale = Object.hasOwn(cohort.scales, field) ? cohort.scales[field].map(normaliseTerm) : undefined;
  return Float64Array.from(cohort[side], (person, index) => {
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
}

/** Answers that a criterion or rule cannot read; collected over all of them before it is thrown. */
export class CohortError extends Error {
  constructor(readonly issues: readonly Issue[]) {
    super(issues[0].message);
  }
}

/** Where a field stands within a person. */
export function fieldPath(field: string): Path {
  return (scoredFields as readonly string[]).includes(field) ? [field] : ["attributes", field];
}
