import { leave, take } from "../kernels/kernelState.js";
import { createFrontier, moveScanned, pullTo, pushFrom, relax } from "./frontier.js";
import type { OpenProblem } from "./openProblem.js";

/** The end of a search that stopped before it found one. */
const NOWHERE = -2;

/**
 * Seats an unmatched row whose price is above 0, or leaves it or another one unmatched where that is worth more. Stops
 * when it has looked at `most` pairs: the row waits then, at a lower price.
 */
export function seatRow(problem: OpenProblem, row: number, most: number): void {
  pushOn(problem, { row, column: -1, most });
}

/** Takes a row away from a column that has more than seats, along the path that costs least; stops like `seatRow`. */
export function crowdOut(problem: OpenProblem, column: number, most: number): void {
  pushOn(problem, { row: -1, column, most });
}

/** Where a search sets out: at a row without a seat, or (row −1) at a column with a row too many. */
interface Start {
  readonly row: number;
  readonly column: number;
  /** How many pairs it may look at before it settles for other prices. */
  readonly most: number;
}

/**
 * The shortest alternating path from a row without a seat, or from a column with a row too many, to a free seat or to a
 * row that goes unmatched. Prices of rows on the way fall and those of columns rise until that path costs nothing.
 *
 * One pass of Dijkstra over the columns: time O(rows · columns) at worst, and in proportion to what the change reaches.
 *
 * Source: G. A. Mills-Tettey, A. Stentz, M. B. Dias, "The dynamic Hungarian algorithm for the assignment problem with
 * changing costs", Carnegie Mellon University CMU-RI-TR-07-27, 2007. Departures: capacities, rows may stay unmatched,
 * and a change of the other sign searches backwards (`fillSeat`).
 */
function pushOn(problem: OpenProblem, { row: startRow, column: startColumn, most }: Start): void {
  const { table, packing, columnOfRow, rowPrice, price, free, first, next } = problem;
  const { byRow, columns } = table;
  const frontier = createFrontier(columns, price, free);
  const { distance, via } = frontier;

  // the cheapest end so far: `leaver` stays unmatched, or `end` is a column with a free seat
  let cost = Number.POSITIVE_INFINITY;
  let leaver = -1;
  let end = -1;
  let column = startColumn;
  if (startRow >= 0) {
    cost = rowPrice[startRow];
    leaver = startRow;
    column = relax(frontier, byRow[startRow], startRow, cost - packing.bonus, cost);
  } else distance[startColumn] = 0;
  while (column >= 0 && distance[column] < cost) {
    const at = distance[column];
    if (free[column] > 0 || frontier.looks >= most) {
      cost = at;
      end = free[column] > 0 ? column : NOWHERE;
      break;
    }
    for (let row = first[column]; row >= 0; row = next[row]) {
      if (at + rowPrice[row] >= cost) continue;
      cost = at + rowPrice[row];
      leaver = row;
    }
    column = pushFrom(problem, frontier, { column, at, limit: cost });
  }

  if (startRow >= 0) rowPrice[startRow] -= cost;
  moveScanned(problem, frontier, cost, 1);

  if (end === NOWHERE) return;
  let to = end;
  if (end < 0) {
    to = columnOfRow[leaver];
    if (to >= 0) leave(problem, leaver);
  }
  while (to !== startColumn) {
    const row = via[to];
    const from = columnOfRow[row];
    if (from >= 0) leave(problem, row);
    take(problem, row, to);
    to = from;
  }
}

/**
 * Lowers the price of a column with a free seat until a row takes the seat, the price is 0, or it has looked at `most`
 * pairs: the shortest alternating path backwards, which ends at a row that was unmatched or at a column whose price falls
 * to 0 and which may give up a row.
 *
 * One pass of Dijkstra over the rows: time O(rows · columns) at worst.
 */
export function fillSeat(problem: OpenProblem, start: number, most: number): void {
  const { table, columnOfRow, rowPrice, price } = problem;
  const { rows, columns } = table;
  const unmatched = Int32Array.from(columnOfRow.subarray(0, rows), (column) => (column < 0 ? 1 : 0));
  const frontier = createFrontier(rows, rowPrice, unmatched);
  const { distance, via } = frontier;
  const mover = new Int32Array(columns).fill(-1);

  // the cheapest end so far: `incoming` was unmatched, or `emptied` gives up a row
  let cost = price[start];
  let emptied = start;
  let incoming = -1;
  let column = start;
  let at = 0;
  for (;;) {
    if (at + price[column] < cost) {
      cost = at + price[column];
      emptied = column;
    }
    const nearest = pullTo(problem, frontier, { column, at, limit: cost });
    if (nearest < 0 || distance[nearest] >= cost) break;
    at = distance[nearest];
    column = columnOfRow[nearest];
    if (column < 0 || frontier.looks >= most) {
      cost = at;
      emptied = start;
      if (column < 0) incoming = nearest;
      break;
    }
    mover[column] = nearest;
  }

  moveScanned(problem, frontier, cost, -1);

  let row = incoming >= 0 ? incoming : mover[emptied];
  while (row >= 0) {
    const to = via[row];
    if (columnOfRow[row] >= 0) leave(problem, row);
    take(problem, row, to);
    row = mover[to];
  }
}
