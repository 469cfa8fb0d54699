import { addToAll, type Contributor, contributorOf, fillWithLayers, type Layer, type Target } from "./layers.js";
import {
  ALLOWED,
  addCounts,
  createMarks,
  noCounts,
  type PairCounts,
  peopleMarker,
  resetCounts,
  resetMarks,
  ruleMarker,
  SOFT,
} from "./marks.js";
import { NEUTRAL, type Scorer } from "./scorer.js";

/** Scores mentees by all mentors, a row at a time, counting what stands in the way. */
export interface RowScorer {
  /**
   * Fills a row: millionths for each mentor, `-Infinity` where not allowed. True where rules gave way, because nobody
   * would have been left.
   */
  readonly score: (mentee: number, row: Float64Array) => boolean;
  /** What stood in the way of pairs since it was last asked. */
  readonly takeCounts: () => PairCounts;
}

/**
 * Makes a scorer ready for whole rows.
 *
 * Hard conditions come first, so that a custom criterion is called only for pairs that they allow. Where criteria and
 * rules have groups or sparse rows, a row takes O(mentors) with a small constant, and no object is touched pair by pair.
 */
export function createRowScorer(scorer: Scorer): RowScorer {
  const { criteria, rules } = scorer;
  const columns = scorer.cohort.mentors.length;
  const marks = createMarks(columns);
  const counts = noCounts(rules.length);
  const markPeople = peopleMarker(scorer, marks, counts);
  const markRules = ruleMarker(rules, marks, counts);
  const contributors = criteria.map((criterion) => contributorOf(criterion, columns));
  const minimums = rules.flatMap(({ rule, compiled }, index) =>
    compiled.minimum === undefined ? [] : [{ index, least: compiled.minimum, gives: rule.otherwise === "relax" }],
  );
  const mayRelax = rules.some(({ rule }) => rule.otherwise === "relax");

  /** Scores whoever is marked at most so, and forbids the others. */
  const fill = (mentee: number, row: Float64Array, most: number): void => {
    const weights = scorer.weightsOf(mentee);
    const layers: Layer[] = [];
    const others: { readonly add: Contributor["add"]; readonly target: Target }[] = [];
    let neutral = 0;
    for (let c = 0; c < criteria.length; c++) {
      const weight = weights[c];
      if (weight === 0) continue;
      if (!criteria[c].compiled.asks(mentee)) {
        neutral += Math.round(weight * NEUTRAL);
        continue;
      }
      const target = { mentee, weight, row, marks: marks.of, most };
      const layer = contributors[c].layer(target);
      if (layer !== undefined) layers.push(layer);
      else others.push({ add: contributors[c].add, target });
    }
    fillWithLayers(row, layers);
    for (const { add, target } of others) add(target);
    if (neutral > 0) addToAll(row, neutral);
    const { of, list, count } = marks;
    for (let k = 0; k < count; k++) if (of[list[k]] > most) row[list[k]] = Number.NEGATIVE_INFINITY;
  };

  /** Forbids what scores too low; the counts are those of the first time. */
  const applyMinimums = (row: Float64Array, isRelaxed: boolean): void => {
    for (let j = 0; j < columns; j++) {
      if (row[j] === Number.NEGATIVE_INFINITY) continue;
      const low = minimums.filter(({ least }) => row[j] < least);
      if (low.length === 0) continue;
      if (!isRelaxed) {
        counts.forbidden++;
        for (const { index } of low) counts.rules[index].forbidden++;
        if (low.length === 1) counts.rules[low[0].index].alone++;
      }
      if (!isRelaxed || low.some(({ gives }) => !gives)) row[j] = Number.NEGATIVE_INFINITY;
    }
  };

  const score = (mentee: number, row: Float64Array): boolean => {
    resetMarks(marks);
    markPeople(mentee);
    markRules(mentee);
    fill(mentee, row, ALLOWED);
    if (minimums.length > 0) applyMinimums(row, false);
    if (!mayRelax || !isEmpty(row)) return false;
    fill(mentee, row, SOFT);
    if (minimums.length > 0) applyMinimums(row, true);
    return !isEmpty(row);
  };
  const takeCounts = (): PairCounts => {
    const taken = noCounts(rules.length);
    addCounts(taken, counts);
    resetCounts(counts);
    return taken;
  };
  return { score, takeCounts };
}

function isEmpty(row: Float64Array): boolean {
  return row.every((score) => score === Number.NEGATIVE_INFINITY);
}
