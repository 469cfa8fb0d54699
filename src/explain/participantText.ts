import type { CoverageEvidence } from "../score/criteria/coverage.js";
import type { CriterionEvidence, RuleEvidence } from "../score/registry.js";
import type { MatchExplanation } from "./explain.js";
import type { CriterionReason, RuleReason } from "./reasons.js";
import { count, fieldWords, list, nameOf, oneLine } from "./words.js";

/** Who reads, and how the two are called in the text. */
interface Reader {
  readonly audience: "mentee" | "mentor";
  readonly mentee: string;
  readonly mentor: string;
}

/** How a sentence begins: with the other person's name the first time, then with "They"; with "You" for the mentor. */
interface Subject {
  readonly called: string;
  /** Chooses the verb: of one person by name, or of "They" and "You". */
  readonly verb: (ofName: string, ofPronoun: string) => string;
}

/** A sentence, written when its turn comes. */
type Sentence = (helper: () => Subject) => string;

/** The order in which a participant reads reasons. It must not depend on scores: those rest on answers not shown. */
const readingOrder: readonly CriterionEvidence["kind"][] = [
  "coverage",
  "overlap",
  "text",
  "experience",
  "choices",
  "history",
  "language",
  "schedule",
  "distance",
  "proximity",
  "equality",
  "similarity",
  "custom",
];

/**
 * A match in a participant's words: reasons, no numbers. It holds nothing of what the other side disclosed for matching
 * only, and nothing of anyone's requests but the reader's own.
 */
export function participantText(explanation: MatchExplanation, audience: Reader["audience"]): string {
  const reader = { audience, mentee: nameOf(explanation.mentee), mentor: nameOf(explanation.mentor) };
  const criteria = explanation.criteria
    // what rates a person is for whoever runs the programme
    .filter(({ evidence }) => evidence.kind !== "quality")
    .sort((a, b) => readingOrder.indexOf(a.evidence.kind) - readingOrder.indexOf(b.evidence.kind));
  const told = new Set(
    criteria.flatMap(({ evidence, status }) => (status === "scored" && "field" in evidence ? [evidence.field] : [])),
  );
  const sentences = [
    ...criteria.flatMap((reason) => criterionSentences(reason, reader)),
    ...explanation.rules.flatMap((reason) => ruleSentences(reason, told)),
  ];
  const isPinned = explanation.pin !== null;
  const subject = subjectOf(reader, isPinned);
  const reasons = [...sentences.map((write) => write(subject.next)), ...notListed(criteria, subject.next)];
  return [
    ...(audience === "mentor" ? [`Your mentee is ${reader.mentee}.`] : []),
    // the first reason that speaks of the mentor names them
    ...(audience === "mentee" && !subject.isNamed() ? [`Your mentor is ${reader.mentor}.`] : []),
    ...(isPinned ? ["The programme's team arranged this match."] : []),
    ...reasons,
    ...notGiven(criteria, reader),
  ].join(" ");
}

/** Says how each sentence calls the helper, and whether any has named the mentor yet. A pinned match names them at once. */
function subjectOf({ audience, mentor }: Reader, isPinned: boolean) {
  let named = false;
  const pronoun = {
    called: audience === "mentor" ? "You" : "They",
    verb: (_ofName: string, ofPronoun: string) => ofPronoun,
  };
  const next = (): Subject => {
    if (audience === "mentor" || named || isPinned) return pronoun;
    named = true;
    return { called: mentor, verb: (ofName) => ofName };
  };
  return { next, isNamed: () => named };
}

