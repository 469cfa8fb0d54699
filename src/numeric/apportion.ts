/**
 * Splits a whole number in proportion to weights into whole numbers that add up to it (largest remainder).
 *
 * Shape: one share for each weight; weights are not negative and not all 0. Ties go to the earlier weight.
 * Source: M. L. Balinski, H. P. Young, "Fair Representation", Yale University Press, 1982 (Hamilton's method).
 */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const quotas = weights.map((weight) => (weight / sum) * whole);
  const shares = quotas.map(Math.floor);
  const left = whole - shares.reduce((total, share) => total + share, 0);
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota - shares[index] }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, left)) shares[index]++;
  return shares;
}
