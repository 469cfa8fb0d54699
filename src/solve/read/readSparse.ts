import { describe, type Issue, issue } from "../../errors.js";
import type { SparseScoreMatrix } from "../assignment.js";
import type { SparseScores } from "./scores.js";

/** Checks the three lists of a sparse matrix against each other; the columns within a row are left to `orderSparse`. */
export function checkSparse(scores: SparseScoreMatrix, issues: Issue[]): void {
  const { rows, columns, start, column, score } = scores;
  const before = issues.length;
  checkType("start", start, Int32Array, issues);
  checkType("column", column, Int32Array, issues);
  checkType("score", score, Float64Array, issues);
  if (issues.length > before) return;
  checkStart(start, rows, column.length, issues);
  checkColumns(column, columns, issues);
  if (score.length === column.length) return;
  const expected = `${column.length} numbers, one for each entry of column`;
  issues.push(issue("E_SHAPE", ["scores", "score"], { expected, received: `${score.length} numbers` }));
}

function checkType(
  name: "start" | "column" | "score",
  list: unknown,
  type: Int32ArrayConstructor | Float64ArrayConstructor,
  issues: Issue[],
): void {
  if (list instanceof type) return;
  const expected = type === Int32Array ? "an Int32Array" : "a Float64Array";
  issues.push(issue("E_TYPE", ["scores", name], { expected, received: describe(list) }));
}

/** Each row begins where the one before it ends: the first at 0, and the last one ends with the entries. */
function checkStart(start: Int32Array, rows: number, entries: number, issues: Issue[]): void {
  if (start.length !== rows + 1) {
    const expected = `${rows + 1} numbers, one more than there are rows`;
    issues.push(issue("E_SHAPE", ["scores", "start"], { expected, received: `${start.length} numbers` }));
    return;
  }
  const expectAt = (row: number, holds: boolean, expected: string) => {
    if (holds) return;
    issues.push(issue("E_SHAPE", ["scores", "start", row], { expected, received: String(start[row]) }));
  };
  expectAt(0, start[0] === 0, "0");
  for (let row = 1; row <= rows; row++) {
    if (start[row] < start[row - 1]) expectAt(row, false, `at least ${start[row - 1]}, where the row before it begins`);
  }
  expectAt(rows, start[rows] === entries, `${entries}, the number of entries`);
}

function checkColumns(column: Int32Array, columns: number, issues: Issue[]): void {
  for (let at = 0; at < column.length; at++) {
    const j = column[at];
    if (j >= 0 && j < columns) continue;
    const expected = columns === 0 ? "no column, as there is none" : `a column from 0 to ${columns - 1}`;
    issues.push(issue("E_OUT_OF_RANGE", ["scores", "column", at], { expected, received: String(j) }));
  }
}

/**
 * Puts a checked sparse matrix in order: columns ascend within a row, and what `-Infinity` forbids is dropped. Where it
 * is so already the lists are shared, not copied. A pair that is listed twice is an issue. Time O(rows + columns + entries).
 */
export function orderSparse(scores: SparseScoreMatrix, issues: Issue[]): SparseScores {
  const { rows, start, column, score } = scores;
  if (isInOrder(scores)) return { form: "sparse", start, column, score };
  const order = byRowAndColumn(scores);
  const ordered = {
    start: new Int32Array(start.length),
    column: new Int32Array(column.length),
    score: new Float64Array(score.length),
  };
  let kept = 0;
  for (let row = 0; row < rows; row++) {
    for (let place = start[row]; place < start[row + 1]; place++) {
      const at = order[place];
      if (place > start[row] && column[at] === column[order[place - 1]]) {
        const expected = `a column that row ${row} does not list before`;
        issues.push(issue("E_DUPLICATE", ["scores", "column", at], { expected, received: `${column[at]} again` }));
      }
      if (score[at] === Number.NEGATIVE_INFINITY) continue;
      ordered.column[kept] = column[at];
      ordered.score[kept++] = score[at];
    }
    ordered.start[row + 1] = kept;
  }
  return {
    form: "sparse",
    start: ordered.start,
    column: ordered.column.subarray(0, kept),
    score: ordered.score.subarray(0, kept),
  };
}

function isInOrder({ rows, start, column, score }: SparseScoreMatrix): boolean {
  for (let row = 0; row < rows; row++) {
    const end = start[row + 1];
    let last = -1;
    for (let at = start[row]; at < end; at++) {
      if (column[at] <= last || score[at] === Number.NEGATIVE_INFINITY) return false;
      last = column[at];
    }
  }
  return true;
}

/** The places of all entries, by row and within it by column; of equal ones the first listed comes first. */
function byRowAndColumn({ rows, columns, start, column }: SparseScoreMatrix): Int32Array {
  const rowOf = new Int32Array(column.length);
  for (let row = 0; row < rows; row++) rowOf.fill(row, start[row], start[row + 1]);
  const next = new Int32Array(columns + 1);
  for (let at = 0; at < column.length; at++) next[column[at] + 1]++;
  for (let j = 0; j < columns; j++) next[j + 1] += next[j];
  const byColumn = new Int32Array(column.length);
  for (let at = 0; at < column.length; at++) byColumn[next[column[at]]++] = at;

  const order = new Int32Array(column.length);
  const nextOfRow = start.slice();
  for (const at of byColumn) order[nextOfRow[rowOf[at]]++] = at;
  return order;
}
