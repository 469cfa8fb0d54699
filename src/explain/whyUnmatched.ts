import type { Exclusions, Shortage, UnmatchedMentee, UnmatchedSeats } from "../matching/matching.js";
import type { Chain, StageChange } from "./change.js";
import type { Named } from "./explain.js";

/**
 * A smallest change of its kind after which the person is matched, each tried before it is returned.
 *
 * - `seats`: so many seats more at any one of these mentors;
 * - `rule`: without this rule, for everybody;
 * - `ban`: without the bans of this person with any one of these;
 * - `pin`: a pin on this pair, in spite of `override`, the rules that forbid it; it costs the programme `cost`, and `chain`
 *   says who would change.
 */
export type UnmatchedRepair =
  | { readonly kind: "seats"; readonly seats: number; readonly mentors: readonly string[] }
  | { readonly kind: "rule"; readonly rule: string }
  | { readonly kind: "ban"; readonly with: readonly string[] }
  | {
      readonly kind: "pin";
      readonly with: string;
      readonly override: readonly string[];
      readonly cost: StageChange | null;
      readonly chain: Chain | null;
    };

/** Why a mentee has nobody, with what is behind it, and what would help. */
export interface WhyUnmatchedMentee {
  readonly kind: "unmatchedMentee";
  readonly mentee: Named;
  readonly why: UnmatchedMentee;
  /** The proof that seats are short, where they are; else null. */
  readonly shortage: Shortage | null;
  /** How many mentors each rule, ban or request keeps from the mentee. */
  readonly excluded: Exclusions;
  /** How many mentors the mentee may have, and how many of them have a free seat. */
  readonly allowed: number;
  readonly withFreeSeats: number;
  /** The probability of a seat under the lottery, where it decided and is known exactly; else null. */
  readonly chance: number | null;
  /** The cheapest first; empty where none was found. */
  readonly repairs: readonly UnmatchedRepair[];
}

/** Why a mentor has nobody, or free seats. */
export interface WhyUnmatchedMentor {
  readonly kind: "unmatchedMentor";
  readonly mentor: Named;
  readonly why: UnmatchedSeats;
  /** How many of the mentor's seats are taken. */
  readonly taken: number;
  /** How many mentees may have the mentor, and how many of them are unmatched. */
  readonly allowed: number;
  readonly unmatched: number;
  /** How many mentees each rule, ban or request keeps from the mentor. */
  readonly excluded: { readonly mentees: number } & Pick<Exclusions, "rules" | "bans" | "requests">;
  readonly repairs: readonly UnmatchedRepair[];
}
