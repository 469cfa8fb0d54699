import type { ColumnOptions } from "../../problem/policy.js";
import { normaliseTerm } from "../../problem/terms.js";
import { saysNothing } from "./answerWords.js";
import { type ColumnFacts, entriesOf } from "./columnFacts.js";
import { carry, claim, type Draft, openFacts } from "./draft.js";
import { conceptOf } from "./headerWords.js";

/** How people of a side may be named. */
export interface Known {
  readonly ids: ReadonlySet<string>;
  /** As names are compared. */
  readonly names: ReadonlySet<string>;
}

/** Takes columns in which people name others: ranked choices, and whom they should not be matched with. */
export function guessReferences(draft: Draft, others: Known): void {
  for (const [concept, field] of [
    ["avoid", "requests.avoid"],
    ["choices", "requests.choices"],
  ] as const) {
    const found = openFacts(draft).filter(({ words }) => conceptOf(words, draft.side) === concept);
    if (found.length === 0 || draft.columns.has(field)) continue;
    const ordered = [...found].sort((a, b) => placeOf(a) - placeOf(b) || a.index - b.index);
    const headers = ordered.map(({ header }) => header);
    const options = referenceOptions(ordered, others);
    if (options === undefined) {
      for (const facts of found)
        carry(
          draft,
          facts,
          "It seems to name people, but most of its cells are neither ids nor names of the other file.",
          false,
        );
      continue;
    }
    const why =
      concept === "avoid"
        ? "It names people whom somebody is not to be matched with."
        : "It names people whom somebody would like, in this order.";
    const from = headers.length === 1 ? headers[0] : headers;
    claim(
      draft,
      ordered,
      { field, why },
      headers.length === 1 && Object.keys(options).length === 0 ? headers[0] : { from, ...options },
    );
  }
}

const PLACES: readonly RegExp[] = [
  /\b(?:first|1|1st|erste|erstwunsch|premier|primera|primeira)\b/,
  /\b(?:second|2|2nd|zweite|zweitwunsch|deuxieme|segunda)\b/,
  /\b(?:third|3|3rd|dritte|troisieme|tercera|terceira)\b/,
  /\b(?:fourth|4|4th)\b/,
  /\b(?:fifth|5|5th)\b/,
];

function placeOf({ words }: ColumnFacts): number {
  return PLACES.findIndex((pattern) => pattern.test(words));
}

/** How the cells name people; undefined where most do not. Cells that name nobody are blank. */
function referenceOptions(facts: readonly ColumnFacts[], { ids, names }: Known): ColumnOptions | undefined {
  const cells = facts.flatMap((one) => one.cells).filter((cell) => !saysNothing(cell));
  const none = [...new Set(facts.flatMap((one) => [...one.silent, ...one.cells.filter(saysNothing)]))];
  const values = none.length === 0 ? {} : { values: Object.fromEntries(none.map((cell) => [cell, ""])) };
  if (cells.length === 0) return values;
  for (const split of [undefined, ";", ",", "\n"] as const) {
    const entries = cells.flatMap((cell) => entriesOf(cell, split));
    const most = (holds: (entry: string) => boolean) => entries.filter(holds).length >= entries.length / 2;
    const separated = split === undefined || split === ";" ? {} : { split };
    if (most((entry) => ids.has(entry))) return { ...separated, ...values };
    if (most((entry) => names.has(normaliseTerm(entry)))) return { ...separated, ...values, by: "name" };
  }
  return undefined;
}
