import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { columnsToPeople } from "../../src/io/columnsToPeople.js";
import type { Side } from "../../src/io/fields.js";
import { parseCsv } from "../../src/io/parseCsv.js";
import type { ColumnMap } from "../../src/problem/policy.js";

function read(
  text: string,
  options: { columns?: ColumnMap; scales?: { [field: string]: string[] }; side?: Side } = {},
) {
  const { table, issues } = parseCsv(text, "people.csv");
  expect(issues).toEqual([]);
  return columnsToPeople(table!, options.side ?? "mentees", options);
}

const people = (text: string, options: Parameters<typeof read>[1] = {}) => {
  const result = read(text, options);
  expect(result.issues).toEqual([]);
  return result.people;
};
const messages = (text: string, columns: ColumnMap) => read(text, { columns }).issues.map(({ message }) => message);

describe("columnsToPeople(): fields", () => {
  test("columnsToPeople(): a header equal to a field's path fills that field without an entry", () => {
    const header =
      "id,name,skills,attributes.grade,requests.livedExperiences,requests.avoid,display.pronouns,auditOnly.age,team";
    expect(people(`${header}\nada,Ada,"sql; ts",HEO,first in family,ben;sam,she,34,core\n`)).toEqual([
      {
        id: "ada",
        name: "Ada",
        skills: ["sql", "ts"],
        attributes: { grade: "HEO" },
        requests: { livedExperiences: ["first in family"], avoid: ["ben", "sam"] },
        display: { pronouns: "she" },
        auditOnly: { age: "34" },
        team: "core",
      },
    ]);
  });

  test("columnsToPeople(): an entry names the header of a field, and then no other header fills it", () => {
    expect(people("e-mail,id\nada@x,7\n", { columns: { id: "e-mail" } })).toEqual([
      { id: "ada@x", display: { id: "7" } },
    ]);
  });

  test("columnsToPeople(): a header that an entry reads fills only that entry's field", () => {
    expect(people("name,skills\nada,sql\n", { columns: { id: "name" } })).toEqual([{ id: "ada", skills: ["sql"] }]);
  });

  test("columnsToPeople(): lists split at a semicolon, or at `split`; entries are trimmed and empty ones dropped", () => {
    const columns = { goals: { from: "aims", split: "," }, "attributes.sites": { from: "sites", split: "/" } };
    expect(people('id,skills,aims,sites\nada, sql ;; ts;,"lead, speak",york / leeds\n', { columns })).toEqual([
      { id: "ada", skills: ["sql", "ts"], goals: ["lead", "speak"], attributes: { sites: ["york", "leeds"] } },
    ]);
  });

  test("columnsToPeople(): a blank cell leaves its field absent, which is unknown, and not an empty list", () => {
    expect(people("id,skills,team,attributes.grade,notes\nada, ,,  ,\nben,;,,,x\n")).toEqual([
      { id: "ada" },
      { id: "ben", display: { notes: "x" } },
    ]);
  });

  test("columnsToPeople(): several headers join with one space or with `join`, blank cells left out", () => {
    const columns = { name: { from: ["first", "last"] }, skills: { from: ["s1", "s2", "s3"], join: ";" } };
    expect(people("id,first,last,s1,s2,s3\nada,Ada,Byron,sql,,ts\nben,,Bo,,,\n", { columns })).toEqual([
      { id: "ada", name: "Ada Byron", skills: ["sql", "ts"] },
      { id: "ben", name: "Bo" },
    ]);
  });

  test("columnsToPeople(): `values` translates a trimmed cell, or each entry of a list, and only a whole one", () => {
    const columns: ColumnMap = {
      "attributes.remote": { from: "remote", values: { yes: true, no: false, "": "unsaid" } },
      languages: { from: "speaks", values: { EN: "English", constructor: "Java" } },
    };
    expect(
      people("id,remote,speaks\nada, yes ,EN; fr\nben,no,ENG\nchidi,,constructor;toString\n", { columns }),
    ).toEqual([
      { id: "ada", attributes: { remote: true }, languages: ["English", "fr"] },
      { id: "ben", attributes: { remote: false }, languages: ["ENG"] },
      { id: "chidi", attributes: { remote: "unsaid" }, languages: ["Java", "toString"] },
    ]);
  });

  test("columnsToPeople(): `when` reads a field only in rows where the other column has one of the values", () => {
    const columns: ColumnMap = {
      "requests.livedExperiences": { from: "identity", when: { column: "share?", is: "yes" } },
      team: { from: "group", when: { column: "share?", is: ["yes", "maybe"] } },
    };
    expect(
      people("id,share?,identity,group\nada, yes ,first,a\nben,no,first,b\nchidi,Yes,first,c\ndora,maybe,x,d\n", {
        columns,
      }),
    ).toEqual([
      { id: "ada", team: "a", requests: { livedExperiences: ["first"] } },
      { id: "ben" },
      { id: "chidi" },
      { id: "dora", team: "d" },
    ]);
  });

  test("columnsToPeople(): a `when` on a column that is a field too leaves that field filled", () => {
    const columns = { skills: { from: "wants", when: { column: "team", is: "core" } } };
    expect(people("id,team,wants\nada,core,sql\nben,data,ts\n", { columns })).toEqual([
      { id: "ada", team: "core", skills: ["sql"] },
      { id: "ben", team: "data" },
    ]);
  });
});

