import type { Holders } from "./holders.js";
import { strongComponents } from "./strongComponents.js";
import type { TightPairs } from "./tightPairs.js";

/** The graph of moves: who can go where without leaving the optima. */
export interface Moves {
  readonly tight: TightPairs;
  readonly holders: Holders;
  /** Columns that need not be full. */
  readonly spare: Int32Array;
}

/**
 * Numbers the strongly connected components of the graph of moves. Its nodes are the columns and, last, the free seats
 * taken together. A column leads to those to which one of its rows could move; a column with a free seat leads to the
 * free seats, as it can take one more; these lead to every column that can have one fewer.
 *
 * Result: a number for each node, the same for two of them if and only if each leads to the other. A row can move to a
 * column in some optimum if and only if it is in the component of the row's own. Time O(tight pairs + columns).
 *
 * Source: A. L. Dulmage, N. S. Mendelsohn, "Coverings of bipartite graphs", Canad. J. Math. 10:517–534, 1958.
 */
export function findComponents(moves: Moves): Int32Array {
  return strongComponents(moves.holders.free.length + 1, createNeighbours(moves));
}

/** Stands for the row where a node has nothing left, not even its free seats. */
const NOTHING = -2;

/** Returns a function that gives the neighbours of a node one after the other, then -1. */
function createNeighbours({ tight, holders, spare }: Moves): (node: number) => number {
  const { start, column } = tight;
  const { free, first, next } = holders;
  const freeSeats = free.length;
  // where a node's list goes on: which row of the column, and which place of the row's list or of `spare`
  const row = Int32Array.from({ length: freeSeats + 1 }, (_, node) => (node === freeSeats ? NOTHING : first[node]));
  const place = Int32Array.from(row, (current) => (current < 0 ? 0 : start[current]));

  return (node) => {
    if (node === freeSeats) return place[node] < spare.length ? spare[place[node]++] : -1;
    while (row[node] >= 0) {
      if (place[node] < start[row[node] + 1]) return column[place[node]++];
      row[node] = next[row[node]];
      if (row[node] >= 0) place[node] = start[row[node]];
    }
    if (row[node] === NOTHING || free[node] === 0) return -1;
    row[node] = NOTHING;
    return freeSeats;
  };
}
