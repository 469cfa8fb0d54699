import type { Chains } from "./chains.js";
import type { Mentee, Mentor } from "./people.js";
import type { PolicyOf } from "./policy.js";

/** A matter that did not stop the matching and that an administrator should know of. */
export interface Warning {
  readonly code: WarningCode;
  readonly message: string;
  /** The people concerned, by id, in code-unit order; at most 20 are listed. */
  readonly ids?: readonly string[];
  readonly count?: number;
}

export type WarningCode =
  | "W_CONFUSABLE"
  | "W_DEFAULT_CAPACITY"
  | "W_EMPTY_FIELD"
  | "W_IGNORED_PROPERTY"
  | "W_NO_SIGNAL"
  | "W_OVERRIDDEN_REQUEST"
  | "W_OVERRIDDEN_RULE"
  | "W_RULE_UNKNOWN"
  | "W_UNKNOWN_ID"
  | "W_WEAK_PAIR";

/** A pin whose people were found: indices into the problem's lists, and the place in the policy. */
export interface PinnedPair {
  readonly mentee: number;
  readonly mentor: number;
  readonly override: boolean;
  readonly index: number;
}

/** People and policy, checked, in canonical order. */
export interface Problem<Criterion, Rule> {
  /** In code-unit order of their ids, as `mentors`. */
  readonly mentees: readonly Mentee[];
  readonly mentors: readonly Mentor[];
  /** Where each mentee stood in the input; for the paths of errors only. */
  readonly menteePlace: readonly number[];
  readonly mentorPlace: readonly number[];
  readonly policy: PolicyOf<Criterion, Rule>;
  /** Seats of each mentor, the policy's default filled in. */
  readonly capacities: readonly number[];
  readonly pins: readonly PinnedPair[];
  /** The mentors (indices) that each mentee (index) is banned from. */
  readonly bans: ReadonlyMap<number, ReadonlySet<number>>;
  readonly chains: Chains;
  readonly seed: number;
  readonly warnings: readonly Warning[];
}

const LISTED_IDS = 20;

/** A warning about people: how many, and the first of them. */
export function warnAbout(code: WarningCode, message: string, ids: readonly string[]): Warning {
  return { code, message, count: ids.length, ids: [...ids].sort().slice(0, LISTED_IDS) };
}
