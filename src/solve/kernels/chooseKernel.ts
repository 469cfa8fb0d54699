import type { KernelAnswer, KernelProblem, SparseKernelProblem, WarmStart } from "../assignment.js";
import { costScaling, denseCostScaling } from "./costScaling.js";
import { densePathsWithin, shortestPaths } from "./shortestPaths.js";
import { sparseCore } from "./sparseCore.js";
import { pathsWithin, type SparseAnswer } from "./sparsePaths.js";

/** Below so many pairs a core saves nothing. */
const FEWEST_PAIRS_OF_CORE = 180_000;
/** Once searches have looked so often at each pair, paths are long, and cost scaling is quicker from the start. */
const MOST_LOOKS = 24;

/** An answer, and the name of the kernel that found it. */
export interface NamedAnswer<Answer extends KernelAnswer = KernelAnswer> {
  readonly method: string;
  readonly answer: Answer;
}

/**
 * Solves a dense problem by the kernel that is likely to be the quickest, or by another one where that turns out not to
 * be. The value reached and the lowest prices are the same with any.
 */
export function solveDense(problem: KernelProblem, tick?: (done: number) => void): NamedAnswer {
  const { rows, columns, capacities } = problem;
  const pairs = rows * columns;
  const seats = capacities.reduce((sum, count) => sum + count, 0);
  // where seats are plenty, bids settle nearly everything
  const core = pairs >= FEWEST_PAIRS_OF_CORE && seats < 2 * rows ? sparseCore(problem, tick) : undefined;
  if (core !== undefined) return { method: "sparse core", answer: core };
  const answer = densePathsWithin(problem, MOST_LOOKS * pairs, tick);
  if (answer !== undefined) return { method: shortestPaths.name, answer };
  return { method: denseCostScaling.name, answer: denseCostScaling.solve(problem, tick) };
}

/** The same where only allowed pairs are listed. A warm start is kept to: little is left to do. */
export function solveSparse(
  problem: SparseKernelProblem,
  warm?: WarmStart,
  tick?: (done: number) => void,
): NamedAnswer<SparseAnswer> {
  const answer = pathsWithin(problem, { warm, tick, mostLooks: MOST_LOOKS * problem.start[problem.rows] });
  if (answer !== undefined) return { method: "sparse", answer };
  return { method: denseCostScaling.name, answer: costScaling(problem, tick) };
}
