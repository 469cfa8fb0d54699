import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { leastConflict } from "../../../src/solve/infeasible/leastConflict.js";
import { runs } from "../../support/instances.js";

/** Whether none of some sets is among those kept: then these can be met together. */
function keepsApart(conflicts: readonly (readonly number[])[]) {
  return (kept: readonly number[]) => !conflicts.some((conflict) => conflict.every((bound) => kept.includes(bound)));
}

describe("leastConflict(): bounds of which none can be left out", () => {
  test("leastConflict(): one bound that cannot be met by itself", () => {
    expect(leastConflict([0, 1, 2, 3], keepsApart([[2]]))).toEqual([2]);
    expect(leastConflict([7], keepsApart([[7]]))).toEqual([7]);
  });

  test("leastConflict(): all bounds, where it takes all of them", () => {
    expect(leastConflict([3, 1, 2], keepsApart([[1, 2, 3]]))).toEqual([3, 1, 2]);
  });

  test("leastConflict(): of several conflicts the one that the order leads to", () => {
    const conflicts = [
      [0, 1],
      [2, 3],
    ];
    expect(leastConflict([0, 1, 2, 3], keepsApart(conflicts))).toEqual([0, 1]);
    expect(leastConflict([3, 2, 1, 0], keepsApart(conflicts))).toEqual([3, 2]);
  });

  test("leastConflict(): a conflict, and none without any one of its bounds", () => {
    let several = 0;
    const bounds = Array.from({ length: 8 }, (_, bound) => bound);
    const sets = fc.array(fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 5 }), { minLength: 1 });
    fc.assert(
      fc.property(sets, fc.shuffledSubarray(bounds, { minLength: 8 }), (conflicts, order) => {
        const isFeasible = keepsApart(conflicts);
        const least = leastConflict(order, isFeasible);
        expect(isFeasible(least)).toBe(false);
        for (const bound of least) expect(isFeasible(least.filter((other) => other !== bound))).toBe(true);
        expect(least).toEqual(order.filter((bound) => least.includes(bound)));
        if (least.length > 1) several += 1;
      }),
      runs(500),
    );
    expect(several).toBeGreaterThan(150);
  });

  test("leastConflict(): asks about as often as the conflict is large, not as there are bounds", () => {
    const bounds = Array.from({ length: 1024 }, (_, bound) => bound);
    const isFeasible = keepsApart([[100, 900]]);
    let asked = 0;
    const least = leastConflict(bounds, (kept) => {
      asked += 1;
      return isFeasible(kept);
    });
    expect(least).toEqual([100, 900]);
    // twice the size of the conflict, times one more than the halvings of the list
    expect(asked).toBeLessThanOrEqual(2 * 2 * 11);
  });
});
