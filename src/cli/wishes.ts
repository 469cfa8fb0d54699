import { type Issue, quote, throwIssues } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import type { Policy } from "../policy.js";
import type { People } from "../problem/people.js";
import { countOf, listOf, Misuse, type Run } from "./command.js";
import { unknownId } from "./unknownId.js";

/** A programme with what somebody would like to change. */
export interface Wished {
  readonly people: People;
  readonly policy: Policy;
  /** Says of problems that come of the changes which of them is at fault: they stand in no file. */
  readonly relocate: (issues: readonly Issue[]) => readonly Issue[];
}

/**
 * Changes a programme as `--pin`, `--ban`, `--capacity` and `--weight` say.
 *
 * @throws E_UNKNOWN_ID, E_UNKNOWN_CRITERION with all names that nobody has; Misuse
 */
export function applyWishes(run: Run, { people, policy }: Pick<Wished, "people" | "policy">): Wished {
  const issues: Issue[] = [];
  const pairsOf = (option: string) => listOf(run, option).flatMap((text) => readPair(text, { option, people, issues }));
  const pins = pairsOf("pin");
  const bans = pairsOf("ban");
  const seats = readNumbers(run, "--capacity");
  const weights = readNumbers(run, "--weight");
  checkIds([...seats.keys()], { option: "capacity", side: "mentors", people, issues });
  checkCriteria([...weights.keys()], Object.keys(policy.criteria), issues);
  throwIssues(issues);
  const reason = "what if";
  const isBanned = new Set(bans.map(({ mentee, mentor }) => JSON.stringify([mentee, mentor])));
  const both = pins.find(({ mentee, mentor }) => isBanned.has(JSON.stringify([mentee, mentor])));
  if (both !== undefined)
    throw new Misuse(
      `Expected --pin and --ban to name different pairs, received ${both.mentee}=${both.mentor} for both.`,
    );
  const kept = (policy.pins ?? []).filter(({ mentee, mentor }) => !isBanned.has(JSON.stringify([mentee, mentor])));
  const mentors = people.mentors.map((mentor) =>
    seats.has(mentor.id) ? { ...mentor, capacity: seats.get(mentor.id)! } : mentor,
  );
  const criteria = Object.entries(policy.criteria).map(([name, criterion]) => [
    name,
    weights.has(name) ? { ...criterion, weight: weights.get(name)! } : criterion,
  ]);
  const added = { pins: listOf(run, "pin"), bans: listOf(run, "ban") };
  const before = { pins: kept.length, bans: policy.bans?.length ?? 0 };
  return {
    people: { ...people, mentors },
    relocate: (found) => found.map((one) => named(one, { added, before })),
    policy: {
      ...policy,
      criteria: Object.fromEntries(criteria),
      pins: [...kept, ...pins.map((pair) => ({ ...pair, reason }))],
      bans: [...(policy.bans ?? []), ...bans.map((pair) => ({ ...pair, reason }))],
    },
  };
}

interface Added {
  readonly added: { readonly pins: readonly string[]; readonly bans: readonly string[] };
  /** How many there are in the policy itself. */
  readonly before: { readonly pins: number; readonly bans: number };
}

/** A problem of a pin or a ban that was wished for, by the name of its option. */
function named(found: Issue, { added, before }: Added): Issue {
  const [, list, index] = /^\/policy\/(pins|bans)\/([0-9]+)/.exec(found.pointer) ?? [];
  const text =
    list === undefined ? undefined : added[list as "pins" | "bans"][Number(index) - before[list as "pins" | "bans"]];
  if (text === undefined) return found;
  const { expected, received } = found;
  // what the library says to those who write policies
  const hint = found.hint?.includes('"override"')
    ? 'Only a pin in the policy itself may stand against a rule, where it says "override": true.'
    : found.hint;
  const path = `--${list.slice(0, -1)} ${text}`;
  const sentence = `Expected ${path} to be ${expected}, received ${received}.`;
  return { ...found, path, pointer: "", hint, message: hint === undefined ? sentence : `${sentence} ${hint}` };
}

