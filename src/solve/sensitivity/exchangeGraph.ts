import type { Component, Stage } from "../assignment.js";
import { createCosts } from "../network/costs.js";
import { createSeatNetwork, type SeatNetwork } from "../network/seatNetwork.js";
import { arcsByNode } from "../ties/residual.js";
import type { Optimum } from "./optimum.js";

/** What a component counts for a pair. */
export type PairWorth =
  | { readonly by: "nothing" | "score" | "current" }
  | { readonly by: "choice"; readonly rank: number; readonly worth: number };

/**
 * What could flow otherwise round an optimum: places, seats and quotas as arcs, which are few, and pairs as they are.
 *
 * Potentials are read off the prices, so that a reduced cost, c + potential[from] − potential[to], is lexicographically
 * at least zero on every arc along which one more unit could flow.
 */
export interface ExchangeGraph {
  readonly network: SeatNetwork;
  /** What each arc carries beyond its minimum. */
  readonly flow: Int32Array;
  /** [component][arc]: what one unit costs. */
  readonly costs: readonly Float64Array[];
  /** [component][node] */
  readonly potentials: readonly Float64Array[];
  readonly worths: readonly PairWorth[];
  /** The arcs of each node, at both their ends. */
  readonly start: Int32Array;
  readonly arc: Int32Array;
  /** The columns of each row's pairs. */
  readonly held: readonly (readonly number[])[];
  /** The rows whose pairs lead to a node. */
  readonly holders: ReadonlyMap<number, readonly number[]>;
  /** The column that a node belongs to; −1 for nodes of rows, of quotas of rows or of columns, and the root. */
  readonly columnOf: Int32Array;
}

/** Builds the graph. Time and space O((rows + columns + limits) · components). */
export function createExchangeGraph(optimum: Optimum): ExchangeGraph {
  const { rows, columns, capacities, loads, stages, pairs, components } = optimum;
  const none = { form: "sparse", start: new Int32Array(rows + 1), column: new Int32Array(), score: new Float64Array() };
  const network = createSeatNetwork({
    ...{ rows, columns, capacities, loads },
    scores: none as Parameters<typeof createSeatNetwork>[0]["scores"],
    unitSeats: stages.includes("balance"),
  });
  const costOf = createCosts({ network, loads });
  const costs = components.map((component) => costOf(component).slice());

  const held: number[][] = Array.from({ length: rows }, () => []);
  const holders = new Map<number, number[]>();
  for (const [row, column] of pairs) {
    held[row].push(column);
    const node = network.pairNode(row, column);
    const known = holders.get(node);
    if (known === undefined) holders.set(node, [row]);
    else known.push(row);
  }
  return {
    ...{ network, costs, held, holders },
    flow: flowOf(optimum, network, held),
    potentials: components.map((_, k) => potentialOf(optimum, network, costs[k], k)),
    worths: components.map(worthOf),
    ...arcsByNode(network, Int32Array.from(network.from.keys())),
    columnOf: columnsOfNodes(optimum, network),
  };
}

const counting: { readonly [Name in Stage]?: (of: number | undefined) => PairWorth } = {
  total: () => ({ by: "score" }),
  continuity: () => ({ by: "current" }),
  choices: (of = 0) => ({ by: "choice", rank: of, worth: 1 }),
  "choices:generous": (of) => (of === undefined ? { by: "nothing" } : { by: "choice", rank: of, worth: -1 }),
};

function worthOf({ stage, of }: Component): PairWorth {
  return counting[stage]?.(of) ?? { by: "nothing" };
}

function flowOf(
  { rows, columns, pairs, loads }: Optimum,
  { from, low, room, placeStart, seats, seatStart, limits }: SeatNetwork,
  held: readonly (readonly number[])[],
): Int32Array {
  const flow = new Int32Array(from.length);
  for (let i = 0; i < rows; i++) flow.fill(1, placeStart[i], placeStart[i] + held[i].length);
  const load = new Int32Array(columns);
  for (const [, column] of pairs) load[column]++;
  for (let j = 0; j < columns; j++) {
    let left = load[j];
    for (let e = seats.first + seatStart[j]; e < seats.first + seatStart[j + 1]; e++) {
      const carried = Math.min(left, low[e] + room[e]);
      flow[e] = carried - low[e];
      left -= carried;
    }
  }
  const counts = loads.quotas.map(({ side, of, members }) => {
    const isMember = new Set(members);
    const count = new Int32Array(of === "perColumn" ? columns : 1);
    for (const [row, column] of pairs) {
      if (isMember.has(side === "rows" ? row : column)) count[of === "perColumn" ? column : 0]++;
    }
    return count;
  });
  for (const { arc, quota, column = 0 } of limits) flow[arc] = counts[quota][column] - low[arc];
  return flow;
}

/** The differences of potentials are the prices; the root's is 0, and quotas stand before those within them. */
function potentialOf(
  { rows, columns, loads, rowPrices, columnPrices, quotaPrices = [] }: Optimum,
  { nodes, from, to, placeStart, limits, rowNode, columnNode, rowAbove, columnAbove }: SeatNetwork,
  cost: Float64Array,
  k: number,
): Float64Array {
  const potential = new Float64Array(nodes);
  // in the order of arcs, quotas come before those within them
  const inOrder = limits.map(({ arc, quota, column }, limit) => ({ arc, quota, column, price: quotaPrices[k][limit] }));
  inOrder.sort((a, b) => a.arc - b.arc);
  for (const { arc, quota, column, price } of inOrder) {
    if (column !== undefined) continue;
    // those of rows lead away from the root, those of columns towards it
    if (loads.quotas[quota].side === "rows") potential[to[arc]] = potential[from[arc]] + price;
    else potential[from[arc]] = potential[to[arc]] - price;
  }
  for (let i = 0; i < rows; i++) {
    const end = placeStart[i + 1];
    const last = end > placeStart[i] ? -cost[end - 1] : 0;
    potential[rowNode(i)] = rowPrices[k][i] - last + potential[rowAbove(i)];
  }
  for (let j = 0; j < columns; j++) potential[columnNode(j)] = potential[columnAbove(j)] - columnPrices[k][j];
  for (const { arc, column, price } of inOrder) {
    if (column !== undefined) potential[from[arc]] = potential[to[arc]] - price;
  }
  return potential;
}

function columnsOfNodes({ columns }: Optimum, { nodes, from, columnNode, limits }: SeatNetwork): Int32Array {
  const columnOf = new Int32Array(nodes).fill(-1);
  for (let j = 0; j < columns; j++) columnOf[columnNode(j)] = j;
  for (const { arc, column } of limits) if (column !== undefined) columnOf[from[arc]] = column;
  return columnOf;
}
