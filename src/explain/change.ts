import type { Stage } from "../solve/assignment.js";

/**
 * By how much each stage of the objective changes, in the order of the stages: `matched` in mentees, `total` in the sum of
 * scores, `balance` in squares, every other as its `value` in `matching.objective.stages` is counted. `draw` counts the
 * mentees who lose the seat that the draw gave them, or, where it is below zero, who get one that it did not give them.
 *
 * Whether a positive number is a loss or a gain is said where it is used. The numbers compare from the first on: a later
 * stage may gain where an earlier one loses.
 */
export type StageChange = { readonly [Name in Stage]?: number };

/** One mentee's part in a change: from a mentor, or an empty place (null), to a mentor, or to nobody (null). */
export interface Move {
  readonly mentee: string;
  readonly from: string | null;
  readonly to: string | null;
  /** The score with `to` less the score with `from`, in whole millionths; nobody scores 0. */
  readonly change: number;
}

/**
 * Everyone who changes, in the order in which one makes room for the next. Followed to the end it is a matching again,
 * of exactly the value stated beside it.
 */
export interface Chain {
  readonly moves: readonly Move[];
  /** The mentor whose free seat is taken in the end, and the one who is left with a seat more that is free; null for none. */
  readonly fills: string | null;
  readonly frees: string | null;
}
