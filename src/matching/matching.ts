import type { WeighedTerm } from "../problem/policy.js";
import type { Warning, WarningCode } from "../problem/problem.js";
import type { Component, StageResult } from "../solve/assignment.js";
import type { Infeasibility } from "./infeasibility.js";
import type { StableCertificate } from "./stableMatching.js";

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
  /** Whether other matchings that are as good do without this pair: then the lottery decided. */
  readonly tied: boolean;
  /** The rules that the pair breaks: they gave way to a pin, or to a mentee who would have had nobody. */
  readonly gaveWay: readonly string[];
}

/** What stood in the way of pairs, over all mentees whose places are not all pinned and who are not left to a human. */
export interface PairExclusions {
  /** One person in two parts, or banned. */
  readonly banned: number;
  /** Of the others: the mentor is left to a human. */
  readonly manual: number;
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
  /** Of whom the mentor or the mentee is left to a human. */
  readonly manual: number;
  /** Requests to avoid, of the mentee or of the mentor. */
  readonly requests: number;
}

/**
 * A mentee without a mentor, and why:
 * `MANUAL` the mentee is left to a human, and no pin gave them a mentor;
 * `NO_MENTORS` there is none at all; `NO_ELIGIBLE_MENTOR` rules, bans or requests forbid each who is not left to a human;
 * `ALL_BELOW_MINIMUM_SCORE` whom they allow scores too low; `PINNED_ELSEWHERE` every seat that was allowed is pinned;
 * `CAPACITY_SHORT` too few seats for those who can only have these (the shortage proves it); `QUOTA` seats are free that
 * quotas keep others from giving up to this mentee; `OUTPRICED` the objective does better with every seat for others, or
 * for nobody, where it does not put the number of matched mentees first; `INFEASIBLE` nobody is matched, as the matching's `infeasibility` says.
 * `decidedBy` says what left out this mentee and not another: `draw` the stage of that name, `lottery` the one among
 * equally good matchings, `cost` the objective otherwise.
 */
export type UnmatchedMentee =
  | { readonly id: string; readonly reason: "MANUAL" | "NO_MENTORS" }
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
      readonly decidedBy: DecidedBy;
    }
  | {
      readonly id: string;
      readonly reason: "QUOTA";
      /** Indices into `policy.quotas` of those at their maximum that stand in the way. */
      readonly quotas: readonly number[];
      readonly decidedBy: DecidedBy;
    }
  | { readonly id: string; readonly reason: "OUTPRICED"; readonly decidedBy: DecidedBy }
  | { readonly id: string; readonly reason: "INFEASIBLE" };

export type DecidedBy = "cost" | "draw" | "lottery";

/**
 * Places of a mentee who is matched that stay empty, and why: `MANUAL` the mentee is left to a human, and no pin fills them;
 * `NO_FURTHER_MENTOR` every mentor allowed is theirs already; `SEATS_TAKEN` others have the seats; where a mentor who is allowed has a free seat, `QUOTA` quotas are at their maximum,
 * and `OBJECTIVE` there are none such, so a further pair would make the matching worse under the objective.
 */
export interface UnmatchedPlaces {
  readonly mentee: string;
  readonly missing: number;
  readonly reason: "MANUAL" | "NO_FURTHER_MENTOR" | "SEATS_TAKEN" | "QUOTA" | "OBJECTIVE";
}

/**
 * A mentor's seats that stay free, and why: nobody is matched at all; the mentor is left to a human; nobody may take them;
 * quotas at their maximum keep from them somebody who wants a mentor; or else whoever may take them has a mentor, or would
 * make the matching worse.
 */
