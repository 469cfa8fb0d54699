import { createFrontier, finish, moveScanned, nearestOf, pullTo, pushFrom, relax } from "./frontier.js";
import type { OpenProblem } from "./openProblem.js";

// The other end of every path is the same: a row that is or goes unmatched, or a seat that is or stays empty. What is
// unmatched and what is empty has a price of 0; all other prices are right at any common level within bounds, and whichever
// bound is met first says where the path ends. These searches set out from there, so that the search from the place of a
// change has to come only half of the way: they shift all prices together, and leave behind what they have reached.
//
// Where there are so many ends that going on from each of them is more than the search may do, it does nothing: then one
// of them is near to anything.

/** How far a search may go: how many pairs it looks at, and by how much prices may change. */
export interface Reach {
  readonly most: number;
  readonly limit: number;
}

/**
 * Raises the prices of all columns together and lowers those of rows, as far as `reach` allows or until it comes to a row
 * that wants a seat or to a column with a row too many. Columns with a free seat and rows that come to 0 stay behind, and
 * so does all that hangs together with them: rows that would move there, and columns from which a chain of moves leads
 * there or to being unmatched.
 *
 * Dijkstra backwards, from the free seats and from being unmatched, at which each matched row is as far away as its price.
 */
export function raiseTogether(problem: OpenProblem, { most, limit }: Reach): void {
  const { table, packing, room, columnOfRow, rowPrice, price, free } = problem;
  const { rows, columns } = table;
  const { bonus, scale } = packing;
  const open = indicesOf(columns, (j) => free[j] > 0);
  const leavers = indicesOf(rows, (i) => columnOfRow[i] >= 0 && rowPrice[i] === 0);
  if ((open.length + leavers.length) * rows > most) return;
  const frontier = createFrontier(rows, rowPrice, new Int32Array(rows));
  const { distance } = frontier;
  for (let i = 0; i < rows; i++) {
    if (columnOfRow[i] >= 0) distance[i] = rowPrice[i];
    else if (rowPrice[i] === 0) finish(frontier, i);
  }

  let cost = limit;
  let nearest = open.length === 0 ? nearestOf(frontier) : -1;
  for (const column of open) nearest = pullTo(problem, frontier, { column, at: 0, limit });
  while (nearest >= 0 && distance[nearest] < cost) {
    const at = distance[nearest];
    const column = columnOfRow[nearest];
    if (column < 0 || free[column] < 0 || frontier.looks >= most) {
      cost = at;
      break;
    }
    nearest = pullTo(problem, frontier, { column, at, limit: cost });
  }

  moveScanned(problem, frontier, cost, -1);
  // no pair is worth more than the greatest value; columns without any seat would else rise for ever
  const greatest = scale * room.largest + bonus;
  for (let j = 0; j < columns; j++) price[j] = Math.min(price[j] + cost, greatest);
  for (let i = 0; i < rows; i++) if (columnOfRow[i] >= 0 || rowPrice[i] > 0) rowPrice[i] -= cost;
}

/**
 * Lowers the prices of all columns together and raises those of matched rows, as far as `reach` allows or until it comes
 * to a free seat that has a price. Unmatched rows and columns that come to 0 stay behind, and so does all that hangs
 * together with them: columns to which such a row would move or which can have an empty seat at no cost, and rows that
 * lead there by a chain of moves.
 *
 * Dijkstra from the unmatched rows, and from the empty seats, from which each column is as far away as its price.
 */
export function lowerTogether(problem: OpenProblem, { most, limit }: Reach): void {
  const { table, packing, capacities, isRow, columnOfRow, rowPrice, price, free, first } = problem;
  const { byRow, rows, columns } = table;
  const waiting = indicesOf(rows, (i) => isRow[i] && columnOfRow[i] < 0);
  const movers = indicesOf(rows, (i) => columnOfRow[i] >= 0 && price[columnOfRow[i]] === 0);
  if ((waiting.length + movers.length) * columns > most) return;
  const frontier = createFrontier(columns, price, free);
  const { distance } = frontier;
  for (let j = 0; j < columns; j++) {
    // a column that is empty at a price of 0 leads nowhere
    if (first[j] < 0 && price[j] === 0) finish(frontier, j);
    else if (capacities[j] > 0) distance[j] = price[j];
  }

  let cost = limit;
  let column = waiting.length === 0 ? nearestOf(frontier) : -1;
  for (const row of waiting) column = relax(frontier, byRow[row], row, -packing.bonus, limit);
  while (column >= 0 && distance[column] < cost) {
    const at = distance[column];
    // a free seat that has a price is where the other search comes from
    if ((free[column] > 0 && price[column] > 0) || frontier.looks >= most) {
      cost = at;
      break;
    }
    column = pushFrom(problem, frontier, { column, at, limit: cost });
  }

  moveScanned(problem, frontier, cost, 1);
  for (let j = 0; j < columns; j++) price[j] = Math.max(0, price[j] - cost);
  for (let i = 0; i < rows; i++) if (columnOfRow[i] >= 0) rowPrice[i] += cost;
}

function indicesOf(count: number, holds: (index: number) => boolean): number[] {
  const found: number[] = [];
  for (let k = 0; k < count; k++) if (holds(k)) found.push(k);
  return found;
}
