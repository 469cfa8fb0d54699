import * as z from "zod";
import type { Exact } from "../../exact.js";
import { expected } from "../../problem/expected.js";
import { type Cohort, sharedTermsOf } from "../cohort.js";
import {
  type CodedRows,
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
} from "../criterionKind.js";
import { addToEach, countHolders, type HolderList, indexHolders, type Posting } from "../postings.js";
import { readTermTable, sharedBetween, silentOf, sizesOf, type TermTable } from "../termTable.js";

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
  const table = readTermTable(cohort, field);
  const { keys, mentees, mentors } = table;
  const holders = indexHolders(mentors, keys.length);
  // whole millionths, or ones: sums are exact in any order
  const weights = new Float64Array(keys.length).fill(1);
  if (rarity) {
    const weightOf = cohort.rarity.weightsOf(field, countHolders(holders, keys), cohort.mentors.length);
    keys.forEach((key, term) => {
      weights[term] = weightOf(key);
    });
  }
  const menteeSizes = sizesOf(mentees, weights);
  const mentorSizes = sizesOf(mentors, weights);
  const shared = new Float64Array(cohort.mentors.length);

  return {
    asks: (mentee) => mentees.answered[mentee] === 1,
    answered: (mentee) => mentees.answered[mentee] === 1,
    score(mentee, mentor) {
      if (mentors.answered[mentor] === 0) return Number.NaN;
      const both = sharedBetween(table, { mentee, mentor }, weights);
      return both === 0 ? 0 : both / (menteeSizes[mentee] + mentorSizes[mentor] - both);
    },
    coded: rarity ? undefined : codedRows(table, holders),
    sparse: {
      silent: silentOf(mentors),
      fill(mentee, into) {
        let count = 0;
        for (let at = mentees.start[mentee]; at < mentees.start[mentee + 1]; at++) {
          const term = mentees.term[at];
          const weight = weights[term];
          for (const { mentors: list } of holders[term]) {
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
      shared: sharedTermsOf(cohort, { mentee, mentor }, field),
    }),
  };
}

/** The most codes for which scores are looked up. */
const MOST_CODES = 1 << 16;

/**
 * Codes of mentors: which of the sizes that occur their list has, and beyond it how many terms they share. The first size
 * is that of no answer.
 */
function codedRows({ mentees, mentors }: TermTable, holders: readonly Posting[]): CodedRows {
  const sizeOf = ({ start }: { readonly start: Int32Array }, person: number) => start[person + 1] - start[person];
  const mentorSizes = Array.from(mentors.answered, (answered, mentor) =>
    answered === 1 ? sizeOf(mentors, mentor) : Number.NaN,
  );
  const sizes = [...new Set([Number.NaN, ...mentorSizes])];
  const codeOf = new Map(sizes.map((size, code) => [size, code]));
  const unshared = Uint16Array.from(mentorSizes, (size) => codeOf.get(size)!);
  const codes = new Uint16Array(unshared.length);
  const encode = (mentee: number) => {
    const count = sizes.length * (sizeOf(mentees, mentee) + 1);
    const lists: HolderList[] = [];
    let length = 0;
    for (let k = mentees.start[mentee]; k < mentees.start[mentee + 1]; k++) {
      for (const list of holders[mentees.term[k]]) {
        lists.push(list);
        length += list.mentors.length;
      }
    }
    if (count > Math.min(MOST_CODES, codes.length) || length < codes.length / 4) return undefined;
    codes.set(unshared);
    for (const { mentors: list } of lists) addToEach(codes, list, sizes.length);
    return { codes, count };
  };
  const scoreOf = (mentee: number, code: number) => {
    const shared = Math.floor(code / sizes.length);
    return shared === 0 && code > 0 ? 0 : shared / (sizeOf(mentees, mentee) + sizes[code % sizes.length] - shared);
  };
  return { encode, scoreOf };
}
