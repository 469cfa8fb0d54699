import { indexOfPerson } from "../matching/context.js";
import type { Decision, Matching } from "../matching/matching.js";
import { MILLIONTHS } from "../score/weights.js";
import { signOf } from "../solve/sensitivity/createSensitivity.js";
import { actionableAnswers, type Proposal, withAnswer } from "./actionableAnswers.js";
import { type Named, named } from "./named.js";
import { type Opened, openedOf } from "./opened.js";
import { checkQuestion } from "./question.js";
import { rematch } from "./rematch.js";
import { type PairQuestion, type WhyNot, whyNot } from "./whyNot.js";

/** What it would take that a mentee gets a mentor. */
export interface WhatWouldItTake {
  readonly kind: "whatWouldItTake";
  /** `matching.status`: which proof stands behind this. */
  readonly status: Matching["status"];
  /** Whether somebody confirmed the matching; until then it is a proposal. */
  readonly decision: Decision["state"];
  readonly mentee: Named;
  readonly mentor: Named;
  /** Why they are not matched as it is. */
  readonly now: WhyNot["kind"];
  /** The pair's score as it is; null where the pair is forbidden. */
  readonly score: number | null;
  /**
   * The smallest raise of the pair's score with which every best matching has the pair, all else being equal; 0 where they
   * are matched. Null where `byScore` is not `"yes"`.
   */
  readonly raise: number | null;
  /**
   * Whether a higher score alone, of at most 1, gives them each other. `"no"` also where the pair is forbidden, a stage
   * before `total` loses by it, or `total` is no stage; `"unknown"` where the score is below a minimum, `floor` or
   * `leximin` is a stage, or the matching is stable.
   */
  readonly byScore: "yes" | "no" | "unknown";
  /** Each tried by matching anew; at most five, the least first. Empty where none was found. */
  readonly proposals: readonly Proposal[];
}

/** How many answers are returned at most, and how many are tried. */
const RETURNED = 5;
const TRIED = 20;

/**
 * What it would take that a mentee gets a mentor: how much the pair's score would have to rise, and single answers of
 * either that would do: a skill learned, a language, an hour freed. For whoever runs the programme.
 *
 * Answers are never about anybody's lived experience or attributes, and each was tried: the whole programme was scored and
 * solved again with it. Hours are those of the other's windows, where both live by one clock. Others gain by an answer as
 * well, so a higher score alone does not always do; at most 20 are tried, those that raise the score least first.
 * Time: one search, and a match for each answer tried.
 * @throws E_DETACHED for a stored matching (see `reopen`); E_UNKNOWN_ID, E_TYPE
 * @example whatWouldItTake(matching, { mentee: "ada", mentor: "noor" }).proposals[0].answer // { kind: "language", … }
 */
export function whatWouldItTake(matching: Matching, of: PairQuestion): WhatWouldItTake {
  const opened = openedOf(matching);
  checkQuestion(of, [["mentee", "mentor"]]);
  const { scorer, rowOf, scoresOf } = opened.programme;
  const mentee = indexOfPerson(scorer, "mentee", of.mentee);
  const mentor = indexOfPerson(scorer, "mentor", of.mentor);
  const now = whyNot(matching, of).kind;
  const row = rowOf[mentee];
  const isUnknown =
    now === "belowMinimum" || now === "preference" || (opened.sensitivity() === undefined && now !== "matched");
  const isAllowed = now === "matched" || (row >= 0 && scoresOf(row)[mentor] !== Number.NEGATIVE_INFINITY);
  const raise = now === "matched" ? 0 : isAllowed ? raiseOf(opened, row, mentor) : null;
  return {
    kind: "whatWouldItTake",
    status: matching.status,
    decision: matching.decision.state,
    mentee: named(scorer.problem.mentees[mentee]),
    mentor: named(scorer.problem.mentors[mentor]),
    now,
    score: isAllowed ? opened.scoreOf(mentee, mentor) / MILLIONTHS : null,
    raise,
    byScore: raise !== null ? "yes" : isUnknown ? "unknown" : "no",
    proposals: canChange.has(now) ? proposalsFor(opened, mentee, mentor) : [],
  };
}

/** What an answer can change. */
const canChange: ReadonlySet<WhyNot["kind"]> = new Set(["rule", "belowMinimum", "lottery", "cost", "preference"]);

function raiseOf(opened: Opened, row: number, mentor: number): number | null {
  const { certificate } = opened.matching;
  const exchange = row < 0 ? undefined : opened.sensitivity()?.force(row, mentor);
  const at = certificate.components.findIndex(({ stage }) => stage === "total");
  if (exchange === undefined || at < 0) return null;
  if (signOf(exchange.loss.slice(0, at)) !== 0) return null;
  // at an equal total the stages after it decide, and at a tie in these the lottery might
  const isDecided = signOf(exchange.loss.slice(at + 1)) < 0;
  const raise = exchange.loss[at] + (isDecided ? 0 : 1);
  const score = opened.programme.scoresOf(row)[mentor];
  return score + raise > MILLIONTHS ? null : raise / MILLIONTHS;
}

function proposalsFor(opened: Opened, mentee: number, mentor: number): Proposal[] {
  const before = opened.scoreOf(mentee, mentor);
  const candidates = actionableAnswers(opened, mentee, mentor)
    .map((candidate) => {
      const changed = withAnswer(opened, { mentee, mentor, ...candidate });
      return { ...candidate, changed, ...changed.pair };
    })
    .filter(({ isAllowed, score }) => isAllowed && score >= before)
    .sort((a, b) => a.score - b.score);
  const proposals: Proposal[] = [];
  for (const { of, answer, changed, score } of candidates.slice(0, TRIED)) {
    if (proposals.length === RETURNED) break;
    const pairs = rematch(opened, changed.scorer);
    if (pairs.some(([one, other]) => one === mentee && other === mentor)) {
      proposals.push({ of, answer, score: score / MILLIONTHS });
    }
  }
  return proposals;
}
