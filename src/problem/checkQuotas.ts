import { formatPath, type Issue, issue, type Path, quote } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import { answerReader, entriesOf, keysFor } from "./answers.js";
import { type Person, scoredFields } from "./people.js";
import type { Pin } from "./policy.js";
import { type QuotaGroup, type Warning, warnAbout } from "./problem.js";
import { NOT_A_FLOW, type Quota } from "./quota.js";
import type { Vocabulary } from "./vocabulary.js";

type Side = Quota["side"];

/** The people of a side in canonical order. */
interface Members {
  readonly people: readonly Person[];
  /** Whether it is everybody: where some are left out because something is wrong with them, a value may be theirs. */
  readonly isWhole: boolean;
}

interface Given {
  readonly quotas: readonly Quota[];
  readonly pins: readonly Pin[];
  readonly sides: { readonly [side in Side]: Members };
  readonly vocabulary: Vocabulary;
}

/**
 * Finds the people whom quotas count, and what is wrong: groups that nobody is in, groups of one kind that cross, and
 * pins that alone exceed a `max`. A side without any people is no reason to complain.
 *
 * Time O(answers of the attributes named + people counted).
 */
export function checkQuotas(given: Given): {
  readonly quotas: readonly QuotaGroup[];
  readonly issues: readonly Issue[];
  readonly warnings: readonly Warning[];
} {
  const answers = new Map<string, Grouped>();
  const grouped = (side: Side, attribute: string): Grouped => {
    const key = `${side} ${attribute}`;
    const known = answers.get(key) ?? groupByAnswer(given.sides[side].people, attribute, given.vocabulary);
    answers.set(key, known);
    return known;
  };
  const issues: Issue[] = [];
  const quotas = given.quotas.map((quota, index): QuotaGroup => {
    const { side, attribute, value, min = 0, max = Number.POSITIVE_INFINITY, of = "all" } = quota;
    const key = keysFor(value, given.vocabulary)(String(value));
    const members = grouped(side, attribute).groups.get(key) ?? [];
    if (members.length === 0) issues.push(...unknownGroup(quota, index, given, grouped));
    return { side, of, members, min, max, index };
  });
  return {
    quotas,
    issues: [...issues, ...crossings(quotas), ...pinsBeyond(quotas, given)],
    warnings: [...answers].flatMap(([key, found]) => silentWarnings(key, found, given)),
  };
}

/** The people of a side by what they answered. */
interface Grouped {
  /** By key, ascending. */
  readonly groups: ReadonlyMap<string, readonly number[]>;
  /** Everything that was answered, as it was spelt. */
  readonly spellings: ReadonlySet<string>;
  readonly silent: readonly number[];
}

function groupByAnswer(people: readonly Person[], attribute: string, vocabulary: Vocabulary): Grouped {
  const read = answerReader(attribute);
  const groups = new Map<string, number[]>();
  const spellings = new Set<string>();
  const silent: number[] = [];
  people.forEach((person, index) => {
    const answer = read(person);
    if (answer === undefined) {
      silent.push(index);
      return;
    }
    const keyOf = keysFor(answer, vocabulary);
    for (const entry of entriesOf(answer)) {
      const name = typeof entry === "string" ? entry : entry.name;
      spellings.add(name);
      const key = keyOf(name);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [index]);
      else if (group[group.length - 1] !== index) group.push(index);
    }
  });
  return { groups, spellings, silent };
}

/** A group that nobody is in was meant to be another. */
function unknownGroup(
  { side, attribute, value }: Quota,
  index: number,
  { sides }: Given,
  grouped: (side: Side, attribute: string) => Grouped,
): Issue[] {
  const { people, isWhole } = sides[side];
  if (!isWhole || people.length === 0) return [];
  const one = side === "mentees" ? "mentee" : "mentor";
  const { groups, spellings } = grouped(side, attribute);
  const path: Path = ["policy", "quotas", index];
  if (groups.size > 0) {
    const problem = {
      expected: `a value that some ${one} has in ${quote(attribute)}`,
      received: typeof value === "string" ? quote(value) : String(value),
      hint: didYouMean(String(value), spellings),
    };
    return [issue("E_UNKNOWN_GROUP", [...path, "value"], problem)];
  }
  const problem = { expected: `an attribute that some ${one} has`, received: quote(attribute) };
  const hint = attributeHint(attribute, side, sides);
  return [issue("E_UNKNOWN_GROUP", [...path, "attribute"], { ...problem, hint })];
}

