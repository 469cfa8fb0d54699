import fc from "fast-check";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

import type { Lottery, Objective, SparseScoreMatrix } from "../../src/solve/assignment.js";

/** One problem for the solver: a list of scores for each row, a number of seats for each column. */
export interface Instance {
  readonly scores: number[][];
  readonly capacities: number[];
}

type Family = (rows: number, columns: number) => fc.Arbitrary<number[][]>;

/** Every objective the solver knows, each preset also in its long form. */
export const objectives: readonly Objective[] = [
  "everyone",
  "best",
  ["matched"],
  ["total"],
  ["matched", "total"],
  ["total", "matched"],
];

/** Structures of scores on which solvers have been seen to fail or to slow down. */
export const families: Readonly<Record<string, Family>> = {
  tied: (rows, columns) => filled(rows, columns, fc.integer({ min: 0, max: 3 })),
  spread: (rows, columns) => filled(rows, columns, fc.integer({ min: -1000, max: 1000 })),
  mostlyNegative: (rows, columns) => filled(rows, columns, fc.integer({ min: -6, max: 2 })),
  equal: (rows, columns) => fc.integer({ min: -2, max: 3 }).map((score) => build(rows, columns, () => score)),
  rankOne: (rows, columns) => fc.constant(build(rows, columns, (row, column) => (row + 1) * (column + 1))),
  permutation: (rows, columns) =>
    shuffled(Math.max(rows, columns)).map((order) =>
      build(rows, columns, (row, column) => (order[row] === column ? 1 : 0)),
    ),
  monge,
  blocks,
};

/**
 * Problems of every family with forbidden pairs, whole forbidden rows and columns, empty sides, and seats that are
 * scarce, exactly one each, or plenty. Shrinks towards few rows, few columns and small scores.
 */
export function instances({ rows, columns }: { rows: number; columns: number }): fc.Arbitrary<Instance> {
  return fc
    .record({
      rows: size(rows),
      columns: size(columns),
      family: fc.constantFrom(...Object.values(families)),
    })
    .chain((chosen) => {
      const scores = chosen.family(chosen.rows, chosen.columns);
      return fc.record({ scores: withForbidden(scores, chosen), capacities: seats(chosen.columns) });
    });
}

/** Square problems without forbidden pairs and with one seat for each column. */
export function squareInstances(most: number): fc.Arbitrary<number[][]> {
  return fc
    .record({ size: fc.integer({ min: 1, max: most }), family: fc.constantFrom(...Object.values(families)) })
    .chain(({ size: side, family }) => family(side, side));
}

/** Problems together with an order in which rows and columns are drawn. */
export function drawnInstances(most: {
  rows: number;
  columns: number;
}): fc.Arbitrary<Instance & { readonly lottery: Lottery }> {
  return instances(most).chain(({ scores, capacities }) =>
    fc.record({
      scores: fc.constant(scores),
      capacities: fc.constant(capacities),
      lottery: fc.record({ rows: shuffled(scores.length), columns: shuffled(capacities.length) }),
    }),
  );
}

/** The numbers below `length`, each once, in any order. */
export function shuffled(length: number): fc.Arbitrary<number[]> {
  const order = Array.from({ length }, (_, index) => index);
  return fc.shuffledSubarray(order, { minLength: length, maxLength: length });
}

/**
 * A problem too large for brute force, the same for the same seed: whole scores below `scores`, one pair in `forbidden`
 * absent (none when 0), at most three seats for each column.
 */
