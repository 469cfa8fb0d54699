import type * as z from "zod";
import type { Cohort } from "../cohort.js";
import { groupBy } from "../groups.js";
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
  const mentorOf = new Map(mentors.map(({ id }, mentor) => [id, mentor]));
  const isDecided = (mentee: number, mentor: number) => menteeKnown[mentee] || mentorKnown[mentor];
  return {
    holds(mentee, mentor) {
      if (!isDecided(mentee, mentor)) return undefined;
      const [below, above] = [mentees[mentee].id, mentors[mentor].id];
      if (mentorManages[mentor] && chains.isAbove(above, below)) return false;
      return !(menteeManages[mentee] && chains.isAbove(below, above));
    },
    groups: groupBy(mentorKnown.map(Number)),
    exceptions: {
      usual: (mentee, mentor) => (isDecided(mentee, mentor) ? true : undefined),
      of(mentee) {
        if (menteeManages[mentee]) return undefined;
        const above = new Set<number>();
        for (const id of chains.above(mentees[mentee].id)) if (mentorOf.has(id)) above.add(mentorOf.get(id)!);
        return [...above];
      },
    },
    evidence: () => ({ kind: "notInManagementChain" }),
  };
}
