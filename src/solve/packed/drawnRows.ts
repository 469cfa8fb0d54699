import type { Prices } from "../prices/prices.js";
import { tiedRows } from "../ties/tiedRows.js";
import { keepTight, listTightPairs, type Optima, type PairList } from "./optima.js";
import { type Pack, unpackPrice } from "./packComponents.js";
import { type CountedProblem, countsOfRows, packValues } from "./packValues.js";

/** A pack that `draw` is in, solved. */
interface SolvedPack {
  readonly pack: Pack;
  /** The position of `draw` among all components. */
  readonly draw: number;
  readonly prices: Prices;
  readonly columnOfRow: Int32Array;
  /** The optima of the packs before, where there are any. */
  readonly among: Optima | undefined;
}

/**
 * The rows that are matched in some optima of the components before `draw` and unmatched in others. What is best in all
 * components of a pack is best in the first of them, and so much of the prices proves it.
 */
export function drawnRows(problem: CountedProblem, { pack, draw, prices, columnOfRow, among }: SolvedPack): number[] {
  const { capacities } = problem;
  const count = pack.components.indexOf(draw);
  if (count === 0) return among === undefined ? rowsWithSeats(problem) : tiedRowsOf(among, columnOfRow, capacities);

  const first = { ...pack, components: pack.components.slice(0, count), weights: pack.weights.slice(0, count) };
  const row = prices.row.map((price) => withoutLater(pack, count, price));
  const column = prices.column.map((price) => withoutLater(pack, count, price));
  const pairs = tightPairsOf(problem, first, { row, column }, among);
  const heldRows = Uint8Array.from(row, (price, i) => Number(price !== 0 || among?.heldRows[i] === 1));
  const heldColumns = Uint8Array.from(column, (price, j) => Number(price !== 0 || among?.heldColumns[j] === 1));
  return tiedRowsOf({ pairs, heldRows, heldColumns }, columnOfRow, capacities);
}

/** The pairs that are worth exactly their prices in a pack. */
function tightPairsOf(problem: CountedProblem, pack: Pack, prices: Prices, among: Optima | undefined): PairList {
  if (pack.inTurn) return keepTight(among!.pairs, countsOfRows(problem, pack), prices);
  return listTightPairs(packValues(problem, pack, among).kernelProblem, prices, among?.pairs);
}

function tiedRowsOf(
  { pairs, heldRows, heldColumns }: Optima,
  columnOfRow: Int32Array,
  capacities: readonly number[],
): number[] {
  return tiedRows(pairs, { columnOfRow, capacities, heldRows, heldColumns });
}

/** A packed price less the parts of later components. */
function withoutLater(pack: Pack, count: number, packed: number): number {
  const parts = unpackPrice(pack, packed);
  let price = packed;
  for (let k = count; k < parts.length; k++) price -= pack.weights[k] * parts[k];
  return price;
}

/** The rows that can be matched at all. */
function rowsWithSeats({ rows, columns, scores, capacities }: CountedProblem): number[] {
  const isAllowed = (row: number): boolean => {
    if (scores.form === "sparse") {
      const { start, column } = scores;
      for (let at = start[row]; at < start[row + 1]; at++) if (capacities[column[at]] > 0) return true;
      return false;
    }
    const { data } = scores;
    for (let j = 0; j < columns; j++) {
      if (capacities[j] > 0 && data[row * columns + j] !== Number.NEGATIVE_INFINITY) return true;
    }
    return false;
  };
  return Array.from({ length: rows }, (_, row) => row).filter(isAllowed);
}
