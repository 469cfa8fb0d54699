import { describe, issue, quote, TelemachusError } from "../errors.js";
import { indexOfPerson } from "../matching/context.js";
import type { Decision, Matching, Pair, Shortage, UnmatchedMentee, UnmatchedSeats } from "../matching/matching.js";
import type { Requests } from "../problem/people.js";
import { contributionsOf } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import { type Named, named } from "./named.js";
import { type Opened, openedOf } from "./opened.js";
import { checkQuestion } from "./question.js";
import { type CriterionReason, type RuleReason, toReason, toRuleReasons } from "./reasons.js";
import { type AllowedMentor, allowedScores, standingOf } from "./standing.js";

/** Why a mentee has this mentor. */
export interface MatchExplanation<Criterion extends string = string> {
  readonly kind: "match";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly mentee: Named;
  readonly mentor: Named;
  readonly score: number;
  readonly confidence: number;
  /** The reason of the pin that fixed the pair; null where none did. */
  readonly pin: string | null;
  /** In the order of their names. */
  readonly criteria: readonly CriterionReason<Criterion>[];
  readonly rules: readonly RuleReason[];
  /** 1 for the highest score among the mentors whom the mentee may have, this one included; equal ones share the best. */
  readonly rank: number;
  readonly of: number;
  /** What the mentor asked for. */
  readonly mentorAsked: MentorAsked;
  /** Others whom the mentee may have, the highest scores first; at most three. */
  readonly alternatives: readonly Alternative[];
}

/** What a mentor asked for, and where the mentee stands in it. */
export interface MentorAsked {
  /** The mentee's place among the mentor's choices; null where the mentor did not choose the mentee. */
  readonly choice: number | null;
  /** How many mentees the mentor chose. */
  readonly choices: number;
  readonly livedExperiences: readonly string[];
}

/** A mentor whom the mentee may have and does not have. */
export interface Alternative {
  readonly mentor: Named;
  readonly score: number;
  /** `free`: a seat is free; `full`: others have all seats. */
  readonly seats: "free" | "full";
}

/** What became of a mentor. */
export interface MentorExplanation<Criterion extends string = string> {
  readonly kind: "mentor";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly mentor: Named;
  /** Seats, and how many of them are free. */
  readonly seats: number;
  readonly free: number;
  /** Why seats are free; null where none is. */
  readonly why: UnmatchedSeats | null;
  /** One for each mentee, in code-unit order. */
  readonly matches: readonly MatchExplanation<Criterion>[];
}

/** Why a mentee has nobody. */
export interface UnmatchedExplanation {
  readonly kind: "unmatched";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly mentee: Named;
  readonly why: UnmatchedMentee;
  /** The proof that seats are short, where they are; else null. */
  readonly shortage: Shortage | null;
  /** Mentors whom the mentee may have, the highest scores first; at most three. */
  readonly alternatives: readonly Alternative[];
}

export type Explanation<Criterion extends string = string> =
  | MatchExplanation<Criterion>
  | MentorExplanation<Criterion>
  | UnmatchedExplanation;

/**
 * Explains what became of a mentee, of several mentors with the one named, or what became of a mentor: plain data for
 * whoever runs the programme. Participants get `toText` of it, which says only what they may read.
 *
 * Invariant: the contributions add up to the pair's score exactly. Time O(mentors · criteria) for each pair.
 * @throws E_DETACHED for a stored matching (see `reopen`); E_UNKNOWN_ID, also for a mentor whom the mentee does not have;
 * E_MISSING where the mentee has several mentors and none is named; E_TYPE
 * @example toText(explain(matching, { mentee: "ada" }), { audience: "mentee" })
 */
export function explain<Criterion extends string>(
  matching: Matching<Criterion>,
  of: { readonly mentee: string; readonly mentor?: string | undefined },
): MatchExplanation<Criterion> | UnmatchedExplanation;
export function explain<Criterion extends string>(
  matching: Matching<Criterion>,
  of: { readonly mentee?: undefined; readonly mentor: string },
): MentorExplanation<Criterion>;
export function explain(
  matching: Matching,
  of: { readonly mentee?: string | undefined; readonly mentor?: string | undefined },
): Explanation {
  const opened = openedOf(matching);
  checkQuestion(of, [["mentee"], ["mentee", "mentor"], ["mentor"]]);
  const { scorer } = opened.programme;
  if (of.mentee === undefined) return explainMentor(opened, indexOfPerson(scorer, "mentor", of.mentor));
  const mentee = indexOfPerson(scorer, "mentee", of.mentee);
  const pair = pairAskedFor(matching, of.mentee, of.mentor);
  if (pair !== undefined) return explainPair(opened, pair);
  const why = matching.unmatched.mentees.find(({ id }) => id === of.mentee)!;
  return {
    kind: "unmatched",
    status: matching.status,
    decision: matching.decision.state,
    mentee: named(scorer.problem.mentees[mentee]),
    why,
    shortage: why.reason === "CAPACITY_SHORT" ? matching.shortages[why.shortage] : null,
    alternatives: alternativesOf(opened, mentee, allowedScores(opened, mentee)),
  };
}

