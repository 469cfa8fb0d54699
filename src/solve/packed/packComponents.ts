import type { Loads } from "../read/loads.js";
import type { Worth } from "./worths.js";

/**
 * Consecutive components as one number: a pair's is the sum of what each counts, times its weight.
 *
 * Prices are told apart again by rounding to multiples of one weight after the other. Why that is exact:
 *
 * Let n be the smaller number of rows and columns. The lowest price of a column is 0 or what one more seat of it adds: a
 * sum along one alternating path from there, which comes to each column and each row once at most. It adds at most n
 * pairs and takes as many away or one less. So if a component counts from `low` to `high` for pairs, 0 being between
 * them, its part of the price is at most n · (high − low). What it counts for rows whatever their column cancels out but
 * for a row at the end of the path: that part is at most the greatest such number. A row's price is what its pair counts
 * less the column's price: at most one pair more. With `pairs` and `rows` as the sums of the two ranges, times their
 * weights, over all later components, their part of any price is at most (n + 1) · pairs + rows, and the next weight is
 * more than twice that.
 * What prices exceed a pair's value by is a column's price less another's, and the difference of two pairs of the row: of
 * all later components at most (2n + 1) · pairs + rows, less than the weight too. So such numbers have the sign of the
 * first part that is not 0, as vectors have.
 */
export interface Pack {
  /** Positions among all components. */
  readonly components: readonly number[];
  /** Falling, the last one 1. */
  readonly weights: readonly number[];
  /**
   * What a pair counts beside for a row that has to stay matched, and once more for a column that has to stay full.
   * It is more than everything else can gain along a path or cycle, so all of them stay: what loses one of them differs
   * by such paths and cycles from what has them all, and by one that loses some of these bonuses and gains none. It is a
   * multiple of the first weight, so that taking it off the prices again changes the first part only, which may be any
   * number. 0 in the first pack, where nothing has to stay.
   */
  readonly bonus: number;
  /** Whether it is solved by taking rows in turn, the one that counts most first: all its components count rows. */
  readonly inTurn: boolean;
}

/** Pairs count less than this, whatever their sign, so that the sums of a few that kernels add up stay below 2^53. */
export const MOST = 2 ** 50;

/** How much a component can differ, from pair to pair and from row to row. */
interface Span {
  readonly pairs: number;
  readonly rows: number;
}

/** What limits how many components go together. */
export interface Limits {
  readonly loads: Pick<Loads, "current">;
  /** The smaller number of rows and columns. */
  readonly shorter: number;
  /** The greatest absolute score. */
  readonly largest: number;
  /** What pairs of a pack stay below: `MOST`, or less. */
  readonly most: number;
  /** Whether seats are scarce: then components for which some rows count more than others go apart from those that count pairs. */
  readonly isScarce: boolean;
}

/**
 * Puts as many consecutive components together as it goes; those that count nothing are in no pack, and one pack at least
 * there is. Undefined where some component does not even go by itself.
 */
export function packComponents(worths: readonly Worth[], limits: Limits): Pack[] | undefined {
  const spans = worths.map((worth) => spanOf(worth, limits));
  const counting = [...spans.keys()].filter((at) => spans[at].pairs > 0 || spans[at].rows > 0);
  if (counting.length === 0) return [{ components: [], weights: [], bonus: 0, inTurn: false }];
  const packs: Pack[] = [];
  for (const run of limits.isScarce ? runsOf(counting, worths) : [counting]) {
    for (let first = 0; first < run.length; first += packs[packs.length - 1].components.length) {
      const isFirst = packs.length === 0;
      let pack: Pack | undefined;
      for (let end = first + 1; end <= run.length; end++) {
        const longer = packOf(run.slice(first, end), spans, { ...limits, isFirst });
        if (longer === undefined) break;
        pack = longer;
      }
      if (pack === undefined) return undefined;
      packs.push(limits.isScarce && prefersRows(run, worths) ? { ...pack, bonus: 0, inTurn: true } : pack);
    }
  }
  return packs;
}

/**
 * Where rows that count more than others compete for seats, and pairs are worth little beside that, bids rise from the
 * one to the other in small steps. So the components are cut where such rows begin and where they end.
 */
function runsOf(counting: readonly number[], worths: readonly Worth[]): number[][] {
  const runs: number[][] = [];
  for (const at of counting) {
    const isOfRows = worths[at].by === "row";
    const last = runs[runs.length - 1];
    if (last !== undefined && (worths[last[0]].by === "row") === isOfRows) last.push(at);
    else runs.push([at]);
  }
  const joined: number[][] = [];
  for (const run of runs) {
    const last = joined[joined.length - 1];
    if (last === undefined || prefersRows(run, worths) || prefersRows(last, worths)) joined.push(run);
    else last.push(...run);
  }
  return joined;
}

/** Whether components count rows only, and some rows more than others. */
function prefersRows(components: readonly number[], worths: readonly Worth[]): boolean {
  let isVaried = false;
  for (const at of components) {
    const worth = worths[at];
    if (worth.by !== "row") return false;
    if (worth.ofRow.some((count) => count !== worth.ofRow[0])) isVaried = true;
  }
  return isVaried;
}

function spanOf(worth: Worth, { loads, largest }: Limits): Span {
  switch (worth.by) {
    case "row":
      return { pairs: 0, rows: worth.ofRow.reduce((most, count) => Math.max(most, count), 0) };
    case "score":
      return { pairs: 2 * largest, rows: 0 };
    case "choice":
      return { pairs: 1, rows: 0 };
    case "current":
      return { pairs: loads.current.some(({ size }) => size > 0) ? 1 : 0, rows: 0 };
  }
}

/** The components as one number, undefined where it becomes too great. */
function packOf(
  components: readonly number[],
  spans: readonly Span[],
  { shorter, most, isFirst }: Limits & { readonly isFirst: boolean },
): Pack | undefined {
  const weights: number[] = [];
  let pairs = 0;
  let rows = 0;
  for (const at of [...components].reverse()) {
    const weight = weights.length === 0 ? 1 : 2 * ((shorter + 1) * pairs + rows) + 1;
    weights.unshift(weight);
    pairs += weight * spans[at].pairs;
    rows += weight * spans[at].rows;
  }
  // a path or cycle adds at most `shorter` pairs and takes away at most as many
  const bonus = isFirst ? 0 : weights[0] * (Math.floor((shorter * pairs + rows) / weights[0]) + 1);
  return pairs + rows + 2 * bonus <= most ? { components, weights, bonus, inTurn: false } : undefined;
}

/** The parts of a packed price, one for each component of the pack. */
export function unpackPrice({ weights }: Pack, packed: number): number[] {
  return weights.map((weight) => {
    // adding 0 turns -0 into 0
    const part = Math.round(packed / weight) + 0;
    packed -= part * weight;
    return part;
  });
}
