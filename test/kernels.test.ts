import fc from "fast-check";
import { createAssignment, type Policy, solveAssignment } from "telemachus";
import { describe, expect, test } from "vitest";

import type { Matching } from "../src/matching/matching.js";
import { matchSteps } from "../src/matching/matchSteps.js";
import { type Keeping, usualKeeping } from "../src/matching/openProgramme.js";
import { runHere } from "../src/matching/steps.js";
import type {
  Assignment,
  AssignmentSolver,
  KernelProblem,
  Objective,
  SparseKernelProblem,
} from "../src/solve/assignment.js";
import { denseCostScaling } from "../src/solve/kernels/costScaling.js";
import { munkres } from "../src/solve/kernels/munkres.js";
import { shortestPaths } from "../src/solve/kernels/shortestPaths.js";
import { sparseCore } from "../src/solve/kernels/sparseCore.js";
import { pathsWithin, sparsePaths } from "../src/solve/kernels/sparsePaths.js";
import { bruteForce } from "./support/bruteForce.js";
import { type Instance, instances, objectives, runs, seededInstance, toSparse } from "./support/instances.js";
import { scorerOf } from "./support/programmes.js";

/** How often a kernel came to an end of its own, so that none is compared with itself under another name. */
const used = { core: 0 };

const core: AssignmentSolver = {
  name: "core",
  solve: (problem) => {
    const answer = problem.rows * problem.columns === 0 ? undefined : sparseCore(problem);
    if (answer !== undefined) used.core += 1;
    return answer ?? shortestPaths.solve(problem);
  },
};

function toLists({ rows, columns, scores, ...problem }: KernelProblem): SparseKernelProblem {
  const lines = Array.from({ length: rows }, (_, row) => [...scores.subarray(row * columns, (row + 1) * columns)]);
  const { start, column, score } = toSparse(lines, columns);
  return { ...problem, rows, columns, start, column, scores: score };
}

const fromLists: AssignmentSolver = { name: "lists", solve: (problem) => sparsePaths(toLists(problem)) };

/** Where columns look for rows, prices of rows may begin anywhere: here some are far too high. */
const fromPrices: AssignmentSolver = {
  name: "lists, prices begun",
  solve: (problem) => {
    const rowPrices = Float64Array.from({ length: problem.rows }, (_, row) => (row % 4) * problem.bonus + (row % 3));
    return pathsWithin(toLists(problem), { rowPrices, patience: { looks: Number.POSITIVE_INFINITY } })!;
  },
};

const valuesOf = ({ stages }: Pick<Assignment, "stages">) => stages.map(({ value }) => value);
const pricesOf = ({ rowPrices, columnPrices }: Assignment) =>
  [rowPrices, columnPrices].map((side) => side.map((part) => Array.from(part)));

/** Solves a part of the problem and adds the rest of it, a row, a column, a seat and a score at a time. */
function solveBySteps({ scores, capacities }: Instance, objective: Objective): Assignment {
  const rows = Math.floor(scores.length / 2);
  const columns = Math.ceil(capacities.length / 2);
  const part = scores.slice(0, rows).map((row) => row.slice(0, columns));
  const open = createAssignment(
    { rows, columns, data: Float64Array.from(part.flat()) },
    {
      capacities: capacities.slice(0, columns).map((seats) => (seats > 0 ? seats - 1 : 1)),
      objective,
    },
  );
  for (let j = columns; j < capacities.length; j++) {
    open.add({ column: scores.slice(0, rows).map((row) => row[j]), capacity: capacities[j] });
  }
  for (let i = rows; i < scores.length; i++)
    open.add({ row: scores[i].map((score) => (score > 0 ? -Infinity : score)) });
  for (let j = 0; j < columns; j++) open.setCapacity(j, capacities[j]);
  for (let i = rows; i < scores.length; i++) {
    scores[i].forEach((score, j) => {
      if (score > 0) open.setScore(i, j, score);
    });
  }
  return open.assignment();
}

