import type { Component, ProofPrices, Stage, StageResult } from "../../src/solve/assignment.js";
import type { StagedClaim, StagedInstance } from "../../src/solve/proof/stagedClaim.js";
import type { Loads, ReadQuota } from "../../src/solve/read/loads.js";

/*
 * Proofs of small staged problems without a solver: every set of pairs is tried, the best is chosen by the definition of
 * the stages, and its prices come from Bellman's and Ford's search over vectors. Nothing here is fast or clever.
 */

export type Pairs = readonly (readonly [row: number, column: number])[];
type Vector = readonly number[];

/** A problem in plain lists; what is not given is nothing, or one column for each row. */
export interface SmallProblem {
  readonly scores: readonly (readonly number[])[];
  readonly capacities: readonly number[];
  readonly stages: readonly Stage[];
  readonly demands?: readonly number[];
  readonly minimums?: readonly number[];
  readonly quotas?: readonly {
    readonly side: ReadQuota["side"];
    readonly of?: ReadQuota["of"];
    readonly members: readonly number[];
    readonly min?: number;
    readonly max?: number;
  }[];
  readonly priorities?: readonly number[];
  readonly choices?: readonly (readonly number[])[];
  readonly taken?: readonly number[];
  readonly current?: Pairs;
  readonly lottery?: Loads["lottery"];
}

export function toInstance(problem: SmallProblem): StagedInstance {
  const { scores, capacities, stages } = problem;
  const rows = scores.length;
  const columns = capacities.length;
  const { demands, minimums, quotas = [], priorities, choices, taken, current = [], lottery } = problem;
  return {
    rows,
    columns,
    scores: { form: "dense", data: Float64Array.from(scores.flat()) },
    capacities,
    stages,
    loads: {
      demands: Int32Array.from(demands ?? scores.map(() => 1)),
      filled: new Int32Array(rows),
      minimums: minimums ?? capacities.map(() => 0),
      quotas: quotas.map(({ side, of = "all", members, min = 0, max = Infinity }) => {
        const used = new Int32Array(of === "perColumn" ? columns : 1);
        return { side, of, members: Int32Array.from(members), min, max, used };
      }),
      priorities: priorities ?? scores.map(() => 0),
      choices: choices ?? scores.map(() => []),
      taken: taken ?? capacities.map(() => 0),
      current: scores.map((_, row) => new Set(current.filter(([i]) => i === row).map(([, j]) => j))),
      lottery,
    },
  };
}

/** The same problem with its allowed pairs alone. */
export function toSparseInstance(instance: StagedInstance): StagedInstance {
  const entries = allowedPairs(instance);
  const start = new Int32Array(instance.rows + 1);
  for (let row = 0; row < instance.rows; row++) start[row + 1] = start[row] + entries.filter(([i]) => i === row).length;
  const column = Int32Array.from(entries, ([, j]) => j);
  const score = Float64Array.from(entries, (pair) => scoreAt(instance, pair));
  return { ...instance, scores: { form: "sparse", start, column, score } };
}

function scoreAt({ scores, columns }: StagedInstance, [row, column]: readonly [number, number]): number {
  if (scores.form !== "dense") throw new Error("Only dense problems are proven here.");
  return scores.data[row * columns + column];
}

function allowedPairs(instance: StagedInstance): Pairs {
  const all = list(instance.rows).flatMap((i) => list(instance.columns).map((j) => [i, j] as const));
  return all.filter((pair) => scoreAt(instance, pair) > -Infinity);
}

/** Every set of pairs that keeps all bounds. */
export function everyAssignment(instance: StagedInstance): Pairs[] {
  let sets: Pairs[] = [[]];
  for (const pair of allowedPairs(instance)) {
    const larger = sets.map((pairs) => [...pairs, pair]);
    sets = sets.concat(larger.filter((pairs) => keepsMaximums(instance, pairs)));
  }
  return sets.filter((pairs) => keepsMinimums(instance, pairs));
}

