import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { munkres } from "../../../src/munkres.js";
import type { Lottery } from "../../../src/solve/assignment.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { bruteForce, stagesOf } from "../../support/bruteForce.js";
import { drawnInstances, objectives, runs, seededInstance, shuffled } from "../../support/instances.js";
import { validateAssignment } from "../../support/validateAssignment.js";

const objective = fc.constantFrom(...objectives);
const inOrder = (rows: number, columns: number): Lottery => ({
  rows: Array.from({ length: rows }, (_, row) => row),
  columns: Array.from({ length: columns }, (_, column) => column),
});

describe("bruteForce: the lottery's oracle itself", () => {
  test("bruteForce(): prefers the optimum that is left when each row in turn keeps only its best", () => {
    let decided = 0;
    fc.assert(
      fc.property(drawnInstances({ rows: 4, columns: 3 }), objective, ({ scores, capacities, lottery }, stages) => {
        const options = { capacities, objective: stages };
        const { values, optima, columnOfRow } = bruteForce(scores, { ...options, lottery });
        let left = optimaOf({ scores, capacities, stages: stagesOf(stages), values });
        expect(left.length).toBe(optima);
        for (const row of Array.from(lottery.rows)) left = keepBest(left, (list) => Number(list[row] !== -1));
        const drawn = Array.from(lottery.columns);
        for (const row of Array.from(lottery.rows)) left = keepBest(left, (list) => -drawn.indexOf(list[row]));
        expect(left).toEqual([columnOfRow]);
        if (optima > 1) decided += 1;
      }),
      runs(500),
    );
    expect(decided).toBeGreaterThan(100);
  });

  function keepBest(lists: number[][], worth: (list: number[]) => number): number[][] {
    const best = Math.max(...lists.map(worth));
    return lists.filter((list) => worth(list) === best);
  }

  function optimaOf(problem: {
    scores: number[][];
    capacities: number[];
    stages: readonly string[];
    values: readonly number[];
  }): number[][] {
    const { scores, capacities, stages, values } = problem;
    const choices = [-1, ...capacities.keys()];
    let lists: number[][] = [[]];
    for (const _ of scores) lists = lists.flatMap((list) => choices.map((choice) => [...list, choice]));
    return lists.filter((list) => {
      const chosen = list.flatMap((column, row) => (column === -1 ? [] : [scores[row][column]]));
      const reached = stages.map((stage) => (stage === "matched" ? chosen.length : chosen.reduce((a, b) => a + b, 0)));
      const isAllowed = chosen.every((score) => score > -Infinity);
      const fits = capacities.every((seats, column) => list.filter((choice) => choice === column).length <= seats);
      return isAllowed && fits && reached.every((value, stage) => value === values[stage]);
    });
  }
});

