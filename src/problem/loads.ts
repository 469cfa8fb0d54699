import { boundsLeft, boundsOf, capacityWords } from "./capacity.js";
import type { Mentee, Mentor } from "./people.js";
import type { PolicyOf } from "./policy.js";
import { type Problem, type Warning, warnAbout } from "./problem.js";

/** How much everybody takes part in. */
export type Loads = Pick<
  Problem<unknown, unknown>,
  "capacities" | "minimums" | "taken" | "demands" | "priorities" | "choices"
>;

type Usual = Pick<PolicyOf<unknown, unknown>, "capacity" | "demand">;

/** Reads seats, places, priorities and choices, with the policy's defaults. */
export function readLoads(
  { capacity: usual = 1, demand: usualDemand = 1 }: Usual,
  mentees: readonly Mentee[],
  mentors: readonly Mentor[],
): Loads {
  const left = mentors.map(({ capacity = usual, load = 0 }) => boundsLeft(boundsOf(capacity), load));
  return {
    capacities: left.map(({ max }) => max),
    minimums: left.map(({ min }, mentor) => (mentors[mentor].manual === true ? 0 : min)),
    taken: mentors.map(({ load = 0 }) => load),
    demands: mentees.map(({ demand = usualDemand }) => demand),
    priorities: mentees.map(({ priority = 0 }) => priority),
    choices: findChoices(mentees, mentors),
  };
}

const nobody: readonly number[] = [];

function findChoices(mentees: readonly Mentee[], mentors: readonly Mentor[]): (readonly number[])[] {
  const mentorOf = new Map(mentors.map(({ id }, index) => [id, index]));
  return mentees.map(({ requests }) => {
    const chosen = requests?.choices?.flatMap((id) => mentorOf.get(id) ?? []);
    return chosen ?? nobody;
  });
}

/** What may have been meant otherwise: capacities that only some state, and mentors who have more mentees than they take. */
export function loadWarnings({ capacity: usual = 1 }: Usual, mentors: readonly Mentor[]): Warning[] {
  const warnings: Warning[] = [];
  const blank = mentors.filter(({ capacity }) => capacity === undefined).map(({ id }) => id);
  // said where other mentors do state theirs: an answer may have been forgotten
  if (blank.length > 0 && blank.length < mentors.length) {
    const message = `Mentors who state no capacity take ${capacityWords(usual)}.`;
    warnings.push(warnAbout("W_DEFAULT_CAPACITY", message, blank));
  }
  const over = mentors.filter(({ capacity = usual, load = 0 }) => load > boundsOf(capacity).max).map(({ id }) => id);
  if (over.length > 0) {
    const message = "These mentors already have more mentees than they take: they get no further one.";
    warnings.push(warnAbout("W_OVERLOADED", message, over));
  }
  return warnings;
}
