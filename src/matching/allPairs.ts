import { nondeterministic, type Scorer } from "../score/scorer.js";
import type { Assignment, Lottery } from "../solve/assignment.js";
import { type Candidates, createCandidates } from "../solve/kernels/candidates.js";
import { solveSparse } from "../solve/kernels/chooseKernel.js";
import type { SparseAnswer } from "../solve/kernels/sparsePaths.js";
import { type Packing, packStages } from "../solve/objective.js";
import { lowestPrices } from "../solve/prices/lowestPrices.js";
import type { Prices } from "../solve/prices/prices.js";
import { bytesOf, checkMemory, type ReadProblem } from "../solve/read/readProblem.js";
import type { SparseScores } from "../solve/read/scores.js";
import { toKernelProblem } from "../solve/read/toKernelProblem.js";
import { proveAnswer } from "../solve/solveAssignment.js";
import { withhold } from "../solve/withhold.js";
import { addSummary, emptySummary, type PairSummary } from "./pairSummary.js";
import type { RowTask } from "./rowWork.js";
import { type Steps, toBlocks } from "./steps.js";

/** What the certificate calls this way of solving. */
const METHOD = "all pairs";

/** A programme too large for the matrix of its scores: each mentee's best pairs are listed, and others when they matter. */
export interface ListedProgramme {
  readonly scorer: Scorer;
  readonly mentees: readonly number[];
  readonly frame: Omit<ReadProblem, "scores">;
  readonly packing: Packing;
  readonly candidates: Candidates;
  readonly summary: PairSummary;
  /** How many of a mentee's pairs are listed at a time. */
  readonly mostListed: number;
  readonly memoryLimit: number | undefined;
  /** Whether lists may take more room than the matrix would. */
  readonly mayOutgrow: boolean;
}

/**
 * Scores all pairs of some mentees, and keeps the best of each.
 *
 * @throws E_TOO_LARGE before these are allocated
 */
export function* listProgramme(
  scorer: Scorer,
  mentees: readonly number[],
  {
    frame,
    mostListed,
    memoryLimit,
    mayOutgrow,
  }: Pick<ListedProgramme, "frame" | "mostListed" | "memoryLimit" | "mayOutgrow">,
): Steps<ListedProgramme> {
  const { rows, columns } = frame;
  const packing = packStages(frame.stages, frame.seats, frame.largest);
  const candidates = createCandidates(rows);
  const summary = emptySummary(scorer);
  const listed = { scorer, mentees, frame, packing, candidates, summary, mostListed, memoryLimit, mayOutgrow };
  const columnPrices = new Float64Array(columns);
  yield* listBest(listed, [...mentees.keys()], { columnPrices, most: mostListed, isFirst: true });
  return listed;
}

/**
 * Solves it for all pairs: on those listed, then, round by round, with those that bounds cannot rule out at the prices
 * found, until none is worth more than its prices. In the end every pair is scored once more, and checked.
 *
 * Returns undefined where the lists would take more room than the matrix, and must not: where everyone wants the same
 * mentors, or most pairs tie.
 *
 * @throws E_NONDETERMINISTIC where a pair does not score the same when it is scored again; E_CERTIFICATE; E_TOO_LARGE
 * Source: as `sparseCore`; the bounds are what lets most mentees be left alone.
 */
export function* solveListed(
  listed: ListedProgramme,
  lottery: Lottery,
  tick: (done: number) => void,
): Steps<{ readonly problem: ReadProblem<SparseScores>; readonly assignment: Assignment } | undefined> {
  const { frame, packing, candidates } = listed;
  const problem = (): ReadProblem<SparseScores> => ({ ...frame, scores: candidates.pairs() });
  const kernelProblem = () => toKernelProblem(problem(), packing);
  // twice as many each time: where many mentees want the same mentors, a few more at a time would take for ever
  let most = listed.mostListed;
  const listMore = (rows: readonly number[], columnPrices: Float64Array): Steps<boolean> => {
    most = Math.min(2 * most, Math.max(1, frame.columns));
    return listBest(listed, rows, { columnPrices, most, isFirst: false });
  };

  let answer: SparseAnswer | undefined;
  for (;;) {
    answer = solveSparse(kernelProblem(), { warm: answer, tick }).answer;
    const { rowPrices: row, columnPrices: column } = answer;
    const unsure = candidates.unsure({ row, column }, packing.bonus, false);
    if (unsure.length === 0) break;
    if (!(yield* listMore(unsure, column))) return undefined;
  }

  // the lowest prices, which more pairs may yet hold up
  let lowest: Prices;
  for (;;) {
    lowest = lowestPrices(kernelProblem(), answer.columnOfRow, answer.columnPrices);
    const unsure = candidates.unsure(lowest, packing.bonus, false);
    if (unsure.length === 0) break;
    if (!(yield* listMore(unsure, lowest.column))) return undefined;
  }
  if (!(yield* listTight(listed, lowest))) return undefined;

  const solved = problem();
  const assignment = proveAnswer(
    { problem: solved, packing, kernelProblem: toKernelProblem(solved, packing), answer, method: METHOD },
    lottery,
  );
  yield* checkEveryPair(listed, assignment);
  return { problem: solved, assignment };
}

