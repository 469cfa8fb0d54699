import fc from "fast-check";
import { describe, expect, test } from "vitest";

import {
  findFault,
  NOTHING_PROVEN,
  type PackedClaim,
  type PackingClaim,
  type Proven,
  separatesStages,
} from "../../../src/solve/changes/changeProof.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { bruteForce } from "../../support/bruteForce.js";
import { instances, runs } from "../../support/instances.js";

type Lists = readonly (readonly number[])[];

/** A claim about scores whose only stage is `total`: then packed prices are plain ones. */
function claimOf(
  scores: Lists,
  capacities: number[],
  claimed: { columnOfRow: ArrayLike<number>; rowPrice: ArrayLike<number>; columnPrice: ArrayLike<number> },
): PackedClaim {
  return {
    rows: scores.length,
    columns: capacities.length,
    byRow: scores.map((line) => Float64Array.from(line)),
    byColumn: capacities.map((_, j) => Float64Array.from(scores, (line) => line[j])),
    bonus: 0,
    capacities,
    columnOfRow: Int32Array.from(claimed.columnOfRow),
    rowPrice: Float64Array.from(claimed.rowPrice),
    columnPrice: Float64Array.from(claimed.columnPrice),
  };
}

function solvedClaim(scores: Lists, capacities: number[]): PackedClaim {
  const matrix = { rows: scores.length, columns: capacities.length, data: Float64Array.from(scores.flat()) };
  const { columnOfRow, rowPrices, columnPrices } = solveAssignment(matrix, { capacities, objective: "best" });
  return claimOf(scores, capacities, { columnOfRow, rowPrice: rowPrices[0], columnPrice: columnPrices[0] });
}

/** Whether a claim holds, word for word by its definition. */
function holds({ byRow, capacities, columnOfRow, rowPrice, columnPrice }: PackedClaim): boolean {
  const load = capacities.map((_, j) => Array.from(columnOfRow).filter((column) => column === j).length);
  const rowsHold = byRow.every((line, i) => {
    const column = columnOfRow[i];
    if (rowPrice[i] < 0 || (rowPrice[i] > 0 && column === -1)) return false;
    if (column >= 0 && line[column] !== rowPrice[i] + columnPrice[column]) return false;
    return capacities.every((_, j) => rowPrice[i] + columnPrice[j] >= line[j]);
  });
  return (
    rowsHold &&
    capacities.every(
      (seats, j) => columnPrice[j] >= 0 && load[j] <= seats && (columnPrice[j] === 0 || load[j] === seats),
    )
  );
}

const proofOf = ({ columnOfRow, rowPrice, columnPrice }: PackedClaim): Proven => ({
  columnOfRow,
  rowPrice,
  columnPrice,
});
const nothing = { rows: [], columns: [] };
const nudges = fc.array(fc.constantFrom(0, 0, 0, 0, 0, 1, -1, 2), { minLength: 12, maxLength: 12 });

/**
 * The claim with other prices: those of all columns move together, some by more, and with each the prices of its rows,
 * so that assigned pairs mostly stay right; now and then a row's price moves alone, or a row to another column.
 */
function nudged(claim: PackedClaim, [shift, move, alone, ...by]: number[]): PackedClaim {
  const columnOfRow = claim.columnOfRow.slice();
  if (move === 2 && columnOfRow.length > 0) columnOfRow[0] = claim.columns - 1;
  const rise = (column: number) => shift + by[column % by.length];
  return {
    ...claim,
    columnOfRow,
    rowPrice: claim.rowPrice.map((price, i) => {
      const column = claim.columnOfRow[i];
      return price - (column < 0 ? 0 : rise(column)) + (i === 0 ? alone : 0);
    }),
    columnPrice: claim.columnPrice.map((price, j) => price + rise(j)),
  };
}

