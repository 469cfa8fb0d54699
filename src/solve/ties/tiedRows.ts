import { createHolders } from "./holders.js";
import { type TightPairs, transpose } from "./tightPairs.js";

/** An optimum, and who stays as they are in all: 1 for a row with a price, which is matched, and a column with one, which is full. */
export interface HeldOptimum {
  readonly columnOfRow: Int32Array;
  readonly capacities: ArrayLike<number>;
  readonly heldRows: Uint8Array;
  readonly heldColumns: Uint8Array;
}

/**
 * The rows that are matched in some optima and unmatched in others: those of `findTies`, without the pairs.
 *
 * A matched row may leave if its column can have one row fewer: if it has no price, or some unmatched row can have it,
 * or the row of another column that can. An unmatched row may come if one of its columns can have one row more: if it
 * has a free seat, or a row that may stay unmatched, or one that can have another column that can. Time O(tight pairs).
 */
export function tiedRows(tight: TightPairs, optimum: HeldOptimum): number[] {
  const { columnOfRow, capacities, heldRows, heldColumns } = optimum;
  const { start, column } = tight;
  const columns = capacities.length;
  const rows = columnOfRow.length;
  const { free, first, next } = createHolders(columnOfRow, capacities);
  const queue = new Int32Array(columns);
  let count = 0;
  const reach = (reached: Uint8Array, j: number): void => {
    if (reached[j] !== 0) return;
    reached[j] = 1;
    queue[count++] = j;
  };

  const canLose = new Uint8Array(columns);
  const reachFrom = (row: number): void => {
    for (let at = start[row]; at < start[row + 1]; at++) reach(canLose, column[at]);
  };
  for (let j = 0; j < columns; j++) if (heldColumns[j] === 0) reach(canLose, j);
  for (let i = 0; i < rows && count < columns; i++) if (columnOfRow[i] < 0) reachFrom(i);
  for (let at = 0; at < count && count < columns; at++) {
    for (let i = first[queue[at]]; i >= 0; i = next[i]) reachFrom(i);
  }

  count = 0;
  const canGain = new Uint8Array(columns);
  for (let j = 0; j < columns; j++) if (free[j] > 0) reach(canGain, j);
  for (let i = 0; i < rows; i++) if (columnOfRow[i] >= 0 && heldRows[i] === 0) reach(canGain, columnOfRow[i]);
  // nobody asks where nobody is unmatched, and where all are reached there is no need to look further
  const isAsked = count < columns && columnOfRow.includes(-1);
  const { start: startOfRows, row } = isAsked ? transpose(tight, columns) : { start: [], row: [] };
  for (let at = 0; at < count && isAsked; at++) {
    for (let k = startOfRows[queue[at]]; k < startOfRows[queue[at] + 1]; k++) {
      if (columnOfRow[row[k]] >= 0) reach(canGain, columnOfRow[row[k]]);
    }
  }

  const varies = (i: number): boolean => {
    if (columnOfRow[i] >= 0) return heldRows[i] === 0 && canLose[columnOfRow[i]] !== 0;
    for (let at = start[i]; at < start[i + 1]; at++) if (canGain[column[at]] !== 0) return true;
    return false;
  };
  return [...columnOfRow.keys()].filter(varies);
}
