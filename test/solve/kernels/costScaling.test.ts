import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { AssignmentSolver, Objective, SparseKernelProblem } from "../../../src/solve/assignment.js";
import { bidInRound } from "../../../src/solve/kernels/bidding.js";
import { costScaling, denseCostScaling, nearlyOptimal } from "../../../src/solve/kernels/costScaling.js";
import { type Market, openMarket } from "../../../src/solve/kernels/market.js";
import { shortestPaths } from "../../../src/solve/kernels/shortestPaths.js";
import { packStages } from "../../../src/solve/objective.js";
import { readProblem } from "../../../src/solve/read/readProblem.js";
import { isSparseProblem, toDense, toKernelProblem } from "../../../src/solve/read/toKernelProblem.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { bruteForce } from "../../support/bruteForce.js";
import { type Instance, instances, objectives, runs, seededSparse, toSparse } from "../../support/instances.js";
import { validateAssignment } from "../../support/validateAssignment.js";

const objective = fc.constantFrom(...objectives);

/** The kernel on lists of pairs, behind the interface of those on full matrices. */
const listed: AssignmentSolver = {
  name: "listed",
  solve: (problem, tick) => {
    const { rows, columns, scores, bonus, capacities } = problem;
    const lines = Array.from({ length: rows }, (_, i) => Array.from(scores.subarray(i * columns, (i + 1) * columns)));
    const { start, column, score } = toSparse(lines, columns);
    return costScaling({ rows, columns, start, column, scores: score, bonus, capacities }, tick);
  },
};

describe("costScaling(): the same optimum as brute force and as shortest paths", () => {
  test("costScaling(): every family, objective and form, with prices that prove it", () => {
    const seen = { priced: 0, forbidden: 0, short: 0, vacant: 0, negative: 0, empty: 0 };
    fc.assert(
      fc.property(instances({ rows: 6, columns: 5 }), objective, ({ scores, capacities }, stages) => {
        const options = { capacities, objective: stages };
        const expected = bruteForce(scores, options);
        const paths = solveAssignment(scores, { ...options, solver: shortestPaths });
        for (const solver of [denseCostScaling, listed]) {
          const scaled = solveAssignment(scores, { ...options, solver });
          expect(scaled.stages.map(({ value }) => value)).toEqual(expected.values);
          expect(scaled.columnPrices).toEqual(paths.columnPrices);
          validateAssignment(scores, capacities, scaled, stages);
        }
        const matched = paths.columnOfRow.filter((column) => column >= 0).length;
        if (paths.columnPrices.some((prices) => prices.some((price) => price !== 0))) seen.priced += 1;
        if (scores.flat().includes(-Infinity)) seen.forbidden += 1;
        if (matched < scores.length) seen.short += 1;
        if (matched < capacities.reduce((sum, seats) => sum + seats, 0)) seen.vacant += 1;
        if (scores.flat().some((score) => score > -Infinity && score < 0)) seen.negative += 1;
        if (scores.length === 0 || capacities.length === 0) seen.empty += 1;
      }),
      runs(1500),
    );
    expect(Math.min(seen.priced, seen.forbidden, seen.short, seen.vacant, seen.negative)).toBeGreaterThan(300);
    expect(seen.empty).toBeGreaterThan(20);
  });

  test.each(Object.entries(degenerate()))("costScaling(): %s", (_, { scores, capacities }) => {
    for (const stages of ["everyone", "best", ["total", "matched"]] satisfies Objective[]) {
      const options = { capacities, objective: stages };
      const paths = solveAssignment(scores, { ...options, solver: shortestPaths });
      const scaled = solveAssignment(scores, { ...options, solver: denseCostScaling });
      expect(scaled.stages).toEqual(paths.stages);
      expect(scaled.columnPrices).toEqual(paths.columnPrices);
    }
  });

  test("costScaling(): as many seats as rows, one fewer, and one more, on lists of pairs", () => {
    for (const change of [0, -1, 1]) {
      const problem = balanced(change);
      const scaled = costScaling(problem);
      const paths = shortestPaths.solve(toDense(problem));
      expect(totalOf(problem, scaled.columnOfRow)).toBe(totalOf(problem, paths.columnOfRow));
    }
  });
});

