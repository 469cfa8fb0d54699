import { describe, issue, TelemachusError } from "../errors.js";
import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import { oneLine } from "../numeric/oneLine.js";
import type { Comparison } from "./compareWith.js";
import type { Firmness } from "./firmness.js";
import type { Recruits } from "./recruit.js";
import type { SeatValue } from "./seatValue.js";
import {
  comparisonText,
  firmnessText,
  recruitsText,
  seatValueText,
  shortlistText,
  whatWouldItTakeText,
  whyNotText,
} from "./text/answerText.js";
import { type Block, render } from "./text/blocks.js";
import { type ForParticipants, participantBlocks } from "./text/forParticipants.js";
import { matchText, mentorText } from "./text/matchText.js";
import { createSay, type TextFormat } from "./text/say.js";
import type { Terms } from "./text/terms.js";
import { unmatchedText, whyUnmatchedMenteeText, whyUnmatchedMentorText } from "./text/unmatchedText.js";
import { createVoice, type Voice } from "./text/voice.js";
import type { WhatWouldItTake } from "./whatWouldItTake.js";

/** Who reads a text. */
export type Audience = "mentee" | "mentor" | "administrator" | "auditor";

/** Everything that `toText` words: it is told by its `kind`. */
export type AnyExplanation = ForParticipants | SeatValue | WhatWouldItTake | Recruits | Firmness | Comparison;

export interface TextOptions {
  readonly audience: Audience;
  /** Words in place of the usual ones, as many as the host likes; see `defaultTerms`. */
  readonly terms?: Partial<Terms>;
  /** `"text"` where it is not given. In markdown nothing that people wrote is markup. */
  readonly format?: TextFormat;
  /** Whom a participant may write to: the end of their text. Not told where it is not given. */
  readonly contact?: string;
}

const audiences: readonly unknown[] = ["mentee", "mentor", "administrator", "auditor"] satisfies Audience[];

const textChecks: Checks<TextOptions> = {
  audience: {
    expected: '"mentee", "mentor", "administrator" or "auditor"',
    holds: (value) => audiences.includes(value),
    isRequired: true,
  },
  terms: {
    expected: "an object of terms",
    holds: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  },
  format: { expected: '"text" or "markdown"', holds: (value) => value === "text" || value === "markdown" },
  contact: {
    expected: "a text that is not blank",
    holds: (value) => typeof value === "string" && oneLine(value) !== "",
  },
};

type Participant = "mentee" | "mentor";

/** The participants who may read each kind; administrators and auditors may read all. */
const participantsOf: { readonly [Kind in AnyExplanation["kind"]]: readonly Participant[] } = {
  match: ["mentee", "mentor"],
  mentor: ["mentor"],
  unmatched: ["mentee"],
  unmatchedMentee: ["mentee"],
  unmatchedMentor: ["mentor"],
  shortlist: ["mentee"],
  // why not?
  matched: ["mentee"],
  infeasible: ["mentee"],
  self: ["mentee"],
  banned: ["mentee"],
  manual: ["mentee"],
  rule: ["mentee"],
  avoided: ["mentee"],
  belowMinimum: ["mentee"],
  pinned: ["mentee"],
  bounds: ["mentee"],
  lottery: ["mentee"],
  cost: ["mentee"],
  preference: ["mentee"],
  // for those who run the programme
  seatValue: [],
  whatWouldItTake: [],
  recruits: [],
  firmness: [],
  comparison: [],
};

/**
 * Words an explanation, or any other answer about a matching, for whoever reads it.
 *
 * A mentee or a mentor gets reasons without numbers, nothing of what others disclosed for matching only or asked for, and,
 * where there is no match, the same words whatever the reason. An administrator gets every number; an auditor too, with
 * people by their ids alone, and last what is proven. Plain text is not escaped: a host that puts it into a page does that.
 *
 * @throws E_OPTION for an audience that may not read it, and other options that are none; E_UNKNOWN_KEY for options and
 * terms that are unknown; E_TYPE for anything else than an explanation
 * @example toText(explain(matching, { mentee: "ada" }), { audience: "mentee", contact: "mentoring@example.org" })
 */
export function toText(explanation: AnyExplanation, options: TextOptions): string {
  checkOptions(options, textChecks);
  const { audience, terms, format = "text", contact } = options;
  if (!Object.hasOwn(participantsOf, explanation?.kind)) {
    const problem = { expected: "what explain or another answer about a matching is", received: describe(explanation) };
    throw new TelemachusError([issue("E_TYPE", ["explanation"], problem)]);
  }
  const say = createSay(terms, format);
  if (audience === "administrator" || audience === "auditor") {
    return render(blocksFor(explanation, createVoice(audience, say)), say, format);
  }
  if (!isFor(explanation, audience)) refuseParticipant(explanation.kind, audience);
  const blocks = participantBlocks(explanation, { audience, say, format, contact });
  return render([...proposalOf(explanation, say), ...blocks], say, format);
}

function isFor(explanation: AnyExplanation, audience: Participant): explanation is ForParticipants {
  return participantsOf[explanation.kind].includes(audience);
}

function refuseParticipant(kind: AnyExplanation["kind"], audience: Participant): never {
  const others = participantsOf[kind].map((one) => `"${one}", `).join("");
  const expected = `one who may read this: ${others}"administrator" or "auditor"`;
  throw new TelemachusError([issue("E_OPTION", ["options", "audience"], { expected, received: `"${audience}"` })]);
}

/** Every number, and for an auditor the proof. */
function blocksFor(explanation: AnyExplanation, voice: Voice): Block[] {
  const blocks = [...allBlocks(explanation, voice), ...proposalOf(explanation, voice.say)];
  return "status" in explanation ? [...blocks, { paragraph: voice.proof(explanation.status) }] : blocks;
}

/** Until somebody confirms a matching, whatever is said of it is said of a proposal. */
function proposalOf(explanation: AnyExplanation, say: Voice["say"]): Block[] {
  return "decision" in explanation && explanation.decision === "proposal" ? [{ paragraph: [say("unconfirmed")] }] : [];
}

function allBlocks(explanation: AnyExplanation, voice: Voice): Block[] {
  switch (explanation.kind) {
    case "match":
      return matchText(explanation, voice);
    case "mentor":
      return mentorText(explanation, voice);
    case "unmatched":
      return unmatchedText(explanation, voice);
    case "unmatchedMentee":
      return whyUnmatchedMenteeText(explanation, voice);
    case "unmatchedMentor":
      return whyUnmatchedMentorText(explanation, voice);
    case "seatValue":
      return seatValueText(explanation, voice);
    case "whatWouldItTake":
      return whatWouldItTakeText(explanation, voice);
    case "recruits":
      return recruitsText(explanation, voice);
    case "shortlist":
      return shortlistText(explanation, voice);
    case "firmness":
      return firmnessText(explanation, voice);
    case "comparison":
      return comparisonText(explanation, voice);
    default:
      return whyNotText(explanation, voice);
  }
}
