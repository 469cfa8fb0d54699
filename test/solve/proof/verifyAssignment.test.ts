import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Assignment, Objective } from "../../../src/solve/assignment.js";
import { verifyAssignment } from "../../../src/solve/proof/verifyAssignment.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { bruteForce, stagesOf } from "../../support/bruteForce.js";
import { instances, objectives, runs } from "../../support/instances.js";
import { faultsOf } from "../../support/validateAssignment.js";

const objective = fc.constantFrom(...objectives);

/** Some feasible assignment, seldom the best: each row in turn draws from what is allowed and free. */
function someColumns(scores: number[][], capacities: number[], draws: number[]): Int32Array {
  const free = [...capacities];
  const columnOfRow = scores.map((row, index) => {
    const options = [-1, ...row.keys()].filter(
      (column) => column === -1 || (row[column] > -Infinity && free[column] > 0),
    );
    const column = options[draws[index] % options.length];
    if (column !== -1) free[column] -= 1;
    return column;
  });
  return Int32Array.from(columnOfRow);
}

/** Whether the pairs add up to the best there is, by trying all. */
function isOptimal(
  scores: number[][],
  columnOfRow: Int32Array,
  options: { capacities: number[]; objective: Objective },
) {
  const chosen = Array.from(columnOfRow).flatMap((column, row) => (column === -1 ? [] : [scores[row][column]]));
  const total = chosen.reduce((sum, score) => sum + score, 0);
  const { values } = bruteForce(scores, options);
  return stagesOf(options.objective).every((s, i) => (s === "matched" ? chosen.length : total) === values[i]);
}

function withPrice(prices: readonly Float64Array[], [stage, index]: [number, number], change: number): Float64Array[] {
  return prices.map((vector, i) => vector.map((price, j) => (i === stage && j === index ? price + change : price)));
}

describe("verifyAssignment(): finds nothing wrong with an optimum, and something with anything else", () => {
  const draws = fc.array(fc.nat({ max: 1000 }), { minLength: 5, maxLength: 5 });

  test("verifyAssignment(): an assignment given without prices is proven if and only if it is optimal", () => {
    const seen = { optimal: 0, worse: 0 };
    fc.assert(
      fc.property(instances({ rows: 5, columns: 4 }), objective, draws, ({ scores, capacities }, stages, drawn) => {
        const options = { capacities, objective: stages };
        const columnOfRow = someColumns(scores, capacities, drawn);
        const violations = verifyAssignment(scores, { columnOfRow }, options);
        expect(violations.length === 0).toBe(isOptimal(scores, columnOfRow, options));
        seen[violations.length === 0 ? "optimal" : "worse"] += 1;
      }),
      runs(1500),
    );
    expect(Math.min(seen.optimal, seen.worse)).toBeGreaterThan(200);
  });

  test("verifyAssignment(): the prices of one optimum prove every other, and nothing else", () => {
    const seen = { optimal: 0, worse: 0 };
    fc.assert(
      fc.property(instances({ rows: 5, columns: 4 }), objective, draws, ({ scores, capacities }, stages, drawn) => {
        const options = { capacities, objective: stages };
        const { rowPrices, columnPrices } = solveAssignment(scores, options);
        const columnOfRow = someColumns(scores, capacities, drawn);
        const violations = verifyAssignment(scores, { columnOfRow, rowPrices, columnPrices }, options);
        expect(violations.length === 0).toBe(isOptimal(scores, columnOfRow, options));
        seen[violations.length === 0 ? "optimal" : "worse"] += 1;
      }),
      runs(1500),
    );
    expect(Math.min(seen.optimal, seen.worse)).toBeGreaterThan(200);
  });

  test("verifyAssignment(): any price moved by one unit is a violation", () => {
    let moved = 0;
    fc.assert(
      fc.property(
        instances({ rows: 5, columns: 4 }),
        objective,
        fc.constantFrom(-1, 1),
        ({ scores, capacities }, stages, change) => {
          const options = { capacities, objective: stages };
          const assignment = solveAssignment(scores, options);
          expect(verifyAssignment(scores, assignment, options)).toEqual([]);
          const verify = (changed: Partial<Assignment>) =>
            verifyAssignment(scores, { ...assignment, ...changed }, options);
          assignment.stages.forEach((_, stage) => {
            for (const row of scores.keys()) {
              const rowPrices = withPrice(assignment.rowPrices, [stage, row], change);
              expect(verify({ rowPrices }).length).toBeGreaterThan(0);
              moved += 1;
            }
            for (const column of capacities.keys()) {
              // A column without seats may cost more than it has to: that proves as much.
              if (capacities[column] === 0 && change > 0) continue;
              const columnPrices = withPrice(assignment.columnPrices, [stage, column], change);
              expect(verify({ columnPrices }).length).toBeGreaterThan(0);
              moved += 1;
            }
          });
        },
      ),
      runs(500),
    );
    expect(moved).toBeGreaterThan(2000);
  });

  test("verifyAssignment(): agrees with the definition of prices on prices moved at random", () => {
    const seen = { valid: 0, invalid: 0 };
    const moves = fc.array(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 3 }), fc.integer({ min: -2, max: 2 })), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(instances({ rows: 4, columns: 4 }), objective, moves, ({ scores, capacities }, stages, changes) => {
        const options = { capacities, objective: stages };
        const assignment = solveAssignment(scores, options);
        let { rowPrices, columnPrices } = assignment;
        for (const [stage, index, change] of changes) {
          columnPrices = withPrice(columnPrices, [stage, index], change);
          rowPrices = withPrice(rowPrices, [stage, index], -change);
        }
        const changed = { ...assignment, rowPrices, columnPrices };
        const faults = faultsOf(scores, capacities, changed, stages).filter((fault) => !fault.includes("add up to"));
        expect(verifyAssignment(scores, changed, options).length === 0).toBe(faults.length === 0);
        seen[faults.length === 0 ? "valid" : "invalid"] += 1;
      }),
      runs(800),
    );
    expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(150);
  });
});

