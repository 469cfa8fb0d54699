import type { Component, Profile, Stage, StageResult } from "./assignment.js";
import type { Loads } from "./read/loads.js";

/** What stage results are counted from. */
export interface Counted {
  readonly columns: number;
  readonly loads: Loads;
  readonly pairs: readonly (readonly [row: number, column: number])[];
  /** The scores of the pairs, in the same order, as whole numbers. */
  readonly scores: readonly number[];
}

/** What each stage reached, in the unit of the scores. */
export function stageResults(stages: readonly Stage[], counted: Counted): StageResult[] {
  return stages.map((stage) => resultOf(stage, counted));
}

function resultOf(stage: Stage, counted: Counted): StageResult {
  const { loads, pairs, scores } = counted;
  switch (stage) {
    case "matched":
      return ofMatched(degreesOf(counted), loads);
    case "priority":
      return ofPriority(degreesOf(counted), loads);
    case "draw":
      return { stage, value: degreesOf(counted).filter((degree) => degree > 0).length };
    case "total":
      return { stage, value: scores.reduce((sum, score) => sum + score, 0) };
    case "floor":
      return { stage, value: lowestOf(scores) };
    case "leximin":
      return { stage, value: lowestOf(scores), profile: profileOf(scores, new Set([...scores].sort((a, b) => a - b))) };
    case "choices": {
      const profile = profileOf(ranksOf(counted), ranksUpTo(loads));
      return { stage, value: profile.find(({ of }) => of === 1)?.count ?? 0, profile };
    }
    case "choices:generous": {
      const profile = profileOf(ranksOf(counted), [0, ...ranksUpTo(loads).reverse()]);
      return { stage, value: profile[0].count, profile };
    }
    case "balance":
      return { stage, value: squaresOf(counted) };
    case "continuity":
      return { stage, value: pairs.filter(([row, column]) => loads.current[row].has(column)).length };
  }
}

function degreesOf({ loads, pairs }: Counted): number[] {
  const degrees = Array.from(loads.filled);
  for (const [row] of pairs) degrees[row]++;
  return degrees;
}

function ofMatched(degrees: readonly number[], { demands, filled }: Loads): StageResult {
  const most = demands.reduce((greatest, demand, row) => Math.max(greatest, filled[row] + demand), 1);
  const atLeast = (of: number) => ({ of, count: degrees.filter((degree) => degree >= of).length });
  const profile = Array.from({ length: most }, (_, index) => atLeast(index + 1));
  return { stage: "matched", value: profile[0].count, ...(most > 1 ? { profile } : {}) };
}

function ofPriority(degrees: readonly number[], { priorities }: Loads): StageResult {
  const matched = priorities.filter((_, row) => degrees[row] > 0);
  const profile = profileOf(matched, new Set([...priorities].sort((a, b) => b - a)));
  return { stage: "priority", value: profile[0]?.count ?? 0, profile };
}

function lowestOf(scores: readonly number[]): number | null {
  return scores.length === 0 ? null : scores.reduce((lowest, score) => Math.min(lowest, score));
}

/** How often each of some values is among others. */
function profileOf(values: readonly number[], kinds: Iterable<number>): Profile {
  const counts = new Map<number, number>(Array.from(kinds, (kind) => [kind, 0]));
  for (const value of values) if (counts.has(value)) counts.set(value, counts.get(value)! + 1);
  return Array.from(counts, ([of, count]) => ({ of, count }));
}

/** For each pair the rank it has among its row's choices, 0 where it is none. */
function ranksOf({ loads, pairs }: Counted): number[] {
  return pairs.map(([row, column]) => Array.prototype.indexOf.call(loads.choices[row], column) + 1);
}

function ranksUpTo({ choices }: Loads): number[] {
  const longest = choices.reduce((most, list) => Math.max(most, list.length), 0);
  return Array.from({ length: longest }, (_, index) => index + 1);
}

function squaresOf({ columns, loads, pairs }: Counted): number {
  const load = Array.from({ length: columns }, (_, column) => loads.taken[column]);
  for (const [, column] of pairs) load[column]++;
  return load.reduce((sum, count) => sum + count ** 2, 0);
}

/** A component whose scores are in another unit, `times` to one of the old. */
export function componentInUnits(component: Component, times: number): Component {
  const { stage, of } = component;
  if ((stage !== "floor" && stage !== "leximin") || of === undefined) return component;
  return { stage, of: of / times };
}

/** A result whose scores are in another unit. */
export function resultInUnits(result: StageResult, times: number): StageResult {
  if (result.stage === "total") return { ...result, value: result.value / times };
  if (result.stage !== "floor" && result.stage !== "leximin") return result;
  const { stage, value, profile } = result;
  return {
    stage,
    value: value === null ? null : value / times,
    ...(profile === undefined ? {} : { profile: profile.map(({ of, count }) => ({ of: of / times, count })) }),
  };
}
