import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { custom, match, type Policy, TelemachusError } from "telemachus";
import { type InputFile, type ReadProgramme, readProgramme, writeXlsx } from "telemachus/io";
import { describe, expect, test } from "vitest";
import { validateMatching } from "../support/validateMatching.js";

const file = (name: string, text: string): InputFile => ({ name, bytes: new TextEncoder().encode(text) });
const policy: Policy = { criteria: { skills: { kind: "coverage", field: "skills" } } };
const read = (mentees: string, mentors: string, more: { policy?: Policy; rejectRows?: boolean } = {}) =>
  readProgramme(
    { mentees: file("mentees.csv", mentees), mentors: file("mentors.csv", mentors), policy: more.policy ?? policy },
    { rejectRows: more.rejectRows },
  );
const messages = ({ issues }: ReadProgramme) => issues.map(({ code, message }) => `${code} ${message}`);
const reasons = (rejected: ReadProgramme["mentees"]["rejected"]) =>
  rejected.map(({ line, cells, issues }) => [line, cells.join("|"), issues.map(({ message }) => message).join(" ")]);
const MENTORS = "id,name,skills,capacity\nlin,Lin,sql; ts,2\nnoor,Noor,design,1\n";

/** That every row is a person or a rejected row, each once. */
function reconciles(result: ReadProgramme): void {
  for (const side of ["mentees", "mentors"] as const) {
    const { rows, people, rejected } = result[side];
    expect(rows).toBe(people + rejected.length);
    if (result.people !== undefined) expect(result.people[side]).toHaveLength(people);
    for (const { issues } of rejected) expect(issues.length).toBeGreaterThan(0);
    expect(rejected.map(({ line }) => line)).toEqual(rejected.map(({ line }) => line).toSorted((a, b) => a - b));
  }
}

describe("readProgramme(): files without problems", () => {
  test("CSV, a workbook and JSON give the same people, which match() takes", async () => {
    const mentees = [
      ["id", "name", "skills"],
      ["ada", "Ada", "sql"],
      ["ben", "Ben", "design"],
    ];
    const csv = file("mentees.csv", mentees.map((cells) => cells.join(",")).join("\r\n"));
    const xlsx = {
      name: "people.xlsx",
      sheet: "Mentees",
      bytes: await writeXlsx([
        { name: "Notes", header: ["x"], rows: [["y"]] },
        { name: "Mentees", header: mentees[0], rows: mentees.slice(1) },
      ]),
    };
    const people = [
      { id: "ada", name: "Ada", skills: ["sql"] },
      { id: "ben", name: "Ben", skills: ["design"] },
    ];
    const json = file("mentees.json", JSON.stringify(people));
    for (const given of [csv, xlsx, json]) {
      const result = await readProgramme({
        mentees: given,
        mentors: file("mentors.csv", MENTORS),
        policy: file("policy.json", JSON.stringify(policy)),
      });
      expect(messages(result)).toEqual([]);
      expect(result.people!.mentees).toEqual(people);
      expect(result.policy).toEqual(policy);
      reconciles(result);
      const matching = match(result.people!, result.policy!);
      validateMatching(matching, result.people!, policy);
      expect(matching.pairs.map(({ mentee, mentor }) => `${mentee} ${mentor}`)).toEqual(["ada lin", "ben noor"]);
    }
  });

  test("says what was carried along, what looks unsplit and which fields are filled", async () => {
    const { mentees, mentors } = await read('id,skills,Notes\nada,"sql, ts",x\n', MENTORS);
    expect(mentees).toMatchObject({ rows: 1, people: 1, header: ["id", "skills", "Notes"], carried: ["Notes"] });
    expect(mentees.unsplit).toEqual([{ field: "skills", cells: 1 }]);
    expect(mentors.filled.has("capacity")).toBe(true);
  });

  test("a policy may be an object with functions of its own", async () => {
    const own: Policy = {
      criteria: { own: custom({ name: "half", version: "1", score: () => 0.5 }) },
    } as unknown as Policy;
    expect((await read("id\nada\n", MENTORS, { policy: own })).people?.mentees).toHaveLength(1);
  });
});

