import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { binomialTest } from "../../../src/audit/statistics/binomial.js";
import { fisherExact } from "../../../src/audit/statistics/fisherExact.js";
import { clopperPearson, shareInterval, wilson } from "../../../src/audit/statistics/shareInterval.js";
import { runs } from "../../support/instances.js";

const fisher = ([selected, notSelected]: number[], [otherSelected, otherNot]: number[]) =>
  fisherExact({ selected, people: selected + notSelected, otherSelected, otherPeople: otherSelected + otherNot });

/** Whole numbers as they are: n choose k. */
function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let at = 1; at <= k; at++) result = (result * BigInt(n - k + at)) / BigInt(at);
  return result;
}

/** All tables with the same totals, each with its exact weight: by the definition, with whole numbers of any size. */
function enumerate(people: number, otherPeople: number, chosen: number) {
  const tables: { readonly selected: number; readonly weight: bigint }[] = [];
  for (let selected = Math.max(0, chosen - otherPeople); selected <= Math.min(people, chosen); selected++) {
    tables.push({ selected, weight: choose(people, selected) * choose(otherPeople, chosen - selected) });
  }
  return tables;
}

const pOf = (tables: ReturnType<typeof enumerate>, selected: number) => {
  const own = tables.find((table) => table.selected === selected)!.weight;
  const sum = tables.reduce((total, { weight }) => (weight <= own ? total + weight : total), 0n);
  const all = tables.reduce((total, { weight }) => total + weight, 0n);
  return Number((sum * 10n ** 18n) / all) / 1e18;
};

describe("fisherExact()", () => {
  test("Fisher's tea tasting (1935), 3 of 4 against 1 of 4: tables of weight 1, 16, 36, 16, 1, so 34/70", () => {
    expect(fisher([3, 1], [1, 3]).p).toBeCloseTo(34 / 70, 14);
  });

  test("convictions of twins, example of R's fisher.test: p = 0.0005367", () => {
    expect(fisher([2, 10], [15, 3]).p).toBeCloseTo(0.0005367241191434357, 15);
  });

  test("says the smallest gap that can be significant: of 4 and 4 with 4 selected only all against none, 2/70", () => {
    expect(fisher([0, 4], [4, 0])).toEqual({ p: expect.closeTo(2 / 70, 14), detectable: 1 });
    expect(fisher([1, 3], [3, 1]).detectable).toBe(1);
  });

  test("says so where none can be: 3 and 3 with 3 selected have p of at least 2/20", () => {
    expect(fisher([0, 3], [3, 0])).toEqual({ p: expect.closeTo(0.1, 14), detectable: undefined });
  });

  test("looks for gaps below the other group only: 1 of 1 against 0 of 30 has p = 1/31, and the other way nothing is significant", () => {
    expect(fisher([1, 0], [0, 30]).p).toBeCloseTo(1 / 31, 14);
    expect(fisher([0, 1], [1, 29]).detectable).toBeUndefined();
  });

  test("is the definition, table by table", () => {
    let significant = 0;
    const sizes = fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }), fc.nat(60));
    fc.assert(
      fc.property(sizes, ([people, otherPeople, drawn]) => {
        const chosen = drawn % (people + otherPeople + 1);
        const tables = enumerate(people, otherPeople, chosen);
        const gaps: number[] = [];
        for (const { selected } of tables) {
          const otherSelected = chosen - selected;
          const expected = pOf(tables, selected);
          const { p } = fisherExact({ selected, people, otherSelected, otherPeople });
          expect(p).toBeCloseTo(expected, 12);
          const gap = otherSelected / otherPeople - selected / people;
          if (expected <= 0.05 && otherSelected * people > selected * otherPeople) gaps.push(gap);
        }
        const { selected } = tables[0];
        const { detectable } = fisherExact({ selected, people, otherSelected: chosen - selected, otherPeople });
        if (gaps.length === 0) expect(detectable).toBeUndefined();
        else {
          significant++;
          expect(detectable).toBeCloseTo(Math.min(...gaps), 12);
        }
      }),
      runs(300),
    );
    expect(significant).toBeGreaterThan(100);
  });

  test("holds for hundreds: 480 of 1000 against 520 of 1000 as exact whole numbers give it", () => {
    const tables = enumerate(1000, 1000, 1000);
    expect(fisher([480, 520], [520, 480]).p / pOf(tables, 480)).toBeCloseTo(1, 9);
  });
});

describe("binomialTest()", () => {
  test("Mendel's peas, example of R's binom.test: 682 of 925 at 3/4, p = 0.3825", () => {
    expect(binomialTest(682, 925, 0.75)).toBeCloseTo(0.3824915595748517, 12);
  });

  test("by hand: 0 of 5 at 1/2 is as likely as 5 of 5, so 2/32", () => {
    expect(binomialTest(0, 5, 0.5)).toBeCloseTo(2 / 32, 15);
    expect(binomialTest(2, 5, 0.5)).toBe(1);
  });

  test("what cannot be otherwise is no surprise, and what cannot be is", () => {
    expect([binomialTest(0, 3, 0), binomialTest(1, 3, 0), binomialTest(3, 3, 1), binomialTest(2, 3, 1)]).toEqual([
      1, 0, 1, 0,
    ]);
  });
});

describe("shareInterval()", () => {
  /** R. G. Newcombe, Statistics in Medicine 17:857–872, 1998, table I. */
  const published = [
    { share: [81, 263], wilson: [0.2553, 0.3662], exact: [0.2527, 0.3676] },
    { share: [15, 148], wilson: [0.0624, 0.1605], exact: [0.0578, 0.1617] },
    { share: [0, 20], wilson: [0, 0.1611], exact: [0, 0.1684] },
    { share: [1, 29], wilson: [0.0061, 0.1718], exact: [0.0009, 0.1776] },
  ];

  test.each(published)(
    "wilson() and clopperPearson() of $share are Newcombe's",
    ({ share: [k, n], wilson: w, exact }) => {
      const rounded = ({ low, high }: { low: number; high: number }) => [
        Number(low.toFixed(4)),
        Number(high.toFixed(4)),
      ];
      expect(rounded(wilson(k, n))).toEqual(w);
      expect(rounded(clopperPearson(k, n))).toEqual(exact);
    },
  );

  test("is exact up to 40 people, and says which it is", () => {
    expect(shareInterval(3, 10)).toEqual({
      low: expect.closeTo(0.06673951117773447, 12),
      high: expect.closeTo(0.652452850060008, 12),
      method: "clopper-pearson",
    });
    expect([shareInterval(0, 40).method, shareInterval(0, 41).method]).toEqual(["clopper-pearson", "wilson"]);
  });

  test("holds the share, and stays between 0 and 1", () => {
    for (const n of [1, 2, 40, 41, 1000]) {
      for (const k of [0, 1, n >> 1, n - 1, n]) {
        const { low, high } = shareInterval(k, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(low).toBeLessThanOrEqual(k / n);
        expect(high).toBeGreaterThanOrEqual(k / n);
        expect(high).toBeLessThanOrEqual(1);
      }
    }
  });
});
