import type { Assignment, Stage } from "../assignment.js";
import { type KernelState, take } from "../kernels/kernelState.js";
import { largestScore, type Packing, packStages } from "../objective.js";
import type { ReadProblem } from "../read/readProblem.js";
import type { DenseScores } from "../read/scores.js";
import { finestUnit, type Measures } from "../read/toUnits.js";
import { solveProblem } from "../solveAssignment.js";
import { rescale, type ScoreTable, withSpare } from "./scoreTable.js";

/**
 * A problem that changes, and its optimal assignment. Arrays may be longer than there are rows and columns; what lies
 * beyond is not in use. A row or column that was removed keeps its index: nothing is allowed to it any more.
 *
 * Invariant between changes, with `w` for the value of an allowed pair (its entry in the table + the packing's bonus),
 * and 0 for staying unmatched: the prices of a row and a column are at least `w` together, and exactly that on assigned
 * pairs; no price is below 0; a row with a price is matched; a column with a price is full. So no price is greater than
 * the greatest value, however many changes there were.
 */
export interface OpenProblem extends KernelState {
  readonly table: ScoreTable;
  readonly stages: readonly Stage[];
  /** As they were given; 0 for a column that was removed. */
  readonly capacities: number[];
  readonly isRow: boolean[];
  readonly isColumn: boolean[];
  columnOfRow: Int32Array;
  rowPrice: Float64Array;
  /** Of the columns. */
  price: Float64Array;
  free: Int32Array;
  first: Int32Array;
  next: Int32Array;
  previous: Int32Array;
  packing: Packing;
  /** For how many seats and how great a score, in units, the packing is good. */
  room: { readonly seats: number; readonly largest: number };
}

/** What decides in which unit scores are read, and how far apart the stages are packed. */
export interface Demand extends Measures {
  /** The greatest number of rows that can be assigned. */
  readonly seats: number;
}

/** Opens a problem that was solved: its table in the unit that `solved` names, its capacities and stages. */
export function openProblem(
  table: ScoreTable,
  { capacities, stages }: Pick<ReadProblem, "capacities" | "stages">,
  solved: Assignment,
): OpenProblem {
  const [rows, columns] = [withSpare(table.rows), withSpare(table.columns)];
  const problem: OpenProblem = {
    table,
    stages,
    capacities: [...capacities],
    isRow: new Array<boolean>(table.rows).fill(true),
    isColumn: new Array<boolean>(table.columns).fill(true),
    columnOfRow: new Int32Array(rows),
    rowPrice: new Float64Array(rows),
    price: new Float64Array(columns),
    free: new Int32Array(columns),
    first: new Int32Array(columns),
    next: new Int32Array(rows),
    previous: new Int32Array(rows),
    packing: packStages(stages, 0, 0),
    room: { seats: 0, largest: 0 },
  };
  pack(problem, demandOf(problem), solved.unit);
  adopt(problem, solved);
  return problem;
}

/** What the problem demands as it is. */
export function demandOf({ table, capacities }: OpenProblem): Demand {
  let largest = 0;
  for (const size of table.largestOfRow) if (size > largest) largest = size;
  return { largest, whole: table.fractions === 0, seats: seatsOf(capacities, table.rows) };
}

/** The greatest number of rows that can be assigned. */
export function seatsOf(capacities: readonly number[], rows: number): number {
  let seats = 0;
  for (let j = 0; j < capacities.length && seats < rows; j++) seats += capacities[j];
  return Math.min(seats, rows);
}

/**
 * Makes room for what is demanded: reads the scores in the unit that a new solve would take, and packs the stages far
 * enough apart. Returns whether anything had to be done.
 *
 * Most changes find room. Where scores are exact in both units, the assignment stays and its prices are packed again;
 * where they are rounded, another unit means other scores, which are solved anew. Time O(rows · columns), or a solve.
 */
export function makeRoom(problem: OpenProblem, demand: Demand): boolean {
  const { table, room } = problem;
  const unit = finestUnit(demand, demand.seats);
  const isSameUnit = unit === table.unit;
  const isRoomy = demand.seats <= room.seats && Math.round(demand.largest / unit) <= room.largest;
  if (isSameUnit && isRoomy) return false;

  // where `total` is no stage, it makes no difference how scores are rounded
  const isIndifferent = isSameUnit || !problem.stages.includes("total");
  const before = isIndifferent || table.inexact === 0 ? toAssignment(problem) : undefined;
  pack(problem, demand, unit);
  const isUnchanged = before !== undefined && (isIndifferent || table.inexact === 0);
  adopt(problem, isUnchanged ? before : solveProblem(toReadProblem(problem), {}));
  return true;
}

