import { issue, quote, TelemachusError } from "../errors.js";
import { type Programme, programmeOf } from "../matching/programme.js";
import { createRowScorer } from "../score/rows.js";
import { contributionsOf } from "../score/scorer.js";
import type { Round } from "./readRound.js";

/** What people of a round could have had, whatever became of it. */
export interface Options {
  /**
   * By mentee: how many mentors they may have, and the best score among these in millionths, 0 where there are none.
   */
  readonly eligibleMentors: Float64Array;
  readonly bestScore: Float64Array;
  /** By mentee: 1 where one of their mentors is among the three with the best scores, ties sharing the best place. */
  readonly topThree: Float64Array;
  /** By mentor. */
  readonly eligibleMentees: Float64Array;
}

/**
 * Looks at every pair of a round once; undefined for a stored matching, which holds no scores.
 *
 * Whom somebody may have: pairs that nothing forbids, and those that are pinned.
 */
export function findOptions(round: Round, onMentee: () => void): Options | undefined {
  const programme = openProgramme(round);
  if (programme === undefined) return undefined;
  checkSamePeople(round, programme);
  const { mentees, mentors } = round;
  const options: Options = {
    eligibleMentors: new Float64Array(mentees.length),
    bestScore: new Float64Array(mentees.length),
    topThree: new Float64Array(mentees.length),
    eligibleMentees: new Float64Array(mentors.length),
  };
  const own = new Float64Array(mentees.length).fill(Number.NaN);
  for (const { mentee, score } of round.pairs) own[mentee] = Math.max(score, own[mentee] || 0);
  const rowOf = allowedRows(programme, mentors.length);
  for (let mentee = 0; mentee < mentees.length; mentee++) {
    const { eligible, best, better } = countRow(rowOf(mentee), own[mentee], options.eligibleMentees);
    options.eligibleMentors[mentee] = eligible;
    options.bestScore[mentee] = best;
    if (own[mentee] >= 0 && better < 3) options.topThree[mentee] = 1;
    onMentee();
  }
  return options;
}

function openProgramme({ matching }: Round): Programme | undefined {
  try {
    return programmeOf(matching);
  } catch (error) {
    if (error instanceof TelemachusError && error.code === "E_DETACHED") return undefined;
    throw error;
  }
}

/** Mentors without a seat stand nowhere in a matching; where it is open, they are known all the same. */
function checkSamePeople({ mentors, mentorPlace, path }: Round, { mentorOf }: Programme): void {
  const at = mentors.findIndex(({ id }, index) => mentorOf.get(id) !== index);
  if (at < 0) return;
  const problem = { expected: "the id of somebody in the matching", received: quote(mentors[at].id) };
  throw new TelemachusError([issue("E_UNKNOWN_ID", [...path, "mentors", mentorPlace[at], "id"], problem)]);
}

/** Returns a mentee's scores with all mentors, `-Infinity` where not allowed, valid until the next call. */
function allowedRows({ scorer, rowOf, scoresOf }: Programme, columns: number): (mentee: number) => Float64Array {
  const pinsOf = new Map<number, number[]>();
  for (const { mentee, mentor } of scorer.problem.pins) pinsOf.set(mentee, [...(pinsOf.get(mentee) ?? []), mentor]);
  const line = new Float64Array(columns);
  let rows: ReturnType<typeof createRowScorer> | undefined;
  return (mentee) => {
    const pins = pinsOf.get(mentee) ?? [];
    const row = rowOf[mentee];
    if (row >= 0 && pins.length === 0) return scoresOf(row);
    // whose places are all pinned, or who is left to a human, has no row
    if (row >= 0) line.set(scoresOf(row));
    else {
      rows ??= createRowScorer(scorer);
      rows.score(mentee, line);
    }
    for (const mentor of pins) {
      line[mentor] = contributionsOf(scorer, mentee, mentor).reduce((sum, { contribution }) => sum + contribution, 0);
    }
    return line;
  };
}

/** Counts a row in one pass. `better` are the mentors with a higher score than one's own. */
function countRow(scores: Float64Array, own: number, eligibleMentees: Float64Array) {
  let eligible = 0;
  let best = 0;
  let better = 0;
  for (let mentor = 0; mentor < scores.length; mentor++) {
    const score = scores[mentor];
    if (score < 0) continue;
    eligible++;
    eligibleMentees[mentor]++;
    if (score > best) best = score;
    if (score > own) better++;
  }
  return { eligible, best, better };
}
