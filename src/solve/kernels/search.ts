import type { KernelProblem } from "../assignment.js";
import { type KernelState, leave, take } from "./kernelState.js";

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

function createFrontier({ columns, scores }: KernelProblem, { free }: KernelState): Frontier {
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

/**
 * Returns the search: assigns one more row along the shortest path, or leaves someone unmatched where that is worth more.
 * It returns how many pairs it looked at.
 */
export function createSearch(problem: KernelProblem, state: KernelState): (row: number) => number {
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
    let looks = columns;
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
        looks += frontier.count;
        nearest = relax(frontier, row, reached + worth);
      }
      if (nearest < 0) nearest = nearestOf(frontier);
    }

    for (let t = frontier.count; t < columns; t++) price[todo[t]] += cost - distance[t];
    if (end < 0) {
      if (leaver === start) return looks;
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
    return looks;
  };
}

/** The position of the nearest column still to scan, after one that has no rows (its capacity is 0). */
function nearestOf({ count, distance }: Frontier): number {
  let nearest = -1;
  for (let t = 0; t < count; t++) if (nearest < 0 || distance[t] < distance[nearest]) nearest = t;
  return nearest;
}
