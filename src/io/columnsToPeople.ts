import { didYouMean } from "../numeric/nearest.js";
import type { Column, ColumnMap } from "../problem/policy.js";
import {
  boundFields,
  fieldOf,
  fieldPath,
  isField,
  isFlag,
  isList,
  isNumber,
  isSafeKey,
  placeFields,
  type Side,
} from "./fields.js";
import type { FilePeople } from "./filePeople.js";
import type { Table } from "./parseCsv.js";
import { type FileIssue, fileIssue } from "./place.js";
import { readWindows } from "./readWindows.js";

interface Reader {
  readonly field: string;
  /** Of the first header, for messages. */
  readonly column: number;
  /** The field's value in a row; undefined where it is unknown. */
  readonly read: (cells: readonly string[]) => unknown;
}

type ColumnOptions = Exclude<Column, string>;

const SEPARATOR_HINT = "Columns are separated by a comma, a semicolon or a tab.";
const ENTRY_HINT = "State in the policy's columns which column holds it.";

/** A truth value, as spreadsheets and JSON write it. */
const TRUTH_VALUES: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["TRUE", true],
  ["false", false],
  ["FALSE", false],
]);

/** A whole or decimal number without sign but "-", leading zeros, grouping or exponent. */
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/** The same with an exponent: whoever computes vectors writes their small components so. */
const COMPONENT = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;

/**
 * Turns the rows of a table into people, one each, in their order.
 *
 * A header equal to a field's path fills that field unless `columns` says otherwise; a header that nothing names is
 * carried to `display`. A blank cell leaves the field absent (unknown). Cells and entries are trimmed. A seniority that
 * is a label of its scale is not read as a number. Entries of `availability` are windows such as "Mon-Fri 9:00-17:00".
 * Levels, importances and strengths are in no cell: "German (4)" is the name of a language. What cannot be read stays a
 * text, for the schema to report.
 */
export function columnsToPeople(
  table: Table,
  side: Side,
  policy: { columns?: ColumnMap; scales?: { readonly [field: string]: readonly string[] } },
): FilePeople {
  const { columns, carried } = planColumns(table, side, policy.columns ?? {});
  const issues: FileIssue[] = [];
  const absent = new Set<string>();
  const readers = new Map<string, Reader>();
  for (const [field, column] of columns) {
    const missing = missingHeaders(table, columns, field);
    const unfit = missing.length > 0 ? missing : secondCapacity(table, columns, field);
    issues.push(...unfit);
    if (unfit.length > 0) absent.add(field);
    else readers.set(field, readerOf(table, field, { column, labels: policy.scales?.[field] ?? [] }));
  }
  for (const header of carried) {
    const field = `display.${header}`;
    if (!isSafeKey(header)) issues.push(uncarried(table, header, "cannot have a key of that name"));
    else if (readers.has(field)) issues.push(uncarried(table, header, "has a field of that name from another column"));
    else readers.set(field, carrier(table, header));
  }
  const people = table.rows.map((cells) => personOf(cells, readers.values()));
  const filled = new Set(readers.keys());
  const unsplit = [...columns].flatMap(([field, column]) => unsplitCells(table, field, optionsOf(column)));
  return { people, locate: locator(table, readers), carried, unsplit, filled, absent, issues };
}

/** Forms export lists with commas: where the policy does not say how to split, and no cell holds a semicolon, they stay one entry. */
function unsplitCells({ header, rows }: Table, field: string, { from, split }: ColumnOptions) {
  const [first, ...others] = [from].flat().map((name) => header.indexOf(name.trim()));
  if (!isList(field) || split !== undefined || others.length > 0 || first < 0) return [];
  const cells = rows.map((row) => row[first]);
  const withComma = cells.filter((cell) => cell.includes(",")).length;
  return withComma === 0 || cells.some((cell) => cell.includes(";")) ? [] : [{ field, cells: withComma }];
}

/** Which column fills each field, and which columns are left to be carried. */
function planColumns(
  table: Table,
  side: Side,
  entries: ColumnMap,
): { columns: Map<string, Column>; carried: string[] } {
  const columns = new Map(Object.entries(entries).filter(([field]) => isField(side, field)));
  const read = new Set([...columns.values()].flatMap(sourcesOf));
  const named = new Set([...columns.values()].flatMap(headersOf));
  const headers = [...new Set(table.header)].filter((header) => header !== "");
  for (const header of headers) {
    if (isField(side, header) && !columns.has(header) && !read.has(header)) columns.set(header, header);
  }
  const carried = headers.filter((header) => !named.has(header) && columns.get(header) !== header);
  const halves = placeFields.some((field) => columns.has(field)) ? placeFields : [];
  const most = columns.has("capacity.min") && !columns.has("capacity") ? ["capacity.max"] : [];
  for (const field of ["id", ...halves, ...most]) if (!columns.has(field)) columns.set(field, field);
  return { columns, carried };
}

function optionsOf(column: Column): ColumnOptions {
  return typeof column === "string" ? { from: column } : column;
}

/** The headers whose cells a column reads. */
function sourcesOf(column: Column): string[] {
  return [optionsOf(column).from].flat().map((header) => header.trim());
}

/** These, and the header on which its condition depends. */
function headersOf(column: Column): string[] {
  const { when } = optionsOf(column);
  return when === undefined ? sourcesOf(column) : [...sourcesOf(column), when.column.trim()];
}

