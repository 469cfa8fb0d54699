import { oneLine } from "../../numeric/oneLine.js";

/** Characters of one text that a page shows: nobody reads more, and a table has to hold it. */
const LONGEST = 160;

/** Text of people on one line, cut where it is very long. */
export function shown(text: string, longest = LONGEST): string {
  const line = oneLine(text.length > 8 * longest ? text.slice(0, 8 * longest) : text);
  const characters = [...line];
  return characters.length <= longest ? line : `${characters.slice(0, longest - 1).join("")}…`;
}

/** The name of a criterion, a rule or a field as words: `reportingLine` as "Reporting line". */
export function inWords(name: string): string {
  const words = shown(name)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`)
    .replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** "Rust", "Rust and Go", "Rust, Go and SQL". */
export function listed(items: readonly string[], last: "and" | "or" = "and"): string {
  if (items.length <= 1) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${last} ${items[items.length - 1]}`;
}

/** The first few, and how many more there are. */
export function few(items: readonly string[], most: number): string {
  if (items.length <= most) return listed(items);
  return `${items.slice(0, most).join(", ")} and ${items.length - most} more`;
}

/** A score with two decimals. */
export function rounded(score: number): string {
  return score.toFixed(2);
}

/** A score in millionths with all its decimals, so that what adds up can be seen to. */
export function exact(millionths: number): string {
  const digits = String(Math.abs(millionths)).padStart(7, "0");
  return `${millionths < 0 ? "−" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** A share from 0 to 1 as a whole percentage; 100 % and 0 % are said only where they are exact. */
export function percent(share: number): string {
  const whole = Math.round(share * 100);
  return `${share < 1 && whole === 100 ? 99 : share > 0 && whole === 0 ? 1 : whole} %`;
}

/** A sentence that quotes what people or policies say, which may be long. */
export function shownSentence(text: string): string {
  return shown(text, LONGEST_SENTENCE);
}

const LONGEST_SENTENCE = 2000;