export interface UnmatchedSeats {
  readonly mentor: string;
  readonly free: number;
  readonly reason: "MANUAL" | "NO_ELIGIBLE_MENTEE" | "MORE_SEATS_THAN_MENTEES" | "QUOTA" | "INFEASIBLE";
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
 * whose places are not all pinned and who is not left to a human, and the seats that are not pinned; its scores are those of `scorePairs`, whose unit is a
 * millionth: compare `Math.round(price * 1e6)` with them, so that everything adds up exactly.
 *
 * Prices have one number for each component and compare from the first on. Where the objective is made of `matched` and
 * `total` and nothing but capacities is asked for: on every allowed pair, the mentee's price and the seat's are together
 * at least the pair's value (1 under `matched`, the score under `total`), and exactly that where they are matched; no
 * price is below zero; above zero are only those of matched mentees and of full mentors. In general see `ProofPrices`.
 *
 * Of a stable matching the proof is that no pair blocks it: there are no prices then, and none where nothing is feasible.
 */
export interface Certificate {
  /** The kernel that found the matching, or `stable`. */
  readonly method: string;
  /** What each number of a price is about. Scores in `of` are those of `scorePairs` divided by a million. */
  readonly components: readonly Component[];
  readonly mentees: readonly { readonly mentee: string; readonly price: readonly number[] }[];
  /** Under `matched` and `total` alone: what one more seat of the mentor would add, and what no seat of theirs costs less than. */
  readonly seats: readonly { readonly mentor: string; readonly price: readonly number[] }[];
  /** In the order of `policy.quotas`; a quota per mentor has one entry for each mentor. */
  readonly quotas?: readonly { readonly quota: number; readonly mentor?: string; readonly price: readonly number[] }[];
  /** Where `floor` is a stage: other pairs, as good before it, that prove with these prices that the floor cannot be higher. */
  readonly floor?: {
    readonly component: Component;
    readonly pairs: readonly { readonly mentee: string; readonly mentor: string }[];
    readonly mentees: Certificate["mentees"];
    readonly seats: Certificate["seats"];
    readonly quotas?: Certificate["quotas"];
  };
  readonly stable?: StableCertificate;
}

/** Between what the lottery decided: what differs among the matchings that are equally good under the objective. */
export interface LotteryRecord {
  readonly seed: number;
  /**
   * Mentees who are matched in some of these matchings and not in others. `chance` is the probability of a seat under a
   * lottery drawn at random, given where it is known exactly: all who share the tie are alike in all that counts.
   */
  readonly mentees: readonly { readonly mentee: string; readonly chance?: number }[];
  /** Mentors who have somebody in some of them and nobody in others. */
  readonly mentors: readonly string[];
  /** How many pairs are in some of them and not in others. */
  readonly pairs: number;
}

/** What a run was made from and what it came to, so that it can be told apart, and made again: see `replay`. */
export interface Manifest {
  readonly engine: "telemachus";
  readonly version: string;
  /** SHA-256 of the policy as canonical JSON (RFC 8785); a custom criterion counts by its name and version. */
  readonly policy: string;
  /** SHA-256 of the people, whatever their order: HMAC-SHA256 where the host gave a key, see `keyed`. */
  readonly input: string;
  /** The same of what matching could read of them: nothing but `fields`. */
  readonly projection: string;
  /** Whether `input` and `projection` are keyed by the host (`digestKey`), so that nobody without the key can guess what they are of. */
  readonly keyed: boolean;
  /**
   * What matching could read of people, in code-unit order: what the library itself needs, and what criteria, rules and
   * quotas read; all that is not blind, but for requests and lived experience, where a function of the host's own is among
   * them. Attributes are named alone. Nothing else of a person leaves a trace but in `input`.
   */
  readonly fields: { readonly mentees: readonly string[]; readonly mentors: readonly string[] };
  /** Draws the lottery. */
  readonly seed: number;
  /** How much each term weighed, by field, where criteria ask for rarity: what `policy.rarity` takes back, so that it stays. */
  readonly rarity?: { readonly [field: string]: readonly WeighedTerm[] };
  readonly status: Matching["status"];
  /** What each stage of the objective reached: the values that the certificate proves. */
  readonly stages: readonly StageResult[];
  /** How many mentees, mentors and pairs the lottery decided between. */
  readonly lottery: { readonly mentees: number; readonly mentors: number; readonly pairs: number };
  readonly counts: {
    readonly mentees: number;
    readonly mentors: number;
    readonly seats: number;
    readonly allowedPairs: number;
    readonly matched: number;
    readonly unmatched: number;
    readonly freeSeats: number;
  };
  /** The codes of the warnings, in their order, each with what it counts. */
  readonly warnings: readonly { readonly code: WarningCode; readonly count?: number }[];
  /** SHA-256 of the matching as canonical JSON (RFC 8785), without `manifest`, `decision` and `certificate.method`. */
  readonly result: string;
}

/** Whether somebody took a matching over: until then it is a proposal. See `confirm`. */
export type Decision =
  | { readonly state: "proposal" }
  | {
      readonly state: "confirmed";
      /** Who confirmed it, and why. */
      readonly actor: string;
      readonly reason: string;
    };

/**
 * Who is matched with whom, who is not and why, and the proof. Plain JSON, frozen.
 *
 * Invariant: every mentee is in `pairs`, as often as they have a mentor, or once in `unmatched.mentees`; every seat is
 * taken by a pair or counted in `unmatched.seats`. Lists are in code-unit order of ids. The order of the input leaves no trace.
 */
export interface Matching<Criterion extends string = string> {
  /**
   * `optimal`: no other matching is better under the policy's objective, its rules and its weights. `stable`: no mentee
   * and mentor would rather have each other. `infeasible`: no matching meets the policy's minimums and quotas; nobody is
   * matched, and `infeasibility` says why and what would help.
   */
  readonly status: "optimal" | "stable" | "infeasible";
  readonly pairs: readonly Pair<Criterion>[];
  readonly unmatched: {
    readonly mentees: readonly UnmatchedMentee[];
    readonly seats: readonly UnmatchedSeats[];
    /** Of mentees who are matched and want further mentors. */
    readonly places: readonly UnmatchedPlaces[];
  };
  readonly infeasibility?: Infeasibility;
  readonly shortages: readonly Shortage[];
  readonly exclusions: PairExclusions;
  /** The sum of the scores of all pairs. */
  readonly total: number;
  /** What each stage of the objective reached, pins included, and what decided ties. */
  readonly objective: {
    readonly stages: readonly StageResult[];
    readonly lottery: LotteryRecord;
  };
  readonly certificate: Certificate;
  readonly warnings: readonly Warning[];
  /** A proposal, until a person confirms it. */
  readonly decision: Decision;
  readonly manifest: Manifest;
}