function criterionSentences({ evidence, status }: CriterionReason, reader: Reader): Sentence[] {
  if (evidence.kind === "custom" || evidence.kind === "quality" || evidence.kind === "similarity") return [];
  if (evidence.kind === "experience") return experienceSentences(evidence, reader);
  if (evidence.kind === "choices") return choiceSentences(evidence, reader);
  if (evidence.kind === "history") return historySentences(evidence);
  if (status !== "scored") return [];
  const field = fieldWords(evidence.field);
  switch (evidence.kind) {
    case "coverage":
      return coverageSentences(evidence, field, reader);
    case "overlap":
      if (evidence.shared.length === 0) return [];
      if (evidence.field === "interests") return [plain(`You are both interested in ${listed(evidence.shared)}.`)];
      return [plain(`You have this in common (${field}): ${listed(evidence.shared)}.`)];
    case "text":
      return textSentences(evidence.shared);
    case "language":
      return evidence.shared.length === 0 ? [] : [plain(`You share ${listed(evidence.shared)}.`)];
    case "schedule":
      return timeSentences(evidence.minutes);
    case "distance":
      return isNear(evidence) ? [plain("You are near each other.")] : [];
    case "proximity":
      return evidence.gap === null ? [] : [gapSentence(field, evidence.gap, evidence.onScale)];
    case "equality":
      if (evidence.same === true && evidence.prefer === "same") return [sameSentence(field, evidence.shared)];
      if (evidence.same === false && evidence.prefer === "different") return [plain(`You differ in your ${field}.`)];
      return [];
  }
}

function coverageSentences(
  { field, covered, partly, related, missing }: CoverageEvidence,
  words: string,
  reader: Reader,
): Sentence[] {
  if (covered.length + partly.length + related.length === 0) return [];
  const unusual = field === "skills" || field === "goals" ? "" : ` (${words})`;
  const share = shareWords(
    field,
    covered.length,
    covered.length + partly.length + related.length + missing.length,
    reader,
  );
  const help = `can help with ${share}${unusual}: ${listed(covered)}`;
  return [
    (helper) => {
      const { called, verb } = helper();
      const near = related.map(({ wanted, through }) => `${oneLine(through)} (near ${oneLine(wanted)})`);
      const some = [
        ...(partly.length === 0 ? [] : [`${verb("has", "have")} some experience of ${listed(partly)}`]),
        ...(near.length === 0 ? [] : [`${verb("knows", "know")} ${list(near)}`]),
      ];
      if (covered.length === 0) return `${called} ${list(some)}${unusual}.`;
      return some.length === 0 ? `${called} ${help}.` : `${called} ${help}, and ${list(some)}.`;
    },
  ];
}

/** Three words are enough to start a talk. */
function textSentences(shared: readonly string[]): Sentence[] {
  return shared.length === 0 ? [] : [plain(`You both write about ${listed(shared.slice(0, 3))}.`)];
}

/** What speaks against the match comes last, in one sentence. */
function notListed(criteria: readonly CriterionReason[], helper: () => Subject): string[] {
  const missing = criteria.flatMap(({ evidence, status }) => {
    return evidence.kind === "coverage" && status === "scored" ? evidence.missing : [];
  });
  return missing.length === 0 ? [] : [`${helper().called} did not list ${listed([...new Set(missing)], "or")}.`];
}

/** "two of the three things you asked for", "Ada's goal". */
function shareWords(field: string, covered: number, all: number, { audience, mentee }: Reader): string {
  const asker = audience === "mentee" ? "you" : mentee;
  if (field === "goals") {
    const whose = audience === "mentee" ? "your" : `${mentee}'s`;
    if (all === 1) return `${whose} goal`;
    return covered === all ? `all of ${whose} goals` : `${count(covered)} of ${whose} ${count(all)} goals`;
  }
  if (all === 1) return `what ${asker} asked for`;
  if (covered === all) return `everything ${asker} asked for`;
  return `${count(covered)} of the ${count(all)} things ${asker} asked for`;
}

function experienceSentences(
  { shown, shownBack }: Extract<CriterionEvidence, { kind: "experience" }>,
  { audience, mentee, mentor }: Reader,
): Sentence[] {
  const [other, own] = audience === "mentee" ? [mentor, shown] : [mentee, shownBack];
  return own.length === 0 ? [] : [plain(`You asked for lived experience that ${other} shares: ${listed(own)}.`)];
}

