import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/io/parseCsv.js";

const messages = (text: string) => parseCsv(text, "mentees.csv").issues.map(({ message }) => message);
const codes = (text: string) => parseCsv(text, "mentees.csv").issues.map(({ code, path }) => `${code} ${path}`);
const table = (text: string) => {
  const read = parseCsv(text, "mentees.csv");
  expect(read.issues).toEqual([]);
  return read.table!;
};

describe("parseCsv(): what it reads", () => {
  test("parseCsv(): gives the header, the rows and the line of each row", () => {
    const { header, rows, rowPlace } = table("id,name\nada,Ada\nben,Ben\n");
    expect(header).toEqual(["id", "name"]);
    expect(rows).toEqual([
      ["ada", "Ada"],
      ["ben", "Ben"],
    ]);
    expect([rowPlace(0), rowPlace(1)]).toEqual([
      { file: "mentees.csv", line: 2, column: 1 },
      { file: "mentees.csv", line: 3, column: 1 },
    ]);
  });

  test.each([
    ["a comma", "id,name;first\nada,Ada\n", ["id", "name;first"]],
    ["a semicolon", "id;name;goals, all\nada;Ada;x\n", ["id", "name", "goals, all"]],
    ["a tab", "id\tname, first\tgoals;all\nada\tAda\tx\n", ["id", "name, first", "goals;all"]],
    ["a comma where two split alike", "id,name;first,x;y\na,b,c\n", ["id", "name;first", "x;y"]],
    ["a semicolon beside more commas", "id;Skills (SQL, Go, ...)\nada;SQL\nben;Go\n", ["id", "Skills (SQL, Go, ...)"]],
    ["a comma beside more semicolons", "id,a; b; c; d\nada,x\nben,y;z\n", ["id", "a; b; c; d"]],
    ["a semicolon beside a quoted comma", '"id, or e-mail";name\nada;Ada\n', ["id, or e-mail", "name"]],
  ])(
    "parseCsv(): takes %s as the delimiter that splits rows as the header, and the header into most fields",
    (_, text, header) => {
      expect(table(text).header).toEqual(header);
    },
  );

  test("parseCsv(): leaves out a byte order mark, blank lines before the header, between rows and at the end", () => {
    const { header, rows, rowPlace } = table("\uFEFF\n  \nid,name\n\nada,Ada\n   \n\nben,Ben\n\n\n");
    expect(header).toEqual(["id", "name"]);
    expect(rows.map(([id]) => id)).toEqual(["ada", "ben"]);
    expect([rowPlace(0).line, rowPlace(1).line]).toEqual([5, 8]);
  });

  test("parseCsv(): keeps a row whose cells are all blank, as it may be a person whose answers are lost", () => {
    expect(table("id,name\n,\nada,Ada\n").rows).toEqual([
      ["", ""],
      ["ada", "Ada"],
    ]);
    expect(table('id\n""\n\nada\n').rows).toEqual([[""], ["ada"]]);
  });

  test("parseCsv(): leaves out rows of nothing but delimiters at the end, as spreadsheets write below a table", () => {
    expect(table("id;name\nada;Ada\n;\nben;Ben\n;\n ; \n\n;\n").rows).toEqual([
      ["ada", "Ada"],
      ["", ""],
      ["ben", "Ben"],
    ]);
    expect(table('id,name\nada,Ada\n"",\n').rows).toHaveLength(2);
    expect(parseCsv("id,name\n,\n", "a.csv").issues.map(({ received }) => received)).toEqual(["a header line only"]);
  });

  test("parseCsv(): counts lines over LF, CRLF and CR alone, and over line breaks inside quotes", () => {
    const { rows, rowPlace, cellPlace } = table(
      'id,bio,team\r\nada,"one\r\ntwo\rthree",core\rben,"x",data\ndora,,"web"',
    );
    expect(rows).toEqual([
      ["ada", "one\ntwo\nthree", "core"],
      ["ben", "x", "data"],
      ["dora", "", "web"],
    ]);
    expect([0, 1, 2].map((row) => rowPlace(row).line)).toEqual([2, 5, 6]);
    expect(cellPlace(0, 2)).toEqual({ file: "mentees.csv", line: 4, column: 8 });
    expect(cellPlace(2, 2)).toEqual({ file: "mentees.csv", line: 6, column: 7 });
  });

  test("parseCsv(): reads CR-only files and quoted fields followed by spaces, also at the end of the file", () => {
    expect(table("id,name\rada,Ada\r").rows).toEqual([["ada", "Ada"]]);
    expect(table('id,name\n"ada" ,"Ada"  ').rows).toEqual([["ada", "Ada"]]);
  });

  test("parseCsv(): ignores a blank header over blank cells, as spreadsheets append them", () => {
    expect(table("id,name,,\nada,Ada,,\n").rows).toEqual([["ada", "Ada", "", ""]]);
  });

  test("parseCsv(): gives every cell back and its place, whatever the cells, delimiter and line ends", () => {
    const part = fc.constantFrom("ada", "Zoë", " ", '"', '""', ",", ";", "\t", "\n", "\r", "\r\n", "=1+1", "😀", "x");
    const cell = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(""));
    const row = fc.tuple(cell, cell, cell);
    const lineEnd = fc.constantFrom("\n", "\r\n", "\r");
    let broken = 0;
    let quoted = 0;
    fc.assert(
      fc.property(
        // the last row is not blank: rows of delimiters alone at the end are none
        fc
          .array(fc.tuple(row, lineEnd, fc.boolean()), { maxLength: 5 })
          .map((lines): typeof lines => [...lines, [["z", "", ""], "\n", false]]),
        fc.constantFrom(",", ";", "\t"),
        fc.boolean(),
        (lines, delimiter, marked) => {
          const bom = marked ? "\uFEFF" : "";
          let text = `${bom}${["id", "name", "team"].join(delimiter)}\n`;
          const starts: number[][] = [];
          for (const [cells, end, always] of lines) {
            const offsets: number[] = [];
            for (const [index, value] of cells.entries()) {
              if (index > 0) text += delimiter;
              offsets.push(text.length);
              const needs = always || /[",;\t\r\n]|^\s|\s$/.test(value);
              if (needs) quoted++;
              text += needs ? `"${value.replaceAll('"', '""')}"` : value;
            }
            starts.push(offsets);
            text += end;
          }
          const read = table(text);
          expect(read.rows).toEqual(lines.map(([cells]) => cells.map((value) => value.replace(/\r\n?/g, "\n"))));
          for (const [index, offsets] of starts.entries()) {
            for (const [column, offset] of offsets.entries()) {
              const before = text.slice(bom.length, offset).split(/\r\n|\r|\n/);
              if (before.length > index + 2) broken++;
              expect(read.cellPlace(index, column)).toEqual({
                file: "mentees.csv",
                line: before.length,
                column: before[before.length - 1].length + 1,
              });
            }
          }
        },
      ),
      { numRuns: 300 },
    );
    expect(broken).toBeGreaterThan(100);
    expect(quoted).toBeGreaterThan(500);
  });
});