interface Asked {
  /** How many pairs of each row. */
  readonly most: number;
  readonly columnPrices: Float64Array;
  readonly isFirst: boolean;
}

/** Lists the pairs of some rows that are worth most at these prices; false, and none is, where there is no room for them. */
function* listBest(listed: ListedProgramme, rows: readonly number[], asked: Asked): Steps<boolean> {
  const { mentees, packing, candidates, summary, frame } = listed;
  const { most, columnPrices, isFirst } = asked;
  const entries = candidates.pairs().column.length + rows.length * Math.min(most, frame.columns);
  if (!hasRoom(listed, entries)) return false;
  const blocks = toRowBlocks(rows, mentees, frame.columns);
  yield {
    kind: "best",
    phase: isFirst ? "score" : "price",
    rows: rows.length,
    tasks: blocks.map(({ task }) => ({
      ...task,
      best: most,
      isFirst,
      scale: packing.scale,
      columnPrices: isFirst ? undefined : columnPrices,
    })),
    take(found, at) {
      candidates.note(blocks[at].rows, found, columnPrices);
      if (found.summary !== undefined) addSummary(summary, found.summary);
    },
  };
  if (!candidates.merge()) throw nondeterministic("criteria");
  return true;
}

/**
 * Lists the pairs that are worth exactly their prices, which none exceeds: the lottery has to know them all. False where
 * there is no room for them.
 */
function* listTight(listed: ListedProgramme, prices: Prices): Steps<boolean> {
  const { mentees, packing, candidates, frame } = listed;
  const rows = candidates.unsure(prices, packing.bonus, true);
  const blocks = toRowBlocks(rows, mentees, frame.columns);
  let entries = candidates.pairs().column.length;
  let isRoomy = true;
  yield {
    kind: "above",
    phase: "price",
    rows: rows.length,
    tasks: blocks.map(({ task, rows: rowsOfBlock }) => {
      const floors = Float64Array.from(rowsOfBlock, (row) => prices.row[row] - packing.bonus);
      return { ...task, floors, scale: packing.scale, columnPrices: prices.column };
    }),
    take(found, at) {
      entries += found.column.length;
      isRoomy &&= hasRoom(listed, entries);
      if (isRoomy) candidates.note(blocks[at].rows, found, prices.column);
    },
  };
  if (!isRoomy) return false;
  if (!candidates.merge()) throw nondeterministic("criteria");
  return true;
}

/** Whether so many pairs may be listed. @throws E_TOO_LARGE where neither they nor the matrix would fit */
function hasRoom({ frame: { rows, columns }, mayOutgrow, memoryLimit }: ListedProgramme, entries: number): boolean {
  if (!mayOutgrow) return bytesOf({ rows, columns, entries }) <= bytesOf({ rows, columns });
  checkMemory({ rows, columns, entries }, memoryLimit);
  return true;
}

/** Scores every pair once more and holds it against the certificate. @throws E_CERTIFICATE */
function* checkEveryPair({ mentees, frame }: ListedProgramme, assignment: Assignment): Steps<void> {
  const { columnOfRow, rowPrices, columnPrices } = assignment;
  const blocks = toRowBlocks([...mentees.keys()], mentees, frame.columns);
  yield {
    kind: "check",
    phase: "check",
    rows: mentees.length,
    tasks: blocks.map(({ task, rows }) => {
      const [from, to] = [rows[0], rows[rows.length - 1] + 1];
      const claim = {
        columnOfRow: columnOfRow.slice(from, to),
        rowPrices: rowPrices.map((part) => part.slice(from, to)),
        columnPrices,
      };
      return { ...task, stages: frame.stages, claim };
    }),
    take({ violations }) {
      withhold(METHOD, violations);
    },
  };
}

interface RowBlock {
  readonly rows: Int32Array;
  readonly task: RowTask;
}

/** Cuts rows into blocks. */
function toRowBlocks(rows: readonly number[], mentees: readonly number[], columns: number): RowBlock[] {
  return toBlocks(rows, columns).map(({ mentees: block }) => ({
    rows: block,
    task: { mentees: block.map((row) => mentees[row]) },
  }));
}
