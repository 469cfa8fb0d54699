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
}

/** What is asked for beside capacities, `matched` and `total`, checked; every list is complete. */
export interface Loads {
  /** At most as many as there are columns. */
  readonly demands: Int32Array;
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
