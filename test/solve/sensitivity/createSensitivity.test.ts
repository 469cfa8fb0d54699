import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Assignment, Stage } from "../../../src/solve/assignment.js";
import type { Exchange } from "../../../src/solve/sensitivity/optimum.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { type Asked, drawOrder, exhaustive, type Picks, stageResults } from "../../support/exhaustive.js";
import { runs } from "../../support/instances.js";
import { everyStage, type LoadedInstance, loadedInstances } from "../../support/loadedInstances.js";
import { follow, pairsOf, sensitivityOf } from "../../support/optimum.js";
import { seeded } from "../../support/programmes.js";

const additive: readonly Stage[] = everyStage.filter((stage) => stage !== "floor" && stage !== "leximin");
const objectives = fc.shuffledSubarray([...additive], { minLength: 1, maxLength: 4 });

/** A solved instance; undefined where nothing is feasible. */
function solve({ scores, options }: LoadedInstance, objective: readonly Stage[]) {
  const asked = { ...options, objective };
  const solved = solveAssignment(scores, asked);
  if (solved.status === "infeasible") return undefined;
  const picks = scores.map((_, row) => pairsOf(solved).flatMap(([one, column]) => (one === row ? [column] : [])));
  return { asked, solved: solved as Assignment, picks, sensitivity: sensitivityOf(scores, asked, solved) };
}

/** Holds what a change leads to against the best of all assignments that are allowed then. */
function expectBest(
  exchange: Exchange | undefined,
  {
    scores,
    asked,
    picks,
  }: { readonly scores: readonly (readonly number[])[]; readonly asked: Asked; readonly picks: Picks },
): boolean {
  const best = exhaustive(scores, asked);
  expect(exchange === undefined).toBe(best === undefined);
  if (exchange === undefined || best === undefined) return false;
  const after = follow(picks, exchange.moves);
  // what was followed keeps to everything that is asked for, and is as good as the best
  const bestPicks = scores.map((_, row) => best.pairs.flatMap(([one, column]) => (one === row ? [column] : [])));
  const whole = {
    ...asked,
    required: after.flatMap((columns, row) => columns.map((column) => [row, column] as const)),
  };
  expect(exhaustive(scores, { ...whole, lottery: asked.lottery })).toBeDefined();
  expect(stageResults(scores, asked, after)).toEqual(best.stages);
  if (asked.objective?.includes("draw" as never)) {
    const drawn = drawOrder({ options: asked, lottery: asked.lottery! });
    const matched = (each: Picks) => drawn.map((row) => each[row].length > 0);
    expect(matched(after)).toEqual(matched(bestPicks));
  }
  return exchange.moves.length > 0;
}

describe("createSensitivity()", () => {
  test("force(), forceAny(), forceEach(): the best assignment with a pair, as trying all of them shows", () => {
    const seen = { pairs: 0, moved: 0, impossible: 0, tied: 0, longest: 0 };
    fc.assert(
      fc.property(loadedInstances({ rows: 4, columns: 3 }), objectives, (instance, objective) => {
        const known = solve(instance, objective);
        if (known === undefined) return;
        const { asked, picks, sensitivity } = known;
        instance.scores.forEach((line, row) => {
          line.forEach((score, column) => {
            if (score === -Infinity || picks[row].includes(column) || asked.demands?.[row] === 0) return;
            const exchange = sensitivity.force(row, column);
            const required = { ...asked, required: [[row, column]] as const };
            if (expectBest(exchange, { scores: instance.scores, asked: required, picks })) seen.moved++;
            for (const other of [sensitivity.forceAny(row)(column), sensitivity.forceEach(column)(row)]) {
              expect(other?.loss).toEqual(exchange?.loss);
              expectBest(other, { scores: instance.scores, asked: required, picks });
            }
            seen.pairs++;
            if (exchange === undefined) seen.impossible++;
            else if (exchange.loss.every((part) => part === 0)) seen.tied++;
            seen.longest = Math.max(seen.longest, exchange?.moves.length ?? 0);
          });
        });
      }),
      runs(2500),
    );
    expect(seen.moved).toBeGreaterThan(2000);
    expect(seen.impossible).toBeGreaterThan(1000);
    expect(seen.tied).toBeGreaterThan(500);
    expect(seen.longest).toBeGreaterThan(2);
  });

  test("drop(): the best assignment without a pair", () => {
    let moved = 0;
    fc.assert(
      fc.property(loadedInstances({ rows: 4, columns: 3 }), objectives, (instance, objective) => {
        const known = solve(instance, objective);
        if (known === undefined) return;
        const { asked, picks, sensitivity } = known;
        picks.forEach((columns, row) => {
          for (const column of columns) {
            const scores = instance.scores.map((line, i) =>
              line.map((score, j) => (i === row && j === column ? -Infinity : score)),
            );
            if (expectBest(sensitivity.drop(row, column), { scores, asked, picks })) moved++;
          }
        });
      }),
      runs(1000),
    );
    expect(moved).toBeGreaterThan(700);
  });

  test("addSeat(), removeSeat(): the best assignments with one seat more and one fewer", () => {
    const seen = { gains: 0, losses: 0, none: 0 };
    fc.assert(
      fc.property(loadedInstances({ rows: 4, columns: 3 }), objectives, (instance, objective) => {
        const known = solve(instance, objective);
        if (known === undefined) return;
        const { asked, picks, sensitivity } = known;
        const { scores } = instance;
        const capacities = Array.from(asked.capacities);
        capacities.forEach((seats, column) => {
          const more = { ...asked, capacities: capacities.with(column, seats + 1) };
          if (expectBest(sensitivity.addSeat(column), { scores, asked: more, picks })) seen.gains++;
          if (seats === 0) return;
          if (seats <= (asked.minimums?.[column] ?? 0)) {
            expect(sensitivity.removeSeat(column)).toBeUndefined();
            return;
          }
          const fewer = { ...asked, capacities: capacities.with(column, seats - 1) };
          if (expectBest(sensitivity.removeSeat(column), { scores, asked: fewer, picks })) seen.losses++;
          else seen.none++;
        });
      }),
      runs(1000),
    );
    expect(seen.gains).toBeGreaterThan(250);
    expect(seen.losses).toBeGreaterThan(250);
    expect(seen.none).toBeGreaterThan(200);
  });

  test("addSeat(), removeSeat(): of 500 columns, what solving again gives, one seat after the other", () => {
    const below = seeded(11);
    const [rows, columns] = [180, 500];
    const scores = Array.from({ length: rows }, () => Array.from({ length: columns }, () => below(1_000_000)));
    const capacities: number[] = Array.from({ length: columns }, () => below(2));
    const solved = solveAssignment(scores, { capacities });
    const sensitivity = sensitivityOf(scores, { capacities }, solved);
    const seen = { gains: 0, losses: 0 };
    const expectLoss = (loss: readonly number[], seats: readonly number[]) => {
      const again = solveAssignment(scores, { capacities: seats });
      expect(loss).toEqual(solved.stages.map(({ value }, k) => value! - again.stages[k].value!));
    };
    capacities.forEach((seats, column) => {
      const more = sensitivity.addSeat(column).loss;
      expectLoss(more, capacities.with(column, seats + 1));
      if (more.some((part) => part < 0)) seen.gains++;
      if (seats === 0) return;
      const fewer = sensitivity.removeSeat(column)!.loss;
      expectLoss(fewer, capacities.with(column, seats - 1));
      if (fewer.some((part) => part > 0)) seen.losses++;
    });
    expect(seen.gains).toBeGreaterThan(200);
    expect(seen.losses).toBeGreaterThan(80);
  });
});
