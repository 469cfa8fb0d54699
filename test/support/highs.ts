import loadHighs from "highs";

import type { Stage, StageResult } from "../../src/solve/assignment.js";
import { type Asked, demandsOf, drawOrder, limitsOf, stagesOf } from "./exhaustive.js";

type Scores = readonly (readonly number[])[];
type Term = readonly [coefficient: number, variable: string];

/** What each stage reaches, or `undefined` where no assignment meets all bounds. */
export type StageSolver = (scores: Scores, options: Asked) => readonly StageResult[] | undefined;

/**
 * A solver that states each stage as a mixed-integer programme, has HiGHS solve it, and keeps what it reached as one more
 * condition for the stages after it.
 *
 * Source: Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method", Mathematical Programming
 * Computation 10:119–142, 2018.
 */
export async function stagesByHighs(): Promise<StageSolver> {
  const { solve } = await loadHighs();

  return (scores, options) => {
    const model = stateAssignment(scores, options);
    let isFeasible = true;

    /** The greatest value of a sum, which holds from then on. */
    function maximize(terms: readonly Term[]): number {
      const solution = solve(textOf(model, terms), { output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0 });
      if (solution.Status === "Infeasible") isFeasible = false;
      if (!isFeasible) return 0;
      if (solution.Status !== "Optimal") throw new Error(`HiGHS ended with ${solution.Status}`);
      const value = Math.round(solution.ObjectiveValue) + 0;
      if (Math.abs(value - solution.ObjectiveValue) > 1e-4) throw new Error(`${solution.ObjectiveValue} is not whole`);
      model.conditions.push({ terms, relation: "=", bound: value });
      return value;
    }

    maximize([]);
    const results: StageResult[] = [];
    for (const stage of stagesOf(options.objective)) {
      if (isFeasible) results.push(reach(stage, { ...model, scores, options, maximize }));
    }
    return isFeasible ? results : undefined;
  };
}

interface Condition {
  readonly terms: readonly Term[];
  readonly relation: "=" | "<=" | ">=";
  readonly bound: number;
}

interface AllowedPair {
  readonly row: number;
  readonly column: number;
  readonly score: number;
  /** 1 where it is assigned. */
  readonly variable: string;
}

interface Model {
  readonly pairs: readonly AllowedPair[];
  /** For each row a variable for each of its places: 1 where it is filled, the first place first. */
  readonly places: readonly (readonly string[])[];
  /** For each column a variable for each of its seats: as many are 1 as are filled. */
  readonly seats: readonly (readonly string[])[];
  readonly conditions: Condition[];
}

function stateAssignment(scores: Scores, options: Asked): Model {
  const pairs = scores.flatMap((line, row) =>
    line.flatMap((score, column): AllowedPair[] =>
      score === -Infinity ? [] : [{ row, column, score, variable: `x_${row}_${column}` }],
    ),
  );
  const places = demandsOf(scores, options).map((demand, row) => named(`p_${row}`, demand));
  const seats = Array.from(options.capacities, (capacity, column) =>
    named(`s_${column}`, Math.min(capacity, scores.length)),
  );
  const conditions: Condition[] = [];
  places.forEach((filled, row) => {
    const ofRow = pairs.filter((pair) => pair.row === row);
    conditions.push({ terms: [...sumOf(ofRow), ...times(-1, filled)], relation: "=", bound: 0 });
    for (let place = 1; place < filled.length; place++) {
      conditions.push({
        terms: [
          [1, filled[place - 1]],
          [-1, filled[place]],
        ],
        relation: ">=",
        bound: 0,
      });
    }
  });
  seats.forEach((filled, column) => {
    const ofColumn = pairs.filter((pair) => pair.column === column);
    conditions.push({ terms: [...sumOf(ofColumn), ...times(-1, filled)], relation: "=", bound: 0 });
  });
  for (const { counts, min, max } of limitsOf(options)) {
    const counted = sumOf(pairs.filter(({ row, column }) => counts(row, column)));
    if (min > 0) conditions.push({ terms: counted, relation: ">=", bound: min });
    if (max < Infinity) conditions.push({ terms: counted, relation: "<=", bound: max });
  }
  return { pairs, places, seats, conditions };
}

interface Solving extends Model {
  readonly scores: Scores;
  readonly options: Asked;
  readonly maximize: (terms: readonly Term[]) => number;
}

