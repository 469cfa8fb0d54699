import type { Prices } from "../prices/prices.js";
import { createHolders, type Holders, takeSeat } from "../ties/holders.js";
import { seatRows } from "../ties/seatRows.js";
import type { Optima, PairList } from "./optima.js";

/** An optimum with its packed prices. */
export interface InTurn {
  readonly columnOfRow: Int32Array;
  readonly prices: Prices;
}

/**
 * Has those rows matched that count most together, among the optima so far and starting from one of them: each row in
 * turn, the one that counts most first, if some optimum has it beside those before. Sets of rows that can be matched
 * together are a matroid, so this is best.
 *
 * One more seat of a column adds the row that counts most of those that would come in: an unmatched one of which the
 * column is a tight pair, or a tight pair of a row that could move there from such a column. That is the column's price,
 * and the lowest there is; a matched row's is what it counts less that. Time O(pairs) beside what `seatRows` takes.
 */
export function takeInTurn(
  { pairs, heldRows }: Optima,
  given: {
    readonly columnOfRow: Int32Array;
    readonly capacities: ArrayLike<number>;
    readonly ofRow: Float64Array;
  },
): InTurn {
  const { ofRow, capacities } = given;
  const holders = createHolders(given.columnOfRow, capacities);
  const { columnOfRow, first, next } = holders;
  const order = [...ofRow.keys()].sort((a, b) => ofRow[b] - ofRow[a] || a - b);
  takeFreeSeats(pairs, holders, order);
  seatRows(pairs, { holders, unpriced: heldRows.map((held) => 1 - held) }, order);

  const { start, column } = pairs;
  const price = new Float64Array(capacities.length);
  const queue = new Int32Array(capacities.length);
  const isReached = new Uint8Array(capacities.length);
  let count = 0;
  let done = 0;
  const reachFrom = (row: number, worth: number): void => {
    for (let at = start[row]; at < start[row + 1]; at++) {
      const j = column[at];
      if (isReached[j] !== 0) continue;
      isReached[j] = 1;
      price[j] = worth;
      queue[count++] = j;
    }
  };
  for (const row of order) {
    if (count === price.length) break;
    if (columnOfRow[row] >= 0) continue;
    reachFrom(row, ofRow[row]);
    for (; done < count; done++) {
      for (let other = first[queue[done]]; other >= 0; other = next[other]) reachFrom(other, ofRow[row]);
    }
  }
  const ofRows = ofRow.map((count, row) => (columnOfRow[row] < 0 ? 0 : count - price[columnOfRow[row]]));
  return { columnOfRow, prices: { row: ofRows, column: price } };
}

/** Gives rows free seats, each looking on from the last one's place, as a start. */
function takeFreeSeats({ start, column }: PairList, holders: Holders, order: readonly number[]): void {
  const { columnOfRow, free } = holders;
  let from = 0;
  for (const row of order) {
    if (columnOfRow[row] >= 0) continue;
    const length = start[row + 1] - start[row];
    for (let k = 0; k < length; k++) {
      const at = (from + k) % length;
      const j = column[start[row] + at];
      if (free[j] === 0) continue;
      takeSeat(holders, row, j);
      from = at;
      break;
    }
  }
}
