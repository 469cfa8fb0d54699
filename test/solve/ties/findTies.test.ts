import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Assignment, AssignmentOptions } from "../../../src/solve/assignment.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { findTies, type TiedFlow } from "../../../src/solve/ties/findTies.js";
import { exhaustive } from "../../support/exhaustive.js";
import { drawnInstances, objectives, runs, seededInstance } from "../../support/instances.js";

const X = -Infinity;

function solve(scores: readonly (readonly number[])[], options: AssignmentOptions): Assignment {
  const answer = solveAssignment(scores, options);
  if (answer.status !== "optimal") throw new Error("There is no assignment.");
  return answer;
}

function tiesOf({ ties }: Assignment) {
  const { rows, columns, pairs } = ties!;
  const listed = Array.from({ length: pairs.start.length - 1 }, (_, row) =>
    Array.from(pairs.column.subarray(pairs.start[row], pairs.start[row + 1]), (column) => [row, column] as const),
  );
  return { rows, columns, pairs: listed.flat() };
}

const inOrder = (rows: number, columns: number) => ({
  rows: Array.from({ length: rows }, (_, row) => row),
  columns: Array.from({ length: columns }, (_, column) => column),
});

/** A quota that asks for nothing: with it, the network solves what kernels for assignments would. */
const trivial = (columns: number) => [{ side: "columns" as const, members: inOrder(0, columns).columns, max: 10_000 }];

describe("solveAssignment(): what is sometimes so among the optima, before the lottery decides", () => {
  test("solveAssignment(): one seat and two alike rows: both sometimes, the column always", () => {
    const answer = solve([[1], [1]], { capacities: [1], lottery: inOrder(2, 1) });
    expect(tiesOf(answer)).toEqual({
      rows: [0, 1],
      columns: [],
      pairs: [
        [0, 0],
        [1, 0],
      ],
    });
  });

  test("solveAssignment(): two columns and one row: the row always", () => {
    const answer = solve([[2, 2, 1]], { capacities: [1, 1, 1], lottery: inOrder(1, 3) });
    expect(tiesOf(answer)).toEqual({
      rows: [],
      columns: [0, 1],
      pairs: [
        [0, 0],
        [0, 1],
      ],
    });
  });

  test("solveAssignment(): rows that may change places, though nobody gains or loses a seat", () => {
    const answer = solve(
      [
        [3, 2],
        [2, 1],
      ],
      { capacities: [1, 1], lottery: inOrder(2, 2) },
    );
    expect(tiesOf(answer)).toEqual({
      rows: [],
      columns: [],
      pairs: [
        [0, 0],
        [0, 1],
        [1, 0],
        [1, 1],
      ],
    });
  });

  test("solveAssignment(): a pair worth nothing under best may be there or not", () => {
    const answer = solve([[0]], { capacities: [1], objective: "best", lottery: inOrder(1, 1) });
    expect(tiesOf(answer)).toEqual({ rows: [0], columns: [0], pairs: [[0, 0]] });
  });

  test("solveAssignment(): nothing where the optimum is the only one, and no ties without a lottery", () => {
    const scores = [
      [5, 1],
      [X, 3],
    ];
    expect(tiesOf(solve(scores, { capacities: [1, 1], lottery: inOrder(2, 2) }))).toEqual({
      rows: [],
      columns: [],
      pairs: [],
    });
    expect(solve(scores, { capacities: [1, 1] }).ties).toBeUndefined();
  });

  test("solveAssignment(): a row that wants two is always matched, though each of its pairs is only sometimes there", () => {
    const answer = solve([[1, 1, 1]], { capacities: [1, 1, 1], demands: [2], lottery: inOrder(1, 3) });
    expect(tiesOf(answer)).toEqual({
      rows: [],
      columns: [0, 1, 2],
      pairs: [
        [0, 0],
        [0, 1],
        [0, 2],
      ],
    });
  });

  test("solveAssignment(): a column that has to be filled is never empty", () => {
    const scores = [
      [1, 1],
      [1, 1],
    ];
    const options = { capacities: [2, 2], lottery: inOrder(2, 2) };
    expect(tiesOf(solve(scores, options)).columns).toEqual([0, 1]);
    expect(tiesOf(solve(scores, { ...options, minimums: [1, 0] })).columns).toEqual([1]);
  });

  test("solveAssignment(): as trying everything shows, by kernels for assignments and by the network", () => {
    const seen = { rows: 0, columns: 0, pairs: 0, certain: 0 };
    fc.assert(
      fc.property(
        drawnInstances({ rows: 5, columns: 4 }),
        fc.constantFrom(...objectives),
        ({ scores, capacities, lottery }, objective) => {
          const options = { capacities, objective, lottery };
          const { ties } = exhaustive(scores, options)!;
          expect(tiesOf(solve(scores, options))).toEqual(ties);
          expect(tiesOf(solve(scores, { ...options, quotas: trivial(capacities.length) }))).toEqual(ties);
          if (ties.rows.length > 0) seen.rows += 1;
          if (ties.columns.length > 0) seen.columns += 1;
          if (ties.pairs.length > 0) seen.pairs += 1;
          if (ties.pairs.length > 0 && ties.rows.length === 0) seen.certain += 1;
        },
      ),
      runs(1200),
    );
    expect(Math.min(seen.rows, seen.columns, seen.pairs, seen.certain)).toBeGreaterThan(80);
  });

  test("solveAssignment(): the same ties by kernels for assignments and by the network, for problems of any size", () => {
    let tied = 0;
    for (let seed = 0; seed < 30; seed++) {
      const { scores, capacities } = seededInstance({
        rows: 40,
        columns: 25,
        scores: 6,
        forbidden: 2 + (seed % 3),
        seed,
      });
      for (const objective of ["everyone", "best"] as const) {
        const options = { capacities, objective, lottery: inOrder(40, 25) };
        const kernel = solve(scores, options);
        const network = solve(scores, { ...options, quotas: trivial(25) });
        expect([kernel.method === "network", network.method]).toEqual([false, "network"]);
        expect(tiesOf(kernel)).toEqual(tiesOf(network));
        expect(kernel.columnOfRow).toEqual(network.columnOfRow);
        tied += tiesOf(kernel).rows.length;
      }
    }
    expect(tied).toBeGreaterThan(100);
  });
});

