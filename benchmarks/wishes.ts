import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { AssignmentOptions, Lottery, SparseScoreMatrix, Stage } from "telemachus";
import type { DenseInstance } from "./instances.js";

/** An objective, and what else is asked for. */
export interface Aim {
  readonly name: string;
  readonly objective: readonly Stage[];
  readonly isDrawn?: boolean;
  /** Columns that each row wants; 1 where it is not given. */
  readonly demand?: number;
  /** One on a single row, of at most as many pairs as that row wants: it binds nobody. */
  readonly hasIdleQuota?: boolean;
}

/** What people want beside their scores, drawn. */
export interface Wishes {
  readonly priorities: readonly number[];
  /** Different columns, the first choice first. */
  readonly choices: readonly (readonly number[])[];
  readonly current: readonly (readonly [row: number, column: number])[];
  readonly lottery: Lottery;
}

const SEED = 20_260_106;
const PRIORITIES = 3;
const CHOICES = 5;
/** Two rows of so many have a current pair. */
const CURRENT_OF = 5;

/** Draws priorities from 0 to 2, five choices for each row, a current pair for two rows of five, and a lottery. */
export function drawWishes({ rows, columns }: DenseInstance): Wishes {
  const random = xoroshiro128plus(SEED);
  const draw = (below: number) => uniformInt(random, 0, below - 1);
  const drawChoices = () => {
    const chosen = new Set<number>();
    while (chosen.size < Math.min(CHOICES, columns)) chosen.add(draw(columns));
    return [...chosen];
  };
  const byRow = <Wish>(wish: (row: number) => Wish) => Array.from({ length: rows }, (_, row) => wish(row));
  return {
    priorities: byRow(() => draw(PRIORITIES)),
    choices: byRow(drawChoices),
    current: byRow((row) => [row, draw(columns)] as const).filter(([row]) => row % CURRENT_OF < 2),
    lottery: { rows: shuffled(rows, draw), columns: shuffled(columns, draw) },
  };
}

/** The options of `solveAssignment` that state an aim. */
export function optionsOf(aim: Aim, { rows, capacities }: DenseInstance, wishes: Wishes): AssignmentOptions {
  const { objective, demand = 1, isDrawn = false, hasIdleQuota = false } = aim;
  const { priorities, choices, current, lottery } = wishes;
  return {
    capacities,
    objective,
    ...(demand > 1 ? { demands: new Int32Array(rows).fill(demand) } : {}),
    ...(objective.includes("priority") || objective.includes("draw") ? { priorities } : {}),
    ...(objective.some((stage) => stage.startsWith("choices")) ? { choices } : {}),
    ...(objective.includes("continuity") ? { current } : {}),
    ...(hasIdleQuota ? { quotas: [{ side: "rows", members: [0], max: demand }] } : {}),
    ...(isDrawn ? { lottery } : {}),
  };
}

/** The same problem told otherwise: as a sparse matrix, with its rows and its columns in another order. */
export interface Retold {
  readonly scores: SparseScoreMatrix;
  readonly instance: DenseInstance;
  readonly wishes: Wishes;
  /** The old index of each row, and of each column. */
  readonly rowOf: readonly number[];
  readonly columnOf: readonly number[];
}

/** Tells a problem otherwise. */
export function retell(instance: DenseInstance, wishes: Wishes): Retold {
  const { rows, columns, scores, capacities } = instance;
  const random = xoroshiro128plus(SEED + 1);
  const draw = (below: number) => uniformInt(random, 0, below - 1);
  const rowOf = shuffled(rows, draw);
  const columnOf = shuffled(columns, draw);
  const [newRow, newColumn] = [rowOf, columnOf].map(inverse);
  const told = new Float64Array(rows * columns);
  const start = new Int32Array(rows + 1);
  const column: number[] = [];
  const score: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < columns; j++) {
      const own = scores[rowOf[row] * columns + columnOf[j]];
      told[row * columns + j] = own;
      if (own === Number.NEGATIVE_INFINITY) continue;
      column.push(j);
      score.push(own);
    }
    start[row + 1] = column.length;
  }
  return {
    scores: { rows, columns, start, column: Int32Array.from(column), score: Float64Array.from(score) },
    instance: { ...instance, scores: told, capacities: capacities.map((_, j) => capacities[columnOf[j]]) },
    wishes: {
      priorities: rowOf.map((row) => wishes.priorities[row]),
      choices: rowOf.map((row) => wishes.choices[row].map((j) => newColumn[j])),
      current: wishes.current.map(([row, j]) => [newRow[row], newColumn[j]] as const),
      lottery: {
        rows: Array.from(wishes.lottery.rows, (row) => newRow[row]),
        columns: Array.from(wishes.lottery.columns, (j) => newColumn[j]),
      },
    },
    rowOf,
    columnOf,
  };
}

function shuffled(count: number, draw: (below: number) => number): number[] {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = draw(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

function inverse(order: readonly number[]): number[] {
  const places: number[] = [];
  order.forEach((index, place) => {
    places[index] = place;
  });
  return places;
}
