import { createHolders } from "../ties/holders.js";
import { seatRows } from "../ties/seatRows.js";
import { adoptColumns } from "./adoptColumns.js";
import { liveArcs, openPairs } from "./openPairs.js";
import type { Solving } from "./solving.js";

/**
 * Has the rows take seats one after the other, in an order, as a start for a component in which rows that come earlier
 * count more: then the network has only to prove who is matched. Quotas are left to `adoptColumns`. Nothing where rows
 * want several columns, or where some pair cannot change.
 */
export function startRows(solving: Solving, order: readonly number[]): void {
  const { network, simplex } = solving;
  const { pairs, placeStart, seatStart, seats, pairStart, column, low, room } = network;
  const { flow } = simplex;
  const live = liveArcs(simplex);
  const open = openPairs(solving, live);
  if (open === undefined) return;

  const rows = pairStart.length - 1;
  const columnOfRow = new Int32Array(rows).fill(-1);
  for (let i = 0; i < rows; i++) {
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      if (flow[pairs.first + at] > 0) columnOfRow[i] = column[at];
    }
  }
  const capacities = Int32Array.from({ length: seatStart.length - 1 }, (_, j) => {
    let seatsOf = 0;
    for (let e = seats.first + seatStart[j]; e < seats.first + seatStart[j + 1]; e++) {
      seatsOf += low[e] + (live[e] !== 0 ? room[e] : flow[e]);
    }
    return seatsOf;
  });
  // a row may leave its seat, or take one, only where its place can change
  const isFree = Uint8Array.from({ length: rows }, (_, i) => live[placeStart[i]]);
  const holders = createHolders(columnOfRow, capacities);
  const waiting = order.filter((row) => isFree[row] === 1 || columnOfRow[row] >= 0);
  seatRows(open, { holders, unpriced: isFree }, waiting);
  adoptColumns({ network, simplex, live }, (row) => holders.columnOfRow[row]);
}
