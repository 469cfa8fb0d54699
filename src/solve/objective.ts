import type { Objective, Stage } from "./assignment.js";

const presets: Record<Extract<Objective, string>, readonly Stage[]> = {
  everyone: ["matched", "total"],
  best: ["total"],
};

/** The stages that an objective stands for, or undefined where it is none. */
export function stagesOf(objective: unknown = "everyone"): readonly Stage[] | undefined {
  if (objective === "everyone" || objective === "best") return presets[objective];
  if (!Array.isArray(objective) || objective.length === 0 || new Set(objective).size < objective.length)
    return undefined;
  return objective.every((stage) => stage === "matched" || stage === "total") ? objective : undefined;
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
