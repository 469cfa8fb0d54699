import Papa from "papaparse";
import { type FileIssue, fileIssue, normaliseLines, type Place, placesOf } from "./place.js";

/** The cells of a CSV file: every row has as many as the header. */
export interface Table {
  readonly file: string;
  /** Trimmed; all different, apart from blank ones over columns that hold nothing. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Where a row starts, counted without the header. */
  readonly rowPlace: (row: number) => Place;
  /** Where a cell starts. */
  readonly cellPlace: (row: number, column: number) => Place;
  readonly headerPlace: (column: number) => Place;
}

interface CsvRecord {
  readonly cells: readonly string[];
  readonly start: number;
  /** A quoted field of it does not end as it must, so that its cells mean nothing. */
  readonly broken: boolean;
}

const DELIMITERS = [",", ";", "\t"] as const;

/**
 * Reads CSV text into a table, or into every problem that keeps it from being one.
 *
 * The delimiter is the comma, semicolon or tab that splits the header line into most fields (the comma on equality).
 * A byte order mark and entirely blank lines are left out, and a line break inside quotes becomes `\n`. A row that is
 * too short or too long, or whose quotes do not close, is an issue and not a row: nothing is dropped without one.
 */
export function parseCsv(text: string, file: string): { table?: Table; issues: readonly FileIssue[] } {
  // Only before a line break does the parser pass over spaces behind a closing quote.
  const lines = `${normaliseLines(text)}\n`;
  const placeOf = placesOf(file, lines);
  if (lines.trim() === "") {
    return { issues: [fileIssue("E_CSV", placeOf(0), { ...CONTENT, received: "an empty file" })] };
  }
  const delimiter = chooseDelimiter(lines);
  const { records, issues } = readRecords({ lines, delimiter, placeOf });
  const [head, ...body] = records;
  if (head.broken) return { issues };

  const header = head.cells.map((cell) => cell.trim());
  const place = (record: CsvRecord, column: number) => placeOf(cellOffset(lines, delimiter, record, column));
  const rows: CsvRecord[] = [];
  for (const record of body) {
    if (record.broken) continue;
    if (record.cells.length === header.length) rows.push(record);
    else issues.push(raggedIssue(record, header.length, place));
  }
  if (body.length === 0) {
    issues.push(fileIssue("E_CSV", placeOf(head.start), { ...CONTENT, received: "a header line only" }));
  }
  issues.push(...headerIssues(head, rows, place));
  const table: Table = {
    file,
    header,
    rows: rows.map(({ cells }) => cells),
    rowPlace: (row) => placeOf(rows[row].start),
    cellPlace: (row, column) => place(rows[row], column),
    headerPlace: (column) => place(head, column),
  };
  return { table, issues };
}

const CONTENT = { subject: "the file", expected: "a header line followed by at least one row" };

function chooseDelimiter(lines: string): string {
  const from = lines.length - lines.trimStart().length;
  const start = lines.lastIndexOf("\n", from) + 1;
  const fields = (delimiter: string) =>
    (Papa.parse(lines.slice(start), { delimiter, newline: "\n", preview: 1, fastMode: false }).data[0] as string[])
      .length;
  let best: string = DELIMITERS[0];
  for (const delimiter of DELIMITERS) if (fields(delimiter) > fields(best)) best = delimiter;
  return best;
}

/** The rows of the text with the offset at which each starts, and one issue for each quoted field that does not end. */
function readRecords(source: { lines: string; delimiter: string; placeOf: (offset: number) => Place }) {
  const { lines, delimiter, placeOf } = source;
  const records: CsvRecord[] = [];
  const issues: FileIssue[] = [];
  let start = 0;
  Papa.parse<string[]>(lines, {
    delimiter,
    newline: "\n",
    fastMode: false,
    step: ({ data, errors, meta }) => {
      const broken = errors.length > 0;
      if (broken) issues.push(quoteIssue(errors, placeOf));
      const blank = data.length === 1 && lines.slice(start, meta.cursor).trim() === "";
      if (!blank) records.push({ cells: data, start, broken });
      start = meta.cursor;
    },
  });
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

function headerIssues(
  head: CsvRecord,
  rows: readonly CsvRecord[],
  place: (record: CsvRecord, column: number) => Place,
): FileIssue[] {
  const issues: FileIssue[] = [];
  const seen = new Map<string, number>();
  for (const [column, cell] of head.cells.entries()) {
    const name = cell.trim();
    const subject = `the header of column ${column + 1}`;
    const report = (expected: string, received: string) =>
      issues.push(fileIssue("E_HEADER", place(head, column), { subject, expected, received }));
    const first = seen.get(name);
    if (name === "") {
      if (rows.some(({ cells }) => cells[column].trim() !== ""))
        report("a name, as its cells hold something", "a blank");
    } else if (first !== undefined)
      report("different from all others", `${JSON.stringify(name)} again, as in column ${first + 1}`);
    else seen.set(name, column);
  }
  return issues;
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
