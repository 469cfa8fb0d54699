import { select } from "../numeric/select.js";

/** The best entries of a row: the first `count` of two lists, in the order of their columns. */
export interface BestOfRow {
  readonly columns: Int32Array;
  readonly scores: Float64Array;
}

/** How many entries are gathered for each that is kept, before the others are dropped. */
const SLACK = 4;

/**
 * Makes a function that picks the `count` highest scores of a row, leaving out `-Infinity`; ties go to the lower column.
 * What it returns holds until the next call.
 *
 * Time O(columns) for a row, and little more: once the first have been gathered, few entries are above the bar.
 */
export function createBestOfRow(count: number): (row: Float64Array) => BestOfRow {
  const limit = SLACK * count;
  const columns = new Int32Array(limit);
  const scores = new Float64Array(limit);
  const scratch = new Float64Array(limit);

  /** Keeps the best `count` of the first `size`; the lowest of them is the new bar. */
  const prune = (size: number): number => {
    scratch.set(scores.subarray(0, size));
    const bar = select(scratch, size, size - count);
    let above = 0;
    for (let k = 0; k < size; k++) if (scores[k] > bar) above++;
    let ties = count - above;
    let kept = 0;
    for (let k = 0; k < size; k++) {
      if (scores[k] < bar || (scores[k] === bar && ties-- <= 0)) continue;
      scores[kept] = scores[k];
      columns[kept++] = columns[k];
    }
    return bar;
  };

  return (row) => {
    let size = 0;
    // a later column that equals the bar loses to the earlier ones
    let bar = Number.NEGATIVE_INFINITY;
    const last = row.length - 3;
    for (let j = 0; j < row.length; j++) {
      // four at a time, as long as none of them is above the bar
      while (j < last && !(row[j] > bar || row[j + 1] > bar || row[j + 2] > bar || row[j + 3] > bar)) j += 4;
      if (j >= row.length || row[j] <= bar) continue;
      scores[size] = row[j];
      columns[size++] = j;
      if (size < limit) continue;
      bar = prune(size);
      size = count;
    }
    if (size > count) prune(size);
    const end = Math.min(size, count);
    return { columns: columns.subarray(0, end), scores: scores.subarray(0, end) };
  };
}
