import type { Terms } from "./cohort.js";
import type { SparseScores } from "./criterionKind.js";

/** Who holds a term, level by level; no mentor stands in two lists. */
export type Posting = readonly HolderList[];

/** The mentors who hold a term at one level; 0 where none is stated. */
export interface HolderList {
  readonly level: number;
  readonly mentors: Int32Array;
}

/** For each term the mentors who hold it, so that a mentee is scored against those only. */
export function indexHolders(lists: readonly (Terms | undefined)[]): Map<string, Posting> {
  const holders = new Map<string, Map<number, number[]>>();
  lists.forEach((terms, mentor) => {
    for (const [key, { level = 0 }] of terms ?? []) {
      const byLevel = holders.get(key) ?? new Map<number, number[]>();
      holders.set(key, byLevel);
      const known = byLevel.get(level);
      if (known === undefined) byLevel.set(level, [mentor]);
      else known.push(mentor);
    }
  });
  return new Map(
    [...holders].map(([key, byLevel]) => {
      return [key, [...byLevel].map(([level, mentors]) => ({ level, mentors: Int32Array.from(mentors) }))];
    }),
  );
}

/** The indices of those who did not answer. */
export function silentAmong(answers: readonly unknown[]): number[] {
  return answers.flatMap((answer, index) => (answer === undefined ? [index] : []));
}

/** For each key the people, by index, in whose list it stands. */
export function indexKeys(lists: readonly (readonly string[])[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  lists.forEach((keys, index) => {
    for (const key of keys) {
      const known = holders.get(key);
      if (known === undefined) holders.set(key, [index]);
      else known.push(index);
    }
  });
  return holders;
}

/** Lists these mentors with their scores. */
export function fillWith(into: SparseScores, mentors: Iterable<number>, score: (mentor: number) => number): void {
  into.count = 0;
  for (const mentor of mentors) {
    into.mentors[into.count] = mentor;
    into.scores[into.count++] = score(mentor);
  }
}

/** Adds a whole number to the codes of these mentors. */
export function addToEach(codes: Uint16Array, mentors: Int32Array, part: number): void {
  // four steps at a time, which takes two thirds of the time
  const whole = mentors.length & ~3;
  for (let k = 0; k < whole; k += 4) {
    codes[mentors[k]] += part;
    codes[mentors[k + 1]] += part;
    codes[mentors[k + 2]] += part;
    codes[mentors[k + 3]] += part;
  }
  for (let k = whole; k < mentors.length; k++) codes[mentors[k]] += part;
}
