import { contributionsOf } from "../score/scorer.js";
import type { Profile, StageResult } from "../solve/assignment.js";
import { valueViolations } from "../solve/proof/stageValues.js";
import type { SparseScores } from "../solve/read/scores.js";
import type { Examination } from "./examination.js";
import { wholeFrame } from "./ground.js";
import { exactMillionths } from "./millionths.js";
import { expectSame, type Violations } from "./violation.js";

/** What each stage of the policy's objective reached is counted again over all pairs, those that are pinned among them. */
export function* checkObjective(examination: Examination): Violations {
  const { said, problem, pairs, stable } = examination;
  const { stages } = said.objective;
  if (stable !== undefined || said.status === "infeasible") {
    yield* expectSame("objective", "the list of stages", [stages, []]);
    return;
  }
  const values = stages.map(inMillionths);
  const unclear = values.indexOf(undefined);
  if (unclear >= 0) {
    const message = `Stage ${unclear} is said to reach what is no whole number of millionths.`;
    yield { check: "objective", message };
    return;
  }
  const claim = {
    pairs: pairs.map(({ mentee, mentor }) => [mentee, mentor] as const),
    // the proof's own checks are made elsewhere, on what the pins left open
    ...{ components: [], rowPrices: [], columnPrices: [] },
    values: values as StageResult[],
  };
  for (const { message } of valueViolations({ ...wholeFrame(problem), scores: scoresOfPairs(examination) }, claim)) {
    yield { check: "objective", message: `${message} Scores are in millionths.` };
  }
}

/** A result whose scores are whole millionths; undefined where they are none. */
function inMillionths(result: StageResult): StageResult | undefined {
  if (result.stage === "total") return withValue(result, exactMillionths(result.value));
  if (result.stage !== "floor" && result.stage !== "leximin") return result;
  const { value, profile } = result;
  const whole = value === null ? null : exactMillionths(value);
  const levels = profile?.map(({ of, count }) => ({ of: exactMillionths(of), count }));
  if (whole === undefined || levels?.some(({ of }) => of === undefined)) return undefined;
  return { stage: result.stage, value: whole, ...(levels === undefined ? {} : { profile: levels as Profile }) };
}

function withValue(
  result: Exclude<StageResult, { readonly stage: "floor" | "leximin" }>,
  value: number | undefined,
): StageResult | undefined {
  return value === undefined ? undefined : { ...result, value };
}

/** The scores of the pairs alone, by mentee. */
function scoresOfPairs({ scorer, problem, pairs }: Examination): SparseScores {
  const start = new Int32Array(problem.mentees.length + 1);
  for (const { mentee } of pairs) start[mentee + 1]++;
  for (let row = 0; row < problem.mentees.length; row++) start[row + 1] += start[row];
  const scoreOf = (mentee: number, mentor: number) =>
    contributionsOf(scorer, mentee, mentor).reduce((sum, { contribution }) => sum + contribution, 0);
  return {
    form: "sparse",
    start,
    column: Int32Array.from(pairs, ({ mentor }) => mentor),
    score: Float64Array.from(pairs, ({ mentee, mentor }) => scoreOf(mentee, mentor)),
  };
}
