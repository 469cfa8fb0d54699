import fc from "fast-check";
import { Matrix } from "ml-matrix";
import { describe, expect, test } from "vitest";

import { TelemachusError } from "../../src/errors.js";
import type { Assignment, AssignmentOptions, AssignmentSolver, ScoreMatrix } from "../../src/solve/assignment.js";
import { solveAssignment } from "../../src/solve/solveAssignment.js";
import { bruteForce, stagesOf } from "../support/bruteForce.js";
import { instances, objectives, runs, seededInstance, shuffled, squareInstances } from "../support/instances.js";
import { validateAssignment } from "../support/validateAssignment.js";

const objective = fc.constantFrom(...objectives);
const valuesOf = ({ stages }: Assignment) => stages.map(({ value }) => numberIn(value));
const seatsFor = (columns: number, seats = 1) => new Array<number>(columns).fill(seats);
const allowedPairs = (scores: readonly (readonly number[])[]) => scores.flat().filter((score) => score > -Infinity);

/** What a stage reached: in the stages here there is always a number. */
function numberIn(value: number | null): number {
  if (value === null) throw new Error("A stage has no value.");
  return value;
}

function oneSeatMore(capacities: readonly number[], column: number): number[] {
  return capacities.map((seats, index) => (index === column ? seats + 1 : seats));
}

function replaced(scores: readonly (readonly number[])[], [row, column]: [number, number], score: number): number[][] {
  return scores.map((line, i) => line.map((old, j) => (i === row && j === column ? score : old)));
}

/** Every allowed pair that the assignment uses, or every one that it does not. */
function pairsOf(scores: readonly (readonly number[])[], assignment: Assignment, use: "used" | "unused") {
  return scores.flatMap((line, row) =>
    line.flatMap((score, column): [number, number][] => {
      const isUsed = assignment.columnOfRow[row] === column;
      return score > -Infinity && isUsed === (use === "used") ? [[row, column]] : [];
    }),
  );
}

describe("bruteForce: the oracle itself", () => {
  test("bruteForce(): equals the greatest sum over all permutations", () => {
    let seen = 0;
    fc.assert(
      fc.property(squareInstances(5), (scores) => {
        if (allowedPairs(scores).length < scores.length ** 2) return;
        const sums = permutations(scores.length).map((order) => order.reduce((sum, j, i) => sum + scores[i][j], 0));
        const greatest = Math.max(...sums);
        const { values, optima } = bruteForce(scores, { capacities: seatsFor(scores.length) });
        expect(values).toEqual([scores.length, greatest]);
        expect(optima).toBe(sums.filter((sum) => sum === greatest).length);
        seen += 1;
      }),
      runs(300),
    );
    expect(seen).toBeGreaterThan(200);
  });

  test("bruteForce(): equals the best of all lists of columns, each checked against the definition", () => {
    let short = 0;
    fc.assert(
      fc.property(instances({ rows: 4, columns: 3 }), objective, ({ scores, capacities }, stages) => {
        const all = feasibleLists(scores, capacities).map((list) => stageValues(scores, list, stages));
        const best = all.reduce((first, second) => (isLess(first, second) ? second : first));
        const { values, optima } = bruteForce(scores, { capacities, objective: stages });
        expect(values).toEqual(best);
        expect(optima).toBe(all.filter((list) => String(list) === String(best)).length);
        if (capacities.reduce((sum, seats) => sum + seats, 0) < scores.length) short += 1;
      }),
      runs(500),
    );
    expect(short).toBeGreaterThan(100);
  });

  function permutations(size: number): number[][] {
    if (size === 0) return [[]];
    return permutations(size - 1).flatMap((rest) =>
      Array.from({ length: size }, (_, place) => [...rest.slice(0, place), size - 1, ...rest.slice(place)]),
    );
  }

  function feasibleLists(scores: number[][], capacities: number[]): number[][] {
    const choices = [-1, ...capacities.keys()];
    const lists = scores.reduce<number[][]>(
      (begun) => begun.flatMap((list) => choices.map((choice) => [...list, choice])),
      [[]],
    );
    return lists.filter(
      (list) =>
        list.every((column, row) => column === -1 || scores[row][column] > -Infinity) &&
        capacities.every((seats, column) => list.filter((choice) => choice === column).length <= seats),
    );
  }

  function stageValues(scores: number[][], list: number[], stages: (typeof objectives)[number]): number[] {
    const chosen = list.flatMap((column, row) => (column === -1 ? [] : [scores[row][column]]));
    const total = chosen.reduce((sum, score) => sum + score, 0);
    if (stages === "everyone") return [chosen.length, total];
    if (stages === "best") return [total];
    return stagesOf(stages).map((stage) => (stage === "matched" ? chosen.length : total));
  }

  function isLess(first: number[], second: number[]): boolean {
    const index = first.findIndex((value, position) => value !== second[position]);
    return index !== -1 && first[index] < second[index];
  }
});