describe("columnsToPeople(): numbers", () => {
  test.each([
    ["3", 3],
    ["-1", -1],
    ["0", 0],
    ["2.50", 2.5],
    [" 4 ", 4],
    ["9007199254740991", 9007199254740991],
    ["1,5", "1,5"],
    ["3 mentees", "3 mentees"],
    ["0x10", "0x10"],
    ["1e3", "1e3"],
    ["+3", "+3"],
    ["007", "007"],
    [".5", ".5"],
    ["5.", "5."],
    ["Infinity", "Infinity"],
    ["NaN", "NaN"],
    ["−1", "−1"],
    ["٣", "٣"],
    ["9007199254740993", "9007199254740993"],
  ])("columnsToPeople(): reads the cell %j as %j, never by coercion", (cell, value) => {
    const columns: ColumnMap = { "attributes.years": { from: "years", number: true } };
    expect(people(`id;capacity;years\nlin;${cell};${cell}\n`, { side: "mentors", columns })).toEqual([
      { id: "lin", capacity: value, attributes: { years: value } },
    ]);
  });

  test("columnsToPeople(): seniority is a number where it looks like one, and a label where it does not or a scale has it", () => {
    expect(people("id,seniority\nada,4\nben,senior\n")).toEqual([
      { id: "ada", seniority: 4 },
      { id: "ben", seniority: "senior" },
    ]);
    expect(people("id,seniority\nada,7\nben,8\n", { scales: { seniority: ["7", "6", "5"] } })).toEqual([
      { id: "ada", seniority: "7" },
      { id: "ben", seniority: 8 },
    ]);
  });

  test("columnsToPeople(): attributes stay texts unless their entry says `number`, and `values` comes first", () => {
    const columns: ColumnMap = {
      "attributes.years": { from: "years", number: true, values: { ten: "10", many: "lots" } },
    };
    expect(people("id,attributes.age,years\nada,34,ten\nben,34,many\n", { columns })).toEqual([
      { id: "ada", attributes: { age: "34", years: 10 } },
      { id: "ben", attributes: { age: "34", years: "lots" } },
    ]);
  });
});

