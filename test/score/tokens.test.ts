import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createTokeniser, englishStopWords, isOneWord } from "../../src/score/tokens.js";
import { runs } from "../support/instances.js";

const plain = createTokeniser({ stem: false, stopWords: [] });

function keys(text: string, tokensOf = plain): string[] {
  return [...tokensOf(text)].map(({ key }) => key);
}

describe("createTokeniser()", () => {
  test("createTokeniser(): words are runs of letters, marks and digits, in the order in which they stand", () => {
    expect(keys("Rust, Go & C++; COBOL-85!")).toEqual(["rust", "go", "c", "cobol", "85"]);
    expect(keys("日本語 हिन्दी naïve")).toEqual(["日本語", "हिन्दी", "naïve"]);
    expect(keys("")).toEqual([]);
    expect(keys(" — … 🙂 ")).toEqual([]);
  });

  test("createTokeniser(): words are folded as terms are", () => {
    expect(keys("STRASSE Straße ＲＵＳＴ ﬁnance Cafe\u0301 café")).toEqual([
      "strasse",
      "strasse",
      "rust",
      "finance",
      "café",
      "café",
    ]);
  });

  test("createTokeniser(): an apostrophe joins a word inside, whichever it is, and parts words outside", () => {
    expect(keys("don't don’t donʼt don＇t dont")).toEqual(Array(5).fill("dont"));
    expect(keys("'rust' the mentors' o''clock")).toEqual(["rust", "the", "mentors", "o", "clock"]);
    expect(keys("ʼ ' ’")).toEqual([]);
  });

  test("createTokeniser(): what does not show joins a word too", () => {
    expect(keys("men\u00adtor می\u200cخواهم")).toEqual(["mentor", "میخواهم"]);
    expect(keys("\u00ad \u200d")).toEqual([]);
  });

  test("createTokeniser(): a word keeps the spelling in which it was written, in lower case", () => {
    const tokensOf = createTokeniser({ stem: true, stopWords: [] });
    expect([...tokensOf("Don't MENTORING Straße")]).toEqual([
      { key: "dont", word: "don't" },
      { key: "mentor", word: "mentoring" },
      { key: "strass", word: "straße" },
    ]);
  });

  test("createTokeniser(): English stems are one, and other words are left alone", () => {
    const tokensOf = createTokeniser({ stem: true, stopWords: [] });
    expect(new Set(keys("mentor mentors mentored mentoring", tokensOf))).toEqual(new Set(["mentor"]));
    expect(keys("mentors 2030s Übungen naïveties", tokensOf)).toEqual(["mentor", "2030s", "übungen", "naïveties"]);
    const long = `${"a".repeat(62)}ing`;
    expect(keys(`${long} ${long.slice(1)}`, tokensOf)).toEqual([long, "a".repeat(61)]);
  });

  test("createTokeniser(): stop words go before their stems are taken, in any spelling", () => {
    const tokensOf = createTokeniser({ stem: true, stopWords: ["Being", "don’t"] });
    // "being" would have the stem "be"
    expect(keys("be being DON'T dont don", tokensOf)).toEqual(["be", "don"]);
  });

  test("createTokeniser(): the English stop words are single words, each different", () => {
    expect(englishStopWords).toHaveLength(120);
    expect(englishStopWords.every(isOneWord)).toBe(true);
    const tokensOf = createTokeniser({ stem: false, stopWords: englishStopWords });
    expect(keys("I'm the one who has been there, and so were they; don't ask", tokensOf)).toEqual(["one", "ask"]);
    expect(new Set(englishStopWords.flatMap((word) => keys(word))).size).toBe(120);
  });

  test("createTokeniser(): a word's key depends on the word alone", () => {
    let several = 0;
    const word = fc.constantFrom("ΟΔΟΣ", "Σ", "don't", "ﬁn", "Straße", "İzmir", "mentors", "the", "\u0301", "ǅ");
    const separator = fc.constantFrom(" ", ", ", ".", "\n", "-", "''", "(");
    const tokensOf = createTokeniser({ stem: true, stopWords: ["the"] });
    fc.assert(
      fc.property(fc.array(fc.tuple(word, separator), { maxLength: 6 }), (parts) => {
        const whole = keys(parts.map(([one, gap]) => `${one}${gap}`).join(""), tokensOf);
        expect(whole).toEqual(parts.flatMap(([one]) => keys(one, tokensOf)));
        if (whole.length > 1) several += 1;
      }),
      runs(400),
    );
    expect(several).toBeGreaterThan(200);
  });

  test("createTokeniser(): any text at all gives keys without spaces, and the same ones from its keys", () => {
    let words = 0;
    const unit = fc.constantFrom("binary" as const, "grapheme" as const);
    fc.assert(
      fc.property(
        unit.chain((one) => fc.string({ unit: one, maxLength: 40 })),
        (text) => {
          const all = keys(text);
          expect(all.every((key) => /^[\p{L}\p{M}\p{N}]+$/u.test(key))).toBe(true);
          expect(keys(all.join(" "))).toEqual(all);
          words += all.length;
        },
      ),
      runs(1000),
    );
    expect(words).toBeGreaterThan(700);
  });

  test("createTokeniser(): texts made to be slow take no longer than others", () => {
    const many = 1_000_000;
    // each of them takes minutes where time grows with the square of the length
    expect(keys(`a${"\u0301\u0316".repeat(many)} b`)).toHaveLength(2);
    expect(keys(`ｶ${"\uff9e\u0316".repeat(many)}`)).toHaveLength(1);
    expect(keys("a'".repeat(many))).toHaveLength(1);
    expect(keys("'a ".repeat(many))).toHaveLength(many);
    expect(keys("ing".repeat(many), createTokeniser({ stem: true, stopWords: [] }))).toHaveLength(1);
  });

  test("createTokeniser(): at most thirty marks stand on a letter", () => {
    expect(keys(`b${"\u0316".repeat(30)}`)).toEqual([`b${"\u0316".repeat(30)}`]);
    expect(keys(`b${"\u0316".repeat(31)}c`)).toEqual([`b${"\u0316".repeat(30)}c`]);
  });
});

describe("isOneWord()", () => {
  test("isOneWord(): one word, with space around it at most", () => {
    expect([" the ", "Don't", "ＴＨＥ"].map(isOneWord)).toEqual([true, true, true]);
    expect(["", " ", "of course", "c++", "'the'", "–"].map(isOneWord)).toEqual(Array(6).fill(false));
  });
});
