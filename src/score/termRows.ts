import type { CodedRow, CodedRows, SparseRows, SparseScores } from "./criterionKind.js";
import { addToEach, type HolderList, type Posting } from "./postings.js";
import { silentOf, type TermLists } from "./termTable.js";

/** Something a mentee seeks, as the row sees it: the terms that meet it, of which the best counts. */
export interface MetBy {
  readonly sources: readonly Source[];
}

/** A term that meets a wish: who holds it, and what each level of theirs gives, as whole numbers. */
export interface Source {
  /** Its number. */
  readonly term: number;
  readonly offers: Posting;
  readonly parts: Float64Array;
}

/** Popular lists that are looked up together, as the bits of one byte. */
const BITS = 8;
const MOST_BLOCKS = 4;
/** Below so many mentors a table costs more than it saves. */
const FEWEST_COLUMNS = 1024;
/** The most different sums for which scores are looked up. */
const MOST_SUMS = 4096;

/** The wishes of mentee `i` are `wishes[wish[k]]` for each `k` from `start[i]` to before `start[i + 1]`. */
export interface WishLists {
  readonly start: Int32Array;
  readonly wish: Int32Array;
  readonly wishes: readonly MetBy[];
  /** By mentee, what all wishes give where they are met in full. */
  readonly totals: Float64Array;
}

/** Rows of Σ parts / total, for each mentee what the mentors' terms give of the wishes. */
export interface TermRows {
  readonly coded: CodedRows;
  readonly sparse: SparseRows;
}

/**
 * Adds up rows term by term, going only through the mentors who hold something.
 *
 * Where many do, popular terms are taken eight at a time: a byte says which of them a mentor holds, and a table what these
 * give together. All parts are whole, so their sums are the same in any order. Time O(length of the lists) for a row, and
 * O(mentors) where that is more than a few.
 */
export function createTermRows(
  { start, wish, wishes, totals }: WishLists,
  holders: readonly Posting[],
  mentors: TermLists,
): TermRows {
  const columns = mentors.answered.length;
  const silent = silentOf(mentors);
  const { placeOf, masks } = packPopular(holders, columns);
  /** The wishes of the mentee whose row is asked for. */
  const list: MetBy[] = [];
  const gather = (mentee: number): void => {
    list.length = 0;
    for (let k = start[mentee]; k < start[mentee + 1]; k++) list.push(wishes[wish[k]]);
  };
  const unitOfRow = unitFinder(wishes, columns);
  const units = totals.map((total, mentee) => unitOfRow(wish.subarray(start[mentee], start[mentee + 1]), total));
  // 0 is the code of whoever did not answer, and the others' is one more than their sum
  const answered = Uint16Array.from(mentors.answered);
  const codes = new Uint16Array(columns);
  const best = new Float64Array(columns);
  const sums = new Float64Array(columns);
  const loads = new Float64Array(masks.length);
  const table = new Uint16Array(1 << BITS);

  /** What the mentee's wishes have to do with each block, where its table pays. */
  const weighBlocks = (): void => {
    loads.fill(0);
    for (const { sources } of list) {
      if (sources.length !== 1) continue;
      for (const holding of sources[0].offers) {
        const place = placeOf.get(holding);
        if (place !== undefined) loads[place.block] += holding.mentors.length;
      }
    }
  };
  const isTabled = (block: number) => loads[block] > columns / 2;

  const addTables = (unit: number): void => {
    for (let block = 0; block < masks.length; block++) {
      if (!isTabled(block)) continue;
      const parts = new Float64Array(BITS);
      for (const { sources } of list) {
        if (sources.length !== 1) continue;
        for (const holding of sources[0].offers) {
          const place = placeOf.get(holding);
          if (place?.block === block) parts[place.bit] += sources[0].parts[holding.level] / unit;
        }
      }
      for (let bit = 0; bit < BITS; bit++) {
        const half = 1 << bit;
        for (let mask = 0; mask < half; mask++) table[half + mask] = table[mask] + parts[bit];
      }
      addTable(codes, table, masks[block]);
    }
  };

  const addLists = (unit: number): void => {
    for (const { sources } of list) {
      if (sources.length !== 1) {
        addBest(sources, (mentor, gain) => {
          codes[mentor] += gain / unit;
        });
        continue;
      }
      const { offers: lists, parts } = sources[0];
      for (const holding of lists) {
        const place = placeOf.get(holding);
        if (place === undefined || !isTabled(place.block))
          addToEach(codes, holding.mentors, parts[holding.level] / unit);
      }
    }
  };

  /** Of several terms near a wish only the best counts. */
  const addBest = (sources: readonly Source[], add: (mentor: number, gain: number) => void): void => {
    for (const { offers: lists, parts } of sources) {
      for (const { mentors, level } of lists) {
        for (const mentor of mentors) {
          const gain = parts[level] - best[mentor];
          if (gain <= 0) continue;
          add(mentor, gain);
          best[mentor] += gain;
        }
      }
    }
    for (const { offers: lists } of sources)
      for (const { mentors } of lists) for (const mentor of mentors) best[mentor] = 0;
  };

  const encode = (mentee: number): CodedRow | undefined => {
    const [total, unit] = [totals[mentee], units[mentee]];
    if (unit === 0) return undefined;
    gather(mentee);
    codes.set(answered);
    weighBlocks();
    addTables(unit);
    addLists(unit);
    return { codes, count: total / unit + 2 };
  };
  const scoreOf = (mentee: number, code: number) =>
    code === 0 ? Number.NaN : ((code - 1) * units[mentee]) / totals[mentee];

  const fill = (mentee: number, into: SparseScores): void => {
    let count = 0;
    const add = (mentor: number, gain: number) => {
      if (sums[mentor] === 0) into.mentors[count++] = mentor;
      sums[mentor] += gain;
    };
    gather(mentee);
    for (const { sources } of list) addBest(sources, add);
    for (let k = 0; k < count; k++) {
      const mentor = into.mentors[k];
      into.scores[k] = sums[mentor] / totals[mentee];
      sums[mentor] = 0;
    }
    into.count = count;
  };

  return { coded: { encode, scoreOf }, sparse: { silent, fill } };
}

