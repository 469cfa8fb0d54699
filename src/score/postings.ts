import type { SparseScores } from "./criterionKind.js";
import type { TermLists } from "./termTable.js";

/** Who holds a term, level by level; no mentor stands in two lists. */
export type Posting = readonly HolderList[];

/** The mentors who hold a term at one level; 0 where none is stated. */
export interface HolderList {
  readonly level: number;
  readonly mentors: Int32Array;
}

/** Levels that there are, with none. */
const LEVELS = 6;
const nobody: Posting = [];

/** For each of so many terms the mentors who hold it, so that a mentee is scored against those only. */
export function indexHolders({ start, term, level }: TermLists, terms: number): Posting[] {
  const end = new Int32Array(LEVELS * terms + 1);
  for (let k = 0; k < term.length; k++) end[LEVELS * term[k] + level[k] + 1]++;
  for (let at = 0; at < LEVELS * terms; at++) end[at + 1] += end[at];
  const next = end.slice();
  const mentors = new Int32Array(term.length);
  for (let mentor = 0; mentor + 1 < start.length; mentor++) {
    for (let k = start[mentor]; k < start[mentor + 1]; k++) mentors[next[LEVELS * term[k] + level[k]]++] = mentor;
  }
  return Array.from({ length: terms }, (_, number) => {
    const lists: HolderList[] = [];
    for (let of = 0; of < LEVELS; of++) {
      const at = LEVELS * number + of;
      if (end[at] < end[at + 1]) lists.push({ level: of, mentors: mentors.subarray(end[at], end[at + 1]) });
    }
    return lists.length === 0 ? nobody : lists;
  });
}

/** How many mentors hold each term that somebody holds, by its key. */
export function countHolders(holders: readonly Posting[], keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  holders.forEach((lists, number) => {
    if (lists.length > 0)
      counts.set(
        keys[number],
        lists.reduce((sum, { mentors }) => sum + mentors.length, 0),
      );
  });
  return counts;
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
