import type { Assignment, Component, InfeasibleAssignment, Lottery, StageResult } from "./assignment.js";
import { explainInfeasible } from "./infeasible/explainInfeasible.js";
import { stagedViolations } from "./proof/checkStages.js";
import type { Loads } from "./read/loads.js";
import type { ReadProblem } from "./read/readProblem.js";
import { scoreOf } from "./read/scores.js";
import { solveStaged } from "./solveStaged.js";
import type { StagedAnswer } from "./stagedAnswer.js";
import { componentInUnits, resultInUnits, stageResults } from "./stageResults.js";
import { withhold } from "./withhold.js";

/** A problem in which more is asked for than capacities. */
export type ReadLoadedProblem = ReadProblem & { readonly loads: Loads };

/**
 * Solves and checks a problem with loads, quotas or stages of any kind; where no assignment meets the lower bounds, says
 * why and what would help.
 *
 * @throws E_CERTIFICATE
 */
export function solveLoaded(
  problem: ReadLoadedProblem,
  lottery: Lottery | undefined,
  tick?: () => void,
): Assignment | InfeasibleAssignment {
  const answer = solveStaged(problem, lottery, tick);
  if (answer === undefined) return { status: "infeasible", ...explainInfeasible(problem) };

  const { columns, scores, stages, loads } = problem;
  const scoresOfPairs = answer.pairs.map(([row, column]) => scoreOf(scores, columns, row, column));
  const values = stageResults(stages, { columns, loads, pairs: answer.pairs, scores: scoresOfPairs });
  withhold(answer.method, stagedViolations({ ...problem, loads }, { ...answer, values }));
  const total = scoresOfPairs.reduce((sum, score) => sum + score, 0);
  return toAssignment(problem, answer, { total, values });
}

function toAssignment(
  { rows, unit, rounded }: ReadProblem,
  { pairs, components, rowPrices, columnPrices, quotaPrices, floor, ties, drawn, method }: StagedAnswer,
  { total, values }: { readonly total: number; readonly values: readonly StageResult[] },
): Assignment {
  const columnOfRow = new Int32Array(rows).fill(-1);
  // the pairs of a row ascend, so the first one stays
  for (const [row, column] of pairs) if (columnOfRow[row] < 0) columnOfRow[row] = column;
  const inScores = (prices: readonly Float64Array[]) =>
    prices.map((part, k) => pricesInScores(components[k], part, unit));
  const proof = (prices: Pick<StagedAnswer, "rowPrices" | "columnPrices" | "quotaPrices">) => ({
    rowPrices: inScores(prices.rowPrices),
    columnPrices: inScores(prices.columnPrices),
    ...(prices.quotaPrices.some((limits) => limits.length > 0) ? { quotaPrices: inScores(prices.quotaPrices) } : {}),
  });
  return {
    status: "optimal",
    columnOfRow,
    pairs,
    total: total * unit,
    stages: values.map((value) => resultInUnits(value, 1 / unit)),
    components: components.map((component) => componentInUnits(component, 1 / unit)),
    ...proof({ rowPrices, columnPrices, quotaPrices }),
    ...(floor === undefined
      ? {}
      : { floor: { pairs: floor.pairs, component: componentInUnits(floor.component, 1 / unit), ...proof(floor) } }),
    ...(ties === undefined ? {} : { ties }),
    ...(drawn === undefined ? {} : { drawn }),
    unit,
    rounded,
    method,
  };
}

function pricesInScores({ stage }: Component, prices: Float64Array, unit: number): Float64Array {
  return stage === "total" && unit !== 1 ? prices.map((price) => price * unit) : prices;
}
