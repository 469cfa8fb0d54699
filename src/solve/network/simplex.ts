import { issue, TelemachusError } from "../../errors.js";
import { arcsByNode } from "../ties/residual.js";

/**
 * A network in which flow goes round: what enters a node leaves it. Arc e leads from `from[e]` to `to[e]` and carries
 * from `low[e]` to `low[e] + room[e]` whole units. Node 0 is the root.
 */
export interface Network {
  readonly nodes: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly low: Int32Array;
  readonly room: Int32Array;
  /** All arcs, in the order in which they are looked at; their own where it is not given. */
  readonly order?: Int32Array;
}

/** More than any flow. */
export const PLENTY = 2 ** 30;

/** A flow that goes through cost functions one after the other, each at its least among the optima of those before. */
export interface Simplex {
  /** What each arc carries above its `low`. */
  readonly flow: Int32Array;
  /** The arcs that may still change, `liveCount()` of them at the start of the list. */
  readonly live: Int32Array;
  readonly liveCount: () => number;
  /** How much is missing that lower bounds ask for; 0 before anything else is asked. */
  readonly shortfall: () => number;
  /** The potentials that prove that no less is missing, at a cost of 1 for each unit. */
  readonly feasible: Float64Array;
  /**
   * Makes the sum of cost · flow as small as it can be, and returns the potentials that prove it: an arc's reduced cost
   * `cost + potential[from] − potential[to]` is at least 0 where it carries its least, at most 0 where it carries its most.
   * Costs are whole numbers whose sums along any path stay below 2^53; those of arcs that are not live are not read.
   */
  readonly minimise: (cost: Float64Array) => Float64Array;
  /** Keeps to the optima of the last cost function: arcs that cannot change among them are live no more. */
  readonly settle: () => void;
  /**
   * Goes on from another flow within the same optima. Arcs that carry something between their least and their most must
   * not close a cycle, whichever way they lead; the artificial arcs have to be empty.
   */
  readonly adopt: (flow: Int32Array) => void;
}

const AT_LEAST = 1;
const IN_TREE = 0;
const AT_MOST = -1;

/** Which way the arc between a node and its parent leads. */
const UP = 1;
const DOWN = -1;

/** Pricing looks at so many arcs at a time at least. */
const SMALLEST_BLOCK = 32;
const PIVOTS_BETWEEN_TICKS = 1024;

/**
 * The primal network simplex method, kept open: each cost function starts from the tree that the one before ended with.
 *
 * The tree is strongly feasible (from every node some more flow can be sent to the root), so that it never cycles, though
 * nearly all pivots of an assignment move nothing. Arcs enter by block search: the most violated of a block of the live
 * arcs, block after block. At first every node hangs at the root by an artificial arc; to empty these is the first cost
 * function, and that they stay empty follows from settling it.
 *
 * Time: in practice a small multiple of nodes pivots for each cost function, each O(nodes) at worst.
 *
 * Source: W. H. Cunningham, "A network simplex method", Math. Programming 11:105–116, 1976; block search and child lists
 * after Z. Király, P. Kovács, "Efficient implementations of minimum-cost flow algorithms", Acta Univ. Sapientiae Inf.
 * 4(1):67–118, 2012. Departure: several cost functions, with arcs of non-zero reduced cost held fast between them.
 */
