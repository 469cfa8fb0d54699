import type { Prices } from "../prices/prices.js";
import { type AnyKernelProblem, isSparseProblem } from "../read/toKernelProblem.js";
import type { LoadedProblem } from "../stagedAnswer.js";

/** Some of the allowed pairs: row i has the columns from `start[i]` to `start[i + 1]`, ascending. */
export interface PairList {
  readonly start: Int32Array;
  readonly column: Int32Array;
  /** Where each pair's score stands among all scores. */
  readonly place: Int32Array;
}

/** The optima of components: assignments along tight pairs that keep rows matched and columns full. */
export interface Optima {
  readonly pairs: PairList;
  /** 1 for a row that has to stay matched, and for a column that has to stay full. */
  readonly heldRows: Uint8Array;
  readonly heldColumns: Uint8Array;
}

/** All pairs that are allowed, and nobody held: the optima of no component. */
export function everyAssignment(problem: LoadedProblem): Optima {
  const { rows, columns } = problem;
  return { pairs: allowedPairs(problem), heldRows: new Uint8Array(rows), heldColumns: new Uint8Array(columns) };
}

/** All pairs that are allowed. */
export function allowedPairs({ rows, columns, scores }: LoadedProblem): PairList {
  if (scores.form === "sparse") {
    const { start, column } = scores;
    const place = new Int32Array(column.length);
    for (let at = 0; at < place.length; at++) place[at] = at;
    return { start, column, place };
  }
  const { data } = scores;
  const start = new Int32Array(rows + 1);
  const column = new Int32Array(data.length);
  const place = new Int32Array(data.length);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const offset = row * columns;
    for (let j = 0; j < columns; j++) {
      if (data[offset + j] === Number.NEGATIVE_INFINITY) continue;
      column[count] = j;
      place[count++] = offset + j;
    }
    start[row + 1] = count;
  }
  return { start, column: column.subarray(0, count), place: place.subarray(0, count) };
}

/**
 * Lists the pairs of a problem that are worth exactly their prices; `among` is the list that the problem was made of,
 * where it was not made of all pairs.
 */
export function listTightPairs(problem: AnyKernelProblem, prices: Prices, among?: PairList): PairList {
  const { rows, columns, bonus, scores } = problem;
  const { row: rowPrices, column: columnPrices } = prices;
  const start = new Int32Array(rows + 1);
  let column = new Int32Array(2 * (rows + columns));
  let place = new Int32Array(column.length);
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const most = isSparseProblem(problem) ? problem.start[row + 1] - problem.start[row] : columns;
    if (count + most > column.length) {
      const length = Math.max(count + most, 2 * column.length);
      column = lengthened(column, length);
      place = lengthened(place, length);
    }
    const price = rowPrices[row] - bonus;
    if (isSparseProblem(problem)) {
      for (let at = problem.start[row]; at < problem.start[row + 1]; at++) {
        const j = problem.column[at];
        if (scores[at] !== price + columnPrices[j]) continue;
        column[count] = j;
        place[count++] = among === undefined ? at : among.place[at];
      }
    } else {
      const offset = row * columns;
      for (let j = 0; j < columns; j++) {
        if (scores[offset + j] !== price + columnPrices[j]) continue;
        column[count] = j;
        place[count++] = offset + j;
      }
    }
    start[row + 1] = count;
  }
  return { start, column: column.subarray(0, count), place: place.subarray(0, count) };
}

function lengthened(list: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(length);
  longer.set(list);
  return longer;
}

/** The pairs of a list that are worth exactly their prices, where all pairs of a row are worth the same. */
export function keepTight({ start, column, place }: PairList, ofRow: Float64Array, prices: Prices): PairList {
  const kept = {
    start: new Int32Array(start.length),
    column: new Int32Array(column.length),
    place: new Int32Array(column.length),
  };
  let count = 0;
  for (let row = 0; row + 1 < start.length; row++) {
    const wanted = ofRow[row] - prices.row[row];
    for (let at = start[row]; at < start[row + 1]; at++) {
      if (prices.column[column[at]] !== wanted) continue;
      kept.column[count] = column[at];
      kept.place[count++] = place[at];
    }
    kept.start[row + 1] = count;
  }
  return { start: kept.start, column: kept.column.subarray(0, count), place: kept.place.subarray(0, count) };
}