interface Reading {
  readonly option: string;
  readonly people: People;
  readonly issues: Issue[];
}

/** Splits `ada=lin` at the one equals sign that has a mentee's id before it and a mentor's behind it: ids may hold some. */
function readPair(text: string, { option, people, issues }: Reading): { mentee: string; mentor: string }[] {
  const mentees = people.mentees.map(({ id }) => id);
  const mentors = people.mentors.map(({ id }) => id);
  const cuts = cutsOf(text);
  if (cuts.length === 0) throw new Misuse(`Expected MENTEE=MENTOR for --${option}, received ${quote(text)}.`);
  const fitting = cuts.filter(([mentee, mentor]) => mentees.includes(mentee) && mentors.includes(mentor));
  if (fitting.length === 1) return [{ mentee: fitting[0][0], mentor: fitting[0][1] }];
  if (fitting.length > 1)
    throw new Misuse(
      `${quote(text)} of --${option} can be read in ${fitting.length} ways, as ids hold equals signs: write it into the policy.`,
    );
  const [mentee, mentor] =
    cuts.find(([left]) => mentees.includes(left)) ?? cuts.find(([, right]) => mentors.includes(right)) ?? cuts[0];
  checkIds([mentee], { option, side: "mentees", people, issues });
  checkIds([mentor], { option, side: "mentors", people, issues });
  return [];
}

/** Every way to cut a text at an equals sign with something on both sides. */
function cutsOf(text: string): [string, string][] {
  const cuts: [string, string][] = [];
  for (let at = text.indexOf("=", 1); at !== -1; at = text.indexOf("=", at + 1)) {
    if (at < text.length - 1) cuts.push([text.slice(0, at), text.slice(at + 1)]);
  }
  return cuts;
}

/** The numbers that an option gives names. @throws Misuse where it gives one two of them */
function readNumbers(run: Run, option: "--capacity" | "--weight"): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const text of listOf(run, option.slice(2))) {
    const [name, number] = readNumber(text, option);
    if (numbers.has(name)) throw new Misuse(`Expected one ${option} for ${quote(name)}, received several.`);
    numbers.set(name, number);
  }
  return numbers;
}

/** Splits `lin=3` at its last equals sign: a number holds none. */
function readNumber(text: string, option: "--capacity" | "--weight"): [string, number] {
  const at = text.lastIndexOf("=");
  const [name, value] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)];
  if (name === "")
    throw new Misuse(
      `Expected ${option === "--capacity" ? "MENTOR" : "CRITERION"}=NUMBER for ${option}, received ${quote(text)}.`,
    );
  if (option === "--capacity") return [name, countOf(value, option)];
  const weight = Number(value);
  if (!/^(\d+\.?\d*|\.\d+)$/.test(value) || !Number.isFinite(weight))
    throw new Misuse(`Expected a weight of 0 or more for --weight, received ${quote(value)}.`);
  return [name, weight];
}

interface Side {
  readonly option: string;
  readonly side: "mentees" | "mentors";
  readonly people: People;
  readonly issues: Issue[];
}

function checkIds(given: readonly string[], { option, side, people, issues }: Side): void {
  const strangers = given.filter((id) => people[side].every((person) => person.id !== id));
  const role = side === "mentees" ? "mentee" : "mentor";
  for (const id of strangers)
    issues.push(unknownId({ id, place: `the ${role} of --${option}`, sides: [side] }, people));
}

function checkCriteria(given: readonly string[], known: readonly string[], issues: Issue[]): void {
  for (const name of given.filter((one) => !known.includes(one))) {
    const expected = "the name of a criterion";
    const near = didYouMean(name, known);
    const hint = near ?? `There are ${known.map(quote).join(", ")}.`;
    const received = quote(name);
    const message = `Expected --weight to have ${expected}, received ${received}. ${hint}`;
    issues.push({ code: "E_UNKNOWN_CRITERION", path: "--weight", pointer: "", expected, received, hint, message });
  }
}
