import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { readProblem } from "../../../src/solve/read/readProblem.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { findTies } from "../../../src/solve/ties/findTies.js";
import { toTightFlow } from "../../../src/solve/ties/tightFlow.js";
import { createTightCollector, findTightPairs, transpose } from "../../../src/solve/ties/tightPairs.js";
import { bruteForce } from "../../support/bruteForce.js";
import { instances, objectives, runs, toSparse } from "../../support/instances.js";

const objective = fc.constantFrom(...objectives);

describe("findTightPairs(): the pairs that optima are made of", () => {
  test("findTightPairs(): those whose prices add up to their value, from a matrix, a sparse one, or row by row", () => {
    const seen = { tight: 0, loose: 0 };
    fc.assert(
      fc.property(instances({ rows: 6, columns: 5 }), objective, ({ scores, capacities }, stages) => {
        const options = { capacities, objective: stages };
        const claim = solveAssignment(scores, options);
        const expected = scores.map((row, i) =>
          [...row.keys()].filter(
            (j) =>
              row[j] > -Infinity &&
              claim.stages.every(({ stage }, k) => {
                return claim.rowPrices[k][i] + claim.columnPrices[k][j] === (stage === "matched" ? 1 : row[j]);
              }),
          ),
        );
        const listed = ({ start, column }: { start: Int32Array; column: Int32Array }) =>
          scores.map((_, i) => Array.from(column.subarray(start[i], start[i + 1])));

        const problem = readProblem(scores, options);
        const tight = findTightPairs(problem, claim);
        expect(listed(tight)).toEqual(expected);
        expect(findTightPairs(readProblem(toSparse(scores, capacities.length), options), claim)).toEqual(tight);
        const collector = createTightCollector({ ...problem, rows: scores.length }, claim);
        for (const row of scores) collector.addRow(Float64Array.of(NaN, ...row), 1);
        expect(collector.pairs()).toEqual(tight);

        const turned = transpose(tight, capacities.length);
        for (const j of capacities.keys()) {
          const rows = [...scores.keys()].filter((row) => expected[row].includes(j));
          expect(Array.from(turned.row.subarray(turned.start[j], turned.start[j + 1]))).toEqual(rows);
        }
        seen.tight += expected.flat().length;
        seen.loose += scores.flat().filter((score) => score > -Infinity).length - expected.flat().length;
      }),
      runs(600),
    );
    expect(Math.min(seen.tight, seen.loose)).toBeGreaterThan(1000);
  });

  test("toTightFlow(): findTies() finds in it the unmatched rows that some other optimum matches", () => {
    const seen = { out: 0, worse: 0 };
    fc.assert(
      fc.property(instances({ rows: 5, columns: 4 }), objective, ({ scores, capacities }, stages) => {
        const options = { capacities, objective: stages };
        const claim = solveAssignment(scores, options);
        const tight = findTightPairs(readProblem(scores, options), claim);
        const { rows: tied } = findTies(toTightFlow(tight, { capacities, claim }));
        const out = tied.filter((row) => claim.columnOfRow[row] < 0);
        const columns = [...capacities.keys()];
        const expected = [...scores.keys()].filter((row) => {
          if (claim.columnOfRow[row] >= 0) return false;
          // drawn first, a row is matched if any optimum matches it
          const rows = [row, ...[...scores.keys()].filter((other) => other !== row)];
          const isMatched = bruteForce(scores, { ...options, lottery: { rows, columns } }).columnOfRow[row] >= 0;
          seen[isMatched ? "out" : "worse"] += 1;
          return isMatched;
        });
        expect(out).toEqual(expected);
      }),
      runs(600),
    );
    expect(Math.min(seen.out, seen.worse)).toBeGreaterThan(100);
  });
});
