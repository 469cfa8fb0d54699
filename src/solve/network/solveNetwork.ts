import type { Lottery } from "../assignment.js";
import type { Loads } from "../read/loads.js";
import type { LoadedProblem, Prices, StagedAnswer } from "../stagedAnswer.js";
import { drawPairs } from "../ties/drawPairs.js";
import { findTies, type TiedFlow } from "../ties/findTies.js";
import { createSeatNetwork, type SeatNetwork } from "./seatNetwork.js";
import { createSimplex, type Simplex } from "./simplex.js";
import type { Proven, Starts, Witness } from "./solving.js";
import { solveStages } from "./stages.js";

const METHOD = "network";

/**
 * Solves any objective under any loads and quotas as one flow, stage after stage, and lets the lottery decide in the end;
 * undefined where no assignment meets the lower bounds. The starts change nothing but the time it takes.
 *
 * Time: a run of the network simplex for each component, over the pairs that may still change. Space about 80 bytes for
 * each allowed pair.
 */
export function solveNetwork(
  problem: LoadedProblem,
  lottery: Lottery | undefined,
  { tick, starts }: { readonly tick?: (() => void) | undefined; readonly starts?: Starts } = {},
): StagedAnswer | undefined {
  const { stages, loads } = problem;
  const network = createSeatNetwork({ ...problem, unitSeats: stages.includes("balance") });
  const simplex = createSimplex(network, tick);
  if (simplex.shortfall() > 0) return undefined;
  const solving = { network, simplex, loads, starts };
  let drawn: readonly number[] | undefined;
  const { proven, witness } = solveStages(solving, stages, (stage) => {
    if (stage === "draw") drawn = findTies(toTied(network, simplex)).rows;
  });
  const answer = {
    method: METHOD,
    ...(drawn === undefined ? {} : { drawn }),
    components: proven.map(({ component }) => component),
    ...toPrices(network, proven, loads),
    ...(witness === undefined ? {} : { floor: toFloor({ network, loads }, proven, witness) }),
  };
  if (lottery === undefined) return { ...answer, pairs: pairsOf(network, simplex) };

  const ties = findTies(toTied(network, simplex));
  // everyone alike: first who is matched, then with whom
  const alike = { ...loads, lottery, priorities: loads.priorities.map(() => 0) };
  solveStages({ ...solving, loads: alike }, ["draw"]);
  drawPairs(toTied(network, simplex), lottery);
  return { ...answer, ties, pairs: pairsOf(network, simplex) };
}

function toTied(network: SeatNetwork, { flow, live, liveCount }: Simplex): TiedFlow {
  const { placeStart, seatStart, seats, pairs, columnNode, rowNode, ...rest } = network;
  const range = (first: number, end: number) => Array.from({ length: end - first }, (_, at) => first + at);
  return {
    ...rest,
    flow,
    live: live.slice(0, liveCount()),
    firstPair: pairs.first,
    columns: seatStart.length - 1,
    placesOf: (row) => range(placeStart[row], placeStart[row + 1]),
    seatsOf: (column) => range(seats.first + seatStart[column], seats.first + seatStart[column + 1]),
  };
}

function pairsOf({ pairStart, column, pairs }: SeatNetwork, { flow }: Simplex): [row: number, column: number][] {
  const list: [number, number][] = [];
  for (let i = 0; i + 1 < pairStart.length; i++) {
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) if (flow[pairs.first + at] > 0) list.push([i, column[at]]);
  }
  return list;
}

function toPrices(network: SeatNetwork, proven: readonly Proven[], { quotas }: Loads): Prices {
  const quotaPrices = proven.map((one) => quotaPricesOf(network, one));
  network.limits.forEach(({ quota, column = 0 }, limit) => {
    const { min, used } = quotas[quota];
    if (used[column] <= min) return;
    // pairs outside are more than the minimum already: below zero nothing counts here but them, and zero proves it too
    const sign = quotaPrices.find((part) => part[limit] !== 0)?.[limit] ?? 0;
    if (sign < 0) for (const part of quotaPrices) part[limit] = 0;
  });
  return {
    rowPrices: proven.map((one) => rowPricesOf(network, one)),
    columnPrices: proven.map((one) => columnPricesOf(network, one)),
    quotaPrices,
  };
}

/** What a place costs, and what the row's last place counts: the price is that of what a pair brings with that. */
function rowPricesOf({ placeStart, rowNode, rowAbove }: SeatNetwork, { potential, lastPlaces }: Proven): Float64Array {
  return Float64Array.from({ length: placeStart.length - 1 }, (_, i) => {
    return potential[rowNode(i)] - potential[rowAbove(i)] + (lastPlaces?.[i] ?? 0) + 0;
  });
}

function columnPricesOf({ seatStart, columnNode, columnAbove }: SeatNetwork, { potential }: Proven): Float64Array {
  return Float64Array.from({ length: seatStart.length - 1 }, (_, j) => {
    return potential[columnAbove(j)] - potential[columnNode(j)] + 0;
  });
}

/** A quota's arc leads towards rows on their side and away from columns on theirs; its price is what flow gains along it. */
function quotaPricesOf({ limits, from, to }: SeatNetwork, { potential }: Proven): Float64Array {
  return Float64Array.from(limits, ({ arc }) => potential[to[arc]] - potential[from[arc]] + 0);
}

function toFloor(
  { network, loads }: { readonly network: SeatNetwork; readonly loads: Loads },
  proven: readonly Proven[],
  witness: Witness,
): NonNullable<StagedAnswer["floor"]> {
  const { pairStart, column } = network;
  // pairs ascend, so that rows are gone through once
  let row = 0;
  const toPair = (at: number) => {
    while (pairStart[row + 1] <= at) row++;
    return [row, column[at]] as const;
  };
  return {
    component: witness.component,
    pairs: witness.pairs.map(toPair),
    ...toPrices(network, [...proven.slice(0, witness.after), witness], loads),
  };
}
