import { didYouMean } from "../numeric/nearest.js";
import type { Column, ColumnMap, ColumnOptions } from "../problem/policy.js";
import { boundFields, isField, placeFields, type Side } from "./fields.js";
import { type FileIssue, fileIssue } from "./place.js";
import type { Table } from "./table.js";

const SEPARATOR_HINT = "Columns are separated by a comma, a semicolon, a tab or a vertical bar.";
const ENTRY_HINT = "State in the policy's columns which column holds it.";

/** Which column fills each field, and which columns are left to be carried. */
export function planColumns(
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

/** How to read a column that may be a mere header. */
export function optionsOf(column: Column): ColumnOptions {
  return typeof column === "string" ? { from: column } : column;
}

/** The headers whose cells a column reads, in order. */
export function sourcesOf(column: Column): string[] {
  const { from = [], grid = {} } = optionsOf(column);
  return [...[from].flat(), ...Object.keys(grid)].map((header) => header.trim());
}

/** These, and the header on which its condition depends. */
function headersOf(column: Column): string[] {
  const { when } = optionsOf(column);
  return when === undefined ? sourcesOf(column) : [...sourcesOf(column), when.column.trim()];
}

/** Why a field cannot be read, though it has a column: the file lacks a header, or two columns give one capacity. */
export function unfitColumns(table: Table, columns: ReadonlyMap<string, Column>, field: string): FileIssue[] {
  const missing = missingHeaders(table, columns, field);
  return missing.length > 0 ? missing : secondCapacity(table, columns, field);
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
