import type { CoverageEvidence } from "../../score/criteria/coverage.js";
import type { CriterionEvidence, RuleEvidence } from "../../score/registry.js";
import type { MatchExplanation } from "../explain.js";
import type { CriterionReason, RuleReason } from "../reasons.js";
import type { Subject } from "./participantTerms.js";
import { code, type Phrase, type Say } from "./say.js";
import { fieldWords, nameOf } from "./words.js";

/** Who reads, and how the two are called in the text. */
interface Reader {
  readonly audience: "mentee" | "mentor";
  readonly mentee: string;
  readonly mentor: string;
  readonly say: Say;
}

/** A sentence, written when its turn comes: the first that speaks of the mentor names them. */
type Sentence = (next: () => Subject) => Phrase;

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
export function matchForParticipant(
  explanation: MatchExplanation,
  { audience, say }: Pick<Reader, "audience" | "say">,
): Phrase[] {
  const reader = { audience, say, mentee: nameOf(explanation.mentee), mentor: nameOf(explanation.mentor) };
  const criteria = explanation.criteria
    // what rates a person is for whoever runs the programme
    .filter(({ evidence }) => evidence.kind !== "quality")
    .sort((a, b) => readingOrder.indexOf(a.evidence.kind) - readingOrder.indexOf(b.evidence.kind));
  const told = new Set(
    criteria.flatMap(({ evidence, status }) => (status === "scored" && "field" in evidence ? [evidence.field] : [])),
  );
  const sentences = [
    ...criteria.flatMap((reason) => criterionSentences(reason, reader)),
    ...explanation.rules.flatMap((reason) => ruleSentences(reason, told, reader)),
    ...notListed(criteria, reader),
  ];
  const isPinned = explanation.pin !== null;
  const subject = subjectOf(audience, isPinned);
  const reasons = sentences.map((write) => write(subject.next));
  return [
    ...(audience === "mentor" ? [say("yourMentee", { mentee: reader.mentee })] : []),
    ...(audience === "mentee" && !subject.isNamed() ? [say("yourMentor", { mentor: reader.mentor })] : []),
    ...(isPinned ? [say("arranged")] : []),
    ...reasons,
    ...notGiven(criteria, reader),
  ];
}

/** Says how each sentence calls the mentor, and whether any has named them yet. A pinned match names them at once. */
function subjectOf(audience: Reader["audience"], isPinned: boolean) {
  let named = false;
  const next = (): Subject => {
    if (audience === "mentor") return "you";
    if (named || isPinned) return "they";
    named = true;
    return "name";
  };
  return { next, isNamed: () => named };
}

function criterionSentences({ evidence, status }: CriterionReason, reader: Reader): Sentence[] {
  const { say } = reader;
  if (evidence.kind === "custom" || evidence.kind === "quality" || evidence.kind === "similarity") return [];
  if (evidence.kind === "experience") return experienceSentences(evidence, reader);
  if (evidence.kind === "choices") return choiceSentences(evidence, reader);
  if (evidence.kind === "history") return evidence.met && evidence.prefer === "again" ? [plain(say("metBefore"))] : [];
  if (status !== "scored") return [];
  switch (evidence.kind) {
    case "coverage":
      return coverageSentences(evidence, reader);
    case "overlap":
      return overlapSentences(evidence, reader);
    case "text":
      // three words are enough to start a talk
      if (evidence.shared.length === 0) return [];
      return [plain(say("sharedTopics", { shared: evidence.shared.slice(0, 3) }))];
    case "language":
      return evidence.shared.length === 0 ? [] : [plain(say("sharedLanguages", { shared: evidence.shared }))];
    case "schedule":
      return timeSentences(evidence.minutes, reader);
    case "distance":
      return isNear(evidence) ? [plain(say("nearby"))] : [];
    case "proximity":
      return gapSentences(evidence, reader);
    case "equality":
      if (evidence.same === true && evidence.prefer === "same") return [sameSentence(evidence, reader)];
      if (evidence.same !== false || evidence.prefer !== "different") return [];
      return [plain(say("otherAnswer", { field: fieldOf(evidence.field, reader) }))];
  }
}

function coverageSentences({ field, covered, partly, related, missing }: CoverageEvidence, reader: Reader): Sentence[] {
  const { say, mentee, mentor } = reader;
  if (covered.length + partly.length + related.length === 0) return [];
  const near = related.map((term) => say("nearTerm", term));
  const [met, all] = [covered.length, covered.length + partly.length + related.length + missing.length];
  const named = { mentee, mentor, field: fieldOf(field, reader) };
  const of = field === "skills" || field === "goals" ? field : "other";
  return [(next) => say("help", { ...named, of, subject: next(), covered, partly, near, met, all })];
}

function overlapSentences({ field, shared }: { field: string; shared: readonly string[] }, reader: Reader): Sentence[] {
  if (shared.length === 0) return [];
  if (field === "interests") return [plain(reader.say("sharedInterests", { shared }))];
  return [plain(reader.say("sharedTerms", { shared, field: fieldOf(field, reader) }))];
}

