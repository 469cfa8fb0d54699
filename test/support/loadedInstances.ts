import fc from "fast-check";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

import type { AssignmentOptions, Lottery, SeatQuota, Stage } from "../../src/solve/assignment.js";

/** A problem with everything that may be asked for beside scores, but for the objective. */
export interface LoadedInstance {
  readonly scores: number[][];
  readonly options: Pick<
    AssignmentOptions,
    "capacities" | "minimums" | "demands" | "quotas" | "priorities" | "choices" | "loads" | "current"
  > & { readonly lottery: Lottery };
}

export const everyStage: readonly Stage[] = [
  "matched",
  "priority",
  "draw",
  "total",
  "floor",
  "leximin",
  "choices",
  "choices:generous",
  "balance",
  "continuity",
];

/** Lists of one to four different stages, in any order. */
export const stageLists: fc.Arbitrary<readonly Stage[]> = fc.shuffledSubarray([...everyStage], {
  minLength: 1,
  maxLength: 4,
});

/** From which scores are drawn: few, so that there are ties. */
const scoreSets = [[1, 0], [3, 2, 1, 0], [1, 0, -1, -2], [5], [10, 9, 1, 0], [1000, 999, 500, 1, 0, -1000]];
/** Of a thousand pairs, so many are forbidden. */
const forbiddenShares = [0, 150, 400, 700];

/** Numbers that an instance is made of; those that are not bounded here are below 1000. The smaller, the simpler. */
interface Draws {
  readonly rows: number;
  readonly columns: number;
  readonly scoreSet: number;
  readonly forbiddenShare: number;
  /** 0: one for each row, not said; 1: one, said; 2: at most two; 3: at most three. */
  readonly demandStyle: number;
  /** Whether there are minimums, priorities, choices, loads, current pairs. */
  readonly has: readonly boolean[];
  /** One for each pair. */
  readonly pairs: readonly (readonly number[])[];
  /** Several for each row. */
  readonly ofRows: readonly (readonly number[])[];
  /** Several for each column. */
  readonly ofColumns: readonly (readonly number[])[];
  /** The numbers of each quota. */
  readonly quotas: readonly (readonly number[])[];
}

const NUMBERS_OF_PAIR = 4;
const NUMBERS_OF_ROW = 6;
const NUMBERS_OF_COLUMN = 6;
const NUMBERS_OF_QUOTA = 6;

/**
 * Problems with all kinds of loads: seats that are scarce or plenty, minimums that can be met or not, demands up to
 * three, quotas of all kinds in laminar families, priorities, choices, loads, current pairs and a lottery. Shrinks
 * towards few rows, few columns and nothing asked for.
 */
export function loadedInstances(most: { rows: number; columns: number }): fc.Arbitrary<LoadedInstance> {
  // without fast-check's preference for the least and the greatest, or most columns would have no seat
  const number = fc.noBias(fc.nat({ max: 999 }));
  const many = (length: number, numbers: number) => list(length, list(numbers, number));
  return fc
    .record({
      rows: size(most.rows),
      columns: size(most.columns),
      scoreSet: fc.noBias(fc.nat({ max: scoreSets.length - 1 })),
      forbiddenShare: fc.noBias(fc.nat({ max: forbiddenShares.length - 1 })),
      demandStyle: fc.noBias(fc.nat({ max: 3 })),
      has: list(5, fc.boolean()),
      pairs: many(most.rows * most.columns, NUMBERS_OF_PAIR),
      ofRows: many(most.rows, NUMBERS_OF_ROW),
      ofColumns: many(most.columns, NUMBERS_OF_COLUMN),
      quotas: fc
        .tuple(fc.boolean(), fc.array(list(NUMBERS_OF_QUOTA, number), { minLength: 1, maxLength: 4 }))
        .map(([some, quotas]) => (some ? quotas : [])),
    })
    .map(fewAssignments);
}

/** Such a problem of one size, the same for the same seed. */
export function seededLoadedInstance(options: { rows: number; columns: number; seed: number }): LoadedInstance {
  const { rows, columns } = options;
  const below = numbersFrom(options.seed);
  const many = (length: number, numbers: number) =>
    Array.from({ length }, () => Array.from({ length: numbers }, () => below(1000)));
  return toInstance({
    rows,
    columns,
    scoreSet: below(scoreSets.length),
    forbiddenShare: below(forbiddenShares.length),
    demandStyle: below(4),
    has: Array.from({ length: 5 }, () => below(2) === 1),
    pairs: many(rows * columns, NUMBERS_OF_PAIR),
    ofRows: many(rows, NUMBERS_OF_ROW),
    ofColumns: many(columns, NUMBERS_OF_COLUMN),
    quotas: many(below(2) * below(5), NUMBERS_OF_QUOTA),
  });
}

/** A list of one to four different stages, the same for the same seed. */
export function seededStages(seed: number): readonly Stage[] {
  const below = numbersFrom(seed);
  const keys = everyStage.map(() => below(1000));
  return orderBy(keys)
    .slice(0, 1 + below(4))
    .map((index) => everyStage[index]);
}

