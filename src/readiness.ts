import { toInfeasibility } from "./matching/infeasibility.js";
import { solveOpen } from "./matching/matchSteps.js";
import { openProgramme } from "./matching/openProgramme.js";
import { runHere } from "./matching/steps.js";
import { toExclusions } from "./matching/toMatching.js";
import { explainUnmatched } from "./matching/unmatched.js";
import { type Policy, policyForm } from "./policy.js";
import { checkProblem } from "./problem/checkProblem.js";
import type { People } from "./problem/people.js";
import { inOrder } from "./problem/problem.js";
import { findFindings } from "./readiness/findings.js";
import type { Readiness } from "./readiness/report.js";
import { compileScorer, type Scorer } from "./score/scorer.js";

/**
 * Reports, before anything is matched, what stands in the way of a good matching, and a way forward for each thing.
 *
 * Result: counts, seats against demand, what each rule excludes, findings in the order of their codes, and the warnings
 * that `match` would give. Plain JSON; the order of the input leaves no trace.
 * Time as `match`, without its lottery; twice that where there are minimums or quotas to be met.
 *
 * @throws TelemachusError as `match` does
 * @example readiness({ mentors, mentees }, policy).findings.map(({ advice }) => advice)
 */
export function readiness(people: People, policy: Policy): Readiness {
  const problem = checkProblem(people, policy, policyForm);
  const scorer = compileScorer(problem);
  const { open, unmatched, shortages } = runHere(findWidest(scorer), scorer, {});
  const infeasibility = runHere(findInfeasible(scorer), scorer, {});
  const mentees = new Set(problem.mentees.map(({ id }) => id));
  const counts = {
    mentees: problem.mentees.length,
    mentors: problem.mentors.length,
    both: problem.mentors.filter(({ id }) => mentees.has(id)).length,
    seats: problem.capacities.reduce((sum, capacity) => sum + capacity, 0),
    pinned: problem.pins.length,
    pairs: open.mentees.length * problem.mentors.length,
    allowedPairs: open.summary.allowed,
    canBeMatched: problem.mentees.length - unmatched.mentees.length,
  };
  return {
    counts,
    exclusions: toExclusions(open),
    shortages,
    findings: findFindings(open, {
      counts,
      unmatched,
      shortages,
      infeasibility,
      policy: problem.policy,
    }),
    warnings: inOrder([...problem.warnings, ...open.warnings]),
  };
}

/** Whether minimums and quotas can be met, asked where there are any. */
function* findInfeasible(scorer: Scorer) {
  const { policy, minimums, quotas } = scorer.problem;
  if (minimums.every((minimum) => minimum === 0) && quotas.every(({ min }) => min === 0)) return undefined;
  const problem = { ...scorer.problem, policy: { ...policy, objective: ["total" as const] } };
  const { open, solution } = yield* solveOpen(yield* openProgramme({ ...scorer, problem }, {}), {});
  return solution.kind === "infeasible" ? toInfeasibility(open, solution.infeasible) : undefined;
}

/** One mentor for as many as possible, whatever else the policy asks for: what seats and rules permit at most. */
function* findWidest(scorer: Scorer) {
  const { policy } = scorer.problem;
  const { method: _, quotas: __, ...rest } = policy;
  const problem = {
    ...scorer.problem,
    policy: { ...rest, objective: "everyone" as const },
    demands: scorer.problem.demands.map(() => 1),
    minimums: scorer.problem.minimums.map(() => 0),
    quotas: [],
  };
  const solved = yield* solveOpen(yield* openProgramme({ ...scorer, problem }, {}), {});
  return { open: solved.open, ...explainUnmatched(solved) };
}
