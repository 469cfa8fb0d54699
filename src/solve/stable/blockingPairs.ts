import type { MutualWorth } from "./market.js";

/** A pair of a matching, with what the two are worth to each other. */
export interface HeldPair {
  readonly row: number;
  readonly column: number;
  /** What the column is worth to the row. */
  readonly toRow: number;
  /** What the row is worth to the column. */
  readonly toColumn: number;
}

/** A matching, and the places of both sides. */
export interface Standing {
  readonly demands: ArrayLike<number>;
  readonly capacities: ArrayLike<number>;
  readonly held: readonly HeldPair[];
}

/** A pair that would rather have each other than what they have. */
export interface BlockingPair {
  readonly row: number;
  readonly column: number;
  /** The column that the row would give up, the first of those worth least to it; undefined where it has a free place. */
  readonly rowOver: number | undefined;
  /** The row that the column would give up, likewise; undefined where it has a free seat. */
  readonly columnOver: number | undefined;
}

/**
 * Finds the pairs that block a matching, a row at a time. A pair blocks if
 * 1. each is acceptable to the other,
 * 2. they are not matched with each other,
 * 3. the row has a free place, or the column is worth more to it than one it has, and
 * 4. the column has a free seat, or the row is worth more to it than one it has.
 *
 * Equal worth is no preference (weak stability). The check knows nothing of how the matching was found.
 * Time O(columns) for each row.
 *
 * Source: D. Gale, L. S. Shapley, "College admissions and the stability of marriage", American Mathematical Monthly
 * 69(1):9–15, 1962; with ties R. W. Irving, "Stable marriage and indifference", Discrete Applied Mathematics
 * 48(3):261–272, 1994; for many-to-many, pairwise: A. E. Roth, M. A. O. Sotomayor, "Two-Sided Matching", Cambridge
 * University Press, 1990, chapters 5 and 6.
 */
export function createBlockingCheck({
  demands,
  capacities,
  held,
}: Standing): (row: number, worth: MutualWorth) => BlockingPair[] {
  const rowSide = standingsOf(
    demands,
    held.map(({ row, column, toRow }) => ({ member: row, partner: column, worth: toRow })),
  );
  const columnSide = standingsOf(
    capacities,
    held.map(({ row, column, toColumn }) => ({ member: column, partner: row, worth: toColumn })),
  );
  return (row, { toRow, toColumns }) => {
    const blocking: BlockingPair[] = [];
    for (let column = 0; column < toRow.length; column++) {
      const blocks =
        isAcceptableToBoth(toRow[column], toColumns[column]) &&
        (hasFreePlace(rowSide, row) || prefersToWorst(rowSide, row, toRow[column])) &&
        (hasFreePlace(columnSide, column) || prefersToWorst(columnSide, column, toColumns[column])) &&
        !areMatched(rowSide, row, column);
      if (!blocks) continue;
      const rowOver = hasFreePlace(rowSide, row) ? undefined : rowSide.worst[row];
      const columnOver = hasFreePlace(columnSide, column) ? undefined : columnSide.worst[column];
      blocking.push({ row, column, rowOver, columnOver });
    }
    return blocking;
  };
}

/**
 * What is wrong with a matching as such, whoever would rather have whom: a pair that is matched twice or is not acceptable
 * to both, or a member with more partners than places. Empty where nothing is.
 */
export function infeasibilities({ demands, capacities, held }: Standing): { readonly message: string }[] {
  const found: { readonly message: string }[] = [];
  const seen = new Set<string>();
  const rowCount = new Float64Array(demands.length);
  const columnCount = new Float64Array(capacities.length);
  for (const { row, column, toRow, toColumn } of held) {
    const pair = `Row ${row} and column ${column}`;
    if (!isAcceptableToBoth(toRow, toColumn))
      found.push({ message: `${pair} are matched though one is unacceptable.` });
    if (seen.has(pair)) found.push({ message: `${pair} are matched twice.` });
    seen.add(pair);
    rowCount[row]++;
    columnCount[column]++;
  }
  rowCount.forEach((count, row) => {
    if (count > demands[row]) found.push({ message: `Row ${row} has more columns than it wants.` });
  });
  columnCount.forEach((count, column) => {
    if (count > capacities[column]) found.push({ message: `Column ${column} has more rows than seats.` });
  });
  return found;
}

/** How the members of one side stand. */
interface Standings {
  readonly free: Float64Array;
  /** The partner worth least to each member, the first of several; −1 where it has none. */
  readonly worst: Int32Array;
  /** What that one is worth; `Infinity` where there is none, as nobody can be preferred to it. */
  readonly worstWorth: Float64Array;
  readonly partners: ReadonlyMap<number, ReadonlySet<number>>;
}

interface Partner {
  readonly member: number;
  readonly partner: number;
  readonly worth: number;
}

function standingsOf(places: ArrayLike<number>, held: readonly Partner[]): Standings {
  const free = Float64Array.from({ length: places.length }, (_, member) => places[member]);
  const worst = new Int32Array(places.length).fill(-1);
  const worstWorth = new Float64Array(places.length).fill(Number.POSITIVE_INFINITY);
  const partners = new Map<number, Set<number>>();
  for (const { member, partner, worth } of held) {
    free[member]--;
    partners.set(member, (partners.get(member) ?? new Set()).add(partner));
    const isEarlier = worth === worstWorth[member] && partner < worst[member];
    if (!(worth < worstWorth[member]) && !isEarlier) continue;
    worst[member] = partner;
    worstWorth[member] = worth;
  }
  return { free, worst, worstWorth, partners };
}

function isAcceptableToBoth(toRow: number, toColumn: number): boolean {
  return toRow > Number.NEGATIVE_INFINITY && toColumn > Number.NEGATIVE_INFINITY;
}

function areMatched({ partners }: Standings, member: number, other: number): boolean {
  return partners.get(member)?.has(other) ?? false;
}

function hasFreePlace({ free }: Standings, member: number): boolean {
  return free[member] > 0;
}

function prefersToWorst({ worstWorth }: Standings, member: number, worth: number): boolean {
  return worth > worstWorth[member];
}
