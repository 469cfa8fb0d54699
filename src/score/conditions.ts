import * as z from "zod";
import { formatPath, type Issue, issue, type Path, quote } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import { expected, strictObject } from "../problem/expected.js";
import { normaliseTerm } from "../problem/terms.js";
import { type Cohort, CohortError, numbersOf, type Side, termsOf } from "./cohort.js";
import { fieldName } from "./criterionKind.js";

/** An answer that a condition names. Texts are compared as terms; numbers and truth values are terms as they are written. */
export type ConditionValue = string | number | boolean;

/** What one person's answers have to meet: a field compared with something, or conditions put together. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | FieldIs
  | FieldWithin;

/** The answer is this, or one of these; a list of answers meets it where it shares an entry. */
export interface FieldIs {
  readonly field: string;
  readonly is: ConditionValue | readonly ConditionValue[];
}

/** The answer, a number or a label of `policy.scales[field]`, is at least `min` and at most `max`; one may be left out. */
export interface FieldWithin {
  readonly field: string;
  /** A number, or a label of the scale. */
  readonly min?: number | string;
  readonly max?: number | string;
}

/** Whether someone meets a condition; undefined where it hangs on an answer that is missing. */
export type Verdict = boolean | undefined;

const BOUNDS_IN_ORDER = "a condition whose min is not above its max";

const text = z
  .string(expected("E_TYPE", "a text"))
  .refine((value) => value.trim() !== "", expected("E_TYPE", "a text that is not blank"));
const number = z.number(expected("E_TYPE", "a finite number"));
const truth = z.boolean(expected("E_TYPE", "true or false"));
const value = z.union([text, number, truth], expected("E_TYPE", "a text, a finite number, true or false"));
const values = z.array(value).min(1, expected("E_BOUNDS", "at least one answer"));
const bound = z.union([number, text], expected("E_TYPE", "a finite number or a label of a scale")).optional();
const conditions = z
  .array(
    z.lazy(() => conditionSchema),
    expected("E_TYPE", "a list of conditions"),
  )
  .min(1, expected("E_BOUNDS", "at least one condition"));

/** One object for all forms, so that what is wrong with it is said once and not for each form. */
export const conditionSchema: z.ZodType<Condition> = strictObject(
  {
    all: conditions.optional(),
    any: conditions.optional(),
    not: z.lazy(() => conditionSchema).optional(),
    field: fieldName.optional(),
    is: z
      .union(
        [text, number, truth, values],
        expected("E_TYPE", "a text, a finite number, true, false, or a list of such answers"),
      )
      .optional(),
    min: bound,
    max: bound,
  },
  "a condition (an object)",
)
  .meta({
    oneOf: [
      { required: ["all"] },
      { required: ["any"] },
      { required: ["not"] },
      { required: ["field"], anyOf: [{ required: ["is"] }, { required: ["min"] }, { required: ["max"] }] },
    ],
  })
  .check((found) => {
    // an unknown key was meant for one of those that seem to be missing
    if (found.issues.some(({ code, path = [] }) => code === "unrecognized_keys" && path.length === 0)) return;
    const fault = formFault(found.value);
    if (fault !== undefined)
      found.issues.push({ code: "custom", input: found.value, path: fault.path, message: fault.error });
  }) as unknown as z.ZodType<Condition>;

/** A condition of which each key is well formed by itself. */
type Stated = { readonly [Key in "all" | "any" | "not"]?: unknown } & Partial<FieldIs> & Partial<FieldWithin>;

/** What is wrong with keys that do not go together. */
function formFault({ all, any, not, field, is, min, max }: Stated): { path: string[]; error: string } | undefined {
  const parts = [all, any, not].filter((part) => part !== undefined).length;
  const hasBound = min !== undefined || max !== undefined;
  const compares = is !== undefined || hasBound;
  if (parts === 0 && field === undefined && compares)
    return { path: ["field"], ...expected("E_MISSING", "the name of a field") };
  if (parts + Number(field !== undefined) !== 1 || (parts === 1 && compares))
    return { path: [], ...expected("E_TYPE", "a condition (all, any or not alone, or a field with is, min or max)") };
  if (field !== undefined && !compares)
    return {
      path: ["is"],
      ...expected("E_MISSING", "an answer or a list of answers, where neither min nor max is given"),
    };
  if (is !== undefined && hasBound)
    return { path: ["is"], ...expected("E_CONFLICT", "absent where min or max is given") };
  if (typeof min === "number" && typeof max === "number" && min > max)
    return { path: [], ...expected("E_BOUNDS", BOUNDS_IN_ORDER) };
  return undefined;
}

/** Whose answers a condition reads, and where it stands in the policy. */
export interface ConditionPlace {
  readonly cohort: Cohort;
  readonly side: Side;
  readonly path: Path;
}

