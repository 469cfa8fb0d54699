import { strongComponents } from "./strongComponents.js";

/**
 * A flow at its optimum with the arcs along which it can still change: arc e leads from `from[e]` to `to[e]` and carries
 * `flow[e]` of `room[e]`. What it carries can be moved round any cycle in which arcs are followed where there is room and
 * taken backwards where there is flow.
 */
export interface Residual {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly room: Int32Array;
  readonly flow: Int32Array;
  /** The arcs that can change, by node: node n has those from `start[n]` to `start[n + 1]`, each listed at both ends. */
  readonly start: Int32Array;
  readonly arc: Int32Array;
  /** 1 for arcs that are held fast. */
  readonly fast: Uint8Array;
}

/** Lists arcs by node, each at both its ends. Time O(nodes + arcs). */
export function arcsByNode(
  { nodes, from, to }: Pick<Residual, "nodes" | "from" | "to">,
  arcs: Int32Array,
): Pick<Residual, "start" | "arc"> {
  const start = new Int32Array(nodes + 1);
  for (const e of arcs) {
    start[from[e] + 1]++;
    start[to[e] + 1]++;
  }
  for (let node = 0; node < nodes; node++) start[node + 1] += start[node];
  const next = start.slice();
  const arc = new Int32Array(2 * arcs.length);
  for (const e of arcs) {
    arc[next[from[e]]++] = e;
    arc[next[to[e]]++] = e;
  }
  return { start, arc };
}

/** A flow in which only some arcs can change. */
export function createResidual(
  arcs: Pick<Residual, "nodes" | "from" | "to" | "room" | "flow">,
  live: Int32Array,
): Residual {
  const fast = new Uint8Array(arcs.from.length).fill(1);
  for (const e of live) fast[e] = 0;
  return { ...arcs, ...arcsByNode(arcs, live), fast };
}

/** Where one more unit can go from a node along an arc; -1 where none can. */
function onwards({ from, to, room, flow, fast }: Residual, node: number, e: number): number {
  if (fast[e] !== 0) return -1;
  if (from[e] === node) return flow[e] < room[e] ? to[e] : -1;
  return flow[e] > 0 ? from[e] : -1;
}

/** The strongly connected components of the residual graph: an arc of room 1 can change if and only if both its ends are in one. */
export function residualComponents(residual: Residual): Int32Array {
  const { nodes, start, arc } = residual;
  const place = start.slice(0, nodes);
  return strongComponents(nodes, (node) => {
    while (place[node] < start[node + 1]) {
      const neighbour = onwards(residual, node, arc[place[node]++]);
      if (neighbour >= 0) return neighbour;
    }
    return -1;
  });
}
