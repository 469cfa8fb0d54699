import computeMunkres from "munkres-js";
import { issue, TelemachusError } from "../../errors.js";
import type { AssignmentSolver, KernelAnswer, KernelProblem } from "../assignment.js";

/** munkres-js pads to a square of this many rows at most: beyond it takes seconds to minutes. */
const LARGEST_SQUARE = 200;

/**
 * The textbook Hungarian method (munkres-js) behind the interface of this library's kernels: the reference for small
 * programmes, and the oracle in tests.
 *
 * It gets finite whole numbers only: a seat is a column, a further column for each row stands for staying unmatched
 * (worth 0), and a forbidden pair is worth −1 or less, so that staying unmatched is always better. Rows and seats
 * together, counted as in the square it works on, may be at most 200.
 *
 * @throws E_TOO_LARGE
 * Source: J. Munkres, "Algorithms for the assignment and transportation problems", J. SIAM 5(1):32–38, 1957.
 */
export const munkres: AssignmentSolver = { name: "munkres", solve };

function solve(problem: KernelProblem): KernelAnswer {
  const { rows, columns, scores, bonus, capacities } = problem;
  const columnOfSeat: number[] = [];
  for (let j = 0; j < columns; j++) for (let seat = 0; seat < capacities[j]; seat++) columnOfSeat.push(j);
  const columnOfRow = new Int32Array(rows).fill(-1);
  if (rows === 0) return { columnOfRow };
  checkSize(rows + columnOfSeat.length);

  let most = 0;
  let least = 0;
  const value = (row: number, column: number) => scores[row * columns + column] + bonus;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++) {
      if (value(row, j) > most) most = value(row, j);
      if (value(row, j) < least && value(row, j) !== Number.NEGATIVE_INFINITY) least = value(row, j);
    }
  }
  const costs = Array.from({ length: rows }, (_, row) => [
    ...columnOfSeat.map((j) => most - Math.max(value(row, j), least - 1)),
    ...new Array<number>(rows).fill(most),
  ]);
  for (const [row, seat] of computeMunkres(costs)) {
    if (seat < columnOfSeat.length) columnOfRow[row] = columnOfSeat[seat];
  }
  return { columnOfRow };
}

function checkSize(size: number): void {
  if (size <= LARGEST_SQUARE) return;
  throw new TelemachusError([
    issue("E_TOO_LARGE", ["scores"], {
      expected: `at most ${LARGEST_SQUARE} rows and seats together for munkres-js`,
      received: String(size),
      hint: "The default solver has no such limit.",
    }),
  ]);
}
