import type { CoverageEvidence } from "../score/criteria/coverage.js";
import type { CriterionEvidence, RuleEvidence } from "../score/registry.js";
import type { CriterionReason, MatchExplanation, RuleReason } from "./explain.js";
import { count, fieldWords, list, oneLine } from "./words.js";

/** Who reads, and how the two are called in the text. */
interface Reader {
  readonly audience: "mentee" | "mentor";
  readonly mentee: string;
  readonly mentor: string;
}

/** The order in which a participant reads reasons. It must not depend on scores: those rest on answers not shown. */
const readingOrder: readonly CriterionEvidence["kind"][] = [
  "coverage",
  "overlap",
  "experience",
  "proximity",
  "equality",
  "custom",
];

/**
 * A match in a participant's words: reasons, no numbers. It holds nothing of what the other side disclosed for matching
 * only, and nothing of anyone's requests but the reader's own.
 */
export function participantText(explanation: MatchExplanation, audience: Reader["audience"]): string {
  const called = ({ id, name }: { id: string; name?: string }) => oneLine(name ?? id);
  const reader = { audience, mentee: called(explanation.mentee), mentor: called(explanation.mentor) };
  const criteria = [...explanation.criteria].sort(
    (a, b) => readingOrder.indexOf(a.evidence.kind) - readingOrder.indexOf(b.evidence.kind),
  );
  const told = new Set(criteria.map(({ evidence }) => ("field" in evidence ? evidence.field : evidence.kind)));
  return [
    openingOf(reader),
    ...(explanation.pin === null ? [] : ["The programme's team arranged this match."]),
    ...criteria.flatMap((reason) => criterionSentences(reason, reader)),
    ...explanation.rules.flatMap((reason) => ruleSentences(reason, reader, told)),
  ].join(" ");
}

function openingOf({ audience, mentee, mentor }: Reader): string {
  return audience === "mentee" ? `Your mentor is ${mentor}.` : `Your mentee is ${mentee}.`;
}

function criterionSentences(reason: CriterionReason, reader: Reader): string[] {
  const { evidence, status } = reason;
  if (evidence.kind === "custom") return [];
  if (evidence.kind === "experience") return experienceSentences(evidence, reader);
  const field = fieldWords(evidence.field);
  if (status === "mentorUnanswered") return [notGiven(field, reader, "mentor")];
  if (status === "menteeUnanswered") return [notGiven(field, reader, "mentee")];
  switch (evidence.kind) {
    case "coverage":
      return coverageSentences(evidence, field, reader);
    case "overlap":
      if (evidence.shared.length === 0) return [];
      if (evidence.field === "interests") return [`You are both interested in ${listed(evidence.shared)}.`];
      return [`You have this in common (${field}): ${listed(evidence.shared)}.`];
    case "proximity":
      return evidence.gap === null ? [] : [gapSentence(field, evidence.gap, reader)];
    case "equality":
      if (evidence.same === true && evidence.prefer === "same") return [sameSentence(field, evidence.shared)];
      if (evidence.same === false && evidence.prefer === "different") return [`You differ in your ${field}.`];
      return [];
  }
}

function coverageSentences({ field, covered, partly, missing }: CoverageEvidence, words: string, reader: Reader): string[] {
  const offered = [...covered, ...partly];
  const all = offered.length + missing.length;
  const [helper, asker] = reader.audience === "mentee" ? [reader.mentor, "you"] : ["You", reader.mentee];
  const goals = field === "goals" ? `${asker === "you" ? "your" : `${asker}'s`} ` : undefined;
  const things = goals === undefined ? `${all === 1 ? "thing" : "things"} ${asker} asked for` : all === 1 ? "goal" : "goals";
  const whole = goals === undefined ? `everything ${asker} asked for` : `all of ${goals}${things}`;
  const part = goals === undefined ? `of the ${count(all)} ${things}` : `of ${goals}${count(all)} ${things}`;
  const single = goals === undefined ? `what ${asker} asked for` : `${goals}goal`;
  const unusual = field === "skills" || field === "goals" ? "" : ` (${words})`;

  const sentences: string[] = [];
  if (offered.length > 0) {
    const share = all === 1 ? single : missing.length === 0 ? whole : `${count(offered.length)} ${part}`;
    sentences.push(`${helper} can help with ${share}${unusual}: ${listed(offered)}.`);
  }
  if (partly.length > 0) sentences.push(`${helper} ${verb(reader, "has", "have")} some experience of ${listed(partly)}.`);
  if (missing.length > 0) sentences.push(`${helper} did not list ${listed(missing)}.`);
  return sentences;
}

function experienceSentences(
  { shown, shownBack }: Extract<CriterionEvidence, { kind: "experience" }>,
  { audience, mentor, mentee }: Reader,
): string[] {
  const [other, own] = audience === "mentee" ? [mentor, shown] : [mentee, shownBack];
  return own.length === 0 ? [] : [`You asked for lived experience that ${other} shares: ${listed(own)}.`];
}

function ruleSentences({ holds, evidence }: RuleReason, reader: Reader, told: ReadonlySet<string>): string[] {
  if (holds !== true) return [];
  return told.has(fieldOf(evidence)) ? [] : ruleSentence(evidence, reader);
}

function fieldOf(evidence: RuleEvidence): string {
  return "field" in evidence ? evidence.field : evidence.kind;
}

function ruleSentence(evidence: RuleEvidence, reader: Reader): string[] {
  switch (evidence.kind) {
    case "sharedLanguage":
      return [`You share ${listed(evidence.shared)}.`];
    case "sameAttribute":
      return [sameSentence(fieldWords(evidence.field), evidence.shared)];
    case "gap":
      return evidence.gap === null ? [] : [gapSentence(fieldWords(evidence.field), evidence.gap, reader)];
    default:
      return [];
  }
}

function sameSentence(field: string, shared: readonly string[]): string {
  return `You have the same ${field}: ${listed(shared)}.`;
}

function gapSentence(field: string, gap: number, { audience, mentor }: Reader): string {
  if (gap === 0) return `You are at the same level of ${field}.`;
  const steps = `${count(Math.abs(gap))} ${Math.abs(gap) === 1 ? "step" : "steps"}`;
  const direction = gap > 0 ? "above" : "below";
  return audience === "mentee"
    ? `${mentor} is ${steps} ${direction} you in ${field}.`
    : `You are ${steps} ${direction} your mentee in ${field}.`;
}

function notGiven(field: string, { audience, mentee, mentor }: Reader, side: "mentee" | "mentor"): string {
  const whose = audience === side ? "Your" : `${side === "mentee" ? mentee : mentor}'s`;
  return `${whose} ${field} ${field.endsWith("s") ? "were" : "was"} not given.`;
}

function verb({ audience }: Reader, ofMentor: string, ofYou: string): string {
  return audience === "mentee" ? ofMentor : ofYou;
}

function listed(items: readonly string[]): string {
  return list(items.map(oneLine));
}
