import type { KernelProblem } from "./assignment.js";
import type { Packing } from "./objective.js";
import type { ReadProblem } from "./readProblem.js";

/** The numbers a kernel works on, with the stages packed into one. The scores are shared, not copied, unless a stage scales them. */
export function toKernelProblem(problem: ReadProblem, { scale, bonus }: Packing): KernelProblem {
  const { rows, columns, capacities } = problem;
  const forbidden = Number.NEGATIVE_INFINITY;
  const scores =
    scale === 1 ? problem.scores : problem.scores.map((score) => (score === forbidden ? forbidden : score * scale + 0));
  return { rows, columns, scores, bonus, capacities: Int32Array.from(capacities, (count) => Math.min(count, rows)) };
}