describe("solveAssignment(): reaches what trying every assignment reaches", () => {
  test("solveAssignment(): up to 5 × 5, in every family, for every objective", () => {
    const seen = { matched: 0, tied: 0, short: 0, plenty: 0, empty: 0, forbiddenLine: 0, negative: 0 };
    fc.assert(
      fc.property(instances({ rows: 5, columns: 5 }), objective, ({ scores, capacities }, stages) => {
        const assignment = solveAssignment(scores, { capacities, objective: stages });
        const { values, optima } = bruteForce(scores, { capacities, objective: stages });
        expect(valuesOf(assignment)).toEqual(values);
        validateAssignment(scores, capacities, assignment, stages);

        const seats = capacities.reduce((sum, capacity) => sum + capacity, 0);
        if (assignment.columnOfRow.some((column) => column >= 0)) seen.matched += 1;
        if (optima > 1) seen.tied += 1;
        if (seats < scores.length) seen.short += 1;
        if (seats > scores.length) seen.plenty += 1;
        if (scores.length === 0 || capacities.length === 0) seen.empty += 1;
        if (scores.some((row) => row.length > 0 && row.every((score) => score === -Infinity))) seen.forbiddenLine += 1;
        if (allowedPairs(scores).some((score) => score < 0)) seen.negative += 1;
      }),
      runs(4000),
    );
    expect(seen.matched).toBeGreaterThan(2000);
    expect(Math.min(seen.tied, seen.short, seen.plenty, seen.forbiddenLine, seen.negative)).toBeGreaterThan(400);
    expect(seen.empty).toBeGreaterThan(40);
  });

  test("solveAssignment(): up to 7 × 7, in every family, for every objective", () => {
    let large = 0;
    fc.assert(
      fc.property(instances({ rows: 7, columns: 7 }), objective, ({ scores, capacities }, stages) => {
        const assignment = solveAssignment(scores, { capacities, objective: stages });
        expect(valuesOf(assignment)).toEqual(bruteForce(scores, { capacities, objective: stages }).values);
        validateAssignment(scores, capacities, assignment, stages);
        if (scores.length >= 6 && capacities.length >= 6 && assignment.total !== 0) large += 1;
      }),
      runs(600),
    );
    expect(large).toBeGreaterThan(100);
  });

  test("solveAssignment(): without a lottery the same call gives the same bytes", () => {
    let tied = 0;
    fc.assert(
      fc.property(instances({ rows: 6, columns: 6 }), objective, ({ scores, capacities }, stages) => {
        const options = { capacities, objective: stages };
        expect(bytesOf(solveAssignment(structuredClone(scores), options))).toBe(
          bytesOf(solveAssignment(scores, options)),
        );
        if (bruteForce(scores, options).optima > 1) tied += 1;
      }),
      runs(300),
    );
    expect(tied).toBeGreaterThan(100);
  });

  test("solveAssignment(): leaves its input as it was", () => {
    let matched = 0;
    fc.assert(
      fc.property(instances({ rows: 6, columns: 6 }), ({ scores, capacities }) => {
        const data = Float64Array.from(scores.flat());
        const seats = Int32Array.from(capacities);
        const assignment = solveAssignment(
          { rows: scores.length, columns: capacities.length, data },
          { capacities: seats },
        );
        expect(data).toEqual(Float64Array.from(scores.flat()));
        expect(seats).toEqual(Int32Array.from(capacities));
        if (assignment.total !== 0) matched += 1;
      }),
      runs(200),
    );
    expect(matched).toBeGreaterThan(50);
  });

  function bytesOf(assignment: Assignment): string {
    return JSON.stringify(assignment, (_, value) => (ArrayBuffer.isView(value) ? Array.from(value as never) : value));
  }
});