describe("nearlyOptimal(): the start is what the name says", () => {
  test.each([
    ...Object.entries(degenerate()).map(([name, instance]) => [name, kernelProblem(instance, "everyone")] as const),
    ...[0, -1, 1].map((change) => [`balanced, ${change} seats more`, balanced(change)] as const),
  ])("nearlyOptimal(): %s: many rows can keep what they have, and the prices are hardly too high", (_, problem) => {
    const { columnOfRow, columnPrices } = nearlyOptimal(problem);
    const optimum = costScaling(problem).columnOfRow;
    expect(columnPrices.every((price) => Number.isInteger(price) && price >= 0)).toBe(true);
    const lost = lossesOf(problem, columnOfRow, columnPrices).filter((loss) => loss !== 0).length;
    expect(lost).toBeLessThan(0.6 * problem.rows);

    // weak duality: what the prices promise is no less than the optimum, and with bids of ε = 1 hardly more
    const promised = promiseOf(problem, columnPrices);
    const best = totalOf(problem, optimum);
    expect(promised).toBeGreaterThanOrEqual(best);
    expect(promised - best).toBeLessThanOrEqual(2 * problem.rows);
  });
});

describe("bidInRound(): no row would gain more than ε elsewhere", () => {
  test("bidInRound(): a round that ends leaves everybody within ε of the best, and every seat taken or vacant", () => {
    const seen = { vacant: 0, several: 0, contested: 0 };
    fc.assert(
      fc.property(instances({ rows: 7, columns: 6 }), fc.integer({ min: 1, max: 50 }), (instance, epsilon) => {
        const problem = kernelProblem(instance, "everyone");
        const { rows, columns } = problem;
        const none = { unmatched: 0, rows: new Uint8Array(rows), columns: new Uint8Array(columns) };
        const market = openMarket(problem, none);
        const round = { epsilon, range: spread(problem), work: 20_000, tick: () => {} };
        if (bidInRound(problem, market, round) > 0) return;
        const prices = market.price.subarray(0, columns);
        for (const loss of lossesOf(problem, market.columnOfRow, prices, -Infinity)) {
          expect(loss).toBeLessThanOrEqual(epsilon);
        }
        expect(faultsOf(market, problem)).toEqual([]);
        if (market.held > 0) seen.vacant += 1;
        if (instance.capacities.some((seats) => seats > 1)) seen.several += 1;
        if (prices.some((price) => price > 0 && price < Infinity)) seen.contested += 1;
      }),
      runs(2500),
    );
    expect(Math.min(seen.vacant, seen.several, seen.contested)).toBeGreaterThan(200);
  });

  test("bidInRound(): with scores that are multiples of more than there are bidders, ε = 1 finds the optimum itself", () => {
    let unique = 0;
    fc.assert(
      fc.property(instances({ rows: 6, columns: 5 }), (instance) => {
        const bidders =
          Math.max(
            instance.scores.length,
            instance.capacities.reduce((sum, seats) => sum + seats, 0),
          ) + 1;
        const scores = instance.scores.map((line) => line.map((score) => score * bidders));
        const problem = kernelProblem({ ...instance, scores }, "everyone");
        const { rows, columns } = problem;
        const none = { unmatched: 0, rows: new Uint8Array(rows), columns: new Uint8Array(columns) };
        const market = openMarket(problem, none);
        const round = { epsilon: 1, range: spread(problem), work: 100_000, tick: () => {} };
        if (bidInRound(problem, market, round) > 0) return;
        const { values, optima } = bruteForce(scores, { capacities: instance.capacities });
        expect(totalOf(problem, market.columnOfRow)).toBe(values[0] * problem.bonus + values[1]);
        if (optima < 2 && rows > 1) unique += 1;
      }),
      runs(2000),
    );
    expect(unique).toBeGreaterThan(100);
  });
});

describe("costScaling(): progress", () => {
  test("costScaling(): ticks while it bids, and what a tick throws ends it", () => {
    const problem = balanced(0);
    const done: number[] = [];
    const { columnOfRow } = costScaling(problem, (rows) => done.push(rows));
    expect(done.length).toBeGreaterThan(2);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    let ticks = 0;
    const stop = () => {
      if (++ticks === 2) throw new Error("enough");
    };
    expect(() => costScaling(problem, stop)).toThrow("enough");
    expect(ticks).toBe(2);
    expect(costScaling(problem).columnOfRow).toEqual(columnOfRow);
  });
});

function kernelProblem({ scores, capacities }: Instance, stages: Objective): SparseKernelProblem {
  const problem = readProblem(toSparse(scores, capacities.length), { capacities, objective: stages });
  const kernel = toKernelProblem(problem, packStages(problem.stages, problem.seats, problem.largest));
  if (!isSparseProblem(kernel)) throw new Error("Expected a sparse problem.");
  return kernel;
}

