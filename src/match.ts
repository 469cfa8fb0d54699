import { throwIssues } from "./errors.js";
import type { Exact } from "./exact.js";
import { checkMatchOptions, type MatchOptions } from "./matching/checkMatchOptions.js";
import { attach } from "./matching/context.js";
import { requireKey } from "./matching/digestKey.js";
import type { Matching } from "./matching/matching.js";
import { matchSteps } from "./matching/matchSteps.js";
import { runHere } from "./matching/steps.js";
import { takeOver } from "./matching/takeOver.js";
import { type CriterionName, type Policy, policyForm } from "./policy.js";
import { checkProblem } from "./problem/checkProblem.js";
import type { People } from "./problem/people.js";
import { snapshot } from "./problem/snapshot.js";
import { compileScorer } from "./score/scorer.js";

/**
 * Matches mentees with mentors, as well as the policy allows, and proves it.
 *
 * Result: everyone in exactly one place, with reasons; see `Matching`. It is the same, byte for byte, in whatever order
 * people, criteria and rules are given; ties are decided by the lottery that the policy's seed draws.
 * Time: scoring O(mentees · mentors · criteria), solving O(n³) at worst; space 8 bytes for each
 * pair, and twice that while some kernels work; where that is too much, about 400 bytes for each mentee.
 *
 * @throws TelemachusError with every problem of the input at once; E_TOO_LARGE, E_SCORER, E_NONDETERMINISTIC,
 * E_ABORTED, E_CERTIFICATE
 * @example match({ mentors, mentees }, { criteria: { skills: skills({ weight: 1 }) } }).pairs
 */
export function match<const Given extends Policy>(
  people: People,
  policy: Exact<Given, Policy>,
  options: MatchOptions = {},
): Matching<CriterionName<Given>> {
  checkMatchOptions(options);
  const problem = checkProblem(people, policy, policyForm);
  const scorer = compileScorer(problem, { isWatched: options.watchReads });
  const matching = runHere(matchSteps(scorer, options), scorer, options);
  return attach(matching, scorer) as Matching<CriterionName<Given>>;
}

/**
 * Gives a stored matching its explanations back: matches again, which takes as long as the first time, and returns the
 * result where it is the stored one.
 *
 * @throws E_MANIFEST where people or policy are not those it was made from, or it was changed; the errors of `match`
 */
export function reopen<const Given extends Policy>(
  matching: Matching,
  people: People,
  policy: Exact<Given, Policy>,
  options: MatchOptions = {},
): Matching<CriterionName<Given>> {
  const stored = snapshot(matching, ["matching"]);
  throwIssues(stored.issues);
  requireKey((stored.value as Matching | undefined)?.manifest, options);
  const again = match<Given>(people, policy, options);
  return takeOver(stored.value as Matching, again);
}