describe("solveAssignment(): holds to the laws of assignment", () => {
  test("solveAssignment(): a pair whose score rises stays in an optimum", () => {
    let raised = 0;
    fc.assert(
      fc.property(
        instances({ rows: 7, columns: 7 }),
        fc.constantFrom("everyone" as const, "best" as const),
        fc.integer({ min: 1, max: 20 }),
        ({ scores, capacities }, preset, gain) => {
          const before = solveAssignment(scores, { capacities, objective: preset });
          for (const [row, column] of pairsOf(scores, before, "used")) {
            const higher = replaced(scores, [row, column], scores[row][column] + gain);
            const after = solveAssignment(higher, { capacities, objective: preset });
            expect(after.total).toBe(before.total + gain);
            validateAssignment(higher, capacities, after, preset);
            raised += 1;
          }
        },
      ),
      runs(300),
    );
    expect(raised).toBeGreaterThan(300);
  });

  test("solveAssignment(): forbidding an unused pair changes no value", () => {
    let forbidden = 0;
    fc.assert(
      fc.property(instances({ rows: 6, columns: 6 }), objective, ({ scores, capacities }, stages) => {
        const before = solveAssignment(scores, { capacities, objective: stages });
        for (const pair of pairsOf(scores, before, "unused").slice(0, 6)) {
          const after = solveAssignment(replaced(scores, pair, -Infinity), { capacities, objective: stages });
          expect(valuesOf(after)).toEqual(valuesOf(before));
          forbidden += 1;
        }
      }),
      runs(300),
    );
    expect(forbidden).toBeGreaterThan(500);
  });

  test("solveAssignment(): a column's price is exactly what one more seat of it adds, stage by stage", () => {
    const seen = { gain: 0, matchedGain: 0, totalLoss: 0 };
    fc.assert(
      fc.property(instances({ rows: 6, columns: 4 }), objective, ({ scores, capacities }, stages) => {
        const assignment = solveAssignment(scores, { capacities, objective: stages });
        const before = valuesOf(assignment);
        capacities.forEach((_, column) => {
          const more = bruteForce(scores, { capacities: oneSeatMore(capacities, column), objective: stages });
          const gain = more.values.map((value, stage) => value - before[stage]);
          expect(assignment.columnPrices.map((prices) => prices[column])).toEqual(gain);
          if (gain.some((value) => value !== 0)) seen.gain += 1;
          if (assignment.stages[0].stage === "matched" && gain[0] > 0) seen.matchedGain += 1;
          if (gain.length > 1 && gain[1] < 0) seen.totalLoss += 1;
        });
      }),
      runs(800),
    );
    expect(seen.gain).toBeGreaterThan(500);
    expect(Math.min(seen.matchedGain, seen.totalLoss)).toBeGreaterThan(50);
  });

  test("solveAssignment(): prices, one more seat and the certificate hold at 40 × 15 too", () => {
    let gains = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { scores, capacities } = seededInstance({ rows: 40, columns: 15, scores: 30, forbidden: 2, seed });
      const before = solveAssignment(scores, { capacities });
      validateAssignment(scores, capacities, before);
      const reached = valuesOf(before);
      for (const column of capacities.keys()) {
        const after = solveAssignment(scores, { capacities: oneSeatMore(capacities, column) });
        const gain = valuesOf(after).map((value, stage) => value - reached[stage]);
        expect(before.columnPrices.map((prices) => prices[column])).toEqual(gain);
        if (gain.some((value) => value !== 0)) gains += 1;
      }
    }
    expect(gains).toBeGreaterThan(300);
  });

  test("solveAssignment(): scores times a power of two give the same pairs and exactly that multiple of the total", () => {
    let scaled = 0;
    fc.assert(
      fc.property(
        instances({ rows: 6, columns: 6 }),
        objective,
        fc.integer({ min: -40, max: 30 }),
        ({ scores, capacities }, stages, exponent) => {
          const factor = 2 ** exponent;
          const larger = scores.map((row) => row.map((score) => score * factor));
          const before = solveAssignment(scores, { capacities, objective: stages });
          const after = solveAssignment(larger, { capacities, objective: stages });
          expect(after.columnOfRow).toEqual(before.columnOfRow);
          expect(after.total).toBe(before.total * factor);
          expect(after.rounded).toBe(false);
          validateAssignment(larger, capacities, after, stages);
          if (after.total !== 0 && exponent !== 0) scaled += 1;
        },
      ),
      runs(400),
    );
    expect(scaled).toBeGreaterThan(200);
  });

  test("solveAssignment(): with one seat each, exchanging rows and columns changes no value", () => {
    let matched = 0;
    fc.assert(
      fc.property(instances({ rows: 7, columns: 7 }), objective, ({ scores, capacities }, stages) => {
        const turned = capacities.map((_, column) => scores.map((row) => row[column]));
        const before = solveAssignment(scores, { capacities: seatsFor(capacities.length), objective: stages });
        const after = solveAssignment(turned, { capacities: seatsFor(scores.length), objective: stages });
        expect(valuesOf(after)).toEqual(valuesOf(before));
        if (scores.length !== capacities.length && before.total !== 0) matched += 1;
      }),
      runs(400),
    );
    expect(matched).toBeGreaterThan(80);
  });

  test("solveAssignment(): the order of rows and columns changes no value", () => {
    let moved = 0;
    const orders = fc.tuple(shuffled(6), shuffled(5));
    fc.assert(
      fc.property(instances({ rows: 6, columns: 5 }), objective, orders, ({ scores, capacities }, stages, order) => {
        const rows = order[0].filter((row) => row < scores.length);
        const columns = order[1].filter((column) => column < capacities.length);
        const before = solveAssignment(scores, { capacities, objective: stages });
        const after = solveAssignment(
          rows.map((row) => columns.map((column) => scores[row][column])),
          { capacities: columns.map((column) => capacities[column]), objective: stages },
        );
        expect(valuesOf(after)).toEqual(valuesOf(before));
        const price = ({ columnPrices }: Assignment, column: number) => columnPrices.map((prices) => prices[column]);
        columns.forEach((column, place) => {
          expect(price(after, place)).toEqual(price(before, column));
        });
        if (rows.some((row, place) => row !== place)) moved += 1;
      }),
      runs(400),
    );
    expect(moved).toBeGreaterThan(200);
  });
});

