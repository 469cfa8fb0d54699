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

/** Text as UTF-16 with its mark. */
function utf16(text: string, isLittle: boolean): Uint8Array {
  const units = [0xfeff, ...Array.from({ length: text.length }, (_, at) => text.charCodeAt(at))];
  const view = new DataView(new ArrayBuffer(2 * units.length));
  for (const [at, unit] of units.entries()) view.setUint16(2 * at, unit, isLittle);
  return new Uint8Array(view.buffer);
}

test("decodeText(): decodes UTF-16 of either kind by its mark, which it leaves out", () => {
  let beyond = 0;
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.boolean(), (any, isLittle) => {
      const text = any.replace(/[\0\p{Cs}]/gu, "").replace(/^\uFEFF+/, "");
      if ([...text].length < text.length) beyond++;
      expect(decodeText(utf16(text, isLittle), "mentees.csv")).toBe(text);
    }),
  );
  expect(beyond).toBeGreaterThan(30);
});

test.each([
  ["half a character at the end", "id\nZo\ud83d", 12, "2:3"],
  ["the second half of a character", "id\n\ude00x", 8, "2:1"],
  ["the first half of a character before a letter", "\ud83dx", 2, "1:1"],
  ["a NUL", "id\nA\0", 10, "2:2"],
])("decodeText(): refuses UTF-16 with %s, naming its first byte", (_, text, offset, at) => {
  for (const isLittle of [true, false]) {
    const { code, message } = problem(utf16(text, isLittle));
    expect(code).toBe("E_ENCODING");
    expect(message).toContain(`mentees.csv:${at}: Expected the file to be UTF-16 text`);
    expect(message).toContain(`the first at offset ${offset}.`);
  }
});

test("decodeText(): refuses UTF-16 that ends within a unit", () => {
  expect(problem(utf16("id\n", true).subarray(0, 7)).received).toBe("other bytes, the first at offset 6");
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
