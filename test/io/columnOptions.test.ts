import { describe, expect, test } from "vitest";
import { checkColumns } from "../../src/io/checkColumns.js";
import { columnsToPeople } from "../../src/io/columnsToPeople.js";
import type { Side } from "../../src/io/fields.js";
import { parseCsv } from "../../src/io/parseCsv.js";
import type { ColumnMap } from "../../src/problem/policy.js";

function read(text: string, columns: ColumnMap, side: Side = "mentees") {
  const { table, issues } = parseCsv(text, "people.csv");
  expect(issues).toEqual([]);
  expect(checkColumns({ [side]: columns })).toEqual([]);
  const result = columnsToPeople(table!, side, { columns });
  expect(result.issues).toEqual([]);
  return result;
}
const people = (...given: Parameters<typeof read>) => read(...given).people;
const skillsOf = (cell: string, column: Exclude<ColumnMap[string], string>) =>
  (people(`id,s\nada,"${cell}"\n`, { skills: { from: "s", ...column } })[0] as { skills?: unknown }).skills;

describe("levels and importances", () => {
  const levels = { basic: 1, Advanced: 4 };
  test.each([
    ["Python (advanced)", [{ name: "Python", level: 4 }]],
    ["Python: BASIC", [{ name: "Python", level: 1 }]],
    ["Python - advanced", [{ name: "Python", level: 4 }]],
    ["Python – 3", [{ name: "Python", level: 3 }]],
    ["Python (5)", [{ name: "Python", level: 5 }]],
    ["Python", ["Python"]],
    ["C (language)", ["C (language)"]],
    ["e-commerce", ["e-commerce"]],
    ["SQL: the basics", ["SQL: the basics"]],
    ["Python (advanced", ["Python (advanced"]],
    ["(advanced)", ["(advanced)"]],
    ["Python ()", ["Python ()"]],
    ["R: C (basic); SQL", [{ name: "R: C", level: 1 }, "SQL"]],
  ])("levels: %j", (cell, skills) => {
    expect(skillsOf(cell, { levels })).toEqual(skills);
  });

  test("levels: what is no level stays where the schema finds it, though a name may end in brackets", () => {
    expect(skillsOf("Python: 7", { levels })).toEqual([{ name: "Python", level: 7 }]);
    expect(skillsOf("Python (advancd)", { levels })).toEqual([{ name: "Python", level: "advancd" }]);
    expect(skillsOf("Python (advice)", { levels })).toEqual(["Python (advice)"]);
  });

  test("levels and importances stand behind a name in either order", () => {
    const importances = { "must have": 5, nice: 2 };
    const both = [{ name: "Python", level: 4, importance: 5 }];
    expect(skillsOf("Python (advanced) (must have)", { levels, importances })).toEqual(both);
    expect(skillsOf("Python (must have): advanced", { levels, importances })).toEqual(both);
    expect(skillsOf("Python (nice)", { importances })).toEqual([{ name: "Python", importance: 2 }]);
    expect(skillsOf("Python (nice) (nice)", { importances })).toEqual([{ name: "Python (nice)", importance: 2 }]);
  });

  test("levels of languages, importances of what is asked for, and `values` before both", () => {
    const columns: ColumnMap = {
      languages: { from: "l", levels: { native: 5 }, values: { DE: "German (native)" } },
      "requests.livedExperiences": { from: "r", importances: { much: 4 } },
    };
    expect(people("id,l,r\nada,DE; Twi: 2; French,carer - much\n", columns)).toEqual([
      {
        id: "ada",
        languages: [{ name: "German", level: 5 }, { name: "Twi", level: 2 }, "French"],
        requests: { livedExperiences: [{ name: "carer", importance: 4 }] },
      },
    ]);
  });

  test("levels: what people share is frozen, as the same answer is read once", () => {
    const [ada, ben] = people("id,s\nada,Python: 4\nben,Python: 4\n", { skills: { from: "s", levels: {} } }) as {
      skills: object[];
    }[];
    expect(ada.skills).not.toBe(ben.skills);
    expect(ada.skills).toEqual(ben.skills);
    expect(Object.isFrozen(ada.skills[0])).toBe(true);
  });

  test.each([
    ["brackets", "(".repeat(1e6)],
    ["closing brackets", `a${"(1)".repeat(3e5)}`],
    ["colons", `a${": 1".repeat(3e5)}`],
    ["dashes", `a${" - 1".repeat(2e5)}`],
    ["white space", `a (${" ".repeat(1e6)})`],
  ])("levels: a million characters of %s are read at once", (_, cell) => {
    expect(skillsOf(cell, { levels, importances: { nice: 1 }, split: "§" })).toHaveLength(1);
  });
});

