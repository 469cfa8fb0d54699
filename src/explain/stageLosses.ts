import type { Programme } from "../matching/programme.js";
import { MILLIONTHS } from "../score/weights.js";
import type { Profile, Stage, StageResult } from "../solve/assignment.js";
import { drawnOrder } from "../solve/objective.js";
import type { Loads } from "../solve/read/loads.js";
import { stageResults } from "../solve/stageResults.js";
import type { StageChange, StageProfiles } from "./change.js";

/** What some pairs lose against others, counted from the pairs themselves. */
export interface StageLosses {
  readonly loss: StageChange;
  readonly profiles: StageProfiles;
  /** The first stage that differs, and whether it loses (1) or gains (−1) in the order in which it compares. */
  readonly decidedBy: Stage | null;
  readonly sign: number;
}

/** Mentee and mentor of each pair, as indices of the problem. */
export type IndexPairs = readonly (readonly [mentee: number, mentor: number])[];

/** A matching's pairs with their scores in millionths, in the same order. */
export interface ScoredPairs {
  readonly pairs: IndexPairs;
  readonly scores: readonly number[];
}

/** The same with what each stage reaches by them. */
export interface CountedPairs extends ScoredPairs {
  readonly results: readonly StageResult[];
}

/** What pairs are counted by. */
export interface Counting {
  readonly programme: Programme;
  /** What everybody asks for, with nothing taken off for pins. */
  readonly wholeLoads: Loads;
  readonly stages: readonly Stage[];
}

/** Counts what each stage reaches by some pairs. */
export function countPairs({ programme, wholeLoads: loads, stages }: Counting, scored: ScoredPairs): CountedPairs {
  return { ...scored, results: stageResults(stages, { columns: programme.frame.columns, loads, ...scored }) };
}

/** What `after` loses against `before`, stage by stage. A stage of which one side has no value, for want of pairs, has no entry. */
export function stageLosses(counting: Counting, before: CountedPairs, after: ScoredPairs): StageLosses {
  const { stages } = counting;
  const was = before.results;
  const is = countPairs(counting, after).results;
  const losses = stages.map((stage, k) => {
    const keys = [before, after].map((one, side) => keyOf(counting, [was, is][side][k], one));
    const sign = compareLists(keys[0], keys[1]);
    return { stage, sign, loss: lossOf(was[k], is[k], { sign, before, after }), profile: profileOf(was[k], is[k]) };
  });
  const toEntry = ({ stage, loss }: (typeof losses)[number]) => (loss === undefined ? [] : [[stage, loss] as const]);
  const filling = Math.max(
    0,
    stages.findIndex((stage) => fillFirst.has(stage)),
  );
  const fewer = stages.some((stage) => fillFirst.has(stage)) ? before.pairs.length - after.pairs.length : 0;
  const decisive = losses.find(({ sign }) => sign !== 0);
  return {
    loss: Object.fromEntries([
      ...losses.slice(0, filling).flatMap(toEntry),
      ...(fewer === 0 ? [] : [["places", fewer] as const]),
      ...losses.slice(filling).flatMap(toEntry),
    ]),
    profiles: Object.fromEntries(
      losses.flatMap(({ stage, profile }) => (profile.length === 0 ? [] : [[stage, profile]])),
    ),
    decidedBy: decisive?.stage ?? null,
    sign: decisive?.sign ?? 0,
  };
}

/** The other way round: losses of what is lost are gains. */
export function negated(change: StageChange): StageChange {
  // adding 0 turns -0 into 0
  return Object.fromEntries(Object.entries(change).map(([stage, amount]) => [stage, -amount + 0]));
}

/** Stages that compare how many places are filled before anything else. */
const fillFirst: ReadonlySet<Stage> = new Set(["floor", "leximin", "choices:generous"]);

/** Stages whose value is the better the smaller it is. */
const countedDown: ReadonlySet<Stage> = new Set(["balance", "choices:generous"]);

function lossOf(
  { stage, value: was }: StageResult,
  { value: is }: StageResult,
  { sign, before, after }: { readonly sign: number; readonly before: ScoredPairs; readonly after: ScoredPairs },
): number | undefined {
  if (stage === "draw") return sign * countOnly(sign < 0 ? [after, before] : [before, after]) + 0;
  if (was === null || is === null) return undefined;
  const lost = (countedDown.has(stage) ? is - was : was - is) + 0;
  return stage === "total" || stage === "floor" || stage === "leximin" ? lost / MILLIONTHS : lost;
}

/** How many mentees only the first of two matchings has. */
function countOnly([one, other]: readonly ScoredPairs[]): number {
  const others = new Set(other.pairs.map(([mentee]) => mentee));
  return new Set(one.pairs.flatMap(([mentee]) => (others.has(mentee) ? [] : [mentee]))).size;
}

/** By how much counts change, of the kinds of which they do; scores are public numbers. */
function profileOf({ stage, profile: was = [] }: StageResult, { profile: is = [] }: StageResult): Profile {
  const counts = new Map(was.map(({ of, count }) => [of, -count]));
  for (const { of, count } of is) counts.set(of, (counts.get(of) ?? 0) + count);
  return Array.from(counts, ([of, count]) => ({ of: stage === "leximin" ? of / MILLIONTHS : of, count })).filter(
    ({ count }) => count !== 0,
  );
}

/** What a stage compares, the greater the better, from the first number on. */
function keyOf(
  { programme, wholeLoads }: Counting,
  { stage, value, profile = [] }: StageResult,
  { pairs, scores }: ScoredPairs,
): number[] {
  const counts = profile.map(({ count }) => count);
  switch (stage) {
    case "matched":
    case "priority":
    case "choices":
      return counts.length > 0 ? counts : [value ?? 0];
    case "choices:generous":
      return [pairs.length, ...counts.map((count) => -count)];
    case "balance":
      return [-(value ?? 0)];
    case "floor":
      return [pairs.length, lowestOpen(programme, { pairs, scores })];
    case "leximin":
      return [pairs.length, ...[...scores].sort((a, b) => a - b)];
    case "draw": {
      const matched = new Set(pairs.map(([mentee]) => mentee));
      return drawnOrder({ ...wholeLoads, lottery: wholeLottery(programme) }).map((mentee) =>
        Number(matched.has(mentee)),
      );
    }
    default:
      return [value ?? 0];
  }
}

/** `floor` is about the pairs that are not pinned. */
function lowestOpen({ scorer, frame }: Counting["programme"], { pairs, scores }: ScoredPairs): number {
  const isPinned = new Set(scorer.problem.pins.map(({ mentee, mentor }) => mentee * frame.columns + mentor));
  return scores.reduce((lowest, score, at) => {
    const [mentee, mentor] = pairs[at];
    return isPinned.has(mentee * frame.columns + mentor) ? lowest : Math.min(lowest, score);
  }, Number.POSITIVE_INFINITY);
}

/** The rows' lottery, over all mentees: those with nothing but pins are matched whatever is drawn, so they may come last. */
function wholeLottery({ lottery, mentees, rowOf }: Counting["programme"]) {
  const drawn = Array.from(lottery.rows, (row) => mentees[row]);
  return { ...lottery, rows: [...drawn, ...[...rowOf.keys()].filter((mentee) => rowOf[mentee] < 0)] };
}

/** Above zero where the first list is the greater one. */
function compareLists(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const [a, b] = [one[at] ?? 0, other[at] ?? 0];
    if (a !== b) return Math.sign(a - b);
  }
  return 0;
}
