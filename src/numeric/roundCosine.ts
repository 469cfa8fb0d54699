/**
 * A cosine in whole billionths, from −1 to 1: what is left of it does not depend on the last bits of sums and logarithms.
 */
export function roundCosine(value: number): number {
  // Adding 0 turns -0 into 0.
  return Math.max(-1, Math.min(1, Math.round(value * 1e9) / 1e9)) + 0;
}
