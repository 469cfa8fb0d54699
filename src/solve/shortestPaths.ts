import type { AssignmentSolver, KernelAnswer, KernelProblem } from "./assignment.js";

/**
 * Shortest augmenting paths with prices, for columns of any capacity.
 *
 * A full column is one node that passes the search on to each of its rows, so nothing is copied for a seat. Rows first
 * bid for their best column (augmenting row reduction); those left over are assigned along shortest paths.
 *
 * Names as in the sources: `price` v, `distance` d, `via` pred, `todo` the columns not yet scanned. Prices only rise
 * from 0, and only on full columns; a row that finds nothing worth more than 0 stays unmatched for good.
 *
 * Invariant: `price[j] = 0` unless j is full; an assigned row's value minus its column's price is the most it can get
 * anywhere, and at least 0. Time O(rows · columns · (rows + columns)) at worst, space O(rows + columns).
 *
 * Source: R. Jonker, A. Volgenant, "A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems", Computing 38:325–340, 1987; D. F. Crouse, "On implementing 2D rectangular assignment algorithms", IEEE
 * TAES 52(4):1679–1696, 2016. Departures: capacities, rows may stay unmatched, sums are exact whole numbers.
 */
export const shortestPaths: AssignmentSolver = { name: "dense", solve };

/** Bids per row before the search along paths takes over. */
const BIDS_PER_ROW = 8;

function solve(problem: KernelProblem, tick?: (done: number) => void): KernelAnswer {
  const state = emptyAssignment(problem);
  const left = bid(problem, state);
  const search = createSearch(problem, state);
  for (let t = 0; t < left.length; t++) {
    search(left[t]);
    tick?.(problem.rows - left.length + t + 1);
  }
  return { columnOfRow: state.columnOfRow, columnPrices: state.price };
}

