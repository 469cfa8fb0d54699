import type { Component, Stage } from "../assignment.js";
import { kindOf } from "../families.js";
import { drawnOrder } from "../objective.js";
import type { Loads } from "../read/loads.js";
import type { SeatNetwork } from "./seatNetwork.js";
import type { Simplex } from "./simplex.js";
import { startPairs } from "./startPairs.js";

/** A component whose sum is as great as it can be, with the potentials that prove it. */
export interface Proven {
  readonly component: Component;
  readonly potential: Float64Array;
  /** What each row's last place counts; nothing where it is not given. */
  readonly lastPlaces?: Float64Array;
}

/** Proves the lowest score: pairs, by their arcs, of which as few as possible are at most that. */
export interface Witness extends Proven {
  /** How many components come before. */
  readonly after: number;
  readonly pairs: readonly number[];
}

/** All components in their order. */
export interface ProvenStages {
  readonly proven: readonly Proven[];
  readonly witness?: Witness;
}

/** A network that is being solved. */
export interface Solving {
  readonly network: SeatNetwork;
  readonly simplex: Simplex;
  readonly loads: Loads;
}

/** Reaches the stages one after the other; the flow is at an optimum of all of them in the end. */
export function solveStages(solving: Solving, stages: readonly Stage[]): ProvenStages {
  const proven: Proven[] = [];
  const worth = createWorth(solving);
  let witness: Witness | undefined;
  for (const stage of stages) {
    for (const component of componentsOf(stage, solving.loads)) {
      const reached = reach(solving, component, worth);
      if (proven.length === 0) withFeasibility(solving, reached);
      const { cost: _, ...one } = reached;
      proven.push(one);
    }
    if (stage === "leximin") proven.push(...reachLeximin(solving));
    if (stage === "floor") {
      const after = proven.length;
      const floor = reachFloor(solving);
      proven.push(...floor.proven);
      if (floor.witness !== undefined) witness = { ...floor.witness, after };
    }
  }
  return witness === undefined ? { proven } : { proven, witness };
}

/** The components of a stage that can be told before it is solved. */
function componentsOf(stage: Stage, loads: Loads): readonly Component[] {
  const choices = loads.choices.reduce((most, list) => Math.max(most, list.length), 0);
  switch (stage) {
    case "matched":
      return upTo(loads.demands.reduce((most, demand, row) => Math.max(most, loads.filled[row] + demand), 1)).map(
        (of) => ({ stage, of }),
      );
    case "priority":
      return isByOne(loads) ? priorityLevels(loads).map((of) => ({ stage, of })) : [{ stage }];
    case "draw":
      return isByOne(loads) ? upTo(loads.demands.length).map((place) => ({ stage, of: place - 1 })) : [{ stage }];
    case "choices":
      return upTo(choices).map((of) => ({ stage, of }));
    case "choices:generous":
      return [
        { stage },
        { stage, of: 0 },
        ...upTo(choices)
          .slice(1)
          .reverse()
          .map((of) => ({ stage, of })),
      ];
    default:
      return [{ stage }];
  }
}

/**
 * Whether rows have to be decided one by one, or priority by priority. The sets of rows that seats allow to be matched
 * together are a generalised matroid, in which any weights that fall in the order decide in that order; with quotas of
 * rows they no longer are.
 */
