import { solveSteps } from "../matching/matchSteps.js";
import { pairsOf } from "../matching/solution.js";
import { runHere } from "../matching/steps.js";
import type { Scorer } from "../score/scorer.js";
import type { Opened } from "./opened.js";
import type { IndexPairs } from "./stageLosses.js";

/** The pairs of the same people under another scorer, scored and solved anew; nothing else is made of them. */
export function rematch({ programme: { menteeOf, mentorOf } }: Opened, scorer: Scorer): IndexPairs {
  const { open, solution } = runHere(solveSteps(scorer, {}), scorer, {});
  if (solution.kind === "infeasible") return [];
  const { mentees, mentors, pins } = scorer.problem;
  const pairs = [
    ...pins.map(({ mentee, mentor }) => [mentee, mentor] as const),
    ...pairsOf(solution).map(([row, mentor]) => [open.mentees[row], mentor] as const),
  ];
  return pairs
    .sort(([a, one], [b, other]) => a - b || one - other)
    .map(([mentee, mentor]) => [menteeOf.get(mentees[mentee].id)!, mentorOf.get(mentors[mentor].id)!] as const);
}