function reach(stage: Stage, solving: Solving): StageResult {
  const { pairs, places, seats, scores, options, maximize } = solving;
  const priorityOf = (row: number) => options.priorities?.[row] ?? 0;
  const firstPlaces = (rows: readonly number[]) =>
    times(
      1,
      rows.flatMap((row) => places[row].slice(0, 1)),
    );
  switch (stage) {
    case "matched": {
      const mostPlaces = Math.max(1, ...places.map((filled) => filled.length));
      const profile = Array.from({ length: mostPlaces }, (_, place) => ({
        of: place + 1,
        count: maximize(
          times(
            1,
            places.flatMap((filled) => filled.slice(place, place + 1)),
          ),
        ),
      }));
      return { stage, value: profile[0].count, ...(mostPlaces > 1 && { profile }) };
    }
    case "priority": {
      const rows = [...scores.keys()];
      const levels = descending(rows.map(priorityOf));
      const profile = levels.map((of) => ({
        of,
        count: maximize(firstPlaces(rows.filter((row) => priorityOf(row) === of))),
      }));
      return { stage, value: profile[0]?.count ?? 0, profile };
    }
    case "draw": {
      const lottery = options.lottery!;
      const matched = drawOrder({ options, lottery }).map((row) => maximize(firstPlaces([row])));
      return { stage, value: matched.reduce((sum, one) => sum + one, 0) };
    }
    case "total":
      return { stage, value: maximize(pairs.map(({ score, variable }) => [score, variable])) };
    case "floor": {
      const filled = maximize(sumOf(pairs));
      if (filled === 0) return { stage, value: null };
      return { stage, value: floorOf(solving) };
    }
    case "leximin":
      return leximin(solving);
    case "choices": {
      const longest = longestList(options);
      const profile = Array.from({ length: longest }, (_, index) => ({
        of: index + 1,
        count: maximize(sumOf(pairs.filter((pair) => choiceOf(pair, options) === index + 1))),
      }));
      return { stage, value: profile[0]?.count ?? 0, profile };
    }
    case "choices:generous": {
      maximize(sumOf(pairs));
      const worstFirst = [0, ...Array.from({ length: longestList(options) }, (_, index) => index + 1).reverse()];
      const profile = worstFirst.map((of) => ({
        of,
        count: minimize(solving, sumOf(pairs.filter((pair) => choiceOf(pair, options) === of))),
      }));
      return { stage, value: profile[0].count, profile };
    }
    case "balance": {
      // a load l adds (taken + l)² − taken², which is what its seats add up to: 2 (taken + k) − 1 for the k-th of them
      const taken = seats.map((_, column) => options.loads?.[column] ?? 0);
      const costs = seats.flatMap((filled, column) =>
        filled.map((variable, index): Term => [2 * (taken[column] + index + 1) - 1, variable]),
      );
      return { stage, value: minimize(solving, costs) + taken.reduce((sum, load) => sum + load * load, 0) };
    }
    case "continuity": {
      const current = (options.current ?? []).map((pair) => pair.join());
      return { stage, value: maximize(sumOf(pairs.filter(({ row, column }) => current.includes(`${row},${column}`)))) };
    }
  }
}

function minimize({ maximize }: Solving, terms: readonly Term[]): number {
  return 0 - maximize(terms.map(([coefficient, variable]) => [-coefficient, variable]));
}

/** The highest score below which no pair has to be, found one level after the other. */
function floorOf(solving: Solving): number {
  const { pairs, maximize, conditions } = solving;
  const levels = descending(pairs.map(({ score }) => score));
  for (const level of levels) {
    const reached = maximize(
      times(
        -1,
        sumOf(pairs.filter(({ score }) => score < level)).map(([_, name]) => name),
      ),
    );
    if (reached === 0) return level;
    // a level that is not reached is no condition for the next one
    conditions.pop();
  }
  throw new Error("The lowest level of all is always reached");
}

/** As many places as possible, then level by level, the lowest first, as few pairs up to it as possible. */
function leximin(solving: Solving): StageResult {
  const { pairs, maximize } = solving;
  const filled = maximize(sumOf(pairs));
  const profile: { of: number; count: number }[] = [];
  let below = 0;
  for (const of of descending(pairs.map(({ score }) => score)).reverse()) {
    if (below === filled) break;
    const upTo = minimize(solving, sumOf(pairs.filter(({ score }) => score <= of)));
    if (upTo > below) profile.push({ of, count: upTo - below });
    below = upTo;
  }
  return { stage: "leximin", value: profile[0]?.of ?? null, profile };
}

/** The number of the choice that a pair is; 0 where it is none. */
function choiceOf({ row, column }: AllowedPair, { choices }: Asked): number {
  return Array.from(choices?.[row] ?? []).indexOf(column) + 1;
}

function longestList({ choices = [] }: Asked): number {
  return Math.max(0, ...choices.map((list) => list.length));
}

function named(prefix: string, length: number): string[] {
  return Array.from({ length }, (_, index) => `${prefix}_${index + 1}`);
}

function descending(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => b - a);
}

function times(coefficient: number, variables: readonly string[]): Term[] {
  return variables.map((variable) => [coefficient, variable]);
}

function sumOf(pairs: readonly AllowedPair[]): Term[] {
  return pairs.map(({ variable }) => [1, variable]);
}

/** The model in CPLEX's LP format. `zero` is there so that no sum and no condition is without a variable. */
function textOf({ pairs, places, seats, conditions }: Model, terms: readonly Term[]): string {
  const variables = [...pairs.map(({ variable }) => variable), ...places.flat(), ...seats.flat()];
  return [
    "Maximize",
    `  ${sumText(terms)}`,
    "Subject To",
    ...conditions.map(({ terms: sum, relation, bound }) => `  ${sumText(sum)} ${relation} ${bound}`),
    "  1 zero = 0",
    "Binary",
    ...variables.map((variable) => `  ${variable}`),
    "End",
  ].join("\n");
}

function sumText(terms: readonly Term[]): string {
  const parts = terms.map(
    ([coefficient, variable]) => `${coefficient < 0 ? "-" : "+"} ${Math.abs(coefficient)} ${variable}`,
  );
  return ["0 zero", ...parts].join("\n  ");
}
