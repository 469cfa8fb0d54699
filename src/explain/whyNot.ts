import type { Stage } from "../solve/assignment.js";
import type { Chain, StageChange } from "./change.js";
import type { Named } from "./explain.js";
import type { RuleReason } from "./reasons.js";

/** What every answer to "why not?" says. */
export interface WhyNotFacts {
  readonly mentee: Named;
  readonly mentor: Named;
  /** The mentors that the mentee has instead, in code-unit order; with the mentor asked for where they are matched. */
  readonly instead: readonly Named[];
}

/** Of a pair that nothing forbids: how it stands among the mentors whom the mentee may have. */
export interface PairStanding {
  /** From 0 to 1, in whole millionths. */
  readonly score: number;
  /** 1 for the highest score among the mentors whom the mentee may have; equal ones share the best. */
  readonly rank: number;
  readonly of: number;
}

/**
 * Why a mentee does not have a mentor. What forbids the pair comes first, in the order of precedence:
 *
 * - `matched` they are matched with each other;
 * - `infeasible` nobody is matched (`matching.infeasibility`);
 * - `self` they are one person;
 * - `banned` by the policy, with its reason; `rule` by all the rules listed; `avoided` one asked to avoid the other;
 *   `belowMinimum` by rules that ask for a higher score;
 * - `pinned` every place of the mentee, or every seat of the mentor, is pinned to others, or the mentor has no seat;
 * - `bounds` no matching with this pair meets the policy's minimums and quotas;
 * - `lottery` a matching with this pair is exactly as good: the lottery decided;
 * - `cost` every matching with this pair is worse, and the best of them by exactly `cost`;
 * - `preference` in a stable matching: who of the two would rather keep what they have.
 */
export type WhyNot = WhyNotFacts &
  (
    | { readonly kind: "matched" | "infeasible" | "self" }
    | { readonly kind: "banned"; readonly reason: string; readonly rules: readonly RuleReason[] }
    | { readonly kind: "rule"; readonly rules: readonly RuleReason[] }
    | { readonly kind: "avoided"; readonly by: "mentee" | "mentor" | "both" }
    | {
        readonly kind: "belowMinimum";
        readonly score: number;
        readonly minimum: number;
        readonly rules: readonly string[];
      }
    | ({ readonly kind: "pinned"; readonly full: "mentee" | "mentor" } & PairStanding)
    | ({ readonly kind: "bounds" } & PairStanding)
    | ({
        readonly kind: "lottery";
        /** The probability that the lottery gives the mentee this mentor; null where it is not known exactly. */
        readonly chance: number | null;
        /** Who would change; null where stages that do not add up were solved anew. */
        readonly chain: Chain | null;
      } & PairStanding)
    | ({
        readonly kind: "cost";
        /** What the best matching with this pair loses by stage; lexicographically above zero. */
        readonly cost: StageChange;
        /** The first stage that loses. */
        readonly decidedBy: Stage;
        /** Who would change; null where stages that do not add up (`floor`, `leximin`) were solved anew. */
        readonly chain: Chain | null;
      } & PairStanding)
    | ({ readonly kind: "preference"; readonly unwilling: "mentee" | "mentor" | "both" } & PairStanding)
  );
