import { greedyPairs } from "../../explain/greedyPairs.js";
import { scoredFrame } from "../../matching/programme.js";
import { MILLIONTHS } from "../../score/weights.js";
import type { PairRow } from "./pairRows.js";
import type { View } from "./view.js";

/** What is told of many scores; all in millionths. */
export interface ScoreFigures {
  readonly pairs: number;
  readonly matched: number;
  readonly total: number;
  readonly mean: number;
  readonly median: number;
  readonly lowest: number;
  /** Pairs by tenths: from 0 to under 0.1, and so on; 1 is in the last. */
  readonly tenths: readonly number[];
}

export interface ScoreReport {
  readonly here: ScoreFigures;
  /** The same where the best pair left is taken over and over, by the scores and rules that the page shows. */
  readonly greedy: ScoreFigures;
  /** Of those who are matched here or there: mentees whose scores are better here than there, worse, and the same. */
  readonly against: { readonly better: number; readonly worse: number; readonly same: number };
}

const TENTHS = 10;

/** How well people are matched; undefined where nobody is. */
export function scoreReport(view: View, rows: readonly PairRow[]): ScoreReport | undefined {
  if (rows.length === 0 || view.scorer.criteria.length === 0) return undefined;
  const there = greedyScores(view);
  return { here: figuresOf(rows), greedy: figuresOf(there), against: compare(rows, there) };
}

type Scored = Pick<PairRow, "mentee" | "mentor" | "score">;

function figuresOf(pairs: readonly Scored[]): ScoreFigures {
  const scores = Float64Array.from(pairs, ({ score }) => score).sort();
  const total = scores.reduce((sum, score) => sum + score, 0);
  const tenths = new Array<number>(TENTHS).fill(0);
  for (const score of scores) tenths[Math.min(TENTHS - 1, Math.floor((score * TENTHS) / MILLIONTHS))]++;
  const count = scores.length;
  const middle = (scores[Math.floor((count - 1) / 2)] + scores[Math.floor(count / 2)]) / 2;
  return {
    pairs: count,
    matched: new Set(pairs.map(({ mentee }) => mentee)).size,
    total,
    mean: count === 0 ? 0 : total / count,
    median: count === 0 ? 0 : middle,
    lowest: scores[0] ?? 0,
    tenths,
  };
}

/** The pins, and the pairs that greedy adds to them; of a committee, by nothing that it is not shown. */
function greedyScores({ scorer, scoreOf }: View): Scored[] {
  const framed = scoredFrame(scorer);
  return [
    ...scorer.problem.pins.map(({ mentee, mentor }) => [mentee, mentor] as const),
    ...greedyPairs(framed).map(([row, mentor]) => [framed.mentees[row], mentor] as const),
  ].map(([mentee, mentor]) => ({ mentee, mentor, score: scoreOf(mentee, mentor) }));
}

function compare(here: readonly Scored[], there: readonly Scored[]): ScoreReport["against"] {
  const change = new Map<number, number>();
  for (const { mentee, score } of here) change.set(mentee, (change.get(mentee) ?? 0) + score);
  for (const { mentee, score } of there) change.set(mentee, (change.get(mentee) ?? 0) - score);
  const count = (holds: (one: number) => boolean) => [...change.values()].filter(holds).length;
  return { better: count((one) => one > 0), worse: count((one) => one < 0), same: count((one) => one === 0) };
}
