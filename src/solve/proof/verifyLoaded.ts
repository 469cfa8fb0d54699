import { describe, issue, TelemachusError } from "../../errors.js";
import type { Component, FloorWitness, ProofPrices } from "../assignment.js";
import type { Loads } from "../read/loads.js";
import type { ReadProblem } from "../read/readProblem.js";
import { scoreOf } from "../read/scores.js";
import { solveStaged } from "../solveStaged.js";
import type { StagedAnswer } from "../stagedAnswer.js";
import { componentInUnits, stageResults } from "../stageResults.js";
import { stagedViolations } from "./checkStages.js";
import type { ClaimedAssignment, Violation } from "./claim.js";
import type { ClaimedPair } from "./stagedClaim.js";

/** Checks pairs and their proof; where there is no proof, one is looked for. */
export function verifyLoaded(problem: ReadProblem & { readonly loads: Loads }, claim: ClaimedAssignment): Violation[] {
  const pairs = readPairs(claim);
  const values = valuesOf(problem, pairs);
  if (claim.rowPrices !== undefined || claim.columnPrices !== undefined) {
    return stagedViolations(problem, { ...inUnits(claim, problem.unit), pairs, values });
  }
  const best = solveStaged(problem, undefined);
  if (best === undefined) {
    return [{ kind: "minimum", message: "No assignment meets the minimums and quotas, so this one does not either." }];
  }
  // prices that prove one optimum prove every other
  const violations = stagedViolations(problem, { ...best, pairs, values });
  const isProof = ({ kind }: Violation) => kind.endsWith("Price") || kind === "component" || kind === "floor";
  const others = violations.filter((violation) => !isProof(violation));
  if (others.length > 0 || violations.length === 0) return others;
  return [{ kind: "improvable", message: "Another assignment is better in the stages of the objective." }];
}

function readPairs({ pairs, columnOfRow }: ClaimedAssignment): readonly ClaimedPair[] {
  if (pairs !== undefined) return pairs;
  if (typeof columnOfRow?.length === "number") {
    return Array.from(columnOfRow, (column, row): ClaimedPair => [row, column]).filter(([, column]) => column !== -1);
  }
  const expected = "a list of pairs";
  throw new TelemachusError([issue("E_TYPE", ["assignment", "pairs"], { expected, received: describe(pairs) })]);
}

function valuesOf(
  { rows, columns, scores, stages, loads }: ReadProblem & { readonly loads: Loads },
  all: readonly ClaimedPair[],
) {
  // what is out of range is found by the check
  const pairs = all.filter(([row, column]) => row >= 0 && row < rows && column >= 0 && column < columns);
  const scoresOfPairs = pairs.map(([row, column]) => scoreOf(scores, columns, row, column));
  return stageResults(stages, { columns, loads, pairs, scores: scoresOfPairs });
}

/** The proof in whole units, as it is checked. */
function inUnits(
  { components = [], floor, ...prices }: ClaimedAssignment,
  unit: number,
): Pick<StagedAnswer, "components"> & ProofPrices & { readonly floor?: FloorWitness } {
  const whole = (list: readonly ArrayLike<number>[] = []) =>
    list.map((part, k) =>
      Float64Array.from(part, (price) => (components[k]?.stage === "total" ? price / unit : price)),
    );
  const wholePrices = ({ rowPrices, columnPrices, quotaPrices }: Omit<ClaimedAssignment, "columnOfRow">) => ({
    rowPrices: whole(rowPrices),
    columnPrices: whole(columnPrices),
    ...(quotaPrices === undefined ? {} : { quotaPrices: whole(quotaPrices) }),
  });
  const toWhole = (component: Component) => componentInUnits(component, unit);
  return {
    components: components.map(toWhole),
    ...wholePrices(prices),
    ...(floor === undefined
      ? {}
      : { floor: { pairs: floor.pairs, component: toWhole(floor.component), ...wholePrices(floor) } }),
  };
}
