import { describe, issue, quote, TelemachusError } from "../errors.js";
import { indexOfPerson, scorerOf } from "../matching/context.js";
import type { Matching, Pair, Shortage, UnmatchedMentee } from "../matching/matching.js";
import { contributionsOf, type Scorer } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import { type CriterionReason, type RuleReason, toReason, toRuleReasons } from "./reasons.js";

/** Someone an explanation speaks of. */
export interface Named {
  readonly id: string;
  readonly name?: string;
}

/** Why a mentee has this mentor. */
export interface MatchExplanation<Criterion extends string = string> {
  readonly kind: "match";
  readonly mentee: Named;
  readonly mentor: Named;
  readonly score: number;
  readonly confidence: number;
  /** The reason of the pin that fixed the pair; null where none did. */
  readonly pin: string | null;
  /** In the order of their names. */
  readonly criteria: readonly CriterionReason<Criterion>[];
  readonly rules: readonly RuleReason[];
}

/** Why a mentee has nobody. */
export interface UnmatchedExplanation {
  readonly kind: "unmatched";
  readonly mentee: Named;
  readonly why: UnmatchedMentee;
  /** The proof that seats are short, where they are; else null. */
  readonly shortage: Shortage | null;
}

export type Explanation<Criterion extends string = string> = MatchExplanation<Criterion> | UnmatchedExplanation;

/**
 * Explains what became of a mentee, of several mentors with the one named: plain data for whoever runs the programme. Participants get `toText` of it, which
 * says only what they may read.
 *
 * Invariant: the contributions add up to the pair's score exactly.
 * @throws E_DETACHED for a stored matching (see `reopen`); E_UNKNOWN_ID, also for a mentor whom the mentee does not have;
 * E_MISSING where the mentee has several mentors and none is named
 * @example toText(explain(matching, { mentee: "ada" }), { audience: "mentee" })
 */
export function explain<Criterion extends string>(
  matching: Matching<Criterion>,
  of: { readonly mentee: string; readonly mentor?: string },
): Explanation<Criterion> {
  const scorer = scorerOf(matching);
  checkQuestion(of);
  const mentee = indexOfPerson(scorer, "mentee", of.mentee);
  const pair = pairAskedFor(matching, of);
  if (pair !== undefined) return explainPair(scorer, mentee, pair) as MatchExplanation<Criterion>;
  const why = matching.unmatched.mentees.find(({ id }) => id === of.mentee)!;
  const shortage = why.reason === "CAPACITY_SHORT" ? matching.shortages[why.shortage] : null;
  return { kind: "unmatched", mentee: named(scorer.problem.mentees[mentee]), why, shortage };
}

/** What is asked about: a mentee, and which of several mentors. */
type Question = Parameters<typeof explain>[1];

function checkQuestion(of: Question): void {
  const isKnown = (key: string) => key === "mentee" || key === "mentor";
  if (typeof of === "object" && of !== null && Object.keys(of).every(isKnown)) return;
  const expected = "{ mentee: id }, or { mentee: id, mentor: id }";
  throw new TelemachusError([issue("E_TYPE", ["of"], { expected, received: describe(of) })]);
}

/** The pair that is asked about; undefined where the mentee has nobody. */
function pairAskedFor<Criterion extends string>(
  { pairs }: Matching<Criterion>,
  of: Question,
): Pair<Criterion> | undefined {
  const own = pairs.filter(({ mentee }) => mentee === of.mentee);
  const mentors = own.map(({ mentor }) => quote(mentor)).join(", ");
  if (of.mentor === undefined) {
    if (own.length <= 1) return own[0];
    const expected = `one of the mentors of this mentee (${mentors})`;
    throw new TelemachusError([issue("E_MISSING", ["of", "mentor"], { expected, received: "nothing" })]);
  }
  const pair = own.find(({ mentor }) => mentor === of.mentor);
  if (pair !== undefined) return pair;
  const expected = own.length === 0 ? "left out, as this mentee has no mentor" : `a mentor of this mentee (${mentors})`;
  throw new TelemachusError([issue("E_UNKNOWN_ID", ["of", "mentor"], { expected, received: describe(of.mentor) })]);
}

function explainPair(
  scorer: Scorer,
  mentee: number,
  { mentor: id, score, confidence, pinned }: Pair,
): MatchExplanation {
  const { problem } = scorer;
  const mentor = indexOfPerson(scorer, "mentor", id);
  const pin = problem.pins.find((candidate) => candidate.mentee === mentee && candidate.mentor === mentor);
  return {
    kind: "match",
    mentee: named(problem.mentees[mentee]),
    mentor: named(problem.mentors[mentor]),
    score,
    confidence,
    pin: pinned && pin !== undefined ? (problem.policy.pins?.[pin.index].reason ?? null) : null,
    criteria: contributionsOf(scorer, mentee, mentor).map((part) => toReason(part, mentee, mentor)),
    rules: toRuleReasons(scorer, { mentee, mentor, score: Math.round(score * MILLIONTHS) }),
  };
}

function named({ id, name }: Named): Named {
  return name === undefined ? { id } : { id, name };
}
