import { type Figure, figure, HIDDEN, undefinedFigure } from "./figure.js";
import { type Measure, twiceMedian } from "./measured.js";
import type { GapTest, GroupFigure, MeasureAudit, RateFigures } from "./report.js";
import { fisherExact } from "./statistics/fisherExact.js";
import { shareInterval } from "./statistics/shareInterval.js";

/** A value as two whole numbers, so that values compare exactly; in the measure's unit. */
interface Fraction {
  readonly above: number;
  readonly below: number;
}

/** A group, and what it has of a measure; no value where nobody of it is measured. */
interface Group {
  readonly people: number;
  readonly value: Fraction | undefined;
}

/** What a measure is counted over. */
export interface CellsOfMeasure {
  readonly population: Uint8Array;
  /** By person: an index into the cells, −1 for none. */
  readonly cellOf: Int32Array;
  /** By cell: whether its figures may be told. */
  readonly isShown: readonly boolean[];
  /** By cell: whether it may be told how many people its figures rest on. */
  readonly isCounted: readonly boolean[];
}

/** Everything that is said of a measure but the test of all groups together. */
export function figuresOfMeasure(
  measure: Measure,
  { population, cellOf, isShown, isCounted }: CellsOfMeasure,
): Omit<MeasureAudit, "measure" | "kind" | "permutation"> {
  const { values, unit, kind } = measure;
  const { whole, groups } = countGroups(measure, { population, cellOf, isShown });
  const hiddenGroup = (index: number): GroupFigure => ({
    people: isCounted[index] ? figure(groups[index].people) : HIDDEN,
    value: HIDDEN,
  });
  const people = whole.people;
  if (values === undefined) {
    const missing = undefinedFigure("detached");
    const byGroup = groups.map((group, index): GroupFigure => {
      return isShown[index] ? { people: figure(group.people), value: missing } : hiddenGroup(index);
    });
    return { people, overall: missing, byGroup, difference: missing, ratio: missing, highest: null };
  }
  const compared = groups.flatMap(({ value }, index) =>
    isShown[index] && value !== undefined ? [{ index, value }] : [],
  );
  // of equal ones the first
  const highest = compared.reduce((best, one) => (isLess(best.value, one.value) ? one : best), compared[0]);
  const lowest = compared.reduce((least, one) => (isLess(one.value, least.value) ? one : least), compared[0]);
  const isCompared = compared.length >= 2;
  const comparisonOf = (index: number): Comparison | undefined => {
    if (!isCompared) return undefined;
    // of two groups the test of one is that of the other
    const isTested = compared.length > 2 || index !== highest.index;
    const others = isTested ? together(compared.filter((one) => one.index !== index)) : undefined;
    return { best: highest.value, others };
  };
  const byGroup = groups.map((group, index): GroupFigure => {
    if (!isShown[index]) return hiddenGroup(index);
    return {
      people: figure(group.people),
      value: toFigure(group.value, unit),
      ...(kind === "rate" && group.value !== undefined ? { rate: rateFigures(group, comparisonOf(index)) } : {}),
    };
  });
  return {
    people,
    overall: toFigure(whole.value, unit),
    byGroup,
    difference: isCompared ? figure(gapOf(highest.value, lowest.value) / unit) : undefinedFigure("noComparison"),
    ratio: isCompared ? ratioOf(lowest.value, highest.value) : undefinedFigure("noComparison"),
    highest: isCompared ? highest.index : null,
  };
}

function toFigure(value: Fraction | undefined, unit: number): Figure {
  return value === undefined ? undefinedFigure("nobody") : figure(value.above / (value.below * unit));
}

/** The measure's value over everybody whom it is about, and over each cell of them. */
function countGroups(measure: Measure, { population, cellOf, isShown }: Omit<CellsOfMeasure, "isCounted">) {
  const members: number[][] = isShown.map(() => []);
  const everybody: number[] = [];
  for (let person = 0; person < population.length; person++) {
    if (population[person] === 0) continue;
    everybody.push(person);
    if (cellOf[person] >= 0) members[cellOf[person]].push(person);
  }
  const toGroup = (people: readonly number[]): Group => {
    return { people: people.length, value: people.length === 0 ? undefined : valueOver(measure, people) };
  };
  return { whole: toGroup(everybody), groups: members.map(toGroup) };
}

function valueOver({ kind, values }: Measure, people: readonly number[]): Fraction | undefined {
  if (values === undefined) return undefined;
  if (kind === "median") return { above: twiceMedian(Float64Array.from(people, (person) => values[person])), below: 2 };
  if (kind === "lowest")
    return { above: people.reduce((least, one) => Math.min(least, values[one]), Infinity), below: 1 };
  return { above: people.reduce((sum, person) => sum + values[person], 0), below: people.length };
}

function isLess(a: Fraction, b: Fraction): boolean {
  return a.above * b.below < b.above * a.below;
}

function gapOf(greatest: Fraction, least: Fraction): number {
  return (greatest.above * least.below - least.above * greatest.below) / (greatest.below * least.below);
}

function ratioOf(part: Fraction, whole: Fraction): Figure {
  if (whole.above === 0) return undefinedFigure("allZero");
  return figure((part.above * whole.below) / (whole.above * part.below));
}

/** The highest share, and that of all other people who are shown, where there is a test against them. */
interface Comparison {
  readonly best: Fraction;
  readonly others: Fraction | undefined;
}

function together(groups: readonly { readonly value: Fraction }[]): Fraction {
  return groups.reduce((sum, { value }) => ({ above: sum.above + value.above, below: sum.below + value.below }), {
    above: 0,
    below: 0,
  });
}

function rateFigures(group: Group, comparison: Comparison | undefined): RateFigures {
  const share = group.value!;
  const own = { selected: share.above, interval: shareInterval(share.above, share.below) };
  if (comparison === undefined) {
    const none = undefinedFigure("noComparison");
    return { ...own, impactRatio: none, belowFourFifths: null, fisher: { p: none, detectable: none } };
  }
  const { best, others } = comparison;
  const impact = {
    impactRatio: ratioOf(share, best),
    belowFourFifths: best.above === 0 ? null : 5 * share.above * best.below < 4 * best.above * share.below,
  };
  if (others === undefined) {
    const itself = undefinedFigure("reference");
    return { ...own, ...impact, fisher: { p: itself, detectable: itself } };
  }
  return { ...own, ...impact, fisher: testAgainst(share, others) };
}

/** The p is the same whichever is first; gaps are looked for on the side of the one that there is. */
function testAgainst(share: Fraction, others: Fraction): GapTest {
  const chosen = share.above + others.above;
  if (chosen === 0 || chosen === share.below + others.below) {
    const alike = undefinedFigure("allEqual");
    return { p: alike, detectable: alike };
  }
  const [lower, higher] = isLess(others, share) ? [others, share] : [share, others];
  const { p, detectable } = fisherExact({
    ...{ selected: lower.above, people: lower.below },
    ...{ otherSelected: higher.above, otherPeople: higher.below },
  });
  return { p: figure(p), detectable: detectable === undefined ? undefinedFigure("undetectable") : figure(detectable) };
}
