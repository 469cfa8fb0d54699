/** Checked scores of all pairs: row-major, `-Infinity` for a forbidden pair. */
export interface DenseScores {
  readonly form: "dense";
  readonly data: Float64Array;
}

/**
 * Checked scores of the allowed pairs alone: row i has the entries from `start[i]` to `start[i + 1]`. Columns ascend
 * within a row, and no score is `-Infinity`.
 */
export interface SparseScores {
  readonly form: "sparse";
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly score: Float64Array;
}

/** Scores in the form in which they were given; the same pairs and numbers have the same answer in both. */
export type Scores = DenseScores | SparseScores;

/** The score of any pair, `-Infinity` where it is forbidden. Not for inner loops: time O(log columns) where scores are sparse. */
export function scoreOf(scores: Scores, columns: number, row: number, column: number): number {
  if (scores.form === "dense") return scores.data[row * columns + column];
  const at = entryOf(scores, row, column);
  return at < 0 ? Number.NEGATIVE_INFINITY : scores.score[at];
}

/** Where a pair is listed; -1 where it is not. */
export function entryOf(
  { start, column }: { readonly start: Int32Array; readonly column: Int32Array },
  row: number,
  wanted: number,
): number {
  let low = start[row];
  let high = start[row + 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (column[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low < start[row + 1] && column[low] === wanted ? low : -1;
}
