import { describe, issue, TelemachusError } from "../../errors.js";
import type { AssignmentOptions, ScoreMatrix } from "../assignment.js";
import { packStages } from "../objective.js";
import { recoverPrices } from "../prices/recoverPrices.js";
import { type ReadProblem, readProblem } from "../read/readProblem.js";
import { toKernelProblem } from "../read/toKernelProblem.js";
import type { Claim, ClaimedAssignment, Violation } from "./claim.js";
import { findViolations } from "./verify.js";
import { verifyLoaded } from "./verifyLoaded.js";

/**
 * Checks an assignment, of this library or of any other, and lists what is wrong with it: an empty list means that it is
 * feasible and that no assignment is better.
 *
 * Shape: `scores` is rows × columns; `columnOfRow` has a column or −1 for each row, or `pairs` says who has several.
 * Where prices are given they are the proof that is checked; where they are not, they are first recovered from the
 * assignment, and where more is asked for than capacities, looked for anew.
 * Time O(rows · columns) with prices, O(rows · columns²) at worst without; for a sparse matrix O(rows + columns + entries)
 * and O(entries · columns).
 *
 * @throws the errors of `solveAssignment` for `scores` and `options`
 * @example verifyAssignment([[3, 1], [2, 2]], { columnOfRow: [0, 1] }, { capacities: [1, 1] }) // []
 */
export function verifyAssignment(
  scores: ScoreMatrix,
  assignment: ClaimedAssignment,
  options: AssignmentOptions,
): Violation[] {
  const problem = readProblem(scores, options);
  const { loads } = problem;
  if (loads !== undefined) return verifyLoaded({ ...problem, loads }, assignment);
  const { columnOfRow, rowPrices, columnPrices } = readAssignment(assignment);
  if (rowPrices === undefined && columnPrices === undefined) return verifyWithoutPrices(problem, columnOfRow);
  return findViolations(problem, {
    columnOfRow,
    rowPrices: inUnits(rowPrices ?? [], problem),
    columnPrices: inUnits(columnPrices ?? [], problem),
  });
}

function readAssignment(assignment: ClaimedAssignment): ClaimedAssignment {
  if (typeof assignment?.columnOfRow?.length === "number") return assignment;
  const expected = "a column, or -1, for each row";
  const received = describe(assignment?.columnOfRow);
  throw new TelemachusError([issue("E_TYPE", ["assignment", "columnOfRow"], { expected, received })]);
}

function inUnits(prices: readonly ArrayLike<number>[], { stages, unit }: ReadProblem): ArrayLike<number>[] {
  return prices.map((part, k) => (stages[k] === "total" ? Float64Array.from(part, (price) => price / unit) : part));
}

function verifyWithoutPrices(problem: ReadProblem, columnOfRow: ArrayLike<number>): Violation[] {
  const { rows, columns, stages } = problem;
  const zero = (length: number) => stages.map(() => new Float64Array(length));
  const unproven: Claim = { columnOfRow, rowPrices: zero(rows), columnPrices: zero(columns) };
  const infeasible = findViolations(problem, unproven).filter(({ kind }) => !kind.endsWith("Price"));
  if (infeasible.length > 0) return infeasible;

  const packing = packStages(stages, problem.seats, problem.largest);
  const prices = recoverPrices(toKernelProblem(problem, packing), Int32Array.from(columnOfRow));
  if (prices === undefined) {
    return [
      { kind: "improvable", message: "Another assignment is better: rows along an alternating path can change." },
    ];
  }
  const unpacked = (packed: Float64Array) => {
    const parts = Array.from(packed, packing.unpack);
    return stages.map((_, k) => parts.map((part) => part[k]));
  };
  return findViolations(problem, {
    columnOfRow,
    rowPrices: unpacked(prices.row),
    columnPrices: unpacked(prices.column),
  });
}
