import { issue, quote, TelemachusError } from "../errors.js";
import { indexOfPerson } from "../matching/context.js";
import type {
  Decision,
  Exclusions,
  Matching,
  Shortage,
  UnmatchedMentee,
  UnmatchedSeats,
} from "../matching/matching.js";
import { countExclusions } from "../matching/unmatched.js";
import { blocksOf } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import { type Named, named } from "./named.js";
import { type Opened, openedOf } from "./opened.js";
import { checkQuestion } from "./question.js";
import { repairsForMentee, repairsForMentor, type UnmatchedRepair } from "./repairs.js";
import { type AllowedMentor, allowedScores } from "./standing.js";

/** Why a mentee has nobody, with what is behind it, and what would help. */
export interface WhyUnmatchedMentee {
  readonly kind: "unmatchedMentee";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly mentee: Named;
  readonly why: UnmatchedMentee;
  /** The proof that seats are short, where they are; else null. */
  readonly shortage: Shortage | null;
  /** How many mentors each rule, ban or request keeps from the mentee, and how many what is left to a human. */
  readonly excluded: Exclusions;
  /** How many mentors the mentee may have, and how many of them have a free seat. */
  readonly allowed: number;
  readonly withFreeSeats: number;
  /** The mentors with whom the mentee scores highest, at most three. */
  readonly best: readonly PricedMentor[];
  /** The probability of a seat under the lottery, where it decided and is known exactly; else null. */
  readonly chance: number | null;
  /**
   * In the order above; empty where none was found; where nobody is matched: see `matching.infeasibility`; and for a mentee
   * who is left to a human: a pin, with whomever the human decides, is what matches them.
   */
  readonly repairs: readonly UnmatchedRepair[];
}

/** A mentor whom a mentee may have and does not get, and what a seat of theirs costs. */
export interface PricedMentor {
  readonly mentor: Named;
  /** From 0 to 1, in whole millionths. */
  readonly score: number;
  /** The seat's price in total score, by the certificate: null where `total` is no stage, or the matching is no optimum. */
  readonly price: number | null;
}

/** Why a mentor has nobody, or free seats. */
export interface WhyUnmatchedMentor {
  readonly kind: "unmatchedMentor";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly mentor: Named;
  readonly why: UnmatchedSeats;
  /** How many of the mentor's seats are taken. */
  readonly taken: number;
  /** How many mentees may have the mentor, and how many of them are unmatched. */
  readonly allowed: number;
  readonly unmatched: number;
  /** How many mentees each rule, ban or request keeps from the mentor, and how many what is left to a human. */
  readonly excluded: { readonly mentees: number } & Omit<Exclusions, "mentors">;
  /** Empty also for a mentor who is left to a human: pins fill their seats. */
  readonly repairs: readonly UnmatchedRepair[];
}

/**
 * Why a mentee has nobody, or why a mentor has free seats: one reason from the closed list, what is behind it, and what
 * would help. For whoever runs the programme; a participant gets `toText` of it, which reads alike for every reason.
 *
 * Time: the repairs are tried by solving again, a few times where seats are short.
 * @throws E_DETACHED for a stored matching (see `reopen`); E_UNKNOWN_ID, E_TYPE; E_OPTION for somebody who is matched
 * @example whyUnmatched(matching, { mentee: "chidi" }).repairs[0] // { kind: "seats", seats: 1, mentors: ["lin"] }
 */
export function whyUnmatched(
  matching: Matching,
  of: { readonly mentee: string; readonly mentor?: undefined },
): WhyUnmatchedMentee;
export function whyUnmatched(
  matching: Matching,
  of: { readonly mentee?: undefined; readonly mentor: string },
): WhyUnmatchedMentor;
export function whyUnmatched(
  matching: Matching,
  of: { readonly mentee?: string | undefined; readonly mentor?: string | undefined },
): WhyUnmatchedMentee | WhyUnmatchedMentor {
  const opened = openedOf(matching);
  checkQuestion(of, [["mentee"], ["mentor"]]);
  const { scorer } = opened.programme;
  return of.mentee === undefined
    ? ofMentor(opened, indexOfPerson(scorer, "mentor", of.mentor))
    : ofMentee(opened, indexOfPerson(scorer, "mentee", of.mentee));
}

