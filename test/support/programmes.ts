import fc from "fast-check";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type { Ban, Criterion, Mentee, Mentor, People, Pin, Policy, Rule } from "telemachus";

import { policyForm } from "../../src/policy.js";
import { checkProblem } from "../../src/problem/checkProblem.js";
import { compileScorer, type Scorer } from "../../src/score/scorer.js";
import { objectives } from "./instances.js";

/** What `match` is given. */
export interface Programme {
  readonly people: People;
  readonly policy: Policy;
}

/** Ids that are plain words, and ids that trip over objects used as maps or over numbers used as keys. */
const menteeIds = ["ada", "ben", "chidi", "dora", "__proto__", "10", "9", "elif"];
const mentorIds = ["lin", "noor", "ada", "toString", "Zoë", "sam"];
/** Stands above everyone and takes no part. */
const OUTSIDER = "mara";

const termNames = fc.constantFrom("Rust", "rust ", "SQL", "ＳＱＬ", "public speaking", "code  review");
const oneToFive = fc.integer({ min: 1, max: 5 });
const term = fc.oneof(
  termNames,
  fc.record({ name: termNames, level: oneToFive, importance: oneToFive }, { requiredKeys: ["name"] }),
);
const experienceNames = fc.constantFrom("carer", "Carer", "migrated", "first in family");
const few = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 3 });

export const labels = ["Junior", "Senior", "Lead"] as const;

