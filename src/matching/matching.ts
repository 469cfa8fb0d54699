import type { WeighedTerm } from "../problem/policy.js";
import type { Warning } from "../problem/problem.js";
import type { Stage } from "../solve/assignment.js";

/** A mentee and a mentor who are matched. */
export interface Pair<Criterion extends string = string> {
  readonly mentee: string;
  readonly mentor: string;
  /** From 0 to 1, a whole number of millionths: exactly the sum of the contributions. */
  readonly score: number;
  /** The share of the score's weight that rests on answers of both, from 0 to 1. */
  readonly confidence: number;
  /** What each criterion gives to the score, for those that applied to the mentee. */
  readonly contributions: { readonly [Name in Criterion]?: number };
  /** Whether the pair was fixed by a pin. */
  readonly pinned: boolean;
  /** The rules that the pair breaks: they gave way to a pin, or to a mentee who would have had nobody. */
  readonly gaveWay: readonly string[];
}

/** What stood in the way of pairs, over all mentees who are not pinned. */
export interface PairExclusions {
  /** One person in two parts, or banned. */
  readonly banned: number;
  /** Of the others: one asked to avoid the other. */
  readonly avoided: number;
  /** Of the others: forbidden by rules. */
  readonly forbidden: number;
  /** By the names of the policy's rules. A rule of the kind minimumScore is asked only of pairs that no other rule forbids. */
  readonly rules: { readonly [rule: string]: RuleExclusions };
}

/** The pairs in whose way a rule stands; what it counts is the same whether or not it gave way. */
export interface RuleExclusions {
  /** Forbidden by it, whatever other rules say. */
  readonly forbidden: number;
  /** Forbidden by it and by no other rule. */
  readonly alone: number;
  /** It cannot be decided, because an answer is missing. */
  readonly undecided: number;
}

/** How many mentors a mentee could not have, and through what; one mentor may count under several. */
export interface Exclusions {
  readonly mentors: number;
  /** By the names of the policy's rules. */
  readonly rules: { readonly [rule: string]: number };
  readonly bans: number;
  /** Requests to avoid, of the mentee or of the mentor. */
  readonly requests: number;
}

/**
 * A mentee without a mentor, and why:
 * `NO_MENTORS` there is none at all; `NO_ELIGIBLE_MENTOR` rules, bans or requests forbid each;
 * `ALL_BELOW_MINIMUM_SCORE` whom they allow scores too low; `PINNED_ELSEWHERE` every seat that was allowed is pinned;
 * `CAPACITY_SHORT` too few seats for those who can only have these (the shortage proves it); `OUTPRICED` every seat is
 * worth more to others, where the objective does not put the number of matched mentees first.
 * `decidedBy` says whether the scores left this mentee out, or a lottery among equally good matchings did.
 */
export type UnmatchedMentee =
  | { readonly id: string; readonly reason: "NO_MENTORS" }
  | {
      readonly id: string;
      readonly reason: "NO_ELIGIBLE_MENTOR" | "ALL_BELOW_MINIMUM_SCORE";
      readonly excluded: Exclusions;
    }
  | { readonly id: string; readonly reason: "PINNED_ELSEWHERE"; readonly mentors: readonly string[] }
  | {
      readonly id: string;
      readonly reason: "CAPACITY_SHORT";
      /** An index into the matching's `shortages`. */
      readonly shortage: number;
      readonly decidedBy: "cost" | "lottery";
    }
  | { readonly id: string; readonly reason: "OUTPRICED"; readonly decidedBy: "cost" | "lottery" };

/** A mentor's seats that stay free, and why: nobody may take them, or everyone who may has a seat. */
export interface UnmatchedSeats {
  readonly mentor: string;
  readonly free: number;
  readonly reason: "NO_ELIGIBLE_MENTEE" | "MORE_SEATS_THAN_MENTEES";
}

/** A proof that seats are short: these mentees can have none but these mentors, who have fewer seats. */
export interface Shortage {
  readonly mentees: readonly string[];
  readonly mentors: readonly string[];
  /** The seats of these mentors that are not pinned. */
  readonly seats: number;
  /** How many of the mentees must stay without. */
  readonly over: number;
}

/**
 * The proof that no other matching does better under this policy, checked before it was returned. It covers everyone
 * who is not pinned, and the seats that are not; its scores are those of `scorePairs`, whose unit is a millionth: compare
 * `Math.round(price * 1e6)` with them, so that everything adds up exactly.
 *
 * Prices have one number for each stage and compare from the first on. On every allowed pair, the mentee's price and
 * the seat's are together at least the pair's value (1 under `matched`, the score under `total`), and exactly that
 * where they are matched. No price is below zero; above zero are only those of matched mentees and of full mentors.
 */
export interface Certificate {
  /** The kernel that found the matching. */
  readonly method: string;
  readonly stages: readonly Stage[];
  readonly mentees: readonly { readonly mentee: string; readonly price: readonly number[] }[];
  /** What one more seat of the mentor would add, and what no seat of theirs costs less than. */
  readonly seats: readonly { readonly mentor: string; readonly price: readonly number[] }[];
}

/** What a run was made from, so that it can be told apart and made again. */
export interface Manifest {
  readonly engine: "telemachus";
  readonly version: string;
  /** SHA-256 of the policy as canonical JSON; a custom criterion counts by its name and version. */
  readonly policy: string;
  /** SHA-256 of the people, whatever their order. */
  readonly input: string;
  /** Draws the lottery. */
  readonly seed: number;
  /** How much each term weighed, by field, where criteria ask for rarity: what `policy.rarity` takes back, so that it stays. */
  readonly rarity?: { readonly [field: string]: readonly WeighedTerm[] };
  readonly counts: {
    readonly mentees: number;
    readonly mentors: number;
    readonly seats: number;
    readonly allowedPairs: number;
    readonly matched: number;
    readonly unmatched: number;
    readonly freeSeats: number;
  };
}

/**
 * Who is matched with whom, who is not and why, and the proof. Plain JSON, frozen.
 *
 * Invariant: every mentee is in exactly one of `pairs` and `unmatched.mentees`; every seat is taken by a pair or counted
 * in `unmatched.seats`. Lists are in code-unit order of ids. The order of the input leaves no trace.
 */
export interface Matching<Criterion extends string = string> {
  /** No other matching is better under the policy's objective, its rules and its weights. */
  readonly status: "optimal";
  readonly pairs: readonly Pair<Criterion>[];
  readonly unmatched: {
    readonly mentees: readonly UnmatchedMentee[];
    readonly seats: readonly UnmatchedSeats[];
  };
  readonly shortages: readonly Shortage[];
  readonly exclusions: PairExclusions;
  /** The sum of the scores of all pairs. */
  readonly total: number;
  /** What each stage of the objective reached, pins included, and what decided ties. */
  readonly objective: {
    readonly stages: readonly { readonly stage: Stage; readonly value: number }[];
    readonly lottery: { readonly seed: number };
  };
  readonly certificate: Certificate;
  readonly warnings: readonly Warning[];
  readonly manifest: Manifest;
}
