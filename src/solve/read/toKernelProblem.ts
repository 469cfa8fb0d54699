import type { KernelProblem, SparseKernelProblem, SparseScoreMatrix } from "../assignment.js";
import type { Packing } from "../objective.js";
import type { ReadProblem } from "./readProblem.js";
import type { DenseScores, SparseScores } from "./scores.js";

/** The numbers a kernel works on, in either form. */
export type AnyKernelProblem = KernelProblem | SparseKernelProblem;

/** Whether only the allowed pairs are listed. */
export function isSparseProblem(problem: AnyKernelProblem): problem is SparseKernelProblem {
  return "start" in problem;
}

/** The numbers a kernel works on, with the stages packed into one. The scores are shared, not copied, unless a stage scales them. */
export function toKernelProblem(problem: ReadProblem<DenseScores>, packing: Packing): KernelProblem;
export function toKernelProblem(problem: ReadProblem<SparseScores>, packing: Packing): SparseKernelProblem;
export function toKernelProblem(problem: ReadProblem, packing: Packing): AnyKernelProblem;
export function toKernelProblem(problem: ReadProblem, { scale, bonus }: Packing): AnyKernelProblem {
  const { rows, columns, scores } = problem;
  const capacities = Int32Array.from(problem.capacities, (count) => Math.min(count, rows));
  if (scores.form === "dense") return { rows, columns, scores: scaled(scores.data, scale), bonus, capacities };
  const { start, column, score } = scores;
  return { rows, columns, start, column, scores: scaled(score, scale), bonus, capacities };
}

function scaled(scores: Float64Array, scale: number): Float64Array {
  if (scale === 1) return scores;
  const product = new Float64Array(scores.length);
  for (let at = 0; at < scores.length; at++) {
    const score = scores[at];
    // Infinity times 0 is no number; adding 0 turns -0 into 0
    product[at] = score === Number.NEGATIVE_INFINITY ? score : score * scale + 0;
  }
  return product;
}

/** A sparse problem with every pair written out, for kernels that know no other form. */
export function toDense({ start, column, scores, ...problem }: SparseKernelProblem): KernelProblem {
  return { ...problem, scores: writtenOut({ ...problem, start, column, score: scores }) };
}

/** The scores of every pair, row-major; `-Infinity` where a pair is not listed. */
export function writtenOut({ rows, columns, start, column, score }: SparseScoreMatrix): Float64Array {
  const dense = new Float64Array(rows * columns).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < rows; row++) {
    for (let at = start[row]; at < start[row + 1]; at++) dense[row * columns + column[at]] = score[at];
  }
  return dense;
}
