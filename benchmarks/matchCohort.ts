import { match, scorePairs } from "telemachus";
import { drawCohort, toPeople } from "./cohort.js";
import { type Effort, type Timing, takeTurns, time, warmUp } from "./measure.js";
import { mentoringPolicy as policy } from "./mentoringPolicy.js";
import { munkres } from "./npmRunners.js";
import type { Answer } from "./runner.js";

const SEED = 20_260_102;

/** What `match()` reached on a drawn cohort, what munkres reaches on the same scores, and how long `match()` takes, warm. */
export interface MatchedCohort {
  readonly name: string;
  readonly answer: Answer;
  readonly rival: Answer;
  readonly timing: Timing;
}

/** Times `match()` from people to certified matching, with as many mentors as mentees and every check on. */
export async function matchCohort(size: number, effort: Effort): Promise<MatchedCohort> {
  const people = toPeople(drawCohort(SEED, { mentees: size, mentors: size }));
  const matching = match(people, policy);
  const { mentees, mentors, scores } = scorePairs(people, policy);
  const onScores = await munkres.prepare({
    form: "dense",
    name: `match() ${size} × ${size}`,
    family: "ment",
    rows: mentees.length,
    columns: mentors.length,
    scores,
    capacities: new Int32Array(mentors.length).fill(1),
  });
  await onScores.solve();
  const task = () => time(() => void match(people, policy));
  const [timing] = await takeTurns([task], [await warmUp(task)], effort);
  return {
    name: `match() ${size} × ${size}`,
    answer: { matched: matching.pairs.length, total: Math.round(matching.total * 1_000_000) },
    rival: await onScores.answer(),
    timing,
  };
}
