import * as z from "zod";
import type { Exact } from "../../exact.js";
import { expected } from "../../problem/expected.js";
import type { Cohort } from "../cohort.js";
import { type CompiledCriterion, type CriterionBase, type CriterionKind, criterionSchema } from "../criterionKind.js";
import { type Groups, groupBy } from "../groups.js";

/** Whether the two were matched before (`policy.history`, not its `current`): 1 or 0. A mentee who had none of the programme's mentors is not scored. */
export interface History extends CriterionBase {
  readonly kind: "history";
  /** `"new"`, someone else than before, where it is not given. */
  readonly prefer?: "again" | "new";
}

export interface HistoryEvidence {
  readonly kind: "history";
  readonly prefer: "again" | "new";
  readonly met: boolean;
}

/** A criterion of the kind history: `{ kind: "history", prefer, weight }`. */
export function history<const Options extends Omit<History, "kind"> = object>(
  options?: Exact<Options, Omit<History, "kind">>,
): Options & { kind: "history" } {
  return { ...(options as Options), kind: "history" };
}

/**
 * 1 for a mentor of an earlier round and 0 for the others, or, where new ones are preferred, the other way round. A
 * mentee who had none of the programme's mentors is not scored.
 */
export const historyKind: CriterionKind<History, HistoryEvidence> = {
  schema: criterionSchema("history", {
    prefer: z.enum(["again", "new"], expected("E_TYPE", '"again" or "new"')).optional(),
  }) as z.ZodType<History>,
  // never used: no mentor has to answer
  missing: 0,
  compile,
};

function compile({ prefer = "new" }: History, cohort: Cohort): CompiledCriterion<HistoryEvidence> {
  const { met, groups } = readHistory(cohort);
  return {
    asks: (mentee) => cohort.history.has(mentee),
    // there is nothing to answer
    answered: () => true,
    score: (mentee, mentor) => (met(mentee, mentor) === (prefer === "again") ? 1 : 0),
    groups,
    evidence: (mentee, mentor) => ({ kind: "history", prefer, met: met(mentee, mentor) }),
  };
}

/** Who was matched before. Mentors with the same earlier mentees, most of them with none, are a group. */
export function readHistory({ history: earlier, mentees, mentors }: Cohort): {
  readonly met: (mentee: number, mentor: number) => boolean;
  readonly groups: Groups;
} {
  const menteesOf = mentors.map((): number[] => []);
  mentees.forEach((_, mentee) => {
    for (const mentor of earlier.get(mentee) ?? []) menteesOf[mentor].push(mentee);
  });
  return {
    met: (mentee, mentor) => earlier.get(mentee)?.has(mentor) ?? false,
    groups: groupBy(menteesOf.map((list) => list.join(" "))),
  };
}
