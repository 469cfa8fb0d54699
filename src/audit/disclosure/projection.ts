import type { Cells } from "./cells.js";
import { type Kinds, toKinds } from "./kinds.js";

/** Places that each kind of people goes to, where there are fewer places than kinds. */
const PLACES = 3;
/** Subsets of longer groupings are not counted one by one. */
const LONGEST_COUNTED = 4;

/** Vectors that stand for the people of cells. */
export interface Projection {
  readonly length: number;
  /** Whole numbers from 0 to below 2^20 at each place, added up over the people of a cell who are in a population. */
  readonly vectorOf: (population: number, cell: number) => Float64Array;
  /** Takes the vector of a cell of a population off another that has all its people. */
  readonly subtract: (vector: Float64Array, population: number, cell: number) => void;
}

/**
 * Gives each kind of people a place of its own or, where there are far more kinds than cells can tell apart, three places
 * with fixed multipliers that look drawn. Whatever is independent in so few places is independent; the other way round it
 * may fail, as good as never, and then one cell too many is hidden.
 *
 * People of different sets of populations never share a place.
 */
export function openProjection(cells: Cells): Projection {
  const attributes = [...new Set(cells.groupings.flat())].sort((a, b) => a - b);
  const kinds = toKinds(cells, attributes);
  const { blockOf, sizes } = toBlocks(cells, kinds);
  const enough = Math.ceil(1.1 * rankBound(cells, attributes)) + 16;
  const blocks: { start: number; length: number; next: number }[] = [];
  let length = 0;
  for (const size of sizes) {
    blocks.push({ start: length, length: Math.min(size, enough), next: 0 });
    length += Math.min(size, enough);
  }
  const places = new Int32Array(PLACES * kinds.count);
  const factors = new Float64Array(PLACES * kinds.count);
  for (let kind = 0; kind < kinds.count; kind++) {
    const block = blocks[blockOf[kind]];
    if (block.length === sizes[blockOf[kind]]) {
      places.fill(block.start + block.next++, PLACES * kind, PLACES * (kind + 1));
      factors[PLACES * kind] = 1;
      continue;
    }
    for (let k = PLACES * kind; k < PLACES * (kind + 1); k++) {
      places[k] = block.start + (scramble(2 * k) % block.length);
      factors[k] = 1 + (scramble(2 * k + 1) % 1_000_000);
    }
  }
  const members = cells.groupings.map((_, grouping) => kindMembers(cells, kinds, grouping));
  function accumulate(vector: Float64Array, population: number, cell: number, sign: 1 | -1): void {
    const grouping = cells.groupingOf[cell];
    const inPopulation = cells.populations[population];
    for (const kind of members[grouping][cell - cells.starts[grouping]]) {
      if (inPopulation[kinds.person[kind]] === 0) continue;
      for (let k = PLACES * kind; k < PLACES * (kind + 1); k++) vector[places[k]] += sign * factors[k];
    }
  }

  return {
    length,
    vectorOf: (population, cell) => {
      const vector = new Float64Array(length);
      accumulate(vector, population, cell, 1);
      return vector;
    },
    subtract: (vector, population, cell) => accumulate(vector, population, cell, -1),
  };
}

/** Kinds by the set of populations they belong to. */
function toBlocks(cells: Cells, { person }: Kinds) {
  const byPopulations = toKinds(cells, []);
  const blockOf = person.map((one) => byPopulations.kindOf[one]);
  const sizes = new Array<number>(byPopulations.count).fill(0);
  for (const block of blockOf) sizes[block]++;
  return { blockOf, sizes };
}

/** By cell of a grouping: the kinds in it. */
function kindMembers(cells: Cells, kinds: Kinds, grouping: number): number[][] {
  const first = cells.starts[grouping];
  const members = Array.from({ length: cells.starts[grouping + 1] - first }, (): number[] => []);
  for (let kind = 0; kind < kinds.count; kind++) members[cells.cellOf[grouping][kinds.person[kind]] - first].push(kind);
  return members;
}

/**
 * At most how many cells are independent: those of a grouping are sums of one function for each subset of its attributes,
 * and such a function of attributes with r groups each has (r − 1) degrees of freedom for each of them.
 */
function rankBound({ groupings, starts, values }: Cells, attributes: readonly number[]): number {
  const cellCount = starts[starts.length - 1];
  if (groupings.some((grouping) => grouping.length > LONGEST_COUNTED)) return cellCount;
  const freedom = new Map(attributes.map((attribute) => [attribute, new Set(values[attribute]).size - 1]));
  const subsets = new Map<string, number>();
  for (const grouping of groupings) {
    for (let mask = 0; mask < 2 ** grouping.length; mask++) {
      const subset = grouping.filter((_, position) => (mask & (1 << position)) !== 0);
      subsets.set(
        subset.join(),
        subset.reduce((product, attribute) => product * freedom.get(attribute)!, 1),
      );
    }
  }
  return Math.min(
    cellCount,
    [...subsets.values()].reduce((sum, one) => sum + one, 0),
  );
}

/** A whole number from 0 to below 2^32 that looks drawn and depends on nothing but the index (the finaliser of MurmurHash3). */
function scramble(index: number): number {
  let hash = index + 1;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
