import type { Component, Stage } from "./assignment.js";
import { kindOf } from "./families.js";
import type { Loads } from "./read/loads.js";

/** The components of a stage that can be told before it is solved. */
export function componentsOf(stage: Stage, loads: Loads): readonly Component[] {
  const choices = loads.choices.reduce((most, list) => Math.max(most, list.length), 0);
  switch (stage) {
    case "matched":
      return upTo(loads.demands.reduce((most, demand, row) => Math.max(most, loads.filled[row] + demand), 1)).map(
        (of) => ({ stage, of }),
      );
    case "priority":
      return isByOne(loads) ? priorityLevels(loads).map((of) => ({ stage, of })) : [{ stage }];
    case "draw":
      return isByOne(loads) ? upTo(loads.demands.length).map((place) => ({ stage, of: place - 1 })) : [{ stage }];
    case "choices":
      return upTo(choices).map((of) => ({ stage, of }));
    case "choices:generous":
      return [
        { stage },
        { stage, of: 0 },
        ...upTo(choices)
          .slice(1)
          .reverse()
          .map((of) => ({ stage, of })),
      ];
    default:
      return [{ stage }];
  }
}

/**
 * Whether rows have to be decided one by one, or priority by priority. The sets of rows that seats allow to be matched
 * together are a generalised matroid, in which any weights that fall in the order decide in that order; with quotas of
 * rows they no longer are.
 */
function isByOne({ quotas }: Loads): boolean {
  return quotas.some((quota) => kindOf(quota) === "rows");
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** The different priorities, the highest first. */
export function priorityLevels({ priorities }: Loads): number[] {
  return [...new Set(priorities)].sort((a, b) => b - a);
}
