import { canonicalJson, digest } from "../numeric/digest.js";
import { compareText } from "../numeric/nearest.js";
import type { Person } from "../problem/people.js";
import type { Scorer } from "../score/scorer.js";
import { version } from "../version.js";
import type { Manifest } from "./matching.js";

/** What identifies a run before it is solved. */
export type Identity = Omit<Manifest, "counts">;

/** Digests of policy and people that no order of lists or keys changes where the order means nothing. */
export function identify({ problem, cohort }: Scorer): Identity {
  const { policy, mentees, mentors, seed } = problem;
  const rarity = cohort.rarity.recorded();
  return {
    engine: "telemachus",
    version,
    policy: digest(canonicalPolicy(policy)),
    input: digest({ mentees: mentees.map(canonicalPerson), mentors: mentors.map(canonicalPerson) }),
    seed,
    ...(Object.keys(rarity).length === 0 ? {} : { rarity }),
  };
}

/** The lists of scales, objective and columns have an order. */
function canonicalPolicy(policy: Scorer["problem"]["policy"]): object {
  const sets = ["criteria", "rules", "synonyms", "taxonomy", "rarity", "history", "pins", "bans"];
  return Object.fromEntries(
    Object.entries(policy).map(([key, value]) => [key, sets.includes(key) ? sortLists(value, sortAll) : value]),
  );
}

/** Lists of answers are sets; a chain of managers, ranked choices, vectors and what the library does not read have an order. */
function canonicalPerson({ requests, ...person }: Person): object {
  const ordered = ["managers", "display", "auditOnly"];
  const answers = Object.entries(person).map(([key, value]) => [key, ordered.includes(key) ? value : sortLists(value)]);
  if (requests === undefined) return Object.fromEntries(answers);
  const { choices, ...rest } = requests;
  return Object.fromEntries([
    ...answers,
    ["requests", choices === undefined ? sortLists(rest) : { ...(sortLists(rest) as object), choices }],
  ]);
}

/** A list of numbers among a person's answers is a vector. */
const keepVectors = (list: readonly unknown[]) => (typeof list[0] === "number" ? list : sorted(list));
const sortAll = (list: readonly unknown[]) => sorted(list);

/** Sorts lists at any depth, and leaves out functions: a custom one counts by its name and version. */
function sortLists(value: unknown, sort: (list: readonly unknown[]) => readonly unknown[] = keepVectors): unknown {
  if (Array.isArray(value)) return sort(value.map((entry) => sortLists(entry, sort)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      typeof inner === "function" ? [] : [[key, sortLists(inner, sort)]],
    ),
  );
}

function sorted(list: readonly unknown[]): unknown[] {
  return list
    .map((entry) => ({ entry, text: canonicalJson(entry) }))
    .sort((a, b) => compareText(a.text, b.text))
    .map(({ entry }) => entry);
}
