import { select } from "../../numeric/select.js";
import type { KernelProblem, SparseKernelProblem } from "../assignment.js";
import { type Effort, pathsWithin, type SparseAnswer } from "./sparsePaths.js";

/** About how many pairs of each row are kept at first. */
const KEPT = 40;
/** How many pairs of a row are added in one round. */
const ADDED = 12;
/** How many scores of a row are looked at to guess which are among its best. */
const SAMPLED = 256;
/** After so many rounds, or so many pairs added for each row, other ways are quicker. */
const MOST_ROUNDS = 8;
const MOST_ADDED = KEPT;
/** So are they once searches have looked at so many pairs for each of the problem. */
const MOST_LOOKS = 4;

/**
 * Solves a dense problem on a sparse core: each row's best pairs, and then, round by round, those that are worth more
 * than the prices say, until there are none. So the prices prove the assignment best among all pairs.
 *
 * Returns undefined where the core turns out not to be small: where all rows want the same columns, or most pairs tie.
 * Time O(rows · columns) for each round, beside what `sparsePaths` takes on the core; space 12 bytes for each of its
 * pairs.
 *
 * Source: A. Volgenant, "Linear and semi-assignment problems: a core oriented approach", Computers & Operations
 * Research 23(10):917–932, 1996. Departures: capacities; pairs are chosen by score, not by reduced cost.
 */
export function sparseCore(
  problem: KernelProblem,
  { rowPrices, tick }: Pick<Effort, "rowPrices" | "tick"> = {},
): SparseAnswer | undefined {
  if (isTied(problem)) return undefined;
  let core = bestPairs(problem);
  if (!coversSeats(core)) return undefined;
  const patience = { looks: MOST_LOOKS * problem.rows * problem.columns };
  let answer = pathsWithin(core, { tick, patience, rowPrices });
  const price = createPricing(problem);
  let added = 0;
  for (let round = 0; round < MOST_ROUNDS && answer !== undefined; round++) {
    const pairs = price(answer);
    if (pairs.rows.length === 0) return answer;
    added += pairs.rows.length;
    if (added > MOST_ADDED * problem.rows) return undefined;
    core = withPairs(core, pairs, problem);
    answer = pathsWithin(core, { warm: answer, tick, patience });
  }
  return undefined;
}

/** How many rows are looked at for ties. */
const LOOKED_AT = 32;

/** Whether most rows have more columns that are best than would be kept. */
function isTied({ rows, columns, scores }: KernelProblem): boolean {
  let tied = 0;
  for (let k = 0; k < LOOKED_AT; k++) {
    const offset = Math.floor((k * rows) / LOOKED_AT) * columns;
    let best = LEAST;
    let count = 0;
    for (let at = offset; at < offset + columns; at++) {
      if (scores[at] === best) count++;
      if (scores[at] <= best) continue;
      best = scores[at];
      count = 1;
    }
    if (count > KEPT) tied++;
  }
  return tied > LOOKED_AT / 2;
}

/** Whether the columns of the core have at least half the seats that can be taken. */
function coversSeats({ rows, columns, start, column, capacities }: SparseKernelProblem): boolean {
  const isCovered = new Uint8Array(columns);
  for (let at = 0; at < start[rows]; at++) isCovered[column[at]] = 1;
  let seats = 0;
  let covered = 0;
  for (let j = 0; j < columns; j++) {
    seats += capacities[j];
    if (isCovered[j] === 1) covered += capacities[j];
  }
  return 2 * covered >= Math.min(rows, seats);
}

/** The best pairs of each row, about `KEPT` of them. Each row is read from a place of its own on, so that ties spread over the columns. */
function bestPairs({ rows, columns, scores, bonus, capacities }: KernelProblem): SparseKernelProblem {
  const most = Math.min(columns, 2 * KEPT);
  const start = new Int32Array(rows + 1);
  const column = new Int32Array(rows * most);
  const kept = new Float64Array(rows * most);
  const found = new Int32Array(columns);
  const sample = new Float64Array(Math.min(SAMPLED, columns));
  const scratch = new Float64Array(columns);
  // steps of the golden section spread evenly
  const shift = Math.floor(columns * 0.618);

  let size = 0;
  for (let row = 0, from = 0; row < rows; row++, from = (from + shift) % columns) {
    const offset = row * columns;
    let bar = guessBar(scores, offset, columns, sample);
    let count = collect(scores, found, { offset, columns, from, bar });
    if (count < KEPT / 2 && bar > LEAST) count = collect(scores, found, { offset, columns, from, bar: LEAST });
    let ties = 0;
    if (count > most) {
      for (let k = 0; k < count; k++) scratch[k] = scores[offset + found[k]];
      bar = select(scratch, count, count - KEPT);
      ties = KEPT;
      for (let k = 0; k < count; k++) if (scores[offset + found[k]] > bar) ties--;
    } else {
      bar = Number.NEGATIVE_INFINITY;
    }
    for (let k = 0; k < count; k++) {
      const score = scores[offset + found[k]];
      if (score < bar || (score === bar && ties-- <= 0)) continue;
      column[size] = found[k];
      kept[size++] = score;
    }
    start[row + 1] = size;
  }
  return { rows, columns, start, column, scores: kept, bonus, capacities };
}

