import type { Matching, Pair } from "../matching/matching.js";
import type { ClaimedPair } from "../solve/proof/stagedClaim.js";
import type { Ground } from "./ground.js";
import type { ScoredRows } from "./scoreRows.js";
import type { Who } from "./violation.js";

/** A pair of the matching whose people are known. */
export interface KnownPair {
  /** An index of the problem's mentees. */
  readonly mentee: number;
  readonly mentor: number;
  readonly said: Pair;
}

/** A matching beside what people and policy say. What is of the matching is a claim, and named `said`; all else is ground. */
export interface Examination extends Ground {
  readonly said: Matching;
  /** In the order of the ids. */
  readonly pairs: readonly KnownPair[];
  /** The mentors of each mentee. */
  readonly mentorsOf: readonly (readonly number[])[];
  /** How many mentees each mentor has. */
  readonly load: Int32Array;
  /** Row and mentor of the pairs that no pin fixed, row after row. */
  readonly openPairs: readonly ClaimedPair[];
  readonly scored: ScoredRows;
}

/** Looks up the people of all pairs, who are known. */
export function examine(ground: Ground, said: Matching, scored: ScoredRows): Examination {
  const { problem, menteeOf, mentorOf, pinsOf, rowOf } = ground;
  const pairs = said.pairs
    .map((pair) => ({ mentee: menteeOf.get(pair.mentee)!, mentor: mentorOf.get(pair.mentor)!, said: pair }))
    .sort((a, b) => a.mentee - b.mentee || a.mentor - b.mentor);
  const mentorsOf: number[][] = problem.mentees.map(() => []);
  const load = new Int32Array(problem.mentors.length);
  for (const { mentee, mentor } of pairs) {
    mentorsOf[mentee].push(mentor);
    load[mentor]++;
  }
  const openPairs = pairs.flatMap(({ mentee, mentor }): ClaimedPair[] =>
    pinsOf[mentee].has(mentor) ? [] : [[rowOf[mentee], mentor]],
  );
  return { ...ground, said, pairs, mentorsOf, load, openPairs, scored };
}

/** The ids of two people, as a violation names them. */
export function whoOf({ problem }: Pick<Ground, "problem">, mentee: number, mentor?: number): Who {
  const own = { mentee: problem.mentees[mentee].id };
  return mentor === undefined ? own : { ...own, mentor: problem.mentors[mentor].id };
}

/** The mentors a row may have beside its pins, ascending. */
export function allowedOf({ scored }: Pick<Examination, "scored">, row: number): number[] {
  const allowed: number[] = [];
  scored.scoresOf(row).forEach((score, mentor) => {
    if (score !== Number.NEGATIVE_INFINITY) allowed.push(mentor);
  });
  return allowed;
}

/** How many mentors a mentee wants beyond those they have. */
export function missingOf({ problem, mentorsOf }: Pick<Examination, "problem" | "mentorsOf">, mentee: number): number {
  return problem.demands[mentee] - mentorsOf[mentee].length;
}
