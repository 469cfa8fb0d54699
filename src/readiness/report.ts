import type { PairExclusions, Shortage } from "../matching/matching.js";
import type { UnknownTerm, Warning } from "../problem/problem.js";

/** How ready a programme is to be matched. */
export interface Readiness {
  readonly counts: ReadinessCounts;
  /** What stands in the way of pairs, rule by rule: in all, and where no other rule does. */
  readonly exclusions: PairExclusions;
  /** Proofs that certain mentees compete for too few seats. */
  readonly shortages: readonly Shortage[];
  /** What an administrator may want to change first, in the order of the codes. */
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}

export interface ReadinessCounts {
  readonly mentees: number;
  readonly mentors: number;
  /** People on both sides. */
  readonly both: number;
  /** Seats that are left, those of pins among them. */
  readonly seats: number;
  readonly pinned: number;
  /** Pairs with mentors of mentees whose places are not all pinned or left to a human, and how many of them may be matched. */
  readonly pairs: number;
  readonly allowedPairs: number;
  /** The most mentees that seats and rules let be matched; under minimums and quotas there may be fewer. */
  readonly canBeMatched: number;
}

/**
 * `EMPTY_FIELD` a field that criteria or rules read and most of a side leave open; `INFEASIBLE` minimums and quotas that no
 * matching meets; `MANUAL` people who are left to a human, without a pin or with seats that no pin takes;
 * `NEAR_EMPTY_PROFILE` mentees who say little and whose scores gain from it; `NO_ELIGIBLE_MENTOR` mentees whom nobody may have;
 * `RULE_EXCLUDES_MOST` a rule that forbids more than half of the pairs; `SEATS_SHORT` fewer seats than mentees, or than
 * those who compete for them; `UNKNOWN_TERM` wishes that no mentor offers.
 */
export type FindingCode =
  | "EMPTY_FIELD"
  | "INFEASIBLE"
  | "MANUAL"
  | "NEAR_EMPTY_PROFILE"
  | "NO_ELIGIBLE_MENTOR"
  | "RULE_EXCLUDES_MOST"
  | "SEATS_SHORT"
  | "UNKNOWN_TERM";

/** Something to look at before matching, and a way forward. */
export interface Finding {
  readonly code: FindingCode;
  /** What is so. */
  readonly message: string;
  /** What can be done about it. */
  readonly advice: string;
  /** The people concerned, by id, in code-unit order; all of them. */
  readonly ids?: readonly string[];
  readonly field?: string;
  readonly rule?: string;
  readonly terms?: readonly UnknownTerm[];
}
