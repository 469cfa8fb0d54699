import type { Claim, Instance } from "./verify.js";

/**
 * The rows left unmatched that some equally good assignment matches: a tie decided about them.
 *
 * `claim` is optimal with its prices, in whole units. An unmatched row can come in along pairs whose prices add up to
 * their value exactly, if the chain of moves ends at a free seat or at a row without a price. Indices ascend.
 * Time O(rows · columns).
 */
export function rowsOutByTie(instance: Instance, claim: Claim): number[] {
  const { rows, columns, scores, capacities, stages } = instance;
  const { columnOfRow, rowPrices, columnPrices } = claim;
  const isTight = (row: number, column: number): boolean => {
    const score = scores[row * columns + column];
    if (score === Number.NEGATIVE_INFINITY) return false;
    return stages.every(
      (stage, k) => rowPrices[k][row] + columnPrices[k][column] === (stage === "matched" ? 1 : score),
    );
  };

  // columns that can take one more, going backwards from those at which a chain can end
  const rowsOf: number[][] = Array.from({ length: columns }, () => []);
  for (let row = 0; row < rows; row++) if (columnOfRow[row] >= 0) rowsOf[columnOfRow[row]].push(row);
  const isUnpriced = (row: number) => rowPrices.every((stage) => stage[row] === 0);
  const opens = Uint8Array.from(rowsOf, (held, j) => (held.length < capacities[j] || held.some(isUnpriced) ? 1 : 0));
  const queue = [...opens.keys()].filter((j) => opens[j] === 1);
  for (const open of queue) {
    for (let row = 0; row < rows; row++) {
      const column = columnOfRow[row];
      if (column < 0 || opens[column] === 1 || !isTight(row, open)) continue;
      opens[column] = 1;
      queue.push(column);
    }
  }
  return Array.from({ length: rows }, (_, row) => row).filter(
    (row) => columnOfRow[row] < 0 && queue.some((column) => isTight(row, column)),
  );
}
