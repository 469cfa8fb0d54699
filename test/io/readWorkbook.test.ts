import fc from "fast-check";
import { readTable, writeXlsx } from "telemachus/io";
import { describe, expect, test } from "vitest";
import { packed, textRow, type WorkbookXml, workbookOf } from "../support/workbookOf.js";

const read = (bytes: Uint8Array, sheet?: string) => readTable({ name: "mentors.xlsx", bytes, sheet });
const issuesOf = async (bytes: Uint8Array, sheet?: string) =>
  (await read(bytes, sheet)).issues.map(({ code, message }) => `${code} ${message}`);
const oneSheet = (data: string, more: Omit<WorkbookXml, "sheets"> & { rest?: string } = {}) =>
  workbookOf({ sheets: [{ name: "Sheet1", data, rest: more.rest }], ...more });
const rowsOf = async (bytes: Uint8Array, sheet?: string) => {
  const { table, issues } = await read(bytes, sheet);
  expect(issues).toEqual([]);
  return [table!.header, ...table!.rows];
};

describe("readTable(): workbooks", () => {
  test("texts, shared texts, numbers, truth values, days and times are what a CSV file would hold", async () => {
    const cells = [
      '<c r="A2" t="s"><v>1</v></c>',
      '<c r="B2"><v>3</v></c>',
      '<c r="C2"><v>2.5</v></c>',
      '<c r="D2" t="b"><v>1</v></c>',
      '<c r="E2" s="0"><v>46090</v></c>',
      '<c r="F2" s="1"><v>0.375</v></c>',
      '<c r="G2" s="1"><v>46090.3333333333</v></c>',
      '<c r="H2" t="str"><f>A2&amp;1</f><v>x &amp; y</v></c>',
      '<c r="I2"><v>12345678901234567890</v></c>',
    ];
    const header = textRow(1, ["id", "seats", "load", "manual", "since", "from", "at", "made", "big"]);
    const bytes = oneSheet(`${header}<row r="2">${cells.join("")}</row>`, {
      strings: ["unused", "lin"],
      formats: ["yyyy\\-mm\\-dd", "hh:mm"],
    });
    expect((await rowsOf(bytes))[1]).toEqual([
      "lin",
      "3",
      "2.5",
      "TRUE",
      "2026-03-09",
      "09:00",
      "2026-03-09 08:00",
      "x & y",
      "12345678901234567890",
    ]);
  });

  test("days count from 1904 where the workbook says so", async () => {
    const data = `${textRow(1, ["id"])}<row r="2"><c r="A2" s="0"><v>44628</v></c></row>`;
    expect(await rowsOf(oneSheet(data, { formats: ["yyyy-mm-dd"], since1904: true }))).toEqual([
      ["id"],
      ["2026-03-09"],
    ]);
  });

  test("places are cells of the sheet; blank rows are left out and blank columns at the end too", async () => {
    const data = `${textRow(3, ["id", "name", "", ""])}${textRow(5, ["lin", "Lin", " ", ""])}<row r="9"/>${textRow(10, ["sam"])}`;
    const { table, issues } = await read(oneSheet(data));
    expect(issues).toEqual([]);
    expect(table!.header).toEqual(["id", "name"]);
    expect(table!.rows).toEqual([
      ["lin", "Lin"],
      ["sam", ""],
    ]);
    expect(table!.cellPlace(1, 1)).toEqual({ file: "mentors.xlsx", sheet: "Sheet1", line: 10, column: 2 });
  });

  test("the first sheet is read, or the one that is named; an unknown name lists or guesses", async () => {
    const bytes = workbookOf({
      sheets: [
        { name: "Q &amp; A", data: textRow(1, ["id"]) + textRow(2, ["ada"]) },
        { name: "Mentors", data: textRow(1, ["id"]) + textRow(2, ["lin"]) },
      ],
    });
    expect(await rowsOf(bytes)).toEqual([["id"], ["ada"]]);
    expect(await rowsOf(bytes, "Mentors")).toEqual([["id"], ["lin"]]);
    expect(await rowsOf(bytes, "Q & A")).toEqual([["id"], ["ada"]]);
    expect(await issuesOf(bytes, "mentor")).toEqual([
      'E_XLSX mentors.xlsx:1:1: Expected the file to be a workbook with the sheet "mentor", received none of that name. Did you mean "Mentors"?',
    ]);
    expect((await issuesOf(bytes, "xxxxxxxxxxxxxxxx"))[0]).toMatch(/It has "Q & A", "Mentors"\.$/);
    expect((await issuesOf(workbookOf({ sheets: [] })))[0]).toMatch(/^E_XLSX .*a workbook with a sheet, received none/);
  });

  test("errors, formulas without a result and merged cells are named at their cells: none is read as blank", async () => {
    const data = [
      textRow(1, ["id", "team", "seats"]),
      '<row r="2"><c r="A2" t="inlineStr"><is><t>lin</t></is></c><c r="B2" t="e"><f>X</f><v>#N/A</v></c><c r="C2"><f>1+1</f></c></row>',
      '<row r="3"><c r="A3" t="inlineStr"><is><t>sam</t></is></c><c r="B3" t="str"><f>""</f><v></v></c><c r="C3"><f>1+1</f><v>2</v></c></row>',
      '<row r="4"><c r="A4" t="inlineStr"><is><t>noor</t></is></c><c r="B4" t="str"><f>A1</f></c><c r="C4"><f t="shared" si="0"/><v/></c></row>',
    ].join("");
    const rest = '<mergeCells count="2"><mergeCell ref="B3:B4"/><mergeCell ref="A90:B91"/></mergeCells>';
    const bytes = oneSheet(data, { rest });
    expect(await issuesOf(bytes)).toMatchInlineSnapshot(`
      [
        "E_XLSX mentors.xlsx:Sheet1!B3: Expected the cell to be one by itself, received several merged into one. Unmerge them, and fill in each.",
        "E_TYPE mentors.xlsx:Sheet1!B2: Expected the cell to be a value, received the spreadsheet's error #N/A.",
        "E_XLSX mentors.xlsx:Sheet1!C2: Expected the cell to be a value, received a formula whose result the file does not hold. Open it in a spreadsheet and save it again.",
        "E_XLSX mentors.xlsx:Sheet1!B4: Expected the cell to be a value, received a formula whose result the file does not hold. Open it in a spreadsheet and save it again.",
        "E_XLSX mentors.xlsx:Sheet1!C4: Expected the cell to be a value, received a formula whose result the file does not hold. Open it in a spreadsheet and save it again.",
      ]
    `);
    expect((await read(bytes)).table!.rows[1]).toEqual(["sam", "", "2"]);
  });

  test("an empty sheet, a header alone, a title above the header, a header given twice", async () => {
    expect(await issuesOf(oneSheet(""))).toEqual([
      "E_XLSX mentors.xlsx:Sheet1!A1: Expected the sheet to be a header row followed by at least one row, received an empty sheet.",
    ]);
    expect((await issuesOf(oneSheet(textRow(2, ["id"]))))[0]).toMatch(
      /^E_XLSX mentors.xlsx:Sheet1!A2: .*a header row only/,
    );
    const titled = textRow(1, ["Our mentors"]) + textRow(2, ["id", "name"]) + textRow(3, ["lin", "Lin"]);
    expect((await issuesOf(oneSheet(titled)))[0]).toMatch(
      /^E_HEADER mentors.xlsx:Sheet1!B1: .*a name, as its cells hold/,
    );
    const twice = textRow(1, ["id", "id "]) + textRow(2, ["a", "b"]);
    expect((await issuesOf(oneSheet(twice)))[0]).toMatch(
      /^E_HEADER mentors.xlsx:Sheet1!B1: .*different from all others/,
    );
  });

  test("texts that were kept from being formulas come back", async () => {
    const bytes = await writeXlsx([
      {
        name: "S",
        header: ["id", "=x"],
        rows: [
          ["=1+1", "'=1"],
          ["'tis", -5],
        ],
      },
    ]);
    expect(await rowsOf(bytes)).toEqual([
      ["id", "=x"],
      ["=1+1", "'=1"],
      ["'tis", "-5"],
    ]);
  });

  test("whatever cells hold, they are read back from a workbook", async () => {
    const part = fc.constantFrom(
      "ada",
      "Zoë",
      "😀",
      " ",
      "\n",
      "<",
      "&",
      '"',
      "_x0041_",
      "\t",
      "'",
      "=",
      "#",
      "\u2028",
    );
    const cell = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(""));
    let odd = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), async (rows) => {
        const kept = rows.map((cells, row) => [`p${row}`, ...cells]);
        const bytes = await writeXlsx([{ name: "S", header: ["id", "b", "c"], rows: kept }]);
        const { table } = await read(bytes);
        // blank columns at the end are under a header, so they stay
        expect(table!.rows).toEqual(kept);
        if (rows.flat().some((text) => /[<&_\n]/.test(text))) odd++;
      }),
      { numRuns: 100 },
    );
    expect(odd).toBeGreaterThan(60);
  });

  test("a sheet of many pieces is read whole", async () => {
    const rows = Array.from({ length: 4000 }, (_, row) => [
      `p${row}`,
      `Some text & more ${row} ${"x".repeat(row % 97)}`,
      row,
    ]);
    const { table } = await read(await writeXlsx([{ name: "S", header: ["id", "text", "n"], rows }]));
    expect(table!.rows).toEqual(rows.map((cells) => cells.map(String)));
  });
});

