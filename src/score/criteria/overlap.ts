import type * as z from "zod";
import type { Exact } from "../../exact.js";
import { type Cohort, sharedTerms, termsOf } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
} from "../criterionKind.js";

/** How much the two have in common. */
export interface Overlap extends CriterionBase {
  readonly kind: "overlap";
  /** A field of terms on both sides: `interests`, or an attribute. Levels and importance play no part. */
  readonly field: string;
}

export interface OverlapEvidence {
  readonly kind: "overlap";
  readonly field: string;
  /** As the mentee spelt them. */
  readonly shared: readonly string[];
}

/** A criterion of the kind overlap: `{ kind: "overlap", field, weight }`. */
export function overlap<const Options extends Omit<Overlap, "kind">>(
  options: Exact<Options, Overlap>,
): Options & { kind: "overlap" } {
  return { kind: "overlap", ...(options as Options) };
}

/**
 * Terms that both have, divided by terms that either has; 0 where neither has one.
 *
 * Source: P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11(2):37–50, 1912.
 */
export const overlapKind: CriterionKind<Overlap, OverlapEvidence> = {
  schema: criterionSchema("overlap", { field: fieldName }) as z.ZodType<Overlap>,
  missing: 0,
  compile,
};

function compile({ field }: Overlap, cohort: Cohort): CompiledCriterion<OverlapEvidence> {
  const mentees = cohort.mentees.map((mentee) => termsOf(mentee, field));
  const mentors = cohort.mentors.map((mentor) => termsOf(mentor, field));
  const holders = new Map<string, number[]>();
  mentors.forEach((terms, mentor) => {
    for (const key of terms?.keys() ?? []) holders.set(key, [...(holders.get(key) ?? []), mentor]);
  });

  const jaccard = (shared: number, own: number, theirs: number) =>
    shared === 0 ? 0 : shared / (own + theirs - shared);
  const shared = (mentee: number, mentor: number) => sharedTerms(mentees[mentee], mentors[mentor]);

  return {
    asks: (mentee) => mentees[mentee] !== undefined,
    answered: (mentee) => mentees[mentee] !== undefined,
    score(mentee, mentor) {
      const theirs = mentors[mentor];
      if (theirs === undefined) return Number.NaN;
      return jaccard(shared(mentee, mentor).length, mentees[mentee]!.size, theirs.size);
    },
    scoreRow(mentee, scores) {
      const own = mentees[mentee]!;
      scores.fill(0);
      for (const key of own.keys()) for (const mentor of holders.get(key) ?? []) scores[mentor]++;
      mentors.forEach((terms, mentor) => {
        scores[mentor] = terms === undefined ? Number.NaN : jaccard(scores[mentor], own.size, terms.size);
      });
    },
    evidence: (mentee, mentor) => ({
      kind: "overlap",
      field,
      shared: shared(mentee, mentor),
    }),
  };
}
