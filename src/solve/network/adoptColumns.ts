import type { SeatNetwork } from "./seatNetwork.js";
import type { Simplex } from "./simplex.js";

/** A network, and 1 for each arc that can still change. */
interface Adopting {
  readonly network: SeatNetwork;
  readonly simplex: Simplex;
  readonly live: Uint8Array;
}

/** Takes over the columns of some rows, if what cannot change stays as it is. */
export function adoptColumns(
  { network, simplex, live }: Adopting,
  columnOf: (row: number) => number | undefined,
): void {
  const { pairs, placeStart, seatStart, seats, pairStart, column, room } = network;
  const flow = simplex.flow.slice();
  const load = new Int32Array(seatStart.length - 1);
  for (let i = 0; i + 1 < pairStart.length; i++) {
    const own = columnOf(i);
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      const e = pairs.first + at;
      if (own !== undefined) flow[e] = Number(column[at] === own);
      load[column[at]] += flow[e];
    }
    if (own !== undefined && placeStart[i + 1] > placeStart[i]) flow[placeStart[i]] = Number(own >= 0);
  }
  for (let j = 0; j < load.length; j++) {
    let left = load[j];
    for (let e = seats.first + seatStart[j]; e < seats.first + seatStart[j + 1]; e++)
      if (live[e] === 0) left -= flow[e];
    for (let e = seats.first + seatStart[j]; e < seats.first + seatStart[j + 1]; e++) {
      if (live[e] === 0) continue;
      flow[e] = Math.min(Math.max(0, left), room[e]);
      left -= flow[e];
    }
    if (left !== 0) return;
  }
  for (let e = 0; e < network.from.length; e++) if (live[e] === 0 && flow[e] !== simplex.flow[e]) return;
  simplex.adopt(flow);
}
