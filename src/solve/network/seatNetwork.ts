import { type Family, toFamily } from "../families.js";
import { boundsLeft, type Loads } from "../read/loads.js";
import type { Scores } from "../read/scores.js";
import { type Network, PLENTY } from "./simplex.js";

/** What a network is made of. */
export interface SeatProblem {
  readonly rows: number;
  readonly columns: number;
  readonly scores: Scores;
  readonly capacities: readonly number[];
  readonly loads: Loads;
  /** Whether seats of a column differ in what they count: then each is an arc of its own. */
  readonly unitSeats: boolean;
}

/** Arcs of one kind: from `first` up to `end`. */
interface Range {
  readonly first: number;
  readonly end: number;
}

/**
 * Places, pairs and seats as a network: root → quotas of rows → rows → (quotas per column) → columns → quotas of columns
 * → root. Arcs stand in this order: places, pairs, seats, quotas.
 */
export interface SeatNetwork extends Network {
  readonly places: Range;
  readonly pairs: Range;
  readonly seats: Range;
  /** Row i has the places from `placeStart[i]` to `placeStart[i + 1]`, one for each column it wants. */
  readonly placeStart: Int32Array;
  /** Row i has the pairs from `pairStart[i]` to `pairStart[i + 1]`, counted from `pairs.first`; columns ascend. */
  readonly pairStart: Int32Array;
  readonly column: Int32Array;
  readonly score: Float64Array;
  /** Column j has the seats from `seatStart[j]` to `seatStart[j + 1]`: one arc for all, or one for each. */
  readonly seatStart: Int32Array;
  readonly rowNode: (row: number) => number;
  readonly columnNode: (column: number) => number;
  /** Where a row's pair with a column leads: to the column, or to the smallest of the column's quotas that counts the row. */
  readonly pairNode: (row: number, column: number) => number;
  /** The node that a row's places come from, and that a column's seats lead to: a quota's or the root. */
  readonly rowAbove: (row: number) => number;
  readonly columnAbove: (column: number) => number;
  /** The arc of each limit: of the quotas in their order, a quota per column with one for each column. */
  readonly limits: readonly QuotaArc[];
}

/** A quota's arc. */
export interface QuotaArc {
  readonly arc: number;
  readonly quota: number;
  /** The column that a quota per column is about. */
  readonly column?: number;
}

const MOST = PLENTY - 1;

