import { describe, type Issue, issue, type Path, throwIssues } from "../../errors.js";
import { isCount } from "../../numeric/isCount.js";
import { didYouMean } from "../../numeric/nearest.js";
import type { AssignmentOptions, Lottery, ScoreMatrix, Stage } from "../assignment.js";
import { presetNames, stageNames, stagesOf } from "../objective.js";
import type { Loads } from "./loads.js";
import { loadNames, readLoads } from "./readLoads.js";
import { isSparse, NO_SHAPE, readNumbers, readShape, type Shape } from "./readScores.js";
import { orderSparse } from "./readSparse.js";
import type { Scores } from "./scores.js";
import { measure, toUnits } from "./toUnits.js";

/** A score matrix and its options, checked, as whole numbers. */
export interface ReadProblem<Form extends Scores = Scores> {
  readonly rows: number;
  readonly columns: number;
  /** In whole multiples of `unit`. */
  readonly scores: Form;
  /** As they were given. */
  readonly capacities: readonly number[];
  readonly stages: readonly Stage[];
  /** What is asked for beside capacities and stages that are packed; undefined where that is nothing. */
  readonly loads?: Loads | undefined;
  /** The greatest number of pairs that can be assigned. */
  readonly seats: number;
  /** The greatest absolute score, in units. */
  readonly largest: number;
  readonly unit: number;
  readonly rounded: boolean;
}

export const DEFAULT_MEMORY_LIMIT = 2 ** 30;
const optionNames = ["capacities", "objective", "lottery", "solver", "memoryLimit", ...loadNames];

/**
 * Checks a score matrix and its options, and reads them as whole numbers.
 *
 * @throws E_SHAPE, E_TYPE, E_MISSING, E_NOT_FINITE, E_RANGE, E_CAPACITY, E_OBJECTIVE, E_OPTION, E_UNKNOWN_KEY,
 * E_OUT_OF_RANGE, E_DUPLICATE with every problem at once; E_TOO_LARGE before anything of the size of the matrix is allocated
 */
export function readProblem(scores: ScoreMatrix, options: AssignmentOptions): ReadProblem {
  const issues: Issue[] = [];
  const stages = readOptions(options, issues);
  const shape = readShape(scores, options?.capacities, issues);
  const capacities = readCapacities(options?.capacities, shape, issues);
  checkLottery(options?.lottery, shape, issues);
  const loads = readLoads(options ?? {}, { shape, stages, capacities }, issues);
  if (loads !== undefined) checkOwnSolver(options.solver, issues);
  checkMemory({ ...sizeOf(scores, shape), isNetwork: loads !== undefined }, options?.memoryLimit, issues);
  const seats = loads === undefined ? seatsOf(capacities, shape.rows) : longestList(loads, capacities, shape);
  return { ...shape, capacities, stages, loads, seats, ...readUnits(scores, shape, { seats, issues }) };
}

/** The greatest number of rows that seats allow. */
function seatsOf(capacities: readonly number[], rows: number): number {
  return capacities.reduce((sum, count) => Math.min(sum + count, rows), 0);
}

/** As many scores as a network adds up at most: in a sum over all pairs, or twice along a path through it. */
function longestList({ demands }: Loads, capacities: readonly number[], { rows, columns }: Shape): number {
  const places = demands.reduce((sum, demand) => sum + demand, 0);
  return Math.max(seatsOf(capacities, places), Math.min(rows, columns));
}

function checkOwnSolver(solver: unknown, issues: Issue[]): void {
  if (solver === undefined) return;
  const expected = 'left out where more is asked for than capacities and the stages "matched" and "total"';
  issues.push(issue("E_OPTION", ["solver"], { expected, received: "a solver" }));
}

