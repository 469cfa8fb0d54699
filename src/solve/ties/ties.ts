import { groupRows } from "../prices/prices.js";
import type { Claim } from "../proof/claim.js";
import { type TightPairs, transpose, unpricedOf } from "./tightPairs.js";

/**
 * The rows left unmatched that some equally good assignment matches: a tie decided about them.
 *
 * `claim` is optimal with its prices, and `tight` are its tight pairs. An unmatched row can come in along tight pairs, if
 * the chain of moves ends at a free seat or at a row without a price. Indices ascend. Time O(tight pairs + columns).
 */
export function rowsOutByTie(tight: TightPairs, capacities: ArrayLike<number>, claim: Claim): number[] {
  const { rowPrices } = claim;
  const columnOfRow = Int32Array.from(claim.columnOfRow);
  const columns = capacities.length;

  // columns that can take one more, going backwards from those at which a chain can end
  const opens = new Uint8Array(columns);
  const rowsOf = groupRows(columnOfRow, columns);
  const unpriced = unpricedOf(rowPrices, columnOfRow.length);
  for (let j = 0; j < columns; j++) if (rowsOf.start[j + 1] - rowsOf.start[j] < capacities[j]) opens[j] = 1;
  columnOfRow.forEach((column, row) => {
    if (column >= 0 && unpriced[row] !== 0) opens[column] = 1;
  });
  const tightRows = transpose(tight, columns);
  const queue = [...opens.keys()].filter((column) => opens[column] === 1);
  const out: number[] = [];
  const isOut = new Uint8Array(columnOfRow.length);
  for (const open of queue) {
    for (let at = tightRows.start[open]; at < tightRows.start[open + 1]; at++) {
      const row = tightRows.row[at];
      const column = columnOfRow[row];
      if (column < 0) {
        if (isOut[row] === 0) out.push(row);
        isOut[row] = 1;
      } else if (opens[column] === 0) {
        opens[column] = 1;
        queue.push(column);
      }
    }
  }
  return out.sort((a, b) => a - b);
}
