/** The largest prime below 2^20: a product is below 2^40, and 2^13 of them can be added up before a remainder is taken. */
export const PRIME = 1_048_573;
const MOST_ADDED = 2 ** 13 - 2;

/** Vectors over the field of whole numbers modulo a prime, and others that must stay independent of them. */
export interface Echelon {
  /** Adds a vector, unless it would make a watched one a combination of those added; then false, and it is not added. */
  readonly add: (vector: Float64Array) => boolean;
  /** Watches a vector, unless it is a combination of those added already; then false. */
  readonly watch: (vector: Float64Array) => boolean;
}

/** A vector that is 1 at the place where it leads, 0 before it, and 0 from `end` on. */
interface Row {
  readonly vector: Float64Array;
  readonly end: number;
}

/** A vector from which rows have been taken, remainders being put off. */
interface Reduced {
  readonly vector: Float64Array;
  /** How many products there are at most in an entry. */
  added: number;
}

/**
 * Elimination row by row. A watched vector is reduced as far as to its first place where no row leads yet, which shows
 * that it is independent; only a new row that leads there makes it move on.
 */
export function openEchelon(length: number): Echelon {
  const rowLedBy: (Row | undefined)[] = new Array(length).fill(undefined);
  const watchedAt: Reduced[][] = Array.from({ length }, () => []);

  /** Reduces a vector by the rows from a place on, up to the first place where none leads; −1 where nothing is left. */
  function reduce(reduced: Reduced, from: number): number {
    const { vector } = reduced;
    for (let place = from; place < length; place++) {
      if (vector[place] === 0) continue;
      const value = remainder(vector[place]);
      vector[place] = value;
      if (value === 0) continue;
      const row = rowLedBy[place];
      if (row === undefined) return place;
      addTimes(reduced, PRIME - value, row, place);
    }
    return -1;
  }

  function watch(vector: Float64Array): boolean {
    const reduced = { vector, added: 1 };
    const lead = reduce(reduced, 0);
    if (lead >= 0) watchedAt[lead].push(reduced);
    return lead >= 0;
  }

  function add(vector: Float64Array): boolean {
    const lead = reduce({ vector, added: 1 }, 0);
    if (lead < 0) return true;
    const waiting = watchedAt[lead];
    const row = toRow(vector, lead);
    rowLedBy[lead] = row;
    const moves: (readonly [watched: Reduced, multiple: number, lead: number])[] = [];
    for (const watched of waiting) {
      const multiple = watched.vector[lead];
      const next = reduce(watched, lead);
      moves.push([watched, multiple, next]);
      if (next >= 0) continue;
      rowLedBy[lead] = undefined;
      for (const [moved, taken] of moves) addTimes(moved, taken, row, lead);
      return false;
    }
    watchedAt[lead] = [];
    for (const [watched, , next] of moves) watchedAt[next].push(watched);
    return true;
  }

  return { add, watch };
}

/** Adds so many times a row. */
function addTimes(reduced: Reduced, factor: number, { vector: row, end }: Row, lead: number): void {
  const { vector } = reduced;
  for (let k = lead; k < end; k++) vector[k] += factor * row[k];
  if (++reduced.added < MOST_ADDED) return;
  for (let k = lead; k < vector.length; k++) vector[k] = remainder(vector[k]);
  reduced.added = 1;
}

function toRow(vector: Float64Array, lead: number): Row {
  const inverse = inverseOf(vector[lead]);
  let end = lead + 1;
  for (let k = lead; k < vector.length; k++) {
    if (vector[k] === 0) continue;
    vector[k] = remainder(remainder(vector[k]) * inverse);
    if (vector[k] !== 0) end = k + 1;
  }
  return { vector, end };
}

/** From 0 to below the prime, for whole numbers of up to 2^53 in size: many times faster than `%`. */
function remainder(value: number): number {
  const rest = value - Math.floor(value / PRIME) * PRIME;
  // the quotient of large numbers may be rounded up to the next whole one
  return rest < 0 ? rest + PRIME : rest;
}

/** By Fermat's little theorem. */
function inverseOf(value: number): number {
  let result = 1;
  let base = value;
  for (let exponent = PRIME - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = remainder(result * base);
    base = remainder(base * base);
  }
  return result;
}
