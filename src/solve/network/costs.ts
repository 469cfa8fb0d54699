import type { Component, Stage } from "../assignment.js";
import { priorityLevels } from "../components.js";
import { drawnOrder } from "../objective.js";
import type { Loads } from "../read/loads.js";
import type { SeatNetwork } from "./seatNetwork.js";
import type { Solving } from "./solving.js";

/** What a component counts on each arc, negated: a list that is valid until the next call. */
export type CostOf = (component: Component) => Float64Array;

export function createCosts({ network, loads }: Pick<Solving, "network" | "loads">): CostOf {
  const { places, pairs, seats, placeStart, pairStart, column, score, seatStart } = network;
  const { filled, priorities, taken, current } = loads;
  const rows = placeStart.length - 1;
  const cost = new Float64Array(network.from.length);

  const firstPlaces = (worth: (row: number) => number): void => {
    for (let i = 0; i < rows; i++) {
      if (filled[i] === 0 && placeStart[i + 1] > placeStart[i]) cost[placeStart[i]] = -worth(i) + 0;
    }
  };
  const allPlaces = (): void => void cost.fill(-1, places.first, places.end);
  // the rank that each pair has among its row's choices, 0 where it is none
  let ranks: Uint16Array | undefined;
  const pairsOfRank = (rank: number, worth: number): void => {
    ranks ??= ranksOf(network, loads);
    for (let at = 0; at < ranks.length; at++) if (ranks[at] === rank) cost[pairs.first + at] = -worth;
  };
  let positions: Int32Array | undefined;
  const positionsOf = (): Int32Array => {
    positions ??= positionsIn(drawnOrder(loads));
    return positions;
  };

  const write: { readonly [Name in Stage]: (of: number | undefined) => void } = {
    matched: (of = 1) => {
      for (let i = 0; i < rows; i++) {
        const e = placeStart[i] + of - filled[i] - 1;
        if (e >= placeStart[i] && e < placeStart[i + 1]) cost[e] = -1;
      }
    },
    priority: (of) => {
      const rising = priorityLevels(loads).reverse();
      const rankOf = new Map(rising.map((priority, index) => [priority, index + 1]));
      firstPlaces((row) => (of === undefined ? rankOf.get(priorities[row])! : Number(priorities[row] === of)));
    },
    draw: (of) => {
      const position = positionsOf();
      firstPlaces((row) => (of === undefined ? rows - position[row] : Number(position[row] === of)));
    },
    total: () => {
      for (let at = 0; at < score.length; at++) cost[pairs.first + at] = -score[at] + 0;
    },
    floor: allPlaces,
    leximin: allPlaces,
    choices: (of = 0) => pairsOfRank(of, 1),
    "choices:generous": (of) => (of === undefined ? allPlaces() : pairsOfRank(of, -1)),
    balance: () => {
      for (let j = 0; j + 1 < seatStart.length; j++) {
        for (let at = seatStart[j]; at < seatStart[j + 1]; at++) {
          cost[seats.first + at] = 2 * (taken[j] + at - seatStart[j] + 1) - 1;
        }
      }
    },
    continuity: () => {
      for (let i = 0; i < rows; i++) {
        const kept = current[i];
        if (kept.size === 0) continue;
        for (let at = pairStart[i]; at < pairStart[i + 1]; at++) if (kept.has(column[at])) cost[pairs.first + at] = -1;
      }
    },
  };
  // of a draw row by row there are as many components as rows: what was not written needs no clearing
  let written = { first: 0, end: 0 };
  return ({ stage, of }) => {
    cost.fill(0, written.first, written.end);
    write[stage](of);
    written = stage === "balance" ? seats : countsPairs(stage, of) ? pairs : places;
    return cost;
  };
}

function countsPairs(stage: Stage, of: number | undefined): boolean {
  if (stage === "choices:generous") return of !== undefined;
  return stage === "total" || stage === "choices" || stage === "continuity";
}

function positionsIn(order: readonly number[]): Int32Array {
  const positions = new Int32Array(order.length);
  order.forEach((row, position) => {
    positions[row] = position;
  });
  return positions;
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
