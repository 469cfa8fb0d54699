import { createBestOfRow } from "../score/best.js";
import { addCounts } from "../score/marks.js";
import { createRowScorer, type RowScorer } from "../score/rows.js";
import type { Scorer } from "../score/scorer.js";
import type { Stage } from "../solve/assignment.js";
import type { FoundPairs } from "../solve/kernels/candidates.js";
import { createRowCheck } from "../solve/proof/checkPairs.js";
import type { Claim, Violation } from "../solve/proof/claim.js";
import { addRow, emptySummary, type PairSummary } from "./pairSummary.js";

/** The mentees (indices of the problem) whose rows a task is about. */
export interface RowTask {
  readonly mentees: Int32Array;
}

/**
 * What can be done to the rows of some mentees by any thread that holds the scorer. Tasks and results are plain data
 * that can be sent; arrays of results belong to whoever gets them.
 */
export interface RowWork {
  /** All scores of these mentees: row-major, millionths, `-Infinity` where not allowed. */
  readonly score: {
    readonly task: RowTask;
    readonly result: { readonly scores: Float64Array; readonly summary: PairSummary };
  };
  /** The pairs of these mentees that are worth most: the `best` of each at these prices of the mentors' seats. */
  readonly best: {
    readonly task: RowTask & Prices & { readonly best: number; readonly isFirst: boolean };
    /** Of all their pairs, the first time. */
    readonly result: FoundPairs & { readonly summary?: PairSummary };
  };
  /** The pairs of these mentees that are worth a floor or more at these prices. */
  readonly above: {
    readonly task: RowTask & Prices & { readonly floors: Float64Array };
    readonly result: FoundPairs;
  };
  /** What a certificate has wrong about these mentees, of all their pairs. `claim` is the part about them. */
  readonly check: {
    readonly task: RowTask & { readonly stages: readonly Stage[]; readonly claim: Claim };
    readonly result: { readonly violations: readonly Violation[] };
  };
}

/** What a pair is worth: its score times `scale`, less the price of the mentor's seat. */
interface Prices {
  readonly scale: number;
  /** All 0 where there are none. */
  readonly columnPrices?: Float64Array;
}

export type RowKind = keyof RowWork;

/** Carries out a task. */
export type RowWorker = <Kind extends RowKind>(kind: Kind, task: RowWork[Kind]["task"]) => RowWork[Kind]["result"];

type Carriers = { readonly [Kind in RowKind]: (task: RowWork[Kind]["task"]) => RowWork[Kind]["result"] };

/** Makes the scorer ready for work on rows; once for each thread. */
export function createRowWorker(scorer: Scorer): RowWorker {
  const rows = createRowScorer(scorer);
  const columns = scorer.cohort.mentors.length;
  const line = () => new Float64Array(columns);
  const bench: Bench = { rows, columns, row: line(), worth: line(), turned: line(), found: new Int32Array(columns) };

  const carriers: Carriers = {
    score: ({ mentees }) => {
      const scores = new Float64Array(mentees.length * columns);
      const summary = emptySummary(scorer);
      mentees.forEach((mentee, at) => {
        const row = scores.subarray(at * columns, (at + 1) * columns);
        if (rows.score(mentee, row)) summary.relaxed.add(mentee);
        addRow(summary, row);
      });
      addCounts(summary.counts, rows.takeCounts());
      return { scores, summary };
    },
    best: (task) => listBest(scorer, bench, task),
    above: (task) => listAbove(bench, task),
    check: (task) => checkRows(bench, task),
  };
  return (kind, task) => carriers[kind](task);
}

/** The row scorer, and room for a row: made once, as thousands of tasks would leave as many megabytes behind. */
interface Bench {
  readonly rows: RowScorer;
  readonly columns: number;
  readonly row: Float64Array;
  readonly worth: Float64Array;
  readonly turned: Float64Array;
  readonly found: Int32Array;
}

/** Its multiples spread evenly. */
const GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

