import type { Lottery } from "../assignment.js";
import type { TiedFlow } from "./findTies.js";
import { createPathSearch, createResidual, residualComponents } from "./residual.js";

/**
 * Moves a flow, within the optima, to the one that the lottery chooses: going through `rows`, and for each through
 * `columns`, a pair is assigned rather than not. Which rows are matched is decided before.
 *
 * Time O(arcs) where nothing is tied; beyond that a search for each pair that could change, and for each that does.
 */
export function drawPairs(tied: TiedFlow, { rows, columns }: Lottery): void {
  const { firstPair, pairStart, column, flow, from, to } = tied;
  const residual = createResidual(tied, tied.live);
  const component = residualComponents(residual);
  const { fast } = residual;
  for (const e of tied.live) if (component[from[e]] !== component[to[e]]) fast[e] = 1;
  const rank = new Int32Array(columns.length);
  for (let at = 0; at < columns.length; at++) rank[columns[at]] = at;
  const search = createPathSearch(residual);

  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    const open: number[] = [];
    for (let k = pairStart[row]; k < pairStart[row + 1]; k++) if (fast[firstPair + k] === 0) open.push(firstPair + k);
    open.sort((a, b) => rank[column[a - firstPair]] - rank[column[b - firstPair]]);
    let isSearched = false;
    for (const e of open) {
      let changes = flow[e] === 1;
      if (!changes) {
        if (!isSearched) search.reachBackwards(from[e]);
        isSearched = true;
        if (search.hasReached(to[e])) {
          search.push(to[e]);
          flow[e] = 1;
          changes = true;
        }
      }
      // what is decided is no way for others; where nothing was, the search still holds
      fast[e] = 1;
      if (changes) isSearched = false;
    }
  }
}
