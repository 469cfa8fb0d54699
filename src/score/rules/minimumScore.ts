import * as z from "zod";
import { expected } from "../../problem/expected.js";
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
    score: z
      .number(expected("E_TYPE", "a number from 0 to 1"))
      .refine((value) => value >= 0 && value <= 1, expected("E_OUT_OF_RANGE", "a number from 0 to 1")),
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
