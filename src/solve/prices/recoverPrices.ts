import type { KernelProblem, SparseKernelProblem } from "../assignment.js";
import { type AnyKernelProblem, isSparseProblem } from "../read/toKernelProblem.js";
import { groupRows, type Prices, type RowsOfColumns, valuesOf, withRowPrices } from "./prices.js";

/**
 * Finds the lowest optimal prices from an assignment alone (Bellman–Ford over the columns), or returns undefined when
 * the assignment is not optimal: then some price would have to rise above what a row has, or above 0 on a free column.
 *
 * Time O(rows · columns²) at worst, O(entries · columns) where only allowed pairs are listed.
 */
export function recoverPrices(problem: AnyKernelProblem, columnOfRow: Int32Array): Prices | undefined {
  const { rows, columns, bonus } = problem;
  const values = valuesOf(problem, columnOfRow);
  const rowsOf = groupRows(columnOfRow, columns);
  const state = createRaising(problem, rowsOf);
  const { price, steps } = state;
  const raiseThrough = isSparseProblem(problem)
    ? (row: number, step: Step) => raiseListed(state, problem, row, step)
    : (row: number, step: Step) => raiseAll(state, problem, row, step);

  for (let row = 0; row < rows; row++) {
    if (!raiseThrough(row, { worth: values[row] - bonus, step: 1 })) return undefined;
  }
  for (let column = dequeue(state); column >= 0; column = dequeue(state)) {
    for (let t = rowsOf.start[column]; t < rowsOf.start[column + 1]; t++) {
      const row = rowsOf.row[t];
      const left = values[row] - price[column];
      if (left < 0 || !raiseThrough(row, { worth: left - bonus, step: steps[column] + 1 })) return undefined;
    }
  }
  const prices = withRowPrices(values, columnOfRow, price);
  return prices.row.every((rowPrice) => rowPrice >= 0) ? prices : undefined;
}

/** Where a row stands: what it has, less the bonus, and how many pairs the path has that leads on from it. */
interface Step {
  readonly worth: number;
  readonly step: number;
}

interface Raising {
  readonly price: Float64Array;
  readonly isFull: Uint8Array;
  /** How many pairs the path behind a price has; one longer than there are columns goes round a cycle that pays. */
  readonly steps: Int32Array;
  /** Columns whose price has risen since their rows were last looked at, each once: a ring. */
  readonly queue: Int32Array;
  readonly queued: Uint8Array;
  first: number;
  count: number;
}

function createRaising({ columns, capacities }: AnyKernelProblem, { start }: RowsOfColumns): Raising {
  return {
    price: new Float64Array(columns),
    isFull: Uint8Array.from(capacities, (seats, j) => (start[j + 1] - start[j] < seats ? 0 : 1)),
    steps: new Int32Array(columns),
    queue: new Int32Array(columns),
    queued: new Uint8Array(columns),
    first: 0,
    count: 0,
  };
}

function dequeue(state: Raising): number {
  if (state.count === 0) return -1;
  const column = state.queue[state.first];
  state.first = (state.first + 1) % state.queue.length;
  state.count--;
  state.queued[column] = 0;
  return column;
}

/** Raises the prices of columns that a row would rather have; false where that cannot be. */
function raiseAll(state: Raising, problem: KernelProblem, row: number, step: Step): boolean {
  const { columns, scores } = problem;
  const { price } = state;
  const { worth } = step;
  const offset = row * columns;
  for (let j = 0; j < columns; j++) {
    const least = scores[offset + j] - worth;
    if (least > price[j] && !raise(state, j, least, step.step)) return false;
  }
  return true;
}

function raiseListed(state: Raising, problem: SparseKernelProblem, row: number, step: Step): boolean {
  const { start, column, scores } = problem;
  const { price } = state;
  const { worth } = step;
  for (let at = start[row]; at < start[row + 1]; at++) {
    const least = scores[at] - worth;
    if (least > price[column[at]] && !raise(state, column[at], least, step.step)) return false;
  }
  return true;
}

function raise(state: Raising, column: number, least: number, step: number): boolean {
  const { queue, queued } = state;
  if (state.isFull[column] === 0 || step > queue.length) return false;
  state.price[column] = least;
  state.steps[column] = step;
  if (queued[column] === 0) {
    queued[column] = 1;
    queue[(state.first + state.count++) % queue.length] = column;
  }
  return true;
}
