import { restore } from "./formula.js";
import { type FileIssue, fileIssue } from "./place.js";
import type { SpoiltRow, Table } from "./table.js";
import { NO_RESULT } from "./workbook/prepareSheet.js";

/** What spreadsheets show, and write to CSV files, in place of a value that they cannot compute. */
const ERRORS: ReadonlySet<string> = new Set([
  "#N/A",
  "#REF!",
  "#VALUE!",
  "#DIV/0!",
  "#NAME?",
  "#NULL!",
  "#NUM!",
  "#SPILL!",
  "#CALC!",
  "#FIELD!",
  "#ERROR!",
  NO_RESULT,
]);

const [APOSTROPHE, HASH] = [39, 35];

/**
 * A table with what was put before its texts, so that no spreadsheet takes them for formulas, taken away again, and an
 * issue for each cell that holds a spreadsheet's error in place of an answer, and for each row that is a further header.
 */
export function soundTable(table: Omit<Table, "spoilt">): {
  readonly sound: Table;
  readonly issues: readonly FileIssue[];
} {
  const spoilt: SpoiltRow[] = furtherHeaders(table);
  const rows = table.rows.map((cells, row) => {
    let restored = cells;
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column];
      const first = cell.charCodeAt(0);
      if (first === HASH && ERRORS.has(cell.trimEnd())) {
        spoilt.push({ row, issue: errorIssue(table, row, column) });
      } else if (first === APOSTROPHE) {
        if (restored === cells) restored = [...cells];
        (restored as string[])[column] = restore(cell);
      }
    }
    return restored;
  });
  const header = table.header.map(restore);
  return { sound: { ...table, header, rows, spoilt }, issues: spoilt.map(({ issue }) => issue) };
}

/** What survey software writes in each cell of the last of its three rows of headers. */
const IMPORT_ID = /^\s*\{\s*"ImportId"\s*:/;
/** Rows below the header among which further headers stand. */
const MOST_HEADERS = 3;

/** Rows of headers below the first, as survey software exports them: read as people, they would be matched. */
function furtherHeaders({ rows, rowPlace }: Omit<Table, "spoilt">): SpoiltRow[] {
  const last = rows.slice(0, MOST_HEADERS).findIndex((cells) => {
    const filled = cells.filter((cell) => cell.trim() !== "");
    return filled.length > 0 && filled.every((cell) => IMPORT_ID.test(cell));
  });
  return Array.from({ length: last + 1 }, (_, row) => {
    const problem = { subject: "the row", expected: "a person", received: "a further header, as of a survey's export" };
    const hint = "Keep the one row of headers that says most, and delete the others.";
    return { row, issue: fileIssue("E_HEADER", rowPlace(row), { ...problem, hint }) };
  });
}

function errorIssue({ rows, cellPlace }: Omit<Table, "spoilt">, row: number, column: number): FileIssue {
  const cell = rows[row][column].trimEnd();
  const isUncomputed = cell === NO_RESULT;
  return fileIssue(isUncomputed ? "E_XLSX" : "E_TYPE", cellPlace(row, column), {
    subject: "the cell",
    expected: "a value",
    received: isUncomputed ? "a formula whose result the file does not hold" : `the spreadsheet's error ${cell}`,
    ...(isUncomputed ? { hint: "Open it in a spreadsheet and save it again." } : {}),
  });
}