describe("grids", () => {
  test("grid: each header is a term, whose cells are levels", () => {
    const grid = { "Skills [Python]": "Python", "Skills [SQL]": "SQL" };
    const columns: ColumnMap = { skills: { grid, levels: { basic: 1, expert: 5 }, values: { none: "" } } };
    const text = "id,Skills [Python],Skills [SQL]\nada,expert,3\nben,none,Basic\nchidi,,\ndora,none,none\n";
    expect(people(text, columns)).toEqual([
      {
        id: "ada",
        skills: [
          { name: "Python", level: 5 },
          { name: "SQL", level: 3 },
        ],
      },
      { id: "ben", skills: [{ name: "SQL", level: 1 }] },
      { id: "chidi" },
      { id: "dora" },
    ]);
  });

  test("grid: cells without levels are yes or no, and no to all is an empty list", () => {
    const grid = { Python: "Python", SQL: "SQL" };
    const columns: ColumnMap = { skills: { grid, values: { x: true } } };
    expect(people("id,Python,SQL\nada,x,No\nben,no,FALSE\nchidi,,\n", columns)).toEqual([
      { id: "ada", skills: ["Python"] },
      { id: "ben", skills: [] },
      { id: "chidi" },
    ]);
  });

  test("grid: an answer that is no level is left for the schema, at its own column", () => {
    const columns: ColumnMap = { skills: { grid: { Python: "Python", SQL: "SQL", Go: "Go" }, levels: { good: 4 } } };
    const { people: found, locate } = read("id,Python,SQL,Go\nada,good,,maybe\n", columns);
    expect(found).toEqual([
      {
        id: "ada",
        skills: [
          { name: "Python", level: 4 },
          { name: "Go", level: "maybe" },
        ],
      },
    ]);
    expect(locate(0, ["skills", 1, "level"])).toMatchObject({ place: { column: 11 }, subject: 'skills (column "Go")' });
    expect(locate(0, ["skills", 0])).toMatchObject({ place: { column: 5 } });
  });

  test("grid: of languages and of lived experiences asked for", () => {
    const columns: ColumnMap = {
      languages: { grid: { German: "German" }, levels: {} },
      "requests.livedExperiences": { grid: { Carer: "carer" }, importances: { very: 5 } },
    };
    expect(people("id,German,Carer\nada,2,very\n", columns)).toEqual([
      {
        id: "ada",
        languages: [{ name: "German", level: 2 }],
        requests: { livedExperiences: [{ name: "carer", importance: 5 }] },
      },
    ]);
  });

  test("grid: of availability, headers are days and cells hours, or the other way round", () => {
    const monday = [
      { day: "Monday", from: "09:00", to: "12:00" },
      { day: "Monday", from: "14:00", to: "16:00" },
    ];
    const days: ColumnMap = {
      availability: { grid: { "When? [Monday]": "Mon", "When? [Tuesday]": "Tue" }, values: { Morning: "9-12" } },
    };
    expect(people("id,When? [Monday],When? [Tuesday]\nada,Morning; 2-4pm,\nben,,late\n", days)).toEqual([
      { id: "ada", availability: monday },
      { id: "ben", availability: ["late"] },
    ]);
    const hours: ColumnMap = { availability: { grid: { early: "9-12", late: "14-16" } } };
    expect(people('id,early,late\nada,Monday,"Mon"\nben,"Mon, Tue",\n', hours)).toEqual([
      { id: "ada", availability: monday },
      { id: "ben", availability: [monday[0], { ...monday[0], day: "Tuesday" }] },
    ]);
  });

  test("grid: a header that the file lacks is named, and `when` holds for the whole grid", () => {
    const { table } = parseCsv("id,Python\nada,1\n", "people.csv");
    const columns: ColumnMap = { skills: { grid: { Python: "Python", SQL: "SQL" }, levels: {} } };
    const { issues } = columnsToPeople(table!, "mentees", { columns });
    expect(issues.map(({ message }) => message)).toEqual([
      'people.csv:1:1: Expected the column "SQL" (for skills) to be in the header, received no such column.',
    ]);
    const when: ColumnMap = { skills: { grid: { Python: "Python" }, when: { column: "share", is: "yes" } } };
    expect(people("id,share,Python\nada,yes,yes\nben,no,yes\n", when)).toEqual([
      { id: "ada", skills: ["Python"] },
      { id: "ben" },
    ]);
  });
});

