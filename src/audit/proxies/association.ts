/** How strongly two answers go together; null where there is nothing to compare. */
export interface Strength {
  /** How many people it rests on. */
  readonly people: number;
  /** From 0 to 1; null with a reason where it is not defined. */
  readonly value: number | null;
  readonly reason?: Undefined;
  /** Cramér's V before its bias is taken off; η² has none taken off. The chance figures are on this scale. */
  readonly uncorrected: number | null;
  /** What independent answers of as many people would come to: the root of the mean square, and what 19 of 20 stay below. */
  readonly byChance: { readonly expected: number; readonly upTo: number } | null;
  /** How many groups and how many values were left out, as too few people have them. */
  readonly leftOut: { readonly groups: number; readonly values: number };
}

/** Why there is no figure. */
export type Undefined = "NO_ANSWERS" | "NOTHING_TO_COMPARE" | "ONE_GROUP" | "ONE_VALUE";

/** One person's group and answer. Sums are taken in the order of people, which is that of their ids. */
export interface Observation<Value> {
  readonly group: string;
  readonly value: Value;
}

/** How many comparisons were made, of which this is the strongest. */
interface Trials {
  readonly minimumCell: number;
  readonly trials?: number;
}

/**
 * Cramér's V, its bias taken off, of groups with words. Groups and words of fewer than `minimumCell` people are left out.
 *
 * Source: W. Bergsma, "A bias-correction for Cramér's V and Tschuprow's T", Journal of the Korean Statistical Society
 * 42(3):323–328, 2013. By chance: the mean of χ² over all permutations is n/(n − 1) · (r − 1)(c − 1); its upper bound is
 * the approximation of E. B. Wilson and M. M. Hilferty, "The distribution of chi-square", PNAS 17:684–688, 1931.
 */
export function cramersV(all: readonly Observation<string>[], { minimumCell, trials = 1 }: Trials): Strength {
  const { kept, leftOut } = leaveOutFew(all, minimumCell);
  const [groups, values] = [countBy(kept, "group"), countBy(kept, "value")];
  const undefinedFor = whyUndefined(all, groups.size, values.size);
  if (undefinedFor !== undefined) return noFigure(kept.length, undefinedFor, leftOut);
  const people = kept.length;
  const cells = new Map<string, number>();
  for (const { group, value } of kept) {
    const key = JSON.stringify([group, value]);
    cells.set(key, (cells.get(key) ?? 0) + 1);
  }
  // χ²/n = Σ n_ij² / (n_i n_j) − 1
  let sum = 0;
  for (const [group, inGroup] of groups) {
    for (const [value, withValue] of values) {
      const both = cells.get(JSON.stringify([group, value])) ?? 0;
      sum += (both * both) / (inGroup * withValue);
    }
  }
  const phi = Math.max(0, sum - 1);
  const freedom = (groups.size - 1) * (values.size - 1);
  const most = Math.min(groups.size, values.size) - 1;
  const chance = freedom / (people - 1);
  const corrected = (count: number) => count - (count - 1) ** 2 / (people - 1);
  const scale = Math.min(corrected(groups.size), corrected(values.size)) - 1;
  return {
    people,
    value: rounded(scale <= 0 ? 0 : Math.sqrt(Math.max(0, phi - chance) / scale)),
    uncorrected: rounded(Math.sqrt(phi / most)),
    byChance: {
      expected: rounded(Math.sqrt(chance / most)),
      upTo: rounded(Math.sqrt(chiSquareBound(freedom, trials) / people / most)),
    },
    leftOut,
  };
}

/**
 * η²: the share of the numbers' variance that lies between groups. Groups of fewer than `minimumCell` people are left out.
 *
 * By chance: the mean over all permutations is (g − 1)/(n − 1); the bound takes (n − 1) · η² for a χ² of g − 1 degrees.
 * Source: R. A. Fisher, "Statistical Methods for Research Workers", 1925, ch. VII (the correlation ratio).
 */
export function etaSquared(all: readonly Observation<number>[], minimumCell: number): Strength {
  const few = [...countBy(all, "group")].filter(([, count]) => count < minimumCell).map(([group]) => group);
  const kept = all.filter(({ group }) => !few.includes(group));
  const leftOut = { groups: few.length, values: 0 };
  const groups = countBy(kept, "group");
  const numbers = kept.map(({ value }) => value);
  const undefinedFor = whyUndefined(all, groups.size, new Set(numbers).size);
  if (undefinedFor !== undefined) return noFigure(kept.length, undefinedFor, leftOut);
  const largest = Math.max(...numbers.map(Math.abs));
  const mean = meanOf(numbers.map((value) => value / largest));
  let between = 0;
  for (const [name, count] of groups) {
    const own = kept.filter(({ group }) => group === name).map(({ value }) => value / largest);
    between += count * (meanOf(own) - mean) ** 2;
  }
  const within = numbers.reduce((sum, value) => sum + (value / largest - mean) ** 2, 0);
  const value = rounded(Math.min(1, between / within));
  return {
    people: kept.length,
    value,
    uncorrected: value,
    byChance: {
      expected: rounded((groups.size - 1) / (kept.length - 1)),
      upTo: rounded(Math.min(1, chiSquareBound(groups.size - 1, 1) / (kept.length - 1))),
    },
    leftOut,
  };
}

/** What no figure can be given for. */
export function noFigure(people: number, reason: Undefined, leftOut = { groups: 0, values: 0 }): Strength {
  return { people, value: null, reason, uncorrected: null, byChance: null, leftOut };
}

/** Leaves out what too few people have, until everything left has enough. */
function leaveOutFew(all: readonly Observation<string>[], minimumCell: number) {
  const few = { group: new Set<string>(), value: new Set<string>() };
  let kept = all;
  for (let before = -1; before !== kept.length; ) {
    before = kept.length;
    for (const part of ["value", "group"] as const) {
      for (const [name, count] of countBy(kept, part)) if (count < minimumCell) few[part].add(name);
      kept = kept.filter((one) => !few[part].has(one[part]));
    }
  }
  return { kept, leftOut: { groups: few.group.size, values: few.value.size } };
}

function whyUndefined(all: readonly unknown[], groups: number, values: number): Undefined | undefined {
  if (all.length === 0) return "NO_ANSWERS";
  if (groups === 0 || values === 0) return "NOTHING_TO_COMPARE";
  if (groups === 1) return "ONE_GROUP";
  return values === 1 ? "ONE_VALUE" : undefined;
}

function countBy<Part extends "group" | "value">(
  all: readonly { readonly [Key in Part]: string }[],
  part: Part,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of all) counts.set(one[part], (counts.get(one[part]) ?? 0) + 1);
  return counts;
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

/** What a χ² stays below with a probability of 95 %, also where it is the largest of several. */
function chiSquareBound(freedom: number, trials: number): number {
  const share = 2 / (9 * freedom);
  return freedom * (1 - share + normalBound(0.05 / trials) * Math.sqrt(share)) ** 3;
}

/**
 * What a normal variable exceeds with this probability, to within 0.0005.
 *
 * Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions", 1964, 26.2.23.
 */
function normalBound(probability: number): number {
  const t = Math.sqrt(-2 * Math.log(probability));
  const numerator = 2.515517 + 0.802853 * t + 0.010328 * t * t;
  return t - numerator / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
}

/** Three decimals say all that counts of people can. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
