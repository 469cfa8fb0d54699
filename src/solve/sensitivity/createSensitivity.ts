import { createExchangeGraph, type ExchangeGraph } from "./exchangeGraph.js";
import type { Exchange, Optimum, RowMove } from "./optimum.js";
import { createPathSearch, type PathSearch } from "./pathSearch.js";

/**
 * What changes would cost an optimum, exactly: each answer is one shortest path, and nothing is solved again.
 *
 * Undefined stands for what no assignment can do. Source: R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows",
 * Prentice Hall 1993, section 9.11, on sensitivity of minimum cost flows.
 */
export interface Sensitivity {
  /** The best assignment with a pair. A forbidden pair counts with the score given for it. */
  readonly force: (row: number, column: number, score?: number) => Exchange | undefined;
  /** The same for all columns of a row, by one search. Only where all scores are kept. */
  readonly forceAny: (row: number) => (column: number, score?: number) => Exchange | undefined;
  /** The same for all rows that the same quotas count, by one search. */
  readonly forceEach: (column: number) => (row: number, score?: number) => Exchange | undefined;
  /** The best assignment without a pair of the optimum. */
  readonly drop: (row: number, column: number) => Exchange | undefined;
  /** The best assignment with one seat more of a column; no moves where the seat would stay empty. */
  readonly addSeat: (column: number) => Exchange;
  /** The best assignment with one seat fewer; no moves where a seat is empty. */
  readonly removeSeat: (column: number) => Exchange | undefined;
  /** What it costs to free each row for a further column, by one search; what the pair with it counts is not in it. */
  readonly freeRow: (row: number) => Exchange | undefined;
}

const ROOT = 0;

/** Makes an optimum ready for questions. Time and space O((rows + columns + quotas) · components), and for each search what `createPathSearch` says. */
export function createSensitivity(optimum: Optimum): Sensitivity {
  const graph = createExchangeGraph(optimum);
  const { network, held, worths } = graph;
  const { rowNode, pairNode, columnNode, columnAbove } = network;
  const { loads, capacities, scoresOf } = optimum;
  const load = new Int32Array(optimum.columns);
  for (const [, column] of optimum.pairs) load[column]++;
  const nothing: Exchange = { loss: worths.map(() => 0), moves: [] };

  const worthOf = (row: number, column: number, score: number): number[] => {
    const place = Array.prototype.indexOf.call(loads.choices[row], column) + 1;
    return worths.map((one) => {
      if (one.by === "score") return score;
      if (one.by === "current") return Number(loads.current[row].has(column));
      return one.by === "choice" && one.rank === place ? one.worth : 0;
    });
  };
  const reach = remembering(createPathSearch(optimum, graph));
  // what is new comes in from the root, and is asked for in between
  const fromRoot = remembering(createPathSearch(optimum, graph));
  const withPair = (row: number, column: number, score: number, path: () => Found | undefined) => {
    if (held[row].includes(column)) return nothing;
    const found = path();
    if (found === undefined) return undefined;
    const loss = minus(found.cost, worthOf(row, column, score));
    return { loss, moves: movesOf(graph, found.path, { row, column }) };
  };
  const force: Sensitivity["force"] = (row, column, score = scoresOf(row)[column]) =>
    withPair(row, column, score, () => reach.between(pairNode(row, column), rowNode(row)));
  // balance counts each seat by its number, which may lie beyond all there are
  const costOfSeat = (column: number, number: number) =>
    optimum.components.map(({ stage }) => (stage === "balance" ? 2 * (loads.taken[column] + number) - 1 : 0));

  return {
    force,
    forceAny:
      (row) =>
      (column, score = scoresOf(row)[column]) =>
        withPair(row, column, score, () => reach.to(pairNode(row, column), rowNode(row))),
    forceEach:
      (column) =>
      (row, score = scoresOf(row)[column]) =>
        withPair(row, column, score, () => reach.from(pairNode(row, column), rowNode(row))),
    drop: (row, column) => {
      const found = reach.between(rowNode(row), pairNode(row, column));
      if (found === undefined) return undefined;
      const loss = plus(found.cost, worthOf(row, column, scoresOf(row)[column]));
      return { loss, moves: movesOf(graph, [pairNode(row, column), ...found.path]) };
    },
    addSeat: (column) => {
      const found = fromRoot.from(columnAbove(column), columnNode(column));
      if (found === undefined) return nothing;
      const loss = plus(found.cost, costOfSeat(column, capacities[column] + 1));
      return signOf(loss) < 0 ? { loss, moves: movesOf(graph, found.path) } : nothing;
    },
    removeSeat: (column) => {
      if (capacities[column] <= loads.minimums[column]) return undefined;
      if (load[column] < capacities[column]) return nothing;
      const found = reach.between(columnNode(column), columnAbove(column));
      if (found === undefined) return undefined;
      const loss = minus(found.cost, costOfSeat(column, capacities[column]));
      return { loss, moves: movesOf(graph, found.path) };
    },
    freeRow: (row) => {
      const found = fromRoot.from(ROOT, rowNode(row));
      return found && { loss: found.cost, moves: movesOf(graph, found.path) };
    },
  };
}

interface Found {
  readonly cost: number[];
  readonly path: number[];
}

/** A search from a node, or to one, answers for all others until another is made. */
function remembering(search: PathSearch) {
  let made = "";
  const make = (name: string, start: () => void): void => {
    if (made === name) return;
    start();
    made = name;
  };
  const found = (node: number): Found | undefined =>
    search.isReached(node) ? { cost: search.costOf(node), path: search.pathOf(node) } : undefined;
  return {
    between: (source: number, target: number): Found | undefined => {
      make(`between ${source} ${target}`, () => search.from(source, target));
      return found(target);
    },
    from: (source: number, target: number): Found | undefined => {
      make(`from ${source}`, () => search.from(source));
      return found(target);
    },
    to: (source: number, target: number): Found | undefined => {
      make(`to ${target}`, () => search.to(target));
      return found(source);
    },
  };
}

/**
 * Who moves along a path: a row is entered from a column that it leaves, or from above, where a place of its own was
 * empty; and left likewise. With a pair that is added from the path's end to its beginning, its row comes first.
 */
function movesOf(
  { network, columnOf }: ExchangeGraph,
  path: readonly number[],
  closing?: { readonly row: number; readonly column: number },
): RowMove[] {
  const moves: RowMove[] = [];
  path.forEach((node, at) => {
    const row = node - 1;
    if (row < 0 || node !== network.rowNode(row) || row >= network.placeStart.length - 1) return;
    const [from, to] = [path[at - 1], path[at + 1]].map((next) => (next === undefined ? -1 : columnOf[next]));
    if (closing?.row === row) moves.unshift({ row, from, to: closing.column });
    else moves.push({ row, from, to });
  });
  return moves;
}

function plus(one: readonly number[], other: readonly number[]): number[] {
  // adding 0 turns -0 into 0
  return one.map((part, k) => part + other[k] + 0);
}

function minus(one: readonly number[], other: readonly number[]): number[] {
  return one.map((part, k) => part - other[k] + 0);
}

/** The sign of the first part that is not zero. */
export function signOf(parts: readonly number[]): number {
  return Math.sign(parts.find((part) => part !== 0) ?? 0);
}
