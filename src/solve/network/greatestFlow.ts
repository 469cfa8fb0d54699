import type { Residual } from "../ties/residual.js";

/**
 * Sends as many units from a source to a sink as can be sent, one after the other along paths that are shortest at the
 * time; returns how many these are. Time O(arcs) for each length of a path, and that of the paths.
 *
 * Source: E. A. Dinic, "Algorithm for solution of a problem of maximum flow in networks with power estimation", Soviet
 * Math. Doklady 11:1277–1280, 1970.
 */
export function greatestFlow(residual: Residual, source: number, sink: number): number {
  const { nodes, from, to, room, flow, start, arc, fast } = residual;
  const distance = new Int32Array(nodes);
  const queue = new Int32Array(nodes);
  // where the list of each node goes on, and the arcs of the path so far
  const place = new Int32Array(nodes);
  const path = new Int32Array(nodes);
  let sent = 0;

  /** Counts how far nodes are from the sink, as far as the source is; false where there is no way. */
  const measure = (): boolean => {
    distance.fill(-1);
    distance[sink] = 0;
    queue[0] = sink;
    let count = 1;
    for (let at = 0; at < count && distance[source] < 0; at++) {
      const node = queue[at];
      for (let k = start[node]; k < start[node + 1]; k++) {
        const e = arc[k];
        const isInto = to[e] === node;
        const before = isInto ? from[e] : to[e];
        if (distance[before] >= 0 || fast[e] !== 0 || !(isInto ? flow[e] < room[e] : flow[e] > 0)) continue;
        distance[before] = distance[node] + 1;
        queue[count++] = before;
      }
    }
    return distance[source] >= 0;
  };

  while (measure()) {
    place.set(start.subarray(0, nodes));
    let node = source;
    let length = 0;
    for (;;) {
      if (node === sink) {
        for (; length > 0; length--) {
          const e = path[length - 1];
          const isInto = to[e] === node;
          flow[e] += isInto ? 1 : -1;
          node = isInto ? from[e] : to[e];
        }
        sent++;
      }
      let onwards = -1;
      for (; place[node] < start[node + 1]; place[node]++) {
        const e = arc[place[node]];
        const isOut = from[e] === node;
        const next = isOut ? to[e] : from[e];
        if (distance[next] !== distance[node] - 1 || fast[e] !== 0) continue;
        if (!(isOut ? flow[e] < room[e] : flow[e] > 0)) continue;
        onwards = next;
        break;
      }
      if (onwards >= 0) {
        path[length++] = arc[place[node]];
        node = onwards;
      } else if (length === 0) break;
      else {
        const e = path[--length];
        node = to[e] === node ? from[e] : to[e];
        place[node]++;
      }
    }
  }
  return sent;
}
