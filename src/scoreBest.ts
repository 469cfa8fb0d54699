import { describe, issue, TelemachusError } from "./errors.js";
import { isCount } from "./numeric/isCount.js";
import { type Policy, policyForm } from "./policy.js";
import { checkProblem } from "./problem/checkProblem.js";
import type { People } from "./problem/people.js";
import { createBestOfRow } from "./score/best.js";
import { createRowScorer } from "./score/rows.js";
import { compileScorer } from "./score/scorer.js";
import { checkMemory } from "./solve/read/readProblem.js";

/** Each mentee's best mentors, as a sparse matrix in rows. */
export interface BestScores {
  /** Ids in code-unit order: the rows. */
  readonly mentees: readonly string[];
  /** Ids in code-unit order: the columns. */
  readonly mentors: readonly string[];
  /** Where each row begins in `column` and `score`; one entry more than there are rows. */
  readonly start: Int32Array;
  /** Mentors, by their place in `mentors`, ascending within a row. */
  readonly column: Int32Array;
  /** Whole millionths. */
  readonly score: Float64Array;
}

/**
 * Scores every pair and keeps each mentee's `best` highest, of those that are allowed; ties go to the mentor who comes
 * first. The table of all pairs never exists, so the memory is that of what is kept. Pins play no part.
 *
 * @throws E_OPTION where `best` is not a whole number above 0; TelemachusError as `match` does
 */
export function scoreBest(people: People, policy: Policy, { best }: { readonly best: number }): BestScores {
  if (!isCount(best) || best === 0) {
    const received = describe(best);
    throw new TelemachusError([issue("E_OPTION", ["best"], { expected: "a whole number above 0", received })]);
  }
  const problem = checkProblem(people, policy, policyForm);
  const { mentees, mentors } = problem;
  const most = Math.min(best, mentors.length);
  checkMemory({ rows: mentees.length, columns: most });
  const rows = createRowScorer(compileScorer(problem));
  const pick = createBestOfRow(Math.max(1, most));
  const row = new Float64Array(mentors.length);
  const start = new Int32Array(mentees.length + 1);
  const column = new Int32Array(mentees.length * most);
  const score = new Float64Array(mentees.length * most);
  for (let mentee = 0; mentee < mentees.length; mentee++) {
    rows.score(mentee, row);
    const { columns, scores } = pick(row);
    column.set(columns, start[mentee]);
    score.set(scores, start[mentee]);
    start[mentee + 1] = start[mentee] + columns.length;
  }
  const kept = start[mentees.length];
  return {
    mentees: mentees.map(({ id }) => id),
    mentors: mentors.map(({ id }) => id),
    start,
    column: column.slice(0, kept),
    score: score.slice(0, kept),
  };
}
