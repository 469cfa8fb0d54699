import fc from "fast-check";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import type {
  Ban,
  Capacity,
  Condition,
  Criterion,
  Mentee,
  Mentor,
  Method,
  Objective,
  People,
  Pin,
  Policy,
  Quota,
  Rule,
} from "telemachus";

import { policyForm } from "../../src/policy.js";
import { checkProblem } from "../../src/problem/checkProblem.js";
import { compileScorer, type Scorer } from "../../src/score/scorer.js";
import { objectives } from "./instances.js";
import { stageLists } from "./loadedInstances.js";
import { mostSeats, seatsLeftOf } from "./stated.js";
import { isInGroup } from "./wholeProgramme.js";

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

const termNames = fc.constantFrom(
  ...["Rust", "rust ", "SQL", "ＳＱＬ", "public speaking", "code  review"],
  ...["querying", "Structured Query Language", "programming languages"],
);
const oneToFive = fc.integer({ min: 1, max: 5 });
const term = fc.oneof(
  termNames,
  fc.record({ name: termNames, level: oneToFive, importance: oneToFive }, { requiredKeys: ["name"] }),
);
const experienceNames = fc.constantFrom("carer", "Carer", "migrated", "first in family");
const few = <Item>(item: fc.Arbitrary<Item>) => fc.array(item, { maxLength: 3 });

const languageNames = fc.constantFrom("English", "Igbo", "Polish", "pt", "pt-BR", "PT_pt");
const language = fc.oneof(languageNames, fc.record({ name: languageNames, level: oneToFive }));
/** Leeds and Hull; Suva and Apia, on either side of the date line. */
const place = fc.constantFrom(
  { latitude: 53.8008, longitude: -1.5491 },
  { latitude: 53.7457, longitude: -0.3367 },
  { latitude: -18.1416, longitude: 178.4419 },
  { latitude: -13.8333, longitude: -171.7667 },
);

/** Few vectors, so that some are the same, opposite or nowhere. */
const vector = fc.constantFrom([1, 0, 0.5], [-2, 0, -1], [0.1, 0.7, 0.2], [0, 0, 0], [3, 1e-9, -4]);
const sentence = fc.constantFrom(
  "I don't mentor; I learn Rust and SQL.",
  "Mentors of data teams: SQL, SQL, data!",
  "Learning Rust",
  "of the",
);

export const labels = ["Junior", "Senior", "Lead"] as const;

/** Pairs of earlier rounds, so many that most mentees had a mentor. */
export const earlierPairs = menteeIds.flatMap((mentee, i) =>
  mentorIds.flatMap((mentor, j) => ((i + j) % 3 === 0 ? [{ mentee, mentor }] : [])),
);

