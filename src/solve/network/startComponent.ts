import type { Component, Stage } from "../assignment.js";
import { drawnOrder } from "../objective.js";
import type { Loads } from "../read/loads.js";
import { fillPlaces } from "./fillPlaces.js";
import type { Solving } from "./solving.js";
import { startLevels } from "./startLevels.js";
import { startPairs } from "./startPairs.js";
import { startRows } from "./startRows.js";

/** The stages whose components count pairs. */
const countPairs: ReadonlySet<Stage> = new Set(["total", "choices", "choices:generous", "continuity"]);

/** The stages whose components count rows, those that come first in the draw most. */
const countRows: ReadonlySet<Stage> = new Set(["matched", "priority", "draw"]);

/** Moves the flow, within the optima, to where a component is likely to be near its best: the simplex proves or mends it. */
export function startComponent(
  solving: Solving,
  { stage }: Component,
  { cost, lastPlaces }: { readonly cost: Float64Array; readonly lastPlaces: Float64Array },
): void {
  const { loads, starts } = solving;
  if (starts === "never") return;
  if (stage === "balance") startLevels(solving);
  else if (stage === "matched" && !isPlain(loads)) fillPlaces(solving, cost);
  else if (countRows.has(stage)) startRows(solving, drawnOrder(loads));
  else if (countPairs.has(stage) && lastPlaces.every((worth) => worth === 0)) startPairs(solving, cost);
}

/** Whether nothing but seats keeps a row from being matched. */
function isPlain({ quotas, minimums, demands }: Loads): boolean {
  return quotas.length === 0 && demands.every((demand) => demand === 1) && minimums.every((minimum) => minimum === 0);
}
