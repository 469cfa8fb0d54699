import type * as z from "zod";
import type { Exact } from "../../exact.js";
import type { Availability } from "../../problem/people.js";
import type { Cohort } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  positive,
} from "../criterionKind.js";
import { readSchedules, sharedWindows } from "../schedules.js";

/** How much time of the week the two can both meet in. */
export interface Schedule extends CriterionBase {
  readonly kind: "schedule";
  /** How many minutes a week are enough: above 0; 60 where it is not given. */
  readonly minutes?: number;
}

export interface ScheduleEvidence {
  readonly kind: "schedule";
  readonly field: "availability";
  /** In which both can meet, in a week; null where an answer is missing. */
  readonly minutes: number | null;
  /** How many are enough. */
  readonly needed: number;
  /** The times in which both can meet, as the mentee's clock shows them: from Monday 00:00, cut at midnight. */
  readonly shared: readonly Availability[];
}

/** A criterion of the kind schedule: `{ kind: "schedule", minutes, weight }`. */
export function schedule<const Options extends Omit<Schedule, "kind"> = object>(
  options?: Exact<Options, Omit<Schedule, "kind">>,
): Options & { kind: "schedule" } {
  return { ...(options as Options), kind: "schedule" };
}

/**
 * min(1, shared minutes of a week / minutes that are enough). Clocks are those of the people's time zones at noon, in
 * Greenwich, of the policy's date.
 */
export const scheduleKind: CriterionKind<Schedule, ScheduleEvidence> = {
  schema: criterionSchema("schedule", { minutes: positive.optional() }) as z.ZodType<Schedule>,
  missing: 0.5,
  compile,
};

function compile({ minutes: needed = 60 }: Schedule, cohort: Cohort): CompiledCriterion<ScheduleEvidence> {
  const { mentees, mentors, sharedMinutes, groups } = readSchedules(cohort);
  return {
    asks: (mentee) => mentees[mentee] !== undefined,
    answered: (mentee) => mentees[mentee] !== undefined,
    // NaN, for a mentor whose times are unknown, passes through
    score: (mentee, mentor) => Math.min(1, sharedMinutes(mentee, mentor) / needed),
    groups,
    evidence(mentee, mentor) {
      const minutes = sharedMinutes(mentee, mentor);
      return {
        kind: "schedule",
        field: "availability",
        minutes: Number.isNaN(minutes) ? null : minutes,
        needed,
        shared: sharedWindows(mentees[mentee], mentors[mentor]),
      };
    },
  };
}
