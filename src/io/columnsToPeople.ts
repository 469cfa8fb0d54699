import type { ColumnMap, ColumnOptions } from "../problem/policy.js";
import { type ColumnReader, readerOf } from "./columnReader.js";
import { fieldOf, fieldPath, isList, isSafeKey, type Side } from "./fields.js";
import type { FilePeople } from "./filePeople.js";
import { type FileIssue, fileIssue } from "./place.js";
import { optionsOf, planColumns, unfitColumns } from "./planColumns.js";
import type { Table } from "./table.js";

/**
 * Turns the rows of a table into people, one each, in their order.
 *
 * A header equal to a field's path fills that field unless `columns` says otherwise; a header that nothing names is
 * carried to `display`. A blank cell leaves the field absent (unknown). Cells and entries are trimmed. A seniority that
 * is a label of its scale is not read as a number. Entries of `availability` are windows such as "Mon-Fri 9:00-17:00".
 * Levels and importances are read where the column says so; else "German (4)" is the name of a language. What cannot be
 * read stays a text, for the schema to report. Names of people are left for `resolveNames`.
 */
export function columnsToPeople(
  table: Table,
  side: Side,
  policy: { columns?: ColumnMap; scales?: { readonly [field: string]: readonly string[] } },
): FilePeople {
  const { columns, carried } = planColumns(table, side, policy.columns ?? {});
  const issues: FileIssue[] = [];
  const absent = new Set<string>();
  const readers = new Map<string, ColumnReader>();
  for (const [field, column] of columns) {
    const unfit = unfitColumns(table, columns, field);
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
  const slots = slotsOf(readers);
  const people = table.rows.map((cells) => personOf(cells, slots));
  const filled = new Set(readers.keys());
  const unsplit = [...columns].flatMap(([field, column]) => unsplitCells(table, field, optionsOf(column)));
  const { header, rows, ragged } = table;
  const faults = table.spoilt.map(({ row, issue }) => ({ person: row, issue }));
  const locate = locator(table, readers);
  return {
    people,
    locate,
    header,
    cellsOf: (row) => rows[row],
    ragged,
    faults,
    carried,
    unsplit,
    filled,
    absent,
    issues,
  };
}

/** Forms export lists with commas: where the policy does not say how to split, and no cell holds a semicolon, they stay one entry. */
function unsplitCells({ header, rows }: Table, field: string, { from, split }: ColumnOptions) {
  const [first = -1, ...others] = [from ?? []].flat().map((name) => header.indexOf(name.trim()));
  if (!isList(field) || split !== undefined || others.length > 0 || first < 0) return [];
  const cells = rows.map((row) => row[first]);
  const withComma = cells.filter((cell) => cell.includes(",")).length;
  return withComma === 0 || cells.some((cell) => cell.includes(";")) ? [] : [{ field, cells: withComma }];
}

function uncarried(table: Table, header: string, reason: string): FileIssue {
  return fileIssue("E_HEADER", table.headerPlace(table.header.indexOf(header)), {
    subject: `the column ${JSON.stringify(header)}`,
    expected: "read by an entry of policy.columns",
    received: `none, while display ${reason}`,
  });
}

function carrier(table: Table, header: string): ColumnReader {
  const column = table.header.indexOf(header);
  return {
    columnOf: () => column,
    read: (cells) => (cells[column].trim() === "" ? undefined : cells[column]),
  };
}

/** Where a value goes: the objects around it from the outside in, and its key in the innermost. */
interface Slot {
  readonly around: readonly string[];
  readonly key: string;
  readonly read: ColumnReader["read"];
}

/** Each field's own. */
function slotsOf(readers: ReadonlyMap<string, ColumnReader>): Slot[] {
  return [...readers].map(([field, { read }]) => {
    const keys = fieldPath(field);
    return { around: keys.slice(0, -1), key: keys[keys.length - 1], read };
  });
}

/** No field has a key that means something else to an object: `isField` and `isSafeKey` have seen to that. */
function personOf(cells: readonly string[], slots: readonly Slot[]): object {
  const person: { [key: string]: unknown } = {};
  for (const { around, key, read } of slots) {
    const value = read(cells);
    if (value === undefined) continue;
    let branch = person;
    for (const outer of around) {
      if (!Object.hasOwn(branch, outer)) branch[outer] = {};
      branch = branch[outer] as typeof person;
    }
    branch[key] = value;
  }
  return person;
}

function locator(table: Table, readers: ReadonlyMap<string, ColumnReader>): FilePeople["locate"] {
  return (person, path) => {
    const field = fieldOf(path, (name) => readers.has(name));
    if (field === undefined)
      return { place: table.rowPlace(person), subject: path.length === 0 ? "the row" : String(path[0]) };
    const entry = path[fieldPath(field).length];
    const { columnOf } = readers.get(field) as ColumnReader;
    const column = columnOf(table.rows[person], typeof entry === "number" ? entry : 0);
    const header = table.header[column];
    const subject = header === field ? field : `${field} (column ${JSON.stringify(header)})`;
    return { place: table.cellPlace(person, column), subject };
  };
}
