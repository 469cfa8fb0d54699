import type { Instance } from "./verify.js";

/** Rows that compete for too few seats: all their allowed columns are among `columns`, which are full (a Hall violator). */
export interface Shortage {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The seats of the columns together; fewer than there are rows. */
  readonly seats: number;
}

/**
 * Proves for rows that are left over, although columns are allowed to them, that seats are short: the rows and columns
 * that alternating paths reach from them, one shortage for each connected group.
 *
 * `isLeftOver` chooses the unmatched rows to prove it for: no alternating path leads from them to a free seat. Rows without any allowed column are in no shortage. Indices ascend.
 * Time O(rows · columns).
 *
 * Source: P. Hall, "On representatives of subsets", J. London Math. Soc. 10:26–30, 1935.
 */
export function findShortages(
  problem: Omit<Instance, "stages">,
  columnOfRow: Int32Array,
  isLeftOver: (row: number) => boolean,
): Shortage[] {
  const { rows, columns, scores, capacities } = problem;
  const isAllowed = (row: number, column: number) => scores[row * columns + column] !== Number.NEGATIVE_INFINITY;
  const rowsOf: number[][] = Array.from({ length: columns }, () => []);
  columnOfRow.forEach((column, row) => {
    if (column >= 0) rowsOf[column].push(row);
  });

  // columns of one group share a root
  const reached = new Uint8Array(columns);
  const parent = Int32Array.from({ length: columns }, (_, j) => j);
  const root = (column: number): number => {
    while (parent[column] !== column) column = parent[column] = parent[parent[column]];
    return column;
  };
  const reachedRows: { row: number; column: number }[] = [];
  const queue: number[] = [];
  const reach = (row: number): void => {
    let first = -1;
    for (let j = 0; j < columns; j++) {
      if (!isAllowed(row, j)) continue;
      if (reached[j] === 0) queue.push(j);
      reached[j] = 1;
      if (first < 0) {
        first = j;
        reachedRows.push({ row, column: j });
      } else parent[root(j)] = root(first);
    }
  };
  for (let row = 0; row < rows; row++) if (isLeftOver(row)) reach(row);
  for (let at = 0; at < queue.length; at++) for (const row of rowsOf[queue[at]]) reach(row);

  const groups = new Map<number, { rows: number[]; columns: number[]; seats: number }>();
  for (let j = 0; j < columns; j++) {
    if (reached[j] === 0) continue;
    const group = groups.get(root(j)) ?? { rows: [], columns: [], seats: 0 };
    groups.set(root(j), group);
    group.columns.push(j);
    group.seats += capacities[j];
  }
  for (const { row, column } of reachedRows.sort((a, b) => a.row - b.row)) groups.get(root(column))!.rows.push(row);
  return [...groups.values()];
}