describe("findFault(): finds a fault where the claim does not hold, and only there", () => {
  test("findFault(): whatever prices change, from what was proven before", () => {
    const seen = { right: 0, wrong: 0, nudgedAndRight: 0, onlyPairs: 0 };
    fc.assert(
      fc.property(instances({ rows: 5, columns: 5 }), nudges, ({ scores, capacities }, by) => {
        const before = solvedClaim(scores, capacities);
        expect(findFault(before, NOTHING_PROVEN, nothing)).toBeUndefined();
        const after = nudged(before, by);
        const isRight = holds(after);
        const fault = findFault(after, proofOf(before), nothing);
        expect(fault === undefined).toBe(isRight);
        expect(findFault(after, NOTHING_PROVEN, nothing) === undefined).toBe(isRight);
        seen[isRight ? "right" : "wrong"] += 1;
        const isNudged = String(after.columnPrice) !== String(before.columnPrice);
        if (isRight && isNudged) seen.nudgedAndRight += 1;
        if (fault?.includes("worth more")) seen.onlyPairs += 1;
      }),
      runs(6000),
    );

    expect(Math.min(seen.right, seen.wrong)).toBeGreaterThan(500);
    expect(Math.min(seen.nudgedAndRight, seen.onlyPairs)).toBeGreaterThan(50);
  });

  test("findFault(): a score that rises is found where its row or its column was rewritten", () => {
    let found = 0;
    fc.assert(
      fc.property(
        instances({ rows: 5, columns: 5 }),
        fc.nat({ max: 4 }),
        fc.nat({ max: 4 }),
        fc.nat({ max: 9 }),
        ({ scores, capacities }, row, column, rise) => {
          if (row >= scores.length || column >= capacities.length || scores[row][column] === -Infinity) return;
          const before = solvedClaim(scores, capacities);
          const risen = scores.map((line, i) =>
            line.map((score, j) => (i === row && j === column ? score + rise : score)),
          );
          const after = claimOf(risen, capacities, before);
          const byRow = findFault(after, proofOf(before), { rows: [row], columns: [] });
          const byColumn = findFault(after, proofOf(before), { rows: [], columns: [column] });
          expect([byRow === undefined, byColumn === undefined]).toEqual([holds(after), holds(after)]);
          if (byRow !== undefined) found += 1;
        },
      ),
      runs(1500),
    );
    expect(found).toBeGreaterThan(200);
  });

  test("findFault(): a row and a column that were not there before are checked against everyone", () => {
    const before = solvedClaim([[5]], [1]);
    const withRow = claimOf([[5], [9]], [1], { columnOfRow: [0, -1], rowPrice: [5, 0], columnPrice: [0] });
    expect(findFault(withRow, proofOf(before), nothing)).toBe(
      "Row 1 is worth more with some column than their prices.",
    );
    const withColumn = claimOf([[5, 9]], [1, 1], { columnOfRow: [0], rowPrice: [5], columnPrice: [0, 0] });
    expect(findFault(withColumn, proofOf(before), nothing)).toBe(
      "Column 1 is worth more with some row than their prices.",
    );
  });

  const right = { columnOfRow: [0, -1], rowPrice: [2, 0], columnPrice: [3, 0] };
  const scores = [
    [5, 1],
    [3, -Infinity],
  ];
  const wrong: [what: string, claimed: Partial<Record<keyof typeof right, number[]>>][] = [
    ["Row 0 is assigned to 2, which is no column.", { columnOfRow: [2, -1] }],
    ["Row 0 is assigned to -2, which is no column.", { columnOfRow: [-2, -1] }],
    ["Column 0 has more rows (2) than seats (1).", { columnOfRow: [0, 0] }],
    ["The price of column 0 is NaN.", { columnPrice: [Number.NaN, 0] }],
    ["The price of column 0 is Infinity.", { columnPrice: [Number.POSITIVE_INFINITY, 0] }],
    ["The price of column 1 is -1.", { columnPrice: [3, -1] }],
    ["The price of column 1 is above zero though a seat is free.", { columnPrice: [3, 1] }],
    ["The price of row 0 is NaN.", { rowPrice: [Number.NaN, 0] }],
    ["The price of row 1 is -1.", { rowPrice: [2, -1] }],
    ["The price of row 1 is above zero though it is unmatched.", { rowPrice: [2, 1] }],
    ["Row 0 and column 0 are assigned, but their prices do not add up to the pair's value.", { rowPrice: [3, 0] }],
    [
      "Row 1 and column 1 are assigned, but their prices do not add up to the pair's value.",
      { columnOfRow: [0, 1], rowPrice: [2, 0] },
    ],
    ["Row 1 is worth more with some column than their prices.", { rowPrice: [3, 0], columnPrice: [2, 0] }],
  ];
  test.each(wrong)("%s", (what, claimed) => {
    expect(findFault(claimOf(scores, [1, 3], right), NOTHING_PROVEN, nothing)).toBeUndefined();
    expect(findFault(claimOf(scores, [1, 3], { ...right, ...claimed }), NOTHING_PROVEN, nothing)).toBe(what);
  });
});

describe("separatesStages(): holds where the greatest packed value is the best in the order of the stages", () => {
  test("separatesStages(): every packing that it accepts has the order of the stages", () => {
    const seen = { accepted: 0, refused: 0 };
    const factor = fc.nat({ max: 40 });
    fc.assert(
      fc.property(
        instances({ rows: 4, columns: 4 }),
        fc.constantFrom<PackingClaim["stages"]>(["matched", "total"], ["total", "matched"], ["total"], ["matched"]),
        factor,
        factor,
        ({ scores, capacities }, stages, scale, bonus) => {
          const largest = Math.max(0, ...scores.flat().map((score) => (score === -Infinity ? 0 : Math.abs(score))));
          const seats = Math.min(
            scores.length,
            capacities.reduce((sum, count) => sum + count, 0),
          );
          const isAccepted = separatesStages({ stages, scale, bonus, seats, largest });
          seen[isAccepted ? "accepted" : "refused"] += 1;
          if (!isAccepted) return;
          const packed = scores.map((line) => line.map((s) => (s === -Infinity ? s : s * scale + bonus)));
          const { columnOfRow } = bruteForce(packed, { capacities, objective: "best" });
          const chosen = columnOfRow.flatMap((column, row) => (column < 0 ? [] : [scores[row][column]]));
          const total = chosen.reduce((sum, score) => sum + score, 0);
          const reached = stages.map((stage) => (stage === "matched" ? chosen.length : total));
          expect(reached).toEqual(bruteForce(scores, { capacities, objective: stages }).values);
        },
      ),
      runs(3000),
    );
    expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(300);
  });

  test.each<[isRight: boolean, claim: PackingClaim]>([
    [true, { stages: ["matched", "total"], scale: 1, bonus: 61, seats: 3, largest: 10 }],
    [false, { stages: ["matched", "total"], scale: 1, bonus: 60, seats: 3, largest: 10 }],
    [true, { stages: ["total", "matched"], scale: 4, bonus: 1, seats: 3, largest: 10 }],
    [false, { stages: ["total", "matched"], scale: 3, bonus: 1, seats: 3, largest: 10 }],
    [true, { stages: ["total"], scale: 1, bonus: 0, seats: 3, largest: 2 ** 51 }],
    [false, { stages: ["total"], scale: 1, bonus: 0, seats: 3, largest: 2 ** 51 + 1 }],
    [false, { stages: ["matched"], scale: 1, bonus: 1, seats: 3, largest: 10 }],
  ])("separatesStages(): %s for %o", (isRight, claim) => {
    expect(separatesStages(claim)).toBe(isRight);
  });
});
