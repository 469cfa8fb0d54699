import type { PairCounts } from "../score/marks.js";
import { createRowScorer } from "../score/rows.js";
import { checkMemory } from "../solve/read/readProblem.js";
import type { Ground } from "./ground.js";

/** All pairs of what the pins leave open, scored by the programme's own criteria and rules. */
export interface ScoredRows {
  /** A row's scores in millionths by mentor, `-Infinity` where a pair is not allowed or pinned; valid until the next call. */
  readonly scoresOf: (row: number) => Float64Array;
  /** The whole of it, row after row, where it is kept. */
  readonly matrix: Float64Array | undefined;
  /** What stood in the way of pairs. */
  readonly counts: PairCounts;
  /** How many pairs are allowed, pins among them. */
  readonly allowed: number;
  /** 1 for each mentor whom some mentee may have, or is pinned to. */
  readonly eligible: Uint8Array;
}

/** With more pairs than this the matrix is not kept, where rows can be looked at one by one: they are scored again. */
const MOST_KEPT = 2 ** 24;

/** Scores every pair once. @throws E_TOO_LARGE where the matrix is needed and does not fit */
export function scoreRows(
  { scorer, problem, rows, pinsOf, open, isPlain, stable }: Ground,
  mostKept = MOST_KEPT,
): ScoredRows {
  const columns = open.columns;
  const needsMatrix = !isPlain || stable !== undefined;
  if (needsMatrix) checkMemory({ rows: rows.length, columns });
  const isKept = needsMatrix || rows.length * columns <= mostKept;
  const matrix = isKept ? new Float64Array(rows.length * columns) : undefined;
  const line = new Float64Array(columns);
  const eligible = new Uint8Array(columns);
  let allowed = 0;
  const note = (scores: Float64Array): number => {
    let found = 0;
    for (let j = 0; j < columns; j++) {
      if (scores[j] === Number.NEGATIVE_INFINITY) continue;
      eligible[j] = 1;
      found++;
    }
    return found;
  };

  const scoring = createRowScorer(scorer);
  const score = (row: number, to: Float64Array): void => {
    scoring.score(rows[row], to);
  };
  const withoutPins = (row: number, scores: Float64Array): Float64Array => {
    for (const mentor of pinsOf[rows[row]]) scores[mentor] = Number.NEGATIVE_INFINITY;
    return scores;
  };
  const lineOf = (row: number) => matrix?.subarray(row * columns, (row + 1) * columns) ?? line;
  for (let row = 0; row < rows.length; row++) {
    const scores = lineOf(row);
    score(row, scores);
    allowed += note(scores);
    withoutPins(row, scores);
  }
  const counts = scoring.takeCounts();

  // what those may have whose places are all pinned tells whose seats anybody may take
  pinsOf.forEach((pins, mentee) => {
    if (pins.size === 0) return;
    for (const mentor of pins) eligible[mentor] = 1;
    if (pins.size < problem.demands[mentee]) return;
    scoring.score(mentee, line);
    note(line);
  });
  const scoreAgain = (row: number): Float64Array => {
    score(row, line);
    return withoutPins(row, line);
  };
  return { scoresOf: matrix === undefined ? scoreAgain : lineOf, matrix, counts, allowed, eligible };
}
