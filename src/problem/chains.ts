import { type Issue, issue, quote } from "../errors.js";
import type { People, Person } from "./people.js";

/** Who stands above whom. */
export interface Chains {
  /** Whether the person says anything about who manages them. */
  readonly isKnown: (id: string) => boolean;
  /** Whether the way up from this person ends with a manager who takes no part, and so may go on. */
  readonly isOpen: (id: string) => boolean;
  /** Whether anyone names this person as a manager. */
  readonly isManager: (id: string) => boolean;
  /** Whether `manager` stands above `id`, at any distance, as far as the people themselves tell. */
  readonly isAbove: (manager: string, id: string) => boolean;
  /** Everyone who stands above `id`, some of them more than once perhaps. Time O(length of the chain). */
  readonly above: (id: string) => Iterable<string>;
}

/**
 * Follows everyone's managers upwards, as far as the people themselves tell. `placeOf` says where a person stood in the
 * input.
 *
 * A person's own list of managers counts in full and ends the way up; a single manager is followed through that
 * manager's own entry. What one person says on both sides counts together. A chain that comes back to someone in it is
 * E_CYCLE. Time and space O(people); a question takes O(1), and as much again for each person who says two things.
 */
export function findChains(
  { mentees, mentors }: People,
  placeOf: (side: "mentees" | "mentors", index: number) => number = (_, index) => index,
): {
  readonly chains: Chains;
  readonly issues: readonly Issue[];
} {
  const listOf = new Map<string, readonly string[]>();
  const managerOf = new Map<string, string>();
  const further = new Map<string, string[]>();
  for (const { id, manager, managers } of [...mentors, ...mentees]) {
    if (managers !== undefined) listOf.set(id, listOf.has(id) ? [...listOf.get(id)!, ...managers] : managers);
    else if (manager === undefined || managerOf.get(id) === manager) continue;
    else if (!managerOf.has(id)) managerOf.set(id, manager);
    else further.set(id, [...(further.get(id) ?? []), manager]);
  }
  // a person's own list ends the way up; a manager named beside it, on the other side, is followed too
  for (const id of listOf.keys()) {
    const manager = managerOf.get(id);
    if (manager === undefined) continue;
    managerOf.delete(id);
    further.set(id, [...(further.get(id) ?? []), manager]);
  }
  const { topOf, contains } = walk(managerOf);
  const isListedAbove = (manager: string, id: string) => listOf.get(topOf.get(id) ?? id)?.includes(manager) ?? false;
  const isAbove = (manager: string, id: string): boolean => {
    if (further.size > 0) return ancestorsOf(id).has(manager);
    return (manager !== id && contains(manager, id)) || isListedAbove(manager, id);
  };
  const above = (id: string): Iterable<string> => {
    if (further.size > 0) return ancestorsOf(id);
    const chain: string[] = [];
    for (let at = managerOf.get(id); at !== undefined; at = managerOf.get(at)) chain.push(at);
    return [...chain, ...(listOf.get(topOf.get(id) ?? id) ?? [])];
  };
  // where people name one manager here and another there, there is no tree to look up
  const known = new Map<string, ReadonlySet<string>>();
  const ancestorsOf = (id: string): ReadonlySet<string> => {
    const before = known.get(id);
    if (before !== undefined) return before;
    const above = new Set<string>();
    const followed = new Set<string>();
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const listed of listOf.get(at) ?? []) above.add(listed);
      const single = managerOf.get(at);
      for (const manager of [...(single === undefined ? [] : [single]), ...(further.get(at) ?? [])]) {
        above.add(manager);
        if (followed.has(manager)) continue;
        followed.add(manager);
        open.push(manager);
      }
    }
    known.set(id, above);
    return above;
  };
  const isEndless = ({ id, managers }: Person) =>
    (managerOf.has(id) && !topOf.has(id)) || isAbove(id, id) || (managers !== undefined && repeats(managers));

  const issues = (["mentors", "mentees"] as const).flatMap((side) =>
    (side === "mentees" ? mentees : mentors).flatMap((person, index) => {
      if (!saysManager(person) || !isEndless(person)) return [];
      const path = [side, placeOf(side, index), person.managers === undefined ? "manager" : "managers"];
      const received = `one in which ${quote(person.id)} or a manager stands above themselves`;
      return [issue("E_CYCLE", path, { expected: "a chain of managers that ends", received })];
    }),
  );
  const isKnown = (id: string) => listOf.has(id) || managerOf.has(id);
  const members = new Set([...mentors, ...mentees].map(({ id }) => id));
  const isOpen = (id: string) => {
    const top = topOf.get(id) ?? id;
    return managerOf.has(id) && !members.has(top);
  };
  const named = new Set([
    ...managerOf.values(),
    ...[...listOf.values(), ...further.values()].flatMap((ids) => [...ids]),
  ]);
  const chains: Chains = {
    isKnown,
    isOpen,
    isManager: (id) => named.has(id),
    isAbove: (manager, id) => isAbove(manager, id),
    above,
  };
  return { chains, issues };
}

function saysManager({ manager, managers }: Person): boolean {
  return manager !== undefined || managers !== undefined;
}

function repeats(list: readonly string[]): boolean {
  return new Set(list).size < list.length;
}

/**
 * Walks down the trees that single managers form, numbering everyone on the way in and on the way out, so that someone
 * stands below another exactly where their numbers lie within the other's. Whoever has no top is in or below a cycle.
 */
function walk(managerOf: ReadonlyMap<string, string>) {
  const reports = new Map<string, string[]>();
  for (const [id, manager] of managerOf) {
    const list = reports.get(manager);
    if (list === undefined) reports.set(manager, [id]);
    else list.push(id);
  }
  const topOf = new Map<string, string>();
  const entered = new Map<string, number>();
  const left = new Map<string, number>();
  let clock = 0;
  for (const top of reports.keys()) {
    if (managerOf.has(top)) continue;
    const stack = [{ id: top, next: 0 }];
    while (stack.length > 0) {
      const at = stack[stack.length - 1];
      if (at.next === 0) {
        entered.set(at.id, clock++);
        topOf.set(at.id, top);
      }
      const below = reports.get(at.id)?.[at.next++];
      if (below !== undefined) stack.push({ id: below, next: 0 });
      else {
        left.set(at.id, clock++);
        stack.pop();
      }
    }
  }
  const contains = (above: string, below: string): boolean => {
    const [outer, inner] = [entered.get(above), entered.get(below)];
    return outer !== undefined && inner !== undefined && outer <= inner && left.get(below)! <= left.get(above)!;
  };
  return { topOf, contains };
}
