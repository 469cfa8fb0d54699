import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { neutralise, restore } from "../../src/io/formula.js";
import { anyText } from "../support/hostileTexts.js";

describe("neutralise()", () => {
  test.each([
    "=1+1",
    "+1",
    "-1",
    "@x",
    "\t",
    "\rx",
    "\nx",
    " =1",
    "\u00a0+1",
    "\u200b@x",
    "\u0000=1",
    "＝1",
    "＋1",
    "－1",
    "＠x",
    "'=1",
    "''\t",
  ])("puts an apostrophe before %j", (text) => expect(neutralise(text)).toBe(`'${text}`));

  test.each(["", "a=1", "1-2", "'", "'tis", "' ", "x@example.org", "Ada", "(=1)", "'a =1"])(
    "leaves %j as it is",
    (text) => expect(neutralise(text)).toBe(text),
  );
});

describe("restore()", () => {
  test("is the inverse of neutralise() for every text", () => {
    let changed = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const safe = neutralise(text);
        if (safe !== text) changed++;
        expect(restore(safe)).toBe(text);
        expect(/^[\s\p{C}]*[=+\-@＝＋－＠]/u.test(safe)).toBe(false);
      }),
      { numRuns: 2000 },
    );
    expect(changed).toBeGreaterThan(300);
  });

  test("takes nothing from what neutralise() did not write", () => {
    for (const text of ["'", "'tis", "=1", "a", "' a"]) expect(restore(text)).toBe(text);
  });

  test("takes no longer than the text is long", () => {
    const text = `${"'".repeat(100_000)}${" ".repeat(100_000)}x`;
    expect(neutralise(text)).toBe(text);
  });
});
