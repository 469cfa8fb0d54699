import * as z from "zod";
import type { Exact } from "../../exact.js";
import { compareText } from "../../numeric/nearest.js";
import { expected } from "../../problem/expected.js";
import { SAME } from "../../problem/vocabulary.js";
import { type Cohort, type Terms, termsOf } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
} from "../criterionKind.js";
import { countHolders, indexHolders, type Posting } from "../postings.js";
import { createTermRows, type Source } from "../termRows.js";
import { placeOf, readTermTable, type TermLists, type TermTable } from "../termTable.js";

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

/** Something that mentees seek. Those who seek the same term, as much and up to the same level, seek the same thing. */
interface Wish {
  /** The term's number. */
  readonly term: number;
  /** What it gives where it is met in full. */
  readonly most: number;
  /** The terms near it that somebody offers, itself first. */
  readonly sources: readonly Source[];
}

function compile({ field, rarity = false }: Coverage, cohort: Cohort): CompiledCriterion<CoverageEvidence> {
  const table = readTermTable(cohort, field, USUAL_LEVEL);
  const { keys, mentees, mentors } = table;
  const holders = indexHolders(mentors, keys.length);
  const weightOf = rarity
    ? cohort.rarity.weightsOf(field, countHolders(holders, keys), cohort.mentors.length)
    : () => 1;
  const findWish = wishFinder({ nearTo: findNear(holders, table, cohort), weightOf: (term) => weightOf(keys[term]) });
  const { start, wish, wishes } = readWishes(mentees, findWish);
  const wishedFor = Float64Array.from(cohort.mentees, (_, mentee) => {
    let sum = 0;
    for (let k = start[mentee]; k < start[mentee + 1]; k++) sum += wishes[wish[k]].most;
    return sum;
  });

  /** The best that a mentor offers for a wish; undefined where nothing is near it. */
  const bestOf = ({ sources }: Wish, mentor: number): { readonly term: number; readonly part: number } | undefined => {
    let best: { readonly term: number; readonly part: number } | undefined;
    for (const { term, parts } of sources) {
      const place = placeOf(mentors, mentor, term);
      const part = place < 0 ? 0 : parts[mentors.level[place]];
      if (part > (best?.part ?? 0)) best = { term, part };
    }
    return best;
  };

  return {
    asks: (mentee) => start[mentee] < start[mentee + 1],
    answered: (mentee) => mentees.answered[mentee] === 1,
    score(mentee, mentor) {
      if (mentors.answered[mentor] === 0) return Number.NaN;
      let sum = 0;
      for (let k = start[mentee]; k < start[mentee + 1]; k++) sum += bestOf(wishes[wish[k]], mentor)?.part ?? 0;
      return sum / wishedFor[mentee];
    },
    ...createTermRows({ start, wish, wishes, totals: wishedFor }, holders, mentors),
    evidence(mentee, mentor) {
      const offered = termsOf(cohort, cohort.mentors[mentor], field);
      const asked: Terms = termsOf(cohort, cohort.mentees[mentee], field) ?? new Map();
      const wishOf = new Map(
        Array.from(wish.subarray(start[mentee], start[mentee + 1]), (at) => [keys[wishes[at].term], wishes[at]]),
      );
      const found = [...asked].map(([key, { name }]) => {
        const { most, ...own } = wishOf.get(key)!;
        const best = bestOf({ most, ...own }, mentor);
        return { name, most, best, isOwn: best?.term === own.term };
      });
      const names = (list: typeof found) => list.map(({ name }) => name);
      return {
        kind: "coverage",
        field,
        covered: names(found.filter(({ best, isOwn, most }) => isOwn && best!.part === most)),
        partly: names(found.filter(({ best, isOwn, most }) => isOwn && best!.part < most)),
        related: found.flatMap(({ name, best, isOwn }) =>
          best === undefined || isOwn ? [] : [{ wanted: name, through: offered!.get(keys[best.term])!.name }],
        ),
        missing: names(found.filter(({ best }) => best === undefined)),
      };
    },
  };
}

interface Supply {
  /** What mentors hold near a term, the most related first. */
  readonly nearTo: (term: number) => readonly NearTerm[];
  readonly weightOf: (term: number) => number;
}

interface NearTerm {
  readonly term: number;
  readonly offers: Posting;
  readonly related: number;
}

/** Finds what mentors hold near a term, once for each term. */
function findNear(holders: readonly Posting[], { keys }: TermTable, { vocabulary }: Cohort): Supply["nearTo"] {
  const held = new Map(keys.flatMap((key, term) => (holders[term].length > 0 ? [[key, term] as const] : [])));
  const nearTo = vocabulary.nearAmong(held.keys());
  const known: (readonly NearTerm[])[] = [];
  return (term) => {
    known[term] ??= [...nearTo(keys[term])]
      .sort(([a, x], [b, y]) => y - x || compareText(a, b))
      .map(([key, related]) => ({ term: held.get(key)!, offers: holders[held.get(key)!], related }));
    return known[term];
  };
}

/** Different wishes, and which of them each mentee has: those of mentee `i` are `wish[start[i]]` to before `wish[start[i + 1]]`. */
interface Wishes {
  readonly start: Int32Array;
  readonly wish: Int32Array;
  readonly wishes: readonly Wish[];
}

function readWishes(
  { start, term, level, importance }: TermLists,
  findWish: (term: number, wanted: number, importance: number) => Wish,
): Wishes {
  const numberOf = new Map<Wish, number>();
  const wish = term.map((term, k) => {
    const found = findWish(term, level[k], importance[k]);
    const number = numberOf.get(found) ?? numberOf.size;
    numberOf.set(found, number);
    return number;
  });
  return { start, wish, wishes: [...numberOf.keys()] };
}

/** Finds what a term comes to up to a wanted level and at an importance, each 0 where none is stated; once for each three. */
function wishFinder({ nearTo, weightOf }: Supply): (term: number, wanted: number, importance: number) => Wish {
  const known: Wish[][] = [];
  const make = (term: number, wanted: number, importance: number): Wish => {
    const weight = importance * weightOf(term);
    const sources = nearTo(term).map(({ term: other, offers, related }) => {
      return { term: other, offers, parts: partsByLevel((weight * related) / SAME, wanted) };
    });
    return { term, most: weight * WHOLE, sources };
  };
  return (term, wanted, importance) => {
    known[term] ??= [];
    const ofTerm = known[term];
    const at = (importance || 1) * (LEVELS + 1) + wanted;
    ofTerm[at] ??= make(term, wanted, importance || 1);
    return ofTerm[at];
  };
}

/** What each level of a mentor, from 1 to 5, gives of a wish. */
function partsByLevel(weight: number, wanted: number): Float64Array {
  const part = (level: number) => Math.round(weight * WHOLE * (wanted === 0 ? 1 : Math.min(1, level / wanted)));
  return Float64Array.from({ length: LEVELS + 1 }, (_, level) => part(level));
}
