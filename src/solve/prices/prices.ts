import { entryOf } from "../read/scores.js";
import { type AnyKernelProblem, isSparseProblem } from "../read/toKernelProblem.js";

/** One price for each row and each column, packed over the stages. */
export interface Prices {
  readonly row: Float64Array;
  readonly column: Float64Array;
}

/** The rows of each column: column j has those from `start[j]` to `start[j + 1]` of `row`, ascending. */
export interface RowsOfColumns {
  readonly start: Int32Array;
  readonly row: Int32Array;
}

/** Lists the rows of each column; unmatched rows are in no list. */
export function groupRows(columnOfRow: Int32Array, columns: number): RowsOfColumns {
  const start = new Int32Array(columns + 1);
  for (const column of columnOfRow) if (column >= 0) start[column + 1]++;
  for (let j = 0; j < columns; j++) start[j + 1] += start[j];
  const next = start.slice();
  const row = new Int32Array(start[columns]);
  for (let i = 0; i < columnOfRow.length; i++) if (columnOfRow[i] >= 0) row[next[columnOfRow[i]]++] = i;
  return { start, row };
}

/** What each row's pair is worth; staying unmatched is worth 0. */
export function valuesOf(problem: AnyKernelProblem, columnOfRow: Int32Array): Float64Array {
  const { rows, columns, bonus } = problem;
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const j = columnOfRow[row];
    if (j < 0) continue;
    const at = isSparseProblem(problem) ? entryOf(problem, row, j) : row * columns + j;
    values[row] = problem.scores[at] + bonus;
  }
  return values;
}

/** The prices of rows that go with those of columns: what is left of a row's value. */
export function withRowPrices(values: Float64Array, columnOfRow: Int32Array, column: Float64Array): Prices {
  const row = new Float64Array(values.length);
  for (let i = 0; i < row.length; i++) if (columnOfRow[i] >= 0) row[i] = values[i] - column[columnOfRow[i]];
  return { row, column };
}
