import type { SparseKernelProblem } from "../assignment.js";
import { createColumnHeap } from "../prices/columnHeap.js";
import { clearSeats, fillSeat, type Market, raisePrice, replaceLowest, vacateLowest } from "./market.js";

/** How a round of bidding is carried out. */
export interface Round {
  /** By how much a bid exceeds what would make the second best as good. */
  readonly epsilon: number;
  /** The range of the scores: no bid raises a price by more than this and ε. */
  readonly range: number;
  /** The round ends when this many pairs have been looked at, if not before. */
  readonly work: number;
  /** Is called every few milliseconds. */
  readonly tick: () => void;
}

/** Pairs looked at between two ticks. */
const TICK_WORK = 1 << 18;

/**
 * Takes everybody out of their seats and lets the rows bid until all of them have one; returns how many are left.
 *
 * A row bids for its best column, up to the price that makes its second best better by ε. A full column keeps its highest
 * bidders and costs what the lowest of them bid. When the rows are done, the seats that have to stay vacant go to whichever
 * columns are cheapest, as to identical bidders, which may send rows back to bid.
 */
export function bidInRound(problem: SparseKernelProblem, market: Market, round: Round): number {
  const { rows, columns, start, column, scores } = problem;
  const { price, seatStart, limit, load, vacant, mayStay } = market;
  const { epsilon, range, work, tick } = round;
  clearSeats(market);
  const queue = new Int32Array(rows);
  for (let row = 0; row < rows; row++) queue[row] = row;
  let head = 0;
  let waiting = rows;
  let left = 0;
  let done = 0;
  let ticked = 0;
  while (done <= work) {
    if (waiting === 0) {
      for (const row of placeVacancies(problem, market, epsilon)) queue[(head + waiting++) % rows] = row;
      if (waiting === 0) break;
      done += columns;
    }
    const row = queue[head];
    if (++head === rows) head = 0;
    waiting--;

    // best and second best net score, staying unmatched among them; of equal columns one with a free seat is taken
    const end = start[row + 1];
    done += end - start[row] + 1;
    if (done - ticked > TICK_WORK) {
      ticked = done;
      tick();
    }
    let best = Number.NEGATIVE_INFINITY;
    let second = best;
    let choice = -1;
    let isFree = false;
    if (mayStay[row] === 1) {
      best = -price[columns];
      choice = columns;
      isFree = load[columns] < seatStart[columns + 1] - seatStart[columns];
    }
    for (let at = start[row]; at < end; at++) {
      const j = column[at];
      const net = scores[at] - price[j];
      if (net < second || net === Number.NEGATIVE_INFINITY) continue;
      if (net > best) {
        second = best;
        best = net;
        choice = j;
        isFree = load[j] + vacant[j] < seatStart[j + 1] - seatStart[j];
      } else {
        second = net;
        if (net === best && !isFree && load[j] + vacant[j] < seatStart[j + 1] - seatStart[j]) {
          choice = j;
          isFree = true;
        }
      }
    }
    if (choice < 0) {
      left++;
      continue;
    }

    const most = price[choice] + Math.min(best - second, range) + epsilon;
    const base = seatStart[choice];
    let leaver = -1;
    if (isFree) fillSeat(market, row, choice, most);
    else if (most <= price[choice]) {
      left++;
      continue;
    } else if (vacant[choice] > 0 && (load[choice] === 0 || market.level <= limit[base])) {
      vacant[choice]--;
      market.held--;
      fillSeat(market, row, choice, most);
    } else leaver = replaceLowest(market, row, choice, most);
    raisePrice(market, choice);
    if (leaver >= 0) {
      let tail = head + waiting++;
      if (tail >= rows) tail -= rows;
      queue[tail] = leaver;
    }
  }
  return waiting + left;
}

/**
 * Finds room for the seats that have to stay vacant: the cheapest there are, and, where rows stay unmatched of their own
 * will, the least willing of these sent back where that is cheaper still. Returns the rows that lost their seat.
 */
function placeVacancies({ columns, bonus }: SparseKernelProblem, market: Market, epsilon: number): number[] {
  const { price, load, vacant, seatStart, limit, mayBeVacant, open } = market;
  const lack = () => market.surplus + (open ? load[columns] : 0) - market.held;
  const sentBack: number[] = [];
  if (lack() <= 0) return sentBack;

  const costs = new Float64Array(columns);
  const heap = createColumnHeap(costs);
  const freeOf = (j: number) => seatStart[j + 1] - seatStart[j] - load[j] - vacant[j];
  const offer = (j: number): void => {
    const isFree = freeOf(j) > 0;
    if (!isFree && load[j] === 0) return;
    costs[j] = isFree ? price[j] : limit[seatStart[j]];
    heap.lower(j);
  };
  for (let j = 0; j < columns; j++) if (mayBeVacant[j] === 1) offer(j);

  let cheapest = heap.pop();
  for (let lacking = lack(); lacking > 0; lacking = lack()) {
    const cost = cheapest < 0 ? Number.POSITIVE_INFINITY : costs[cheapest];
    const leastWilling = open && load[columns] > 0 ? limit[seatStart[columns]] - bonus : Number.POSITIVE_INFINITY;
    if (leastWilling <= cost) {
      if (leastWilling === Number.POSITIVE_INFINITY) break;
      market.level = Math.max(market.level, leastWilling);
      sentBack.push(vacateLowest(market, columns));
      continue;
    }
    market.level = Math.max(market.level, cost);
    const taken = Math.max(1, Math.min(freeOf(cheapest), lacking));
    if (freeOf(cheapest) === 0) sentBack.push(vacateLowest(market, cheapest));
    vacant[cheapest] += taken;
    market.held += taken;
    offer(cheapest);
    cheapest = heap.pop();
  }

  // identical bidders all bid what the next seat would cost
  if (cheapest >= 0) market.level = Math.max(market.level, costs[cheapest]);
  market.level += epsilon;
  if (open) price[columns] = bonus + market.level;
  for (let j = 0; j < columns; j++) if (vacant[j] > 0) raisePrice(market, j);
  return sentBack;
}
