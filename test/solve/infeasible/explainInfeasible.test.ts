import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type {
  AssignmentOptions,
  Bound,
  InfeasibleAssignment,
  Repair,
  ScoreMatrix,
} from "../../../src/solve/assignment.js";
import { explainInfeasible } from "../../../src/solve/infeasible/explainInfeasible.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { type Asked, shortfall } from "../../support/exhaustive.js";
import { runs, toSparse } from "../../support/instances.js";
import { loadedInstances } from "../../support/loadedInstances.js";
import { toInstance } from "../../support/stagedProofs.js";

const X = -Infinity;

function explained(scores: ScoreMatrix, options: AssignmentOptions): InfeasibleAssignment {
  const answer = solveAssignment(scores, options);
  if (answer.status !== "infeasible") throw new Error("There is an assignment.");
  return answer;
}

describe("solveAssignment(): why no assignment meets the bounds, and what would help", () => {
  test("solveAssignment(): two minimums that need the same row", () => {
    expect(
      explained(
        [
          [1, 1, 1],
          [X, X, 1],
        ],
        { capacities: [1, 2, 1], minimums: [1, 1, 0] },
      ),
    ).toEqual({
      status: "infeasible",
      conflict: {
        bounds: [
          { kind: "minimum", column: 0, min: 1 },
          { kind: "minimum", column: 1, min: 1 },
        ],
        missing: 1,
        rows: [0],
        columns: [0, 1],
      },
      // seats are not what is missing
      repairs: [{ kind: "bounds", by: 1, bounds: [{ kind: "minimum", column: 1, min: 1, to: 0 }] }],
    });
  });

  test("solveAssignment(): a quota that needs seats, any of two columns would do", () => {
    const scores = [
      [1, 1],
      [1, 1],
      [1, 1],
    ];
    const quotas = [{ side: "rows", members: [0, 1, 2], min: 3 }] as const;
    const { conflict, repairs } = explained(scores, { capacities: [1, 0], quotas });
    expect(conflict).toEqual({
      bounds: [{ kind: "quota", quota: 0, min: 3 }],
      missing: 2,
      rows: [0, 1, 2],
      columns: [0, 1],
    });
    expect(repairs[0]).toEqual({ kind: "bounds", by: 2, bounds: [{ kind: "quota", quota: 0, min: 3, to: 1 }] });
    expect(repairs[1]).toMatchObject({ kind: "seats", seats: 2, columns: [0, 1] });
  });

  test("solveAssignment(): seats that no column can give alone", () => {
    const scores = [
      [1, X],
      [1, X],
      [X, 1],
    ];
    const quotas = [{ side: "rows", members: [0, 1, 2], min: 3 }] as const;
    const { repairs } = explained(scores, { capacities: [1, 0], quotas });
    expect(repairs[1]).toEqual({
      kind: "seats",
      seats: 2,
      columns: [],
      split: [
        { column: 0, seats: 1 },
        { column: 1, seats: 1 },
      ],
    });
  });

  test("solveAssignment(): a minimum against a quota's maximum at the column", () => {
    const quotas = [{ side: "rows", of: "perColumn", members: [0, 1], max: 1 }] as const;
    const { conflict, repairs } = explained([[1], [1]], { capacities: [2], minimums: [2], quotas });
    expect(conflict).toEqual({
      bounds: [{ kind: "minimum", column: 0, min: 2 }],
      missing: 1,
      rows: [0, 1],
      columns: [0],
    });
    expect(repairs).toEqual([{ kind: "bounds", by: 1, bounds: [{ kind: "minimum", column: 0, min: 2, to: 1 }] }]);
  });

  test("solveAssignment(): a quota per column is as many bounds as there are columns", () => {
    const quotas = [{ side: "rows", of: "perColumn", members: [0], min: 1 }] as const;
    const { conflict } = explained([[1, 1]], { capacities: [1, 1], quotas });
    expect(conflict.bounds).toEqual([
      { kind: "quota", quota: 0, column: 0, min: 1 },
      { kind: "quota", quota: 0, column: 1, min: 1 },
    ]);
    expect(conflict.missing).toBe(1);
  });

  test("solveAssignment(): the same of lists of allowed pairs", () => {
    const scores = [
      [1, X, 2],
      [X, X, 2],
    ];
    const options = { capacities: [1, 1, 1], minimums: [1, 1, 1] };
    expect(explained(toSparse(scores, 3), options)).toEqual(explained(scores, options));
  });

  test("explainInfeasible(): pairs outside that count under a quota are left out of what it asks for", () => {
    const instance = toInstance({
      scores: [[1], [1]],
      capacities: [1],
      stages: ["total"],
      quotas: [{ side: "rows", members: [0, 1], min: 4 }],
    });
    const loads = {
      ...instance.loads,
      quotas: instance.loads.quotas.map((quota) => ({ ...quota, used: Int32Array.of(1) })),
    };
    const { conflict, repairs } = explainInfeasible({ ...instance, loads, capacities: [1] });
    expect(conflict).toMatchObject({ bounds: [{ kind: "quota", quota: 0, min: 3 }], missing: 2 });
    expect(repairs).toEqual([{ kind: "bounds", by: 2, bounds: [{ kind: "quota", quota: 0, min: 3, to: 1 }] }]);
  });

  test("solveAssignment(): with a repair made, there is an assignment; with any bound of the conflict left out too", () => {
    const seen = { infeasible: 0, seats: 0, alone: 0, several: 0 };
    fc.assert(
      fc.property(loadedInstances({ rows: 5, columns: 5 }), ({ scores, options }) => {
        const answer = solveAssignment(scores, options);
        if (answer.status !== "infeasible") return;
        seen.infeasible += 1;
        const { bounds, missing } = answer.conflict;
        expect(missing).toBe(shortfall(scores, options, bounds));
        expect(missing).toBeGreaterThan(0);
        for (const left of bounds)
          expect(
            shortfall(
              scores,
              options,
              bounds.filter((one) => one !== left),
            ),
          ).toBe(0);
        if (bounds.length > 1) seen.several += 1;
        for (const repair of answer.repairs) {
          for (const mended of mendedBy(repair, options)) {
            expect(solveAssignment(scores, mended as AssignmentOptions).status).toBe("optimal");
          }
          if (repair.kind !== "seats") continue;
          seen.seats += 1;
          if (repair.columns.length > 0) seen.alone += 1;
          expect(repair.split.reduce((sum, { seats }) => sum + seats, 0)).toBe(repair.seats);
        }
      }),
      runs(2000),
    );
    expect(seen.infeasible).toBeGreaterThan(200);
    expect(Math.min(seen.several, seen.seats, seen.alone)).toBeGreaterThan(25);
  });

  /** The options with a repair made, in each of the ways it names. */
  function mendedBy(repair: Repair, options: Asked): Asked[] {
    const capacities = Array.from(options.capacities);
    if (repair.kind === "bounds") return [lowered(options, repair.bounds)];
    const withSeats = (added: readonly { readonly column: number; readonly seats: number }[]) => ({
      ...options,
      capacities: capacities.map((seats, j) => seats + (added.find(({ column }) => column === j)?.seats ?? 0)),
    });
    return [withSeats(repair.split), ...repair.columns.map((column) => withSeats([{ column, seats: repair.seats }]))];
  }

  function lowered(options: Asked, bounds: readonly (Bound & { readonly to: number })[]): Asked {
    const { minimums, quotas = [] } = options;
    const toOf = (kind: Bound["kind"], index: number) =>
      bounds
        .filter((bound) => bound.kind === kind && (bound.kind === "minimum" ? bound.column : bound.quota) === index)
        .reduce((least, { to }) => Math.min(least, to), Infinity);
    return {
      ...options,
      ...(minimums && { minimums: Array.from(minimums, (min, column) => Math.min(min, toOf("minimum", column))) }),
      quotas: quotas.map((quota, index) => ({ ...quota, min: Math.min(quota.min ?? 0, toOf("quota", index)) })),
    };
  }
});
