import type { Ties } from "../solve/assignment.js";
import type { Examination } from "./examination.js";

/**
 * The probability of a seat for rows that share a tie with none but their likes: as many of them are matched whatever is
 * drawn, and none is before another. Rows share a tie where their tied mentors are joined by others' tied pairs; they are
 * alike where those are the same, with the same scores, and so is all else that counts. Where quotas or minimums join what
 * tied pairs do not, none is known.
 */
export function exactChances(examination: Examination, { rows, pairs }: Ties): ReadonlyMap<number, number> {
  const { open, openPairs, scored, isPlain } = examination;
  const { loads } = open;
  const chances = new Map<number, number>();
  if (loads.quotas.length > 0 || loads.minimums.some((minimum) => minimum > 0)) return chances;
  const tiedOf = (row: number) => pairs.column.subarray(pairs.start[row], pairs.start[row + 1]);
  const answersOf = (row: number) => {
    if (isPlain) return [];
    const { demands, filled, priorities, choices, current } = loads;
    return [
      demands[row],
      filled[row],
      priorities[row],
      Array.from(choices[row]),
      [...current[row]].sort((a, b) => a - b),
    ];
  };
  const likenessOf = (row: number): string => {
    const scores = scored.scoresOf(row);
    return JSON.stringify([answersOf(row), Array.from(tiedOf(row), (column) => [column, scores[column]])]);
  };

  const groupOf = joinColumns(pairs, open.columns);
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const group = groupOf(tiedOf(row)[0]);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  const matched = new Set(openPairs.map(([row]) => row));
  for (const group of groups.values()) {
    if (new Set(group.map(likenessOf)).size > 1) continue;
    const seats = group.filter((row) => matched.has(row)).length;
    for (const row of group) chances.set(row, seats / group.length);
  }
  return chances;
}

/** Joins the columns among which some row could choose; returns what stands for a column's group. */
function joinColumns({ start, column }: Ties["pairs"], columns: number): (column: number) => number {
  const above = Int32Array.from({ length: columns }, (_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (above[root] !== root) root = above[root] = above[above[root]];
    return root;
  };
  for (let row = 0; row + 1 < start.length; row++) {
    for (let at = start[row] + 1; at < start[row + 1]; at++) above[rootOf(column[at])] = rootOf(column[start[row]]);
  }
  return rootOf;
}
