import type { SparseKernelProblem } from "../assignment.js";

/** Rows or columns as their partners see them: how many more they take, and at what price. */
export interface Seats {
  /** A price is at least 0; the prices of the two ends of a pair are together at least its value. */
  readonly price: Float64Array;
  /** Seats not taken. A row has one. */
  readonly spare: Int32Array;
  /** The first partner, −1 where there is none. */
  readonly first: Int32Array;
  /** The partner after one of the other side, −1 after the last. */
  readonly next: Int32Array;
}

/** The same with what they can have, and the means to take it. Rows and columns are alike, so one search serves both. */
export interface Side extends Seats {
  /** Where the pairs of each begin in `to` and `score`; one entry more than there are. */
  readonly start: Int32Array;
  /** The other end of each pair. */
  readonly to: Int32Array;
  /** Whole numbers, without the bonus. */
  readonly score: Float64Array;
  readonly link: (own: number, other: number) => void;
  readonly unlink: (own: number, other: number) => void;
}

/** Who holds what while the sparse kernel works. */
export interface Sides {
  readonly rows: Side;
  readonly seats: Seats;
  /** The columns with their lists of pairs, which are made when they are first asked for. */
  readonly columns: () => Side;
}

/** Nobody assigned, all prices 0. */
export function openSides({ rows, columns, start, column, scores, capacities }: SparseKernelProblem): Sides {
  const columnOfRow = new Int32Array(rows).fill(-1);
  const seatOfRow = new Int32Array(rows).fill(1);
  const free = capacities.slice();
  // the rows of a column, as a list linked in both directions
  const first = new Int32Array(columns).fill(-1);
  const next = new Int32Array(rows).fill(-1);
  const previous = new Int32Array(rows).fill(-1);

  const link = (row: number, to: number): void => {
    const head = first[to];
    next[row] = head;
    previous[row] = -1;
    if (head >= 0) previous[head] = row;
    first[to] = row;
    columnOfRow[row] = to;
    seatOfRow[row] = 0;
    free[to]--;
  };
  const unlink = (row: number): void => {
    const from = columnOfRow[row];
    if (previous[row] >= 0) next[previous[row]] = next[row];
    else first[from] = next[row];
    if (next[row] >= 0) previous[next[row]] = previous[row];
    columnOfRow[row] = -1;
    seatOfRow[row] = 1;
    free[from]++;
  };

  const seats: Seats = { price: new Float64Array(columns), spare: free, first, next };
  let ofColumns: Side | undefined;
  return {
    rows: {
      price: new Float64Array(rows),
      spare: seatOfRow,
      first: columnOfRow,
      next: new Int32Array(columns).fill(-1),
      start,
      to: column,
      score: scores,
      link,
      unlink,
    },
    seats,
    columns: () => {
      ofColumns ??= {
        ...seats,
        ...transpose({ rows, columns, start, column, scores }),
        link: (to, row) => link(row, to),
        unlink: (_, row) => unlink(row),
      };
      return ofColumns;
    },
  };
}

/** The pairs by columns; the rows of a column ascend. */
function transpose({
  rows,
  columns,
  start,
  column,
  scores,
}: Pick<SparseKernelProblem, "rows" | "columns" | "start" | "column" | "scores">): Pick<
  Side,
  "start" | "to" | "score"
> {
  const pairs = start[rows];
  const startOf = new Int32Array(columns + 1);
  for (let at = 0; at < pairs; at++) startOf[column[at] + 1]++;
  for (let j = 0; j < columns; j++) startOf[j + 1] += startOf[j];
  const fill = startOf.slice(0, columns);
  const to = new Int32Array(pairs);
  const score = new Float64Array(pairs);
  for (let row = 0; row < rows; row++) {
    for (let at = start[row]; at < start[row + 1]; at++) {
      const place = fill[column[at]]++;
      to[place] = row;
      score[place] = scores[at];
    }
  }
  return { start: startOf, to, score };
}
