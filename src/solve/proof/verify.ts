import { scoreOf } from "../read/scores.js";
import { pairViolations } from "./checkPairs.js";
import { type Claim, type Frame, forbiddenPair, type Instance, LISTED_VIOLATIONS, type Violation } from "./claim.js";

/**
 * Checks an assignment and its prices against the definition, and nothing else: this module shares no code with any
 * kernel and takes nothing on trust. The list is empty if and only if the claim holds; at most 100 are listed.
 *
 * That prices which pass prove the assignment best is linear-programming duality, stage by stage: any other assignment's
 * value is at most the sum of its rows' prices and its seats' prices, which is at most the sum of all prices, which is
 * this assignment's value. Time O(rows · columns), or O(rows + columns + entries) where scores are sparse.
 */
export function findViolations(instance: Instance, claim: Claim): Violation[] {
  const misshapen = shapeViolations(instance, claim);
  if (misshapen.length > 0) return misshapen;
  if (seatViolations(instance, claim, () => false).length > 0) return feasibilityViolations(instance, claim);
  const violations = priceViolations(instance, claim).concat(pairViolations(instance, claim));
  const infeasible = violations.filter(({ kind }) => kind === "forbidden");
  return (infeasible.length > 0 ? infeasible : violations).slice(0, LISTED_VIOLATIONS);
}

/**
 * The part of `findViolations` that needs no scores: lengths, columns that are there, capacities, and the signs of
 * prices. With the check of every row by `createRowCheck` it is the whole of it.
 */
export function claimViolations(frame: Frame, claim: Claim): Violation[] {
  const misshapen = shapeViolations(frame, claim);
  if (misshapen.length > 0) return misshapen;
  const infeasible = seatViolations(frame, claim, () => false);
  if (infeasible.length > 0) return infeasible;
  return priceViolations(frame, claim).slice(0, LISTED_VIOLATIONS);
}

function shapeViolations({ rows, columns, stages }: Frame, claim: Claim): Violation[] {
  const violations: Violation[] = [];
  const expect = (what: string, list: ArrayLike<unknown> | undefined, length: number) => {
    if (list?.length === length) return;
    violations.push({ kind: "shape", message: `${what} has ${list?.length ?? "no"} entries instead of ${length}.` });
  };
  expect("columnOfRow", claim.columnOfRow, rows);
  expect("rowPrices", claim.rowPrices, stages.length);
  expect("columnPrices", claim.columnPrices, stages.length);
  for (let k = 0; k < stages.length; k++) {
    expect(`rowPrices[${k}]`, claim.rowPrices?.[k], rows);
    expect(`columnPrices[${k}]`, claim.columnPrices?.[k], columns);
  }
  return violations;
}

/** Columns that are none, forbidden pairs, and columns with more rows than seats. */
export function feasibilityViolations(
  instance: Omit<Instance, "stages">,
  claim: Pick<Claim, "columnOfRow">,
): Violation[] {
  const { columns, scores } = instance;
  return seatViolations(instance, claim, (row, column) => {
    return scoreOf(scores, columns, row, column) === Number.NEGATIVE_INFINITY;
  });
}

function seatViolations(
  { rows, columns, capacities }: Omit<Frame, "stages">,
  claim: Pick<Claim, "columnOfRow">,
  isForbidden: (row: number, column: number) => boolean,
): Violation[] {
  const violations: Violation[] = [];
  const load = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const column = claim.columnOfRow[row];
    if (column === -1) continue;
    if (!(Number.isInteger(column) && column >= 0 && column < columns)) {
      violations.push({ kind: "column", row, message: `Row ${row} is assigned to ${column}, which is no column.` });
    } else if (isForbidden(row, column)) violations.push(forbiddenPair(row, column));
    else load[column]++;
  }
  for (let column = 0; column < columns; column++) {
    if (load[column] <= capacities[column]) continue;
    const message = `Column ${column} has more rows (${load[column]}) than seats (${capacities[column]}).`;
    violations.push({ kind: "capacity", column, message });
  }
  return violations.slice(0, LISTED_VIOLATIONS);
}

/** No price is below zero; a price above zero needs a matched row, a full column. */
function priceViolations({ rows, columns, capacities }: Frame, claim: Claim): Violation[] {
  const violations: Violation[] = [];
  const load = new Float64Array(columns);
  for (let row = 0; row < rows; row++) if (claim.columnOfRow[row] >= 0) load[claim.columnOfRow[row]]++;
  for (let row = 0; row < rows; row++) {
    const sign = signOf(claim.rowPrices, row);
    if (sign === 0 || (sign > 0 && claim.columnOfRow[row] >= 0)) continue;
    const message = `The price of row ${row} is ${sign > 0 ? "above zero though it is unmatched" : "below zero"}.`;
    violations.push({ kind: "rowPrice", row, message });
  }
  for (let column = 0; column < columns; column++) {
    const sign = signOf(claim.columnPrices, column);
    if (sign === 0 || (sign > 0 && load[column] === capacities[column])) continue;
    const message = `The price of column ${column} is ${sign > 0 ? "above zero though a seat is free" : "below zero"}.`;
    violations.push({ kind: "columnPrice", column, message });
  }
  return violations;
}

/** The sign of the first part that is not zero; NaN counts as below zero. */
function signOf(prices: readonly ArrayLike<number>[], index: number): number {
  for (const stage of prices) {
    if (stage[index] > 0) return 1;
    if (!(stage[index] === 0)) return -1;
  }
  return 0;
}
