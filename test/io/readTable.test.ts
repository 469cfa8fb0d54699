import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { LARGEST_FILE, readTable } from "telemachus/io";
import { describe, expect, test } from "vitest";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (name: string, content: string | Uint8Array, sheet?: string) =>
  readTable({ name, bytes: typeof content === "string" ? bytesOf(content) : content, sheet });
const messages = async (...given: Parameters<typeof read>) =>
  (await read(...given)).issues.map(({ code, message }) => `${code} ${message}`);
const cellsOf = async (...given: Parameters<typeof read>) => {
  const { table, issues } = await read(...given);
  expect(issues).toEqual([]);
  return [table!.header, ...table!.rows];
};

describe("readTable(): what a file is", () => {
  test.each([
    [
      "a workbook's bytes named .csv",
      "a.csv",
      Uint8Array.from([0x50, 0x4b, 3, 4]),
      /^E_ENCODING .*a name that ends in \.xlsx/,
    ],
    ["a text named .xlsx", "a.xlsx", "id\nada\n", /^E_XLSX .*a name that ends in \.csv/],
    ["an empty workbook", "a.xlsx", "", /^E_XLSX .*received an empty file\.$/],
    ["an empty CSV file", "a.csv", "", /^E_CSV a\.csv:1:1: .*an empty file/],
    ["an old workbook", "a.xls", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), /^E_ENCODING .*Save it as \.xlsx/],
    ["a workbook with a password", "a.xlsx", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), /^E_XLSX .*without a password/],
    ["a compressed file named .csv", "a.csv", gzipSync("id\nada\n"), /^E_ENCODING .*\(gzip\)\. Unpack it first/],
    ["a PDF document", "a.pdf", "%PDF-1.7", /^E_ENCODING .*a file named \.pdf\. Save the table/],
    [
      "a page that asks to log in",
      "a.csv",
      "\n<!DOCTYPE HTML><title>Log in",
      /^E_ENCODING .*a web page\. Download the table/,
    ],
    ["JSON where a table is due", "a.json", "[]", /^E_ENCODING .*a file named \.json/],
    ["a sheet of a text", "a.csv", "id\nada\n", /^E_XLSX .*as a sheet of it is asked for, received a text/],
  ])("%s", async (title, name, content, message) => {
    const issues = await messages(name, content, title === "a sheet of a text" ? "Sheet1" : undefined);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatch(message);
  });

  test("a file without an extension is what its bytes say; folders with dots are no extension", async () => {
    expect(await cellsOf("mentees", "id\nada\n")).toEqual([["id"], ["ada"]]);
    expect(await cellsOf("./v1.2/mentees", "id\nada\n")).toEqual([["id"], ["ada"]]);
    expect((await messages("mentees", gzipSync("id\nada\n")))[0]).toMatch(/^E_ENCODING .*\(gzip\)/);
    expect(await cellsOf("MENTEES.CSV", "id\nada\n")).toEqual([["id"], ["ada"]]);
  });

  test("a file of more than 256 MB is not read", async () => {
    const [issue] = await messages("a.csv", new Uint8Array(LARGEST_FILE + 1));
    expect(issue).toBe(
      "E_TOO_LARGE a.csv:1:1: Expected the file to be of at most 268435456 bytes, received 268435457.",
    );
  });
});

