import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { createSimplex, type Network } from "../../../src/solve/network/simplex.js";
import { runs } from "../../support/instances.js";

/** An arc, and what it costs in one cost function after the other. */
interface Arc {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly room: number;
  readonly costs: readonly number[];
}

interface Example {
  readonly nodes: number;
  readonly arcs: readonly Arc[];
}

const COSTS = 3;

/** Networks of few nodes with parallel arcs, arcs without room, and lower bounds, most of which can be met. */
// without fast-check's preference for the least and the greatest, or few networks would have several flows
const examples: fc.Arbitrary<Example> = fc.noBias(fc.integer({ min: 1, max: 4 })).chain((nodes) =>
  fc.record({
    nodes: fc.constant(nodes),
    arcs: fc.noBias(
      fc.array(
        fc
          .tuple(
            fc.nat({ max: nodes - 1 }),
            fc.nat({ max: nodes - 1 }),
            fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 2),
            fc.constantFrom(0, 1, 1, 2, 2),
            fc.array(fc.constantFrom(0, 0, 0, -1, -2, 1), { minLength: COSTS, maxLength: COSTS }),
          )
          .filter(([from, to]) => from !== to || nodes === 1)
          .map(([from, to, low, room, costs]): Arc => ({ from, to, low, room, costs })),
        { minLength: nodes === 1 ? 0 : 4, maxLength: nodes === 1 ? 0 : 9 },
      ),
    ),
  }),
);

function toNetwork({ nodes, arcs }: Example): Network {
  return {
    nodes,
    from: Int32Array.from(arcs, ({ from }) => from),
    to: Int32Array.from(arcs, ({ to }) => to),
    low: Int32Array.from(arcs, ({ low }) => low),
    room: Int32Array.from(arcs, ({ room }) => room),
  };
}

const costOf = ({ arcs }: Example, k: number) => Float64Array.from(arcs, ({ costs }) => costs[k]);

/** Every way in which what arcs carry beyond their least can go round, by trying them all. */
function everyFlow({ nodes, arcs }: Example): number[][] {
  let flows: number[][] = [[]];
  for (const { room } of arcs) {
    flows = flows.flatMap((flow) => Array.from({ length: room + 1 }, (_, units) => [...flow, units]));
  }
  return flows.filter((flow) => excess({ nodes, arcs }, flow).every((units) => units === 0));
}

/** What enters each node and does not leave it. */
function excess({ nodes, arcs }: Example, flow: ArrayLike<number>): number[] {
  const more = new Array<number>(nodes).fill(0);
  arcs.forEach(({ from, to, low }, e) => {
    more[to] += low + flow[e];
    more[from] -= low + flow[e];
  });
  return more;
}

const priceOf = (flow: ArrayLike<number>, cost: Float64Array) =>
  Array.from(flow).reduce((sum, units, e) => sum + units * cost[e], 0);

/** The flows of the least price. */
function cheapest(flows: readonly number[][], cost: Float64Array): number[][] {
  const least = Math.min(...flows.map((flow) => priceOf(flow, cost)));
  return flows.filter((flow) => priceOf(flow, cost) === least);
}

/** Whether arcs that carry something between their least and their most close a cycle, whichever way they lead. */
function hasFreeCycle({ nodes, arcs }: Example, flow: readonly number[]): boolean {
  const part = Array.from({ length: nodes }, (_, node) => node);
  return arcs.some(({ from, to, room }, e) => {
    if (flow[e] === 0 || flow[e] === room) return false;
    const [one, other] = [part[from], part[to]];
    part.forEach((own, node) => {
      if (own === other) part[node] = one;
    });
    return one === other;
  });
}

/** Where a reduced cost has the wrong sign for what its arc carries, of the arcs that may change. */
function unproven(
  { arcs }: Example,
  {
    flow,
    cost,
    potential,
    live,
  }: { flow: ArrayLike<number>; cost: Float64Array; potential: Float64Array; live: ArrayLike<number> },
): number[] {
  return Array.from(live).filter((e) => {
    const { from, to, room } = arcs[e];
    const reduced = cost[e] + potential[from] - potential[to];
    return (reduced < 0 && flow[e] < room) || (reduced > 0 && flow[e] > 0);
  });
}

