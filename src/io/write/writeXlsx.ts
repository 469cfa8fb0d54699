import writeWorkbook from "write-excel-file/universal";
import { issue, TelemachusError } from "../../errors.js";
import { neutralise } from "../formula.js";
import { checkSheet } from "./checkSheet.js";
import { escapedCharacters } from "./escapedCharacters.js";
import type { Cell, Sheet } from "./sheet.js";
import { sheetNames } from "./sheetNames.js";
import { withoutClock } from "./withoutClock.js";

/** What spreadsheets hold: characters in a cell, rows and columns in a sheet. */
const MOST_CHARACTERS = 32_767;
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** In characters. */
const NARROWEST = 8;
const WIDEST = 60;

/**
 * Tables as the bytes of a workbook (.xlsx), a sheet each, that reads back the same.
 *
 * Texts stay texts and numbers numbers; the header is bold and stays in view. A text that a spreadsheet could run as a
 * formula once it is saved as CSV has an apostrophe before it, which reading takes away. Control characters are escaped
 * as the format has it, and come back. A text of more than 32 767 characters, the most that a cell holds, is cut and says
 * so at its end: a CSV file holds it whole. The same tables give the same bytes, at any time. Time and space O(cells).
 *
 * @throws E_SHAPE, E_NOT_FINITE, E_TYPE for cells that are none; E_TOO_LARGE for more rows or columns than a sheet has; E_OPTION for no sheet
 */
export async function writeXlsx(sheets: readonly Sheet[]): Promise<Uint8Array> {
  if (sheets.length === 0) {
    throw new TelemachusError([issue("E_OPTION", ["sheets"], { expected: "at least one sheet", received: "none" })]);
  }
  for (const [i, sheet] of sheets.entries()) {
    checkSheet(sheet, ["sheets", i]);
    checkSize(sheet, i);
  }
  const names = sheetNames(sheets.map(({ name }) => name));
  const workbook = writeWorkbook(
    sheets.map(({ header, rows }, i) => ({
      sheet: names[i],
      data: [
        header.map((name) => ({ value: escapedCharacters(textOf(name)), type: String, fontWeight: "bold" as const })),
        ...rows.map((cells) => cells.map(cellOf)),
      ],
      columns: header.map((name, column) => ({ width: widthOf([name, ...rows.map((cells) => cells[column])]) })),
      stickyRowsCount: 1,
    })),
  );
  return withoutClock(new Uint8Array(await (await workbook.toBlob()).arrayBuffer()));
}

function cellOf(cell: Cell) {
  if (cell === null || cell === "") return null;
  return typeof cell === "string" ? { value: escapedCharacters(textOf(cell)), type: String } : cell;
}

/** As wide as what a column holds, within bounds. */
function widthOf(cells: readonly Cell[]): number {
  const widest = cells.reduce((width: number, cell) => Math.max(width, String(cell ?? "").length), 0);
  return Math.min(WIDEST, Math.max(NARROWEST, widest + 2));
}

function checkSize({ header, rows }: Sheet, i: number): void {
  if (rows.length < MOST_ROWS && header.length <= MOST_COLUMNS) return;
  const expected = `at most ${MOST_ROWS - 1} rows and ${MOST_COLUMNS} columns`;
  const received = `${rows.length} rows and ${header.length} columns`;
  throw new TelemachusError([issue("E_TOO_LARGE", ["sheets", i], { expected, received, hint: "Write a CSV file." })]);
}

function textOf(given: string): string {
  const text = neutralise(given);
  if (text.length <= MOST_CHARACTERS) return text;
  const note = `… [cut: ${given.length} characters]`;
  return text.slice(0, MOST_CHARACTERS - note.length).replace(/[\uD800-\uDBFF]$/, "") + note;
}
