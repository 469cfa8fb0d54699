import type { Comparison } from "./compare.js";
import type { Family } from "./instances.js";

/** How a solver's time grows on square instances of a family. */
export interface Growth {
  readonly family: Family;
  readonly runner: string;
  readonly sizes: readonly number[];
  /** The time grows as rows to the power of this. */
  readonly exponent: number;
}

/** Below so many rows, what every call costs anyway weighs too much. */
const LEAST_ROWS = 500;
/** A line through two points always fits. */
const LEAST_SIZES = 3;

/** Fits the logarithm of the time against that of the size (least squares), where a solver has at least three sizes. */
export function fitGrowth(comparisons: readonly Comparison[]): Growth[] {
  const points = new Map<string, { family: Family; runner: string; size: number; time: number }[]>();
  for (const { family, shape, timings } of comparisons) {
    if (shape.rows !== shape.columns || shape.capacity !== 1 || shape.rows < LEAST_ROWS) continue;
    for (const [runner, { median }] of timings) {
      const key = `${family} ${runner}`;
      points.set(key, [...(points.get(key) ?? []), { family, runner, size: shape.rows, time: median }]);
    }
  }
  return [...points.values()]
    .filter((measured) => measured.length >= LEAST_SIZES)
    .map((measured) => ({
      family: measured[0].family,
      runner: measured[0].runner,
      sizes: measured.map(({ size }) => size),
      exponent: slope(measured.map(({ size, time }) => [Math.log(size), Math.log(time)])),
    }));
}

/** The slope of the line that lies nearest to the points, by least squares. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const products = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return products / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