interface State {
  readonly columnOfRow: Int32Array;
  readonly price: Float64Array;
  /** Free seats of each column. */
  readonly free: Int32Array;
  /** The rows of a column, as a list linked in both directions; −1 ends it. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
}

function emptyAssignment({ rows, columns, capacities }: KernelProblem): State {
  return {
    columnOfRow: new Int32Array(rows).fill(-1),
    price: new Float64Array(columns),
    free: capacities.slice(),
    first: new Int32Array(columns).fill(-1),
    next: new Int32Array(rows).fill(-1),
    previous: new Int32Array(rows).fill(-1),
  };
}

function take(state: State, row: number, column: number): void {
  const { first, next, previous } = state;
  const head = first[column];
  next[row] = head;
  previous[row] = -1;
  if (head >= 0) previous[head] = row;
  first[column] = row;
  state.columnOfRow[row] = column;
  state.free[column]--;
}

function leave(state: State, row: number): void {
  const { first, next, previous } = state;
  const column = state.columnOfRow[row];
  if (previous[row] >= 0) next[previous[row]] = next[row];
  else first[column] = next[row];
  if (next[row] >= 0) previous[next[row]] = previous[row];
  state.columnOfRow[row] = -1;
  state.free[column]++;
}

/**
 * Lets each row bid for its best column, up to what would make its second best as good; the lowest bidder of a full
 * column leaves and sets its price. Returns the rows that are left to the search.
 */
function bid(problem: KernelProblem, state: State): number[] {
  const { rows, columns, scores, bonus } = problem;
  const { price, free } = state;
  const limit = new Float64Array(rows);
  const queue = Array.from({ length: rows }, (_, row) => row);
  const left: number[] = [];
  let budget = BIDS_PER_ROW * rows;

  while (queue.length > 0) {
    const row = queue.pop()!;
    if (budget-- <= 0) {
      left.push(row);
      continue;
    }

    // best and second-best net value: staying unmatched is worth 0, and of equal columns one with a free seat is taken
    const offset = row * columns;
    let best = 0;
    let second = 0;
    let column = -1;
    for (let j = 0; j < columns; j++) {
      const net = scores[offset + j] + bonus - price[j];
      if (net < second || net <= 0) continue;
      if (net > best) {
        second = best;
        best = net;
        column = j;
      } else {
        second = net;
        if (net === best && free[column] === 0 && free[j] > 0) column = j;
      }
    }
    if (column < 0) continue;

    limit[row] = price[column] + best - second;
    if (free[column] > 0) {
      take(state, row, column);
      continue;
    }

    let lowest = row;
    for (let h = state.first[column]; h >= 0; h = state.next[h]) if (limit[h] < limit[lowest]) lowest = h;
    const risen = limit[lowest] > price[column];
    price[column] = Math.max(price[column], limit[lowest]);
    if (lowest === row) {
      if (risen) queue.push(row);
      else left.push(row);
      continue;
    }
    leave(state, lowest);
    take(state, row, column);
    if (risen) queue.push(lowest);
    else left.push(lowest);
  }
  return left;
}

/** Returns the search: assigns one more row along the shortest path, or leaves someone unmatched where that is worth more. */
function createSearch(problem: KernelProblem, state: State): (row: number) => void {
  const { columns, scores, bonus } = problem;
  const { price, free, first, next, columnOfRow } = state;
  const distance = new Float64Array(columns);
  const via = new Int32Array(columns);
  const todo = new Int32Array(columns);
  const scanned = new Int32Array(columns);
  let todoCount = 0;

  // Relaxes all columns that are not scanned over one row; returns the position in `todo` of the nearest one.
  // Of equally near columns one with a free seat comes first: it ends the search.
  const relax = (row: number, base: number): number => {
    const offset = row * columns;
    let nearest = -1;
    let least = Number.POSITIVE_INFINITY;
    for (let t = 0; t < todoCount; t++) {
      const j = todo[t];
      const through = base + price[j] - scores[offset + j];
      let d = distance[j];
      if (through < d) {
        d = through;
        distance[j] = d;
        via[j] = row;
      }
      if (d < least) {
        least = d;
        nearest = t;
      } else if (d === least && free[j] > 0) nearest = t;
    }
    return nearest;
  };

  return (start) => {
    todoCount = columns;
    for (let j = 0; j < columns; j++) todo[j] = j;
    distance.fill(Number.POSITIVE_INFINITY);

    // the cheapest end so far: `leaver` stays unmatched, or `end` has a free seat
    let cost = 0;
    let leaver = start;
    let end = -1;
    let scannedCount = 0;
    let nearest = relax(start, -bonus);
    while (nearest >= 0) {
      const column = todo[nearest];
      const reached = distance[column];
      if (reached >= cost) break;
      if (free[column] > 0) {
        cost = reached;
        end = column;
        break;
      }
      todo[nearest] = todo[--todoCount];
      scanned[scannedCount++] = column;
      nearest = -1;
      for (let row = first[column]; row >= 0; row = next[row]) {
        const worth = scores[row * columns + column] - price[column];
        const without = reached + worth + bonus;
        if (without < cost) {
          cost = without;
          leaver = row;
        }
        nearest = relax(row, reached + worth);
      }
      if (nearest < 0) nearest = nearestOf(todo, todoCount, distance);
    }

    for (let t = 0; t < scannedCount; t++) price[scanned[t]] += cost - distance[scanned[t]];
    if (end < 0) {
      if (leaver === start) return;
      end = columnOfRow[leaver];
      leave(state, leaver);
    }
    for (let row = -1; row !== start; ) {
      row = via[end];
      const before = columnOfRow[row];
      if (before >= 0) leave(state, row);
      take(state, row, end);
      end = before;
    }
  };
}

/** The position of the nearest column still to scan, for a scanned column that has no rows (its capacity is 0). */
function nearestOf(todo: Int32Array, todoCount: number, distance: Float64Array): number {
  let nearest = -1;
  for (let t = 0; t < todoCount; t++) if (nearest < 0 || distance[todo[t]] < distance[todo[nearest]]) nearest = t;
  return nearest;
}
