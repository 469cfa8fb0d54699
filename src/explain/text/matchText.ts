import type { CriterionEvidence } from "../../score/registry.js";
import type { Alternative, MatchExplanation, MentorExplanation } from "../explain.js";
import type { CriterionReason, RuleReason } from "../reasons.js";
import type { Block } from "./blocks.js";
import { code, type Phrase, type Say } from "./say.js";
import type { Voice } from "./voice.js";

/** A match with all its numbers, for whoever runs the programme or checks it. One line for each criterion. */
export function matchText(explanation: MatchExplanation, voice: Voice): Block[] {
  const { mentee, mentor, score, confidence, pin, criteria, rules, rank, of } = explanation;
  const { say, called } = voice;
  return [
    { paragraph: [say("match", { mentee: called(mentee), mentor: called(mentor), score, confidence })] },
    {
      items: [
        ...(pin === null ? [] : [[say("pinned", { reason: pin })]]),
        ...criteria.map((reason) => criterionSentences(reason, say)),
        rules.length === 0 ? [] : [say("rules", { rules: rules.map((rule) => ruleWords(rule, say)) })],
        of > 1 ? [say("rank", { rank, of })] : [],
        askedSentences(explanation, say),
        alternativeSentences(explanation, voice),
      ],
    },
  ];
}

/** A mentor's seats, and everyone on them. */
export function mentorText({ mentor, seats, free, why, matches }: MentorExplanation, voice: Voice): Block[] {
  const { say, called } = voice;
  const reason = why === null ? [] : [say("freeSeats", { reason: code(why.reason) })];
  return [
    { paragraph: [say("seats", { mentor: called(mentor), seats, free }), ...reason] },
    ...matches.flatMap((match) => matchText(match, voice)),
  ];
}

/** The mentor's side: choices that no criterion has told, and how much lived experience, which is not named. */
function askedSentences({ mentorAsked, criteria }: MatchExplanation, say: Say): Phrase[] {
  const { choice, choices, livedExperiences } = mentorAsked;
  const isTold = criteria.some(({ evidence }) => evidence.kind === "choices");
  return [
    ...(choices === 0 || isTold ? [] : [say("mentorChose", { choice, choices })]),
    ...(livedExperiences.length === 0 ? [] : [say("mentorAsked", { asked: livedExperiences.length })]),
  ];
}

/** Whom the mentee may have, besides the one whom they have. */
export function alternativeSentences(
  { kind, alternatives }: { readonly kind: "match" | "unmatched"; readonly alternatives: readonly Alternative[] },
  { say, called }: Voice,
): Phrase[] {
  if (alternatives.length === 0) return [];
  const mentors = alternatives.map(({ mentor, score, seats }) => {
    return say("alternative", { mentor: called(mentor), score, seats });
  });
  return [say("alternatives", { mentors, hasOne: kind === "match" })];
}

function criterionSentences(reason: CriterionReason, say: Say): Phrase[] {
  const { criterion, weight, score, contribution, status, evidence } = reason;
  if (weight === 0 && (status === "scored" || status === "mentorUnanswered")) {
    return [say("criterionTiny", { criterion })];
  }
  if (weight === 0) return [say("criterionNotScored", { criterion, why: silenceOf(status, evidence) })];
  const numbers = { criterion, weight, score, contribution };
  if (status === "scored") return [say("criterionSum", numbers), ...evidenceSentences(evidence, say)];
  const side = status === "mentorUnanswered" ? "mentor" : "mentee";
  return [say("criterionSilentSum", { ...numbers, side })];
}

function silenceOf(status: CriterionReason["status"], { kind }: CriterionEvidence) {
  if (status !== "notAsked") return "unanswered";
  return kind === "similarity" ? "centred" : kind === "history" ? "neverMet" : "notAsked";
}

type TermsSentence =
  | "covered"
  | "partlyCovered"
  | "relatedTerms"
  | "missing"
  | "shared"
  | "inCommon"
  | "menteeRequestMet"
  | "mentorRequestMet"
  | "same"
  | "bothWrite";

