import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { TelemachusError } from "../../../src/errors.js";
import { munkres } from "../../../src/munkres.js";
import type {
  Assignment,
  AssignmentOptions,
  AssignmentSolver,
  ScoreMatrix,
  SparseScoreMatrix,
} from "../../../src/solve/assignment.js";
import { verifyAssignment } from "../../../src/solve/proof/verifyAssignment.js";
import { readProblem } from "../../../src/solve/read/readProblem.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { bruteForce } from "../../support/bruteForce.js";
import {
  drawnInstances,
  instances,
  objectives,
  runs,
  seededInstance,
  seededSparse,
  shuffled,
  toSparse,
} from "../../support/instances.js";
import { validateAssignment } from "../../support/validateAssignment.js";

const objective = fc.constantFrom(...objectives);

describe("solveAssignment(): a sparse matrix gives what the same pairs give in a full one", () => {
  test("solveAssignment(): values and prices, in every family, for every objective", () => {
    const seen = { priced: 0, forbidden: 0, short: 0, several: 0, empty: 0 };
    fc.assert(
      fc.property(instances({ rows: 7, columns: 6 }), objective, ({ scores, capacities }, stages) => {
        const options = { capacities, objective: stages };
        const full = solveAssignment(scores, options);
        const sparse = solveAssignment(toSparse(scores, capacities.length), options);
        expect(sparse.stages).toEqual(full.stages);
        expect(sparse.columnPrices).toEqual(full.columnPrices);
        validateAssignment(scores, capacities, sparse, stages);
        expect([full.method, sparse.method]).toEqual(["dense", "sparse"]);
        if (full.columnPrices.some((prices) => prices.some((price) => price !== 0))) seen.priced += 1;
        if (scores.flat().includes(-Infinity)) seen.forbidden += 1;
        if (full.columnOfRow.includes(-1)) seen.short += 1;
        if (capacities.some((seats) => seats > 1)) seen.several += 1;
        if (scores.length === 0 || capacities.length === 0) seen.empty += 1;
      }),
      runs(1500),
    );
    expect(Math.min(seen.priced, seen.forbidden, seen.short, seen.several)).toBeGreaterThan(300);
    expect(seen.empty).toBeGreaterThan(20);
  });

  test("solveAssignment(): with a lottery the very same assignment, whatever the order of the entries", () => {
    let tied = 0;
    fc.assert(
      fc.property(
        drawnInstances({ rows: 6, columns: 5 }),
        objective,
        shuffled(5),
        ({ scores, capacities, lottery }, stages, order) => {
          const options = { capacities, objective: stages, lottery };
          const { method: _, ...full } = solveAssignment(scores, options);
          const sparse = toSparse(scores, capacities.length);
          const { method: __, ...answer } = solveAssignment(reordered(sparse, order), options);
          expect(answer).toEqual(full);
          if (bruteForce(scores, options).optima > 1) tied += 1;
        },
      ),
      runs(1000),
    );
    expect(tied).toBeGreaterThan(300);
  });

  test("solveAssignment(): a listed -Infinity forbids as if it were not listed", () => {
    let listed = 0;
    fc.assert(
      fc.property(instances({ rows: 6, columns: 5 }), objective, ({ scores, capacities }, stages) => {
        const options = { capacities, objective: stages };
        const everything = {
          rows: scores.length,
          columns: capacities.length,
          start: Int32Array.from({ length: scores.length + 1 }, (_, row) => row * capacities.length),
          column: Int32Array.from(scores.flatMap((row) => [...row.keys()])),
          score: Float64Array.from(scores.flat()),
        };
        const before = structuredClone(everything);
        const kept = toSparse(scores, capacities.length);
        expect(readProblem(everything, options).scores).toEqual(readProblem(kept, options).scores);
        expect(solveAssignment(everything, options)).toEqual(solveAssignment(kept, options));
        expect(everything).toEqual(before);
        if (everything.score.includes(-Infinity)) listed += 1;
      }),
      runs(400),
    );
    expect(listed).toBeGreaterThan(100);
  });

  test("solveAssignment(): fractions are read in the same unit", () => {
    let rounded = 0;
    fc.assert(
      fc.property(instances({ rows: 5, columns: 5 }), fc.constantFrom(0.1, 0.5, 1e-300), (instance, factor) => {
        const scores = instance.scores.map((row) => row.map((score) => score * factor));
        const { capacities } = instance;
        const full = solveAssignment(scores, { capacities });
        const sparse = solveAssignment(toSparse(scores, capacities.length), { capacities });
        expect({ unit: sparse.unit, rounded: sparse.rounded }).toEqual({ unit: full.unit, rounded: full.rounded });
        expect(sparse.columnPrices).toEqual(full.columnPrices);
        validateAssignment(scores, capacities, sparse);
        if (full.rounded) rounded += 1;
      }),
      runs(300),
    );
    expect(rounded).toBeGreaterThan(50);
  });

  test("solveAssignment(): agrees at 80 × 30 with several seats, with and without ties", () => {
    for (let seed = 0; seed < 30; seed++) {
      const shape = { rows: 80, columns: 30, scores: [3, 1000][seed % 2], forbidden: 2 };
      const { scores, capacities } = seededInstance({ ...shape, seed });
      const lottery = { rows: [...scores.keys()].reverse(), columns: [...capacities.keys()].reverse() };
      const { method: _, ...full } = solveAssignment(scores, { capacities, lottery });
      const { method: __, ...sparse } = solveAssignment(toSparse(scores, 30), { capacities, lottery });
      expect(sparse).toEqual(full);
    }
  });

  test("solveAssignment(): with a lottery the order makes no difference where long chains of moves decide", () => {
    const seen = { moved: 0, short: 0 };
    for (let seed = 0; seed < 20; seed++) {
      const problem = seededSparse({ rows: 400, columns: 150, perRow: 3, scores: 2, seats: 4 + (seed % 3), seed });
      const { scores, capacities } = problem;
      const lottery = {
        rows: Array.from({ length: 400 }, (_, t) => (t * 147) % 400),
        columns: Array.from({ length: 150 }, (_, t) => (t * 41) % 150),
      };
      const drawn = solveAssignment(scores, { capacities, lottery });
      const turned = solveAssignment(reversed(scores), {
        capacities: capacities.toReversed(),
        lottery: { rows: lottery.rows.map((row) => 399 - row), columns: lottery.columns.map((j) => 149 - j) },
      });
      const turnedBack = Array.from(turned.columnOfRow, (column) => (column === -1 ? -1 : 149 - column)).reverse();
      expect(turnedBack).toEqual(Array.from(drawn.columnOfRow));
      expect(verifyAssignment(scores, drawn, { capacities })).toEqual([]);
      const undrawn = solveAssignment(scores, { capacities }).columnOfRow;
      seen.moved += drawn.columnOfRow.filter((column, row) => column !== undrawn[row]).length;
      if (drawn.columnOfRow.includes(-1)) seen.short += 1;
    }
    expect(seen.moved).toBeGreaterThan(1000);
    expect(seen.short).toBeGreaterThan(10);
  });

  test("solveAssignment(): 5 000 × 1 000 with 20 entries a row, proven", () => {
    for (const [seats, scores] of [
      [14, 1000],
      [8, 1000],
      [14, 2],
    ]) {
      const problem = seededSparse({ rows: 5000, columns: 1000, perRow: 20, scores, seats, seed: seats });
      const { capacities } = problem;
      const lottery = { rows: Int32Array.from({ length: 5000 }, (_, row) => row), columns: [...capacities.keys()] };
      const assignment = solveAssignment(problem.scores, { capacities, lottery });
      const open = capacities.reduce((sum, count) => sum + count, 0);
      expect(assignment.stages[0].value).toBe(Math.min(5000, open));
      expect(verifyAssignment(problem.scores, assignment, { capacities })).toEqual([]);
      const { columnOfRow } = assignment;
      expect(verifyAssignment(problem.scores, { columnOfRow }, { capacities })).toEqual([]);
    }
  });
});

