import { createDigest, digest, digestParts } from "../numeric/digest.js";
import type { Person } from "../problem/people.js";
import { matchingReads } from "../score/matchingReads.js";
import type { Scorer } from "../score/scorer.js";
import { version } from "../version.js";
import type { Manifest, Matching } from "./matching.js";

/** What identifies a run before it is solved. */
export type Identity = Pick<
  Manifest,
  "engine" | "version" | "policy" | "input" | "projection" | "keyed" | "fields" | "seed" | "rarity"
>;

/** What a run came to. */
type Outcome = Omit<Manifest, keyof Identity>;

/**
 * Digests of policy and people that no order of lists or keys changes where the order means nothing. Those of people are
 * keyed where the host gave a key.
 */
export function identify({ problem, cohort }: Scorer, key: string | undefined): Identity {
  const { policy, mentees, mentors, seed } = problem;
  const rarity = cohort.rarity.recorded();
  const fields = matchingReads(problem, cohort);
  const isRead = { mentees: new Set(fields.mentees), mentors: new Set(fields.mentors) };
  return {
    engine: "telemachus",
    version,
    policy: digestPolicy(policy),
    ...digestPeople({ mentees, mentors }, isRead, key),
    keyed: key !== undefined,
    fields,
    seed,
    ...(Object.keys(rarity).length === 0 ? {} : { rarity }),
  };
}

/** A matching as long as nobody has looked at what it came to as a whole. */
type Undigested = Omit<Matching, "manifest" | "decision">;

export function summarise(matching: Undigested, counts: Manifest["counts"]): Outcome {
  const { status, objective, warnings } = matching;
  const { mentees, mentors, pairs } = objective.lottery;
  return {
    status,
    stages: objective.stages,
    lottery: { mentees: mentees.length, mentors: mentors.length, pairs },
    counts,
    warnings: warnings.map(({ code, count }) => ({ code, ...(count === undefined ? {} : { count }) })),
    result: digestOf(matching),
  };
}

/** What `manifest.result` has to be. The name of the kernel makes no difference, nor does who confirmed it. */
export function digestOf(matching: Undigested | Matching): string {
  const { manifest: _, decision: __, certificate, ...rest } = matching as Matching;
  const { method: ___, ...proof } = certificate;
  return digest({ ...rest, certificate: proof });
}

/** Whether a list is a set: whether its order means nothing. */
type IsSet = (list: readonly unknown[]) => boolean;
const always: IsSet = () => true;
const never: IsSet = () => false;
/** A list of numbers among a person's answers is a vector. */
const unlessVector: IsSet = (list) => typeof list[0] !== "number";

const setsOfPolicy = [
  ...["criteria", "rules", "synonyms", "taxonomy", "rarity", "history", "pins", "bans"],
  ...["blind", "special", "basis"],
];

/** The digest of a policy that was checked, as a manifest has it. */
export function digestPolicy(policy: Scorer["problem"]["policy"]): string {
  return digestParts([policyText(policy)]);
}

/** The lists of scales, objective and columns have an order. */
function policyText(policy: Scorer["problem"]["policy"]): string {
  return objectText(policy, (key, value) => canonicalText(value, setsOfPolicy.includes(key) ? always : never));
}

type Sides<Value> = { readonly mentees: Value; readonly mentors: Value };

/** The people as one object, person by person: all there is of them, and only the fields that are read. */
function digestPeople(
  people: Sides<readonly Person[]>,
  isRead: Sides<ReadonlySet<string>>,
  key: string | undefined,
): Pick<Identity, "input" | "projection"> {
  const [input, projection] = [createDigest(key), createDigest(key)];
  const addToBoth = (text: string): void => {
    input.add(text);
    projection.add(text);
  };
  for (const [index, side] of (["mentees", "mentors"] as const).entries()) {
    addToBoth(`${index === 0 ? "{" : ","}${JSON.stringify(side)}:[`);
    for (const [at, person] of people[side].entries()) {
      if (at > 0) addToBoth(",");
      const { whole, read } = personTexts(person, isRead[side]);
      input.add(whole);
      projection.add(read);
    }
    addToBoth("]");
  }
  addToBoth("}");
  return { input: input.end(), projection: projection.end() };
}

/** Of lists, these have an order; the other answers are sets, but for vectors. */
const ordered = ["managers", "display", "auditOnly"];

/** A person, and of them what is read. Each answer is written once. */
function personTexts(person: Person, isRead: ReadonlySet<string>): { readonly whole: string; readonly read: string } {
  const read: string[] = [];
  const whole = objectText(person, (key, value) => {
    if (key === "attributes") {
      const ofAttributes: string[] = [];
      const text = objectText(value as object, (name, inner) => {
        const answer = canonicalText(inner, unlessVector);
        if (isRead.has(name)) ofAttributes.push(`${JSON.stringify(name)}:${answer}`);
        return answer;
      });
      // whether somebody has attributes at all may rest on those that are not read
      if (ofAttributes.length > 0) read.push(`"attributes":{${ofAttributes.join(",")}}`);
      return text;
    }
    const text =
      key === "requests"
        ? requestsText(value as object)
        : canonicalText(value, ordered.includes(key) ? never : unlessVector);
    if (isRead.has(key)) read.push(`${JSON.stringify(key)}:${text}`);
    return text;
  });
  return { whole, read: `{${read.join(",")}}` };
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
