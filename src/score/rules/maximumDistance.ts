import * as z from "zod";
import { expected } from "../../problem/expected.js";
import type { Cohort } from "../cohort.js";
import { readPlaces } from "../kilometres.js";
import { type CompiledRule, type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";

/** The two are at most so far from each other. */
export interface MaximumDistance extends RuleBase {
  readonly kind: "maximumDistance";
  /** As the crow flies: 0 or more. */
  readonly kilometres: number;
}

/** For whoever runs the programme: a place may be a home. */
export interface MaximumDistanceEvidence {
  readonly kind: "maximumDistance";
  readonly field: "location";
  /** As the crow flies; null where a place is missing. */
  readonly kilometres: number | null;
  readonly most: number;
}

/** A rule of the kind maximumDistance: `maximumDistance({ kilometres: 50 })`. */
export function maximumDistance(options: Omit<MaximumDistance, "kind">): MaximumDistance {
  return { kind: "maximumDistance", ...options };
}

/** Undecided where a place is missing. Distances are in whole metres. */
export const maximumDistanceKind: RuleKind<MaximumDistance, MaximumDistanceEvidence> = {
  schema: ruleSchema("maximumDistance", {
    kilometres: z
      .number(expected("E_TYPE", "a number of kilometres, 0 or more"))
      .min(0, expected("E_OUT_OF_RANGE", "a number of kilometres, 0 or more")),
  }) as z.ZodType<MaximumDistance>,
  compile,
};

function compile({ kilometres: most }: MaximumDistance, cohort: Cohort): CompiledRule<MaximumDistanceEvidence> {
  const { between, groups } = readPlaces(cohort);
  return {
    holds(mentee, mentor) {
      const apart = between(mentee, mentor);
      return Number.isNaN(apart) ? undefined : apart <= most;
    },
    groups,
    evidence(mentee, mentor) {
      const apart = between(mentee, mentor);
      return {
        kind: "maximumDistance",
        field: "location",
        kilometres: Number.isNaN(apart) ? null : apart,
        most,
      };
    },
  };
}