describe("readTable(): what separates columns", () => {
  test.each([
    [
      "a line that Excel writes",
      "a.csv",
      "sep=;\r\nid;b,c\r\nada;x\r\n",
      [
        ["id", "b,c"],
        ["ada", "x"],
      ],
    ],
    [
      "the same in quotes, with another character",
      "a.csv",
      '"sep=:"\nid:b\nada:x\n',
      [
        ["id", "b"],
        ["ada", "x"],
      ],
    ],
    [
      "a vertical bar",
      "a.txt",
      "id|b\nada|x\n",
      [
        ["id", "b"],
        ["ada", "x"],
      ],
    ],
    [
      "a comma before a vertical bar",
      "a.csv",
      "id,a|b|c\nada,x\n",
      [
        ["id", "a|b|c"],
        ["ada", "x"],
      ],
    ],
    [
      "a tab, as the name says",
      "a.tsv",
      "id\tb,c,d\nada\tx\n",
      [
        ["id", "b,c,d"],
        ["ada", "x"],
      ],
    ],
    ["a header of one column", "a.csv", "id\nada\n", [["id"], ["ada"]]],
    [
      "a header that starts as such a line",
      "a.csv",
      "sep=a,b\nx,y\n",
      [
        ["sep=a", "b"],
        ["x", "y"],
      ],
    ],
  ])("%s", async (_, name, text, cells) => {
    expect(await cellsOf(name, text)).toEqual(cells);
  });

  test("lines are counted with the one that states the delimiter; nothing behind it is no table", async () => {
    expect(await messages("a.csv", "sep=;\nid;b\nada\n")).toEqual([
      "E_CSV a.csv:3:1: Expected the number of fields in this row to be 2, as in the header, received 1. A field that is left out still needs its delimiter.",
    ]);
    expect(await messages("a.csv", "sep=;\n \n")).toEqual([
      "E_CSV a.csv:2:1: Expected the file to be a header line followed by at least one row, received nothing behind the delimiter.",
    ]);
  });
});

describe("readTable(): cells", () => {
  test("texts that were kept from being formulas come back, also as headers; the place stays that of the file", async () => {
    const { table } = await read("a.csv", "id,'=b,c\nada,'=1+1,'tis\n");
    expect([table!.header, ...table!.rows]).toEqual([
      ["id", "=b", "c"],
      ["ada", "=1+1", "'tis"],
    ]);
    expect(table!.cellPlace(0, 2)).toEqual({ file: "a.csv", line: 2, column: 11 });
  });

  test("a spreadsheet's error in place of an answer is an issue of its cell", async () => {
    expect(await messages("a.csv", "id,b\nada,#N/A\nben,#hash\nchidi, #REF!\ndora,#DIV/0! \n")).toEqual([
      "E_TYPE a.csv:2:5: Expected the cell to be a value, received the spreadsheet's error #N/A.",
      "E_TYPE a.csv:5:6: Expected the cell to be a value, received the spreadsheet's error #DIV/0!.",
    ]);
  });

  test("any table that other code writes is read as it was, or is an issue", async () => {
    const part = fc.constantFrom(
      "a",
      "Zoë",
      " ",
      '"',
      ",",
      ";",
      "\t",
      "|",
      "\n",
      "😀",
      "'",
      "=",
      "-",
      "x y",
      "#",
      "\u2028",
    );
    const cell = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(""));
    const layout = fc.record({
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
      isQuoted: fc.boolean(),
      hasStatement: fc.boolean(),
      isLast: fc.boolean(),
      mark: fc.constantFrom("", "\uFEFF"),
    });
    const counts = { read: 0, quoted: 0, apostrophes: 0 };
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), layout, async (rows, given) => {
        const { delimiter, lineEnd, isQuoted, hasStatement, isLast, mark } = given;
        const write = (text: string) => {
          const mustQuote = /["\r\n,;\t|]/.test(text) || isQuoted;
          if (mustQuote) counts.quoted++;
          return mustQuote ? `"${text.split('"').join('""')}"` : text;
        };
        const all = [["id", "b", "c"], ...rows.map((cells, at) => [`p${at}`, ...cells])];
        const lines = all.map((cells) => cells.map(write).join(delimiter));
        const text = `${mark}${hasStatement ? `sep=${delimiter}${lineEnd}` : ""}${lines.join(lineEnd)}${isLast ? lineEnd : ""}`;
        const { table, issues } = await read("a.csv", text);
        expect(issues).toEqual([]);
        // one apostrophe before what could be a formula is not part of the text
        const restored = (one: string) => (/^'+[\s\p{Cf}]*[=-]|^'+[\t\n]/u.test(one) ? one.slice(1) : one);
        if (rows.flat().some((one) => restored(one) !== one)) counts.apostrophes++;
        expect(table!.rows).toEqual(all.slice(1).map((cells) => cells.map(restored)));
        counts.read++;
      }),
      { numRuns: 400 },
    );
    expect(counts.read).toBe(400);
    expect(counts.quoted).toBeGreaterThan(400);
    expect(counts.apostrophes).toBeGreaterThan(10);
  });

  test("after damage at any place, every row is read, or is named, or the file is refused", async () => {
    const counts = { whole: 0, ragged: 0, refused: 0 };
    const rows = Array.from({ length: 6 }, (_, at) => `p${at},"x, ${at}",y${at}`);
    const text = `id,b,c\n${rows.join("\n")}\n`;
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: text.length - 1 }),
        fc.constantFrom("", ",", "\n", "x", ";", "\r"),
        async (at, put) => {
          const damaged = text.slice(0, at) + put + text.slice(at + 1);
          const { table, issues } = await read("a.csv", damaged);
          if (table === undefined) {
            expect(issues.length).toBeGreaterThan(0);
            counts.refused++;
            return;
          }
          const { rows: sound, ragged, header } = table;
          for (const cells of sound) expect(cells).toHaveLength(header.length);
          for (const { issue } of ragged) expect(issues).toContain(issue);
          counts[ragged.length > 0 ? "ragged" : "whole"]++;
          // each p0 … p5 that the damage left stands in a row, a ragged row or a header, unless a quote ran on
          if (issues.some(({ message }) => message.includes("quoted field"))) return;
          const kept = [header, ...sound, ...ragged.map(({ cells }) => cells)].flat().join("\n");
          for (const [id] of damaged.matchAll(/p[0-5]/g)) expect(kept).toContain(id);
        },
      ),
      { numRuns: 400 },
    );
    expect(Math.min(counts.whole, counts.ragged)).toBeGreaterThan(40);
  });
});

