import type { KernelProblem, Lottery } from "./assignment.js";
import type { Prices } from "./prices.js";

/**
 * Turns an optimal assignment into the one that the lottery chooses among all optima.
 *
 * The optima are exactly the assignments along tight pairs (price of row + price of column = value) that keep every row
 * with a price matched and every column with a price full. Within them, going through `rows`, a row is matched rather
 * than not; then, going through them again, each gets the earliest of `columns` that the rows before it leave possible.
 *
 * Time: at most one search over the tight pairs for each row, O(rows² · columns) when all scores are equal, and
 * O(rows · columns) when few are.
 */
export function drawLottery(
  problem: KernelProblem,
  prices: Prices,
  columnOfRow: Int32Array,
  lottery: Lottery,
): Int32Array {
  const state = createState(problem, prices, columnOfRow, lottery);
  for (let t = 0; t < problem.rows; t++) seatRow(state, lottery.rows[t]);
  for (let t = 0; t < problem.rows; t++) chooseColumn(state, lottery.rows[t]);
  return state.columnOfRow;
}

interface State {
  readonly problem: KernelProblem;
  readonly prices: Prices;
  readonly columnOrder: ArrayLike<number>;
  readonly columnOfRow: Int32Array;
  readonly rowsOf: Set<number>[];
  /** Rows of which the lottery has decided that they stay matched. */
  readonly seated: Uint8Array;
  /** Rows of which it has also decided with which column. */
  readonly placed: Uint8Array;
  /** Columns, and last the free seats taken together, that a search has reached. */
  readonly reached: Uint8Array;
  /** Columns that need not be full. */
  readonly unpriced: readonly number[];
}

function createState(problem: KernelProblem, prices: Prices, columnOfRow: Int32Array, lottery: Lottery): State {
  const rowsOf: Set<number>[] = Array.from({ length: problem.columns }, () => new Set<number>());
  columnOfRow.forEach((column, row) => {
    if (column >= 0) rowsOf[column].add(row);
  });
  return {
    problem,
    prices,
    columnOrder: lottery.columns,
    columnOfRow: columnOfRow.slice(),
    rowsOf,
    seated: new Uint8Array(problem.rows),
    placed: new Uint8Array(problem.rows),
    reached: new Uint8Array(problem.columns + 1),
    unpriced: Array.from({ length: problem.columns }, (_, j) => j).filter((j) => prices.column[j] === 0),
  };
}

function isTight({ problem, prices }: State, row: number, column: number): boolean {
  return problem.scores[row * problem.columns + column] + problem.bonus === prices.row[row] + prices.column[column];
}

function hasFreeSeat({ problem, rowsOf }: State, column: number): boolean {
  return rowsOf[column].size < problem.capacities[column];
}

/** Decides that a row is matched if some optimum matches it beside the rows already decided. */
function seatRow(state: State, row: number): void {
  if (state.columnOfRow[row] < 0) {
    const ends = (column: number) => {
      if (hasFreeSeat(state, column)) return NOBODY;
      for (const holder of state.rowsOf[column]) {
        if (state.seated[holder] === 0 && state.prices.row[holder] === 0) return holder;
      }
      return undefined;
    };
    for (let column = 0; column < state.problem.columns; column++) {
      if (isTight(state, row, column) && pushInto(state, column, row, ends)) break;
    }
  }
  if (state.columnOfRow[row] >= 0) state.seated[row] = 1;
}

/** Gives a matched row the earliest column that some optimum gives it beside the rows already decided. */
function chooseColumn(state: State, row: number): void {
  const current = state.columnOfRow[row];
  if (current < 0) return;
  state.placed[row] = 1;
  state.reached.fill(0);
  state.rowsOf[current].delete(row);
  // the seat just vacated is the only end: it is filled again, or, where the column has no price, stays empty
  const ends = (column: number) => (column === current ? NOBODY : undefined);
  for (let t = 0; t < state.problem.columns; t++) {
    const column = state.columnOrder[t];
    if (isTight(state, row, column) && pushInto(state, column, row, ends)) return;
  }
}

/** An end of the search at which nobody has to leave. */
const NOBODY = -1;

/** Where a chain of moves can end: the row that leaves unmatched, or nobody; undefined where it cannot end. */
type Ends = (column: number) => number | undefined;

/**
 * Brings `row` into `column`, moving rows that are not placed along tight pairs until the chain ends; false, and nothing changed,
 * where it cannot. Columns that led nowhere stay marked as reached, because they lead nowhere for a later try either.
 *
 * Beside moving a row on, a column with a free seat may take one more if another without a price gives one up; the
 * node `free seats` (index `columns`) stands between the two.
 */
function pushInto(state: State, column: number, row: number, ends: Ends): boolean {
  const { reached } = state;
  const freeSeats = state.problem.columns;
  const chain: Chain = { queue: [], mover: [], from: [] };

  // marks a node as reached; true where the chain ends there
  const visit = (node: number, by: number, at: number): boolean => {
    if (reached[node] !== 0) return false;
    reached[node] = 1;
    chain.queue.push(node);
    chain.mover.push(by);
    chain.from.push(at);
    const leaver = node === freeSeats ? undefined : ends(node);
    if (leaver === undefined) return false;
    if (leaver !== NOBODY) remove(state, leaver);
    moveAlong(state, chain);
    for (const passed of chain.queue) reached[passed] = 0;
    return true;
  };

  // goes on from the node at a place of the queue; true where the chain ends at one of its neighbours
  const expand = (at: number): boolean => {
    const node = chain.queue[at];
    if (node === freeSeats) return state.unpriced.some((j) => visit(j, NOBODY, at));
    if (hasFreeSeat(state, node) && visit(freeSeats, NOBODY, at)) return true;
    for (const holder of state.rowsOf[node]) {
      if (state.placed[holder] !== 0) continue;
      for (let j = 0; j < freeSeats; j++) {
        if (reached[j] === 0 && isTight(state, holder, j) && visit(j, holder, at)) return true;
      }
    }
    return false;
  };

  if (visit(column, row, -1)) return true;
  for (let at = 0; at < chain.queue.length; at++) if (expand(at)) return true;
  return false;
}

/** The nodes reached, and how: by which row's move, from which place in the queue. */
interface Chain {
  readonly queue: number[];
  readonly mover: number[];
  readonly from: number[];
}

/** Carries out the moves that led to the last node reached, from the end to the start. */
function moveAlong(state: State, { queue, mover, from }: Chain): void {
  for (let place = queue.length - 1; place >= 0; place = from[place]) {
    const row = mover[place];
    if (row === NOBODY) continue;
    remove(state, row);
    state.columnOfRow[row] = queue[place];
    state.rowsOf[queue[place]].add(row);
  }
}
function remove(state: State, row: number): void {
  const column = state.columnOfRow[row];
  if (column >= 0) state.rowsOf[column].delete(row);
  state.columnOfRow[row] = -1;
}
