import fc from "fast-check";
import { expect, test } from "vitest";

import { type Limits, MOST, packComponents, unpackPrice } from "../../../src/solve/packed/packComponents.js";
import type { Worth } from "../../../src/solve/packed/worths.js";
import { runs } from "../../support/instances.js";

const ROWS = 4;
const current = [new Set([0]), new Set<number>()];

const drawnWorths: fc.Arbitrary<Worth> = fc.oneof(
  fc.constantFrom<Worth>({ by: "score" }, { by: "current" }),
  fc.record({
    by: fc.constant("choice" as const),
    choice: fc.nat({ max: 3 }),
    worth: fc.constantFrom(1 as const, -1 as const),
  }),
  fc
    .array(fc.nat({ max: 2000 }), { minLength: ROWS, maxLength: ROWS })
    .map((counts): Worth => ({ by: "row", ofRow: Float64Array.from(counts) })),
);

/** How much a component differs from pair to pair, and from row to row. */
function spanOf(worth: Worth, largest: number): readonly [pairs: number, rows: number] {
  if (worth.by === "row") return [0, Math.max(...worth.ofRow)];
  return [worth.by === "score" ? 2 * largest : 1, 0];
}

function signOf(parts: readonly number[]): number {
  return Math.sign(parts.find((part) => part !== 0) ?? 0);
}

test("packComponents(): every component that counts is in one pack, in order, and none leaves the numbers", () => {
  const seen = { packs: 0, several: 0, unpacked: 0, tooMuch: 0, idle: 0, inTurn: 0 };
  const drawn = fc.record({
    worths: fc.array(drawnWorths, { maxLength: 7 }),
    largest: fc.constantFrom(0, 1, 1000, 1_000_000, 10 ** 11),
    shorter: fc.constantFrom(1, 5, 500, 2000),
    most: fc.constantFrom(MOST, 2 ** 30, 2000, 50),
    isScarce: fc.boolean(),
    parts: fc.array(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -1000, max: 1000 })), {
      minLength: 7,
      maxLength: 7,
    }),
  });
  fc.assert(
    fc.property(drawn, ({ worths, largest, shorter, most, isScarce, parts }) => {
      const limits: Limits = { largest, shorter, most, isScarce, loads: { current } };
      const packs = packComponents(worths, limits);
      if (packs === undefined) {
        seen.tooMuch += 1;
        return;
      }
      const counting = [...worths.keys()].filter((at) => spanOf(worths[at], largest).some((span) => span > 0));
      expect(packs.flatMap(({ components }) => components)).toEqual(counting);
      if (counting.length < worths.length) seen.idle += 1;
      if (packs.length > 1) seen.several += 1;

      packs.forEach((pack, index) => {
        const { components, weights, bonus, inTurn } = pack;
        const spans = components.map((at) => spanOf(worths[at], largest));
        const most1 = (at: number) => weights.reduce((sum, weight, k) => sum + weight * spans[k][at], 0);
        expect(most1(0) + most1(1) + 2 * bonus).toBeLessThanOrEqual(most);
        seen.packs += 1;
        if (inTurn) {
          expect([isScarce, bonus, most1(0)]).toEqual([true, 0, 0]);
          seen.inTurn += 1;
        } else if (index > 0) {
          // more than a path or cycle can gain
          expect(bonus).toBeGreaterThan(shorter * most1(0) + most1(1));
          expect(bonus % weights[0]).toBe(0);
        }

        // any price is a sum along a path; the first part may be anything, as bonuses are
        const price = spans.map(([pairs, rows], k) => {
          const [ofPairs, ofRows] = parts[k];
          return Math.trunc((ofPairs * (shorter + 1) * pairs) / 1000) + Math.trunc((ofRows * rows) / 1000) + 0;
        });
        const packed = price.reduce((sum, part, k) => sum + part * weights[k], 0);
        if (Math.abs(packed) < 2 ** 51) {
          expect(unpackPrice(pack, packed)).toEqual(price);
          expect(Math.sign(packed)).toBe(signOf(price));
          seen.unpacked += price.length;
        }
        // and what two of them exceed a pair by, at most twice the length, has the sign of its first part
        const excess = spans.map(([pairs, rows], k) => {
          const [ofPairs, ofRows] = parts[k];
          return Math.trunc((ofPairs * (2 * shorter + 1) * pairs) / 1000) + Math.trunc((ofRows * rows) / 1000) + 0;
        });
        const together = excess.reduce((sum, part, k) => sum + BigInt(part) * BigInt(weights[k]), 0n);
        expect(Math.sign(Number(together))).toBe(signOf(excess));
      });
    }),
    runs(3000),
  );
  expect(Math.min(seen.packs, seen.several, seen.unpacked, seen.tooMuch, seen.idle, seen.inTurn)).toBeGreaterThan(100);
});

test("packComponents(): five choices after `matched`, and then the total, at 2000 × 500", () => {
  const ones = Float64Array.from({ length: 2000 }, () => 1);
  const choice = (rank: number): Worth => ({ by: "choice", choice: rank, worth: 1 });
  const worths: Worth[] = [{ by: "row", ofRow: ones }, ...[1, 2, 3, 4, 5].map(choice), { by: "score" }];
  const limits: Limits = { largest: 999_999, shorter: 500, most: MOST, isScarce: true, loads: { current: [] } };
  const packs = packComponents(worths, limits)!;
  expect(packs.map(({ components }) => components)).toEqual([[0, 1, 2, 3, 4, 5], [6]]);
  expect(packs.map(({ inTurn }) => inTurn)).toEqual([false, false]);
});
