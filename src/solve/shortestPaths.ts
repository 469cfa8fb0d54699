import type { AssignmentSolver, KernelAnswer, KernelProblem } from "./assignment.js";

/**
 * Shortest augmenting paths with prices, for columns of any capacity.
 *
 * A full column is one node that passes the search on to each of its rows, so nothing is copied for a seat. Rows first
 * bid for their best column (column and augmenting row reduction); those left over are assigned along shortest paths.
 *
 * Names as in the sources: `price` −v, `distance` d, `via` pred, `todo` the columns not yet scanned. Prices only rise,
 * and only on full columns; so a row that finds nothing worth more than 0 stays unmatched for good.
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
/** How often rows that lost on equal bids try again. */
const BIDDING_PASSES = 2;

function solve(problem: KernelProblem, tick?: (done: number) => void): KernelAnswer {
  const { rows, columns, capacities } = problem;
  const seats = capacities.reduce((sum, capacity) => sum + capacity, 0);
  // Prices may start above 0 only on columns that end full. Where seats are not in excess that is likely, and it pays.
  if (seats <= rows) {
    const state = assign(problem, reducedColumns(problem), tick);
    if (state.price.every((price, j) => price === 0 || state.free[j] === 0)) return answerOf(state);
  }
  return answerOf(assign(problem, new Float64Array(columns), tick));
}

function assign(problem: KernelProblem, price: Float64Array, tick?: (done: number) => void): State {
  const state = emptyAssignment(problem, price);
  const left = bid(problem, state);
  const search = createSearch(problem, state);
  left.forEach((row, t) => {
    search(row);
    tick?.(problem.rows - left.length + t + 1);
  });
  return state;
}

function answerOf({ columnOfRow, price }: State): KernelAnswer {
  return { columnOfRow, columnPrices: price };
}

/** Column reduction: the prices at which every column's best row would get the same from it, the lowest of them 0. */
function reducedColumns({ rows, columns, scores }: KernelProblem): Float64Array {
  const best = new Float64Array(columns).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < rows; row++) {
    const offset = row * columns;
    for (let j = 0; j < columns; j++) if (scores[offset + j] > best[j]) best[j] = scores[offset + j];
  }
  let least = Number.POSITIVE_INFINITY;
  for (const score of best) if (score < least && score !== Number.NEGATIVE_INFINITY) least = score;
  return best.map((score) => (score === Number.NEGATIVE_INFINITY ? 0 : score - least));
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

