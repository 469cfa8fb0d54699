import { leave } from "../kernels/kernelState.js";
import { crowdOut, fillSeat, seatRow } from "./augment.js";
import { countable, lengthen, type OpenProblem } from "./openProblem.js";
import { appendColumn, appendRow, clearColumn, clearRow, write } from "./scoreTable.js";
import { lowerTogether, raiseTogether } from "./shift.js";

// Each of these changes the problem and makes its assignment optimal again; the arguments were checked before.
//
// Searches set out from both ends of the path that is looked for, by turns and further each time: two that meet half way
// reach far less together than one that goes all the way. A search that stops has changed prices only, so that the
// other finds what it has reached at no further cost. The one from the place of the change has the first turn, as it
// needs no other where the other end is near.

/** How much further each search goes than the one before it. */
const REACH_GROWTH = 2;

/**
 * How many pairs the first search looks at: those of so many columns that the second one, of twice as many, meets it more
 * often than not. Two that reach k of n columns each, as if by chance, have one in common once k² is some times n.
 */
function firstReach({ table }: OpenProblem): number {
  return Math.ceil(1.5 * Math.sqrt(table.columns) * table.rows);
}

/** Adds a row; rows change along one path at most. */
export function insertRow(problem: OpenProblem, scores: ArrayLike<number>): void {
  const { table, isRow } = problem;
  const row = table.rows;
  appendRow(table);
  lengthen(problem);
  isRow.push(true);
  for (let j = 0; j < table.columns; j++) write(table, row, j, scores[j]);
  reseat(problem, row);
}

/** Adds a column; rows change along one path for each seat that is filled, at most. */
export function insertColumn(problem: OpenProblem, scores: ArrayLike<number>, capacity: number): void {
  const { table, isColumn, capacities } = problem;
  const column = table.columns;
  appendColumn(table);
  lengthen(problem);
  isColumn.push(true);
  capacities.push(capacity);
  for (let i = 0; i < table.rows; i++) write(table, i, column, scores[i]);
  problem.free[column] = countable(capacity);
  problem.price[column] = highestBid(problem, column);
  fillUp(problem, column);
}

/** Takes a row out; rows change along one path at most. */
export function withdrawRow(problem: OpenProblem, row: number): void {
  clearRow(problem.table, row);
  problem.isRow[row] = false;
  reseat(problem, row);
}

/** Takes a column out; rows change along one path for each of its rows. */
export function withdrawColumn(problem: OpenProblem, column: number): void {
  resize(problem, column, 0);
  clearColumn(problem.table, column);
  problem.isColumn[column] = false;
}

/** Changes the seats of a column; rows change along one path for each seat more or fewer, at most. */
export function resize(problem: OpenProblem, column: number, capacity: number): void {
  const { capacities, free } = problem;
  free[column] += countable(capacity) - countable(capacities[column]);
  capacities[column] = capacity;
  empty(problem, column);
  fillUp(problem, column);
}

/** Changes a score; rows change along two paths at most, of the row and of the column that it leaves. */
export function rescore(problem: OpenProblem, [row, column]: readonly [number, number], score: number): void {
  write(problem.table, row, column, score);
  reseat(problem, row);
}

/** Gives a row whose scores have changed the price that they bring it, and moves it where it can no longer stay. */
function reseat(problem: OpenProblem, row: number): void {
  const { table, packing, columnOfRow, rowPrice, price } = problem;
  const column = columnOfRow[row];
  const has = column < 0 ? 0 : table.byRow[row][column] + packing.bonus - price[column];
  rowPrice[row] = mostFor(problem, row);
  if (has === rowPrice[row]) return;

  if (column >= 0) leave(problem, row);
  for (let most = firstReach(problem); wantsSeat(problem, row); most *= REACH_GROWTH ** 2) {
    seatRow(problem, row, most);
    if (column >= 0 && wantsRow(problem, column)) fillSeat(problem, column, most);
    if (wantsSeat(problem, row)) raiseTogether(problem, { most: REACH_GROWTH * most, limit: rowPrice[row] });
  }
  if (column >= 0) fillUp(problem, column);
}

/** The most that a row can have anywhere. */
function mostFor({ table, packing, price }: OpenProblem, row: number): number {
  const line = table.byRow[row];
  let most = -packing.bonus;
  for (let j = 0; j < table.columns; j++) if (line[j] - price[j] > most) most = line[j] - price[j];
  return most + packing.bonus;
}

/** What the row that would pay most for a seat of a column would pay. */
function highestBid({ table, packing, rowPrice }: OpenProblem, column: number): number {
  const line = table.byColumn[column];
  let most = -packing.bonus;
  for (let i = 0; i < table.rows; i++) if (line[i] - rowPrice[i] > most) most = line[i] - rowPrice[i];
  return most + packing.bonus;
}

/** Whether a row is unmatched though it has a price. */
function wantsSeat({ columnOfRow, rowPrice }: OpenProblem, row: number): boolean {
  return columnOfRow[row] < 0 && rowPrice[row] > 0;
}

/** Whether a column has a free seat that has a price. */
function wantsRow({ free, price }: OpenProblem, column: number): boolean {
  return free[column] > 0 && price[column] > 0;
}

/** Fills the free seats of a column until there is none or nobody would pay for one. */
function fillUp(problem: OpenProblem, column: number): void {
  while (wantsRow(problem, column)) fillOne(problem, column);
}

function fillOne(problem: OpenProblem, column: number): void {
  const { price, free } = problem;
  const before = free[column];
  for (let most = firstReach(problem); ; most *= REACH_GROWTH ** 2) {
    fillSeat(problem, column, most);
    if (free[column] < before || price[column] === 0) return;
    lowerTogether(problem, { most: REACH_GROWTH * most, limit: price[column] });
  }
}

/** Takes away the rows that a column has beyond its seats. */
function empty(problem: OpenProblem, column: number): void {
  while (problem.free[column] < 0) takeOne(problem, column);
}

function takeOne(problem: OpenProblem, column: number): void {
  const { free, first, next, rowPrice } = problem;
  const before = free[column];
  for (let most = firstReach(problem); ; most *= REACH_GROWTH ** 2) {
    crowdOut(problem, column, most);
    if (free[column] > before) return;
    let limit = Number.POSITIVE_INFINITY;
    for (let row = first[column]; row >= 0; row = next[row]) limit = Math.min(limit, rowPrice[row]);
    raiseTogether(problem, { most: REACH_GROWTH * most, limit });
  }
}
