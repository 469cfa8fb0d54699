import { type Issue, issue, type Path, throwIssues } from "../../errors.js";
import { largestScore } from "../objective.js";
import { numberIssue } from "./readScores.js";

/** What the scores are like. */
export interface Measures {
  /** The greatest absolute score. */
  readonly largest: number;
  /** Whether all scores are whole numbers. */
  readonly whole: boolean;
}

/** Looks at every number; NaN, Infinity and numbers too great to be exact are issues, with the path of their place. */
export function measure(numbers: Float64Array, pathOf: (at: number) => Path, issues: Issue[]): Measures {
  let most = 0;
  let least = 0;
  let whole = true;
  for (let at = 0; at < numbers.length; at++) {
    const value = numbers[at];
    if (value > most) most = value;
    // only of a finite number below 0 is twice the number less
    if (value + value < value && value < least) least = value;
    if (value !== Math.floor(value)) whole = false;
  }
  const largest = Math.max(most, -least);
  if (!whole || largest > Number.MAX_SAFE_INTEGER) findUnfit(numbers, pathOf, issues);
  return { largest, whole };
}

function findUnfit(numbers: Float64Array, pathOf: (at: number) => Path, issues: Issue[]): void {
  numbers.forEach((value, at) => {
    if (Math.abs(value) <= Number.MAX_SAFE_INTEGER || value === Number.NEGATIVE_INFINITY) return;
    const path = pathOf(at);
    issues.push(Number.isFinite(value) ? rangeIssue(path, value, Number.MAX_SAFE_INTEGER) : numberIssue(value, path));
  });
}

/** Scores as whole multiples of a unit. */
interface InUnits {
  readonly numbers: Float64Array;
  readonly unit: number;
  readonly rounded: boolean;
  /** The greatest absolute score, in units. */
  readonly largest: number;
}

/**
 * Reads scores as whole multiples of the finest power of two in which all sums stay exact. Whole numbers are never
 * rounded; fractions are, to a unit of at most 1, and the result says so.
 */
export function toUnits(numbers: Float64Array, { largest, whole }: Measures, seats: number): InUnits {
  if (whole && largest <= largestScore(seats)) return { numbers, unit: 1, rounded: false, largest };

  const unit = finestUnit({ largest, whole }, seats);
  const inUnits = new Float64Array(numbers.length);
  let rounded = false;
  for (let at = 0; at < numbers.length; at++) {
    const exact = numbers[at] / unit;
    // Adding 0 turns -0 into 0.
    inUnits[at] = (exact === Number.NEGATIVE_INFINITY ? exact : Math.round(exact)) + 0;
    if (inUnits[at] !== exact) rounded = true;
  }
  if (rounded && unit > 1) throwIssues([rangeIssue(["scores"], largest, largestScore(seats))]);
  return { numbers: inUnits, unit, rounded, largest: Math.round(largest / unit) };
}

/** The unit in which such scores are read: 1 where all are whole and small enough, else the finest power of two. */
export function finestUnit({ largest, whole }: Measures, seats: number): number {
  const limit = largestScore(seats);
  let unit = 1;
  if (whole && largest <= limit) return unit;
  while (largest / unit > limit) unit *= 2;
  while (unit > 2 ** -1000 && largest / (unit / 2) <= limit) unit /= 2;
  return unit;
}

/** The issue of a number that is too great for exact sums. */
export function rangeIssue(path: Path, received: number, limit: number): Issue {
  return issue("E_RANGE", path, {
    expected: `no greater than ${limit}, so that every sum is exact`,
    received: String(received),
    hint: "Divide the scores, or give them fewer digits.",
  });
}
