import { matchSteps } from "../matching/matchSteps.js";
import { runHere } from "../matching/steps.js";
import type { Scorer } from "../score/scorer.js";
import type { Opened } from "./opened.js";
import type { IndexPairs } from "./stageLosses.js";

/** The pairs of the same people under another scorer, scored and solved anew. */
export function rematch({ programme: { menteeOf, mentorOf } }: Opened, scorer: Scorer): IndexPairs {
  const { pairs } = runHere(matchSteps(scorer, {}), scorer, {});
  return pairs.map(({ mentee, mentor }) => [menteeOf.get(mentee)!, mentorOf.get(mentor)!] as const);
}