function listBest(scorer: Scorer, bench: Bench, task: RowWork["best"]["task"]): RowWork["best"]["result"] {
  const { mentees, best, isFirst } = task;
  const { rows, columns, row, worth, turned } = bench;
  const kept = Math.min(best, columns);
  const summary = emptySummary(scorer);
  const pick = createBestOfRow(Math.max(1, kept));
  // the first that are read win ties: where every mentee read from the same place on, all would be given the same mentors
  const pickFrom = (from: number) => {
    turned.set(worth.subarray(from));
    turned.set(worth.subarray(0, from), columns - from);
    const { columns: found, scores } = pick(turned);
    const picked = bench.found.subarray(0, found.length);
    for (let k = 0; k < found.length; k++) picked[k] = (found[k] + from) % columns;
    return { columns: picked.sort(), scores };
  };
  const list = createList(mentees.length, kept * mentees.length);
  mentees.forEach((mentee, at) => {
    if (rows.score(mentee, row)) summary.relaxed.add(mentee);
    if (isFirst) addRow(summary, row);
    weigh(worth, row, task);
    const { columns: found, scores } = pickFrom(Math.floor(columns * ((mentee * GOLDEN_SECTION) % 1)));
    const isWhole = found.length < kept || kept === columns;
    list.add(at, { row, columns: found, bar: isWhole ? Number.NEGATIVE_INFINITY : leastOf(scores) });
  });
  addCounts(summary.counts, rows.takeCounts());
  return isFirst ? { ...list.found(), summary } : list.found();
}

/** What each pair of a row is worth, `-Infinity` where it is not allowed. */
function weigh(worth: Float64Array, row: Float64Array, { scale, columnPrices }: Prices): void {
  const forbidden = Number.NEGATIVE_INFINITY;
  if (columnPrices === undefined)
    for (let j = 0; j < row.length; j++) worth[j] = row[j] === forbidden ? forbidden : scale * row[j];
  else if (scale === 1) for (let j = 0; j < row.length; j++) worth[j] = row[j] - columnPrices[j];
  else
    for (let j = 0; j < row.length; j++) worth[j] = row[j] === forbidden ? forbidden : scale * row[j] - columnPrices[j];
}

function leastOf(scores: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (const score of scores) if (score < least) least = score;
  return least;
}

function listAbove(bench: Bench, task: RowWork["above"]["task"]): RowWork["above"]["result"] {
  const { mentees, floors } = task;
  const { rows, columns, row, worth, found } = bench;
  const list = createList(mentees.length, columns);
  mentees.forEach((mentee, at) => {
    rows.score(mentee, row);
    let count = 0;
    let bar = Number.NEGATIVE_INFINITY;
    weigh(worth, row, task);
    for (let j = 0; j < columns; j++) {
      if (worth[j] >= floors[at]) found[count++] = j;
      else if (worth[j] > bar) bar = worth[j];
    }
    list.add(at, { row, columns: found.subarray(0, count), bar });
  });
  rows.takeCounts();
  return list.found();
}

/** Pairs of rows, in lists that grow. */
function createList(rows: number, room: number) {
  const start = new Int32Array(rows + 1);
  const bars = new Float64Array(rows);
  let column = new Int32Array(room);
  let score = new Float64Array(room);
  let size = 0;
  return {
    add: (
      at: number,
      { row, columns, bar }: { readonly row: Float64Array; readonly columns: Int32Array; readonly bar: number },
    ): void => {
      if (size + columns.length > column.length) {
        column = resized(column, 2 * (size + columns.length));
        score = resized(score, 2 * (size + columns.length));
      }
      for (const j of columns) {
        column[size] = j;
        score[size++] = row[j];
      }
      start[at + 1] = size;
      bars[at] = bar;
    },
    found: (): FoundPairs => ({ start, column: resized(column, size), score: resized(score, size), bars }),
  };
}

function resized<List extends Int32Array | Float64Array>(list: List, length: number): List {
  const copy = new (list.constructor as { new (length: number): List })(length);
  copy.set(list.subarray(0, Math.min(length, list.length)));
  return copy;
}

function checkRows({ rows, columns, row }: Bench, task: RowWork["check"]["task"]): RowWork["check"]["result"] {
  const { mentees, stages, claim } = task;
  const frame = { rows: mentees.length, columns, capacities: [], stages };
  const check = createRowCheck(frame, claim);
  const violations: Violation[] = [];
  mentees.forEach((mentee, at) => {
    rows.score(mentee, row);
    violations.push(...check(at, row, 0));
  });
  rows.takeCounts();
  return { violations };
}
