import type { Residual } from "./residual.js";

/** A search for a path along which one more unit can go, from both its ends, always on at the one that has cost less. */
export interface PathSearch {
  /**
   * Whether a path leads from one node to another that is in the same component. In vain it costs no more than about
   * twice the smaller of what lies behind the one and what lies before the other.
   */
  readonly find: (first: number, last: number) => boolean;
  /** Moves one unit along the path that was found. */
  readonly push: () => void;
  /** After a search in vain: all nodes behind the one, or all before the other. */
  readonly closed: () => Int32Array;
}

/** One half of a search: along the ways on which flow can go, or against them. */
interface Half {
  /** The nodes reached, in order, of which the first `count` are of this search; and the arc to each but the first. */
  readonly queue: Int32Array;
  count: number;
  readonly by: Int32Array;
  /** The last search that has reached a node. */
  readonly reachedBy: Int32Array;
  /** How many nodes have been looked at, and how many arcs for it. */
  done: number;
  work: number;
}

/** Returns the search, which keeps within the components of a residual graph, as `component` numbers them at the time. */
export function createPathSearch(residual: Residual, component: Int32Array): PathSearch {
  const { nodes, from, to, room, flow, start, arc, fast } = residual;
  const forwards = createHalf(nodes);
  const backwards = createHalf(nodes);
  let searches = 0;
  let meeting = -1;
  let closed = forwards;

  const begin = (half: Half, node: number): void => {
    half.reachedBy[node] = searches;
    half.queue[0] = node;
    half.count = 1;
    half.done = 0;
    half.work = 0;
  };

  /** Goes on from a half's next node, until it meets the other half. */
  const goOn = (half: Half, other: Half): void => {
    const { queue, by, reachedBy } = half;
    const isForwards = half === forwards;
    const node = queue[half.done++];
    const own = component[node];
    let at = start[node];
    while (at < start[node + 1] && meeting < 0) {
      const e = arc[at++];
      if (fast[e] !== 0) continue;
      const isOut = from[e] === node;
      const neighbour = isOut ? to[e] : from[e];
      if (reachedBy[neighbour] === searches || component[neighbour] !== own) continue;
      if (!(isOut === isForwards ? flow[e] < room[e] : flow[e] > 0)) continue;
      reachedBy[neighbour] = searches;
      by[neighbour] = e;
      queue[half.count++] = neighbour;
      if (other.reachedBy[neighbour] === searches) meeting = neighbour;
    }
    half.work += at - start[node];
  };

  /** Moves one unit between a half's first node and where the halves met. */
  const pushHalf = (half: Half): void => {
    const { queue, by } = half;
    let node = meeting;
    while (node !== queue[0]) {
      const e = by[node];
      const isOut = from[e] === node;
      // forwards the path leads to the node, backwards away from it
      flow[e] += isOut === (half === backwards) ? 1 : -1;
      node = isOut ? to[e] : from[e];
    }
  };

  return {
    find: (first, last) => {
      searches++;
      meeting = first === last ? first : -1;
      begin(forwards, first);
      begin(backwards, last);
      while (meeting < 0) {
        const half = forwards.work <= backwards.work ? forwards : backwards;
        closed = half;
        if (half.done === half.count) return false;
        goOn(half, half === forwards ? backwards : forwards);
      }
      return true;
    },
    push: () => {
      pushHalf(forwards);
      pushHalf(backwards);
    },
    closed: () => closed.queue.subarray(0, closed.count),
  };
}

function createHalf(nodes: number): Half {
  return {
    queue: new Int32Array(nodes),
    count: 0,
    by: new Int32Array(nodes),
    reachedBy: new Int32Array(nodes),
    done: 0,
    work: 0,
  };
}
