import type { KernelProblem, SparseKernelProblem } from "../assignment.js";
import { type AnyKernelProblem, isSparseProblem } from "../read/toKernelProblem.js";
import { createColumnHeap } from "./columnHeap.js";
import { groupRows, type Prices, type RowsOfColumns, valuesOf, withRowPrices } from "./prices.js";

/**
 * Lowers optimal column prices to the lowest optimal ones.
 *
 * The lowest prices are one and the same for every optimal assignment and every kernel, and are what one more seat of
 * the column would add. A price can fall to 0, and as far as a row lets it that would then rather have this column: no
 * further than that row's own column falls, and the slack of the pair. That is a shortest path, from the unmatched rows
 * and the columns without a price, which cannot fall, to those with one; so only these are ever relaxed.
 * Time O(rows · priced columns + columns · priced columns), or, where only allowed pairs are listed,
 * O(entries · log columns).
 */
export function lowestPrices(problem: AnyKernelProblem, columnOfRow: Int32Array, optimal: Float64Array): Prices {
  const values = valuesOf(problem, columnOfRow);
  const fall = createFall(problem, { columnOfRow, values, optimal });
  const lowest = isSparseProblem(problem) ? lowestOfSparse(problem, fall) : lowestOfDense(problem, fall);
  return withRowPrices(values, columnOfRow, lowest);
}

/** What both forms start from. */
interface Fall {
  readonly optimal: Float64Array;
  readonly rowsOf: RowsOfColumns;
  /** What a row has, less the bonus: adding a column's price and subtracting the score makes the slack of the pair. */
  readonly worth: Float64Array;
  /** The rows from which paths start: unmatched, or in a column without a price. */
  readonly sources: readonly number[];
}

function createFall(
  { rows, columns, bonus }: AnyKernelProblem,
  given: {
    readonly columnOfRow: Int32Array;
    readonly values: Float64Array;
    readonly optimal: Float64Array;
  },
): Fall {
  const { columnOfRow, values, optimal } = given;
  const worth = new Float64Array(rows);
  const sources: number[] = [];
  for (let row = 0; row < rows; row++) {
    const price = columnOfRow[row] < 0 ? 0 : optimal[columnOfRow[row]];
    worth[row] = values[row] - price - bonus;
    if (price <= 0) sources.push(row);
  }
  return { optimal, rowsOf: groupRows(columnOfRow, columns), worth, sources };
}

/** Dijkstra over the columns with a price, all that are equally near together. */
function lowestOfDense({ columns, scores }: KernelProblem, { optimal, rowsOf, worth, sources }: Fall): Float64Array {
  // the columns still to reach, ascending, with their prices and how far these fall, less the price
  const todo = Int32Array.from(optimal.keys()).filter((j) => optimal[j] > 0);
  const price = Float64Array.from(todo, (j) => optimal[j]);
  const fallLessPrice = new Float64Array(todo.length);
  const near = new Int32Array(todo.length);
  let count = todo.length;

  // lets the columns still to reach fall no further than a row permits
  const relax = (row: number, slack: number): void => {
    const offset = row * columns;
    const end = count;
    for (let t = 0; t < end; t++) {
      const most = slack - scores[offset + todo[t]];
      if (most < fallLessPrice[t]) fallLessPrice[t] = most;
    }
  };
  const leastFall = (): number => {
    let least = Number.POSITIVE_INFINITY;
    for (let t = 0; t < count; t++) least = Math.min(least, fallLessPrice[t] + price[t]);
    return least;
  };
  // moves the columns that fall no further than `least` from `todo` to `near`; both stay in order, so that the scans of
  // rows go forwards through memory
  const takeNear = (least: number): number => {
    let taken = 0;
    let kept = 0;
    for (let t = 0; t < count; t++) {
      if (fallLessPrice[t] + price[t] > least) {
        todo[kept] = todo[t];
        price[kept] = price[t];
        fallLessPrice[kept++] = fallLessPrice[t];
      } else near[taken++] = todo[t];
    }
    count = kept;
    return taken;
  };

  const lowest = optimal.slice();
  for (const row of sources) relax(row, worth[row]);
  while (count > 0) {
    const fall = leastFall();
    const taken = takeNear(fall);
    for (let n = 0; n < taken; n++) {
      const column = near[n];
      lowest[column] -= fall;
      for (let t = rowsOf.start[column]; t < rowsOf.start[column + 1]; t++) {
        relax(rowsOf.row[t], fall + worth[rowsOf.row[t]]);
      }
    }
  }
  return lowest;
}

/** Nothing is less, so that a column which has been reached is left alone. */
const REACHED = Number.NEGATIVE_INFINITY;

/** Dijkstra over the columns with a price, by a heap. */
function lowestOfSparse(problem: SparseKernelProblem, { optimal, rowsOf, worth, sources }: Fall): Float64Array {
  const { columns, start, column, scores } = problem;
  const fallLessPrice = Float64Array.from(optimal, (price) => (price > 0 ? 0 : REACHED));
  for (const row of sources) {
    const end = start[row + 1];
    const slack = worth[row];
    for (let at = start[row]; at < end; at++) {
      const most = slack - scores[at];
      if (most < fallLessPrice[column[at]]) fallLessPrice[column[at]] = most;
    }
  }

  const falls = fallLessPrice.map((fall, j) => fall + optimal[j]);
  const heap = createColumnHeap(falls);
  const relax = (row: number, slack: number): void => {
    const end = start[row + 1];
    for (let at = start[row]; at < end; at++) {
      const j = column[at];
      const most = slack - scores[at];
      if (!(most < fallLessPrice[j])) continue;
      fallLessPrice[j] = most;
      falls[j] = most + optimal[j];
      heap.lower(j);
    }
  };
  const lowest = optimal.slice();
  for (let j = 0; j < columns; j++) if (optimal[j] > 0) heap.lower(j);
  for (let j = heap.pop(); j >= 0; j = heap.pop()) {
    lowest[j] -= falls[j];
    fallLessPrice[j] = REACHED;
    for (let t = rowsOf.start[j]; t < rowsOf.start[j + 1]; t++) {
      relax(rowsOf.row[t], falls[j] + worth[rowsOf.row[t]]);
    }
  }
  return lowest;
}
