import type * as z from "zod";
import { oneToFive } from "../../problem/expected.js";
import type { Cohort } from "../cohort.js";
import { languagesInCommon, readLanguages } from "../languages.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";
import type { SharedEvidence } from "./sameAttribute.js";

/** The two speak a language in common. */
export interface SharedLanguage extends RuleBase {
  readonly kind: "sharedLanguage";
  /** How well both speak it at least, 1 to 5; 1 where it is not given. A language without a level counts as 5. */
  readonly level?: number;
}

/** A rule of the kind sharedLanguage. */
export function sharedLanguage(options: Omit<SharedLanguage, "kind"> = {}): SharedLanguage {
  return { kind: "sharedLanguage", ...options };
}

/** Languages are compared as terms, or as tags without their regions: `pt-BR` is `pt`. A name and a tag need a synonym. */
export const sharedLanguageKind: RuleKind<SharedLanguage, SharedEvidence<"sharedLanguage">> = {
  schema: ruleSchema("sharedLanguage", { level: oneToFive.optional() }) as z.ZodType<SharedLanguage>,
  compile,
};

function compile({ level = 1 }: SharedLanguage, cohort: Cohort): CompiledRule<SharedEvidence<"sharedLanguage">> {
  const { mentees, mentors, groups } = readLanguages(cohort);
  const shared = (mentee: number, mentor: number) =>
    languagesInCommon(mentees[mentee], mentors[mentor]).flatMap((one) => (one.level >= level ? [one.name] : []));
  return {
    holds(mentee, mentor) {
      if (mentees[mentee] === undefined || mentors[mentor] === undefined) return undefined;
      return shared(mentee, mentor).length > 0;
    },
    groups,
    evidence: (mentee, mentor) => ({
      kind: "sharedLanguage",
      field: "languages",
      shared: shared(mentee, mentor),
    }),
  };
}
