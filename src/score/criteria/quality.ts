import * as z from "zod";
import { formatPath, type Issue, issue } from "../../errors.js";
import type { Exact } from "../../exact.js";
import { answerOf } from "../../problem/answers.js";
import { expected } from "../../problem/expected.js";
import { type Cohort, CohortError, fieldPath, numbersOf } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
} from "../criterionKind.js";
import { groupBy } from "../groups.js";

/** A mentor's own number, such as a rating: the same for every mentee. */
export interface Quality extends CriterionBase {
  readonly kind: "quality";
  /** A number, or a label of `policy.scales[field]`: `seniority`, or an attribute. */
  readonly field: string;
  /** The number that scores 0; 0 where it is not given. */
  readonly from?: number;
  /** The number that scores 1, above `from`; the last place of the field's scale where it is not given. */
  readonly to?: number;
}

/** For whoever runs the programme: it rates a person. */
export interface QualityEvidence {
  readonly kind: "quality";
  readonly field: string;
  /** Null where the mentor did not answer. */
  readonly value: number | null;
  readonly from: number;
  readonly to: number;
}

/** A criterion of the kind quality: `{ kind: "quality", field, from, to, weight }`. */
export function quality<const Options extends Omit<Quality, "kind">>(
  options: Exact<Options, Omit<Quality, "kind">>,
): Options & { kind: "quality" } {
  return { ...(options as Options), kind: "quality" };
}

const end = z
  .number(expected("E_TYPE", "a finite number"))
  .refine((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER, expected("E_RANGE", "a number between ±2^53"))
  .optional();

const BOUNDS = "a range whose from is below its to";

/** (value − from) / (to − from). */
export const qualityKind: CriterionKind<Quality, QualityEvidence> = {
  schema: criterionSchema("quality", { field: fieldName, from: end, to: end }).refine(
    ({ from, to }) => Number(from ?? Number.NEGATIVE_INFINITY) < Number(to ?? Number.POSITIVE_INFINITY),
    expected("E_BOUNDS", BOUNDS),
  ) as unknown as z.ZodType<Quality>,
  missing: 0,
  compile,
};

function compile(criterion: Quality, cohort: Cohort, name: string): CompiledCriterion<QualityEvidence> {
  const range = rangeOf(criterion, cohort, name);
  const values = readValues(range, cohort, name);
  const { field, from, to } = range;
  return {
    // it is the mentor's answer, not the mentee's
    asks: () => true,
    answered: () => true,
    // NaN, for a mentor who did not answer, passes through
    score: (_mentee, mentor) => (values[mentor] - from) / (to - from),
    groups: groupBy([...values]),
    evidence(_mentee, mentor) {
      const value = values[mentor];
      return { kind: "quality", field, value: Number.isNaN(value) ? null : value, from, to };
    },
  };
}

/** What scores from 0 to 1. */
interface Range {
  readonly field: string;
  readonly from: number;
  readonly to: number;
}

/** The ends as they are stated, or those of the field's scale. @throws CohortError */
function rangeOf({ field, from = 0, to }: Quality, { scales }: Cohort, name: string): Range {
  const last = Object.hasOwn(scales, field) ? scales[field].length - 1 : undefined;
  const end = to ?? last;
  if (end === undefined) {
    const hint = `State it, or the order of the field's labels in policy.scales.${field}.`;
    const expected = "the number that scores 1";
    throw new CohortError([
      issue("E_MISSING", ["policy", "criteria", name, "to"], { expected, received: "nothing", hint }),
    ]);
  }
  if (from >= end) {
    const received = `one from ${from} to ${end}`;
    throw new CohortError([issue("E_BOUNDS", ["policy", "criteria", name], { expected: BOUNDS, received })]);
  }
  return { field, from, to: end };
}

/** Each mentor's number; mentees' are not read. @throws CohortError */
function readValues({ field, from, to }: Range, cohort: Cohort, name: string) {
  const issues: Issue[] = [];
  const values = numbersOf(cohort, "mentors", field, issues);
  values.forEach((value, mentor) => {
    if (Number.isNaN(value) || (value >= from && value <= to)) return;
    const path = [...cohort.placeOf("mentors", mentor), ...fieldPath(field)];
    const expected = `from ${from} to ${to}, the range of ${formatPath(["policy", "criteria", name])}`;
    const isNumber = typeof answerOf(cohort.mentors[mentor], field) === "number";
    const received = isNumber ? String(value) : `a label at place ${value} of its scale`;
    issues.push(issue("E_OUT_OF_RANGE", path, { expected, received }));
  });
  if (issues.length > 0) throw new CohortError(issues);
  return values;
}
