import type { DenseInstance } from "./instances.js";

/**
 * As many rows as possible with one column, then with two, and so on up to `demand` different ones, over pairs of at least
 * some score: how many there are of each.
 *
 * Places are filled round by round along augmenting paths, which never take a place from a row; so a later round keeps
 * what an earlier one has reached.
 *
 * Source: J. Edmonds, D. R. Fulkerson, "Transversals and matroid partition", J. Res. Nat. Bur. Standards 69B:147–153, 1965.
 */
export function fillPlaces(
  { rows, columns, scores, capacities }: DenseInstance,
  demand: number,
  least: number,
): number[] {
  const columnsOf = Array.from({ length: rows }, () => new Set<number>());
  const rowsOf = Array.from({ length: columns }, () => new Set<number>());
  const give = (row: number, column: number) => {
    columnsOf[row].add(column);
    rowsOf[column].add(row);
  };
  const augment = (row: number, isTried: Uint8Array): boolean => {
    for (let column = 0; column < columns; column++) {
      if (isTried[column] !== 0 || columnsOf[row].has(column) || scores[row * columns + column] < least) continue;
      if (capacities[column] === 0) continue;
      isTried[column] = 1;
      if (rowsOf[column].size < capacities[column]) {
        give(row, column);
        return true;
      }
      for (const holder of [...rowsOf[column]]) {
        if (!augment(holder, isTried)) continue;
        columnsOf[holder].delete(column);
        rowsOf[column].delete(holder);
        give(row, column);
        return true;
      }
    }
    return false;
  };
  return Array.from({ length: demand }, () => {
    let filled = 0;
    for (let row = 0; row < rows; row++) if (augment(row, new Uint8Array(columns))) filled++;
    return filled;
  });
}
