import type { Exact } from "../exact.js";
import { match } from "../match.js";
import { type Checks, checkOptions, type MatchOptions, matchChecks } from "../matching/checkMatchOptions.js";
import { deepFreeze } from "../matching/deepFreeze.js";
import { firstDifference } from "../matching/differences.js";
import type { Manifest, Matching } from "../matching/matching.js";
import { hashedShare } from "../numeric/hashedShare.js";
import { isCount } from "../numeric/isCount.js";
import { compareText } from "../numeric/nearest.js";
import type { Policy } from "../policy.js";
import { parse } from "../problem/parse.js";
import { People, type Person } from "../problem/people.js";

export interface BlindOptions extends Pick<MatchOptions, "digestKey" | "signal"> {
  /** Draws how answers are dealt out: a whole number, not negative; 0 where it is not given. */
  readonly seed?: number;
  /** How often they are dealt out anew: 3 where it is not given. */
  readonly rounds?: number;
}

/** What was dealt out anew among the people of a side. */
export interface DealtField {
  readonly side: "mentees" | "mentors";
  /** `name`, `auditOnly`, `attributes.gender`. */
  readonly field: string;
  /** How many people have it. */
  readonly people: number;
  /** How many people had somebody else's at least once that is not the same as their own: 0 proves nothing of this field. */
  readonly moved: number;
}

/** Whether a matching is the same whoever has which of the answers that it may not read. */
export interface BlindProof {
  readonly kind: "blindProof";
  /** Whether every round gave the same bytes, but for `manifest.input`. */
  readonly identical: boolean;
  readonly rounds: number;
  readonly seed: number;
  /** All that people have and that is not among `read`. */
  readonly fields: readonly DealtField[];
  /** What matching could read instead: `manifest.fields`. */
  readonly read: Manifest["fields"];
  /** Of the people as they are; `projection` and `result` were the same in all rounds where `identical`. */
  readonly manifest: Manifest;
  /** Where a round differed first. */
  readonly first?: { readonly round: number; readonly path: string };
}

const checks: Checks<BlindOptions> = {
  seed: { expected: "a whole number, not negative", holds: isCount },
  rounds: { expected: "a whole number above 0", holds: (value) => isCount(value) && value > 0 },
  digestKey: matchChecks.digestKey,
  signal: matchChecks.signal,
};

/**
 * Proves by trial that nothing decides but what the manifest says was read: everything else that people have (names, what
 * is for display or for an audit, what the policy blinds, what no criterion reads) is dealt out anew among the people of
 * its side, again and again, and each time all are matched. Functions of the host's own that try to read it fail.
 *
 * It cannot see what a function of the host's own knows from elsewhere, and says nothing of answers that are read and
 * stand for others: see `proxies`. Time: `rounds + 1` matchings.
 * @throws E_BLIND_READ; E_OPTION, E_UNKNOWN_KEY; the errors of `match`
 * @example proveBlind(people, policy, { seed: 7 }).identical // true
 */
export function proveBlind<const Given extends Policy>(
  people: People,
  policy: Exact<Given, Policy>,
  options: BlindOptions = {},
): BlindProof {
  checkOptions(options, checks);
  const { seed = 0, rounds = 3, digestKey, signal } = options;
  const matchOptions: MatchOptions = { watchReads: true, digestKey, signal };
  const matching: Matching = match<Given>(people, policy, matchOptions);
  const { value } = parse(People, people, []);
  const read = matching.manifest.fields;
  const dealers = (["mentees", "mentors"] as const).flatMap((side) => dealersOf(value[side], read[side], side));
  let first: BlindProof["first"];
  for (let round = 1; round <= rounds && first === undefined; round++) {
    const dealt = { mentees: [...value.mentees], mentors: [...value.mentors] };
    for (const { deal, side } of dealers) dealt[side] = deal(dealt[side], [seed, round]) as typeof dealt.mentees;
    const other = differenceOf(matching, match<Given>(dealt, policy, matchOptions));
    if (other !== undefined) first = { round, path: other };
  }
  return deepFreeze({
    kind: "blindProof",
    identical: first === undefined,
    ...{ rounds, seed, fields: dealers.map(({ told }) => told()), read },
    manifest: matching.manifest,
    ...(first === undefined ? {} : { first }),
  });
}

