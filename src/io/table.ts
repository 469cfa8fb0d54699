import type { FileIssue, Place } from "./place.js";

/** Cells of a CSV file or of a sheet: every row has as many as the header. */
export interface Table {
  readonly file: string;
  /** Trimmed; all different, apart from blank ones over columns that hold nothing. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Rows that have too few or too many cells, in their order: they are not among `rows`, and `issues` has them too. */
  readonly ragged: readonly RaggedRow[];
  /** Cells of `rows` that hold an error in place of a value, and rows that are no people; `issues` has them too. */
  readonly spoilt: readonly SpoiltRow[];
  /** Where a row starts, counted without the header. */
  readonly rowPlace: (row: number) => Place;
  /** Where a cell starts. */
  readonly cellPlace: (row: number, column: number) => Place;
  readonly headerPlace: (column: number) => Place;
}

/** A row that does not fit under the header. */
export interface RaggedRow {
  readonly cells: readonly string[];
  readonly issue: FileIssue;
}

/** A row, counted without the header, that cannot be read as a person. */
export interface SpoiltRow {
  readonly row: number;
  readonly issue: FileIssue;
}
