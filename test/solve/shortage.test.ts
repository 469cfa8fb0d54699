import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { findShortages } from "../../src/solve/shortage.js";
import { solveAssignment } from "../../src/solve/solveAssignment.js";
import { instances, runs } from "../support/instances.js";

/** All allowed columns of a row, by definition. */
const allowed = (row: readonly number[]) => [...row.keys()].filter((column) => row[column] > -Infinity);

describe("findShortages(): proves that seats are short", () => {
  test("findShortages(): each is a Hall violator, together they hold everyone left over, and none can be split", () => {
    const seen = { short: 0, several: 0 };
    fc.assert(
      fc.property(instances({ rows: 8, columns: 6 }), ({ scores, capacities }) => {
        const { columnOfRow } = solveAssignment(scores, { capacities });
        const shortages = shortagesOf(scores, capacities, columnOfRow).found;
        for (const { rows, columns, seats } of shortages) {
          expect(rows.every((row) => allowed(scores[row]).every((column) => columns.includes(column)))).toBe(true);
          expect(seats).toBe(columns.reduce((sum, column) => sum + capacities[column], 0));
          expect(rows.length).toBeGreaterThan(seats);
          expect(rows.every((row, at) => at === 0 || row > rows[at - 1])).toBe(true);
          expect(connectedFrom(scores, rows)).toEqual([...rows]);
        }
        const members = shortages.flatMap(({ rows }) => rows);
        expect(new Set(members).size).toBe(members.length);
        const leftOver = [...scores.keys()].filter((row) => columnOfRow[row] < 0 && allowed(scores[row]).length > 0);
        expect(leftOver.every((row) => members.includes(row))).toBe(true);
        if (shortages.length > 0) seen.short += 1;
        if (shortages.length > 1) seen.several += 1;
      }),
      runs(1000),
    );
    expect(seen.short).toBeGreaterThan(300);
    expect(seen.several).toBeGreaterThan(20);
  });

  test("findShortages(): knowing which columns have a price in matched, finds the same and asks about fewer rows", () => {
    const seen = { same: 0, saved: 0 };
    fc.assert(
      fc.property(instances({ rows: 9, columns: 5 }), ({ scores, capacities }) => {
        const { columnOfRow, columnPrices } = solveAssignment(scores, { capacities });
        const whole = shortagesOf(scores, capacities, columnOfRow);
        const known = shortagesOf(scores, capacities, columnOfRow, columnPrices[0]);
        expect(known.found).toEqual(whole.found);
        expect(Math.max(0, ...whole.asked.values(), ...known.asked.values())).toBeLessThanOrEqual(1);
        if (whole.found.length > 0) seen.same += 1;
        if (known.asked.size < whole.asked.size) seen.saved += 1;
      }),
      runs(800),
    );
    expect(seen.same).toBeGreaterThan(250);
    expect(seen.saved).toBeGreaterThan(50);
  });

  test("findShortages(): only for those who are said to be left over", () => {
    const columnOfRow = Int32Array.of(0, -1, -1, -1);
    const lists = [[0], [0], [1], []];
    const found = findShortages({
      capacities: [1, 0],
      columnOfRow,
      isLeftOver: (row) => row !== 1,
      columnsOf: (row) => lists[row],
      someColumnsOf: (row) => lists[row].slice(-1),
    });
    expect(found).toEqual([{ rows: [2], columns: [1], seats: 0 }]);
  });

  function shortagesOf(
    scores: number[][],
    capacities: number[],
    columnOfRow: Int32Array,
    willBeReached?: Float64Array,
  ) {
    const asked = new Map<number, number>();
    const columnsOf = (row: number) => capacities.flatMap((_, j) => (scores[row][j] > -Infinity ? [j] : []));
    const found = findShortages({
      capacities,
      columnOfRow,
      isLeftOver: () => true,
      columnsOf: (row) => {
        asked.set(row, (asked.get(row) ?? 0) + 1);
        return columnsOf(row);
      },
      someColumnsOf: (row) => columnsOf(row).slice(-1),
      willBeReached,
    });
    return { found, asked };
  }

  /** The rows of a list that share columns with its first one, directly or through others. */
  function connectedFrom(scores: number[][], rows: readonly number[]): number[] {
    const connected = new Set([rows[0]]);
    for (const row of connected) {
      for (const other of rows) {
        if (allowed(scores[other]).some((column) => scores[row][column] > -Infinity)) connected.add(other);
      }
    }
    return [...connected].sort((a, b) => a - b);
  }
});
