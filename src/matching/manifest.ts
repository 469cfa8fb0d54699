import { canonicalJson, digestParts, hashText } from "../numeric/digest.js";
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
  const textOf = createPersonText();
  return {
    engine: "telemachus",
    version,
    policy: digestPolicy(policy),
    input: digestParts(inputText({ mentees, mentors }, textOf), key),
    projection: digestParts(inputText({ mentees, mentors }, textOf, isRead), key),
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
  return hashText(canonicalJson({ ...rest, certificate: proof }));
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

type PersonText = (person: Person, isRead: ReadonlySet<string> | undefined) => string;

/** The people as one object, person by person: all there is of them, or only the fields that are read. */
function* inputText(
  people: Sides<readonly Person[]>,
  textOf: PersonText,
  isRead?: Sides<ReadonlySet<string>>,
): Generator<string> {
  for (const [index, side] of (["mentees", "mentors"] as const).entries()) {
    yield `${index === 0 ? "{" : ","}${JSON.stringify(side)}:[`;
    for (const [at, person] of people[side].entries()) {
      yield `${at === 0 ? "" : ","}${textOf(person, isRead?.[side])}`;
    }
    yield "]";
  }
  yield "}";
}

/** Lists of answers are sets; a chain of managers, ranked choices, vectors and what the library does not read have an order. */
function createPersonText(): PersonText {
  const ordered = ["managers", "display", "auditOnly"];
  // equal answers are mostly the same object, and each is asked for twice
  const known = new Map<object, string>();
  const answerText = (key: string, value: unknown): string => {
    if (typeof value !== "object" || value === null) return JSON.stringify(value);
    if (ordered.includes(key)) return canonicalText(value, never);
    if (key === "requests") return requestsText(value);
    const before = known.get(value);
    if (before !== undefined) return before;
    const text = canonicalText(value, unlessVector);
    known.set(value, text);
    return text;
  };
  return (person, isRead) =>
    objectText(person, (key, value) => {
      if (isRead === undefined) return answerText(key, value);
      if (key !== "attributes") return isRead.has(key) ? answerText(key, value) : undefined;
      const text = objectText(value as object, (name, inner) => (isRead.has(name) ? answerText("", inner) : undefined));
      // whether somebody has attributes at all may rest on those that are not read
      return text === "{}" ? undefined : text;
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

/** Fields without a text are left out. */
function objectText(value: object, textOf: (key: string, inner: unknown) => string | undefined): string {
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const inner = (value as Record<string, unknown>)[key];
    if (inner === undefined || typeof inner === "function") continue;
    const text = textOf(key, inner);
    if (text !== undefined) fields.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${fields.join(",")}}`;
}
