import { describe, expect, test } from "vitest";

import { carryOut, type Ledger, openLedger, throwDefect } from "../../../src/solve/changes/ledger.js";
import { openProblem } from "../../../src/solve/changes/openProblem.js";
import { planCapacity } from "../../../src/solve/changes/planChange.js";
import { createTable } from "../../../src/solve/changes/scoreTable.js";
import { solveAssignment } from "../../../src/solve/solveAssignment.js";
import { messageOf, refusal } from "../../support/refusal.js";

const scores = [
  [5, 1],
  [3, 2],
];

function open(): Ledger {
  const solved = solveAssignment(scores, { capacities: [1, 1] });
  const problem = openProblem(createTable(scores, 2), { capacities: [1, 1], stages: ["matched", "total"] }, solved);
  return openLedger(problem);
}

describe("carryOut(): reports a change only if it proves itself", () => {
  const spoil: [what: string, spoil: (ledger: Ledger) => void][] = [
    ["a price", ({ problem }) => problem.price.fill(1)],
    ["an assigned column", ({ problem }) => problem.columnOfRow.fill(0)],
    ["a score that nobody announced", ({ problem }) => problem.table.byRow[0].fill(9)],
    ["a packing", ({ problem }) => Object.assign(problem, { packing: { ...problem.packing, bonus: 1 } })],
  ];

  test.each(spoil)("%s that is wrong is E_CERTIFICATE, for this and every later change", (_, makeWrong) => {
    const ledger = open();
    expect(carryOut(ledger, () => planCapacity(ledger.problem, 0, 1))).toEqual([]);
    makeWrong(ledger);
    const error = refusal(() => carryOut(ledger, () => planCapacity(ledger.problem, 0, 1)));
    expect(error.code).toBe("E_CERTIFICATE");
    expect(refusal(() => carryOut(ledger, () => planCapacity(ledger.problem, 0, 1)))).toBe(error);
    expect(refusal(() => throwDefect(ledger))).toBe(error);
  });

  test("everything is checked again where the stages are packed anew", () => {
    const forge = (ledger: Ledger, largest: number) => ({
      ...planCapacity(ledger.problem, 0, 1),
      demand: { largest, whole: true, seats: 2 },
      repair: () => {
        ledger.problem.table.byRow[1][0] = 9;
      },
    });
    const [same, anew] = [open(), open()];
    // a score that nobody announced is not looked at, unless no earlier proof is of any use
    expect(carryOut(same, () => forge(same, 5))).toEqual([]);
    expect(refusal(() => carryOut(anew, () => forge(anew, 5000))).code).toBe("E_CERTIFICATE");
  });

  test("what interrupts a change is thrown again by every later one", () => {
    const ledger = open();
    const interruption = new Error("Out of memory.");
    const step = () => ({
      ...planCapacity(ledger.problem, 0, 1),
      repair: () => {
        throw interruption;
      },
    });
    expect(() => carryOut(ledger, step)).toThrow(interruption);
    expect(() => carryOut(ledger, () => planCapacity(ledger.problem, 0, 1))).toThrow(interruption);
  });

  test("a plan that throws leaves everything open", () => {
    const ledger = open();
    refusal(() => carryOut(ledger, () => planCapacity(ledger.problem, 9, 1)));
    expect(carryOut(ledger, () => planCapacity(ledger.problem, 0, 2))).toEqual([{ row: 1, from: 1, to: 0 }]);
  });

  test("the sentence says what is wrong", () => {
    const ledger = open();
    ledger.problem.price.fill(-1);
    expect(messageOf(() => carryOut(ledger, () => planCapacity(ledger.problem, 0, 1)))).toMatchInlineSnapshot(
      `"Expected a change that proves itself. The price of column 0 is -1."`,
    );
  });
});
