import type * as z from "zod";
import type { Cohort } from "../cohort.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";

/** Neither stands above the other, at any distance. */
export interface NotInManagementChain extends RuleBase {
  readonly kind: "notInManagementChain";
}

export interface NotInManagementChainEvidence {
  readonly kind: "notInManagementChain";
}

/** A rule of the kind notInManagementChain. */
export function notInManagementChain(options: Omit<NotInManagementChain, "kind"> = {}): NotInManagementChain {
  return { kind: "notInManagementChain", ...options };
}

/** Undecided only where neither says who manages them. */
export const notInManagementChainKind: RuleKind<NotInManagementChain, NotInManagementChainEvidence> = {
  schema: ruleSchema("notInManagementChain", {}) as z.ZodType<NotInManagementChain>,
  compile,
};

function compile(_rule: NotInManagementChain, cohort: Cohort): CompiledRule<NotInManagementChainEvidence> {
  const above = ({ id }: { readonly id: string }) => {
    const chain = cohort.chainOf.get(id);
    return chain && new Set(chain);
  };
  const mentees = cohort.mentees.map(above);
  const mentors = cohort.mentors.map(above);
  return {
    holds(mentee, mentor) {
      const [menteeChain, mentorChain] = [mentees[mentee], mentors[mentor]];
      if (menteeChain?.has(cohort.mentors[mentor].id) || mentorChain?.has(cohort.mentees[mentee].id)) return false;
      return menteeChain === undefined && mentorChain === undefined ? undefined : true;
    },
    evidence: () => ({ kind: "notInManagementChain" }),
  };
}