function keepsMaximums({ capacities, loads }: StagedInstance, pairs: Pairs): boolean {
  return pairs.every(
    ([row, column]) =>
      pairs.filter(([i]) => i === row).length <= loads.demands[row] &&
      pairs.filter(([, j]) => j === column).length <= capacities[column],
  );
}

function keepsMinimums(instance: StagedInstance, pairs: Pairs): boolean {
  const { columns, loads } = instance;
  const isKept = (count: number, { min, max }: ReadQuota) => count >= min && count <= max;
  return (
    loads.minimums.every((min, column) => pairs.filter(([, j]) => j === column).length >= min) &&
    loads.quotas.every((quota) => {
      const counted = pairs.filter(([i, j]) => quota.members.includes(quota.side === "rows" ? i : j));
      if (quota.of === "all") return isKept(counted.length, quota);
      return list(columns).every((column) => isKept(counted.filter(([, j]) => j === column).length, quota));
    })
  );
}

/** What the stages compare, by their definition: lexicographically, the greater the better. */
export function standingIn(stages: readonly Stage[], instance: StagedInstance, pairs: Pairs): Vector {
  return stages.flatMap((stage) => standingInStage(stage, instance, pairs));
}

function standingInStage(stage: Stage, instance: StagedInstance, pairs: Pairs): Vector {
  const { rows, columns, loads } = instance;
  const degree = list(rows).map((row) => pairs.filter(([i]) => i === row).length);
  const scores = risingScores(instance, pairs);
  const numbers = pairs.map(([i, j]) => Array.from(loads.choices[i]).indexOf(j) + 1);
  const howMany = (choice: number) => numbers.filter((number) => number === choice).length;
  const choices = choiceNumbers(instance);
  switch (stage) {
    case "matched":
      return list(columns).map((more) => degree.filter((places) => places > more).length);
    case "priority":
      return falling(loads.priorities).map((of) => degree.filter((d, i) => d > 0 && loads.priorities[i] === of).length);
    case "draw":
      return drawOrder(instance).map((row) => Math.min(1, degree[row]));
    case "total":
      return [scores.reduce((sum, score) => sum + score, 0)];
    case "floor":
      return [scores.length, scores[0] ?? 0];
    case "leximin":
      return [scores.length, ...scores, ...list(rows * columns - scores.length).map(() => 0)];
    case "choices":
      return choices.map(howMany);
    case "choices:generous":
      return [scores.length, -howMany(0), ...choices.toReversed().map((choice) => -howMany(choice))];
    case "balance":
      return [-squaredLoads(instance, pairs)];
    case "continuity":
      return [pairs.filter(([i, j]) => loads.current[i].has(j)).length];
  }
}

function risingScores(instance: StagedInstance, pairs: Pairs): number[] {
  return pairs.map((pair) => scoreAt(instance, pair)).sort((a, b) => a - b);
}

function squaredLoads({ loads }: StagedInstance, pairs: Pairs): number {
  return loads.taken.reduce((sum, load, column) => sum + (load + pairs.filter(([, j]) => j === column).length) ** 2, 0);
}

/** The values that the stages reach, as their docstring says. */
export function valuesOf(instance: StagedInstance, pairs: Pairs): StageResult[] {
  return instance.stages.map((stage) => reachedIn(stage, instance, pairs));
}

function reachedIn(stage: Stage, instance: StagedInstance, pairs: Pairs): StageResult {
  const { demands, priorities } = instance.loads;
  const scores = risingScores(instance, pairs);
  const reached = standingInStage(stage, instance, pairs);
  const profile = (kinds: readonly number[], counts: Vector) => kinds.map((of, at) => ({ of, count: counts[at] }));
  const choices = choiceNumbers(instance);
  switch (stage) {
    case "matched": {
      const places = list(Math.max(1, ...demands)).map((at) => at + 1);
      const value = reached[0] ?? 0;
      return places.length === 1 ? { stage, value } : { stage, value, profile: profile(places, reached) };
    }
    case "priority":
      return { stage, value: reached[0] ?? 0, profile: profile(falling(priorities), reached) };
    case "draw":
      return { stage, value: reached.reduce((sum, matched) => sum + matched, 0) };
    case "total":
    case "continuity":
      return { stage, value: reached[0] };
    case "balance":
      return { stage, value: 0 - reached[0] };
    case "floor":
      return { stage, value: scores[0] ?? null };
    case "leximin": {
      const kinds = falling(scores).reverse();
      const counts = kinds.map((of) => scores.filter((score) => score === of).length);
      return { stage, value: scores[0] ?? null, profile: profile(kinds, counts) };
    }
    case "choices":
      return { stage, value: reached[0] ?? 0, profile: profile(choices, reached) };
    case "choices:generous": {
      const counts = reached.slice(1).map((count) => 0 - count);
      return { stage, value: counts[0], profile: profile([0, ...choices.reverse()], counts) };
    }
  }
}

