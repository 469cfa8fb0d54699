import { describe, expect, test } from "vitest";

import { roundCosine } from "../../src/numeric/roundCosine.js";

describe("roundCosine()", () => {
  test("roundCosine(): whole billionths, never beyond one, and no −0", () => {
    expect([0.1234567891, -0.9999999996, 0.6000000000000001].map(roundCosine)).toEqual([0.123456789, -1, 0.6]);
    expect([1.5, -1.5, 1 + Number.EPSILON].map(roundCosine)).toEqual([1, -1, 1]);
    expect(Object.is(roundCosine(-1e-12), 0)).toBe(true);
  });
});
