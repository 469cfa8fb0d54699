import { createHolders } from "../ties/holders.js";
import { seatRows } from "../ties/seatRows.js";
import { adoptColumns } from "./adoptColumns.js";
import type { Solving } from "./solving.js";

/**
 * Has the rows take seats one after the other, in an order, as a start for a component in which rows that come earlier
 * count more: then the network has only to prove who is matched. Nothing where rows want several columns, where minimums
 * or quotas are asked for, or where some pair cannot change.
 */
export function startRows({ network, simplex, loads }: Solving, order: readonly number[]): void {
  const { pairs, placeStart, seatStart, seats, pairStart, column, room } = network;
  const { flow } = simplex;
  if (loads.quotas.length > 0 || loads.demands.some((demand) => demand !== 1)) return;
  if (loads.minimums.some((minimum) => minimum > 0)) return;
  const live = new Uint8Array(flow.length);
  for (let at = 0; at < simplex.liveCount(); at++) live[simplex.live[at]] = 1;

  // the pairs that can change, and who has which column
  const rows = pairStart.length - 1;
  const start = new Int32Array(rows + 1);
  const open = new Int32Array(column.length);
  const columnOfRow = new Int32Array(rows).fill(-1);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      const e = pairs.first + at;
      if (flow[e] > 0) columnOfRow[i] = column[at];
      if (live[e] !== 0) open[count++] = column[at];
      else if (flow[e] > 0) return;
    }
    start[i + 1] = count;
  }
  const capacities = Int32Array.from({ length: seatStart.length - 1 }, (_, j) => {
    let seatsOf = 0;
    for (let e = seats.first + seatStart[j]; e < seats.first + seatStart[j + 1]; e++) {
      seatsOf += live[e] !== 0 ? room[e] : flow[e];
    }
    return seatsOf;
  });
  // a row may leave its seat, or take one, only where its place can change
  const isFree = Uint8Array.from({ length: rows }, (_, i) => live[placeStart[i]]);
  const holders = createHolders(columnOfRow, capacities);
  const waiting = order.filter((row) => isFree[row] === 1 || columnOfRow[row] >= 0);
  seatRows({ start, column: open.subarray(0, count) }, { holders, unpriced: isFree }, waiting);
  adoptColumns({ network, simplex, live }, (row) => holders.columnOfRow[row]);
}
