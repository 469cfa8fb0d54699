import { createResidual } from "../ties/residual.js";
import { greatestFlow } from "./greatestFlow.js";
import type { SeatNetwork } from "./seatNetwork.js";
import type { Simplex } from "./simplex.js";

/** A network, and 1 for each arc that can still change. */
interface Adopting {
  readonly network: SeatNetwork;
  readonly simplex: Simplex;
  readonly live: Uint8Array;
}

/**
 * Takes over the columns of some rows, as far as what cannot change and the bounds of quotas allow: what they forbid is
 * sent other ways, along paths of as few arcs as possible.
 */
export function adoptColumns(
  { network, simplex, live }: Adopting,
  columnOf: (row: number) => number | undefined,
): void {
  const { pairs, placeStart, pairStart, column } = network;
  const flow = simplex.flow.slice();
  for (let i = 0; i + 1 < pairStart.length; i++) {
    const own = columnOf(i);
    if (own === undefined) continue;
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      if (live[pairs.first + at] !== 0) flow[pairs.first + at] = Number(column[at] === own);
    }
    const place = placeStart[i];
    if (placeStart[i + 1] > place && live[place] !== 0) flow[place] = Number(own >= 0);
  }
  const excess = carryOn({ network, live }, flow);
  if (excess.every((units) => units === 0) || sendBack(network, { flow, live, excess })) simplex.adopt(flow);
}

/** Has seats and quotas carry what pairs and places bring, as far as they can; returns what is left over at each node. */
function carryOn({ network, live }: Pick<Adopting, "network" | "live">, flow: Int32Array): Float64Array {
  const { nodes, from, to, low, room, pairs, seats, seatStart, columnNode, limits } = network;
  const excess = new Float64Array(nodes);
  for (let e = 0; e < from.length; e++) {
    if (e >= pairs.end && live[e] !== 0) flow[e] = 0;
    const units = low[e] + flow[e];
    excess[to[e]] += units;
    excess[from[e]] -= units;
  }
  const carry = (e: number, node: number): void => {
    if (live[e] === 0) return;
    const isOut = from[e] === node;
    flow[e] = Math.max(0, Math.min(isOut ? excess[node] : -excess[node], room[e]));
    excess[to[e]] += flow[e];
    excess[from[e]] -= flow[e];
  };
  // a quota's node comes after that of the quota around it, and its arc too
  const inwards = limits.map(({ arc, column }) => ({ arc, isPerColumn: column !== undefined }));
  inwards.sort((a, b) => b.arc - a.arc);
  for (const { arc, isPerColumn } of inwards) if (isPerColumn) carry(arc, Math.max(from[arc], to[arc]));
  for (let j = 0; j + 1 < seatStart.length; j++) {
    for (let at = seatStart[j]; at < seatStart[j + 1]; at++) carry(seats.first + at, columnNode(j));
  }
  for (const { arc, isPerColumn } of inwards) if (!isPerColumn) carry(arc, Math.max(from[arc], to[arc]));
  return excess;
}

/** Sends what is left over at some nodes to those where it is missing; false where not all of it gets there. */
function sendBack(
  network: SeatNetwork,
  { flow, live, excess }: { readonly flow: Int32Array; readonly live: Uint8Array; readonly excess: Float64Array },
): boolean {
  const { nodes } = network;
  // a source of what is left over, and a sink
  const source = nodes;
  const sink = nodes + 1;
  const ends = [...excess.keys()].filter((node) => excess[node] !== 0);
  const arcs = network.from.length;
  const extended = (values: Int32Array, more: (node: number) => number): Int32Array => {
    const list = new Int32Array(arcs + ends.length);
    list.set(values.subarray(0, arcs));
    ends.forEach((node, at) => {
      list[arcs + at] = more(node);
    });
    return list;
  };
  const all = {
    nodes: nodes + 2,
    from: extended(network.from, (node) => (excess[node] > 0 ? source : node)),
    to: extended(network.to, (node) => (excess[node] > 0 ? node : sink)),
    room: extended(network.room, (node) => Math.abs(excess[node])),
    flow: extended(flow, () => 0),
  };
  const open = new Int32Array(arcs + ends.length);
  let count = 0;
  for (let e = 0; e < open.length; e++) if (e >= arcs || live[e] !== 0) open[count++] = e;
  const residual = createResidual(all, open.subarray(0, count));
  const left = ends.reduce((sum, node) => sum + Math.max(0, excess[node]), 0);
  if (greatestFlow(residual, source, sink) < left) return false;
  flow.set(all.flow.subarray(0, arcs));
  return true;
}
