import type {
  Assignment,
  AssignmentOptions,
  FeasibleOptions,
  InfeasibleAssignment,
  KernelAnswer,
  Lottery,
  ScoreMatrix,
  Stage,
} from "./assignment.js";
import { type NamedAnswer, solveDense, solveSparse } from "./kernels/chooseKernel.js";
import { type Packing, packedComponents, packStages } from "./objective.js";
import { lowestPrices } from "./prices/lowestPrices.js";
import { recoverPrices } from "./prices/recoverPrices.js";
import type { Claim } from "./proof/claim.js";
import { feasibilityViolations, findViolations } from "./proof/verify.js";
import { checkMemory, type ReadProblem, readProblem } from "./read/readProblem.js";
import { scoreOf } from "./read/scores.js";
import { type AnyKernelProblem, isSparseProblem, toDense, toKernelProblem } from "./read/toKernelProblem.js";
import { solveLoaded } from "./solveLoaded.js";
import { findTies } from "./ties/findTies.js";
import { drawLottery } from "./ties/lottery.js";
import { toTightFlow } from "./ties/tightFlow.js";
import { findTightPairs } from "./ties/tightPairs.js";
import { withhold } from "./withhold.js";

/**
 * Assigns rows to columns so that the objective is greatest and no column exceeds its capacity, and proves it.
 *
 * Shape: `scores` is rows (mentees) × columns (mentors), any finite numbers, `-Infinity` where a pair is forbidden, or
 * the allowed pairs alone; `capacities` has one whole number of seats for each column. A row that no seat is left for
 * stays unmatched.
 * Result: the assignment, what each stage reached, and the prices that prove it (see `Assignment`); it has passed the
 * independent check of `verifyAssignment`. All sums are exact: whole scores may be as great as 2^50 divided by about four
 * times the number of seats, beyond which E_RANGE; fractions are taken to the finest power of two that leaves room.
 * Ties are the kernel's choice, the same every time, unless `lottery` states an order. The values and the prices are
 * those of the same pairs in any other form, and with a lottery so is the assignment.
 * Time O(rows · columns · (rows + columns)) at worst; space O(rows + columns) beyond the scores, once more the scores
 * where they are not whole numbers in a Float64Array; up to three times the scores where paths turn out to be long and
 * `memoryLimit` allows it. A sparse matrix is solved as such: time O(rows · entries) at worst, up to a logarithm, space
 * O(rows + columns + entries). Only a `solver` of one's own gets it with every pair written out. Other stages that add up
 * over rows and pairs take as much once or a few times over; with loads, quotas and all other stages see `solveNetwork`.
 *
 * @throws E_SHAPE, E_TYPE, E_MISSING, E_NOT_FINITE, E_RANGE, E_OUT_OF_RANGE, E_DUPLICATE, E_CAPACITY, E_OBJECTIVE,
 * E_OPTION, E_UNKNOWN_KEY, E_TOO_LARGE for input that cannot be solved; E_CERTIFICATE if the check fails, which is a
 * defect of the kernel
 * @example solveAssignment([[3, 1], [2, 2]], { capacities: [1, 1] }).columnOfRow // Int32Array [0, 1]
 */
export function solveAssignment(scores: ScoreMatrix, options: FeasibleOptions): Assignment;
export function solveAssignment(scores: ScoreMatrix, options: AssignmentOptions): Assignment | InfeasibleAssignment;
export function solveAssignment(scores: ScoreMatrix, options: AssignmentOptions): Assignment | InfeasibleAssignment {
  const problem = readProblem(scores, options);
  const { loads } = problem;
  if (loads !== undefined) {
    const solved = solveLoaded({ ...problem, loads }, options.lottery);
    if (solved.status === "infeasible" || options.demands !== undefined) return solved;
    const { pairs: _, ...assignment } = solved;
    return assignment;
  }
  const assignment = solveProblem(problem, options);
  return options.demands === undefined ? assignment : { ...assignment, pairs: pairsOf(assignment) };
}

function pairsOf({ columnOfRow }: Assignment): [row: number, column: number][] {
  return Array.from(columnOfRow, (column, row): [number, number] => [row, column]).filter(([, column]) => column >= 0);
}

/** Solves a problem that is already read, in which nothing is asked for but capacities; `tick` hears how many rows the kernel has done. */
export function solveProblem(
  problem: ReadProblem,
  { lottery, ...options }: Pick<AssignmentOptions, "solver" | "lottery" | "memoryLimit">,
  tick?: (done: number) => void,
): Assignment {
  const packing = packStages(problem.stages, problem.seats, problem.largest);
  const kernelProblem = toKernelProblem(problem, packing);
  const solved = runKernel(kernelProblem, options, tick);
  return proveAnswer({ problem, packing, kernelProblem, ...solved }, lottery);
}