describe("createSimplex(): one cost function after the other, each least among the optima of those before", () => {
  test("createSimplex(): a flow if and only if lower bounds can be met, and otherwise what is missing", () => {
    const seen = { feasible: 0, short: 0, bounded: 0 };
    fc.assert(
      fc.property(examples, (example) => {
        const simplex = createSimplex(toNetwork(example));
        const isFeasible = everyFlow(example).length > 0;
        expect(simplex.shortfall() === 0).toBe(isFeasible);
        seen[isFeasible ? "feasible" : "short"] += 1;
        if (!isFeasible) return;
        expect(excess(example, simplex.flow).slice(0, example.nodes)).toEqual(new Array(example.nodes).fill(0));
        example.arcs.forEach(({ room }, e) => {
          expect(simplex.flow[e] >= 0 && simplex.flow[e] <= room).toBe(true);
        });
        if (example.arcs.some(({ low }) => low > 0)) seen.bounded += 1;
      }),
      runs(1500),
    );
    expect(Math.min(seen.feasible, seen.short, seen.bounded)).toBeGreaterThan(150);
  });

  test("createSimplex(): each optimum is that of trying every flow, and its potentials prove it", () => {
    const seen = { several: 0, moved: 0, held: 0 };
    fc.assert(
      fc.property(examples, (example) => {
        const simplex = createSimplex(toNetwork(example));
        let optima = everyFlow(example);
        if (optima.length === 0) return;
        for (let k = 0; k < COSTS; k++) {
          const cost = costOf(example, k);
          const before = Array.from(simplex.flow);
          const live = Array.from(simplex.live.subarray(0, simplex.liveCount()));
          const potential = simplex.minimise(cost);
          const flow = Array.from(simplex.flow).slice(0, example.arcs.length);
          expect(unproven(example, { flow, cost, potential, live })).toEqual([]);
          if (before.some((units, e) => units !== simplex.flow[e])) seen.moved += 1;
          const remaining = cheapest(optima, cost);
          expect(remaining).toContainEqual(flow);
          if (remaining.length > 1) seen.several += 1;
          if (remaining.length < optima.length) seen.held += 1;
          optima = remaining;
          simplex.settle();
        }
      }),
      runs(1500),
    );
    expect(Math.min(seen.several, seen.moved, seen.held)).toBeGreaterThan(200);
  });

  test("settle(): keeps every arc that changes among the optima, and only arcs whose reduced cost is 0", () => {
    const seen = { kept: 0, dropped: 0 };
    fc.assert(
      fc.property(examples, (example) => {
        const simplex = createSimplex(toNetwork(example));
        let optima = everyFlow(example);
        if (optima.length === 0) return;
        for (let k = 0; k < COSTS; k++) {
          const cost = costOf(example, k);
          const before = simplex.liveCount();
          simplex.minimise(cost);
          simplex.settle();
          optima = cheapest(optima, cost);
          const live = new Set(simplex.live.subarray(0, simplex.liveCount()));
          const varies = [...example.arcs.keys()].filter((e) => optima.some((flow) => flow[e] !== optima[0][e]));
          expect(varies.filter((e) => !live.has(e))).toEqual([]);
          seen.kept += varies.length;
          seen.dropped += before - live.size;
        }
      }),
      runs(800),
    );
    expect(Math.min(seen.kept, seen.dropped)).toBeGreaterThan(400);
  });

  test("adopt(): going on from any other optimum ends at the same price, proven", () => {
    let other = 0;
    let between = 0;
    fc.assert(
      fc.property(examples, fc.nat(), (example, which) => {
        const simplex = createSimplex(toNetwork(example));
        const flows = everyFlow(example);
        if (flows.length === 0) return;
        const [first, second] = [costOf(example, 0), costOf(example, 1)];
        simplex.minimise(first);
        simplex.settle();
        const optima = cheapest(flows, first).filter((flow) => !hasFreeCycle(example, flow));
        if (optima.length === 0) return;
        const given = optima[which % optima.length];
        const own = Array.from(simplex.flow).slice(0, given.length);
        if (given.some((units, e) => units !== own[e])) other += 1;
        if (example.arcs.filter(({ room }, e) => given[e] > 0 && given[e] < room).length > 1) between += 1;
        const flow = simplex.flow.slice();
        flow.set(given);
        simplex.adopt(flow);
        const live = Array.from(simplex.live.subarray(0, simplex.liveCount()));
        const potential = simplex.minimise(second);
        const reached = Array.from(simplex.flow).slice(0, given.length);
        expect(unproven(example, { flow: reached, cost: second, potential, live })).toEqual([]);
        expect(cheapest(cheapest(flows, first), second)).toContainEqual(reached);
      }),
      runs(1500),
    );
    expect(other).toBeGreaterThan(100);
    expect(between).toBeGreaterThan(15);
  });

  test("createSimplex(): the order in which arcs are looked at changes no price", () => {
    let several = 0;
    fc.assert(
      fc.property(examples, (example) => {
        const reversed = Int32Array.from(example.arcs, (_, e) => example.arcs.length - 1 - e);
        const simplexes = [toNetwork(example), { ...toNetwork(example), order: reversed }].map((network) =>
          createSimplex(network),
        );
        const [one, other] = simplexes;
        expect(one.shortfall()).toBe(other.shortfall());
        if (one.shortfall() > 0) return;
        for (let k = 0; k < COSTS; k++) {
          const cost = costOf(example, k);
          const prices = simplexes.map((simplex) => {
            simplex.minimise(cost);
            simplex.settle();
            return priceOf(simplex.flow.subarray(0, example.arcs.length), cost);
          });
          expect(prices[0]).toBe(prices[1]);
        }
        if (example.arcs.length > 4) several += 1;
      }),
      runs(500),
    );
    expect(several).toBeGreaterThan(100);
  });

  test("createSimplex(): hears of its work while it runs, and can be stopped by throwing", () => {
    const rows = 300;
    const arcs: Arc[] = [];
    for (let i = 0; i < rows; i++) {
      arcs.push({ from: 0, to: 1 + i, low: 0, room: 1, costs: [0] });
      arcs.push({ from: 1 + rows + i, to: 0, low: 0, room: 1, costs: [0] });
      for (let j = 0; j < rows; j++) {
        arcs.push({ from: 1 + i, to: 1 + rows + j, low: 0, room: 1, costs: [-(((i + 1) * (j + 1) * 37) % 101) - 1] });
      }
    }
    const example = { nodes: 1 + 2 * rows, arcs };
    let ticks = 0;
    createSimplex(toNetwork(example), () => void ticks++).minimise(costOf(example, 0));
    expect(ticks).toBeGreaterThan(0);
    const stop = () => {
      throw new Error("stopped");
    };
    expect(() => createSimplex(toNetwork(example), stop).minimise(costOf(example, 0))).toThrow("stopped");
  });
});
