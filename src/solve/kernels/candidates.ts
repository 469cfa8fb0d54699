import type { SparseScores } from "../read/scores.js";

/** What has been found of some rows: pairs of theirs, and how much any other pair of the row can be worth. */
export interface FoundPairs {
  /** Row k of the list has the entries from `start[k]` to `start[k + 1]`; its columns ascend. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  /** Whole units, without scale and bonus. */
  readonly score: Float64Array;
  /** No pair that is not listed is worth more, without the bonus and less its column's price at the time. */
  readonly bars: Float64Array;
}

/**
 * The pairs of a problem that matter, where all of them would be too many: each row's best at certain prices, and a
 * bound on its others. While prices stay near, the bound shows that no other pair is worth more than its prices, so
 * that nobody has to look.
 */
export interface Candidates {
  /** The pairs at hand. */
  readonly pairs: () => SparseScores;
  /** Notes what was found of some rows at some column prices; it counts from the next `merge` on. */
  readonly note: (rows: ArrayLike<number>, found: FoundPairs, columnPrices: Float64Array) => void;
  /** Adds what was noted to the pairs at hand; false, and nothing is added, where a pair that was at hand has another score now. */
  readonly merge: () => boolean;
  /**
   * The rows of which some pair that is not at hand may be worth more than these prices, or, where `tight` is true, as
   * much; ascending. Packed over the stages; `bonus` is what every pair is worth beside its score.
   */
  readonly unsure: (
    prices: { readonly row: Float64Array; readonly column: Float64Array },
    bonus: number,
    tight: boolean,
  ) => number[];
}

/** No pairs at all, and no bound. */
export function createCandidates(rows: number): Candidates {
  let pairs: SparseScores = {
    form: "sparse",
    start: new Int32Array(rows + 1),
    column: new Int32Array(0),
    score: new Float64Array(0),
  };
  const bars = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  const pricesOfBar = new Int32Array(rows);
  const knownPrices: Float64Array[] = [];
  let noted: { readonly rows: ArrayLike<number>; readonly found: FoundPairs }[] = [];

  return {
    pairs: () => pairs,
    note: (rowsOfFound, found, columnPrices) => {
      if (knownPrices[knownPrices.length - 1] !== columnPrices) knownPrices.push(columnPrices);
      for (let k = 0; k < rowsOfFound.length; k++) {
        bars[rowsOfFound[k]] = found.bars[k];
        pricesOfBar[rowsOfFound[k]] = knownPrices.length - 1;
      }
      noted.push({ rows: rowsOfFound, found });
    },
    merge: () => {
      const union = merged(pairs, rows, noted);
      noted = [];
      pairs = union ?? pairs;
      return union !== undefined;
    },
    unsure: ({ row: rowPrices, column }, bonus, tight) => {
      // how far the price of any column has fallen since
      const falls = knownPrices.map((known) => {
        let most = Number.NEGATIVE_INFINITY;
        for (let j = 0; j < column.length; j++) if (known[j] - column[j] > most) most = known[j] - column[j];
        return most;
      });
      const found: number[] = [];
      for (let row = 0; row < rows; row++) {
        const most = bars[row] + falls[pricesOfBar[row]] + bonus;
        if (tight ? most >= rowPrices[row] : most > rowPrices[row]) found.push(row);
      }
      return found;
    },
  };
}

/** The union, row by row; undefined where it has two scores for a pair. */
function merged(
  pairs: SparseScores,
  rows: number,
  noted: readonly { readonly rows: ArrayLike<number>; readonly found: FoundPairs }[],
): SparseScores | undefined {
  const blockOf = new Int32Array(rows).fill(-1);
  const placeOf = new Int32Array(rows);
  let most = pairs.column.length;
  noted.forEach(({ rows: rowsOfBlock, found }, block) => {
    most += found.column.length;
    for (let k = 0; k < rowsOfBlock.length; k++) {
      blockOf[rowsOfBlock[k]] = block;
      placeOf[rowsOfBlock[k]] = k;
    }
  });
  const start = new Int32Array(rows + 1);
  const column = new Int32Array(most);
  const score = new Float64Array(most);
  let size = 0;
  for (let row = 0; row < rows; row++) {
    let at = pairs.start[row];
    const end = pairs.start[row + 1];
    if (blockOf[row] >= 0) {
      const { found } = noted[blockOf[row]];
      for (let k = found.start[placeOf[row]]; k < found.start[placeOf[row] + 1]; k++) {
        for (; at < end && pairs.column[at] < found.column[k]; at++) {
          column[size] = pairs.column[at];
          score[size++] = pairs.score[at];
        }
        if (at < end && pairs.column[at] === found.column[k] && pairs.score[at++] !== found.score[k]) return undefined;
        column[size] = found.column[k];
        score[size++] = found.score[k];
      }
    }
    for (; at < end; at++) {
      column[size] = pairs.column[at];
      score[size++] = pairs.score[at];
    }
    start[row + 1] = size;
  }
  return size === most
    ? { form: "sparse", start, column, score }
    : { form: "sparse", start, column: column.slice(0, size), score: score.slice(0, size) };
}
