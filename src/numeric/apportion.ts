/**
 * Splits a whole number in proportion to weights into whole numbers that add up to it (largest remainder).
 *
 * Shape: one share for each weight; weights are finite, not negative and not all 0. Weights count as the decimal numbers
 * that they are written as, and remainders are exact; ties go to the earlier weight.
 *
 * Source: M. L. Balinski, H. P. Young, "Fair Representation", Yale University Press, 1982 (Hamilton's method).
 */
export function apportion(whole: number, weights: readonly number[]): number[] {
  const parts = toWholes(weights);
  const sum = parts.reduce((total, part) => total + part, 0n);
  const quotas = parts.map((part) => part * BigInt(whole));
  const shares = quotas.map((quota) => Number(quota / sum));
  const left = whole - shares.reduce((total, share) => total + share, 0);
  const byRemainder = quotas
    .map((quota, index) => ({ index, remainder: quota % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of byRemainder.slice(0, left)) shares[index]++;
  return shares;
}

/** Decimal numbers as whole numbers in the same proportion. */
function toWholes(numbers: readonly number[]): bigint[] {
  const decimals = numbers.map((number) => {
    const [mantissa, exponent = "0"] = String(number).split("e");
    const [whole, fraction = ""] = mantissa.split(".");
    return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
  });
  const least = Math.min(...decimals.map(({ exponent }) => exponent));
  return decimals.map(({ digits, exponent }) => digits * 10n ** BigInt(exponent - least));
}
