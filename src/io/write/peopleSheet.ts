import { describe, type Issue, issue } from "../../errors.js";
import { canonicalJson } from "../../numeric/digest.js";
import { compareText } from "../../numeric/nearest.js";
import type { Mentee, Mentor, Person } from "../../problem/people.js";
import type { ColumnMap } from "../../problem/policy.js";
import { columnsToPeople } from "../columnsToPeople.js";
import { fieldPath, ownFields, type Side } from "../fields.js";
import type { Table } from "../table.js";
import { type FieldColumn, fieldColumn } from "./fieldColumn.js";
import { cellText, type Sheet } from "./sheet.js";

/** People as a table, and how to read it. */
export interface PeopleTable {
  readonly sheet: Sheet;
  /** What `policy.columns` of this side has to be for the table to be read as these people. */
  readonly columns: ColumnMap;
  /** Every value that reads back otherwise, as no cell holds it: a text with spaces at its ends, a disclosure that the match may read. */
  readonly issues: readonly Issue[];
}

const GROUPS = ["requests.emphasis", "attributes", "display", "auditOnly"] as const;

/**
 * People as a table, a row each in their order and a column for each field that somebody has.
 *
 * Invariant: read with `columns` (and the policy's scales), the table gives the same people, but for what `issues` names.
 * The table is read before it is returned, so this rests on no list of exceptions. Capacities with a minimum make all of
 * them bounds: 3 is then from 0 to 3. An empty object, such as requests without any, says nothing and is left out. Time O(cells).
 */
export function peopleSheet(people: readonly (Mentee | Mentor)[], side: Side): PeopleTable {
  const fields = fieldsOf(people, side);
  const headers = headersOf(fields);
  const columns = fields.map((field, i): FieldColumn => {
    return fieldColumn(
      field,
      headers[i],
      people.map((person) => valueAt(person, field)),
    );
  });
  const sheet: Sheet = {
    name: side === "mentees" ? "Mentees" : "Mentors",
    header: headers,
    rows: people.map((_, row) => columns.map(({ cells }) => cells[row])),
  };
  const map: ColumnMap = Object.fromEntries(fields.map((field, i) => [field, columns[i].column]));
  return { sheet, columns: map, issues: differences(people, { sheet, side, columns: map, fields }) };
}

/** Fields in the order of the model, then those that the programme names, in code-unit order. */
function fieldsOf(people: readonly Person[], side: Side): string[] {
  const free = GROUPS.flatMap((group) => {
    const keys = new Set(people.flatMap((person) => Object.keys((at(person, group.split(".")) as object) ?? {})));
    return [...keys].sort(compareText).map((key) => `${group}.${key}`);
  });
  const bounded = people.some((person) => typeof (person as Mentor).capacity === "object");
  const own = ownFields(side).filter(
    (field) => field !== (bounded ? "capacity" : "capacity.min") && field !== (bounded ? "" : "capacity.max"),
  );
  return [
    ...own.filter((field) => field === "id" || people.some((person) => valueAt(person, field) !== undefined)),
    ...free,
  ];
}

/** The fields themselves, as readers trim them; what is the same then is numbered. */
function headersOf(fields: readonly string[]): string[] {
  const taken = new Set<string>();
  return fields.map((field) => {
    const name = field.replace(/\s+/g, " ").trim();
    let free = name;
    for (let next = 2; taken.has(free); next++) free = `${name} (${next})`;
    taken.add(free);
    return free;
  });
}

function valueAt(person: Person, field: string): unknown {
  if (field === "capacity.min" || field === "capacity.max") {
    const { capacity } = person as Mentor;
    const bounds = typeof capacity === "number" ? { min: 0, max: capacity } : capacity;
    return bounds?.[field === "capacity.min" ? "min" : "max"];
  }
  return at(person, fieldPath(field));
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    const isObject = typeof inner === "object" && inner !== null;
    return isObject && Object.hasOwn(inner, key) ? (inner as { [key: string]: unknown })[key] : undefined;
  }, value);
}

function differences(
  people: readonly Person[],
  made: { readonly sheet: Sheet; readonly side: Side; readonly columns: ColumnMap; readonly fields: readonly string[] },
): Issue[] {
  const { sheet, side, columns, fields } = made;
  const read = columnsToPeople(tableOf(sheet), side, { columns, scales: labelsOf(people) }).people as readonly Person[];
  return people.flatMap((person, i) =>
    fields.flatMap((field) => {
      const value = valueAt(person, field);
      if (value === undefined || isSame(value, valueAt(read[i], field))) return [];
      const problem = { expected: "what a cell of a table holds", received: describe(value) };
      return [issue("E_TYPE", [side, i, ...fieldPath(field)], problem)];
    }),
  );
}

function isSame(value: unknown, other: unknown): boolean {
  return other !== undefined && canonicalJson(value) === canonicalJson(other);
}

/** Words for seniority are labels of the policy's scale, which are not read as numbers. */
function labelsOf(people: readonly Person[]): { readonly seniority: readonly string[] } {
  return { seniority: people.flatMap(({ seniority }) => (typeof seniority === "string" ? [seniority] : [])) };
}

/** What readers find in the file of a sheet. */
function tableOf({ name, header, rows }: Sheet): Table {
  const place = { file: name, line: 1, column: 1 };
  return {
    file: name,
    header,
    rows: rows.map((cells) => cells.map((cell) => cellText(cell).replace(/\r\n?/g, "\n"))),
    ragged: [],
    spoilt: [],
    rowPlace: () => place,
    cellPlace: () => place,
    headerPlace: () => place,
  };
}
