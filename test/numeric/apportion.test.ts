import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { apportion } from "../../src/numeric/apportion.js";
import { runs } from "../support/instances.js";

const weight = fc.nat({ max: 9 });
const weights = fc.array(weight, { minLength: 1, maxLength: 7 }).filter((list) => list.some((one) => one > 0));

/** Hamilton's method in whole numbers without any bound; ties go to the earlier weight. */
function exactly(whole: number, list: readonly number[]): { shares: number[]; tied: boolean } {
  const parts = list.map((one) => BigInt(one) * BigInt(whole));
  const sum = list.reduce((total, one) => total + BigInt(one), 0n);
  const shares = parts.map((part) => part / sum);
  const left = BigInt(whole) - shares.reduce((total, share) => total + share, 0n);
  const remainder = (index: number) => parts[index] % sum;
  const order = [...list.keys()].sort((a, b) => Number(remainder(b) - remainder(a)) || a - b);
  for (const index of order.slice(0, Number(left))) shares[index] += 1n;
  const next = order[Number(left)];
  const tied = left > 0n && next !== undefined && remainder(order[Number(left) - 1]) === remainder(next);
  return { shares: shares.map(Number), tied };
}

describe("apportion()", () => {
  test("apportion(): gives what is left over to the largest remainders", () => {
    // 10 by 1 : 2 : 3 is 1.67, 3.33 and 5: 1, 3 and 5 leave one, which goes to the first
    expect(apportion(10, [1, 2, 3])).toEqual([2, 3, 5]);
  });

  test("apportion(): among equal remainders the earlier weight comes first", () => {
    expect(apportion(1_000_000, [1, 1, 1])).toEqual([333_334, 333_333, 333_333]);
    // 4 : 1 : 1 of a million is 666 666⅔, 166 666⅔ and 166 666⅔: three equal remainders, of which two get one
    expect(apportion(1_000_000, [4, 1, 1])).toEqual([666_667, 166_667, 166_666]);
  });

  test("apportion(): is Hamilton's method exactly, ties included", () => {
    let tied = 0;
    fc.assert(
      fc.property(weights, fc.constantFrom(10, 100, 1_000_000), (list, whole) => {
        const expected = exactly(whole, list);
        expect(apportion(whole, list)).toEqual(expected.shares);
        if (expected.tied) tied += 1;
      }),
      runs(2000),
    );
    expect(tied).toBeGreaterThan(100);
  });

  test("apportion(): weights ten times smaller give the same shares", () => {
    let uneven = 0;
    fc.assert(
      fc.property(weights, (list) => {
        const shares = apportion(1_000_000, list);
        expect(
          apportion(
            1_000_000,
            list.map((one) => one / 10),
          ),
        ).toEqual(shares);
        if (new Set(shares).size > 1) uneven += 1;
      }),
      runs(1000),
    );
    expect(uneven).toBeGreaterThan(300);
  });

  test("apportion(): whatever the weights, shares add up to the whole and a weight of 0 gets none", () => {
    let tiny = 0;
    const anything = fc.double({ min: 0, noNaN: true, noDefaultInfinity: true });
    const lists = fc.array(anything, { minLength: 1, maxLength: 8 }).filter((list) => list.some((one) => one > 0));
    fc.assert(
      fc.property(lists, (list) => {
        const shares = apportion(1_000_000, list);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1_000_000);
        expect(shares.every((share) => Number.isInteger(share) && share >= 0)).toBe(true);
        list.forEach((one, index) => {
          if (one === 0) expect(shares[index]).toBe(0);
        });
        if (list.some((one) => one > 0 && one < 1e-300)) tiny += 1;
      }),
      runs(1000),
    );
    expect(tiny).toBeGreaterThan(50);
  });
});
