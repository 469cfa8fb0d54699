import type { Lottery } from "../assignment.js";
import { findComponents } from "./components.js";
import { createChainSearch, type Half, NOBODY } from "./findChain.js";
import { type Holders, leaveSeat, resettle, settle, takeSeat } from "./holders.js";
import type { TightPairs } from "./tightPairs.js";

/**
 * Going through `lottery.rows`, gives each matched row the earliest of `lottery.columns` that some optimum gives it
 * beside the rows before it. Rows after it move along tight pairs to make room.
 *
 * A row can have the columns in its own column's component of the graph of moves (see `findComponents`), and no other,
 * now or later: deciding a row only takes moves away. Components are not found anew after each row. Where no chain of
 * moves leads from a column back to the row's own, the half of the search that came to its end is parted from the rest
 * of the component for good; so there are at most as many such searches as columns, and each costs no more than twice
 * the smaller part.
 */
export function placeRows(
  tight: TightPairs,
  { holders, unpriced }: { readonly holders: Holders; readonly unpriced: Uint8Array },
  lottery: Lottery,
): void {
  const { columnOfRow, free } = holders;
  const columns = free.length;
  const spare = Int32Array.from(unpriced.keys()).filter((column) => unpriced[column] !== 0);
  const moves = { tight, holders, spare };
  const component = findComponents(moves);
  const placed = new Uint8Array(columnOfRow.length);
  const rank = new Int32Array(columns);
  for (let t = 0; t < columns; t++) rank[lottery.columns[t]] = t;

  const earliestOf = (row: number): number => {
    const own = component[columnOfRow[row]];
    let earliest = columnOfRow[row];
    for (let at = tight.start[row]; at < tight.start[row + 1]; at++) {
      const column = tight.column[at];
      if (component[column] === own && rank[column] < rank[earliest]) earliest = column;
    }
    return earliest;
  };

  let findChain: ReturnType<typeof createChainSearch> | undefined;
  let components = columns + 1;
  for (let t = 0; t < lottery.rows.length; t++) {
    const row = lottery.rows[t];
    if (columnOfRow[row] < 0) continue;
    placed[row] = 1;
    settle(holders, row);
    for (let column = earliestOf(row); column !== columnOfRow[row]; column = earliestOf(row)) {
      findChain ??= createChainSearch(moves, { placed, component });
      const chain = findChain(column, columnOfRow[row]);
      if ("meeting" in chain) {
        moveAlong(holders, chain.forwards, { node: chain.meeting, side: "to" });
        moveAlong(holders, chain.backwards, { node: chain.meeting, side: "from" });
        resettle(holders, row, column);
        break;
      }
      const { queue, count } = chain.closed;
      for (let at = 0; at < count; at++) component[queue[at]] = components;
      components++;
    }
  }
}

/** Carries out the moves of one half of a chain; going forwards a row moves to the node that it led to, going backwards from it. */
function moveAlong(
  holders: Holders,
  { queue, from, mover }: Half,
  { node, side }: { readonly node: number; readonly side: "to" | "from" },
): void {
  for (let at = node; at !== queue[0]; at = from[at]) {
    const row = mover[at];
    if (row === NOBODY) continue;
    leaveSeat(holders, row);
    takeSeat(holders, row, side === "to" ? at : from[at]);
  }
}
