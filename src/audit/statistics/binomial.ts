import { termsFromMode, twoSided } from "./tails.js";

/**
 * The exact binomial test, two-sided: how surprising `successes` of `trials` are where each has this `probability`.
 *
 * Source: C. J. Clopper, E. S. Pearson, "The use of confidence or fiducial limits illustrated in the case of the
 * binomial", Biometrika 26(4):404–413, 1934; two-sided as in R's binom.test.
 */
export function binomialTest(successes: number, trials: number, probability: number): number {
  if (probability <= 0) return successes === 0 ? 1 : 0;
  if (probability >= 1) return successes === trials ? 1 : 0;
  const odds = probability / (1 - probability);
  return twoSided(termsFromMode(trials + 1, (k) => ((trials - k) / (k + 1)) * odds))[successes];
}

/** The probability of at least `successes` of `trials`. */
export function binomialUpperTail(successes: number, trials: number, probability: number): number {
  if (successes <= 0 || probability >= 1) return 1;
  if (probability <= 0) return 0;
  const odds = probability / (1 - probability);
  const terms = termsFromMode(trials + 1, (k) => ((trials - k) / (k + 1)) * odds);
  let below = 0;
  let above = 0;
  for (let k = 0; k < successes; k++) below += terms[k];
  for (let k = trials; k >= successes; k--) above += terms[k];
  return above / (below + above);
}
