import type { Lottery } from "./assignment.js";
import { solveNetwork } from "./network/solveNetwork.js";
import { solvePacked } from "./packed/solvePacked.js";
import type { LoadedProblem, StagedAnswer } from "./stagedAnswer.js";

/** A problem in which more is asked for than capacities, with its greatest absolute score, in units. */
export type StagedProblem = LoadedProblem & { readonly largest: number };

/**
 * Solves any objective under any loads and quotas, and lets the lottery decide in the end: by the kernels for
 * assignments where stages only add up over rows and pairs and nothing else is asked for, as a flow otherwise; undefined
 * where no assignment meets the lower bounds.
 */
export function solveStaged(
  problem: StagedProblem,
  lottery: Lottery | undefined,
  tick?: () => void,
): StagedAnswer | undefined {
  return solvePacked(problem, lottery, { tick }) ?? solveNetwork(problem, lottery, { tick });
}
