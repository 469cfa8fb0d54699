import type { Control } from "../matching/progress.js";

/** How firm a matching is: what becomes of each pair when the weights change a little. */
export interface Firmness {
  readonly kind: "firmness";
  readonly seed: number;
  readonly samples: number;
  readonly spread: number;
  /** In the order of `matching.pairs`. */
  readonly pairs: readonly PairFirmness[];
  /** The mean share of pairs that stay, over all samples; 1 where there are no pairs. */
  readonly stays: number;
  /** In how many samples the whole matching stays as it is. */
  readonly unchanged: number;
  /**
   * What the best of all other matchings loses against this one by stage: zero where the lottery decided. Null where no
   * other is possible, or `floor` or `leximin` is a stage.
   */
  readonly margin: { readonly [stage: string]: number } | null;
}

export interface PairFirmness {
  readonly mentee: string;
  readonly mentor: string;
  /** The share of samples in which the pair is matched. */
  readonly stays: number;
  /** Whether it is decided by next to nothing: tied now, or matched in less than two samples of three. */
  readonly coinFlip: boolean;
  readonly pinned: boolean;
}

export interface FirmnessOptions extends Control {
  /** A whole number; decides the samples. 0 where it is not given. */
  readonly seed?: number;
  /** How many times the weights are changed; 100 where it is not given. */
  readonly samples?: number;
  /** By how much at most, as a share of each weight, up and down; 0.1 where it is not given. Above 0, below 1. */
  readonly spread?: number;
}
