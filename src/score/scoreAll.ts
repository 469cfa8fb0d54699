import type { PairCounts } from "./marks.js";
import { createRowScorer } from "./rows.js";
import type { Scorer } from "./scorer.js";

/** Scores of some mentees by all mentors. */
export interface ScoredPairs {
  /** Row-major: one row for each of `mentees`, one column for each mentor; millionths, `-Infinity` where not allowed. */
  readonly scores: Float64Array;
  /** The mentees for whom rules gave way, because nobody would have been left. */
  readonly relaxed: readonly number[];
  readonly counts: PairCounts;
}

/**
 * Scores every pair of these mentees (indices of the problem), a row at a time. `tick` hears how many mentees are done.
 *
 * Time O(mentees · mentors · (rules + criteria)), less for criteria over terms.
 */
export function scoreAll(scorer: Scorer, mentees: readonly number[], tick?: (done: number) => void): ScoredPairs {
  const columns = scorer.cohort.mentors.length;
  const scores = new Float64Array(mentees.length * columns);
  const rows = createRowScorer(scorer);
  const relaxed: number[] = [];
  mentees.forEach((mentee, at) => {
    const gaveWay = rows.score(mentee, scores.subarray(at * columns, (at + 1) * columns));
    if (gaveWay) relaxed.push(mentee);
    tick?.(at + 1);
  });
  return { scores, relaxed, counts: rows.takeCounts() };
}
