import { solveAssignment } from "telemachus";
import { copyColumns, type DenseInstance } from "./instances.js";
import { type ColumnPair, countLevels, drawnRows, type Level } from "./levels.js";
import { toOriginals } from "./runner.js";
import type { Wishes } from "./wishes.js";

/** Whole scores beyond this, divided by four times the seats, would not be exact. */
const MOST = 2 ** 50;
const MEMORY_LIMIT = 4 * 2 ** 30;

/**
 * What as many of the first levels as fit into one number come to at best, found without the network: by the kernel for
 * plain scores, each level's weight above all that those after it can come to, on copied columns, so that a copy stands
 * for a seat.
 */
export function bestLevels(levels: readonly Level[], instance: DenseInstance, wishes: Wishes): number[] {
  const { copied, originals } = copyColumns(instance);
  const placesFirst = levels[0].isOfPlaces;
  const weights = weightsOf(levels.slice(Number(placesFirst)), MOST / (4 * instance.rows + 6));
  const packed = levels.slice(Number(placesFirst)).slice(0, weights.length);
  const seatOf = originals.map((column, copy) => copy - originals.indexOf(column) + 1);
  const rows = levels[0].stage === "draw" ? drawnRows(instance, wishes) : undefined;
  const data = copied.scores.map((score, at) => {
    const row = Math.floor(at / copied.columns);
    if (score === Number.NEGATIVE_INFINITY || rows?.has(row) === false) return Number.NEGATIVE_INFINITY;
    const copy = at % copied.columns;
    return packed.reduce((sum, { worth }, k) => sum + weights[k] * worth(row, originals[copy], seatOf[copy]), 0);
  });
  const { columnOfRow, rounded } = solveAssignment(
    { rows: copied.rows, columns: copied.columns, data },
    {
      capacities: copied.capacities,
      objective: placesFirst ? ["matched", "total"] : ["total"],
      memoryLimit: MEMORY_LIMIT,
    },
  );
  if (rounded) throw new Error(`Expected the packed levels of ${instance.name} to be exact.`);
  return countLevels(
    [...levels.slice(0, Number(placesFirst)), ...packed],
    pairsOf(toOriginals(columnOfRow, originals)),
  );
}

/** The weights of the first levels, of as many as keep every packed number within `limit`. */
function weightsOf(levels: readonly Level[], limit: number): number[] {
  const weights: number[] = [];
  let weight = 1;
  for (const { most } of [...levels].reverse()) {
    weights.unshift(weight);
    weight *= most + 1;
  }
  const greatest = levels.reduce((sum, { largest }, k) => sum + weights[k] * largest, 0);
  return greatest <= limit ? weights : weightsOf(levels.slice(0, -1), limit);
}

/** The pairs of an assignment of one column at most to each row. */
export function pairsOf(columnOfRow: Int32Array): ColumnPair[] {
  return Array.from(columnOfRow, (column, row) => [row, column] as const).filter(([, column]) => column >= 0);
}
