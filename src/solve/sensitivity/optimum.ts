import type { Component, ProofPrices, Stage } from "../assignment.js";
import type { Loads } from "../read/loads.js";

/** A problem and what solved it: pairs, and the prices that prove them best. All scores and prices are whole units. */
export interface Optimum extends ProofPrices {
  readonly rows: number;
  readonly columns: number;
  /**
   * The scores of a row: `-Infinity` where forbidden. Searches for all columns of a row (`forceAny`) want lists that stay
   * valid; for all others it is enough that they are until the next call.
   */
  readonly scoresOf: (row: number) => Float64Array;
  readonly capacities: readonly number[];
  /** All of them additive: neither `floor` nor `leximin`. */
  readonly stages: readonly Stage[];
  readonly loads: Loads;
  readonly pairs: readonly (readonly [row: number, column: number])[];
  readonly components: readonly Component[];
}

/** A row's part in a change: it leaves a column, or fills an empty place (−1), for a column, or for nothing (−1). */
export interface RowMove {
  readonly row: number;
  readonly from: number;
  readonly to: number;
}

/** What changes at least cost, and what it costs. */
export interface Exchange {
  /** By component: what the objective loses; lexicographically at least zero unless a seat is added. */
  readonly loss: readonly number[];
  /** In the order in which one makes room for the next. */
  readonly moves: readonly RowMove[];
}
