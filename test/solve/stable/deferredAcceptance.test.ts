import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { stablePairs } from "../../../src/solve/stable/deferredAcceptance.js";
import { runs, shuffled } from "../../support/instances.js";
import {
  allStable,
  type Lists,
  markets,
  naiveBlockingPairs,
  type Pairs,
  toMarket,
} from "../../support/stableOracle.js";

/** Whom a row has, as places in its ranking, the best first. */
function ranksOfRow({ rows }: Lists, pairs: Pairs, row: number): number[] {
  const partners = pairs.filter(([one]) => one === row).map(([, column]) => rows[row].indexOf(column));
  return partners.sort((a, b) => a - b);
}

function ranksOfColumn({ columns }: Lists, pairs: Pairs, column: number): number[] {
  const partners = pairs.filter(([, one]) => one === column).map(([row]) => columns[column].indexOf(row));
  return partners.sort((a, b) => a - b);
}

/** Whether one has as many partners as the other, each at least as good. */
function isAtLeastAsGood(ranks: readonly number[], others: readonly number[]): boolean {
  return ranks.length === others.length && ranks.every((rank, k) => rank <= others[k]);
}

describe("stablePairs()", () => {
  test("stablePairs(): of all stable matchings, the proposers' is the best for each of them and the worst for the others", () => {
    const seen = { several: 0, manyToMany: 0 };
    fc.assert(
      fc.property(markets({ rows: 4, columns: 3 }), (lists) => {
        const stable = allStable(lists);
        const byRows = stablePairs(toMarket(lists), "rows");
        const byColumns = stablePairs(toMarket(lists), "columns");
        expect(stable).toContainEqual(byRows);
        expect(stable).toContainEqual(byColumns);
        for (const other of stable) {
          for (const row of lists.rows.keys()) {
            const ranks = ranksOfRow(lists, other, row);
            expect(isAtLeastAsGood(ranksOfRow(lists, byRows, row), ranks)).toBe(true);
            expect(isAtLeastAsGood(ranks, ranksOfRow(lists, byColumns, row))).toBe(true);
          }
          for (const column of lists.columns.keys()) {
            const ranks = ranksOfColumn(lists, other, column);
            expect(isAtLeastAsGood(ranksOfColumn(lists, byColumns, column), ranks)).toBe(true);
            expect(isAtLeastAsGood(ranks, ranksOfColumn(lists, byRows, column))).toBe(true);
          }
        }
        if (stable.length > 1) seen.several += 1;
        if (lists.demands.some((demand) => demand > 1) && stable[0].length > lists.rows.length) seen.manyToMany += 1;
      }),
      runs(600),
    );
    expect(seen.several).toBeGreaterThan(40);
    expect(seen.manyToMany).toBeGreaterThan(40);
  });

  test("stablePairs(): every stable matching fills the same places, and whoever has one left has the same partners (rural hospitals)", () => {
    const seen = { several: 0, left: 0 };
    fc.assert(
      fc.property(markets({ rows: 4, columns: 3 }), (lists) => {
        const stable = allStable(lists);
        const chosen = stablePairs(toMarket(lists), "rows");
        for (const other of stable) {
          for (const row of lists.rows.keys()) {
            const ranks = ranksOfRow(lists, chosen, row);
            expect(ranksOfRow(lists, other, row).length).toBe(ranks.length);
            if (ranks.length < lists.demands[row]) expect(ranksOfRow(lists, other, row)).toEqual(ranks);
          }
          for (const column of lists.columns.keys()) {
            const ranks = ranksOfColumn(lists, chosen, column);
            expect(ranksOfColumn(lists, other, column).length).toBe(ranks.length);
            if (ranks.length < lists.capacities[column]) expect(ranksOfColumn(lists, other, column)).toEqual(ranks);
          }
        }
        if (stable.length > 1) seen.several += 1;
        if (stable.length > 1 && lists.rows.some((_, row) => !chosen.some(([one]) => one === row))) seen.left += 1;
      }),
      runs(2000),
    );
    expect(seen.several).toBeGreaterThan(150);
    expect(seen.left).toBeGreaterThan(10);
  });

  test("stablePairs(): no pair blocks it in markets too large for trying all", () => {
    let pairs = 0;
    fc.assert(
      fc.property(markets({ rows: 12, columns: 9 }), fc.constantFrom("rows", "columns"), (lists, proposing) => {
        const found = stablePairs(toMarket(lists), proposing);
        expect(naiveBlockingPairs(lists, found)).toEqual([]);
        for (const [row, column] of found) {
          expect(lists.rows[row]).toContain(column);
          expect(lists.columns[column]).toContain(row);
        }
        expect(new Set(found.map((pair) => pair.join())).size).toBe(found.length);
        expect(lists.demands.every((demand, row) => ranksOfRow(lists, found, row).length <= demand)).toBe(true);
        const loads = lists.capacities.map((_, column) => ranksOfColumn(lists, found, column).length);
        expect(loads.every((load, column) => load <= lists.capacities[column])).toBe(true);
        pairs += found.length;
      }),
      runs(500),
    );
    expect(pairs).toBeGreaterThan(1000);
  });

  test("stablePairs(): the order of rows and columns makes no difference", () => {
    let moved = 0;
    fc.assert(
      fc.property(
        markets({ rows: 6, columns: 5 }),
        fc.tuple(shuffled(6), shuffled(5)),
        (lists, [rowOrder, colOrder]) => {
          const rows = rowOrder.filter((row) => row < lists.rows.length);
          const columns = colOrder.filter((column) => column < lists.columns.length);
          const turned: Lists = {
            rows: rows.map((row) => lists.rows[row].map((column) => columns.indexOf(column))),
            columns: columns.map((column) => lists.columns[column].map((row) => rows.indexOf(row))),
            demands: rows.map((row) => lists.demands[row]),
            capacities: columns.map((column) => lists.capacities[column]),
          };
          const back = stablePairs(toMarket(turned), "rows").map(([row, column]) => [rows[row], columns[column]]);
          const expected = stablePairs(toMarket(lists), "rows");
          expect(back.sort(([a, b], [c, d]) => a - c || b - d)).toEqual(expected);
          if (expected.length > 2 && rows.some((row, at) => row !== at)) moved += 1;
        },
      ),
      runs(300),
    );
    expect(moved).toBeGreaterThan(100);
  });

  test("stablePairs(): the textbook's example, in which the two sides disagree", () => {
    const lists: Lists = {
      rows: [
        [0, 1, 2],
        [1, 2, 0],
        [2, 0, 1],
      ],
      columns: [
        [1, 2, 0],
        [2, 0, 1],
        [0, 1, 2],
      ],
      demands: [1, 1, 1],
      capacities: [1, 1, 1],
    };
    const first = [0, 1, 2].map((row) => [row, row]);
    expect(stablePairs(toMarket(lists), "rows")).toEqual(first);
    expect(stablePairs(toMarket(lists), "columns")).toEqual([
      [0, 2],
      [1, 0],
      [2, 1],
    ]);
    expect(allStable(lists)).toHaveLength(3);
  });

  test("stablePairs(): nobody, and nobody acceptable", () => {
    const none: Lists = { rows: [], columns: [], demands: [], capacities: [] };
    expect(stablePairs(toMarket(none), "rows")).toEqual([]);
    const oneSided: Lists = { rows: [[0], []], columns: [[1]], demands: [1, 1], capacities: [2] };
    for (const proposing of ["rows", "columns"] as const)
      expect(stablePairs(toMarket(oneSided), proposing)).toEqual([]);
  });
});
