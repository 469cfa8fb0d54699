import type { Column, ColumnOptions } from "../../problem/policy.js";
import { fieldPath, isFree, isList } from "../fields.js";
import { readWindows } from "../readWindows.js";
import { answerOf, saysNone, saysNothing } from "./answerWords.js";
import { type ColumnFacts, entriesOf, guessSplit, isNumeric, isYesNo, mostOf } from "./columnFacts.js";
import { degreesOf } from "./ladders.js";

const COUNTS: ReadonlySet<string> = new Set(["capacity", "capacity.min", "capacity.max", "load", "demand", "priority"]);

/** Other ways of writing a cell are replaced for so many at most: beyond, they are no slips. */
const MOST_VALUES = 50;

/** How a field is read from a column, by what its cells look like. */
export function columnFor(field: string, facts: ColumnFacts): Column {
  const { header } = facts;
  const { values, ...options } = COUNTS.has(field)
    ? countOptions(facts)
    : isFree(field)
      ? freeOptions(field, facts)
      : listOptions(field, facts);
  const all = { ...blanks(field.startsWith("auditOnly.") ? [] : facts.silent), ...values };
  const whole = Object.keys(all).length === 0 ? options : { ...options, values: all };
  return Object.keys(whole).length === 0 ? header : { from: header, ...whole };
}

/** Cells that are read as blank. */
function blanks(cells: readonly string[]): { readonly [cell: string]: string } {
  return Object.fromEntries(cells.slice(0, MOST_VALUES).map((cell) => [cell, ""]));
}

const NUMBER_WORDS: readonly string[] =
  "zero|null|cero,one|a single one|ein|eine|einen|un|une|uno|una|um|uma,two|zwei|deux|dos|dois|duas,three|drei|trois|tres|três,four|vier|quatre|cuatro|quatro,five|fünf|cinq|cinco".split(
    ",",
  );

/** The number that a cell is, or names at most: "3 or more" and "up to 3" are 3, "1-2" is 2, "two" 2; undefined where there is none. */
export function countOf(cell: string): number | undefined {
  const numbers = (cell.match(/[0-9]+(?:\.[0-9]+)?/g) ?? []).map(Number);
  if (numbers.length > 0) return Math.floor(Math.max(...numbers));
  const word = cell
    .toLowerCase()
    .replace(/[^\p{L} ]+/gu, "")
    .trim();
  const number = NUMBER_WORDS.findIndex((words) => words.split("|").includes(word));
  return number === -1 ? undefined : number;
}

/** What holds no number is left out. */
function countOptions({ distinct }: ColumnFacts): ColumnOptions {
  const words = [...distinct.keys()].filter((cell) => !/^[0-9]+$/.test(cell)).slice(0, MOST_VALUES);
  const values = words.map((cell): [string, number | string] => [cell, countOf(cell) ?? (saysNothing(cell) ? 0 : "")]);
  return values.length === 0 ? {} : { values: Object.fromEntries(values) };
}

function freeOptions(field: string, facts: ColumnFacts): ColumnOptions {
  const [group] = fieldPath(field);
  if (group !== "attributes") return {};
  if (isNumeric(facts)) return { number: true };
  if (isYesNo(facts)) {
    const cells = [...facts.distinct.keys()].filter((cell) => answerOf(cell) !== "maybe");
    const values = Object.fromEntries(cells.map((cell) => [cell, answerOf(cell) === "yes"]));
    return facts.distinct.size === cells.length ? { values } : {};
  }
  const split = guessSplit(facts, false);
  return split === undefined ? {} : { split };
}

function listOptions(field: string, facts: ColumnFacts): ColumnOptions {
  if (!isList(field)) return {};
  if (field === "availability") return availabilitySplit(facts) === "\n" ? { split: "\n" } : {};
  if (field === "embedding") return {};
  const split = guessSplit(facts, true);
  const entries = new Set(facts.cells.flatMap((cell) => entriesOf(cell, split)));
  // an answer of nothing is an empty list; a refusal to answer is none
  const none = [...facts.distinct.keys()].find(saysNone);
  const silent = [...entries].filter((entry) => saysNothing(entry) && entry !== none).slice(0, MOST_VALUES);
  const levels = field === "skills" || field === "languages" ? levelsIn([...entries]) : undefined;
  return {
    ...(split === undefined || split === ";" ? {} : { split }),
    ...(none === undefined ? {} : { none }),
    ...(silent.length === 0 ? {} : { values: Object.fromEntries(silent.map((entry) => [entry, ""])) }),
    ...(levels === undefined ? {} : { levels }),
  };
}

/** Words for levels behind names, where half of the entries have one: "Python (advanced)". */
function levelsIn(entries: readonly string[]): { readonly [word: string]: number } | undefined {
  const words = entries.flatMap((entry) => /\(([^()]+)\)$/.exec(entry)?.[1].trim() ?? []);
  if (words.length < entries.length / 2) return undefined;
  const degrees = degreesOf([...new Set(words)]);
  if (degrees === undefined || Object.values(degrees).includes(false)) return undefined;
  return degrees as { readonly [word: string]: number };
}

/** What separates windows of the week; undefined where the cells are none. */
export function availabilitySplit({ cells }: ColumnFacts): ";" | "\n" | undefined {
  const areWindows = (separator: string) =>
    mostOf(cells, (cell) => entriesOf(cell, separator).every((entry) => readWindows(entry) !== undefined));
  return ([";", "\n"] as const).find(areWindows);
}
