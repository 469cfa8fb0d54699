import { leave } from "../kernels/kernelState.js";
import { crowdOut, fillSeat, seatRow } from "./augment.js";
import { countable, lengthen, type OpenProblem } from "./openProblem.js";
import { appendColumn, appendRow, clearColumn, clearRow, write } from "./scoreTable.js";
import { lowerTogether, raiseTogether } from "./shift.js";

// Each of these changes the problem and makes its assignment optimal again; the arguments were checked before.
//
// Searches set out from both ends of the path that is looked for, by turns and further each time: two that meet half way
// reach far less together than one that goes all the way. A search that stops has changed prices only, so that the
// other finds what it has reached at no further cost.

/** How many columns a search scans before the other has its turn, and how much further it goes in its next one. */
const FIRST_REACH = 32;
const REACH_GROWTH = 4;

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
  for (let most = FIRST_REACH; columnOfRow[row] < 0 && rowPrice[row] > 0; most *= REACH_GROWTH) {
    if (!hasFreeSeat(problem)) {
      raiseTogether(problem, { most, limit: rowPrice[row] });
      rowPrice[row] = mostFor(problem, row);
    } else if (column < 0) most = table.columns;
    if (rowPrice[row] > 0) seatRow(problem, row, most);
    if (column >= 0 && isWanting(problem, column)) fillSeat(problem, column, most);
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

/** Whether a column has a free seat that has a price. */
function isWanting({ free, price }: OpenProblem, column: number): boolean {
  return free[column] > 0 && price[column] > 0;
}

/** Fills the free seats of a column until there is none or nobody would pay for one. */
function fillUp(problem: OpenProblem, column: number): void {
  const { table, price } = problem;
  for (let most = FIRST_REACH; isWanting(problem, column); most *= REACH_GROWTH) {
    // where a row is unmatched, nobody knows which of them the other end is
    if (!isEveryRowMatched(problem)) most = table.columns;
    else lowerTogether(problem, { most, limit: price[column] });
    if (isWanting(problem, column)) fillSeat(problem, column, most);
  }
}

/** Takes away the rows that a column has beyond its seats. */
function empty(problem: OpenProblem, column: number): void {
  const { table, free, first, next, rowPrice } = problem;
  for (let most = FIRST_REACH; free[column] < 0; most *= REACH_GROWTH) {
    let limit = Number.POSITIVE_INFINITY;
    for (let row = first[column]; row >= 0; row = next[row]) limit = Math.min(limit, rowPrice[row]);
    if (hasFreeSeat(problem)) most = table.columns;
    else raiseTogether(problem, { most, limit });
    crowdOut(problem, column, most);
  }
}

function hasFreeSeat({ table, free }: OpenProblem): boolean {
  for (let j = 0; j < table.columns; j++) if (free[j] > 0) return true;
  return false;
}

function isEveryRowMatched({ table, isRow, columnOfRow }: OpenProblem): boolean {
  for (let i = 0; i < table.rows; i++) if (isRow[i] && columnOfRow[i] < 0) return false;
  return true;
}
