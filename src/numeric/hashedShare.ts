import { hashBytes } from "./digest.js";

/** Six bytes, which a double holds exactly. */
const RANGE = 2 ** 48;

/**
 * A number from 0 to below 1 that stands for some parts, spread evenly over all there are: the first 48 bits of the
 * SHA-256 of the parts as JSON, divided by 2^48. Whoever knows the parts can repeat it.
 */
export function hashedShare(parts: readonly (string | number)[]): number {
  const bytes = hashBytes(JSON.stringify(parts));
  let bits = 0;
  for (let k = 0; k < 6; k++) bits = bits * 256 + bytes[k];
  return bits / RANGE;
}
