import type { Component, FloorWitness, ProofPrices, Stage, Ties } from "./assignment.js";
import type { Loads } from "./read/loads.js";
import type { Scores } from "./read/scores.js";

/** A problem with all that can be asked for, in whole units. */
export interface LoadedProblem {
  readonly rows: number;
  readonly columns: number;
  readonly scores: Scores;
  readonly capacities: readonly number[];
  readonly stages: readonly Stage[];
  readonly loads: Loads;
}

/** Prices with those of quotas, which may be none. */
export type Prices = Required<ProofPrices>;

/** Pairs that are best in all stages, and what proves them, in whole units. */
export interface StagedAnswer extends Prices {
  readonly components: readonly Component[];
  readonly pairs: readonly (readonly [row: number, column: number])[];
  readonly floor?: FloorWitness & Prices;
  readonly ties?: Ties;
  readonly drawn?: readonly number[];
  /** What found them. */
  readonly method: string;
}
