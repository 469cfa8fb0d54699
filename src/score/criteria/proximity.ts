import * as z from "zod";
import type { Exact } from "../../exact.js";
import { expected } from "../../problem/expected.js";
import { type Cohort, gapOf, readNumbers } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
  positive,
} from "../criterionKind.js";
import { groupBy } from "../groups.js";

/** How near the two are to an ideal gap. */
export interface Proximity extends CriterionBase {
  readonly kind: "proximity";
  /** A number, or a label of `policy.scales[field]`: `seniority`, or an attribute. */
  readonly field: string;
  /** The best gap (mentor − mentee); 0 where it is not given. Negative ideals serve reverse mentoring. */
  readonly ideal?: number;
  /** How far from the ideal a gap is worth nothing: above 0. */
  readonly tolerance: number;
}

export interface ProximityEvidence {
  readonly kind: "proximity";
  readonly field: string;
  /** Mentor − mentee; null where the mentor did not answer. */
  readonly gap: number | null;
  /** Whether the gap counts steps of a scale. */
  readonly onScale: boolean;
  readonly ideal: number;
}

/** A criterion of the kind proximity: `{ kind: "proximity", field, ideal, tolerance, weight }`. */
export function proximity<const Options extends Omit<Proximity, "kind">>(
  options: Exact<Options, Omit<Proximity, "kind">>,
): Options & { kind: "proximity" } {
  return { ...(options as Options), kind: "proximity" };
}

/** max(0, 1 − |gap − ideal| / tolerance), where the gap is mentor − mentee. */
export const proximityKind: CriterionKind<Proximity, ProximityEvidence> = {
  schema: criterionSchema("proximity", {
    field: fieldName,
    ideal: z.number(expected("E_TYPE", "a finite number")).optional(),
    tolerance: positive,
  }) as z.ZodType<Proximity>,
  missing: 0.5,
  compile,
};

function compile({ field, ideal = 0, tolerance }: Proximity, cohort: Cohort): CompiledCriterion<ProximityEvidence> {
  const numbers = readNumbers(cohort, field);
  const { mentees, onScale } = numbers;
  return {
    asks: (mentee) => !Number.isNaN(mentees[mentee]),
    answered: (mentee) => !Number.isNaN(mentees[mentee]),
    // NaN, for a mentor who did not answer, passes through
    score: (mentee, mentor) => Math.max(0, 1 - Math.abs(gapOf(numbers, mentee, mentor) - ideal) / tolerance),
    groups: groupBy([...numbers.mentors]),
    evidence(mentee, mentor) {
      const gap = gapOf(numbers, mentee, mentor);
      return { kind: "proximity", field, gap: Number.isNaN(gap) ? null : gap, onScale, ideal };
    },
  };
}
