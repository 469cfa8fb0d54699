import { answerReader, isBlank } from "../problem/answers.js";
import { normaliseTerm } from "../problem/terms.js";
import type { Cohort, ScoredPerson } from "./cohort.js";

/** The terms of a field on both sides, in numbers: everybody's as a few long arrays, and no object for a single answer. */
export interface TermTable {
  /** The key under which each term is compared, by the term's number. */
  readonly keys: readonly string[];
  readonly mentees: TermLists;
  readonly mentors: TermLists;
}

/** The terms of person `i` are entries `start[i]` to before `start[i + 1]`: each once, their numbers ascending. */
export interface TermLists {
  /** 1 for those who answered, 0 for the others. */
  readonly answered: Uint8Array;
  readonly start: Int32Array;
  readonly term: Int32Array;
  /** From 1 to 5, the highest that was given; 0 where none was. */
  readonly level: Uint8Array;
  /** The same. */
  readonly importance: Uint8Array;
}

/** Levels and importances that there are, with none. */
const STEPS = 6;

/**
 * Reads a field that holds terms, as `termsOf` does. `usualLevel` is the level of a mentor's term without one.
 *
 * Time O(terms), space O(terms + different terms).
 */
export function readTermTable(cohort: Cohort, field: string, usualLevel = 0): TermTable {
  const keys: string[] = [];
  const numberOfKey = new Map<string, number>();
  const numbered = (keyOf: (term: string) => string) => {
    const known = new Map<string, number>();
    return (spelling: string): number => {
      const before = known.get(spelling);
      if (before !== undefined) return before;
      const key = keyOf(spelling);
      const number = isBlank(spelling) ? BLANK : (numberOfKey.get(key) ?? keys.push(key) - 1);
      if (number !== BLANK) numberOfKey.set(key, number);
      known.set(spelling, number);
      return number;
    };
  };
  const numbers = { ofWord: numbered(cohort.vocabulary.keyOf), ofOther: numbered(normaliseTerm) };
  const answerOf = answerReader(field);
  return {
    keys,
    mentees: readLists(cohort.mentees, { answerOf, numbers, usualLevel: 0 }),
    mentors: readLists(cohort.mentors, { answerOf, numbers, usualLevel }),
  };
}

/** In place of the number of an entry that is no term. */
const BLANK = -1;

interface Reading {
  readonly answerOf: (person: ScoredPerson) => unknown;
  readonly numbers: {
    readonly ofWord: (spelling: string) => number;
    /** Of a number or a truth value, which is no word. */
    readonly ofOther: (spelling: string) => number;
  };
  readonly usualLevel: number;
}

function readLists(people: readonly ScoredPerson[], { answerOf, numbers, usualLevel }: Reading): TermLists {
  const answered = new Uint8Array(people.length);
  const start = new Int32Array(people.length + 1);
  const most = countEntries(people, answerOf);
  const [term, level, importance] = [new Int32Array(most), new Uint8Array(most), new Uint8Array(most)];
  let size = 0;
  let packed = new Float64Array(64);
  const pack = (entry: unknown): number => {
    if (typeof entry !== "object" || entry === null) {
      return STEPS * (STEPS * numbers.ofWord(String(entry)) + usualLevel);
    }
    const { name, level = usualLevel, importance = 0 } = entry as { name: string; level?: number; importance?: number };
    return STEPS * (STEPS * numbers.ofWord(name) + level) + importance;
  };
  /** Adds packed terms in ascending order; repeated ones fold into one, which keeps the highest level and importance. */
  const add = (count: number): void => {
    packed.subarray(0, count).sort();
    let last = BLANK;
    for (let k = 0; k < count; k++) {
      const number = Math.floor(packed[k] / (STEPS * STEPS));
      const [ofLevel, ofImportance] = [Math.floor(packed[k] / STEPS) % STEPS, packed[k] % STEPS];
      if (number < 0) continue;
      if (number === last) {
        level[size - 1] = Math.max(level[size - 1], ofLevel);
        importance[size - 1] = Math.max(importance[size - 1], ofImportance);
        continue;
      }
      term[size] = number;
      level[size] = ofLevel;
      importance[size++] = ofImportance;
      last = number;
    }
  };
  for (let person = 0; person < people.length; person++) {
    const answer = answerOf(people[person]);
    if (answer !== undefined) answered[person] = 1;
    if (Array.isArray(answer)) {
      if (answer.length > packed.length) packed = new Float64Array(answer.length);
      for (let k = 0; k < answer.length; k++) packed[k] = pack(answer[k]);
      add(answer.length);
    } else if (answer !== undefined) {
      const isWord = typeof answer !== "number" && typeof answer !== "boolean";
      packed[0] = isWord ? pack(answer) : STEPS * (STEPS * numbers.ofOther(String(answer)) + usualLevel);
      add(1);
    }
    start[person + 1] = size;
  }
  if (size === most) return { answered, start, term, level, importance };
  return {
    answered,
    start,
    term: term.slice(0, size),
    level: level.slice(0, size),
    importance: importance.slice(0, size),
  };
}

