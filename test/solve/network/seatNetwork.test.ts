import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { SeatQuota } from "../../../src/solve/assignment.js";
import { createSeatNetwork, type SeatNetwork } from "../../../src/solve/network/seatNetwork.js";
import { limitsOf } from "../../support/exhaustive.js";
import { runs } from "../../support/instances.js";
import { loadedInstances } from "../../support/loadedInstances.js";
import { type SmallProblem, toInstance, toSparseInstance } from "../../support/stagedProofs.js";

type Pairs = readonly (readonly [row: number, column: number])[];

function networkOf(problem: SmallProblem, unitSeats: boolean, form: "dense" | "sparse" = "dense"): SeatNetwork {
  const instance = form === "dense" ? toInstance(problem) : toSparseInstance(toInstance(problem));
  return createSeatNetwork({ ...instance, capacities: Array.from(instance.capacities), unitSeats });
}

const numbersIn = ({ first, end }: { first: number; end: number }) =>
  Array.from({ length: end - first }, (_, at) => first + at);

/** What each arc carries when some pairs are assigned: places and seats from the first on. */
function flowOf(network: SeatNetwork, pairs: Pairs, quotas: readonly SeatQuota[]): number[] {
  const { placeStart, pairStart, seatStart, column, seats, places, limits } = network;
  const flow = new Array<number>(network.from.length).fill(0);
  const degree = (row: number) => pairs.filter(([i]) => i === row).length;
  const load = (of: number) => pairs.filter(([, j]) => j === of).length;
  for (let i = 0; i + 1 < placeStart.length; i++) {
    for (let k = 0; k < placeStart[i + 1] - placeStart[i]; k++) {
      flow[places.first + placeStart[i] + k] = Number(k < degree(i));
    }
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      flow[network.pairs.first + at] = Number(pairs.some(([row, j]) => row === i && j === column[at]));
    }
  }
  for (let j = 0; j + 1 < seatStart.length; j++) {
    const own = numbersIn({ first: seatStart[j], end: seatStart[j + 1] });
    own.forEach((at, k) => {
      flow[seats.first + at] = own.length === 1 ? load(j) : Number(k < load(j));
    });
  }
  for (const { arc, quota, column: ofColumn } of limits) {
    const members = Array.from(quotas[quota].members);
    flow[arc] = pairs.filter(
      ([i, j]) => members.includes(quotas[quota].side === "rows" ? i : j) && (ofColumn === undefined || j === ofColumn),
    ).length;
  }
  return flow;
}