/** Where two matchings differ in more than the digest of the whole input. */
function differenceOf(one: Matching, other: Matching): string | undefined {
  const withoutInput = ({ manifest, ...rest }: Matching): Matching => ({
    ...rest,
    manifest: { ...manifest, input: "" },
  });
  const path = firstDifference(withoutInput(one), withoutInput(other))?.path.join(".");
  if (path !== undefined) return path;
  return JSON.stringify(withoutInput(one)) === JSON.stringify(withoutInput(other)) ? undefined : "matching";
}

interface Dealer {
  readonly side: "mentees" | "mentors";
  /** Returns the people with the field dealt out anew. */
  readonly deal: (people: readonly Person[], draw: readonly number[]) => Person[];
  readonly told: () => DealtField;
}

/** One for each field that somebody has and that is not read. */
function dealersOf(people: readonly Person[], read: readonly string[], side: Dealer["side"]): Dealer[] {
  const isRead = new Set(read);
  const fields = new Set<string>();
  const attributes = new Set<string>();
  for (const person of people) {
    for (const key of Object.keys(person)) if (key !== "attributes" && !isRead.has(key)) fields.add(key);
    for (const key of Object.keys(person.attributes ?? {})) if (!isRead.has(key)) attributes.add(key);
  }
  return [
    ...[...fields].sort().map((field) => createDealer({ side, field, people, ...ownField(field) })),
    ...[...attributes]
      .sort()
      .map((name) => createDealer({ side, field: `attributes.${name}`, people, ...attributeField(name) })),
  ];
}

interface Access {
  readonly get: (person: Person) => unknown;
  readonly set: (person: Person, value: unknown) => Person;
}

function ownField(field: string): Access {
  return {
    get: (person) => person[field as keyof Person],
    set: (person, value) => withKey(person, field, value),
  };
}

function attributeField(name: string): Access {
  return {
    get: ({ attributes }) =>
      attributes !== undefined && Object.hasOwn(attributes, name) ? attributes[name] : undefined,
    set: (person, value) => ({ ...person, attributes: withKey(person.attributes ?? {}, name, value) }),
  };
}

/** A copy with another value under a key, or without it where there is none. */
function withKey<Given extends object>(given: Given, key: string, value: unknown): Given {
  const { [key as keyof Given]: _, ...rest } = given;
  return (value === undefined ? rest : { ...rest, [key]: value }) as Given;
}

function createDealer({
  side,
  field,
  people,
  get,
  set,
}: Access & { readonly side: Dealer["side"]; readonly field: string; readonly people: readonly Person[] }): Dealer {
  const own = people.map((person) => JSON.stringify(get(person)));
  const values = people.map(get);
  const isMoved = new Uint8Array(people.length);
  // neither the order of the input nor that of the ids may show in who gets what
  const inOrder = [...people.keys()].sort((a, b) => compareText(people[a].id, people[b].id));
  return {
    side,
    deal: (current, draw) => {
      const share = new Map(inOrder.map((at) => [at, hashedShare([...draw, side, field, people[at].id])]));
      const drawn = [...inOrder].sort((a, b) => share.get(a)! - share.get(b)! || a - b);
      const dealt = [...current];
      drawn.forEach((from, place) => {
        const to = inOrder[place];
        dealt[to] = set(dealt[to], values[from]);
        if (own[from] !== own[to]) isMoved[to] = 1;
      });
      return dealt;
    },
    told: () => ({
      ...{ side, field },
      people: values.filter((value) => value !== undefined).length,
      moved: isMoved.reduce((sum, moved) => sum + moved, 0),
    }),
  };
}