describe("readProgramme(): problems", () => {
  test("all of them are told at once, in the order of files, lines and columns, and nobody is returned", async () => {
    const result = await readProgramme({
      mentees: file("mentees.csv", "id,timeZone,skills\nada,Mars,sql\nben,Europe/London\nada,#REF!,sql\n"),
      mentors: file("mentors.csv", "id,capacity\nlin,two\n"),
      policy: file(
        "policy.json",
        '{"criteria": {"skills": {"kind": "coverage", "field": "skills"}},\n "pins": [{"mentee": "ben", "mentor": "lin", "reason": "x"}]}',
      ),
    });
    expect(messages(result)).toMatchInlineSnapshot(`
      [
        "E_DATE mentees.csv:2:5: Expected timeZone to be an IANA time zone such as Europe/London, received a text.",
        "E_CSV mentees.csv:3:1: Expected the number of fields in this row to be 3, as in the header, received 2. A field that is left out still needs its delimiter.",
        "E_DUPLICATE mentees.csv:4:1: Expected id to be an id of one person only, received "ada", which mentees.csv:2:1 has too.",
        "E_TYPE mentees.csv:4:5: Expected the cell to be a value, received the spreadsheet's error #REF!.",
        "E_CAPACITY mentors.csv:2:5: Expected capacity to be a non-negative whole number of seats, received a text.",
      ]
    `);
    expect(result.people).toBeUndefined();
    expect(result.policy).toBeUndefined();
    reconciles(result);
  });

  test("problems of the policy are told with its file, or by path where it is none; columns cannot be read then", async () => {
    const bad = { criteria: {}, columns: { mentees: { skils: "x" } } } as unknown as Policy;
    expect(messages(await read("id\nada\n", MENTORS, { policy: bad }))[0]).toMatch(
      /^E_UNKNOWN_KEY Expected policy\.columns/,
    );
    const result = await readProgramme({
      mentees: file("mentees.csv", "id,\nada,x\n"),
      mentors: file("mentors.csv", MENTORS),
      policy: file("policy.json", "{"),
    });
    expect(messages(result).map((text) => text.slice(0, 30))).toEqual([
      "E_HEADER mentees.csv:1:4: Expe",
      "E_JSON policy.json:1:2: Expect",
    ]);
    expect([result.mentees.rows, result.mentors.rows]).toEqual([1, 2]);
    reconciles(result);
  });

  test("at most a hundred are listed, and all are counted", async () => {
    const result = await read(`id\n${"a,b\n".repeat(150)}ada\n`, MENTORS);
    expect([result.issues.length, result.unlisted, result.mentees.rows]).toEqual([100, 50, 151]);
  });

  test("relocate() places what match() says later, about people and about a policy in a file", async () => {
    const result = await read("id,skills\nada,sql\n", MENTORS);
    const [placed] = result.relocate([
      {
        code: "E_TYPE",
        path: "mentees[0].skills",
        pointer: "/mentees/0/skills",
        expected: "x",
        received: "y",
        message: "",
      },
    ]);
    expect(placed.message).toBe("mentees.csv:2:5: Expected skills to be x, received y.");
  });
});

describe("readProgramme(): choices by name", () => {
  const byName: Policy = {
    ...policy,
    columns: { mentees: { "requests.choices": { from: ["First", "Second"], by: "name" } } },
  };

  test("names become ids of the other side, without regard to case and white space", async () => {
    const result = await read("id,First,Second\nada,  NOOR ,lin\nben,,Lin\n", MENTORS, { policy: byName });
    expect(messages(result)).toEqual([]);
    expect(result.people!.mentees.map(({ requests }) => requests?.choices)).toEqual([["noor", "lin"], ["lin"]]);
  });

  test("a name that nobody has or several have is a problem of its own cell; one person twice is one", async () => {
    const mentors = "id,name\nlin,Lin\nlin2,lin\nnoor,Noor\n";
    const result = await read("id,First,Second\nada,Noor,Lin\nben,Sam,Noor\n", mentors, { policy: byName });
    expect(messages(result)).toMatchInlineSnapshot(`
      [
        "E_UNKNOWN_ID mentees.csv:2:10: Expected requests.choices (column "Second") to be the name of one of the mentors, received the name of several ("lin", "lin2").",
        "E_UNKNOWN_ID mentees.csv:3:5: Expected requests.choices (column "First") to be the name of one of the mentors, received a name that nobody has.",
      ]
    `);
    const sifted = await read("id,First,Second\nada,Noor,Lin\nben,,Noor\n", mentors, {
      policy: byName,
      rejectRows: true,
    });
    expect(sifted.people!.mentees.map(({ id }) => id)).toEqual(["ben"]);
  });

  test("where the other side has no names, that is said once", async () => {
    const result = await read("id,First,Second\nada,Noor,Lin\nben,Sam,Noor\n", "id\nlin\n", { policy: byName });
    expect(messages(result)).toHaveLength(1);
    expect(messages(result)[0]).toMatch(/^E_HEADER mentees\.csv:2:5: .*none of the mentors has a name/);
  });
});