function evidenceSentences(evidence: CriterionEvidence, say: Say): Phrase[] {
  const some = (name: TermsSentence, terms: readonly (string | Phrase)[]) =>
    terms.length === 0 ? [] : [say(name, { terms })];
  switch (evidence.kind) {
    case "coverage":
      return [
        ...some("covered", evidence.covered),
        ...some("partlyCovered", evidence.partly),
        ...some(
          "relatedTerms",
          evidence.related.map((term) => say("relatedTerm", term)),
        ),
        ...some("missing", evidence.missing),
      ];
    case "overlap":
      return some("shared", evidence.shared);
    case "language":
      return evidence.shared.length === 0 ? [say("noLanguage")] : some("inCommon", evidence.shared);
    case "schedule":
      return scheduleSentences(evidence, say);
    case "experience":
      return [
        ...some("menteeRequestMet", withoutHidden(evidence.shared, evidence.shown, say)),
        ...some("mentorRequestMet", withoutHidden(evidence.sharedBack, evidence.shownBack, say)),
      ];
    case "proximity":
      // what is scored is known, here and below
      return [say("gapAndIdeal", { gap: evidence.gap!, ideal: evidence.ideal })];
    case "equality":
      return evidence.same === true ? some("same", evidence.shared) : [say("different")];
    case "distance":
      return [say("kilometres", { kilometres: evidence.kilometres!, half: evidence.halfKilometres })];
    case "quality":
      return [say("rating", { value: evidence.value!, from: evidence.from, to: evidence.to })];
    case "choices":
      return [say("choices", { rank: evidence.rank, rankByMentor: evidence.rankByMentor })];
    case "history":
      return [say("earlierMatch", { met: evidence.met })];
    case "similarity":
      return [say("cosine", { cosine: evidence.cosine!, prefer: evidence.prefer })];
    case "text":
      return evidence.shared.length === 0 ? [say("noWords")] : some("bothWrite", evidence.shared);
    case "custom":
      return [say("scoredBy", { name: evidence.name, version: evidence.version })];
  }
}

function scheduleSentences(
  { minutes, needed, shared }: Extract<CriterionEvidence, { kind: "schedule" }>,
  say: Say,
): Phrase[] {
  const windows = shared.map(({ day, from, to }) => say("window", { day: say("day", { day }), from, to }));
  return [
    say("commonTime", { minutes: minutes!, needed }),
    ...(windows.length === 0 ? [] : [say("commonWindows", { windows })]),
  ];
}

/** What was disclosed for matching only counts, and is not named. */
function withoutHidden(shared: readonly string[], shown: readonly string[], say: Say): (string | Phrase)[] {
  const hidden = shared.length - shown.length;
  return hidden > 0 ? [...shown, say("notToBeShown", { hidden })] : [...shown];
}

/** How a rule stands on a pair that is matched: what it breaks gave way. */
function ruleWords(reason: RuleReason, say: Say): Phrase {
  const { rule, holds, broken } = reason;
  if (broken) return say("ruleGaveWay", { rule });
  if (holds === null) return say("ruleUndecided", { rule });
  const why = ruleFact(reason, say);
  return why === undefined ? say("ruleMet", { rule }) : say("ruleMetBecause", { rule, why });
}

/** How a rule forbids a pair. */
export function brokenRuleWords(reason: RuleReason, say: Say): Phrase {
  const { rule, holds } = reason;
  const why = holds === null ? say("ruleSilence") : ruleFact(reason, say);
  return why === undefined ? say("ruleBroken", { rule }) : say("ruleBrokenBecause", { rule, why });
}

function ruleFact({ evidence }: RuleReason, say: Say): Phrase | undefined {
  if ("shared" in evidence && evidence.shared.length > 0) return say("ruleTerms", { terms: evidence.shared });
  if (evidence.kind === "gap" && evidence.gap !== null) return say("ruleGap", { gap: evidence.gap });
  if (evidence.kind === "minimumOverlap" && evidence.minutes !== null) {
    return say("ruleMinutes", { minutes: evidence.minutes });
  }
  if (evidence.kind === "maximumDistance" && evidence.kilometres !== null) {
    return say("ruleKilometres", { kilometres: evidence.kilometres });
  }
  return undefined;
}