describe("readTable(): what survey software exports", () => {
  test("further rows of headers are issues, not people", async () => {
    const importIds = ["startDate", "QID1_TEXT", "QID2"].map((id) => `"{""ImportId"":""${id}""}"`).join(",");
    const text = `StartDate,Q1,Q2\nStart Date,What is your e-mail?,Which skills?\n${importIds}\n2026-01-02,a@x.example,SQL\n`;
    const { table, issues } = await read("a.csv", text);
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual(["E_HEADER a.csv:2:1", "E_HEADER a.csv:3:1"]);
    expect(issues[0].message).toBe(
      "a.csv:2:1: Expected the row to be a person, received a further header, as of a survey's export. Keep the one row of headers that says most, and delete the others.",
    );
    expect(table!.spoilt.map(({ row }) => row)).toEqual([0, 1]);
    // somebody's answer that looks so is an answer
    const answer = `id,note\na,"{""ImportId"":1}"\n`;
    expect((await read("a.csv", answer)).issues).toEqual([]);
  });
});

describe("readTable(): large and adversarial texts", () => {
  test.each([
    ["quotes", '"a'.repeat(5e5), "E_CSV"],
    ["quotes within a quoted field", `id\n"${'a"b'.repeat(3e5)}\n`, "E_CSV"],
    ["quotes before endless white space", `id\n"${'a"b'.repeat(1e5)}${" ".repeat(1e6)}\n`, "E_TOO_LARGE"],
    ["line ends", "\n".repeat(1e6), "E_CSV"],
    ["blank headers", `${",".repeat(1e6)}\n${",".repeat(1e6)}\n`, "E_CSV"],
    ["hashes", `id\n${"#".repeat(1e6)}\n`, undefined],
    ["apostrophes", `id\n${"'".repeat(1e6)}x\n`, undefined],
    ["white space before a page", `${" ".repeat(1e6)}<html`, "E_CSV"],
    ["a statement that does not end", `sep=${" ".repeat(1e6)}`, "E_CSV"],
  ])("a million %s are read or refused", async (_, text, code) => {
    expect((await read("a.csv", text)).issues[0]?.code).toBe(code);
  });

  test("a cell of 100 MB is read as it stands", async () => {
    const { table } = await read("a.csv", `id,bio\nada,"${"x".repeat(1e8)}"\n`);
    expect(table!.rows[0][1]).toHaveLength(1e8);
    expect(table!.cellPlace(0, 1)).toEqual({ file: "a.csv", line: 2, column: 5 });
  });
});