describe("findTies(): of a flow", () => {
  /** One row of two places, three columns of one seat each, of which the first two are taken. */
  function twoOfThree(): TiedFlow {
    const [root, row, first] = [0, 1, 2];
    const from = Int32Array.of(root, root, row, row, row, first, first + 1, first + 2);
    const to = Int32Array.of(row, row, first, first + 1, first + 2, root, root, root);
    return {
      nodes: 5,
      from,
      to,
      room: new Int32Array(8).fill(1),
      flow: Int32Array.of(1, 1, 1, 1, 0, 1, 1, 0),
      live: Int32Array.from(from.keys()),
      firstPair: 2,
      pairStart: Int32Array.of(0, 3),
      column: Int32Array.of(0, 1, 2),
      columns: 3,
      placesOf: () => [0, 1],
      seatsOf: (column) => [5 + column],
    };
  }

  test("findTies(): leaves the flow as it is", () => {
    const tied = twoOfThree();
    const ties = findTies(tied);
    expect(Array.from(tied.flow)).toEqual([1, 1, 1, 1, 0, 1, 1, 0]);
    expect(ties.rows).toEqual([0]);
    expect(ties.columns).toEqual([0, 1, 2]);
  });

  test("findTies(): what is held changes nothing, and lets nothing else change by it", () => {
    const tied = twoOfThree();
    // both places are held: two of the three columns, always
    const held = { ...tied, live: tied.live.filter((e) => e > 1) };
    expect(findTies(held)).toMatchObject({ rows: [], columns: [0, 1, 2], pairs: { column: Int32Array.of(0, 1, 2) } });
    // the pair with the first column is held too: one of two
    const less = { ...tied, live: tied.live.filter((e) => e > 2) };
    expect(findTies(less)).toMatchObject({ rows: [], columns: [1, 2], pairs: { column: Int32Array.of(1, 2) } });
    expect(findTies({ ...tied, live: new Int32Array(0) })).toEqual({
      rows: [],
      columns: [],
      pairs: { start: Int32Array.of(0, 0), column: new Int32Array(0) },
    });
  });

  test("findTies(): arcs that have to carry something are never empty", () => {
    const tied = twoOfThree();
    const low = new Int32Array(8);
    low[5] = 1;
    expect(findTies({ ...tied, low }).columns).toEqual([1, 2]);
  });
});
