import type { Component, Preset, Stage } from "./assignment.js";
import type { Loads } from "./read/loads.js";

const presets: Record<Preset, readonly Stage[]> = {
  everyone: ["matched", "total"],
  best: ["total"],
  fairest: ["matched", "leximin"],
  choices: ["matched", "choices", "total"],
};

export const presetNames = Object.keys(presets) as readonly Preset[];

export const stageNames: readonly Stage[] = [
  "matched",
  "priority",
  "draw",
  "total",
  "floor",
  "leximin",
  "choices",
  "choices:generous",
  "balance",
  "continuity",
];

/** The stages that an objective stands for, or undefined where it is none. */
export function stagesOf(objective: unknown = "everyone"): readonly Stage[] | undefined {
  if (typeof objective === "string")
    return Object.hasOwn(presets, objective) ? presets[objective as Preset] : undefined;
  if (!Array.isArray(objective) || objective.length === 0 || new Set(objective).size < objective.length)
    return undefined;
  return objective.every((stage) => stageNames.includes(stage)) ? objective : undefined;
}

/** The stages that are packed into one number; any other has to be solved by itself. */
export function isPackable(stages: readonly Stage[]): boolean {
  return stages.every((stage) => stage === "matched" || stage === "total");
}

/** The components of stages that are packed, where no row wants more than one column. */
export function packedComponents(stages: readonly Stage[]): Component[] {
  return stages.map((stage) => (stage === "matched" ? { stage, of: 1 } : { stage }));
}

/** The rows in the order in which `draw` gives them seats: the highest priority first, those of the same as the lottery draws them. */
export function drawnOrder({ priorities, lottery }: Pick<Loads, "priorities" | "lottery">): number[] {
  const drawn = Array.from(lottery?.rows ?? priorities.keys());
  const position = new Map(drawn.map((row, index) => [row, index]));
  return drawn.sort((a, b) => priorities[b] - priorities[a] || position.get(a)! - position.get(b)!);
}

/**
 * Several stages as one number, whose order is the lexicographic order of the stages.
 *
 * A pair's number is `scale · score + bonus`. Every price is, stage by stage, a sum along one alternating path, in which
 * a stage's part stays below half its factor; so sums compare as the vectors do, and `unpack` recovers the vector.
 */
export interface Packing {
  readonly scale: number;
  readonly bonus: number;
  /** The parts of a packed price, one for each stage. */
  readonly unpack: (packed: number) => number[];
}

/** How many scores an alternating path adds up at most, when `seats` rows can be assigned. */
function longestPath(seats: number): number {
  return 2 * seats + 2;
}

/** The greatest absolute score for which every sum stays exact (below 2^53), in any order of stages. */
export function largestScore(seats: number): number {
  return Math.floor(2 ** 50 / (2 * longestPath(seats) + 2));
}

/**
 * Packs the stages of an objective.
 *
 * `seats` is the greatest number of rows that can be assigned, `largest` the greatest absolute score; `largest` is at
 * most `largestScore(seats)`, so that every packed number stays exact.
 */
export function packStages(stages: readonly Stage[], seats: number, largest: number): Packing {
  const factors: number[] = [];
  let factor = 1;
  for (const stage of [...stages].reverse()) {
    factors.unshift(factor);
    factor *= 2 * longestPath(seats) * (stage === "matched" ? 1 : largest) + 1;
  }
  const factorOf = (stage: Stage) => (stages.includes(stage) ? factors[stages.indexOf(stage)] : 0);
  return { scale: factorOf("total"), bonus: factorOf("matched"), unpack: (packed) => unpack(packed, factors) };
}

function unpack(packed: number, factors: readonly number[]): number[] {
  const parts: number[] = [];
  for (const factor of factors) {
    // Adding 0 turns -0 into 0.
    const part = Math.round(packed / factor) + 0;
    parts.push(part);
    packed -= part * factor;
  }
  return parts;
}
