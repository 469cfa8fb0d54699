import { figure, undefinedFigure } from "./figure.js";
import type { Measure, Measured } from "./measured.js";
import type { GapTest } from "./report.js";
import { type PermutationResult, permutationTest } from "./statistics/permutationTest.js";
import { createShuffle } from "./statistics/shuffler.js";

/** A measure under a grouping, of which all shown groups are to be compared together. */
export interface Candidate {
  readonly measure: Measure;
  /** By person: an index into the cells, −1 for none. */
  readonly cellOf: Int32Array;
  /** By cell. */
  readonly isShown: readonly boolean[];
}

/** Groups that are compared with each other. */
interface Split {
  readonly cellOf: Int32Array;
  /** By cell: its place among the groups that are compared, −1 for none. */
  readonly placeOf: Int32Array;
  readonly groups: number;
}

/** People among whom labels are shuffled, for all measures and groupings that are about just these. */
interface TestedPeople {
  readonly people: Int32Array;
  readonly measures: Measure[];
  readonly splits: Split[];
}

/** The tests of a side, ready to be made. */
export interface PlannedTests {
  /** How many sets of people are shuffled. */
  readonly sets: number;
  readonly run: (testing: Testing) => void;
  /** What came of a candidate, once they are made. */
  readonly resultOf: (candidate: Candidate) => GapTest;
}

export interface Testing {
  readonly seed: number;
  readonly permutations: number;
  readonly onShuffle: () => void;
}

/** Puts tests together that are about the same people, so that one shuffle serves them all. */
export function planTests(measured: Measured, candidates: readonly Candidate[]): PlannedTests {
  const sets: TestedPeople[] = [];
  const untested = new Map<Candidate, GapTest>();
  const placed = new Map<Candidate, { readonly set: TestedPeople; readonly split: number; readonly measure: number }>();
  for (const candidate of candidates) {
    const { measure } = candidate;
    const population = measured.populations[measure.population];
    const split = splitOf(candidate, population);
    const people = membersOf(split, population);
    const reason =
      measure.values === undefined ? "detached" : split.groups < 2 ? "noComparison" : variesNot(measure, people);
    if (reason !== undefined) {
      untested.set(candidate, { p: undefinedFigure(reason), detectable: undefinedFigure(reason) });
      continue;
    }
    let set = sets.find((one) => isSame(one.people, people));
    if (set === undefined) {
      set = { people, measures: [], splits: [] };
      sets.push(set);
    }
    placed.set(candidate, { set, split: splitAt(set, split), measure: placeAt(set.measures, measure) });
  }
  const results = new Map<TestedPeople, PermutationResult[][]>();
  return {
    sets: sets.length,
    run: (testing) => {
      for (const set of sets) results.set(set, testSet(measured, set, testing));
    },
    resultOf: (candidate) => {
      const place = placed.get(candidate);
      if (place === undefined) return untested.get(candidate)!;
      return toGapTest(results.get(place.set)![place.split][place.measure], candidate.measure.unit);
    },
  };
}

function toGapTest({ p, detectable }: PermutationResult, unit: number): GapTest {
  return {
    p: figure(p),
    detectable: detectable === undefined ? undefinedFigure("undetectable") : figure(detectable / unit),
  };
}

/** The shown cells in which somebody is measured, in order. */
function splitOf({ cellOf, isShown }: Candidate, population: Uint8Array): Split {
  const placeOf = new Int32Array(isShown.length).fill(-1);
  for (let person = 0; person < cellOf.length; person++) {
    if (population[person] === 1 && cellOf[person] >= 0 && isShown[cellOf[person]]) placeOf[cellOf[person]] = 0;
  }
  let groups = 0;
  for (let cell = 0; cell < placeOf.length; cell++) if (placeOf[cell] === 0) placeOf[cell] = groups++;
  return { cellOf, placeOf, groups };
}

function membersOf({ cellOf, placeOf }: Split, population: Uint8Array): Int32Array {
  const members: number[] = [];
  for (let person = 0; person < cellOf.length; person++) {
    if (population[person] === 1 && cellOf[person] >= 0 && placeOf[cellOf[person]] >= 0) members.push(person);
  }
  return Int32Array.from(members);
}

function variesNot({ values }: Measure, people: Int32Array): "allEqual" | undefined {
  return people.every((person) => values![person] === values![people[0]]) ? "allEqual" : undefined;
}

function isSame(one: Int32Array, other: Int32Array): boolean {
  return one.length === other.length && one.every((entry, index) => entry === other[index]);
}

function splitAt({ splits }: TestedPeople, split: Split): number {
  // among the same people, the cells of one grouping part them in one way
  const known = splits.findIndex(({ cellOf }) => cellOf === split.cellOf);
  return known >= 0 ? known : splits.push(split) - 1;
}

function placeAt(measures: Measure[], measure: Measure): number {
  const known = measures.indexOf(measure);
  return known >= 0 ? known : measures.push(measure) - 1;
}

/** The shuffles depend on seed and side only, so that no other question changes an answer. */
function testSet(
  { side, rounds }: Measured,
  { people, measures, splits }: TestedPeople,
  { seed, permutations, onShuffle }: Testing,
): PermutationResult[][] {
  const shuffled = {
    rounds: rounds.map((start) => countBelow(people, start)),
    values: measures.map(({ values }) => Float64Array.from(people, (person) => values![person])),
    partitions: splits.map(({ cellOf, placeOf, groups }) => {
      return { groups, groupOf: Int32Array.from(people, (person) => placeOf[cellOf[person]]) };
    }),
  };
  return permutationTest(shuffled, { shuffle: createShuffle(["audit", seed, side]), permutations, onShuffle });
}

/** How many entries of an ascending list are below a bound. */
function countBelow(ascending: Int32Array, bound: number): number {
  const at = ascending.findIndex((entry) => entry >= bound);
  return at < 0 ? ascending.length : at;
}
