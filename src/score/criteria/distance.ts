import type * as z from "zod";
import type { Exact } from "../../exact.js";
import type { Cohort } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  positive,
} from "../criterionKind.js";
import { readPlaces } from "../kilometres.js";

/** How near the two are to each other on the map: 1 / (1 + kilometres / halfKilometres). */
export interface Distance extends CriterionBase {
  readonly kind: "distance";
  /** The distance at which the score is a half: above 0. */
  readonly halfKilometres: number;
}

/** For whoever runs the programme: a place may be a home. */
export interface DistanceEvidence {
  readonly kind: "distance";
  readonly field: "location";
  /** As the crow flies; null where a place is missing. */
  readonly kilometres: number | null;
  readonly halfKilometres: number;
}

/** A criterion of the kind distance: `{ kind: "distance", halfKilometres, weight }`. */
export function distance<const Options extends Omit<Distance, "kind">>(
  options: Exact<Options, Omit<Distance, "kind">>,
): Options & { kind: "distance" } {
  return { ...(options as Options), kind: "distance" };
}

/** 1 / (1 + kilometres / halfKilometres): 1 at the same place, a half at `halfKilometres`, never quite 0. */
export const distanceKind: CriterionKind<Distance, DistanceEvidence> = {
  schema: criterionSchema("distance", { halfKilometres: positive }) as z.ZodType<Distance>,
  missing: 0.5,
  compile,
};

function compile({ halfKilometres }: Distance, cohort: Cohort): CompiledCriterion<DistanceEvidence> {
  const { isKnown, between, groups } = readPlaces(cohort);
  return {
    asks: isKnown,
    answered: isKnown,
    // NaN, for a mentor who did not answer, passes through
    score: (mentee, mentor) => 1 / (1 + between(mentee, mentor) / halfKilometres),
    groups,
    evidence(mentee, mentor) {
      const apart = between(mentee, mentor);
      return {
        kind: "distance",
        field: "location",
        kilometres: Number.isNaN(apart) ? null : apart,
        halfKilometres,
      };
    },
  };
}
