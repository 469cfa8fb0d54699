/** An exact fraction, not below zero. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export function fraction(top: number, bottom = 1): Fraction {
  return reduced(BigInt(top), BigInt(bottom));
}

function reduced(top: bigint, bottom: bigint): Fraction {
  let [divisor, rest] = [bottom, top];
  while (rest !== 0n) [divisor, rest] = [rest, divisor % rest];
  return { top: top / divisor, bottom: bottom / divisor };
}

export function sum(terms: readonly Fraction[]): Fraction {
  return terms.reduce(
    (total, one) => reduced(total.top * one.bottom + one.top * total.bottom, total.bottom * one.bottom),
    fraction(0),
  );
}

export function difference(one: Fraction, less: Fraction): Fraction {
  return reduced(one.top * less.bottom - less.top * one.bottom, one.bottom * less.bottom);
}

export function quotient(part: Fraction, whole: Fraction): Fraction {
  return reduced(part.top * whole.bottom, part.bottom * whole.top);
}

export function isLess(one: Fraction, other: Fraction): boolean {
  return one.top * other.bottom < other.top * one.bottom;
}

/** The median: of an even number, the mean of the two in the middle. */
export function middle(values: readonly Fraction[]): Fraction {
  const ascending = [...values].sort((one, other) => (isLess(one, other) ? -1 : 1));
  const half = ascending.length >> 1;
  if (ascending.length % 2 === 1) return ascending[half];
  return quotient(sum([ascending[half - 1], ascending[half]]), fraction(2));
}

export function toNumber({ top, bottom }: Fraction): number {
  return Number(top) / Number(bottom);
}
