import { expect } from "vitest";

import type { Assignment, Objective } from "../../src/solve/assignment.js";
import { verifyAssignment } from "../../src/solve/proof/verifyAssignment.js";
import { stagesOf } from "./bruteForce.js";

type Scores = readonly (readonly number[])[];

interface Claim {
  /** As the assignment took them: multiples of its unit. */
  readonly scores: Scores;
  readonly capacities: readonly number[];
  readonly stages: ReturnType<typeof stagesOf>;
  readonly assignment: Assignment;
}

/**
 * Expects everything an assignment says of itself to hold: it is feasible, its values are the sums of its pairs, its
 * prices prove it, and `verifyAssignment` agrees. A price is a vector over the stages, compared lexicographically.
 */
export function validateAssignment(
  scores: Scores,
  capacities: readonly number[],
  assignment: Assignment,
  objective: Objective = "everyone",
): void {
  expect(faultsOf(scores, capacities, assignment, objective)).toEqual([]);
  expect(verifyAssignment(scores, assignment, { capacities, objective })).toEqual([]);
}

/** The sentences that say where an assignment breaks its own claim; none when it holds. */
export function faultsOf(
  scores: Scores,
  capacities: readonly number[],
  assignment: Assignment,
  objective: Objective,
): string[] {
  const { unit } = assignment;
  const taken = assignment.rounded ? scores.map((row) => row.map((score) => Math.round(score / unit) * unit)) : scores;
  const claim: Claim = { scores: taken, capacities, stages: stagesOf(objective), assignment };
  const shape = shapeFaults(claim);
  if (shape.length > 0) return shape;
  return [...seatFaults(claim), ...valueFaults(claim), ...priceFaults(claim), ...dualityFaults(claim)];
}

function shapeFaults({ scores, capacities, stages, assignment }: Claim): string[] {
  const { status, columnOfRow, rowPrices, columnPrices } = assignment;
  const faults: string[] = [];
  if (status !== "optimal") faults.push(`status is ${status}`);
  if (!(columnOfRow instanceof Int32Array)) faults.push("columnOfRow is no Int32Array");
  if (columnOfRow.length !== scores.length) faults.push(`columnOfRow has ${columnOfRow.length} rows`);
  if (assignment.stages.map(({ stage }) => stage).join() !== stages.join()) faults.push("other stages were solved");
  for (const [prices, length] of [[rowPrices, scores.length] as const, [columnPrices, capacities.length] as const]) {
    if (prices.length !== stages.length) faults.push(`${prices.length} price vectors for ${stages.length} stages`);
    if (prices.some((vector) => vector.length !== length)) faults.push("a price vector has the wrong length");
    if (prices.some((vector) => !vector.every(Number.isFinite))) faults.push("a price is not a finite number");
  }
  return faults;
}

function seatFaults({ scores, capacities, assignment }: Claim): string[] {
  const faults: string[] = [];
  const load = loadOf(assignment, capacities.length);
  assignment.columnOfRow.forEach((column, row) => {
    if (column !== -1 && !(scores[row][column] > -Infinity)) faults.push(`row ${row} may not have column ${column}`);
  });
  load.forEach((seats, column) => {
    if (seats > capacities[column]) faults.push(`column ${column} holds ${seats} of ${capacities[column]}`);
  });
  return faults;
}

function valueFaults({ scores, stages, assignment }: Claim): string[] {
  const faults: string[] = [];
  let matched = 0;
  let total = 0;
  assignment.columnOfRow.forEach((column, row) => {
    if (column === -1) return;
    matched += 1;
    total += scores[row][column];
  });
  const reached = { matched, total };
  if (assignment.total !== total) faults.push(`total is ${assignment.total}, its pairs add up to ${total}`);
  stages.forEach((stage, index) => {
    const { value } = assignment.stages[index];
    if (value !== reached[stage]) faults.push(`${stage} is ${value}, its pairs add up to ${reached[stage]}`);
  });
  return faults;
}

function priceFaults({ scores, capacities, stages, assignment }: Claim): string[] {
  const faults: string[] = [];
  const load = loadOf(assignment, capacities.length);
  const rowPrice = (row: number) => assignment.rowPrices.map((prices) => prices[row]);
  const columnPrice = (column: number) => assignment.columnPrices.map((prices) => prices[column]);
  const nothing = stages.map(() => 0);

  scores.forEach((line, row) => {
    const sign = compare(rowPrice(row), nothing);
    if (sign < 0) faults.push(`row ${row} has a price below zero`);
    if (sign > 0 && assignment.columnOfRow[row] === -1) faults.push(`row ${row} is unmatched and has a price`);
    line.forEach((score, column) => {
      if (score === -Infinity) return;
      const value = stages.map((stage) => (stage === "matched" ? 1 : score));
      const excess = compare(sum(rowPrice(row), columnPrice(column)), value);
      if (excess < 0) faults.push(`row ${row} and column ${column} are worth more than their prices`);
      if (excess > 0 && assignment.columnOfRow[row] === column) faults.push(`row ${row} pays more than its pair`);
    });
  });
  load.forEach((seats, column) => {
    const sign = compare(columnPrice(column), nothing);
    if (sign < 0) faults.push(`column ${column} has a price below zero`);
    if (sign > 0 && seats < capacities[column]) faults.push(`column ${column} has a free seat and a price`);
  });
  return faults;
}

/** Strong duality: in each stage the prices of all rows and all seats add up to the value reached. */
function dualityFaults({ capacities, assignment }: Claim): string[] {
  return assignment.stages.flatMap(({ stage, value }, index) => {
    const rows = assignment.rowPrices[index].reduce((added, price) => added + price, 0);
    const seats = assignment.columnPrices[index].reduce(
      (added, price, column) => added + price * capacities[column],
      0,
    );
    return rows + seats === value ? [] : [`the prices of ${stage} add up to ${rows + seats}, not to ${value}`];
  });
}

function loadOf({ columnOfRow }: Assignment, columns: number): number[] {
  const load = new Array<number>(columns).fill(0);
  for (const column of columnOfRow) if (column !== -1) load[column] += 1;
  return load;
}

function sum(first: readonly number[], second: readonly number[]): number[] {
  return first.map((value, index) => value + second[index]);
}

/** Above zero when the first vector is the greater one: the first component that differs decides. */
function compare(first: readonly number[], second: readonly number[]): number {
  const index = first.findIndex((value, position) => value !== second[position]);
  return index === -1 ? 0 : first[index] - second[index];
}
