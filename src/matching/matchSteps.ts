import { issue, TelemachusError } from "../errors.js";
import { stableMethodOf } from "../problem/stableMethod.js";
import type { Scorer } from "../score/scorer.js";
import type { Assignment, InfeasibleAssignment } from "../solve/assignment.js";
import { solveProblem } from "../solve/solveAssignment.js";
import { solveLoaded } from "../solve/solveLoaded.js";
import { solveListed } from "./allPairs.js";
import type { MatchOptions } from "./checkMatchOptions.js";
import type { Matching } from "./matching.js";
import { type Keeping, keepPairs, type OpenProgramme, openProgramme } from "./openProgramme.js";
import { followPhase } from "./progress.js";
import type { Solution, SolvedProgramme } from "./solution.js";
import { stableSteps } from "./stableMatching.js";
import type { Steps } from "./steps.js";
import { toMatching } from "./toMatching.js";

/**
 * From scorer to matching: rows are scored by whoever carries out the steps, everything else is done by who asks for
 * the next step.
 *
 * @throws E_CONFLICT, E_TOO_LARGE, E_NONDETERMINISTIC, E_ABORTED, E_CERTIFICATE
 */
export function* matchSteps(scorer: Scorer, options: MatchOptions, keeping?: Keeping): Steps<Matching> {
  return toMatching(yield* solveSteps(scorer, options, keeping), options.digestKey);
}

/** The part of it for which rows are worked on. */
export function* solveSteps(scorer: Scorer, options: MatchOptions, keeping?: Keeping): Steps<SolvedProgramme> {
  return yield* solveOpen(yield* openProgramme(scorer, options, keeping), options);
}

/** Solves what the pins left open; ties go by the lottery, so that the answer does not depend on the kernel. */
export function* solveOpen(open: OpenProgramme, options: MatchOptions): Steps<SolvedProgramme> {
  const { scorer, mentees, lottery, listed } = open;
  const { solver, memoryLimit, onProgress, signal } = options;
  const control = { onProgress, signal };
  const method = stableMethodOf(scorer.problem.policy.method);
  if (solver !== undefined && (method !== undefined || open.assignment.loads !== undefined)) throw needlessSolver();
  if (method !== undefined) {
    const stable = yield* stableSteps(open, { ...method, ...control, memoryLimit, demands: demandsOf(open) });
    return { open: stable.open, solution: { kind: "stable", stable } };
  }

  const tick = followPhase(control, "solve", mentees.length);
  const { loads } = open.assignment;
  if (loads !== undefined) {
    const solved = solveLoaded({ ...open.assignment, loads }, lottery, () => tick(0));
    tick(mentees.length);
    return { open, solution: toSolution(solved) };
  }
  if (listed !== undefined) {
    const solved = yield* solveListed(listed, lottery, tick);
    if (solved !== undefined) {
      return { open: { ...open, assignment: solved.problem }, solution: toSolution(solved.assignment) };
    }
    const { listed: _, ...whole } = { ...open, ...(yield* keepPairs(scorer, mentees, listed)) };
    return yield* solveOpen(whole, options);
  }
  const assignment = solveProblem(open.assignment, { solver, lottery, memoryLimit }, tick);
  tick(mentees.length);
  return { open, solution: toSolution(assignment) };
}

function needlessSolver(): TelemachusError {
  const expected = 'left out where the policy asks for more than capacities and the stages "matched" and "total"';
  return new TelemachusError([issue("E_OPTION", ["options", "solver"], { expected, received: "a solver" })]);
}

function toSolution(solved: Assignment | InfeasibleAssignment): Solution {
  return solved.status === "optimal"
    ? { kind: "optimal", assignment: solved }
    : { kind: "infeasible", infeasible: solved };
}

/** The mentors that each row still wants. */
function demandsOf({ scorer: { problem }, mentees }: OpenProgramme): number[] {
  const wanted = [...problem.demands];
  for (const { mentee } of problem.pins) wanted[mentee]--;
  return mentees.map((mentee) => wanted[mentee]);
}