describe("parseCsv(): what it refuses", () => {
  test("parseCsv(): an empty file, or one with a header only, is no table", () => {
    expect(messages("")).toMatchInlineSnapshot(`
      [
        "mentees.csv:1:1: Expected the file to be a header line followed by at least one row, received an empty file.",
      ]
    `);
    expect(messages("\uFEFF \r\n\r\n")).toHaveLength(1);
    expect(messages("\nid,name\n\n")).toMatchInlineSnapshot(`
      [
        "mentees.csv:2:1: Expected the file to be a header line followed by at least one row, received a header line only.",
      ]
    `);
  });

  test("parseCsv(): names every short and every long row by line and column, and keeps them out of the rows", () => {
    const text = 'id,name,team\nada,Ada\nben,"Ben,\nB.",core\nchidi,Chidi,data,x,y\n\ndora,Dora,web\n';
    expect(messages(text)).toMatchInlineSnapshot(`
      [
        "mentees.csv:2:1: Expected the number of fields in this row to be 3, as in the header, received 2. A field that is left out still needs its delimiter.",
        "mentees.csv:5:18: Expected the number of fields in this row to be 3, as in the header, received 5. A field that holds the delimiter must stand in quotes.",
      ]
    `);
    expect(parseCsv(text, "mentees.csv").table!.rows.map(([id]) => id)).toEqual(["ben", "dora"]);
  });

  test("parseCsv(): names the quote that is never closed, and keeps the rows before it", () => {
    const text = 'id,name\nada,Ada\nben,"Ben\nchidi,Chidi\n';
    expect(messages(text)).toMatchInlineSnapshot(`
      [
        "mentees.csv:3:5: Expected the quoted field to be closed by another quote, received none up to the end of the file. A quote inside a quoted field is written twice: "".",
      ]
    `);
    expect(parseCsv(text, "mentees.csv").table!.rows).toEqual([["ada", "Ada"]]);
  });

  test("parseCsv(): names the quoted field that goes on behind its closing quote", () => {
    expect(messages('id,name\nada,"Ada "the" first"\n')).toMatchInlineSnapshot(`
      [
        "mentees.csv:2:5: Expected the quoted field to be followed by a delimiter or the end of the line, received more text. A quote inside a quoted field is written twice: "".",
      ]
    `);
    expect(codes('"id,name\nada,Ada\n')).toEqual(["E_CSV mentees.csv:1:1"]);
  });

  test("parseCsv(): names a header that stands twice or is blank over cells", () => {
    expect(messages("id,name, id ,team,\nada,Ada,a,b,c\n")).toMatchInlineSnapshot(`
      [
        "mentees.csv:1:9: Expected the header of column 3 to be different from all others, received "id" again, as in column 1.",
        "mentees.csv:1:19: Expected the header of column 5 to be a name, as its cells hold something, received a blank.",
      ]
    `);
  });

  test("parseCsv(): reports everything at once, in the order of the lines within each kind", () => {
    expect(codes('id,id\nada\nben,b,c\nx,"\n')).toEqual([
      "E_CSV mentees.csv:4:3",
      "E_CSV mentees.csv:2:1",
      "E_CSV mentees.csv:3:7",
      "E_HEADER mentees.csv:1:4",
    ]);
  });

  test("parseCsv(): no row is dropped without an issue", () => {
    const line = fc.constantFrom("ada,Ada", "ben", "chidi,C,x", ",", '"dora",D', "elif,E");
    let ragged = 0;
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const { table: read, issues } = parseCsv(["id,name", ...lines].join("\n"), "mentees.csv");
        ragged += issues.length;
        const cleared = lines.length - 1 - lines.findLastIndex((text) => text !== ",");
        const headerOnly = cleared === lines.length ? 1 : 0;
        expect(read!.rows.length + issues.length).toBe(lines.length - cleared + headerOnly);
      }),
      { numRuns: 200 },
    );
    expect(ragged).toBeGreaterThan(100);
  });

  test("parseCsv(): adversarial quoting of a megabyte ends with an issue", () => {
    for (const text of [
      `id,name\n${'"a"b'.repeat(250_000)}`,
      `id,name\n${'"'.repeat(1_000_001)}`,
      `${",".repeat(1_000_000)}\nx`,
    ]) {
      expect(parseCsv(text, "mentees.csv").issues.length).toBeGreaterThan(0);
    }
  });
});
