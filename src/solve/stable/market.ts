import type { Lottery } from "../assignment.js";

/** One side of a market: rows or columns. */
export interface Side {
  /** How many different partners each member takes at most: the demands of rows, the seats of columns. */
  readonly places: ArrayLike<number>;
  /**
   * Whom each member accepts, the most preferred first: member i ranks `choice` from `start[i]` to `start[i + 1]`, nobody
   * twice. The order is strict; whoever is not listed is unacceptable.
   */
  readonly start: Int32Array;
  readonly choice: Int32Array;
}

/** Two sides that rank each other. A pair can be matched where each of the two ranks the other. */
export interface Market {
  readonly rows: Side;
  readonly columns: Side;
}

/**
 * What a row and every column are worth to each other, by column: whole numbers, the higher the better. Equal ones are
 * not preferred to each other; `-Infinity` is unacceptable.
 */
export interface MutualWorth {
  /** What each column is worth to the row. */
  readonly toRow: Float64Array;
  /** What the row is worth to each column. */
  readonly toColumns: Float64Array;
}

/** The worth of a row's pairs; valid until the next call. */
export type WorthOf = (row: number) => MutualWorth;

/** A market in which a lottery made every ranking strict. */
export interface RankedMarket extends Market {
  /** How many rows, and how many columns, accept two that are worth the same to them: there the lottery decided. */
  readonly ties: { readonly rows: number; readonly columns: number };
}

/**
 * Ranks everyone by worth, the highest first; of those who are worth the same, whoever stands first in the lottery's order.
 *
 * Shape: `demands` has a number for each row, `capacities` one for each column, as the lottery has. A worth times the
 * number of rows, or of columns, stays below 2^53. `worthOf` is called twice for each row.
 * Time O(pairs · log(rows + columns)), space 24 bytes for each acceptable pair.
 */
export function rankMarket(
  worthOf: WorthOf,
  { demands, capacities }: { readonly demands: ArrayLike<number>; readonly capacities: ArrayLike<number> },
  lottery: Lottery,
): RankedMarket {
  const [rows, columns] = [demands.length, capacities.length];
  const rowStart = new Int32Array(rows + 1);
  const columnStart = new Int32Array(columns + 1);
  for (let i = 0; i < rows; i++) {
    const { toRow, toColumns } = worthOf(i);
    for (let j = 0; j < columns; j++) {
      if (toRow[j] > Number.NEGATIVE_INFINITY) rowStart[i + 1]++;
      if (toColumns[j] > Number.NEGATIVE_INFINITY) columnStart[j + 1]++;
    }
  }
  for (let i = 0; i < rows; i++) rowStart[i + 1] += rowStart[i];
  for (let j = 0; j < columns; j++) columnStart[j + 1] += columnStart[j];

  // a key holds worth and place in the lottery, so that numbers can be sorted as they are
  const rowKeys = new Float64Array(rowStart[rows]);
  const columnKeys = new Float64Array(columnStart[columns]);
  const rowPlace = placesIn(lottery.rows);
  const columnPlace = placesIn(lottery.columns);
  const nextOfColumn = columnStart.slice();
  let next = 0;
  for (let i = 0; i < rows; i++) {
    const { toRow, toColumns } = worthOf(i);
    for (let j = 0; j < columns; j++) {
      if (toRow[j] > Number.NEGATIVE_INFINITY) rowKeys[next++] = columnPlace[j] - toRow[j] * columns;
      if (toColumns[j] > Number.NEGATIVE_INFINITY) columnKeys[nextOfColumn[j]++] = rowPlace[i] - toColumns[j] * rows;
    }
  }
  const ofRows = rank(rowStart, rowKeys, lottery.columns);
  const ofColumns = rank(columnStart, columnKeys, lottery.rows);
  return {
    rows: { places: demands, start: rowStart, choice: ofRows.choice },
    columns: { places: capacities, start: columnStart, choice: ofColumns.choice },
    ties: { rows: ofRows.tied, columns: ofColumns.tied },
  };
}

/** Sorts each member's keys and reads from them whom they stand for. */
function rank(
  start: Int32Array,
  keys: Float64Array,
  drawn: ArrayLike<number>,
): { readonly choice: Int32Array; readonly tied: number } {
  const choice = new Int32Array(keys.length);
  const others = drawn.length;
  let tied = 0;
  for (let member = 0; member + 1 < start.length; member++) {
    keys.subarray(start[member], start[member + 1]).sort();
    let before = Number.NaN;
    let isTied = false;
    for (let at = start[member]; at < start[member + 1]; at++) {
      const worth = Math.floor(keys[at] / others);
      choice[at] = drawn[keys[at] - worth * others];
      if (worth === before) isTied = true;
      before = worth;
    }
    if (isTied) tied++;
  }
  return { choice, tied };
}

/** Where each index stands in an order. */
function placesIn(order: ArrayLike<number>): Int32Array {
  const places = new Int32Array(order.length);
  for (let at = 0; at < order.length; at++) places[order[at]] = at;
  return places;
}