/** The components of the stages. */
export function componentsFor(instance: StagedInstance, pairs: Pairs): Component[] {
  const { rows, loads } = instance;
  const scores = falling(pairs.map((pair) => scoreAt(instance, pair))).reverse();
  const each = (stage: Stage, numbers: readonly number[]) => numbers.map((of) => ({ stage, of }));
  const choices = choiceNumbers(instance);
  const hasRowQuota = loads.quotas.some(({ side, of }) => side === "rows" && of === "all");
  return instance.stages.flatMap((stage): Component[] => {
    if (stage === "matched")
      return each(
        stage,
        list(Math.max(1, ...loads.demands)).map((at) => at + 1),
      );
    if (stage === "priority" && hasRowQuota) return each(stage, falling(loads.priorities));
    if (stage === "draw" && hasRowQuota) return each(stage, list(rows));
    if (stage === "choices") return each(stage, choices);
    if (stage === "choices:generous") return [{ stage }, ...each(stage, [0, ...choices.toReversed().slice(0, -1)])];
    if (stage === "floor") return [{ stage }, ...each(stage, scores.slice(0, 1))];
    if (stage === "leximin") return [{ stage }, ...each(stage, scores)];
    return [{ stage }];
  });
}

/** Stands for less than any number: less than any price here has to be. */
const NEVER = -(10 ** 6);

/** What the components count, one number for each; −Infinity for less than any number. */
export function worths(instance: StagedInstance, components: readonly Component[]) {
  const { loads, rows } = instance;
  const order = drawOrder(instance);
  const rising = falling(loads.priorities).reverse();
  const place = (row: number, k: number): number[] =>
    components.map(({ stage, of }) => {
      if (k === 0) return 0;
      if (stage === "matched") return k === of ? 1 : 0;
      if (stage === "priority" && of === undefined) return k === 1 ? rising.indexOf(loads.priorities[row]) + 1 : 0;
      if (stage === "priority") return k === 1 && loads.priorities[row] === of ? 1 : 0;
      if (stage === "draw" && of === undefined) return k === 1 ? rows - order.indexOf(row) : 0;
      if (stage === "draw") return k === 1 && order[of!] === row ? 1 : 0;
      return of === undefined && ["floor", "leximin", "choices:generous"].includes(stage) ? 1 : 0;
    });
  const seat = (column: number, k: number): number[] =>
    components.map(({ stage }) => (stage === "balance" ? -(2 * (loads.taken[column] + k) - 1) : 0));
  const pair = (row: number, column: number): number[] =>
    components.map(({ stage, of }, at) => {
      const score = scoreAt(instance, [row, column]);
      const choice = Array.from(loads.choices[row]).indexOf(column) + 1;
      if (stage === "total") return score;
      if (stage === "continuity") return loads.current[row].has(column) ? 1 : 0;
      if (of === undefined) return 0;
      if (stage === "choices") return choice === of ? 1 : 0;
      if (stage === "choices:generous") return choice === of ? -1 : 0;
      if (stage === "floor") return score < of ? -1 : 0;
      if (stage !== "leximin") return 0;
      const before = components[at - 1]?.stage === "leximin" ? components[at - 1].of : undefined;
      if (score < of && score > (before ?? -Infinity)) return Number.NEGATIVE_INFINITY;
      return score <= of ? -1 : 0;
    });
  return { place, seat, pair };
}

