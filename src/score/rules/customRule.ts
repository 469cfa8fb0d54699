import type * as z from "zod";
import { callCustom, customFields, functionSchema } from "../callCustom.js";
import type { Cohort, CustomPerson } from "../cohort.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";

/** A condition of the caller's own. */
export interface CustomRule extends RuleBase {
  readonly kind: "customRule";
  /** Stands for the function in the manifest, with `version`. */
  readonly name: string;
  /** To be raised whenever the function changes. */
  readonly version: string;
  /**
   * Whether the pair meets the rule, or undefined where it cannot tell. It sees neither lived experience nor requests. It
   * must be pure: the same answer for the same two people. It is called once for each pair when scoring, also where a ban,
   * a request or another rule forbids it, and again where a pin, a choice, a match or the lack of one is told of.
   */
  readonly holds: (mentor: CustomPerson, mentee: CustomPerson) => boolean | undefined;
}

export interface CustomRuleEvidence {
  readonly kind: "customRule";
  readonly name: string;
  readonly version: string;
}

/** A rule of the kind customRule. It cannot be written as JSON. */
export function customRule(options: Omit<CustomRule, "kind">): CustomRule {
  return { kind: "customRule", ...options };
}

/** Whatever the function says; undefined counts as unknown, anything else that is not true or false is E_SCORER. */
export const customRuleKind: RuleKind<CustomRule, CustomRuleEvidence> = {
  schema: ruleSchema("customRule", {
    ...customFields,
    holds: functionSchema<CustomRule["holds"]>(),
  }) as z.ZodType<CustomRule>,
  compile,
};

function compile({ name, version, holds }: CustomRule, cohort: Cohort, key: string): CompiledRule<CustomRuleEvidence> {
  const custom = {
    call: holds,
    path: ["policy", "rules", key, "holds"],
    expected: "a function that returns true, false or undefined",
    accepts: (answer: unknown): answer is boolean => typeof answer === "boolean",
  };
  return {
    holds: callCustom(custom, cohort),
    evidence: () => ({ kind: "customRule", name, version }),
  };
}
