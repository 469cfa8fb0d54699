import { boundsOf } from "../problem/capacity.js";
import type { Scorer } from "../score/scorer.js";

/** How many more mentees a mentor has from outside the programme than the mentor takes: further seats are for these first. */
export function beyondCapacity({ problem }: Scorer, mentor: number): number {
  const stated = problem.mentors[mentor].capacity ?? problem.policy.capacity ?? 1;
  return Math.max(0, problem.taken[mentor] - boundsOf(stated).max);
}
