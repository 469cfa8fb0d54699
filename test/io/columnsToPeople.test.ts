import fc from "fast-check";
import type { People } from "telemachus";
import { describe, expect, test } from "vitest";
import { columnsToPeople } from "../../src/io/columnsToPeople.js";
import type { Side } from "../../src/io/fields.js";
import { parseCsv } from "../../src/io/parseCsv.js";
import { parseJson } from "../../src/io/parseJson.js";
import { relocate } from "../../src/io/relocate.js";
import type { ColumnMap } from "../../src/problem/policy.js";
import { matchAny, refusal } from "../support/refusal.js";

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

describe("columnsToPeople(): when and where people are, and what they ask for", () => {
  test("columnsToPeople(): availability is a list of windows, a range of days one for each", () => {
    const cell = "Mon 9:00-11:30; Thu-Fri 14–16 ;";
    expect(people(`id,timeZone,availability\nada,Europe/London,${cell}\nben,,\n`)).toEqual([
      {
        id: "ada",
        timeZone: "Europe/London",
        availability: [
          { day: "Monday", from: "09:00", to: "11:30" },
          { day: "Thursday", from: "14:00", to: "16:00" },
          { day: "Friday", from: "14:00", to: "16:00" },
        ],
      },
      { id: "ben" },
    ]);
  });

  test("columnsToPeople(): a window that cannot be read stays a text beside those that can", () => {
    expect(people("id,availability\nada,mornings; Tue 9-11; Wed 9am-11\n")).toEqual([
      { id: "ada", availability: ["mornings", { day: "Tuesday", from: "09:00", to: "11:00" }, "Wed 9am-11"] },
    ]);
  });

  test("columnsToPeople(): windows are read after `values`, `split` and `join`", () => {
    const columns: ColumnMap = {
      availability: {
        from: ["first", "second"],
        split: ",",
        values: { "Office hours": "Mon-Tue 9-17", never: false, "": "Sun 1-2" },
      },
    };
    const monday = { day: "Monday", from: "09:00", to: "17:00" };
    const tuesday = { ...monday, day: "Tuesday" };
    const sunday = { day: "Sunday", from: "01:00", to: "02:00" };
    const text = 'id,first,second\nada,Office hours,Sun 1-2\nben,"never,Office hours",\nchidi,,\n';
    expect(people(text, { columns })).toEqual([
      { id: "ada", availability: [monday, tuesday, sunday] },
      { id: "ben", availability: [false, monday, tuesday] },
      { id: "chidi", availability: [sunday] },
    ]);
  });

  test("columnsToPeople(): a place is two numbers, from two columns", () => {
    const columns = { "location.latitude": "Lat", "location.longitude": { from: "Lon", values: { Greenwich: 0 } } };
    expect(people("id,Lat,Lon\nada,51.5,-0.12\nben,51.5,Greenwich\nchidi,,\ndora,north,\n", { columns })).toEqual([
      { id: "ada", location: { latitude: 51.5, longitude: -0.12 } },
      { id: "ben", location: { latitude: 51.5, longitude: 0 } },
      { id: "chidi" },
      { id: "dora", location: { latitude: "north" } },
    ]);
  });

  test("columnsToPeople(): a file with one half of a place lacks the other, which is said once and hides no header", () => {
    const half = read("id,location.latitude,lng\nada,51.5,0\nben,52,1\n");
    expect(half.issues.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "people.csv:1:1: Expected the column "location.longitude" to be in the header, received no such column. State in the policy's columns which column holds it.",
      ]
    `);
    expect([...half.absent]).toEqual(["location.longitude"]);
    expect(half.carried).toEqual(["lng"]);
    expect(messages("id,x,location.longitudes\nada,1,2\n", { "location.latitude": "x" })).toMatchInlineSnapshot(`
      [
        "people.csv:1:1: Expected the column "location.longitude" to be in the header, received no such column. Did you mean "location.longitudes"?",
      ]
    `);
  });

  test("columnsToPeople(): an embedding is a list of numbers, exponents too", () => {
    const columns = { embedding: { from: "vector", split: "," } };
    expect(people("id,embedding\nada,0.25; -1;3e-05;1.5E+2\nben,\n")).toEqual([
      { id: "ada", embedding: [0.25, -1, 0.00003, 150] },
      { id: "ben" },
    ]);
    expect(people('id,vector\nada,"0.25,-1"\n', { columns })).toEqual([{ id: "ada", embedding: [0.25, -1] }]);
  });

  test.each(["0.5;x", "0,5;0,25", "[0.5;0.25]", ".5;1", "1;0x10", "1e;2", "1e1.5;2", "9007199254740993;1", "NaN"])(
    "columnsToPeople(): an embedding that is not all numbers stays one text: %j",
    (cell) => {
      expect(people(`id,embedding\nada,"${cell}"\n`)).toEqual([{ id: "ada", embedding: cell }]);
    },
  );

  test("columnsToPeople(): choices keep their order and their repetitions", () => {
    expect(people("id,requests.choices\nada,sam; lin;noor ;lin\nben, \n")).toEqual([
      { id: "ada", requests: { choices: ["sam", "lin", "noor", "lin"] } },
      { id: "ben" },
    ]);
  });

  test("columnsToPeople(): each emphasis is a number under its criterion's name, which may hold dots and spaces", () => {
    const columns: ColumnMap = {
      "requests.emphasis.v. 2.0": { from: "importance", values: { high: 2, low: "0.5" } },
    };
    const text =
      "id,requests.emphasis.skills,requests.emphasis.Track record,importance,requests.avoid\nada,1.5,,high,sam\nben,,2,low,\nchidi,,,,\ndora,1e1,,,\n";
    expect(people(text, { columns })).toEqual([
      { id: "ada", requests: { emphasis: { skills: 1.5, "v. 2.0": 2 }, avoid: ["sam"] } },
      { id: "ben", requests: { emphasis: { "Track record": 2, "v. 2.0": 0.5 } } },
      { id: "chidi" },
      { id: "dora", requests: { emphasis: { skills: "1e1" } } },
    ]);
  });

  test("columnsToPeople(): load is a mentors' field and emphasis a mentees'; elsewhere they are carried", () => {
    const text = "id,load,requests.emphasis.skills\nlin,2,1.5\n";
    expect(people(text, { side: "mentors" })).toEqual([
      { id: "lin", load: 2, display: { "requests.emphasis.skills": "1.5" } },
    ]);
    expect(people(text)).toEqual([{ id: "lin", display: { load: "2" }, requests: { emphasis: { skills: 1.5 } } }]);
    expect(read("id,requests.emphasis.__proto__\nada,2\n").carried).toEqual(["requests.emphasis.__proto__"]);
  });

  test("columnsToPeople(): demand and priority are numbers of a mentee's, the two bounds of a capacity a mentor's", () => {
    expect(people("id,demand,priority\nada,2,-1.5\nben,,\nchidi,two,high\n")).toEqual([
      { id: "ada", demand: 2, priority: -1.5 },
      { id: "ben" },
      { id: "chidi", demand: "two", priority: "high" },
    ]);
    const columns = { "capacity.max": "At most", "capacity.min": { from: "At least", values: { one: 1 } } };
    const text = "id,At least,At most,demand\nlin,one,3,2\nsam,,2,\nnoor,1,,\nzoe,,,\n";
    expect(people(text, { side: "mentors", columns })).toEqual([
      { id: "lin", capacity: { min: 1, max: 3 }, display: { demand: "2" } },
      { id: "sam", capacity: { max: 2 } },
      { id: "noor", capacity: { min: 1 } },
      { id: "zoe" },
    ]);
  });

  test("columnsToPeople(): manual is a truth value of either side, translated by values; what is none stays a text", () => {
    const text = "id,manual\nada,true\nben,TRUE\nchidi,false\ndora,FALSE\nelif,\nfay,Yes\ngus,NO\nhana,maybe\n";
    const filled = [
      { id: "ada", manual: true },
      { id: "ben", manual: true },
      { id: "chidi", manual: false },
      { id: "dora", manual: false },
      { id: "elif" },
      { id: "fay", manual: true },
      { id: "gus", manual: false },
      { id: "hana", manual: "maybe" },
    ];
    expect(people(text)).toEqual(filled);
    expect(people(text, { side: "mentors" })).toEqual(filled);
    const columns = { manual: { from: "By hand?", values: { yes: true, no: false } } };
    expect(people("id,By hand?\nada,yes\nben,no\nchidi,true\ndora,\nelif,1\n", { columns })).toEqual([
      { id: "ada", manual: true },
      { id: "ben", manual: false },
      { id: "chidi", manual: true },
      { id: "dora" },
      { id: "elif", manual: "1" },
    ]);
  });

  test("columnsToPeople(): a capacity is one number or two bounds, and the least is nothing without the most", () => {
    const both = read("id,capacity,capacity.min\nlin,3,1\n", { side: "mentors" });
    expect(both.issues.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "people.csv:1:4: Expected the column "capacity" (for capacity) to be absent beside a column for capacity.min, received both. Let it be the column for capacity.max.",
      ]
    `);
    expect([...both.absent]).toEqual(["capacity"]);
    expect(both.people).toEqual([{ id: "lin", capacity: { min: 1 } }]);
    const named = read("id,seats,capacity.max\nlin,3,1\n", { side: "mentors", columns: { capacity: "seats" } });
    expect(named.issues.map(({ path, code }) => [path, code])).toEqual([["people.csv:1:4", "E_HEADER"]]);
    const half = read("id,capacity.min\nlin,1\n", { side: "mentors" });
    expect(half.issues.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "people.csv:1:1: Expected the column "capacity.max" to be in the header, received no such column. State in the policy's columns which column holds it.",
      ]
    `);
    expect([...half.absent]).toEqual(["capacity.max"]);
  });

  test("columnsToPeople(): guesses no level and no strength from the words of a cell", () => {
    expect(people("id,languages,skills,requests.livedExperiences\nada,German (4),sql 5,carer (required)\n")).toEqual([
      {
        id: "ada",
        languages: ["German (4)"],
        skills: ["sql 5"],
        requests: { livedExperiences: ["carer (required)"] },
      },
    ]);
  });
});

describe("columnsToPeople(): in match()", () => {
  const header = {
    mentees:
      "id,timeZone,availability,location.latitude,location.longitude,embedding,languages,requests.choices,requests.emphasis.v. 2",
    mentors: "id,timeZone,availability,location.latitude,location.longitude,embedding,languages,capacity,load",
  };
  const policy = {
    name: "Ada and her cohort",
    criteria: { "v. 2": { kind: "coverage", field: "skills" }, interests: { kind: "overlap", field: "interests" } },
  };
  const filesOf = (mentees: string, mentors: string) => ({
    mentees: columnsToPeople(parseCsv(`${header.mentees}\n${mentees}`, "mentees.csv").table!, "mentees", {}),
    mentors: columnsToPeople(parseCsv(`${header.mentors}\n${mentors}`, "mentors.csv").table!, "mentors", {}),
    policy: parseJson("{}", "policy.json"),
  });
  const peopleOf = ({ mentees, mentors }: ReturnType<typeof filesOf>) => ({
    mentees: mentees.people,
    mentors: mentors.people,
  });
  const problems = (mentees: string, mentors: string) => {
    const files = filesOf(mentees, mentors);
    const { issues } = refusal(() => matchAny(peopleOf(files), policy));
    return relocate(issues, files).map(({ code, message }) => `${code} ${message}`);
  };

  test("columnsToPeople(): a table gives the matching that the same people in JSON give", () => {
    const files = filesOf(
      "ada,Europe/London,Mon-Tue 9-11,51.5,-0.12,1;0,English;Twi,sam;lin,1.5\nben,,,,,,,,\n",
      "lin,Asia/Kolkata,Mon 13:30-17,28.6,77.2,0.6;0.8,English,2,1\nsam,,,,,,,1,\n",
    );
    const written: People = {
      mentees: [
        {
          id: "ada",
          timeZone: "Europe/London",
          availability: [
            { day: "Monday", from: "09:00", to: "11:00" },
            { day: "Tuesday", from: "09:00", to: "11:00" },
          ],
          location: { latitude: 51.5, longitude: -0.12 },
          embedding: [1, 0],
          languages: ["English", "Twi"],
          requests: { choices: ["sam", "lin"], emphasis: { "v. 2": 1.5 } },
        },
        { id: "ben" },
      ],
      mentors: [
        {
          id: "lin",
          timeZone: "Asia/Kolkata",
          availability: [{ day: "Monday", from: "13:30", to: "17:00" }],
          location: { latitude: 28.6, longitude: 77.2 },
          embedding: [0.6, 0.8],
          languages: ["English"],
          capacity: 2,
          load: 1,
        },
        { id: "sam", capacity: 1 },
      ],
    };
    const matching = matchAny(peopleOf(files), policy);
    expect(matching).toEqual(matchAny(written, policy));
    expect(peopleOf(files)).toEqual(written);
    // one seat of lin's is taken already
    expect(matching.manifest.counts.seats).toBe(2);
  });

  test("columnsToPeople(): whatever the schema refuses is told at its cell, with what is expected", () => {
    const mentees = [
      "ada,Mars,9am,,0,x,,lin;lin,0",
      "ben,,Tue 25-26; Tue 11-9,91,180.5,1e999,,,2x",
      "chidi,,,north,,,, ; ,1e1",
    ].join("\n");
    expect(problems(mentees, "lin,,,1,,,,2,1.5\nsam,,,,,,,,-1\n")).toMatchInlineSnapshot(`
      [
        "E_DATE mentees.csv:2:5: Expected timeZone to be an IANA time zone such as Europe/London, received a text.",
        "E_TYPE mentees.csv:2:10: Expected availability to be a weekly window (an object with day, from and to; in a spreadsheet Mon 9:00-11:30), received a text.",
        "E_MISSING mentees.csv:2:14: Expected location.latitude to be degrees from -90 to 90, received nothing.",
        "E_TYPE mentees.csv:2:17: Expected embedding to be a list of numbers, received a text.",
        "E_DUPLICATE mentees.csv:2:20: Expected requests.choices to be a list of different people, received a list of 2.",
        "E_OUT_OF_RANGE mentees.csv:2:28: Expected requests.emphasis.v. 2 to be a factor above 0, received 0.",
        "E_DATE mentees.csv:3:6: Expected availability to be a time of day from 00:00 to 24:00, written HH:MM, received a text.",
        "E_DATE mentees.csv:3:6: Expected availability to be a time of day from 00:00 to 24:00, written HH:MM, received a text.",
        "E_DATE mentees.csv:3:6: Expected availability to be a window that ends after it begins, on the same day, received an object.",
        "E_OUT_OF_RANGE mentees.csv:3:26: Expected location.latitude to be degrees from -90 to 90, received 91.",
        "E_OUT_OF_RANGE mentees.csv:3:29: Expected location.longitude to be degrees from -180 to 180, received 180.5.",
        "E_TYPE mentees.csv:3:35: Expected embedding to be a finite number, received Infinity.",
        "E_TYPE mentees.csv:3:43: Expected requests.emphasis.v. 2 to be a factor above 0, received a text.",
        "E_TYPE mentees.csv:4:9: Expected location.latitude to be degrees from -90 to 90, received a text.",
        "E_MISSING mentees.csv:4:15: Expected location.longitude to be degrees from -180 to 180, received nothing.",
        "E_TYPE mentees.csv:4:22: Expected requests.emphasis.v. 2 to be a factor above 0, received a text.",
        "E_MISSING mentors.csv:2:9: Expected location.longitude to be degrees from -180 to 180, received nothing.",
        "E_CAPACITY mentors.csv:2:14: Expected load to be a non-negative whole number of seats, received 1.5.",
        "E_CAPACITY mentors.csv:3:12: Expected load to be a non-negative whole number of seats, received -1.",
      ]
    `);
  });

  test("columnsToPeople(): what is wrong across people and policy is told at its cell too", () => {
    const files = filesOf("ada,,,,,,,,2.5\n", "lin,,,,,,,1,\n");
    const { issues } = refusal(() => matchAny(peopleOf(files), policy));
    expect(relocate(issues, files).map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "mentees.csv:2:12: Expected requests.emphasis.v. 2 to be a factor from 0.5 to 2, received 2.5. policy.emphasis sets the bounds.",
      ]
    `);
    const other = { ...policy, criteria: { "v. 3": policy.criteria["v. 2"] } };
    const unknown = refusal(() => matchAny(peopleOf(files), other));
    expect(relocate(unknown.issues, files).map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "mentees.csv:2:12: Expected requests.emphasis.v. 2 to be the name of a criterion of the policy, received another. Did you mean "v. 3"?",
      ]
    `);
  });

  test("columnsToPeople(): the half of a place that the file lacks is not asked for again in every row", () => {
    const { table } = parseCsv("id,location.latitude\nada,51.5\nben,north\n", "mentees.csv");
    const files = { ...filesOf("", "lin,,,,,,,1,\n"), mentees: columnsToPeople(table!, "mentees", {}) };
    const { issues } = refusal(() => matchAny(peopleOf(files), policy));
    expect(relocate(issues, files).map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "mentees.csv:3:5: Expected location.latitude to be degrees from -90 to 90, received a text.",
      ]
    `);
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
      "requests.choices",
      "requests.emphasis.x.y",
      "availability",
      "embedding",
      "location.longitude",
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
    expect(messages("id:name\nada:Ada\n", {})).toMatchInlineSnapshot(`
      [
        "people.csv:1:1: Expected the column "id" to be in the header, received no such column. Columns are separated by a comma, a semicolon, a tab or a vertical bar.",
      ]
    `);
  });

  test("columnsToPeople(): a blank header is no column that an entry could name", () => {
    expect(messages("id,\nada,\n", { name: "" })).toHaveLength(1);
  });
});

