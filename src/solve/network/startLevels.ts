import { createHolders } from "../ties/holders.js";
import { seatRows } from "../ties/seatRows.js";
import { adoptColumns } from "./adoptColumns.js";
import { liveArcs, openPairs } from "./openPairs.js";
import type { Solving } from "./solving.js";

/**
 * Has the rows take seats level by level, as a start for `balance`: at each level as many as can be beside those of the
 * levels below. Who is seated may move but stays seated, and no column ever has fewer; so at each level as many seats
 * are taken up to there as can be, which is what makes squares least. Quotas, and rows that have to be matched and find
 * no seat, are left to `adoptColumns`. Nothing where rows want several columns, or where some pair cannot change.
 *
 * Source: N. J. A. Harvey, R. E. Ladner, L. Lovász, T. Tamir, "Semi-matchings for bipartite graphs and load balancing",
 * J. Algorithms 59:53–78, 2006.
 */
export function startLevels(solving: Solving): void {
  const { network, simplex, loads } = solving;
  const { placeStart, seatStart, seats, low } = network;
  const { flow } = simplex;
  const live = liveArcs(simplex);
  const open = openPairs(solving, live);
  if (open === undefined) return;

  const rows = placeStart.length - 1;
  const nobodyLeaves = new Uint8Array(rows);

  const columns = seatStart.length - 1;
  const holders = createHolders(new Int32Array(rows).fill(-1), new Int32Array(columns));
  const nextSeat = seatStart.slice(0, columns);
  /** Frees the seats up to a level, and those that have to be taken; returns the next level at which there are more. */
  const freeUpTo = (level: number): number => {
    let above = Number.POSITIVE_INFINITY;
    for (let j = 0; j < columns; j++) {
      for (; nextSeat[j] < seatStart[j + 1]; nextSeat[j]++) {
        const e = seats.first + nextSeat[j];
        const own = loads.taken[j] + nextSeat[j] - seatStart[j] + 1;
        if (live[e] !== 0 && own > level) {
          above = Math.min(above, own);
          break;
        }
        if (live[e] !== 0 || low[e] + flow[e] > 0) holders.free[j]++;
      }
    }
    return above;
  };

  let waiting: number[] = [];
  for (let i = 0; i < rows; i++) if (live[placeStart[i]] !== 0 || flow[placeStart[i]] > 0) waiting.push(i);
  for (let level = 0; level < Number.POSITIVE_INFINITY && waiting.length > 0; ) {
    level = freeUpTo(level);
    seatRows(open, { holders, unpriced: nobodyLeaves }, waiting);
    waiting = waiting.filter((row) => holders.columnOfRow[row] < 0);
  }
  adoptColumns({ network, simplex, live }, (row) => holders.columnOfRow[row]);
}
