import { MILLIONTHS } from "../score/weights.js";
import type { RowMove } from "../solve/sensitivity/optimum.js";
import type { Chain, Move } from "./change.js";
import type { Opened } from "./opened.js";
import type { ScoredPairs } from "./stageLosses.js";

/** Moves of rows in people's terms. */
export function toChain({ programme, scoreOf }: Opened, moves: readonly RowMove[]): Chain {
  const { scorer, mentees } = programme;
  const { problem } = scorer;
  const idOf = (mentor: number) => (mentor < 0 ? null : problem.mentors[mentor].id);
  const loads = new Map<number, number>();
  const add = (mentor: number, by: number) => {
    if (mentor >= 0) loads.set(mentor, (loads.get(mentor) ?? 0) + by);
  };
  const told = moves.map(({ row, from, to }): Move => {
    add(from, -1);
    add(to, 1);
    const worth = (mentor: number) => (mentor < 0 ? 0 : scoreOf(mentees[row], mentor));
    const change = (worth(to) - worth(from)) / MILLIONTHS;
    return { mentee: problem.mentees[mentees[row]].id, from: idOf(from), to: idOf(to), change };
  });
  const mentorsWith = (by: number) =>
    [...loads].flatMap(([mentor, change]) => (change === by ? [mentor] : [])).sort((a, b) => a - b);
  return {
    moves: told,
    fills: mentorsWith(1).map((one) => idOf(one)!),
    frees: mentorsWith(-1).map((one) => idOf(one)!),
  };
}

/** The pairs of a matching with their scores, and those after some moves. */
export function scoredPairs({ matching, pairs }: Opened): ScoredPairs {
  return { pairs, scores: matching.pairs.map(({ score }) => Math.round(score * MILLIONTHS)) };
}

export function afterMoves(opened: Opened, moves: readonly RowMove[]): ScoredPairs {
  const { programme, scoreOf } = opened;
  const { mentees, frame } = programme;
  const keyOf = (mentee: number, mentor: number) => mentee * frame.columns + mentor;
  const before = scoredPairs(opened);
  const scores = new Map(before.pairs.map(([mentee, mentor], at) => [keyOf(mentee, mentor), before.scores[at]]));
  for (const { row, from } of moves) if (from >= 0) scores.delete(keyOf(mentees[row], from));
  for (const { row, to } of moves) if (to >= 0) scores.set(keyOf(mentees[row], to), scoreOf(mentees[row], to));
  return {
    pairs: [...scores.keys()].map((key) => [Math.floor(key / frame.columns), key % frame.columns] as const),
    scores: [...scores.values()],
  };
}
