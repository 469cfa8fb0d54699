import type { Lottery } from "../assignment.js";
import type { TiedFlow } from "./findTies.js";
import { createPathSearch } from "./pathSearch.js";
import { createResidual, residualComponents } from "./residual.js";

/**
 * Moves a flow, within the optima, to the one that the lottery chooses: going through `rows`, and for each through
 * `columns`, a pair is assigned rather than not. Which rows are matched is decided before.
 *
 * A pair can change if and only if both its ends are in one strongly connected component of the residual graph. Deciding
 * a pair only parts components: where no way leads round, the half of the search that came to its end is parted from the
 * rest for good. So there are at most as many searches in vain as nodes.
 *
 * Time O(arcs) where nothing is tied; beyond that a search for each pair that changes, and those in vain.
 */
export function drawPairs(tied: TiedFlow, { rows, columns }: Lottery): void {
  const { firstPair, pairStart, column, flow, from, to } = tied;
  const residual = createResidual(tied, tied.live);
  const component = residualComponents(residual);
  const search = createPathSearch(residual, component);
  const { fast } = residual;
  const varies = (e: number) => fast[e] === 0 && component[from[e]] === component[to[e]];
  let components = component.reduce((most, own) => Math.max(most, own + 1), 0);
  const assign = (e: number): void => {
    if (search.find(to[e], from[e])) {
      search.push();
      flow[e] = 1;
      return;
    }
    for (const node of search.closed()) component[node] = components;
    components++;
  };

  const rank = new Int32Array(columns.length);
  for (let at = 0; at < columns.length; at++) rank[columns[at]] = at;
  // of one row, the ranks of the columns that it may still have, and the pair for each
  const ranks = new Int32Array(columns.length);
  const pairOf = new Int32Array(columns.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    let open = 0;
    for (let k = pairStart[row]; k < pairStart[row + 1]; k++) {
      if (!varies(firstPair + k)) continue;
      pairOf[rank[column[k]]] = firstPair + k;
      ranks[open++] = rank[column[k]];
    }
    for (const own of ranks.subarray(0, open).sort()) {
      const e = pairOf[own];
      if (flow[e] === 0 && varies(e)) assign(e);
      // what is decided is no way for others
      fast[e] = 1;
    }
  }
}
