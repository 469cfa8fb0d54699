import type { DecidedBy, Exclusions, Shortage, UnmatchedMentee } from "../matching/matching.js";
import type { CriterionEvidence } from "../score/registry.js";
import type { MatchExplanation, Named, UnmatchedExplanation } from "./explain.js";
import type { CriterionReason, RuleReason } from "./reasons.js";
import { count, decimals, list, nameOf, oneLine, percent } from "./words.js";

/** A match with all its numbers, for whoever runs the programme. One line for each criterion. */
export function matchForAdministrator(explanation: MatchExplanation): string {
  const { mentee, mentor, score, confidence, pin, criteria, rules } = explanation;
  return [
    `${called(mentee)} with ${called(mentor)}: score ${decimals(score)}, confidence ${percent(confidence)}.`,
    ...(pin === null ? [] : [`Pinned: ${oneLine(pin)}`]),
    ...criteria.map(criterionLine),
    ...(rules.length === 0 ? [] : [`Rules: ${rules.map(ruleWords).join("; ")}.`]),
  ].join("\n");
}

function called({ id, name }: Named): string {
  const shown = oneLine(name ?? "");
  return shown === "" ? oneLine(id) : `${shown} (${oneLine(id)})`;
}

function criterionLine({ criterion, weight, score, contribution, status, evidence }: CriterionReason): string {
  const name = oneLine(criterion);
  if (weight === 0 && (status === "scored" || status === "mentorUnanswered"))
    return `${name}: weighs less than a millionth beside the others.`;
  if (weight === 0) return `${name}: not scored, the mentee ${silenceWords(status, evidence)}.`;
  const numbers = `${name}: ${decimals(contribution)} = ${decimals(weight)} × ${decimals(score)}`;
  if (status === "scored") return `${numbers}. ${evidenceWords(evidence)}`.trim();
  const side = status === "mentorUnanswered" ? "mentor" : "mentee";
  return `${numbers}, because the ${side} gave no answer.`;
}

function silenceWords(status: CriterionReason["status"], { kind }: CriterionEvidence): string {
  if (status !== "notAsked") return "gave no answer";
  if (kind === "similarity") return "gave answers that are all at the centre";
  return kind === "history" ? "had none of these mentors before" : "asked for nothing";
}

function evidenceWords(evidence: CriterionEvidence): string {
  const some = (label: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`${label}: ${list(items.map(oneLine))}.`];
  switch (evidence.kind) {
    case "coverage":
      return [
        ...some("Covered", evidence.covered),
        ...some("Below the wanted level", evidence.partly),
        ...some(
          "Near",
          evidence.related.map(({ wanted, through }) => `${oneLine(through)} (for ${oneLine(wanted)})`),
        ),
        ...some("Missing", evidence.missing),
      ].join(" ");
    case "overlap":
      return some("Shared", evidence.shared).join(" ");
    case "language":
      return some("In common", evidence.shared).join(" ") || "No language in common.";
    case "schedule":
      return scheduleWords(evidence);
    case "experience":
      return [
        ...some("The mentee's request met", withoutHidden(evidence.shared, evidence.shown)),
        ...some("The mentor's request met", withoutHidden(evidence.sharedBack, evidence.shownBack)),
      ].join(" ");
    case "proximity":
      return `Gap ${evidence.gap}, ideal ${evidence.ideal}.`;
    case "equality":
      return evidence.same === true ? some("Same", evidence.shared).join(" ") : "Different.";
    case "distance":
      return `${evidence.kilometres} km apart, half the score at ${evidence.halfKilometres} km.`;
    case "quality":
      return `${evidence.value} from ${evidence.from} to ${evidence.to}.`;
    case "choices":
      return choiceWords(evidence);
    case "history":
      return evidence.met ? "Matched before." : "Not matched before.";
    case "similarity":
      return `Cosine ${evidence.cosine}, ${evidence.prefer} preferred.`;
    case "text":
      return some("Both write", evidence.shared).join(" ") || "No words in common.";
    case "custom":
      return `Scored by ${oneLine(evidence.name)}, version ${oneLine(evidence.version)}.`;
  }
}

function choiceWords({ rank, rankByMentor }: Extract<CriterionEvidence, { kind: "choices" }>): string {
  const place = (of: string, at: number | null) => (at === null ? [] : [`choice ${at} of the ${of}`]);
  const places = [...place("mentee", rank), ...place("mentor", rankByMentor)];
  return places.length === 0 ? "Chosen by neither." : `${capitalise(list(places))}.`;
}

