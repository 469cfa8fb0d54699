import type { KernelProblem } from "./assignment.js";

/** One price for each row and each column, packed over the stages. */
export interface Prices {
  readonly row: Float64Array;
  readonly column: Float64Array;
}

/**
 * Lowers optimal column prices to the lowest optimal ones.
 *
 * The lowest prices are one and the same for every optimal assignment and every kernel, and are what one more seat of
 * the column would add. One pass of Dijkstra over the columns: time O(rows · columns + columns²).
 */
export function lowestPrices(problem: KernelProblem, columnOfRow: Int32Array, optimal: Float64Array): Prices {
  const { rows, columns, scores, bonus } = problem;
  const rowsOf = groupRows(columnOfRow, columns);

  // How far each price can fall: to 0, and as far as a row lets it that would then rather have this column.
  // Less the price itself, so that the inner loop has one term fewer.
  const fallLessPrice = new Float64Array(columns);
  const lowerThrough = (row: number, slack: number): void => {
    const offset = row * columns;
    for (let j = 0; j < columns; j++) {
      const most = slack - scores[offset + j];
      if (most < fallLessPrice[j]) fallLessPrice[j] = most;
    }
  };
  for (let row = 0; row < rows; row++) if (columnOfRow[row] < 0) lowerThrough(row, -bonus);

  const lowest = optimal.slice();
  const todo = Array.from(optimal.keys());
  while (todo.length > 0) {
    let at = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let t = 0; t < todo.length; t++) {
      const fall = fallLessPrice[todo[t]] + optimal[todo[t]];
      if (fall < least) {
        least = fall;
        at = t;
      }
    }
    const column = todo[at];
    todo[at] = todo[todo.length - 1];
    todo.pop();
    lowest[column] = optimal[column] - least;
    for (const row of rowsOf[column]) lowerThrough(row, least + scores[row * columns + column] - optimal[column]);
  }
  return withRowPrices(problem, columnOfRow, lowest);
}

/**
 * Finds the lowest optimal prices from an assignment alone (Bellman–Ford over the columns), or returns undefined when
 * the assignment is not optimal: then some price would have to rise above what a row has, or above 0 on a free column.
 *
 * Time O(rows · columns²) at worst.
 */
export function recoverPrices(problem: KernelProblem, columnOfRow: Int32Array): Prices | undefined {
  const { rows, columns, scores, bonus, capacities } = problem;
  const rowsOf = groupRows(columnOfRow, columns);
  const price = new Float64Array(columns);
  const queue: number[] = [];
  const queued = new Uint8Array(columns);
  // how many pairs the path behind a price has; one longer than there are columns goes round a cycle that pays
  const steps = new Int32Array(columns);

  const raiseThrough = (row: number, worth: number, step: number): boolean => {
    for (let j = 0; j < columns; j++) {
      const least = scores[row * columns + j] - worth;
      if (least <= price[j]) continue;
      if (rowsOf[j].length < capacities[j] || step > columns) return false;
      price[j] = least;
      steps[j] = step;
      if (queued[j] === 0) {
        queued[j] = 1;
        queue.push(j);
      }
    }
    return true;
  };

  for (let row = 0; row < rows; row++) {
    const column = columnOfRow[row];
    if (!raiseThrough(row, column < 0 ? -bonus : scores[row * columns + column], 1)) return undefined;
  }
  for (let at = 0; at < queue.length; at++) {
    const column = queue[at];
    queued[column] = 0;
    for (const row of rowsOf[column]) {
      const worth = scores[row * columns + column] - price[column];
      if (worth + bonus < 0 || !raiseThrough(row, worth, steps[column] + 1)) return undefined;
    }
  }
  const prices = withRowPrices(problem, columnOfRow, price);
  return prices.row.every((rowPrice) => rowPrice >= 0) ? prices : undefined;
}

function withRowPrices(problem: KernelProblem, columnOfRow: Int32Array, column: Float64Array): Prices {
  const { rows, columns, scores, bonus } = problem;
  const row = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const j = columnOfRow[i];
    if (j >= 0) row[i] = scores[i * columns + j] + bonus - column[j];
  }
  return { row, column };
}

function groupRows(columnOfRow: Int32Array, columns: number): number[][] {
  const rowsOf: number[][] = Array.from({ length: columns }, () => []);
  columnOfRow.forEach((column, row) => {
    if (column >= 0) rowsOf[column].push(row);
  });
  return rowsOf;
}
