import { expect, test } from "vitest";
import { checkColumns } from "../../src/io/checkColumns.js";

test("checkColumns(): accepts every field that a column can fill", () => {
  const shared = {
    id: "e-mail",
    skills: { from: "s", split: "," },
    seniority: { from: "years", number: true },
    "requests.avoid": "not with",
    "attributes.grade": { from: "g", split: "/", number: true },
    "display.a.b": "x",
    "auditOnly.age": { from: "age", number: true },
  };
  expect(checkColumns({ mentees: shared, mentors: { ...shared, capacity: "seats" } })).toEqual([]);
  expect(checkColumns()).toEqual([]);
});

test("checkColumns(): names entries for fields that do not exist, with the nearest that does", () => {
  const columns = {
    mentees: {
      "attributs.grade": "grade",
      skils: "skills",
      grade: "grade",
      capacity: "seats",
      "attributes.": "x",
      requests: "y",
    },
    mentors: JSON.parse('{ "display.__proto__": "x", "toString": "y", "requests.avoided": "z" }'),
  };
  const issues = checkColumns(columns);
  expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(["E_UNKNOWN_KEY"]));
  expect(issues.map(({ message }) => message)).toMatchInlineSnapshot(`
    [
      "Expected policy.columns.mentees["attributs.grade"] to be absent, as mentees have no such field, received a column. Did you mean "attributes.grade"?",
      "Expected policy.columns.mentees.skils to be absent, as mentees have no such field, received a column. Did you mean "skills"?",
      "Expected policy.columns.mentees.grade to be absent, as mentees have no such field, received a column. A field of your own is written as "attributes.grade".",
      "Expected policy.columns.mentees.capacity to be absent, as mentees have no such field, received a column. Only mentors have it.",
      "Expected policy.columns.mentees["attributes."] to be absent, as mentees have no such field, received a column. A field of your own is written as "attributes.grade".",
      "Expected policy.columns.mentees.requests to be absent, as mentees have no such field, received a column. A field of your own is written as "attributes.requests".",
      "Expected policy.columns.mentors["display.__proto__"] to be absent, as mentors have no such field, received a column. A field of your own is written as "attributes.grade".",
      "Expected policy.columns.mentors.toString to be absent, as mentors have no such field, received a column. A field of your own is written as "attributes.toString".",
      "Expected policy.columns.mentors["requests.avoided"] to be absent, as mentors have no such field, received a column. Did you mean "requests.avoid"?",
    ]
  `);
  expect(issues[0].pointer).toBe("/policy/columns/mentees/attributs.grade");
});

test("checkColumns(): names options that do not suit their field", () => {
  const columns = {
    mentors: {
      id: { from: "mail", split: "@" },
      skills: { from: "s", number: true },
      capacity: { from: "c", split: ";" },
    },
  };
  expect(checkColumns(columns).map(({ code, message }) => `${code} ${message}`)).toMatchInlineSnapshot(`
    [
      "E_OPTION Expected policy.columns.mentors.id.split to be absent, as the field is not a list, received a text.",
      "E_OPTION Expected policy.columns.mentors.skills.number to be absent, as the field holds no number, received true.",
      "E_OPTION Expected policy.columns.mentors.capacity.split to be absent, as the field is not a list, received a text.",
    ]
  `);
});
