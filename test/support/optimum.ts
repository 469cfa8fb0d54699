import type { Assignment, AssignmentOptions } from "../../src/solve/assignment.js";
import type { Loads } from "../../src/solve/read/loads.js";
import { readProblem } from "../../src/solve/read/readProblem.js";
import { createSensitivity, type Sensitivity } from "../../src/solve/sensitivity/createSensitivity.js";
import type { Optimum, RowMove } from "../../src/solve/sensitivity/optimum.js";

/** A solved problem of whole scores as the questions about it want it. */
export function optimumOf(
  scores: readonly (readonly number[])[],
  options: AssignmentOptions,
  solved: Assignment,
): Optimum {
  const { rows, columns, capacities, stages, loads } = readProblem(scores, options);
  const unit = solved.unit;
  const lines = scores.map((line) => Float64Array.from(line, (score) => score / unit));
  const inUnits = (prices: readonly Float64Array[] | undefined) =>
    prices?.map((part, k) => (solved.components[k].stage === "total" ? part.map((price) => price / unit) : part));
  return {
    ...{ rows, columns, capacities, stages, components: solved.components },
    scoresOf: (row) => lines[row],
    loads: loads ?? plainLoads(rows, columns),
    pairs: pairsOf(solved),
    rowPrices: inUnits(solved.rowPrices)!,
    columnPrices: inUnits(solved.columnPrices)!,
    quotaPrices: inUnits(solved.quotaPrices) ?? solved.components.map(() => new Float64Array(limitsOf(loads, columns))),
  };
}

export function sensitivityOf(...of: Parameters<typeof optimumOf>): Sensitivity {
  return createSensitivity(optimumOf(...of));
}

export function pairsOf({ pairs, columnOfRow }: Assignment): readonly (readonly [row: number, column: number])[] {
  return pairs ?? Array.from(columnOfRow, (column, row) => [row, column] as const).filter(([, column]) => column >= 0);
}

function limitsOf(loads: Loads | undefined, columns: number): number {
  return (loads?.quotas ?? []).reduce((sum, { of }) => sum + (of === "perColumn" ? columns : 1), 0);
}

function plainLoads(rows: number, columns: number): Loads {
  return {
    demands: new Int32Array(rows).fill(Math.min(1, columns)),
    filled: new Int32Array(rows),
    minimums: new Array<number>(columns).fill(0),
    quotas: [],
    priorities: new Array<number>(rows).fill(0),
    choices: Array.from({ length: rows }, () => []),
    taken: new Array<number>(columns).fill(0),
    current: Array.from({ length: rows }, () => new Set<number>()),
    lottery: undefined,
  };
}

/** Follows moves: the columns of each row after them, ascending. Every move has to start from where the row is. */
export function follow(picks: readonly (readonly number[])[], moves: readonly RowMove[]): number[][] {
  const after = picks.map((columns) => [...columns]);
  for (const { row, from, to } of moves) {
    if (from >= 0) {
      const at = after[row].indexOf(from);
      if (at < 0) throw new Error(`Row ${row} is not with column ${from}.`);
      after[row].splice(at, 1);
    }
    if (to >= 0) {
      if (after[row].includes(to)) throw new Error(`Row ${row} is with column ${to} already.`);
      after[row].push(to);
    }
  }
  return after.map((columns) => columns.sort((a, b) => a - b));
}
