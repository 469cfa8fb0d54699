import type { Stage } from "./assignment.js";

/** What `verifyAssignment` and every solve check: an assignment with its prices, in whole units. */
export interface Claim {
  readonly columnOfRow: ArrayLike<number>;
  /** [stage][row], [stage][column] */
  readonly rowPrices: readonly ArrayLike<number>[];
  readonly columnPrices: readonly ArrayLike<number>[];
}

/** The problem that the claim is about. */
export interface Instance {
  readonly rows: number;
  readonly columns: number;
  readonly scores: Float64Array;
  readonly capacities: ArrayLike<number>;
  readonly stages: readonly Stage[];
}

/** One way in which an assignment is not allowed, or not proven best. */
export interface Violation {
  readonly kind:
    | "shape"
    | "column"
    | "forbidden"
    | "capacity"
    | "rowPrice"
    | "columnPrice"
    | "pairPrice"
    | "improvable";
  readonly row?: number;
  readonly column?: number;
  readonly message: string;
}

const LISTED_VIOLATIONS = 100;

/**
 * Checks an assignment and its prices against the definition, and nothing else: this module shares no code with any
 * kernel and takes nothing on trust. The list is empty if and only if the claim holds; at most 100 are listed.
 *
 * That prices which pass prove the assignment best is linear-programming duality, stage by stage: any other assignment's
 * value is at most the sum of its rows' prices and its seats' prices, which is at most the sum of all prices, which is
 * this assignment's value. Time O(rows · columns · stages).
 */
export function findViolations(instance: Instance, claim: Claim): Violation[] {
  const misshapen = shapeViolations(instance, claim);
  if (misshapen.length > 0) return misshapen;
  const violations = feasibilityViolations(instance, claim);
  if (violations.length > 0) return violations;
  return priceViolations(instance, claim).concat(pairViolations(instance, claim)).slice(0, LISTED_VIOLATIONS);
}

function shapeViolations({ rows, columns, stages }: Instance, claim: Claim): Violation[] {
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
  { rows, columns, scores, capacities }: Instance,
  claim: Pick<Claim, "columnOfRow">,
): Violation[] {
  const violations: Violation[] = [];
  const load = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    const column = claim.columnOfRow[row];
    if (column === -1) continue;
    if (!(Number.isInteger(column) && column >= 0 && column < columns)) {
      violations.push({ kind: "column", row, message: `Row ${row} is assigned to ${column}, which is no column.` });
    } else if (scores[row * columns + column] === Number.NEGATIVE_INFINITY) {
      violations.push({ kind: "forbidden", row, column, message: `Row ${row} is forbidden column ${column}.` });
    } else load[column]++;
  }
  for (let column = 0; column < columns; column++) {
    if (load[column] <= capacities[column]) continue;
    const message = `Column ${column} has more rows (${load[column]}) than seats (${capacities[column]}).`;
    violations.push({ kind: "capacity", column, message });
  }
  return violations.slice(0, LISTED_VIOLATIONS);
}

/** No price is below zero; a price above zero needs a matched row, a full column. */
function priceViolations({ rows, columns, capacities }: Instance, claim: Claim): Violation[] {
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

/** On allowed pairs the two prices together are at least the pair's value, and exactly that on assigned ones. */
function pairViolations(instance: Instance, claim: Claim): Violation[] {
  const { rows, columns, scores } = instance;
  const violations: Violation[] = [];
  const excess = new Float64Array(columns);
  for (let row = 0; row < rows && violations.length < LISTED_VIOLATIONS; row++) {
    const assigned = claim.columnOfRow[row];
    const least = fillExcess(excess, { instance, claim, row });
    if (least >= 0 && (assigned < 0 || excess[assigned] === 0)) continue;
    for (let column = 0; column < columns; column++) {
      if (scores[row * columns + column] === Number.NEGATIVE_INFINITY) continue;
      if (column === assigned ? excess[column] === 0 : excess[column] >= 0) continue;
      const message =
        column === assigned
          ? `Row ${row} and column ${column} are assigned, but their prices do not add up to the pair's value.`
          : `Row ${row} and column ${column} are worth more than their prices.`;
      violations.push({ kind: "pairPrice", row, column, message });
    }
  }
  return violations;
}

interface RowOfClaim {
  readonly instance: Instance;
  readonly claim: Claim;
  readonly row: number;
}

/**
 * Writes by how much the prices exceed the value of each pair of a row, in the first stage that leaves a difference.
 * Returns a number that is not negative only if none of them is.
 */
function fillExcess(excess: Float64Array, { instance, claim, row }: RowOfClaim): number {
  const { columns, scores, stages } = instance;
  const offset = row * columns;
  let least = 0;
  for (let k = 0; k < stages.length; k++) {
    const rowPrice = claim.rowPrices[k][row];
    const prices = claim.columnPrices[k];
    const isCount = stages[k] === "matched";
    for (let j = 0; j < columns; j++) {
      if (k > 0 && excess[j] !== 0) continue;
      excess[j] = rowPrice + prices[j] - (isCount ? 1 : scores[offset + j]);
      // NaN is below zero too
      if (!(excess[j] >= 0)) least = -1;
    }
  }
  return least;
}
