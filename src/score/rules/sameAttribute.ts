import type * as z from "zod";
import { type Cohort, sharedTerms, termsOf } from "../cohort.js";
import { fieldName } from "../criterionKind.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";

/** The two answers are the same. */
export interface SameAttribute extends RuleBase {
  readonly kind: "sameAttribute";
  readonly field: string;
}

/** What both answered. */
export interface SharedEvidence<Kind extends string> {
  readonly kind: Kind;
  readonly field: string;
  /** As the mentee spelt them. */
  readonly shared: readonly string[];
}

/** A rule of the kind sameAttribute. */
export function sameAttribute(options: Omit<SameAttribute, "kind">): SameAttribute {
  return { kind: "sameAttribute", ...options };
}

/** Lists are the same where they share an entry. */
export const sameAttributeKind: RuleKind<SameAttribute, SharedEvidence<"sameAttribute">> = {
  schema: ruleSchema("sameAttribute", { field: fieldName }) as z.ZodType<SameAttribute>,
  compile: ({ field }, cohort) => compileShared("sameAttribute", field, cohort),
};

/** A rule that holds where two lists of terms share an entry. */
export function compileShared<Kind extends string>(
  kind: Kind,
  field: string,
  cohort: Cohort,
): CompiledRule<SharedEvidence<Kind>> {
  const mentees = cohort.mentees.map((mentee) => termsOf(mentee, field));
  const mentors = cohort.mentors.map((mentor) => termsOf(mentor, field));
  return {
    holds(mentee, mentor) {
      const [own, theirs] = [mentees[mentee], mentors[mentor]];
      if (own === undefined || theirs === undefined) return undefined;
      for (const key of own.keys()) if (theirs.has(key)) return true;
      return false;
    },
    evidence: (mentee, mentor) => ({ kind, field, shared: sharedTerms(mentees[mentee], mentors[mentor]) }),
  };
}
