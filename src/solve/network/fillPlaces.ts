import { createResidual } from "../ties/residual.js";
import { greatestFlow } from "./greatestFlow.js";
import type { Solving } from "./solving.js";

/**
 * Has as many of the places that count be filled as can be beside what the others carry, as a start for `matched`: with
 * the root in two, as the source of places and the sink of seats, this is a greatest flow. Bounds of any kind are kept to.
 */
export function fillPlaces({ network, simplex }: Pick<Solving, "network" | "simplex">, cost: Float64Array): void {
  const { nodes, places, to, room } = network;
  const source = nodes;
  const from = network.from.slice();
  for (let e = 0; e < from.length; e++) if (from[e] === 0) from[e] = source;
  const flow = simplex.flow.slice();
  const open = simplex.live.slice(0, simplex.liveCount());
  let count = 0;
  for (const e of open) if (e >= places.end || cost[e] !== 0) open[count++] = e;
  const residual = createResidual({ nodes: nodes + 1, from, to, room, flow }, open.subarray(0, count));
  if (greatestFlow(residual, source, 0) > 0) simplex.adopt(flow);
}
