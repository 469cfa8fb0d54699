import type { Warning } from "../problem/problem.js";
import { stableMethodOf } from "../problem/stableMethod.js";
import { createRowScorer } from "../score/rows.js";
import type { Scorer } from "../score/scorer.js";
import type { Lottery } from "../solve/assignment.js";
import { checkMemory, fitsMemory, type ReadProblem } from "../solve/read/readProblem.js";
import { scoreOf } from "../solve/read/scores.js";
import { type ListedProgramme, listProgramme } from "./allPairs.js";
import type { MatchOptions } from "./checkMatchOptions.js";
import { frameProgramme } from "./frame.js";
import { addSummary, emptySummary, type PairSummary } from "./pairSummary.js";
import { checkPinsAgainstRules, lostChoices } from "./precedence.js";
import type { SeatsLeft } from "./programmeLoads.js";
import { type Steps, toBlocks } from "./steps.js";
import { scoringWarnings } from "./warnings.js";

/** When the scores of all pairs are kept, and what is kept of them otherwise. */
export interface Keeping {
  /** With more pairs than this they are not kept, though they may fit. */
  readonly mostPairs: number;
  /** The same where functions of the policy's own are called for each: not twice, unless it must be. */
  readonly mostPairsByFunctions: number;
  /** With fewer mentors lists take as much room as the matrix: three times `listed`. */
  readonly fewestMentors: number;
  /** How many pairs of each mentee are listed at a time. */
  readonly listed: number;
  /** Whether the matrix is made after all where lists outgrow it. */
  readonly returns: boolean;
}

export const usualKeeping: Keeping = {
  mostPairs: 2 ** 24,
  mostPairsByFunctions: Number.POSITIVE_INFINITY,
  fewestMentors: 96,
  listed: 32,
  returns: true,
};

/** What is left to solve once the pins are fixed: the mentees who want further mentors, and the seats that are not pinned. */
export interface OpenProgramme {
  readonly scorer: Scorer;
  /**
   * The problem's indices of the mentees whose places are not all pinned and who are not left to a human: the rows. The
   * columns are all mentors.
   */
  readonly mentees: readonly number[];
  /** The order in which rows and columns are drawn where they tie. */
  readonly lottery: Lottery;
  /** For whoever solves; all others ask for what they need of the scores below. */
  readonly assignment: ReadProblem;
  /** Where only some pairs are in `assignment`, because there are too many. */
  readonly listed?: ListedProgramme;
  /** Of all pairs of these mentees. */
  readonly summary: PairSummary;
  /** The score in millionths of a row with the mentor it is matched with. */
  readonly scoreOf: (row: number, mentor: number) => number;
  /** The mentors whom a row may have, ascending. */
  readonly allowedColumns: (row: number) => number[];
  /** Some of these, at least one where there is any; at no cost. */
  readonly someColumns: (row: number) => ArrayLike<number>;
  /** A row's highest score in millionths, `-Infinity` where nobody is allowed. */
  readonly bestOf: (row: number) => number;
  readonly warnings: readonly Warning[];
}

/**
 * Fixes the pins and scores everyone else.
 *
 * @throws E_CONFLICT for a pin against a rule without `override`; E_RANGE for loads whose squares are not exact; E_TOO_LARGE before the scores are allocated
 */
export function* openProgramme(
  scorer: Scorer,
  { memoryLimit, solver }: Pick<MatchOptions, "memoryLimit" | "solver">,
  keeping = usualKeeping,
): Steps<OpenProgramme> {
  const pinWarnings = checkPinsAgainstRules(scorer);
  const { mentees, lottery, pinned, frame } = frameProgramme(scorer);
  const { loads } = frame;
  const shape = { rows: frame.rows, columns: frame.columns };

  const most = callsFunctions(scorer) ? keeping.mostPairsByFunctions : keeping.mostPairs;
  const fits = fitsMemory(shape, memoryLimit);
  const needsMatrix =
    solver !== undefined || loads !== undefined || stableMethodOf(scorer.problem.policy.method) !== undefined;
  const isSmall = shape.rows * shape.columns <= most || shape.columns < keeping.fewestMentors;
  // whoever else solves knows the matrix only
  const pairs =
    (isSmall && fits) || needsMatrix
      ? yield* keepPairs(scorer, mentees, { frame, pinned, memoryLimit })
      : yield* keepBestPairs(scorer, mentees, {
          frame,
          memoryLimit,
          mostListed: keeping.listed,
          mayOutgrow: !(keeping.returns && fits),
        });
  const { summary } = pairs;
  const warnings = [...pinWarnings, ...lostChoices(scorer, summary.relaxed), ...scoringWarnings(scorer, summary)];
  return { scorer, mentees, lottery, ...pairs, warnings };
}

