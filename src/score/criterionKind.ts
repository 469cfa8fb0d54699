import * as z from "zod";
import { expected, strictObject } from "../problem/expected.js";
import type { Cohort } from "./cohort.js";

/** What every criterion may state. */
export interface CriterionBase {
  /** How much it counts beside the others: 0 or more; 1 where it is not given. */
  readonly weight?: number;
  /** The score, from 0 to 1, of a mentor who did not answer; the kind's own default where it is not given. */
  readonly missing?: number;
  /** A mentee who did not answer is not scored on it (`"spread"`, the default), or scored 0.5 (`"neutral"`). */
  readonly unanswered?: "spread" | "neutral";
}

/** A criterion made ready for one cohort. Indices are the cohort's. Pure: the same answer every time. */
export interface CompiledCriterion<Evidence = unknown> {
  /** Whether the mentee's answers let the criterion be scored. */
  readonly asks: (mentee: number) => boolean;
  /** Whether the mentee answered at all: to ask for nothing is an answer. */
  readonly answered: (mentee: number) => boolean;
  /** From 0 to 1, or NaN where the mentor did not answer. Called only for mentees who ask. */
  readonly score: (mentee: number, mentor: number) => number;
  /** The same as `score` for all mentors at once, for kinds that are faster so. Where `skip` is not 0 anything may stand. */
  readonly scoreRow?: (mentee: number, scores: Float64Array, skip: Uint8Array) => void;
  /** What the score rests on, as plain data for explanations. */
  readonly evidence: (mentee: number, mentor: number) => Evidence;
}

/** A kind of criterion: one file each, all of this shape. */
export interface CriterionKind<Criterion extends CriterionBase, Evidence = unknown> {
  readonly schema: z.ZodType<Criterion>;
  /** The score of a mentor who did not answer, where the criterion states none. */
  readonly missing: number;
  readonly compile: (criterion: Criterion, cohort: Cohort, name: string) => CompiledCriterion<Evidence>;
}

const weight = z
  .number({ error: ({ input }) => `${typeof input === "number" ? "E_NOT_FINITE" : "E_WEIGHTS"} a weight of 0 or more` })
  .min(0, expected("E_WEIGHTS", "a weight of 0 or more"));
const share = z
  .number(expected("E_TYPE", "a number from 0 to 1"))
  .refine((value) => value >= 0 && value <= 1, expected("E_OUT_OF_RANGE", "a number from 0 to 1"));

/** A field that a criterion or rule reads. Lived experience has a criterion of its own, which asks before it reads. */
export const fieldName = z
  .string(expected("E_TYPE", "the name of a field"))
  .min(1, expected("E_TYPE", "the name of a field"))
  .refine(
    (field) => field !== "livedExperiences",
    expected("E_OUT_OF_RANGE", 'another field: lived experience is scored by the kind "experience" only'),
  )
  .refine(
    (field) => !field.startsWith("attributes."),
    expected("E_OUT_OF_RANGE", "the name of a field or an attribute alone, without attributes. before it"),
  );

/** The schema of a kind: what every criterion may state, and the fields of its own. */
export function criterionSchema<Shape extends z.ZodRawShape>(kind: string, own: Shape) {
  return strictObject(
    {
      kind: z.literal(kind),
      ...own,
      weight: weight.optional(),
      missing: share.optional(),
      unanswered: z.enum(["spread", "neutral"], expected("E_TYPE", '"spread" or "neutral"')).optional(),
    },
    `a criterion of the kind ${kind} (an object)`,
  );
}