/** Reads the scores as whole numbers; throws all issues, its own and those found before. */
function readUnits(
  scores: ScoreMatrix,
  shape: Shape,
  { seats, issues }: { readonly seats: number; readonly issues: Issue[] },
): Pick<ReadProblem, "scores" | "unit" | "rounded" | "largest"> {
  if (shape === NO_SHAPE) throwIssues(issues);
  if (isSparse(scores)) {
    const measures = measure(scores.score, (at) => ["scores", "score", at], issues);
    const ordered = orderSparse(scores, issues);
    throwIssues(issues);
    const { numbers, ...units } = toUnits(ordered.score, measures, seats);
    return { scores: { ...ordered, score: numbers }, ...units };
  }
  const given = readNumbers(scores, shape, issues);
  const { columns } = shape;
  const measures = measure(given, (at) => ["scores", Math.floor(at / columns), at % columns], issues);
  throwIssues(issues);
  const { numbers, ...units } = toUnits(given, measures, seats);
  return { scores: { form: "dense", data: numbers }, ...units };
}

/** Options other than `known` are issues. */
export function checkOptionNames(options: object | undefined, known: readonly string[], issues: Issue[]): void {
  for (const name of Object.keys(options ?? {})) {
    if (known.includes(name)) continue;
    const hint = didYouMean(name, known);
    issues.push(issue("E_UNKNOWN_KEY", [name], { expected: "a known option", received: "an unknown one", hint }));
  }
}

/** Checks the options that need no scores; returns the stages. */
function readOptions(options: AssignmentOptions, issues: Issue[]): readonly Stage[] {
  checkOptionNames(options, optionNames, issues);
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
    issues.push(objectiveIssue(objective));
  }
  return stages ?? [];
}

function objectiveIssue(objective: unknown): Issue {
  const names = (list: readonly string[]) => list.map((name) => `"${name}"`).join(", ");
  const expected = `a preset (${names(presetNames)}) or a list of different stages (${names(stageNames)})`;
  const unknown = Array.isArray(objective)
    ? objective.find((stage) => typeof stage === "string" && !stageNames.some((name) => name === stage))
    : objective;
  const known = Array.isArray(objective) ? stageNames : presetNames;
  const hint = typeof unknown === "string" ? didYouMean(unknown, known) : undefined;
  return issue("E_OBJECTIVE", ["objective"], {
    expected,
    received: describe(objective),
    ...(hint === undefined ? {} : { hint }),
  });
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
  return Array.from(capacities, (count: unknown, j) => readCapacity(count, ["capacities", j], issues));
}

export function readCapacity(capacity: unknown, path: Path, issues: Issue[]): number {
  if (isCount(capacity)) return capacity;
  const expected = "a non-negative whole number of seats";
  issues.push(issue("E_CAPACITY", path, { expected, received: describe(capacity) }));
  return 0;
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

/** How large a problem is: `entries` where only its allowed pairs are listed. */
interface Size extends Shape {
  readonly entries?: number;
  /** Whether a network may be made of them. */
  readonly isNetwork?: boolean;
}

function sizeOf(scores: ScoreMatrix, shape: Shape): Size {
  return shape !== NO_SHAPE && isSparse(scores) ? { ...shape, entries: scores.column.length } : shape;
}

/** @throws E_TOO_LARGE, with the issues found before */
export function checkMemory(size: Size, limit = DEFAULT_MEMORY_LIMIT, issues: Issue[] = []): void {
  if (fitsMemory(size, limit)) return;
  const { rows, columns, entries } = size;
  const bytes = bytesOf(size);
  const what = entries === undefined ? `${rows} × ${columns} scores` : `${entries} of ${rows} × ${columns} scores`;
  throwIssues([
    ...issues,
    issue("E_TOO_LARGE", ["scores"], {
      expected: `few enough for a memoryLimit of ${limit}`,
      received: `${what}, for which about ${bytes} bytes are needed`,
      hint: "Raise memoryLimit if the machine has more.",
    }),
  ]);
}

export function fitsMemory(size: Size, limit = DEFAULT_MEMORY_LIMIT): boolean {
  return !(bytesOf(size) > limit);
}

/**
 * The scores as they are read, and once more where a stage before the total scales them; entries come with their
 * columns, by row, by column and as tight pairs. A network takes about 80 bytes for each pair beside them, and
 * packs of components less.
 */
export function bytesOf({ rows, columns, entries, isNetwork = false }: Size): number {
  const pairs = entries ?? rows * columns;
  const bytes = (entries === undefined ? 2 * 8 : 48) * pairs + (isNetwork ? 80 * pairs : 0);
  return bytes + 64 * (rows + columns);
}
