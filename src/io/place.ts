import type { ErrorCode, Issue } from "../errors.js";

/**
 * Where something stands in a file, as an editor shows it: line and column count from 1, the column in UTF-16 units; or
 * in a sheet of a workbook, where they count rows and columns of cells.
 */
export interface Place {
  readonly file: string;
  /** Of a workbook. */
  readonly sheet?: string;
  readonly line: number;
  readonly column: number;
}

/** A problem of a file: its `path` is the place, `mentors.csv:3:7`. */
export interface FileIssue extends Issue {
  readonly place: Place;
}

/** `{ file: "mentors.csv", line: 3, column: 7 }` as `mentors.csv:3:7`; in a sheet, `mentors.xlsx:Sheet1!G3`. */
export function formatPlace({ file, sheet, line, column }: Place): string {
  return sheet === undefined ? `${file}:${line}:${column}` : `${file}:${sheet}!${columnLetters(column)}${line}`;
}

/** The name of a column of a sheet, counted from 1: 2 is `B`, 28 is `AB`. */
function columnLetters(column: number): string {
  const letter = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? columnLetters(Math.floor((column - 1) / 26)) + letter : letter;
}

/** Builds one problem of a file; its sentence is "mentors.csv:3:7: Expected X to be …, received Y." */
export function fileIssue(
  code: ErrorCode,
  place: Place,
  problem: { subject: string; expected: string; received: string; hint?: string },
): FileIssue {
  const { subject, expected, received, hint } = problem;
  const path = formatPlace(place);
  const sentence = `${path}: Expected ${subject} to be ${expected}, received ${received}.`;
  return {
    code,
    path,
    pointer: "",
    place,
    expected,
    received,
    ...(hint === undefined ? {} : { hint }),
    message: hint === undefined ? sentence : `${sentence} ${hint}`,
  };
}

/**
 * Turns offsets into places of one text, whose lines end in `\n`.
 *
 * Time O(length) once, then O(log lines) for each place.
 */
export function placesOf(file: string, text: string): (offset: number) => Place {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let line = 0;
    let after = starts.length;
    while (after - line > 1) {
      const middle = (line + after) >>> 1;
      if (starts[middle] <= offset) line = middle;
      else after = middle;
    }
    return { file, line: line + 1, column: offset - starts[line] + 1 };
  };
}

/** The text without a byte order mark and with every line ended by `\n`, so that lines count as an editor counts them. */
export function normaliseLines(text: string): string {
  return text.replace(/^\uFEFF+/, "").replace(/\r\n?/g, "\n");
}
