import { Matrix } from "ml-matrix";
import * as z from "zod";
import { describe, type Issue, issue } from "../../errors.js";
import type { Exact } from "../../exact.js";
import { compareText } from "../../numeric/nearest.js";
import { roundCosine } from "../../numeric/roundCosine.js";
import { answerOf } from "../../problem/answers.js";
import { expected } from "../../problem/expected.js";
import { type Cohort, CohortError, fieldPath, readNumbers, type Side } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldNameOr,
} from "../criterionKind.js";

/** How alike two vectors of numbers point, such as embeddings of texts or answers on scales of personality: (1 + cosine) / 2, or (1 − cosine) / 2. */
export interface Similarity extends CriterionBase {
  readonly kind: "similarity";
  /** Holds a vector on both sides: `embedding`, or an attribute that is a list of numbers. Either this or `fields`. */
  readonly field?: string;
  /** Two fields or more, each a number or a label of `policy.scales`: the vector's components. Either this or `field`. */
  readonly fields?: readonly string[];
  /** Whether vectors should point the same way or opposite ways; `"similar"` where it is not given. */
  readonly prefer?: "similar" | "complementary";
  /** Subtracted from every component: 3 for answers from 1 to 5; 0 where it is not given. */
  readonly centre?: number;
}

export interface SimilarityEvidence {
  readonly kind: "similarity";
  /** In code-unit order. */
  readonly fields: readonly string[];
  /** From −1, opposite, to 1, the same; null where either has no vector. */
  readonly cosine: number | null;
  readonly prefer: "similar" | "complementary";
}

/** A criterion of the kind similarity: `{ kind: "similarity", field, weight }`. */
export function similarity<const Options extends Omit<Similarity, "kind">>(
  options: Exact<Options, Omit<Similarity, "kind">>,
): Options & { kind: "similarity" } {
  return { ...(options as Options), kind: "similarity" };
}

const component = fieldNameOr("embedding").refine(
  (field) => field !== "embedding",
  expected("E_OUT_OF_RANGE", "a field that holds one number: a vector stands in field"),
);

/**
 * (1 + cosine) / 2, or (1 − cosine) / 2 for `complementary`, of the two vectors less `centre`. The cosine is in whole
 * billionths. A vector with an unknown component, or of zeros alone, which points nowhere, cannot be scored.
 *
 * Complexity: a block of 64 mentees is multiplied with all mentors at a time, so space is O((mentees + mentors) · length
 * + 64 · mentors), and asking for pairs in the order of mentees is fastest.
 */
