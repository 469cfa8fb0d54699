import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createBlockingCheck, infeasibilities, type Standing } from "../../../src/solve/stable/blockingPairs.js";
import { runs } from "../../support/instances.js";

interface Case {
  readonly toRow: readonly (readonly number[])[];
  readonly toColumns: readonly (readonly number[])[];
  readonly demands: readonly number[];
  readonly capacities: readonly number[];
  /** Pairs within all places, each acceptable to both. */
  readonly pairs: readonly (readonly [number, number])[];
}

const worth = fc.constantFrom(-Infinity, 0, 1, 1, 2, 3);

/** Matchings of any quality, with many ties. */
const cases: fc.Arbitrary<Case> = fc
  .record({ rows: fc.integer({ min: 1, max: 5 }), columns: fc.integer({ min: 1, max: 5 }) })
  .chain(({ rows, columns }) => {
    const table = fc.array(fc.array(worth, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    });
    const places = (count: number) => fc.array(fc.constantFrom(0, 1, 1, 2, 3), { minLength: count, maxLength: count });
    const wish = fc.tuple(fc.nat({ max: rows - 1 }), fc.nat({ max: columns - 1 }));
    return fc.record({
      toRow: table,
      toColumns: table,
      demands: places(rows),
      capacities: places(columns),
      wishes: fc.uniqueArray(wish, { maxLength: 20, selector: (pair) => pair.join(), size: "max" }),
    });
  })
  .map(({ wishes, ...drawn }) => {
    const pairs: (readonly [number, number])[] = [];
    for (const [row, column] of wishes) {
      const isAcceptable = Math.min(drawn.toRow[row][column], drawn.toColumns[row][column]) > -Infinity;
      const hasPlace = pairs.filter(([one]) => one === row).length < drawn.demands[row];
      const hasSeat = pairs.filter(([, one]) => one === column).length < drawn.capacities[column];
      if (isAcceptable && hasPlace && hasSeat) pairs.push([row, column]);
    }
    return { ...drawn, pairs };
  });

function standingOf({ toRow, toColumns, demands, capacities, pairs }: Case): Standing {
  const held = pairs.map(([row, column]) => {
    return { row, column, toRow: toRow[row][column], toColumn: toColumns[row][column] };
  });
  return { demands, capacities, held };
}

function found({ toRow, toColumns, ...rest }: Case) {
  const check = createBlockingCheck(standingOf({ toRow, toColumns, ...rest }));
  return toRow.flatMap((worths, row) =>
    check(row, { toRow: Float64Array.from(worths), toColumns: Float64Array.from(toColumns[row]) }),
  );
}

/** The definition, with all pairs of each by name. */
function expected({ toRow, toColumns, demands, capacities, pairs }: Case) {
  return toRow.flatMap((worths, row) =>
    worths.flatMap((_, column) => {
      const mine = pairs.filter(([one]) => one === row).map(([, other]) => other);
      const theirs = pairs.filter(([, one]) => one === column).map(([other]) => other);
      const worse = mine.filter((other) => toRow[row][other] < toRow[row][column]);
      const worseThere = theirs.filter((other) => toColumns[other][column] < toColumns[row][column]);
      const hasPlace = mine.length < demands[row];
      const hasSeat = theirs.length < capacities[column];
      const isAcceptable = toRow[row][column] !== -Infinity && toColumns[row][column] !== -Infinity;
      const wanted = (hasPlace || worse.length > 0) && (hasSeat || worseThere.length > 0);
      if (!isAcceptable || mine.includes(column) || !wanted) return [];
      const least = Math.min(...mine.map((other) => toRow[row][other]));
      const leastThere = Math.min(...theirs.map((other) => toColumns[other][column]));
      const over = Math.min(...mine.filter((other) => toRow[row][other] === least));
      const overThere = Math.min(...theirs.filter((other) => toColumns[other][column] === leastThere));
      return [{ row, column, rowOver: hasPlace ? undefined : over, columnOver: hasSeat ? undefined : overThere }];
    }),
  );
}

