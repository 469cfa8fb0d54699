import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { SeatQuota, Stage } from "../../../src/solve/assignment.js";
import { createSeatNetwork } from "../../../src/solve/network/seatNetwork.js";
import { createSimplex, type Simplex } from "../../../src/solve/network/simplex.js";
import { startComponent } from "../../../src/solve/network/startComponent.js";
import { isPackable } from "../../../src/solve/objective.js";
import { runs, seededInstance } from "../../support/instances.js";
import { loadedInstances, stageLists } from "../../support/loadedInstances.js";
import { networkAnswer } from "../../support/networkAnswers.js";
import { type SmallProblem, toInstance } from "../../support/stagedProofs.js";

const range = (first: number, end: number) => Array.from({ length: end - first }, (_, at) => first + at);

/** Quotas of every kind, some inside others, of which most bind; all of them can be kept. */
function bindingQuotas(rows: number, columns: number): SeatQuota[] {
  const half = Math.floor(rows / 2);
  const third = Math.floor(columns / 3);
  return [
    { side: "rows", members: range(0, half), max: Math.floor(half / 2) },
    { side: "rows", members: range(0, Math.floor(half / 2)), min: 3 },
    { side: "columns", members: range(0, third), max: third },
    { side: "columns", members: range(third, columns), min: 5 },
    { side: "rows", of: "perColumn", members: range(half, rows), max: 1 },
  ];
}

const lists: readonly (readonly Stage[])[] = [
  ["matched", "total"],
  ["total"],
  ["matched", "balance", "total"],
  ["balance", "choices", "total"],
  ["total", "balance"],
  ["priority", "balance", "total"],
  ["draw", "total"],
  ["choices:generous", "total"],
  ["continuity", "matched", "balance"],
  ["matched", "leximin"],
];

/** A problem of some size, with all that stages count. */
function problemOf(rows: number, columns: number, seed: number) {
  const { scores } = seededInstance({ rows, columns, scores: seed % 2 === 0 ? 4 : 1000, forbidden: 6, seed });
  const numbers = seededInstance({ rows, columns, scores: 1000, forbidden: 0, seed: 500 + seed }).scores;
  const orderOf = (keys: readonly number[]) => [...keys.keys()].sort((a, b) => keys[a] - keys[b] || a - b);
  const options = {
    // uneven, and in turn scarce and plenty
    capacities: numbers[0].map((key) => key % (3 + 5 * (seed % 3))),
    lottery: { rows: orderOf(numbers.map(([key]) => key)), columns: orderOf(numbers[0]) },
    choices: numbers.map((keys) => orderOf(keys).slice(0, keys[1] % 4)),
    current: numbers.map((keys, row) => [row, keys[2] % columns] as const),
    priorities: numbers.map((keys) => keys[3] % 3),
    loads: numbers[1].map((key) => key % 3),
  };
  return { scores, options };
}