function callsFunctions({ problem: { policy } }: Scorer): boolean {
  const parts: readonly object[] = [...Object.values(policy.criteria), ...Object.values(policy.rules ?? {})];
  return parts.some((part) => Object.values(part).some((value) => typeof value === "function"));
}

type Pairs = Omit<OpenProgramme, "scorer" | "mentees" | "lottery" | "warnings">;
type Given = Pick<ListedProgramme, "frame" | "memoryLimit" | "mostListed" | "mayOutgrow"> & {
  readonly pinned?: SeatsLeft["pinned"];
};

/** Scores all pairs of some mentees into one matrix. @throws E_TOO_LARGE */
export function* keepPairs(
  scorer: Scorer,
  mentees: readonly number[],
  { frame, pinned = [], memoryLimit }: Pick<Given, "frame" | "pinned" | "memoryLimit">,
): Steps<Pairs> {
  const { rows, columns } = frame;
  checkMemory({ rows, columns, isNetwork: frame.loads !== undefined }, memoryLimit);
  const scores = new Float64Array(rows * columns);
  const summary = emptySummary(scorer);
  const tasks = toBlocks(mentees, columns);
  const size = tasks.length === 0 ? 0 : tasks[0].mentees.length;
  yield {
    kind: "score",
    phase: "score",
    rows,
    tasks,
    take(block, at) {
      scores.set(block.scores, at * size * columns);
      addSummary(summary, block.summary);
    },
  };
  // nobody has the same mentor twice
  for (const { row, mentor } of pinned) scores[row * columns + mentor] = Number.NEGATIVE_INFINITY;
  const rowOf = (row: number) => scores.subarray(row * columns, (row + 1) * columns);
  const allowedColumns = (row: number) => allowedIn(rowOf(row));
  return {
    assignment: { ...frame, scores: { form: "dense", data: scores } },
    summary,
    scoreOf: (row, mentor) => scores[row * columns + mentor],
    allowedColumns,
    someColumns: allowedColumns,
    bestOf: (row) => rowOf(row).reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY),
  };
}

/** Scores all pairs of some mentees and keeps the best; whoever asks for others has them scored again. @throws E_TOO_LARGE */
function* keepBestPairs(scorer: Scorer, mentees: readonly number[], given: Given): Steps<Pairs> {
  const listed = yield* listProgramme(scorer, mentees, given);
  const { candidates, summary, frame } = listed;
  const someColumns = (row: number) => {
    const { start, column } = candidates.pairs();
    return column.subarray(start[row], start[row + 1]);
  };
  let scoreAgain: ((row: number) => Float64Array) | undefined;
  return {
    assignment: { ...frame, scores: candidates.pairs() },
    listed,
    summary,
    scoreOf: (row, mentor) => scoreOf(candidates.pairs(), frame.columns, row, mentor),
    allowedColumns: (row) => {
      scoreAgain ??= createAgain(scorer, mentees);
      return allowedIn(scoreAgain(row));
    },
    someColumns,
    bestOf: (row) => {
      const { start, score } = candidates.pairs();
      return score
        .subarray(start[row], start[row + 1])
        .reduce((best, one) => Math.max(best, one), Number.NEGATIVE_INFINITY);
    },
  };
}

function createAgain(scorer: Scorer, mentees: readonly number[]): (row: number) => Float64Array {
  const rows = createRowScorer(scorer);
  const scores = new Float64Array(scorer.problem.mentors.length);
  return (row) => {
    rows.score(mentees[row], scores);
    return scores;
  };
}

function allowedIn(row: Float64Array): number[] {
  const allowed: number[] = [];
  row.forEach((score, mentor) => {
    if (score !== Number.NEGATIVE_INFINITY) allowed.push(mentor);
  });
  return allowed;
}