describe("lists over several columns, and cells that say there is nothing", () => {
  test("from: ranked choices keep their rank, and each is found at its own column", () => {
    const columns: ColumnMap = { "requests.choices": { from: ["1st", "2nd", "3rd"] } };
    const { people: found, locate } = read("id,1st,2nd,3rd\nada,lin,,sam; noor\n", columns);
    expect(found).toEqual([{ id: "ada", requests: { choices: ["lin", "sam", "noor"] } }]);
    const columnOf = (entry: number) => locate(0, ["requests", "choices", entry]).place.column;
    expect([columnOf(0), columnOf(1), columnOf(2), columnOf(3)]).toEqual([5, 10, 10, 5]);
  });

  test("join: parts of one entry may stand in two columns", () => {
    const columns: ColumnMap = { availability: { from: ["day", "hours"], join: " " } };
    expect(people("id,day,hours\nada,Mon,9-11\n", columns)).toEqual([
      { id: "ada", availability: [{ day: "Monday", from: "09:00", to: "11:00" }] },
    ]);
  });

  test("none: a cell that says so is an empty list, which a blank one is not", () => {
    const columns: ColumnMap = { skills: { from: "s", none: "None of these" } };
    expect(people("id,s\nada, None of these \nben,\nchidi,None of these; sql\n", columns)).toEqual([
      { id: "ada", skills: [] },
      { id: "ben" },
      { id: "chidi", skills: ["None of these", "sql"] },
    ]);
  });

  test("values: what is replaced by an empty text counts as blank", () => {
    const columns: ColumnMap = {
      skills: { from: "s", values: { "n/a": "" } },
      team: { from: "t", values: { "-": "" } },
    };
    expect(people("id,s,t\nada,n/a; sql,-\nben,n/a,core\n", columns)).toEqual([
      { id: "ada", skills: ["sql"] },
      { id: "ben", team: "core" },
    ]);
  });
});

test("checkColumns(): names options that do not suit their field, and those that do not go together", () => {
  const issues = checkColumns({
    mentees: {
      id: { from: "i", none: "-", levels: {} },
      "attributes.grade": { from: "g", by: "name", importances: {} },
      "requests.choices": { grid: { a: "b" } },
      embedding: { from: "e", none: "-" },
      goals: { split: ";" },
      interests: { grid: {} },
      skills: { from: "s", join: ",", split: ";", none: "x", grid: { a: "b" }, levels: {}, importances: {} },
    },
  });
  expect(issues.map(({ code, message }) => `${code} ${message}`)).toMatchInlineSnapshot(`
    [
      "E_OPTION Expected policy.columns.mentees.id.none to be absent, as the field is no list that may be empty, received a text.",
      "E_OPTION Expected policy.columns.mentees.id.levels to be absent, as entries of the field have no level, received levels.",
      "E_OPTION Expected policy.columns.mentees["attributes.grade"].importances to be absent, as entries of the field have no importance, received importances.",
      "E_OPTION Expected policy.columns.mentees["attributes.grade"].by to be absent, as entries of the field are no people of the other side, received "name".",
      "E_OPTION Expected policy.columns.mentees["requests.choices"].grid to be absent, as no grid of questions is about the field, received a grid.",
      "E_OPTION Expected policy.columns.mentees.embedding.none to be absent, as the field is no list that may be empty, received a text.",
      "E_MISSING Expected policy.columns.mentees.goals.from to be a header, as there is no grid of headers, received nothing.",
      "E_MISSING Expected policy.columns.mentees.interests.from to be a header, as there is no grid of headers, received nothing.",
      "E_OPTION Expected policy.columns.mentees.skills.from to be absent, as the grid says which headers are read, received a header.",
      "E_OPTION Expected policy.columns.mentees.skills.join to be absent, as the cells of a grid are not joined, received a text.",
      "E_OPTION Expected policy.columns.mentees.skills.none to be absent, as a grid without any term is an empty list by itself, received a text.",
      "E_OPTION Expected policy.columns.mentees.skills.importances to be absent, as the cells of a grid hold levels, received importances.",
      "E_OPTION Expected policy.columns.mentees.skills.split to be absent, as each cell of such a grid is one answer, received a text.",
    ]
  `);
});
