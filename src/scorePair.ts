import type { Exact } from "./exact.js";
import { type CriterionReason, type RuleReason, toReason, toRuleReasons } from "./explain/reasons.js";
import { indexOfPerson } from "./matching/context.js";
import { type CriterionName, type Policy, policyForm } from "./policy.js";
import { checkProblem } from "./problem/checkProblem.js";
import type { People } from "./problem/people.js";
import { blocksOf, compileScorer, confidenceOf, contributionsOf } from "./score/scorer.js";
import { MILLIONTHS } from "./score/weights.js";

/** What one pair scores, and why, whether or not it is allowed. */
export interface PairScore<Criterion extends string = string> {
  readonly mentee: string;
  readonly mentor: string;
  /** Whether nothing forbids the pair: no ban, no request to avoid, no rule. Pins, and rules that give way, play no part. */
  readonly allowed: boolean;
  /** From 0 to 1, a whole number of millionths: exactly the sum of the contributions. */
  readonly score: number;
  /** The share of the score's weight that rests on answers of both, from 0 to 1. */
  readonly confidence: number;
  /** In the order of their names. */
  readonly criteria: readonly CriterionReason<Criterion>[];
  readonly rules: readonly RuleReason[];
}

/**
 * Scores one pair, with the evidence of every criterion and rule.
 *
 * @throws E_UNKNOWN_ID; TelemachusError as `match` does
 * @example scorePair(people, policy, { mentee: "ada", mentor: "lin" }).score
 */
export function scorePair<const Given extends Policy>(
  people: People,
  policy: Exact<Given, Policy>,
  of: { readonly mentee: string; readonly mentor: string },
): PairScore<CriterionName<Given>> {
  const scorer = compileScorer(checkProblem(people, policy, policyForm));
  const [mentee, mentor] = [indexOfPerson(scorer, "mentee", of.mentee), indexOfPerson(scorer, "mentor", of.mentor)];
  const parts = contributionsOf(scorer, mentee, mentor);
  const score = parts.reduce((sum, { contribution }) => sum + contribution, 0);
  return {
    mentee: of.mentee,
    mentor: of.mentor,
    allowed: blocksOf(scorer, mentee, mentor).length === 0,
    score: score / MILLIONTHS,
    confidence: confidenceOf(parts),
    criteria: parts.map((part) => toReason(part, mentee, mentor)) as CriterionReason<CriterionName<Given>>[],
    rules: toRuleReasons(scorer, { mentee, mentor, score }),
  };
}
