import type { SeatNetwork } from "./seatNetwork.js";
import type { Proven, Solving, Witness } from "./solving.js";

/** The scores of all pairs in their order, and the place of each pair's own among them. */
interface Levels {
  readonly scores: Float64Array;
  readonly levelOf: Int32Array;
}

function levelsOf({ score }: SeatNetwork): Levels {
  const sorted = score.slice().sort();
  let count = 0;
  for (let at = 0; at < sorted.length; at++)
    if (at === 0 || sorted[at] !== sorted[at - 1]) sorted[count++] = sorted[at];
  const scores = sorted.slice(0, count);
  const levelOf = Int32Array.from(score, (value) => {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (scores[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low;
  });
  return { scores, levelOf };
}

/** What is asked again and again to find the lowest score. */
interface LevelSearch {
  readonly levels: Levels;
  /** Has as few pairs as possible at or below a level; returns how many. */
  readonly minimiseUpTo: (level: number) => { readonly count: number; readonly potential: Float64Array };
  /** Has as few pairs as possible at a level, and none between it and a lower one, which some flow can do. */
  readonly settleAt: (level: number, above: number) => { readonly count: number; readonly potential: Float64Array };
  /** The lowest level above one that some pair of the flow has; `Infinity` where none has. */
  readonly lowestAbove: (level: number) => number;
}

function createLevelSearch({ network, simplex, loads }: Solving): LevelSearch {
  const levels = levelsOf(network);
  const { levelOf } = levels;
  const { pairs } = network;
  const { flow, live, liveCount } = simplex;
  const cost = new Float64Array(network.from.length);
  // there are no more pairs than this, so that one pair less in between outweighs all others
  const outweighs = 2 + loads.demands.reduce((sum, demand) => sum + demand, 0);
  const minimise = (level: number, above: number): Float64Array => {
    for (let at = 0; at < liveCount(); at++) {
      const e = live[at];
      const own = e >= pairs.first && e < pairs.end ? levelOf[e - pairs.first] : Number.POSITIVE_INFINITY;
      cost[e] = own > above && own < level ? outweighs : Number(own <= level);
    }
    return simplex.minimise(cost);
  };
  const countUpTo = (level: number): number => {
    let count = 0;
    for (let e = pairs.first; e < pairs.end; e++) if (levelOf[e - pairs.first] <= level) count += flow[e];
    return count;
  };
  return {
    levels,
    minimiseUpTo: (level) => {
      const potential = minimise(level, level);
      return { count: countUpTo(level), potential };
    },
    settleAt: (level, above) => {
      const potential = minimise(level, above);
      return { count: countUpTo(level), potential };
    },
    lowestAbove: (level) => {
      let lowest = Number.POSITIVE_INFINITY;
      for (let e = pairs.first; e < pairs.end; e++) {
        const own = levelOf[e - pairs.first];
        if (flow[e] > 0 && own > level && own < lowest) lowest = own;
      }
      return lowest;
    },
  };
}

/**
 * The highest level that the next lowest pair can have, when `count` pairs are at `settled` or below: there more pairs
 * have to be at it or below, and at every lower one none has to. `undefined` where there is no further pair.
 */
function nextLevel({ minimiseUpTo, lowestAbove }: LevelSearch, settled: number, count: number): number | undefined {
  let reachable = lowestAbove(settled);
  if (reachable === Number.POSITIVE_INFINITY) return undefined;
  let blocked = Number.POSITIVE_INFINITY;
  let level = reachable;
  for (let step = 1; reachable < blocked; step *= 2) {
    if (minimiseUpTo(level).count > count) blocked = level;
    else reachable = level + 1;
    // the pairs that are left stand higher: so can these
    reachable = Math.max(reachable, Math.min(blocked, lowestAbove(settled)));
    level = blocked === Number.POSITIVE_INFINITY ? reachable + step - 1 : (reachable + blocked) >>> 1;
  }
  return blocked;
}

/**
 * Raises the lowest score, then the next, and so on: each level at which pairs have to be is a component.
 *
 * Source: R. E. Burkard, F. Rendl, "Lexicographic bottleneck problems", Oper. Res. Letters 10:303–308, 1991.
 */
export function reachLeximin(solving: Solving): Proven[] {
  const search = createLevelSearch(solving);
  const proven: Proven[] = [];
  let settled = -1;
  let count = 0;
  for (;;) {
    const level = nextLevel(search, settled, count);
    if (level === undefined) return proven;
    const least = search.settleAt(level, settled);
    solving.simplex.settle();
    settled = level;
    count = least.count;
    const component = { stage: "leximin", of: search.levels.scores[level] } as const;
    proven.push({ component, potential: least.potential });
  }
}

/** Raises the lowest score only. */
export function reachFloor(solving: Solving): {
  readonly proven: readonly Proven[];
  readonly witness?: Omit<Witness, "after">;
} {
  const { network, simplex } = solving;
  const search = createLevelSearch(solving);
  const level = nextLevel(search, -1, 0);
  if (level === undefined) return { proven: [] };
  const of = search.levels.scores[level];
  const { potential } = search.settleAt(level, -1);
  const { first, end } = network.pairs;
  const pairs: number[] = [];
  for (let e = first; e < end; e++) if (simplex.flow[e] > 0) pairs.push(e - first);
  const witness = { component: { stage: "leximin", of }, potential, pairs } as const;

  const below = search.minimiseUpTo(level - 1);
  simplex.settle();
  return { proven: [{ component: { stage: "floor", of }, potential: below.potential }], witness };
}