describe("solveAssignment(): takes scores in three forms", () => {
  test("solveAssignment(): lists, an ml-matrix Matrix and row-major data give the same answer", () => {
    let matched = 0;
    fc.assert(
      fc.property(instances({ rows: 6, columns: 6 }), objective, ({ scores, capacities }, stages) => {
        const rows = scores.length;
        const columns = capacities.length;
        const options = { capacities, objective: stages };
        const matrix = new Matrix(rows, columns);
        scores.forEach((line, row) => {
          line.forEach((score, column) => {
            matrix.set(row, column, score);
          });
        });
        const fromLists = solveAssignment(scores, options);
        expect(solveAssignment(matrix, options)).toEqual(fromLists);
        expect(solveAssignment({ rows, columns, data: Float64Array.from(scores.flat()) }, options)).toEqual(fromLists);
        expect(solveAssignment(scores, { ...options, capacities: Int32Array.from(capacities) })).toEqual(fromLists);
        if (fromLists.total !== 0) matched += 1;
      }),
      runs(300),
    );
    expect(matched).toBeGreaterThan(100);
  });

  test("solveAssignment(): no rows, no columns, or neither", () => {
    const summary = (scores: ScoreMatrix, capacities: number[]) => {
      const { status, columnOfRow, stages, rowPrices, columnPrices } = solveAssignment(scores, { capacities });
      expect(rowPrices.map(({ length }) => length)).toEqual([columnOfRow.length, columnOfRow.length]);
      expect(columnPrices.map(({ length }) => length)).toEqual([capacities.length, capacities.length]);
      return { status, columns: Array.from(columnOfRow), values: stages.map(({ value }) => value) };
    };
    const nobody = { status: "optimal", columns: [], values: [0, 0] };
    expect(summary([], [])).toEqual(nobody);
    expect(summary([], [1, 2])).toEqual(nobody);
    expect(summary({ rows: 0, columns: 2, data: new Float64Array(0) }, [1, 2])).toEqual(nobody);
    expect(summary(new Matrix(0, 2), [1, 2])).toEqual(nobody);
    expect(summary([[], []], [])).toEqual({ ...nobody, columns: [-1, -1] });
    expect(summary({ rows: 2, columns: 0, data: new Float64Array(0) }, [])).toEqual({ ...nobody, columns: [-1, -1] });
  });

  test("solveAssignment(): one column needs no square matrix", () => {
    const rows = 100_000;
    const data = Float64Array.from({ length: rows }, (_, row) => (row * 7919) % rows);
    const { total, columnOfRow } = solveAssignment({ rows, columns: 1, data }, { capacities: [2] });
    expect(total).toBe(rows - 1 + (rows - 2));
    expect(columnOfRow.filter((column) => column === 0).length).toBe(2);
  });
});

