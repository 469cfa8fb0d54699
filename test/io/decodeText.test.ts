import fc from "fast-check";
import { expect, test } from "vitest";
import { TelemachusError } from "../../src/errors.js";
import { decodeText } from "../../src/io/decodeText.js";

const bytes = (...values: number[]) => Uint8Array.from(values);
const encode = (text: string) => new TextEncoder().encode(text);
const problem = (input: Uint8Array) => {
  try {
    decodeText(input, "mentees.csv");
  } catch (error) {
    if (error instanceof TelemachusError) return error.issues[0];
    throw error;
  }
  throw new Error("decoded");
};

test("decodeText(): decodes UTF-8 and leaves out a byte order mark", () => {
  expect(decodeText(encode("id\nZoë 😀\uFFFD\n"), "mentees.csv")).toBe("id\nZoë 😀\uFFFD\n");
  expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x69, 0x64), "mentees.csv")).toBe("id");
  expect(decodeText(bytes(), "mentees.csv")).toBe("");
});

test.each([
  ["an older encoding", bytes(0x69, 0x64, 0x0a, 0x5a, 0x6f, 0xeb, 0x0a), "2:3", 5, /Windows-1252/],
  ["UTF-16 with a byte order mark", bytes(0xff, 0xfe, 0x69, 0x00, 0x64, 0x00), "1:1", 0, /UTF-16/],
  ["UTF-16 without one", bytes(0x69, 0x00, 0x64, 0x00), "1:2", 1, /UTF-16/],
  ["a NUL", encode("id,name\nada,A\0da\n"), "2:6", 13, /no text/],
  ["a character cut short at the end", bytes(0x69, 0x64, 0x0d, 0x0a, 0xe2, 0x82), "2:1", 4, /Windows-1252/],
])("decodeText(): refuses %s, naming the first byte that does not belong", (_, input, at, offset, hint) => {
  const { code, message } = problem(input);
  expect(code).toBe("E_ENCODING");
  expect(message).toContain(
    `mentees.csv:${at}: Expected the file to be UTF-8 text, received other bytes, the first at offset ${offset}.`,
  );
  expect(message).toMatch(hint);
});

test("decodeText(): the offset it names is that of the first broken sequence, whatever stands around it", () => {
  let late = 0;
  const broken = fc.constantFrom(
    [0xff],
    [0x80],
    [0xef, 0x41],
    [0xef, 0xbf, 0x41],
    [0xc0, 0xaf],
    [0xed, 0xa0, 0x80],
    [0xf0, 0x9f],
  );
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), broken, fc.string({ unit: "binary" }), (before, middle, after) => {
      const head = encode(before.replace(/[\0\p{Cs}]/gu, ""));
      if (head.length > 3) late++;
      expect(problem(bytes(...head, ...middle, 0x41, ...encode(after))).received).toBe(
        `other bytes, the first at offset ${head.length}`,
      );
    }),
    { numRuns: 200 },
  );
  expect(late).toBeGreaterThan(50);
});
