import { counted } from "../../numeric/counted.js";
import type { CriterionEvidence } from "../../score/registry.js";
import { listed, shown } from "./shown.js";

/** Whether a fact speaks for a pair, half for it, against it, or neither. */
export type Tone = "yes" | "partly" | "no" | "plain";

/** Something that a criterion found, in the words of people. */
export interface Fact {
  readonly tone: Tone;
  readonly label: string;
  readonly terms: readonly string[];
}

/** What a criterion found about a pair. `isOpen` leaves out what is nobody's business but the programme's team's. */
export function factsOf(evidence: CriterionEvidence, isOpen: boolean): Fact[] {
  const some = (tone: Tone, label: string, terms: readonly string[]): Fact[] =>
    terms.length === 0 ? [] : [{ tone, label, terms: terms.map((term) => shown(term)) }];
  const said = (tone: Tone, label: string): Fact[] => [{ tone, label, terms: [] }];
  switch (evidence.kind) {
    case "coverage":
      return [
        ...some("yes", "Offers", evidence.covered),
        ...some("partly", "Below the level asked for", evidence.partly),
        ...some(
          "partly",
          "Offers something near",
          evidence.related.map(({ through, wanted }) => `${through} (for ${wanted})`),
        ),
        ...some("no", "Not offered", evidence.missing),
      ];
    case "overlap":
      return some("yes", "In common", evidence.shared);
    case "language":
      return evidence.shared.length === 0
        ? said("no", "No language in common")
        : some("yes", "Languages in common", evidence.shared);
    case "schedule":
      return scheduleFacts(evidence, isOpen, some);
    case "proximity":
      return gapFacts(evidence, isOpen, said);
    case "equality":
      return equalityFacts(evidence, some, said);
    case "distance":
      // how far apart two homes are may tell where one is
      if (evidence.kilometres === null) return [];
      if (!isOpen)
        return said("plain", `${evidence.kilometres} km apart; half the score at ${evidence.halfKilometres} km`);
      return evidence.kilometres <= evidence.halfKilometres ? said("yes", "Near each other") : said("no", "Far apart");
    case "quality":
      if (isOpen || evidence.value === null) return [];
      return said("plain", `${evidence.value} on a scale from ${evidence.from} to ${evidence.to}`);
    case "history":
      return evidence.met ? said(evidence.prefer === "again" ? "yes" : "no", "Matched before") : [];
    case "similarity":
      if (isOpen || evidence.cosine === null) return [];
      return said("plain", `Cosine ${evidence.cosine}, ${evidence.prefer} preferred`);
    case "text":
      if (evidence.shared.length === 0) return said("no", "No words in common");
      // free text may say anything
      return isOpen ? said("yes", "Their texts have words in common") : some("yes", "Both write", evidence.shared);
    case "custom":
      return said("plain", `Scored by the programme's own ${listed([shown(evidence.name)])}`);
    case "experience":
      return isOpen ? [] : experienceFacts(evidence, some);
    case "choices":
      return isOpen ? [] : choiceFacts(evidence, said);
  }
}

type Some = (tone: Tone, label: string, terms: readonly string[]) => Fact[];
type Said = (tone: Tone, label: string) => Fact[];

function scheduleFacts(
  { minutes, needed, shared }: Extract<CriterionEvidence, { kind: "schedule" }>,
  isOpen: boolean,
  some: Some,
): Fact[] {
  if (minutes === null) return [];
  const tone = minutes >= needed ? "yes" : minutes > 0 ? "partly" : "no";
  if (isOpen) {
    // whole hours, and no times of day
    const hours = Math.floor(minutes / 60);
    const time = minutes === 0 ? "none" : hours === 0 ? "less than an hour a week" : `${counted(hours, "hour")} a week`;
    return some(tone, "Free time in common", [time]);
  }
  const windows = shared.map(({ day, from, to }) => `${day} ${from}–${to}`);
  return some(
    tone,
    `${counted(minutes, "minute")} a week in common, ${needed} needed`,
    windows.length === 0 ? ["none"] : windows,
  );
}

/** Only a scale has steps to count: a difference of years or of pay is no committee's business. */
function gapFacts(
  { gap, onScale, ideal }: Extract<CriterionEvidence, { kind: "proximity" }>,
  isOpen: boolean,
  said: Said,
): Fact[] {
  if (gap === null) return [];
  if (!isOpen) return said("plain", `The mentor is at ${gap > 0 ? "+" : ""}${gap}, ideal ${ideal}`);
  if (!onScale || !Number.isInteger(gap)) return [];
  if (gap === 0) return said("plain", "At the same step");
  return said("plain", `The mentor is ${counted(Math.abs(gap), "step")} ${gap > 0 ? "above" : "below"}`);
}

function equalityFacts(
  { same, prefer, shared }: Extract<CriterionEvidence, { kind: "equality" }>,
  some: Some,
  said: Said,
): Fact[] {
  if (same === null) return [];
  const tone = same === (prefer === "same") ? "yes" : "no";
  if (!same) return said(tone, "Different");
  const isYesOrNo = shared.length === 0 || shared.every((answer) => answer === "true" || answer === "false");
  return isYesOrNo ? said(tone, "The same") : some(tone, "The same", shared);
}

/** What was disclosed for matching only counts, and is not named. */
function experienceFacts(
  { shared, shown: named, sharedBack, shownBack }: Extract<CriterionEvidence, { kind: "experience" }>,
  some: Some,
): Fact[] {
  const withHidden = (all: readonly string[], open: readonly string[]) =>
    all.length > open.length ? [...open, `${all.length - open.length} not to be shown`] : open;
  return [
    ...some("yes", "What the mentee asked for", withHidden(shared, named)),
    ...some("yes", "What the mentor asked for", withHidden(sharedBack, shownBack)),
  ];
}

function choiceFacts({ rank, rankByMentor }: Extract<CriterionEvidence, { kind: "choices" }>, said: Said): Fact[] {
  return [
    ...(rank === null ? [] : said("yes", `Choice ${rank} of the mentee`)),
    ...(rankByMentor === null ? [] : said("yes", `Choice ${rankByMentor} of the mentor`)),
    ...(rank === null && rankByMentor === null ? said("no", "Chosen by neither") : []),
  ];
}