describe("every kernel reaches the same", () => {
  test("dense, core, lists, cost scaling, sparse, step by step, munkres-js and trying everything, in every stage", () => {
    const seen = { short: 0, plenty: 0, empty: 0, forbidden: 0, manySeats: 0 };
    fc.assert(
      fc.property(instances({ rows: 6, columns: 6 }), fc.constantFrom(...objectives), (instance, objective) => {
        const { scores, capacities } = instance;
        const { values } = bruteForce(scores, { capacities, objective });
        const dense = solveAssignment(scores, { capacities, objective, solver: shortestPaths });
        expect(valuesOf(dense)).toEqual(values);
        const others = [
          ...[core, fromLists, fromPrices, denseCostScaling, munkres].map((solver) =>
            solveAssignment(scores, { capacities, objective, solver }),
          ),
          solveAssignment(toSparse(scores, capacities.length), { capacities, objective }),
          solveBySteps(instance, objective),
        ];
        for (const other of others) {
          expect(valuesOf(other)).toEqual(values);
          expect(pricesOf(other)).toEqual(pricesOf(dense));
        }

        const seats = capacities.reduce((sum, count) => sum + count, 0);
        if (seats < scores.length) seen.short += 1;
        if (seats > scores.length) seen.plenty += 1;
        if (scores.length === 0 || capacities.length === 0) seen.empty += 1;
        if (scores.flat().includes(-Infinity)) seen.forbidden += 1;
        if (capacities.some((count) => count > 1)) seen.manySeats += 1;
      }),
      runs(2000),
    );
    expect(Math.min(seen.short, seen.plenty, seen.forbidden, seen.manySeats)).toBeGreaterThan(400);
    expect(seen.empty).toBeGreaterThan(20);
  });

  test.each([1, 2, 3, 4, 5, 6])("of problems beyond trying everything (%i)", (seed) => {
    const shapes = [
      { rows: 120, columns: 120, scores: 1_000_000, forbidden: 3 },
      { rows: 150, columns: 60, scores: 1000, forbidden: 2 },
      { rows: 60, columns: 150, scores: 5, forbidden: 0 },
    ];
    for (const shape of shapes) {
      const { scores, capacities } = seededInstance({ ...shape, seed });
      const dense = solveAssignment(scores, { capacities, solver: shortestPaths });
      const before = used.core;
      for (const solver of [core, fromLists, fromPrices, denseCostScaling]) {
        const other = solveAssignment(scores, { capacities, solver });
        expect([valuesOf(other), pricesOf(other)]).toEqual([valuesOf(dense), pricesOf(dense)]);
      }
      if (shape.scores === 1_000_000) expect(used.core).toBe(before + 1);
      const sparse = solveAssignment(toSparse(scores, capacities.length), { capacities });
      expect([sparse.method, valuesOf(sparse)]).toEqual(["sparse", valuesOf(dense)]);
    }
  });
});

describe("through match, every kernel gives the very pairs", () => {
  /** People whose scores are those of an instance, brought between 0 and 1. */
  function programmeOf({ scores, capacities }: Instance, objective: Objective) {
    const allowed = scores.flat().filter((score) => score > -Infinity);
    const least = Math.min(...allowed);
    const range = Math.max(1, Math.max(...allowed) - least);
    const indexOf = (id: string) => Number(id.slice(1));
    const people = {
      mentees: scores.map((_, row) => ({ id: `e${row}` })),
      mentors: capacities.map((capacity, column) => ({ id: `o${column}`, capacity })),
    };
    const policy: Policy = {
      seed: scores.length + 10 * capacities.length,
      objective: objective as NonNullable<Policy["objective"]>,
      criteria: {
        given: {
          kind: "custom",
          name: "given",
          version: "1",
          score: (mentor, mentee) => Math.max(0, (scores[indexOf(mentee.id)][indexOf(mentor.id)] - least) / range),
        },
      },
      bans: scores.flatMap((row, mentee) =>
        row.flatMap((score, mentor) =>
          score > -Infinity ? [] : [{ mentee: `e${mentee}`, mentor: `o${mentor}`, reason: "forbidden" }],
        ),
      ),
    };
    return { people, policy };
  }

  test("the lottery is the last stage, so the kernel leaves no trace", () => {
    const withoutMethod = ({ certificate: { method: _, ...certificate }, ...matching }: Matching) => ({
      ...matching,
      certificate,
    });
    let tied = 0;
    fc.assert(
      fc.property(
        instances({ rows: 6, columns: 6 }),
        fc.constantFrom(...objectives),
        fc.constantFrom(1, 2, 48),
        (instance, objective, listed) => {
          const { people, policy } = programmeOf(instance, objective);
          const scorer = scorerOf(people, policy);
          const run = (solver: AssignmentSolver | undefined, keeping: Keeping = usualKeeping) =>
            runHere(matchSteps(scorer, { solver }, keeping), scorer, {});
          const matching = run(undefined);
          const allPairs = run(undefined, {
            mostPairs: -1,
            mostPairsByFunctions: -1,
            fewestMentors: 0,
            listed,
            returns: false,
          });
          expect(allPairs.certificate.method).toBe("all pairs");
          for (const other of [
            allPairs,
            ...[shortestPaths, core, fromLists, denseCostScaling, munkres].map((solver) => run(solver)),
          ]) {
            expect(JSON.stringify(withoutMethod(other))).toBe(JSON.stringify(withoutMethod(matching)));
          }
          if (bruteForce(instance.scores, { capacities: instance.capacities, objective }).optima > 1) tied += 1;
        },
      ),
      runs(2000),
    );
    expect(tied).toBeGreaterThan(500);
  });
});