describe("solveAssignment(): another kernel gets a sparse matrix written out", () => {
  test("solveAssignment(): and reaches the same, its prices recovered", () => {
    let priced = 0;
    fc.assert(
      fc.property(instances({ rows: 6, columns: 5 }), objective, ({ scores, capacities }, stages) => {
        const options = { capacities, objective: stages };
        const sparse = toSparse(scores, capacities.length);
        const own = solveAssignment(sparse, options);
        const other = solveAssignment(sparse, { ...options, solver: munkres });
        expect(other.stages).toEqual(own.stages);
        expect(other.columnPrices).toEqual(own.columnPrices);
        expect(other.method).toBe("munkres");
        if (own.columnPrices.some((prices) => prices.some((price) => price !== 0))) priced += 1;
      }),
      runs(300),
    );
    expect(priced).toBeGreaterThan(100);
  });

  test("solveAssignment(): nothing it does to its numbers reaches the check, and its answer is not believed", () => {
    const vandal: AssignmentSolver = {
      name: "vandal",
      solve: ({ scores, capacities, rows }) => {
        scores.fill(0);
        capacities.fill(9);
        return { columnOfRow: new Int32Array(rows) };
      },
    };
    const given = toSparse([[1], [2]], 1);
    const before = structuredClone(given);
    expect(errorOf(given, { capacities: [1], solver: vandal }).code).toBe("E_CERTIFICATE");
    expect(given).toEqual(before);
  });

  test("solveAssignment(): unless that would need more memory than allowed", () => {
    const { scores, capacities } = seededSparse({ rows: 2000, columns: 500, perRow: 2, scores: 9, seats: 5, seed: 1 });
    const memoryLimit = 1_000_000;
    let asked = 0;
    const solver: AssignmentSolver = {
      name: "other",
      solve: ({ rows }) => {
        asked += 1;
        return { columnOfRow: new Int32Array(rows).fill(-1) };
      },
    };
    expect(solveAssignment(scores, { capacities, memoryLimit }).method).toBe("sparse");
    expect(errorOf(scores, { capacities, memoryLimit, solver }).message).toMatchInlineSnapshot(
      `"Expected scores to be few enough for a memoryLimit of 1000000, received 2000 × 500 scores, for which about 16160000 bytes are needed. Raise memoryLimit if the machine has more."`,
    );
    expect(asked).toBe(0);
  });
});

