import { canonicalJson, digest } from "../numeric/digest.js";
import { compareText } from "../numeric/nearest.js";
import type { Problem } from "../problem/problem.js";
import type { Criterion, Rule } from "../score/registry.js";
import { version } from "../version.js";
import type { Manifest } from "./matching.js";

/** What identifies a run before it is solved. */
export type Identity = Omit<Manifest, "counts">;

/** Digests of policy and people that no order of lists or keys changes where the order means nothing. */
export function identify(problem: Problem<Criterion, Rule>): Identity {
  const { policy, mentees, mentors, seed } = problem;
  const { pins, bans, ...rest } = policy;
  return {
    engine: "telemachus",
    version,
    policy: digest({ ...rest, criteria: withoutFunctions(policy.criteria), pins: sorted(pins), bans: sorted(bans) }),
    input: digest({ mentees: mentees.map(canonicalPerson), mentors: mentors.map(canonicalPerson) }),
    seed,
  };
}

function withoutFunctions(criteria: { readonly [name: string]: Criterion }): unknown {
  return Object.fromEntries(
    Object.entries(criteria).map(([name, criterion]) => {
      if (criterion.kind !== "custom") return [name, criterion];
      const { score: _score, ...data } = criterion;
      return [name, data];
    }),
  );
}

/** Lists of answers are sets; only a chain of managers, and what the library does not read, has an order. */
function canonicalPerson(person: object): object {
  const ordered = new Set(["managers", "display", "auditOnly"]);
  return Object.fromEntries(
    Object.entries(person).map(([key, value]) => [key, ordered.has(key) ? value : sortLists(value)]),
  );
}

function sortLists(value: unknown): unknown {
  if (Array.isArray(value)) return sorted(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, sortLists(inner)]));
}

function sorted(list: readonly unknown[] = []): unknown[] {
  return list
    .map((entry) => ({ entry, text: canonicalJson(entry) }))
    .sort((a, b) => compareText(a.text, b.text))
    .map(({ entry }) => entry);
}
