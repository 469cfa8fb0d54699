import { scoreOf } from "../read/scores.js";
import type { ClaimedPair, StagedInstance } from "./stagedClaim.js";

/* The orders and levels in which stages compare. */

/** The numbers, each once, ascending. */
export function levels(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/** The position of each row in the draw, from 0 on: the highest priority first, then the order of the lottery, or of the rows without one. */
export function drawPositions({ rows, loads }: StagedInstance): Int32Array {
  const { priorities, lottery } = loads;
  const drawn = Array.from(lottery?.rows ?? counting(0, rows - 1));
  // the sort is stable
  const order = drawn.sort((a, b) => priorities[b] - priorities[a]);
  const positions = new Int32Array(rows);
  order.forEach((row, position) => {
    positions[row] = position;
  });
  return positions;
}

/** How many columns each row can have, those that it has already among them. */
export function placesOf({ demands, filled }: StagedInstance["loads"]): Int32Array {
  return demands.map((demand, row) => demand + filled[row]);
}

/** The length of the longest list of choices. */
export function mostChoices({ loads }: StagedInstance): number {
  return loads.choices.reduce((most, { length }) => Math.max(most, length), 0);
}

/** The scores of the pairs, each once, ascending. */
export function scoresOf({ scores, columns }: StagedInstance, pairs: readonly ClaimedPair[]): number[] {
  return levels(pairs.map(([row, column]) => scoreOf(scores, columns, row, column)));
}

export function greatest(numbers: ArrayLike<number>): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < numbers.length; at++) if (numbers[at] > most) most = numbers[at];
  return most;
}

/** The whole numbers from `first` to `last`. */
export function counting(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}
