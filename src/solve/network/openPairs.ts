import type { TightPairs } from "../ties/tightPairs.js";
import type { Simplex } from "./simplex.js";
import type { Solving } from "./solving.js";

/** 1 for each arc that can still change. */
export function liveArcs({ flow, live, liveCount }: Simplex): Uint8Array {
  const isLive = new Uint8Array(flow.length);
  for (let at = 0; at < liveCount(); at++) isLive[live[at]] = 1;
  return isLive;
}

/** The pairs that can change; `undefined` where rows may want several columns, or have one that they have to keep. */
export function openPairs({ network, simplex, loads }: Solving, live: Uint8Array): TightPairs | undefined {
  const { pairs, pairStart, column } = network;
  if (loads.demands.some((demand) => demand !== 1)) return undefined;
  const rows = pairStart.length - 1;
  const start = new Int32Array(rows + 1);
  const open = new Int32Array(column.length);
  let count = 0;
  for (let i = 0; i < rows; i++) {
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      if (live[pairs.first + at] !== 0) open[count++] = column[at];
      else if (simplex.flow[pairs.first + at] > 0) return undefined;
    }
    start[i + 1] = count;
  }
  return { start, column: open.subarray(0, count) };
}
