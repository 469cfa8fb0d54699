import type { Component, FloorWitness, Stage } from "../assignment.js";
import type { Scores } from "../read/scores.js";

/** What `verifyAssignment` and every solve check: an assignment with its prices, in whole units. */
export interface Claim {
  readonly columnOfRow: ArrayLike<number>;
  /** [stage][row], [stage][column] */
  readonly rowPrices: readonly ArrayLike<number>[];
  readonly columnPrices: readonly ArrayLike<number>[];
}

/** What `verifyAssignment` needs of an assignment, whoever made it. Prices are in the unit of the scores. */
export interface ClaimedAssignment {
  readonly columnOfRow: ArrayLike<number>;
  /** Instead of `columnOfRow`, where rows want several columns. */
  readonly pairs?: readonly (readonly [row: number, column: number])[];
  readonly rowPrices?: readonly ArrayLike<number>[];
  readonly columnPrices?: readonly ArrayLike<number>[];
  /** These belong to the proof where more is asked for than capacities. */
  readonly components?: readonly Component[];
  readonly quotaPrices?: readonly ArrayLike<number>[];
  readonly floor?: FloorWitness;
}

/** The problem that the claim is about, without its scores. */
export interface Frame {
  readonly rows: number;
  readonly columns: number;
  readonly capacities: ArrayLike<number>;
  readonly stages: readonly Stage[];
}

/** The problem that the claim is about. */
export interface Instance extends Frame {
  readonly scores: Scores;
}

/** One way in which an assignment is not allowed, or not proven best. */
export interface Violation {
  readonly kind:
    | "shape"
    | "column"
    | "forbidden"
    | "capacity"
    | "rowPrice"
    | "columnPrice"
    | "pairPrice"
    | "improvable"
    | "duplicate"
    | "demand"
    | "minimum"
    | "quota"
    | "quotaPrice"
    | "component"
    | "floor"
    | "stage";
  readonly row?: number;
  readonly column?: number;
  readonly message: string;
}

/** So many violations are listed at most. */
export const LISTED_VIOLATIONS = 100;

/** The violation of a pair that is assigned though it is forbidden. */
export function forbiddenPair(row: number, column: number): Violation {
  return { kind: "forbidden", row, column, message: `Row ${row} is forbidden column ${column}.` };
}
