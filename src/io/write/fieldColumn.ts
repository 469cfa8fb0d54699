import type { Column, ColumnOptions } from "../../problem/policy.js";
import { isFlag, isList, isNumber } from "../fields.js";
import { type Cell, cellText } from "./sheet.js";

/** A column of a table for one field, and how to read it. */
export interface FieldColumn {
  readonly column: Column;
  /** One for each person. */
  readonly cells: readonly Cell[];
}

/** In the order in which they are tried: the first that stands in no entry separates entries. */
const SEPARATORS = [";", ",", "|", "¦", "§", "\n"];

/** Words behind a name that say how much of it; the number alone could be a part of a name. */
const LEVELS = degreeWords("level");
const IMPORTANCES = degreeWords("importance");

function degreeWords(word: string): { readonly [word: string]: number } {
  return Object.fromEntries([1, 2, 3, 4, 5].map((degree) => [`${word} ${degree}`, degree]));
}

interface Graded {
  readonly name: string;
  readonly level?: number;
  readonly importance?: number;
}

interface Window {
  readonly day: string;
  readonly from: string;
  readonly to: string;
}

/** Chooses how the values of a field are written; undefined ones are blank. */
export function fieldColumn(field: string, header: string, values: readonly unknown[]): FieldColumn {
  const given = values.filter((value) => value !== undefined);
  const isOfLists = isList(field) || (given.length > 0 && given.every((value) => Array.isArray(value)));
  return isOfLists
    ? listColumn(field, header, values as readonly (readonly unknown[])[])
    : scalarColumn(field, header, values);
}

function listColumn(field: string, header: string, values: readonly (readonly unknown[] | undefined)[]): FieldColumn {
  const entries = values.map((list) => (Array.isArray(list) ? list.map(entryText) : undefined));
  const all = values.flatMap((list) => (Array.isArray(list) ? list : []));
  const isUsed = (separator: string) => entries.some((list) => list?.some((entry) => entry.includes(separator)));
  const split = SEPARATORS.find((separator) => !isUsed(separator)) ?? ";";
  const has = (key: "level" | "importance") => all.some((entry) => (entry as Graded | null)?.[key] !== undefined);
  const isOfNumbers = field !== "embedding" && all.length > 0 && all.every((entry) => typeof entry === "number");
  const none =
    isList(field) && field !== "embedding" && entries.some((list) => list?.length === 0)
      ? noneWord(entries)
      : undefined;
  const options: ColumnOptions = {
    from: header,
    split,
    ...(none === undefined ? {} : { none }),
    ...(isOfNumbers ? { number: true } : {}),
    ...(has("level") ? { levels: LEVELS } : {}),
    ...(has("importance") ? { importances: IMPORTANCES } : {}),
  };
  const isPlain = Object.keys(options).length === 2 && split === ";" && isList(field);
  const join = split === ";" || split === "," ? `${split} ` : split;
  return {
    column: isPlain ? header : options,
    cells: entries.map((list) => (list?.length === 0 ? none : list?.join(join)) ?? null),
  };
}

/** A cell that says that there is nothing, and is no answer of anybody. */
function noneWord(entries: readonly (readonly string[] | undefined)[]): string {
  const given = new Set(entries.flatMap((list) => list ?? []));
  let word = "None";
  while (given.has(word)) word = `(${word})`;
  return word;
}

function entryText(entry: unknown): string {
  if (typeof entry !== "object" || entry === null) return String(entry);
  if ("day" in entry) {
    const { day, from, to } = entry as Window;
    return `${day} ${from}-${to}`;
  }
  const { name, level, importance } = entry as Graded;
  return [
    name,
    ...(level === undefined ? [] : [`(level ${level})`]),
    ...(importance === undefined ? [] : [`(importance ${importance})`]),
  ].join(" ");
}

/** Numbers and truth values beside texts are told from them by the cells that stand for them. */
function scalarColumn(field: string, header: string, values: readonly unknown[]): FieldColumn {
  const cells = values.map((value): Cell => {
    if (value === undefined || value === null) return null;
    return typeof value === "object" ? JSON.stringify(value) : (value as Cell);
  });
  const others = values.filter(
    (value): value is number | boolean => typeof value === "number" || typeof value === "boolean",
  );
  if (isNumber(field) || isFlag(field) || others.length === 0) return { column: header, cells };
  const isOfNumbers = values.every((value) => value === undefined || typeof value === "number");
  if (isOfNumbers) return { column: { from: header, number: true }, cells };
  return {
    column: { from: header, values: Object.fromEntries(others.map((value) => [cellText(value), value])) },
    cells,
  };
}
