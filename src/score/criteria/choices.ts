import * as z from "zod";
import type { Exact } from "../../exact.js";
import { expected } from "../../problem/expected.js";
import type { Cohort } from "../cohort.js";
import { type CompiledCriterion, type CriterionBase, type CriterionKind, criterionSchema } from "../criterionKind.js";
import { fillWith, silentAmong } from "../postings.js";

/** How high the two stand in the lists of people they wished for (`requests.choices`): 1 / rank, and 0 for whoever is not in the list. */
export interface Choices extends CriterionBase {
  readonly kind: "choices";
  /** Whose lists count; `"both"` where it is not given. */
  readonly of?: "mentees" | "mentors" | "both";
}

/** For whoever runs the programme: nobody reads the other's list. */
export interface ChoicesEvidence {
  readonly kind: "choices";
  /** The mentor's place in the mentee's list, from 1; null where they are not in it, or it does not count. */
  readonly rank: number | null;
  /** The mentee's place in the mentor's list, from 1; null where they are not in it, or it does not count. */
  readonly rankByMentor: number | null;
}

/** A criterion of the kind choices: `{ kind: "choices", of, weight }`. */
export function choices<const Options extends Omit<Choices, "kind"> = object>(
  options?: Exact<Options, Omit<Choices, "kind">>,
): Options & { kind: "choices" } {
  return { ...(options as Options), kind: "choices" };
}

/**
 * 1 / rank for whoever is in a list, 0 for the others, so that a further choice leaves the earlier ones as they were.
 *
 * Of both: the mean of the two directions where the mentor chose anybody, else the mentee's alone; a mentee who chose
 * nobody is not scored. People who are not in the programme keep their places in the lists.
 */
export const choicesKind: CriterionKind<Choices, ChoicesEvidence> = {
  schema: criterionSchema("choices", {
    of: z.enum(["mentees", "mentors", "both"], expected("E_TYPE", '"mentees", "mentors" or "both"')).optional(),
  }) as z.ZodType<Choices>,
  missing: 0,
  compile,
};

function compile({ of = "both" }: Choices, cohort: Cohort): CompiledCriterion<ChoicesEvidence> {
  const lists = cohort.mentees.map(({ requests }) => (of === "mentors" ? undefined : requests?.choices));
  const mentorLists = cohort.mentors.map(({ requests }) => (of === "mentees" ? undefined : requests?.choices));
  const ranks = readRanks(lists, cohort.mentors);
  const ranksByMentor = readRanks(mentorLists, cohort.mentees);
  const choosers = indexChoosers(ranksByMentor, cohort);

  const score = (mentee: number, mentor: number) => {
    const back = worth(ranksByMentor[mentor].get(mentee));
    const list = mentorLists[mentor];
    if (of === "mentors") return list === undefined ? Number.NaN : back;
    const forward = worth(ranks[mentee].get(mentor));
    return list === undefined || list.length === 0 ? forward : (forward + back) / 2;
  };
  return {
    asks: (mentee) => of === "mentors" || (lists[mentee]?.length ?? 0) > 0,
    // to choose nobody is an answer
    answered: (mentee) => of === "mentors" || lists[mentee] !== undefined,
    score,
    sparse: {
      silent: of === "mentors" ? silentAmong(mentorLists) : [],
      fill(mentee, into) {
        const either = new Set([...ranks[mentee].keys(), ...choosers[mentee]]);
        fillWith(into, either, (mentor) => score(mentee, mentor));
      },
    },
    evidence: (mentee, mentor) => ({
      kind: "choices",
      rank: ranks[mentee].get(mentor) ?? null,
      rankByMentor: ranksByMentor[mentor].get(mentee) ?? null,
    }),
  };
}

function worth(rank: number | undefined): number {
  return rank === undefined ? 0 : 1 / rank;
}

/** By list, the ranks of those of the other side who stand in it, by index. */
function readRanks(
  lists: readonly (readonly string[] | undefined)[],
  others: Cohort["mentees"],
): ReadonlyMap<number, number>[] {
  const indexOf = new Map(others.map(({ id }, index) => [id, index]));
  return lists.map((list = []) => {
    const ranks = new Map<number, number>();
    list.forEach((id, at) => {
      const index = indexOf.get(id);
      if (index !== undefined) ranks.set(index, at + 1);
    });
    return ranks;
  });
}

/** By mentee, the mentors in whose lists they stand. */
function indexChoosers(ranksByMentor: readonly ReadonlyMap<number, number>[], { mentees }: Cohort): number[][] {
  const choosers = mentees.map((): number[] => []);
  ranksByMentor.forEach((ranks, mentor) => {
    for (const mentee of ranks.keys()) choosers[mentee].push(mentor);
  });
  return choosers;
}