describe("columnsToPeople(): columns that are no field", () => {
  test("columnsToPeople(): carries them to display as they stand, and says which", () => {
    const result = read("Timestamp,id,Job title,grade\n2026-01-05, ada , Clerk ,HEO\n", {
      columns: { "attributes.grade": "grade" },
    });
    expect(result.people).toEqual([
      { id: "ada", attributes: { grade: "HEO" }, display: { Timestamp: "2026-01-05", "Job title": " Clerk " } },
    ]);
    expect(result.carried).toEqual(["Timestamp", "Job title"]);
  });

  test("columnsToPeople(): capacity is a mentors' field; in a mentees' file it is carried like any other", () => {
    expect(people("id,capacity\nada,2\n")).toEqual([{ id: "ada", display: { capacity: "2" } }]);
    expect(people("id,capacity\nlin,2\n", { side: "mentors" })).toEqual([{ id: "lin", capacity: 2 }]);
  });

  test("columnsToPeople(): headers that name members of every object are kept, and pollute nothing", () => {
    const result = people("id,valueOf,toString,attributes.hasOwnProperty\nada,a,b,c\n") as object[];
    expect(JSON.stringify(result)).toBe(
      '[{"id":"ada","attributes":{"hasOwnProperty":"c"},"display":{"valueOf":"a","toString":"b"}}]',
    );
    expect(Object.getPrototypeOf(result[0])).toBe(Object.prototype);
    // attributes.__proto__ is no field, so the column is carried whole under its own header.
    const odd = people("id,attributes.__proto__\nada,x\n");
    expect(JSON.stringify(odd)).toBe('[{"id":"ada","display":{"attributes.__proto__":"x"}}]');
  });

  test("columnsToPeople(): refuses to carry a column whose header cannot be a key, but reads it where an entry says so", () => {
    expect(messages("id,__proto__,constructor\nada,x,y\n", {})).toMatchInlineSnapshot(`
      [
        "people.csv:1:4: Expected the column "__proto__" to be read by an entry of policy.columns, received none, while display cannot have a key of that name.",
        "people.csv:1:14: Expected the column "constructor" to be read by an entry of policy.columns, received none, while display cannot have a key of that name.",
      ]
    `);
    expect(
      people("id,__proto__,constructor\nada,x,y\n", { columns: { team: "constructor", goals: "__proto__" } }),
    ).toEqual([{ id: "ada", team: "y", goals: ["x"] }]);
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("x");
  });

  test("columnsToPeople(): a carried column never overwrites a display field that another column fills", () => {
    expect(messages("id,e-mail,email\nada,a@x,b@x\n", { "display.email": "e-mail" })).toMatchInlineSnapshot(`
      [
        "people.csv:1:11: Expected the column "email" to be read by an entry of policy.columns, received none, while display has a field of that name from another column.",
      ]
    `);
  });

  test("columnsToPeople(): no cell that holds something is lost, whatever the headers", () => {
    const header = fc.constantFrom(
      "name",
      "skills",
      "capacity",
      "display.x",
      "x",
      "mail",
      "attributes.a",
      "toString",
      "requests.avoid",
    );
    let carriedCells = 0;
    fc.assert(
      fc.property(
        fc.uniqueArray(header, { minLength: 1 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        (headers, salts) => {
          fc.pre(!(headers.includes("x") && headers.includes("display.x")));
          const rows = salts.map((salt, row) => headers.map((name) => `${name.length}-${salt}-${row}`));
          const text = [["id", ...headers], ...rows.map((cells, row) => [`p${row}`, ...cells])]
            .map((line) => line.join(","))
            .join("\n");
          const result = read(text);
          carriedCells += result.carried.length;
          const kept = JSON.stringify(result.people);
          for (const cell of rows.flat()) expect(kept).toContain(`"${cell}"`);
        },
      ),
      { numRuns: 200 },
    );
    expect(carriedCells).toBeGreaterThan(100);
  });
});

describe("columnsToPeople(): headers that the file lacks", () => {
  test("columnsToPeople(): names file, field and header once, with the nearest header", () => {
    const columns: ColumnMap = {
      id: "email",
      name: { from: ["first nam", "surname"] },
      "requests.livedExperiences": { from: "identity", when: { column: "share", is: "yes" } },
    };
    const text = "e-mail,first name,identity\nada@x,Ada,first\nben@x,Ben,second\n";
    expect(messages(text, columns)).toMatchInlineSnapshot(`
      [
        "people.csv:1:1: Expected the column "email" (for id) to be in the header, received no such column. Did you mean "e-mail"?",
        "people.csv:1:1: Expected the column "first nam" (for name) to be in the header, received no such column. Did you mean "first name"?",
        "people.csv:1:1: Expected the column "surname" (for name) to be in the header, received no such column.",
        "people.csv:1:1: Expected the column "share" (for requests.livedExperiences) to be in the header, received no such column.",
      ]
    `);
    const { people: rows, absent } = read(text, { columns });
    expect([...absent]).toEqual(["id", "name", "requests.livedExperiences"]);
    expect(rows).toEqual([
      { display: { "e-mail": "ada@x", "first name": "Ada" } },
      { display: { "e-mail": "ben@x", "first name": "Ben" } },
    ]);
  });

  test("columnsToPeople(): without any column for the id the file is refused once, not row by row", () => {
    expect(messages("Id number,team\n1,a\n2,b\n", {})).toMatchInlineSnapshot(`
      [
        "people.csv:1:1: Expected the column "id" to be in the header, received no such column. State in the policy's columns which column holds it.",
      ]
    `);
    expect(messages("id|name\nada|Ada\n", {})).toMatchInlineSnapshot(`
      [
        "people.csv:1:1: Expected the column "id" to be in the header, received no such column. Columns are separated by a comma, a semicolon or a tab.",
      ]
    `);
  });

  test("columnsToPeople(): a blank header is no column that an entry could name", () => {
    expect(messages("id,\nada,\n", { name: "" })).toHaveLength(1);
  });
});

describe("columnsToPeople(): where everything came from", () => {
  test("columnsToPeople(): locate() gives the cell of a field, the first of several, or the row", () => {
    const columns: ColumnMap = { name: { from: ["first", "last"] }, "attributes.a.b": "ab" };
    const { locate } = read('id,first,last,ab,skills,notes\nada,"A\nda",Byron,x,sql;ts,y\n', { columns });
    const at = (...path: (string | number)[]) => {
      const { place, subject } = locate(0, path);
      return `${place.line}:${place.column} ${subject}`;
    };
    expect(at("id")).toBe("2:1 id");
    expect(at("name")).toBe('2:5 name (column "first")');
    expect(at("attributes", "a.b")).toBe('3:11 attributes.a.b (column "ab")');
    expect(at("skills", 1)).toBe("3:13 skills");
    expect(at("display", "notes")).toBe('3:20 display.notes (column "notes")');
    expect(at()).toBe("2:1 the row");
    expect(at("goals")).toBe("2:1 goals");
  });
});
