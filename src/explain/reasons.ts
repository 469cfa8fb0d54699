import type { CriterionEvidence, RuleEvidence } from "../score/registry.js";
import type { Contribution, ContributionStatus, Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";

/** What one criterion gave to a pair's score, and what that rests on. */
export interface CriterionReason<Criterion extends string = string> {
  readonly criterion: Criterion;
  /** The share of the mentee's whole weight, from 0 to 1. */
  readonly weight: number;
  /** From 0 to 1. */
  readonly score: number;
  /** weight · score, in whole millionths; all of them add up to the pair's score exactly. */
  readonly contribution: number;
  readonly status: ContributionStatus;
  readonly evidence: CriterionEvidence;
}

/** How a rule stands on a pair; `holds` is null where an answer is missing. */
export interface RuleReason {
  readonly rule: string;
  readonly holds: boolean | null;
  /** Whether the pair breaks the rule: it does not hold, or it is undecided and `unknown` is `"forbid"`. */
  readonly broken: boolean;
  readonly evidence: RuleEvidence;
}

/** How each rule stands on a pair with this score, in millionths. */
export function toRuleReasons(
  { rules }: Scorer,
  { mentee, mentor, score }: { readonly mentee: number; readonly mentor: number; readonly score: number },
): RuleReason[] {
  return rules.map(({ name, rule, compiled }) => {
    const holds = score < (compiled.minimum ?? 0) ? false : (compiled.holds(mentee, mentor) ?? null);
    const broken = !(holds ?? rule.unknown !== "forbid");
    return { rule: name, holds, broken, evidence: compiled.evidence(mentee, mentor) };
  });
}

/** What a criterion gave to a pair, with its evidence. */
export function toReason(part: Contribution, mentee: number, mentor: number): CriterionReason {
  const { criterion, weight, score, contribution, status } = part;
  return {
    criterion: criterion.name,
    weight: weight / MILLIONTHS,
    score,
    contribution: contribution / MILLIONTHS,
    status,
    evidence: criterion.compiled.evidence(mentee, mentor),
  };
}
