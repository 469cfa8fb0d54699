import { skills } from "telemachus";
import { people } from "./story.js";

/** The least that a policy can say. */
export const skillsOnly = { criteria: { skills: skills({ weight: 1 }) } };

/** Ada and her cohort with other things said of two of them, or with something else in a person's place. */
export function storyWith(change: { ada?: unknown; lin?: unknown }) {
  const [ada, ...mentees] = people.mentees;
  const [lin, ...mentors] = people.mentors;
  return {
    mentees: "ada" in change ? [changed(ada, change.ada), ...mentees] : people.mentees,
    mentors: "lin" in change ? [changed(lin, change.lin), ...mentors] : people.mentors,
  };
}

/** Two people of whom nothing is known but what is said here. */
export function adaAndLin(ada: object = {}, lin: object = {}) {
  return { mentees: [{ id: "ada", ...ada }], mentors: [{ id: "lin", ...lin }] };
}

function changed(person: object, change: unknown): unknown {
  const isFields = typeof change === "object" && change !== null && Object.getPrototypeOf(change) === Object.prototype;
  return isFields ? { ...person, ...change } : change;
}
