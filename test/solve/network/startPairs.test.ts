import { describe, expect, test } from "vitest";

import type { Assignment, AssignmentOptions, Objective } from "../../../src/solve/assignment.js";
import { createSeatNetwork } from "../../../src/solve/network/seatNetwork.js";
import { createSimplex } from "../../../src/solve/network/simplex.js";
import { startPairs } from "../../../src/solve/network/startPairs.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { seededInstance, toSparse } from "../../support/instances.js";
import { networkAnswer } from "../../support/networkAnswers.js";
import { toInstance } from "../../support/stagedProofs.js";

/** From so many allowed pairs on, kernels for assignments find where to start. */
const FEWEST_PAIRS = 4096;

const lists: readonly Objective[] = [
  "choices",
  "fairest",
  ["total", "balance"],
  ["balance", "total"],
  ["choices", "total"],
  ["choices:generous", "total"],
  ["continuity", "choices:generous"],
  ["priority", "total", "continuity"],
  ["draw", "total"],
  ["floor", "total"],
  ["balance", "choices", "continuity", "total"],
];

const shapes = [
  { rows: 130, columns: 60, scores: 3, forbidden: 0 },
  { rows: 160, columns: 50, scores: 1000, forbidden: 8 },
  { rows: 70, columns: 120, scores: 2, forbidden: 9 },
];

/** A large problem with everything that stages ask for, and a lottery. */
function largeProblem(shape: (typeof shapes)[number], seed: number) {
  const { scores, capacities } = seededInstance({ ...shape, seed });
  const { rows, columns } = shape;
  const numbers = seededInstance({ rows, columns, scores: 1000, forbidden: 0, seed: 1000 + seed }).scores;
  const orderOf = (keys: readonly number[]) => [...keys.keys()].sort((a, b) => keys[a] - keys[b] || a - b);
  const options = {
    capacities,
    lottery: { rows: orderOf(numbers.map(([key]) => key)), columns: orderOf(numbers[0]) },
    choices: numbers.map((keys) => orderOf(keys).slice(0, keys[1] % 5)),
    current: numbers.map((keys, row) => [row, keys[2] % columns] as const),
    priorities: numbers.map((keys) => keys[3] % 3),
    loads: capacities.map((_, column) => numbers[1][column] % 3),
    // some rows want none
    demands: numbers.map((keys) => Number(keys[4] % 8 > 0)),
  };
  return { scores, options };
}

function solve(scores: Parameters<typeof solveAssignment>[0], options: AssignmentOptions): Assignment {
  const answer = solveAssignment(scores, options);
  if (answer.status !== "optimal") throw new Error(`The answer is ${answer.status}.`);
  return answer;
}

const saidOf = ({ stages, columnOfRow, ties, components, method }: Assignment) => {
  return { stages, columnOfRow: Array.from(columnOfRow), ties, components, method };
};

/** How many pairs are allowed of columns that have a seat. */
const openPairs = (scores: readonly (readonly number[])[], capacities: readonly number[]) =>
  scores.flatMap((line) => line.filter((score, column) => score > -Infinity && capacities[column] > 0)).length;

describe("startPairs(): a good start changes no result", () => {
  test.each(shapes)("solveAssignment(): as without it, in either form of the scores ($rows × $columns)", (shape) => {
    let matched = 0;
    for (const seed of [1, 2, 3, 4]) {
      const { scores, options } = largeProblem(shape, seed);
      expect(openPairs(scores, options.capacities)).toBeGreaterThan(FEWEST_PAIRS);
      for (const objective of lists) {
        const started = solve(scores, { ...options, objective });
        const plain = networkAnswer(scores, { ...options, objective }, "never");
        expect(saidOf(started)).toEqual({
          ...{ stages: plain?.stages, ties: plain?.ties, components: plain?.components, method: "network" },
          columnOfRow: scores.map((_, row) => plain?.pairs.find(([one]) => one === row)?.[1] ?? -1),
        });
        const sparse = toSparse(scores, options.capacities.length);
        expect(saidOf(solve(sparse, { ...options, objective }))).toEqual(saidOf(started));
        matched += started.columnOfRow.filter((column) => column >= 0).length;
      }
    }
    expect(matched).toBeGreaterThan(1000);
  });

  test("solveAssignment(): a column's seats in two columns that are alike give the same values", () => {
    let split = 0;
    for (const seed of [5, 6]) {
      const { scores, options } = largeProblem(shapes[0], seed);
      const { capacities, current, priorities, demands } = options;
      const column = capacities.indexOf(3);
      if (column < 0) continue;
      split += 1;
      const twice = scores.map((line) => [...line, line[column]]);
      const inTwo = [...capacities.map((seats, j) => (j === column ? 1 : seats)), 2];
      const both = current.filter(([, j]) => j === column).map(([row]) => [row, capacities.length] as const);
      for (const objective of [
        ["continuity", "total"],
        ["priority", "total", "continuity"],
        ["matched", "leximin"],
      ] as const) {
        const one = solve(scores, { capacities, current, priorities, demands, objective });
        const two = solve(twice, { capacities: inTwo, current: [...current, ...both], priorities, demands, objective });
        expect(two.stages).toEqual(one.stages);
      }
    }
    expect(split).toBeGreaterThan(0);
  });
});

