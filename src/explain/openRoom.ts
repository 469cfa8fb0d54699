import type { Programme } from "../matching/programme.js";
import { boundsLeft, type ReadQuota } from "../solve/read/loads.js";

/** What is left of seats, places and quotas while pairs are made one after the other, never to be undone. */
export interface OpenRoom {
  readonly hasPlace: (row: number) => boolean;
  /** Whether both have room, no quota is at its maximum, and the two are not matched yet. */
  readonly fits: (row: number, column: number) => boolean;
  readonly take: (row: number, column: number) => void;
  /** What was taken. */
  readonly pairs: readonly (readonly [row: number, column: number])[];
}

/** All that the pins left open. Minimums play no part. */
export function createOpenRoom({ frame: { rows, capacities, loads } }: Pick<Programme, "frame">): OpenRoom {
  const places = loads === undefined ? new Int32Array(rows).fill(1) : loads.demands.slice();
  const seats = [...capacities];
  const limits = (loads?.quotas ?? []).map(createLimit);
  const held: Set<number>[] = Array.from({ length: rows }, () => new Set());
  const pairs: [row: number, column: number][] = [];
  return {
    pairs,
    hasPlace: (row) => places[row] > 0,
    fits: (row, column) =>
      places[row] > 0 && seats[column] > 0 && !held[row].has(column) && limits.every(({ fits }) => fits(row, column)),
    take(row, column) {
      places[row]--;
      seats[column]--;
      held[row].add(column);
      for (const { take } of limits) take(row, column);
      pairs.push([row, column]);
    },
  };
}

/** What a quota's maximum leaves: one number, or one for each column. */
function createLimit(quota: ReadQuota): Pick<OpenRoom, "fits" | "take"> {
  const { side, of, members, used } = quota;
  const isMember = new Set(members);
  const left = Array.from(used, (_, limit) => boundsLeft(quota, limit).max);
  const counts = (row: number, column: number) => isMember.has(side === "rows" ? row : column);
  const limitOf = (column: number) => (of === "perColumn" ? column : 0);
  return {
    fits: (row, column) => !counts(row, column) || left[limitOf(column)] > 0,
    take: (row, column) => {
      if (counts(row, column)) left[limitOf(column)]--;
    },
  };
}
