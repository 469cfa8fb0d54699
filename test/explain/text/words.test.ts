import { describe, expect, test } from "vitest";

import { count, decimals, fieldWords, list, percent } from "../../../src/explain/text/words.js";

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
});
