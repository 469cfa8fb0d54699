import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { MILLIONTHS, spreadWeights } from "../../src/score/weights.js";
import { runs } from "../support/instances.js";

const stated = fc.array(
  fc.record({ weight: fc.constantFrom<number>(0, 0.1, 0.5, 1, 2, 3, 7), applies: fc.boolean() }),
  {
    maxLength: 7,
  },
);

describe("spreadWeights()", () => {
  test("spreadWeights(): spreads the weight of what does not apply over the rest, in proportion", () => {
    // of 4 : 3 : 1 : 2 without the last: 4/8, 3/8 and 1/8
    expect(spreadWeights([4, 3, 1, 2], [true, true, true, false])).toEqual([500_000, 375_000, 125_000, 0]);
    expect(spreadWeights([4, 3, 1, 2], [true, true, true, true])).toEqual([400_000, 300_000, 100_000, 200_000]);
  });

  test("spreadWeights(): thirds are whole millionths, of which the first has one more", () => {
    expect(spreadWeights([1, 1, 1], [true, true, true])).toEqual([333_334, 333_333, 333_333]);
    expect(spreadWeights([1, 1, 1, 1], [false, true, true, true])).toEqual([0, 333_334, 333_333, 333_333]);
  });

  test("spreadWeights(): where nothing of weight applies all are 0", () => {
    expect(spreadWeights([2, 1], [false, false])).toEqual([0, 0]);
    expect(spreadWeights([0, 1], [true, false])).toEqual([0, 0]);
    expect(spreadWeights([], [])).toEqual([]);
  });

  test("spreadWeights(): adds up to exactly one whole, or is all 0; what does not apply has 0", () => {
    const seen = { uneven: 0, none: 0 };
    fc.assert(
      fc.property(stated, (criteria) => {
        const weights = spreadWeights(
          criteria.map(({ weight }) => weight),
          criteria.map(({ applies }) => applies),
        );
        const sum = weights.reduce((total, weight) => total + weight, 0);
        const some = criteria.some(({ weight, applies }) => applies && weight > 0);
        expect(sum).toBe(some ? MILLIONTHS : 0);
        weights.forEach((weight, index) => {
          expect(Number.isInteger(weight)).toBe(true);
          if (!criteria[index].applies || criteria[index].weight === 0) expect(weight).toBe(0);
        });
        if (!some) seen.none += 1;
        if (new Set(weights.filter((weight) => weight > 0)).size > 1) seen.uneven += 1;
      }),
      runs(1000),
    );
    expect(seen.uneven).toBeGreaterThan(300);
    expect(seen.none).toBeGreaterThan(50);
  });

  test("spreadWeights(): each is within one millionth of its exact share", () => {
    let shared = 0;
    fc.assert(
      fc.property(stated, (criteria) => {
        const own = criteria.map(({ weight, applies }) => (applies ? weight : 0));
        const all = own.reduce((total, weight) => total + weight, 0);
        if (all === 0) return;
        spreadWeights(
          criteria.map(({ weight }) => weight),
          criteria.map(({ applies }) => applies),
        ).forEach((weight, index) => {
          expect(Math.abs(weight - (MILLIONTHS * own[index]) / all)).toBeLessThan(1);
        });
        if (own.filter((weight) => weight > 0).length > 1) shared += 1;
      }),
      runs(500),
    );
    expect(shared).toBeGreaterThan(120);
  });
});
