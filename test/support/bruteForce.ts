import type { Lottery, Objective, Stage } from "../../src/solve/assignment.js";

/** What trying every assignment shows. */
export interface BruteForce {
  /** The greatest value of each stage, in the objective's order. */
  readonly values: readonly number[];
  /** How many assignments reach those values. */
  readonly optima: number;
  /** The optimum that the lottery prefers; without a lottery, indices are taken in their own order. */
  readonly columnOfRow: readonly number[];
}

/** The stages that trying every assignment knows. */
type KnownStage = Extract<Stage, "matched" | "total">;

interface Problem {
  readonly scores: readonly (readonly number[])[];
  readonly capacities: readonly number[];
  readonly stages: readonly KnownStage[];
  readonly order: { readonly rows: readonly number[]; readonly columns: readonly number[] };
}

type Reached = Readonly<Record<KnownStage, number>>;

/** The stages of an objective, by definition of its name. Those that only `exhaustive` knows are refused. */
export function stagesOf(objective: Objective): readonly KnownStage[] {
  if (objective === "everyone") return ["matched", "total"];
  if (objective === "best") return ["total"];
  if (typeof objective !== "string" && objective.every(isKnown)) return objective;
  throw new Error(`Only "matched" and "total" are known here, not ${JSON.stringify(objective)}.`);
}

function isKnown(stage: Stage): stage is KnownStage {
  return stage === "matched" || stage === "total";
}

/**
 * Finds the best assignments by trying all of them.
 *
 * Shape: `scores` has a list for each row and `capacities` a number for each column.
 * Complexity: time O((columns + 1)^rows) at worst; meant for at most seven rows and seven columns.
 */
export function bruteForce(
  scores: readonly (readonly number[])[],
  options: { capacities: readonly number[]; objective?: Objective; lottery?: Lottery },
): BruteForce {
  const { capacities, objective = "everyone" } = options;
  const { rows, columns } = options.lottery ?? { rows: [...scores.keys()], columns: [...capacities.keys()] };
  const order = { rows: Array.from(rows), columns: Array.from(columns) };
  return search({ scores, capacities, stages: stagesOf(objective), order });
}

function search(problem: Problem): BruteForce {
  const { scores, capacities, stages } = problem;
  const hope = hopeOfRows(scores);
  const free = [...capacities];
  const columnOfRow = scores.map(() => -1);
  let best: Reached | undefined;
  let optima = 0;
  let preferred: readonly number[] = [];

  function visit(row: number, reached: Reached): void {
    const atMost = { matched: reached.matched + hope[row].matched, total: reached.total + hope[row].total };
    if (best !== undefined && compareStages(atMost, best, stages) < 0) return;
    if (row === scores.length) {
      keep(reached);
      return;
    }
    for (let column = 0; column < free.length; column++) {
      const score = scores[row][column];
      if (score === -Infinity || free[column] === 0) continue;
      free[column]--;
      columnOfRow[row] = column;
      visit(row + 1, { matched: reached.matched + 1, total: reached.total + score });
      columnOfRow[row] = -1;
      free[column]++;
    }
    visit(row + 1, reached);
  }

  function keep(reached: Reached): void {
    const comparison = best === undefined ? 1 : compareStages(reached, best, stages);
    optima = comparison > 0 ? 1 : optima + 1;
    if (comparison > 0 || isPreferred(columnOfRow, preferred, problem.order)) preferred = [...columnOfRow];
    best = reached;
  }

  visit(0, { matched: 0, total: 0 });
  return { values: stages.map((stage) => best![stage]), optima, columnOfRow: preferred };
}

/** For each row, more than which it and the rows after it cannot add to any stage. */
function hopeOfRows(scores: readonly (readonly number[])[]): readonly Reached[] {
  const hope: Reached[] = [{ matched: 0, total: 0 }];
  for (const row of scores.toReversed()) {
    const { matched, total } = hope[0];
    hope.unshift({ matched: matched + 1, total: total + Math.max(0, ...row) });
  }
  return hope;
}

/** Above zero when the first is better, below zero when it is worse: the first stage that differs decides. */
function compareStages(first: Reached, second: Reached, stages: readonly KnownStage[]): number {
  for (const stage of stages) if (first[stage] !== second[stage]) return first[stage] - second[stage];
  return 0;
}

/**
 * Whether the lottery prefers one optimum to another. That of all optima which it prefers to every other is the one
 * found by deciding for each row in turn, since at each row both lists keep exactly those that do best there.
 */
function isPreferred(first: readonly number[], second: readonly number[], order: Problem["order"]): boolean {
  const { rows, columns } = order;
  for (const row of rows) {
    if (first[row] === -1 && second[row] !== -1) return false;
    if (first[row] !== -1 && second[row] === -1) return true;
  }
  for (const row of rows) {
    if (first[row] !== second[row]) return columns.indexOf(first[row]) < columns.indexOf(second[row]);
  }
  return false;
}