describe("createBlockingCheck()", () => {
  test("createBlockingCheck(): finds the pairs of the definition, and whom each would give up, on matchings of any quality", () => {
    const seen = { free: 0, over: 0, stable: 0 };
    fc.assert(
      fc.property(cases, (drawn) => {
        const blocking = found(drawn);
        expect(blocking).toEqual(expected(drawn));
        seen.free += blocking.some(({ rowOver, columnOver }) => rowOver === undefined && columnOver === undefined)
          ? 1
          : 0;
        seen.over += blocking.some(({ rowOver, columnOver }) => rowOver !== undefined && columnOver !== undefined)
          ? 1
          : 0;
        seen.stable += blocking.length === 0 && drawn.pairs.length > 1 ? 1 : 0;
      }),
      runs(3000),
    );
    expect(Math.min(seen.free, seen.over, seen.stable)).toBeGreaterThan(50);
  });

  const base: Case = { toRow: [[2, 1]], toColumns: [[1, 1]], demands: [1], capacities: [1, 1], pairs: [[0, 1]] };

  test("createBlockingCheck(): each clause of the definition is needed", () => {
    expect(found(base)).toEqual([{ row: 0, column: 0, rowOver: 1, columnOver: undefined }]);
    // acceptable to both
    expect(found({ ...base, toColumns: [[-Infinity, 1]] })).toEqual([]);
    expect(found({ ...base, toRow: [[-Infinity, 1]] })).toEqual([]);
    // not matched with each other
    expect(
      found({
        ...base,
        demands: [2],
        pairs: [
          [0, 0],
          [0, 1],
        ],
      }),
    ).toEqual([]);
    // the row prefers it; a tie is no preference
    expect(found({ ...base, toRow: [[1, 1]] })).toEqual([]);
    expect(found({ ...base, toRow: [[1, 1]], demands: [2] })).toHaveLength(1);
    // the column has a seat, or prefers it
    expect(found({ ...base, capacities: [0, 1] })).toEqual([]);
    const taken: Case = {
      toRow: [
        [2, 1],
        [5, -Infinity],
      ],
      toColumns: [
        [3, 1],
        [3, 1],
      ],
      demands: [1, 1],
      capacities: [1, 1],
      pairs: [
        [0, 1],
        [1, 0],
      ],
    };
    expect(found(taken)).toEqual([]);
    expect(
      found({
        ...taken,
        toColumns: [
          [4, 1],
          [3, 1],
        ],
      }),
    ).toEqual([{ row: 0, column: 0, rowOver: 1, columnOver: 1 }]);
  });
});

describe("infeasibilities()", () => {
  test("infeasibilities(): nothing is wrong with a matching within all places", () => {
    fc.assert(
      fc.property(cases, (drawn) => {
        expect(infeasibilities(standingOf(drawn))).toEqual([]);
      }),
      runs(200),
    );
  });

  const pair = { row: 0, column: 0, toRow: 1, toColumn: 1 };

  test.each([
    ["unacceptable to a row", { demands: [1], capacities: [1], held: [{ ...pair, toRow: -Infinity }] }, "unacceptable"],
    [
      "unacceptable to a column",
      { demands: [1], capacities: [1], held: [{ ...pair, toColumn: -Infinity }] },
      "unacceptable",
    ],
    ["matched twice", { demands: [2], capacities: [2], held: [pair, pair] }, "twice"],
    [
      "more columns than wanted",
      { demands: [1], capacities: [1, 1], held: [pair, { ...pair, column: 1 }] },
      "more columns",
    ],
    ["more rows than seats", { demands: [1, 1], capacities: [1], held: [pair, { ...pair, row: 1 }] }, "more rows"],
  ])("infeasibilities(): %s", (_, standing, words) => {
    const messages = infeasibilities(standing).map(({ message }) => message);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(words);
  });
});
