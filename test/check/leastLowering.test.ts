import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type BoundedArc, leastLowering } from "../../src/check/leastLowering.js";
import { runs } from "../support/instances.js";

/** By trying every flow: the least that bounds are missed by, where what comes into a node goes out of it. */
function byTrying(nodes: number, arcs: readonly BoundedArc[]): number {
  let least = Number.POSITIVE_INFINITY;
  const excess = new Array<number>(nodes).fill(0);
  const carry = (at: number, missed: number): void => {
    if (missed >= least) return;
    if (at === arcs.length) {
      if (excess.every((one) => one === 0)) least = missed;
      return;
    }
    const { ends, low, most } = arcs[at];
    for (let flow = 0; flow <= most; flow++) {
      excess[ends[0]] -= flow;
      excess[ends[1]] += flow;
      carry(at + 1, missed + Math.max(0, low - flow));
      excess[ends[0]] += flow;
      excess[ends[1]] -= flow;
    }
  };
  carry(0, 0);
  return least;
}

describe("leastLowering()", () => {
  test("leastLowering(): bounds that a flow meets need not be lowered", () => {
    const ring: BoundedArc[] = [
      { ends: [0, 1], low: 0, most: 3 },
      { ends: [1, 0], low: 3, most: 5 },
    ];
    expect(leastLowering(2, ring)).toBe(0);
    expect(leastLowering(1, [])).toBe(0);
  });

  test("leastLowering(): a bound above what can come is lowered to that", () => {
    const narrow: BoundedArc[] = [
      { ends: [0, 1], low: 0, most: 2 },
      { ends: [1, 0], low: 7, most: 9 },
    ];
    expect(leastLowering(2, narrow)).toBe(5);
  });

  test("leastLowering(): a flow meets two bounds that stand one after the other at once", () => {
    const row: BoundedArc[] = [
      { ends: [0, 1], low: 0, most: 1 },
      { ends: [1, 2], low: 2, most: 4 },
      { ends: [2, 0], low: 2, most: 4 },
    ];
    expect(leastLowering(3, row)).toBe(2);
  });

  test("leastLowering(): as little as trying every flow finds", () => {
    const seen = { none: 0, some: 0, several: 0 };
    const node = fc.nat({ max: 3 });
    const arc = fc
      .record({ from: node, to: node, low: fc.constantFrom(0, 0, 1, 2), more: fc.nat({ max: 2 }) })
      .map(({ from, to, low, more }): BoundedArc => ({ ends: [from, to], low, most: low + more }));
    fc.assert(
      fc.property(fc.array(arc, { maxLength: 7 }), (arcs) => {
        const least = leastLowering(4, arcs);
        expect(least).toBe(byTrying(4, arcs));
        seen[least === 0 ? "none" : least === 1 ? "some" : "several"]++;
      }),
      runs(600),
    );
    expect(seen.none).toBeGreaterThan(60);
    expect(seen.some).toBeGreaterThan(60);
    expect(seen.several).toBeGreaterThan(100);
  });
});
