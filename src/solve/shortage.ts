import { groupRows } from "./prices/prices.js";

/** Rows that compete for too few seats: all their allowed columns are among `columns`, which are full (a Hall violator). */
export interface Shortage {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** The seats of the columns together; fewer than there are rows. */
  readonly seats: number;
}

/** What shortages are found in. */
export interface Shortages {
  readonly capacities: ArrayLike<number>;
  readonly columnOfRow: Int32Array;
  /** The unmatched rows to prove a shortage for: no alternating path leads from them to a free seat. */
  readonly isLeftOver: (row: number) => boolean;
  /** The allowed columns of one row; a list is valid until the next call. Called at most once for each row. */
  readonly columnsOf: (row: number) => ArrayLike<number>;
  /** Some of them, at least one where there is any. */
  readonly someColumnsOf: (row: number) => ArrayLike<number>;
  /**
   * The columns that will be reached, 1 for each, where that is known before: as many as possible are matched and these
   * are the columns with a price in `matched`, every unmatched row being left over. It saves calls of `columnsOf`.
   */
  readonly willBeReached?: ArrayLike<number>;
}

/**
 * Proves for rows that are left over, although columns are allowed to them, that seats are short: the rows and columns
 * that alternating paths reach from them, one shortage for each connected group.
 *
 * Rows without any allowed column are in no shortage. Indices ascend. Time O(allowed pairs) of the rows looked at: all
 * that are reached, or only as many as it takes to find that every column that can be reached is in one group.
 *
 * Source: P. Hall, "On representatives of subsets", J. London Math. Soc. 10:26–30, 1935.
 */
export function findShortages({ capacities, columnOfRow, ...given }: Shortages): Shortage[] {
  const { isLeftOver, columnsOf, someColumnsOf, willBeReached } = given;
  const columns = capacities.length;
  const groups = createGroups(columns);
  const rowsOf = groupRows(columnOfRow, columns);
  let most = columns;
  if (willBeReached !== undefined) {
    most = 0;
    for (let j = 0; j < columns; j++) if (willBeReached[j] > 0) most++;
  }

  // any column of a row tells its group
  const reached: { readonly row: number; readonly column: number }[] = [];
  const queue: number[] = [];
  const reach = (row: number): void => {
    const list = columnsOf(row);
    if (list.length === 0) return;
    reached.push({ row, column: list[0] });
    for (let at = 0; at < list.length; at++) {
      if (groups.add(list[at])) queue.push(list[at]);
      groups.unite(list[0], list[at]);
    }
  };
  const isUnited = () => groups.count() === 1 && queue.length === most;
  let at = 0;
  const goOn = (): void => {
    for (; at < queue.length; at++) {
      const column = queue[at];
      for (let t = rowsOf.start[column]; t < rowsOf.start[column + 1]; t++) {
        if (isUnited()) reached.push({ row: rowsOf.row[t], column });
        else reach(rowsOf.row[t]);
      }
    }
  };
  for (let row = 0; row < columnOfRow.length; row++) {
    if (columnOfRow[row] >= 0 || !isLeftOver(row)) continue;
    const some = isUnited() ? someColumnsOf(row) : [];
    if (some.length > 0) reached.push({ row, column: some[0] });
    else if (!isUnited()) reach(row);
    goOn();
  }

  const shortages = new Map<number, { rows: number[]; columns: number[]; seats: number }>();
  for (const column of queue.sort((a, b) => a - b)) {
    const root = groups.rootOf(column);
    const shortage = shortages.get(root) ?? { rows: [], columns: [], seats: 0 };
    shortages.set(root, shortage);
    shortage.columns.push(column);
    shortage.seats += capacities[column];
  }
  reached.sort((a, b) => a.row - b.row);
  for (const { row, column } of reached) shortages.get(groups.rootOf(column))!.rows.push(row);
  return [...shortages.values()];
}

interface Groups {
  /** Adds a column as a group of its own; false where it has been added before. */
  readonly add: (column: number) => boolean;
  readonly unite: (one: number, other: number) => void;
  /** The column that stands for a column's group. */
  readonly rootOf: (column: number) => number;
  readonly count: () => number;
}

/** Disjoint groups of columns. */
function createGroups(columns: number): Groups {
  const parent = new Int32Array(columns).fill(-1);
  let count = 0;
  const rootOf = (column: number): number => {
    while (parent[column] !== column) {
      parent[column] = parent[parent[column]];
      column = parent[column];
    }
    return column;
  };
  return {
    add: (column) => {
      if (parent[column] >= 0) return false;
      parent[column] = column;
      count++;
      return true;
    },
    unite: (one, other) => {
      const [root, second] = [rootOf(one), rootOf(other)];
      if (root === second) return;
      parent[second] = root;
      count--;
    },
    rootOf,
    count: () => count,
  };
}
