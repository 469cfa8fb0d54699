import type { Ends } from "./seatNodes.js";

/** An arc that carries at least `low`, if that can be, and at most `most`. */
export interface BoundedArc {
  readonly ends: Ends;
  readonly low: number;
  readonly most: number;
}

/**
 * By how much the lower bounds have to be lowered, all together, at least, so that some flow round the network meets
 * them; 0 where one does already.
 *
 * Every bound is met at first, and what then comes in at a node and does not go out is led as cheaply as can be to
 * where it is missing: along arcs at no cost, back along a bound at a cost of one for each unit that it is
 * lowered by. Time O(arcs) for each round of ways, of which there are at most as many as units.
 *
 * Source: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows", Prentice Hall, 1993, section 9.7 (successive
 * shortest paths).
 */
export function leastLowering(nodes: number, arcs: readonly BoundedArc[]): number {
  // an arc and its reverse stand together; a bound is an arc of its own that is full, beside the room above it
  const from: number[] = [];
  const to: number[] = [];
  const room: number[] = [];
  const cost: number[] = [];
  const excess = new Float64Array(nodes);
  const add = ([tail, head]: Ends, rooms: readonly [forwards: number, backwards: number], back: number): void => {
    from.push(tail, head);
    to.push(head, tail);
    room.push(...rooms);
    cost.push(-back, back);
  };
  for (const { ends, low, most } of arcs) {
    if (most > low) add(ends, [most - low, 0], 0);
    if (low === 0) continue;
    add(ends, [0, low], 1);
    excess[ends[1]] += low;
    excess[ends[0]] -= low;
  }
  const leaving = groupByTail(from, nodes);

  let lowered = 0;
  for (;;) {
    const { distance, by } = cheapestWays({ nodes, to, room, cost, leaving }, excess);
    const ends = [...excess.keys()].filter((node) => excess[node] < 0);
    if (ends.length === 0) return lowered;
    // all ways that were found are cheapest ones, and stay so whatever is led along others of them
    for (const end of ends.sort((a, b) => distance[a] - distance[b])) {
      let units = -excess[end];
      let start = end;
      for (let arc = by[start]; arc >= 0; arc = by[start]) {
        units = Math.min(units, room[arc]);
        start = from[arc];
      }
      units = Math.min(units, excess[start]);
      if (!(units > 0)) continue;
      for (let node = end, arc = by[node]; arc >= 0; arc = by[node]) {
        room[arc] -= units;
        room[arc ^ 1] += units;
        node = from[arc];
      }
      excess[start] -= units;
      excess[end] += units;
      lowered += units * distance[end];
    }
  }
}

interface Ways {
  readonly nodes: number;
  readonly to: readonly number[];
  readonly room: readonly number[];
  readonly cost: readonly number[];
  readonly leaving: { readonly start: Int32Array; readonly arc: Int32Array };
}

/** From wherever there is too much, the cheapest way to each node, and the arc by which it arrives. */
function cheapestWays({ nodes, to, room, cost, leaving }: Ways, excess: Float64Array) {
  const distance = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY);
  const by = new Int32Array(nodes).fill(-1);
  const isQueued = new Uint8Array(nodes);
  let queue: number[] = [];
  for (let node = 0; node < nodes; node++) {
    if (!(excess[node] > 0)) continue;
    distance[node] = 0;
    queue.push(node);
  }
  while (queue.length > 0) {
    const next: number[] = [];
    for (const node of queue) {
      isQueued[node] = 0;
      for (let at = leaving.start[node]; at < leaving.start[node + 1]; at++) {
        const arc = leaving.arc[at];
        if (room[arc] === 0 || !(distance[node] + cost[arc] < distance[to[arc]])) continue;
        distance[to[arc]] = distance[node] + cost[arc];
        by[to[arc]] = arc;
        if (isQueued[to[arc]] === 1) continue;
        isQueued[to[arc]] = 1;
        next.push(to[arc]);
      }
    }
    queue = next;
  }
  return { distance, by };
}

function groupByTail(from: readonly number[], nodes: number): Ways["leaving"] {
  const start = new Int32Array(nodes + 1);
  for (const node of from) start[node + 1]++;
  for (let node = 0; node < nodes; node++) start[node + 1] += start[node];
  const next = start.slice();
  const arc = new Int32Array(from.length);
  from.forEach((node, index) => {
    arc[next[node]++] = index;
  });
  return { start, arc };
}
