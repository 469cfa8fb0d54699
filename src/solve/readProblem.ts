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
  /** As they were given. */
  readonly capacities: readonly number[];
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
  const stages = readOptions(options, issues);
  const shape = readShape(scores, options?.capacities, issues);
  const capacities = readCapacities(options?.capacities, shape, issues);
  checkLottery(options?.lottery, shape, issues);
  checkMemory(shape, options?.memoryLimit, issues);
  const numbers = readNumbers(scores, shape, issues);
  const measures = measure(numbers, shape.columns, issues);
  throwIssues(issues);

  const seats = capacities.reduce((sum, count) => Math.min(sum + count, shape.rows), 0);
  return { ...shape, capacities, stages, seats, ...toUnits(numbers, measures, seats) };
}

interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/** Stands for scores whose shape is at fault: nothing more can be said about them. */
const NO_SHAPE: Shape = { rows: 0, columns: 0 };

/** Checks the options that need no scores; returns the stages. */
function readOptions(options: AssignmentOptions, issues: Issue[]): readonly Stage[] {
  for (const name of Object.keys(options ?? {})) {
    if (optionNames.includes(name)) continue;
    const hint = didYouMean(name, optionNames);
    issues.push(issue("E_UNKNOWN_KEY", [name], { expected: "a known option", received: "an unknown one", hint }));
  }
  const { memoryLimit, solver, objective } = options ?? {};
  if (memoryLimit !== undefined && !(typeof memoryLimit === "number" && memoryLimit > 0)) {
    const received = describe(memoryLimit);
    issues.push(issue("E_OPTION", ["memoryLimit"], { expected: "a number of bytes above 0", received }));
  }
  if (solver !== undefined && typeof solver?.solve !== "function") {
    const expected = "a solver (an object with a function solve)";
    issues.push(issue("E_OPTION", ["solver"], { expected, received: describe(solver) }));
  }
  const stages = stagesOf(objective);
  if (stages === undefined) {
    const expected = '"everyone", "best" or a list of different stages ("matched", "total")';
    issues.push(issue("E_OBJECTIVE", ["objective"], { expected, received: describe(objective) }));
  }
  return stages ?? [];
}

function isListOfRows(scores: ScoreMatrix): scores is readonly (readonly number[])[] {
  return Array.isArray(scores);
}

type TypedScores = Extract<ScoreMatrix, { readonly data: Float64Array }>;
type MatrixScores = Exclude<ScoreMatrix, TypedScores | readonly unknown[]>;

function isTyped(scores: TypedScores | MatrixScores): scores is TypedScores {
  return "data" in scores && !("get" in scores);
}