describe("readProgramme(): rejectRows", () => {
  test("leaves out rows that are ragged, unreadable, refused by the schema or of an id that several have", async () => {
    const mentees = [
      "id,skills,timeZone,priority",
      "ada,sql,Europe/London,1",
      "ben,sql",
      "chidi,#N/A,Europe/London,1",
      "dora,sql,Mars,high",
      "twin,sql,Europe/London,1",
      "elif,ts,Asia/Kolkata,2",
      "twin,ts,Europe/London,3",
      ",ts,Europe/London,3",
    ].join("\n");
    const result = await read(mentees, MENTORS, { rejectRows: true });
    expect(messages(result)).toEqual([]);
    expect(result.people!.mentees.map(({ id }) => id)).toEqual(["ada", "elif"]);
    expect(reasons(result.mentees.rejected)).toMatchInlineSnapshot(`
      [
        [
          3,
          "ben|sql",
          "mentees.csv:3:1: Expected the number of fields in this row to be 4, as in the header, received 2. A field that is left out still needs its delimiter.",
        ],
        [
          4,
          "chidi|#N/A|Europe/London|1",
          "mentees.csv:4:7: Expected the cell to be a value, received the spreadsheet's error #N/A.",
        ],
        [
          5,
          "dora|sql|Mars|high",
          "mentees.csv:5:10: Expected timeZone to be an IANA time zone such as Europe/London, received a text. mentees.csv:5:15: Expected priority to be a finite number, received a text.",
        ],
        [
          6,
          "twin|sql|Europe/London|1",
          "mentees.csv:6:1: Expected id to be an id of one person only, received "twin", which mentees.csv:8:1 has too.",
        ],
        [
          8,
          "twin|ts|Europe/London|3",
          "mentees.csv:8:1: Expected id to be an id of one person only, received "twin", which mentees.csv:6:1 has too.",
        ],
        [
          9,
          "|ts|Europe/London|3",
          "mentees.csv:9:1: Expected id to be an id (a text), received nothing.",
        ],
      ]
    `);
    reconciles(result);
    validateMatching(match(result.people!, policy), result.people!, policy);
    const [placed] = result.relocate([
      {
        code: "E_TYPE",
        path: "mentees[1].skills",
        pointer: "/mentees/1/skills",
        expected: "x",
        received: "y",
        message: "",
      },
    ]);
    expect(placed.path).toBe("mentees.csv:7:6");
  });

  test("goes on until what is left is sound: chains of managers, answers that are on no scale, rows of both sides", async () => {
    const graded: Policy = {
      criteria: { ...policy.criteria, grade: { kind: "proximity", field: "grade", tolerance: 1 } },
      scales: { grade: ["low", "high"] },
    } as Policy;
    const result = await read(
      "id,manager,attributes.grade\nada,ben,low\nben,ada,low\nchidi,,middling\ndora,,high\n",
      "id,attributes.grade\nlin,low\nnoor,none\n",
      { policy: graded, rejectRows: true },
    );
    expect(messages(result)).toEqual([]);
    expect(result.people!.mentees.map(({ id }) => id)).toEqual(["dora"]);
    expect(result.people!.mentors.map(({ id }) => id)).toEqual(["lin"]);
    expect(result.mentees.rejected.map(({ issues }) => issues.map(({ code }) => code))).toEqual([
      ["E_CYCLE"],
      ["E_CYCLE"],
      ["E_SCALE"],
    ]);
    reconciles(result);
  });

  test("a request for someone who was left out is none, as any id outside the programme; a pin on them is a problem", async () => {
    const mentors = "id,skills,capacity\nlin,sql,2\nnoor,design,many\n";
    const asked = await read("id,requests.choices\nada,noor;lin\n", mentors, { rejectRows: true });
    expect(asked.people!.mentees[0].requests).toEqual({ choices: ["noor", "lin"] });
    expect(match(asked.people!, policy).warnings.map(({ code }) => code)).toContain("W_UNKNOWN_ID");
    const pinned: Policy = { ...policy, pins: [{ mentee: "ada", mentor: "noor", reason: "agreed" }] };
    const result = await read("id\nada\n", mentors, { policy: pinned, rejectRows: true });
    expect(result.people).toBeUndefined();
    expect(messages(result)[0]).toMatch(/^E_UNKNOWN_ID Expected policy\.pins\[0\]/);
    reconciles(result);
  });

  test("problems of a file, its header or its quotes are never left out", async () => {
    for (const mentees of [
      "",
      "id,id\na,b\n",
      "name\nAda\n",
      'id,name\nada,"Ada\nben,Ben\n',
      "id,__proto__\nada,x\n",
    ]) {
      const result = await read(mentees, MENTORS, { rejectRows: true });
      expect(result.people).toBeUndefined();
      expect(result.issues.length).toBeGreaterThan(0);
      expect(result.mentees.rejected).toEqual([]);
      reconciles(result);
    }
  });

  test("entries of JSON are left out whole, and shown as they stand", async () => {
    const mentees = file("mentees.json", '[{"id": "ada"},\n null,\n {"id": "ben", "skils": []},\n {"id": 7}]');
    const result = await readProgramme(
      { mentees, mentors: file("mentors.csv", MENTORS), policy },
      { rejectRows: true },
    );
    expect(result.people!.mentees).toEqual([{ id: "ada" }]);
    expect(result.mentees.header).toEqual(["entry"]);
    expect(reasons(result.mentees.rejected).map(([line, cells]) => [line, cells])).toEqual([
      [2, "null"],
      [3, '{"id":"ben","skils":[]}'],
      [4, '{"id":7}'],
    ]);
    reconciles(result);
  });

  test("thousands of rows that only a criterion refuses are all found", async () => {
    const graded: Policy = {
      criteria: { grade: { kind: "proximity", field: "grade", tolerance: 1 } },
      scales: { grade: ["low", "high"] },
    } as Policy;
    const rows = (count: number) =>
      `id,attributes.grade\nada,low\n${Array.from({ length: count }, (_, i) => `p${i},odd`).join("\n")}`;
    const sifted = await read(rows(6000), MENTORS, { policy: graded, rejectRows: true });
    expect([messages(sifted), sifted.unlisted]).toEqual([[], 0]);
    expect([sifted.people?.mentees.length, sifted.mentees.rejected.length]).toEqual([1, 6000]);
    expect(sifted.mentees.rejected.every(({ issues }) => issues[0].code === "E_SCALE")).toBe(true);
    reconciles(sifted);
    const refused = await read(rows(6000), MENTORS, { policy: graded });
    expect([refused.issues.length, refused.unlisted]).toEqual([100, 5900]);
  });

  test("whatever is damaged, every row is a person or is rejected with its reason, and what is left can be matched", async () => {
    const usual = ["ada", "ben", "", "x", "#N/A", "9", "Mars", "Europe/London", '"a""b"', "sql; ts", "\u202e", "'=1"];
    const cell = fc.oneof(
      { weight: 150, arbitrary: fc.constantFrom(...usual) },
      { weight: 1, arbitrary: fc.constantFrom('"', "\0") },
    );
    const row = fc.array(cell, { minLength: 1, maxLength: 5 });
    const counts = { whole: 0, sifted: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.array(row, { maxLength: 5 }),
        async (mentees, mentors) => {
          const table = (header: string, rows: string[][]) =>
            `${header}\n${rows.map((cells) => cells.join(",")).join("\n")}\n`;
          const head = "id,skills,timeZone,name";
          const result = await read(
            table(head, [["zoe", "sql", "", ""], ...mentees]),
            table(head, [["yan", "ts", "", ""], ...mentors]),
            { rejectRows: true },
          );
          reconciles(result);
          if (result.people === undefined) {
            expect(result.issues.length).toBeGreaterThan(0);
            counts.refused++;
            return;
          }
          // blank lines are no rows
          const isRow = (cells: string[]) => cells.length > 1 || cells[0] !== "";
          expect(result.mentees.rows).toBe(1 + mentees.filter(isRow).length);
          counts[result.mentees.rejected.length > 0 ? "sifted" : "whole"]++;
          expect(() => match(result.people!, policy)).not.toThrow(TelemachusError);
        },
      ),
      { numRuns: 200 },
    );
    expect(counts.sifted).toBeGreaterThan(60);
    expect(counts.refused).toBeGreaterThan(5);
  });
});

