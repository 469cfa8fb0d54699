import { blocksOf } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import type { Opened } from "./opened.js";

/** Of a pair that nothing forbids: how it stands among the mentors whom the mentee may have. */
export interface PairStanding {
  /** From 0 to 1, in whole millionths. */
  readonly score: number;
  /** 1 for the highest score among the mentors whom the mentee may have; equal ones share the best. */
  readonly rank: number;
  readonly of: number;
}

/** A mentor whom a mentee may have or has, with the pair's score in millionths. */
export interface AllowedMentor {
  readonly mentor: number;
  readonly score: number;
}

/** How a mentor with this score stands among those whom the mentee may have. */
export function standingOf(own: number, allowed: readonly AllowedMentor[]): PairStanding {
  const rank = 1 + allowed.filter(({ score }) => score > own).length;
  return { score: own / MILLIONTHS, rank, of: allowed.length };
}

/** The mentors whom a mentee may have or has. */
export function allowedScores({ programme, scoreOf }: Opened, mentee: number): AllowedMentor[] {
  const { scorer, rowOf, scoresOf, frame } = programme;
  const row = rowOf[mentee];
  const pinned = new Set(scorer.problem.pins.flatMap((pin) => (pin.mentee === mentee ? [pin.mentor] : [])));
  const allowed: AllowedMentor[] = [];
  const line = row < 0 ? undefined : scoresOf(row);
  for (let mentor = 0; mentor < frame.columns; mentor++) {
    if (pinned.has(mentor)) allowed.push({ mentor, score: scoreOf(mentee, mentor) });
    else if (line === undefined) {
      if (blocksOf(scorer, mentee, mentor).length === 0) allowed.push({ mentor, score: scoreOf(mentee, mentor) });
    } else if (line[mentor] !== Number.NEGATIVE_INFINITY) allowed.push({ mentor, score: line[mentor] });
  }
  return allowed;
}
