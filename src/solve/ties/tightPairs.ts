import type { Claim, Frame, Instance } from "../proof/claim.js";
import type { SparseScores } from "../read/scores.js";

/**
 * The allowed pairs whose prices add up to their value exactly. Row i has the columns from `start[i]` to `start[i + 1]`
 * of `column`, ascending. The optima are the assignments along tight pairs that keep every priced row matched and every
 * priced column full.
 */
export interface TightPairs {
  readonly start: Int32Array;
  readonly column: Int32Array;
}

/** The tight pairs of a problem and its optimal prices, in whole units. Time O(rows · columns), or O(entries). */
export function findTightPairs({ scores, ...frame }: Instance, claim: Claim): TightPairs {
  const { rows, columns } = frame;
  const collector = createTightCollector(frame, claim);
  for (let row = 0; row < rows; row++) {
    if (scores.form === "dense") collector.addRow(scores.data, row * columns);
    else collector.addEntries(scores);
  }
  return collector.pairs();
}

/** Collects tight pairs row by row. */
export interface TightCollector {
  /** Adds the next row: `scores` from `offset` on are its scores by all columns, `-Infinity` where forbidden. */
  readonly addRow: (scores: Float64Array, offset: number) => void;
  /** Adds the next row, of which only the allowed pairs are listed. */
  readonly addEntries: (scores: SparseScores) => void;
  /** What has been collected, when every row has been added. */
  readonly pairs: () => TightPairs;
}

/** Returns a collector; rows are added in their order. */
export function createTightCollector(
  { rows, columns, stages }: Omit<Frame, "capacities">,
  { rowPrices, columnPrices }: Pick<Claim, "rowPrices" | "columnPrices">,
): TightCollector {
  const matched = stages.indexOf("matched");
  const total = stages.indexOf("total");
  const start = new Int32Array(rows + 1);
  let column = new Int32Array(2 * (rows + columns));
  let count = 0;
  let row = 0;

  const makeRoom = (most: number): void => {
    if (count + most <= column.length) return;
    const wider = new Int32Array(Math.max(count + most, 2 * column.length));
    wider.set(column);
    column = wider;
  };

  // for each price that rows have in `matched`: what a pair's score less the row's price has to be, which is no number
  // where the pair is not tight in `matched`
  const wantedAt = new Map<number, Float64Array>();
  const wantedOf = (): Float64Array => {
    const rowPrice = matched < 0 ? 1 : rowPrices[matched][row];
    let wanted = wantedAt.get(rowPrice);
    if (wanted !== undefined) return wanted;
    wanted = new Float64Array(columns);
    for (let j = 0; j < columns; j++) {
      const isTight = matched < 0 || rowPrice + columnPrices[matched][j] === 1;
      wanted[j] = isTight ? (total < 0 ? 0 : columnPrices[total][j]) : Number.NaN;
    }
    wantedAt.set(rowPrice, wanted);
    return wanted;
  };

  return {
    addRow: (scores, offset) => {
      makeRoom(columns);
      const wanted = wantedOf();
      const list = column;
      let found = count;
      if (total < 0) {
        for (let j = 0; j < columns; j++) {
          if (wanted[j] === 0 && scores[offset + j] !== Number.NEGATIVE_INFINITY) list[found++] = j;
        }
      } else {
        const base = rowPrices[total][row];
        for (let j = 0; j < columns; j++) if (scores[offset + j] === base + wanted[j]) list[found++] = j;
      }
      count = found;
      start[++row] = count;
    },
    addEntries: (scores) => {
      const end = scores.start[row + 1];
      makeRoom(end - scores.start[row]);
      const wanted = wantedOf();
      const base = total < 0 ? 0 : rowPrices[total][row];
      for (let at = scores.start[row]; at < end; at++) {
        const j = scores.column[at];
        if ((total < 0 ? 0 : scores.score[at]) === base + wanted[j]) column[count++] = j;
      }
      start[++row] = count;
    },
    pairs: () => ({ start, column: column.subarray(0, count) }),
  };
}

/** The tight pairs by column: the rows of each column, ascending. */
export function transpose({ start, column }: TightPairs, columns: number): { start: Int32Array; row: Int32Array } {
  const next = new Int32Array(columns + 1);
  for (const j of column) next[j + 1]++;
  for (let j = 0; j < columns; j++) next[j + 1] += next[j];
  const starts = next.slice();
  const row = new Int32Array(column.length);
  for (let i = 0; i + 1 < start.length; i++) {
    for (let at = start[i]; at < start[i + 1]; at++) row[next[column[at]]++] = i;
  }
  return { start: starts, row };
}

/** Which rows, or which columns, have no price in any stage: 1 where there is none. */
export function unpricedOf(prices: readonly ArrayLike<number>[], length: number): Uint8Array {
  const unpriced = new Uint8Array(length).fill(1);
  for (const stage of prices) for (let at = 0; at < length; at++) if (stage[at] !== 0) unpriced[at] = 0;
  return unpriced;
}
