import { describe, formatPath, formatPointer, type Path } from "../errors.js";
import type { JsonFile } from "./parseJson.js";
import { type FileIssue, fileIssue, type Place } from "./place.js";
import type { RaggedRow } from "./table.js";

/** The people of one file, unchecked, and where everything about them stands. */
export interface FilePeople {
  readonly people: readonly unknown[];
  /** Where a person, or the field that holds the value at this path within them, stands, and what to call it. */
  readonly locate: (person: number, path: Path) => { readonly place: Place; readonly subject: string };
  /** The headers of the file; of a JSON file, one for whole entries. */
  readonly header: readonly string[];
  /** A person's row as it stands in the file, under `header`. */
  readonly cellsOf: (person: number) => readonly string[];
  /** Rows that are no people, as they have too few or too many cells. `issues` does not repeat what is wrong with them. */
  readonly ragged: readonly RaggedRow[];
  /** What is wrong with single rows, by person. `issues` does not repeat it. */
  readonly faults: readonly RowFault[];
  /** Columns that fill no field: their cells are in `display`, under the header. */
  readonly carried: readonly string[];
  /** Columns of lists whose entries look separated by something else than `;`: the field, and how many cells do. */
  readonly unsplit: readonly { readonly field: string; readonly cells: number }[];
  /** Fields that a column fills, where it is not blank. */
  readonly filled: ReadonlySet<string>;
  /** Fields that a column should fill but cannot, because the file lacks it; `issues` says so once. */
  readonly absent: ReadonlySet<string>;
  /** What is wrong with the file as a whole. */
  readonly issues: readonly FileIssue[];
}

/** A problem of one person's row. */
export interface RowFault {
  readonly person: number;
  readonly issue: FileIssue;
}

/** Takes the people of a JSON file as they are: a list of objects. */
export function jsonToPeople(json: JsonFile): FilePeople {
  const { value, place } = json;
  const problem = { subject: "the file", expected: "a list of people", received: describe(value) };
  const people: readonly unknown[] = Array.isArray(value) ? value : [];
  return {
    ...nobody,
    people,
    locate: (person, path) => ({
      place: place(formatPointer([person, ...path])),
      subject: path.length === 0 ? "the entry" : formatPath(path),
    }),
    header: ["entry"],
    cellsOf: (person) => [JSON.stringify(people[person])],
    issues: Array.isArray(value) ? [] : [fileIssue("E_TYPE", place(""), problem)],
  };
}

/** What is left of a file that cannot be read. */
export const nobody: FilePeople = {
  people: [],
  locate: () => {
    throw new RangeError("A file without people has no places.");
  },
  header: [],
  cellsOf: () => {
    throw new RangeError("A file without people has no rows.");
  },
  ragged: [],
  faults: [],
  carried: [],
  unsplit: [],
  filled: new Set(),
  absent: new Set(),
  issues: [],
};

/** Those people of a file whose indices are given, in their order, every place kept. What was wrong with single rows is left behind. */
export function only(file: FilePeople, kept: readonly number[]): FilePeople {
  return {
    ...file,
    people: kept.map((person) => file.people[person]),
    locate: (person, path) => file.locate(kept[person], path),
    cellsOf: (person) => file.cellsOf(kept[person]),
    faults: [],
  };
}