function emptyAssignment({ rows, columns, capacities }: KernelProblem, price: Float64Array): State {
  return {
    columnOfRow: new Int32Array(rows).fill(-1),
    price,
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
 * Lets each row bid for its best column, up to what would make its second best as good. A full column keeps its highest
 * bidders and costs what the lowest of them bid. Returns the rows that are left to the search.
 */
function bid(problem: KernelProblem, state: State): number[] {
  const { rows, columns, scores, bonus } = problem;
  const { price, free, first, next } = state;
  const limit = new Float64Array(rows);
  const lowestOf = (column: number): number => {
    let lowest = first[column];
    for (let row = lowest; row >= 0; row = next[row]) if (limit[row] < limit[lowest]) lowest = row;
    return lowest;
  };

  let queue = Array.from({ length: rows }, (_, row) => row);
  let outbid: number[] = [];
  let passes = BIDDING_PASSES;
  let budget = BIDS_PER_ROW * rows;
  while (budget-- > 0) {
    if (queue.length === 0) {
      if (--passes === 0 || outbid.length === 0) break;
      queue = outbid;
      outbid = [];
    }
    const row = queue.pop()!;

    // best and second-best net score: staying unmatched is worth −bonus, and of equal columns one with a free seat is taken
    const offset = row * columns;
    let best = -bonus;
    let second = -bonus;
    let column = -1;
    for (let j = 0; j < columns; j++) {
      const net = scores[offset + j] - price[j];
      if (net < second || net <= -bonus) continue;
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

    // a bid no higher than the price of a full column changes nothing: the row waits
    limit[row] = price[column] + best - second;
    if (free[column] === 0) {
      if (limit[row] === price[column]) {
        outbid.push(row);
        continue;
      }
      const lowest = lowestOf(column);
      if (lowest < 0) {
        price[column] = limit[row];
        queue.push(row);
        continue;
      }
      leave(state, lowest);
      queue.push(lowest);
    }
    take(state, row, column);
    if (free[column] === 0) price[column] = Math.max(price[column], limit[lowestOf(column)]);
  }
  return queue.concat(outbid);
}

/**
 * The columns of one search. `todo`, `distance` and `price` run in parallel over the columns still to scan, so that the
 * inner loop goes through them in order; behind the first `count` stand the columns already scanned.
 */
interface Frontier {
  count: number;
  readonly todo: Int32Array;
  readonly distance: Float64Array;
  readonly price: Float64Array;
  /** The row through which a column is nearest. */
  readonly via: Int32Array;
  readonly columns: number;
  readonly scores: Float64Array;
  readonly free: Int32Array;
}

function createFrontier({ columns, scores }: KernelProblem, { free }: State): Frontier {
  return {
    columns,
    scores,
    free,
    count: 0,
    todo: new Int32Array(columns),
    distance: new Float64Array(columns),
    price: new Float64Array(columns),
    via: new Int32Array(columns),
  };
}

/**
 * Relaxes the columns still to scan over one row; returns the position of the nearest.
 * Of equally near columns one with a free seat comes first: it ends the search.
 */
function relax(frontier: Frontier, row: number, base: number): number {
  const { count, todo, distance, price, via, columns, scores, free } = frontier;
  const offset = row * columns;
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let t = 0; t < count; t++) {
    const j = todo[t];
    const through = base + price[t] - scores[offset + j];
    let d = distance[t];
    if (through < d) {
      d = through;
      distance[t] = d;
      via[j] = row;
    }
    if (d <= least && (d < least || free[j] > 0)) {
      least = d;
      nearest = t;
    }
  }
  return nearest;
}

/** Moves a column behind those still to scan. */
function finish(frontier: Frontier, at: number): void {
  const { todo, distance, price } = frontier;
  const last = --frontier.count;
  const [column, reached] = [todo[at], distance[at]];
  todo[at] = todo[last];
  distance[at] = distance[last];
  price[at] = price[last];
  todo[last] = column;
  distance[last] = reached;
}

/** Returns the search: assigns one more row along the shortest path, or leaves someone unmatched where that is worth more. */
function createSearch(problem: KernelProblem, state: State): (row: number) => void {
  const { columns, scores, bonus } = problem;
  const { price, free, first, next, columnOfRow } = state;
  const frontier = createFrontier(problem, state);
  const { todo, distance, via } = frontier;

  return (start) => {
    frontier.count = columns;
    for (let j = 0; j < columns; j++) todo[j] = j;
    frontier.price.set(price);
    distance.fill(Number.POSITIVE_INFINITY);

    // the cheapest end so far: `leaver` stays unmatched, or `end` has a free seat
    let cost = 0;
    let leaver = start;
    let end = -1;
    let nearest = relax(frontier, start, -bonus);
    while (nearest >= 0) {
      const column = todo[nearest];
      const reached = distance[nearest];
      if (reached >= cost) break;
      if (free[column] > 0) {
        cost = reached;
        end = column;
        break;
      }
      finish(frontier, nearest);
      nearest = -1;
      for (let row = first[column]; row >= 0; row = next[row]) {
        const worth = scores[row * columns + column] - price[column];
        const without = reached + worth + bonus;
        if (without < cost) {
          cost = without;
          leaver = row;
        }
        nearest = relax(frontier, row, reached + worth);
      }
      if (nearest < 0) nearest = nearestOf(frontier);
    }

    for (let t = frontier.count; t < columns; t++) price[todo[t]] += cost - distance[t];
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

/** The position of the nearest column still to scan, after one that has no rows (its capacity is 0). */
function nearestOf({ count, distance }: Frontier): number {
  let nearest = -1;
  for (let t = 0; t < count; t++) if (nearest < 0 || distance[t] < distance[nearest]) nearest = t;
  return nearest;
}
