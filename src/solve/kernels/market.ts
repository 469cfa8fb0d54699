import type { SparseKernelProblem } from "../assignment.js";

/** Rows of which more want seats than there are, with the columns they want; nobody else is assigned to these. */
export interface Overdemand {
  /** How many of the rows stay unmatched. */
  readonly unmatched: number;
  /** 1 for each such row, and for each such column. */
  readonly rows: Uint8Array;
  readonly columns: Uint8Array;
}

/**
 * An auction in progress. Column `columns`, one more than there are, stands for staying unmatched (`outside` below).
 *
 * Prices are relative: where every row that can be matched has to be, the bonus of a pair decides nothing but who may stay
 * unmatched, and is left out.
 */
export interface Market {
  readonly price: Float64Array;
  readonly columnOfRow: Int32Array;
  /** How many rows hold seats of a column, and how many of its seats are vacant for good. */
  readonly load: Int32Array;
  readonly vacant: Int32Array;
  /** The seats of column j stand from `seatStart[j]`: a heap of rows by the highest price each would pay, the lowest first. */
  readonly seatStart: Int32Array;
  readonly seat: Int32Array;
  readonly limit: Float64Array;
  /** 1 where a row may stay unmatched, and where a column may have vacant seats. */
  readonly mayStay: Uint8Array;
  readonly mayBeVacant: Uint8Array;
  /** How many more seats than rows there are; with every row that stays unmatched, one more has to be vacant if `open`. */
  readonly surplus: number;
  readonly open: boolean;
  /** What is bid for each vacant seat, and how many there are. */
  level: number;
  held: number;
}

/** No matching is worth less for having one more row in it: the bonus outweighs whatever an alternating path can lose. */
export function bonusDecides({ rows, bonus, capacities }: SparseKernelProblem, largest: number): boolean {
  const seats = capacities.reduce((sum, capacity) => sum + capacity, 0);
  return bonus > 2 * (Math.min(rows, seats) + 1) * largest;
}

/**
 * Opens the market with nobody assigned. `overdemand` is given where as many rows as possible have to be matched, all but
 * those; undefined where a row stays unmatched whenever that is worth more.
 */
export function openMarket(problem: SparseKernelProblem, overdemand: Overdemand | undefined): Market {
  const { rows, columns, bonus } = problem;
  const seats = usableSeats(problem);
  const seatStart = new Int32Array(columns + 2);
  for (let j = 0; j < columns; j++) seatStart[j + 1] = seatStart[j] + seats[j];
  const total = seatStart[columns];
  // one seat more than rows, so that it is never full
  const outside = overdemand === undefined ? rows + 1 : overdemand.unmatched;
  seatStart[columns + 1] = total + outside;

  const price = new Float64Array(columns + 1);
  for (let j = 0; j < columns; j++) {
    if (seats[j] === 0) price[j] = Number.POSITIVE_INFINITY;
    else if (overdemand?.columns[j] === 1) price[j] = bonus;
  }
  price[columns] = bonus;
  return {
    price,
    columnOfRow: new Int32Array(rows).fill(-1),
    load: new Int32Array(columns + 1),
    vacant: new Int32Array(columns + 1),
    seatStart,
    seat: new Int32Array(total + outside),
    limit: new Float64Array(total + outside),
    mayStay: overdemand === undefined ? new Uint8Array(rows).fill(1) : overdemand.rows,
    mayBeVacant: Uint8Array.from(seats, (count, j) => (count > 0 && overdemand?.columns[j] !== 1 ? 1 : 0)),
    surplus: total - rows + (overdemand?.unmatched ?? 0),
    open: overdemand === undefined,
    level: overdemand === undefined ? 0 : Number.NEGATIVE_INFINITY,
    held: 0,
  };
}

/** Seats beyond the rows that may have them are never filled. */
function usableSeats({ rows, columns, start, column, scores, capacities }: SparseKernelProblem): Int32Array {
  const seats = new Int32Array(columns);
  for (let at = 0; at < start[rows]; at++) if (scores[at] > Number.NEGATIVE_INFINITY) seats[column[at]]++;
  for (let j = 0; j < columns; j++) seats[j] = Math.min(seats[j], capacities[j]);
  return seats;
}

/**
 * Takes everybody out of their seats, at the prices reached. What is bid for vacant seats is forgotten too, unless it is
 * what staying unmatched costs.
 */
export function clearSeats(market: Market): void {
  market.columnOfRow.fill(-1);
  market.load.fill(0);
  market.vacant.fill(0);
  market.held = 0;
  if (!market.open) market.level = Number.NEGATIVE_INFINITY;
}

/** Gives a row a free seat. */
export function fillSeat(market: Market, row: number, column: number, most: number): void {
  const { seat, limit, load } = market;
  const base = market.seatStart[column];
  let place = load[column]++;
  while (place > 0) {
    const parent = (place - 1) >> 1;
    if (limit[base + parent] <= most) break;
    limit[base + place] = limit[base + parent];
    seat[base + place] = seat[base + parent];
    place = parent;
  }
  limit[base + place] = most;
  seat[base + place] = row;
  market.columnOfRow[row] = column;
}

/** Takes the row that would pay least out of its seat. */
export function vacateLowest(market: Market, column: number): number {
  const { seat, limit } = market;
  const base = market.seatStart[column];
  const leaver = seat[base];
  const last = --market.load[column];
  if (last > 0) sink(market, column, seat[base + last], limit[base + last]);
  market.columnOfRow[leaver] = -1;
  return leaver;
}

/** Gives a row the seat of the one that would pay least. */
export function replaceLowest(market: Market, row: number, column: number, most: number): number {
  const leaver = market.seat[market.seatStart[column]];
  sink(market, column, row, most);
  market.columnOfRow[row] = column;
  market.columnOfRow[leaver] = -1;
  return leaver;
}

function sink({ seat, limit, seatStart, load }: Market, column: number, row: number, most: number): void {
  const base = seatStart[column];
  const count = load[column];
  let place = 0;
  for (let child = 1; child < count; child = 2 * place + 1) {
    if (child + 1 < count && limit[base + child + 1] < limit[base + child]) child++;
    if (limit[base + child] >= most) break;
    limit[base + place] = limit[base + child];
    seat[base + place] = seat[base + child];
    place = child;
  }
  limit[base + place] = most;
  seat[base + place] = row;
}

/** Once a column is full it costs what the lowest of its holders would pay. */
export function raisePrice({ price, load, vacant, seatStart, limit, level }: Market, column: number): void {
  const base = seatStart[column];
  if (load[column] + vacant[column] < seatStart[column + 1] - base) return;
  let lowest = load[column] > 0 ? limit[base] : Number.POSITIVE_INFINITY;
  if (vacant[column] > 0 && level < lowest) lowest = level;
  if (lowest > price[column]) price[column] = lowest;
}