function scheduleWords({ minutes, needed, shared }: Extract<CriterionEvidence, { kind: "schedule" }>): string {
  const windows = shared.map(({ day, from, to }) => `${day} ${from}–${to}`);
  const times = windows.length === 0 ? "" : ` On the mentee's clock: ${list(windows)}.`;
  // what is scored is known
  return `${counted(minutes!, "minute")} a week in common, ${needed} needed.${times}`;
}

/** What was disclosed for matching only counts, and is not named. */
function withoutHidden(shared: readonly string[], shown: readonly string[]): string[] {
  return shared.length > shown.length
    ? [...shown, `${count(shared.length - shown.length)} not to be shown`]
    : [...shown];
}

function ruleWords({ rule, holds, broken, evidence }: RuleReason): string {
  const name = oneLine(rule);
  if (broken) return `${name} gave way`;
  if (holds === null) return `${name} undecided (an answer is missing)`;
  if ("shared" in evidence && evidence.shared.length > 0) return `${name} met (${list(evidence.shared.map(oneLine))})`;
  if (evidence.kind === "gap") return `${name} met (gap ${evidence.gap})`;
  if (evidence.kind === "minimumOverlap") return `${name} met (${counted(evidence.minutes!, "minute")} a week)`;
  if (evidence.kind === "maximumDistance") return `${name} met (${evidence.kilometres} km)`;
  return `${name} met`;
}

/** Why a mentee has nobody, for whoever runs the programme. */
export function unmatchedForAdministrator({ mentee, why, shortage }: UnmatchedExplanation): string {
  const sentences = whySentences(why, shortage, nameOf(mentee)).filter((sentence) => sentence !== "");
  return `${called(mentee)} is unmatched (${why.reason}): ${sentences.join(" ")}`;
}

function whySentences(why: UnmatchedMentee, shortage: Shortage | null, name: string): string[] {
  switch (why.reason) {
    case "NO_MENTORS":
      return ["there are no mentors."];
    case "NO_ELIGIBLE_MENTOR":
      return [`none of the ${counted(why.excluded.mentors, "mentor")} is allowed.`, exclusionWords(why.excluded)];
    case "ALL_BELOW_MINIMUM_SCORE":
      return ["no mentor who is allowed reaches the lowest score.", exclusionWords(why.excluded)];
    case "PINNED_ELSEWHERE":
      return [`all seats of ${list(why.mentors.map(oneLine))} are pinned to others.`];
    case "OUTPRICED":
      return ["the objective does as well or better without.", decisionWords(why.decidedBy, name)];
    case "QUOTA":
      return [`${quotaWords(why.quotas)} at the maximum.`, decisionWords(why.decidedBy, name)];
    case "INFEASIBLE":
      return ["no matching meets the policy's minimums and quotas."];
    case "CAPACITY_SHORT":
      if (shortage === null) return ["seats are short.", decisionWords(why.decidedBy, name)];
      return [shortageWords(shortage), shortage.seats === 0 ? "" : decisionWords(why.decidedBy, name)];
  }
}

function shortageWords({ mentees, mentors, seats, over }: Shortage): string {
  const those = `${counted(mentees.length, "mentee")} can have no one but ${counted(mentors.length, "mentor")}`;
  const have = seats === 0 ? "without a free seat" : `with ${counted(seats, "seat")}`;
  return `${those} ${have}, so ${count(over)} must stay without.`;
}

/** "1 seat", "2 seats". */
function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function quotaWords(quotas: readonly number[]): string {
  const names = quotas.map((quota) => `policy.quotas[${quota}]`);
  return `${list(names)} ${quotas.length === 1 ? "is" : "are"}`;
}

function decisionWords(decidedBy: DecidedBy, name: string): string {
  if (decidedBy === "lottery") return `An equally good matching has a mentor for ${name}: the lottery decided.`;
  if (decidedBy === "draw") return `Others came before ${name} in the draw.`;
  return `Every matching with a mentor for ${name} reaches less.`;
}

function exclusionWords({ rules, bans, requests }: Exclusions): string {
  const parts = Object.entries(rules).map(
    ([rule, number]) => `the rule ${JSON.stringify(oneLine(rule))} forbids ${number}`,
  );
  if (bans > 0) parts.push(`bans forbid ${bans}`);
  if (requests > 0) parts.push(`requests forbid ${requests}`);
  return parts.length === 0 ? "" : `${capitalise(list(parts))}.`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
