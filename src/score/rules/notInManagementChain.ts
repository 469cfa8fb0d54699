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

function compile(
  _rule: NotInManagementChain,
  { mentees, mentors, chains }: Cohort,
): CompiledRule<NotInManagementChainEvidence> {
  const menteeKnown = mentees.map(({ id }) => chains.isKnown(id));
  const mentorKnown = mentors.map(({ id }) => chains.isKnown(id));
  const menteeManages = mentees.map(({ id }) => chains.isManager(id));
  const mentorManages = mentors.map(({ id }) => chains.isManager(id));
  return {
    holds(mentee, mentor) {
      if (!menteeKnown[mentee] && !mentorKnown[mentor]) return undefined;
      const [below, above] = [mentees[mentee].id, mentors[mentor].id];
      if (mentorManages[mentor] && chains.isAbove(above, below)) return false;
      return !(menteeManages[mentee] && chains.isAbove(below, above));
    },
    evidence: () => ({ kind: "notInManagementChain" }),
  };
}
