import type * as z from "zod";
import type { Exact } from "../../exact.js";
import { callCustom, customFields, functionSchema } from "../callCustom.js";
import type { Cohort, CustomPerson } from "../cohort.js";
import { type CompiledCriterion, type CriterionBase, type CriterionKind, criterionSchema } from "../criterionKind.js";

/** A score of the caller's own. */
export interface Custom extends CriterionBase {
  readonly kind: "custom";
  /** Stands for the function in the manifest, with `version`. */
  readonly name: string;
  /** To be raised whenever the function changes. */
  readonly version: string;
  /**
   * From 0 to 1, or undefined where it cannot tell. It sees neither lived experience nor requests. It must be pure: the
   * same answer for the same two people. It is called once for each allowed pair when scoring, and again for pairs that
   * are matched or explained.
   */
  readonly score: (mentor: CustomPerson, mentee: CustomPerson) => number | undefined;
}

export interface CustomEvidence {
  readonly kind: "custom";
  readonly name: string;
  readonly version: string;
}

/** A criterion of the kind custom: `{ kind: "custom", name, version, score, weight }`. It cannot be written as JSON. */
export function custom<const Options extends Omit<Custom, "kind">>(
  options: Exact<Options, Omit<Custom, "kind">>,
): Options & { kind: "custom" } {
  return { ...(options as Options), kind: "custom" };
}

/** Whatever the function says; undefined counts as unknown, anything else that is not from 0 to 1 is E_SCORER. */
export const customKind: CriterionKind<Custom, CustomEvidence> = {
  schema: criterionSchema("custom", {
    ...customFields,
    score: functionSchema<Custom["score"]>(),
  }) as z.ZodType<Custom>,
  missing: 0.5,
  compile,
};

function compile({ name, version, score }: Custom, cohort: Cohort, key: string): CompiledCriterion<CustomEvidence> {
  const custom = {
    call: score,
    path: ["policy", "criteria", key, "score"],
    expected: "a function that returns a number from 0 to 1, or undefined",
    accepts: (answer: unknown): answer is number => typeof answer === "number" && answer >= 0 && answer <= 1,
  };
  const answerOf = callCustom(custom, cohort);
  return {
    asks: () => true,
    answered: () => true,
    // Adding 0 turns -0 into 0.
    score: (mentee, mentor) => (answerOf(mentee, mentor) ?? Number.NaN) + 0,
    evidence: () => ({ kind: "custom", name, version }),
  };
}
