import type * as z from "zod";
import { type Path, TelemachusError } from "./errors.js";
import type { Exact } from "./exact.js";
import type { PolicyForm } from "./problem/checkProblem.js";
import { type PolicyOf, policySchema } from "./problem/policy.js";
import { fieldsUsed } from "./score/fieldsUsed.js";
import { type Criterion, criterionSchema, type Rule, ruleSchema } from "./score/registry.js";
import { compileScorer } from "./score/scorer.js";

/** What a programme decides: plain data, apart from the functions of custom criteria and rules. */
export interface Policy extends PolicyOf<Criterion, Rule> {}

/** The zod schema of a policy. What holds between policy and people is checked by `match` and the like. */
export const Policy: z.ZodType<Policy> = policySchema(criterionSchema, ruleSchema);

/** What makes a policy. A function may stand at two places: in a custom criterion and in a custom rule. */
export const policyForm: PolicyForm<Criterion, Rule> = {
  schema: Policy,
  allowsFunction: ([, part, , key, ...deeper]: Path) =>
    deeper.length === 0 && ((part === "criteria" && key === "score") || (part === "rules" && key === "holds")),
  fieldsOf: (part) => [...new Set([...fieldsUsed(part, "mentees"), ...fieldsUsed(part, "mentors")])],
  answerIssues(problem) {
    try {
      compileScorer(problem);
      return [];
    } catch (error) {
      if (error instanceof TelemachusError) return error.issues;
      throw error;
    }
  },
};

/** Returns the policy as it is, with the names of its criteria known to the type checker. */
export function definePolicy<const Given extends Policy>(policy: Exact<Given, Policy>): Given {
  return policy;
}

/** The names of a policy's criteria. */
export type CriterionName<Given extends Policy> = keyof Given["criteria"] & string;