describe("readTable(): what only looks like a workbook, and what is too large", () => {
  test.each([
    ["an archive without a workbook", packed({ "a.txt": "x" }), /^E_XLSX .*an archive of something else\. Unpack it/],
    ["an OpenDocument spreadsheet", packed({ "content.xml": "<x/>" }), /^E_XLSX .*Save an OpenDocument/],
    ["a torn file", oneSheet(textRow(1, ["id"])).subarray(0, 300), /^E_XLSX .*one that is damaged/],
    ["a signature alone", Uint8Array.from([0x50, 0x4b, 3, 4]), /^E_XLSX .*one that is damaged/],
    ["XML that is none", oneSheet('<row r="1"><c r="A1"><v>1</v></row'), /^E_XLSX .*one that is damaged/],
    ["a row beyond any sheet", oneSheet('<row r="99999999"><c r="A99999999"><v>1</v></c></row>'), /^E_XLSX .*damaged/],
    ["a blank row beyond any sheet", oneSheet('<row r="99999999"/>'), /^E_XLSX .*damaged/],
    [
      "a place behind another",
      oneSheet(`<row r="1"><c s=' r="A1"' r = "ZZZZZ1"><v>1</v></c></row>`),
      /^E_XLSX .*damaged/,
    ],
    ["a place in other characters", oneSheet('<row r="1"><c r="&#90;ZZZZ1"><v>1</v></c></row>'), /^E_XLSX .*damaged/],
    ["a column beyond any sheet", oneSheet('<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>'), /^E_XLSX .*damaged/],
    [
      "a cell at the far corner",
      oneSheet('<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
      /^E_TOO_LARGE .*cells far off count too/,
    ],
  ])("%s", async (_, bytes, message) => {
    const issues = await issuesOf(bytes);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatch(message);
  });

  test("formats that reach far to the right are no cells", async () => {
    const data = `<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="XFD1" s="0"/></row>${textRow(2, ["lin"])}`;
    expect(await rowsOf(oneSheet(data, { formats: ["0"] }))).toEqual([["id"], ["lin"]]);
  });

  test("what unpacks to more than it may is refused, whatever the archive says of its size", async () => {
    const bomb = " ".repeat(280 * 2 ** 20);
    for (const sizes of [undefined, 10]) {
      const bytes = packed({ "xl/workbook.xml": bomb, "xl/_rels/workbook.xml.rels": "<x/>" }, sizes);
      expect(bytes.length).toBeLessThan(400_000);
      expect((await issuesOf(bytes))[0]).toMatch(
        /^E_TOO_LARGE mentors.xlsx:1:1: Expected the file to be a workbook of at most 268435456 bytes once it is unpacked/,
      );
    }
  });

  test("an entry that stands twice, and one with a password", async () => {
    const once = oneSheet(textRow(1, ["id"]) + textRow(2, ["lin"]));
    const twice = Buffer.from(
      Buffer.from(once).toString("latin1").replaceAll("xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.re"),
      "latin1",
    );
    expect(once).toHaveLength(twice.length);
    const locked = Uint8Array.from(once);
    locked[Buffer.from(once).indexOf("PK\x01\x02", 0, "latin1") + 8] |= 1;
    expect((await issuesOf(locked))[0]).toMatch(/^E_XLSX .*one with a password/);
    const doubled = Buffer.from(once).toString("latin1").replaceAll("xl/workbook.xml", "xl/_______k.xml");
    expect((await issuesOf(Buffer.from(doubled, "latin1")))[0]).toMatch(/^E_XLSX .*an archive of something else/);
    const same = packed({ "xl/workbook.xml": "<x/>", "xl/workbook.xmk": "<x/>", "xl/_rels/workbook.xml.rels": "<x/>" });
    const repeated = Buffer.from(same).toString("latin1").replaceAll("workbook.xmk", "workbook.xml");
    expect((await issuesOf(Buffer.from(repeated, "latin1")))[0]).toMatch(/^E_XLSX .*one that is damaged/);
  });

  test.each([
    ["rows", `<row r="1" ${'r="A1" '.repeat(2e5)}`],
    ["cells that never end", "<c ".repeat(4e5)],
    ["attributes", `<c ${'t="x" r="AA1" '.repeat(1e5)}`],
    ["formulas", '<c r="A1"><f>'.repeat(1e5)],
    ["formula tags", `<c r="A1"> ${"<f ".repeat(3e5)}`],
    ["merged cells", `<mergeCell ${'ref="A1" '.repeat(2e5)}`],
    ["cells with many places", `<c ${'r="A1" '.repeat(4000)}>`.repeat(40)],
    ["formulas with many places", `<c ${'t="e" '.repeat(4000)}><f ${'x="1" '.repeat(4000)}>`.repeat(20)],
    ["entities", `<row r="1"><c r="A1" t="inlineStr"><is><t>${"&#".repeat(5e5)}</t></is></c></row>`],
    ["escapes", `<row r="1"><c r="A1" t="inlineStr"><is><t>${"_x00".repeat(3e5)}</t></is></c></row>`],
  ])("a million characters of %s are refused at once", async (_, data) => {
    expect((await issuesOf(oneSheet(data))).length).toBeGreaterThan(0);
  });
});
