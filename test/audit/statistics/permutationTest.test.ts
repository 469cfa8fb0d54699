import { describe, expect, test } from "vitest";

import { permutationTest } from "../../../src/audit/statistics/permutationTest.js";
import { createShuffle } from "../../../src/audit/statistics/shuffler.js";
import { seeded } from "../../support/programmes.js";

const ALPHA = 0.05;

/** The people of two groups, the first so many. */
const twoGroups = (first: number, second: number) =>
  Int32Array.from({ length: first + second }, (_, person) => (person < first ? 0 : 1));

const testOnce = (values: readonly number[], groupOf: Int32Array, permutations: number, seed: number) =>
  permutationTest(
    {
      rounds: [0, groupOf.length],
      values: [Float64Array.from(values)],
      partitions: [{ groups: Math.max(...groupOf) + 1, groupOf }],
    },
    { shuffle: createShuffle(["test", seed]), permutations },
  )[0][0];

/** How often nothing is found to be significant: values drawn alike for both groups. */
function falsePositives(
  groupOf: Int32Array,
  { simulations, permutations, draw }: { simulations: number; permutations: number; draw: () => number },
): number {
  let called = 0;
  for (let simulation = 0; simulation < simulations; simulation++) {
    const values = Array.from(groupOf, draw);
    if (testOnce(values, groupOf, permutations, simulation).p <= ALPHA) called++;
  }
  return called;
}

/** Between these, a count of events of probability α is 99.9 % of the time: normal, as the counts are in the hundreds. */
function band(simulations: number): [number, number] {
  const reach = 3.29 * Math.sqrt(simulations * ALPHA * (1 - ALPHA));
  return [simulations * ALPHA - reach, simulations * ALPHA + reach];
}

