import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { count, decimals, fieldWords, list, oneLine, percent } from "../../../src/explain/text/words.js";
import { runs } from "../../support/instances.js";

describe("words of explanations", () => {
  test("count(): in words up to ten, in digits beyond", () => {
    expect([0, 1, 2, 10, 11].map(count)).toEqual(["no", "one", "two", "ten", "11"]);
  });

  test("list(): as a sentence has it", () => {
    expect([[], ["a"], ["a", "b"], ["a", "b", "c"]].map((items) => list(items))).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
    expect(list(["a", "b", "c"], "or")).toBe("a, b or c");
  });

  test("fieldWords(): a field's name as words", () => {
    expect(["meetingMode", "office_days", "skills", "livedExperiences"].map(fieldWords)).toEqual([
      "meeting mode",
      "office days",
      "skills",
      "lived experiences",
    ]);
  });

  test("percent() and decimals(): round, and add nothing", () => {
    expect([0, 0.005, 2 / 3, 1].map(percent)).toEqual(["0 %", "1 %", "67 %", "100 %"]);
    expect([0, 1, 0.1 + 0.2, 1 / 3].map(decimals)).toEqual(["0", "1", "0.3", "0.333333"]);
  });

  test("oneLine(): turns control characters into spaces and drops marks that turn the text", () => {
    expect(oneLine("Ada\nObi\u0000\t\u0085\u2028x")).toBe("Ada Obi x");
    expect(oneLine("\u202eLin\u202c \u2067Zhao\u2069\u200f")).toBe("Lin Zhao");
    expect(oneLine("Zoë 李 🙂 O’Neill-Müller")).toBe("Zoë 李 🙂 O’Neill-Müller");
  });

  test("oneLine(): whatever the text, one line is left with no mark that does not show", () => {
    let changed = 0;
    const nasty = fc.constantFrom(
      "\n",
      "\r",
      "\t",
      "\u0000",
      "\u001b[31m",
      "\u0085",
      "\u2028",
      "\u2029",
      "\u202e",
      "\u2066",
      "\u061c",
    );
    const texts = fc
      .array(fc.oneof(nasty, fc.string({ unit: "grapheme", maxLength: 3 })))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        const line = oneLine(text);
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        expect(oneLine(line)).toBe(line);
        if (line !== text) changed += 1;
      }),
      runs(500),
    );
    expect(changed).toBeGreaterThan(200);
  });
});
