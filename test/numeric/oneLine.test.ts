import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { oneLine } from "../../src/numeric/oneLine.js";
import { runs } from "../support/instances.js";

describe("oneLine()", () => {
  test("turns control characters into spaces and drops marks that turn the text", () => {
    expect(oneLine("Ada\nObi\u0000\t\u0085\u2028x")).toBe("Ada Obi x");
    expect(oneLine("\u202eLin\u202c \u2067Zhao\u2069\u200f")).toBe("Lin Zhao");
    expect(oneLine("Zoë 李 🙂 O’Neill-Müller")).toBe("Zoë 李 🙂 O’Neill-Müller");
  });

  test("whatever the text, one line is left with no mark that does not show", () => {
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