/** An arc of the flow: what one unit counts, and whether there can be more of it, or less. */
interface Arc {
  readonly from: string;
  readonly to: string;
  readonly worth: Vector;
  readonly more: boolean;
  readonly less: boolean;
}

/** Prices that prove the pairs best in the components; undefined where there are none. */
export function findPrices(
  instance: StagedInstance,
  components: readonly Component[],
  pairs: Pairs,
): ProofPrices | undefined {
  const { rows, columns, capacities, loads } = instance;
  const worth = worths(instance, components);
  const zero = components.map(() => 0);
  const isAssigned = (row: number, column: number) => pairs.some(([i, j]) => i === row && j === column);
  // quotas from the outermost to the innermost; of equal ones, the first is outside
  const nested = (side: ReadQuota["side"], of: ReadQuota["of"]) =>
    loads.quotas
      .map((quota, at) => ({ ...quota, at }))
      .filter((quota) => quota.side === side && quota.of === of)
      .sort((a, b) => b.members.length - a.members.length || a.at - b.at);
  const chain = (side: ReadQuota["side"], of: ReadQuota["of"], member: number) =>
    nested(side, of).filter(({ members }) => members.includes(member));
  const arcs: Arc[] = [];
  const join = (name: string, outside: string, quota: ReadQuota, count: number) => {
    const bounds = { worth: zero, more: count < quota.max, less: count > quota.min };
    const isInwards = quota.side === "rows" && quota.of === "all";
    arcs.push(isInwards ? { from: outside, to: name, ...bounds } : { from: name, to: outside, ...bounds });
  };
  const joinChain = (
    quotas: readonly (ReadQuota & { readonly at: number })[],
    column: number | undefined,
    root: string,
  ) => {
    let outside = root;
    for (const quota of quotas) {
      const name = column === undefined ? `quota ${quota.at}` : `quota ${quota.at} at ${column}`;
      const counts = pairs.filter(
        ([i, j]) => quota.members.includes(quota.side === "rows" ? i : j) && (column === undefined || j === column),
      );
      join(name, outside, quota, counts.length);
      outside = name;
    }
    return outside;
  };

  const parents = new Map<string, string>();
  for (let i = 0; i < rows; i++) {
    const parent = joinChain(chain("rows", "all", i), undefined, "root");
    parents.set(`row ${i}`, parent);
    const places = pairs.filter(([row]) => row === i).length;
    for (let k = 1; k <= loads.demands[i]; k++) {
      const premium = minus(worth.place(i, k), worth.place(i, loads.demands[i]));
      arcs.push({ from: parent, to: `row ${i}`, worth: premium, more: k > places, less: k <= places });
    }
  }
  for (let j = 0; j < columns; j++) {
    const parent = joinChain(chain("columns", "all", j), undefined, "root");
    parents.set(`column ${j}`, parent);
    const seats = pairs.filter(([, column]) => column === j).length;
    for (let k = 1; k <= capacities[j]; k++) {
      const less = k <= seats && k > loads.minimums[j];
      arcs.push({ from: `column ${j}`, to: parent, worth: worth.seat(j, k), more: k > seats, less });
    }
  }
  for (const [i, j] of allowedPairs(instance)) {
    const to = joinChain(chain("rows", "perColumn", i), j, `column ${j}`);
    const value = plus(worth.pair(i, j), worth.place(i, loads.demands[i])).map((part) => Math.max(part, NEVER));
    arcs.push({ from: `row ${i}`, to, worth: value, more: !isAssigned(i, j), less: isAssigned(i, j) });
  }

  const height = heights(arcs, zero);
  if (height === undefined) return undefined;
  const at = (name: string) => height.get(name) ?? zero;
  const outsideOf = (quota: number, column: number | undefined): string => {
    const { side, of, members } = loads.quotas[quota];
    const quotas = chain(side, of, members[0]).map((one) => one.at);
    const index = quotas.indexOf(quota) - 1;
    if (column === undefined) return index < 0 ? "root" : `quota ${quotas[index]}`;
    return index < 0 ? `column ${column}` : `quota ${quotas[index]} at ${column}`;
  };
  const rowPrices = list(rows).map((i) => minus(at(`row ${i}`), at(parents.get(`row ${i}`)!)));
  const columnPrices = list(columns).map((j) => minus(at(parents.get(`column ${j}`)!), at(`column ${j}`)));
  const quotaPrices = loads.quotas.flatMap(({ side, of, members }, quota): Vector[] => {
    if (of === "perColumn") {
      return list(columns).map((j) => {
        const name = `quota ${quota} at ${j}`;
        return height.has(name) ? minus(at(outsideOf(quota, j)), at(name)) : zero;
      });
    }
    if (members.length === 0) return [zero];
    const rise = minus(at(`quota ${quota}`), at(outsideOf(quota, undefined)));
    return [side === "rows" ? rise : minus(zero, rise)];
  });
  const byComponent = (vectors: readonly Vector[]) =>
    components.map((_, k) => Float64Array.from(vectors, (vector) => vector[k]));
  return {
    rowPrices: byComponent(rowPrices),
    columnPrices: byComponent(columnPrices),
    quotaPrices: byComponent(quotaPrices),
  };
}

