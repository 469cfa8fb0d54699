import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRowCheck } from "../../../src/solve/proof/checkPairs.js";
import { claimViolations, findViolations } from "../../../src/solve/proof/verify.js";
import { readProblem } from "../../../src/solve/read/readProblem.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { instances, objectives, runs, toSparse } from "../../support/instances.js";
import { faultsOf } from "../../support/validateAssignment.js";

const objective = fc.constantFrom(...objectives);

/** What is changed in a claim: a row's column, and prices by so much. */
const changes = fc.record({
  column: fc.option(fc.tuple(fc.nat({ max: 4 }), fc.integer({ min: -1, max: 4 })), { nil: undefined }),
  prices: fc.array(
    fc.record({
      side: fc.constantFrom("rowPrices" as const, "columnPrices" as const),
      stage: fc.nat({ max: 1 }),
      at: fc.nat({ max: 4 }),
      by: fc.constantFrom(-2, -1, -0.5, 0.5, 1, 2, NaN),
    }),
    { maxLength: 3 },
  ),
});

describe("createRowCheck() and claimViolations(): the whole check, row by row", () => {
  test("createRowCheck(): finds something if and only if the definition does, whatever is changed in a claim", () => {
    const seen = { whole: 0, pair: 0, forbidden: 0, claim: 0 };
    fc.assert(
      fc.property(instances({ rows: 5, columns: 5 }), objective, changes, ({ scores, capacities }, stages, change) => {
        const options = { capacities, objective: stages };
        const right = solveAssignment(scores, options);
        const columnOfRow = right.columnOfRow.slice();
        if (change.column !== undefined) columnOfRow[change.column[0]] = change.column[1];
        const changed = { rowPrices: right.rowPrices.map(copy), columnPrices: right.columnPrices.map(copy) };
        for (const { side, stage, at, by } of change.prices) {
          const part = changed[side][stage % changed[side].length];
          if (at < part.length) part[at] += by;
        }
        const claim = { ...right, ...changed, columnOfRow };

        const problem = readProblem(scores, options);
        const ofClaim = claimViolations(problem, claim);
        const check = createRowCheck(problem, claim);
        const ofRows = ofClaim.length > 0 ? [] : scores.flatMap((row, i) => check(i, Float64Array.of(NaN, ...row), 1));
        const total = columnOfRow.reduce((sum, column, row) => sum + (scores[row][column] ?? 0), 0);
        const faults = columnOfRow.some((column) => column >= capacities.length)
          ? ["no column"]
          : faultsOf(scores, capacities, { ...claim, total }, stages).filter((fault) => !isDerived(fault));
        expect(ofClaim.length + ofRows.length > 0).toBe(faults.length > 0);
        const { found, listed } = { found: findViolations(problem, claim), listed: [...ofClaim, ...ofRows] };
        expect(found.length > 0).toBe(listed.length > 0);
        if (ofRows.every(({ kind }) => kind === "pairPrice") && !found.some(({ kind }) => kind === "forbidden")) {
          expect(found.filter(({ kind }) => kind === "pairPrice" && ofClaim.length === 0)).toEqual(ofRows);
        }
        expect(findViolations(readProblem(toSparse(scores, capacities.length), options), claim)).toEqual(found);

        if (listed.length === 0) seen.whole += 1;
        if (ofClaim.length > 0) seen.claim += 1;
        if (ofRows.some(({ kind }) => kind === "pairPrice")) seen.pair += 1;
        if (ofRows.some(({ kind }) => kind === "forbidden")) seen.forbidden += 1;
      }),
      runs(3000),
    );
    expect(Math.min(seen.whole, seen.claim, seen.pair)).toBeGreaterThan(150);
    expect(seen.forbidden).toBeGreaterThan(30);
  });

  test("createRowCheck(): rows with many different prices in matched are each checked by their own", () => {
    const scores = Array.from({ length: 40 }, (_, row) => [1, row < 20 ? 2 : 9]);
    const problem = readProblem(scores, { capacities: [40, 0] });
    const check = createRowCheck(problem, {
      columnOfRow: new Int32Array(40),
      rowPrices: [Float64Array.from(scores, (_, row) => row % 20), new Float64Array(40).fill(1)],
      columnPrices: [new Float64Array(2), Float64Array.of(0, 5)],
    });
    const right = [...scores.keys()].filter((row) => check(row, Float64Array.from(scores[row]), 0).length === 0);
    expect(right).toEqual([1]);
  });

  const copy = (part: Float64Array) => part.slice();
  /** Faults of values, which no verifier of pairs and prices is told. */
  const isDerived = (fault: string) => fault.includes("add up to");
});
