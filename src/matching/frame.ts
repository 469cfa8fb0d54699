import { type Issue, throwIssues } from "../errors.js";
import type { Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import type { Lottery } from "../solve/assignment.js";
import { stagesOf } from "../solve/objective.js";
import { checkBalance } from "../solve/read/readLoads.js";
import type { ReadProblem } from "../solve/read/readProblem.js";
import { drawOrder } from "./lottery.js";
import { programmeLoads, type SeatsLeft, seatsLeft } from "./programmeLoads.js";

/** A programme with its pins fixed, before anybody is scored. */
export interface Frame extends Pick<SeatsLeft, "mentees" | "pinned"> {
  readonly lottery: Lottery;
  /** All of what is to be solved but the scores. */
  readonly frame: Omit<ReadProblem, "scores">;
}

/**
 * Fixes the pins: what is left are rows, the mentees who want further mentors and are not left to a human, and the seats of
 * all mentors. A mentor who is left to a human has seats that no row may take.
 *
 * @throws E_RANGE for loads whose squares are not exact
 */
export function frameProgramme({ problem }: Scorer): Frame {
  const { mentees, capacities, pinned } = seatsLeft(problem);
  const shape = { rows: mentees.length, columns: problem.mentors.length };
  const lottery = {
    rows: drawOrder(
      mentees.map((mentee) => problem.mentees[mentee].id),
      problem.seed,
    ),
    columns: drawOrder(
      problem.mentors.map(({ id }) => id),
      problem.seed,
    ),
  };
  const stages = stagesOf(problem.policy.objective) ?? [];
  const loads = programmeLoads(problem, { mentees, stages, lottery });
  if (loads !== undefined && stages.includes("balance")) {
    const issues: Issue[] = [];
    checkBalance({ taken: loads.taken, capacities, rows: shape.rows }, ["mentors"], issues);
    throwIssues(issues);
  }
  const wanted = loads === undefined ? shape.rows : loads.demands.reduce((sum, demand) => sum + demand, 0);
  const seats = capacities.reduce((sum, count) => Math.min(sum + count, wanted), 0);
  const frame = { ...shape, capacities, stages, loads, seats, largest: MILLIONTHS, unit: 1, rounded: false };
  return { mentees, lottery, pinned, frame };
}
