import type { Stage } from "../assignment.js";

/** What is claimed after a change: an assignment and packed prices for scores packed in the same way. Arrays may be longer than needed. */
export interface PackedClaim {
  readonly rows: number;
  readonly columns: number;
  /** Packed scores, as lists of rows and as lists of columns; `-Infinity` where forbidden. A pair is worth its entry + `bonus`. */
  readonly byRow: readonly Float64Array[];
  readonly byColumn: readonly Float64Array[];
  readonly bonus: number;
  readonly capacities: readonly number[];
  readonly columnOfRow: Int32Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
}

/** The assignment and prices that the last check found right. */
export interface Proven {
  readonly columnOfRow: Int32Array;
  readonly rowPrice: Float64Array;
  readonly columnPrice: Float64Array;
}

/** Rows and columns of which scores have changed since the last check. */
export interface Rewritten {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Nothing proven yet: every pair is to be checked. */
export const NOTHING_PROVEN: Proven = {
  columnOfRow: new Int32Array(0),
  rowPrice: new Float64Array(0),
  columnPrice: new Float64Array(0),
};

/**
 * Checks an assignment after a change, and nothing is taken on trust but what the check before proved of pairs that have
 * stayed as they were: this module shares no code with any kernel. Returns what is wrong, or undefined if the claim holds.
 *
 * Every seat, sign and assigned pair is checked. Another pair is worth no more than its two prices together as long as
 * its score stays and the prices together do not fall: as long as, for any one number, the column's price has risen by at
 * least that and the row's has fallen by at most that. So the pairs are checked of each row and each column of which that
 * does not hold, or which was rewritten. Time O(rows + columns · log columns), and O(columns) or O(rows) for each of those.
 *
 * That packed prices which pass prove the packed value greatest is linear-programming duality, as in `findViolations`;
 * that the greatest packed value is the best of all in the order of the stages needs `separatesStages` besides.
 */
export function findFault(claim: PackedClaim, proven: Proven, rewritten: Rewritten): string | undefined {
  return seatFault(claim) ?? assignedFault(claim) ?? pairFault(claim, proven, rewritten);
}

/** No column has more rows than seats; no price is below 0 or infinite; a column with a price is full. */
function seatFault({ rows, columns, capacities, columnOfRow, columnPrice }: PackedClaim): string | undefined {
  const load = new Int32Array(columns);
  for (let i = 0; i < rows; i++) {
    const column = columnOfRow[i];
    if (!(column >= -1 && column < columns)) return `Row ${i} is assigned to ${column}, which is no column.`;
    if (column >= 0) load[column]++;
  }
  for (let j = 0; j < columns; j++) {
    const price = columnPrice[j];
    if (load[j] > capacities[j]) return `Column ${j} has more rows (${load[j]}) than seats (${capacities[j]}).`;
    if (!(price >= 0 && price < Number.POSITIVE_INFINITY)) return `The price of column ${j} is ${price}.`;
    if (price > 0 && load[j] < capacities[j]) return `The price of column ${j} is above zero though a seat is free.`;
  }
  return undefined;
}

/** No price is below 0 or infinite; a row with a price is matched; assigned pairs are allowed and worth exactly their prices. */
function assignedFault(claim: PackedClaim): string | undefined {
  const { rows, byRow, bonus, columnOfRow, rowPrice, columnPrice } = claim;
  for (let i = 0; i < rows; i++) {
    const price = rowPrice[i];
    const column = columnOfRow[i];
    if (!(price >= 0 && price < Number.POSITIVE_INFINITY)) return `The price of row ${i} is ${price}.`;
    if (column < 0 && price > 0) return `The price of row ${i} is above zero though it is unmatched.`;
    if (column >= 0 && byRow[i][column] + bonus !== price + columnPrice[column]) {
      return `Row ${i} and column ${column} are assigned, but their prices do not add up to the pair's value.`;
    }
  }
  return undefined;
}

/** No pair that may have changed is worth more than its prices. */
function pairFault(claim: PackedClaim, proven: Proven, rewritten: Rewritten): string | undefined {
  const { rows, columns, byRow, byColumn, bonus, rowPrice, columnPrice } = claim;
  const shift = commonRise(columnPrice, proven.columnPrice);
  const suspectRows = suspects(rowPrice.subarray(0, rows), proven.rowPrice, {
    rise: -shift,
    rewritten: rewritten.rows,
  });
  for (const row of suspectRows) {
    if (leastExcess(byRow[row], columnPrice, columns) < bonus - rowPrice[row]) {
      return `Row ${row} is worth more with some column than their prices.`;
    }
  }
  // where every row was checked, every pair was
  if (suspectRows.length === rows) return undefined;
  const columnChange = { rise: shift, rewritten: rewritten.columns };
  for (const column of suspects(columnPrice.subarray(0, columns), proven.columnPrice, columnChange)) {
    if (leastExcess(byColumn[column], rowPrice, rows) < bonus - columnPrice[column]) {
      return `Column ${column} is worth more with some row than their prices.`;
    }
  }
  return undefined;
}

/** By how much column prices have risen, in the middle. Whatever this is, the check is right; it is short if most agree. */
function commonRise(price: Float64Array, before: Float64Array): number {
  if (before.length === 0) return 0;
  const rises = before.map((was, j) => price[j] - was).sort();
  return rises[rises.length >> 1];
}

/** Those whose price has risen by less than `rise`, which had none before, or whose scores have changed. */
function suspects(
  price: Float64Array,
  before: Float64Array,
  { rise, rewritten }: { readonly rise: number; readonly rewritten: readonly number[] },
): number[] {
  const isRewritten = new Set(rewritten);
  const found: number[] = [];
  for (let k = 0; k < price.length; k++) {
    if (k >= before.length || price[k] - before[k] < rise || isRewritten.has(k)) found.push(k);
  }
  return found;
}

/** By how much prices exceed scores, at least. */
function leastExcess(scores: Float64Array, price: Float64Array, count: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const excess = price[k] - scores[k];
    if (excess < least) least = excess;
  }
  return least;
}

/** What is claimed of a packing: that it is good for so many seats and so great a score. */
export interface PackingClaim {
  readonly stages: readonly Stage[];
  readonly scale: number;
  readonly bonus: number;
  readonly seats: number;
  /** In units. */
  readonly largest: number;
}

/**
 * Whether packed values have the order of the stages: one pair more or fewer matched outweighs whatever two totals can
 * differ by, or one unit of the total whatever the numbers of pairs can; and whether no sum of four values leaves 2^53.
 */
export function separatesStages({ stages, scale, bonus, seats, largest }: PackingClaim): boolean {
  const isExact = 4 * (scale * largest + bonus) <= 2 ** 53;
  if (stages.length < 2)
    return isExact && (stages[0] === "matched" ? bonus > 0 && scale === 0 : scale > 0 && bonus === 0);
  return (
    isExact &&
    (stages[0] === "matched" ? bonus > 2 * seats * largest * scale && scale > 0 : scale > seats * bonus && bonus > 0)
  );
}
