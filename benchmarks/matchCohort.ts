import {
  goals,
  interests,
  match,
  notInManagementChain,
  type Policy,
  scorePairs,
  sharedLanguage,
  skills,
} from "telemachus";
import { drawCohort, toPeople } from "./cohort.js";
import { type Effort, type Timing, takeTurns, warmUp } from "./measure.js";
import { type Answer, munkres } from "./runner.js";

const SEED = 20_260_102;

const policy = {
  name: "benchmark",
  criteria: {
    skills: skills({ weight: 4 }),
    goals: goals({ weight: 3 }),
    interests: interests({ weight: 1 }),
  },
  rules: { manager: notInManagementChain(), language: sharedLanguage() },
  seed: SEED,
} satisfies Policy;

/** What `match()` reached on a drawn cohort, what munkres reaches on the same scores, and how long `match()` takes, warm. */
export interface MatchedCohort {
  readonly name: string;
  readonly answer: Answer;
  readonly rival: Answer;
  readonly timing: Timing;
}

/** Times `match()` from people to certified matching, with as many mentors as mentees and every check on. */
export function matchCohort(size: number, effort: Effort): MatchedCohort {
  const people = toPeople(drawCohort(SEED, { mentees: size, mentors: size }));
  const matching = match(people, policy);
  const { mentees, mentors, scores } = scorePairs(people, policy);
  const onScores = munkres.prepare({
    name: `match() ${size} × ${size}`,
    family: "ment",
    rows: mentees.length,
    columns: mentors.length,
    scores,
    capacities: new Int32Array(mentors.length).fill(1),
  });
  onScores.solve();
  const task = () => void match(people, policy);
  const [timing] = takeTurns([task], [warmUp(task)], effort);
  return {
    name: `match() ${size} × ${size}`,
    answer: { matched: matching.pairs.length, total: Math.round(matching.total * 1_000_000) },
    rival: onScores.answer(),
    timing,
  };
}
