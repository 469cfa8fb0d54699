import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TelemachusError } from "../../src/errors.js";
import { parseJson } from "../../src/io/parseJson.js";

const problems = (text: string) => {
  try {
    parseJson(text, "mentees.json");
  } catch (error) {
    if (error instanceof TelemachusError) return error.issues.map(({ code, message }) => `${code} ${message}`);
    throw error;
  }
  return [];
};

describe("parseJson(): what it reads", () => {
  test("parseJson(): gives what JSON.parse gives, however the text is spaced", () => {
    let nested = 0;
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.constantFrom(undefined, 1, "\t"), (text, indent) => {
        const value = JSON.parse(text, (key, inner) =>
          key === "__proto__" || (Number.isInteger(inner) && !Number.isSafeInteger(inner)) ? undefined : inner,
        );
        fc.pre(value !== undefined);
        const spaced = JSON.stringify(value, undefined, indent);
        if (/[[{].*[[{]/s.test(spaced)) nested++;
        expect(parseJson(spaced, "mentees.json").value).toEqual(JSON.parse(spaced));
      }),
      { numRuns: 300 },
    );
    expect(nested).toBeGreaterThan(50);
  });

  test("parseJson(): refuses whatever JSON.parse refuses", () => {
    let refused = 0;
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom(",", "]", "{", '"', "1", "NaN", "\u0001", "\\", "-", "0"),
        (text, at, extra) => {
          const cut = at % (text.length + 1);
          const damaged = text.slice(0, cut) + extra + text.slice(cut);
          let valid = true;
          try {
            JSON.parse(damaged);
          } catch {
            valid = false;
            refused++;
          }
          if (!valid) expect(problems(damaged)[0]).toMatch(/^E_(JSON|KEY) mentees\.json:\d+:\d+: /);
        },
      ),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(200);
  });

  test("parseJson(): strips a byte order mark, and keeps keys that name members of every object", () => {
    expect(parseJson('\uFEFF{"constructor":1,"toString":[2]}', "mentees.json").value).toEqual({
      constructor: 1,
      toString: [2],
    });
  });

  test("parseJson(): place() finds a value by its pointer, and the nearest value around one that is absent", () => {
    const { place } = parseJson('[\n  {"id": "ada",\n   "a/b~c": [1, 2]}\n]', "mentees.json");
    expect(place("/0/id")).toEqual({ file: "mentees.json", line: 2, column: 10 });
    expect(place("/0/a~1b~0c/1")).toEqual({ file: "mentees.json", line: 3, column: 17 });
    expect(place("/0/skills/3")).toEqual({ file: "mentees.json", line: 2, column: 3 });
    expect(place("/7")).toEqual({ file: "mentees.json", line: 1, column: 1 });
  });
});

describe("parseJson(): what it refuses", () => {
  test.each([
    ["a trailing comma in a list", "[1,\n 2,\n]", '3:1: Expected what follows to be a value, received "]".'],
    [
      "a trailing comma in an object",
      '{"id": "ada",}',
      '1:14: Expected what follows to be a key in double quotes, received "}".',
    ],
    ["NaN", '{"capacity": NaN}', "1:14: Expected what follows to be a value, received NaN."],
    ["-Infinity", "[-Infinity]", "1:2: Expected what follows to be a value, received -Infinity."],
    ["a comment", '{"id": "ada" // the first\n}', '1:14: Expected what follows to be "," or "}", received "/".'],
    ["a leading zero", '{"capacity": 02}', '1:15: Expected what follows to be "," or "}", received "2".'],
    ["single quotes", "{'id': 'ada'}", `1:2: Expected what follows to be a key in double quotes, received "'".`],
    [
      "a text that is not closed",
      '["ada',
      "1:6: Expected what follows to be a closing quote, or a character that needs no escape, received the end of the file.",
    ],
    [
      "an escape that JSON does not have",
      '["\\x41"]',
      '1:2: Expected what follows to be a text whose escapes are those of JSON, received "\\"".',
    ],
    ["text behind the end", "[] []", '1:4: Expected what follows to be the end of the file, received "[".'],
    ["no text", "", "1:1: Expected what follows to be a value, received the end of the file."],
  ])("parseJson(): names %s by line and column", (_, text, message) => {
    expect(problems(text)).toEqual([`E_JSON mentees.json:${message}`]);
  });

  test("parseJson(): names a key given twice, the key __proto__ and numbers that a double would change, all at once", () => {
    const text =
      '[{"id": "ada",\n  "id": "ben", "__proto__": {"blind": false},\n  "seniority": 9007199254740993, "x": 1e999}]';
    expect(problems(text)).toMatchInlineSnapshot(`
      [
        "E_JSON mentees.json:2:3: Expected the key to be given once, received it again.",
        "E_KEY mentees.json:2:16: Expected the key to be another, received "__proto__".",
        "E_JSON mentees.json:3:16: Expected the number to be one that a double holds, at most 9007199254740991 where whole, received 9007199254740993.",
        "E_JSON mentees.json:3:39: Expected the number to be one that a double holds, at most 9007199254740991 where whole, received 1e999.",
      ]
    `);
    expect(({} as { blind?: boolean }).blind).toBeUndefined();
    expect(problems("[9007199254740991, -0.1, 1e3, 123456789.125]")).toEqual([]);
  });

  test("parseJson(): names the place where a file nests too deep, instead of overflowing", () => {
    expect(problems("[".repeat(200_000))).toMatchInlineSnapshot(`
      [
        "E_TOO_DEEP mentees.json:1:202: Expected what follows to be a value inside at most 200 others, received "[".",
      ]
    `);
    expect(problems(`${"[".repeat(200)}${"]".repeat(200)}`)).toEqual([]);
  });
});
