import { describe, type Issue, issue, throwIssues } from "../../errors.js";
import type { Assignment, AssignmentOptions, ScoreMatrix } from "../assignment.js";
import { isPackable, stagesOf } from "../objective.js";
import { checkOptionNames, DEFAULT_MEMORY_LIMIT, readProblem } from "../read/readProblem.js";
import { isSparse, readNumbers, readShape, type Shape } from "../read/readScores.js";
import { writtenOut } from "../read/toKernelProblem.js";
import { solveProblem } from "../solveAssignment.js";
import { type ChangedRow, carryOut, type Ledger, openLedger, throwDefect } from "./ledger.js";
import { openProblem, toAssignment } from "./openProblem.js";
import { checkTableMemory, planCapacity, planColumn, planRemoval, planRow, planScore, sideOf } from "./planChange.js";
import { createTable } from "./scoreTable.js";

/** Who changed: exactly the rows whose column is another than before, in the order of their indices. */
export interface AssignmentChange {
  readonly changed: readonly ChangedRow[];
}

/** An optimal assignment that stays optimal while its problem changes. A call that is refused changes nothing. */
export interface OpenAssignment {
  /** Adds a row with a score for each column, and returns its index, one above the last. */
  add(change: { readonly row: ArrayLike<number> }): AssignmentChange & { readonly row: number };
  /** Adds a column with a score for each row, and returns its index, one above the last. */
  add(change: {
    readonly column: ArrayLike<number>;
    readonly capacity: number;
  }): AssignmentChange & { readonly column: number };
  /** Takes a row or a column out. It keeps its index, unmatched or empty for good, so that no other index shifts. */
  remove(change: { readonly row: number } | { readonly column: number }): AssignmentChange;
  /** Gives a column another number of seats. */
  setCapacity(column: number, capacity: number): AssignmentChange;
  /** Gives a pair another score; `-Infinity` forbids it. */
  setScore(row: number, column: number, score: number): AssignmentChange;
  /** The assignment as `solveAssignment` gives it: lowest prices, all of it checked. Time O(rows · columns + columns²). */
  assignment(): Assignment;
}

/**
 * Of the stages of the objective only `matched` and `total`. Without a lottery: ties are the kernel's choice, and a row
 * keeps its column where that stays optimal.
 */
export type OpenAssignmentOptions = Pick<AssignmentOptions, "capacities" | "objective" | "memoryLimit">;

const optionNames = ["capacities", "objective", "memoryLimit"];

/**
 * Solves an assignment problem and keeps it open: rows and columns come and go, scores and capacities change, and a
 * change costs a search for the path along which rows change, one for each seat at stake, not a new solve.
 *
 * Shape: as for `solveAssignment`; sparse scores are written out. A new row has a score for each column, also for
 * removed ones, where it counts as `-Infinity`; a new column likewise.
 * Result: the assignment is optimal after every change. Before a change is reported, code that shares nothing with the
 * searches checks all seats, prices and assigned pairs, and every other pair that may have changed. The values of the
 * stages, the prices, the unit and whether scores are rounded are those of a new solve.
 * Ties: nobody moves unless on the path of a search, so which of several equally good assignments it is depends on the
 * order of changes, and on nothing else.
 * Time O(rows · columns) for a search at worst, much less where few columns are contested. Now and then a change costs a
 * pass over all scores: when lists have no room left, when the number of seats or the greatest score has doubled, and
 * when fractions are to be read in another unit, which takes a new solve if they are rounded.
 * Space 16 bytes for each pair, 24 where there are fractions or `total` is not the last stage, and a quarter more to grow.
 *
 * @throws the errors of `solveAssignment`; E_UNKNOWN_ID for a row or column that is not there; E_CERTIFICATE if a check
 * fails, which is a defect of the kernel: then this and every later call throws it
 * @example createAssignment([[3, 1], [2, 2]], { capacities: [1, 1] }).setScore(1, 0, 9).changed
 * // [{ row: 0, from: 0, to: 1 }, { row: 1, from: 1, to: 0 }]
 * Source: see `augment.ts`
 */
export function createAssignment(scores: ScoreMatrix, options: OpenAssignmentOptions): OpenAssignment {
  const ledger = solveFirst(scores, options);
  const { problem } = ledger;
  const memoryLimit = options.memoryLimit ?? DEFAULT_MEMORY_LIMIT;

  const add = (change: unknown) => {
    const side = sideOf(change);
    const { rows, columns } = problem.table;
    const plan = side === "row" ? planRow : planColumn;
    const changed = carryOut(ledger, () => plan(problem, change, memoryLimit));
    return side === "row" ? { row: rows, changed } : { column: columns, changed };
  };
  return {
    add: add as OpenAssignment["add"],
    remove: (change) => ({ changed: carryOut(ledger, () => planRemoval(problem, change)) }),
    setCapacity: (column, capacity) => ({ changed: carryOut(ledger, () => planCapacity(problem, column, capacity)) }),
    setScore: (row, column, score) => ({ changed: carryOut(ledger, () => planScore(problem, [row, column], score)) }),
    assignment: () => {
      throwDefect(ledger);
      return toAssignment(problem);
    },
  };
}

function solveFirst(scores: ScoreMatrix, options: OpenAssignmentOptions): Ledger {
  const issues: Issue[] = [];
  checkOptionNames(options, optionNames, issues);
  // an objective that is none at all is refused with whatever else is wrong
  if (!isPackable(stagesOf(options?.objective) ?? [])) {
    const expected = 'an objective of the stages "matched" and "total" alone';
    const hint = "solveAssignment() knows the others.";
    issues.push(issue("E_OBJECTIVE", ["objective"], { expected, received: describe(options.objective), hint }));
  }
  throwIssues(issues);
  const shape = readShape(scores, options?.capacities, []);
  checkTableMemory(shape, options?.memoryLimit ?? DEFAULT_MEMORY_LIMIT);
  const read = readProblem(scores, options);
  const table = createTable(readLines(scores, shape), shape.columns);
  return openLedger(openProblem(table, read, solveProblem(read, {})));
}

/** The scores as they were given, in lists of rows. They have been checked. */
function readLines(scores: ScoreMatrix, shape: Shape): Float64Array[] {
  const { rows, columns } = shape;
  const numbers = isSparse(scores) ? writtenOut(scores) : readNumbers(scores, shape, []);
  return Array.from({ length: rows }, (_, i) => numbers.subarray(i * columns, (i + 1) * columns));
}
