import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compareText, didYouMean, nearest } from "../../src/numeric/nearest.js";
import { runs } from "../support/instances.js";

describe("nearest()", () => {
  const known = ["mentors", "mentees", "skills", "minimumScore"];

  test.each([
    ["mentess", "mentees"],
    ["Mentors", "mentors"],
    ["skils", "skills"],
    ["minimum_score", "minimumScore"],
    ["mentors", "mentors"],
  ])("nearest(): %s most likely stood for %s", (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });

  test("nearest(): a word that is like none has none", () => {
    expect(nearest("capacity", known)).toBeUndefined();
    expect(nearest("anything", [])).toBeUndefined();
  });

  test.each([
    ["ab", "xy"],
    ["x", "q"],
    ["ben", "ada"],
  ])("nearest(): %s and %s have no letter in common, so neither is near the other", (word, candidate) => {
    expect(nearest(word, [candidate])).toBeUndefined();
    expect(nearest(candidate, [word])).toBeUndefined();
  });

  test("nearest(): ties go to the first in code-unit order, however the candidates are given", () => {
    const candidates = ["skillb", "skilla", "skillc"];
    for (const given of [candidates, candidates.toReversed(), candidates.toSorted()]) {
      expect(nearest("skills", given)).toBe("skilla");
    }
  });
});

describe("didYouMean()", () => {
  test("didYouMean(): words the nearest as a question, with its marks escaped", () => {
    expect(didYouMean("skils", ["skills"])).toBe('Did you mean "skills"?');
    expect(didYouMean('a"c', ['a"b'])).toBe('Did you mean "a\\"b"?');
    expect(didYouMean("skills", ["capacity"])).toBeUndefined();
  });
});

describe("compareText()", () => {
  test("compareText(): orders by code units, as no locale does", () => {
    const inOrder = ["", "10", "9", "Z", "a", "z", "ä", "\u{1F600}", "ｚ"];
    expect(inOrder.toReversed().sort(compareText)).toEqual(inOrder);
  });

  test("compareText(): is the order in which texts are sorted without a comparison", () => {
    let moved = 0;
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 8 }), (texts) => {
        expect(texts.toSorted(compareText)).toEqual([...texts].sort());
        if (String(texts.toSorted()) !== String(texts)) moved += 1;
      }),
      runs(200),
    );
    expect(moved).toBeGreaterThan(100);
  });
});
