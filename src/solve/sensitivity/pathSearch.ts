import type { ExchangeGraph } from "./exchangeGraph.js";
import { createNodeHeap } from "./nodeHeap.js";
import type { Optimum } from "./optimum.js";

/** Shortest paths round an optimum. What a search found holds until the next one. */
export interface PathSearch {
  /** Finds the shortest paths from a node to all others, or until one of them is reached. */
  readonly from: (source: number, until?: number) => void;
  /** Finds the shortest paths from all nodes to one. Only where all scores are kept. */
  readonly to: (target: number) => void;
  readonly isReached: (node: number) => boolean;
  /** [component]: what the path between the start of the search and a node costs. */
  readonly costOf: (node: number) => number[];
  /** The path in its direction, ends included. */
  readonly pathOf: (node: number) => number[];
}

/** What kinds of pairs count, for the innermost loops. */
const NOTHING = 0;
const SCORE = 1;
const CHOICE = 2;
const CURRENT = 3;
const kinds = { nothing: NOTHING, score: SCORE, choice: CHOICE, current: CURRENT };

/**
 * Makes shortest paths ready: Dijkstra's method on reduced costs, which compare lexicographically over the components.
 *
 * Pairs are not listed: a row goes through its scores when its turn comes. Labels are costs as they are, so that one
 * subtraction makes the label of a pair's other end; only the order of the heap takes potentials off.
 * Time O(rows · columns · components) for a search at worst, less where the end is near.
 * Source: E. W. Dijkstra, "A note on two problems in connexion with graphs", Numerische Mathematik 1:269–271, 1959;
 * J. Edmonds & R. M. Karp, "Theoretical improvements in algorithmic efficiency for network flow problems", JACM
 * 19:248–264, 1972, for potentials.
 */
