import { type Issue, issue } from "../errors.js";
import type { People, Person } from "./people.js";

/** The managers above each person who says something about them, nearest first. */
export interface Chains {
  readonly chainOf: ReadonlyMap<string, readonly string[]>;
  readonly issues: readonly Issue[];
}

/**
 * Follows everyone's managers upwards, as far as the people themselves tell.
 *
 * A person's own list counts in full; a single manager is followed through that manager's own entry. A chain that comes
 * back to someone in it is E_CYCLE.
 */
export function findChains({ mentees, mentors }: People): Chains {
  const issues: Issue[] = [];
  const byId = new Map<string, Person>();
  for (const person of [...mentors, ...mentees]) {
    const other = byId.get(person.id);
    if (other === undefined || !saysManager(other)) byId.set(person.id, person);
  }

  const chainOf = new Map<string, readonly string[]>();
  const report = (side: "mentees" | "mentors") => {
    (side === "mentees" ? mentees : mentors).forEach((person, index) => {
      if (!saysManager(person)) return;
      const chain = climb(person, byId);
      if (!chain.includes(person.id) && new Set(chain).size === chain.length) {
        chainOf.set(person.id, chain);
        return;
      }
      const path = [side, index, person.managers === undefined ? "manager" : "managers"];
      const received = `one in which ${JSON.stringify(person.id)} or a manager stands above themselves`;
      issues.push(issue("E_CYCLE", path, { expected: "a chain of managers that ends", received }));
    });
  };
  report("mentors");
  report("mentees");
  return { chainOf, issues };
}

function saysManager({ manager, managers }: Person): boolean {
  return manager !== undefined || managers !== undefined;
}

/** Ends at the first repetition, which it includes. */
function climb(start: Person, byId: ReadonlyMap<string, Person>): string[] {
  const chain: string[] = [];
  const seen = new Set([start.id]);
  let person: Person | undefined = start;
  while (person !== undefined) {
    const above: readonly string[] = person.managers ?? (person.manager === undefined ? [] : [person.manager]);
    for (const id of above) {
      chain.push(id);
      if (seen.has(id)) return chain;
      seen.add(id);
    }
    person = person.managers === undefined && above.length > 0 ? byId.get(above[0]) : undefined;
  }
  return chain;
}
