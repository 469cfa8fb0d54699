import { describe, type Issue, issue, type Path, throwIssues } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import type { AssignmentOptions, Lottery, ScoreMatrix, Stage } from "./assignment.js";
import { largestScore, stagesOf } from "./objective.js";

/** A score matrix and its options, checked, as whole numbers. */
export interface ReadProblem {
  readonly rows: number;
  readonly columns: number;
  /** Row-major, whole multiples of `unit`, `-Infinity` for a forbidden pair. */
  readonly scores: Float64Array;
  /** At most `rows` each. */
  readonly capacities: Int32Array;
  readonly stages: readonly Stage[];
  /** The greatest number of rows that can be assigned. */
  readonly seats: number;
  /** The greatest absolute score, in units. */
  readonly largest: number;
  readonly unit: number;
  readonly rounded: boolean;
}

const DEFAULT_MEMORY_LIMIT = 2 ** 30;
const optionNames = ["capacities", "objective", "lottery", "solver", "memoryLimit"];

/**
 * Checks a score matrix and its options, and reads them as whole numbers.
 *
 * @throws E_SHAPE, E_TYPE, E_MISSING, E_NOT_FINITE, E_RANGE, E_CAPACITY, E_OBJECTIVE, E_OPTION, E_UNKNOWN_KEY with every
 * problem at once; E_TOO_LARGE before anything of the size of the matrix is allocated
 */
export function readProblem(scores: ScoreMatrix, options: AssignmentOptions): ReadProblem {
  const issues: Issue[] = [];
  const stages = stagesOf(options?.objective);
  checkOptionNames(options, issues);
  const shape = readShape(scores, issues);
  const counts = readCapacities(options?.capacities, shape, issues);
  checkLottery(options?.lottery, shape, issues);
  throwIssues(issues);

  checkMemory(shape, options.memoryLimit ?? DEFAULT_MEMORY_LIMIT);
  const capacities = Int32Array.from(counts, (count) => Math.min(count, shape.rows));
  const seats = Math.min(shape.rows, capacities.reduce((sum, count) => Math.min(sum + count, shape.rows), 0));
  const numbers = readNumbers(scores, shape, issues);
  throwIssues(issues);
  return { ...shape, capacities, stages, seats, ...toUnits(numbers, shape, seats) };
}

interface Shape {
  readonly rows: number;
  readonly columns: number;
}

function checkOptionNames(options: AssignmentOptions, issues: Issue[]): void {
  for (const name of Object.keys(options ?? {})) {
    if (optionNames.includes(name)) continue;
    const hint = didYouMean(name, optionNames);
    issues.push(issue("E_UNKNOWN_KEY", [name], { expected: "a known option", received: "an unknown one", hint }));
  }
  const limit = options?.memoryLimit;
  if (limit !== undefined && !(limit > 0)) {
    issues.push(issue("E_OPTION", ["memoryLimit"], { expected: "a number of bytes above 0", received: describe(limit) }));
  }
}

function isListOfRows(scores: ScoreMatrix): scores is readonly (readonly number[])[] {
  return Array.isArray(scores);
}

type TypedScores = Extract<ScoreMatrix, { readonly data: Float64Array }>;
type MatrixScores = Exclude<ScoreMatrix, TypedScores | readonly unknown[]>;

function isTyped(scores: TypedScores | MatrixScores): scores is TypedScores {
  return "data" in scores && scores.data instanceof Float64Array;
}

function readShape(scores: ScoreMatrix, issues: Issue[]): Shape {
  if (isListOfRows(scores)) return readListShape(scores, issues);
  const { rows, columns } = (scores ?? {}) as Shape;
  if (typeof scores === "object" && isCount(rows) && isCount(columns)) {
    if (isTyped(scores) && scores.data.length !== rows * columns) {
      const expected = `${rows} × ${columns} = ${rows * columns} numbers`;
      issues.push(issue("E_SHAPE", ["scores", "data"], { expected, received: `${scores.data.length} numbers` }));
    }
    if (isTyped(scores) || typeof scores.get === "function") return { rows, columns };
  }
  const expected = "a list of rows, an ml-matrix Matrix, or { rows, columns, data: Float64Array }";
  issues.push(issue("E_TYPE", ["scores"], { expected, received: describe(scores) }));
  return { rows: 0, columns: 0 };
}

function readListShape(scores: readonly (readonly number[])[], issues: Issue[]): Shape {
  const columns = Array.isArray(scores[0]) ? scores[0].length : 0;
  for (let i = 0; i < scores.length; i++) {
    const row: unknown = scores[i];
    const path = ["scores", i];
    if (!Array.isArray(row)) {
      issues.push(issue("E_TYPE", path, { expected: "a row (a list of numbers)", received: describe(row) }));
    } else if (row.length !== columns) {
      issues.push(issue("E_SHAPE", path, { expected: `a row of ${columns} numbers`, received: `a row of ${row.length}` }));
    }
  }
  return { rows: scores.length, columns };
}

