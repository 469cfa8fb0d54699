import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { findFault, NOTHING_PROVEN } from "../../../src/solve/changes/changeProof.js";
import { type OpenProblem, openProblem } from "../../../src/solve/changes/openProblem.js";
import { createTable } from "../../../src/solve/changes/scoreTable.js";
import { lowerTogether, type Reach, raiseTogether } from "../../../src/solve/changes/shift.js";
import { leave } from "../../../src/solve/kernels/kernelState.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { instances, runs } from "../../support/instances.js";

function open(scores: readonly number[][], capacities: readonly number[]): OpenProblem {
  const matrix = { rows: scores.length, columns: capacities.length, data: Float64Array.from(scores.flat()) };
  const stages = ["matched", "total"] as const;
  return openProblem(
    createTable(scores, capacities.length),
    { capacities, stages },
    solveAssignment(matrix, { capacities }),
  );
}

function faultOf({ table, packing, capacities, columnOfRow, rowPrice, price }: OpenProblem): string | undefined {
  const claim = { ...table, ...packing, capacities, columnOfRow, rowPrice, columnPrice: price };
  return findFault(claim, NOTHING_PROVEN, { rows: [], columns: [] });
}

const pricesOf = ({ table, price, rowPrice }: OpenProblem) => [
  [...price.subarray(0, table.columns)],
  [...rowPrice.subarray(0, table.rows)],
];

const shifts = { raiseTogether, lowerTogether };
const opposite = { raiseTogether: "lowerTogether", lowerTogether: "raiseTogether" } as const;
const names = ["raiseTogether", "lowerTogether"] as const;
const far: Reach = { most: 1e6, limit: 1e6 };

describe("raiseTogether(), lowerTogether(): shift prices, and what they prove stays proven", () => {
  test.each(names)("%s(): however far it goes, whoever is unmatched and whichever seat is free", (name) => {
    const seen = { full: 0, unmatched: 0, free: 0, both: 0 };
    const most = fc.constantFrom(5, 10, 20, 1000);
    const limit = fc.constantFrom(1, 3, 50, 1e6);
    fc.assert(
      fc.property(instances({ rows: 6, columns: 6 }), most, limit, ({ scores, capacities }, most, limit) => {
        const problem = open(scores, capacities);
        // as far as prices go the other way, so that they have far to go back
        shifts[opposite[name]](problem, far);
        const before = pricesOf(problem);
        shifts[name](problem, { most, limit });
        expect(faultOf(problem)).toBeUndefined();
        if (JSON.stringify(pricesOf(problem)) === JSON.stringify(before)) return;
        const isUnmatched = problem.columnOfRow.subarray(0, scores.length).includes(-1);
        const isFree = problem.free.some((seats) => seats > 0);
        seen[isUnmatched ? (isFree ? "both" : "unmatched") : isFree ? "free" : "full"]++;
      }),
      runs(3000),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(10);
  });

  const scores = [
    [17, 8],
    [12, 15],
    [10, 3],
  ];

  test("raiseTogether(): goes as far as a row that wants a seat, which is then at one end of a path that costs nothing", () => {
    const problem = open(scores.slice(0, 2), [1, 1]);
    expect([...problem.columnOfRow.subarray(0, 2)]).toEqual([0, 1]);
    const [price, rowPrice] = pricesOf(problem);
    leave(problem, 1);
    problem.rowPrice[1] += 2;
    raiseTogether(problem, { ...far, limit: problem.rowPrice[1] });
    // the seat that is free keeps its price, and the row comes down to it
    expect(pricesOf(problem)).toEqual([
      [price[0] + 2, price[1]],
      [rowPrice[0] - 2, rowPrice[1]],
    ]);
  });

  test("lowerTogether(): goes as far as a free seat that has a price, which an unmatched row can then have at no cost", () => {
    const problem = open(scores, [1, 1]);
    expect([...problem.columnOfRow.subarray(0, 3)]).toEqual([0, 1, -1]);
    const worth = problem.packing.bonus + 3;
    const [first] = problem.price;
    leave(problem, 1);
    problem.isRow[1] = false;
    problem.rowPrice[1] = 0;
    problem.price[1] = worth + 4;
    problem.price[0] += 6;
    problem.rowPrice[0] -= 6;
    lowerTogether(problem, { ...far, limit: problem.price[1] });
    expect([...problem.price.subarray(0, 2)]).toEqual([first + 2, worth]);
    expect(problem.rowPrice[2]).toBe(0);
  });

  test("both do nothing where there are more ends than they may look at", () => {
    const crowded = open(scores, [1, 1]);
    const roomy = open(scores.slice(0, 1), [1, 1]);
    const before = [pricesOf(crowded), pricesOf(roomy)];
    lowerTogether(crowded, { most: 1, limit: 1 });
    raiseTogether(roomy, { most: 0, limit: 1 });
    expect([pricesOf(crowded), pricesOf(roomy)]).toEqual(before);
  });
});
