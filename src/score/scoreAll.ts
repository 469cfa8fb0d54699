import { NEUTRAL, type Scorer } from "./scorer.js";

/** Scores of some mentees by all mentors. */
export interface ScoredPairs {
  /** Row-major: one row for each of `mentees`, one column for each mentor; millionths, `-Infinity` where not allowed. */
  readonly scores: Float64Array;
  /** For each rule, in the order of their names, the pairs it could not decide, of those not banned or avoided. */
  readonly undecided: readonly number[];
}

/**
 * Scores every pair of these mentees (indices of the problem), a row at a time.
 *
 * Hard conditions come first, so that a custom criterion is called only for pairs that they allow. `tick` hears how many
 * mentees are done. Time O(mentees · mentors · (rules + criteria)), less for criteria over terms.
 */
export function scoreAll(scorer: Scorer, mentees: readonly number[], tick?: (done: number) => void): ScoredPairs {
  const columns = scorer.cohort.mentors.length;
  const scores = new Float64Array(mentees.length * columns);
  const undecided = scorer.rules.map(() => 0);
  const skip = new Uint8Array(columns);
  const column = new Float64Array(columns);
  const minimum = Math.max(0, ...scorer.rules.map(({ compiled }) => compiled.minimum ?? 0));
  mentees.forEach((mentee, at) => {
    const row = scores.subarray(at * columns, (at + 1) * columns);
    markForbidden(scorer, mentee, skip, undecided);
    addContributions(scorer, mentee, { row, column, skip });
    for (let j = 0; j < columns; j++) if (skip[j] !== 0 || row[j] < minimum) row[j] = Number.NEGATIVE_INFINITY;
    tick?.(at + 1);
  });
  return { scores, undecided };
}

/** Marks the mentors that this mentee cannot have, whatever the score. */
function markForbidden(scorer: Scorer, mentee: number, skip: Uint8Array, undecided: number[]): void {
  const { problem, cohort, rules } = scorer;
  const { id } = cohort.mentees[mentee];
  const banned = problem.bans.get(mentee);
  for (let j = 0; j < skip.length; j++) {
    skip[j] = cohort.mentors[j].id === id || banned?.has(j) || scorer.avoids(mentee, j) ? 1 : 0;
  }
  const isOut = skip.slice();
  rules.forEach(({ rule, compiled }, r) => {
    for (let j = 0; j < skip.length; j++) {
      if (isOut[j] !== 0) continue;
      const holds = compiled.holds(mentee, j);
      if (holds === undefined) {
        undecided[r]++;
        if (rule.unknown === "forbid") skip[j] = 1;
      } else if (!holds) skip[j] = 1;
    }
  });
}

interface Row {
  readonly row: Float64Array;
  /** Scratch: the scores by one criterion. */
  readonly column: Float64Array;
  readonly skip: Uint8Array;
}

function addContributions(scorer: Scorer, mentee: number, { row, column, skip }: Row): void {
  const weights = scorer.weightsOf(mentee);
  scorer.criteria.forEach(({ compiled, missing }, index) => {
    const weight = weights[index];
    if (weight === 0) return;
    if (!compiled.asks(mentee)) column.fill(NEUTRAL);
    else if (compiled.scoreRow !== undefined) compiled.scoreRow(mentee, column, skip);
    else for (let j = 0; j < row.length; j++) if (skip[j] === 0) column[j] = compiled.score(mentee, j);
    for (let j = 0; j < row.length; j++) {
      // NaN is a mentor who did not answer
      row[j] += Math.round(weight * (Number.isNaN(column[j]) ? missing : column[j]));
    }
  });
}
