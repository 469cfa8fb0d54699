import { describe, issue, TelemachusError } from "./errors.js";
import { checkMatchOptions, type MatchOptions } from "./matching/checkMatchOptions.js";
import { attach } from "./matching/context.js";
import { drawOrder } from "./matching/lottery.js";
import { identify } from "./matching/manifest.js";
import type { Matching } from "./matching/matching.js";
import { type OpenProgramme, openProgramme } from "./matching/openProgramme.js";
import { followPhase } from "./matching/progress.js";
import { toMatching } from "./matching/toMatching.js";
import { type CriterionName, type Policy, policyForm } from "./policy.js";
import { checkProblem } from "./problem/checkProblem.js";
import type { People } from "./problem/people.js";
import { compileScorer } from "./score/scorer.js";
import type { Assignment } from "./solve/assignment.js";
import { solveProblem } from "./solve/solveAssignment.js";

/**
 * Matches mentees with mentors, as well as the policy allows, and proves it.
 *
 * Result: everyone in exactly one place, with reasons; see `Matching`. It is the same, byte for byte, in whatever order
 * people, criteria and rules are given; ties are decided by the lottery that the policy's seed draws.
 * Time: scoring O(mentees · mentors · criteria), solving O(n³) at worst; space 8 bytes for each pair.
 *
 * @throws TelemachusError with every problem of the input at once; E_TOO_LARGE, E_SCORER, E_ABORTED, E_CERTIFICATE
 * @example match({ mentors, mentees }, { criteria: { skills: skills({ weight: 1 }) } }).pairs
 */
export function match<const Given extends Policy>(
  people: People,
  policy: Given,
  options: MatchOptions = {},
): Matching<CriterionName<Given>> {
  checkMatchOptions(options);
  const problem = checkProblem(people, policy, policyForm);
  const scorer = compileScorer(problem);
  const open = openProgramme(scorer, options, options.memoryLimit);
  const matching = toMatching(open, assign(open, options));
  return attach(matching, scorer) as Matching<CriterionName<Given>>;
}

/** Solves what the pins left open; ties go by the lottery, so that the answer does not depend on the kernel. */
function assign({ scorer, mentees, assignment }: OpenProgramme, { solver, ...control }: MatchOptions): Assignment {
  const { problem } = scorer;
  const ids = mentees.map((mentee) => problem.mentees[mentee].id);
  const lottery = {
    rows: drawOrder(ids, problem.seed),
    columns: drawOrder(
      problem.mentors.map(({ id }) => id),
      problem.seed,
    ),
  };
  return solveProblem(assignment, { solver, lottery }, followPhase(control, "solve", mentees.length));
}

/**
 * Gives a stored matching its explanations back: the same matching, open again.
 *
 * @throws E_MANIFEST where people or policy are not those it was made from
 */
export function reopen<const Given extends Policy>(
  matching: Matching,
  people: People,
  policy: Given,
): Matching<CriterionName<Given>> {
  const problem = checkProblem(people, policy, policyForm);
  const scorer = compileScorer(problem);
  const identity = identify(problem);
  for (const part of ["version", "policy", "input", "seed"] as const) {
    if (matching?.manifest?.[part] === identity[part]) continue;
    const expected = `the ${part} that these people and this policy give`;
    const received = describe(matching?.manifest?.[part]);
    throw new TelemachusError([issue("E_MANIFEST", ["matching", "manifest", part], { expected, received })]);
  }
  return attach({ ...matching } as Matching<CriterionName<Given>>, scorer);
}
