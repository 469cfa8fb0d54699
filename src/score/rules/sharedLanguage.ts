import type * as z from "zod";
import { type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";
import { compileShared, type SharedEvidence } from "./sameAttribute.js";

/** The two speak a language in common. */
export interface SharedLanguage extends RuleBase {
  readonly kind: "sharedLanguage";
}

/** A rule of the kind sharedLanguage. */
export function sharedLanguage(options: Omit<SharedLanguage, "kind"> = {}): SharedLanguage {
  return { kind: "sharedLanguage", ...options };
}

/** Languages are compared as terms: spell them alike, as names or as tags. */
export const sharedLanguageKind: RuleKind<SharedLanguage, SharedEvidence<"sharedLanguage">> = {
  schema: ruleSchema("sharedLanguage", {}) as z.ZodType<SharedLanguage>,
  compile: (_rule, cohort) => compileShared("sharedLanguage", "languages", cohort),
};
