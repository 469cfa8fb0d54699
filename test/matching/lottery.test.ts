import { createHash } from "node:crypto";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { drawOrder } from "../../src/matching/lottery.js";
import { runs } from "../support/instances.js";
import { seeded, shuffle } from "../support/programmes.js";

function ticket(seed: number, id: string): string {
  return createHash("sha256")
    .update(JSON.stringify([seed, id]), "utf8")
    .digest("hex");
}

describe("drawOrder()", () => {
  test("drawOrder(): sorts by the SHA-256 of seed and id, which anybody can repeat", () => {
    const ids = ["ada", "ben", "chidi", "dora", "elif"];
    const expected = ids.toSorted((a, b) => (ticket(7, a) < ticket(7, b) ? -1 : 1));
    expect(drawOrder(ids, 7).map((index) => ids[index])).toEqual(expected);
  });

  test("drawOrder(): depends on nothing but seed and id: neither on the order nor on who else is there", () => {
    let moved = 0;
    const ids = fc.uniqueArray(fc.string({ unit: "grapheme", minLength: 1 }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(ids, fc.nat(), fc.nat(), (people, seed, order) => {
        const drawn = drawOrder(people, seed).map((index) => people[index]);
        const other = shuffle(people, seeded(order)).slice(1);
        expect(drawOrder(other, seed).map((index) => other[index])).toEqual(drawn.filter((id) => other.includes(id)));
        expect(drawn.toSorted()).toEqual(people.toSorted());
        if (String(drawn) !== String(people)) moved += 1;
      }),
      runs(300),
    );
    expect(moved).toBeGreaterThan(200);
  });

  test("drawOrder(): over 6 000 seeds each order of three comes as often as another", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const order = drawOrder(["ada", "ben", "chidi"], seed).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // five standard deviations of 6 000 draws with odds of a sixth: 5 · √(6000 · ⅙ · ⅚) = 144.3
    for (const [order, count] of counts) expect(Math.abs(count - 1000), order).toBeLessThan(145);
  });
});
