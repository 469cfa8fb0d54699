import type { Component, Stage } from "../assignment.js";
import { priorityLevels } from "../components.js";
import { drawnOrder } from "../objective.js";
import type { Loads } from "../read/loads.js";

/** What a component counts of a pair, where every row wants one column. */
export type Worth =
  /** The same with whatever column; not negative. */
  | { readonly by: "row"; readonly ofRow: Float64Array }
  | { readonly by: "score" }
  /** `worth` where the pair is the row's choice number `choice`, 0 for none. */
  | { readonly by: "choice"; readonly choice: number; readonly worth: 1 | -1 }
  /** 1 for a pair that there is now. */
  | { readonly by: "current" };

/** The stages whose components count rows or pairs, and nothing that depends on who else has the column. */
const counted: ReadonlySet<Stage> = new Set([
  "matched",
  "priority",
  "draw",
  "total",
  "choices",
  "choices:generous",
  "continuity",
]);

/** Whether every stage counts rows or pairs, and nothing is asked for beside but that every row gets one column at most. */
export function countsPairs(stages: readonly Stage[], { demands, filled, minimums, quotas }: Loads): boolean {
  if (quotas.length > 0 || !stages.every((stage) => counted.has(stage))) return false;
  const isOne = demands.every((demand) => demand === 1) && filled.every((count) => count === 0);
  return isOne && minimums.every((minimum) => minimum === 0);
}

/** What a component of such a stage counts. */
export function worthOf({ stage, of }: Component, loads: Loads): Worth {
  const { priorities } = loads;
  const rows = priorities.length;
  switch (stage) {
    case "priority": {
      const levels = priorityLevels(loads);
      const rankOf = new Map(levels.map((priority, index) => [priority, levels.length - index]));
      return { by: "row", ofRow: Float64Array.from(priorities, (priority) => rankOf.get(priority)!) };
    }
    case "draw": {
      const ofRow = new Float64Array(rows);
      drawnOrder(loads).forEach((row, position) => {
        ofRow[row] = rows - position;
      });
      return { by: "row", ofRow };
    }
    case "total":
      return { by: "score" };
    case "choices":
      return { by: "choice", choice: of ?? 0, worth: 1 };
    case "choices:generous":
      if (of !== undefined) return { by: "choice", choice: of, worth: -1 };
      break;
    case "continuity":
      return { by: "current" };
  }
  return { by: "row", ofRow: new Float64Array(rows).fill(1) };
}