function readCapacities(capacities: ArrayLike<number> | undefined, shape: Shape, issues: Issue[]): number[] {
  if (capacities === undefined || capacities === null || typeof capacities.length !== "number") {
    const received = describe(capacities);
    issues.push(issue("E_MISSING", ["capacities"], { expected: "a number of seats for each column", received }));
    return [];
  }
  // an empty list of rows does not say how many columns there are
  if (capacities.length !== shape.columns && shape.rows > 0) {
    const received = `${capacities.length}`;
    const expected = `${shape.columns} numbers of seats, one for each column`;
    issues.push(issue("E_SHAPE", ["capacities"], { expected, received }));
  }
  return Array.from({ length: shape.columns }, (_, j) => {
    const count: unknown = capacities[j] ?? 0;
    if (isCount(count)) return count;
    const expected = "a non-negative whole number of seats";
    issues.push(issue("E_CAPACITY", ["capacities", j], { expected, received: describe(count) }));
    return 0;
  });
}

function checkLottery(lottery: Lottery | undefined, shape: Shape, issues: Issue[]): void {
  if (lottery === undefined) return;
  for (const [side, length] of [["rows", shape.rows], ["columns", shape.columns]] as const) {
    const seen = new Set(Array.from(lottery[side] ?? []));
    const holds = lottery[side]?.length === length && seen.size === length;
    if (holds && [...seen].every((index) => isCount(index) && index < length)) continue;
    const expected = `an order of all ${length} ${side}, each index once`;
    issues.push(issue("E_OPTION", ["lottery", side], { expected, received: "something else" }));
  }
}

function checkMemory({ rows, columns }: Shape, limit: number): void {
  // the scores as they are read, and once more where a stage before the total scales them
  const bytes = 2 * 8 * rows * columns + 64 * (rows + columns);
  if (bytes <= limit) return;
  throwIssues([
    issue("E_TOO_LARGE", ["scores"], {
      expected: `a problem that fits in ${limit} bytes of memory`,
      received: `${rows} × ${columns} scores, which need about ${bytes} bytes`,
      hint: "Raise memoryLimit if the machine has more.",
    }),
  ]);
}

function readNumbers(scores: ScoreMatrix, shape: Shape, issues: Issue[]): Float64Array {
  const { rows, columns } = shape;
  if (!isListOfRows(scores) && isTyped(scores)) {
    const { data } = scores;
    for (let at = 0; at < data.length; at++) {
      if (!(data[at] < Number.POSITIVE_INFINITY)) {
        issues.push(numberIssue(data[at], ["scores", Math.floor(at / columns), at % columns]));
      }
    }
    return data;
  }
  const numbers = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value: unknown = isListOfRows(scores) ? scores[i][j] : scores.get(i, j);
      if (typeof value === "number" && value === value && value !== Number.POSITIVE_INFINITY) {
        numbers[i * columns + j] = value;
      } else issues.push(numberIssue(value, ["scores", i, j]));
    }
  }
  return numbers;
}

function numberIssue(value: unknown, path: Path): Issue {
  const code = value === undefined ? "E_MISSING" : typeof value === "number" ? "E_NOT_FINITE" : "E_TYPE";
  const expected = "a finite number, or -Infinity to forbid the pair";
  return issue(code, path, { expected, received: describe(value) });
}

/**
 * Reads scores as whole multiples of the finest power of two in which all sums stay exact. Whole numbers are never
 * rounded; fractions are, to a unit of at most 1, and the result says so.
 */
function toUnits(numbers: Float64Array, { columns }: Shape, seats: number) {
  const { largest, whole } = measure(numbers, columns);
  const limit = largestScore(seats);
  if (whole && largest <= limit) return { scores: numbers, unit: 1, rounded: false, largest };

  let unit = 1;
  while (largest / unit > limit) unit *= 2;
  while (unit > 2 ** -1000 && largest / (unit / 2) <= limit) unit /= 2;
  const scores = new Float64Array(numbers.length);
  let rounded = false;
  for (let at = 0; at < numbers.length; at++) {
    const exact = numbers[at] / unit;
    // Adding 0 turns -0 into 0.
    scores[at] = (exact === Number.NEGATIVE_INFINITY ? exact : Math.round(exact)) + 0;
    if (scores[at] !== exact) rounded = true;
  }
  if (rounded && unit > 1) throwIssues([rangeIssue(["scores"], largest, limit)]);
  return { scores, unit, rounded, largest: Math.round(largest / unit) };
}

function measure(numbers: Float64Array, columns: number): { largest: number; whole: boolean } {
  let largest = 0;
  let whole = true;
  for (let at = 0; at < numbers.length; at++) {
    const value = numbers[at];
    if (value === Number.NEGATIVE_INFINITY) continue;
    const size = Math.abs(value);
    if (size > largest) largest = size;
    if (size > Number.MAX_SAFE_INTEGER) {
      const path = ["scores", Math.floor(at / columns), at % columns];
      throwIssues([rangeIssue(path, value, Number.MAX_SAFE_INTEGER)]);
    }
    if (whole && value !== Math.floor(value)) whole = false;
  }
  return { largest, whole };
}

function rangeIssue(path: Path, received: number, limit: number): Issue {
  return issue("E_RANGE", path, {
    expected: `scores no greater than ${limit}, so that every sum is exact`,
    received: String(received),
    hint: "Divide the scores, or give them fewer digits.",
  });
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
