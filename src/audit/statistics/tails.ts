/**
 * Probabilities within this factor of each other count as equal, as sums of products do not come out to the last bit.
 */
const RELATIVE_ERROR = 1e-7;

/**
 * Terms of a distribution with one mode, in proportion: 1 at the mode, and from there by the ratio of each term to the
 * one before. Nothing but products and quotients is used, so the result is the same on every machine.
 *
 * Shape: `count` terms; `ratio(k)` is term k + 1 divided by term k, and falls with k.
 */
export function termsFromMode(count: number, ratio: (k: number) => number): Float64Array {
  const terms = new Float64Array(count);
  let mode = 0;
  while (mode + 1 < count && ratio(mode) >= 1) mode++;
  terms[mode] = 1;
  for (let k = mode; k + 1 < count; k++) terms[k + 1] = terms[k] * ratio(k);
  for (let k = mode; k > 0; k--) terms[k - 1] = terms[k] / ratio(k - 1);
  return terms;
}

/**
 * The two-sided p of every outcome: the share of all outcomes that are at most as likely.
 *
 * Shape: one term for each outcome, in any proportion, rising to one mode and falling from there. Time O(terms).
 *
 * Source: the rule of R's fisher.test and binom.test, which count outcomes of probability up to (1 + 1e-7) times the
 * observed one.
 */
export function twoSided(terms: Float64Array): Float64Array {
  const count = terms.length;
  // from both ends inwards the terms come in ascending order
  const ascending = new Int32Array(count);
  let low = 0;
  let high = count - 1;
  for (let rank = 0; rank < count; rank++) ascending[rank] = terms[low] <= terms[high] ? low++ : high--;
  const p = new Float64Array(count);
  let total = 0;
  for (let k = 0; k < count; k++) total += terms[ascending[k]];
  let sum = 0;
  let reached = 0;
  for (let rank = 0; rank < count; rank++) {
    const most = terms[ascending[rank]] * (1 + RELATIVE_ERROR);
    while (reached < count && terms[ascending[reached]] <= most) sum += terms[ascending[reached++]];
    p[ascending[rank]] = Math.min(1, sum / total);
  }
  return p;
}