const answers = fc.record(
  {
    skills: few(term),
    goals: few(term),
    interests: few(fc.constantFrom("chess", "Chess", "running", "film", "constructor")),
    livedExperiences: few(
      fc.oneof(
        experienceNames,
        fc.record({ name: experienceNames, show: fc.constant("toMyMatch" as const) }, { requiredKeys: ["name"] }),
      ),
    ),
    languages: few(language),
    seniority: fc.constantFrom<string | number>(...labels, " lead", 0, 1.5, 3),
    location: place,
    embedding: vector,
    team: fc.constantFrom("Platform", "Data"),
    attributes: fc.record(
      {
        site: fc.constantFrom<string | readonly string[]>("Leeds", "Hull", ["Leeds", "Hull"], []),
        grade: fc.integer({ min: 0, max: 3 }),
        remote: fc.boolean(),
        pace: fc.constantFrom(-1, 0, 1.5),
        about: sentence,
      },
      { requiredKeys: [] },
    ),
    requests: fc.record(
      {
        choices: fc.shuffledSubarray(["ada", "ben", "chidi", "lin", "nobody", "noor", "sam"], { maxLength: 5 }),
        avoid: fc.constantFrom([], [], ["ada"], ["lin"], ["9", "noor"], ["nobody"]),
        livedExperiences: few(
          fc.oneof(
            experienceNames,
            fc.record(
              { name: experienceNames, importance: oneToFive, strength: fc.constantFrom("require", "prefer") },
              { requiredKeys: ["name"] },
            ),
          ),
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);

const window = fc.record({
  day: fc.constantFrom("Monday" as const, "Sunday" as const),
  from: fc.constantFrom("00:00", "09:00", "10:30"),
  to: fc.constantFrom("11:00", "12:15", "24:00"),
});
/** All in one zone, so that no policy needs a date; whoever states times without it cannot be compared. See `withZones`. */
const timeZone = fc.constant("Asia/Kathmandu");
const times: fc.Arbitrary<Partial<Mentee>> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ timeZone, availability: few(window) }) },
  { weight: 3, arbitrary: fc.record({ timeZone, availability: few(window) }, { requiredKeys: [] }) },
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

/** One in twenty says nothing at all. */
function person(id: string): fc.Arbitrary<Mentee> {
  const silent = fc.constant<Partial<Mentee>>({});
  const full = fc.tuple(answers, times).map(([given, when]): Partial<Mentee> => ({ ...given, ...when }));
  const said = fc.oneof({ weight: 19, arbitrary: full }, { weight: 1, arbitrary: silent });
  return said.map((given) => ({ id, ...given }));
}

function withCapacity(mentee: Mentee): fc.Arbitrary<Mentor> {
  const seats = fc.record({ capacity: fc.nat({ max: 3 }), load: fc.constantFrom(0, 1, 2) }, { requiredKeys: [] });
  return seats.map((stated) => ({ ...mentee, ...stated }));
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
  skills: fc.oneof(
    criterion({ kind: "coverage", field: "skills" }),
    criterion({ kind: "coverage", field: "skills", rarity: true }),
  ),
  goals: criterion({ kind: "coverage", field: "goals" }),
  interests: fc.oneof(
    criterion({ kind: "overlap", field: "site" }),
    criterion({ kind: "overlap", field: "interests" }),
    criterion({ kind: "overlap", field: "interests", rarity: true }),
  ),
  experience: criterion({ kind: "experience" }),
  seniority: fc.oneof(
    criterion({ kind: "proximity", field: "seniority", ideal: 1, tolerance: 2 }),
    criterion({ kind: "proximity", field: "seniority", ideal: -0.5, tolerance: 0.7 }),
  ),
  "9": fc.oneof(
    criterion({ kind: "equality", field: "site" }),
    criterion({ kind: "equality", field: "remote", prefer: "different" }),
  ),
  language: criterion({ kind: "language" }),
  schedule: fc.oneof(criterion({ kind: "schedule" }), criterion({ kind: "schedule", minutes: 240 })),
  distance: fc.oneof(
    criterion({ kind: "distance", halfKilometres: 100 }),
    criterion({ kind: "distance", halfKilometres: 0.3 }),
  ),
  quality: fc.oneof(
    criterion({ kind: "quality", field: "grade", to: 3 }),
    criterion({ kind: "quality", field: "grade", from: -1, to: 4.5 }),
    criterion({ kind: "quality", field: "seniority", to: 3 }),
  ),
  choices: fc
    .constantFrom(undefined, "mentees" as const, "mentors" as const, "both" as const)
    .chain((of) => criterion({ kind: "choices", ...(of && { of }) })),
  history: fc.oneof(criterion({ kind: "history" }), criterion({ kind: "history", prefer: "again" })),
  similarity: fc.oneof(
    criterion({ kind: "similarity", field: "embedding" }),
    criterion({ kind: "similarity", fields: ["pace", "grade"], centre: 1, prefer: "complementary" }),
  ),
  text: fc.oneof(
    criterion({ kind: "text", field: "about" }),
    criterion({ kind: "text", field: "about", stem: false, stopWords: [] }),
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

/** Conditions on the answers that `cohorts` give, as deep as four levels. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<Condition>(
      { field: "site", is: "leeds " },
      { field: "site", is: ["York", "Hull"] },
      { field: "remote", is: true },
      { field: "grade", is: 2 },
      { field: "grade", min: 1, max: 2 },
      { field: "seniority", min: "Senior" },
      { field: "seniority", max: 1.5 },
    ),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie("condition").map((not) => ({ not })),
  ),
})).condition;

const ruleKinds = {
  manager: rule({ kind: "notInManagementChain" }),
  language: fc
    .constantFrom(undefined, 1, 3, 5)
    .chain((level) => rule({ kind: "sharedLanguage", ...(level && { level }) })),
  site: rule({ kind: "sameAttribute", field: "site" }),
  team: rule({ kind: "differentAttribute", field: "team" }),
  grade: fc.oneof(
    rule({ kind: "gap", field: "grade", min: 0 }),
    rule({ kind: "gap", field: "grade", min: -1, max: 2 }),
    rule({ kind: "gap", field: "seniority", max: 1 }),
  ),
  distance: fc.constantFrom(0, 100, 1500).chain((kilometres) => rule({ kind: "maximumDistance", kilometres })),
  repeat: rule({ kind: "noRepeat" }),
  times: fc.constantFrom(1, 45, 120).chain((minutes) => rule({ kind: "minimumOverlap", minutes })),
  minimum: fc.constantFrom(0, 0.1, 0.3, 0.6).chain((score) => rule({ kind: "minimumScore", score })),
  required: rule({ kind: "requiredExperience" }),
  eligible: fc
    .tuple(fc.constantFrom("mentor", "mentee"), conditions)
    .chain(([side, when]) => rule({ kind: "eligible", side, when })),
  own: rule({ kind: "customRule", name: "lengths of ids", version: "1", holds: decideByIds }),
};

function rule<Given extends { kind: string }>(given: Given): fc.Arbitrary<Rule> {
  const common = fc.record(
    {
      unknown: fc.constantFrom("allow" as const, "allow" as const, "forbid" as const),
      otherwise: fc.constantFrom("forbid" as const, "relax" as const),
    },
    { requiredKeys: [] },
  );
  return common.map((stated) => ({ ...given, ...stated }) as unknown as Rule);
}

function decideByIds(mentor: { readonly id: string }, mentee: { readonly id: string }): boolean | undefined {
  return [true, true, false, undefined][(2 * mentor.id.length + mentee.id.length) % 4];
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
        history: fc.subarray(earlierPairs),
        synonyms: fc.constant({ SQL: ["Structured Query Language"], chess: ["running"] }),
        taxonomy: fc.constant([
          { id: "craft", label: "craft" },
          { id: "languages", label: "programming languages", broader: "craft" },
          { id: "rust", label: "Rust", broader: "languages" },
          { id: "sql", label: "SQL", aliases: ["querying"], broader: ["languages", "data"] },
          { id: "data", label: "data" },
          { id: "review", label: "code review", broader: ["craft"] },
        ]),
        rarity: fc.constantFrom(
          {
            skills: [
              { term: "RUST", weight: 3 },
              { term: "Rust", weight: 1.5 },
              { term: "querying", weight: 1.2345674 },
            ],
            interests: [
              { term: "film", weight: 0.25 },
              { term: "constructor", weight: 1e-9 },
            ],
          },
          {},
        ),
        emphasis: fc.constantFrom({ min: 0.3, max: 2.5 }),
        capacity: fc.nat({ max: 2 }),
        objective: fc.constantFrom(...objectives),
        seed: fc.nat({ max: 1000 }),
        name: fc.constantFrom("spring", "autumn"),
        date: fc.constantFrom("2026-03-02", "2024-02-29", "2025-03-30"),
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

/**
 * People and policy that fit, with pins and bans that do not collide. A pin may go against rules and requests. In a few some
 * people are left to a human.
 */
export function programmes(most: { mentees: number; mentors: number }): fc.Arbitrary<Programme> {
  const people = fc.oneof(cohorts(most), tiedCohorts(most));
  const wish = fc.record({
    mentee: fc.nat({ max: Math.max(0, most.mentees - 1) }),
    mentor: fc.nat({ max: Math.max(0, most.mentors - 1) }),
    pin: fc.constantFrom(true, false, false, false),
  });
  const wishes = fc.oneof(fc.array(wish, { maxLength: 3 }), fc.array(wish, { maxLength: 12, size: "max" }));
  const factors = fc.array(fc.constantFrom(undefined, 0.5, 0.7, 1, 2), { maxLength: 2 * most.mentees });
  const zones = fc.array(fc.constantFrom(undefined, ...farZones), { maxLength: most.mentees + most.mentors });
  const manual = fc.oneof(
    { weight: 9, arbitrary: fc.constant<(boolean | undefined)[]>([]) },
    { weight: 1, arbitrary: fc.array(flags, { maxLength: most.mentees + most.mentors }) },
  );
  return fc.record({ people, policy: policies(), wishes, factors, zones, manual }).map((drawn) => ({
    people: withManual(
      withZones(withEmphasis(drawn.people, drawn.policy, drawn.factors), drawn.policy, drawn.zones),
      drawn.manual,
    ),
    policy: { ...drawn.policy, ...withoutCollisions(drawn.people, drawn.policy, drawn.wishes) },
  }));
}

/**
 * The same with everything else that a policy can ask for of an optimal matching: seats that have to be filled, mentees
 * who want several, priorities, quotas of all kinds that do not cross, running pairs, and any objective. One in several
 * asks for what cannot be.
 */
export function loadedProgrammes(most: { mentees: number; mentors: number; demand: number }): fc.Arbitrary<Programme> {
  const counts = fc.noBias(fc.nat({ max: 999 }));
  const each = <Item>(item: fc.Arbitrary<Item>, length: number) =>
    fc.array(item, { minLength: length, maxLength: length });
  return fc
    .record({
      programme: programmes(most),
      demands: each(fc.constantFrom(undefined, 1, ...upTo(most.demand)), menteeIds.length),
      demand: fc.constantFrom(undefined, undefined, 1, Math.min(2, most.demand)),
      priorities: each(fc.constantFrom(undefined, undefined, 0, 1, -1.5), menteeIds.length),
      bounds: each(fc.constantFrom(undefined, undefined, undefined, 0, 0, 1, 2), mentorIds.length),
      usualMinimum: fc.constantFrom(undefined, undefined, undefined, 0, 1),
      quotas: fc.oneof(fc.constant([]), fc.array(quotas, { maxLength: 4 })),
      current: fc.array(fc.record({ mentee: fc.constantFrom(...menteeIds), mentor: fc.constantFrom(...mentorIds) }), {
        maxLength: 5,
      }),
      isCurrent: fc.boolean(),
      objective: fc.oneof(fc.constantFrom<Objective>("everyone", "best", "fairest", "choices"), stageLists),
      pins: fc.oneof(
        { weight: 2, arbitrary: fc.constant<[number, number][]>([]) },
        { weight: 1, arbitrary: fc.array(fc.tuple(counts, counts), { maxLength: 4 }) },
      ),
    })
    .map(({ programme: { people: plain, policy: stated }, ...drawn }): Programme => {
      const people = withLoads(plain, drawn);
      const { pins: _pins, history = [], ...rest } = stated;
      const { demand, usualMinimum, isCurrent, current, objective } = drawn;
      const capacity = usualMinimum === undefined ? {} : { capacity: withMinimum(rest.capacity ?? 1, usualMinimum) };
      const rounds = isCurrent ? { history: { past: history as Pin[], current } } : { history };
      const policy: Policy = { ...rest, ...capacity, ...rounds, ...(demand && { demand }), objective };
      const wishes = drawn.pins.map(([mentee, mentor]) => ({
        mentee: mentee % Math.max(1, people.mentees.length),
        mentor: mentor % Math.max(1, people.mentors.length),
        pin: true,
      }));
      const { pins } = withoutCollisions(people, policy, wishes);
      const free = pins.filter((pin) => !policy.bans?.some((ban) => isSamePair(ban, pin)));
      return {
        people,
        policy: { ...policy, pins: free, ...groupsOf(people, { ...policy, pins: free }, drawn.quotas) },
      };
    });
}

/** Programmes for the method `stable`, which knows no objective, quotas or minimums. */
export function stableProgrammes(most: {
  mentees: number;
  mentors: number;
  demand: number;
}): fc.Arbitrary<Programme & { readonly policy: { readonly method: Method } }> {
  const method = fc.oneof(
    fc.constant<Method>("stable"),
    fc
      .record(
        { proposing: fc.constantFrom("mentees", "mentors"), from: fc.constantFrom("scores", "choices") },
        { requiredKeys: [] },
      )
      .map((stated) => ({ kind: "stable", ...stated }) as Method),
  );
  return fc.record({ programme: loadedProgrammes(most), method }).map(({ programme: { people, policy }, method }) => {
    const { objective: _objective, quotas: _quotas, capacity, ...rest } = policy;
    const mentors = people.mentors.map((mentor) =>
      typeof mentor.capacity === "object" ? { ...mentor, capacity: { max: mentor.capacity.max } } : mentor,
    );
    const usual = capacity === undefined ? {} : { capacity: mostSeats(capacity) };
    return { people: { ...people, mentors }, policy: { ...rest, ...usual, method } };
  });
}

function isSamePair(one: Pick<Pin, "mentee" | "mentor">, other: Pick<Pin, "mentee" | "mentor">): boolean {
  return one.mentee === other.mentee && one.mentor === other.mentor;
}

interface DrawnLoads {
  readonly demands: readonly (number | undefined)[];
  readonly priorities: readonly (number | undefined)[];
  readonly bounds: readonly (number | undefined)[];
}

function withLoads({ mentees, mentors }: People, { demands, priorities, bounds }: DrawnLoads): People {
  return {
    mentees: mentees.map((mentee, at) => ({
      ...mentee,
      ...(demands[at] !== undefined && { demand: demands[at] }),
      ...(priorities[at] !== undefined && { priority: priorities[at] }),
    })),
    mentors: mentors.map((mentor, at) => {
      const min = bounds[at];
      return min === undefined ? mentor : { ...mentor, capacity: withMinimum(mentor.capacity ?? 2, min) };
    }),
  };
}

function withMinimum(capacity: Capacity, min: number): Capacity {
  const max = mostSeats(capacity);
  return min === 0 ? { max } : { min: Math.min(min, max), max };
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

/** Groups among the answers that `cohorts` give, also under other names of the same; some have nobody. */
const groups = fc.constantFrom<Pick<Quota, "attribute" | "value">>(
  { attribute: "site", value: "Leeds" },
  { attribute: "site", value: " hull" },
  { attribute: "team", value: "Platform" },
  { attribute: "team", value: "ｄａｔａ" },
  { attribute: "grade", value: 0 },
  { attribute: "grade", value: 2 },
  { attribute: "remote", value: true },
  { attribute: "interests", value: "running" },
  { attribute: "goals", value: "SQL" },
  { attribute: "seniority", value: "Lead" },
  { attribute: "nothing", value: "whatever" },
);

const quotas: fc.Arbitrary<Quota> = fc
  .record({
    group: groups,
    kind: fc.constantFrom(
      { side: "mentees" as const },
      { side: "mentees" as const, of: "all" as const },
      { side: "mentees" as const, of: "perMentor" as const },
      { side: "mentors" as const },
    ),
    min: fc.constantFrom(undefined, undefined, 0, 1, 2),
    more: fc.constantFrom(undefined, 0, 0, 1, 2),
  })
  .map(({ group, kind, min, more }) => {
    const bounded = min === undefined && more === undefined ? { max: 1 } : {};
    return {
      ...kind,
      ...group,
      ...(min !== undefined && { min }),
      ...(more !== undefined && { max: (min ?? 0) + more }),
      ...bounded,
    };
  });

/** The quotas that somebody counts under, that cross no earlier one, and that the pins leave room for. */
function groupsOf(people: People, policy: Policy, drawn: readonly Quota[]): { quotas?: Quota[] } {
  const kept: { quota: Quota; members: ReadonlySet<string> }[] = [];
  for (const quota of drawn) {
    const side: readonly (Mentee | Mentor)[] = people[quota.side];
    const members = new Set(side.filter((person) => isInGroup(person, quota, policy)).map(({ id }) => id));
    const others = kept.filter(({ quota: { side, of = "all" } }) => side === quota.side && of === (quota.of ?? "all"));
    const crosses = others.some((other) => {
      const shared = [...members].filter((id) => other.members.has(id)).length;
      return shared > 0 && shared < Math.min(members.size, other.members.size);
    });
    const counted = (policy.pins ?? []).filter(({ mentee, mentor }) =>
      members.has(quota.side === "mentees" ? mentee : mentor),
    );
    const together = (pin: Pin) => counted.filter(({ mentor }) => quota.of !== "perMentor" || mentor === pin.mentor);
    const hasRoom = counted.every((pin) => together(pin).length <= (quota.max ?? Infinity));
    if (members.size > 0 && !crosses && hasRoom) kept.push({ quota, members });
  }
  return kept.length === 0 ? {} : { quotas: kept.map(({ quota }) => quota) };
}

/** Behind Greenwich and ahead of it, with and without daylight saving. */
const farZones = ["America/St_Johns", "Europe/London", "Pacific/Auckland"];

/** Moves some of those who state a zone to another, where the policy's date says which clocks count. */
function withZones({ mentees, mentors }: People, { date }: Policy, zones: readonly (string | undefined)[]): People {
  if (date === undefined) return { mentees, mentors };
  const move = <Given extends Mentee | Mentor>(person: Given, zone: string | undefined): Given =>
    person.timeZone === undefined || zone === undefined ? person : { ...person, timeZone: zone };
  return {
    mentees: mentees.map((mentee, at) => move(mentee, zones[at])),
    mentors: mentors.map((mentor, at) => move(mentor, zones[mentees.length + at])),
  };
}

const flags = fc.constantFrom(true, false, undefined, undefined, undefined);

/** Leaves some people to a human, mentees first. */
export function withManual({ mentees, mentors }: People, drawn: readonly (boolean | undefined)[]): People {
  const leave = <Given extends Mentee | Mentor>(person: Given, manual: boolean | undefined): Given =>
    manual === undefined ? person : { ...person, manual };
  return {
    mentees: mentees.map((mentee, at) => leave(mentee, drawn[at])),
    mentors: mentors.map((mentor, at) => leave(mentor, drawn[mentees.length + at])),
  };
}

/** Lets mentees put factors on the policy's first and last criterion. */
function withEmphasis({ mentees, mentors }: People, policy: Policy, factors: readonly (number | undefined)[]): People {
  const names = [Object.keys(policy.criteria)[0], Object.keys(policy.criteria).at(-1)!];
  const emphasise = (mentee: Mentee, at: number): Mentee => {
    const stated = names.map((name, k): [string, number | undefined] => [name, factors[2 * at + k]]);
    const emphasis = Object.fromEntries(stated.filter(([, factor]) => factor !== undefined)) as Record<string, number>;
    return Object.keys(emphasis).length === 0 ? mentee : { ...mentee, requests: { ...mentee.requests, emphasis } };
  };
  return { mentees: mentees.map(emphasise), mentors };
}

/** The same people without factors on criteria. */
export function withoutEmphasis({ mentees, mentors }: People): People {
  const calm = mentees.map(({ requests, ...mentee }): Mentee => {
    const { emphasis: _emphasis, ...rest } = requests ?? {};
    return { ...mentee, requests: rest };
  });
  return { mentees: calm, mentors };
}

interface Drawn {
  readonly mentee: number;
  readonly mentor: number;
  readonly pin: boolean;
}

function withoutCollisions(people: People, policy: Policy, drawn: readonly Drawn[]): { pins: Pin[]; bans: Ban[] } {
  const pins: Pin[] = [];
  const bans: Ban[] = [];
  const left = new Map(people.mentors.map((mentor) => [mentor.id, seatsLeftOf(mentor, policy)]));
  const places = new Map(people.mentees.map(({ id, demand = policy.demand ?? 1 }) => [id, demand]));
  for (const { mentee: menteeIndex, mentor: mentorIndex, pin } of drawn) {
    const mentee = people.mentees[menteeIndex]?.id;
    const mentor = people.mentors[mentorIndex]?.id;
    if (mentee === undefined || mentor === undefined) continue;
    const isFull = pin && pins.filter((other) => other.mentee === mentee).length === places.get(mentee);
    if (isFull || [...pins, ...bans].some((other) => other.mentee === mentee && other.mentor === mentor)) continue;
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
const inOrder = new Set([
  ...["managers", "choices", "embedding", "seniority", "objective", "quotas", "display", "auditOnly"],
]);

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
