import { describe, expect, test } from "vitest";
import * as z from "zod";
import { expected, strictObject } from "../../src/problem/expected.js";
import { parse } from "../../src/problem/parse.js";

const text = z.string(expected("E_TYPE", "a text"));
const term = z.union([
  text,
  strictObject({ name: text, level: z.number(expected("E_TYPE", "a level")).optional() }, "a term"),
]);
const schema = strictObject(
  {
    id: text,
    grade: z.number(expected("E_SCALE", "a grade")).optional(),
    terms: z.array(term, expected("E_TYPE", "a list of terms")).optional(),
    kind: z.enum(["a", "b"], expected("E_OBJECTIVE", '"a" or "b"')).optional(),
    plain: z.boolean().optional(),
    anything: z.unknown().optional(),
  },
  "an object with an id",
);

const problems = (source: unknown, root: string[] = []) =>
  parse(schema, source, root).issues.map(({ code, pointer, expected, received }) => [
    code,
    pointer,
    expected,
    received,
  ]);

describe("parse", () => {
  test("parse(): returns a frozen copy of what fits", () => {
    const source = { id: "ada", terms: ["Rust", { name: "SQL", level: 2 }] };
    const { value, issues } = parse(schema, source, []);
    expect([value, issues]).toEqual([source, []]);
    expect(value).not.toBe(source);
    expect(Object.isFrozen(value)).toBe(true);
  });

  test("parse(): what is missing is E_MISSING, whatever code the schema has for its type", () => {
    expect(problems({})).toEqual([["E_MISSING", "/id", "a text", "nothing"]]);
    expect(problems({ id: "ada", terms: [undefined] })).toEqual([
      ["E_MISSING", "/terms/0", "a text, or a term", "nothing"],
    ]);
  });

  test("parse(): code and phrase are the schema's own; a schema without any says the type", () => {
    expect(problems({ id: 5, grade: "G7", plain: "yes" })).toEqual([
      ["E_TYPE", "/id", "a text", "5"],
      ["E_SCALE", "/grade", "a grade", "a text"],
      ["E_TYPE", "/plain", "a boolean", "a text"],
    ]);
  });

  test("parse(): unknown keys, each with the nearest known one", () => {
    const { issues } = parse(schema, { id: "ada", grad: 1, xyzzy: 2 }, []);
    expect(issues.map(({ code, pointer, hint }) => [code, pointer, hint])).toEqual([
      ["E_UNKNOWN_KEY", "/grad", 'Did you mean "grade"?'],
      ["E_UNKNOWN_KEY", "/xyzzy", undefined],
    ]);
  });

  test("parse(): of alternatives, the one that was most likely meant", () => {
    expect(problems({ id: "ada", terms: [5, { name: 5 }, { name: "SQL", level: "high" }, { nam: "SQL" }] })).toEqual([
      ["E_TYPE", "/terms/0", "a text, or a term", "5"],
      ["E_TYPE", "/terms/1/name", "a text", "5"],
      ["E_TYPE", "/terms/2/level", "a level", "a text"],
      ["E_MISSING", "/terms/3/name", "a text", "nothing"],
      ["E_UNKNOWN_KEY", "/terms/3/nam", "a known key", "an unknown one"],
    ]);
  });

  test("parse(): what is no plain data is said once, not also as missing or of the wrong type", () => {
    expect(problems({ id: 1n, terms: [new Date(0)] })).toEqual([
      ["E_TYPE", "/id", "plain data", "a bigint"],
      ["E_TYPE", "/terms/0", "plain data", "an instance of a class"],
    ]);
  });

  test("parse(): a number that is not finite is said once, by the schema where that has a name for the place", () => {
    expect(problems({ id: "ada", grade: Number.NaN, anything: { deep: Infinity } })).toEqual([
      ["E_SCALE", "/grade", "a grade", "NaN"],
      ["E_NOT_FINITE", "/anything/deep", "a finite number", "Infinity"],
    ]);
  });

  test("parse(): texts are repeated where they stand in a policy, and nowhere else", () => {
    expect(problems({ id: "ada", kind: "c" })).toEqual([["E_OBJECTIVE", "/kind", '"a" or "b"', "a text"]]);
    expect(problems({ id: "ada", kind: "c" }, ["policy"])).toEqual([
      ["E_OBJECTIVE", "/policy/kind", '"a" or "b"', '"c"'],
    ]);
  });

  test("parse(): names the lists with properties that are not read", () => {
    const terms = Object.assign(["Rust"], { extra: 1 });
    expect(parse(schema, { id: "ada", terms }, []).ignored).toEqual([["terms"]]);
  });
});

describe("parse: long lists of people", () => {
  const sides = strictObject(
    {
      mentors: z.array(schema, expected("E_TYPE", "mentors")),
      mentees: z.array(schema, expected("E_TYPE", "mentees")),
    },
    "both sides",
  );
  const many = (count: number) => Array.from({ length: count }, (_, at) => ({ id: `person ${at}` }));
  const found = (source: unknown) => parse(sides, source, []).issues.map(({ code, pointer }) => `${code} ${pointer}`);

  test("parse(): thousands who fit, and one among them who does not", () => {
    const people = { mentors: many(1001), mentees: many(2500) };
    expect(found(people)).toEqual([]);
    const mentees = people.mentees.with(1700, { id: "ada", grade: "A" } as never);
    expect(found({ ...people, mentees })).toEqual(["E_SCALE /mentees/1700/grade"]);
    expect(found({ ...people, mentors: people.mentors.with(1000, {} as never) })).toEqual([
      "E_MISSING /mentors/1000/id",
    ]);
  });

  test("parse(): a short list beside a long one is checked too, and so is everything else", () => {
    expect(found({ mentors: [{ id: 1 }], mentees: many(2000) })).toEqual(["E_TYPE /mentors/0/id"]);
    expect(found({ mentees: many(2000) })).toEqual(["E_MISSING /mentors"]);
    expect(found({ mentors: [], mentees: many(2000), others: [] })).toEqual(["E_UNKNOWN_KEY /others"]);
  });

  test("parse(): a side that Object.prototype has is missing all the same", () => {
    const polluted = Object.prototype as { mentors?: unknown };
    polluted.mentors = [];
    try {
      expect(found({ mentees: many(2000) })).toEqual(["E_MISSING /mentors"]);
    } finally {
      polluted.mentors = undefined;
      Reflect.deleteProperty(polluted, "mentors");
    }
  });
});
