import { counted } from "../../numeric/counted.js";
import type { CriterionRow, PairRow, Standing } from "../data/pairRows.js";
import type { ReportData } from "../data/reportData.js";
import type { Fact } from "./facts.js";
import { inWords, listed, percent, shownSentence } from "./shown.js";

/** How many main reasons a row names where there is no room for all. */
const MAIN = 3;
const LONGEST_MAIN = 140;

/** Why a pair is matched, in one line: all that was found, or what speaks for it most. */
export function whyText({ criteria }: ReportData, row: PairRow, isWhole: boolean): string {
  const parts = [...row.criteria]
    .sort((a, b) => b.contribution - a.contribution)
    .flatMap((part) => reasonText(criteria[part.criterion], part, isWhole));
  if (parts.length === 0) return "No reasons that this page may tell.";
  if (isWhole) return `${parts.join(". ")}.`;
  let text = parts[0];
  for (const part of parts.slice(1, MAIN)) if (text.length + part.length < LONGEST_MAIN) text += `. ${part}`;
  return `${text}.`;
}

function reasonText(name: string, { facts }: CriterionRow, isWhole: boolean): string[] {
  const told = facts.filter(({ tone }) => isWhole || tone === "yes" || tone === "partly");
  if (told.length === 0) return [];
  return [`${inWords(name)}: ${told.map(factText).join("; ")}`];
}

function factText({ tone, label, terms }: Fact): string {
  if (terms.length === 0) return label.charAt(0).toLowerCase() + label.slice(1);
  // what is offered, and what is in common, needs no more words
  return tone === "yes" ? listed(terms) : `${label.charAt(0).toLowerCase()}${label.slice(1)}: ${listed(terms)}`;
}

/** What is said of a pair beside its criteria. */
export function noteTexts(data: ReportData, { isFixed, rules, inner }: PairRow): string[] {
  const names = (list: readonly string[]) => listed(list.map((name) => `“${inWords(name)}”`));
  return [
    ...(isFixed
      ? [
          inner?.pinReason === undefined
            ? "Fixed by the programme."
            : `Fixed by the programme: ${shownSentence(inner.pinReason)}`,
        ]
      : []),
    ...(rules.gaveWay.length === 0 ? [] : [`Gave way for this pair: ${names(rules.gaveWay)}.`]),
    ...(rules.undecided.length === 0
      ? []
      : [`Could not be decided, because an answer is missing: ${names(rules.undecided)}.`]),
    ...(inner === undefined
      ? []
      : [
          ...(inner.isTied ? ["Another matching is exactly as good: the lottery decided."] : []),
          ...inner.requests.map((request) => `${request}.`),
          `Confidence ${percent(inner.confidence)}: the share of the score that rests on answers of both.`,
          ...(data.audience === "administrator"
            ? [`Ids: ${inner.ids.map((id) => shownSentence(id)).join(" with ")}.`]
            : []),
        ]),
  ];
}

/** How a pair stands among those whom the mentee could have. */
export function standingText(standing: Standing | undefined, name: string): string {
  if (standing === undefined) return "";
  const { rank, of } = standing;
  if (of === 1) return "The rules allow no other mentor.";
  const place =
    rank === 1 ? "The best" : rank === 2 ? "The second-best" : rank === 3 ? "The third-best" : `Number ${rank} by`;
  return `${place} ${name.toLowerCase()} of the ${counted(of, "mentor")} whom the rules allow.`;
}
