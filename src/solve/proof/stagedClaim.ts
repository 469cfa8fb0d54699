import type { Component, FloorWitness, ProofPrices, Stage, StageResult } from "../assignment.js";
import type { Loads, ReadQuota } from "../read/loads.js";
import type { Scores } from "../read/scores.js";

/** The problem that a staged claim is about; everything in it has been checked. */
export interface StagedInstance {
  readonly rows: number;
  readonly columns: number;
  /** In whole units. */
  readonly scores: Scores;
  readonly capacities: ArrayLike<number>;
  readonly stages: readonly Stage[];
  readonly loads: Loads;
}

/** A row and a column. */
export type ClaimedPair = readonly [row: number, column: number];

/** What is to be checked: who is assigned to what, what the stages reached by that, and the proof. Scores and prices are in whole units. */
export interface StagedClaim extends ProofPrices {
  readonly pairs: readonly ClaimedPair[];
  readonly components: readonly Component[];
  readonly floor?: FloorWitness;
  readonly values: readonly StageResult[];
}

/** How many prices a quota has in each component. */
export function limitsOf({ of }: ReadQuota, columns: number): number {
  return of === "perColumn" ? columns : 1;
}

/** Where the prices of each quota begin; the last entry is how many there are. */
export function limitStarts({ columns, loads }: Pick<StagedInstance, "columns" | "loads">): number[] {
  const starts = [0];
  for (const quota of loads.quotas) starts.push(starts[starts.length - 1] + limitsOf(quota, columns));
  return starts;
}
