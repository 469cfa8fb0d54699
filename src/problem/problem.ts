import { compareText } from "../numeric/nearest.js";
import type { Chains } from "./chains.js";
import type { Mentee, Mentor } from "./people.js";
import type { PolicyOf } from "./policy.js";
import type { Vocabulary } from "./vocabulary.js";

/** A matter that did not stop the matching and that an administrator should know of. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  /** The people concerned, by id, in code-unit order; at most 20 are listed. */
  readonly ids?: readonly string[];
  /** The pairs concerned, in code-unit order; at most 20 are listed. */
  readonly pairs?: readonly { readonly mentee: string; readonly mentor: string }[];
  /** The terms concerned, those of most people first, with the nearest known term; at most 20 are listed. */
  readonly terms?: readonly UnknownTerm[];
  readonly count?: number;
}

/** A term that nobody on the other side has. */
export interface UnknownTerm {
  /** As the first person in code-unit order of ids spelt it. */
  readonly term: string;
  /** How many people gave it. */
  readonly people: number;
  /** The term of the other side that is spelt most like it. */
  readonly nearest?: string;
}

export type WarningCode =
  | "W_AMBIGUOUS_TERM"
  | "W_CONFUSABLE"
  | "W_CONTRADICTORY_RULES"
  | "W_DEFAULT_CAPACITY"
  | "W_EMPTY_FIELD"
  | "W_IGNORED_PROPERTY"
  | "W_EMPTY_OBJECTIVE"
  | "W_INCOMPLETE_CHAIN"
  | "W_NO_SIGNAL"
  | "W_OVERLOADED"
  | "W_OVERRIDDEN_REQUEST"
  | "W_OVERRIDDEN_RULE"
  | "W_QUOTA_UNKNOWN"
  | "W_REQUEST_NOT_A_RULE"
  | "W_RULE_RELAXED"
  | "W_RULE_UNKNOWN"
  | "W_TRUNCATED"
  | "W_UNKNOWN_ID"
  | "W_UNKNOWN_TERM"
  | "W_VACUOUS_STAGE"
  | "W_WEAK_PAIR";

/** A pin whose people were found: indices into the problem's lists, and the place in the policy. */
export interface PinnedPair {
  readonly mentee: number;
  readonly mentor: number;
  readonly override: boolean;
  readonly index: number;
}

/** A quota whose people were found. */
export interface QuotaGroup {
  readonly side: "mentees" | "mentors";
  /** Whether the matches of all mentors count together, or those of each mentor by itself. */
  readonly of: "all" | "perMentor";
  /** Indices into the problem's list of that side, ascending. Those of quotas of one kind hold each other or share nobody. */
  readonly members: readonly number[];
  /** 0 where there is none. */
  readonly min: number;
  /** `Infinity` where there is none. */
  readonly max: number;
  /** The place in the policy. */
  readonly index: number;
}

/**
 * People and policy, checked, in canonical order. Seats, places and quotas are those of everybody: pins, which take some
 * of them, are not taken off.
 */
export interface Problem<Criterion, Rule> {
  /** In code-unit order of their ids, as `mentors`. */
  readonly mentees: readonly Mentee[];
  readonly mentors: readonly Mentor[];
  /** Where each mentee stood in the input; for the paths of errors only. */
  readonly menteePlace: readonly number[];
  readonly mentorPlace: readonly number[];
  readonly policy: PolicyOf<Criterion, Rule>;
  /** Seats of each mentor that are left: the capacity, or the policy's default, less the load. */
  readonly capacities: readonly number[];
  /** Seats of each mentor that are left to be filled for certain: the capacity's `min` less the load; 0 of one who is left to a human. */
  readonly minimums: readonly number[];
  /** Each mentor's seats that are taken already: the load. */
  readonly taken: readonly number[];
  /** How many different mentors each mentee wants, as stated: there may be fewer. */
  readonly demands: readonly number[];
  readonly priorities: readonly number[];
  /** The mentors (indices) whom each mentee chose, the first choice first, of those who are in the programme. */
  readonly choices: readonly (readonly number[])[];
  readonly quotas: readonly QuotaGroup[];
  readonly pins: readonly PinnedPair[];
  /** The mentors (indices) that each mentee (index) is banned from. */
  readonly bans: ReadonlyMap<number, ReadonlySet<number>>;
  /** The mentors (indices) that each mentee (index) had in earlier rounds, of those who are in the programme. */
  readonly history: ReadonlyMap<number, ReadonlySet<number>>;
  /** The mentors (indices) whom each mentee (index) has now, of those who are in the programme. */
  readonly current: ReadonlyMap<number, ReadonlySet<number>>;
  readonly chains: Chains;
  readonly vocabulary: Vocabulary;
  readonly seed: number;
  readonly warnings: readonly Warning[];
}

/** People, pairs or terms that a warning lists at most. */
export const LISTED = 20;

/** Warnings in the code-unit order of codes and messages. */
export function inOrder(warnings: readonly Warning[]): Warning[] {
  return [...warnings].sort((a, b) => compareText(a.code + a.message, b.code + b.message));
}

/** A warning about people: how many, and the first of them. */
export function warnAbout(code: WarningCode, message: string, ids: readonly string[]): Warning {
  return { code, message, count: ids.length, ids: [...ids].sort().slice(0, LISTED) };
}

/** A warning about pairs, in any order: how many, and the first of them. */
export function warnAboutPairs(code: WarningCode, message: string, pairs: NonNullable<Warning["pairs"]>): Warning {
  const ordered = [...pairs].sort((a, b) => compareText(a.mentee, b.mentee) || compareText(a.mentor, b.mentor));
  return { code, message, count: pairs.length, pairs: ordered.slice(0, LISTED) };
}
