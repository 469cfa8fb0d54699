import type { AnyKernelProblem } from "../read/toKernelProblem.js";
import type { LoadedProblem } from "../stagedAnswer.js";
import { allowedPairs, type Optima, type PairList } from "./optima.js";
import type { Pack } from "./packComponents.js";
import type { Worth } from "./worths.js";

/** A problem, and what each of its components counts. */
export interface CountedProblem extends LoadedProblem {
  readonly worths: readonly Worth[];
}

/** The numbers a kernel works on, and where it may begin. */
export interface PackedProblem {
  readonly kernelProblem: AnyKernelProblem;
  readonly rowPrices: Float64Array | undefined;
}

/** What a pair counts in all components of a pack: its score times `scale`, its row's, and what is marked. */
interface Counted {
  readonly scale: number;
  readonly ofRow: Float64Array;
  /** By the number of the choice that a pair is, beside what one counts that is none. */
  readonly ofChoice: Float64Array;
  readonly ofCurrent: number;
}

/** Where a pair in so many is left, lists of pairs save nothing. */
const DENSE_FROM = 4;

/** What to make a pack of components as great as can be: among all assignments, or among the optima of those before. */
export function packValues(problem: CountedProblem, pack: Pack, among?: Optima): PackedProblem {
  const { rows, columns, scores } = problem;
  const counted = countedOf(problem, pack);
  const { ofRow } = counted;
  const isOpen = (row: number) => among === undefined || among.pairs.start[row + 1] > among.pairs.start[row];
  // what every row counts at least is told apart, so that kernels see how far the other numbers reach
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < rows; row++) {
    if (among !== undefined) ofRow[row] += pack.bonus * among.heldRows[row];
    if (isOpen(row)) least = Math.min(least, ofRow[row]);
  }
  const bonus = least === Number.POSITIVE_INFINITY ? 0 : Math.max(0, least);
  const open: number[] = [];
  for (let row = 0; row < rows; row++) {
    ofRow[row] = isOpen(row) ? ofRow[row] - bonus : 0;
    if (isOpen(row)) open.push(ofRow[row]);
  }
  const capacities = Int32Array.from(problem.capacities, (count) => Math.min(count, rows));
  const common = { rows, columns, bonus, capacities };
  const rowPrices = firstRowPrices(ofRow, Float64Array.from(open), capacities);

  if (among === undefined && scores.form === "dense") {
    return { rowPrices, kernelProblem: { ...common, scores: denseValues(problem, scores.data, counted) } };
  }
  const { start, column, place } = among?.pairs ?? allowedPairs(problem);
  const ofColumn = Float64Array.from(among?.heldColumns ?? new Uint8Array(columns), (held) => pack.bonus * held);
  // where many pairs are left of a matrix, one with the others forbidden is better than a list
  const isDense = scores.form === "dense" && column.length * DENSE_FROM >= rows * columns;
  const values = isDense
    ? new Float64Array(rows * columns).fill(Number.NEGATIVE_INFINITY)
    : new Float64Array(column.length);
  writeListed(problem, { start, column, place }, { ...counted, ofColumn, values, isDense });
  return {
    rowPrices,
    kernelProblem: isDense ? { ...common, scores: values } : { ...common, start, column, scores: values },
  };
}

/**
 * Where prices of rows may begin if seats are too few: what they count beyond the first that gets none, if nothing else
 * mattered. So columns need not bid them up to there.
 */
function firstRowPrices(ofRow: Float64Array, open: Float64Array, capacities: Int32Array): Float64Array | undefined {
  const seats = capacities.reduce((sum, count) => sum + count, 0);
  if (seats >= open.length) return undefined;
  const bar = open.sort()[open.length - seats - 1];
  return ofRow.map((count) => Math.max(0, count - bar));
}

/** What rows count in a pack whose components all count rows. */
export function countsOfRows(problem: CountedProblem, pack: Pack): Float64Array {
  return countedOf(problem, pack).ofRow;
}

function countedOf({ worths, loads, rows }: CountedProblem, { components, weights }: Pack): Counted {
  const ofRow = new Float64Array(rows);
  const ofChoice = new Float64Array(loads.choices.reduce((most, list) => Math.max(most, list.length), 0) + 1);
  let scale = 0;
  let ofCurrent = 0;
  components.forEach((at, k) => {
    const worth = worths[at];
    const weight = weights[k];
    if (worth.by === "score") scale = weight;
    else if (worth.by === "current") ofCurrent = weight;
    else if (worth.by === "row") for (let row = 0; row < rows; row++) ofRow[row] += weight * worth.ofRow[row];
    else if (worth.choice > 0) ofChoice[worth.choice] += weight * worth.worth;
    else {
      // what counts is to be no choice: every pair but those that are one
      for (let row = 0; row < rows; row++) ofRow[row] += weight * worth.worth;
      for (let choice = 1; choice < ofChoice.length; choice++) ofChoice[choice] -= weight * worth.worth;
    }
  });
  return { scale, ofRow, ofChoice, ofCurrent };
}

function denseValues({ rows, columns, loads }: CountedProblem, data: Float64Array, counted: Counted): Float64Array {
  const { scale, ofRow, ofChoice, ofCurrent } = counted;
  const values = new Float64Array(data.length);
  for (let row = 0; row < rows; row++) {
    const base = ofRow[row];
    const offset = row * columns;
    const end = offset + columns;
    if (scale > 0) for (let at = offset; at < end; at++) values[at] = data[at] * scale + base;
    else for (let at = offset; at < end; at++) values[at] = data[at] === Number.NEGATIVE_INFINITY ? data[at] : base;
    const chosen = loads.choices[row];
    for (let k = 0; k < chosen.length; k++) values[offset + chosen[k]] += ofChoice[k + 1];
    if (ofCurrent > 0) for (const column of loads.current[row]) values[offset + column] += ofCurrent;
  }
  return values;
}

interface Writing extends Counted {
  readonly ofColumn: Float64Array;
  readonly values: Float64Array;
  /** Whether values stand where scores do, or in the order of the list. */
  readonly isDense: boolean;
}

/** Writes what listed pairs count. */
function writeListed(
  { rows, loads, scores }: CountedProblem,
  { start, column, place }: PairList,
  writing: Writing,
): void {
  const { scale, ofRow, ofChoice, ofCurrent, ofColumn, values, isDense } = writing;
  const numbers = scores.form === "dense" ? scores.data : scores.score;
  for (let row = 0; row < rows; row++) {
    const base = ofRow[row];
    const chosen = loads.choices[row];
    for (let k = 0; k < chosen.length; k++) ofColumn[chosen[k]] += ofChoice[k + 1];
    if (ofCurrent > 0) for (const j of loads.current[row]) ofColumn[j] += ofCurrent;
    for (let at = start[row]; at < start[row + 1]; at++) {
      values[isDense ? place[at] : at] = numbers[place[at]] * scale + base + ofColumn[column[at]];
    }
    for (let k = 0; k < chosen.length; k++) ofColumn[chosen[k]] -= ofChoice[k + 1];
    if (ofCurrent > 0) for (const j of loads.current[row]) ofColumn[j] -= ofCurrent;
  }
}
