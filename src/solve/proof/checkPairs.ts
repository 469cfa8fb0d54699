import { entryOf, type Scores, type SparseScores } from "../read/scores.js";
import { type Claim, type Frame, forbiddenPair, type Instance, LISTED_VIOLATIONS, type Violation } from "./claim.js";

/*
 * The part of the verifier that looks at every pair. Like the rest of it, it shares no code with any kernel.
 */

/** What is wrong with pairs, row after row until enough are listed: see `createRowCheck`. The claim has passed `claimViolations`. */
export function pairViolations(instance: Instance, claim: Claim): Violation[] {
  const { rows, columns, scores } = instance;
  const violations: Violation[] = [];
  const check = rowCheckOf(scores, columns, createPairCheck(instance, claim));
  for (let row = 0; row < rows && violations.length < LISTED_VIOLATIONS; row++) violations.push(...check(row));
  return violations;
}

function rowCheckOf(scores: Scores, columns: number, pairs: PairCheck): (row: number) => readonly Violation[] {
  if (scores.form === "sparse") return (row) => checkEntries(pairs, row, scores);
  return (row) => checkRow(pairs, row, { scores: scores.data, offset: row * columns });
}

/**
 * Returns the check of one row by all columns: `scores` from `offset` on are the row's, `-Infinity` where forbidden. On
 * allowed pairs the two prices together are at least the pair's value, and exactly that on the assigned one, which is
 * not forbidden. At most 100 violations are listed. The rows need never be in memory together.
 *
 * The claim has passed `claimViolations`. Time O(columns) for a row: an addition and a comparison for each pair.
 */
export function createRowCheck(
  frame: Frame,
  claim: Claim,
): (row: number, scores: Float64Array, offset: number) => readonly Violation[] {
  const pairs = createPairCheck(frame, claim);
  return (row, scores, offset) => checkRow(pairs, row, { scores, offset });
}

const NONE: readonly Violation[] = Object.freeze([]);

function checkRow(
  pairs: PairCheck,
  row: number,
  { scores, offset }: { readonly scores: Float64Array; readonly offset: number },
): readonly Violation[] {
  const limits = pairs.limitsOf(row);
  if (limits !== undefined) {
    const base = pairs.baseOf(row);
    const columns = limits.length;
    const own = pairs.columnOf(row);
    let holds = own < 0 || pairs.judge(row, own, scores[offset + own]) === undefined;
    for (let j = 0; j < columns; j++) if (!(scores[offset + j] <= base + limits[j])) holds = false;
    if (holds) return NONE;
  }
  const violations: Violation[] = [];
  for (let j = 0; j < pairs.columns && violations.length < LISTED_VIOLATIONS; j++) {
    const violation = pairs.judge(row, j, scores[offset + j]);
    if (violation !== undefined) violations.push(violation);
  }
  return violations;
}

/** The same check of a row whose allowed pairs alone are listed. */
function checkEntries(pairs: PairCheck, row: number, scores: SparseScores): readonly Violation[] {
  const { start, column, score } = scores;
  const end = start[row + 1];
  const own = pairs.columnOf(row);
  const limits = pairs.limitsOf(row);
  if (limits !== undefined) {
    const base = pairs.baseOf(row);
    let ownScore = Number.NEGATIVE_INFINITY;
    let holds = true;
    for (let at = start[row]; at < end; at++) {
      if (!(score[at] <= base + limits[column[at]])) holds = false;
      if (column[at] === own) ownScore = score[at];
    }
    if (holds && (own < 0 || pairs.judge(row, own, ownScore) === undefined)) return NONE;
  }
  const violations: Violation[] = [];
  if (own >= 0 && entryOf(scores, row, own) < 0) violations.push(forbiddenPair(row, own));
  for (let at = start[row]; at < end && violations.length < LISTED_VIOLATIONS; at++) {
    const violation = pairs.judge(row, column[at], score[at]);
    if (violation !== undefined) violations.push(violation);
  }
  return violations;
}

interface PairCheck {
  readonly columns: number;
  /** The column of a row, -1 where it is unmatched. */
  readonly columnOf: (row: number) => number;
  /** What is wrong with a pair, by definition: the first stage that leaves a difference decides. */
  readonly judge: (row: number, column: number, score: number) => Violation | undefined;
  /** Bounds that stand for the definition: a pair is worth no more than its prices if its score is at most `baseOf(row) + limitsOf(row)[column]`. */
  readonly baseOf: (row: number) => number;
  readonly limitsOf: (row: number) => Float64Array | undefined;
}

/** Limits are kept for this many prices that rows have in `matched`: they are 0 and 1 in every claim of this library. */
const KEPT_LIMITS = 8;

function createPairCheck({ columns, stages }: Frame, { columnOfRow, rowPrices, columnPrices }: Claim): PairCheck {
  const excessOf = (row: number, column: number, score: number): number => {
    for (let k = 0; k < stages.length; k++) {
      const excess = rowPrices[k][row] + columnPrices[k][column] - (stages[k] === "matched" ? 1 : score);
      if (excess !== 0) return excess;
    }
    return 0;
  };
  const judge = (row: number, column: number, score: number): Violation | undefined => {
    const isOwn = column === columnOfRow[row];
    if (score === Number.NEGATIVE_INFINITY) return isOwn ? forbiddenPair(row, column) : undefined;
    const excess = excessOf(row, column, score);
    if (isOwn ? excess === 0 : excess >= 0) return undefined;
    const message = isOwn
      ? `Row ${row} and column ${column} are assigned, but their prices do not add up to the pair's value.`
      : `Row ${row} and column ${column} are worth more than their prices.`;
    return { kind: "pairPrice", row, column, message };
  };

  // `matched` does not look at the score. Where it comes first, the row's price in it says of each column whether the
  // prices are above the pair's value whatever the score (no limit), below it (no score is low enough), or leave it to
  // `total`. Where `total` comes first and `matched` decides its ties there is no such limit.
  const total = stages.indexOf("total");
  const isMatchedFirst = stages[0] === "matched";
  const hasLimits = stages.length === 1 || (stages.length === 2 && isMatchedFirst && total === 1);
  const lastLimits = new Map<number, Float64Array>();
  const limitsAt = (rowPrice: number): Float64Array => {
    const limits = new Float64Array(columns);
    for (let j = 0; j < columns; j++) {
      const excess = isMatchedFirst ? rowPrice + columnPrices[0][j] - 1 : 0;
      if (excess === 0) limits[j] = total < 0 ? Number.POSITIVE_INFINITY : columnPrices[total][j];
      else limits[j] = excess > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    }
    if (lastLimits.size === KEPT_LIMITS) lastLimits.clear();
    lastLimits.set(rowPrice, limits);
    return limits;
  };
  return {
    columns,
    columnOf: (row) => columnOfRow[row],
    judge,
    baseOf: (row) => (total < 0 ? 0 : rowPrices[total][row]),
    limitsOf: (row) => {
      if (!hasLimits) return undefined;
      const rowPrice = isMatchedFirst ? rowPrices[0][row] : 0;
      return lastLimits.get(rowPrice) ?? limitsAt(rowPrice);
    },
  };
}