describe("verifyAssignment(): says what is wrong", () => {
  const scores = [
    [5, 4, -Infinity],
    [4, 1, 2],
    [3, -Infinity, -Infinity],
    [0, 0, 0],
  ];
  const options = { capacities: [1, 1, 2] };
  const assignment = solveAssignment(scores, options);
  const messages = (changed: Partial<Assignment>) =>
    verifyAssignment(scores, { ...assignment, ...changed }, options).map(({ message }) => message);
  const columns = (...list: number[]) => ({ columnOfRow: Int32Array.from(list) });

  test("verifyAssignment(): nothing about the optimum", () => {
    expect(Array.from(assignment.columnOfRow)).toEqual([1, 2, 0, 2]);
    expect(messages({})).toEqual([]);
    expect(verifyAssignment(scores, { columnOfRow: assignment.columnOfRow }, options)).toEqual([]);
  });

  test("verifyAssignment(): a column that is not there", () => {
    expect(messages(columns(1, 3, 0, 2))).toMatchInlineSnapshot(`
      [
        "Row 1 is assigned to 3, which is no column.",
      ]
    `);
    expect(messages(columns(1, -2, 0, 2))).toMatchInlineSnapshot(`
      [
        "Row 1 is assigned to -2, which is no column.",
      ]
    `);
  });

  test("verifyAssignment(): another column than the best", () => {
    expect(messages(columns(1, 2, 0, -1))).toMatchInlineSnapshot(`
      [
        "The price of row 3 is above zero though it is unmatched.",
      ]
    `);
    expect(messages(columns(0, 1, -1, 2))).toMatchInlineSnapshot(`
      [
        "The price of row 2 is above zero though it is unmatched.",
        "Row 0 and column 0 are assigned, but their prices do not add up to the pair's value.",
        "Row 1 and column 1 are assigned, but their prices do not add up to the pair's value.",
      ]
    `);
  });

  test("verifyAssignment(): a forbidden pair", () => {
    expect(messages(columns(1, 2, 2, 0))).toMatchInlineSnapshot(`
      [
        "Row 2 is forbidden column 2.",
      ]
    `);
  });

  test("verifyAssignment(): more rows than a column has seats", () => {
    expect(messages(columns(1, 0, 0, 2))).toMatchInlineSnapshot(`
      [
        "Column 0 has more rows (2) than seats (1).",
      ]
    `);
  });

  test("verifyAssignment(): too few or too many rows", () => {
    expect(messages(columns(1, 2, 0)).length).toBeGreaterThan(0);
    expect(messages(columns(1, 2, 0, 2, 2)).length).toBeGreaterThan(0);
  });

  test("verifyAssignment(): an assignment of another library that is not the best", () => {
    const violations = verifyAssignment(scores, columns(0, 2, -1, 2), options);
    expect(violations.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "Another assignment is better: rows along an alternating path can change.",
      ]
    `);
  });

  test("verifyAssignment(): prices that are missing, too short or no numbers", () => {
    const [matched, total] = assignment.columnPrices;
    expect(messages({ columnPrices: [matched] }).length).toBeGreaterThan(0);
    expect(messages({ columnPrices: [] }).length).toBeGreaterThan(0);
    expect(messages({ rowPrices: [] }).length).toBeGreaterThan(0);
    expect(messages({ columnPrices: [matched, total.subarray(1)] }).length).toBeGreaterThan(0);
    expect(messages({ columnPrices: [matched, total.map(() => NaN)] }).length).toBeGreaterThan(0);
    expect(messages({ columnPrices: [matched.map(() => Infinity), total] }).length).toBeGreaterThan(0);
  });

  test("verifyAssignment(): a price on a column with a free seat, even where there are more seats than rows", () => {
    const [one, zero] = [Float64Array.of(1), Float64Array.of(0)];
    const priced = { columnOfRow: Int32Array.of(0), rowPrices: [one, zero], columnPrices: [zero, one] };
    expect(verifyAssignment([[1]], priced, { capacities: [1] })).toEqual([]);
    expect(verifyAssignment([[1]], priced, { capacities: [2] }).length).toBeGreaterThan(0);
  });

  test("verifyAssignment(): refuses scores and options as solveAssignment() does", () => {
    const verify = (given: number[][], capacities: number[]) => () =>
      verifyAssignment(given, columns(0), { capacities });
    expect(verify([[NaN]], [1])).toThrow(expect.objectContaining({ code: "E_NOT_FINITE" }));
    expect(verify([[1]], [-1])).toThrow(expect.objectContaining({ code: "E_CAPACITY" }));
    expect(verify([[1]], [1, 1])).toThrow(expect.objectContaining({ code: "E_SHAPE" }));
  });
});

describe("validateAssignment(): the check that the tests rest on", () => {
  test("faultsOf(): finds what is changed in an assignment", () => {
    let broken = 0;
    fc.assert(
      fc.property(instances({ rows: 5, columns: 4 }), objective, ({ scores, capacities }, stages) => {
        const assignment = solveAssignment(scores, { capacities, objective: stages });
        const faults = (changed: Partial<Assignment>) =>
          faultsOf(scores, capacities, { ...assignment, ...changed }, stages);
        expect(faults({})).toEqual([]);
        expect(faults({ total: assignment.total + 1 })).not.toEqual([]);
        for (const row of scores.keys()) {
          if (assignment.columnOfRow[row] === -1) continue;
          const columnOfRow = assignment.columnOfRow.map((column, index) => (index === row ? -1 : column));
          const stays = isOptimal(scores, columnOfRow, { capacities, objective: stages });
          const value = (column: number) => (column === -1 ? 0 : scores[row][column]);
          const total = assignment.total - value(assignment.columnOfRow[row]);
          expect(faults({ columnOfRow, total }).length === 0).toBe(stays);
          expect(faults({ rowPrices: withPrice(assignment.rowPrices, [0, row], 1) })).not.toEqual([]);
          broken += 1;
        }
      }),
      runs(300),
    );
    expect(broken).toBeGreaterThan(300);
  });
});
