import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shortestPaths } from "../../../src/solve/kernels/shortestPaths.js";
import { packStages } from "../../../src/solve/objective.js";
import { lowestPrices } from "../../../src/solve/prices/lowestPrices.js";
import { recoverPrices } from "../../../src/solve/prices/recoverPrices.js";
import { readProblem } from "../../../src/solve/read/readProblem.js";
import { toDense, toKernelProblem } from "../../../src/solve/read/toKernelProblem.js";
import { type Instance, instances, objectives, runs, seededInstance, toSparse } from "../../support/instances.js";

const objective = fc.constantFrom(...objectives);

/** The numbers of a problem for a kernel, in both forms, and what the kernel for full matrices makes of them. */
function solved({ scores, capacities }: Instance, stages: (typeof objectives)[number]) {
  const options = { capacities, objective: stages };
  const problem = readProblem(scores, options);
  const packing = packStages(problem.stages, problem.seats, problem.largest);
  const dense = toKernelProblem(problem, packing);
  const sparse = toKernelProblem(readProblem(toSparse(scores, capacities.length), options), packing);
  if (!("start" in sparse) || "start" in dense) throw new Error("Expected one problem in each form.");
  const { columnOfRow, columnPrices } = shortestPaths.solve(dense);
  return { dense, sparse, columnOfRow, columnPrices: columnPrices! };
}

describe("lowestPrices(): lowers optimal prices to the lowest ones", () => {
  test("lowestPrices(): the same in both forms, and the same that are found from the assignment alone", () => {
    let priced = 0;
    fc.assert(
      fc.property(instances({ rows: 8, columns: 6 }), objective, (instance, stages) => {
        const { dense, sparse, columnOfRow, columnPrices } = solved(instance, stages);
        const lowest = lowestPrices(dense, columnOfRow, columnPrices);
        expect(lowestPrices(sparse, columnOfRow, columnPrices)).toEqual(lowest);
        expect(recoverPrices(dense, columnOfRow)).toEqual(lowest);
        expect(recoverPrices(sparse, columnOfRow)).toEqual(lowest);
        expect(lowestPrices(dense, columnOfRow, lowest.column)).toEqual(lowest);
        if (lowest.column.some((price) => price > 0)) priced += 1;
      }),
      runs(1000),
    );
    expect(priced).toBeGreaterThan(300);
  });

  test("lowestPrices(): prices that are all higher, and still optimal, fall as far", () => {
    let raised = 0;
    for (let seed = 0; seed < 60; seed++) {
      const { scores } = seededInstance({ rows: 24, columns: 12, scores: 40, forbidden: 5 * (seed % 2), seed });
      const { dense, sparse, columnOfRow, columnPrices } = solved(
        { scores, capacities: Array(12).fill(2) },
        "everyone",
      );
      if (columnOfRow.includes(-1)) continue;
      // everyone is matched and every seat taken: what all rows have can go to the columns
      const lowest = lowestPrices(dense, columnOfRow, columnPrices);
      const gain = lowest.row.reduce((least, price) => Math.min(least, price));
      const higher = lowest.column.map((price) => price + gain);
      expect(lowestPrices(dense, columnOfRow, higher)).toEqual(lowest);
      expect(lowestPrices(sparse, columnOfRow, higher)).toEqual(lowest);
      if (gain > 0) raised += 1;
    }
    expect(raised).toBeGreaterThan(40);
  });

  test("lowestPrices(): ends on prices that prove nothing, and on an assignment that is not the best", () => {
    const { dense, sparse, columnOfRow } = solved(
      {
        scores: [
          [3, 5],
          [4, 1],
          [2, 2],
        ],
        capacities: [1, 1],
      },
      "best",
    );
    const worse = Int32Array.of(0, 1, -1);
    for (const prices of [
      [NaN, NaN],
      [Infinity, 1],
      [-7, 9],
      [9, 9],
      [9, -Infinity],
      [0, 1e300],
    ]) {
      for (const problem of [dense, sparse]) {
        for (const columns of [columnOfRow, worse]) {
          expect(lowestPrices(problem, columns, Float64Array.from(prices)).column.length).toBe(2);
        }
      }
    }
  });

  test("recoverPrices(): none for an assignment that is not the best", () => {
    const { dense, sparse } = solved(
      {
        scores: [
          [3, 5],
          [4, 1],
        ],
        capacities: [1, 1],
      },
      "best",
    );
    for (const worse of [
      [0, 1],
      [-1, 0],
      [1, -1],
    ]) {
      expect(recoverPrices(dense, Int32Array.from(worse))).toBeUndefined();
      expect(recoverPrices(sparse, Int32Array.from(worse))).toBeUndefined();
    }
  });

  test("toDense(): writes out every pair", () => {
    const { dense, sparse } = solved(
      {
        scores: [
          [3, -Infinity, 0],
          [-Infinity, 1, 2],
        ],
        capacities: [1, 2, 0],
      },
      "best",
    );
    expect(toDense(sparse)).toEqual(dense);
  });
});
