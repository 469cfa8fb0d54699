/** What a cell holds; null is a blank one. */
export type Cell = string | number | boolean | null;

/** A table to be written: a CSV file, or one sheet of a workbook. */
export interface Sheet {
  /** Of the workbook's sheet; made valid where a spreadsheet forbids it. */
  readonly name: string;
  /** One text for each column. */
  readonly header: readonly string[];
  /** Each with as many cells as the header. */
  readonly rows: readonly (readonly Cell[])[];
}

/** A cell as spreadsheets write it in a CSV file: blank for null, and TRUE or FALSE. */
export function cellText(cell: Cell): string {
  if (cell === null) return "";
  return typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);
}