describe("startComponent(): a start changes no result", () => {
  test("solveNetwork(): the same with starts as without, whatever is asked for", () => {
    const seen = { feasible: 0, infeasible: 0, quotas: 0, minimums: 0, demands: 0, balance: 0 };
    fc.assert(
      fc.property(loadedInstances({ rows: 7, columns: 5 }), stageLists, ({ scores, options }, objective) => {
        // what the kernels for plain problems can do asks for a stage that they cannot
        const asked = {
          ...options,
          objective: isPackable(objective) ? [...objective, "continuity" as const] : objective,
        };
        const started = networkAnswer(scores, asked, "always");
        expect(started).toEqual(networkAnswer(scores, asked, "never"));
        if (started === undefined) {
          seen.infeasible += 1;
          return;
        }
        expect(started.violations).toEqual([]);
        seen.feasible += 1;
        if (options.quotas !== undefined) seen.quotas += 1;
        if (Array.from(options.minimums ?? []).some((minimum) => minimum > 0)) seen.minimums += 1;
        if (Array.from(options.demands ?? []).some((demand) => demand > 1)) seen.demands += 1;
        if (objective.includes("balance")) seen.balance += 1;
      }),
      runs(1500),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(80);
  });

  test.each([
    { rows: 60, columns: 20 },
    { rows: 30, columns: 40 },
  ])("solveNetwork(): the same under quotas and minimums that bind ($rows × $columns)", ({ rows, columns }) => {
    let different = 0;
    for (const seed of [1, 2, 3]) {
      const { scores, options } = problemOf(rows, columns, seed);
      const quotas = bindingQuotas(rows, columns);
      const minimums = options.capacities.map((seats, column) => (column % 4 === 0 ? Math.min(seats, 1) : 0));
      for (const objective of lists) {
        const bound = { ...options, objective, quotas };
        for (const asked of [bound, { ...bound, minimums }, { ...options, objective, minimums }]) {
          const started = networkAnswer(scores, asked, "always");
          expect(started).toEqual(networkAnswer(scores, asked, "never"));
          expect(started?.violations).toEqual([]);
        }
        const free = networkAnswer(scores, { ...options, objective: [...objective, "floor"] }, "always");
        const held = networkAnswer(scores, { ...bound, objective: [...objective, "floor"] }, "always");
        if (free?.stages[0].value !== held?.stages[0].value) different += 1;
      }
    }
    expect(different).toBeGreaterThan(15);
  });
});

describe("startComponent(): the flow it starts from", () => {
  /** What each stage's first component costs at its start and at its least, one stage after the other. */
  function startsOf(
    problem: SmallProblem,
    costs: readonly { stage: Stage; cost: (network: Network) => Float64Array }[],
  ) {
    const instance = toInstance(problem);
    const capacities = Array.from(instance.capacities);
    const network = createSeatNetwork({ ...instance, capacities, unitSeats: problem.stages.includes("balance") });
    const simplex = createSimplex(network);
    expect(simplex.shortfall()).toBe(0);
    return costs.map(({ stage, cost: costIn }) => {
      const cost = costIn(network);
      const before = sumOf(simplex, cost);
      const { loads } = instance;
      const lastPlaces = new Float64Array(instance.rows);
      startComponent({ network, simplex, loads, starts: "always" }, { stage }, { cost, lastPlaces });
      expectCirculation(network, simplex);
      const start = sumOf(simplex, cost);
      simplex.minimise(cost);
      simplex.settle();
      return { before, start, least: sumOf(simplex, cost) };
    });
  }
  type Network = ReturnType<typeof createSeatNetwork>;
  const sumOf = ({ flow }: Simplex, cost: Float64Array) => cost.reduce((sum, one, e) => sum + one * flow[e], 0);

  function expectCirculation({ nodes, from, to, low, room }: Network, { flow }: Simplex): void {
    const excess = new Array<number>(nodes).fill(0);
    for (let e = 0; e < from.length; e++) {
      expect(flow[e]).toBeGreaterThanOrEqual(0);
      expect(flow[e]).toBeLessThanOrEqual(room[e]);
      excess[to[e]] += low[e] + flow[e];
      excess[from[e]] -= low[e] + flow[e];
    }
    expect(excess).toEqual(excess.map(() => 0));
  }

  const places = ({ from, places: { first, end } }: Network) => new Float64Array(from.length).fill(-1, first, end);
  const scoresIn = ({ from, pairs, score }: Network) => {
    const cost = new Float64Array(from.length);
    score.forEach((one, at) => {
      cost[pairs.first + at] = -one;
    });
    return cost;
  };
  const squares =
    (taken: readonly number[]) =>
    ({ from, seats, seatStart }: Network) => {
      const cost = new Float64Array(from.length);
      taken.forEach((loads, column) => {
        for (let at = seatStart[column]; at < seatStart[column + 1]; at++)
          cost[seats.first + at] = 2 * (loads + at - seatStart[column]) + 1;
      });
      return cost;
    };

  test("matched: as many as possible already, under bounds of any kind", () => {
    let improved = 0;
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { scores, options } = problemOf(60, 20, seed);
      const { capacities } = options;
      const quotas = bindingQuotas(60, 20).map((quota) => ({ ...quota, members: Array.from(quota.members) }));
      const minimums = capacities.map((seats) => Math.min(seats, seed % 2));
      const asked = { scores, capacities, minimums, stages: ["matched"] as const };
      for (const problem of [asked, { ...asked, quotas }]) {
        const [{ before, start, least }] = startsOf(problem, [{ stage: "matched", cost: places }]);
        expect(start).toBe(least);
        if (start < before) improved += 1;
      }
    }
    expect(improved).toBeGreaterThan(8);
  });

  test("balance: the least squares already, whoever has to be matched, and the best total after it", () => {
    let improved = 0;
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { scores, options } = problemOf(60, 20, seed);
      const { capacities, loads: taken } = options;
      const minimums = capacities.map((seats) => Math.min(seats, Number(seed === 6)));
      const [, balance, total] = startsOf(
        { scores, capacities, minimums, taken, stages: ["matched", "balance", "total"] },
        [
          { stage: "matched", cost: places },
          { stage: "balance", cost: squares(taken) },
          { stage: "total", cost: scoresIn },
        ],
      );
      expect(balance.start).toBe(balance.least);
      expect(total.start).toBe(total.least);
      if (balance.start < balance.before && total.start < total.before) improved += 1;
    }
    expect(improved).toBeGreaterThan(3);
  });

  test("balance: rows that have to be matched are, beside those of which only one can be", () => {
    const none = -Infinity;
    // the last row takes the second column from one of the three before it, or the third to leave it to them
    const scores = [
      [5, none, 5],
      [5, none, 5],
      [none, 1, none],
      [none, 1, none],
      [none, 1, none],
      [none, 9, 9],
    ];
    const [total, balance] = startsOf({ scores, capacities: [3, 1, 3], stages: ["total", "balance"] }, [
      { stage: "total", cost: scoresIn },
      { stage: "balance", cost: squares([0, 0, 0]) },
    ]);
    expect(total).toEqual({ before: 0, start: -20, least: -20 });
    expect(balance.start).toBe(balance.least);
    expect(balance.least).toBe(6);
  });

  test("total: the best already under a quota that binds nobody and under minimums, and a flow under any", () => {
    let improved = 0;
    let repaired = 0;
    for (const seed of [1, 2, 3, 4, 5, 6]) {
      const { scores, options } = problemOf(60, 20, seed);
      const { capacities } = options;
      const minimums = capacities.map((seats) => Math.min(seats, seed % 3));
      const idle = [{ side: "rows", members: [0], max: 1 } as const];
      const quotas = bindingQuotas(60, 20).map((quota) => ({ ...quota, members: Array.from(quota.members) }));
      const asked = { scores, capacities, stages: ["total"] as const };
      const [{ before, start, least }] = startsOf({ ...asked, minimums, quotas: idle }, [
        { stage: "total", cost: scoresIn },
      ]);
      expect(start).toBe(least);
      if (start < before) improved += 1;
      const [bound] = startsOf({ ...asked, quotas }, [{ stage: "total", cost: scoresIn }]);
      expect(bound.start).toBeLessThan(bound.before);
      if (bound.start > bound.least) repaired += 1;
    }
    expect(improved).toBe(6);
    expect(repaired).toBeGreaterThan(2);
  });
});
