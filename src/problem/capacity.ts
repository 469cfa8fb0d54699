import * as z from "zod";
import { isCount } from "../numeric/isCount.js";
import { expected, strictObject } from "./expected.js";

/** Seats: how many at most, or how many at least and at most. What is at least is mandatory; 0 where it is not given. */
export type Capacity = number | { readonly min?: number; readonly max: number };

/** Least and most, with nothing left out. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

const phrase = "a non-negative whole number of seats";

/** A number of seats. */
export const seatCount = z
  .number(expected("E_CAPACITY", phrase))
  .refine(isCount, expected("E_CAPACITY", phrase))
  .meta({ minimum: 0, multipleOf: 1 });

export const capacitySchema: z.ZodType<Capacity> = z.union(
  [
    seatCount,
    strictObject(
      { min: seatCount.optional(), max: seatCount },
      "a capacity (an object with max, and min if any)",
    ).check((found) => {
      const { min = 0, max } = found.value;
      if (found.issues.length > 0 || !(min > max)) return;
      const { error } = expected("E_BOUNDS", `no more than the max of ${max}`);
      found.issues.push({ code: "custom", input: found.value, path: ["min"], message: error });
    }),
  ],
  expected("E_CAPACITY", phrase),
);

export function boundsOf(capacity: Capacity): Bounds {
  return typeof capacity === "number" ? { min: 0, max: capacity } : { min: capacity.min ?? 0, max: capacity.max };
}

/** What is left of bounds on seats of which some are taken already: those count towards both. */
export function boundsLeft({ min, max }: Bounds, taken: number): Bounds {
  return { min: Math.max(0, min - taken), max: Math.max(0, max - taken) };
}

/** A capacity in words: `2`, `1 to 3`. */
export function capacityWords(capacity: Capacity): string {
  const { min, max } = boundsOf(capacity);
  return min === 0 ? String(max) : min === max ? `exactly ${max}` : `${min} to ${max}`;
}
