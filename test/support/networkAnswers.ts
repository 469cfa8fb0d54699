import type { AssignmentOptions, ScoreMatrix } from "../../src/solve/assignment.js";
import { solveNetwork } from "../../src/solve/network/solveNetwork.js";
import type { Starts } from "../../src/solve/network/solving.js";
import { stagedViolations } from "../../src/solve/proof/checkStages.js";
import { readProblem } from "../../src/solve/read/readProblem.js";
import { scoreOf } from "../../src/solve/read/scores.js";
import { stageResults } from "../../src/solve/stageResults.js";

/**
 * What the network answers with starts or without them, and what the independent check says of it; undefined where no
 * assignment keeps the bounds. More has to be asked for than the kernels for plain problems can do.
 */
export function networkAnswer(scores: ScoreMatrix, options: AssignmentOptions, starts: Starts) {
  const { loads, ...problem } = readProblem(scores, options);
  if (loads === undefined) throw new Error("Nothing is asked for that needs the network.");
  const answer = solveNetwork({ ...problem, loads }, options.lottery, { starts });
  if (answer === undefined) return undefined;
  const { pairs, ties, drawn, components } = answer;
  const { columns, stages } = problem;
  const values = stageResults(stages, {
    ...{ columns, loads, pairs },
    scores: pairs.map(([row, column]) => scoreOf(problem.scores, columns, row, column)),
  });
  const violations = stagedViolations({ ...problem, loads }, { ...answer, values });
  return { pairs, ties, drawn, components, stages: values, violations };
}
