import type { CriterionRow, PairRow } from "../data/pairRows.js";
import type { ReportData } from "../data/reportData.js";
import { noteTexts, standingText } from "../words/reasons.js";
import { exact, inWords, percent, rounded } from "../words/shown.js";

/**
 * What the page's script makes the opened rows from. Texts that come back are numbered, so that thousands of rows stay
 * small: a `Text` is a place in `texts`.
 */
export interface ClientData {
  readonly texts: readonly string[];
  readonly name: Text;
  readonly rows: readonly ClientRow[];
}

type Text = number;

/** Score as it is sorted by; criteria; standing; other mentors; notes. */
type ClientRow = readonly [
  score: number,
  criteria: readonly ClientCriterion[],
  standing: Text,
  others: readonly (readonly [mentor: Text, score: Text, hasFreeSeat: 0 | 1])[],
  notes: readonly Text[],
];

/** The bar is in hundredths; a fact begins with its label. */
type ClientCriterion = readonly [
  name: Text,
  bar: number,
  numbers: Text,
  facts: readonly (readonly [tone: Tone, label: Text, ...terms: Text[]])[],
];

type Tone = 0 | 1 | 2 | 3;
const tones = { yes: 0, partly: 1, no: 2, plain: 3 } as const;

export function clientData(data: ReportData, rows: readonly PairRow[], name: string): ClientData {
  const texts: string[] = [];
  const places = new Map<string, number>();
  const text = (one: string): Text => {
    const known = places.get(one);
    if (known !== undefined) return known;
    places.set(one, texts.push(one) - 1);
    return texts.length - 1;
  };
  const isExact = data.audience !== "committee";
  const score = (millionths: number) => (isExact ? exact(millionths) : rounded(millionths / 1e6));
  return {
    texts,
    name: text(name),
    rows: rows.map((row) => [
      isExact ? row.score : Math.round(row.score / 1e4),
      [...row.criteria]
        .sort((a, b) => b.weight - a.weight)
        .map((part) => [
          text(inWords(data.criteria[part.criterion])),
          Math.round(part.score * 100),
          text(numbersOf(part, isExact)),
          part.facts.map(({ tone, label, terms }) => [tones[tone], text(label), ...terms.map(text)] as const),
        ]),
      text(standingText(row.standing, name)),
      (row.standing?.others ?? []).map((other) => [
        text(data.mentors[other.mentor]),
        text(score(other.score)),
        other.hasFreeSeat ? 1 : 0,
      ]),
      noteTexts(data, row).map(text),
    ]),
  };
}

function numbersOf({ weight, score, contribution, status }: CriterionRow, isExact: boolean): string {
  const silence = {
    scored: "",
    mentorUnanswered: "the mentor gave no answer",
    menteeUnanswered: "the mentee gave no answer",
    notAsked: "the mentee asked for nothing",
  }[status];
  if (weight === 0) return silence === "" ? "weighs nothing here" : `${silence}: not counted`;
  const numbers = isExact
    ? `${exact(contribution)} = ${exact(weight)} × ${String(Math.round(score * 1e6) / 1e6)}`
    : `${rounded(score)}, counts ${percent(weight / 1e6)}`;
  return silence === "" ? numbers : `${silence}: ${numbers}`;
}
