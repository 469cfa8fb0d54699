import type { Warning } from "../problem/problem.js";
import type { PairCounts } from "../score/marks.js";
import { scoreAll } from "../score/scoreAll.js";
import type { Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import { stagesOf } from "../solve/objective.js";
import { checkMemory, type ReadProblem } from "../solve/readProblem.js";
import { checkPinsAgainstRules, lostChoices } from "./precedence.js";
import { type Control, followPhase } from "./progress.js";
import { scoringWarnings } from "./warnings.js";

/** What is left to solve once the pins are fixed: the mentees who are not pinned, and the seats that are not. */
export interface OpenProgramme {
  readonly scorer: Scorer;
  /** The problem's indices of the mentees who are not pinned: the rows. The columns are all mentors. */
  readonly mentees: readonly number[];
  readonly assignment: ReadProblem;
  /** What stood in the way of pairs, of the mentees who are not pinned. */
  readonly counts: PairCounts;
  /** The mentees for whom rules gave way, because nobody would have been left. */
  readonly relaxed: ReadonlySet<number>;
  readonly warnings: readonly Warning[];
}

/**
 * Fixes the pins and scores everyone else.
 *
 * @throws E_CONFLICT for a pin against a rule without `override`; E_TOO_LARGE before the scores are allocated
 */
export function openProgramme(scorer: Scorer, control: Control, memoryLimit: number | undefined): OpenProgramme {
  const { problem } = scorer;
  const pinWarnings = checkPinsAgainstRules(scorer);
  const pinned = new Set(problem.pins.map(({ mentee }) => mentee));
  const mentees = problem.mentees.map((_, index) => index).filter((index) => !pinned.has(index));
  const shape = { rows: mentees.length, columns: problem.mentors.length };
  checkMemory(shape, memoryLimit);

  const tick = followPhase(control, "score", mentees.length);
  const scored = scoreAll(scorer, mentees, tick);
  const { scores, counts } = scored;
  const relaxed = new Set(scored.relaxed);
  const capacities = [...problem.capacities];
  for (const { mentor } of problem.pins) capacities[mentor]--;
  const seats = capacities.reduce((sum, count) => Math.min(sum + count, shape.rows), 0);
  const stages = stagesOf(problem.policy.objective) ?? [];
  return {
    scorer,
    mentees,
    assignment: { ...shape, scores, capacities, stages, seats, largest: MILLIONTHS, unit: 1, rounded: false },
    counts,
    relaxed,
    warnings: [...pinWarnings, ...lostChoices(scorer, relaxed), ...scoringWarnings(scorer, scored)],
  };
}