describe("solveAssignment(): is exact where doubles allow it, and says where it rounded", () => {
  test("solveAssignment(): multiples of a common power of two are taken as they are", () => {
    let fractions = 0;
    fc.assert(
      fc.property(
        instances({ rows: 5, columns: 5 }),
        fc.integer({ min: -1000, max: 30 }),
        ({ scores, capacities }, exponent) => {
          const unit = 2 ** exponent;
          const multiples = scores.map((row) => row.map((score) => score * unit));
          const assignment = solveAssignment(multiples, { capacities });
          expect(assignment.rounded).toBe(false);
          expect(valuesOf(assignment)).toEqual(bruteForce(multiples, { capacities }).values);
          validateAssignment(multiples, capacities, assignment);
          if (exponent < 0 && assignment.total !== 0) fractions += 1;
        },
      ),
      runs(300),
    );
    expect(fractions).toBeGreaterThan(60);
  });

  test("solveAssignment(): doubles of 53 bits come out exact or rounded, within one unit a row", () => {
    const seen = { rounded: 0, negative: 0 };
    const score = fc.oneof(
      { weight: 4, arbitrary: fc.double({ min: -1, max: 1, maxExcluded: true, noNaN: true }) },
      { weight: 1, arbitrary: fc.constant(-Infinity) },
    );
    const size = fc.constantFrom(1, 2 ** 20, 2 ** -900);
    const matrix = fc
      .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(score, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
      );
    fc.assert(
      fc.property(matrix, size, fc.nat({ max: 2 }), objective, (fractions, scale, seats, stages) => {
        const scores = fractions.map((row) => row.map((fraction) => fraction * scale));
        const capacities = seatsFor(scores[0].length, seats);
        const assignment = solveAssignment(scores, { capacities, objective: stages });
        const truth = bruteForce(scores, { capacities, objective: stages }).values;
        assignment.stages.forEach(({ stage, value }, index) => {
          if (stage === "total") {
            const slack = assignment.rounded ? scores.length * assignment.unit : 0;
            expect(Math.abs(value - truth[index])).toBeLessThanOrEqual(slack);
          } else if (index === 0) expect(value).toBe(truth[index]);
        });
        if (assignment.rounded) expect(assignment.unit).toBeLessThanOrEqual(scale * 2 ** -40);
        expect(Number.isInteger(Math.log2(assignment.unit))).toBe(true);
        validateAssignment(scores, capacities, assignment, stages);
        if (assignment.rounded) seen.rounded += 1;
        if (assignment.total < 0) seen.negative += 1;
      }),
      runs(800),
    );
    expect(seen.rounded).toBeGreaterThan(200);
    expect(seen.negative).toBeGreaterThan(20);
  });

  test("solveAssignment(): tenths are rounded, and far below what anyone could see", () => {
    const scores = [
      [0.1, 0.7],
      [0.2, 0.9],
    ];
    const assignment = solveAssignment(scores, { capacities: [1, 1] });
    expect(Array.from(assignment.columnOfRow)).toEqual([0, 1]);
    expect(assignment.total).toBeCloseTo(1, 12);
    expect(assignment.rounded).toBe(true);
  });

  test("solveAssignment(): a score too small to count beside the others is accepted and reported", () => {
    const { total, rounded, columnOfRow } = solveAssignment([[1, Number.MIN_VALUE]], { capacities: [1, 1] });
    expect({ total, rounded, columns: Array.from(columnOfRow) }).toEqual({ total: 1, rounded: true, columns: [0] });
  });

  test("solveAssignment(): scores below every unit are rounded away and reported", () => {
    const { total, rounded, stages } = solveAssignment([[Number.MIN_VALUE]], { capacities: [1] });
    expect({ total, rounded, matched: stages[0].value }).toEqual({ total: 0, rounded: true, matched: 1 });
  });

  test("solveAssignment(): minus zero is zero", () => {
    for (const stages of objectives) {
      const options = { capacities: [1, 1], objective: stages };
      expect(solveAssignment([[-0, -0]], options)).toEqual(solveAssignment([[0, 0]], options));
    }
    expect(Object.is(solveAssignment([[-0]], { capacities: [1] }).total, 0)).toBe(true);
  });

  test("solveAssignment(): scores that no common unit can hold are an error, not a worse answer", () => {
    expect(() => solveAssignment([[1e17, 0.1]], { capacities: [1, 1] })).toThrowErrorMatchingInlineSnapshot(
      `[TelemachusError: Expected scores[0][0] to be no greater than 9007199254740991, so that every sum is exact, received 100000000000000000. Divide the scores, or give them fewer digits.]`,
    );
    expect(() => solveAssignment([[Number.MAX_VALUE]], { capacities: [1] })).toThrowErrorMatchingInlineSnapshot(
      `[TelemachusError: Expected scores[0][0] to be no greater than 9007199254740991, so that every sum is exact, received 1.7976931348623157e+308. Divide the scores, or give them fewer digits.]`,
    );
    expect(errorOf([[1e15, 0.1]], { capacities: [1, 1] }).code).toBe("E_RANGE");
    for (const score of [1e17, Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 53 + 2, -(2 ** 53) - 2, 2 ** 60]) {
      const error = errorOf([[0, score]], { capacities: [1, 1] });
      expect(error.code).toBe("E_RANGE");
      expect(error.issues[0].pointer).toBe("/scores/0/1");
    }
  });
});

