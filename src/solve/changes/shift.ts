import { createFrontier, finish, nearestOf, relax } from "./frontier.js";
import type { OpenProblem } from "./openProblem.js";

// Where every seat is taken, or every row matched, prices are right at any common level within bounds, and which bound is
// met first says who goes unmatched, or which seat stays empty. These searches set out from there, so that the search
// from the place of a change has to come only half of the way.

/** How far a search may go: how many columns it scans, and by how much prices may change. */
export interface Reach {
  readonly most: number;
  readonly limit: number;
}

/**
 * Raises the prices of all columns together and lowers those of matched rows, as far as `reach` allows; no seat may be
 * free. Where a row comes to 0 sooner, it and all that hangs together with it stay behind: rows that can go unmatched at
 * no cost, and columns from which a chain of moves leads to one.
 *
 * Dijkstra backwards from being unmatched, at which each matched row is as far away as its price. Prices of unmatched
 * rows stay as they are.
 */
export function raiseTogether(problem: OpenProblem, { most, limit }: Reach): void {
  const { table, packing, room, columnOfRow, rowPrice, price, first, next } = problem;
  const { byColumn, rows, columns } = table;
  const { bonus, scale } = packing;
  const frontier = createFrontier(rows, rowPrice, new Int32Array(rows));
  const { distance } = frontier;
  for (let i = 0; i < rows; i++) {
    if (columnOfRow[i] >= 0) distance[i] = rowPrice[i];
    else finish(frontier, i);
  }
  const done: number[] = [];
  const reached: number[] = [];
  let cost = limit;
  for (let nearest = nearestOf(frontier); nearest >= 0 && distance[nearest] < cost; ) {
    const d = distance[nearest];
    if (done.length === most) {
      cost = d;
      break;
    }
    const column = columnOfRow[nearest];
    done.push(column);
    reached.push(d);
    for (let row = first[column]; row >= 0; row = next[row]) finish(frontier, row);
    nearest = relax(frontier, byColumn[column], column, d + price[column] - bonus, cost);
  }

  for (let t = 0; t < done.length; t++) {
    const behind = cost - reached[t];
    price[done[t]] -= behind;
    for (let row = first[done[t]]; row >= 0; row = next[row]) rowPrice[row] += behind;
  }
  // no pair is worth more than the greatest value; columns without any seat would else rise for ever
  const greatest = scale * room.largest + bonus;
  for (let j = 0; j < columns; j++) price[j] = Math.min(price[j] + cost, greatest);
  for (let i = 0; i < rows; i++) if (columnOfRow[i] >= 0) rowPrice[i] -= cost;
}

/**
 * Lowers the prices of all columns together and raises those of rows, as far as `reach` allows; every row has to be
 * matched. Where a column comes to 0 sooner, it and all that hangs together with it stay behind: columns that can have an
 * empty seat at no cost, and rows that lead there by a chain of moves.
 *
 * Dijkstra from the empty seats, from which each column is as far away as its price.
 */
export function lowerTogether(problem: OpenProblem, { most, limit }: Reach): void {
  const { table, packing, capacities, columnOfRow, rowPrice, price, free, first, next } = problem;
  const { byRow, rows, columns } = table;
  const { bonus } = packing;
  const frontier = createFrontier(columns, price, free);
  const { distance } = frontier;
  for (let j = 0; j < columns; j++) if (capacities[j] > 0) distance[j] = price[j];
  const done: number[] = [];
  const reached: number[] = [];
  let cost = limit;
  for (let column = nearestOf(frontier); column >= 0 && distance[column] < cost; ) {
    const d = distance[column];
    // a free seat that is wanted is where the other search comes from
    if (done.length === most || free[column] > 0) {
      cost = d;
      break;
    }
    finish(frontier, column);
    done.push(column);
    reached.push(d);
    let nearest = -1;
    for (let row = first[column]; row >= 0; row = next[row]) {
      nearest = relax(frontier, byRow[row], row, d + rowPrice[row] - bonus, cost);
    }
    column = first[column] < 0 ? nearestOf(frontier) : nearest;
  }

  for (let t = 0; t < done.length; t++) {
    const behind = cost - reached[t];
    price[done[t]] += behind;
    for (let row = first[done[t]]; row >= 0; row = next[row]) rowPrice[row] -= behind;
  }
  for (let j = 0; j < columns; j++) price[j] = Math.max(0, price[j] - cost);
  for (let i = 0; i < rows; i++) if (columnOfRow[i] >= 0) rowPrice[i] += cost;
}
