import { describe, formatPath, formatPointer, type Path } from "../errors.js";
import type { JsonFile } from "./parseJson.js";
import { type FileIssue, fileIssue, type Place } from "./place.js";

/** The people of one file, unchecked, and where everything about them stands. */
export interface FilePeople {
  readonly people: readonly unknown[];
  /** Where a person, or the field that holds the value at this path within them, stands, and what to call it. */
  readonly locate: (person: number, path: Path) => { readonly place: Place; readonly subject: string };
  /** Columns that fill no field: their cells are in `display`, under the header. */
  readonly carried: readonly string[];
  /** Columns of lists whose entries look separated by something else than `;`: the field, and how many cells do. */
  readonly unsplit: readonly { readonly field: string; readonly cells: number }[];
  /** Fields that a column fills, where it is not blank. */
  readonly filled: ReadonlySet<string>;
  /** Fields that a column should fill but cannot, because the file lacks it; `issues` says so once. */
  readonly absent: ReadonlySet<string>;
  readonly issues: readonly FileIssue[];
}

/** Takes the people of a JSON file as they are: a list of objects. */
export function jsonToPeople(json: JsonFile): FilePeople {
  const { value, place } = json;
  const problem = { subject: "the file", expected: "a list of people", received: describe(value) };
  return {
    people: Array.isArray(value) ? value : [],
    locate: (person, path) => ({
      place: place(formatPointer([person, ...path])),
      subject: path.length === 0 ? "the entry" : formatPath(path),
    }),
    carried: [],
    unsplit: [],
    filled: new Set(),
    absent: new Set(),
    issues: Array.isArray(value) ? [] : [fileIssue("E_TYPE", place(""), problem)],
  };
}

/** What is left of a file that cannot be read. */
export const nobody: FilePeople = {
  people: [],
  locate: () => {
    throw new RangeError("A file without people has no places.");
  },
  carried: [],
  unsplit: [],
  filled: new Set(),
  absent: new Set(),
  issues: [],
};
