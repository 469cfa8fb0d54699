import { neutralise } from "../formula.js";
import { checkSheet } from "./checkSheet.js";
import { type Cell, cellText, type Sheet } from "./sheet.js";

/**
 * A table as the text of a CSV file that spreadsheets open as it is meant and that reads back the same.
 *
 * It starts with a byte order mark, without which spreadsheets take UTF-8 for an older encoding; commas separate its cells
 * and CRLF ends its lines (RFC 4180). A text that a spreadsheet could run as a formula has an apostrophe before it, which
 * reading takes away. Two things do not come back: a NUL, which no reader takes, is shown as `␀`, and reading makes every
 * line break inside a text a line feed. A truth value is written as spreadsheets write it: TRUE, FALSE. Time O(characters).
 *
 * @throws E_SHAPE, E_NOT_FINITE, E_TYPE for cells that are none
 */
export function writeCsv(sheet: Sheet): string {
  checkSheet(sheet);
  // a header in quotes throughout leaves no doubt about what separates its cells
  const header = sheet.header.map((name) => quoted(plain(name)));
  const lines = [header, ...sheet.rows.map((row) => row.map(fieldOf))].map((cells) => {
    // a line of nothing but commas is no row to readers
    return cells.every((cell) => cell === "") ? ['""', ...cells.slice(1)].join(",") : cells.join(",");
  });
  return `\uFEFF${lines.join("\r\n")}\r\n`;
}

const NEEDS_QUOTES = /[",;\t\r\n]|^[\s\uFEFF]|[\s\uFEFF]$/;

function fieldOf(cell: Cell): string {
  if (typeof cell !== "string") return cellText(cell);
  const text = plain(cell);
  return NEEDS_QUOTES.test(text) ? quoted(text) : text;
}

function plain(text: string): string {
  return neutralise(text).replaceAll("\0", "␀");
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
