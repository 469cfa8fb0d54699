import fc from "fast-check";
import { unzipSync } from "fflate";
import readExcel from "read-excel-file/node";
import { TelemachusError } from "telemachus";
import { type Cell, type Sheet, writeXlsx } from "telemachus/io";
import { describe, expect, test } from "vitest";
import { neutralise, restore } from "../../../src/io/formula.js";
import { sheetNames } from "../../../src/io/write/sheetNames.js";
import { anyText } from "../../support/hostileTexts.js";
import { anySheet } from "../../support/sheets.js";

const table = (rows: readonly (readonly Cell[])[], header = ["a", "b"]): Sheet => ({ name: "t", header, rows });

/** What another reader finds: blank cells are null there. */
async function readBack(sheets: readonly Sheet[]) {
  return readExcel(Buffer.from(await writeXlsx(sheets)), { trim: false });
}

/** The XML of the first sheet, as it is packed. */
async function sheetXml(sheets: readonly Sheet[]): Promise<string> {
  return new TextDecoder().decode(unzipSync(await writeXlsx(sheets))["xl/worksheets/sheet1.xml"]);
}

const blank = (cell: Cell) => (cell === "" ? null : cell);
const isBlankRow = (row: readonly Cell[]) => row.every((cell) => cell === null || cell === "");

async function refusal(sheets: readonly Sheet[]): Promise<string[]> {
  const error = await writeXlsx(sheets).catch((reason: unknown) => reason);
  if (!(error instanceof TelemachusError)) throw new Error("Expected the call to be refused.");
  return error.issues.map(({ code, path }) => `${code} ${path}`);
}

describe("writeXlsx()", () => {
  test("is read by another reader with texts as texts, numbers as numbers and blank cells", async () => {
    const rows = [
      ["Ada", -5, true],
      ["=1+1", 0.25, false],
      ["007", null, ""],
      ["_x0041_\u0001", 1e21, "two\r\nlines"],
    ];
    const [one, two] = await readBack([table(rows, ["a", "b", "c"]), { name: "Second", header: ["x"], rows: [] }]);
    expect(one).toEqual({
      sheet: "t",
      data: [
        ["a", "b", "c"],
        ["Ada", -5, true],
        ["'=1+1", 0.25, false],
        ["007", null, null],
        ["_x0041_\u0001", 1e21, "two\r\nlines"],
      ],
    });
    expect(two).toEqual({ sheet: "Second", data: [["x"]] });
  });

  test("is read by another reader cell by cell, whatever the cells hold", async () => {
    let hostile = 0;
    await fc.assert(
      fc.asyncProperty(anySheet, async (sheet) => {
        const last = sheet.rows.findLastIndex((row) => !isBlankRow(row));
        const [{ data }] = await readBack([sheet]);
        const back = data.map((row) => row.map((cell) => (typeof cell === "string" ? restore(cell) : cell)));
        const expected = [sheet.header, ...sheet.rows.slice(0, last + 1)].map((row) => row.map(blank));
        // that reader leaves out columns that hold nothing in any row
        expect(back.map((row) => sheet.header.map((_, i) => row[i] ?? null))).toEqual(expected);
        hostile += sheet.rows.flat().filter((cell) => typeof cell === "string" && neutralise(cell) !== cell).length;
      }),
      { numRuns: 300 },
    );
    expect(hostile).toBeGreaterThan(300);
  });

  test("gives the same bytes for the same tables", async () => {
    const sheets = [table([["a", 1]])];
    const first = await writeXlsx(sheets);
    // the clock of a ZIP archive goes by two seconds
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(await writeXlsx(sheets)).toEqual(first);
  });

  test("has no formula, and keeps its bold header in view", async () => {
    const sheet = await sheetXml([table([["=1+1", "@x"]])]);
    expect(sheet).not.toContain("<f>");
    expect(sheet).toContain('state="frozen"');
    expect(sheet).toMatch(/<c r="A1" s="[1-9]" t="s">/);
  });

  test("cuts a text longer than a cell holds, and says so", async () => {
    const [{ data }] = await readBack([table([["x".repeat(100_000), "y".repeat(32_767)]])]);
    const [cut, whole] = data[1] as string[];
    expect(cut).toHaveLength(32_767);
    expect(cut.endsWith("xxx… [cut: 100000 characters]")).toBe(true);
    expect(whole).toBe("y".repeat(32_767));
  });

  test("shows half a character, which has no bytes", async () => {
    const [{ data }] = await readBack([table([["a\ud800b", "\udc00"]])]);
    expect(data[1]).toEqual(["a\ufffdb", "\ufffd"]);
  });

  test("refuses what no workbook holds", async () => {
    expect(await refusal([])).toEqual(["E_OPTION sheets"]);
    expect(await refusal([table([["a", 1]]), table([["a"], [Number.NaN, 1]])])).toEqual([
      "E_SHAPE sheets[1].rows[0]",
      "E_NOT_FINITE sheets[1].rows[1][0]",
    ]);
    const wide = Array.from({ length: 16_385 }, (_, i) => `c${i}`);
    expect(await refusal([table([], wide)])).toEqual(["E_TOO_LARGE sheets[0]"]);
  });

  test("holds a sheet of many rows and columns", async () => {
    const header = Array.from({ length: 60 }, (_, i) => `c${i}`);
    const rows = Array.from({ length: 3000 }, (_, i) =>
      header.map((name, j) => (j % 2 === 0 ? `${name} ${i}` : i * j)),
    );
    const [{ data }] = await readBack([table(rows, header)]);
    expect(data).toEqual([header, ...rows]);
  });
});

describe("sheetNames()", () => {
  test("keeps names that are valid, and makes the others so", () => {
    const wanted = [
      "Pairs",
      "pairs",
      "a/b:c?",
      "",
      "'quoted'",
      "History",
      "x".repeat(40),
      "x".repeat(35),
      " ",
      "\u0001",
    ];
    expect(sheetNames(wanted)).toEqual([
      "Pairs",
      "pairs (2)",
      "a-b-c-",
      "Sheet 4",
      "quoted",
      "History (2)",
      "x".repeat(31),
      `${"x".repeat(27)} (2)`,
      "Sheet 9",
      "-",
    ]);
  });

  test("gives names that spreadsheets take, all different", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 5 }), async (wanted) => {
        const names = sheetNames(wanted);
        expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(wanted.length);
        for (const name of names) expect(name).toMatch(/^(?!['\s])[^[\]:*?/\\\p{Cc}]{1,31}(?<!['\s])$/u);
        const read = await readBack(wanted.map((name) => ({ name, header: ["x"], rows: [] })));
        expect(read.map(({ sheet }) => sheet)).toEqual(names);
      }),
      { numRuns: 200 },
    );
  });
});