/**
 * Decides a condition for each person of a side. A missing answer is neither true nor false, and leaves open only what
 * hangs on it: `all` is false where one part is, `any` is true where one part is, whatever the others are.
 *
 * Time O(people · comparisons).
 * @throws CohortError with every bound and every answer of that side that is not on its scale
 * Source: S. C. Kleene, "Introduction to Metamathematics", North-Holland, 1952, § 64 (the strong three-valued connectives).
 */
export function decideCondition(condition: Condition, place: ConditionPlace): Verdict[] {
  const issues: Issue[] = [];
  const verdicts = decide(condition, place, issues);
  if (issues.length > 0) throw new CohortError(issues);
  return verdicts;
}

function decide(condition: Condition, place: ConditionPlace, issues: Issue[]): Verdict[] {
  const part = (inner: Condition, ...keys: Path) => decide(inner, { ...place, path: [...place.path, ...keys] }, issues);
  if ("all" in condition) return conjunction(condition.all.map((inner, index) => part(inner, "all", index)));
  if ("any" in condition) return disjunction(condition.any.map((inner, index) => part(inner, "any", index)));
  if ("not" in condition) return part(condition.not, "not").map(negation);
  return "is" in condition ? decideIs(condition, place) : decideWithin(condition, place, issues);
}

/** For each person: false where one is false, else undefined where one is, else true. */
function conjunction(parts: readonly Verdict[][]): Verdict[] {
  return parts[0].map((_, person) => {
    const verdicts = parts.map((part) => part[person]);
    if (verdicts.includes(false)) return false;
    return verdicts.includes(undefined) ? undefined : true;
  });
}

function disjunction(parts: readonly Verdict[][]): Verdict[] {
  return conjunction(parts.map((part) => part.map(negation))).map(negation);
}

function negation(verdict: Verdict): Verdict {
  return verdict === undefined ? undefined : !verdict;
}

function decideIs({ field, is }: FieldIs, { cohort, side }: ConditionPlace): Verdict[] {
  // numbers and truth values are no words, here as among answers
  const keyOf = (one: ConditionValue) =>
    typeof one === "string" ? cohort.vocabulary.keyOf(one) : normaliseTerm(String(one));
  const wanted = new Set([is].flat().map(keyOf));
  return cohort[side].map((person) => {
    const terms = termsOf(cohort, person, field);
    return terms && [...terms.keys()].some((key) => wanted.has(key));
  });
}

function decideWithin({ field, min, max }: FieldWithin, place: ConditionPlace, issues: Issue[]): Verdict[] {
  const { cohort, side, path } = place;
  const least = readBound(min ?? Number.NEGATIVE_INFINITY, { field, cohort, path: [...path, "min"] }, issues);
  const most = readBound(max ?? Number.POSITIVE_INFINITY, { field, cohort, path: [...path, "max"] }, issues);
  if (least > most) {
    const received = `min ${boundWords(min)} and max ${boundWords(max)}`;
    issues.push(issue("E_BOUNDS", path, { expected: BOUNDS_IN_ORDER, received }));
  }
  const numbers = numbersOf(cohort, side, field, issues);
  return Array.from(numbers, (number) => (Number.isNaN(number) ? undefined : number >= least && number <= most));
}

/** A bound as a number: a label is its place on the scale. */
function readBound(
  stated: number | string,
  { field, cohort, path }: { readonly field: string; readonly cohort: Cohort; readonly path: Path },
  issues: Issue[],
): number {
  if (typeof stated === "number") return stated;
  const scale = Object.hasOwn(cohort.scales, field) ? cohort.scales[field] : undefined;
  const place = scale?.map(normaliseTerm).indexOf(normaliseTerm(stated)) ?? -1;
  if (place >= 0) return place;
  const name = formatPath(["policy", "scales", field]);
  const expected = scale === undefined ? "a number, or a label of a scale" : `a label of ${name}`;
  const hint = scale === undefined ? `State the order of its labels in ${name}.` : didYouMean(stated, scale);
  issues.push(issue("E_SCALE", path, { expected, received: quote(stated), hint }));
  return Number.NaN;
}

function boundWords(stated: number | string | undefined): string {
  return typeof stated === "string" ? quote(stated) : String(stated);
}

/** The fields that a condition reads, each once, in code-unit order. */
export function fieldsOf(condition: Condition): string[] {
  return [...new Set(fieldsIn(condition))].sort();
}

function fieldsIn(condition: Condition): string[] {
  if ("all" in condition) return condition.all.flatMap(fieldsIn);
  if ("any" in condition) return condition.any.flatMap(fieldsIn);
  return "not" in condition ? fieldsIn(condition.not) : [condition.field];
}