function isByOne({ quotas }: Loads): boolean {
  return quotas.some((quota) => kindOf(quota) === "rows");
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** The different priorities, the highest first. */
function priorityLevels({ priorities }: Loads): number[] {
  return [...new Set(priorities)].sort((a, b) => b - a);
}

/** Writes what a component counts, negated, for the live arcs; false where it counts nothing. */
type Worth = (component: Component, cost: Float64Array) => boolean;

function createWorth({ network, simplex, loads }: Solving): Worth {
  const { places, pairs, seats, placeStart, pairStart, column, score, seatStart } = network;
  const { live, liveCount } = simplex;
  const { filled } = loads;
  const rows = placeStart.length - 1;
  const isCounted = (cost: Float64Array): boolean => {
    for (let at = 0; at < liveCount(); at++) if (cost[live[at]] !== 0) return true;
    return false;
  };

  const firstPlaces = (cost: Float64Array, worth: (row: number) => number): void => {
    for (let i = 0; i < rows; i++) {
      if (filled[i] === 0 && placeStart[i + 1] > placeStart[i]) cost[placeStart[i]] = -worth(i) + 0;
    }
  };
  const allPlaces = (cost: Float64Array): void => void cost.fill(-1, places.first, places.end);
  // the rank that each pair has among its row's choices, 0 where it is none
  let ranks: Uint16Array | undefined;
  const rankOf = (): Uint16Array => {
    ranks ??= ranksOf(network, loads);
    return ranks;
  };
  const pairsOfRank = (cost: Float64Array, rank: number, worth: number): void => {
    const all = rankOf();
    for (let at = 0; at < all.length; at++) if (all[at] === rank) cost[pairs.first + at] = -worth;
  };

  const write: { readonly [Name in Stage]: (component: Component, cost: Float64Array) => void } = {
    matched: ({ of = 1 }, cost) => {
      for (let i = 0; i < rows; i++) {
        const e = placeStart[i] + of - filled[i] - 1;
        if (e >= placeStart[i] && e < placeStart[i + 1]) cost[e] = -1;
      }
    },
    priority: ({ of }, cost) => {
      const rising = priorityLevels(loads).reverse();
      const rankOf = new Map(rising.map((priority, index) => [priority, index + 1]));
      const { priorities } = loads;
      firstPlaces(cost, (row) => (of === undefined ? rankOf.get(priorities[row])! : Number(priorities[row] === of)));
    },
    draw: ({ of }, cost) => writeDraw(cost, drawnOrder(loads), of),
    total: (_, cost) => {
      for (let at = 0; at < score.length; at++) cost[pairs.first + at] = -score[at] + 0;
    },
    floor: (_, cost) => allPlaces(cost),
    leximin: (_, cost) => allPlaces(cost),
    choices: ({ of = 0 }, cost) => pairsOfRank(cost, of, 1),
    "choices:generous": ({ of }, cost) => (of === undefined ? allPlaces(cost) : pairsOfRank(cost, of, -1)),
    balance: (_, cost) => {
      for (let j = 0; j + 1 < seatStart.length; j++) {
        for (let at = seatStart[j]; at < seatStart[j + 1]; at++) {
          cost[seats.first + at] = 2 * (loads.taken[j] + at - seatStart[j] + 1) - 1;
        }
      }
    },
    continuity: (_, cost) => {
      for (let i = 0; i < rows; i++) {
        const kept = loads.current[i];
        if (kept.size === 0) continue;
        for (let at = pairStart[i]; at < pairStart[i + 1]; at++) if (kept.has(column[at])) cost[pairs.first + at] = -1;
      }
    },
  };
  const writeDraw = (cost: Float64Array, order: readonly number[], of: number | undefined): void => {
    const positions = new Map(order.map((row, position) => [row, position]));
    firstPlaces(cost, (row) => {
      const position = positions.get(row)!;
      return of === undefined ? rows - position : Number(position === of);
    });
  };
  return (component, cost) => {
    write[component.stage](component, cost);
    return isCounted(cost);
  };
}

function ranksOf({ pairStart, column }: SeatNetwork, { choices }: Loads): Uint16Array {
  const ranks = new Uint16Array(column.length);
  for (let i = 0; i + 1 < pairStart.length; i++) {
    const rankOf = new Map(Array.from(choices[i], (chosen, index) => [chosen, index + 1]));
    if (rankOf.size === 0) continue;
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) ranks[at] = rankOf.get(column[at]) ?? 0;
  }
  return ranks;
}

/** The stages whose components count pairs. */
const countPairs: ReadonlySet<Stage> = new Set(["total", "choices", "choices:generous", "continuity"]);

function reach(
  { network, simplex, loads }: Solving,
  component: Component,
  worth: Worth,
): Proven & { readonly cost: Float64Array } {
  const { placeStart, nodes, from } = network;
  const cost = new Float64Array(from.length);
  const isOpen = worth(component, cost);
  const lastPlaces = Float64Array.from({ length: placeStart.length - 1 }, (_, i) => {
    return placeStart[i + 1] > placeStart[i] ? -cost[placeStart[i + 1] - 1] : 0;
  });
  // where nothing that can still change counts, there is nothing to prove
  if (!isOpen) return { component, lastPlaces, cost, potential: new Float64Array(nodes) };
  if (countPairs.has(component.stage) && !lastPlaces.some((worth) => worth !== 0))
    startPairs({ network, simplex, loads }, cost);
  const potential = simplex.minimise(cost);
  simplex.settle();
  return { component, lastPlaces, cost, potential };
}

/**
 * Adds to the potentials of the first component as much of those of feasibility, which come before all components, that
 * every arc they hold fast has the sign they give it.
 */
function withFeasibility(
  { network, simplex }: Solving,
  { potential, cost }: { readonly potential: Float64Array; readonly cost: Float64Array },
): void {
  const { from, to, room } = network;
  const { feasible } = simplex;
  let times = 0;
  for (let e = 0; e < from.length; e++) {
    const held = feasible[from[e]] - feasible[to[e]];
    if (held === 0 || room[e] === 0) continue;
    const reduced = cost[e] + potential[from[e]] - potential[to[e]];
    if (reduced * Math.sign(held) <= 0) times = Math.max(times, Math.floor(-reduced / held) + 1);
  }
  for (let node = 0; times > 0 && node < potential.length; node++) potential[node] += times * feasible[node];
}

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
function reachLeximin(solving: Solving): Proven[] {
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
function reachFloor(solving: Solving): {
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
