import { digestParts } from "../numeric/digest.js";
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
    policy: digestParts([policyText(policy)]),
    input: digestParts(inputText({ mentees, mentors })),
    seed,
    ...(Object.keys(rarity).length === 0 ? {} : { rarity }),
  };
}

/** Whether a list is a set: whether its order means nothing. */
type IsSet = (list: readonly unknown[]) => boolean;
const always: IsSet = () => true;
const never: IsSet = () => false;
/** A list of numbers among a person's answers is a vector. */
const unlessVector: IsSet = (list) => typeof list[0] !== "number";

/** The lists of scales, objective and columns have an order. */
function policyText(policy: Scorer["problem"]["policy"]): string {
  const sets = ["criteria", "rules", "synonyms", "taxonomy", "rarity", "history", "pins", "bans"];
  return objectText(policy, (key, value) => canonicalText(value, sets.includes(key) ? always : never));
}

/** The people as one object, person by person. */
function* inputText(people: { readonly [side: string]: readonly Person[] }): Generator<string> {
  for (const [index, side] of Object.keys(people).sort().entries()) {
    yield `${index === 0 ? "{" : ","}${JSON.stringify(side)}:[`;
    for (const [at, person] of people[side].entries()) yield `${at === 0 ? "" : ","}${personText(person)}`;
    yield "]";
  }
  yield "}";
}

/** Lists of answers are sets; a chain of managers, ranked choices, vectors and what the library does not read have an order. */
function personText(person: Person): string {
  const ordered = ["managers", "display", "auditOnly"];
  return objectText(person, (key, value) => {
    if (key === "requests") return requestsText(value as object);
    return canonicalText(value, ordered.includes(key) ? never : unlessVector);
  });
}

function requestsText(requests: object): string {
  return objectText(requests, (key, value) => canonicalText(value, key === "choices" ? never : unlessVector));
}

/**
 * Plain data as canonical JSON (RFC 8785), with sets in the order of their entries' texts, at any depth. Functions are
 * left out: a custom one counts by its name and version.
 */
function canonicalText(value: unknown, isSet: IsSet): string {
  if (Array.isArray(value)) {
    const texts = value.map((entry) => (entry === undefined ? "null" : canonicalText(entry, isSet)));
    return `[${(isSet(value) ? texts.sort() : texts).join(",")}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return objectText(value, (_, inner) => canonicalText(inner, isSet));
}

function objectText(value: object, textOf: (key: string, inner: unknown) => string): string {
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const inner = (value as Record<string, unknown>)[key];
    if (inner !== undefined && typeof inner !== "function") fields.push(`${JSON.stringify(key)}:${textOf(key, inner)}`);
  }
  return `{${fields.join(",")}}`;
}
