import type { Column, ColumnOptions } from "../problem/policy.js";
import { type Convert, converterOf, TRUTH_VALUES, translatorOf } from "./convertCell.js";
import { isList } from "./fields.js";
import { optionsOf, sourcesOf } from "./planColumns.js";
import { degreeReader, type ReadDegree } from "./readDegrees.js";
import { readWindows } from "./readWindows.js";
import type { Table } from "./table.js";

/** Reads one field from the cells of a row. */
export interface ColumnReader {
  /** The field's value in a row; undefined where it is unknown. */
  readonly read: (cells: readonly string[]) => unknown;
  /** The column in which an entry of a list stands, counted from 0; the first of the field where it is none. */
  readonly columnOf: (cells: readonly string[], entry: number) => number;
}

type Cells = readonly string[];

/** How a field is read from a table that has all its headers. `labels` are those of its scale. */
export function readerOf(
  table: Table,
  field: string,
  { column, labels }: { readonly column: Column; readonly labels: readonly string[] },
): ColumnReader {
  const options = optionsOf(column);
  const indices = sourcesOf(column).map((header) => table.header.indexOf(header));
  const applies = conditionOf(table, options);
  if (options.grid !== undefined) return gridReader({ field, options, indices, applies });
  const convert = converterOf(field, options, labels);
  const split = options.split ?? (isList(field) ? ";" : undefined);
  const none = options.none?.trim();
  const hasBlank = Object.hasOwn(options.values ?? {}, "");
  const fieldValue = (cell: string) => {
    if (cell === "" && !hasBlank) return undefined;
    if (cell === none) return [];
    if (split !== undefined) return listOf(field, cell, { split, convert });
    const value = convert(cell);
    return value === "" ? undefined : value;
  };
  if (indices.length === 1) {
    const [index] = indices;
    const read = (cells: Cells) => (applies(cells) ? fieldValue(cells[index].trim()) : undefined);
    return { read, columnOf: () => index };
  }
  const join = options.join ?? split ?? " ";
  const read = (cells: Cells) => {
    if (!applies(cells)) return undefined;
    const parts = indices.map((index) => cells[index].trim()).filter((part) => part !== "");
    return fieldValue(parts.join(join));
  };
  const count = (cell: string) => [fieldValue(cell.trim()) ?? []].flat().length;
  // where something else joins the cells, an entry may stand in several
  if (split === undefined || join !== split) return { read, columnOf: () => indices[0] };
  return { read, columnOf: (cells, entry) => columnOfEntry(indices, (index) => count(cells[index]), entry) };
}

function listOf(field: string, cell: string, { split, convert }: { split: string; convert: Convert }): unknown {
  const entries = cell === "" ? [cell] : cell.split(split).map((entry) => entry.trim());
  const filled = cell === "" ? entries : entries.filter((entry) => entry !== "");
  if (filled.length === 0) return undefined;
  const values = filled.flatMap(convert).filter((value) => value !== "");
  if (values.length === 0) return undefined;
  // a vector has hundreds of entries, and its cell is one problem
  return field === "embedding" && values.some((value) => typeof value !== "number") ? cell : values;
}

/** The first column whose entries, with those of the columns before it, are more than `entry`. */
function columnOfEntry(indices: readonly number[], count: (index: number) => number, entry: number): number {
  let before = 0;
  for (const index of indices) {
    before += count(index);
    if (before > entry) return index;
  }
  return indices[0];
}

function conditionOf(table: Table, { when }: ColumnOptions): (cells: Cells) => boolean {
  if (when === undefined) return () => true;
  const index = table.header.indexOf(when.column.trim());
  const accepted = [when.is].flat().map((value) => value.trim());
  return (cells) => accepted.includes(cells[index].trim());
}

/** Reads a grid question: one column for each term, or for each day. */
function gridReader(source: {
  readonly field: string;
  readonly options: ColumnOptions;
  readonly indices: readonly number[];
  readonly applies: (cells: Cells) => boolean;
}): ColumnReader {
  const { field, options, indices, applies } = source;
  const terms = Object.values(options.grid ?? {}).map((term) => term.trim());
  const entriesOf = field === "availability" ? windowsOf(options) : gradedOf(field, options);
  const answers = (cells: Cells, at: number) => {
    const cell = cells[indices[at]].trim();
    return cell === "" ? undefined : entriesOf(terms[at], cell);
  };
  const read = (cells: Cells) => {
    if (!applies(cells)) return undefined;
    const given = indices.map((_, at) => answers(cells, at)).filter((entries) => entries !== undefined);
    return given.length === 0 ? undefined : given.flat();
  };
  const count = (cells: Cells) => (index: number) => (answers(cells, indices.indexOf(index)) ?? []).length;
  return { read, columnOf: (cells, entry) => columnOfEntry(indices, count(cells), entry) };
}

/** What the answers under one header of a grid are; undefined where they are blank. */
type GridEntries = (term: string, cell: string) => unknown[] | undefined;

/** Either the header is about days and the cell holds hours, or the other way round. */
function windowsOf(options: ColumnOptions): GridEntries {
  const translate = translatorOf(options);
  return (term, cell) => {
    const entries = cell.split(options.split ?? ";").map((entry) => translate(entry.trim()));
    const filled = entries.filter((entry) => entry !== "");
    if (filled.length === 0) return undefined;
    return filled.flatMap((entry): unknown => {
      if (typeof entry !== "string") return entry;
      return readWindows(`${term} ${entry}`) ?? readWindows(`${entry} ${term}`) ?? entry;
    });
  };
}

function gradedOf(field: string, { levels, importances, ...options }: ColumnOptions): GridEntries {
  const translate = translatorOf(options);
  const key = importances !== undefined || field === "requests.livedExperiences" ? "importance" : "level";
  const degrees = levels ?? importances;
  const degreeOf: ReadDegree | undefined = degrees === undefined ? undefined : degreeReader(degrees);
  return (term, cell) => {
    const value = translate(cell);
    if (value === "") return undefined;
    const answer = typeof value === "string" ? (TRUTH_VALUES.get(value.toLowerCase()) ?? value) : value;
    if (answer === false) return [];
    if (answer === true && degreeOf === undefined) return [term];
    // what is no degree stays as it is, for the schema to report
    return [{ name: term, [key]: typeof answer === "string" ? (degreeOf?.(answer) ?? answer) : answer }];
  };
}
