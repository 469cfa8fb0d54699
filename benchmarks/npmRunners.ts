import { linearSumAssignment as solveLinearSumAssignment } from "linear-sum-assignment";
import { Matrix } from "ml-matrix";
import { munkres as solveMunkres } from "munkres";
import solveMunkresJs from "munkres-js";
import { copyColumns, type DenseInstance, type Instance } from "./instances.js";
import { hasCapacities, prepareHere, type Runner, toOriginals } from "./runner.js";

/** Beyond so many pairs on copied columns, lists of rows take gigabytes. */
const MOST_PAIRS = 40_000_000;

/** The families on which the slower solvers take minutes much later than on the degenerate ones. */
const spread = ["unif", "ties", "ment"];

/** The textbook implementation: https://github.com/addaleax/munkres-js. Minutes on `mw` beyond 100. */
export const munkresJs = rival({
  name: "munkres-js",
  supports: (instance) => !hasCapacities(instance) && instance.rows <= (spread.includes(instance.family) ? 500 : 100),
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

/** https://github.com/mljs/linear-sum-assignment. Seconds from 2000 on, on `ties` and `mw` from 1000 on. */
export const linearSumAssignment = rival({
  name: "linear-sum-assignment",
  supports: (instance) =>
    !hasCapacities(instance) && instance.rows <= (["unif", "ment"].includes(instance.family) ? 1000 : 500),
  convert: (costs) => new Matrix(costs),
  solve: (costs) => {
    const { rowAssignments } = solveLinearSumAssignment(costs, { maximaze: false });
    return () => Int32Array.from(rowAssignments);
  },
});

/** A solver that minimises and knows neither forbidden pairs nor capacities: it is given costs, on copied columns. */
function rival<Costs>(solver: {
  readonly name: string;
  readonly supports: (instance: Instance) => boolean;
  readonly convert: (costs: number[][]) => Costs;
  readonly solve: (costs: Costs) => () => Int32Array;
}): Runner {
  return {
    name: solver.name,
    supports: (instance) =>
      instance.form === "dense" && pairsOnCopies(instance) <= MOST_PAIRS && solver.supports(instance),
    prepare: (instance) => {
      if (instance.form === "sparse") throw new Error(`Expected a dense instance for ${solver.name}.`);
      const { copied, originals } = copyColumns(instance);
      return prepareHere(instance, solver.convert(toCosts(copied)), (costs) => {
        const read = solver.solve(costs);
        return () => toOriginals(read(), originals);
      });
    },
  };
}

function pairsOnCopies({ rows, capacities }: Instance): number {
  return rows * capacities.reduce((sum, capacity) => sum + capacity, 0);
}

/**
 * The scores as costs to minimise, in lists of rows. A forbidden pair costs more than any assignment without one,
 * so it is used only where every assignment needs one.
 */
function toCosts({ rows, columns, scores }: DenseInstance): number[][] {
  const greatest = scores.reduce((most, score) => Math.max(most, score), 0);
  const forbidden = rows * greatest + 1;
  return Array.from({ length: rows }, (_, row) =>
    Array.from(scores.subarray(row * columns, (row + 1) * columns), (score) =>
      score === Number.NEGATIVE_INFINITY ? forbidden : greatest - score,
    ),
  );
}

function columnsOf(pairs: readonly (readonly [number, number])[], rows: number): Int32Array {
  const columnOfRow = new Int32Array(rows).fill(-1);
  for (const [row, column] of pairs) columnOfRow[row] = column;
  return columnOfRow;
}