function ofMentee(opened: Opened, mentee: number): WhyUnmatchedMentee {
  const { matching, programme } = opened;
  const { scorer } = programme;
  const { problem } = scorer;
  const { id } = problem.mentees[mentee];
  const why = matching.unmatched.mentees.find((one) => one.id === id);
  if (why === undefined) throw isMatched("mentee", "a mentee without a mentor", id);
  const free = new Set(matching.unmatched.seats.map(({ mentor }) => mentor));
  const allowed = allowedScores(opened, mentee);
  return {
    kind: "unmatchedMentee",
    status: matching.status,
    decision: matching.decision.state,
    mentee: named(problem.mentees[mentee]),
    why,
    shortage: why.reason === "CAPACITY_SHORT" ? matching.shortages[why.shortage] : null,
    excluded: countExclusions(scorer, mentee).excluded,
    allowed: allowed.length,
    withFreeSeats: allowed.filter(({ mentor }) => free.has(problem.mentors[mentor].id)).length,
    best: bestOf(opened, allowed),
    chance: matching.objective.lottery.mentees.find((one) => one.mentee === id)?.chance ?? null,
    repairs: repairsForMentee(opened, mentee),
  };
}

/** How many mentors are priced. */
const PRICED = 3;

function bestOf({ matching, programme }: Opened, allowed: readonly AllowedMentor[]): PricedMentor[] {
  const { components, seats } = matching.certificate;
  const total = components.findIndex(({ stage }) => stage === "total");
  return [...allowed]
    .sort((a, b) => b.score - a.score || a.mentor - b.mentor)
    .slice(0, PRICED)
    .map(({ mentor, score }) => ({
      mentor: named(programme.scorer.problem.mentors[mentor]),
      score: score / MILLIONTHS,
      price: total < 0 ? null : seats[mentor].price[total],
    }));
}

function ofMentor(opened: Opened, mentor: number): WhyUnmatchedMentor {
  const { matching, programme, pairs } = opened;
  const { scorer } = programme;
  const { problem } = scorer;
  const { id } = problem.mentors[mentor];
  const why = matching.unmatched.seats.find((one) => one.mentor === id);
  if (why === undefined) throw isMatched("mentor", "a mentor with a free seat", id);
  const isOut = new Set(matching.unmatched.mentees.map((one) => one.id));
  const mine = new Set(pairs.flatMap(([mentee, other]) => (other === mentor ? [mentee] : [])));
  const allowed = menteesFor(opened, mentor);
  return {
    kind: "unmatchedMentor",
    status: matching.status,
    decision: matching.decision.state,
    mentor: named(problem.mentors[mentor]),
    why,
    taken: mine.size,
    allowed: allowed.length,
    unmatched: allowed.filter((mentee) => isOut.has(problem.mentees[mentee].id)).length,
    excluded: excludedFrom(opened, mentor),
    repairs: repairsForMentor(opened, mentor),
  };
}

/** The mentees who may have a mentor or have her. */
function menteesFor({ programme, pairs }: Opened, mentor: number): number[] {
  const { scorer, rowOf, scoresOf } = programme;
  const mine = new Set(pairs.flatMap(([mentee, other]) => (other === mentor ? [mentee] : [])));
  return [...rowOf.keys()].filter((mentee) => {
    if (mine.has(mentee)) return true;
    if (rowOf[mentee] < 0) return blocksOf(scorer, mentee, mentor).length === 0;
    return scoresOf(rowOf[mentee])[mentor] !== Number.NEGATIVE_INFINITY;
  });
}

function excludedFrom({ programme }: Opened, mentor: number): WhyUnmatchedMentor["excluded"] {
  const { scorer } = programme;
  // a map, as rules may have names that objects have by birth
  const rules = new Map<string, number>();
  const counts = { bans: 0, manual: 0, requests: 0 };
  scorer.problem.mentees.forEach((_, mentee) => {
    for (const block of blocksOf(scorer, mentee, mentor)) {
      if (block.kind === "ban") counts.bans++;
      else if (block.kind === "manual") counts.manual++;
      else if (block.kind === "avoid") counts.requests++;
      else if (block.kind !== "self") rules.set(block.rule, (rules.get(block.rule) ?? 0) + 1);
    }
  });
  return { mentees: scorer.problem.mentees.length, rules: Object.fromEntries(rules), ...counts };
}

function isMatched(side: "mentee" | "mentor", expected: string, id: string): TelemachusError {
  const hint = `explain(matching, { ${side}: id }) says why people are matched as they are.`;
  return new TelemachusError([
    issue("E_OPTION", ["of", side], { expected, received: `${quote(id)}, who is not one`, hint }),
  ]);
}