describe("solveAssignment(): a lottery decides among equal optima", () => {
  test("solveAssignment(): gives the very assignment that the lottery prefers, up to 5 × 5", () => {
    const seen = { tied: 0, whoIsMatched: 0 };
    fc.assert(
      fc.property(drawnInstances({ rows: 5, columns: 5 }), objective, ({ scores, capacities, lottery }, stages) => {
        const assignment = solveAssignment(scores, { capacities, objective: stages, lottery });
        const { columnOfRow, optima } = bruteForce(scores, { capacities, objective: stages, lottery });
        expect(Array.from(assignment.columnOfRow)).toEqual(columnOfRow);
        validateAssignment(scores, capacities, assignment, stages);
        if (optima > 1) seen.tied += 1;
        if (optima > 1 && columnOfRow.includes(-1) && assignment.columnOfRow.some((c) => c >= 0))
          seen.whoIsMatched += 1;
      }),
      runs(4000),
    );
    expect(seen.tied).toBeGreaterThan(1000);
    expect(seen.whoIsMatched).toBeGreaterThan(500);
  });

  test("solveAssignment(): gives the very assignment that the lottery prefers, up to 7 × 7", () => {
    let tied = 0;
    fc.assert(
      fc.property(drawnInstances({ rows: 7, columns: 7 }), objective, ({ scores, capacities, lottery }, stages) => {
        const assignment = solveAssignment(scores, { capacities, objective: stages, lottery });
        const { columnOfRow, optima } = bruteForce(scores, { capacities, objective: stages, lottery });
        expect(Array.from(assignment.columnOfRow)).toEqual(columnOfRow);
        if (optima > 1 && scores.length > 5) tied += 1;
      }),
      runs(400),
    );
    expect(tied).toBeGreaterThan(100);
  });

  test("solveAssignment(): with a lottery the kernel makes no difference", () => {
    let tied = 0;
    fc.assert(
      fc.property(drawnInstances({ rows: 6, columns: 5 }), objective, ({ scores, capacities, lottery }, stages) => {
        const options = { capacities, objective: stages, lottery };
        const { method: own, ...answer } = solveAssignment(scores, options);
        const { method: other, ...same } = solveAssignment(scores, { ...options, solver: munkres });
        expect(same).toEqual(answer);
        expect(own === other).toBe(false);
        if (bruteForce(scores, options).optima > 1) tied += 1;
      }),
      runs(500),
    );
    expect(tied).toBeGreaterThan(150);
  });

  test("solveAssignment(): with a lottery the order of rows and columns makes no difference", () => {
    const seen = { tied: 0, moved: 0 };
    fc.assert(
      fc.property(
        drawnInstances({ rows: 6, columns: 6 }),
        objective,
        fc.tuple(shuffled(6), shuffled(6)),
        ({ scores, capacities, lottery }, stages, order) => {
          const rows = order[0].filter((row) => row < scores.length);
          const columns = order[1].filter((column) => column < capacities.length);
          const before = solveAssignment(scores, { capacities, objective: stages, lottery });
          const after = solveAssignment(
            rows.map((row) => columns.map((column) => scores[row][column])),
            {
              capacities: columns.map((column) => capacities[column]),
              objective: stages,
              lottery: {
                rows: Array.from(lottery.rows, (row) => rows.indexOf(row)),
                columns: Array.from(lottery.columns, (column) => columns.indexOf(column)),
              },
            },
          );
          const columnOfRow = scores.map((_, row) => columns[after.columnOfRow[rows.indexOf(row)]] ?? -1);
          expect(columnOfRow).toEqual(Array.from(before.columnOfRow));
          if (bruteForce(scores, { capacities, objective: stages }).optima > 1) seen.tied += 1;
          if (rows.some((row, place) => row !== place)) seen.moved += 1;
        },
      ),
      runs(500),
    );
    expect(seen.tied).toBeGreaterThan(150);
    expect(seen.moved).toBeGreaterThan(250);
  });

  test("solveAssignment(): with a lottery the order makes no difference at 60 × 20 with heavy ties", () => {
    let full = 0;
    for (let seed = 0; seed < 30; seed++) {
      const { scores, capacities } = seededInstance({ rows: 60, columns: 20, scores: 3, forbidden: 3, seed });
      const lottery = inOrder(60, 20);
      const assignment = solveAssignment(scores, { capacities, lottery });
      const turned = solveAssignment(
        scores.toReversed().map((row) => row.toReversed()),
        {
          capacities: capacities.toReversed(),
          lottery: { rows: Array.from(lottery.rows).reverse(), columns: Array.from(lottery.columns).reverse() },
        },
      );
      const turnedBack = Array.from(turned.columnOfRow, (column) => (column === -1 ? -1 : 19 - column)).reverse();
      expect(turnedBack).toEqual(Array.from(assignment.columnOfRow));
      validateAssignment(scores, capacities, assignment);
      if (assignment.columnOfRow.includes(-1)) full += 1;
    }
    expect(full).toBeGreaterThan(10);
  });

  test("solveAssignment(): a lottery never costs any stage anything", () => {
    let moved = 0;
    fc.assert(
      fc.property(drawnInstances({ rows: 7, columns: 6 }), objective, ({ scores, capacities, lottery }, stages) => {
        const without = solveAssignment(scores, { capacities, objective: stages });
        const drawn = solveAssignment(scores, { capacities, objective: stages, lottery });
        expect(drawn.stages).toEqual(without.stages);
        expect(drawn.columnPrices).toEqual(without.columnPrices);
        expect(drawn.rowPrices).toEqual(without.rowPrices);
        if (String(drawn.columnOfRow) !== String(without.columnOfRow)) moved += 1;
      }),
      runs(400),
    );
    expect(moved).toBeGreaterThan(100);
  });

  test("solveAssignment(): where all scores are equal, the first rows drawn are matched, each to the first free column", () => {
    const scores = Array.from({ length: 5 }, () => [7, 7, 7]);
    const lottery = { rows: [4, 2, 0, 1, 3], columns: [1, 2, 0] };
    const { columnOfRow } = solveAssignment(scores, { capacities: [1, 2, 1], lottery });
    expect(Array.from(columnOfRow)).toEqual([2, 0, 1, -1, 1]);
  });

  test("solveAssignment(): being matched at all is decided for every row before who is matched to whom", () => {
    const scores = [
      [1, 1],
      [1, -Infinity],
    ];
    const lottery = { rows: [0, 1], columns: [0, 1] };
    const best = solveAssignment(scores, { capacities: [1, 1], lottery, objective: "best" });
    expect(Array.from(best.columnOfRow)).toEqual([1, 0]);
  });

  test("solveAssignment(): under total alone, a row whose score is 0 is matched rather than not", () => {
    const lottery = { rows: [1, 0], columns: [0] };
    const { columnOfRow } = solveAssignment([[0], [0]], { capacities: [1], lottery, objective: "best" });
    expect(Array.from(columnOfRow)).toEqual([-1, 0]);
  });

  test("solveAssignment(): a row drawn early is matched even where an earlier one has to change its column for it", () => {
    const scores = [
      [0, -Infinity],
      [0, 0],
      [0, 0],
    ];
    const lottery = { rows: [1, 0, 2], columns: [0, 1] };
    const { columnOfRow } = solveAssignment(scores, { capacities: [1, 1], lottery });
    expect(Array.from(columnOfRow)).toEqual([0, 1, -1]);
  });

  test("solveAssignment(): under total alone, a row drawn late is still matched rather than not", () => {
    const scores = [
      [0, -Infinity],
      [0, 0],
    ];
    const lottery = { rows: [1, 0], columns: [1, 0] };
    const { columnOfRow } = solveAssignment(scores, { capacities: [1, 2], lottery, objective: "best" });
    expect(Array.from(columnOfRow)).toEqual([0, 1]);
  });

  test("solveAssignment(): a lottery's orders may be typed arrays", () => {
    const scores = [
      [1, 1],
      [1, 1],
    ];
    const drawn = { rows: [1, 0], columns: [1, 0] };
    const typed = { rows: Int32Array.from(drawn.rows), columns: Uint32Array.from(drawn.columns) };
    const answer = solveAssignment(scores, { capacities: [1, 1], lottery: drawn });
    expect(solveAssignment(scores, { capacities: [1, 1], lottery: typed })).toEqual(answer);
    expect(Array.from(answer.columnOfRow)).toEqual([0, 1]);
  });
});
