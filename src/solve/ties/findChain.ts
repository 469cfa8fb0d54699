import type { Moves } from "./components.js";
import { transpose } from "./tightPairs.js";

/** Stands for the row where a step of a chain moves none. */
export const NOBODY = -1;

/** One half of a search: forwards from where a chain of moves starts, or backwards from where it ends. */
export interface Half {
  /** The nodes reached, in order, of which the first `count` are of this search. */
  readonly queue: Int32Array;
  count: number;
  /** For each of them but the first, the node that it was reached from, and the row that moves between the two. */
  readonly from: Int32Array;
  readonly mover: Int32Array;
  /** The last search that has reached a node. */
  readonly reachedBy: Int32Array;
  /** How many nodes have been looked at, and how many pairs for it. */
  done: number;
  work: number;
}

/** A chain of moves from one node to another: both halves lead to `meeting`. Or, where there is none, the half that has come to its end. */
export type Chain =
  | { readonly meeting: number; readonly forwards: Half; readonly backwards: Half }
  | { readonly closed: Half };

/**
 * Returns the search for a chain of moves in the graph of moves (see `findComponents`), within one component and
 * without the rows that are placed. It goes from both ends, always on at the one that has cost less, so that a search in
 * vain costs no more than twice the smaller of what lies behind the start and what lies before the end.
 */
export function createChainSearch(
  { tight, holders, spare }: Moves,
  { placed, component }: { readonly placed: Uint8Array; readonly component: Int32Array },
): (start: number, end: number) => Chain {
  const { start, column } = tight;
  const { columnOfRow, free, first, next } = holders;
  const freeSeats = free.length;
  const isSpare = new Uint8Array(freeSeats + 1);
  for (const j of spare) isSpare[j] = 1;
  const forwards = createHalf(freeSeats + 1);
  const backwards = createHalf(freeSeats + 1);
  // the rows of each column's tight pairs, less those that are found to be of no use any more
  const tightRows = transpose(tight, freeSeats);
  const endOfRows = tightRows.start.slice(1);
  let searches = 0;
  let meeting = -1;

  const begin = (half: Half, node: number): void => {
    half.reachedBy[node] = searches;
    half.queue[0] = node;
    half.count = 1;
    half.done = 0;
    half.work = 0;
  };
  const reach = (half: Half, node: number, row: number): void => {
    const before = half.queue[half.done];
    if (half.reachedBy[node] === searches || component[node] !== component[before]) return;
    half.reachedBy[node] = searches;
    half.from[node] = before;
    half.mover[node] = row;
    half.queue[half.count++] = node;
    if (forwards.reachedBy[node] === backwards.reachedBy[node]) meeting = node;
  };

  // reaches the columns to which a row could move
  const reachFrom = (row: number, node: number): void => {
    const { queue, from, mover, reachedBy } = forwards;
    const metBy = backwards.reachedBy;
    const own = component[node];
    const end = start[row + 1];
    for (let at = start[row]; at < end; at++) {
      const j = column[at];
      if (reachedBy[j] === searches || component[j] !== own) continue;
      reachedBy[j] = searches;
      from[j] = node;
      mover[j] = row;
      queue[forwards.count++] = j;
      if (metBy[j] !== searches) continue;
      meeting = j;
      return;
    }
  };
  // reaches the nodes to which the next one leads
  const goOn = (): void => {
    const node = forwards.queue[forwards.done];
    if (node === freeSeats) {
      for (const j of spare) reach(forwards, j, NOBODY);
      forwards.work += spare.length;
    } else {
      if (free[node] > 0) reach(forwards, freeSeats, NOBODY);
      for (let row = first[node]; row >= 0 && meeting < 0; row = next[row]) {
        forwards.work += 1 + start[row + 1] - start[row];
        reachFrom(row, node);
      }
    }
    forwards.done++;
  };

  // reaches the columns from which a row could move to this one
  const reachTo = (node: number): void => {
    const { queue, from, mover, reachedBy } = backwards;
    const metBy = forwards.reachedBy;
    const own = component[node];
    const { start: startOfRows, row: rows } = tightRows;
    const end = endOfRows[node];
    let kept = startOfRows[node];
    let at = kept;
    while (at < end && meeting < 0) {
      const row = rows[at++];
      const j = columnOfRow[row];
      // a row that is unmatched or placed stays so, and components are never joined again
      if (j < 0 || placed[row] !== 0 || component[j] !== own) continue;
      rows[kept++] = row;
      if (reachedBy[j] === searches) continue;
      reachedBy[j] = searches;
      from[j] = node;
      mover[j] = row;
      queue[backwards.count++] = j;
      if (metBy[j] === searches) meeting = j;
    }
    backwards.work += at - startOfRows[node];
    if (kept === at) return;
    rows.copyWithin(kept, at, end);
    endOfRows[node] -= at - kept;
  };
  // reaches the nodes that lead to the next one
  const goBack = (): void => {
    const node = backwards.queue[backwards.done];
    if (node === freeSeats) {
      for (let j = 0; j < freeSeats; j++) if (free[j] > 0) reach(backwards, j, NOBODY);
      backwards.work += freeSeats;
    } else {
      if (isSpare[node] !== 0) reach(backwards, freeSeats, NOBODY);
      if (meeting < 0) reachTo(node);
    }
    backwards.done++;
  };

  return (from, to) => {
    searches++;
    meeting = -1;
    begin(forwards, from);
    begin(backwards, to);
    while (meeting < 0) {
      if (forwards.done === forwards.count) return { closed: forwards };
      if (backwards.done === backwards.count) return { closed: backwards };
      if (forwards.work <= backwards.work) goOn();
      else goBack();
    }
    return { meeting, forwards, backwards };
  };
}

function createHalf(nodes: number): Half {
  return {
    queue: new Int32Array(nodes),
    count: 0,
    from: new Int32Array(nodes),
    mover: new Int32Array(nodes),
    reachedBy: new Int32Array(nodes),
    done: 0,
    work: 0,
  };
}
