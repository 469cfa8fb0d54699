import { createRequire } from "node:module";

import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { TelemachusError } from "../../../src/errors.js";
import { munkres } from "../../../src/munkres.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { bruteForce } from "../../support/bruteForce.js";
import { instances, objectives, runs, seededInstance, squareInstances } from "../../support/instances.js";
import { validateAssignment } from "../../support/validateAssignment.js";

/** The textbook implementation itself: index pairs of least cost. */
const computeMunkres: (costs: number[][]) => [number, number][] = createRequire(import.meta.url)("munkres-js");

const objective = fc.constantFrom(...objectives);
const oneSeatEach = (columns: number) => new Array<number>(columns).fill(1);

function greatestTotal(scores: number[][]): number {
  const most = Math.max(...scores.flat());
  const pairs = computeMunkres(scores.map((row) => row.map((score) => most - score)));
  return pairs.reduce((sum, [row, column]) => sum + scores[row][column], 0);
}

describe("solveAssignment(): agrees with munkres-js", () => {
  test("solveAssignment(): has the total of munkres-js on finite square matrices", () => {
    let compared = 0;
    fc.assert(
      fc.property(squareInstances(7), (scores) => {
        if (scores.flat().includes(-Infinity)) return;
        expect(solveAssignment(scores, { capacities: oneSeatEach(scores.length) }).total).toBe(greatestTotal(scores));
        if (scores.length > 2) compared += 1;
      }),
      runs(600),
    );
    expect(compared).toBeGreaterThan(300);
  });

  test("solveAssignment(): has the total of munkres-js at 40 × 40", () => {
    for (let seed = 0; seed < 15; seed++) {
      const { scores } = seededInstance({ rows: 40, columns: 40, scores: 10 ** (1 + (seed % 6)), forbidden: 0, seed });
      const { total, stages } = solveAssignment(scores, { capacities: oneSeatEach(40) });
      expect(stages[0].value).toBe(40);
      expect(total).toBe(greatestTotal(scores));
    }
  });
});

describe("munkres: the same interface over munkres-js", () => {
  test("munkres: reaches every optimum with forbidden pairs and capacities, and its prices are recovered", () => {
    const seen = { forbidden: 0, seats: 0, short: 0 };
    fc.assert(
      fc.property(instances({ rows: 5, columns: 5 }), objective, ({ scores, capacities }, stages) => {
        const assignment = solveAssignment(scores, { capacities, objective: stages, solver: munkres });
        const { values } = bruteForce(scores, { capacities, objective: stages });
        expect(assignment.stages.map(({ value }) => value)).toEqual(values);
        validateAssignment(scores, capacities, assignment, stages);
        if (scores.flat().includes(-Infinity) && assignment.total !== 0) seen.forbidden += 1;
        if (capacities.some((seats) => seats > 1)) seen.seats += 1;
        if (assignment.columnOfRow.includes(-1)) seen.short += 1;
      }),
      runs(1000),
    );
    expect(Math.min(seen.forbidden, seen.seats, seen.short)).toBeGreaterThan(200);
  });

  test("munkres: gives the prices and the values that the library's own kernel gives", () => {
    let priced = 0;
    fc.assert(
      fc.property(instances({ rows: 7, columns: 5 }), objective, ({ scores, capacities }, stages) => {
        const own = solveAssignment(scores, { capacities, objective: stages });
        const other = solveAssignment(scores, { capacities, objective: stages, solver: munkres });
        expect(other.stages).toEqual(own.stages);
        expect(other.columnPrices).toEqual(own.columnPrices);
        expect(other.rowPrices).toEqual(own.rowPrices);
        expect(other.method).toBe(munkres.name);
        if (own.columnPrices.some((prices) => prices.some((price) => price !== 0))) priced += 1;
      }),
      runs(500),
    );
    expect(priced).toBeGreaterThan(200);
  });

  test("munkres: agrees at 30 × 12 with forbidden pairs and several seats", () => {
    for (let seed = 0; seed < 10; seed++) {
      const { scores, capacities } = seededInstance({ rows: 30, columns: 12, scores: 100, forbidden: 3, seed });
      const own = solveAssignment(scores, { capacities });
      const other = solveAssignment(scores, { capacities, solver: munkres });
      expect(other.stages).toEqual(own.stages);
      expect(other.columnPrices).toEqual(own.columnPrices);
      validateAssignment(scores, capacities, other);
    }
  });

  test.each([
    [
      "all pairs forbidden",
      [
        [-Infinity, -Infinity],
        [-Infinity, -Infinity],
      ],
      [1, 1],
      0,
    ],
    [
      "one row forbidden",
      [
        [-Infinity, -Infinity],
        [1, 2],
      ],
      [1, 1],
      1,
    ],
    [
      "two rows for one column",
      [
        [1, -Infinity],
        [2, -Infinity],
      ],
      [1, 1],
      1,
    ],
    [
      "one column forbidden",
      [
        [-Infinity, 0, 0],
        [-Infinity, 1, 0],
        [-Infinity, 0, 1],
      ],
      [1, 1, 1],
      2,
    ],
    [
      "no seat at all",
      [
        [1, 2],
        [3, 4],
      ],
      [0, 0],
      0,
    ],
    ["no rows", [], [1, 1], 0],
    ["no columns", [[], []], [], 0],
  ])("munkres: ends with %s", (_, scores, capacities, matched) => {
    const assignment = solveAssignment(scores, { capacities, solver: munkres });
    expect(assignment.stages[0]).toEqual({ stage: "matched", value: matched });
    validateAssignment(scores, capacities, assignment);
  });

  test("munkres: refuses problems that it would take minutes for", () => {
    const size = 2000;
    const data = Float64Array.from({ length: size * size }, (_, index) => (index * 7919) % 10_007);
    const solve = () =>
      solveAssignment({ rows: size, columns: size, data }, { capacities: oneSeatEach(size), solver: munkres });
    expect(solve).toThrow(TelemachusError);
    expect(solve).toThrow(expect.objectContaining({ code: "E_TOO_LARGE" }));
    expect(solve).toThrowErrorMatchingInlineSnapshot(
      `[TelemachusError: Expected scores to be at most 200 rows and seats together for munkres-js, received 4000. The default solver has no such limit.]`,
    );
  });

  test("munkres: refuses one column with many seats as well", () => {
    const rows = 50_000;
    const scores = { rows, columns: 1, data: new Float64Array(rows).fill(1) };
    expect(() => solveAssignment(scores, { capacities: [rows], solver: munkres })).toThrow(
      expect.objectContaining({ code: "E_TOO_LARGE" }),
    );
  });

  test("munkres: nothing unchecked reaches it", () => {
    for (const score of [NaN, Infinity]) {
      expect(() => solveAssignment([[1, score]], { capacities: [1, 1], solver: munkres })).toThrow(
        expect.objectContaining({ code: "E_NOT_FINITE" }),
      );
    }
  });
});
