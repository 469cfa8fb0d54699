import { describe, type Issue, issue, type Path, throwIssues } from "../../errors.js";
import { isCount } from "../../numeric/isCount.js";
import { didYouMean } from "../../numeric/nearest.js";
import { readCapacity } from "../read/readProblem.js";
import { numberIssue, type Shape } from "../read/readScores.js";
import { rangeIssue } from "../read/toUnits.js";
import type { Step } from "./ledger.js";
import { type Demand, demandOf, type OpenProblem, seatsOf } from "./openProblem.js";
import { insertColumn, insertRow, rescore, resize, withdrawColumn, withdrawRow } from "./repairs.js";
import { isFraction, largestOf, sizeOf } from "./scoreTable.js";

// Each plan reads a change, throws all that is wrong with it, and says what making it would take. None changes anything.

type Side = "row" | "column";

/** A change as an object: which row or column, or the scores of a new one. */
type Request = Readonly<Record<string, unknown>>;

const FORBIDDEN = Number.NEGATIVE_INFINITY;

/** Which side a change is about: rows if it says so, else columns. */
export function sideOf(change: unknown): Side {
  return typeof change === "object" && change !== null && "row" in change ? "row" : "column";
}

/** @throws E_TYPE, E_SHAPE, E_MISSING, E_NOT_FINITE, E_RANGE, E_UNKNOWN_KEY, E_TOO_LARGE */
export function planRow(problem: OpenProblem, change: unknown, memoryLimit: number): Step {
  const { table, capacities, isColumn } = problem;
  const issues: Issue[] = [];
  const request = readRequest(change, ["row"], issues);
  const scores = readLine(request, { side: "row", isThere: isColumn }, issues);
  throwIssues(issues);
  checkTableMemory({ rows: table.rows + 1, columns: table.columns }, memoryLimit);
  return {
    demand: grown(demandOf(problem), scores, seatsOf(capacities, table.rows + 1)),
    scores,
    path: ["row"],
    rewritten: { rows: [table.rows], columns: [] },
    repair: () => insertRow(problem, scores),
  };
}

/** @throws as `planRow`, and E_CAPACITY */
export function planColumn(problem: OpenProblem, change: unknown, memoryLimit: number): Step {
  const { table, capacities, isRow } = problem;
  const issues: Issue[] = [];
  const request = readRequest(change, ["column", "capacity"], issues);
  const scores = readLine(request, { side: "column", isThere: isRow }, issues);
  const capacity = readCapacity(request["capacity"], ["capacity"], issues);
  throwIssues(issues);
  checkTableMemory({ rows: table.rows, columns: table.columns + 1 }, memoryLimit);
  return {
    demand: grown(demandOf(problem), scores, seatsOf([...capacities, capacity], table.rows)),
    scores,
    path: ["column"],
    rewritten: { rows: [], columns: [table.columns] },
    repair: () => insertColumn(problem, scores, capacity),
  };
}

/** @throws E_TYPE, E_UNKNOWN_KEY, E_UNKNOWN_ID */
export function planRemoval(problem: OpenProblem, change: unknown): Step {
  const side = sideOf(change);
  const issues: Issue[] = [];
  const request = readRequest(change, [side], issues);
  const index = readIndex(problem, side, request[side], issues);
  throwIssues(issues);
  const step = { demand: demandOf(problem), scores: [], path: [side] };
  return side === "row"
    ? { ...step, rewritten: { rows: [index], columns: [] }, repair: () => withdrawRow(problem, index) }
    : { ...step, rewritten: { rows: [], columns: [index] }, repair: () => withdrawColumn(problem, index) };
}

/** @throws E_UNKNOWN_ID, E_CAPACITY, E_RANGE */
export function planCapacity(problem: OpenProblem, column: unknown, capacity: unknown): Step {
  const { table, capacities } = problem;
  const issues: Issue[] = [];
  const index = readIndex(problem, "column", column, issues);
  const seats = readCapacity(capacity, ["capacity"], issues);
  throwIssues(issues);
  const after = capacities.map((count, j) => (j === index ? seats : count));
  return {
    demand: grown(demandOf(problem), [], seatsOf(after, table.rows)),
    scores: [],
    path: ["capacity"],
    rewritten: { rows: [], columns: [] },
    repair: () => resize(problem, index, seats),
  };
}

