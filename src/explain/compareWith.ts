import { describe, issue, quote, TelemachusError } from "../errors.js";
import type { Decision, Matching } from "../matching/matching.js";
import type { Programme } from "../matching/programme.js";
import type { RowPairs } from "../matching/solution.js";
import { didYouMean } from "../numeric/nearest.js";
import { MILLIONTHS } from "../score/weights.js";
import type { StageChange, StageProfiles } from "./change.js";
import { greedyPairs } from "./greedyPairs.js";
import { type Opened, openedOf } from "./opened.js";
import { randomPairs } from "./randomPairs.js";
import { readPairs } from "./readPairs.js";
import { countPairs, type IndexPairs, negated, type ScoredPairs, stageLosses } from "./stageLosses.js";

/** What a matching gains over another for the same people. */
export interface Comparison {
  readonly kind: "comparison";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly with: "greedy" | "random" | "matching";
  /**
   * By stage of this matching's objective: above zero where this one is better. There is none for a matching that is
   * stable or infeasible, and none for a lowest score where one of the two has no pair.
   */
  readonly gain: StageChange;
  /** The counts of this matching less those of the other. */
  readonly profiles: StageProfiles;
  /** Mentees matched and the sum of scores, here and there, whatever the objective. */
  readonly here: ComparedTotals;
  readonly there: ComparedTotals;
  /** One entry for each mentee whose mentors differ, in code-unit order. */
  readonly mentees: readonly ComparedMentee[];
  /** How many mentees have better scores here, worse ones, and the same mentors or equal scores. */
  readonly better: number;
  readonly worse: number;
  readonly same: number;
}

export interface ComparedTotals {
  readonly matched: number;
  readonly total: number;
  /** The lowest score of a pair; null where there is no pair. */
  readonly lowest: number | null;
}

export interface ComparedMentee {
  readonly mentee: string;
  readonly here: readonly string[];
  readonly there: readonly string[];
  /** The sum of the scores here less that there, in whole millionths. */
  readonly change: number;
}

/**
 * What a matching gains over another one for the same people, per person and in all.
 *
 * - `"greedy"`: the best pair first, over and over: the highest score among the allowed pairs whose mentor has a free seat
 *   and whose mentee a free place; ties in the order of the matching's lottery, of mentees first. This is what most
 *   programmes do by hand.
 * - `"random"`: in the order of the lottery each mentee draws one of the allowed mentors who have a free seat; then those
 *   who want another one, and so on. The draw is decided by the matching's seed, so it is the same every time.
 * - another matching, open or stored: its pairs, whatever they are, scored as this one's. Nothing else of it is read.
 *
 * Pins, bans, rules, capacities, demands and the maxima of quotas hold for the first two as well; minimums do not, as
 * neither looks ahead, so either may gain over a matching that has to meet them. The method `stable` has no part in them.
 * @throws E_DETACHED for a stored matching (see `reopen`); E_OPTION for another word; of another matching E_TYPE where it
 * is none, E_UNKNOWN_ID, E_DUPLICATE with every pair at fault
 * @example compareWith(matching, "greedy").gain // { matched: 1, total: 0.35 }
 */
export function compareWith(matching: Matching, other: "greedy" | "random" | Matching): Comparison {
  const opened = openedOf(matching);
  const here = toSide(opened, opened.pairs);
  const there = toSide(opened, pairsOf(opened.programme, other));
  const counting = withStagesReached(opened);
  const { loss, profiles } = stageLosses(counting, countPairs(counting, there), here);
  const changes = opened.programme.scorer.problem.mentees.map(
    (_, mentee) => sumAt(here, mentee) - sumAt(there, mentee),
  );
  const count = (holds: (change: number) => boolean) => changes.filter(holds).length;
  return {
    kind: "comparison",
    status: matching.status,
    decision: matching.decision.state,
    with: typeof other === "string" ? other : "matching",
    gain: negated(loss),
    profiles,
    here: totalsOf(here),
    there: totalsOf(there),
    mentees: differences(opened.programme, { here, there, changes }),
    better: count((change) => change > 0),
    worse: count((change) => change < 0),
    same: count((change) => change === 0),
  };
}

/** A stable matching has no objective, and one that is infeasible reached none. */
function withStagesReached(opened: Opened): Opened {
  return { ...opened, stages: opened.matching.objective.stages.map(({ stage }) => stage) };
}

function pairsOf(programme: Programme, other: "greedy" | "random" | Matching): IndexPairs {
  if (other === "greedy") return withPins(programme, greedyPairs(programme));
  if (other === "random") return withPins(programme, randomPairs(programme));
  if (typeof other !== "string") return inOrder(readPairs(programme, other));
  const words = ["greedy", "random"];
  const expected = `${words.map(quote).join(", ")} or a matching`;
  const hint = didYouMean(other, words);
  throw new TelemachusError([issue("E_OPTION", ["other"], { expected, received: describe(other), hint })]);
}

function withPins({ scorer, mentees }: Programme, pairs: RowPairs): IndexPairs {
  const pinned = scorer.problem.pins.map(({ mentee, mentor }) => [mentee, mentor] as const);
  return inOrder([...pinned, ...pairs.map(([row, mentor]) => [mentees[row], mentor] as const)]);
}

function inOrder(pairs: IndexPairs): IndexPairs {
  return [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

/** One of two sets of pairs, in ascending order. */
interface Side extends ScoredPairs {
  /** By mentee, for those who have somebody. */
  readonly mentorsOf: ReadonlyMap<number, readonly number[]>;
  readonly sums: ReadonlyMap<number, number>;
}

function toSide({ scoreOf }: Opened, pairs: IndexPairs): Side {
  const scores = pairs.map(([mentee, mentor]) => scoreOf(mentee, mentor));
  const mentorsOf = new Map<number, number[]>();
  const sums = new Map<number, number>();
  pairs.forEach(([mentee, mentor], at) => {
    const own = mentorsOf.get(mentee);
    if (own === undefined) mentorsOf.set(mentee, [mentor]);
    else own.push(mentor);
    sums.set(mentee, (sums.get(mentee) ?? 0) + scores[at]);
  });
  return { pairs, scores, mentorsOf, sums };
}

function sumAt({ sums }: Side, mentee: number): number {
  return sums.get(mentee) ?? 0;
}

function totalsOf({ scores, mentorsOf }: Side): ComparedTotals {
  const total = scores.reduce((sum, score) => sum + score, 0) / MILLIONTHS;
  const lowest = scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY);
  return { matched: mentorsOf.size, total, lowest: scores.length === 0 ? null : lowest / MILLIONTHS };
}

function differences(
  { scorer: { problem } }: Programme,
  { here, there, changes }: { readonly here: Side; readonly there: Side; readonly changes: readonly number[] },
): ComparedMentee[] {
  const idsOf = ({ mentorsOf }: Side, mentee: number) =>
    (mentorsOf.get(mentee) ?? []).map((mentor) => problem.mentors[mentor].id);
  return problem.mentees.flatMap(({ id }, mentee) => {
    const [now, then] = [idsOf(here, mentee), idsOf(there, mentee)];
    if (now.length === then.length && now.every((one, at) => one === then[at])) return [];
    return [{ mentee: id, here: now, there: then, change: changes[mentee] / MILLIONTHS }];
  });
}
