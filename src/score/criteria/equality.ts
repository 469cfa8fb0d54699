import * as z from "zod";
import type { Exact } from "../../exact.js";
import { expected } from "../../problem/expected.js";
import { type Cohort, sharedTermsOf } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
} from "../criterionKind.js";
import { groupByTerms } from "../groups.js";
import { readTermTable, sharesTerm } from "../termTable.js";

/** Whether an answer is the same, or differs. */
export interface Equality extends CriterionBase {
  readonly kind: "equality";
  readonly field: string;
  /** `"same"` where it is not given. */
  readonly prefer?: "same" | "different";
}

export interface EqualityEvidence {
  readonly kind: "equality";
  readonly field: string;
  readonly prefer: "same" | "different";
  /** Null where the mentor did not answer. */
  readonly same: boolean | null;
  /** What both answered. */
  readonly shared: readonly string[];
}

/** A criterion of the kind equality: `{ kind: "equality", field, prefer, weight }`. */
export function equality<const Options extends Omit<Equality, "kind">>(
  options: Exact<Options, Omit<Equality, "kind">>,
): Options & { kind: "equality" } {
  return { ...(options as Options), kind: "equality" };
}

/** 1 where the answers are the same (or, if that is preferred, differ), else 0. Lists are the same where they share an entry. */
export const equalityKind: CriterionKind<Equality, EqualityEvidence> = {
  schema: criterionSchema("equality", {
    field: fieldName,
    prefer: z.enum(["same", "different"], expected("E_TYPE", '"same" or "different"')).optional(),
  }) as z.ZodType<Equality>,
  missing: 0.5,
  compile,
};

function compile({ field, prefer = "same" }: Equality, cohort: Cohort): CompiledCriterion<EqualityEvidence> {
  const table = readTermTable(cohort, field);
  const { mentees, mentors } = table;
  return {
    asks: (mentee) => mentees.answered[mentee] === 1,
    answered: (mentee) => mentees.answered[mentee] === 1,
    score(mentee, mentor) {
      if (mentors.answered[mentor] === 0) return Number.NaN;
      return sharesTerm(table, mentee, mentor) === (prefer === "same") ? 1 : 0;
    },
    groups: groupByTerms(mentors),
    evidence(mentee, mentor) {
      const shared = sharedTermsOf(cohort, { mentee, mentor }, field);
      return {
        kind: "equality",
        field,
        prefer,
        same: mentors.answered[mentor] === 0 ? null : shared.length > 0,
        shared,
      };
    },
  };
}
