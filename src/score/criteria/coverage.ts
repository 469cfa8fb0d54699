import * as z from "zod";
import type { Exact } from "../../exact.js";
import { compareText } from "../../numeric/nearest.js";
import { expected } from "../../problem/expected.js";
import { SAME } from "../../problem/vocabulary.js";
import { type Cohort, type ReadTerm, type Terms, termReader } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
} from "../criterionKind.js";
import { indexHolders, type Posting } from "../postings.js";
import { createTermRows, type Source } from "../termRows.js";

/** How much of what the mentee seeks the mentor offers. */
export interface Coverage extends CriterionBase {
  readonly kind: "coverage";
  /** A field of terms on both sides: `skills`, `goals`, or an attribute. */
  readonly field: string;
  /** Whether a term weighs more the fewer mentors offer it, 1 + ln((1 + mentors) / (1 + those)) and 1 where nobody does; false where it is not given. */
  readonly rarity?: boolean;
}

/** The terms a mentee asked for, by what the mentor offers of them. */
export interface CoverageEvidence {
  readonly kind: "coverage";
  readonly field: string;
  /** Offered, at the wanted level or above. */
  readonly covered: readonly string[];
  /** Offered, below the wanted level. */
  readonly partly: readonly string[];
  /** Not offered, but something near it in the taxonomy is, or counts for more. */
  readonly related: readonly { readonly wanted: string; readonly through: string }[];
  readonly missing: readonly string[];
}

/** The level of a mentor who states none. */
const USUAL_LEVEL = 3;
const LEVELS = 5;
/** Every relatedness · min(1, level / wanted level) is a whole number of these, so that sums are exact in any order. */
const WHOLE = 60 * SAME;

/** A criterion of the kind coverage: `{ kind: "coverage", field, weight }`. */
export function coverage<const Options extends Omit<Coverage, "kind">>(
  options: Exact<Options, Omit<Coverage, "kind">>,
): Options & { kind: "coverage" } {
  return { ...(options as Options), kind: "coverage" };
}

/**
 * Σ importance · rarity · max(relatedness · min(1, level / wanted level)) over the mentee's terms, divided by
 * Σ importance · rarity; the maximum is over the mentor's terms.
 *
 * Directed: what the mentee seeks, found in what the mentor offers. A mentee without a term asks nothing. Relatedness is
 * 1 for the same term and less for those that the policy's taxonomy has near it.
 */
export const coverageKind: CriterionKind<Coverage, CoverageEvidence> = {
  schema: criterionSchema("coverage", {
    field: fieldName,
    rarity: z.boolean(expected("E_TYPE", "true or false")).optional(),
  }) as z.ZodType<Coverage>,
  missing: 0,
  compile,
};

/** Something a mentee seeks. */
interface Wish {
  readonly key: string;
  readonly name: string;
  /** What it gives where it is met in full. */
  readonly most: number;
  /** The terms near it that somebody offers, itself first. */
  readonly sources: readonly Source[];
}

function compile({ field, rarity = false }: Coverage, cohort: Cohort): CompiledCriterion<CoverageEvidence> {
  const offers = cohort.mentors.map(termReader(cohort, field, USUAL_LEVEL));
  const holders = indexHolders(offers);
  const weightOf = rarity ? cohort.rarity.weightsOf(field, offers) : () => 1;
  const toWish = wishMaker({ nearTo: findNear(holders, cohort), weightOf });
  const read = termReader(cohort, field);
  const answered = new Uint8Array(cohort.mentees.length);
  const wishes = cohort.mentees.map((mentee, index) => {
    const terms = read(mentee);
    answered[index] = terms === undefined ? 0 : 1;
    return terms === undefined || terms.size === 0 ? nothing : Array.from(terms, toWish);
  });
  const wishedFor = wishes.map((list) => list.reduce((sum, { most }) => sum + most, 0));

  /** The best that a mentor offers for a wish; undefined where nothing is near it. */
  const bestOf = ({ sources }: Wish, offer: Terms): { readonly key: string; readonly part: number } | undefined => {
    let best: { readonly key: string; readonly part: number } | undefined;
    for (const { key, parts } of sources) {
      const term = offer.get(key);
      const part = term === undefined ? 0 : parts[term.level ?? USUAL_LEVEL];
      if (part > (best?.part ?? 0)) best = { key, part };
    }
    return best;
  };

  return {
    asks: (mentee) => wishes[mentee].length > 0,
    answered: (mentee) => answered[mentee] === 1,
    score(mentee, mentor) {
      const offer = offers[mentor];
      if (offer === undefined) return Number.NaN;
      let sum = 0;
      for (const wish of wishes[mentee]) sum += bestOf(wish, offer)?.part ?? 0;
      return sum / wishedFor[mentee];
    },
    ...createTermRows(wishes, wishedFor, holders, offers),
    evidence(mentee, mentor) {
      const offer = offers[mentor] ?? new Map();
      const found = wishes[mentee].map((wish) => ({ ...wish, best: bestOf(wish, offer) }));
      const names = (wishList: readonly Wish[]) => wishList.map(({ name }) => name);
      return {
        kind: "coverage",
        field,
        covered: names(found.filter(({ best, key, most }) => best?.key === key && best.part === most)),
        partly: names(found.filter(({ best, key, most }) => best?.key === key && best.part < most)),
        related: found.flatMap(({ name, key, best }) =>
          best === undefined || best.key === key ? [] : [{ wanted: name, through: offer.get(best.key)!.name }],
        ),
        missing: names(found.filter(({ best }) => best === undefined)),
      };
    },
  };
}

const nothing: readonly Wish[] = [];

interface Supply {
  /** What mentors hold near a term, the most related first. */
  readonly nearTo: (key: string) => readonly NearTerm[];
  readonly weightOf: (key: string) => number;
}

interface NearTerm {
  readonly key: string;
  readonly offers: Posting;
  readonly related: number;
}

/** Finds what mentors hold near a term, once for each term. */
function findNear(holders: ReadonlyMap<string, Posting>, { vocabulary }: Cohort): Supply["nearTo"] {
  const nearTo = vocabulary.nearAmong(holders.keys());
  const known = new Map<string, readonly NearTerm[]>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const near = [...nearTo(key)].sort(([a, x], [b, y]) => y - x || compareText(a, b));
    const terms = near.map(([other, related]) => ({ key: other, offers: holders.get(other)!, related }));
    known.set(key, terms);
    return terms;
  };
}

/** Makes wishes of terms; those of terms that say the same are one object. */
function wishMaker({ nearTo, weightOf }: Supply): (entry: readonly [key: string, term: ReadTerm]) => Wish {
  const known = new Map<ReadTerm, Wish>();
  const make = (key: string, { name, level: wanted, importance = 1 }: ReadTerm): Wish => {
    const weight = importance * weightOf(key);
    const sources = nearTo(key).map(({ key: other, offers, related }) => {
      return { key: other, offers, parts: partsByLevel((weight * related) / SAME, wanted) };
    });
    return { key, name, most: weight * WHOLE, sources };
  };
  return ([key, term]) => {
    const wish = known.get(term) ?? make(key, term);
    known.set(term, wish);
    return wish;
  };
}

/** What each level of a mentor, from 1 to 5, gives of a wish. */
function partsByLevel(weight: number, wanted: number | undefined): Float64Array {
  const part = (level: number) => Math.round(weight * WHOLE * (wanted === undefined ? 1 : Math.min(1, level / wanted)));
  return Float64Array.from({ length: LEVELS + 1 }, (_, level) => part(level));
}
