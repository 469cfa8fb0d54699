import * as z from "zod";
import { expected } from "../../problem/expected.js";
import type { Cohort } from "../cohort.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";
import { readSchedules } from "../schedules.js";

/** The two can both meet in at least so much of the week. */
export interface MinimumOverlap extends RuleBase {
  readonly kind: "minimumOverlap";
  /** Minutes a week: a whole number above 0. */
  readonly minutes: number;
}

export interface MinimumOverlapEvidence {
  readonly kind: "minimumOverlap";
  readonly field: "availability";
  /** In which both can meet, in a week; null where an answer is missing. */
  readonly minutes: number | null;
  readonly needed: number;
}

/** A rule of the kind minimumOverlap: `minimumOverlap({ minutes: 30 })` asks for half an hour a week. */
export function minimumOverlap(options: Omit<MinimumOverlap, "kind">): MinimumOverlap {
  return { kind: "minimumOverlap", ...options };
}

export const minimumOverlapKind: RuleKind<MinimumOverlap, MinimumOverlapEvidence> = {
  schema: ruleSchema("minimumOverlap", {
    minutes: z
      .number(expected("E_TYPE", "a whole number of minutes above 0"))
      .refine(
        (value) => Number.isInteger(value) && value > 0,
        expected("E_OUT_OF_RANGE", "a whole number of minutes above 0"),
      )
      .meta({ minimum: 1, multipleOf: 1 }),
  }) as z.ZodType<MinimumOverlap>,
  compile,
};

function compile({ minutes: needed }: MinimumOverlap, cohort: Cohort): CompiledRule<MinimumOverlapEvidence> {
  const { sharedMinutes, groups } = readSchedules(cohort);
  return {
    holds(mentee, mentor) {
      const minutes = sharedMinutes(mentee, mentor);
      return Number.isNaN(minutes) ? undefined : minutes >= needed;
    },
    groups,
    evidence(mentee, mentor) {
      const minutes = sharedMinutes(mentee, mentor);
      const known = Number.isNaN(minutes) ? null : minutes;
      return { kind: "minimumOverlap", field: "availability", minutes: known, needed };
    },
  };
}
