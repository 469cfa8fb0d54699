import type { KernelProblem } from "../assignment.js";
import { type KernelState, leave, take } from "./kernelState.js";

/** Bids per row before the search along paths takes over. */
const BIDS_PER_ROW = 8;
/** How often rows that lost on equal bids try again. */
const BIDDING_PASSES = 2;

/**
 * Lets each row bid for its best column, up to what would make its second best as good. A full column keeps its highest
 * bidders and costs what the lowest of them bid. Returns the rows that are left to the search.
 */
export function bid(problem: KernelProblem, state: KernelState): number[] {
  const { rows, columns, scores, bonus } = problem;
  const { price, free, first, next } = state;
  const limit = new Float64Array(rows);
  const lowestOf = (column: number): number => {
    let lowest = first[column];
    for (let row = lowest; row >= 0; row = next[row]) if (limit[row] < limit[lowest]) lowest = row;
    return lowest;
  };

  let queue = Array.from({ length: rows }, (_, row) => row);
  let outbid: number[] = [];
  let passes = BIDDING_PASSES;
  let budget = BIDS_PER_ROW * rows;
  while (budget-- > 0) {
    if (queue.length === 0) {
      if (--passes === 0 || outbid.length === 0) break;
      queue = outbid;
      outbid = [];
    }
    const row = queue.pop()!;

    // best and second-best net score: staying unmatched is worth −bonus, and of equal columns one with a free seat is taken
    const offset = row * columns;
    let best = -bonus;
    let second = -bonus;
    let column = -1;
    for (let j = 0; j < columns; j++) {
      const net = scores[offset + j] - price[j];
      if (net < second || net <= -bonus) continue;
      if (net > best) {
        second = best;
        best = net;
        column = j;
      } else {
        second = net;
        if (net === best && free[column] === 0 && free[j] > 0) column = j;
      }
    }
    if (column < 0) continue;

    // a bid no higher than the price of a full column changes nothing: the row waits
    limit[row] = price[column] + best - second;
    if (free[column] === 0) {
      if (limit[row] === price[column]) {
        outbid.push(row);
        continue;
      }
      const lowest = lowestOf(column);
      if (lowest < 0) {
        price[column] = limit[row];
        queue.push(row);
        continue;
      }
      leave(state, lowest);
      queue.push(lowest);
    }
    take(state, row, column);
    if (free[column] === 0) price[column] = Math.max(price[column], limit[lowestOf(column)]);
  }
  return queue.concat(outbid);
}
