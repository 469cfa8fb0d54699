import type { Scorer } from "../score/scorer.js";
import type { Assignment } from "../solve/assignment.js";
import type { ReadProblem } from "../solve/read/readProblem.js";
import { solveProblem } from "../solve/solveAssignment.js";
import { solveListed } from "./allPairs.js";
import type { MatchOptions } from "./checkMatchOptions.js";
import type { Matching } from "./matching.js";
import { type Keeping, type OpenProgramme, openProgramme } from "./openProgramme.js";
import { followPhase } from "./progress.js";
import type { Steps } from "./steps.js";
import { toMatching } from "./toMatching.js";

/**
 * From scorer to matching: rows are scored by whoever carries out the steps, everything else is done by who asks for
 * the next step.
 *
 * @throws E_CONFLICT, E_TOO_LARGE, E_NONDETERMINISTIC, E_ABORTED, E_CERTIFICATE
 */
export function* matchSteps(scorer: Scorer, options: MatchOptions, keeping?: Keeping): Steps<Matching> {
  const open = yield* openProgramme(scorer, options, keeping);
  const { problem, assignment } = yield* solveOpen(open, options);
  return toMatching({ ...open, assignment: problem }, assignment);
}

/** Solves what the pins left open; ties go by the lottery, so that the answer does not depend on the kernel. */
export function* solveOpen(
  { mentees, lottery, assignment: problem, listed }: OpenProgramme,
  { solver, memoryLimit, ...control }: MatchOptions,
): Steps<{ readonly problem: ReadProblem; readonly assignment: Assignment }> {
  const tick = followPhase(control, "solve", mentees.length);
  if (listed !== undefined) return yield* solveListed(listed, lottery, tick);
  const assignment = solveProblem(problem, { solver, lottery, memoryLimit }, tick);
  tick(mentees.length);
  return { problem, assignment };
}
