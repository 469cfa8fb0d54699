import type { Profile, Stage } from "../solve/assignment.js";
import type { Named } from "./named.js";

/**
 * By how much each stage of the objective changes, in the order of the stages: `matched` in mentees, `total` in the sum of
 * scores, `balance` in squares, every other as its `value` in `matching.objective.stages` is counted. `draw` counts the
 * mentees who lose the seat that the draw gave them, or, where it is below zero, who get one that it did not give them.
 *
 * Whether a positive number is a loss or a gain is said where it is used. The numbers compare from the first on: a later
 * stage may gain where an earlier one loses. Of a stage that counts by kinds the number is that of the first kind, and
 * where it is 0 the `profiles` beside it may decide. `floor`, `leximin` and `choices:generous` first fill as many places
 * as possible: where that changes, `places` comes before them, in pairs.
 */
export type StageChange = { readonly [Name in Stage | "places"]?: number };

/**
 * Of stages that count by kinds (places, priorities, choices, scores): by how much each count changes, with the sign of the
 * counts in `matching.objective.stages`; kinds that stay as they are are left out.
 */
export type StageProfiles = { readonly [Name in Stage]?: Profile };

/** One mentee's part in a change: from a mentor, or an empty place (null), to a mentor, or to nobody (null). */
export interface Move {
  readonly mentee: Named;
  readonly from: Named | null;
  readonly to: Named | null;
  /** The score with `to` less the score with `from`, in whole millionths; nobody scores 0. */
  readonly change: number;
}

/**
 * Everyone who changes, in the order in which one makes room for the next. Followed to the end it is a matching again,
 * of exactly the value stated beside it.
 */
export interface Chain {
  readonly moves: readonly Move[];
  /** The mentors who have a free seat less in the end, and those who have one more; in code-unit order. */
  readonly fills: readonly Named[];
  readonly frees: readonly Named[];
}