describe("verifyAssignment(): takes a sparse matrix", () => {
  const options = { capacities: [1, 1, 2] };
  const scores = toSparse(
    [
      [5, 4, -Infinity],
      [4, 1, 2],
      [3, -Infinity, -Infinity],
      [0, 0, 0],
    ],
    3,
  );
  const assignment = solveAssignment(scores, options);
  const messages = (changed: Partial<Assignment>) =>
    verifyAssignment(scores, { ...assignment, ...changed }, options).map(({ message }) => message);

  test("verifyAssignment(): nothing about the optimum", () => {
    expect(Array.from(assignment.columnOfRow)).toEqual([1, 2, 0, 2]);
    expect(messages({})).toEqual([]);
  });

  test("verifyAssignment(): a pair that is not listed", () => {
    expect(messages({ columnOfRow: Int32Array.of(1, 2, 2, 0) })).toMatchInlineSnapshot(`
      [
        "Row 2 is forbidden column 2.",
      ]
    `);
  });

  test("verifyAssignment(): other columns than the best", () => {
    expect(messages({ columnOfRow: Int32Array.of(0, 1, -1, 2) })).toMatchInlineSnapshot(`
      [
        "The price of row 2 is above zero though it is unmatched.",
        "Row 0 and column 0 are assigned, but their prices do not add up to the pair's value.",
        "Row 1 and column 1 are assigned, but their prices do not add up to the pair's value.",
      ]
    `);
    const other = { columnOfRow: Int32Array.of(0, 2, -1, 2) };
    expect(verifyAssignment(scores, other, options).map(({ kind }) => kind)).toEqual(["improvable"]);
  });

  test("verifyAssignment(): says of corrupted claims what it says of them on the full matrix", () => {
    const seen = { whole: 0, broken: 0 };
    const changes = fc.record({
      row: fc.nat({ max: 4 }),
      column: fc.integer({ min: -1, max: 4 }),
      stage: fc.nat({ max: 1 }),
      price: fc.constantFrom(-1, 0, 1, NaN),
      side: fc.constantFrom("rowPrices" as const, "columnPrices" as const),
    });
    fc.assert(
      fc.property(instances({ rows: 5, columns: 4 }), objective, changes, (instance, stages, change) => {
        const { capacities } = instance;
        const given = { capacities, objective: stages };
        const right = solveAssignment(instance.scores, given);
        const columnOfRow = right.columnOfRow.slice();
        columnOfRow[change.row] = change.column;
        const prices = right[change.side].map((part, stage) =>
          part.map((price, at) => (stage === change.stage && at === change.row ? price + change.price : price)),
        );
        const claim = { ...right, columnOfRow, [change.side]: prices };
        const sparse = verifyAssignment(toSparse(instance.scores, capacities.length), claim, given);
        expect(sparse).toEqual(verifyAssignment(instance.scores, claim, given));
        const bare = verifyAssignment(toSparse(instance.scores, capacities.length), { columnOfRow }, given);
        expect(bare).toEqual(verifyAssignment(instance.scores, { columnOfRow }, given));
        seen[sparse.length === 0 ? "whole" : "broken"] += 1;
      }),
      runs(1000),
    );
    expect(Math.min(seen.whole, seen.broken)).toBeGreaterThan(100);
  });

  test("verifyAssignment(): one row exchanged for another at 5 000 × 1 000 is seen", () => {
    const problem = seededSparse({ rows: 5000, columns: 1000, perRow: 20, scores: 1000, seats: 8, seed: 5 });
    const { capacities } = problem;
    const right = solveAssignment(problem.scores, { capacities });
    const out = right.columnOfRow.indexOf(-1);
    let exchanged = 0;
    for (const column of problem.scores.column.subarray(20 * out, 20 * out + 20)) {
      const row = right.columnOfRow.indexOf(column);
      if (row < 0) continue;
      const columnOfRow = right.columnOfRow.slice();
      columnOfRow[row] = -1;
      columnOfRow[out] = column;
      const violations = verifyAssignment(problem.scores, { ...right, columnOfRow }, { capacities });
      const isAsGood = score(problem.scores, out, column) === score(problem.scores, row, column);
      expect(violations.length === 0).toBe(isAsGood);
      exchanged += 1;
    }
    expect(exchanged).toBeGreaterThan(5);
  });

  function score({ start, column, score: scoresOfEntries }: SparseScoreMatrix, row: number, wanted: number): number {
    return scoresOfEntries[start[row] + column.subarray(start[row], start[row + 1]).indexOf(wanted)];
  }
});

