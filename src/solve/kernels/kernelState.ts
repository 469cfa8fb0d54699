import type { KernelProblem } from "../assignment.js";

/** Who holds what while a kernel works. */
export interface KernelState {
  readonly columnOfRow: Int32Array;
  readonly price: Float64Array;
  /** Free seats of each column. */
  readonly free: Int32Array;
  /** The rows of a column, as a list linked in both directions; −1 ends it. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
}

/** Nobody assigned, at these prices. */
export function emptyAssignment({ rows, columns, capacities }: KernelProblem, price: Float64Array): KernelState {
  return {
    columnOfRow: new Int32Array(rows).fill(-1),
    price,
    free: capacities.slice(),
    first: new Int32Array(columns).fill(-1),
    next: new Int32Array(rows).fill(-1),
    previous: new Int32Array(rows).fill(-1),
  };
}

/** Gives a row a seat of a column. */
export function take(state: KernelState, row: number, column: number): void {
  const { first, next, previous } = state;
  const head = first[column];
  next[row] = head;
  previous[row] = -1;
  if (head >= 0) previous[head] = row;
  first[column] = row;
  state.columnOfRow[row] = column;
  state.free[column]--;
}

/** Frees the seat that a row holds. */
export function leave(state: KernelState, row: number): void {
  const { first, next, previous } = state;
  const column = state.columnOfRow[row];
  if (previous[row] >= 0) next[previous[row]] = next[row];
  else first[column] = next[row];
  if (next[row] >= 0) previous[next[row]] = previous[row];
  state.columnOfRow[row] = -1;
  state.free[column]++;
}
