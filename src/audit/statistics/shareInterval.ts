import type { Interval } from "../report.js";
import { binomialUpperTail } from "./binomial.js";

/** The 97.5 % quantile of the standard normal distribution. */
const Z = 1.959963984540054;
/** Up to so many people the exact interval is taken: it never covers less than 95 %, whatever the share. */
const FEW = 40;
const TAIL = 0.025;

/**
 * The 95 % confidence interval of a share, `selected` of `people`, at least one.
 *
 * Source: C. J. Clopper, E. S. Pearson, Biometrika 26(4):404–413, 1934; E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", Journal of the American Statistical Association 22(158):209–212, 1927; L. D.
 * Brown, T. T. Cai, A. DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16(2):101–133,
 * 2001, for where "small" ends.
 */
export function shareInterval(selected: number, people: number): Interval {
  return people <= FEW ? clopperPearson(selected, people) : wilson(selected, people);
}

/** Wilson's score interval, without a correction for continuity. */
export function wilson(selected: number, people: number): Interval {
  const share = selected / people;
  const square = Z * Z;
  const centre = share + square / (2 * people);
  const reach = Z * Math.sqrt((share * (1 - share)) / people + square / (4 * people * people));
  const scale = 1 + square / people;
  // at the ends the formula gives 0 and 1 but for the last bit
  const low = selected === 0 ? 0 : (centre - reach) / scale;
  const high = selected === people ? 1 : (centre + reach) / scale;
  return { low, high, method: "wilson" };
}

/** The shares under which the observed number, or one further away, has a probability of at least 2.5 %. */
export function clopperPearson(selected: number, people: number): Interval {
  const low = selected === 0 ? 0 : solve((share) => binomialUpperTail(selected, people, share), TAIL);
  const high = selected === people ? 1 : solve((share) => binomialUpperTail(selected + 1, people, share), 1 - TAIL);
  return { low, high, method: "clopper-pearson" };
}

/** Where a rising function of a share takes a value. */
function solve(rising: (share: number) => number, value: number): number {
  let low = 0;
  let high = 1;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
}
