import { count, decimals, list, percent } from "./words.js";

/** How a value is written where a sentence has a place for it: `{hours:words}`. What a text holds is not formatted again. */
export const formats = {
  /** A number with at most six decimals; also where a number has no format. */
  number: (value: number): string => decimals(value),
  /** A number with all its digits. */
  exact: (value: number): string => String(value),
  /** A change: "+0.1", "−0.05", "0". */
  signed: (value: number): string =>
    value > 0 ? `+${decimals(value)}` : value < 0 ? `−${decimals(-value)}` : decimals(value),
  /** A count: "two", "11". */
  words: (value: number): string => count(value),
  /** A share from 0 to 1. */
  percent: (value: number): string => percent(value),
  /** A list; also where a list has no format. */
  and: (items: readonly string[]): string => list(items),
  or: (items: readonly string[]): string => list(items, "or"),
  /** A list whose items may hold commas. */
  series: (items: readonly string[]): string => items.join("; "),
  /** Whole sentences, one after the other. */
  sentences: (items: readonly string[]): string => items.join(" "),
  /** A text at the beginning of a sentence. */
  capital: (text: string): string => text.charAt(0).toUpperCase() + text.slice(1),
};

export type FormatName = keyof typeof formats;

/** What each format takes. */
export const formatTakes: { readonly [Name in FormatName]: "number" | "list" | "text" } = {
  number: "number",
  exact: "number",
  signed: "number",
  words: "number",
  percent: "number",
  and: "list",
  or: "list",
  series: "list",
  sentences: "list",
  capital: "text",
};