/** Heights of the nodes between which no arc that can have more gains, and none that can have less loses; undefined if there are none. */
function heights(arcs: readonly Arc[], zero: Vector): Map<string, Vector> | undefined {
  const height = new Map<string, Vector>();
  for (const { from, to } of arcs) height.set(from, zero).set(to, zero);
  const lower = (name: string, most: Vector) => {
    if (compare(most, height.get(name)!) >= 0) return false;
    height.set(name, most);
    return true;
  };
  for (let round = 0; round <= height.size; round++) {
    let changed = false;
    for (const { from, to, worth, more, less } of arcs) {
      if (more && lower(to, minus(height.get(from)!, worth))) changed = true;
      if (less && lower(from, plus(height.get(to)!, worth))) changed = true;
    }
    if (!changed) return height;
  }
  return undefined;
}

/** A claim with its proof, witness and values; undefined where nothing proves the pairs. */
export function proofOf(instance: StagedInstance, pairs: Pairs): StagedClaim | undefined {
  const components = componentsFor(instance, pairs);
  const prices = findPrices(instance, components, pairs);
  if (prices === undefined) return undefined;
  const claim = { pairs, components, values: valuesOf(instance, pairs), ...prices };
  const at = components.findIndex(({ stage, of }) => stage === "floor" && of !== undefined);
  if (at < 0) return claim;
  const component: Component = { stage: "leximin", of: components[at].of };
  const parts = [...components.slice(0, at), component];
  for (const candidate of everyAssignment(instance)) {
    if (!candidate.some((pair) => scoreAt(instance, pair) <= component.of!)) continue;
    const proof = findPrices(instance, parts, candidate);
    if (proof !== undefined) return { ...claim, floor: { component, pairs: candidate, ...proof } };
  }
  return undefined;
}

/** Lexicographically; below 0 if the first is less. */
export function compare(one: Vector, other: Vector): number {
  const at = one.findIndex((number, k) => number !== other[k]);
  return at < 0 ? 0 : one[at] - other[at];
}

export function plus(one: Vector, other: Vector): number[] {
  return one.map((number, k) => number + other[k]);
}

export function minus(one: Vector, other: Vector): number[] {
  return one.map((number, k) => number - other[k]);
}

function drawOrder({ rows, loads }: StagedInstance): number[] {
  const drawn = Array.from(loads.lottery?.rows ?? list(rows));
  return list(rows).sort((a, b) => loads.priorities[b] - loads.priorities[a] || drawn.indexOf(a) - drawn.indexOf(b));
}

/** From 1 to the length of the longest list of choices. */
function choiceNumbers({ loads }: StagedInstance): number[] {
  return list(Math.max(0, ...loads.choices.map(({ length }) => length))).map((at) => at + 1);
}

function falling(numbers: Vector): number[] {
  return [...new Set(numbers)].sort((a, b) => b - a);
}

export function list(length: number): number[] {
  return Array.from({ length }, (_, at) => at);
}
