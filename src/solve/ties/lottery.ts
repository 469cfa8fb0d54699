import type { Lottery } from "../assignment.js";
import type { Claim } from "../proof/claim.js";
import { createHolders } from "./holders.js";
import { placeRows } from "./placeRows.js";
import { seatRows } from "./seatRows.js";
import { type TightPairs, unpricedOf } from "./tightPairs.js";

/**
 * Turns an optimal assignment into the one that the lottery chooses among all optima.
 *
 * The optima are exactly the assignments along tight pairs that keep every row with a price matched and every column
 * with a price full. Within them, going through `rows`, a row is matched rather than not; then, going through them
 * again, each gets the earliest of `columns` that the rows before it leave possible.
 *
 * Time: O(tight pairs + columns) where nothing is tied; beyond that each search that moves a row, and each that finds a
 * column to be out of reach for good, looks at the tight pairs that are still undecided around it. There are at most as
 * many such searches as rows and columns together, so O((rows + columns) · tight pairs) at worst.
 */
export function drawLottery(
  tight: TightPairs,
  { capacities, claim }: { readonly capacities: ArrayLike<number>; readonly claim: Claim },
  lottery: Lottery,
): Int32Array {
  const { columnOfRow, rowPrices, columnPrices } = claim;
  const holders = createHolders(columnOfRow, capacities);
  seatRows(tight, { holders, unpriced: unpricedOf(rowPrices, columnOfRow.length) }, lottery.rows);
  placeRows(tight, { holders, unpriced: unpricedOf(columnPrices, capacities.length) }, lottery);
  return holders.columnOfRow;
}
