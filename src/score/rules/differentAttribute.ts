import type * as z from "zod";
import { fieldName } from "../criterionKind.js";
import { type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";
import { compileShared, type SharedEvidence } from "./sameAttribute.js";

/** The two answers differ. */
export interface DifferentAttribute extends RuleBase {
  readonly kind: "differentAttribute";
  readonly field: string;
}

/** A rule of the kind differentAttribute. */
export function differentAttribute(options: Omit<DifferentAttribute, "kind">): DifferentAttribute {
  return { kind: "differentAttribute", ...options };
}

/** Lists differ where they share no entry. */
export const differentAttributeKind: RuleKind<DifferentAttribute, SharedEvidence<"differentAttribute">> = {
  schema: ruleSchema("differentAttribute", { field: fieldName }) as z.ZodType<DifferentAttribute>,
  compile({ field }, cohort) {
    const shared = compileShared({ kind: "differentAttribute", field, share: "any" }, cohort);
    return {
      holds(mentee, mentor) {
        const same = shared.holds(mentee, mentor);
        return same === undefined ? undefined : !same;
      },
      groups: shared.groups,
      evidence: shared.evidence,
    };
  },
};
