import fc from "fast-check";
import { expect, test } from "vitest";

import { readProblem } from "../../../src/solve/read/readProblem.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { tiedRows } from "../../../src/solve/ties/tiedRows.js";
import { findTightPairs, unpricedOf } from "../../../src/solve/ties/tightPairs.js";
import { drawnInstances, objectives, runs } from "../../support/instances.js";

test("tiedRows(): the rows that findTies() finds", () => {
  const seen = { matched: 0, unmatched: 0, none: 0 };
  fc.assert(
    fc.property(drawnInstances({ rows: 8, columns: 6 }), fc.constantFrom(...objectives), (instance, objective) => {
      const { scores, capacities, lottery } = instance;
      const { ties } = solveAssignment(scores, { capacities, objective, lottery });
      const answer = solveAssignment(scores, { capacities, objective });
      const problem = readProblem(scores, { capacities, objective });
      const held = (prices: readonly Float64Array[], length: number) =>
        unpricedOf(prices, length).map((isUnpriced) => 1 - isUnpriced);
      const rows = tiedRows(findTightPairs(problem, answer), {
        columnOfRow: answer.columnOfRow,
        capacities,
        heldRows: held(answer.rowPrices, problem.rows),
        heldColumns: held(answer.columnPrices, problem.columns),
      });
      expect(rows).toEqual(ties!.rows);
      if (rows.length === 0) seen.none += 1;
      if (rows.some((row) => answer.columnOfRow[row] < 0)) seen.unmatched += 1;
      if (rows.some((row) => answer.columnOfRow[row] >= 0)) seen.matched += 1;
    }),
    runs(2000),
  );
  expect(Math.min(seen.none, seen.matched, seen.unmatched)).toBeGreaterThan(100);
});
