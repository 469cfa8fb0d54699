import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseTerm } from "../../src/problem/terms.js";
import { runs } from "../support/instances.js";

const same = (...spellings: string[]) => new Set(spellings.map(normaliseTerm)).size === 1;

describe("normaliseTerm", () => {
  test.each<[string, string[]]>([
    ["case", ["Public Speaking", "PUBLIC SPEAKING", "public speaking"]],
    ["the German sharp s", ["Straße", "STRASSE", "strasse", "STRAẞE"]],
    ["the Greek final sigma", ["ΟΔΟΣ", "οδος", "οδοσ"]],
    ["ligatures", ["ﬁnance", "FINANCE", "finance"]],
    ["the width of letters", ["ＳＱＬ", "ｓｑｌ", "SQL"]],
    ["the width of kana", ["ﾒﾝﾀｰ", "メンター"]],
    ["accents composed or combined", ["Café", "Cafe\u0301", "CAFÉ", "CAFE\u0301"]],
    ["the order of combining marks", ["a\u0323\u0302", "a\u0302\u0323", "ậ"]],
    ["signs for units and numbers", ["K", "\u212a", "k"]],
    ["superscripts and circles", ["x²", "X2", "ⓧ②"]],
    ["white space around", ["  Rust ", "Rust", "\tRust\r\n", "\u00a0Rust\u3000", "\ufeffRust"]],
    ["white space within", ["code review", "code   review", "code\u00a0review", "code\n\treview", "code\u2003review"]],
  ])("normaliseTerm(): does not depend on %s", (_what, spellings) => {
    expect(spellings.map(normaliseTerm)).toEqual(spellings.map(() => normaliseTerm(spellings[0])));
  });

  test.each([
    ["C", "C++"],
    ["C", "C#"],
    [".NET", "NET"],
    ["resume", "résumé"],
    ["code review", "codereview"],
    ["SQL", "NoSQL"],
    ["A", "А"],
    ["Go", "GO!"],
    ["1", "١"],
  ])("normaliseTerm(): keeps %s and %s apart", (first, second) => {
    expect(same(first, second)).toBe(false);
  });

  test("normaliseTerm(): a normal form is its own, for every character there is", () => {
    const changed: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const once = normaliseTerm(`a${String.fromCodePoint(code)}b`);
      if (normaliseTerm(once) !== once) changed.push(`U+${code.toString(16)}`);
    }
    expect(changed).toEqual([]);
  });

  test("normaliseTerm(): upper case, lower case, composed and decomposed text have one form, for every character", () => {
    const apart: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      if (code >= 0xd800 && code <= 0xdfff) continue;
      const text = `a${String.fromCodePoint(code)}b`;
      if (!same(text, text.toUpperCase(), text.toLowerCase(), text.normalize("NFD"), text.normalize("NFKC"))) {
        apart.push(`U+${code.toString(16)}`);
      }
    }
    expect(apart).toEqual([]);
  });

  test("normaliseTerm(): a normal form is trimmed, has single spaces, and is its own", () => {
    const unit = fc.constantFrom(..." \u00a0\u2003\tAaZßẞΣςİıſﬁⅣＡﾒ\u3099\u0301\u0323\u0345\u200bé𝐀");
    let changed = 0;
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
        const normal = normaliseTerm(text);
        if (normal !== text) changed += 1;
        expect(normal).toBe(normal.trim());
        expect(normal).not.toMatch(/\s\s|[^\S ]/u);
        expect(normaliseTerm(`  ${normal}\n`)).toBe(normal);
      }),
      runs(1000),
    );
    expect(changed).toBeGreaterThan(800);
  });
});
