import type { Profile, Stage, StageResult } from "../assignment.js";
import { scoreOf } from "../read/scores.js";
import type { Violation } from "./claim.js";
import type { ClaimedPair, StagedClaim, StagedInstance } from "./stagedClaim.js";
import { counting, greatest, levels, mostChoices, placesOf } from "./stageOrders.js";

/** What the stages are said to have reached, held against a count of the pairs. */
export function valueViolations(instance: StagedInstance, { pairs, values }: StagedClaim): Violation[] {
  const { stages } = instance;
  if (values.length !== stages.length) {
    return [{ kind: "stage", message: `There are ${values.length} values of ${stages.length} stages.` }];
  }
  const tally = tallyOf(instance, pairs);
  return stages.flatMap((stage, at) => {
    const counted = resultOf(stage, instance, tally);
    if (isSame(counted, values[at])) return [];
    const [expected, received] = [counted, values[at]].map((result) => JSON.stringify(result));
    return [{ kind: "stage", message: `Stage ${at} is said to reach ${received}, and reaches ${expected}.` }];
  });
}

function isSame(one: StageResult, other: StageResult): boolean {
  if (one.stage !== other.stage || one.value !== other.value) return false;
  const [counted, claimed] = [one.profile, other.profile];
  if (counted === undefined || claimed === undefined) return counted === claimed;
  return (
    counted.length === claimed.length &&
    counted.every(({ of, count }, at) => claimed[at].of === of && claimed[at].count === count)
  );
}

interface Tally {
  /** The columns of each row. */
  readonly degree: Int32Array;
  /** The rows of each column, those that it has already among them. */
  readonly load: readonly number[];
  readonly scores: readonly number[];
  /** The number of each pair's choice, 0 for none. */
  readonly choices: readonly number[];
  readonly kept: number;
}

function tallyOf({ columns, scores, loads }: StagedInstance, pairs: readonly ClaimedPair[]): Tally {
  const degree = loads.filled.slice();
  const load = Array.from(loads.taken);
  for (const [row, column] of pairs) {
    degree[row]++;
    load[column]++;
  }
  return {
    degree,
    load,
    scores: pairs.map(([row, column]) => scoreOf(scores, columns, row, column)),
    choices: pairs.map(([row, column]) => Array.prototype.indexOf.call(loads.choices[row], column) + 1),
    kept: pairs.filter(([row, column]) => loads.current[row].has(column)).length,
  };
}

function resultOf(stage: Stage, instance: StagedInstance, tally: Tally): StageResult {
  const { priorities } = instance.loads;
  const { degree, load, scores, choices, kept } = tally;
  switch (stage) {
    case "matched": {
      const value = matchedRows(degree);
      const most = greatest(placesOf(instance.loads));
      if (!(most > 1)) return { stage, value };
      const places = Array.from(degree).flatMap((columns) => counting(1, columns));
      return { stage, value, profile: profile(counting(1, most), places) };
    }
    case "priority": {
      const matched = priorities.filter((_, row) => degree[row] > 0);
      const reached = profile(levels(priorities).reverse(), matched);
      return { stage, value: reached[0]?.count ?? 0, profile: reached };
    }
    case "draw":
      return { stage, value: matchedRows(degree) };
    case "total":
      return { stage, value: sum(scores) };
    case "floor":
      return { stage, value: levels(scores)[0] ?? null };
    case "leximin": {
      const reached = profile(levels(scores), scores);
      return { stage, value: reached[0]?.of ?? null, profile: reached };
    }
    case "choices": {
      const reached = profile(counting(1, mostChoices(instance)), choices);
      return { stage, value: reached[0]?.count ?? 0, profile: reached };
    }
    case "choices:generous": {
      const reached = profile([0, ...counting(1, mostChoices(instance)).reverse()], choices);
      return { stage, value: reached[0].count, profile: reached };
    }
    case "balance":
      return { stage, value: sum(load.map((rows) => rows * rows)) };
    case "continuity":
      return { stage, value: kept };
  }
}

/** How often each of `kinds` is among the numbers. */
function profile(kinds: readonly number[], numbers: readonly number[]): Profile {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return kinds.map((of) => ({ of, count: counts.get(of) ?? 0 }));
}

function matchedRows(degree: Int32Array): number {
  return degree.reduce((matched, columns) => (columns > 0 ? matched + 1 : matched), 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
