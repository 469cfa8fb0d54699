import { createHash } from "node:crypto";

import { describe, expect, test } from "vitest";

import { hashedShare } from "../../src/numeric/hashedShare.js";

describe("hashedShare()", () => {
  test("hashedShare(): the first 48 bits of the SHA-256 of the parts as JSON, which anybody can repeat", () => {
    for (const parts of [[], [0], [7, "ada", 1], ["Zoë", '"'], [2 ** 53 - 1, -1, 0.5]]) {
      const hash = createHash("sha256").update(JSON.stringify(parts), "utf8").digest("hex");
      expect(hashedShare(parts)).toBe(Number.parseInt(hash.slice(0, 12), 16) / 2 ** 48);
    }
  });

  test("hashedShare(): from 0 to below 1, spread evenly: of 10 000, each tenth has its thousand", () => {
    const tenths = new Array<number>(10).fill(0);
    for (let at = 0; at < 10_000; at++) tenths[Math.floor(hashedShare(["spread", at]) * 10)]++;
    expect(tenths).toHaveLength(10);
    // five standard deviations: 5 · √(10 000 · 0.1 · 0.9)
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});