export function seededInstance(options: {
  rows: number;
  columns: number;
  scores: number;
  forbidden: number;
  seed: number;
}): Instance {
  const { rows, columns, forbidden } = options;
  const generator = xoroshiro128plus(options.seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  const scores = build(rows, columns, () => {
    const isForbidden = forbidden > 0 && below(forbidden) === 0;
    return isForbidden ? -Infinity : below(options.scores);
  });
  return { scores, capacities: Array.from({ length: columns }, () => below(4)) };
}

/** The allowed pairs of lists of rows as a sparse matrix, the columns of each row ascending. */
export function toSparse(scores: readonly (readonly number[])[], columns: number): SparseScoreMatrix {
  const entries = scores.map((row) => [...row.keys()].filter((column) => row[column] > -Infinity));
  const start = new Int32Array(scores.length + 1);
  for (const row of scores.keys()) start[row + 1] = start[row] + entries[row].length;
  const column = Int32Array.from(entries.flat());
  const score = Float64Array.from(entries.flatMap((list, row) => list.map((j) => scores[row][j])));
  return { rows: scores.length, columns, start, column, score };
}

/**
 * A sparse problem too large for a full matrix, the same for the same seed: each row may have `perRow` columns, drawn
 * from all, with whole scores below `scores`, and each column has at most `seats` seats.
 */
export function seededSparse(options: {
  rows: number;
  columns: number;
  perRow: number;
  scores: number;
  seats: number;
  seed: number;
}): { readonly scores: SparseScoreMatrix; readonly capacities: number[] } {
  const { rows, columns, perRow } = options;
  const generator = xoroshiro128plus(options.seed);
  const below = (limit: number) => uniformInt(generator, 0, limit - 1);
  const column = new Int32Array(rows * perRow);
  for (let row = 0; row < rows; row++) {
    const drawn = new Set<number>();
    while (drawn.size < perRow) drawn.add(below(columns));
    column.set([...drawn], row * perRow);
  }
  const scores = {
    rows,
    columns,
    start: Int32Array.from({ length: rows + 1 }, (_, row) => row * perRow),
    column,
    score: Float64Array.from(column, () => below(options.scores)),
  };
  return { scores, capacities: Array.from({ length: columns }, () => below(options.seats + 1)) };
}

/** How often a property runs, always from the same seed unless `FAST_CHECK_SEED` gives another. */
export function runs(numRuns: number): { numRuns: number; seed: number } {
  return { numRuns, seed: Number(process.env["FAST_CHECK_SEED"] ?? 20_160_801) };
}

function build(rows: number, columns: number, score: (row: number, column: number) => number): number[][] {
  return Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => score(row, column)));
}

function filled(rows: number, columns: number, score: fc.Arbitrary<number>): fc.Arbitrary<number[][]> {
  return list(rows, list(columns, score));
}

function list<Item>(length: number, item: fc.Arbitrary<Item>): fc.Arbitrary<Item[]> {
  return fc.array(item, { minLength: length, maxLength: length });
}

/** Sizes up to the largest, which is as likely as all the others together. */
function size(most: number): fc.Arbitrary<number> {
  return fc.oneof(fc.nat({ max: most }), fc.integer({ min: Math.max(0, most - 1), max: most }));
}

/** Offsets of rows and columns plus the running sums of a density of one sign (Monge 1781; Hoffman 1963). */
function monge(rows: number, columns: number): fc.Arbitrary<number[][]> {
  return fc
    .record({
      density: filled(rows, columns, fc.nat({ max: 2 })),
      rowOffsets: list(rows, fc.nat({ max: 5 })),
      columnOffsets: list(columns, fc.nat({ max: 5 })),
      sign: fc.constantFrom(1, -1),
    })
    .map(({ density, rowOffsets, columnOffsets, sign }) => {
      const above = (row: number, column: number) =>
        density.slice(0, row + 1).reduce((sum, line) => sum + line.slice(0, column + 1).reduce((a, b) => a + b, 0), 0);
      return build(rows, columns, (row, column) => rowOffsets[row] + columnOffsets[column] + sign * above(row, column));
    });
}

/** Rows and columns fall into two kinds each; a score depends on the kinds alone. */
function blocks(rows: number, columns: number): fc.Arbitrary<number[][]> {
  const kind = fc.nat({ max: 1 });
  return fc
    .record({
      rowKinds: list(rows, kind),
      columnKinds: list(columns, kind),
      scores: list(4, fc.constantFrom(-Infinity, -1, 0, 1, 2)),
    })
    .map(({ rowKinds, columnKinds, scores }) =>
      build(rows, columns, (row, column) => scores[2 * rowKinds[row] + columnKinds[column]]),
    );
}

function withForbidden(
  scores: fc.Arbitrary<number[][]>,
  { rows, columns }: { rows: number; columns: number },
): fc.Arbitrary<number[][]> {
  const none = fc.constant(build(rows, columns, () => 1));
  const some = (share: fc.Arbitrary<number>) => filled(rows, columns, share);
  const lines = fc
    .record({
      rows: list(rows, fc.constantFrom(1, 1, 1, 0)),
      columns: list(columns, fc.constantFrom(1, 1, 1, 0)),
    })
    .map((allowed) => build(rows, columns, (row, column) => allowed.rows[row] * allowed.columns[column]));
  const allowed = fc.oneof(none, some(fc.constantFrom(1, 1, 1, 0)), some(fc.constantFrom(1, 0, 0)), lines);
  return fc
    .tuple(scores, allowed)
    .map(([score, mask]) =>
      build(rows, columns, (row, column) => (mask[row][column] === 1 ? score[row][column] : -Infinity)),
    );
}

function seats(columns: number): fc.Arbitrary<number[]> {
  return fc.oneof(list(columns, fc.constant(1)), list(columns, fc.nat({ max: 3 })), list(columns, fc.nat({ max: 1 })));
}
