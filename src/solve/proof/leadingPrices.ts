import type { Counts, PairCount } from "./componentCounts.js";
import type { FoldedPrices } from "./foldPrices.js";
import type { StagedInstance } from "./stagedClaim.js";

/**
 * What prices exceed a pair's value by in the first components, as one number with the sign of the first part that is
 * not 0: `ofRow[row] + ofColumn[group][column]`, less the score times `scale`, less what the pair's choice counts, and
 * less `ofCurrent` where it is a current one.
 */
export interface LeadingPrices {
  /** How many components it stands for. */
  readonly parts: number;
  readonly ofRow: Float64Array;
  readonly ofColumn: readonly Float64Array[];
  readonly scale: number;
  /** By the number of the choice, 0 for none. */
  readonly ofChoice: Float64Array;
  readonly ofCurrent: number;
}

/** Whole numbers up to this are exact. */
const MOST = Number.MAX_SAFE_INTEGER;

/**
 * Adds up as many of the first components as go, each times a weight.
 *
 * With `reach` for the greatest that a component's part can be, whatever its signs, each weight is one more than all later
 * parts can come to together, times theirs. So they never outweigh one part that is not 0. All weighted reaches together
 * stay below 2^53, and with them every sum on the way.
 */
export function leadingPrices(
  instance: StagedInstance,
  counts: readonly Counts[],
  prices: FoldedPrices,
): LeadingPrices {
  const { rows, columns, loads } = instance;
  const lastPlaces = (k: number) => (row: number) => counts[k].place(row, loads.demands[row]);
  const reaches: number[] = [];
  let weights: readonly number[] = [];
  for (let k = 0; k < counts.length && counts[k].pair.by !== "level"; k++) {
    const ofPlace = lastPlaces(k);
    const ofRows = greatestSize(prices.ofRow[k].map((price, row) => price - ofPlace(row)));
    const ofColumns = prices.ofColumn[k].reduce((most, list) => Math.max(most, greatestSize(list)), 0);
    reaches.push(ofRows + ofColumns + largestPair(instance, counts[k].pair));
    const longer = weightsOf(reaches);
    if (longer === undefined) break;
    weights = longer;
  }

  const longest = loads.choices.reduce((most, list) => Math.max(most, list.length), 0);
  const ofRow = new Float64Array(rows);
  const ofColumn = Array.from({ length: prices.groups }, () => new Float64Array(columns));
  const ofChoice = new Float64Array(longest + 1);
  let scale = 0;
  let ofCurrent = 0;
  weights.forEach((weight, k) => {
    const { pair } = counts[k];
    const ofPlace = lastPlaces(k);
    for (let row = 0; row < rows; row++) ofRow[row] += weight * (prices.ofRow[k][row] - ofPlace(row));
    ofColumn.forEach((sums, group) => {
      const list = prices.ofColumn[k][group];
      for (let j = 0; j < columns; j++) sums[j] += weight * list[j];
    });
    if (pair.by === "score") scale += weight;
    if (pair.by === "current") ofCurrent += weight;
    if (pair.by === "choice" && pair.choice <= longest) ofChoice[pair.choice] += weight * pair.worth;
  });
  return { parts: weights.length, ofRow, ofColumn, scale, ofChoice, ofCurrent };
}

/** The weights for parts of such reaches, undefined where they become too great. */
function weightsOf(reaches: readonly number[]): number[] | undefined {
  const weights: number[] = [];
  let sum = 0;
  for (const reach of [...reaches].reverse()) {
    const weight = sum + 1;
    weights.unshift(weight);
    sum += weight * reach;
    if (!(sum <= MOST)) return undefined;
  }
  return weights;
}

/** The most that a pair counts, whatever its sign. */
function largestPair({ scores }: StagedInstance, { by }: PairCount): number {
  if (by === "nothing") return 0;
  return by === "score" ? greatestSize(scores.form === "dense" ? scores.data : scores.score) : 1;
}

/** The greatest of some numbers, whatever their signs; `-Infinity` is none. */
function greatestSize(numbers: Float64Array): number {
  let most = 0;
  let least = 0;
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at];
    if (number > most) most = number;
    else if (number < least && number !== Number.NEGATIVE_INFINITY) least = number;
  }
  return Math.max(most, -least);
}
