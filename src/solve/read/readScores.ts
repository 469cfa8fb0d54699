import { describe, type Issue, issue, type Path } from "../../errors.js";
import { isCount } from "../../numeric/isCount.js";
import type { ScoreMatrix, SparseScoreMatrix } from "../assignment.js";
import { checkSparse } from "./readSparse.js";

/** How many rows and columns there are. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/** Stands for scores whose shape is at fault: nothing more can be said about them. */
export const NO_SHAPE: Shape = { rows: 0, columns: 0 };

function isListOfRows(scores: ScoreMatrix): scores is readonly (readonly number[])[] {
  return Array.isArray(scores);
}

type TypedScores = Extract<ScoreMatrix, { readonly data: Float64Array }>;
/** The forms in which every pair has a score. */
type FullScores = Exclude<ScoreMatrix, SparseScoreMatrix>;

function isTyped(scores: Exclude<ScoreMatrix, readonly unknown[]>): scores is TypedScores {
  return "data" in scores && !("get" in scores);
}

/** Whether scores are in the sparse form. */
export function isSparse(scores: ScoreMatrix): scores is SparseScoreMatrix {
  return typeof scores === "object" && scores !== null && "start" in scores;
}

/** The shape of scores in any of their forms; `NO_SHAPE` where there is none. */
export function readShape(scores: ScoreMatrix, capacities: ArrayLike<number> | undefined, issues: Issue[]): Shape {
  if (isListOfRows(scores)) return readListShape(scores, capacities, issues);
  if (typeof scores !== "object" || scores === null || !("data" in scores || "get" in scores || "start" in scores)) {
    const expected =
      "a list of rows, an ml-matrix Matrix, { rows, columns, data: Float64Array }, or { rows, columns, start, column, score }";
    issues.push(issue("E_TYPE", ["scores"], { expected, received: describe(scores) }));
    return NO_SHAPE;
  }
  const before = issues.length;
  for (const side of ["rows", "columns"] as const) {
    if (isCount(scores[side])) continue;
    issues.push(issue("E_SHAPE", ["scores", side], { expected: "a whole number", received: describe(scores[side]) }));
  }
  const { rows, columns } = scores;
  if (issues.length === before) {
    if (isSparse(scores)) checkSparse(scores, issues);
    else if (isTyped(scores)) checkData(scores.data, rows, columns, issues);
  }
  return issues.length === before ? { rows, columns } : NO_SHAPE;
}

function checkData(data: unknown, rows: number, columns: number, issues: Issue[]): void {
  const path = ["scores", "data"];
  if (!(data instanceof Float64Array)) {
    issues.push(issue("E_TYPE", path, { expected: "a Float64Array", received: describe(data) }));
  } else if (data.length !== rows * columns) {
    const expected = `${rows} × ${columns} = ${rows * columns} numbers`;
    issues.push(issue("E_SHAPE", path, { expected, received: `${data.length} numbers` }));
  }
}

/** Where there is no row to tell how many columns there are, the capacities do. */
function readListShape(
  scores: readonly (readonly number[])[],
  capacities: ArrayLike<number> | undefined,
  issues: Issue[],
): Shape {
  const columns = (Array.isArray(scores[0]) ? scores[0].length : capacities?.length) ?? 0;
  const before = issues.length;
  for (let i = 0; i < scores.length; i++) {
    const row: unknown = scores[i];
    const path = ["scores", i];
    if (!Array.isArray(row)) {
      issues.push(issue("E_TYPE", path, { expected: "a row (a list of numbers)", received: describe(row) }));
    } else if (row.length !== columns) {
      issues.push(
        issue("E_SHAPE", path, { expected: `a row of ${columns} numbers`, received: `a row of ${row.length}` }),
      );
    }
  }
  return issues.length === before ? { rows: scores.length, columns } : NO_SHAPE;
}

/** The numbers of scores that every pair has, row-major; what is no number is an issue. */
export function readNumbers(scores: FullScores, shape: Shape, issues: Issue[]): Float64Array {
  const { rows, columns } = shape;
  if (!isListOfRows(scores) && isTyped(scores)) return scores.data;
  const numbers = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value: unknown = isListOfRows(scores) ? scores[i][j] : scores.get(i, j);
      if (typeof value === "number") numbers[i * columns + j] = value;
      else issues.push(numberIssue(value, ["scores", i, j]));
    }
  }
  return numbers;
}

/** The issue of something that is no score. */
export function numberIssue(value: unknown, path: Path): Issue {
  const code = value === undefined ? "E_MISSING" : typeof value === "number" ? "E_NOT_FINITE" : "E_TYPE";
  const expected = "a finite number, or -Infinity to forbid the pair";
  return issue(code, path, { expected, received: describe(value) });
}
