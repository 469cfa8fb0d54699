import type { Capacity, EarlierPair, Mentee, Mentor, People, Policy } from "telemachus";

/** The most seats that a capacity states. */
export function mostSeats(capacity: Capacity): number {
  return typeof capacity === "number" ? capacity : capacity.max;
}

/** The mentors whom a mentee may have at most: those wanted, or, where a human is to match the mentee, those pinned. */
export function placesOf({ id, demand, manual }: Mentee, policy: Pick<Policy, "demand" | "pins">): number {
  if (manual === true) return (policy.pins ?? []).filter(({ mentee }) => mentee === id).length;
  return demand ?? policy.demand ?? 1;
}

/** The same people as if nobody were left to a human, seats had to be filled or anybody asked to avoid others. */
export function calm({ mentees, mentors }: People): People {
  const without = <Given extends Mentee | Mentor>({ manual: _, ...person }: Given) =>
    person.requests === undefined ? person : { ...person, requests: { ...person.requests, avoid: [] } };
  return {
    mentees: mentees.map(without),
    mentors: mentors.map(without).map(({ capacity, ...mentor }) => {
      return capacity === undefined ? mentor : { ...mentor, capacity: mostSeats(capacity) };
    }),
  };
}

/** The seats that a mentor can still give. */
export function seatsLeftOf({ capacity, load = 0 }: Mentor, policy: Pick<Policy, "capacity">): number {
  return Math.max(0, mostSeats(capacity ?? policy.capacity ?? 1) - load);
}

/** The pairs of earlier rounds, in whichever form the policy has them. */
export function pastPairsOf({ history = [] }: Pick<Policy, "history">): readonly EarlierPair[] {
  return "length" in history ? history : (history.past ?? []);
}
