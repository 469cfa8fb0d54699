import { apportion } from "../numeric/apportion.js";

/** One whole: scores, weights and contributions are counted in millionths. */
export const MILLIONTHS = 1_000_000;

/**
 * Splits one whole among the criteria that apply to a mentee, in millionths that add up exactly.
 *
 * `stated` are the criteria's weights in the order of their names, `applies` says which of them apply; the others get 0.
 * All are 0 where nothing applies, or nothing of weight.
 */
export function spreadWeights(stated: readonly number[], applies: readonly boolean[]): number[] {
  const weights = stated.map((weight, index) => (applies[index] ? weight : 0));
  return weights.some((weight) => weight > 0) ? apportion(MILLIONTHS, weights) : weights.map(() => 0);
}
