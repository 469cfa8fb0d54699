import { termsFromMode, twoSided } from "./tails.js";

/** Two groups, and how many of each were selected. */
export interface TwoByTwo {
  readonly selected: number;
  readonly people: number;
  readonly otherSelected: number;
  readonly otherPeople: number;
}

/** What Fisher's test says of a table, and of all others with the same totals. */
export interface FisherResult {
  readonly p: number;
  /**
   * The smallest gap by which the group's share can be below the other's in such a table with p ≤ 0.05; undefined where
   * none is significant.
   */
  readonly detectable: number | undefined;
}

/**
 * Fisher's exact test of a two-by-two table, two-sided.
 *
 * Time O(min(people, otherPeople, selected in all)).
 *
 * Source: R. A. Fisher, "The logic of inductive inference", Journal of the Royal Statistical Society 98(1):39–82, 1935;
 * two-sided as in R's fisher.test.
 */
export function fisherExact({ selected, people, otherSelected, otherPeople }: TwoByTwo): FisherResult {
  const chosen = selected + otherSelected;
  const least = Math.max(0, chosen - otherPeople);
  const most = Math.min(people, chosen);
  // hypergeometric: from one table to the next, one more of this group is selected and one fewer of the other
  const ratio = (step: number) => {
    const k = least + step;
    return ((people - k) * (chosen - k)) / ((k + 1) * (otherPeople - chosen + k + 1));
  };
  const p = twoSided(termsFromMode(most - least + 1, ratio));
  let detectable: number | undefined;
  for (let step = 0; step < p.length; step++) {
    const k = least + step;
    // as whole numbers: (chosen - k) / otherPeople - k / people
    const gap = (chosen - k) * people - k * otherPeople;
    if (gap <= 0) break;
    if (p[step] <= 0.05) detectable = gap / (people * otherPeople);
  }
  return { p: p[selected - least], detectable };
}
