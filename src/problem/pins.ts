import { type Issue, issue, LISTED_ISSUES, type Path, quote } from "../errors.js";
import { isCount } from "../numeric/isCount.js";
import { compareText, didYouMean } from "../numeric/nearest.js";
import { boundsLeft, boundsOf, type Capacity, capacitySchema } from "./capacity.js";
import type { People } from "./people.js";
import type { Ban, Pin, PolicyOf } from "./policy.js";
import type { PinnedPair } from "./problem.js";

/** Pins and bans by index, with everything in which they collide. */
export interface CheckedPins {
  readonly pins: readonly PinnedPair[];
  readonly bans: ReadonlyMap<number, ReadonlySet<number>>;
  readonly issues: readonly Issue[];
}

/**
 * Finds the people of pins and bans, and the collisions among them: these are the policy's own contradictions, so errors.
 *
 * `people` need not be sound: whoever has an id is known, and a capacity that is none is no reason to complain. Indices
 * are those of the ids in code-unit order.
 */
export function checkPins(policy: PolicyOf<unknown, unknown>, people: People | undefined): CheckedPins {
  const mentees = identified(people?.mentees);
  const mentors = identified(people?.mentors);
  const capacities = mentors.map(({ capacity = policy.capacity ?? 1, load = 0 }) => {
    return isCapacity(capacity) && isCount(load) ? boundsLeft(boundsOf(capacity), load).max : Number.POSITIVE_INFINITY;
  });
  const demands = mentees.map(({ demand = policy.demand ?? 1 }) =>
    isCount(demand) ? demand : Number.POSITIVE_INFINITY,
  );
  const issues: Issue[] = [];
  const find = personFinder(mentees, mentors, issues);
  const bans = new Map<number, Map<number, number>>();
  policy.bans?.forEach((ban, index) => {
    const { mentee, mentor } = find(ban, ["policy", "bans", index]);
    if (mentee === undefined || mentor === undefined) return;
    const banned = bans.get(mentee) ?? new Map<number, number>();
    bans.set(mentee, banned.set(mentor, banned.get(mentor) ?? index));
  });

  const pins: PinnedPair[] = [];
  policy.pins?.forEach((pin, index) => {
    const { mentee, mentor } = find(pin, ["policy", "pins", index]);
    if (mentee === undefined || mentor === undefined) return;
    pins.push({ mentee, mentor, override: pin.override ?? false, index });
    if (pin.mentee === pin.mentor)
      issues.push(conflict(index, "two different people", "one person pinned to themselves"));
    const ban = bans.get(mentee)?.get(mentor);
    if (ban !== undefined)
      issues.push(conflict(index, "a pair that is not banned", `one that policy.bans[${ban}] bans`));
  });
  const stated = policy.pins ?? [];
  return {
    pins,
    bans: new Map([...bans].map(([mentee, banned]) => [mentee, new Set(banned.keys())])),
    issues: [...issues, ...repeatedPins(pins, stated, demands), ...overfullPins(pins, stated, capacities)],
  };
}

interface Identified {
  readonly id: string;
  readonly capacity?: unknown;
  readonly load?: unknown;
  readonly demand?: unknown;
}

function isCapacity(capacity: unknown): capacity is Capacity {
  return isCount(capacity) || capacitySchema.safeParse(capacity).success;
}

function identified(list: unknown): Identified[] {
  if (!Array.isArray(list)) return [];
  const known = list.filter((person): person is Identified => typeof person?.id === "string");
  const byId = new Map([...known].reverse().map((person) => [person.id, person]));
  return [...byId.values()].sort((a, b) => compareText(a.id, b.id));
}

function personFinder(mentees: readonly Identified[], mentors: readonly Identified[], issues: Issue[]) {
  const indexOf = {
    mentee: new Map(mentees.map(({ id }, index) => [id, index])),
    mentor: new Map(mentors.map(({ id }, index) => [id, index])),
  };
  const locate = (side: "mentee" | "mentor", id: string, path: Path): number | undefined => {
    const index = indexOf[side].get(id);
    if (index === undefined) {
      // hints of issues that nobody will see are not worth the time
      const hint = issues.length < LISTED_ISSUES ? didYouMean(id, indexOf[side].keys()) : undefined;
      const received = quote(id);
      issues.push(issue("E_UNKNOWN_ID", [...path, side], { expected: `the id of a ${side}`, received, hint }));
    }
    return index;
  };
  return (pair: Pin | Ban, path: Path) => ({
    mentee: locate("mentee", pair.mentee, path),
    mentor: locate("mentor", pair.mentor, path),
  });
}

/** Every pin of a pair that is pinned already, or beyond the mentors whom the mentee wants. */
function repeatedPins(pins: readonly PinnedPair[], stated: readonly Pin[], demands: readonly number[]): Issue[] {
  const pinned = new Map<number, Map<number, number>>();
  return pins.flatMap(({ mentee, mentor, index }) => {
    const before = pinned.get(mentee) ?? new Map<number, number>();
    const same = before.get(mentor);
    if (same === undefined && before.size < demands[mentee]) {
      pinned.set(mentee, before.set(mentor, index));
      return [];
    }
    const id = quote(stated[index].mentee);
    if (demands[mentee] === 1) {
      const [first] = before.values();
      return [conflict(index, "a mentee who is pinned once", `${id}, whom policy.pins[${first}] pins already`)];
    }
    if (same !== undefined) return [conflict(index, "a pair that is pinned once", `that of policy.pins[${same}]`)];
    return [conflict(index, "a mentee with a place left", `${id}, who wants ${demands[mentee]} mentors`)];
  });
}

function overfullPins(pins: readonly PinnedPair[], stated: readonly Pin[], capacities: readonly number[]): Issue[] {
  const load = new Map<number, number>();
  return pins.flatMap(({ mentor, index }) => {
    load.set(mentor, (load.get(mentor) ?? 0) + 1);
    if (load.get(mentor)! <= capacities[mentor]) return [];
    const received = `${quote(stated[index].mentor)}, who has ${capacities[mentor] === 1 ? "1 seat" : `${capacities[mentor]} seats`}`;
    return [conflict(index, "a mentor with a seat left", received)];
  });
}

function conflict(index: number, expected: string, received: string): Issue {
  return issue("E_CONFLICT", ["policy", "pins", index], { expected, received });
}