/** What speaks against the match comes last, in one sentence. */
function notListed(criteria: readonly CriterionReason[], { say, mentor }: Reader): Sentence[] {
  const missing = criteria.flatMap(({ evidence, status }) => {
    return evidence.kind === "coverage" && status === "scored" ? evidence.missing : [];
  });
  if (missing.length === 0) return [];
  return [(next) => say("notListed", { subject: next(), mentor, missing: [...new Set(missing)] })];
}

function experienceSentences(
  { shown, shownBack }: Extract<CriterionEvidence, { kind: "experience" }>,
  { audience, mentee, mentor, say }: Reader,
): Sentence[] {
  const [other, shared] = audience === "mentee" ? [mentor, shown] : [mentee, shownBack];
  return shared.length === 0 ? [] : [plain(say("livedExperience", { other, shared }))];
}

/** Each reads of their own list only, and not who stands where in it. */
function choiceSentences(
  { rank, rankByMentor }: Extract<CriterionEvidence, { kind: "choices" }>,
  { audience, mentee, mentor, say }: Reader,
): Sentence[] {
  const [other, own] = audience === "mentee" ? [mentor, rank] : [mentee, rankByMentor];
  return own === null ? [] : [plain(say("chosen", { other }))];
}

/** A distance or a place is not told: it may lead to a home. */
function isNear({ kilometres, halfKilometres }: Extract<CriterionEvidence, { kind: "distance" }>): boolean {
  return kilometres !== null && kilometres <= halfKilometres;
}

/** A field that a criterion speaks of is not told again. */
function ruleSentences({ holds, evidence }: RuleReason, told: ReadonlySet<string>, reader: Reader): Sentence[] {
  if (holds !== true || told.has("field" in evidence ? evidence.field : evidence.kind)) return [];
  return ruleSentence(evidence, reader);
}

function ruleSentence(evidence: RuleEvidence, reader: Reader): Sentence[] {
  switch (evidence.kind) {
    case "sharedLanguage":
      return [plain(reader.say("sharedLanguages", { shared: evidence.shared }))];
    case "minimumOverlap":
      return timeSentences(evidence.minutes, reader);
    case "sameAttribute":
      return evidence.shared.length === 0 ? [] : [sameSentence(evidence, reader)];
    case "gap":
      return gapSentences(evidence, reader);
    default:
      return [];
  }
}

function plain(sentence: Phrase): Sentence {
  return () => sentence;
}

function sameSentence({ field, shared }: { field: string; shared: readonly string[] }, reader: Reader): Sentence {
  const isYesOrNo = shared.every((answer) => answer === "true" || answer === "false");
  if (isYesOrNo) return plain(reader.say("sameAnswer", { field: fieldOf(field, reader) }));
  return plain(reader.say("sharedTerms", { field: fieldOf(field, reader), shared }));
}

/** Whole hours only, and no times of day: enough to know that meetings can be found. */
function timeSentences(minutes: number | null, { say }: Reader): Sentence[] {
  if (minutes === null || minutes === 0) return [];
  return [plain(say("sharedHours", { hours: Math.floor(minutes / 60) }))];
}

/** Only a scale has steps to count: a difference of years or of pay is no participant's business. */
function gapSentences(
  { field, gap, onScale }: { field: string; gap: number | null; onScale: boolean },
  reader: Reader,
): Sentence[] {
  if (gap === null) return [];
  const { say, mentor } = reader;
  const size = Math.abs(gap);
  const steps = onScale && Number.isInteger(size) ? size : null;
  const facts = { mentor, field: fieldOf(field, reader), steps };
  // nobody is called by name where the two are at the same level
  if (gap === 0) return [plain(say("gap", { ...facts, direction: "same", subject: "they" }))];
  return [(next) => say("gap", { ...facts, direction: gap > 0 ? "above" : "below", subject: next() })];
}

/** One sentence for all that each side left open. */
function notGiven(criteria: readonly CriterionReason[], reader: Reader): Phrase[] {
  const { audience, mentee, mentor, say } = reader;
  const other = audience === "mentee" ? mentor : mentee;
  const sentence = (status: CriterionReason["status"], whose: "own" | "other"): Phrase[] => {
    const fields = criteria.flatMap((reason) => {
      return reason.status === status && "field" in reason.evidence ? [fieldOf(reason.evidence.field, reader)] : [];
    });
    return fields.length === 0 ? [] : [say("notGiven", { whose, other, fields })];
  };
  return [
    ...sentence("mentorUnanswered", audience === "mentee" ? "other" : "own"),
    ...sentence("menteeUnanswered", audience === "mentee" ? "own" : "other"),
  ];
}

function fieldOf(field: string, { say }: Reader): Phrase {
  return say("field", { field: code(field), words: fieldWords(field) });
}
