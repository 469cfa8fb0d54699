import * as z from "zod";
import { anyField, expected, strictObject } from "../problem/expected.js";
import type { Cohort } from "./cohort.js";
import type { Groups } from "./groups.js";

/** What every criterion may state. */
export interface CriterionBase {
  /** How much it counts beside the others: 0 or more; 1 where it is not given. */
  readonly weight?: number;
  /** The score, from 0 to 1, of a mentor who did not answer; the kind's own default where it is not given. */
  readonly missing?: number;
  /** A mentee who did not answer is not scored on it (`"spread"`, the default), or scored 0.5 (`"neutral"`). */
  readonly unanswered?: "spread" | "neutral";
}

/**
 * A criterion made ready for one cohort. Indices are the cohort's. Pure: the same answer every time.
 *
 * `groups`, `coded` and `sparse`, where a kind has them, let whole rows be scored without going through all pairs.
 */
export interface CompiledCriterion<Evidence = unknown> {
  /** Whether the mentee's answers let the criterion be scored. */
  readonly asks: (mentee: number) => boolean;
  /** Whether the mentee answered at all: to ask for nothing is an answer. */
  readonly answered: (mentee: number) => boolean;
  /** From 0 to 1, or NaN where the mentor did not answer. Called only for mentees who ask. */
  readonly score: (mentee: number, mentor: number) => number;
  /** Mentors of a group score alike with every mentee. */
  readonly groups?: Groups;
  readonly coded?: CodedRows;
  readonly sparse?: SparseRows;
  /** What the score rests on, as plain data for explanations. */
  readonly evidence: (mentee: number, mentor: number) => Evidence;
}

/** Rows in which most mentors score 0. */
export interface SparseRows {
  /** The mentors who did not answer: NaN with every mentee. */
  readonly silent: readonly number[];
  /** Lists the mentors who may score above 0, each once, with what `score` says of them. Called only for mentees who ask. */
  readonly fill: (mentee: number, into: SparseScores) => void;
}

/** Rows in which few different scores occur: a code for each mentor, and a score for each code. */
export interface CodedRows {
  /** The row of a mentee who asks; undefined where another shape of the criterion is the quicker one. It holds until the next call. */
  readonly encode: (mentee: number) => CodedRow | undefined;
  /** The score of a code in the row of a mentee, as `score` has it: NaN for mentors who did not answer. */
  readonly scoreOf: (mentee: number, code: number) => number;
}

export interface CodedRow {
  /** The code of each mentor, below `count`. */
  readonly codes: Uint16Array;
  /** At most two more than there are mentors, and no more than 65 536. */
  readonly count: number;
}

/** The part of a row that is not 0: the first `count` entries of two lists that are as long as there are mentors. */
export interface SparseScores {
  count: number;
  readonly mentors: Int32Array;
  readonly scores: Float64Array;
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

/** A number from 0 to 1. */
export const share = z
  .number(expected("E_TYPE", "a number from 0 to 1"))
  .refine((value) => value >= 0 && value <= 1, expected("E_OUT_OF_RANGE", "a number from 0 to 1"))
  .meta({ minimum: 0, maximum: 1 });

/** A number above 0. */
export const positive = z
  .number(expected("E_TYPE", "a number above 0"))
  .refine((value) => value > 0, expected("E_OUT_OF_RANGE", "a number above 0"))
  .meta({ exclusiveMinimum: 0 });

/** Fields of a person that only one kind can read. */
const kindOfField: ReadonlyMap<string, string> = new Map([
  ["livedExperiences", 'lived experience is scored by the kind "experience" only'],
  ["availability", 'times are read by the kinds "schedule" and "minimumOverlap" only'],
  ["location", 'places are read by the kinds "distance" and "maximumDistance" only'],
  ["embedding", 'vectors are read by the kind "similarity" only'],
]);

/** A field that a criterion or rule reads: none of those that have a kind of their own, but for `own`. */
export function fieldNameOr(own?: string) {
  return [...kindOfField].reduce(
    (schema, [name, why]) =>
      name === own
        ? schema
        : schema.refine((field) => field !== name, expected("E_OUT_OF_RANGE", `another field: ${why}`)),
    anyField,
  );
}

/** A field that a criterion or rule reads. Lived experience has a criterion of its own, which asks before it reads. */
export const fieldName = fieldNameOr();

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
