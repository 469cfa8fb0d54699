import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { Lottery } from "../../../src/solve/assignment.js";
import { stablePairs } from "../../../src/solve/stable/deferredAcceptance.js";
import { rankMarket, type Side } from "../../../src/solve/stable/market.js";
import { drawnInstances, type Instance, instances, runs, shuffled } from "../../support/instances.js";

/** Worths that rows and columns share. */
function sharedWorth(scores: readonly (readonly number[])[]) {
  return (row: number) => ({ toRow: Float64Array.from(scores[row]), toColumns: Float64Array.from(scores[row]) });
}

function listsOf({ start, choice }: Side): number[][] {
  return Array.from({ length: start.length - 1 }, (_, member) => [
    ...choice.subarray(start[member], start[member + 1]),
  ]);
}

/** Whoever is acceptable, sorted in so many words. */
function sorted(worths: readonly number[], drawn: readonly number[]): number[] {
  const acceptable = [...worths.keys()].filter((other) => worths[other] > -Infinity);
  return acceptable.sort((a, b) => worths[b] - worths[a] || drawn.indexOf(a) - drawn.indexOf(b));
}

describe("rankMarket()", () => {
  test("rankMarket(): ranks by worth, and those of equal worth in the lottery's order; counts who needed it", () => {
    const seen = { tied: 0, strict: 0 };
    fc.assert(
      fc.property(worthInstances, ({ toRow, toColumns, lottery }) => {
        const demands = toRow.map(() => 1);
        const capacities = Array.from(lottery.columns, () => 1);
        const worthOf = (row: number) => ({
          toRow: Float64Array.from(toRow[row]),
          toColumns: Float64Array.from(toColumns[row]),
        });
        const market = rankMarket(worthOf, { demands, capacities }, lottery);
        const drawn = { rows: Array.from(lottery.rows), columns: Array.from(lottery.columns) };
        const byColumn = capacities.map((_, column) => toColumns.map((row) => row[column]));
        expect(listsOf(market.rows)).toEqual(toRow.map((worths) => sorted(worths, drawn.columns)));
        expect(listsOf(market.columns)).toEqual(byColumn.map((worths) => sorted(worths, drawn.rows)));
        const tied = (worths: readonly number[]) => {
          const accepted = worths.filter((worth) => worth > -Infinity);
          return new Set(accepted).size < accepted.length;
        };
        expect(market.ties).toEqual({ rows: toRow.filter(tied).length, columns: byColumn.filter(tied).length });
        seen[market.ties.rows > 0 ? "tied" : "strict"] += 1;
      }),
      runs(500),
    );
    expect(Math.min(seen.tied, seen.strict)).toBeGreaterThan(50);
  });

  test("rankMarket(): is exact at the greatest worths", () => {
    const lottery = { rows: [1, 0, 2], columns: [2, 1, 0] };
    const top = Math.floor((2 ** 53 - 1) / 3) - 1;
    const scores = [
      [top, top - 1, top],
      [-top, 1 - top, -top],
      [0, -1, 1],
    ];
    const places = { demands: [1, 1, 1], capacities: [1, 1, 1] };
    const { rows } = rankMarket(sharedWorth(scores), places, lottery);
    expect(listsOf(rows)).toEqual([
      [2, 0, 1],
      [1, 2, 0],
      [2, 0, 1],
    ]);
  });
});

describe("stablePairs(): where rows and columns share one worth without ties", () => {
  test("stablePairs(): taking the pair of the highest worth, as long as both have places, gives the one stable matching", () => {
    let contested = 0;
    fc.assert(
      fc.property(strictInstances, ({ scores, capacities, demands }) => {
        const lottery = { rows: [...scores.keys()], columns: [...capacities.keys()] };
        const market = rankMarket(sharedWorth(scores), { demands, capacities }, lottery);
        expect(market.ties).toEqual({ rows: 0, columns: 0 });
        const greedy = greedyPairs(scores, demands, capacities);
        expect(stablePairs(market, "rows")).toEqual(greedy);
        expect(stablePairs(market, "columns")).toEqual(greedy);
        const firsts = scores.map((row) => row.indexOf(Math.max(...row)));
        if (new Set(firsts).size < firsts.length && greedy.length > 3) contested += 1;
      }),
      runs(500),
    );
    expect(contested).toBeGreaterThan(100);
  });
});

function greedyPairs(
  scores: readonly (readonly number[])[],
  demands: readonly number[],
  capacities: readonly number[],
) {
  const places = [...demands];
  const seats = [...capacities];
  const entries = scores.flatMap((row, i) => row.map((score, j) => ({ i, j, score })));
  const taken: [number, number][] = [];
  for (const { i, j, score } of entries.sort((a, b) => b.score - a.score)) {
    if (score === -Infinity || places[i] === 0 || seats[j] === 0) continue;
    places[i]--;
    seats[j]--;
    taken.push([i, j]);
  }
  return taken.sort(([a, b], [c, d]) => a - c || b - d);
}

const strictInstances = instances({ rows: 8, columns: 6 }).chain(({ scores, capacities }) => {
  const columns = capacities.length;
  return fc.record({
    scores: shuffled(scores.length * columns).map((order) =>
      scores.map((row, i) => row.map((score, j) => (score === -Infinity ? score : order[i * columns + j]))),
    ),
    capacities: fc.constant(capacities),
    demands: fc.array(fc.constantFrom(1, 1, 2, 3, 0), { minLength: scores.length, maxLength: scores.length }),
  });
});

const worthInstances = drawnInstances({ rows: 6, columns: 5 }).chain(
  ({ scores, lottery }: Instance & { readonly lottery: Lottery }) =>
    fc.record({
      toRow: fc.constant(scores),
      toColumns: fc.tuple(
        ...scores.map((row) => fc.tuple(...row.map(() => fc.constantFrom(-Infinity, -1, 0, 1, 2, 3)))),
      ),
      lottery: fc.constant(lottery),
    }),
);
