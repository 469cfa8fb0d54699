import type { KernelAnswer, KernelProblem, SparseKernelProblem, WarmStart } from "../assignment.js";
import { fitsMemory } from "../read/readProblem.js";
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

/** An answer of the library's own, which has prices. */
type PricedAnswer = Required<KernelAnswer>;

type Tick = (done: number) => void;

interface DenseEffort {
  readonly memoryLimit?: number | undefined;
  /** Where prices of rows may begin. */
  readonly rowPrices?: Float64Array | undefined;
  readonly tick?: Tick | undefined;
}

interface SparseEffort {
  readonly warm?: WarmStart | undefined;
  readonly rowPrices?: Float64Array | undefined;
  readonly tick?: Tick | undefined;
}

/**
 * Solves a dense problem by the kernel that is likely to be the quickest, or by another one where that turns out not to
 * be, as far as `memoryLimit` allows. The value reached and the lowest prices are the same with any.
 */
export function solveDense(
  problem: KernelProblem,
  { memoryLimit, rowPrices, tick }: DenseEffort = {},
): NamedAnswer<PricedAnswer> {
  const { rows, columns, capacities } = problem;
  const pairs = rows * columns;
  const seats = capacities.reduce((sum, count) => sum + count, 0);
  // where seats are plenty, bids settle nearly everything
  const core = pairs >= FEWEST_PAIRS_OF_CORE && seats < 2 * rows ? sparseCore(problem, { rowPrices, tick }) : undefined;
  if (core !== undefined) return { method: "sparse core", answer: core };
  // cost scaling lists the pairs, so it is no way out where these do not fit
  const canList = fitsMemory({ rows, columns, entries: pairs }, memoryLimit);
  const answer = densePathsWithin(problem, canList ? MOST_LOOKS * pairs : Number.POSITIVE_INFINITY, tick);
  if (answer !== undefined) return { method: shortestPaths.name, answer };
  return { method: denseCostScaling.name, answer: denseCostScaling.solve(problem, tick) };
}

/** The same where only allowed pairs are listed. A warm start is kept to: little is left to do. */
export function solveSparse(problem: SparseKernelProblem, effort: SparseEffort = {}): NamedAnswer<SparseAnswer> {
  const answer = pathsWithin(problem, { ...effort, patience: { looks: MOST_LOOKS * problem.start[problem.rows] } });
  if (answer !== undefined) return { method: "sparse", answer };
  return { method: denseCostScaling.name, answer: costScaling(problem, effort.tick) };
}
