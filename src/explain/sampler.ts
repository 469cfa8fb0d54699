import { solveOpen, solveSteps } from "../matching/matchSteps.js";
import { type Keeping, keepPairs, usualKeeping } from "../matching/openProgramme.js";
import type { Programme } from "../matching/programme.js";
import { pairsOf, type RowPairs, type SolvedProgramme } from "../matching/solution.js";
import { runHere, type Steps } from "../matching/steps.js";
import type { Scorer } from "../score/scorer.js";
import { remembering, reweigh } from "./reweigh.js";

/**
 * Returns what solves a programme again with its criteria's weights multiplied by factors, in the order of their names:
 * the pairs that `match` would give, pins aside. What weights do not change is done once.
 *
 * @throws E_TOO_LARGE where all pairs have to be kept and there are too many
 */
export function createSampler(
  programme: Programme,
  keeping: Keeping = usualKeeping,
): (factors: readonly number[]) => RowPairs {
  const { rows, columns } = programme.frame;
  const isKept = rows * columns <= keeping.mostPairs;
  const scorer = remembering(isKept ? programme.scorer : withFirmPins(programme.scorer));
  return (factors) => {
    const weighed = reweigh(scorer, factors);
    const steps = isKept ? solveKept(programme, weighed) : solveSteps(weighed, {}, keeping);
    return pairsOf(runHere(steps, weighed, {}).solution);
  };
}

/** What `solveSteps` does, but for what is said of the people besides. */
function* solveKept({ mentees, lottery, pinned, frame }: Programme, scorer: Scorer): Steps<SolvedProgramme> {
  const pairs = yield* keepPairs(scorer, mentees, { frame, pinned, memoryLimit: undefined });
  return yield* solveOpen({ scorer, mentees, lottery, ...pairs, warnings: [] }, {});
}

/** A pin that stood under the policy's own weights is not asked about again. */
function withFirmPins(scorer: Scorer): Scorer {
  const { problem } = scorer;
  return { ...scorer, problem: { ...problem, pins: problem.pins.map((pin) => ({ ...pin, override: true })) } };
}