describe("permutationTest()", () => {
  test("by hand: 0, 0 against 1, 1. Of six splits two are as far apart, so p is near 1/3", () => {
    const { p, detectable } = testOnce([0, 0, 1, 1], twoGroups(2, 2), 20_000, 1);
    expect(p).toBeGreaterThan(0.32);
    expect(p).toBeLessThan(0.347);
    // the greatest difference, 1, comes up in every third shuffle: it cannot be significant
    expect(detectable).toBeUndefined();
  });

  test("three groups of unequal sizes, against all 1260 ways to fill them and the statistic as it is defined", () => {
    const groupOf = Int32Array.from([0, 0, 1, 1, 1, 2, 2, 2, 2]);
    const values = [2, 9, 4, 0, 1, 5, 8, 3, 7];
    const grand = values.reduce((sum, value) => sum + value, 0) / 9;
    const statistic = (labels: readonly number[]) =>
      [0, 1, 2].reduce((sum, group) => {
        const own = values.filter((_, person) => labels[person] === group);
        const mean = own.reduce((total, value) => total + value, 0) / own.length;
        return sum + own.length * (mean - grand) ** 2;
      }, 0);
    const fill = (labels: readonly number[], left: readonly number[]): number[][] =>
      labels.length === 9
        ? [[...labels]]
        : [0, 1, 2].flatMap((group) =>
            left[group] === 0
              ? []
              : fill(
                  [...labels, group],
                  left.map((count, at) => (at === group ? count - 1 : count)),
                ),
          );
    const all = fill([], [2, 3, 4]);
    expect(all.length).toBe(1260);
    const observed = statistic([...groupOf]);
    const share = all.filter((labels) => statistic(labels) >= observed - 1e-9).length / 1260;
    expect(share).toBeGreaterThan(0.05);
    expect(share).toBeLessThan(0.95);
    // 20 000 shuffles: four standard deviations
    const reach = 4 * Math.sqrt((share * (1 - share)) / 20_000);
    expect(Math.abs(testOnce(values, groupOf, 20_000, 3).p - share)).toBeLessThan(reach + 1 / 20_000);
  });

  test("p is (1 + reached) / (1 + shuffles): never 0, and 1 where every shuffle reaches what there is", () => {
    const groupOf = twoGroups(20, 20);
    expect(
      testOnce(
        Array.from(groupOf, (group) => group * 1e6),
        groupOf,
        999,
        1,
      ).p,
    ).toBe(1 / 1000);
    expect(
      testOnce(
        [...groupOf].map((_, person) => person % 2),
        groupOf,
        999,
        1,
      ).p,
    ).toBe(1);
  });

  test("ties are ties for any scale: sevenths of whole millionths count as the observed ones do", () => {
    // both groups' values are each other's mirror: |difference| takes the same values whatever the scale
    const groupOf = twoGroups(4, 5);
    const values = [1, 2, 3, 4, 5, 6, 7, 8, 9];
    const small = testOnce(values, groupOf, 2000, 5);
    const large = testOnce(
      values.map((value) => value * 142_857),
      groupOf,
      2000,
      5,
    );
    expect(large.p).toBe(small.p);
    expect(large.detectable).toBeCloseTo(small.detectable! * 142_857, 3);
  });

  test("the smallest detectable gap: a shuffled difference at or above it is rare, below it is not", () => {
    const below = seeded(3);
    const groupOf = twoGroups(15, 25);
    const values = Array.from(groupOf, () => below(1000));
    const { detectable } = testOnce(values, groupOf, 1999, 1);
    const shuffle = createShuffle(["other"]);
    const order = Int32Array.from({ length: 40 }, (_, person) => person);
    const sum = values.reduce((total, value) => total + value, 0);
    let reached = 0;
    for (let time = 0; time < 20_000; time++) {
      shuffle(order, 0, 40);
      let first = 0;
      for (let at = 0; at < 15; at++) first += values[order[at]];
      if (Math.abs(first / 15 - (sum - first) / 25) >= detectable!) reached++;
    }
    expect(reached / 20_000).toBeGreaterThan(0.035);
    expect(reached / 20_000).toBeLessThan(0.065);
  });

  test("in rounds, labels stay within their round: what only rounds explain is not found", () => {
    // round one: six people of group 0 and two of group 1, all 0; round two the other way round, all 1
    const groupOf = Int32Array.from([0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1, 1]);
    const values = [Float64Array.from({ length: 16 }, (_, person) => (person < 8 ? 0 : 1))];
    const partitions = [{ groups: 2, groupOf }];
    const drawn = () => ({ shuffle: createShuffle([1]), permutations: 999 });
    expect(permutationTest({ rounds: [0, 8, 16], values, partitions }, drawn())[0][0].p).toBe(1);
    expect(permutationTest({ rounds: [0, 16], values, partitions }, drawn())[0][0].p).toBeLessThan(0.3);
  });

  test("each measure and each partition is tested as if it were alone", () => {
    const below = seeded(9);
    const groupOf = [twoGroups(6, 12), Int32Array.from({ length: 18 }, (_, person) => person % 3)];
    const values = [0, 1].map(() => Float64Array.from({ length: 18 }, () => below(100)));
    const partitions = groupOf.map((groups) => ({ groups: Math.max(...groups) + 1, groupOf: groups }));
    const together = permutationTest(
      { rounds: [0, 18], values, partitions },
      { shuffle: createShuffle([4]), permutations: 500 },
    );
    for (const [p, partition] of partitions.entries()) {
      for (const [m, measure] of values.entries()) {
        const alone = permutationTest(
          { rounds: [0, 18], values: [measure], partitions: [partition] },
          { shuffle: createShuffle([4]), permutations: 500 },
        );
        expect(together[p][m]).toEqual(alone[0][0]);
      }
    }
  });

  // 199 shuffles: p ≤ 0.05 exactly where at most 9 of 199 reach it, which chance gives 10 times in 200
  const permutations = 199;
  const simulations = 4000;

  test.each([
    [5, 35],
    [20, 20],
    [3, 300],
  ])("calls rates of %i and %i people significant by chance at most one time in twenty", (first, second) => {
    const below = seeded(first);
    const size = first + second > 100 ? 1500 : simulations;
    const called = falsePositives(twoGroups(first, second), {
      simulations: size,
      permutations,
      draw: () => (below(100) < 70 ? 1 : 0),
    });
    expect(called).toBeLessThanOrEqual(band(size)[1]);
  });

  test.each([
    [5, 35],
    [20, 20],
  ])(
    "calls scores of %i and %i people significant by chance one time in twenty, no more and no less",
    (first, second) => {
      const below = seeded(first + 1);
      const called = falsePositives(twoGroups(first, second), {
        simulations,
        permutations,
        draw: () => below(1_000_000),
      });
      const [least, most] = band(simulations);
      expect(called).toBeGreaterThanOrEqual(least);
      expect(called).toBeLessThanOrEqual(most);
    },
  );

  test("a shuffle that ignores the sizes of groups would not hold: every person drawn to either group, 5 against 35", () => {
    // the statistic with sizes as observed, the labels drawn by the toss of a coin
    const below = seeded(8);
    const naive = (values: readonly number[]) => {
      const gap = (isFirst: (person: number) => boolean) => {
        const [inside, outside] = [values.filter((_, at) => isFirst(at)), values.filter((_, at) => !isFirst(at))];
        const mean = (list: readonly number[]) =>
          list.reduce((sum, value) => sum + value, 0) / Math.max(1, list.length);
        return Math.abs(mean(inside) - mean(outside));
      };
      const observed = gap((person) => person < 5);
      let reached = 0;
      for (let time = 0; time < permutations; time++) {
        const tossed = values.map(() => below(2) === 0);
        if (gap((person) => tossed[person]) >= observed) reached++;
      }
      return (1 + reached) / (1 + permutations);
    };
    let called = 0;
    for (let simulation = 0; simulation < 500; simulation++) {
      if (naive(Array.from({ length: 40 }, () => below(1_000_000))) <= ALPHA) called++;
    }
    expect(called).toBeGreaterThan(2 * band(500)[1]);
  });
});

describe("createShuffle()", () => {
  test("every order of four is equally likely: χ² of 24 cells below its 99.9 % quantile, 49.73 at 23 degrees of freedom", () => {
    const shuffle = createShuffle(["orders", 1]);
    const entries = Int32Array.from([0, 1, 2, 3]);
    const seen = new Map<string, number>();
    const drawn = 48_000;
    for (let time = 0; time < drawn; time++) {
      shuffle(entries, 0, 4);
      seen.set(entries.join(), (seen.get(entries.join()) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    const expected = drawn / 24;
    const square = [...seen.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(square).toBeLessThan(49.73);
  });

  test("the same parts give the same orders, others others, and nothing outside the range moves", () => {
    const orderOf = (part: number) => {
      const entries = Int32Array.from({ length: 12 }, (_, at) => at);
      createShuffle(["part", part])(entries, 2, 10);
      return [...entries];
    };
    expect(orderOf(1)).toEqual(orderOf(1));
    expect(orderOf(1)).not.toEqual(orderOf(2));
    const [order] = [orderOf(1)];
    expect([...order.slice(0, 2), ...order.slice(10)]).toEqual([0, 1, 10, 11]);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => at));
  });
});