/** Makes the network. Quotas were checked to be families. Space about 50 bytes for each allowed pair. */
export function createSeatNetwork({ rows, columns, scores, capacities, loads, unitSeats }: SeatProblem): SeatNetwork {
  const { demands, minimums, quotas } = loads;
  const ofRows = familyOf(loads, "rows", rows);
  const perColumn = familyOf(loads, "rowsPerColumn", rows);
  const ofColumns = familyOf(loads, "columns", columns);

  const rowNode = (row: number) => 1 + row;
  const columnNode = (column: number) => 1 + rows + column;
  const rowQuotaNode = (position: number) => (position < 0 ? 0 : 1 + rows + columns + position);
  const firstColumnQuota = 1 + rows + columns + ofRows.quotas.length;
  const columnQuotaNode = (position: number) => (position < 0 ? 0 : firstColumnQuota + position);
  const firstPerColumn = firstColumnQuota + ofColumns.quotas.length;
  const perColumnNode = (position: number, column: number) =>
    position < 0 ? columnNode(column) : firstPerColumn + column * perColumn.quotas.length + position;
  const nodes = firstPerColumn + columns * perColumn.quotas.length;
  const rowAbove = (row: number) => rowQuotaNode(ofRows.innermost[row]);
  const columnAbove = (column: number) => columnQuotaNode(ofColumns.innermost[column]);
  const pairNode = (row: number, column: number) => perColumnNode(perColumn.innermost[row], column);

  const { pairStart, column, score } = listPairs(rows, columns, scores);
  // one seat more than there are rows stands for any number of them
  const seatsOf = (j: number) => Math.min(capacities[j], Math.max(rows + 1, Math.min(minimums[j], MOST)));
  const placeStart = startsOf(rows, (i) => demands[i]);
  const seatStart = startsOf(columns, (j) => (unitSeats ? seatsOf(j) : 1));
  const places = { first: 0, end: placeStart[rows] };
  const pairs = { first: places.end, end: places.end + column.length };
  const seats = { first: pairs.end, end: pairs.end + seatStart[columns] };
  const arcs = seats.end + ofRows.quotas.length + ofColumns.quotas.length + columns * perColumn.quotas.length;

  const from = new Int32Array(arcs);
  const to = new Int32Array(arcs);
  const low = new Int32Array(arcs);
  const room = new Int32Array(arcs).fill(1);
  for (let i = 0; i < rows; i++) {
    for (let e = placeStart[i]; e < placeStart[i + 1]; e++) {
      from[e] = rowAbove(i);
      to[e] = rowNode(i);
    }
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      from[pairs.first + at] = rowNode(i);
      to[pairs.first + at] = pairNode(i, column[at]);
    }
  }
  for (let j = 0; j < columns; j++) {
    const least = Math.min(minimums[j], MOST);
    for (let at = seatStart[j]; at < seatStart[j + 1]; at++) {
      const e = seats.first + at;
      from[e] = columnNode(j);
      to[e] = columnAbove(j);
      low[e] = unitSeats ? Number(at - seatStart[j] < least) : least;
      room[e] = (unitSeats ? 1 : seatsOf(j)) - low[e];
    }
  }

  const limits: QuotaArc[] = [];
  const nextOf = { arc: seats.end };
  const addLimit = (quota: number, ends: readonly [from: number, to: number], ofColumn?: number): void => {
    const { min, max } = boundsLeft(quotas[quota], ofColumn ?? 0);
    const arc = nextOf.arc++;
    [from[arc], to[arc]] = ends;
    low[arc] = Math.min(min, MOST);
    room[arc] = Math.min(max, PLENTY) - low[arc];
    limits.push(ofColumn === undefined ? { arc, quota } : { arc, quota, column: ofColumn });
  };
  ofRows.quotas.forEach((quota, position) => {
    addLimit(quota, [rowQuotaNode(ofRows.above[position]), rowQuotaNode(position)]);
  });
  ofColumns.quotas.forEach((quota, position) => {
    addLimit(quota, [columnQuotaNode(position), columnQuotaNode(ofColumns.above[position])]);
  });
  perColumn.quotas.forEach((quota, position) => {
    for (let j = 0; j < columns; j++) {
      addLimit(quota, [perColumnNode(position, j), perColumnNode(perColumn.above[position], j)], j);
    }
  });
  // a stable sort, so that the columns of a quota stay in their order
  limits.sort((a, b) => a.quota - b.quota);
  const order = orderOf({ arcs, pairs, pairStart });
  return {
    ...{ nodes, from, to, low, room, order, places, pairs, seats },
    ...{
      placeStart,
      pairStart,
      column,
      score,
      seatStart,
      rowNode,
      columnNode,
      pairNode,
      rowAbove,
      columnAbove,
      limits,
    },
  };
}

/**
 * The few arcs that are not pairs first; then the pairs, each row's from another column on, so that where all are alike
 * not all rows crowd the same column.
 */
function orderOf({ arcs, pairs, pairStart }: { arcs: number; pairs: Range; pairStart: Int32Array }): Int32Array {
  const order = new Int32Array(arcs);
  let count = 0;
  for (let e = 0; e < arcs; e++) if (e < pairs.first || e >= pairs.end) order[count++] = e;
  const rows = pairStart.length - 1;
  for (let i = 0; i < rows; i++) {
    const first = pairs.first + pairStart[i];
    const length = pairStart[i + 1] - pairStart[i];
    const turn = Math.floor((i * length) / rows);
    for (let k = 0; k < length; k++) order[count++] = first + ((turn + k) % length);
  }
  return order;
}

function familyOf({ quotas }: Loads, kind: Parameters<typeof toFamily>[1], count: number): Family {
  const family = toFamily(quotas, kind, count);
  if ("first" in family) throw new Error("Expected families of quotas.");
  return family;
}

function startsOf(count: number, lengthOf: (index: number) => number): Int32Array {
  const start = new Int32Array(count + 1);
  for (let index = 0; index < count; index++) start[index + 1] = start[index] + lengthOf(index);
  return start;
}

/** The allowed pairs, row after row. */
function listPairs(rows: number, columns: number, scores: Scores) {
  if (scores.form === "sparse") return { pairStart: scores.start, column: scores.column, score: scores.score };
  const { data } = scores;
  let count = 0;
  for (let at = 0; at < data.length; at++) if (data[at] !== Number.NEGATIVE_INFINITY) count++;
  const pairStart = new Int32Array(rows + 1);
  const column = new Int32Array(count);
  const score = new Float64Array(count);
  let filled = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = data[i * columns + j];
      if (value === Number.NEGATIVE_INFINITY) continue;
      column[filled] = j;
      score[filled++] = value;
    }
    pairStart[i + 1] = filled;
  }
  return { pairStart, column, score };
}
