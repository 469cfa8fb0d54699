import Papa from "papaparse";
import { headerIssues } from "./headerIssues.js";
import { type FileIssue, fileIssue, normaliseLines, type Place, placesOf } from "./place.js";
import { soundTable } from "./soundTable.js";
import type { RaggedRow, Table } from "./table.js";

/** Characters looked at, some seconds of them. */
const MOST_WORK = 5e9;

/** Characters within which a statement of the delimiter stands, if there is one. */
const LONGEST_STATEMENT = 100;

interface CsvRecord {
  readonly cells: readonly string[];
  readonly start: number;
  /** A quoted field of it does not end as it must, so that its cells mean nothing. */
  readonly broken: boolean;
}

/** In the order in which they are tried; the last only where no other splits the header at all. */
const DELIMITERS = [",", ";", "\t"] as const;
const LAST_DELIMITER = "|";

/** The header and the rows behind it that tell which character separates the columns. */
const ROWS_LOOKED_AT = 50;

/** The line that Excel writes and reads before a header: which character separates the columns. */
const STATED_DELIMITER = /^\s*"?sep=([^\p{L}\p{N}\s"]|\t)"?[ ]*\n/iu;

/**
 * Reads CSV text into a table, or into every problem that keeps it from being one.
 *
 * The delimiter is the one that a first line such as `sep=;` states, else the comma, semicolon or tab that splits most of
 * the first rows into as many fields as the header line, and then the header line into most fields (the comma on
 * equality), or `|` where none of these splits it.
 * A `delimiter` that is given comes before these where it splits the header line at all.
 * A byte order mark, entirely blank lines, and lines of nothing but delimiters at the end are left out, and a line break
 * inside quotes becomes `\n`. A row that is too short or too long, or whose quotes do not close, is an issue and not a
 * row: nothing is dropped without one.
 */
export function parseCsv(
  text: string,
  file: string,
  options: { readonly delimiter?: string } = {},
): { table?: Table; issues: readonly FileIssue[] } {
  // Only before a line break does the parser pass over spaces behind a closing quote.
  const lines = `${normaliseLines(text)}\n`;
  const placeOf = placesOf(file, lines);
  if (lines.trim() === "") {
    return { issues: [fileIssue("E_CSV", placeOf(0), { ...CONTENT, received: "an empty file" })] };
  }
  if (isTangled(lines)) {
    const problem = { subject: "the file", expected: "a table that can be read in reasonable time" };
    return {
      issues: [fileIssue("E_TOO_LARGE", placeOf(0), { ...problem, received: "endless white space among quotes" })],
    };
  }
  const { delimiter, from } = chooseDelimiter(lines, options.delimiter);
  const { records, issues } = readRecords({ lines, delimiter, from, placeOf });
  if (records.length === 0) {
    return { issues: [fileIssue("E_CSV", placeOf(from), { ...CONTENT, received: "nothing behind the delimiter" })] };
  }
  const [head, ...body] = records;
  if (head.broken) return { issues };

  const header = head.cells.map((cell) => cell.trim());
  const place = (record: CsvRecord, column: number) => placeOf(cellOffset(lines, delimiter, record, column));
  const rows: CsvRecord[] = [];
  const ragged: RaggedRow[] = [];
  for (const record of body) {
    if (record.broken) continue;
    if (record.cells.length === header.length) rows.push(record);
    else ragged.push({ cells: record.cells, issue: raggedIssue(record, header.length, place) });
  }
  issues.push(...ragged.map(({ issue }) => issue));
  if (body.length === 0) {
    issues.push(fileIssue("E_CSV", placeOf(head.start), { ...CONTENT, received: "a header line only" }));
  }
  const { sound, issues: cellIssues } = soundTable({
    file,
    header,
    rows: rows.map(({ cells }) => cells),
    ragged,
    rowPlace: (row) => placeOf(rows[row].start),
    cellPlace: (row, column) => place(rows[row], column),
    headerPlace: (column) => place(head, column),
  });
  issues.push(...headerIssues(sound), ...cellIssues);
  return { table: sound, issues };
}

const CONTENT = { subject: "the file", expected: "a header line followed by at least one row" };

/** Behind every quote that is no end of a field, the parser looks through the white space before the end of the line. */
function isTangled(lines: string): boolean {
  let longest = 0;
  for (const [space] of lines.matchAll(/[^\S\n]{100,}/g)) longest = Math.max(longest, space.length);
  if (longest === 0) return false;
  let quotes = 0;
  for (let at = lines.indexOf('"'); at !== -1; at = lines.indexOf('"', at + 1)) quotes++;
  return longest * quotes > MOST_WORK;
}