export const similarityKind: CriterionKind<Similarity, SimilarityEvidence> = {
  schema: criterionSchema("similarity", {
    field: fieldNameOr("embedding").optional(),
    fields: z
      .array(component, expected("E_TYPE", "a list of fields"))
      .min(2, expected("E_SHAPE", "a list of at least two fields"))
      .refine((fields) => new Set(fields).size === fields.length, expected("E_DUPLICATE", "a list of different fields"))
      .optional(),
    prefer: z.enum(["similar", "complementary"], expected("E_TYPE", '"similar" or "complementary"')).optional(),
    centre: z
      .number(expected("E_TYPE", "a finite number"))
      .refine((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER, expected("E_RANGE", "a number between ±2^53"))
      .optional(),
  })
    .refine(({ field, fields }) => field !== undefined || fields !== undefined, {
      ...expected("E_MISSING", "the name of a field, or left out for a list in fields"),
      path: ["field"],
    })
    .refine(({ field, fields }) => field === undefined || fields === undefined, {
      ...expected("E_CONFLICT", "left out, as field is given"),
      path: ["fields"],
    }) as unknown as z.ZodType<Similarity>,
  missing: 0.5,
  compile,
};

/** A list of numbers for each person; undefined where it is unknown. */
type Vectors = { readonly [side in Side]: readonly (readonly number[] | undefined)[] };

function compile(criterion: Similarity, cohort: Cohort): CompiledCriterion<SimilarityEvidence> {
  const { field, prefer = "similar", centre = 0 } = criterion;
  // the order in which the fields are listed leaves no trace in the last bit of a sum
  const fields = field === undefined ? [...(criterion.fields ?? [])].sort(compareText) : [field];
  const vectors = field === undefined ? joinFields(cohort, fields) : readVectors(cohort, field);
  const mentees = vectors.mentees.map((vector) => vector && directionOf(vector, centre));
  const mentors = vectors.mentors.map((vector) => vector && directionOf(vector, centre));
  const cosineOf = createCosines(mentees, mentors);
  const isKnown = (mentee: number, mentor: number) => mentees[mentee] !== undefined && mentors[mentor] !== undefined;
  const sign = prefer === "similar" ? 1 : -1;
  return {
    asks: (mentee) => mentees[mentee] !== undefined,
    answered: (mentee) => vectors.mentees[mentee] !== undefined,
    score: (mentee, mentor) => (isKnown(mentee, mentor) ? (1 + sign * cosineOf(mentee, mentor)) / 2 : Number.NaN),
    evidence(mentee, mentor) {
      const cosine = isKnown(mentee, mentor) ? cosineOf(mentee, mentor) : null;
      return { kind: "similarity", fields, cosine, prefer };
    },
  };
}

/** Reads a field that holds vectors, all of one length. An empty list is an answer without numbers. @throws CohortError */
function readVectors(cohort: Cohort, field: string): Vectors {
  const issues: Issue[] = [];
  const refuse = (code: "E_SHAPE" | "E_TYPE", [side, index]: [Side, number], problem: [string, string]) => {
    const path = [...cohort.placeOf(side, index), ...fieldPath(field)];
    issues.push(issue(code, path, { expected: problem[0], received: problem[1] }));
  };
  const read = (side: Side) =>
    cohort[side].map((person, index) => {
      const answer = answerOf(person, field);
      if (answer === undefined || isVector(answer)) return answer;
      const received = Array.isArray(answer) ? "a list of something else" : describe(answer);
      refuse("E_TYPE", [side, index], ["a list of numbers", received]);
      return undefined;
    });
  const vectors = { mentees: read("mentees"), mentors: read("mentors") };
  const usual = usualLength([...vectors.mentees, ...vectors.mentors]);
  for (const side of ["mentees", "mentors"] as const) {
    vectors[side].forEach((vector, index) => {
      if (vector === undefined || vector.length === 0 || vector.length === usual) return;
      refuse(
        "E_SHAPE",
        [side, index],
        [`${usual} ${usual === 1 ? "number" : "numbers"}, as the others have`, describe(vector)],
      );
    });
  }
  if (issues.length > 0) throw new CohortError(issues);
  return vectors;
}

function isVector(answer: unknown): answer is readonly number[] {
  return Array.isArray(answer) && answer.every((entry) => typeof entry === "number");
}

/** The length that most have, the smaller of two that are as common. */
function usualLength(vectors: readonly (readonly number[] | undefined)[]): number {
  const counts = new Map<number, number>();
  for (const vector of vectors) {
    if (vector !== undefined && vector.length > 0) counts.set(vector.length, (counts.get(vector.length) ?? 0) + 1);
  }
  const [usual] = [...counts].sort(([a, timesA], [b, timesB]) => timesB - timesA || a - b);
  return usual?.[0] ?? 0;
}

/** Reads fields that hold a number each; who left one of them open has no vector. @throws CohortError */
function joinFields(cohort: Cohort, fields: readonly string[]): Vectors {
  const issues: Issue[] = [];
  const columns = fields.flatMap((field) => {
    try {
      return [readNumbers(cohort, field)];
    } catch (error) {
      if (!(error instanceof CohortError)) throw error;
      for (const found of error.issues) issues.push(found);
      return [];
    }
  });
  if (issues.length > 0) throw new CohortError(issues);
  const join = (side: Side) =>
    cohort[side].map((_person, index) => {
      const vector = columns.map((numbers) => numbers[side][index]);
      return vector.some(Number.isNaN) ? undefined : vector;
    });
  return { mentees: join("mentees"), mentors: join("mentors") };
}

/** The vector from `centre`, of length 1; undefined where it points nowhere. */
function directionOf(vector: readonly number[], centre: number): Float64Array | undefined {
  const moved = Float64Array.from(vector, (value) => value - centre);
  const greatest = moved.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (greatest === 0) return undefined;
  // the greatest component becomes 1, so that no square is too small or too great for a number
  const scaled = moved.map((value) => value / greatest);
  const length = Math.sqrt(scaled.reduce((sum, value) => sum + value * value, 0));
  return scaled.map((value) => value / length);
}

/** Mentees that are multiplied with all mentors at once. */
const BLOCK = 64;

/**
 * Returns the cosine of two people who both have a direction.
 *
 * Each cosine is one sum over the components in their order, so it depends on no one else in the block.
 */
function createCosines(
  mentees: readonly (Float64Array | undefined)[],
  mentors: readonly (Float64Array | undefined)[],
): (mentee: number, mentor: number) => number {
  const known = mentors.find((direction) => direction !== undefined);
  const nowhere = new Float64Array(known?.length ?? 0);
  const toMatrix = (directions: typeof mentees) => new Matrix(directions.map((direction) => direction ?? nowhere));
  let columns: Matrix | undefined;
  let product: Matrix;
  let block = -1;
  return (mentee, mentor) => {
    const wanted = Math.floor(mentee / BLOCK);
    if (wanted !== block) {
      columns ??= toMatrix(mentors).transpose();
      product = toMatrix(mentees.slice(wanted * BLOCK, (wanted + 1) * BLOCK)).mmul(columns);
      block = wanted;
    }
    return roundCosine(product.get(mentee % BLOCK, mentor));
  };
}