/** Less than every score that is allowed. */
const LEAST = -Number.MAX_VALUE;

/** A score that about 1.3 · `KEPT` of a row's may reach, judged by some of them. */
function guessBar(scores: Float64Array, offset: number, columns: number, sample: Float64Array): number {
  const stride = Math.floor(columns / sample.length);
  for (let k = 0; k < sample.length; k++) sample[k] = scores[offset + k * stride];
  const rank = sample.length - Math.ceil((1.3 * KEPT * sample.length) / columns);
  return rank < 0 ? LEAST : Math.max(LEAST, select(sample, sample.length, rank));
}

interface Reading {
  readonly offset: number;
  readonly columns: number;
  readonly from: number;
  readonly bar: number;
}

/** Lists the columns whose score reaches the bar, reading from `from` on and round to it; returns how many. */
function collect(scores: Float64Array, found: Int32Array, { offset, columns, from, bar }: Reading): number {
  let count = 0;
  for (let half = 0; half < 2; half++) {
    const end = half === 0 ? offset + columns : offset + from;
    let at = half === 0 ? offset + from : offset;
    // four at a time as long as none of them reaches it
    for (; at < end; at++) {
      while (at + 4 <= end && scores[at] < bar && scores[at + 1] < bar && scores[at + 2] < bar && scores[at + 3] < bar)
        at += 4;
      if (at < end && scores[at] >= bar) found[count++] = at - offset;
    }
  }
  return count;
}

/** Pairs to add, by rows in ascending order. */
interface Pairs {
  readonly rows: number[];
  readonly columns: number[];
}

/**
 * Makes the function that finds pairs worth more than their prices, at most `ADDED` of a row: the best of them.
 *
 * A pair that was in order stays so while neither price falls. So after the first time, rows are read in full only
 * where their own price fell, and of the others only columns whose price did.
 */
function createPricing({ rows, columns, scores, bonus }: KernelProblem): (answer: SparseAnswer) => Pairs {
  const rowPriceThen = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  const columnPriceThen = new Float64Array(columns);
  const whole = columns & ~3;

  return ({ rowPrices, columnPrices }) => {
    const pairs: Pairs = { rows: [], columns: [] };
    const fallen: number[] = [];
    for (let j = 0; j < columns; j++) if (columnPrices[j] < columnPriceThen[j]) fallen.push(j);
    const found: number[] = [];
    for (let row = 0; row < rows; row++) {
      const offset = row * columns;
      const most = rowPrices[row] - bonus;
      if (rowPrices[row] >= rowPriceThen[row]) {
        for (const j of fallen) if (scores[offset + j] - columnPrices[j] > most) found.push(j);
      } else {
        for (let j = 0; j < columns; j++) {
          while (
            j < whole &&
            scores[offset + j] - columnPrices[j] <= most &&
            scores[offset + j + 1] - columnPrices[j + 1] <= most &&
            scores[offset + j + 2] - columnPrices[j + 2] <= most &&
            scores[offset + j + 3] - columnPrices[j + 3] <= most
          )
            j += 4;
          if (j < columns && scores[offset + j] - columnPrices[j] > most) found.push(j);
        }
      }
      rowPriceThen[row] = found.length > ADDED ? Number.POSITIVE_INFINITY : rowPrices[row];
      if (found.length > ADDED) {
        const net = (j: number) => scores[offset + j] - columnPrices[j];
        found.sort((a, b) => net(b) - net(a) || a - b);
        found.length = ADDED;
      }
      for (const j of found) {
        pairs.rows.push(row);
        pairs.columns.push(j);
      }
      found.length = 0;
    }
    columnPriceThen.set(columnPrices);
    return pairs;
  };
}

function withPairs(core: SparseKernelProblem, pairs: Pairs, { columns, scores }: KernelProblem): SparseKernelProblem {
  const size = core.start[core.rows] + pairs.rows.length;
  const start = new Int32Array(core.rows + 1);
  const column = new Int32Array(size);
  const kept = new Float64Array(size);
  for (let row = 0, at = 0, added = 0; row < core.rows; row++) {
    const [from, to] = [core.start[row], core.start[row + 1]];
    column.set(core.column.subarray(from, to), at);
    kept.set(core.scores.subarray(from, to), at);
    at += to - from;
    for (; pairs.rows[added] === row; added++) {
      column[at] = pairs.columns[added];
      kept[at++] = scores[row * columns + pairs.columns[added]];
    }
    start[row + 1] = at;
  }
  return { ...core, start, column, scores: kept };
}