/** The pair that is asked about; undefined where the mentee has nobody. */
function pairAskedFor({ pairs }: Matching, mentee: string, asked: string | undefined): Pair | undefined {
  const own = pairs.filter((pair) => pair.mentee === mentee);
  const mentors = own.map(({ mentor }) => quote(mentor)).join(", ");
  if (asked === undefined) {
    if (own.length <= 1) return own[0];
    const expected = `one of the mentors of this mentee (${mentors})`;
    throw new TelemachusError([issue("E_MISSING", ["of", "mentor"], { expected, received: "nothing" })]);
  }
  const pair = own.find(({ mentor }) => mentor === asked);
  if (pair !== undefined) return pair;
  const expected = own.length === 0 ? "left out, as this mentee has no mentor" : `a mentor of this mentee (${mentors})`;
  const hint = "whyNot() says why a mentee does not have a mentor.";
  throw new TelemachusError([issue("E_UNKNOWN_ID", ["of", "mentor"], { expected, received: describe(asked), hint })]);
}

function explainPair(opened: Opened, pair: Pair): MatchExplanation {
  const { matching, programme } = opened;
  const { scorer, menteeOf, mentorOf } = programme;
  const { problem } = scorer;
  const [mentee, mentor] = [menteeOf.get(pair.mentee)!, mentorOf.get(pair.mentor)!];
  const { score, confidence, pinned } = pair;
  const pin = problem.pins.find((candidate) => candidate.mentee === mentee && candidate.mentor === mentor);
  const allowed = allowedScores(opened, mentee);
  const { rank, of } = standingOf(Math.round(score * MILLIONTHS), allowed);
  return {
    kind: "match",
    status: matching.status,
    decision: matching.decision.state,
    mentee: named(problem.mentees[mentee]),
    mentor: named(problem.mentors[mentor]),
    score,
    confidence,
    pin: pinned && pin !== undefined ? (problem.policy.pins?.[pin.index].reason ?? null) : null,
    criteria: contributionsOf(scorer, mentee, mentor).map((part) => toReason(part, mentee, mentor)),
    rules: toRuleReasons(scorer, { mentee, mentor, score: Math.round(score * MILLIONTHS) }),
    rank,
    of,
    mentorAsked: askedBy(problem.mentors[mentor].requests, pair.mentee),
    alternatives: alternativesOf(opened, mentee, allowed),
  };
}

function askedBy(requests: Requests | undefined, mentee: string): MentorAsked {
  const choices = requests?.choices ?? [];
  const place = choices.indexOf(mentee) + 1;
  return {
    choice: place === 0 ? null : place,
    choices: choices.length,
    livedExperiences: (requests?.livedExperiences ?? []).map((one) => (typeof one === "string" ? one : one.name)),
  };
}

/** How many others are named. */
const ALTERNATIVES = 3;

function alternativesOf(opened: Opened, mentee: number, allowed: readonly AllowedMentor[]): Alternative[] {
  const { matching, programme, pairs } = opened;
  const { mentors } = programme.scorer.problem;
  const own = new Set(pairs.flatMap(([one, mentor]) => (one === mentee ? [mentor] : [])));
  const free = new Set(matching.unmatched.seats.map(({ mentor }) => mentor));
  return allowed
    .filter(({ mentor }) => !own.has(mentor))
    .sort((a, b) => b.score - a.score || a.mentor - b.mentor)
    .slice(0, ALTERNATIVES)
    .map(({ mentor, score }) => ({
      mentor: named(mentors[mentor]),
      score: score / MILLIONTHS,
      seats: free.has(mentors[mentor].id) ? "free" : "full",
    }));
}

function explainMentor(opened: Opened, mentor: number): MentorExplanation {
  const { matching, programme } = opened;
  const { problem } = programme.scorer;
  const { id } = problem.mentors[mentor];
  const why = matching.unmatched.seats.find((seats) => seats.mentor === id) ?? null;
  return {
    kind: "mentor",
    status: matching.status,
    decision: matching.decision.state,
    mentor: named(problem.mentors[mentor]),
    seats: problem.capacities[mentor],
    free: why?.free ?? 0,
    why,
    matches: matching.pairs.filter((pair) => pair.mentor === id).map((pair) => explainPair(opened, pair)),
  };
}
