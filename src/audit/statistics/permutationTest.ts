import type { Shuffle } from "./shuffler.js";

/** People whose group labels are shuffled together. */
export interface ShuffledPeople {
  /** Where each round begins, ascending from 0, and after the last the number of people: labels stay within a round. */
  readonly rounds: readonly number[];
  /** Measures of each person, as whole numbers. */
  readonly values: readonly Float64Array[];
  readonly partitions: readonly Partition[];
}

/** The people in groups: a group from 0 on for each, none of them empty. */
export interface Partition {
  readonly groups: number;
  readonly groupOf: Int32Array;
}

/** What a permutation test says of one measure under one partition. */
export interface PermutationResult {
  readonly p: number;
  /**
   * The least of the shuffled differences (greatest less least mean) that at most one shuffle in twenty reaches;
   * undefined where there is none.
   */
  readonly detectable: number | undefined;
}

/** Statistics that differ by less are ties: sums of squares are not exact to the last bit. */
const RELATIVE_ERROR = 1e-12;

/**
 * Tests for each partition and measure whether group means differ more than they would if labels had nothing to do with
 * it.
 *
 * Statistic: Σ n_g (mean_g − mean)². p = (1 + shuffles that reach the observed one) / (1 + shuffles), which is valid at
 * any number of shuffles. Sizes of groups are kept, within each round, so that unequal ones do no harm. One shuffle
 * serves all partitions and measures: in the shuffled order, the first people of a round are given to the first group,
 * as many as it has there, and so on.
 *
 * Result: [partition][measure]. Exact while (people)² · the greatest value stays below 2^53; beyond that, up to
 * rounding. Time O(shuffles · (people · measures + partitions · measures · groups · rounds)); space O(people +
 * partitions · measures · shuffles).
 *
 * Source: E. J. G. Pitman, "Significance tests which may be applied to samples from any populations: III", Biometrika
 * 29(3/4):322–335, 1938; B. Phipson, G. K. Smyth, "Permutation P-values should never be zero", Statistical Applications
 * in Genetics and Molecular Biology 9(1), 2010, for p.
 */
export function permutationTest(
  { rounds, values, partitions }: ShuffledPeople,
  { shuffle, permutations, onShuffle }: { shuffle: Shuffle; permutations: number; onShuffle?: () => void },
): PermutationResult[][] {
  const people = rounds[rounds.length - 1];
  const order = Int32Array.from({ length: people }, (_, person) => person);
  const prefix = new Float64Array(people + 1);
  const tallies = partitions.map((partition) => createTally(partition, rounds));
  const observed = tallies.map((tally, index) => values.map((measure) => tally.ofLabels(measure, partitions[index])));
  const least = observed.map((row) => row.map(({ statistic }) => statistic * (1 - RELATIVE_ERROR)));
  const reached = tallies.map(() => values.map(() => 0));
  const differences = tallies.map(() => values.map(() => new Float64Array(permutations)));
  for (let time = 0; time < permutations; time++) {
    for (let round = 0; round + 1 < rounds.length; round++) shuffle(order, rounds[round], rounds[round + 1]);
    for (let m = 0; m < values.length; m++) {
      addUp(values[m], order, prefix);
      for (let t = 0; t < tallies.length; t++) {
        const { statistic, difference } = tallies[t].ofPrefix(prefix);
        if (statistic >= least[t][m]) reached[t][m]++;
        differences[t][m][time] = difference;
      }
    }
    onShuffle?.();
  }
  return tallies.map((_, t) =>
    values.map((_measure, m) => ({
      p: (1 + reached[t][m]) / (1 + permutations),
      detectable: criticalDifference(differences[t][m]),
    })),
  );
}

/** Sums of a measure over the first people of an order. */
function addUp(measure: Float64Array, order: Int32Array, prefix: Float64Array): void {
  let sum = 0;
  for (let at = 0; at < order.length; at++) {
    sum += measure[order[at]];
    prefix[at + 1] = sum;
  }
}

interface Spread {
  readonly statistic: number;
  readonly difference: number;
}

/** Counts what a partition makes of a measure: by the labels that there are, or of people in a shuffled order. */
function createTally({ groups, groupOf }: Partition, rounds: readonly number[]) {
  const people = groupOf.length;
  const sizes = new Float64Array(groups);
  // where each group's part of each round ends
  const ends = new Int32Array((rounds.length - 1) * groups);
  for (let round = 0; round + 1 < rounds.length; round++) {
    for (let person = rounds[round]; person < rounds[round + 1]; person++) {
      ends[round * groups + groupOf[person]]++;
      sizes[groupOf[person]]++;
    }
  }
  for (let part = 1; part < ends.length; part++) ends[part] += ends[part - 1];
  const sums = new Float64Array(groups);

  const spread = (total: number): Spread => {
    let statistic = 0;
    let greatest = Number.NEGATIVE_INFINITY;
    let smallest = Number.POSITIVE_INFINITY;
    for (let group = 0; group < groups; group++) {
      // whole numbers: the deviation from what the group's size would give, times the number of people
      const deviation = people * sums[group] - sizes[group] * total;
      const mean = sums[group] / sizes[group];
      statistic += (deviation * deviation) / sizes[group];
      if (mean > greatest) greatest = mean;
      if (mean < smallest) smallest = mean;
    }
    return { statistic, difference: greatest - smallest };
  };

  return {
    ofLabels(measure: Float64Array, { groupOf: labels }: Partition): Spread {
      sums.fill(0);
      let total = 0;
      for (let person = 0; person < people; person++) {
        sums[labels[person]] += measure[person];
        total += measure[person];
      }
      return spread(total);
    },
    ofPrefix(prefix: Float64Array): Spread {
      sums.fill(0);
      let start = 0;
      for (let part = 0; part < ends.length; part++) {
        sums[part % groups] += prefix[ends[part]] - prefix[start];
        start = ends[part];
      }
      return spread(prefix[people]);
    },
  };
}

/** The least of some differences that so few reach that p would be at most 1/20. */
function criticalDifference(differences: Float64Array): number | undefined {
  const sorted = differences.sort();
  const most = Math.floor((1 + sorted.length) / 20) - 1;
  if (most < 1) return undefined;
  const below = sorted[sorted.length - 1 - most];
  for (let at = sorted.length - most; at < sorted.length; at++) {
    if (sorted[at] > below + Math.abs(below) * RELATIVE_ERROR) return sorted[at];
  }
  return undefined;
}
