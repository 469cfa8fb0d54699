import fc from "fast-check";
import { expect, test } from "vitest";
import { plainText } from "../../src/cli/plainText.js";

test("plainText(): leaves out escape sequences, controls and text-direction marks, and keeps every other text", () => {
  expect(plainText("\u001b[31mAda\u001b[0m")).toBe("Ada");
  expect(plainText("\u001b]0;title\u0007Ben")).toBe("Ben");
  expect(plainText("\u009b2JChidi\u0085")).toBe("Chidi");
  expect(plainText("\u202eDora\u202c\u2066!\u200f")).toBe("Dora!");
  expect(plainText("El\u0000if\u0008\u007f")).toBe("Elif");
  expect(plainText("one\r\ntwo\tthree\u2028four")).toBe("one two three four");
  expect(plainText("Zoë 李 😀 O’Neil")).toBe("Zoë 李 😀 O’Neil");
});

test("plainText(): no text yields more than one line, a control or a text-direction mark", () => {
  const part = fc.constantFrom(
    "\u001b",
    "[",
    "31m",
    "]",
    "\u0007",
    "\u009b",
    "\u202e",
    "\n",
    "\r",
    "\u2028",
    "Ada",
    ";",
    "\ud800",
    "\u061c",
  );
  let controls = 0;
  fc.assert(
    fc.property(fc.array(part, { minLength: 5, maxLength: 30 }), (parts) => {
      const text = parts.join("");
      if (text.includes("\u001b")) controls++;
      expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    }),
    { numRuns: 500 },
  );
  expect(controls).toBeGreaterThan(200);
});

test("plainText(): a megabyte of escapes leaves none", () => {
  expect(plainText("\u001b[;;;;".repeat(200_000))).not.toContain("\u001b");
});