describe("createSeatNetwork(): assignments are what can go round", () => {
  test("createSeatNetwork(): places, pairs and seats, one after the other", () => {
    const network = networkOf(
      {
        scores: [
          [5, -Infinity],
          [1, 2],
        ],
        capacities: [3, 1],
        demands: [1, 2],
        stages: ["total"],
      },
      false,
    );
    expect(network.places).toEqual({ first: 0, end: 3 });
    expect(network.pairs).toEqual({ first: 3, end: 6 });
    expect(network.seats).toEqual({ first: 6, end: 8 });
    expect(Array.from(network.column)).toEqual([0, 0, 1]);
    expect(Array.from(network.score)).toEqual([5, 1, 2]);
    expect(Array.from(network.from)).toEqual([0, 0, 0, 1, 2, 2, 3, 4]);
    expect(Array.from(network.to)).toEqual([1, 2, 2, 3, 3, 4, 0, 0]);
    expect(Array.from(network.low)).toEqual(new Array(8).fill(0));
    expect(Array.from(network.room)).toEqual([1, 1, 1, 1, 1, 1, 3, 1]);
    expect(network.limits).toEqual([]);
  });

  test("createSeatNetwork(): seats one by one, the first of them those that have to be filled", () => {
    const network = networkOf(
      {
        scores: [
          [1, 1],
          [1, 1],
        ],
        capacities: [2, 1],
        minimums: [1, 0],
        stages: ["balance"],
      },
      true,
    );
    const seats = numbersIn(network.seats);
    expect(Array.from(network.seatStart)).toEqual([0, 2, 3]);
    expect(seats.map((e) => [network.low[e], network.room[e]])).toEqual([
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
  });

  test("createSeatNetwork(): no more seats than rows could fill, and none fewer than there have to be", () => {
    const roomOf = (capacities: number[], minimums: number[]) => {
      const network = networkOf({ scores: [[1], [1]], capacities, minimums, stages: ["total"] }, false);
      const [seat] = numbersIn(network.seats);
      return [network.low[seat], network.room[seat]];
    };
    expect(roomOf([1_000_000_000_000], [0])).toEqual([0, 3]);
    expect(roomOf([1_000_000_000_000], [2])).toEqual([2, 1]);
    expect(roomOf([50], [40])).toEqual([40, 0]);
  });

  test("createSeatNetwork(): quotas in one another, a quota per column with an arc for each column", () => {
    const scores = [
      [1, 1],
      [1, 1],
      [1, 1],
    ];
    const network = networkOf(
      {
        scores,
        capacities: [3, 3],
        stages: ["total"],
        quotas: [
          { side: "columns", members: [1], min: 1 },
          { side: "rows", of: "perColumn", members: [0, 1], max: 1 },
          { side: "rows", members: [0] },
          { side: "rows", members: [0, 1], min: 1, max: 2 },
        ],
      },
      false,
    );
    const { limits, from, to, low, room, rowNode, columnNode, rowAbove, columnAbove } = network;
    expect(limits.map(({ quota, column }) => [quota, column])).toEqual([
      [0, undefined],
      [1, 0],
      [1, 1],
      [2, undefined],
      [3, undefined],
    ]);
    const [ofColumn, atFirst, atSecond, inner, outer] = limits.map(({ arc }) => arc);
    expect([from[outer], to[outer], from[inner], to[inner]]).toEqual([0, rowAbove(1), rowAbove(1), rowAbove(0)]);
    expect(rowAbove(2)).toBe(0);
    expect([from[ofColumn], to[ofColumn], columnAbove(0)]).toEqual([columnAbove(1), 0, 0]);
    expect([to[atFirst], to[atSecond]]).toEqual([columnNode(0), columnNode(1)]);
    expect([low[outer], room[outer], low[ofColumn]]).toEqual([1, 1, 1]);
    // pairs of members go by the quota's node, others straight to the column
    const ends = numbersIn(network.pairs).map((e) => [from[e], to[e]]);
    expect(ends).toEqual([
      [rowNode(0), from[atFirst]],
      [rowNode(0), from[atSecond]],
      [rowNode(1), from[atFirst]],
      [rowNode(1), from[atSecond]],
      [rowNode(2), columnNode(0)],
      [rowNode(2), columnNode(1)],
    ]);
  });

  test("createSeatNetwork(): what is used of a quota is left out of its bounds", () => {
    const instance = toInstance({
      scores: [[1, 1]],
      capacities: [1, 1],
      stages: ["total"],
      quotas: [{ side: "rows", of: "perColumn", members: [0], min: 1, max: 3 }],
    });
    const quotas = instance.loads.quotas.map((quota) => ({ ...quota, used: Int32Array.of(2, 0) }));
    const loads = { ...instance.loads, quotas };
    const { limits, low, room } = createSeatNetwork({ ...instance, loads, capacities: [1, 1], unitSeats: false });
    expect(limits.map(({ arc }) => [low[arc], room[arc]])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  test("createSeatNetwork(): pairs go round within bounds if and only if they keep all of them", () => {
    const seen = { kept: 0, broken: 0, quotas: 0 };
    const drawn = fc.tuple(
      loadedInstances({ rows: 4, columns: 4 }),
      fc.boolean(),
      fc.infiniteStream(fc.nat({ max: 2 })),
    );
    fc.assert(
      fc.property(drawn, ([{ scores, options }, unitSeats, draws]) => {
        const { quotas = [], demands } = options;
        const capacities = Array.from(options.capacities);
        const problem: SmallProblem = {
          scores,
          capacities,
          stages: ["total"],
          ...(options.minimums && { minimums: Array.from(options.minimums) }),
          ...(demands && { demands: Array.from(demands) }),
          quotas: quotas.map(({ members, ...quota }) => ({ ...quota, members: Array.from(members) })),
        };
        const network = networkOf(problem, unitSeats);
        const pairs = scores.flatMap((line, row) => {
          const allowed = [...line.keys()].filter((column) => line[column] > -Infinity && draws.next().value === 0);
          return allowed.slice(0, demands?.[row] ?? 1).map((column) => [row, column] as const);
        });
        const limits = limitsOf({ ...options, capacities });
        const isKept = limits.every(({ counts, min, max }) => {
          const count = pairs.filter(([row, column]) => counts(row, column)).length;
          return count >= min && count <= max;
        });
        const flow = flowOf(network, pairs, quotas);
        const inOut = new Array<number>(network.nodes).fill(0);
        flow.forEach((units, e) => {
          inOut[network.to[e]] += units;
          inOut[network.from[e]] -= units;
        });
        const bounded = flow.every((units, e) => units >= network.low[e] && units <= network.low[e] + network.room[e]);
        const fitsSeats = capacities.every((seats, j) => pairs.filter(([, column]) => column === j).length <= seats);
        // rows that find no seat arc would stand still
        if (fitsSeats || !unitSeats) expect(inOut).toEqual(new Array(network.nodes).fill(0));
        expect(bounded && inOut.every((units) => units === 0)).toBe(isKept);
        seen[isKept ? "kept" : "broken"] += 1;
        if (isKept && quotas.length > 0 && pairs.length > 0) seen.quotas += 1;
      }),
      runs(2500),
    );
    expect(Math.min(seen.kept, seen.broken)).toBeGreaterThan(400);
    expect(seen.quotas).toBeGreaterThan(60);
  });

  test("createSeatNetwork(): the same of either form of the scores, and every arc once in its order", () => {
    let arcs = 0;
    fc.assert(
      fc.property(loadedInstances({ rows: 5, columns: 5 }), fc.boolean(), ({ scores, options }, unitSeats) => {
        const problem: SmallProblem = { scores, capacities: Array.from(options.capacities), stages: ["total"] };
        const [dense, sparse] = (["dense", "sparse"] as const).map((form) => networkOf(problem, unitSeats, form));
        const { rowNode: _a, columnNode: _b, rowAbove: _c, columnAbove: _d, pairNode: _e, ...numbers } = dense;
        expect(sparse).toMatchObject(numbers);
        expect(Array.from(dense.order!).sort((a, b) => a - b)).toEqual([...dense.from.keys()]);
        arcs += dense.from.length;
      }),
      runs(200),
    );
    expect(arcs).toBeGreaterThan(2000);
  });
});
