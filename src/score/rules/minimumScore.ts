import type * as z from "zod";
import { share } from "../criterionKind.js";
import { type RuleBase, type RuleKind, ruleSchema } from "../ruleKind.js";
import { MILLIONTHS } from "../weights.js";

/** The pair's score is at least `score`. */
export interface MinimumScore extends RuleBase {
  readonly kind: "minimumScore";
  /** From 0 to 1. */
  readonly score: number;
}

export interface MinimumScoreEvidence {
  readonly kind: "minimumScore";
  readonly minimum: number;
}

/** A rule of the kind minimumScore. */
export function minimumScore(options: Omit<MinimumScore, "kind">): MinimumScore {
  return { kind: "minimumScore", ...options };
}

/** Decided after scoring; everything else about a pair is decided before. */
export const minimumScoreKind: RuleKind<MinimumScore, MinimumScoreEvidence> = {
  schema: ruleSchema("minimumScore", {
    score: share,
  }) as z.ZodType<MinimumScore>,
  compile: ({ score }) => ({
    holds: () => true,
    minimum: inMillionths(score),
    evidence: () => ({ kind: "minimumScore", minimum: score }),
  }),
};

/** The fewest millionths that are not below a score. */
function inMillionths(score: number): number {
  const near = Math.round(score * MILLIONTHS);
  return near / MILLIONTHS < score ? near + 1 : near;
}
