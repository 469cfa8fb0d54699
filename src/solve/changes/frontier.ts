import type { OpenProblem } from "./openProblem.js";

/**
 * What one search has reached. A search that pushes goes from rows to the columns that they could move to, and its
 * frontier are columns; one that pulls goes from columns to the rows that could come, and its frontier are rows.
 */
export interface Frontier {
  readonly count: number;
  /** `Infinity` where the search has not been, and where it is done. */
  readonly distance: Float64Array;
  /** The prices; `Infinity` where the search is done, so that nothing leads there again. */
  readonly price: Float64Array;
  /** Through whom each is nearest. */
  readonly via: Int32Array;
  /** Above 0 where the search may end. */
  readonly ends: Int32Array;
  /** The columns scanned so far, the nearest first, and how far away each of them is. */
  readonly scanned: number[];
  readonly reached: number[];
  /** How many pairs the search has looked at. */
  looks: number;
}

/** A column to go on from, how far away it is, and the distance beyond which nothing is of interest. */
export interface Stop {
  readonly column: number;
  readonly at: number;
  readonly limit: number;
}

export function createFrontier(count: number, price: Float64Array, ends: Int32Array): Frontier {
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  const via = new Int32Array(count).fill(-1);
  return { count, distance, price: price.slice(0, count), via, ends, scanned: [], reached: [], looks: 0 };
}

/** Scans a column of a search that pushes: all of its rows may move on. Returns the nearest column, −1 beyond the limit. */
export function pushFrom(problem: OpenProblem, frontier: Frontier, { column, at, limit }: Stop): number {
  const { table, packing, rowPrice, first, next } = problem;
  scan(frontier, column, at);
  finish(frontier, column);
  // a column without any row has none to go on from
  let nearest = first[column] < 0 ? nearestOf(frontier) : -1;
  for (let row = first[column]; row >= 0; row = next[row]) {
    nearest = relax(frontier, table.byRow[row], row, at + rowPrice[row] - packing.bonus, limit);
  }
  return nearest;
}

/** Scans a column of a search that pulls: any row may come to it. Returns the nearest row, −1 beyond the limit. */
export function pullTo(problem: OpenProblem, frontier: Frontier, { column, at, limit }: Stop): number {
  const { table, packing, price, first, next } = problem;
  scan(frontier, column, at);
  // its own rows are as near as itself, and lead nowhere but back
  for (let row = first[column]; row >= 0; row = next[row]) finish(frontier, row);
  return relax(frontier, table.byColumn[column], column, at + price[column] - packing.bonus, limit);
}

/**
 * Changes the prices of what was scanned by what it is nearer than `cost`: with sign 1 those of columns rise and those of
 * their rows fall, with sign −1 the other way round.
 */
export function moveScanned(problem: OpenProblem, frontier: Frontier, cost: number, sign: 1 | -1): void {
  const { rowPrice, price, first, next } = problem;
  const { scanned, reached } = frontier;
  for (let t = 0; t < scanned.length; t++) {
    const rise = sign * (cost - reached[t]);
    price[scanned[t]] += rise;
    for (let row = first[scanned[t]]; row >= 0; row = next[row]) rowPrice[row] -= rise;
  }
}

/**
 * Relaxes the frontier over the scores of one row or column; returns the nearest, or −1 where all are beyond `limit`.
 * Of equally near ones one that ends the search comes first.
 */
export function relax(frontier: Frontier, line: Float64Array, by: number, base: number, limit: number): number {
  const { count, distance, price, via, ends } = frontier;
  frontier.looks += count;
  let nearest = -1;
  let least = limit;
  for (let k = 0; k < count; k++) {
    const through = base + price[k] - line[k];
    let d = distance[k];
    if (through < d) {
      d = through;
      distance[k] = d;
      via[k] = by;
    }
    if (d <= least && (d < least || ends[k] > 0)) {
      least = d;
      nearest = k;
    }
  }
  return nearest;
}

/** The nearest of the frontier; −1 where the search can get nowhere. */
export function nearestOf({ count, distance }: Frontier): number {
  let nearest = -1;
  for (let k = 0; k < count; k++) if (distance[k] < (nearest < 0 ? Infinity : distance[nearest])) nearest = k;
  return nearest;
}

/** Takes one off the frontier. */
export function finish({ distance, price }: Frontier, index: number): void {
  distance[index] = Number.POSITIVE_INFINITY;
  price[index] = Number.POSITIVE_INFINITY;
}

function scan({ scanned, reached }: Frontier, column: number, at: number): void {
  scanned.push(column);
  reached.push(at);
}
