import type * as z from "zod";
import { readHistory } from "../criteria/history.js";
import { type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";

/** The two were not matched before (`policy.history`). What is running now (its `current`) was not before. */
export interface NoRepeat extends RuleBase {
  readonly kind: "noRepeat";
}

export interface NoRepeatEvidence {
  readonly kind: "noRepeat";
}

/** A rule of the kind noRepeat. */
export function noRepeat(options: Omit<NoRepeat, "kind"> = {}): NoRepeat {
  return { kind: "noRepeat", ...options };
}

/** Never undecided: a pair that `policy.history` does not list is a new one. */
export const noRepeatKind: RuleKind<NoRepeat, NoRepeatEvidence> = {
  schema: ruleSchema("noRepeat", {}) as z.ZodType<NoRepeat>,
  compile(_rule, cohort) {
    const { met, groups } = readHistory(cohort);
    return {
      holds: (mentee, mentor) => !met(mentee, mentor),
      groups,
      evidence: () => ({ kind: "noRepeat" }),
    };
  },
};
