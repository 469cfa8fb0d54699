import { addCounts, noCounts, type PairCounts } from "../score/marks.js";
import type { Scorer } from "../score/scorer.js";

/** What is to be known of all pairs of some mentees once their scores are no longer at hand. Plain data. */
export interface PairSummary {
  /** What stood in the way of pairs. */
  readonly counts: PairCounts;
  /** The mentees for whom rules gave way, because nobody would have been left. */
  readonly relaxed: Set<number>;
  /** How many pairs may be matched. */
  allowed: number;
  /** 1 for each mentor whom some mentee may have. */
  readonly eligible: Uint8Array;
  /** The highest score in millionths, `-Infinity` where no pair is allowed. */
  highest: number;
}

export function emptySummary({ cohort, rules }: Scorer): PairSummary {
  return {
    counts: noCounts(rules.length),
    relaxed: new Set(),
    allowed: 0,
    eligible: new Uint8Array(cohort.mentors.length),
    highest: Number.NEGATIVE_INFINITY,
  };
}

/** Adds the summary of other mentees; in which order they are added makes no difference. */
export function addSummary(to: PairSummary, other: PairSummary): void {
  addCounts(to.counts, other.counts);
  for (const mentee of other.relaxed) to.relaxed.add(mentee);
  to.allowed += other.allowed;
  other.eligible.forEach((isEligible, mentor) => {
    to.eligible[mentor] |= isEligible;
  });
  to.highest = Math.max(to.highest, other.highest);
}

/** Adds a scored row of one mentee. */
export function addRow(to: PairSummary, row: Float64Array): void {
  const { eligible } = to;
  let allowed = 0;
  let highest = to.highest;
  for (let mentor = 0; mentor < row.length; mentor++) {
    const score = row[mentor];
    if (score === Number.NEGATIVE_INFINITY) continue;
    allowed++;
    eligible[mentor] = 1;
    if (score > highest) highest = score;
  }
  to.allowed += allowed;
  to.highest = highest;
}