/** @throws E_UNKNOWN_ID, E_TYPE, E_MISSING, E_NOT_FINITE, E_RANGE */
export function planScore(problem: OpenProblem, [row, column]: readonly [unknown, unknown], score: unknown): Step {
  const issues: Issue[] = [];
  const replaced = [readIndex(problem, "row", row, issues), readIndex(problem, "column", column, issues)] as const;
  const read = readScore(score, ["score"], issues);
  throwIssues(issues);
  return {
    demand: grown(withoutPair(problem, replaced), [read], seatsOf(problem.capacities, problem.table.rows)),
    scores: [read],
    replaced,
    path: ["score"],
    rewritten: { rows: [replaced[0]], columns: [] },
    repair: () => rescore(problem, replaced, read),
  };
}

/** What the problem demands with more scores and another number of seats. */
function grown({ largest, whole }: Demand, scores: readonly number[], seats: number): Demand {
  return {
    largest: scores.reduce((most, score) => Math.max(most, sizeOf(score)), largest),
    whole: whole && scores.every((score) => isFraction(score) === 0),
    seats,
  };
}

/** What the problem demands without one pair. */
function withoutPair(problem: OpenProblem, [row, column]: readonly [number, number]): Demand {
  const { table, capacities } = problem;
  let largest = largestOf(table, row, column);
  for (let i = 0; i < table.rows; i++) {
    if (i !== row && table.largestOfRow[i] > largest) largest = table.largestOfRow[i];
  }
  const whole = table.fractions === isFraction(table.given[row][column]);
  return { largest, whole, seats: seatsOf(capacities, table.rows) };
}

/** A change as an object that has the first of `keys` and none but these. */
function readRequest(change: unknown, keys: readonly string[], issues: Issue[]): Request {
  const request = typeof change === "object" && change !== null ? (change as Request) : {};
  if (!(keys[0] in request)) {
    const received = describe(change);
    issues.push(issue("E_TYPE", ["change"], { expected: "an object with a row or a column", received }));
    throwIssues(issues);
  }
  for (const name of Object.keys(request)) {
    if (keys.includes(name)) continue;
    const hint = didYouMean(name, keys);
    issues.push(issue("E_UNKNOWN_KEY", [name], { expected: "a known key", received: "an unknown one", hint }));
  }
  return request;
}

/** The scores of a new row or column, copied; `-Infinity` where the other side was removed. */
function readLine(
  request: Request,
  { side, isThere }: { readonly side: Side; readonly isThere: readonly boolean[] },
  issues: Issue[],
): number[] {
  const given = request[side] as ArrayLike<unknown> | null | undefined;
  if (typeof given !== "object" || typeof given?.length !== "number") {
    const expected = `a list of ${isThere.length} scores`;
    issues.push(issue("E_TYPE", [side], { expected, received: describe(given) }));
    return [];
  }
  if (given.length !== isThere.length) {
    const expected = `${isThere.length} scores, one for each ${side === "row" ? "column" : "row"}`;
    issues.push(issue("E_SHAPE", [side], { expected, received: String(given.length) }));
    return [];
  }
  const scores = Array.from(given, (score, index) => readScore(score, [side, index], issues));
  return scores.map((score, index) => (isThere[index] ? score : FORBIDDEN));
}

function readScore(score: unknown, path: Path, issues: Issue[]): number {
  if (score === FORBIDDEN) return FORBIDDEN;
  if (typeof score !== "number" || !Number.isFinite(score)) {
    issues.push(numberIssue(score, path));
    return FORBIDDEN;
  }
  if (Math.abs(score) > Number.MAX_SAFE_INTEGER) issues.push(rangeIssue(path, score, Number.MAX_SAFE_INTEGER));
  return score;
}

function readIndex(problem: OpenProblem, side: Side, index: unknown, issues: Issue[]): number {
  const isThere = side === "row" ? problem.isRow : problem.isColumn;
  if (isCount(index) && isThere[index] === true) return index;
  const wasRemoved = isCount(index) && index < isThere.length;
  const received = wasRemoved ? `${index}, which was removed` : describe(index);
  issues.push(issue("E_UNKNOWN_ID", [side], { expected: `the index of a ${side} that is there`, received }));
  return 0;
}

/** @throws E_TOO_LARGE */
export function checkTableMemory({ rows, columns }: Shape, limit: number): void {
  // given, by rows, by columns; and where all is checked, row-major twice
  const bytes = 5 * 8 * rows * columns + 128 * (rows + columns);
  if (!(bytes > limit)) return;
  throwIssues([
    issue("E_TOO_LARGE", ["scores"], {
      expected: `few enough for a memoryLimit of ${limit}`,
      received: `${rows} × ${columns} scores, for which about ${bytes} bytes are needed`,
      hint: "Raise memoryLimit if the machine has more.",
    }),
  ]);
}
