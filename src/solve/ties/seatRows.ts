import { type Holders, leaveSeat, takeSeat } from "./holders.js";
import type { TightPairs } from "./tightPairs.js";

/**
 * Going through `order`, has each row matched if some optimum matches it beside the rows before it; others leave for it
 * whose turn comes later and that have no price.
 *
 * Where a search from a row ends nowhere, the columns that it has reached lead nowhere for later rows either: their
 * holders stay, and nothing that happens elsewhere reaches them. So they stay marked.
 */
export function seatRows(
  tight: TightPairs,
  { holders, unpriced }: { readonly holders: Holders; readonly unpriced: Uint8Array },
  order: ArrayLike<number>,
): void {
  const { columnOfRow, free, first, next } = holders;
  const columns = free.length;
  const search = { queue: new Int32Array(columns), reached: new Uint8Array(columns), mover: new Int32Array(columns) };
  const { queue, reached, mover } = search;
  const seated = new Uint8Array(columnOfRow.length);

  // the holder of a column who may leave unmatched; -1 where there is none
  const leaverOf = (column: number): number => {
    let row = first[column];
    while (row >= 0 && (seated[row] !== 0 || unpriced[row] === 0)) row = next[row];
    return row;
  };

  // reaches the columns to which a row can move; returns that at which the chain of moves can end, -1 if there is none
  let count = 0;
  const reachFrom = (row: number): number => {
    for (let at = tight.start[row]; at < tight.start[row + 1]; at++) {
      const column = tight.column[at];
      if (reached[column] !== 0) continue;
      reached[column] = 1;
      mover[column] = row;
      queue[count++] = column;
      if (free[column] > 0 || leaverOf(column) >= 0) return column;
    }
    return -1;
  };

  const findEnd = (start: number): number => {
    count = 0;
    let end = reachFrom(start);
    for (let at = 0; at < count && end < 0; at++) {
      for (let row = first[queue[at]]; row >= 0 && end < 0; row = next[row]) end = reachFrom(row);
    }
    return end;
  };

  const seat = (start: number, end: number): void => {
    if (free[end] === 0) leaveSeat(holders, leaverOf(end));
    for (let row = -1, column = end; row !== start; ) {
      row = mover[column];
      const before = columnOfRow[row];
      if (before >= 0) leaveSeat(holders, row);
      takeSeat(holders, row, column);
      column = before;
    }
    for (let at = 0; at < count; at++) reached[queue[at]] = 0;
  };

  for (let t = 0; t < order.length; t++) {
    const row = order[t];
    if (columnOfRow[row] < 0) {
      const end = findEnd(row);
      if (end >= 0) seat(row, end);
    }
    if (columnOfRow[row] >= 0) seated[row] = 1;
  }
}