describe("startPairs(): the flow it starts from", () => {
  /** What costs are at the start, and once the simplex has made them least; `adopted` says how often a start was taken. */
  function costsOf(problem: ReturnType<typeof toInstance>, { balanced }: { balanced: boolean }) {
    const capacities = Array.from(problem.capacities);
    const network = createSeatNetwork({ ...problem, capacities, unitSeats: balanced });
    const simplex = createSimplex(network);
    // first as many rows as possible, and where seats differ the least sum of squares
    const places = new Float64Array(network.from.length).fill(-1, network.places.first, network.places.end);
    simplex.minimise(places);
    simplex.settle();
    if (balanced) {
      const seats = new Float64Array(network.from.length);
      network.seatStart.forEach((first, column) => {
        const end = network.seatStart[column + 1] ?? first;
        for (let at = first; at < end; at++) seats[network.seats.first + at] = 2 * (at - first) + 1;
      });
      simplex.minimise(seats);
      simplex.settle();
    }
    const cost = new Float64Array(network.from.length);
    network.score.forEach((score, at) => {
      cost[network.pairs.first + at] = -score;
    });
    const sum = () => cost.reduce((total, one, e) => total + one * simplex.flow[e], 0);
    let adopted = 0;
    const counted = {
      ...simplex,
      adopt: (flow: Int32Array) => {
        adopted += 1;
        simplex.adopt(flow);
      },
    };
    const before = sum();
    startPairs({ network, simplex: counted }, cost);
    const start = sum();
    simplex.minimise(cost);
    return { before, start, least: sum(), adopted };
  }

  test.each([true, false])("startPairs(): costs the least already (seats one by one: %s)", (balanced) => {
    let improved = 0;
    for (const shape of shapes) {
      for (const seed of [7, 8, 9]) {
        const { scores, capacities } = seededInstance({ ...shape, seed });
        // below zero, so that only what has to stay matched, or taken, is worth anything
        const worth = seed === 7 ? scores : scores.map((line) => line.map((score) => score - shape.scores));
        const problem = toInstance({ scores: worth, capacities, stages: ["matched", "total"] });
        const { before, start, least, adopted } = costsOf(problem, { balanced });
        expect(start).toBe(least);
        expect(adopted).toBeLessThanOrEqual(1);
        if (adopted === 1 && start < before) improved += 1;
      }
    }
    expect(improved).toBeGreaterThan(5);
  });

  test("startPairs(): leaves the flow where it cannot help", () => {
    const { scores, capacities } = seededInstance({ ...shapes[0], seed: 7 });
    const demands = scores.map((_, row) => (row === 0 ? 2 : 1));
    const small = scores.slice(0, 80);
    const same = { capacities, stages: ["matched", "total"] as const };
    expect(costsOf(toInstance({ scores, ...same }), { balanced: false }).adopted).toBe(1);
    for (const problem of [
      { scores, ...same, demands },
      { scores: small, ...same },
      // the sums of a path would be too great
      { scores: scores.map((line) => line.map((score) => score * 2 ** 42)), ...same },
    ]) {
      const { before, start, adopted } = costsOf(toInstance(problem), { balanced: false });
      expect([start, adopted]).toEqual([before, 0]);
    }
  });
});
