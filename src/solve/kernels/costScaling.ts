import type { AssignmentSolver, KernelProblem, SparseKernelProblem, WarmStart } from "../assignment.js";
import { bidInRound } from "./bidding.js";
import { bonusDecides, type Market, type Overdemand, openMarket } from "./market.js";
import { type SparseAnswer, sparsePaths } from "./sparsePaths.js";

/** ε of the first round is the range of the scores divided by this; then each round divides it by the next. */
const FIRST_DIVISOR = 4;
const DIVISOR = 4;
/** How often a round may look at each pair, the first and the others: prices need not be perfect. */
const FIRST_LOOKS = 2;
const LOOKS = 12;

/**
 * Assignment by cost scaling, for problems on which paths are long: equal and nearly equal rows, as many seats as rows.
 *
 * Rows bid for columns as in an auction, each bid exceeding by ε what it has to, with ε falling from round to round from
 * the range of the scores to 1, then to 0. The prices it ends with are nearly optimal. `sparsePaths` keeps what is exactly
 * right at these prices and assigns the few rows that are left along shortest paths, so the answer is exact whatever the
 * auction found. Where the objective wants as many rows matched as possible and not all can be, one greatest matching
 * first tells the rows of which more want seats than there are: these compete among themselves.
 *
 * Time: the rounds look at each pair at most about 12 · log₄(range) times; then as `sparsePaths` with that start. Space
 * O(rows + columns + seats), and once or twice more the pairs.
 *
 * Source: D. P. Bertsekas, D. A. Castañón, "The auction algorithm for the transportation problem", Annals of Operations
 * Research 20:67–96, 1989; A. V. Goldberg, R. Kennedy, "An efficient cost scaling algorithm for the assignment problem",
 * Mathematical Programming 71:153–177, 1995. Departures: columns of any capacity with one price, rounds that do not have
 * to finish, seats that stay vacant bid as identical rows do, and an exact end.
 */
export function costScaling(problem: SparseKernelProblem, tick?: (done: number) => void): SparseAnswer {
  return sparsePaths(problem, nearlyOptimal(problem, tick), tick);
}

/** The same for scores row by row: the scores are shared, and every pair costs four bytes more. */
export const denseCostScaling = {
  name: "scaling",
  solve: (problem: KernelProblem, tick?: (done: number) => void) => costScaling(listPairs(problem), tick),
} satisfies AssignmentSolver;

/** Forbidden pairs stay in the lists, with a score that nobody bids for. */
function listPairs({ rows, columns, scores, bonus, capacities }: KernelProblem): SparseKernelProblem {
  const start = Int32Array.from({ length: rows + 1 }, (_, row) => row * columns);
  const column = new Int32Array(rows * columns);
  for (let j = 0; j < columns; j++) column[j] = j;
  for (let row = 1; row < rows; row++) column.copyWithin(row * columns, 0, columns);
  return { rows, columns, start, column, scores, bonus, capacities };
}

/** Prices and an assignment that are nearly optimal. */
export function nearlyOptimal(problem: SparseKernelProblem, tick?: (done: number) => void): WarmStart {
  const { rows } = problem;
  const pairs = problem.start[rows] + rows;
  const { least, greatest } = extremes(problem);
  const range = greatest - least;
  const matchAll = bonusDecides(problem, Math.max(greatest, -least));
  const round = (epsilon: number, looks: number) =>
    bidInRound(problem, market, { epsilon, range, work: looks * pairs, tick: () => tick?.(0) });

  let market = openMarket(problem, matchAll ? nobody(problem) : undefined);
  let epsilon = Math.max(1, Math.floor(range / FIRST_DIVISOR));
  if (round(epsilon, FIRST_LOOKS) > 0 && matchAll) {
    market = openMarket(problem, findOverdemand(problem, market.columnOfRow, tick));
    round(epsilon, LOOKS);
  }
  while (epsilon > 0) {
    epsilon = epsilon === 1 ? 0 : Math.max(1, Math.floor(epsilon / DIVISOR));
    round(epsilon, LOOKS);
  }
  return toStart(problem, market, greatest);
}

function extremes({ rows, start, scores }: SparseKernelProblem): { readonly least: number; readonly greatest: number } {
  let least = Number.POSITIVE_INFINITY;
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < start[rows]; at++) {
    const score = scores[at];
    if (score > greatest) greatest = score;
    if (score < least && score > Number.NEGATIVE_INFINITY) least = score;
  }
  return greatest === Number.NEGATIVE_INFINITY ? { least: 0, greatest: 0 } : { least, greatest };
}

function nobody({ rows, columns }: SparseKernelProblem): Overdemand {
  return { unmatched: 0, rows: new Uint8Array(rows), columns: new Uint8Array(columns) };
}

/**
 * A greatest matching is an optimal assignment where every pair is worth 1. Its columns with a price are wanted by more
 * rows than they have seats: by those they hold, and by the rows that stay unmatched.
 */
function findOverdemand(
  problem: SparseKernelProblem,
  columnOfRow: Int32Array,
  tick?: (done: number) => void,
): Overdemand {
  const { rows, columns, scores } = problem;
  const alike = scores.map((score) => (score === Number.NEGATIVE_INFINITY ? score : 0));
  const begin = { columnOfRow, columnPrices: new Float64Array(columns) };
  const report = tick === undefined ? undefined : () => tick(0);
  const matching = sparsePaths({ ...problem, scores: alike, bonus: 1 }, begin, report);
  const wanted = Uint8Array.from(matching.columnPrices, (price) => (price > 0 ? 1 : 0));
  let unmatched = 0;
  const competing = new Uint8Array(rows);
  matching.columnOfRow.forEach((column, row) => {
    if (column < 0) unmatched++;
    if (column < 0 || wanted[column] === 1) competing[row] = 1;
  });
  return { unmatched, rows: competing, columns: wanted };
}

/** Prices as the problem counts them: staying unmatched and vacant seats cost nothing. */
function toStart({ columns, bonus }: SparseKernelProblem, market: Market, greatest: number): WarmStart {
  const { price, mayBeVacant, columnOfRow, level } = market;
  const lowest = level === Number.NEGATIVE_INFINITY ? 0 : level;
  const highest = Math.max(0, greatest + bonus);
  const columnPrices = new Float64Array(columns);
  for (let j = 0; j < columns; j++) {
    if (price[j] === Number.POSITIVE_INFINITY) continue;
    const relative = mayBeVacant[j] === 1 ? price[j] - lowest : price[j] + bonus - price[columns];
    columnPrices[j] = Math.min(Math.max(relative, 0), highest);
  }
  return { columnOfRow: columnOfRow.map((column) => (column === columns ? -1 : column)), columnPrices };
}