describe("solveAssignment(): refuses a sparse matrix that is none, naming the place", () => {
  const capacities = [1, 1, 1];
  const good = {
    rows: 2,
    columns: 3,
    start: Int32Array.of(0, 2, 4),
    column: Int32Array.of(2, 0, 1, 2),
    score: Float64Array.of(1, 2, 3, 4),
  };
  const refusal = (changed: Record<string, unknown>) => {
    const { code, message } = errorOf({ ...good, ...changed } as never, { capacities });
    return `${code}: ${message}`;
  };

  test("solveAssignment(): takes it as it is", () => {
    expect(solveAssignment(good, { capacities }).total).toBe(6);
  });

  test("solveAssignment(): lists of another type", () => {
    expect(refusal({ start: [0, 2, 4] })).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores.start to be an Int32Array, received a list of 3."`,
    );
    expect(refusal({ start: undefined })).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores.start to be an Int32Array, received nothing."`,
    );
    expect(refusal({ column: Float64Array.of(2, 0, 1, 2) })).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores.column to be an Int32Array, received an object."`,
    );
    expect(refusal({ score: undefined })).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores.score to be a Float64Array, received nothing."`,
    );
    expect(refusal({ score: Float32Array.of(1, 2, 3, 4) })).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores.score to be a Float64Array, received an object."`,
    );
  });

  test("solveAssignment(): rows and columns that are no numbers of them", () => {
    expect(refusal({ rows: -1 })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.rows to be a whole number, received -1."`,
    );
    expect(refusal({ columns: undefined })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.columns to be a whole number, received nothing."`,
    );
    expect(refusal({ columns: 4 })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected capacities to be 4 numbers of seats, one for each column, received 3."`,
    );
  });

  test("solveAssignment(): rows that do not begin where the row before ends", () => {
    expect(refusal({ start: Int32Array.of(0, 2) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.start to be 3 numbers, one more than there are rows, received 2 numbers."`,
    );
    expect(refusal({ start: Int32Array.of(1, 2, 4) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.start[0] to be 0, received 1."`,
    );
    expect(refusal({ start: Int32Array.of(0, 5, 4) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.start[2] to be at least 5, where the row before it begins, received 4."`,
    );
    expect(refusal({ start: Int32Array.of(0, 2, 3) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.start[2] to be 4, the number of entries, received 3."`,
    );
    expect(refusal({ start: Int32Array.of(0, -1, 4) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.start[1] to be at least 0, where the row before it begins, received -1."`,
    );
    expect(refusal({ rows: 0, start: Int32Array.of(0) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.start[0] to be 4, the number of entries, received 0."`,
    );
    expect(refusal({ score: Float64Array.of(1, 2, 3) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.score to be 4 numbers, one for each entry of column, received 3 numbers."`,
    );
  });

  test("solveAssignment(): columns that are not there, or twice", () => {
    expect(refusal({ column: Int32Array.of(2, 0, 3, 2) })).toMatchInlineSnapshot(
      `"E_OUT_OF_RANGE: Expected scores.column[2] to be a column from 0 to 2, received 3."`,
    );
    expect(refusal({ column: Int32Array.of(-1, 0, 1, 2) })).toMatchInlineSnapshot(
      `"E_OUT_OF_RANGE: Expected scores.column[0] to be a column from 0 to 2, received -1."`,
    );
    expect(refusal({ column: Int32Array.of(2, 2, 1, 2) })).toMatchInlineSnapshot(
      `"E_DUPLICATE: Expected scores.column[1] to be a column that row 0 does not list before, received 2 again."`,
    );
    const twice = { start: Int32Array.of(0, 3, 4), column: Int32Array.of(2, 0, 2, 2) };
    expect(refusal({ ...twice, score: Float64Array.of(-Infinity, 1, -Infinity, 2) })).toMatchInlineSnapshot(
      `"E_DUPLICATE: Expected scores.column[2] to be a column that row 0 does not list before, received 2 again."`,
    );
  });

  test("solveAssignment(): scores that are not finite, or too great", () => {
    expect(refusal({ score: Float64Array.of(1, 2, NaN, 4) })).toMatchInlineSnapshot(
      `"E_NOT_FINITE: Expected scores.score[2] to be a finite number, or -Infinity to forbid the pair, received NaN."`,
    );
    expect(refusal({ score: Float64Array.of(1, 2, 3, Infinity) })).toMatchInlineSnapshot(
      `"E_NOT_FINITE: Expected scores.score[3] to be a finite number, or -Infinity to forbid the pair, received Infinity."`,
    );
    expect(refusal({ score: Float64Array.of(1, 1e17, 3, 4) })).toMatchInlineSnapshot(
      `"E_RANGE: Expected scores.score[1] to be no greater than 9007199254740991, so that every sum is exact, received 100000000000000000. Divide the scores, or give them fewer digits."`,
    );
  });

  test("solveAssignment(): all problems at once", () => {
    const error = errorOf(
      { ...good, column: Int32Array.of(0, 0, 1, 2), score: Float64Array.of(1, NaN, 3, NaN) },
      { capacities: [1, -1, 1], objective: "fastest" as never },
    );
    expect(error.issues.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      "E_CAPACITY capacities[1]",
      "E_DUPLICATE scores.column[1]",
      "E_NOT_FINITE scores.score[1]",
      "E_NOT_FINITE scores.score[3]",
      "E_OBJECTIVE objective",
    ]);
  });

  test("solveAssignment(): what needs too much memory, by its entries and not by its pairs", () => {
    const side = 100_000;
    const wide = { rows: side, columns: side, start: new Int32Array(side + 1).fill(1, 1) };
    const one = { ...wide, column: Int32Array.of(7), score: Float64Array.of(3) };
    expect(solveAssignment(one, { capacities: new Int32Array(side).fill(1) }).total).toBe(3);
    expect(errorOf(good, { capacities, memoryLimit: 100 }).message).toMatchInlineSnapshot(
      `"Expected scores to be few enough for a memoryLimit of 100, received 4 of 2 × 3 scores, for which about 512 bytes are needed. Raise memoryLimit if the machine has more."`,
    );
  });
});

/** The same entries with rows and columns in reverse. */
function reversed({ rows, columns, start, column, score }: SparseScoreMatrix): SparseScoreMatrix {
  return {
    rows,
    columns,
    start: Int32Array.from(start, (_, row) => start[rows] - start[rows - row]),
    column: column.map((j) => columns - 1 - j).reverse(),
    score: score.slice().reverse(),
  };
}

/** The same entries, each row's in another order. */
function reordered({ start, column, score, ...shape }: SparseScoreMatrix, order: readonly number[]): SparseScoreMatrix {
  const places = Array.from({ length: shape.rows }, (_, row) =>
    order.map((place) => start[row] + place).filter((at) => at < start[row + 1]),
  ).flat();
  return {
    ...shape,
    start,
    column: Int32Array.from(places, (at) => column[at]),
    score: Float64Array.from(places, (at) => score[at]),
  };
}

/** The error of a call that has to fail. */
function errorOf(scores: ScoreMatrix, options: AssignmentOptions): TelemachusError {
  try {
    solveAssignment(scores, options);
  } catch (error) {
    if (error instanceof TelemachusError) return error;
    throw error;
  }
  throw new Error("Expected the call to be refused, it returned.");
}
