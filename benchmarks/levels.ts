import type { Stage, StageResult } from "telemachus";
import type { DenseInstance } from "./instances.js";
import type { Wishes } from "./wishes.js";

/** A sum over pairs, the greater the better: objectives compare level by level. What pairs count has one sign, or is 0. */
export interface Level {
  readonly stage: Stage;
  /** What a pair counts that takes seat number `seat` of its column. */
  readonly worth: (row: number, column: number, seat: number) => number;
  /** No pair counts more than this, whatever its sign; and no sum comes to more. */
  readonly largest: number;
  readonly most: number;
  /** Whether every pair counts 1. */
  readonly isOfPlaces: boolean;
}

/** A row, and the column it has. */
export type ColumnPair = readonly [row: number, column: number];

/** The levels of all stages but `floor` and `leximin`, by the definitions of the stages, where rows want one column each. */
export function levelsOf(stages: readonly Stage[], instance: DenseInstance, wishes: Wishes): Level[] {
  return stages.flatMap((stage) => levelsOfStage(stage, instance, wishes));
}

function levelsOfStage(stage: Stage, instance: DenseInstance, wishes: Wishes): Level[] {
  const { rows, columns, scores, capacities } = instance;
  const counting = (worth: Level["worth"]): Level => ({ stage, worth, largest: 1, most: rows, isOfPlaces: false });
  const places: Level = { ...counting(() => 1), isOfPlaces: true };
  switch (stage) {
    case "matched":
      return [places];
    case "priority":
      return [...new Set(wishes.priorities)]
        .sort((a, b) => b - a)
        .map((priority) => counting((row) => Number(wishes.priorities[row] === priority)));
    case "draw": {
      const drawn = drawnRows(instance, wishes);
      return [{ ...places, worth: (row) => Number(drawn.has(row)) }];
    }
    case "total": {
      const largest = scores.reduce((greatest, score) => Math.max(greatest, score), 0);
      return [{ ...counting((row, column) => scores[row * columns + column]), most: rows * largest }];
    }
    case "choices":
    case "choices:generous": {
      const rankOf = ranksOf(instance, wishes);
      const ranks = wishes.choices[0].map((_, at) => at + 1);
      if (stage === "choices")
        return ranks.map((rank) => counting((row, column) => Number(rankOf(row, column) === rank)));
      const worst = [0, ...ranks.reverse()];
      return [places, ...worst.map((rank) => counting((row, column) => -Number(rankOf(row, column) === rank)))];
    }
    case "balance": {
      const most = capacities.reduce((sum, seats) => sum + seats ** 2, 0);
      const largest = capacities.reduce((greatest, seats) => Math.max(greatest, 2 * seats - 1), 0);
      return [{ ...counting((_row, _column, seat) => 1 - 2 * seat), largest, most }];
    }
    case "continuity": {
      const kept = new Set(wishes.current.map(([row, column]) => row * columns + column));
      return [counting((row, column) => Number(kept.has(row * columns + column)))];
    }
    default:
      throw new Error(`Expected a stage that adds up, received "${stage}".`);
  }
}

/** What `solveAssignment` reports of a stage, as its levels; `places` is how many pairs there are. */
export function reportedLevels(result: StageResult, places: number): number[] {
  const counts = result.profile?.map(({ count }) => count) ?? [];
  // 0 - 0 is 0, where -0 would be another number to a strict comparison
  if (result.stage === "choices:generous") return [places, ...counts.map((count) => 0 - count)];
  if (counts.length > 0) return counts;
  return [result.stage === "balance" ? 0 - Number(result.value) : Number(result.value)];
}

/** What pairs come to, level by level. */
export function countLevels(levels: readonly Level[], pairs: readonly ColumnPair[]): number[] {
  const load = new Map<number, number>();
  const sums = levels.map(() => 0);
  for (const [row, column] of pairs) {
    const seat = (load.get(column) ?? 0) + 1;
    load.set(column, seat);
    levels.forEach(({ worth }, at) => {
      sums[at] += worth(row, column, seat);
    });
  }
  return sums;
}

/**
 * The rows that `draw` gives a seat, as there is one for each in turn: the first in the order of priority and lottery.
 *
 * @throws Error where some pair is forbidden, as then it takes more than counting
 */
export function drawnRows({ name, rows, scores, capacities }: DenseInstance, wishes: Wishes): ReadonlySet<number> {
  if (scores.includes(Number.NEGATIVE_INFINITY)) throw new Error(`Expected no forbidden pair in ${name}.`);
  const { priorities, lottery } = wishes;
  const seats = capacities.reduce((sum, count) => sum + count, 0);
  // sorting keeps the lottery's order among equals
  const order = Array.from(lottery.rows).sort((a, b) => priorities[b] - priorities[a]);
  return new Set(order.slice(0, Math.min(rows, seats)));
}

function ranksOf({ rows, columns }: DenseInstance, { choices }: Wishes): (row: number, column: number) => number {
  const ranks = new Uint8Array(rows * columns);
  choices.forEach((list, row) => {
    list.forEach((column, at) => {
      ranks[row * columns + column] = at + 1;
    });
  });
  return (row, column) => ranks[row * columns + column];
}