describe("solveAssignment(): refuses what it cannot take, naming the place", () => {
  const good = [
    [1, 2],
    [3, 4],
  ];
  const capacities = [1, 1];

  test("solveAssignment(): a score that is not a finite number", () => {
    const scores = Array.from({ length: 3 }, () => new Array<number>(6).fill(1));
    for (const wrong of [NaN, Infinity]) {
      const error = errorOf(replaced(scores, [2, 5], wrong), { capacities: seatsFor(6) });
      expect(error.issues.map(({ code, path, pointer }) => ({ code, path, pointer }))).toEqual([
        { code: "E_NOT_FINITE", path: "scores[2][5]", pointer: "/scores/2/5" },
      ]);
    }
    expect(errorOf(replaced(scores, [2, 5], NaN), { capacities: seatsFor(6) }).message).toMatchInlineSnapshot(
      `"Expected scores[2][5] to be a finite number, or -Infinity to forbid the pair, received NaN."`,
    );
    expect(errorOf(replaced(scores, [2, 5], Infinity), { capacities: seatsFor(6) }).message).toMatchInlineSnapshot(
      `"Expected scores[2][5] to be a finite number, or -Infinity to forbid the pair, received Infinity."`,
    );
  });

  test("solveAssignment(): a score that is not finite in row-major data and in a Matrix", () => {
    const data = Float64Array.of(1, 2, 3, NaN);
    const forms = [{ rows: 2, columns: 2, data }, Matrix.from1DArray(2, 2, Array.from(data))];
    for (const form of forms) expect(errorOf(form, { capacities }).code).toBe("E_NOT_FINITE");
    expect(errorOf(forms[0], { capacities }).message).toMatchInlineSnapshot(
      `"Expected scores[1][1] to be a finite number, or -Infinity to forbid the pair, received NaN."`,
    );
    expect(errorOf(forms[1], { capacities }).message).toMatchInlineSnapshot(
      `"Expected scores[1][1] to be a finite number, or -Infinity to forbid the pair, received NaN."`,
    );
  });

  test("solveAssignment(): a score that is missing or of another type", () => {
    const withCell = (cell: unknown) => refusal([good[0], [cell, 4]], { capacities });
    expect(withCell(undefined)).toMatchInlineSnapshot(
      `"E_MISSING: Expected scores[1][0] to be a finite number, or -Infinity to forbid the pair, received nothing."`,
    );
    expect(withCell(null)).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores[1][0] to be a finite number, or -Infinity to forbid the pair, received null."`,
    );
    expect(withCell("0.9")).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores[1][0] to be a finite number, or -Infinity to forbid the pair, received a text."`,
    );
    expect(withCell(true)).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores[1][0] to be a finite number, or -Infinity to forbid the pair, received true."`,
    );
    expect(withCell([])).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores[1][0] to be a finite number, or -Infinity to forbid the pair, received a list of 0."`,
    );
    expect(withCell(4n)).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores[1][0] to be a finite number, or -Infinity to forbid the pair, received a bigint."`,
    );
  });

  test("solveAssignment(): a hole in a list of scores", () => {
    const holed = new Array<number>(2);
    holed[1] = 4;
    expect(refusal([good[0], holed], { capacities })).toMatchInlineSnapshot(
      `"E_MISSING: Expected scores[1][0] to be a finite number, or -Infinity to forbid the pair, received nothing."`,
    );
  });

  test("solveAssignment(): scores of the wrong shape", () => {
    const shaped = (scores: unknown) => refusal(scores, { capacities });
    expect(shaped([good[0], [3]])).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores[1] to be a row of 2 numbers, received a row of 1."`,
    );
    expect(shaped([good[0], [3, 4, 5]])).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores[1] to be a row of 2 numbers, received a row of 3."`,
    );
    expect(shaped([good[0], 3])).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores[1] to be a row (a list of numbers), received 3."`,
    );
    expect(shaped({ rows: 2, columns: 2, data: new Float64Array(3) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.data to be 2 × 2 = 4 numbers, received 3 numbers."`,
    );
    expect(shaped({ rows: 1.5, columns: 2, data: new Float64Array(3) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.rows to be a whole number, received 1.5."`,
    );
    expect(shaped({ rows: -1, columns: 2, data: new Float64Array(0) })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected scores.rows to be a whole number, received -1."`,
    );
    expect(shaped({ rows: 2, columns: 2, data: [1, 2, 3, 4] })).toMatchInlineSnapshot(
      `"E_TYPE: Expected scores.data to be a Float64Array, received a list of 4."`,
    );
    for (const wrong of [undefined, null, 3, "scores", {}]) {
      expect(["E_SHAPE", "E_TYPE", "E_MISSING"]).toContain(errorOf(wrong, { capacities }).code);
    }
  });

  test("solveAssignment(): capacities that are not whole numbers of seats", () => {
    expect(refusal(good, { capacities: [1, -1] })).toMatchInlineSnapshot(
      `"E_CAPACITY: Expected capacities[1] to be a non-negative whole number of seats, received -1."`,
    );
    expect(refusal(good, { capacities: [1, 1.5] })).toMatchInlineSnapshot(
      `"E_CAPACITY: Expected capacities[1] to be a non-negative whole number of seats, received 1.5."`,
    );
    expect(refusal(good, { capacities: [1, NaN] })).toMatchInlineSnapshot(
      `"E_CAPACITY: Expected capacities[1] to be a non-negative whole number of seats, received NaN."`,
    );
    expect(refusal(good, { capacities: [1, Infinity] })).toMatchInlineSnapshot(
      `"E_CAPACITY: Expected capacities[1] to be a non-negative whole number of seats, received Infinity."`,
    );
    expect(refusal(good, { capacities: [1, "2"] })).toMatchInlineSnapshot(
      `"E_CAPACITY: Expected capacities[1] to be a non-negative whole number of seats, received a text."`,
    );
    expect(refusal(good, { capacities: [1, undefined] })).toMatchInlineSnapshot(
      `"E_CAPACITY: Expected capacities[1] to be a non-negative whole number of seats, received nothing."`,
    );
  });

  test("solveAssignment(): capacities of the wrong length, or none", () => {
    expect(refusal(good, { capacities: [1] })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected capacities to be 2 numbers of seats, one for each column, received 1."`,
    );
    expect(refusal(good, { capacities: [1, 1, 1] })).toMatchInlineSnapshot(
      `"E_SHAPE: Expected capacities to be 2 numbers of seats, one for each column, received 3."`,
    );
    expect(refusal(good, {})).toMatchInlineSnapshot(
      `"E_MISSING: Expected capacities to be a number of seats for each column, received nothing."`,
    );
  });

  test("solveAssignment(): seats beyond 32 bits are seats", () => {
    for (const seats of [2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER]) {
      const assignment = solveAssignment(good, { capacities: [seats, 0] });
      expect(valuesOf(assignment)).toEqual([2, 4]);
      validateAssignment(good, [seats, 0], assignment);
    }
  });

  test("solveAssignment(): options that it does not know", () => {
    expect(refusal(good, { capacities, maximise: true })).toMatchInlineSnapshot(
      `"E_UNKNOWN_KEY: Expected maximise to be a known option, received an unknown one."`,
    );
    expect(refusal(good, { capacities, objectives: "best" })).toMatchInlineSnapshot(
      `"E_UNKNOWN_KEY: Expected objectives to be a known option, received an unknown one. Did you mean "objective"?"`,
    );
    expect(refusal(good, { capacities, objective: "fastest" })).toMatchInlineSnapshot(
      `"E_OBJECTIVE: Expected objective to be a preset ("everyone", "best", "fairest", "choices") or a list of different stages ("matched", "priority", "draw", "total", "floor", "leximin", "choices", "choices:generous", "balance", "continuity"), received a text. Did you mean "fairest"?"`,
    );
    expect(refusal(good, { capacities, objective: ["matched", "totals"] })).toMatchInlineSnapshot(
      `"E_OBJECTIVE: Expected objective to be a preset ("everyone", "best", "fairest", "choices") or a list of different stages ("matched", "priority", "draw", "total", "floor", "leximin", "choices", "choices:generous", "balance", "continuity"), received a list of 2. Did you mean "total"?"`,
    );
    expect(refusal(good, { capacities, objective: [] })).toMatchInlineSnapshot(
      `"E_OBJECTIVE: Expected objective to be a preset ("everyone", "best", "fairest", "choices") or a list of different stages ("matched", "priority", "draw", "total", "floor", "leximin", "choices", "choices:generous", "balance", "continuity"), received a list of 0."`,
    );
    expect(refusal(good, { capacities, objective: ["total", "total"] })).toMatchInlineSnapshot(
      `"E_OBJECTIVE: Expected objective to be a preset ("everyone", "best", "fairest", "choices") or a list of different stages ("matched", "priority", "draw", "total", "floor", "leximin", "choices", "choices:generous", "balance", "continuity"), received a list of 2."`,
    );
  });

  test("solveAssignment(): a lottery that does not draw every index once", () => {
    const drawn = (rows: unknown, columns: unknown) => refusal(good, { capacities, lottery: { rows, columns } });
    expect(drawn([0, 0], [0, 1])).toMatchInlineSnapshot(
      `"E_OPTION: Expected lottery.rows to be an order of all 2 rows, each index once, received a list that is none."`,
    );
    expect(drawn([0, 1], [1, 2])).toMatchInlineSnapshot(
      `"E_OPTION: Expected lottery.columns to be an order of all 2 columns, each index once, received a list that is none."`,
    );
    expect(drawn([0], [0, 1])).toMatchInlineSnapshot(
      `"E_OPTION: Expected lottery.rows to be an order of all 2 rows, each index once, received a list that is none."`,
    );
    expect(drawn([0, 1], [0, 1, 1])).toMatchInlineSnapshot(
      `"E_OPTION: Expected lottery.columns to be an order of all 2 columns, each index once, received a list that is none."`,
    );
    expect(drawn([0, 0.5], [0, 1])).toMatchInlineSnapshot(
      `"E_OPTION: Expected lottery.rows to be an order of all 2 rows, each index once, received a list that is none."`,
    );
    expect(drawn([0, 1], undefined)).toMatchInlineSnapshot(
      `"E_OPTION: Expected lottery.columns to be an order of all 2 columns, each index once, received nothing."`,
    );
    expect(errorOf(good, { capacities, lottery: "seed" }).code).toBe("E_OPTION");
  });

  test("solveAssignment(): a solver or a memory limit that is none", () => {
    expect(errorOf(good, { capacities, solver: "munkres" }).code).toBe("E_OPTION");
    expect(errorOf(good, { capacities, memoryLimit: -1 }).code).toBe("E_OPTION");
    expect(errorOf(good, { capacities, memoryLimit: NaN }).code).toBe("E_OPTION");
    expect(errorOf(good, { capacities, memoryLimit: "1 GiB" }).code).toBe("E_OPTION");
  });

  test("solveAssignment(): a problem beyond the memory limit, before anything is allocated", () => {
    expect(refusal(good, { capacities, memoryLimit: 1 })).toMatchInlineSnapshot(
      `"E_TOO_LARGE: Expected scores to be few enough for a memoryLimit of 1, received 2 × 2 scores, for which about 320 bytes are needed. Raise memoryLimit if the machine has more."`,
    );
    const size = 3000;
    const row = new Array<number>(size).fill(1);
    const scores = new Array<number[]>(size).fill(row);
    const before = process.memoryUsage().arrayBuffers;
    const error = errorOf(scores, { capacities: seatsFor(size), memoryLimit: 1_000_000 });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
    expect(error.code).toBe("E_TOO_LARGE");
  });

  test("solveAssignment(): all problems at once", () => {
    const error = errorOf(
      [
        [1, NaN],
        [null, 4],
      ],
      { capacities: [-1, 1.5], objective: "fastest", maximise: true },
    );
    expect(error.issues.map(({ code, path }) => `${code} ${path}`).sort()).toEqual([
      "E_CAPACITY capacities[0]",
      "E_CAPACITY capacities[1]",
      "E_NOT_FINITE scores[0][1]",
      "E_OBJECTIVE objective",
      "E_TYPE scores[1][0]",
      "E_UNKNOWN_KEY maximise",
    ]);
    expect(error.total).toBe(6);
    for (const { message } of error.issues) expect(error.message).toContain(message);
  });

  test("solveAssignment(): more problems than are listed are counted", () => {
    const scores = Array.from({ length: 20 }, () => new Array<number>(10).fill(NaN));
    const error = errorOf(scores, { capacities: seatsFor(10) });
    expect(error.issues.length).toBe(100);
    expect(error.total).toBe(200);
  });
});

