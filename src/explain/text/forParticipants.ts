import type { Explanation } from "../explain.js";
import type { Shortlist } from "../shortlist.js";
import type { WhyNot } from "../whyNot.js";
import type { WhyUnmatchedMentee, WhyUnmatchedMentor } from "../whyUnmatched.js";
import type { Block } from "./blocks.js";
import { matchForParticipant } from "./participantText.js";
import type { Phrase, Say, TextFormat } from "./say.js";
import { nameOf } from "./words.js";

/** What a mentee or a mentor may read. */
export type ForParticipants = Explanation | WhyNot | WhyUnmatchedMentee | WhyUnmatchedMentor | Shortlist;

interface Reading {
  readonly audience: "mentee" | "mentor";
  readonly say: Say;
  readonly format: TextFormat;
  /** Whom to write to, if anybody. */
  readonly contact: string | undefined;
}

/**
 * Reasons without numbers. Whoever has nobody reads the same words whatever the reason, and so does whoever asks for
 * someone they do not have: a hidden answer of somebody else could turn one reason into another.
 */
export function participantBlocks(explanation: ForParticipants, reading: Reading): Block[] {
  const { say, contact } = reading;
  const aboutMatch = contact === undefined ? [] : [say("contactAboutMatch", { contact })];
  const about = contact === undefined ? [] : [say("contact", { contact })];
  switch (explanation.kind) {
    case "match":
      return [{ paragraph: [...matchForParticipant(explanation, reading), ...aboutMatch] }];
    case "mentor": {
      const texts = explanation.matches.map((match) => matchForParticipant(match, reading));
      if (texts.length === 0) return [{ paragraph: [say("noMentee", mentorOf(explanation)), ...about] }];
      if (texts.length === 1) return [{ paragraph: [...texts[0], ...aboutMatch] }];
      return [{ items: texts }, { paragraph: aboutMatch }];
    }
    case "unmatched":
    case "unmatchedMentee":
      return [{ paragraph: [say("noMentor", { mentee: nameOf(explanation.mentee) }), ...about] }];
    case "unmatchedMentor": {
      const text = say(explanation.taken === 0 ? "noMentee" : "freePlaces", mentorOf(explanation));
      return [{ paragraph: [text, ...about] }];
    }
    case "shortlist":
      return shortlistBlocks(explanation, reading, about);
    default: {
      const text = say(explanation.kind === "matched" ? "isYourMentor" : "notAvailable", mentorOf(explanation));
      return [{ paragraph: [text, ...aboutMatch] }];
    }
  }
}

function mentorOf({ mentor }: { readonly mentor: WhyNot["mentor"] }) {
  return { mentor: nameOf(mentor) };
}

/** Names in their order, and nothing that numbers them. */
function shortlistBlocks(list: Shortlist, { say, format }: Reading, about: readonly Phrase[]): Block[] {
  const mentors = list.mentors.map(({ mentor }) => nameOf(mentor));
  if (mentors.length === 0) return [{ paragraph: [say("noneSuitable"), ...about] }];
  if (format === "text" || mentors.length === 1) {
    return [{ paragraph: [say("suitable", { mentors }), ...about] }];
  }
  const items = mentors.map((name) => [say("person", { name })]);
  return [{ paragraph: [say("suitableBelow")] }, { items }, { paragraph: about }];
}