function readShape(scores: ScoreMatrix, capacities: ArrayLike<number> | undefined, issues: Issue[]): Shape {
  if (isListOfRows(scores)) return readListShape(scores, capacities, issues);
  if (typeof scores !== "object" || scores === null || !("data" in scores || "get" in scores)) {
    const expected = "a list of rows, an ml-matrix Matrix, or { rows, columns, data: Float64Array }";
    issues.push(issue("E_TYPE", ["scores"], { expected, received: describe(scores) }));
    return NO_SHAPE;
  }
  const before = issues.length;
  for (const side of ["rows", "columns"] as const) {
    if (isCount(scores[side])) continue;
    issues.push(issue("E_SHAPE", ["scores", side], { expected: "a whole number", received: describe(scores[side]) }));
  }
  const { rows, columns } = scores;
  if (isTyped(scores) && issues.length === before) checkData(scores.data, rows, columns, issues);
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

function readCapacities(capacities: ArrayLike<number> | undefined, shape: Shape, issues: Issue[]): number[] {
  if (typeof capacities?.length !== "number") {
    const received = describe(capacities);
    issues.push(issue("E_MISSING", ["capacities"], { expected: "a number of seats for each column", received }));
    return [];
  }
  if (shape !== NO_SHAPE && capacities.length !== shape.columns) {
    const expected = `${shape.columns} numbers of seats, one for each column`;
    issues.push(issue("E_SHAPE", ["capacities"], { expected, received: String(capacities.length) }));
  }
  return Array.from(capacities, (count: unknown, j) => {
    if (isCount(count)) return count;
    const expected = "a non-negative whole number of seats";
    issues.push(issue("E_CAPACITY", ["capacities", j], { expected, received: describe(count) }));
    return 0;
  });
}

function checkLottery(lottery: Lottery | undefined, shape: Shape, issues: Issue[]): void {
  if (lottery === undefined || shape === NO_SHAPE) return;
  for (const [side, length] of [
    ["rows", shape.rows],
    ["columns", shape.columns],
  ] as const) {
    const seen = new Set(Array.from(lottery?.[side] ?? []));
    const holds = lottery?.[side]?.length === length && seen.size === length;
    if (holds && [...seen].every((index) => isCount(index) && index < length)) continue;
    const expected = `an order of all ${length} ${side}, each index once`;
    const received = lottery?.[side] === undefined ? "nothing" : "a list that is none";
    issues.push(issue("E_OPTION", ["lottery", side], { expected, received }));
  }
}

/** @throws E_TOO_LARGE, with the issues found before */
export function checkMemory({ rows, columns }: Shape, limit = DEFAULT_MEMORY_LIMIT, issues: Issue[] = []): void {
  // the scores as they are read, and once more where a stage before the total scales them
  const bytes = 2 * 8 * rows * columns + 64 * (rows + columns);
  if (!(bytes > limit)) return;
  throwIssues([
    ...issues,
    issue("E_TOO_LARGE", ["scores"], {
      expected: `few enough for a memoryLimit of ${limit}`,
      received: `${rows} × ${columns} scores, for which about ${bytes} bytes are needed`,
      hint: "Raise memoryLimit if the machine has more.",
    }),
  ]);
}

function readNumbers(scores: ScoreMatrix, shape: Shape, issues: Issue[]): Float64Array {
  const { rows, columns } = shape;
  if (shape === NO_SHAPE) return new Float64Array(0);
  if (!isListOfRows(scores) && isTyped(scores)) {
    return scores.data;
  }
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

function numberIssue(value: unknown, path: Path): Issue {
  const code = value === undefined ? "E_MISSING" : typeof value === "number" ? "E_NOT_FINITE" : "E_TYPE";
  const expected = "a finite number, or -Infinity to forbid the pair";
  return issue(code, path, { expected, received: describe(value) });
}

interface Measures {
  /** The greatest absolute score. */
  readonly largest: number;
  /** Whether all scores are whole numbers. */
  readonly whole: boolean;
}

/** Looks at every number; NaN, Infinity and numbers too great to be exact are issues. */
function measure(numbers: Float64Array, columns: number, issues: Issue[]): Measures {
  let most = 0;
  let least = 0;
  let whole = true;
  for (let at = 0; at < numbers.length; at++) {
    const value = numbers[at];
    if (value > most) most = value;
    // only of a finite number below 0 is twice the number less
    if (value + value < value && value < least) least = value;
    if (value !== Math.floor(value)) whole = false;
  }
  const largest = Math.max(most, -least);
  if (!whole || largest > Number.MAX_SAFE_INTEGER) findUnfit(numbers, columns, issues);
  return { largest, whole };
}

function findUnfit(numbers: Float64Array, columns: number, issues: Issue[]): void {
  numbers.forEach((value, at) => {
    if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || value === Number.NEGATIVE_INFINITY) return;
    const path = ["scores", Math.floor(at / columns), at % columns];
    issues.push(Number.isFinite(value) ? rangeIssue(path, value, Number.MAX_SAFE_INTEGER) : numberIssue(value, path));
  });
}

/**
 * Reads scores as whole multiples of the finest power of two in which all sums stay exact. Whole numbers are never
 * rounded; fractions are, to a unit of at most 1, and the result says so.
 */
function toUnits(numbers: Float64Array, { largest, whole }: Measures, seats: number) {
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

function rangeIssue(path: Path, received: number, limit: number): Issue {
  return issue("E_RANGE", path, {
    expected: `no greater than ${limit}, so that every sum is exact`,
    received: String(received),
    hint: "Divide the scores, or give them fewer digits.",
  });
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}
