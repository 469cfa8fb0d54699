import type { Ties } from "../assignment.js";
import { createPathSearch } from "./pathSearch.js";
import { createResidual, type Residual, residualComponents } from "./residual.js";

/** Rows, columns and pairs as a flow at its optimum. */
export interface TiedFlow extends Pick<Residual, "nodes" | "from" | "to" | "room" | "flow"> {
  readonly live: Int32Array;
  /** What each arc has to carry beside its flow; nothing where it is not given. */
  readonly low?: Int32Array;
  /** The pairs of row i are the arcs from `firstPair + pairStart[i]` to `firstPair + pairStart[i + 1]`. */
  readonly firstPair: number;
  readonly pairStart: Int32Array;
  readonly column: Int32Array;
  /** The arcs that bring flow to a row, and those that take it from a column. */
  readonly placesOf: (row: number) => ArrayLike<number>;
  readonly seatsOf: (column: number) => ArrayLike<number>;
  readonly columns: number;
}

/**
 * Finds what differs between optima: an arc of room 1 can change if and only if a cycle of the residual graph goes
 * through it. A row or column with several arcs is emptied as far as it can be, to see whether it can do without any.
 *
 * Time O(arcs), and one search for each unit of flow of a row or column that could be emptied.
 */
export function findTies(tied: TiedFlow): Ties {
  const { firstPair, pairStart, column, flow, columns } = tied;
  const own = { ...tied, flow: flow.slice() };
  const residual = createResidual(own, tied.live);
  const component = residualComponents(residual);
  const varies = (e: number) => residual.fast[e] === 0 && component[tied.from[e]] === component[tied.to[e]];

  const rows = pairStart.length - 1;
  const start = new Int32Array(rows + 1);
  const tiedColumns: number[] = [];
  // of each row and column: whether it has a pair that is certain, one that is not, and how many
  const certain = { rows: new Uint8Array(rows), columns: new Uint8Array(columns) };
  const possible = { rows: new Uint8Array(rows), columns: new Uint8Array(columns) };
  for (let i = 0; i < rows; i++) {
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      const e = firstPair + at;
      const j = column[at];
      if (varies(e)) {
        tiedColumns.push(j);
        possible.rows[i] = possible.columns[j] = 1;
      } else if (flow[e] > 0) certain.rows[i] = certain.columns[j] = 1;
    }
    start[i + 1] = tiedColumns.length;
  }

  const canBeEmpty = createEmptying(residual, component, flow);
  const isTied = (side: "rows" | "columns", index: number): boolean => {
    if (certain[side][index] !== 0 || possible[side][index] === 0) return false;
    const arcs = side === "rows" ? tied.placesOf(index) : tied.seatsOf(index);
    return Array.prototype.every.call(arcs, (e) => !((tied.low?.[e] ?? 0) > 0)) && canBeEmpty(arcs);
  };
  return {
    rows: [...certain.rows.keys()].filter((row) => isTied("rows", row)),
    columns: [...certain.columns.keys()].filter((one) => isTied("columns", one)),
    pairs: { start, column: Int32Array.from(tiedColumns) },
  };
}

/** Returns a function that says whether parallel arcs can carry nothing in some optimum. `given` is the flow to return to. */
function createEmptying(residual: Residual, component: Int32Array, given: Int32Array) {
  const { from, to, flow, fast } = residual;
  const search = createPathSearch(residual, component);
  /** Takes all units off an arc, each another way round; false where there is none. */
  const empty = (e: number): boolean => {
    while (flow[e] > 0) {
      if (!search.find(from[e], to[e])) return false;
      search.push();
      flow[e]--;
    }
    return true;
  };
  return (arcs: ArrayLike<number>): boolean => {
    const carrying = Array.from(arcs).filter((e) => flow[e] > 0);
    if (carrying.some((e) => fast[e] !== 0 || component[from[e]] !== component[to[e]])) return false;
    // the arcs themselves are no way round
    const held = Array.from(arcs, (e) => fast[e]);
    for (let at = 0; at < arcs.length; at++) fast[arcs[at]] = 1;
    const isEmpty = carrying.every(empty);
    for (let at = 0; at < arcs.length; at++) fast[arcs[at]] = held[at];
    if (carrying.length > 0) flow.set(given);
    return isEmpty;
  };
}
