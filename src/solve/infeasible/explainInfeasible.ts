import type { Bound, Conflict, InfeasibleAssignment, Repair } from "../assignment.js";
import { kindOf } from "../families.js";
import { createSeatNetwork, type SeatNetwork } from "../network/seatNetwork.js";
import { createSimplex, type Network, PLENTY } from "../network/simplex.js";
import { boundsLeft } from "../read/loads.js";
import { scoreOf } from "../read/scores.js";
import type { LoadedProblem } from "../stagedAnswer.js";
import { leastConflict } from "./leastConflict.js";

type Explained = Pick<InfeasibleAssignment, "conflict" | "repairs">;

/** Why no assignment meets the lower bounds of a problem, and the smallest changes after which one does. */
export function explainInfeasible(problem: LoadedProblem): Explained {
  const all = boundsOf(problem);
  const bounds = leastConflict(all, (kept) => isFeasible(networkOf(problem, kept)));
  const repairs = [lowerBounds(problem, all), addSeats(problem, all)];
  return {
    conflict: { bounds, missing: shortfallOf(networkOf(problem, bounds)).missing, ...concerned(problem, bounds) },
    repairs: repairs.filter((repair) => repair !== undefined),
  };
}

/** All bounds from below: minimums of columns, then quotas, a quota per column once for each column. */
function boundsOf({ columns, loads }: LoadedProblem): Bound[] {
  const minimums = loads.minimums.flatMap((min, column): Bound[] =>
    min > 0 ? [{ kind: "minimum", column, min }] : [],
  );
  const quotas = loads.quotas.flatMap((one, quota): Bound[] => {
    if (one.of === "all") return [{ kind: "quota", quota, min: boundsLeft(one, 0).min }];
    const atColumn = (column: number): Bound => ({ kind: "quota", quota, column, min: boundsLeft(one, column).min });
    return Array.from({ length: columns }, (_, column) => atColumn(column));
  });
  return [...minimums, ...quotas.filter(({ min }) => min > 0)];
}

interface BoundedNetwork {
  readonly network: SeatNetwork;
  /** The arc of each bound. */
  readonly arcs: readonly number[];
  readonly bounds: readonly Bound[];
}

/** The problem's network in which only some bounds hold from below. */
function networkOf(problem: LoadedProblem, bounds: readonly Bound[]): BoundedNetwork {
  const network = createSeatNetwork({ ...problem, unitSeats: false });
  const { seats, limits, low, room } = network;
  const arcOf = (bound: Bound): number => {
    if (bound.kind === "minimum") return seats.first + bound.column;
    return limits.find(({ quota, column }) => quota === bound.quota && column === bound.column)!.arc;
  };
  const arcs = bounds.map(arcOf);
  const kept = new Set(arcs);
  for (let e = 0; e < low.length; e++) {
    if (low[e] === 0 || kept.has(e)) continue;
    room[e] += low[e];
    low[e] = 0;
  }
  return { network, arcs, bounds };
}

function isFeasible({ network }: BoundedNetwork): boolean {
  return createSimplex(network).shortfall() === 0;
}

/** A network with arcs beside those it has. */
function withArcs(
  network: Network,
  added: readonly { readonly from: number; readonly to: number; readonly room: number }[],
): Network {
  const extend = (list: Int32Array, more: readonly number[]) => Int32Array.from([...list, ...more]);
  return {
    nodes: network.nodes,
    from: extend(
      network.from,
      added.map(({ from }) => from),
    ),
    to: extend(
      network.to,
      added.map(({ to }) => to),
    ),
    low: extend(
      network.low,
      added.map(() => 0),
    ),
    room: extend(
      network.room,
      added.map(({ room }) => room),
    ),
  };
}

/** Meets as much of the bounds as can be met; how much that is of each, and what is missing in all. */
function shortfallOf({ network, arcs, bounds }: BoundedNetwork): {
  readonly missing: number;
  readonly met: readonly number[];
} {
  const { from, to, low } = network;
  const wanted = arcs.map((e) => ({ from: from[e], to: to[e], room: low[e] }));
  const soft = withArcs({ ...network, low: low.map(() => 0) }, wanted);
  const simplex = createSimplex(soft);
  simplex.minimise(new Float64Array(soft.from.length).fill(-1, from.length));
  const met = bounds.map((_, at) => simplex.flow[from.length + at]);
  return { met, missing: bounds.reduce((sum, { min }, at) => sum + min - met[at], 0) };
}

function lowerBounds(problem: LoadedProblem, all: readonly Bound[]): Repair {
  const { met, missing } = shortfallOf(networkOf(problem, all));
  const lowered = all.map((bound, at) => ({ ...bound, to: met[at] }));
  return { kind: "bounds", by: missing, bounds: lowered.filter(({ min, to }) => to < min) };
}