function attributeHint(attribute: string, side: Side, sides: Given["sides"]): string | undefined {
  const { people } = sides[side];
  if (people.some(({ auditOnly = {} }) => Object.hasOwn(auditOnly, attribute))) {
    return "What auditOnly holds never decides a match.";
  }
  const other = side === "mentees" ? "mentors" : "mentees";
  const read = answerReader(attribute);
  if (sides[other].people.some((person) => read(person) !== undefined)) return `Only ${other} have it.`;
  const own = scoredFields.filter((field) => people.some((person) => person[field] !== undefined));
  return didYouMean(attribute, new Set([...own, ...people.flatMap(({ attributes = {} }) => Object.keys(attributes))]));
}

/** Said of an attribute once, whatever the number of quotas on it. */
function silentWarnings(key: string, { groups, silent }: Grouped, { sides }: Given): Warning[] {
  if (silent.length === 0 || groups.size === 0) return [];
  const space = key.indexOf(" ");
  const [side, attribute] = [key.slice(0, space) as Side, key.slice(space + 1)];
  const ids = silent.map((index) => sides[side].people[index].id);
  const message = `These ${side} gave no answer to ${quote(attribute)}: no quota on it counts them.`;
  return [warnAbout("W_QUOTA_UNKNOWN", message, ids)];
}

/** Quotas of one kind of which two share people while neither holds the other. Each is told once, with one that it crosses. */
function crossings(quotas: readonly QuotaGroup[]): Issue[] {
  const kinds = new Map<string, QuotaGroup[]>();
  for (const quota of quotas) {
    const kind = `${quota.side} ${quota.of}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), quota]);
  }
  const found = [...kinds.values()].flatMap(crossingPairs);
  found.sort(([a], [b]) => a.index - b.index);
  return found.map(([quota, other]) => {
    const inOther = new Set(other.members);
    const shared = quota.members.filter((member) => inOther.has(member)).length;
    const place = formatPath(["policy", "quotas", other.index]);
    return issue("E_NOT_LAMINAR", ["policy", "quotas", quota.index], {
      expected: "a quota that holds the others of its kind, is held by them, or has nobody in common with them",
      received: `one that shares ${shared} of its people with ${place}, while neither holds the other`,
      hint: `Quotas that cross ${NOT_A_FLOW}.`,
    });
  });
}

/**
 * Goes from the largest group to the smallest, keeping for each person the last group they were in. All of a group have
 * to come from the same one: else it crosses the latest of these, which is at least as large and lacks one of its people.
 */
function crossingPairs(quotas: readonly QuotaGroup[]): [QuotaGroup, QuotaGroup][] {
  const found: [QuotaGroup, QuotaGroup][] = [];
  const ordered = [...quotas].sort((a, b) => b.members.length - a.members.length || a.index - b.index);
  const last = new Map<number, number>();
  ordered.forEach((quota, position) => {
    const from = quota.members.map((member) => last.get(member) ?? -1);
    const latest = from.reduce((a, b) => Math.max(a, b), -1);
    if (from.every((one) => one === latest)) for (const member of quota.members) last.set(member, position);
    else found.push(quota.index > ordered[latest].index ? [quota, ordered[latest]] : [ordered[latest], quota]);
  });
  return found;
}

/** Every pin beyond the `max` of a quota: pins stand, so that no assignment could meet it. */
function pinsBeyond(quotas: readonly QuotaGroup[], { pins, sides }: Given): Issue[] {
  if (pins.length === 0) return [];
  const indexOf = {
    mentees: new Map(sides.mentees.people.map(({ id }, index) => [id, index])),
    mentors: new Map(sides.mentors.people.map(({ id }, index) => [id, index])),
  };
  const issues = quotas.flatMap(({ side, of, members, max, index }) => {
    if (max === Number.POSITIVE_INFINITY) return [];
    const counted = new Set(members);
    const counts = new Map<string, number>();
    return pins.flatMap((pin, at) => {
      const person = indexOf[side].get(side === "mentees" ? pin.mentee : pin.mentor);
      if (person === undefined || !counted.has(person)) return [];
      const whose = of === "all" ? "" : pin.mentor;
      const count = (counts.get(whose) ?? 0) + 1;
      counts.set(whose, count);
      if (count <= max) return [];
      const place = formatPath(["policy", "quotas", index]);
      const room = of === "all" ? `at most ${max} in all` : `at most ${max} with each mentor`;
      const received = `one beyond what ${place} lets be (${room})`;
      const expected = "a pair that every quota has room for";
      return [{ at, found: issue("E_CONFLICT", ["policy", "pins", at], { expected, received }) }];
    });
  });
  return issues.sort((a, b) => a.at - b.at).map(({ found }) => found);
}
