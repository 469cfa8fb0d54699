import * as z from "zod";
import { expected } from "../../problem/expected.js";
import { type Cohort, gapOf, readNumbers } from "../cohort.js";
import { fieldName } from "../criterionKind.js";
import { groupBy } from "../groups.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";

/** The mentor stands above the mentee by at least `min` and at most `max`. */
export interface Gap extends RuleBase {
  readonly kind: "gap";
  /** A number, or a label of `policy.scales[field]`: `seniority`, or an attribute. */
  readonly field: string;
  /** The bounds of mentor − mentee; one may be left out. */
  readonly min?: number;
  readonly max?: number;
}

export interface GapEvidence {
  readonly kind: "gap";
  readonly field: string;
  /** Mentor − mentee; null where an answer is missing. */
  readonly gap: number | null;
  /** Whether the gap counts steps of a scale. */
  readonly onScale: boolean;
}

/** A rule of the kind gap: `gap({ field: "grade", min: 1, max: 2 })` is one or two grades above. */
export function gap(options: Omit<Gap, "kind">): Gap {
  return { kind: "gap", ...options };
}

const bound = z.number(expected("E_TYPE", "a finite number")).optional();

export const gapKind: RuleKind<Gap, GapEvidence> = {
  schema: ruleSchema("gap", { field: fieldName, min: bound, max: bound }).refine(
    ({ min, max }) => Number(min ?? Number.NEGATIVE_INFINITY) <= Number(max ?? Number.POSITIVE_INFINITY),
    expected("E_BOUNDS", "a gap whose min is not above its max"),
  ) as unknown as z.ZodType<Gap>,
  compile,
};

function compile(rule: Gap, cohort: Cohort): CompiledRule<GapEvidence> {
  const { field, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = rule;
  const numbers = readNumbers(cohort, field);
  return {
    holds(mentee, mentor) {
      const gap = gapOf(numbers, mentee, mentor);
      return Number.isNaN(gap) ? undefined : gap >= min && gap <= max;
    },
    groups: groupBy([...numbers.mentors]),
    evidence(mentee, mentor) {
      const gap = gapOf(numbers, mentee, mentor);
      return { kind: "gap", field, gap: Number.isNaN(gap) ? null : gap, onScale: numbers.onScale };
    },
  };
}