/** 3000 rows with 20 columns each of 600, five seats each, and `change` seats more in all. */
function balanced(change: number): SparseKernelProblem {
  const { scores } = seededSparse({ rows: 3000, columns: 600, perRow: 20, scores: 1_000_000, seats: 1, seed: 7 });
  const capacities = Array.from({ length: 600 }, (_, column) => (column === 0 ? 5 + change : 5));
  const problem = readProblem(scores, { capacities });
  const kernel = toKernelProblem(problem, packStages(problem.stages, problem.seats, problem.largest));
  if (!isSparseProblem(kernel)) throw new Error("Expected a sparse problem.");
  return kernel;
}

/** Structures on which shortest paths are long, each with a fair number of seats. */
function degenerate(): Record<string, Instance> {
  const build = (rows: number, columns: number, score: (row: number, column: number) => number): number[][] =>
    Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => score(row, column)));
  const each = (columns: number, seats: number) => Array.from({ length: columns }, () => seats);
  const product = (row: number, column: number) => (row + 1) * (column + 1);
  return {
    "Machol and Wien": { scores: build(120, 120, product), capacities: each(120, 1) },
    "Machol and Wien, more columns": { scores: build(100, 120, product), capacities: each(120, 1) },
    "Machol and Wien, more rows": { scores: build(120, 100, product), capacities: each(100, 1) },
    "Machol and Wien below zero": { scores: build(100, 100, (i, j) => -product(i, j)), capacities: each(100, 1) },
    "half of it below zero": { scores: build(100, 100, (i, j) => product(i, j) - 2500), capacities: each(100, 1) },
    "rank one with capacities": { scores: build(200, 50, product), capacities: each(50, 4) },
    "block-equal": { scores: build(150, 150, (i, j) => ((i % 7) * (j % 5)) % 4), capacities: each(150, 1) },
    "block-equal with capacities": {
      scores: build(200, 60, (i, j) => (i % 7 === j % 5 ? -Infinity : (i % 7) * (j % 5))),
      capacities: each(60, 4),
    },
    "all equal": { scores: build(200, 50, () => 5), capacities: each(50, 4) },
  };
}

/** By how much less than the best a row has at these prices; staying unmatched gives `outside`. */
function lossesOf(
  { rows, start, column, scores, bonus }: SparseKernelProblem,
  columnOfRow: Int32Array,
  prices: Float64Array,
  outside = 0,
): number[] {
  return Array.from({ length: rows }, (_, row) => {
    let best = outside;
    let own = outside;
    for (let at = start[row]; at < start[row + 1]; at++) {
      const net = scores[at] + bonus - prices[column[at]];
      best = Math.max(best, net);
      if (column[at] === columnOfRow[row]) own = net;
    }
    return best - own;
  });
}

function totalOf({ start, column, scores, bonus }: SparseKernelProblem, columnOfRow: Int32Array): number {
  let value = 0;
  columnOfRow.forEach((held, row) => {
    for (let at = start[row]; at < start[row + 1]; at++) if (column[at] === held) value += scores[at] + bonus;
  });
  return value;
}

/** The sum of all prices: of the rows, as little as the columns' prices let them have, and of every seat. */
function promiseOf(problem: SparseKernelProblem, prices: Float64Array): number {
  const nobody = new Int32Array(problem.rows).fill(-1);
  const ofRows = lossesOf(problem, nobody, prices).reduce((sum, price) => sum + price, 0);
  return problem.capacities.reduce((sum, seats, column) => sum + seats * prices[column], ofRows);
}

function spread({ scores }: SparseKernelProblem): number {
  return scores.length === 0 ? 0 : scores.reduce((a, b) => Math.max(a, b)) - scores.reduce((a, b) => Math.min(a, b));
}

/** What is wrong with who sits where. */
function faultsOf(market: Market, { columns, capacities, column, start, rows }: SparseKernelProblem): string[] {
  const faults: string[] = [];
  const wanting = new Int32Array(columns);
  for (let at = 0; at < start[rows]; at++) wanting[column[at]]++;
  for (let j = 0; j < columns; j++) {
    const seated = market.columnOfRow.filter((held) => held === j);
    const seats = Math.min(capacities[j], wanting[j]);
    if (seated.length !== market.load[j]) faults.push(`column ${j} counts ${market.load[j]} of ${seated.length} rows`);
    if (seated.length + market.vacant[j] > seats) faults.push(`column ${j} has more rows than seats`);
    if (seated.length + market.vacant[j] < seats && market.surplus >= 0) faults.push(`column ${j} has a seat left`);
    if (market.vacant[j] > 0 && market.price[j] > market.level) faults.push(`column ${j} is vacant and too dear`);
  }
  return faults;
}
