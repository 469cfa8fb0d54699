import type { SparseKernelProblem } from "../assignment.js";
import { solveSparse } from "../kernels/chooseKernel.js";
import { adoptColumns } from "./adoptColumns.js";
import { liveArcs } from "./openPairs.js";
import type { Solving } from "./solving.js";

/** With fewer pairs the network is as quick by itself. */
const FEWEST_PAIRS = 4096;
/** Sums of values along a path stay below this. */
const MOST = 2 ** 52;

/**
 * Has the kernels for assignments find the pairs that cost least among the optima of the stages before, as a start
 * from which the network has little left to do but to prove it. Quotas are left to `adoptColumns`. Nothing where rows
 * want several columns, or where numbers would become too great.
 *
 * Rows that have to stay matched, and seats that have to stay taken, are worth more than all scores together; a column
 * some of whose seats have to be taken is two columns.
 */
export function startPairs(
  { network, simplex, starts }: Pick<Solving, "network" | "simplex" | "starts">,
  cost: Float64Array,
): void {
  const { pairs, placeStart, seatStart, seats, pairStart, column, low, room } = network;
  const { flow } = simplex;
  const live = liveArcs(simplex);
  let open = 0;
  for (let e = pairs.first; e < pairs.end; e++) open += live[e];
  if ((open < FEWEST_PAIRS && starts !== "always") || hasSeveral({ network, simplex }, live)) return;

  const rows = pairStart.length - 1;
  const columns = seatStart.length - 1;
  // of each column: seats that have to be taken, and others that may be, less those of pairs that cannot change
  const forced = new Int32Array(columns);
  const further = new Int32Array(columns);
  for (let j = 0; j < columns; j++) {
    for (let at = seatStart[j]; at < seatStart[j + 1]; at++) {
      const e = seats.first + at;
      forced[j] += low[e];
      if (live[e] !== 0) further[j] += room[e];
      else forced[j] += flow[e];
    }
  }
  const isFixed = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) {
    for (let at = pairStart[i]; at < pairStart[i + 1]; at++) {
      const e = pairs.first + at;
      if (flow[e] === 0 || live[e] !== 0) continue;
      isFixed[i] = 1;
      const j = column[at];
      if (forced[j] > 0) forced[j]--;
      else further[j]--;
    }
  }

  let largest = 0;
  for (let e = pairs.first; e < pairs.end; e++) if (Math.abs(cost[e]) > largest) largest = Math.abs(cost[e]);
  const path = 2 * Math.min(rows, 2 * columns) + 2;
  const must = 2 * path * largest + 1;
  if (path * (2 * must + largest) > MOST) return;

  // column j stands for its further seats, column `columns + j` for those that have to be taken
  const kernel = {
    start: new Int32Array(rows + 1),
    column: new Int32Array(2 * open),
    scores: new Float64Array(2 * open),
  };
  let count = 0;
  for (let i = 0; i < rows; i++) {
    const place = placeStart[i];
    const isHeld = placeStart[i + 1] > place && live[place] === 0;
    // a row that is held unmatched gets no pair at all
    const canChange = isFixed[i] === 0 && placeStart[i + 1] > place && !(isHeld && flow[place] === 0);
    const bonus = canChange && isHeld ? must : 0;
    for (const isForced of [false, true]) {
      for (let at = pairStart[i]; canChange && at < pairStart[i + 1]; at++) {
        const j = column[at];
        if (live[pairs.first + at] === 0 || (isForced ? forced : further)[j] === 0) continue;
        kernel.column[count] = isForced ? columns + j : j;
        kernel.scores[count++] = bonus + (isForced ? must : 0) - cost[pairs.first + at];
      }
    }
    kernel.start[i + 1] = count;
  }
  const problem: SparseKernelProblem = {
    ...{ rows, columns: 2 * columns, bonus: 0, start: kernel.start },
    column: kernel.column.slice(0, count),
    scores: kernel.scores.slice(0, count),
    capacities: Int32Array.from({ length: 2 * columns }, (_, j) =>
      Math.min(rows, j < columns ? further[j] : forced[j - columns]),
    ),
  };
  const { columnOfRow } = solveSparse(problem).answer;
  adoptColumns({ network, simplex, live }, (i) => (isFixed[i] !== 0 ? undefined : columnOfRow[i] % columns));
}

/** Whether some row can have several columns. */
function hasSeveral(
  { network: { placeStart }, simplex: { flow } }: Pick<Solving, "network" | "simplex">,
  live: Uint8Array,
): boolean {
  for (let i = 0; i + 1 < placeStart.length; i++) {
    for (let e = placeStart[i] + 1; e < placeStart[i + 1]; e++) if (live[e] !== 0 || flow[e] > 0) return true;
  }
  return false;
}
