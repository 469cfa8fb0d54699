import type { Component, Stage } from "../assignment.js";
import { componentsOf } from "../components.js";
import { createCosts } from "./costs.js";
import { reachFloor, reachLeximin } from "./levels.js";
import type { Simplex } from "./simplex.js";
import type { Proven, Solving, Witness } from "./solving.js";
import { startComponent } from "./startComponent.js";

/** All components in their order. */
export interface ProvenStages {
  readonly proven: readonly Proven[];
  readonly witness?: Witness;
}

/**
 * Reaches the stages one after the other; the flow is at an optimum of all of them in the end. `before` is called when
 * those before a stage are reached.
 */
export function solveStages(
  solving: Solving,
  stages: readonly Stage[],
  before: (stage: Stage) => void = () => {},
): ProvenStages {
  const proven: Proven[] = [];
  const costOf = createCosts(solving);
  let witness: Witness | undefined;
  for (const stage of stages) {
    before(stage);
    for (const component of componentsOf(stage, solving.loads)) {
      const cost = costOf(component);
      const reached = reach(solving, component, cost);
      if (proven.length === 0) withFeasibility(solving, reached, cost);
      proven.push(reached);
    }
    if (stage === "leximin") proven.push(...reachLeximin(solving));
    if (stage === "floor") {
      const after = proven.length;
      const floor = reachFloor(solving);
      proven.push(...floor.proven);
      if (floor.witness !== undefined) witness = { ...floor.witness, after };
    }
  }
  return witness === undefined ? { proven } : { proven, witness };
}

/** Makes a component as great as it can be, and keeps to that. */
function reach(solving: Solving, component: Component, cost: Float64Array): Proven {
  const { network, simplex } = solving;
  const { placeStart, nodes } = network;
  const lastPlaces = new Float64Array(placeStart.length - 1);
  for (let i = 0; i < lastPlaces.length; i++) {
    if (placeStart[i + 1] > placeStart[i]) lastPlaces[i] = -cost[placeStart[i + 1] - 1];
  }
  // where nothing that can still change counts, there is nothing to prove
  if (!isCounted(simplex, cost)) return { component, lastPlaces, potential: new Float64Array(nodes) };
  startComponent(solving, component, { cost, lastPlaces });
  const potential = simplex.minimise(cost);
  simplex.settle();
  return { component, lastPlaces, potential };
}

function isCounted({ live, liveCount }: Simplex, cost: Float64Array): boolean {
  for (let at = 0; at < liveCount(); at++) if (cost[live[at]] !== 0) return true;
  return false;
}

/**
 * Adds to the potentials of the first component as much of those of feasibility, which come before all components, that
 * every arc they hold fast has the sign they give it.
 */
function withFeasibility({ network, simplex }: Solving, { potential }: Proven, cost: Float64Array): void {
  const { from, to, room } = network;
  const { feasible } = simplex;
  let times = 0;
  for (let e = 0; e < from.length; e++) {
    const held = feasible[from[e]] - feasible[to[e]];
    if (held === 0 || room[e] === 0) continue;
    const reduced = cost[e] + potential[from[e]] - potential[to[e]];
    if (reduced * Math.sign(held) <= 0) times = Math.max(times, Math.floor(-reduced / held) + 1);
  }
  for (let node = 0; times > 0 && node < potential.length; node++) potential[node] += times * feasible[node];
}
