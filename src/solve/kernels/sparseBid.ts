import type { SparseKernelProblem } from "../assignment.js";
import type { Seats, Side, Sides } from "./sides.js";

/** Bids for each row, or for each column, before the search along paths takes over. */
const BIDS_EACH = 16;
/** How often rows that lost on equal bids try again. */
const BIDDING_PASSES = 2;

/**
 * Lets each row bid for its best column, up to what would make its second best as good. A full column keeps its highest
 * bidders and costs what the lowest of them bid. Who is left over is for the search.
 */
export function bidFromRows({ rows: side, seats }: Sides, { rows, bonus }: SparseKernelProblem): void {
  const { start, to, score, link, unlink } = side;
  const { price, spare, first, next } = seats;
  const limit = new Float64Array(rows);
  const lowestOf = (column: number): number => {
    let lowest = first[column];
    for (let row = lowest; row >= 0; row = next[row]) if (limit[row] < limit[lowest]) lowest = row;
    return lowest;
  };

  let queue = Int32Array.from({ length: rows }, (_, at) => rows - 1 - at);
  let queued = rows;
  let outbid = new Int32Array(rows);
  let waiting = 0;
  let passes = BIDDING_PASSES;
  for (let budget = BIDS_EACH * rows; budget > 0; budget--) {
    if (queued === 0) {
      if (--passes === 0 || waiting === 0) break;
      [queue, outbid] = [outbid, queue];
      [queued, waiting] = [waiting, 0];
    }
    const row = queue[--queued];

    // best and second-best net score: staying unmatched is worth −bonus, and of equal columns one with a free seat is taken
    let best = -bonus;
    let second = -bonus;
    let column = -1;
    for (let at = start[row], stop = start[row + 1]; at < stop; at++) {
      const net = score[at] - price[to[at]];
      if (net < second || net <= -bonus) continue;
      if (net > best) {
        second = best;
        best = net;
        column = to[at];
      } else {
        second = net;
        if (net === best && spare[column] === 0 && spare[to[at]] > 0) column = to[at];
      }
    }
    if (column < 0) continue;

    // a bid no higher than the price of a full column changes nothing: the row waits
    limit[row] = price[column] + best - second;
    if (spare[column] === 0) {
      if (limit[row] === price[column]) {
        outbid[waiting++] = row;
        continue;
      }
      const lowest = lowestOf(column);
      if (lowest < 0) {
        price[column] = limit[row];
        queue[queued++] = row;
        continue;
      }
      unlink(lowest, column);
      queue[queued++] = lowest;
    }
    link(row, column);
    if (spare[column] === 0) price[column] = Math.max(price[column], limit[lowestOf(column)]);
  }
  raiseToBest(side, seats, bonus);
}

/**
 * Lets each column bid for as many rows as it has seats: its best ones, up to what would make the next best as good.
 * A row goes to the highest bidder. Which seats are left over is for the search.
 */
export function bidFromColumns(sides: Sides, { columns, capacities, bonus }: SparseKernelProblem): void {
  const side = sides.columns();
  const { start, to, score, price, spare, first, next, link, unlink } = side;
  const { price: rowPrice, first: columnOfRow } = sides.rows;
  const mostSeats = capacities.reduce((most, count) => Math.max(most, count), 0);
  const bestRow = new Int32Array(mostSeats + 1);
  const bestNet = new Float64Array(mostSeats + 1);
  price.fill(Number.POSITIVE_INFINITY);

  const queue = Array.from({ length: columns }, (_, at) => columns - 1 - at);
  for (let budget = BIDS_EACH * columns; budget > 0 && queue.length > 0; budget--) {
    const column = queue.pop()!;
    const wanted = spare[column];
    if (wanted === 0) continue;

    // the best rows that it does not hold, one more than it has seats, best first
    let count = 0;
    let bar = 0;
    for (let at = start[column], stop = start[column + 1]; at < stop; at++) {
      const net = score[at] + bonus - rowPrice[to[at]];
      if (net <= bar || columnOfRow[to[at]] === column) continue;
      let rank = count <= wanted ? count++ : wanted;
      for (; rank > 0 && bestNet[rank - 1] < net; rank--) {
        bestNet[rank] = bestNet[rank - 1];
        bestRow[rank] = bestRow[rank - 1];
      }
      bestNet[rank] = net;
      bestRow[rank] = to[at];
      if (count > wanted) bar = bestNet[wanted];
    }

    // what the next best would leave it is what all its seats leave it
    const left = count > wanted ? bestNet[wanted] : 0;
    for (let row = first[column]; row >= 0; row = next[row]) rowPrice[row] += price[column] - left;
    price[column] = left;
    for (let rank = 0; rank < Math.min(count, wanted); rank++) {
      const row = bestRow[rank];
      const holder = columnOfRow[row];
      // an equal bid changes nothing
      if (holder >= 0 && bestNet[rank] === left) continue;
      if (holder >= 0) {
        unlink(holder, row);
        queue.push(holder);
      }
      rowPrice[row] += bestNet[rank] - left;
      link(column, row);
    }
  }
  raiseToBest(side, sides.rows, bonus);
}

/** Sets the prices of a side to the most that each can get at the others' prices, and at least 0. */
export function raiseToBest({ start, to, score, price }: Side, others: Seats, bonus: number): void {
  const { price: otherPrice } = others;
  for (let own = 0; own < price.length; own++) {
    let best = -bonus;
    for (let at = start[own], stop = start[own + 1]; at < stop; at++) {
      const net = score[at] - otherPrice[to[at]];
      if (net > best) best = net;
    }
    price[own] = best + bonus;
  }
}
