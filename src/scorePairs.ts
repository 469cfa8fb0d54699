import { type Policy, policyForm } from "./policy.js";
import { checkProblem } from "./problem/checkProblem.js";
import type { People } from "./problem/people.js";
import { scoreAll } from "./score/scoreAll.js";
import { compileScorer } from "./score/scorer.js";
import { checkMemory } from "./solve/read/readProblem.js";

/** The scores of all pairs. */
export interface ScoreTable {
  /** Ids in code-unit order: the rows. */
  readonly mentees: readonly string[];
  /** Ids in code-unit order: the columns. */
  readonly mentors: readonly string[];
  /** Row-major, mentees × mentors, in whole millionths; `-Infinity` where the pair is not allowed. */
  readonly scores: Float64Array;
}

/**
 * Scores every pair, as `match` does before it solves. Pins play no part.
 *
 * @throws TelemachusError as `match` does
 */
export function scorePairs(people: People, policy: Policy): ScoreTable {
  const problem = checkProblem(people, policy, policyForm);
  checkMemory({ rows: problem.mentees.length, columns: problem.mentors.length });
  const { scores } = scoreAll(compileScorer(problem), [...problem.mentees.keys()]);
  return { mentees: problem.mentees.map(({ id }) => id), mentors: problem.mentors.map(({ id }) => id), scores };
}
