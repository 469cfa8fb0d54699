import type { StageChange } from "./change.js";

/** What a matching gains over another for the same people. */
export interface Comparison {
  readonly kind: "comparison";
  readonly with: "greedy" | "random" | "matching";
  /** By stage of this matching's objective: above zero where this one is better. */
  readonly gain: StageChange;
  /** Mentees matched and the sum of scores, here and there, whatever the objective. */
  readonly here: ComparedTotals;
  readonly there: ComparedTotals;
  /** One entry for each mentee whose mentors differ, in code-unit order. */
  readonly mentees: readonly ComparedMentee[];
  /** How many mentees have better scores here, worse ones, and the same mentors or equal scores. */
  readonly better: number;
  readonly worse: number;
  readonly same: number;
}

export interface ComparedTotals {
  readonly matched: number;
  readonly total: number;
  /** The lowest score of a pair; null where there is none. */
  readonly lowest: number | null;
}

export interface ComparedMentee {
  readonly mentee: string;
  readonly here: readonly string[];
  readonly there: readonly string[];
  /** The sum of the scores here less that there, in whole millionths. */
  readonly change: number;
}