/** Packs the stages for twice the seats and, where it goes, for scores twice as great, so that it is rarely done again. */
function pack(problem: OpenProblem, { seats, largest }: Demand, unit: number): void {
  const units = Math.round(largest / unit);
  // a bit more than a new solve allows itself: still no sum leaves 2^53, as no price is greater than the greatest value
  const most = 2 * largestScore(2 * seats);
  problem.room = { seats: 2 * seats, largest: Math.max(units, Math.min(2 * units, most)) };
  problem.packing = packStages(problem.stages, problem.room.seats, problem.room.largest);
  const { table, packing } = problem;
  if (unit !== table.unit || packing.scale !== table.scale) rescale(table, unit, packing.scale);
}

/** Takes over an assignment with its prices. */
function adopt(problem: OpenProblem, solved: Assignment): void {
  const { table, stages, capacities, packing, columnOfRow, rowPrice, price, free, first, next, previous } = problem;
  const packed = (prices: readonly Float64Array[], index: number): number => {
    let sum = 0;
    stages.forEach((stage, k) => {
      sum += stage === "matched" ? packing.bonus * prices[k][index] : packing.scale * (prices[k][index] / table.unit);
    });
    return sum;
  };
  columnOfRow.fill(-1);
  first.fill(-1);
  next.fill(-1);
  previous.fill(-1);
  for (let j = 0; j < table.columns; j++) {
    price[j] = packed(solved.columnPrices, j);
    free[j] = countable(capacities[j]);
  }
  for (let i = 0; i < table.rows; i++) {
    rowPrice[i] = packed(solved.rowPrices, i);
    if (solved.columnOfRow[i] >= 0) take(problem, i, solved.columnOfRow[i]);
  }
}

/** Seats as they are counted inside: there are never as many rows as this. */
export function countable(capacity: number): number {
  return Math.min(capacity, 2 ** 30);
}

/**
 * The assignment as a solve gives it: with the lowest prices, checked in full.
 *
 * @throws E_CERTIFICATE
 */
export function toAssignment(problem: OpenProblem): Assignment {
  const { table, columnOfRow, price } = problem;
  const answer = { columnOfRow: columnOfRow.slice(0, table.rows), columnPrices: price.slice(0, table.columns) };
  return solveProblem(toReadProblem(problem), { solver: { name: "incremental", solve: () => answer } });
}

/** The problem as it is now, as one that was just read, but packed as this one is, so that its prices are valid there. */
function toReadProblem({ table, capacities, stages, room }: OpenProblem): ReadProblem<DenseScores> {
  const { rows, columns, given, unit } = table;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const offset = i * columns;
    const line = given[i];
    // Adding 0 turns -0 into 0.
    for (let j = 0; j < columns; j++) data[offset + j] = Math.round(line[j] / unit) + 0;
  }
  const scores: DenseScores = { form: "dense", data };
  return { rows, columns, scores, capacities, stages, ...room, unit, rounded: table.inexact > 0 };
}

/** Makes room for one more row or column where there is none. */
export function lengthen(problem: OpenProblem): void {
  const { rows, columns } = problem.table;
  if (rows > problem.columnOfRow.length) {
    problem.columnOfRow = longer(problem.columnOfRow, rows);
    problem.next = longer(problem.next, rows);
    problem.previous = longer(problem.previous, rows);
    problem.rowPrice = longerPrices(problem.rowPrice, rows);
  }
  if (columns > problem.price.length) {
    problem.free = longer(problem.free, columns);
    problem.first = longer(problem.first, columns);
    problem.price = longerPrices(problem.price, columns);
  }
}

function longer(list: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(withSpare(length)).fill(-1);
  copy.set(list);
  return copy;
}

function longerPrices(list: Float64Array, length: number): Float64Array {
  const copy = new Float64Array(withSpare(length));
  copy.set(list);
  return copy;
}
