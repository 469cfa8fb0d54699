import { confidenceOf, contributionsOf } from "../score/scorer.js";
import { MILLIONTHS } from "../score/weights.js";
import { type Examination, type KnownPair, whoOf } from "./examination.js";
import { expectSame, type MatchingViolation, type Violations } from "./violation.js";

/**
 * A pair's score is exactly the sum of its contributions, and these are what the policy's criteria give: the public
 * scoring, as `scorePair` does it, asked again for each pair. All are whole millionths.
 */
export function* checkScores(examination: Examination): Violations {
  let total = 0;
  for (const pair of examination.pairs) total += yield* checkPair(examination, pair);
  yield* expectSame("scores", "the total, the sum of all scores,", [examination.said.total, total / MILLIONTHS]);
}

/** Returns what the pair scores, in millionths. */
function* checkPair(
  examination: Examination,
  { mentee, mentor, said }: KnownPair,
): Generator<MatchingViolation, number> {
  const who = whoOf(examination, mentee, mentor);
  const parts = contributionsOf(examination.scorer, mentee, mentor);
  const applied = parts.filter(({ weight }) => weight > 0);
  const score = parts.reduce((sum, { contribution }) => sum + contribution, 0);
  const contributions = Object.fromEntries(
    applied.map(({ criterion, contribution }) => [criterion.name, contribution / MILLIONTHS]),
  );
  const sum = Object.values(said.contributions).reduce<number>(
    (all, part = 0) => all + Math.round(part * MILLIONTHS),
    0,
  );
  if (sum / MILLIONTHS !== said.score) {
    yield { check: "scores", message: "The contributions do not add up to the score.", ...who };
  }
  yield* expectSame("scores", "the contributions", [said.contributions, contributions], who);
  yield* expectSame("scores", "the score", [said.score, score / MILLIONTHS], who);
  yield* expectSame("scores", "the confidence", [said.confidence, confidenceOf(parts)], who);
  return score;
}
