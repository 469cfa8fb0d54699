/** Which rows hold the seats of each column, while they move. */
export interface Holders {
  readonly columnOfRow: Int32Array;
  /** Free seats of each column. */
  readonly free: Float64Array;
  /** The rows of a column, as a list linked in both directions; −1 ends it. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly previous: Int32Array;
}

/** The holders of an assignment; `columnOfRow` is copied. */
export function createHolders(columnOfRow: ArrayLike<number>, capacities: ArrayLike<number>): Holders {
  const rows = columnOfRow.length;
  const holders: Holders = {
    columnOfRow: new Int32Array(rows).fill(-1),
    free: Float64Array.from(capacities),
    first: new Int32Array(capacities.length).fill(-1),
    next: new Int32Array(rows).fill(-1),
    previous: new Int32Array(rows).fill(-1),
  };
  for (let row = rows - 1; row >= 0; row--) if (columnOfRow[row] >= 0) takeSeat(holders, row, columnOfRow[row]);
  return holders;
}

/** Gives a row a seat of a column. */
export function takeSeat({ columnOfRow, free, first, next, previous }: Holders, row: number, column: number): void {
  const head = first[column];
  next[row] = head;
  previous[row] = -1;
  if (head >= 0) previous[head] = row;
  first[column] = row;
  columnOfRow[row] = column;
  free[column]--;
}

/** Takes a row that keeps its seat out of its column's list, as nobody is to ask it to move. */
export function settle({ columnOfRow, first, next, previous }: Holders, row: number): void {
  if (previous[row] >= 0) next[previous[row]] = next[row];
  else first[columnOfRow[row]] = next[row];
  if (next[row] >= 0) previous[next[row]] = previous[row];
}

/** Gives a settled row a seat of another column. */
export function resettle({ columnOfRow, free }: Holders, row: number, column: number): void {
  free[columnOfRow[row]]++;
  columnOfRow[row] = column;
  free[column]--;
}

/** Frees the seat that a row holds. */
export function leaveSeat(holders: Holders, row: number): void {
  settle(holders, row);
  holders.free[holders.columnOfRow[row]]++;
  holders.columnOfRow[row] = -1;
}
