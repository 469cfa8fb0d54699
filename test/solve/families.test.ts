import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { type Family, kindOf, type QuotaKind, toFamily } from "../../src/solve/families.js";
import type { ReadQuota } from "../../src/solve/read/loads.js";
import { runs } from "../support/instances.js";

function quota(members: readonly number[], kind: QuotaKind = "rows"): ReadQuota {
  return {
    side: kind === "columns" ? "columns" : "rows",
    of: kind === "rowsPerColumn" ? "perColumn" : "all",
    members: Int32Array.from(members),
    min: 0,
    max: Infinity,
    used: new Int32Array(1),
  };
}

function familyOf(quotas: readonly ReadQuota[], count: number, kind: QuotaKind = "rows"): Family {
  const family = toFamily(quotas, kind, count);
  if ("first" in family) throw new Error(`Quotas ${family.first} and ${family.second} cross.`);
  return family;
}

/** By definition: each has a member that the other has not, and they share one. */
function cross(first: readonly number[], second: readonly number[]): boolean {
  const shared = first.filter((member) => second.includes(member));
  return shared.length > 0 && shared.length < first.length && shared.length < second.length;
}

describe("toFamily(): sets in one another", () => {
  test("toFamily(): parts below their wholes, the smallest that holds a member", () => {
    const { quotas, above, innermost } = familyOf([quota([1]), quota([0, 1, 2]), quota([4]), quota([0, 1])], 6);
    expect(quotas).toEqual([1, 3, 0, 2]);
    expect(above).toEqual([-1, 0, 1, -1]);
    expect(Array.from(innermost)).toEqual([1, 2, 0, -1, 3, -1]);
  });

  test("toFamily(): of equal sets the earlier contains the later", () => {
    const { quotas, above, innermost } = familyOf([quota([0, 2]), quota([0, 2])], 3);
    expect(quotas).toEqual([0, 1]);
    expect(above).toEqual([-1, 0]);
    expect(Array.from(innermost)).toEqual([1, -1, 1]);
  });

  test("toFamily(): a set of nobody is in no other", () => {
    const { quotas, above, innermost } = familyOf([quota([]), quota([0, 1])], 2);
    expect(quotas).toEqual([1, 0]);
    expect(above).toEqual([-1, -1]);
    expect(Array.from(innermost)).toEqual([0, 0]);
  });

  test("toFamily(): each kind by itself, so that those of other kinds may cross it", () => {
    const quotas = [quota([0, 1]), quota([1, 2], "rowsPerColumn"), quota([1, 2], "columns"), quota([1])];
    expect(quotas.map(kindOf)).toEqual(["rows", "rowsPerColumn", "columns", "rows"]);
    expect(familyOf(quotas, 3, "rows").quotas).toEqual([0, 3]);
    expect(familyOf(quotas, 3, "rowsPerColumn").quotas).toEqual([1]);
    expect(familyOf(quotas, 3, "columns").quotas).toEqual([2]);
  });

  test("toFamily(): two that cross, the earlier first", () => {
    expect(toFamily([quota([0]), quota([2, 3]), quota([0, 1, 2])], "rows", 4)).toEqual({ first: 1, second: 2 });
  });

  test("toFamily(): finds a crossing where there is one, and arranges by containment where there is none", () => {
    const seen = { crossing: 0, nested: 0 };
    const nested = fc.constantFrom([0, 1, 2, 3, 4, 5], [0, 1, 2], [3, 4, 5], [0, 1], [4, 5], [0], [5]);
    const one = fc.oneof({ weight: 5, arbitrary: nested }, fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 4 }));
    const sets = fc.array(one, { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(sets, (lists) => {
        const members = lists.map((list) => [...list].sort((a, b) => a - b));
        const family = toFamily(
          members.map((list) => quota(list)),
          "rows",
          6,
        );
        const crossings = members.flatMap((one, first) =>
          members.flatMap((other, second) => (first < second && cross(one, other) ? [`${first} ${second}`] : [])),
        );
        if ("first" in family) {
          expect(crossings).toContain(`${family.first} ${family.second}`);
          seen.crossing += 1;
          return;
        }
        expect(crossings).toEqual([]);
        expect([...family.quotas].sort()).toEqual([...members.keys()]);
        // whom a set holds beside those in it, and whoever is in it, up to the outermost
        const chain = (position: number): number[] =>
          position < 0 ? [] : [family.quotas[position], ...chain(family.above[position])];
        family.innermost.forEach((position, member) => {
          const holding = [...members.keys()].filter((index) => members[index].includes(member));
          expect(chain(position).sort()).toEqual(holding);
          const sizes = chain(position).map((index) => members[index].length);
          expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
        });
        if (family.above.some((position) => position >= 0)) seen.nested += 1;
      }),
      runs(1000),
    );
    expect(Math.min(seen.crossing, seen.nested)).toBeGreaterThan(200);
  });
});