export function createPathSearch(optimum: Optimum, graph: ExchangeGraph): PathSearch {
  const { rows, columns, scoresOf, loads } = optimum;
  const { network, flow, costs, worths, start, arc, held, holders, columnOf } = graph;
  const { nodes, from, to, room, rowNode, pairNode } = network;
  const parts = costs.length;
  const potential = interleaved(graph.potentials, nodes);
  const cost = interleaved(costs, from.length);
  const kind = Int32Array.from(worths, ({ by }) => kinds[by]);
  const rank = Int32Array.from(worths, (one) => (one.by === "choice" ? one.rank : 0));
  const worth = Float64Array.from(worths, (one) => (one.by === "choice" ? one.worth : 1));
  const usesChoices = kind.includes(CHOICE);
  const usesCurrent = kind.includes(CURRENT);

  const label = new Float64Array(nodes * parts);
  const before = new Int32Array(nodes);
  const isKnown = new Uint8Array(nodes);
  const isDone = new Uint8Array(nodes);
  let sign = 1;
  const isNearer = (one: number, other: number): boolean => {
    for (let k = 0, a = one * parts, b = other * parts; k < parts; k++, a++, b++) {
      const difference = label[a] - sign * potential[a] - (label[b] - sign * potential[b]);
      if (difference !== 0) return difference < 0;
    }
    return false;
  };
  const heap = createNodeHeap(nodes, isNearer);
  const candidate = new Float64Array(parts);

  /** Takes the candidate for a node's label where it is nearer. */
  const offer = (node: number, by: number): void => {
    if (isDone[node] !== 0) return;
    const offset = node * parts;
    let k = 0;
    if (isKnown[node] !== 0) {
      while (k < parts && candidate[k] === label[offset + k]) k++;
      if (k === parts || candidate[k] > label[offset + k]) return;
    }
    for (k = 0; k < parts; k++) label[offset + k] = candidate[k];
    isKnown[node] = 1;
    before[node] = by;
    heap.raise(node);
  };

  const worthOf = (k: number, row: number, column: number): number => {
    if (kind[k] === SCORE) return scoresOf(row)[column];
    if (kind[k] === CURRENT) return loads.current[row].has(column) ? 1 : 0;
    if (kind[k] === NOTHING) return 0;
    const place = Array.prototype.indexOf.call(loads.choices[row], column) + 1;
    return place === rank[k] ? worth[k] : 0;
  };

  /** Goes along the arcs of a node that are no pairs; backwards where the search is. */
  const followArcs = (node: number): void => {
    for (let at = start[node]; at < start[node + 1]; at++) {
      const e = arc[at];
      const isAhead = (from[e] === node) === sign > 0;
      if (isAhead ? flow[e] >= room[e] : flow[e] <= 0) continue;
      for (let k = 0; k < parts; k++) candidate[k] = label[node * parts + k] + (isAhead ? 1 : -1) * cost[e * parts + k];
      offer(from[e] === node ? to[e] : from[e], node);
    }
  };
  /** Takes a pair away. */
  const followHeld = (node: number, next: number, row: number, column: number): void => {
    for (let k = 0; k < parts; k++) candidate[k] = label[node * parts + k] + worthOf(k, row, column);
    offer(next, node);
  };

  const scoresOfColumn = new Float64Array(rows);
  const longest = Math.max(rows, columns);
  const placeOf = new Int32Array(longest);
  const stays = new Uint8Array(longest);
  const isHeld = new Uint8Array(longest);
  /** Adds every pair that a node may get; the lists say of each other end what it counts there, and which node it is. */
  const scan = (node: number, line: Float64Array, nodeOf: Int32Array): void => {
    const base = node * parts;
    for (let other = 0; other < line.length; other++) {
      const next = nodeOf[other];
      const score = line[other];
      if (score === Number.NEGATIVE_INFINITY || isDone[next] !== 0 || isHeld[other] !== 0) continue;
      const offset = next * parts;
      let k = 0;
      if (isKnown[next] !== 0) {
        let difference = 0;
        for (; k < parts && difference === 0; k++) {
          candidate[k] = label[base + k] - countOf(k, score, other);
          difference = candidate[k] - label[offset + k];
        }
        if (difference >= 0) continue;
      }
      for (; k < parts; k++) candidate[k] = label[base + k] - countOf(k, score, other);
      for (k = 0; k < parts; k++) label[offset + k] = candidate[k];
      isKnown[next] = 1;
      before[next] = node;
      heap.raise(next);
    }
  };
  const countOf = (k: number, score: number, other: number): number => {
    if (kind[k] === SCORE) return score;
    if (kind[k] === NOTHING) return 0;
    if (kind[k] === CURRENT) return stays[other];
    return placeOf[other] === rank[k] ? worth[k] : 0;
  };

  const nodeOfRow = Int32Array.from({ length: rows }, (_, row) => rowNode(row));
  const nodeOfColumn = new Int32Array(columns).fill(-1);
  const scanRow = (row: number): void => {
    // rows that the same quotas count have the same nodes before them
    if (columns > 0 && nodeOfColumn[0] !== pairNode(row, 0)) {
      for (let j = 0; j < columns; j++) nodeOfColumn[j] = pairNode(row, j);
    }
    const chosen = usesChoices ? loads.choices[row] : [];
    const current = usesCurrent ? loads.current[row] : [];
    for (let at = 0; at < chosen.length; at++) placeOf[chosen[at]] = at + 1;
    for (const column of current) stays[column] = 1;
    for (const column of held[row]) isHeld[column] = 1;
    scan(rowNode(row), scoresOf(row), nodeOfColumn);
    for (let at = 0; at < chosen.length; at++) placeOf[chosen[at]] = 0;
    for (const column of current) stays[column] = 0;
    for (const column of held[row]) isHeld[column] = 0;
  };
  const scanColumn = (node: number): void => {
    const column = columnOf[node];
    for (let i = 0; i < rows; i++) {
      scoresOfColumn[i] = scoresOf(i)[column];
      isHeld[i] = pairNode(i, column) !== node || held[i].includes(column) ? 1 : 0;
      if (usesChoices) placeOf[i] = Array.prototype.indexOf.call(loads.choices[i], column) + 1;
      if (usesCurrent) stays[i] = loads.current[i].has(column) ? 1 : 0;
    }
    scan(node, scoresOfColumn, nodeOfRow);
    placeOf.fill(0, 0, rows);
    stays.fill(0, 0, rows);
    isHeld.fill(0, 0, rows);
  };

  const isRow = (node: number) => node > 0 && node <= rows;
  const search = (source: number, until: number): void => {
    heap.clear();
    isKnown.fill(0);
    isDone.fill(0);
    isKnown[source] = 1;
    before[source] = -1;
    label.fill(0, source * parts, (source + 1) * parts);
    heap.raise(source);
    for (let node = heap.pop(); node >= 0; node = heap.pop()) {
      isDone[node] = 1;
      if (node === until) return;
      followArcs(node);
      if (isRow(node)) {
        const row = node - 1;
        if (sign > 0) scanRow(row);
        else for (const column of held[row]) followHeld(node, pairNode(row, column), row, column);
      } else if (columnOf[node] >= 0) {
        if (sign < 0) scanColumn(node);
        else for (const row of holders.get(node) ?? []) followHeld(node, rowNode(row), row, columnOf[node]);
      }
    }
  };
  return {
    from: (source, until = -1) => {
      sign = 1;
      search(source, until);
    },
    to: (target) => {
      sign = -1;
      search(target, -1);
    },
    isReached: (node) => isDone[node] !== 0,
    costOf: (node) => Array.from(label.subarray(node * parts, (node + 1) * parts)),
    pathOf: (node) => {
      const path: number[] = [];
      for (let at = node; at >= 0; at = before[at]) path.push(at);
      return sign > 0 ? path.reverse() : path;
    },
  };
}

/** Lists of one component after the other, as one list in which those of each entry stand together. */
function interleaved(lists: readonly Float64Array[], length: number): Float64Array {
  const together = new Float64Array(length * lists.length);
  lists.forEach((list, k) => {
    for (let at = 0; at < length; at++) together[at * lists.length + k] = list[at];
  });
  return together;
}
