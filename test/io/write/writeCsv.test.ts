import fc from "fast-check";
import Papa from "papaparse";
import { type Cell, type Sheet, writeCsv } from "telemachus/io";
import { describe, expect, test } from "vitest";
import { neutralise, restore } from "../../../src/io/formula.js";
import { parseCsv } from "../../../src/io/parseCsv.js";
import { problemsOf } from "../../support/refusal.js";
import { anySheet } from "../../support/sheets.js";

const table = (rows: readonly (readonly Cell[])[], header = ["a", "b"]): Sheet => ({ name: "t", header, rows });
const text = (cell: Cell) =>
  cell === null ? "" : typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);

describe("writeCsv()", () => {
  test("writes what a spreadsheet opens as it is meant", () => {
    const csv = writeCsv(
      table([
        ["Ada", -5],
        ["=1+1", null],
        ['say "hi", twice', true],
        [" kept ", "two\nlines"],
      ]),
    );
    expect(csv).toBe('\uFEFF"a","b"\r\nAda,-5\r\n\'=1+1,\r\n"say ""hi"", twice",TRUE\r\n" kept ","two\nlines"\r\n');
  });

  test("tells a text that looks like a formula from a negative number", () => {
    expect(writeCsv(table([["-5", -5]]))).toContain("'-5,-5");
  });

  test("shows a NUL, which no reader takes", () => {
    expect(writeCsv(table([["a\0b", ""]]))).toContain("a␀b");
  });

  test("keeps a blank line as the row that it is", () => {
    expect(parseCsv(writeCsv(table([[""], ["x"], [null]], ["one"])), "t.csv").table?.rows).toEqual([[""], ["x"], [""]]);
  });

  test("is read by the library's own reader with the same header and the same cells", () => {
    let hostile = 0;
    fc.assert(
      fc.property(anySheet, (sheet) => {
        const { table, issues } = parseCsv(writeCsv(sheet), "t.csv");
        expect(issues.filter(({ code }) => code !== "E_HEADER")).toEqual([]);
        const read = table?.rows;
        const lines = (cell: Cell) => text(cell).replaceAll("\0", "␀").replace(/\r\n?/g, "\n");
        expect(read).toEqual(sheet.rows.map((row) => row.map(lines)));
        hostile += sheet.rows.flat().filter((cell) => typeof cell === "string" && neutralise(cell) !== cell).length;
      }),
      { numRuns: 500 },
    );
    expect(hostile).toBeGreaterThan(500);
  });

  test("is read by another reader cell by cell, and by no means as a formula", () => {
    fc.assert(
      fc.property(anySheet, (sheet) => {
        const { data } = Papa.parse<string[]>(writeCsv(sheet).slice(1), {
          delimiter: ",",
          newline: "\r\n",
          skipEmptyLines: false,
        });
        const cells = data.slice(0, -1);
        expect(cells.map((row) => row.map(restore))).toEqual(
          [sheet.header, ...sheet.rows].map((row) => row.map((cell) => text(cell).replaceAll("\0", "␀"))),
        );
        for (const [i, row] of sheet.rows.entries()) {
          for (const [j, cell] of row.entries()) {
            if (typeof cell === "string") expect(cells[i + 1][j]).not.toMatch(/^[\s\p{C}]*[=+\-@＝＋－＠]/u);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test("refuses cells that no file holds", () => {
    expect(
      problemsOf(() => writeCsv(table([["a"], [Number.NaN, Number.POSITIVE_INFINITY], [{} as Cell, "b"]]))),
    ).toEqual([
      ["E_SHAPE", "sheet.rows[0]", "/sheet/rows/0"],
      ["E_NOT_FINITE", "sheet.rows[1][0]", "/sheet/rows/1/0"],
      ["E_NOT_FINITE", "sheet.rows[1][1]", "/sheet/rows/1/1"],
      ["E_TYPE", "sheet.rows[2][0]", "/sheet/rows/2/0"],
    ]);
  });
});