/** Each reads of their own list only, and not who stands where in it. */
function choiceSentences(
  { rank, rankByMentor }: Extract<CriterionEvidence, { kind: "choices" }>,
  { audience, mentee, mentor }: Reader,
): Sentence[] {
  const [other, own] = audience === "mentee" ? [mentor, rank] : [mentee, rankByMentor];
  return own === null ? [] : [plain(`You chose ${other}.`)];
}

function historySentences({ prefer, met }: Extract<CriterionEvidence, { kind: "history" }>): Sentence[] {
  return met && prefer === "again" ? [plain("You were matched before.")] : [];
}

/** A distance or a place is not told: it may lead to a home. */
function isNear({ kilometres, halfKilometres }: Extract<CriterionEvidence, { kind: "distance" }>): boolean {
  return kilometres !== null && kilometres <= halfKilometres;
}

/** A field that a criterion speaks of is not told again. */
function ruleSentences({ holds, evidence }: RuleReason, told: ReadonlySet<string>): Sentence[] {
  if (holds !== true || told.has("field" in evidence ? evidence.field : evidence.kind)) return [];
  return ruleSentence(evidence);
}

function ruleSentence(evidence: RuleEvidence): Sentence[] {
  switch (evidence.kind) {
    case "sharedLanguage":
      return [plain(`You share ${listed(evidence.shared)}.`)];
    case "minimumOverlap":
      return timeSentences(evidence.minutes);
    case "sameAttribute":
      return evidence.shared.length === 0 ? [] : [sameSentence(fieldWords(evidence.field), evidence.shared)];
    case "gap":
      return evidence.gap === null ? [] : [gapSentence(fieldWords(evidence.field), evidence.gap, evidence.onScale)];
    default:
      return [];
  }
}

function plain(sentence: string): Sentence {
  return () => sentence;
}

function sameSentence(field: string, shared: readonly string[]): Sentence {
  if (shared.every((answer) => answer === "true" || answer === "false"))
    return plain(`You gave the same answer (${field}).`);
  return plain(`You have this in common (${field}): ${listed(shared)}.`);
}

/** Whole hours only, and no times of day: enough to know that meetings can be found. */
function timeSentences(minutes: number | null): Sentence[] {
  if (minutes === null || minutes === 0) return [];
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return [plain("You share some time in the week.")];
  return [plain(`You share ${count(hours)} ${hours === 1 ? "hour" : "hours"} a week.`)];
}

/** Only a scale has steps to count: a difference of years or of pay is no participant's business. */
function gapSentence(field: string, gap: number, onScale: boolean): Sentence {
  if (gap === 0) return plain(`You are at the same level of ${field}.`);
  const size = Math.abs(gap);
  const distance = onScale && Number.isInteger(size) ? `${count(size)} ${size === 1 ? "step" : "steps"} ` : "";
  const steps = `${distance}${gap > 0 ? "above" : "below"}`;
  return (helper) => {
    const { called, verb } = helper();
    return `${called} ${verb("is", "are")} ${steps} ${called === "You" ? "your mentee" : "you"} in ${field}.`;
  };
}

/** One sentence for all that each side left open. */
function notGiven(criteria: readonly CriterionReason[], { audience, mentee, mentor }: Reader): string[] {
  const sentence = (status: CriterionReason["status"], whose: string): string[] => {
    const fields = criteria.flatMap((reason) => {
      return reason.status === status && "field" in reason.evidence ? [fieldWords(reason.evidence.field)] : [];
    });
    if (fields.length === 0) return [];
    const isOne = fields.length === 1 && !fields[0].endsWith("s");
    return [`${whose} ${list(fields)} ${isOne ? "was" : "were"} not given.`];
  };
  const [ofMentor, ofMentee] = audience === "mentee" ? [`${mentor}'s`, "Your"] : ["Your", `${mentee}'s`];
  return [...sentence("mentorUnanswered", ofMentor), ...sentence("menteeUnanswered", ofMentee)];
}

function listed(items: readonly string[], last?: "and" | "or"): string {
  return list(items.map(oneLine), last);
}