/** As few seats more as possible; undefined where seats are not what is missing. */
function addSeats(problem: LoadedProblem, all: readonly Bound[]): Repair | undefined {
  const { network } = networkOf(problem, all);
  const { columns } = problem;
  const { columnNode, columnAbove } = network;
  const own = network.from.length;
  const more = Array.from({ length: columns }, (_, j) => ({ from: columnNode(j), to: columnAbove(j), room: PLENTY }));
  const roomier = withArcs(network, more);
  const simplex = createSimplex(roomier);
  if (simplex.shortfall() > 0) return undefined;

  const added = () => Array.from({ length: columns }, (_, column) => ({ column, seats: simplex.flow[own + column] }));
  const cost = new Float64Array(roomier.from.length).fill(1, own);
  simplex.minimise(cost);
  const split = added().filter(({ seats }) => seats > 0);
  const seats = split.reduce((sum, one) => sum + one.seats, 0);
  // a column will do alone if no seat is added elsewhere where those elsewhere cost more
  const doesAlone = (column: number): boolean => {
    cost.fill(2, own);
    cost[own + column] = 1;
    simplex.minimise(cost);
    return simplex.flow[own + column] === seats && added().every((one) => one.column === column || one.seats === 0);
  };
  return { kind: "seats", seats, columns: [...more.keys()].filter(doesAlone), split };
}

/**
 * Rows for which pairs of `extra` would have to be allowed, none of whom can be left out; undefined where no assignment
 * would meet the lower bounds even so. They are as few as possible where each wants one column; where they want several,
 * fewer others might do, and to find the fewest is as hard as a set cover. `extra` has the columns of each row, none of
 * them allowed yet.
 */
export function rowsToAllow(problem: LoadedProblem, extra: readonly (readonly number[])[]): number[] | undefined {
  const rows = rowsOfFewestPairs(problem, extra);
  if (rows === undefined || rows.every((row) => problem.loads.demands[row] === 1)) return rows;
  const isPossible = (kept: readonly number[]): boolean => {
    const isKept = new Set(kept);
    const network = networkWith(
      problem,
      extra.map((list, row) => (isKept.has(row) ? list : [])),
    );
    return createSimplex(network).shortfall() === 0;
  };
  const needed = leastConflict(rows, (kept) => !isPossible(kept));
  return [...needed].sort((a, b) => a - b);
}

/** The rows that would need a pair of `extra`, where as few such pairs as possible are assigned. */
function rowsOfFewestPairs(problem: LoadedProblem, extra: readonly (readonly number[])[]): number[] | undefined {
  const network = networkWith(problem, extra);
  const simplex = createSimplex(network);
  if (simplex.shortfall() > 0) return undefined;
  const { pairs, pairStart, column } = network;
  const cost = new Float64Array(network.from.length);
  const forbidden = extra.map((list) => new Set(list));
  const isExtra = (row: number, at: number) => forbidden[row].has(column[at]);
  for (let i = 0; i < problem.rows; i++) {
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) if (isExtra(i, at)) cost[pairs.first + at] = 1;
  }
  simplex.minimise(cost);
  return Array.from({ length: problem.rows }, (_, row) => row).filter((row) => {
    for (let at = pairStart[row]; at < pairStart[row + 1]; at++) {
      if (isExtra(row, at) && simplex.flow[pairs.first + at] > 0) return true;
    }
    return false;
  });
}

/** The problem's network with further pairs allowed, by row. */
function networkWith(problem: LoadedProblem, extra: readonly (readonly number[])[]): SeatNetwork {
  const { rows, columns, scores } = problem;
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) data[i * columns + j] = scoreOf(scores, columns, i, j);
    for (const j of extra[i]) data[i * columns + j] = 0;
  }
  return createSeatNetwork({ ...problem, scores: { form: "dense", data }, unitSeats: false });
}

/** The rows and columns of all allowed pairs that count under one of some bounds. */
function concerned(problem: LoadedProblem, bounds: readonly Bound[]): Pick<Conflict, "rows" | "columns"> {
  const { rows, columns, loads } = problem;
  const { pairStart, column } = createSeatNetwork({ ...problem, unitSeats: false });
  const isOf = { rows: new Uint8Array(rows), columns: new Uint8Array(columns) };
  const counts = bounds.map((bound) => {
    if (bound.kind === "minimum") return (_: number, j: number) => j === bound.column;
    const quota = loads.quotas[bound.quota];
    const members = new Set(quota.members);
    if (kindOf(quota) === "columns") return (_: number, j: number) => members.has(j);
    return (i: number, j: number) => members.has(i) && (bound.column === undefined || bound.column === j);
  });
  for (let i = 0; i < rows; i++) {
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      if (!counts.some((isCounted) => isCounted(i, column[at]))) continue;
      isOf.rows[i] = 1;
      isOf.columns[column[at]] = 1;
    }
  }
  const indices = (marks: Uint8Array) => [...marks.keys()].filter((index) => marks[index] === 1);
  return { rows: indices(isOf.rows), columns: indices(isOf.columns) };
}
