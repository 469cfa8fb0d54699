import type { People } from "telemachus";
import { drawCohort, timesOf, toPeople } from "./cohort.js";

const SEED = 20_260_104;

/** A drawn cohort with managers and working hours, the same every time. */
export function largePeople(size: { readonly mentees: number; readonly mentors: number }): People {
  const cohort = drawCohort(SEED, size);
  const { mentees, mentors } = toPeople(cohort);
  return {
    mentees: mentees.map((mentee, at) => ({ ...mentee, ...timesOf(cohort.mentees[at]) })),
    mentors: mentors.map((mentor, at) => ({ ...mentor, ...timesOf(cohort.mentors[at]) })),
  };
}
