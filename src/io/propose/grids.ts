import { wordsOf } from "../../problem/fieldWords.js";
import type { CellValue, ColumnOptions } from "../../problem/policy.js";
import { specialCategoryOf } from "../../problem/specialFields.js";
import { readWindows } from "../readWindows.js";
import { answerOf } from "./answerWords.js";
import { type ColumnFacts, entriesOf } from "./columnFacts.js";
import { claim, type Draft, openFacts } from "./draft.js";
import { conceptOf } from "./headerWords.js";
import { degreesOf } from "./ladders.js";

/** A grid question: forms export a column for each line, headed by the question with the line in brackets. */
interface Grid {
  readonly words: string;
  readonly lines: readonly { readonly term: string; readonly facts: ColumnFacts }[];
}

const LINE = /^(.*\S)\s*\[([^\]]+)\]$/;

/** Takes grids for skills, goals, interests, languages or the hours of days, where their cells are such answers. */
export function guessGrids(draft: Draft): void {
  for (const grid of gridsOf(draft)) {
    const field = fieldOf(grid, draft);
    const options = field === undefined ? undefined : optionsOf(field, grid, draft);
    if (field === undefined || options === undefined) continue;
    const lines = grid.lines.map(({ facts, term }): [string, string] => [facts.header, term]);
    const why = `It is a line of a grid question about ${field}.`;
    claim(
      draft,
      grid.lines.map(({ facts }) => facts),
      { field, why },
      { grid: Object.fromEntries(lines), ...options },
    );
  }
}

function gridsOf(draft: Draft): Grid[] {
  const byQuestion = new Map<string, { term: string; facts: ColumnFacts }[]>();
  for (const facts of openFacts(draft)) {
    const [, question, term] = LINE.exec(facts.header) ?? [];
    if (question === undefined || specialCategoryOf(question) !== undefined) continue;
    byQuestion.set(question, [...(byQuestion.get(question) ?? []), { term: term.trim(), facts }]);
  }
  return [...byQuestion].flatMap(([question, lines]) => {
    const isWhole = new Set(lines.map(({ term }) => term)).size === lines.length && lines.length > 1;
    return isWhole ? [{ words: wordsOf(question).join(" "), lines }] : [];
  });
}

const HOW_MUCH = /\bhow (?:well|much|good|confident|experienced|skilled|important|interested)\b/;

function fieldOf({ words }: Grid, { side, columns }: Draft): string | undefined {
  const concept = conceptOf(words, side);
  const known = ["skills", "goals", "interests", "languages", "availability"].find((field) => field === concept);
  const field = known ?? (concept === undefined && HOW_MUCH.test(words) ? "skills" : undefined);
  return field !== undefined && columns.has(field) ? undefined : field;
}

/** How the cells are read; undefined where they are no answers of the field. */
function optionsOf(field: string, { words, lines }: Grid, { side }: Draft): ColumnOptions | undefined {
  const silent = [...new Set(lines.flatMap(({ facts }) => facts.silent))];
  const blank: { readonly values?: { readonly [cell: string]: CellValue } } =
    silent.length === 0 ? {} : { values: Object.fromEntries(silent.map((cell) => [cell, ""])) };
  if (field === "availability") {
    const areHours = lines.every(({ term, facts: { cells } }) =>
      cells.every((cell) => entriesOf(cell, ";").every((entry) => isWindow(term, entry))),
    );
    return areHours ? blank : undefined;
  }
  const cells = [...new Set(lines.flatMap(({ facts: { distinct } }) => [...distinct.keys()]))];
  if (cells.length > 0 && cells.every((cell) => answerOf(cell) === "yes" || answerOf(cell) === "no")) {
    return {
      values: { ...blank.values, ...Object.fromEntries(cells.map((cell) => [cell, answerOf(cell) === "yes"])) },
    };
  }
  const degrees = degreesOf(cells);
  if (degrees === undefined) return undefined;
  const entries = Object.entries(degrees);
  const none = entries.filter(([, degree]) => degree === false) as [string, CellValue][];
  const values = { ...blank.values, ...Object.fromEntries(none) };
  const known = Object.fromEntries(entries.filter(([, degree]) => degree !== false)) as { [word: string]: number };
  const isWish = side === "mentees" && /\b(?:important|importance|interested|priority|want|like to)\b/.test(words);
  return {
    ...(Object.keys(values).length === 0 ? {} : { values }),
    ...(isWish ? { importances: known } : { levels: known }),
  };
}

function isWindow(term: string, entry: string): boolean {
  return readWindows(`${term} ${entry}`) !== undefined || readWindows(`${entry} ${term}`) !== undefined;
}
