import { frameProgramme } from "../matching/frame.js";
import type { Programme } from "../matching/programme.js";
import { loadsOf } from "../matching/programmeLoads.js";
import { boundsLeft } from "../solve/read/loads.js";
import type { DenseScores } from "../solve/read/scores.js";
import { solveProblem } from "../solve/solveAssignment.js";
import { solveLoaded } from "../solve/solveLoaded.js";
import type { Opened } from "./opened.js";
import type { IndexPairs, ScoredPairs } from "./stageLosses.js";

/** What may be otherwise: pins and seats, which change nobody's scores. */
export type Otherwise = Partial<Pick<Programme["scorer"]["problem"], "pins" | "capacities">>;

/**
 * The best pairs where something is otherwise, solved anew from the scores as they are, ties decided by the same lottery;
 * undefined where minimums and quotas cannot be met. Not for stable matchings.
 *
 * @throws E_TOO_LARGE
 */
export function solveAgain({ programme }: Pick<Opened, "programme">, otherwise: Otherwise): IndexPairs | undefined {
  const { scorer, rowOf, scoresOf } = programme;
  const problem = { ...scorer.problem, ...otherwise };
  const { mentees, lottery, pinned, frame } = frameProgramme({ ...scorer, problem });
  const loads = loadsOf(problem, mentees, lottery);
  // pins may be more than a quota has room for
  const isBeyond = loads.quotas.some((quota) =>
    Array.from(quota.used.keys()).some((at) => boundsLeft(quota, at).max < 0),
  );
  if (isBeyond) return undefined;

  const data = new Float64Array(frame.rows * frame.columns);
  mentees.forEach((mentee, row) => {
    data.set(scoresOf(rowOf[mentee]), row * frame.columns);
  });
  for (const { row, mentor } of pinned) data[row * frame.columns + mentor] = Number.NEGATIVE_INFINITY;
  const scores: DenseScores = { form: "dense", data };
  const solved =
    frame.loads === undefined
      ? solveProblem({ ...frame, scores }, { lottery })
      : solveLoaded({ ...frame, loads: frame.loads, scores }, lottery);
  if (solved.status === "infeasible") return undefined;
  const open = Array.from(solved.columnOfRow, (column, row) => [row, column] as const);
  return [
    ...problem.pins.map((pin) => [pin.mentee, pin.mentor] as const),
    ...(solved.pairs ?? open.filter(([, column]) => column >= 0)).map(
      ([row, column]) => [mentees[row], column] as const,
    ),
  ];
}

/** The best pairs with one pin more. */
export function solveWithPin(opened: Opened, mentee: number, mentor: number): ScoredPairs | undefined {
  const pins = [...opened.programme.scorer.problem.pins, { mentee, mentor, override: true, index: -1 }];
  const pairs = solveAgain(opened, { pins });
  return pairs && { pairs, scores: pairs.map(([one, other]) => opened.scoreOf(one, other)) };
}
