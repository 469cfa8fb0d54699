import * as z from "zod";
import type { Exact } from "../../exact.js";
import { expected } from "../../problem/expected.js";
import { type Cohort, sharedTerms, type Terms, termReader } from "../cohort.js";
import {
  type CodedRows,
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
} from "../criterionKind.js";
import { addToEach, indexHolders, type Posting, silentAmong } from "../postings.js";

/** How much the two have in common. */
export interface Overlap extends CriterionBase {
  readonly kind: "overlap";
  /** A field of terms on both sides: `interests`, or an attribute. Levels and importance play no part. */
  readonly field: string;
  /** Whether a term weighs more the fewer mentors have it; false where it is not given. */
  readonly rarity?: boolean;
}

export interface OverlapEvidence {
  readonly kind: "overlap";
  readonly field: string;
  /** As the mentee spelt them. */
  readonly shared: readonly string[];
}

/** A criterion of the kind overlap: `{ kind: "overlap", field, weight }`. */
export function overlap<const Options extends Omit<Overlap, "kind">>(
  options: Exact<Options, Omit<Overlap, "kind">>,
): Options & { kind: "overlap" } {
  return { ...(options as Options), kind: "overlap" };
}

/**
 * Terms that both have, divided by terms that either has, each weighed by its rarity where that is asked for; 0 where
 * neither has one.
 *
 * Source: P. Jaccard, "The distribution of the flora in the alpine zone", New Phytologist 11(2):37–50, 1912.
 */
export const overlapKind: CriterionKind<Overlap, OverlapEvidence> = {
  schema: criterionSchema("overlap", {
    field: fieldName,
    rarity: z.boolean(expected("E_TYPE", "true or false")).optional(),
  }) as z.ZodType<Overlap>,
  missing: 0,
  compile,
};

function compile({ field, rarity = false }: Overlap, cohort: Cohort): CompiledCriterion<OverlapEvidence> {
  const read = termReader(cohort, field);
  const mentees = cohort.mentees.map(read);
  const mentors = cohort.mentors.map(read);
  const holders = indexHolders(mentors);
  // whole millionths, or ones: sums are exact in any order
  const weightOf = rarity ? cohort.rarity.weightsOf(field, mentors) : () => 1;
  const sizeOf = (terms: Terms | undefined) => {
    let size = 0;
    for (const key of terms?.keys() ?? []) size += weightOf(key);
    return size;
  };
  const menteeSizes = Float64Array.from(mentees, sizeOf);
  const mentorSizes = Float64Array.from(mentors, sizeOf);
  const shared = new Float64Array(mentors.length);

  return {
    asks: (mentee) => mentees[mentee] !== undefined,
    answered: (mentee) => mentees[mentee] !== undefined,
    score(mentee, mentor) {
      const theirs = mentors[mentor];
      if (theirs === undefined) return Number.NaN;
      let both = 0;
      for (const key of mentees[mentee]!.keys()) if (theirs.has(key)) both += weightOf(key);
      return both === 0 ? 0 : both / (menteeSizes[mentee] + mentorSizes[mentor] - both);
    },
    coded: rarity ? undefined : codedRows(mentees, mentors, holders),
    sparse: {
      silent: silentAmong(mentors),
      fill(mentee, into) {
        let count = 0;
        for (const key of mentees[mentee]!.keys()) {
          const weight = weightOf(key);
          for (const { mentors: list } of holders.get(key) ?? []) {
            for (let k = 0; k < list.length; k++) {
              const mentor = list[k];
              if (shared[mentor] === 0) into.mentors[count++] = mentor;
              shared[mentor] += weight;
            }
          }
        }
        const own = menteeSizes[mentee];
        for (let k = 0; k < count; k++) {
          const mentor = into.mentors[k];
          into.scores[k] = shared[mentor] / (own + mentorSizes[mentor] - shared[mentor]);
          shared[mentor] = 0;
        }
        into.count = count;
      },
    },
    evidence: (mentee, mentor) => ({
      kind: "overlap",
      field,
      shared: sharedTerms(mentees[mentee], mentors[mentor]),
    }),
  };
}

/** The most codes for which scores are looked up. */
const MOST_CODES = 1 << 16;

/**
 * Codes of mentors: which of the sizes that occur their list has, and beyond it how many terms they share. The first size
 * is that of no answer.
 */
function codedRows(
  mentees: readonly (Terms | undefined)[],
  mentors: readonly (Terms | undefined)[],
  holders: ReadonlyMap<string, Posting>,
): CodedRows {
  const sizes = [Number.NaN, ...new Set(mentors.flatMap((terms) => (terms === undefined ? [] : [terms.size])))];
  const codeOf = new Map(sizes.map((size, code) => [size, code]));
  const unshared = Uint16Array.from(mentors, (terms) => codeOf.get(terms?.size ?? Number.NaN)!);
  const codes = new Uint16Array(mentors.length);
  const encode = (mentee: number) => {
    const own = mentees[mentee]!;
    const count = sizes.length * (own.size + 1);
    const lists = [...own.keys()].flatMap((key) => holders.get(key) ?? []);
    const length = lists.reduce((sum, list) => sum + list.mentors.length, 0);
    if (count > Math.min(MOST_CODES, codes.length) || length < codes.length / 4) return undefined;
    codes.set(unshared);
    for (const { mentors: list } of lists) addToEach(codes, list, sizes.length);
    return { codes, count };
  };
  const scoreOf = (mentee: number, code: number) => {
    const shared = Math.floor(code / sizes.length);
    return shared === 0 && code > 0 ? 0 : shared / (mentees[mentee]!.size + sizes[code % sizes.length] - shared);
  };
  return { encode, scoreOf };
}