const CIVIL_SERVICE = new URL("../../../shared/data/ukcs-mentor-match/", import.meta.url);

describe.skipIf(!existsSync(CIVIL_SERVICE))(
  "readProgramme(): a civil service programme (skipped where its files are absent)",
  () => {
    test("500 mentees and 500 mentors as the form exported them", async () => {
      const fileOf = (side: string): InputFile => {
        return { name: `${side}.csv`, bytes: readFileSync(new URL(`large-${side}.csv`, CIVIL_SERVICE)) };
      };
      const shared = {
        id: "email address",
        name: { from: ["first name", "last name"] },
        "attributes.grade": "grade",
        organisation: "organisation",
        "attributes.profession": "profession",
      };
      const own: Policy = {
        criteria: { profession: { kind: "equality", field: "profession" } },
        columns: {
          mentees: {
            ...shared,
            "requests.livedExperiences": {
              from: "identity to match",
              split: ",",
              when: { column: "match with similar identity", is: "yes" },
            },
          },
          mentors: { ...shared, livedExperiences: { from: "characteristics", split: "," } },
        },
      } as Policy;
      const result = await readProgramme(
        { mentees: fileOf("mentees"), mentors: fileOf("mentors"), policy: own },
        { rejectRows: true },
      );
      expect(messages(result)).toEqual([]);
      expect([result.mentees.rows, result.mentors.rows]).toEqual([500, 500]);
      reconciles(result);
      expect(result.mentees.rejected).toEqual([]);
      const asked = result.people!.mentees.filter(({ requests }) => requests !== undefined).length;
      expect(asked).toBeGreaterThan(100);
    });
  },
);
