import * as z from "zod";
import { expected } from "../../problem/expected.js";
import { type Cohort, sharedTermsOf } from "../cohort.js";
import { fieldName } from "../criterionKind.js";
import { groupByTerms } from "../groups.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";
import { hasEachTerm, readTermTable, sharesTerm } from "../termTable.js";

/** The two answers are the same. */
export interface SameAttribute extends RuleBase {
  readonly kind: "sameAttribute";
  readonly field: string;
  /** Of lists, whether one entry in common is enough (`"any"`, the default), or the mentor has to have each of the mentee's (`"all"`). */
  readonly share?: "any" | "all";
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

/** Lists are the same where they share an entry, or where the mentor's holds the whole of the mentee's. */
export const sameAttributeKind: RuleKind<SameAttribute, SharedEvidence<"sameAttribute">> = {
  schema: ruleSchema("sameAttribute", {
    field: fieldName,
    share: z.enum(["any", "all"], expected("E_TYPE", '"any" or "all"')).optional(),
  }) as z.ZodType<SameAttribute>,
  compile: ({ field, share = "any" }, cohort) => compileShared({ kind: "sameAttribute", field, share }, cohort),
};

/** A rule that holds where two lists of terms share an entry, or the mentor's holds the whole of the mentee's. */
export function compileShared<Kind extends string>(
  { kind, field, share }: { readonly kind: Kind; readonly field: string; readonly share: "any" | "all" },
  cohort: Cohort,
): CompiledRule<SharedEvidence<Kind>> {
  const table = readTermTable(cohort, field);
  const { mentees, mentors } = table;
  return {
    holds(mentee, mentor) {
      if (mentees.answered[mentee] === 0 || mentors.answered[mentor] === 0) return undefined;
      return share === "any" ? sharesTerm(table, mentee, mentor) : hasEachTerm(table, mentee, mentor);
    },
    groups: groupByTerms(mentors),
    evidence: (mentee, mentor) => ({ kind, field, shared: sharedTermsOf(cohort, { mentee, mentor }, field) }),
  };
}