const answers = fc.record(
  {
    skills: few(term),
    goals: few(term),
    interests: few(fc.constantFrom("chess", "Chess", "running")),
    livedExperiences: few(
      fc.oneof(
        experienceNames,
        fc.record({ name: experienceNames, show: fc.constant("toMyMatch" as const) }, { requiredKeys: ["name"] }),
      ),
    ),
    languages: few(fc.constantFrom("English", "Igbo", "Polish")),
    seniority: fc.constantFrom<string | number>(...labels, " lead", 0, 1.5, 3),
    team: fc.constantFrom("Platform", "Data"),
    attributes: fc.record(
      {
        site: fc.constantFrom<string | readonly string[]>("Leeds", "Hull", ["Leeds", "Hull"], []),
        grade: fc.integer({ min: 0, max: 3 }),
        remote: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    requests: fc.record(
      {
        avoid: fc.constantFrom([], [], ["ada"], ["lin"], ["9", "noor"], ["nobody"]),
        livedExperiences: few(
          fc.oneof(
            experienceNames,
            fc.record({ name: experienceNames, importance: oneToFive }, { requiredKeys: ["name"] }),
          ),
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

/** Both sides of a programme with few different answers, so that many pairs score alike; some seats are none. */
export function cohorts(most: { mentees: number; mentors: number }): fc.Arbitrary<People> {
  const side = (ids: readonly string[], size: number) =>
    fc.oneof(
      { weight: 1, arbitrary: fc.shuffledSubarray([...ids], { maxLength: size }) },
      { weight: 3, arbitrary: fc.shuffledSubarray([...ids], { minLength: Math.max(0, size - 2), maxLength: size }) },
    );
  return fc
    .tuple(side(menteeIds, most.mentees), side(mentorIds, most.mentors))
    .chain(([mentees, mentors]) => {
      const manager = managers([...new Set([...mentees, ...mentors])]);
      return fc.record({
        mentees: fc.tuple(...mentees.map((id) => person(id))),
        mentors: fc.tuple(...mentors.map((id) => person(id).chain(withCapacity))),
        manager,
      });
    })
    .map(({ mentees, mentors, manager }) => ({
      mentees: mentees.map((mentee): Mentee => ({ ...mentee, ...manager.get(mentee.id) })),
      mentors: mentors.map((mentor): Mentor => ({ ...mentor, ...manager.get(mentor.id) })),
    }));
}

/** Cohorts in which everybody answers alike but for a few goals: hardly anything but the lottery decides. */
export function tiedCohorts(most: { mentees: number; mentors: number }): fc.Arbitrary<People> {
  return cohorts(most).map(({ mentees, mentors }) => ({
    mentees: mentees.map(({ id, goals }) => ({ id, goals: goals?.slice(0, 1) ?? ["SQL"] })),
    mentors: mentors.map(({ id, goals, capacity }) => ({ id, goals: goals ?? [], capacity: capacity ?? 1 })),
  }));
}

function person(id: string): fc.Arbitrary<Mentee> {
  return answers.map((given) => ({ id, ...given }));
}

function withCapacity(mentee: Mentee): fc.Arbitrary<Mentor> {
  return fc
    .option(fc.nat({ max: 3 }), { nil: undefined })
    .map((capacity) => (capacity === undefined ? mentee : { ...mentee, capacity }));
}

/** Who stands above whom, without cycles: a manager comes later in the list, or from outside. */
function managers(ids: readonly string[]): fc.Arbitrary<Map<string, Pick<Mentee, "manager" | "managers">>> {
  const above = (at: number) => fc.constantFrom(...ids.slice(at + 1), OUTSIDER);
  const said = ids.map((_, at) =>
    fc.option(
      fc.oneof(
        above(at).map((manager) => ({ manager })),
        fc.uniqueArray(above(at), { maxLength: 2 }).map((list) => ({ managers: list })),
      ),
      { nil: {}, freq: 2 },
    ),
  );
  return fc.tuple(...said).map((list) => new Map(list.map((entry, at) => [ids[at], entry])));
}

const base = {
  weight: fc.constantFrom(0, 0.1, 1, 2, 3),
  missing: fc.constantFrom(0, 0.5, 1),
  unanswered: fc.constantFrom("spread" as const, "neutral" as const),
};

/** A criterion of each kind, under the name it has in `policies`. */
export const criteria = {
  skills: criterion({ kind: "coverage", field: "skills" }),
  goals: criterion({ kind: "coverage", field: "goals" }),
  interests: criterion({ kind: "overlap", field: "interests" }),
  experience: criterion({ kind: "experience" }),
  seniority: fc.oneof(
    criterion({ kind: "proximity", field: "seniority", ideal: 1, tolerance: 2 }),
    criterion({ kind: "proximity", field: "seniority", ideal: -0.5, tolerance: 0.7 }),
  ),
  "9": fc.oneof(
    criterion({ kind: "equality", field: "site" }),
    criterion({ kind: "equality", field: "remote", prefer: "different" }),
  ),
  "10": criterion({ kind: "custom", name: "length of ids", version: "1", score: scoreByIds }),
};

function criterion<Given extends { kind: string }>(given: Given): fc.Arbitrary<Criterion> {
  return fc.record(base, { requiredKeys: [] }).map((common) => ({ ...given, ...common }) as unknown as Criterion);
}

function scoreByIds(mentor: { readonly id: string }, mentee: { readonly id: string }): number | undefined {
  const score = (mentor.id.length + 2 * mentee.id.length) % 5;
  return score === 4 ? undefined : score / 3;
}

const ruleKinds = {
  manager: rule({ kind: "notInManagementChain" }),
  language: rule({ kind: "sharedLanguage" }),
  site: rule({ kind: "sameAttribute", field: "site" }),
  team: rule({ kind: "differentAttribute", field: "team" }),
  grade: fc.oneof(
    rule({ kind: "gap", field: "grade", min: 0 }),
    rule({ kind: "gap", field: "grade", min: -1, max: 2 }),
    rule({ kind: "gap", field: "seniority", max: 1 }),
  ),
  minimum: fc.constantFrom(0, 0.1, 0.3, 0.6).chain((score) => rule({ kind: "minimumScore", score })),
};

function rule<Given extends { kind: string }>(given: Given): fc.Arbitrary<Rule> {
  const common = fc.record(
    { unknown: fc.constantFrom("allow" as const, "allow" as const, "forbid" as const) },
    { requiredKeys: [] },
  );
  return common.map((stated) => ({ ...given, ...stated }) as unknown as Rule);
}

/** Policies without pins and bans. Most have one or two rules, so that some pairs are left. */
export function policies(): fc.Arbitrary<Policy> {
  const rules = fc
    .tuple(fc.record(ruleKinds), fc.subarray(Object.keys(ruleKinds) as (keyof typeof ruleKinds)[], { maxLength: 2 }))
    .map(([all, names]) => Object.fromEntries(names.map((name) => [name, all[name]])));
  return fc
    .record(
      {
        criteria: fc.record(criteria, { requiredKeys: [] }).map(withWeight),
        rules,
        scales: fc.constant({ seniority: labels }),
        capacity: fc.nat({ max: 2 }),
        objective: fc.constantFrom(...objectives),
        seed: fc.nat({ max: 1000 }),
        name: fc.constantFrom("spring", "autumn"),
        date: fc.constantFrom("2026-03-02", "2024-02-29"),
      },
      { requiredKeys: ["criteria", "scales"] },
    )
    .map((policy) => policy as Policy);
}

function withWeight(given: { [name: string]: Criterion | undefined }): Policy["criteria"] {
  const stated = Object.entries(given).filter((entry): entry is [string, Criterion] => entry[1] !== undefined);
  const weighs = stated.some(([, { weight = 1 }]) => weight > 0);
  return Object.fromEntries(weighs ? stated : [...stated, ["goals", { kind: "coverage", field: "goals" }]]);
}

/** People and policy that fit, with pins and bans that do not collide. A pin may go against rules and requests. */
export function programmes(most: { mentees: number; mentors: number }): fc.Arbitrary<Programme> {
  const people = fc.oneof(cohorts(most), tiedCohorts(most));
  const wish = fc.record({
    mentee: fc.nat({ max: Math.max(0, most.mentees - 1) }),
    mentor: fc.nat({ max: Math.max(0, most.mentors - 1) }),
    pin: fc.constantFrom(true, false, false, false),
  });
  const wishes = fc.oneof(fc.array(wish, { maxLength: 3 }), fc.array(wish, { maxLength: 12, size: "max" }));
  return fc.record({ people, policy: policies(), wishes }).map(({ people: given, policy, wishes: drawn }) => ({
    people: given,
    policy: { ...policy, ...withoutCollisions(given, policy, drawn) },
  }));
}

interface Drawn {
  readonly mentee: number;
  readonly mentor: number;
  readonly pin: boolean;
}

function withoutCollisions(people: People, policy: Policy, drawn: readonly Drawn[]): { pins: Pin[]; bans: Ban[] } {
  const pins: Pin[] = [];
  const bans: Ban[] = [];
  const left = new Map(people.mentors.map(({ id, capacity }) => [id, capacity ?? policy.capacity ?? 1]));
  for (const { mentee: menteeIndex, mentor: mentorIndex, pin } of drawn) {
    const mentee = people.mentees[menteeIndex]?.id;
    const mentor = people.mentors[mentorIndex]?.id;
    if (mentee === undefined || mentor === undefined) continue;
    if ([...pins, ...bans].some((other) => other.mentee === mentee && (pin || other.mentor === mentor))) continue;
    if (!pin) bans.push({ mentee, mentor, reason: "they know each other" });
    else if (mentee !== mentor && left.get(mentor)! > 0) {
      left.set(mentor, left.get(mentor)! - 1);
      pins.push({ mentee, mentor, reason: "they asked for it", override: true });
    }
  }
  return { pins, bans };
}

/** A generator of random numbers below a limit: the same for the same seed. */
export function seeded(seed: number): (limit: number) => number {
  const generator = xoroshiro128plus(seed);
  return (limit) => uniformInt(generator, 0, limit - 1);
}

/** The same items in another order. */
export function shuffle<Item>(items: readonly Item[], below: (limit: number) => number): Item[] {
  const list = [...items];
  for (let at = list.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

/** Lists whose order means something. */
const inOrder = new Set(["managers", "seniority", "objective", "display", "auditOnly"]);

/** The same data written differently: every list whose order means nothing and the keys of every object, shuffled. */
export function rewritten<Value>(value: Value, below: (limit: number) => number): Value {
  const rewrite = (part: unknown, key: string): unknown => {
    if (Array.isArray(part)) {
      return inOrder.has(key) ? [...part] : shuffle(part, below).map((entry) => rewrite(entry, key));
    }
    if (typeof part !== "object" || part === null) return part;
    const entries = shuffle(Object.entries(part), below);
    return Object.fromEntries(entries.map(([name, inner]) => [name, inOrder.has(name) ? inner : rewrite(inner, name)]));
  };
  return rewrite(value, "") as Value;
}

/** The parts of the pipeline up to scoring, for tests of single criteria and rules. */
export function scorerOf(people: People, policy: Policy): Scorer {
  return compileScorer(checkProblem(people, policy, policyForm));
}
