import type { Scorer } from "../score/scorer.js";
import type { Assignment } from "../solve/assignment.js";
import { solveProblem } from "../solve/solveAssignment.js";
import { solveListed } from "./allPairs.js";
import type { MatchOptions } from "./checkMatchOptions.js";
import type { Matching } from "./matching.js";
import { type Keeping, keepPairs, type OpenProgramme, openProgramme } from "./openProgramme.js";
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
  const { open, assignment } = yield* solveSteps(scorer, options, keeping);
  return toMatching(open, assignment);
}

/** The part of it for which rows are worked on. */
export function* solveSteps(scorer: Scorer, options: MatchOptions, keeping?: Keeping): Steps<SolvedProgramme> {
  return yield* solveOpen(yield* openProgramme(scorer, options, keeping), options);
}

/** A programme with what its solution rests on, and the solution. */
export interface SolvedProgramme {
  readonly open: OpenProgramme;
  readonly assignment: Assignment;
}

/** Solves what the pins left open; ties go by the lottery, so that the answer does not depend on the kernel. */
export function* solveOpen(open: OpenProgramme, options: MatchOptions): Steps<SolvedProgramme> {
  const { scorer, mentees, lottery, listed } = open;
  const { solver, memoryLimit, ...control } = options;
  const tick = followPhase(control, "solve", mentees.length);
  if (listed !== undefined) {
    const solved = yield* solveListed(listed, lottery, tick);
    if (solved !== undefined) return { open: { ...open, assignment: solved.problem }, assignment: solved.assignment };
    const { listed: _, ...whole } = { ...open, ...(yield* keepPairs(scorer, mentees, listed)) };
    return yield* solveOpen(whole, options);
  }
  const assignment = solveProblem(open.assignment, { solver, lottery, memoryLimit }, tick);
  tick(mentees.length);
  return { open, assignment };
}
