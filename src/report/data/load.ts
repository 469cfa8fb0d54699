import { compareText } from "../../numeric/nearest.js";
import type { View } from "./view.js";

/** A mentor's seats of this round. */
export interface MentorLoad {
  readonly mentor: number;
  readonly taken: number;
  readonly seats: number;
}

/** All mentors, by name. */
export function loadsOf({ matching, whole, mentorOf, mentors }: View): MentorLoad[] {
  const taken = new Int32Array(mentors.length);
  for (const { mentor } of matching.pairs) taken[mentorOf.get(mentor)!]++;
  return mentors
    .map((_, mentor) => ({
      mentor,
      taken: taken[mentor],
      seats: Math.max(taken[mentor], whole.problem.capacities[mentor]),
    }))
    .sort((a, b) => compareText(mentors[a.mentor], mentors[b.mentor]));
}