/** The delimiter, and where the header may start: behind a line that states the delimiter. */
function chooseDelimiter(lines: string, given?: string): { delimiter: string; from: number } {
  const stated = STATED_DELIMITER.exec(lines.slice(0, LONGEST_STATEMENT));
  if (stated !== null) return { delimiter: stated[1], from: stated[0].length };
  const blank = lines.length - lines.trimStart().length;
  const start = lines.lastIndexOf("\n", blank) + 1;
  const splits = (delimiter: string): Split => splitOf(lines.slice(start), delimiter);
  if (given !== undefined && splits(given).fields > 1) return { delimiter: given, from: 0 };
  // a header may hold commas, as questions do, in a file that semicolons separate
  const [first, ...others] = DELIMITERS.map(splits).filter(({ fields }) => fields > 1);
  if (first === undefined) {
    return { delimiter: splits(LAST_DELIMITER).fields > 1 ? LAST_DELIMITER : DELIMITERS[0], from: 0 };
  }
  const isBetter = (one: Split, other: Split) =>
    one.fitting === other.fitting ? one.fields > other.fields : one.fitting > other.fitting;
  return { delimiter: others.reduce((best, one) => (isBetter(one, best) ? one : best), first).delimiter, from: 0 };
}

/** How a delimiter splits the header, and how many of the first rows fit under it. */
interface Split {
  readonly delimiter: string;
  readonly fields: number;
  readonly fitting: number;
}

function splitOf(lines: string, delimiter: string): Split {
  const { data } = Papa.parse<string[]>(lines, { delimiter, newline: "\n", preview: ROWS_LOOKED_AT, fastMode: false });
  const [head, ...rows] = data;
  return { delimiter, fields: head.length, fitting: rows.filter((cells) => cells.length === head.length).length };
}

/**
 * The rows of the text with the offset at which each starts, and one issue for each quoted field that does not end.
 * Spreadsheets write the rows below a table that were cleared as delimiters alone: those at the end are left out, while
 * one between others may be a person whose answers are lost.
 */
function readRecords(source: { lines: string; delimiter: string; from: number; placeOf: (offset: number) => Place }) {
  const { lines, delimiter, from } = source;
  const placeOf = (offset: number) => source.placeOf(from + offset);
  const records: CsvRecord[] = [];
  const issues: FileIssue[] = [];
  let start = from;
  Papa.parse<string[]>(lines.slice(from), {
    delimiter,
    newline: "\n",
    fastMode: false,
    step: ({ data, errors, meta }) => {
      const broken = errors.length > 0;
      if (broken) issues.push(quoteIssue(errors, placeOf));
      const blank = data.length === 1 && lines.slice(start, from + meta.cursor).trim() === "";
      if (!blank) records.push({ cells: data, start, broken });
      start = from + meta.cursor;
    },
  });
  const isCleared = ({ cells, start }: CsvRecord) => lines[start] !== '"' && cells.every((cell) => cell.trim() === "");
  while (records.length > 1 && isCleared(records[records.length - 1])) records.pop();
  return { records, issues };
}

function quoteIssue(errors: readonly Papa.ParseError[], placeOf: (offset: number) => Place): FileIssue {
  const [{ code, index }] = errors;
  const problem =
    code === "MissingQuotes"
      ? { expected: "closed by another quote", received: "none up to the end of the file" }
      : { expected: "followed by a delimiter or the end of the line", received: "more text" };
  const hint = 'A quote inside a quoted field is written twice: "".';
  return fileIssue("E_CSV", placeOf((index ?? 1) - 1), { subject: "the quoted field", ...problem, hint });
}

function raggedIssue(
  record: CsvRecord,
  fields: number,
  place: (record: CsvRecord, column: number) => Place,
): FileIssue {
  const count = record.cells.length;
  const hint =
    count > fields
      ? "A field that holds the delimiter must stand in quotes."
      : "A field that is left out still needs its delimiter.";
  return fileIssue("E_CSV", place(record, count > fields ? fields : 0), {
    subject: "the number of fields in this row",
    expected: `${fields}, as in the header`,
    received: String(count),
    hint,
  });
}

/** Finds a cell again from the values before it: an unquoted field is as long as its value, a quoted one writes each quote twice. */
function cellOffset(lines: string, delimiter: string, { cells, start }: CsvRecord, column: number): number {
  let at = start;
  for (let before = 0; before < column; before++) {
    const quotes = cells[before].split('"').length - 1;
    const length = lines[at] === '"' ? cells[before].length + quotes + 2 : cells[before].length;
    at = lines.indexOf(delimiter, at + length) + delimiter.length;
  }
  return at;
}
