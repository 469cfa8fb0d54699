import type { Capacity, EarlierPair, Mentor, Policy } from "telemachus";

/** The most seats that a capacity states. */
export function mostSeats(capacity: Capacity): number {
  return typeof capacity === "number" ? capacity : capacity.max;
}

/** The seats that a mentor can still give. */
export function seatsLeftOf({ capacity, load = 0 }: Mentor, policy: Pick<Policy, "capacity">): number {
  return Math.max(0, mostSeats(capacity ?? policy.capacity ?? 1) - load);
}

/** The pairs of earlier rounds, in whichever form the policy has them. */
export function pastPairsOf({ history = [] }: Pick<Policy, "history">): readonly EarlierPair[] {
  return "length" in history ? history : (history.past ?? []);
}
