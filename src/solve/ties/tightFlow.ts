import type { Claim } from "../proof/claim.js";
import type { TiedFlow } from "./findTies.js";
import { type TightPairs, unpricedOf } from "./tightPairs.js";

/**
 * An optimal assignment as a flow along its tight pairs: root → rows → columns → root. A row may change between matched
 * and unmatched, and a column the number of its rows, only where it has no price.
 */
export function toTightFlow(
  tight: TightPairs,
  { capacities, claim }: { readonly capacities: ArrayLike<number>; readonly claim: Claim },
): TiedFlow {
  const { columnOfRow, rowPrices, columnPrices } = claim;
  const rows = columnOfRow.length;
  const columns = capacities.length;
  const firstPair = rows;
  const firstSeat = rows + tight.column.length;
  const arcs = firstSeat + columns;
  const from = new Int32Array(arcs);
  const to = new Int32Array(arcs);
  const flow = new Int32Array(arcs);
  const room = new Int32Array(arcs).fill(1);
  const live = new Int32Array(arcs);
  let count = 0;
  const rowIsFree = unpricedOf(rowPrices, rows);
  const columnIsFree = unpricedOf(columnPrices, columns);
  for (let i = 0; i < rows; i++) {
    to[i] = 1 + i;
    if (columnOfRow[i] >= 0) flow[i] = 1;
    if (rowIsFree[i] !== 0) live[count++] = i;
    for (let at = tight.start[i]; at < tight.start[i + 1]; at++) {
      const e = firstPair + at;
      const j = tight.column[at];
      from[e] = 1 + i;
      to[e] = 1 + rows + j;
      live[count++] = e;
      if (columnOfRow[i] !== j) continue;
      flow[e] = 1;
      flow[firstSeat + j]++;
    }
  }
  for (let j = 0; j < columns; j++) {
    from[firstSeat + j] = 1 + rows + j;
    room[firstSeat + j] = Math.min(capacities[j], rows);
    if (columnIsFree[j] !== 0) live[count++] = firstSeat + j;
  }
  return {
    ...{ nodes: 1 + rows + columns, from, to, room, flow, live: live.slice(0, count) },
    ...{ firstPair, pairStart: tight.start, column: tight.column, columns },
    placesOf: (row) => [row],
    seatsOf: (column) => [firstSeat + column],
  };
}
