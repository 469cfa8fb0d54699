import type { KernelAnswer, SparseKernelProblem, WarmStart } from "../assignment.js";
import { openSides, type Seats, type Side, type Sides } from "./sides.js";
import { bidFromColumns, bidFromRows, raiseToBest } from "./sparseBid.js";
import { createSparseSearch } from "./sparseSearch.js";

/** What the sparse kernel found, with the prices of the rows too. */
export interface SparseAnswer extends KernelAnswer {
  readonly columnPrices: Float64Array;
  readonly rowPrices: Float64Array;
}

/**
 * Shortest augmenting paths over lists of allowed pairs, from the scarce side: where there are fewer seats than rows,
 * the columns look for rows.
 *
 * A column of any capacity is one node. Each of the side that looks bids for its best partners first; those left over
 * are assigned along shortest paths. A warm start keeps the earlier pairs that its prices still make best, and mends
 * the others: rows that could have something better, and priced columns that are no longer full.
 *
 * Time O(n · pairs · log) at worst for the n that are left over, space O(rows + columns), and once more the pairs where
 * columns look.
 *
 * Source: R. Jonker, A. Volgenant, Computing 38:325–340, 1987; D. P. Bertsekas, D. A. Castañón, "The auction algorithm
 * for the transportation problem", Annals of Operations Research 20:67–96, 1989, for the bids of several seats.
 */
export function sparsePaths(
  problem: SparseKernelProblem,
  warm?: WarmStart,
  tick?: (done: number) => void,
): SparseAnswer {
  return pathsWithin(problem, { warm, tick, patience: { looks: Number.POSITIVE_INFINITY } })!;
}

/** The same, or undefined once the searches have looked at more pairs than they may: on such problems paths are long. */
export function pathsWithin(
  problem: SparseKernelProblem,
  { warm, rowPrices, tick, patience }: Effort,
): SparseAnswer | undefined {
  const { rows, columns, start, bonus, capacities } = problem;
  const sides = openSides(problem);
  const seats = capacities.reduce((sum, capacity) => sum + capacity, 0);
  let looking = 0;
  for (let row = 0; row < rows; row++) if (start[row + 1] > start[row]) looking++;
  const rowsLook = warm !== undefined || seats >= looking;
  if (warm !== undefined) keepBest(sides, problem, warm);
  else if (rowsLook) bidFromRows(sides, problem);
  else {
    if (rowPrices !== undefined) sides.rows.price.set(rowPrices);
    bidFromColumns(sides, problem);
  }

  const search = createSparseSearch(Math.max(rows, columns), bonus);
  const fill = (side: Side, others: Seats): void => {
    for (let own = 0; own < side.price.length && patience.looks >= 0; own++) {
      while (side.spare[own] > 0 && side.price[own] > 0) patience.looks -= search(side, others, own);
      tick?.(Math.floor((rows * (own + 1)) / side.price.length));
    }
  };
  const lacks = ({ price, spare }: Seats) => price.some((value, at) => value > 0 && spare[at] > 0);
  if (rowsLook) fill(sides.rows, sides.seats);
  else fill(sides.columns(), sides.rows);
  // what a warm start left priced without being full
  if (lacks(sides.seats)) fill(sides.columns(), sides.rows);
  if (lacks(sides.rows)) fill(sides.rows, sides.seats);
  if (patience.looks < 0) return undefined;
  return { columnOfRow: sides.rows.first, columnPrices: sides.seats.price, rowPrices: sides.rows.price };
}

/** How many pairs searches may still look at; they count it down. */
export interface Patience {
  looks: number;
}

/** Where to begin, and how far to go. */
export interface Effort {
  readonly warm?: WarmStart | undefined;
  /** Where the prices of rows may begin if columns look for them: about what rows are worth beyond those that get no seat. */
  readonly rowPrices?: Float64Array | undefined;
  readonly tick?: ((done: number) => void) | undefined;
  readonly patience: Patience;
}

/** Keeps the earlier pairs that are among the best at the earlier prices; whoever is left takes a free seat that is as good. */
function keepBest({ rows: side, seats }: Sides, problem: SparseKernelProblem, warm: WarmStart): void {
  const { rows, start, column, scores, bonus } = problem;
  const { price } = seats;
  price.set(warm.columnPrices);
  raiseToBest(side, seats, bonus);
  for (let row = 0; row < rows; row++) {
    const held = warm.columnOfRow[row];
    if (held < 0 || seats.spare[held] === 0) continue;
    for (let at = start[row]; at < start[row + 1]; at++) {
      if (column[at] !== held) continue;
      if (scores[at] + bonus - price[held] === side.price[row]) side.link(row, held);
      break;
    }
  }
  for (let row = 0; row < rows; row++) {
    if (side.spare[row] === 0 || side.price[row] === 0) continue;
    for (let at = start[row]; at < start[row + 1] && side.spare[row] > 0; at++) {
      const isBest = scores[at] + bonus - price[column[at]] === side.price[row];
      if (isBest && seats.spare[column[at]] > 0) side.link(row, column[at]);
    }
  }
}