export function createSimplex(network: Network, tick: () => void = () => {}): Simplex {
  const { nodes } = network;
  const real = network.from.length;
  const arcs = real + nodes;
  const from = new Int32Array(arcs);
  const to = new Int32Array(arcs);
  const room = new Int32Array(arcs).fill(PLENTY);
  from.set(network.from);
  to.set(network.to);
  room.set(network.room);
  const flow = new Int32Array(arcs);
  const state = new Int8Array(arcs).fill(AT_LEAST);

  // the tree: node n hangs at parent[n] by the arc pred[n]
  const parent = new Int32Array(nodes).fill(-1);
  const pred = new Int32Array(nodes).fill(-1);
  const way = new Int8Array(nodes);
  const depth = new Int32Array(nodes);
  const child = new Int32Array(nodes).fill(-1);
  const next = new Int32Array(nodes).fill(-1);
  const previous = new Int32Array(nodes).fill(-1);

  const live = new Int32Array(real);
  let count = 0;
  for (let at = 0; at < real; at++) {
    const e = network.order?.[at] ?? at;
    if (room[e] > 0) live[count++] = e;
  }

  const attach = (node: number, above: number): void => {
    parent[node] = above;
    previous[node] = -1;
    next[node] = child[above];
    if (child[above] >= 0) previous[child[above]] = node;
    child[above] = node;
  };
  const detach = (node: number): void => {
    if (previous[node] >= 0) next[previous[node]] = next[node];
    else child[parent[node]] = next[node];
    if (next[node] >= 0) previous[next[node]] = previous[node];
  };

  // what lower bounds put into nodes, or take out of them, goes over artificial arcs at first
  const surplus = new Float64Array(nodes);
  for (let e = 0; e < real; e++) {
    if (network.low[e] === 0) continue;
    surplus[to[e]] += network.low[e];
    surplus[from[e]] -= network.low[e];
  }
  for (let node = 1; node < nodes; node++) {
    const e = real + node;
    const leads = surplus[node] >= 0;
    from[e] = leads ? node : 0;
    to[e] = leads ? 0 : node;
    flow[e] = Math.abs(surplus[node]);
    state[e] = IN_TREE;
    pred[node] = e;
    way[node] = leads ? UP : DOWN;
    depth[node] = 1;
    attach(node, 0);
  }

  const potential = new Float64Array(nodes);
  let cost: Float64Array = new Float64Array(0);
  const artificial = { cost: 1 };
  const costOf = (e: number): number => (e < real ? cost[e] : artificial.cost);

  /** Gives all nodes below one, and itself, the potentials and depths that its place in the tree implies. */
  const refresh = (top: number): void => {
    let node = top;
    for (;;) {
      if (node !== 0) {
        const above = parent[node];
        const price = costOf(pred[node]);
        potential[node] = way[node] === UP ? potential[above] - price : potential[above] + price;
        depth[node] = depth[above] + 1;
      }
      if (child[node] >= 0) {
        node = child[node];
        continue;
      }
      while (node !== top && next[node] < 0) node = parent[node];
      if (node === top) return;
      node = next[node];
    }
  };

  let cursor = 0;
  /** The next arc that is worth entering, -1 where none is. A block is left only when it has none. */
  const findEntering = (): number => {
    const block = Math.max(SMALLEST_BLOCK, Math.ceil(Math.sqrt(count)));
    let at = cursor < count ? cursor : 0;
    for (let looked = 0; looked < count; ) {
      const end = Math.min(count, at + block);
      let worst = 0;
      let entering = -1;
      for (let k = at; k < end; k++) {
        const e = live[k];
        const violation = state[e] * (cost[e] + potential[from[e]] - potential[to[e]]);
        if (violation < worst) {
          worst = violation;
          entering = e;
        }
      }
      cursor = at;
      if (entering >= 0) return entering;
      looked += end - at;
      at = end === count ? 0 : end;
    }
    return -1;
  };

  const pivot = (entering: number): void => {
    const isForwards = state[entering] === AT_LEAST;
    const tail = isForwards ? from[entering] : to[entering];
    const head = isForwards ? to[entering] : from[entering];
    let join = tail;
    for (let other = head; join !== other; ) {
      if (depth[join] >= depth[other]) join = parent[join];
      else other = parent[other];
    }

    // the last arc of the cycle to block, from the join on in the direction of the flow, leaves: so the tree stays strong
    let most = room[entering];
    let out = -1;
    let isOnTailSide = false;
    for (let node = tail; node !== join; node = parent[node]) {
      const e = pred[node];
      const left = way[node] === UP ? flow[e] : room[e] - flow[e];
      if (left < most) {
        most = left;
        out = node;
        isOnTailSide = true;
      }
    }
    for (let node = head; node !== join; node = parent[node]) {
      const e = pred[node];
      const left = way[node] === UP ? room[e] - flow[e] : flow[e];
      if (left <= most) {
        most = left;
        out = node;
        isOnTailSide = false;
      }
    }

    if (most > 0) {
      flow[entering] += isForwards ? most : -most;
      for (let node = tail; node !== join; node = parent[node]) flow[pred[node]] -= way[node] * most;
      for (let node = head; node !== join; node = parent[node]) flow[pred[node]] += way[node] * most;
    }
    if (out < 0) {
      state[entering] = -state[entering];
      return;
    }
    const leaving = pred[out];
    state[entering] = IN_TREE;
    state[leaving] = flow[leaving] === 0 ? AT_LEAST : AT_MOST;

    // turn the path from the entering arc to the leaving one round
    const low = isOnTailSide ? tail : head;
    let node = low;
    let above = isOnTailSide ? head : tail;
    let by = entering;
    let direction = from[entering] === node ? UP : DOWN;
    for (;;) {
      const before = { parent: parent[node], pred: pred[node], way: way[node] };
      detach(node);
      attach(node, above);
      pred[node] = by;
      way[node] = direction;
      if (node === out) break;
      above = node;
      by = before.pred;
      direction = -before.way;
      node = before.parent;
    }
    refresh(low);
  };

  const run = (): void => {
    refresh(0);
    const limit = 1000 * (arcs + nodes) + 1_000_000;
    for (let pivots = 1; ; pivots++) {
      const entering = findEntering();
      if (entering < 0) return;
      pivot(entering);
      if (pivots % PIVOTS_BETWEEN_TICKS === 0) tick();
      if (pivots > limit) throw endless();
    }
  };

  const settle = (): void => {
    let kept = 0;
    for (let at = 0; at < count; at++) {
      const e = live[at];
      if (state[e] === IN_TREE || cost[e] + potential[from[e]] - potential[to[e]] === 0) live[kept++] = e;
    }
    count = kept;
    cursor = 0;
  };

  cost = new Float64Array(real);
  run();
  let shortfall = 0;
  for (let e = real; e < arcs; e++) shortfall += flow[e];
  const feasible = potential.slice();
  if (shortfall === 0) settle();
  artificial.cost = 0;

  const adopt = (given: Int32Array): void => {
    flow.set(given);
    for (let at = 0; at < count; at++) state[live[at]] = flow[live[at]] === 0 ? AT_LEAST : AT_MOST;
    const { start, arc } = arcsByNode({ nodes, from, to }, live.subarray(0, count));
    const between = arcsByNode(
      { nodes, from, to },
      live.subarray(0, count).filter((e) => flow[e] > 0 && flow[e] < room[e]),
    );
    child.fill(-1);
    const queue = new Int32Array(nodes);
    const isHung = new Uint8Array(nodes);
    let hung = 0;
    const hang = (node: number, above: number, e: number): void => {
      isHung[node] = 1;
      queue[hung++] = node;
      if (node === 0) return;
      pred[node] = e;
      way[node] = from[e] === node ? UP : DOWN;
      state[e] = IN_TREE;
      attach(node, above);
    };
    // what carries something between its least and its most has to be in the tree, so that is hung first
    let joined = 0;
    const hangAll = (first: number, top: number, by: number): void => {
      hang(first, top, by);
      for (; joined < hung; joined++) {
        const above = queue[joined];
        for (let k = between.start[above]; k < between.start[above + 1]; k++) {
          const e = between.arc[k];
          const node = to[e] === above ? from[e] : to[e];
          if (isHung[node] === 0) hang(node, above, e);
        }
      }
    };
    // breadth first from the root, against the ways along which more can be sent; who is out of reach hangs at it as at first
    for (let first = 0, at = 0; first < nodes; first++) {
      if (isHung[first] !== 0) continue;
      const artificialArc = real + first;
      from[artificialArc] = first;
      to[artificialArc] = 0;
      hangAll(first, 0, artificialArc);
      for (; at < hung; at++) {
        const above = queue[at];
        for (let k = start[above]; k < start[above + 1]; k++) {
          const e = arc[k];
          const isUp = to[e] === above;
          const node = isUp ? from[e] : to[e];
          if (isHung[node] === 0 && (isUp ? flow[e] < room[e] : flow[e] > 0)) hangAll(node, above, e);
        }
      }
    }
  };

  return {
    flow,
    live,
    liveCount: () => count,
    shortfall: () => shortfall,
    feasible,
    minimise: (given) => {
      cost = given;
      run();
      return potential.slice();
    },
    settle,
    adopt,
  };
}

function endless(): TelemachusError {
  const expected = "an end within the bound on its steps";
  return new TelemachusError([issue("E_CERTIFICATE", [], { expected, received: "none: a defect of the kernel" })]);
}
