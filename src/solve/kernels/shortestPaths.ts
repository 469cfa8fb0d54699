import type { AssignmentSolver, KernelAnswer, KernelProblem } from "../assignment.js";
import { bid } from "./bid.js";
import { emptyAssignment, type KernelState } from "./kernelState.js";
import { createSearch } from "./search.js";

/**
 * Shortest augmenting paths with prices, for columns of any capacity.
 *
 * A full column is one node that passes the search on to each of its rows, so nothing is copied for a seat. Rows first
 * bid for their best column (column and augmenting row reduction); those left over are assigned along shortest paths.
 *
 * Names as in the sources: `price` −v, `distance` d, `via` pred, `todo` the columns not yet scanned. Prices only rise,
 * and only on full columns; so a row that finds nothing worth more than 0 stays unmatched for good.
 *
 * Invariant: `price[j] = 0` unless j is full; an assigned row's value minus its column's price is the most it can get
 * anywhere, and at least 0. Time O(rows · columns · (rows + columns)) at worst, space O(rows + columns).
 *
 * Source: R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems", Computing 38:325–340, 1987; D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE
 * TAES 52(4):1679–1696, 2016. Departures: capacities, rows may stay unmatched, sums are exact whole numbers.
 */
export const shortestPaths: AssignmentSolver = {
  name: "dense",
  solve: (problem, tick) => densePathsWithin(problem, Number.POSITIVE_INFINITY, tick)!,
};

/** The same, or undefined once the searches have looked at more pairs than this: on such problems paths are long. */
export function densePathsWithin(
  problem: KernelProblem,
  mostLooks: number,
  tick?: (done: number) => void,
): Required<KernelAnswer> | undefined {
  const { rows, columns, capacities } = problem;
  const seats = capacities.reduce((sum, capacity) => sum + capacity, 0);
  // Prices may start above 0 only on columns that end full. Where seats are not in excess that is likely, and it pays.
  if (seats <= rows) {
    const state = assign(problem, { price: reducedColumns(problem), mostLooks, tick });
    if (state === undefined) return undefined;
    if (state.price.every((price, j) => price === 0 || state.free[j] === 0)) return answerOf(state);
  }
  const state = assign(problem, { price: new Float64Array(columns), mostLooks, tick });
  return state && answerOf(state);
}

interface Start {
  readonly price: Float64Array;
  readonly mostLooks: number;
  readonly tick?: (done: number) => void;
}

function assign(problem: KernelProblem, { price, mostLooks, tick }: Start): KernelState | undefined {
  const state = emptyAssignment(problem, price);
  const left = bid(problem, state);
  const search = createSearch(problem, state);
  let looks = 0;
  for (let t = 0; t < left.length; t++) {
    looks += search(left[t]);
    if (looks > mostLooks) return undefined;
    tick?.(problem.rows - left.length + t + 1);
  }
  return state;
}

function answerOf({ columnOfRow, price }: KernelState): Required<KernelAnswer> {
  return { columnOfRow, columnPrices: price };
}

/** Column reduction: the prices at which every column's best row would get the same from it, the lowest of them 0. */
function reducedColumns({ rows, columns, scores }: KernelProblem): Float64Array {
  const best = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < rows; row++) {
    const offset = row * columns;
    for (let j = 0; j < columns; j++) if (scores[offset + j] > best[j]) best[j] = scores[offset + j];
  }
  let least = Number.POSITIVE_INFINITY;
  for (const score of best) if (score < least && score !== Number.NEGATIVE_INFINITY) least = score;
  return best.map((score) => (score === Number.NEGATIVE_INFINITY ? 0 : score - least));
}