function missingHeaders(table: Table, columns: ReadonlyMap<string, Column>, field: string): FileIssue[] {
  const known = table.header.filter((name) => name !== "");
  const missing = new Set(headersOf(columns.get(field) as Column).filter((header) => !known.includes(header)));
  // a header spelt as the field that it fills is no misspelling of another
  const misspelt = known.filter((name) => columns.get(name) !== name);
  return [...missing].map((header) => {
    const name = JSON.stringify(header);
    const subject = header === field ? `the column ${name}` : `the column ${name} (for ${field})`;
    const fallback = known.length === 1 ? SEPARATOR_HINT : header === field ? ENTRY_HINT : undefined;
    const problem = { subject, expected: "in the header", received: "no such column" };
    return fileIssue("E_HEADER", table.headerPlace(0), { ...problem, hint: didYouMean(header, misspelt) ?? fallback });
  });
}

/** A capacity is one number or two bounds, so that one cell would have to give way to another. */
function secondCapacity(table: Table, columns: ReadonlyMap<string, Column>, field: string): FileIssue[] {
  const bounds = boundFields.filter((bound) => columns.has(bound));
  if (field !== "capacity" || bounds.length === 0) return [];
  const [header] = sourcesOf(columns.get(field) as Column);
  return [
    fileIssue("E_HEADER", table.headerPlace(table.header.indexOf(header)), {
      subject: `the column ${JSON.stringify(header)} (for capacity)`,
      expected: `absent beside a column for ${bounds[0]}`,
      received: "both",
      hint: "Let it be the column for capacity.max.",
    }),
  ];
}

function uncarried(table: Table, header: string, reason: string): FileIssue {
  return fileIssue("E_HEADER", table.headerPlace(table.header.indexOf(header)), {
    subject: `the column ${JSON.stringify(header)}`,
    expected: "read by an entry of policy.columns",
    received: `none, while display ${reason}`,
  });
}

function carrier(table: Table, header: string): Reader {
  const column = table.header.indexOf(header);
  return {
    field: `display.${header}`,
    column,
    read: (cells) => (cells[column].trim() === "" ? undefined : cells[column]),
  };
}

function readerOf(table: Table, field: string, source: { column: Column; labels: readonly string[] }): Reader {
  const options = optionsOf(source.column);
  const indices = sourcesOf(source.column).map((header) => table.header.indexOf(header));
  const convert = converterOf(field, options, source.labels);
  const split = options.split ?? (isList(field) ? ";" : undefined);
  const applies = conditionOf(table, options);
  const hasBlank = Object.hasOwn(options.values ?? {}, "");
  const read = (cells: readonly string[]) => {
    if (!applies(cells)) return undefined;
    const parts = indices.map((index) => cells[index].trim()).filter((part) => part !== "");
    const cell = parts.join(options.join ?? split ?? " ");
    if (cell === "" && !hasBlank) return undefined;
    if (split === undefined) return convert(cell);
    const entries = cell.split(split).map((entry) => entry.trim());
    const filled = cell === "" ? [cell] : entries.filter((entry) => entry !== "");
    if (filled.length === 0) return undefined;
    const values = filled.flatMap(convert);
    // a vector has hundreds of entries, and its cell is one problem
    return field === "embedding" && values.some((value) => typeof value !== "number") ? cell : values;
  };
  return { field, column: indices[0], read };
}

function conditionOf(table: Table, { when }: ColumnOptions): (cells: readonly string[]) => boolean {
  if (when === undefined) return () => true;
  const index = table.header.indexOf(when.column.trim());
  const accepted = [when.is].flat().map((value) => value.trim());
  return (cells) => accepted.includes(cells[index].trim());
}

/**
 * Translates a cell or an entry, and reads it as a number, a truth value or weekly windows where the field is one or holds
 * them; what is none stays a text, for the schema to report.
 */
function converterOf(field: string, options: ColumnOptions, labels: readonly string[]): (text: string) => unknown {
  const values = new Map(Object.entries(options.values ?? {}).map(([cell, value]) => [cell.trim(), value]));
  const translate = (text: string) => values.get(text) ?? text;
  if (field === "availability") {
    return (text) => {
      const value = translate(text);
      return typeof value === "string" ? (readWindows(value) ?? value) : value;
    };
  }
  if (isFlag(field)) {
    return (text) => {
      const value = translate(text);
      return typeof value === "string" ? (TRUTH_VALUES.get(value) ?? value) : value;
    };
  }
  const numeric = options.number === true || isNumber(field);
  const pattern = field === "embedding" ? COMPONENT : NUMBER;
  return (text) => {
    const value = translate(text);
    if (!numeric || typeof value !== "string" || labels.includes(value) || !pattern.test(value)) return value;
    const number = Number(value);
    return Number.isInteger(number) && !Number.isSafeInteger(number) ? value : number;
  };
}

/** Objects that are still to be filled, by key. */
type Branch = Map<string, unknown>;

function personOf(cells: readonly string[], readers: Iterable<Reader>): object {
  const person: Branch = new Map();
  for (const { field, read } of readers) {
    const value = read(cells);
    if (value === undefined) continue;
    const keys = fieldPath(field);
    const last = keys.pop() as string;
    keys.reduce(branchOf, person).set(last, value);
  }
  return toObject(person);
}

function branchOf(branch: Branch, key: string): Branch {
  const inner = (branch.get(key) ?? new Map()) as Branch;
  branch.set(key, inner);
  return inner;
}

function toObject(branch: Branch): object {
  return Object.fromEntries([...branch].map(([key, value]) => [key, value instanceof Map ? toObject(value) : value]));
}

function locator(table: Table, readers: ReadonlyMap<string, Reader>): FilePeople["locate"] {
  return (person, path) => {
    const field = fieldOf(path, (name) => readers.has(name));
    if (field === undefined)
      return { place: table.rowPlace(person), subject: path.length === 0 ? "the row" : String(path[0]) };
    const { column } = readers.get(field) as Reader;
    const header = table.header[column];
    const subject = header === field ? field : `${field} (column ${JSON.stringify(header)})`;
    return { place: table.cellPlace(person, column), subject };
  };
}
