import { stableMethodOf } from "../problem/stableMethod.js";
import { createRowScorer } from "../score/rows.js";
import type { Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import { createBlockingCheck, type Standing } from "../solve/stable/blockingPairs.js";
import { type Checks, checkOptions } from "./checkMatchOptions.js";
import { scorerOf } from "./context.js";
import type { Matching } from "./matching.js";
import { createPeopleWorth, type PeopleWorth, type WorthSource } from "./mutualWorth.js";

export interface BlockingPairOptions {
  /**
   * What people rank each other by: the pair's score; or their own `requests.choices`, the first choice highest, and the
   * score for whom they did not choose. What the policy's method ranks by where it is `stable`, else scores.
   */
  readonly from?: WorthSource;
}

/** Two people who would rather have each other than what they have. */
export interface BlockingPair {
  readonly mentee: string;
  readonly mentor: string;
  readonly why: {
    /** The mentor whom the mentee would give up: of those she likes least, the first in code-unit order. */
    readonly mentee: "unmatched" | "free place" | { readonly over: string };
    /** The mentee whom the mentor would give up, likewise. */
    readonly mentor: "free seat" | { readonly over: string };
  };
}

const checks: Checks<BlockingPairOptions> = {
  from: { expected: '"scores" or "choices"', holds: (value) => value === "scores" || value === "choices" },
};

/**
 * The pairs that block a matching, in code-unit order of their ids: none where it is stable.
 *
 * A mentee and a mentor block it if each is acceptable to the other (no ban, rule or request to avoid forbids the pair);
 * they are not matched with each other; the mentee has a free place, or prefers the mentor to one she has; and the mentor
 * has a free seat, or prefers the mentee to one he has. To like two equally is no preference (weak stability). Pinned
 * pairs, their places and their seats are left out of it: nobody gives up a pin, and nobody is compared with one. Whoever
 * is left to a human (`manual`) blocks with nobody.
 *
 * A matching that is optimal for all may well have such pairs: what it proves is that nothing better can be had for
 * everyone together. Time: all pairs are scored once more; space O(mentees + mentors + blocking pairs).
 *
 * For whoever runs the programme: the list tells whom people rank above whom.
 *
 * @throws E_DETACHED for a matching that was stored, sent or copied since it was made; E_OPTION, E_UNKNOWN_KEY
 * @example blockingPairs(match(people, { criteria, method: "stable" })) // []
 *
 * Source: D. Gale, L. S. Shapley, "College admissions and the stability of marriage", American Mathematical Monthly
 * 69(1):9–15, 1962; R. W. Irving, "Stable marriage and indifference", Discrete Applied Mathematics 48(3):261–272, 1994.
 */
export function blockingPairs(matching: Matching, options: BlockingPairOptions = {}): BlockingPair[] {
  const scorer = scorerOf(matching);
  checkOptions(options, checks);
  const { mentees, mentors, pins, policy } = scorer.problem;
  const { from = stableMethodOf(policy.method)?.from ?? "scores" } = options;
  const worth = createPeopleWorth(scorer, from);
  const standing = standingOf(matching, scorer, worth);
  const blocking = createBlockingCheck(standing);
  const isMatched = new Set(matching.pairs.map(({ mentee }) => mentee));
  const rows = createRowScorer(scorer);
  const row = new Float64Array(mentors.length);
  return mentees.flatMap(({ id }, mentee) => {
    if (!(standing.demands[mentee] > 0)) return [];
    rows.score(mentee, row);
    for (const pin of pins) if (pin.mentee === mentee) row[pin.mentor] = Number.NEGATIVE_INFINITY;
    const freePlace = isMatched.has(id) ? "free place" : "unmatched";
    return blocking(mentee, worth.ofRow(mentee, row)).map(({ column, rowOver, columnOver }) => ({
      mentee: id,
      mentor: mentors[column].id,
      why: {
        mentee: rowOver === undefined ? freePlace : { over: mentors[rowOver].id },
        mentor: columnOver === undefined ? "free seat" : { over: mentees[columnOver].id },
      },
    }));
  });
}

/** The pairs that are not pinned, with the places and seats that no pin takes. */
function standingOf(matching: Matching, { problem }: Scorer, worth: PeopleWorth): Standing {
  const menteeOf = new Map(problem.mentees.map(({ id }, index) => [id, index]));
  const mentorOf = new Map(problem.mentors.map(({ id }, index) => [id, index]));
  const demands = [...problem.demands];
  const capacities = [...problem.capacities];
  for (const { mentee, mentor } of problem.pins) {
    demands[mentee]--;
    capacities[mentor]--;
  }
  const held = matching.pairs
    .filter(({ pinned }) => !pinned)
    .map((pair) => {
      const [row, column] = [menteeOf.get(pair.mentee)!, mentorOf.get(pair.mentor)!];
      return { row, column, ...worth.ofPair(row, column, Math.round(pair.score * MILLIONTHS)) };
    });
  return { demands, capacities, held };
}