describe("columnsToPeople(): where everything came from", () => {
  test("columnsToPeople(): locate() gives the cell of a field, the first of several, or the row", () => {
    const columns: ColumnMap = {
      name: { from: ["first", "last"] },
      "attributes.a.b": "ab",
      "requests.emphasis.a.b": "wish",
    };
    const text =
      'id,first,last,ab,skills,notes,availability,wish,location.latitude,location.longitude\nada,"A\nda",Byron,x,sql;ts,y,Mon 9-11;x,2,1,2\n';
    const { locate } = read(text, { columns });
    const at = (...path: (string | number)[]) => {
      const { place, subject } = locate(0, path);
      return `${place.line}:${place.column} ${subject}`;
    };
    expect(at("id")).toBe("2:1 id");
    expect(at("name")).toBe('2:5 name (column "first")');
    expect(at("attributes", "a.b")).toBe('3:11 attributes.a.b (column "ab")');
    expect(at("skills", 1)).toBe("3:13 skills");
    expect(at("availability", 1, "from")).toBe("3:22 availability");
    expect(at("requests", "emphasis", "a.b")).toBe('3:33 requests.emphasis.a.b (column "wish")');
    expect(at("location", "longitude")).toBe("3:37 location.longitude");
    expect(at("display", "notes")).toBe('3:20 display.notes (column "notes")');
    expect(at()).toBe("2:1 the row");
    expect(at("goals")).toBe("2:1 goals");
  });
});
