import type * as z from "zod";
import type { Exact } from "../../exact.js";
import { type Cohort, termsOf } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
} from "../criterionKind.js";

/** How much of what the mentee seeks the mentor offers. */
export interface Coverage extends CriterionBase {
  readonly kind: "coverage";
  /** A field of terms on both sides: `skills`, `goals`, or an attribute. */
  readonly field: string;
}

/** The terms a mentee asked for, by what the mentor offers of them. */
export interface CoverageEvidence {
  readonly kind: "coverage";
  readonly field: string;
  /** Offered, at the wanted level or above. */
  readonly covered: readonly string[];
  /** Offered, below the wanted level. */
  readonly partly: readonly string[];
  readonly missing: readonly string[];
}

/** The level of a mentor who states none. */
const USUAL_LEVEL = 3;
/** Every min(1, level / wanted level) is a whole number of sixtieths, so that sums are exact in any order. */
const WHOLE = 60;

/** A criterion of the kind coverage: `{ kind: "coverage", field, weight }`. */
export function coverage<const Options extends Omit<Coverage, "kind">>(
  options: Exact<Options, Coverage>,
): Options & { kind: "coverage" } {
  return { kind: "coverage", ...(options as Options) };
}

/**
 * Σ importance · max(0, min(1, level / wanted level)) over the mentee's terms, divided by Σ importance.
 *
 * Directed: what the mentee seeks, found in what the mentor offers. A mentee without a term asks nothing.
 */
export const coverageKind: CriterionKind<Coverage, CoverageEvidence> = {
  schema: criterionSchema("coverage", { field: fieldName }) as z.ZodType<Coverage>,
  missing: 0,
  compile,
};

interface Wish {
  readonly key: string;
  readonly name: string;
  readonly wanted: number | undefined;
  readonly importance: number;
}

function compile({ field }: Coverage, cohort: Cohort): CompiledCriterion<CoverageEvidence> {
  const wanted = cohort.mentees.map((mentee) => termsOf(mentee, field));
  const wishes: Wish[][] = wanted.map((terms) =>
    [...(terms ?? [])].map(([key, { name, level, importance }]) => {
      return { key, name, wanted: level, importance: importance ?? 1 };
    }),
  );
  const offers = cohort.mentors.map((mentor) => {
    const terms = termsOf(mentor, field, USUAL_LEVEL);
    return terms && new Map([...terms].map(([key, { level = USUAL_LEVEL }]) => [key, level]));
  });
  const offersOf = indexOffers(offers);
  const wishedFor = wishes.map((list) => list.reduce((sum, { importance }) => sum + importance, 0) * WHOLE);

  const part = ({ wanted, importance }: Wish, level: number) =>
    importance * (wanted === undefined ? WHOLE : Math.min(WHOLE, (WHOLE * level) / wanted));

  return {
    asks: (mentee) => wishes[mentee].length > 0,
    answered: (mentee) => wanted[mentee] !== undefined,
    score(mentee, mentor) {
      const offer = offers[mentor];
      if (offer === undefined) return Number.NaN;
      let sum = 0;
      for (const wish of wishes[mentee]) sum += part(wish, offer.get(wish.key) ?? 0) * (offer.has(wish.key) ? 1 : 0);
      return sum / wishedFor[mentee];
    },
    scoreRow(mentee, scores) {
      for (let j = 0; j < offers.length; j++) scores[j] = offers[j] === undefined ? Number.NaN : 0;
      for (const wish of wishes[mentee]) {
        for (const { mentor, level } of offersOf.get(wish.key) ?? []) scores[mentor] += part(wish, level);
      }
      for (let j = 0; j < offers.length; j++) scores[j] /= wishedFor[mentee];
    },
    evidence(mentee, mentor) {
      const offer = offers[mentor];
      const names = (fits: (wish: Wish, level: number | undefined) => boolean) =>
        wishes[mentee].filter((wish) => fits(wish, offer?.get(wish.key))).map(({ name }) => name);
      return {
        kind: "coverage",
        field,
        covered: names(({ wanted = 1 }, level) => level !== undefined && level >= wanted),
        partly: names(({ wanted = 1 }, level) => level !== undefined && level < wanted),
        missing: names((_, level) => level === undefined),
      };
    },
  };
}

/** For each term the mentors who offer it, so that a mentee is scored against those only. */
function indexOffers(offers: readonly (ReadonlyMap<string, number> | undefined)[]) {
  const offersOf = new Map<string, { mentor: number; level: number }[]>();
  offers.forEach((offer, mentor) => {
    for (const [key, level] of offer ?? []) {
      const list = offersOf.get(key);
      if (list === undefined) offersOf.set(key, [{ mentor, level }]);
      else list.push({ mentor, level });
    }
  });
  return offersOf;
}
