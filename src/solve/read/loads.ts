import type { Lottery } from "../assignment.js";

/** A checked quota. */
export interface ReadQuota {
  readonly side: "rows" | "columns";
  readonly of: "all" | "perColumn";
  /** Ascending. */
  readonly members: Int32Array;
  readonly min: number;
  /** `Infinity` where there is none. */
  readonly max: number;
  /** How many pairs outside the problem count under it: one number, or with `perColumn` one for each column. */
  readonly used: Int32Array;
}

/** What is left of a quota's bounds at one of its limits. */
export function boundsLeft(
  { min, max, used }: ReadQuota,
  limit: number,
): { readonly min: number; readonly max: number } {
  return { min: Math.max(0, min - used[limit]), max: max - used[limit] };
}

/** What is asked for beside capacities, `matched` and `total`, checked; every list is complete. */
export interface Loads {
  /** At most as many as there are columns. */
  readonly demands: Int32Array;
  /** How many columns each row has already, outside the problem: its places are counted on from there. */
  readonly filled: Int32Array;
  readonly minimums: readonly number[];
  readonly quotas: readonly ReadQuota[];
  readonly priorities: readonly number[];
  /** The columns that each row chose, the first choice first, none twice. */
  readonly choices: readonly ArrayLike<number>[];
  /** The rows that each column has already. */
  readonly taken: readonly number[];
  /** The columns that each row should keep. */
  readonly current: readonly ReadonlySet<number>[];
  /** For `draw`. */
  readonly lottery: Lottery | undefined;
}