/** How many entries a field has in all, repeated and blank ones too: lists that grew would leave their old room behind. */
function countEntries(people: readonly ScoredPerson[], answerOf: Reading["answerOf"]): number {
  let count = 0;
  for (let person = 0; person < people.length; person++) {
    const answer = answerOf(people[person]);
    if (answer !== undefined) count += Array.isArray(answer) ? answer.length : 1;
  }
  return count;
}

/** Where a term stands among those of a person; −1 where the person does not have it. Time O(log terms). */
export function placeOf({ start, term }: TermLists, person: number, wanted: number): number {
  let low = start[person];
  let high = start[person + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (term[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low < start[person + 1] && term[low] === wanted ? low : -1;
}

/** What the terms of each person weigh together. */
export function sizesOf({ answered, start, term }: TermLists, weights: Float64Array): Float64Array {
  const sizes = new Float64Array(answered.length);
  for (let person = 0; person < sizes.length; person++) {
    for (let k = start[person]; k < start[person + 1]; k++) sizes[person] += weights[term[k]];
  }
  return sizes;
}

/** What the terms weigh together that a mentee and a mentor both have. Time O(terms of the two). */
export function sharedBetween(
  { mentees, mentors }: TermTable,
  { mentee, mentor }: { readonly mentee: number; readonly mentor: number },
  weights: Float64Array,
): number {
  let shared = 0;
  let at = mentors.start[mentor];
  const end = mentors.start[mentor + 1];
  for (let k = mentees.start[mentee]; k < mentees.start[mentee + 1]; k++) {
    const term = mentees.term[k];
    while (at < end && mentors.term[at] < term) at++;
    if (at < end && mentors.term[at] === term) shared += weights[term];
  }
  return shared;
}

/** Whether a mentee and a mentor have a term in common. */
export function sharesTerm({ mentees, mentors }: TermTable, mentee: number, mentor: number): boolean {
  for (let k = mentees.start[mentee]; k < mentees.start[mentee + 1]; k++) {
    if (placeOf(mentors, mentor, mentees.term[k]) >= 0) return true;
  }
  return false;
}

/** Whether a mentor has each of a mentee's terms. */
export function hasEachTerm({ mentees, mentors }: TermTable, mentee: number, mentor: number): boolean {
  for (let k = mentees.start[mentee]; k < mentees.start[mentee + 1]; k++) {
    if (placeOf(mentors, mentor, mentees.term[k]) < 0) return false;
  }
  return true;
}

/** The indices of those who did not answer. */
export function silentOf({ answered }: TermLists): number[] {
  const silent: number[] = [];
  for (let person = 0; person < answered.length; person++) if (answered[person] === 0) silent.push(person);
  return silent;
}
