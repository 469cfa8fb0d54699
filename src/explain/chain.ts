import { MILLIONTHS } from "../score/weights.js";
import type { RowMove } from "../solve/sensitivity/optimum.js";
import type { Chain, Move } from "./change.js";
import { named } from "./named.js";
import type { Opened } from "./opened.js";
import type { ScoredPairs } from "./stageLosses.js";

/** Moves of rows in people's terms. */
export function toChain({ programme, scoreOf }: Opened, moves: readonly RowMove[]): Chain {
  const { scorer, mentees } = programme;
  const { problem } = scorer;
  const mentorOf = (mentor: number) => (mentor < 0 ? null : named(problem.mentors[mentor]));
  const loads = new Map<number, number>();
  const add = (mentor: number, by: number) => {
    if (mentor >= 0) loads.set(mentor, (loads.get(mentor) ?? 0) + by);
  };
  const told = moves.map(({ row, from, to }): Move => {
    add(from, -1);
    add(to, 1);
    const worth = (mentor: number) => (mentor < 0 ? 0 : scoreOf(mentees[row], mentor));
    const change = (worth(to) - worth(from)) / MILLIONTHS;
    return { mentee: named(problem.mentees[mentees[row]]), from: mentorOf(from), to: mentorOf(to), change };
  });
  const mentorsWith = (by: number) => {
    const indices = [...loads].flatMap(([mentor, change]) => (change === by ? [mentor] : []));
    return indices.sort((a, b) => a - b).map((mentor) => named(problem.mentors[mentor]));
  };
  return { moves: told, fills: mentorsWith(1), frees: mentorsWith(-1) };
}

/** The pairs after some moves, with their scores. */
export function afterMoves(opened: Opened, moves: readonly RowMove[]): ScoredPairs {
  const { programme, scoreOf } = opened;
  const { mentees, frame } = programme;
  const { pairs, scores } = opened.before();
  const keyOf = (mentee: number, mentor: number) => mentee * frame.columns + mentor;
  const gone = new Set(moves.flatMap(({ row, from }) => (from < 0 ? [] : [keyOf(mentees[row], from)])));
  const come = moves.flatMap(({ row, to }) => (to < 0 ? [] : [[mentees[row], to] as const]));
  const stays = pairs.map(([mentee, mentor]) => !gone.has(keyOf(mentee, mentor)));
  return {
    pairs: [...pairs.filter((_, at) => stays[at]), ...come],
    scores: [...scores.filter((_, at) => stays[at]), ...come.map(([mentee, mentor]) => scoreOf(mentee, mentor))],
  };
}