/** Where a popular list stands. */
interface Place {
  readonly block: number;
  readonly bit: number;
}

/** Packs the longest lists, eight to a byte; a block pays where its lists together are as long as there are mentors. */
function packPopular(holders: readonly Posting[], columns: number) {
  const placeOf = new Map<HolderList, Place>();
  const masks: Uint8Array[] = [];
  if (columns < FEWEST_COLUMNS) return { placeOf, masks };
  const longest = holders.flat().sort((a, b) => b.mentors.length - a.mentors.length);
  for (let block = 0; block < MOST_BLOCKS; block++) {
    const lists = longest.slice(block * BITS, (block + 1) * BITS);
    if (lists.reduce((sum, { mentors }) => sum + mentors.length, 0) <= columns / 2) break;
    const mask = new Uint8Array(columns);
    lists.forEach((list, bit) => {
      placeOf.set(list, { block, bit });
      for (const mentor of list.mentors) mask[mentor] |= 1 << bit;
    });
    masks.push(mask);
  }
  return { placeOf, masks };
}

/**
 * Finds the greatest number of which all parts of a mentee's wishes are multiples. 0 where going through the lists is
 * quicker: they are short, or there would be more different sums than mentors.
 */
function unitFinder(wishes: readonly MetBy[], columns: number): (own: Int32Array, total: number) => number {
  const units = new Float64Array(wishes.length);
  const lengths = new Float64Array(wishes.length);
  wishes.forEach(({ sources }, at) => {
    for (const { offers, parts } of sources) {
      for (const { level, mentors } of offers) {
        units[at] = greatestDivisor(parts[level], units[at]);
        lengths[at] += mentors.length;
      }
    }
  });
  return (own, total) => {
    let unit = total;
    let length = 0;
    for (const at of own) {
      unit = greatestDivisor(unit, units[at]);
      length += lengths[at];
    }
    const isFew = length < columns / 4;
    return isFew || total / unit > Math.min(MOST_SUMS, columns) ? 0 : unit;
  };
}

function greatestDivisor(a: number, b: number): number {
  let [large, small] = [a, b];
  while (small > 0) [large, small] = [small, large % small];
  return large;
}

function addTable(codes: Uint16Array, table: Uint16Array, mask: Uint8Array): void {
  // four steps at a time, which takes two thirds of the time
  const whole = codes.length & ~3;
  for (let j = 0; j < whole; j += 4) {
    codes[j] += table[mask[j]];
    codes[j + 1] += table[mask[j + 1]];
    codes[j + 2] += table[mask[j + 2]];
    codes[j + 3] += table[mask[j + 3]];
  }
  for (let j = whole; j < codes.length; j++) codes[j] += table[mask[j]];
}
