import type { Ties } from "../solve/assignment.js";
import { scoreOf } from "../solve/read/scores.js";
import type { LotteryRecord } from "./matching.js";
import type { OpenProgramme } from "./openProgramme.js";

/** Records what the lottery decided about. Whoever has a pin is matched whatever it decides. */
export function recordLottery(
  open: OpenProgramme,
  ties: Ties | undefined,
  matched: ReadonlySet<number>,
): LotteryRecord {
  const { scorer, mentees } = open;
  const { problem } = scorer;
  if (ties === undefined) return { seed: problem.seed, mentees: [], mentors: [], pairs: 0 };
  const chanceOf = exactChances(open, ties, matched);
  const pinned = {
    mentees: new Set(problem.pins.map(({ mentee }) => mentee)),
    mentors: new Set(problem.pins.map(({ mentor }) => mentor)),
  };
  return {
    seed: problem.seed,
    mentees: ties.rows.flatMap((row) => {
      if (pinned.mentees.has(mentees[row])) return [];
      const chance = chanceOf.get(row);
      const mentee = problem.mentees[mentees[row]].id;
      return [chance === undefined ? { mentee } : { mentee, chance }];
    }),
    mentors: ties.columns.flatMap((column) => (pinned.mentors.has(column) ? [] : [problem.mentors[column].id])),
    pairs: ties.pairs.column.length,
  };
}

/**
 * The chances of rows that share a tie with none but their likes: as many of them are matched whatever is drawn, and none
 * is before another. Where quotas or minimums join what tied pairs do not, none are known.
 */
function exactChances(
  { assignment }: OpenProgramme,
  { rows, pairs }: Ties,
  matched: ReadonlySet<number>,
): ReadonlyMap<number, number> {
  const chances = new Map<number, number>();
  const { columns, scores, loads } = assignment;
  const isJoined = loads !== undefined && (loads.quotas.length > 0 || loads.minimums.some((minimum) => minimum > 0));
  if (isJoined) return chances;
  const groupOf = joinByColumns(pairs, columns);
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    const group = groupOf(pairs.column[pairs.start[row]]);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  const answers = (row: number) =>
    loads === undefined
      ? ""
      : JSON.stringify([
          [loads.demands[row], loads.filled[row], loads.priorities[row]],
          [Array.from(loads.choices[row]), [...loads.current[row]].sort()],
        ]);
  const isLike = (one: number, other: number): boolean => {
    if (answers(one) !== answers(other)) return false;
    // no optimum gives them other columns, so that to change them about leads from optimum to optimum
    const [mine, theirs] = [one, other].map((row) => pairs.column.slice(pairs.start[row], pairs.start[row + 1]).sort());
    return (
      mine.length === theirs.length &&
      mine.every((j, at) => j === theirs[at] && scoreOf(scores, columns, one, j) === scoreOf(scores, columns, other, j))
    );
  };
  for (const group of groups.values()) {
    if (!group.every((row) => isLike(row, group[0]))) continue;
    const seats = group.filter((row) => matched.has(row)).length;
    for (const row of group) chances.set(row, seats / group.length);
  }
  return chances;
}

/** Joins columns between which some row could choose; returns what stands for a column's group. */
function joinByColumns({ start, column }: Ties["pairs"], columns: number): (column: number) => number {
  const parent = Int32Array.from({ length: columns }, (_, index) => index);
  const rootOf = (index: number): number => {
    while (parent[index] !== index) {
      parent[index] = parent[parent[index]];
      index = parent[index];
    }
    return index;
  };
  for (let row = 0; row + 1 < start.length; row++) {
    for (let at = start[row] + 1; at < start[row + 1]; at++) parent[rootOf(column[at])] = rootOf(column[start[row]]);
  }
  return rootOf;
}
