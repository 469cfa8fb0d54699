import type { CellValue, ColumnOptions } from "../problem/policy.js";
import { isFlag, isNumber } from "./fields.js";
import { degreeReader, readGraded } from "./readDegrees.js";
import { readWindows } from "./readWindows.js";

/** What a cell, or an entry of a list, stands for. */
export type Convert = (text: string) => unknown;

/** Truth values in lower case, as spreadsheets, JSON and forms write them. */
export const TRUTH_VALUES: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["yes", true],
  ["false", false],
  ["no", false],
]);

/** A whole or decimal number without sign but "-", leading zeros, grouping or exponent. */
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/** The same with an exponent: whoever computes vectors writes their small components so. */
const COMPONENT = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;

/** Replaces what a column's `values` replace. */
export function translatorOf({ values = {} }: ColumnOptions): (text: string) => CellValue {
  const known = new Map(Object.entries(values).map(([cell, value]) => [cell.trim(), value]));
  return (text) => known.get(text) ?? text;
}

/**
 * Translates a cell or an entry, and reads it as a number, a truth value, weekly windows or a name with its level where
 * the field is one or holds them; what is none stays a text, for the schema to report.
 */
export function converterOf(field: string, options: ColumnOptions, labels: readonly string[]): Convert {
  const translate = translatorOf(options);
  const { levels, importances } = options;
  const isCostly = field === "availability" || levels !== undefined || importances !== undefined;
  const reader = textReader(field, options, labels);
  const read = isCostly ? remembered(reader) : reader;
  return (text) => {
    const value = translate(text);
    return typeof value === "string" && value !== "" ? read(value) : value;
  };
}

/** Texts that are kept in mind, and characters of the longest: answers of forms repeat themselves, biographies do not. */
const MOST_KEPT = 5000;
const LONGEST_KEPT = 200;

/** What was read of the same text before: frozen, as people share it. */
function remembered(read: Convert): Convert {
  const known = new Map<string, unknown>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = read(text);
    if (Array.isArray(value)) for (const entry of value) Object.freeze(entry);
    Object.freeze(value);
    if (known.size < MOST_KEPT && text.length <= LONGEST_KEPT) known.set(text, value);
    return value;
  };
}

function textReader(field: string, options: ColumnOptions, labels: readonly string[]): Convert {
  if (field === "availability") return (text) => readWindows(text) ?? text;
  if (isFlag(field)) return (text) => TRUTH_VALUES.get(text.toLowerCase()) ?? text;
  const { levels, importances, number } = options;
  if (levels !== undefined || importances !== undefined) {
    const degrees = {
      ...(levels === undefined ? {} : { level: degreeReader(levels) }),
      ...(importances === undefined ? {} : { importance: degreeReader(importances) }),
    };
    return (text) => readGraded(text, degrees);
  }
  if (number !== true && !isNumber(field)) return (text) => text;
  const pattern = field === "embedding" ? COMPONENT : NUMBER;
  return (text) => {
    if (labels.includes(text) || !pattern.test(text)) return text;
    const value = Number(text);
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? text : value;
  };
}
