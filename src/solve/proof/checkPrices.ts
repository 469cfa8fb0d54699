import type { ProofPrices } from "../assignment.js";
import type { Standing } from "./checkLoads.js";
import { LISTED_VIOLATIONS, type Violation } from "./claim.js";
import type { Counts } from "./componentCounts.js";
import { foldPrices } from "./foldPrices.js";
import { limitStarts, type StagedInstance } from "./stagedClaim.js";
import { pairPriceViolations } from "./stagedPairs.js";

/** The conditions of `ProofPrices`: of rows, columns, quotas and pairs. The pairs are feasible, the prices well-shaped. */
export function priceViolations(
  instance: StagedInstance,
  counts: readonly Counts[],
  standing: Standing,
  prices: ProofPrices,
): Violation[] {
  const folded = foldPrices(instance, prices);
  if (!folded.exact) return [{ kind: "shape", message: "Prices with those of quotas add up to 2^53 or more." }];
  return [
    ...rowPriceViolations(instance, counts, standing, prices),
    ...columnPriceViolations(instance, counts, standing, prices),
    ...quotaPriceViolations(instance, standing, prices),
    ...pairPriceViolations(instance, counts, standing, folded),
  ].slice(0, LISTED_VIOLATIONS);
}

/** The row gains by the last place it has, and would not gain by one more. */
function rowPriceViolations(
  { rows, loads }: StagedInstance,
  counts: readonly Counts[],
  { degree }: Standing,
  { rowPrices }: ProofPrices,
): Violation[] {
  const violations: Violation[] = [];
  const gainOf = (row: number, place: number) => {
    const last = loads.demands[row];
    return firstSign(
      counts.length,
      (k) => rowPrices[k][row] + (counts[k].place(row, place) - counts[k].place(row, last)),
    );
  };
  for (let row = 0; row < rows && violations.length < LISTED_VIOLATIONS; row++) {
    const places = degree[row];
    const isTooLow = places > 0 && gainOf(row, places) < 0;
    const isTooHigh = places < loads.demands[row] && gainOf(row, places + 1) > 0;
    if (!isTooLow && !isTooHigh) continue;
    const message = `The price of row ${row} is too ${isTooLow ? "low" : "high"} for the ${places} columns it has.`;
    violations.push({ kind: "rowPrice", row, message });
  }
  return violations;
}

/** The column gains by the last seat that it could do without, and would not gain by filling one more. */
function columnPriceViolations(
  { columns, capacities, loads }: StagedInstance,
  counts: readonly Counts[],
  { load }: Standing,
  { columnPrices }: ProofPrices,
): Violation[] {
  const violations: Violation[] = [];
  const gainOf = (column: number, seat: number) =>
    firstSign(counts.length, (k) => columnPrices[k][column] + counts[k].seat(column, seat));
  for (let column = 0; column < columns && violations.length < LISTED_VIOLATIONS; column++) {
    const seats = load[column];
    const isTooLow = seats > loads.minimums[column] && gainOf(column, seats) < 0;
    const isTooHigh = seats < capacities[column] && gainOf(column, seats + 1) > 0;
    if (!isTooLow && !isTooHigh) continue;
    const message = `The price of column ${column} is too ${isTooLow ? "low" : "high"} for the ${seats} rows it has.`;
    violations.push({ kind: "columnPrice", column, message });
  }
  return violations;
}

/** A quota's price is above zero only at its maximum, below zero only at its minimum. */
function quotaPriceViolations(
  instance: StagedInstance,
  { counted }: Standing,
  { quotaPrices = [] }: ProofPrices,
): Violation[] {
  const violations: Violation[] = [];
  const starts = limitStarts(instance);
  instance.loads.quotas.forEach(({ of, min, max }, quota) => {
    for (let limit = starts[quota]; limit < starts[quota + 1] && violations.length < LISTED_VIOLATIONS; limit++) {
      const sign = firstSign(quotaPrices.length, (k) => quotaPrices[k][limit]);
      if (sign === 0 || counted[limit] === (sign > 0 ? max : min)) continue;
      const column = of === "perColumn" ? limit - starts[quota] : undefined;
      const where = column === undefined ? "" : ` at column ${column}`;
      const bound = sign > 0 ? "above zero below its maximum" : "below zero above its minimum";
      violations.push({ kind: "quotaPrice", column, message: `The price of quota ${quota}${where} is ${bound}.` });
    }
  });
  return violations;
}

/** The sign of the first part that is not zero. */
function firstSign(parts: number, part: (k: number) => number): number {
  for (let k = 0; k < parts; k++) {
    const value = part(k);
    if (value !== 0) return Math.sign(value);
  }
  return 0;
}