describe("solveAssignment(): withholds what a faulty kernel answers", () => {
  const scores = [
    [5, 4],
    [4, 1],
    [3, -Infinity],
  ];
  const answering = (columnOfRow: number[], columnPrices?: number[]): AssignmentSolver => ({
    name: "faulty",
    solve: () => ({
      columnOfRow: Int32Array.from(columnOfRow),
      ...(columnPrices === undefined ? {} : { columnPrices: Float64Array.from(columnPrices) }),
    }),
  });

  test("solveAssignment(): the right answer of another kernel is taken and proven", () => {
    const assignment = solveAssignment(scores, { capacities: [1, 1], solver: answering([1, 0, -1]) });
    expect(assignment.method).toBe("faulty");
    validateAssignment(scores, [1, 1], assignment);
  });

  test.each([
    ["a worse assignment", [0, 1, -1]],
    ["fewer rows than it could", [-1, 0, -1]],
    ["a forbidden pair", [-1, 0, 1]],
    ["more rows than seats", [1, 0, 0]],
    ["a column that is not there", [2, 0, -1]],
    ["too few rows", [1, 0]],
  ])("solveAssignment(): %s", (_, columnOfRow) => {
    expect(errorOf(scores, { capacities: [1, 1], solver: answering(columnOfRow) }).code).toBe("E_CERTIFICATE");
  });

  test("solveAssignment(): prices that prove nothing are never passed on", () => {
    let answered = 0;
    const prices = fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(prices, (columnPrices) => {
        try {
          const assignment = solveAssignment(scores, {
            capacities: [1, 1],
            solver: answering([1, 0, -1], columnPrices),
          });
          expect(assignment.columnPrices.map((vector) => Array.from(vector))).toEqual([
            [1, 1],
            [3, 0],
          ]);
          validateAssignment(scores, [1, 1], assignment);
          answered += 1;
        } catch (error) {
          expect(error).toEqual(expect.objectContaining({ code: "E_CERTIFICATE" }));
        }
      }),
      runs(200),
    );
    expect(answered).toBeGreaterThan(0);
  });
});

/** The error of a call that has to fail, whatever its types say. */
function errorOf(scores: unknown, options: unknown): TelemachusError {
  try {
    solveAssignment(scores as ScoreMatrix, options as AssignmentOptions);
  } catch (error) {
    if (error instanceof TelemachusError) return error;
    throw error;
  }
  throw new Error("Expected the call to be refused, it returned.");
}

/** Its code and its sentences. */
function refusal(scores: unknown, options: unknown): string {
  const { code, message } = errorOf(scores, options);
  return `${code}: ${message}`;
}
