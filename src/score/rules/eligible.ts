import * as z from "zod";
import { expected } from "../../problem/expected.js";
import type { Cohort } from "../cohort.js";
import { type Condition, conditionSchema, decideCondition, fieldsOf } from "../conditions.js";
import { groupBy } from "../groups.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";

/** Of one side, only people who meet a condition take part. */
export interface Eligible extends RuleBase {
  readonly kind: "eligible";
  readonly side: "mentor" | "mentee";
  /** What their own answers have to meet. */
  readonly when: Condition;
}

export interface EligibleEvidence {
  readonly kind: "eligible";
  readonly side: "mentor" | "mentee";
  /** The fields that the condition reads, in code-unit order. */
  readonly fields: readonly string[];
}

/** A rule of the kind eligible: `eligible({ side: "mentor", when: { field: "certified", is: true } })`. */
export function eligible(options: Omit<Eligible, "kind">): Eligible {
  return { kind: "eligible", ...options };
}

/** Undecided for whoever leaves out an answer on which the condition hangs. */
export const eligibleKind: RuleKind<Eligible, EligibleEvidence> = {
  schema: ruleSchema("eligible", {
    side: z.enum(["mentor", "mentee"], expected("E_TYPE", '"mentor" or "mentee"')),
    when: conditionSchema,
  }) as z.ZodType<Eligible>,
  compile,
};

function compile({ side, when }: Eligible, cohort: Cohort, name: string): CompiledRule<EligibleEvidence> {
  const path = ["policy", "rules", name, "when"];
  const verdicts = decideCondition(when, { cohort, side: `${side}s`, path });
  const fields = fieldsOf(when);
  const isOfMentors = side === "mentor";
  return {
    holds: (mentee, mentor) => verdicts[isOfMentors ? mentor : mentee],
    groups: groupBy(cohort.mentors.map((_, mentor) => (isOfMentors ? String(verdicts[mentor]) : ""))),
    evidence: () => ({ kind: "eligible", side, fields }),
  };
}
