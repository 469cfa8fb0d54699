import { type Family, families, type Shape, square } from "./instances.js";
import type { Effort } from "./measure.js";
import { linearSumAssignment, munkres, munkresJs, type Runner } from "./runner.js";

/** One instance, and the runners left out of it to save time. */
export interface Case {
  readonly family: Family;
  readonly shape: Shape;
  readonly leftOut: readonly Runner[];
}

/** What a whole run measures, and how long. */
export interface Plan {
  readonly effort: Effort;
  readonly cases: readonly Case[];
  /** Processes started for the first solve of each. */
  readonly freshProcesses: number;
  /** The cohort on which scoring is compared, and how many of its mentees the naive code scores. */
  readonly scoring: { readonly mentees: number; readonly mentors: number; readonly naiveMentees: number };
}

/** The shapes whose peak memory is compared too. */
export const capacityShapes: readonly Shape[] = [
  { rows: 1000, columns: 250, capacity: 8 },
  { rows: 1000, columns: 250, capacity: { from: 1, to: 8 } },
  { rows: 4000, columns: 1000, capacity: 8 },
  { rows: 4000, columns: 1000, capacity: { from: 1, to: 8 } },
];

/** Two minutes at most. */
export const quick: Plan = {
  effort: { budget: 500, fewestRuns: 3, mostRuns: 30 },
  cases: [
    ...families.map((family) => only(family, square(100))),
    ...families.map((family) => only(family, square(500), family === "ment" ? [] : [munkresJs])),
    only("ment", square(1000)),
    only("ment", square(2000), [linearSumAssignment]),
    ...capacityShapes.map((shape) => only("ment", shape, shape.rows > 1000 ? [munkres] : [])),
  ],
  freshProcesses: 3,
  scoring: { mentees: 2000, mentors: 20_000, naiveMentees: 30 },
};

/** Ten minutes at most. */
export const full: Plan = {
  effort: { budget: 3000, fewestRuns: 3, mostRuns: 60 },
  cases: [
    ...[100, 500, 1000, 2000].flatMap((size) => families.map((family) => only(family, square(size)))),
    ...capacityShapes.map((shape) => only("ment", shape)),
  ],
  freshProcesses: 7,
  scoring: { mentees: 5000, mentors: 20_000, naiveMentees: 100 },
};

function only(family: Family, shape: Shape, leftOut: readonly Runner[] = []): Case {
  return { family, shape, leftOut };
}