/** Whole numbers below a limit, the same for the same seed. */
function numbersFrom(seed: number): (limit: number) => number {
  const generator = xoroshiro128plus(seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  // the first numbers of neighbouring seeds are much alike
  for (let skipped = 0; skipped < 20; skipped++) below(1000);
  return below;
}

/** The instance with as few of its rows as it takes to try every assignment. */
function fewAssignments(draws: Draws): LoadedInstance {
  const columns = draws.demandStyle === 3 ? Math.min(draws.columns, 4) : draws.columns;
  for (let rows = draws.rows; ; rows--) {
    const instance = toInstance({ ...draws, rows, columns });
    if (mostAssignments(instance) <= 120_000) return instance;
  }
}

/** As many assignments as there are at most, by what rows could have and by what columns could have. */
function mostAssignments({ scores, options: { capacities, demands } }: LoadedInstance): number {
  const isAllowed = (score: number) => score > -Infinity;
  const ofRows = scores.map((line, row) => subsetCount(line.filter(isAllowed).length, demands?.[row] ?? 1));
  const ofColumns = Array.from(capacities, (seats, column) =>
    subsetCount(scores.filter((line) => isAllowed(line[column])).length, seats),
  );
  const product = (counts: readonly number[]) => counts.reduce((most, count) => most * count, 1);
  return Math.min(product(ofRows), product(ofColumns));
}

/** How many subsets a set has that are not larger than `most`. */
function subsetCount(size: number, most: number): number {
  let count = 0;
  let ofThisSize = 1;
  for (let chosen = 0; chosen <= Math.min(size, most); chosen++) {
    count += ofThisSize;
    ofThisSize = (ofThisSize * (size - chosen)) / (chosen + 1);
  }
  return count;
}

function toInstance(draws: Draws): LoadedInstance {
  const { rows, columns, has } = draws;
  const rowNumbers = draws.ofRows.slice(0, rows);
  const columnNumbers = draws.ofColumns.slice(0, columns);
  const ofPair = (row: number, column: number) => draws.pairs[row * columns + column];
  const set = scoreSets[draws.scoreSet];
  const share = forbiddenShares[draws.forbiddenShare];
  const scores = rowNumbers.map((_, row) =>
    columnNumbers.map((_, column) => {
      const [score, forbidden] = ofPair(row, column);
      return forbidden >= 1000 - share ? -Infinity : set[score % set.length];
    }),
  );
  const capacities = columnNumbers.map(([seats]) => seats % 4);
  const quotas = quotasOf(draws);
  const [hasMinimums, hasPriorities, hasChoices, hasLoads, hasCurrent] = has;
  return {
    scores,
    options: {
      capacities,
      lottery: {
        rows: orderBy(rowNumbers.map(([key]) => key)),
        columns: orderBy(columnNumbers.map(([_, key]) => key)),
      },
      ...(draws.demandStyle > 0 && { demands: rowNumbers.map(([_, wanted]) => 1 + (wanted % draws.demandStyle)) }),
      ...(quotas.length > 0 && { quotas }),
      // most minimums are 0, so that there is often an assignment
      ...(hasMinimums && {
        minimums: columnNumbers.map(([_, __, min], j) => Math.min(capacities[j], [0, 0, 1, 0, 1, 2][min % 6])),
      }),
      ...(hasPriorities && { priorities: rowNumbers.map(([_, __, priority]) => priority % 3) }),
      ...(hasChoices && {
        choices: rowNumbers.map(([_, __, ___, length], row) => {
          const order = orderBy(columnNumbers.map((_, column) => ofPair(row, column)[2]));
          return order.slice(0, length % 4);
        }),
      }),
      ...(hasLoads && { loads: columnNumbers.map(([_, __, ___, load]) => load % 3) }),
      ...(hasCurrent && {
        current: rowNumbers.flatMap((_, row) =>
          columnNumbers.flatMap((_, column) => (ofPair(row, column)[3] % 4 === 3 ? [[row, column] as const] : [])),
        ),
      }),
    },
  };
}

/**
 * Quotas whose members are everybody, a group, or a part of a group, so that those of one kind contain each other or have
 * nobody in common.
 */
function quotasOf({ rows, columns, ofRows, ofColumns, quotas }: Draws): SeatQuota[] {
  const kinds = [
    { side: "rows", of: "all", numbers: ofRows.slice(0, rows).map((numbers) => numbers[4]) },
    { side: "rows", of: "perColumn", numbers: ofRows.slice(0, rows).map((numbers) => numbers[5]) },
    { side: "columns", of: undefined, numbers: ofColumns.slice(0, columns).map((numbers) => numbers[4]) },
  ] as const;
  return quotas.flatMap(([kind, level, which, bounds, low, width]): SeatQuota[] => {
    const { side, of, numbers } = kinds[kind % 3];
    // of six labels, two belong to each of three groups
    const sizes = [6, 2, 1];
    const partSize = sizes[level % 3];
    const parts = 6 / partSize;
    const members = [...numbers.keys()].filter(
      (index) => Math.floor((numbers[index] % 6) / partSize) === which % parts,
    );
    if (members.length === 0) return [];
    const min = of === "perColumn" ? low % 2 : low % 4;
    const max = min + (width % 3);
    return [
      {
        side,
        members,
        ...(of !== undefined && { of }),
        ...(bounds % 3 !== 1 && { max: bounds % 3 === 0 ? Math.max(1, max) : max }),
        ...(bounds % 3 !== 0 && { min }),
      },
    ];
  });
}

/** The indices of keys, those of the smallest key first. */
function orderBy(keys: readonly number[]): number[] {
  return [...keys.keys()].sort((a, b) => keys[a] - keys[b] || a - b);
}

function list<Item>(length: number, item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> {
  return fc.array(item, { minLength: length, maxLength: length });
}

/** Sizes up to the largest, half of them the largest or one less. */
function size(most: number): fc.Arbitrary<number> {
  return fc
    .tuple(fc.boolean(), fc.noBias(fc.nat({ max: most })))
    .map(([isLarge, length]) => (isLarge ? Math.max(0, most - (length % 2)) : length));
}
