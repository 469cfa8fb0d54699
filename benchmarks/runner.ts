import { linearSumAssignment as solveLinearSumAssignment } from "linear-sum-assignment";
import { Matrix } from "ml-matrix";
import { munkres as solveMunkres } from "munkres";
import solveMunkresJs from "munkres-js";
import { solveAssignment } from "telemachus";
import { copyColumns, type Instance } from "./instances.js";

/** What a solver reached: rows matched, and the sum of their scores, both counted here and not by the solver. */
export interface Answer {
  readonly matched: number;
  readonly total: number;
}

/** An instance in the form that its solver takes. `solve` alone is timed; `answer` counts what the last `solve` found. */
export interface Prepared {
  readonly solve: () => void;
  /** @throws Error where the assignment breaks the instance: a forbidden pair, or a column beyond its capacity. */
  readonly answer: () => Answer;
}

/** A solver of assignment problems, behind one interface. */
export interface Runner {
  readonly name: string;
  /** Whether the solver takes such an instance, and answers it in seconds rather than minutes. */
  readonly supports: (instance: Instance) => boolean;
  /** Converts the instance, and copies columns for solvers that know no capacities. */
  readonly prepare: (instance: Instance) => Prepared;
}

/** This library. */
export const telemachus: Runner = {
  name: "telemachus",
  supports: () => true,
  prepare: (instance) => prepared(instance, instance, solveWithLibrary),
};

/** This library without its capacities: the same engine on copied columns. */
export const telemachusOnCopies: Runner = {
  name: "telemachus on copies",
  supports: hasCapacities,
  prepare: (instance) => {
    const { copied, originals } = copyColumns(instance);
    return prepared(instance, copied, (input) => {
      const read = solveWithLibrary(input);
      return () => toOriginals(read(), originals);
    });
  },
};

/** The textbook implementation: https://github.com/addaleax/munkres-js. Minutes on `mw` beyond 100. */
export const munkresJs = rival({
  name: "munkres-js",
  supports: (instance) => !hasCapacities(instance) && instance.rows <= (instance.family === "mw" ? 100 : 500),
  convert: (costs) => costs,
  solve: (costs) => {
    const pairs = solveMunkresJs(costs);
    return () => columnsOf(pairs, costs.length);
  },
});

/** https://github.com/havelessbemore/munkres. */
export const munkres = rival({
  name: "munkres",
  supports: () => true,
  convert: (costs) => costs,
  solve: (costs) => {
    const pairs = solveMunkres(costs);
    return () => columnsOf(pairs, costs.length);
  },
});

/** https://github.com/mljs/linear-sum-assignment. A quarter of a minute on `ties` 2000 and `mw` 2000. */
export const linearSumAssignment = rival({
  name: "linear-sum-assignment",
  supports: (instance) =>
    !hasCapacities(instance) && instance.rows <= (["ties", "mw"].includes(instance.family) ? 1000 : 2000),
  convert: (costs) => new Matrix(costs),
  solve: (costs) => {
    const { rowAssignments } = solveLinearSumAssignment(costs, { maximaze: false });
    return () => Int32Array.from(rowAssignments);
  },
});

/** Every runner, this library's first. */
export const runners: readonly Runner[] = [telemachus, telemachusOnCopies, munkresJs, munkres, linearSumAssignment];

/** A solver that minimises and knows neither forbidden pairs nor capacities: it is given costs, on copied columns. */
function rival<Costs>(solver: {
  readonly name: string;
  readonly supports: (instance: Instance) => boolean;
  readonly convert: (costs: number[][]) => Costs;
  readonly solve: (costs: Costs) => () => Int32Array;
}): Runner {
  return {
    name: solver.name,
    supports: solver.supports,
    prepare: (instance) => {
      const { copied, originals } = copyColumns(instance);
      return prepared(instance, solver.convert(toCosts(copied)), (costs) => {
        const read = solver.solve(costs);
        return () => toOriginals(read(), originals);
      });
    },
  };
}

/**
 * Joins an input and its solver. The solver returns a function that reads its result as one column for each row,
 * so that reading stays outside the timing.
 */
function prepared<Input>(instance: Instance, input: Input, solver: (input: Input) => () => Int32Array): Prepared {
  let read: (() => Int32Array) | undefined;
  return {
    solve: () => {
      read = solver(input);
    },
    answer: () => {
      if (read === undefined) throw new Error("Expected solve() to be called before answer().");
      return count(instance, read());
    },
  };
}

function solveWithLibrary({ rows, columns, scores, capacities }: Instance): () => Int32Array {
  const assignment = solveAssignment({ rows, columns, data: scores }, { capacities });
  return () => {
    const total = sumOf(scores, columns, assignment.columnOfRow);
    if (assignment.rounded || assignment.total !== total) {
      throw new Error(`Expected solveAssignment to report the total ${total}, received ${assignment.total}.`);
    }
    return assignment.columnOfRow;
  };
}

/**
 * The scores as costs to minimise, in lists of rows. A forbidden pair costs more than any assignment without one,
 * so it is used only where every assignment needs one.
 */
function toCosts({ rows, columns, scores }: Instance): number[][] {
  const greatest = scores.reduce((most, score) => Math.max(most, score), 0);
  const forbidden = rows * greatest + 1;
  return Array.from({ length: rows }, (_, row) =>
    Array.from(scores.subarray(row * columns, (row + 1) * columns), (score) =>
      score === Number.NEGATIVE_INFINITY ? forbidden : greatest - score,
    ),
  );
}

function toOriginals(copyOfRow: Int32Array, originals: Int32Array): Int32Array {
  return copyOfRow.map((copy) => (copy < 0 ? -1 : originals[copy]));
}

function hasCapacities({ capacities }: Instance): boolean {
  return capacities.some((capacity) => capacity !== 1);
}

function columnsOf(pairs: readonly (readonly [number, number])[], rows: number): Int32Array {
  const columnOfRow = new Int32Array(rows).fill(-1);
  for (const [row, column] of pairs) columnOfRow[row] = column;
  return columnOfRow;
}

function count({ name, columns, scores, capacities }: Instance, columnOfRow: Int32Array): Answer {
  const load = new Int32Array(columns);
  let matched = 0;
  columnOfRow.forEach((column, row) => {
    if (column < 0) return;
    matched++;
    load[column]++;
    if (scores[row * columns + column] === Number.NEGATIVE_INFINITY) {
      throw new Error(`Expected no forbidden pair of ${name} to be used, received row ${row} with column ${column}.`);
    }
  });
  const over = load.findIndex((rows, column) => rows > capacities[column]);
  if (over >= 0)
    throw new Error(`Expected column ${over} of ${name} to hold ${capacities[over]}, received ${load[over]}.`);
  return { matched, total: sumOf(scores, columns, columnOfRow) };
}

function sumOf(scores: Float64Array, columns: number, columnOfRow: Int32Array): number {
  return columnOfRow.reduce((sum, column, row) => (column < 0 ? sum : sum + scores[row * columns + column]), 0);
}
