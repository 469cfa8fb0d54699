import { describe, expect, test } from "vitest";
import { issue, type Path } from "../../src/errors.js";
import { columnsToPeople } from "../../src/io/columnsToPeople.js";
import { jsonToPeople } from "../../src/io/filePeople.js";
import { parseCsv } from "../../src/io/parseCsv.js";
import { parseJson } from "../../src/io/parseJson.js";
import { relocate } from "../../src/io/relocate.js";

const columns = { id: "e-mail", skills: "wants" };
const mentees = columnsToPeople(
  parseCsv("e-mail,wants,attributes.grade\nada,sql,HEO\nben,ts,EO\n", "mentees.csv").table!,
  "mentees",
  { columns },
);
const mentors = jsonToPeople(parseJson('[\n  {"id": "lin", "capacity": -1},\n  {}\n]', "mentors.json"));

const policy = parseJson('{\n  "criteria": {\n    "skills": { "weight": -1 }\n  }\n}', "policy.json");
const files = { mentees, mentors, policy };

const problem = (path: Path, received = "nothing", hint?: string) =>
  issue("E_TYPE", path, {
    expected: "different from mentees[0].id",
    received,
    ...(hint === undefined ? {} : { hint }),
  });
const messages = (...paths: Path[]) =>
  relocate(
    paths.map((path) => problem(path)),
    files,
  ).map(({ message }) => message);

describe("relocate()", () => {
  test("relocate(): turns a problem of a person into one at the file, line and column of the field, and names the column", () => {
    expect(
      messages(
        ["mentees", 1, "id"],
        ["mentees", 0, "skills", 0, "level"],
        ["mentees", 1, "attributes", "grade"],
        ["mentees", 1],
      ),
    ).toMatchInlineSnapshot(`
      [
        "mentees.csv:3:1: Expected id (column "e-mail") to be different from mentees.csv:2:1, received nothing.",
        "mentees.csv:2:5: Expected skills (column "wants") to be different from mentees.csv:2:1, received nothing.",
        "mentees.csv:3:8: Expected attributes.grade to be different from mentees.csv:2:1, received nothing.",
        "mentees.csv:3:1: Expected the row to be different from mentees.csv:2:1, received nothing.",
      ]
    `);
    expect(messages(["mentors", 0, "capacity"], ["mentors", 1, "id"])).toMatchInlineSnapshot(`
      [
        "mentors.json:2:29: Expected capacity to be different from mentees.csv:2:1, received nothing.",
        "mentors.json:3:3: Expected id to be different from mentees.csv:2:1, received nothing.",
      ]
    `);
  });

  test("relocate(): rewords every mention of a person, and keeps code and pointer", () => {
    const found = problem(
      ["mentees", 1, "id"],
      "the id of mentees[0]",
      "See mentors[0].capacity and mentees[1].skills[0].",
    );
    const [placed] = relocate([found], files);
    expect(placed).toMatchObject({
      code: "E_TYPE",
      path: "mentees.csv:3:1",
      pointer: "/mentees/1/id",
      expected: "different from mentees.csv:2:1",
      received: "the id of mentees.csv:2:1",
      hint: "See mentors.json:2:29 and mentees.csv:3:5.",
    });
  });

  test("relocate(): leaves out problems of a field whose column the file lacks, as that is said once", () => {
    const lacking = columnsToPeople(parseCsv("id,wants\nada,sql\n", "mentees.csv").table!, "mentees", {
      columns: { id: "e-mail", "attributes.grade": "grade" },
    });
    const paths: Path[] = [
      ["mentees", 0, "id"],
      ["mentees", 0, "attributes", "grade"],
      ["mentees", 0, "attributes", "site"],
      ["mentees", 0],
    ];
    const found = relocate(
      paths.map((path) => problem(path)),
      { ...files, mentees: lacking },
    );
    expect(found.map(({ pointer }) => pointer)).toEqual(["/mentees/0/attributes/site", "/mentees/0"]);
  });

  test("relocate(): places problems of the policy in its file, with the path inside it", () => {
    expect(
      messages(["policy", "criteria", "skills", "weight"], ["policy", "criteria", "skills", "field"], ["policy"]),
    ).toMatchInlineSnapshot(`
      [
        "policy.json:3:27: Expected criteria.skills.weight to be different from mentees.csv:2:1, received nothing.",
        "policy.json:3:15: Expected criteria.skills.field to be different from mentees.csv:2:1, received nothing.",
        "policy.json:1:1: Expected the policy to be different from mentees.csv:2:1, received nothing.",
      ]
    `);
  });

  test("relocate(): returns problems of anything else as they are", () => {
    const list = problem(["mentees"]);
    expect(relocate([list], files)).toEqual([list]);
  });
});

describe("jsonToPeople()", () => {
  test("jsonToPeople(): takes a list as it is, and names a file that holds something else", () => {
    expect(mentors.people).toEqual([{ id: "lin", capacity: -1 }, {}]);
    const { people, issues } = jsonToPeople(parseJson('{"mentors": []}', "mentors.json"));
    expect(people).toEqual([]);
    expect(issues.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "mentors.json:1:1: Expected the file to be a list of people, received an object.",
      ]
    `);
  });
});