/** A kernel's answer, and what it answers. */
export interface Answered {
  readonly problem: ReadProblem;
  readonly packing: Packing;
  readonly kernelProblem: AnyKernelProblem;
  readonly answer: KernelAnswer;
  /** The kernel's name. */
  readonly method: string;
}

/**
 * Finds the lowest prices, lets the lottery decide ties, and checks the whole.
 *
 * @throws E_CERTIFICATE where it does not prove itself
 */
export function proveAnswer(
  { problem, packing, kernelProblem, answer, method }: Answered,
  lottery: Lottery | undefined,
): Assignment {
  withhold(method, answerViolations(problem, answer));
  const prices =
    answer.columnPrices === undefined
      ? recoverPrices(kernelProblem, answer.columnOfRow)
      : lowestPrices(kernelProblem, answer.columnOfRow, answer.columnPrices);
  if (prices === undefined) return withhold(method, [{ message: "The assignment can be improved." }]);

  const rowPrices = unpackPrices(prices.row, problem.stages, packing.unpack);
  const columnPrices = unpackPrices(prices.column, problem.stages, packing.unpack);
  const claim = { columnOfRow: answer.columnOfRow, rowPrices, columnPrices };
  const drawn = lottery === undefined ? claim : drawAmongTies({ problem, claim }, lottery);
  const solved = { ...claim, ...drawn };
  withhold(method, findViolations(problem, solved));
  return toAssignment(problem, solved, method);
}

/** The optimum that the lottery chooses, and between what. */
function drawAmongTies(
  { problem, claim }: { readonly problem: ReadProblem; readonly claim: Claim },
  lottery: Lottery,
): Required<Pick<Assignment, "columnOfRow" | "ties">> {
  const { capacities } = problem;
  const tight = findTightPairs(problem, claim);
  return {
    ties: findTies(toTightFlow(tight, { capacities, claim })),
    columnOfRow: drawLottery(tight, { capacities, claim }, lottery),
  };
}

/** Has the problem solved by the kernel for its form, or by one of others. */
function runKernel(
  problem: AnyKernelProblem,
  { solver, memoryLimit }: Pick<AssignmentOptions, "solver" | "memoryLimit">,
  tick?: (done: number) => void,
): NamedAnswer {
  if (solver === undefined) {
    return isSparseProblem(problem) ? solveSparse(problem, { tick }) : solveDense(problem, { memoryLimit, tick });
  }
  if (isSparseProblem(problem)) checkMemory({ rows: problem.rows, columns: problem.columns }, memoryLimit);
  // a kernel of others gets numbers of its own, so that nothing it does to them can reach the check
  const dense = isSparseProblem(problem) ? toDense(problem) : { ...problem, scores: problem.scores.slice() };
  return { method: solver.name, answer: solver.solve({ ...dense, capacities: problem.capacities.slice() }, tick) };
}

function answerViolations(problem: ReadProblem, answer: KernelAnswer): readonly { readonly message: string }[] {
  if (answer?.columnOfRow?.length !== problem.rows) return [{ message: "It has no column for each row." }];
  return feasibilityViolations(problem, answer);
}

type Solved = Pick<Assignment, "columnOfRow" | "rowPrices" | "columnPrices" | "ties">;

function toAssignment(problem: ReadProblem, solved: Solved, method: string): Assignment {
  const { columns, scores, stages, unit, rounded } = problem;
  let matched = 0;
  let sum = 0;
  solved.columnOfRow.forEach((column, row) => {
    if (column < 0) return;
    matched++;
    sum += scoreOf(scores, columns, row, column);
  });
  const total = sum * unit;
  const scaled = (prices: readonly Float64Array[]) =>
    prices.map((part, k) => (stages[k] === "total" && unit !== 1 ? part.map((price) => price * unit) : part));
  return {
    status: "optimal",
    columnOfRow: solved.columnOfRow,
    total,
    stages: stages.map((stage) => ({
      stage: stage as "matched" | "total",
      value: stage === "matched" ? matched : total,
    })),
    components: packedComponents(stages),
    rowPrices: scaled(solved.rowPrices),
    columnPrices: scaled(solved.columnPrices),
    ...(solved.ties === undefined ? {} : { ties: solved.ties }),
    unit,
    rounded,
    method,
  };
}

function unpackPrices(
  packed: Float64Array,
  stages: readonly Stage[],
  unpack: (packed: number) => number[],
): Float64Array[] {
  const prices = stages.map(() => new Float64Array(packed.length));
  packed.forEach((price, index) => {
    unpack(price).forEach((part, k) => {
      prices[k][index] = part;
    });
  });
  return prices;
}
