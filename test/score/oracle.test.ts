import fc from "fast-check";
import { type Criterion, type Mentee, type Mentor, type Policy, scorePairs, type Term } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { type NaivePair, naiveScores } from "../support/naiveScores.js";
import { type Programme, programmes, seeded, withoutEmphasis } from "../support/programmes.js";
import { calm } from "../support/stated.js";

/** A pair with its score in millionths. */
type Scored = readonly [mentee: string, mentor: string, score: number];

function scored({ people, policy }: Programme): Scored[] {
  const { mentees, mentors, scores } = scorePairs(people, policy);
  return mentees.flatMap((mentee, row) =>
    mentors.map((mentor, column): Scored => [mentee, mentor, scores[row * mentors.length + column]]),
  );
}

/** One person in two parts is no pair. */
function expected(pairs: readonly NaivePair[]): Scored[] {
  return pairs.map(({ mentee, mentor, score }) => [mentee, mentor, mentee === mentor ? -Infinity : score]);
}

function countInto(seen: Record<string, number>): (what: string) => void {
  return (what) => {
    seen[what] = (seen[what] ?? 0) + 1;
  };
}

function withPeople(
  { people, policy }: Programme,
  change: <Given extends Mentee | Mentor>(person: Given) => Given,
): Programme {
  return { people: { mentees: people.mentees.map(change), mentors: people.mentors.map(change) }, policy };
}

function withTerms(given: Programme, change: (term: Exclude<Term, string>) => Term): Programme {
  const changeAll = (terms: readonly Term[] | undefined) =>
    terms?.map((term) => (typeof term === "string" ? term : change(term)));
  return withPeople(given, (person) => ({
    ...person,
    skills: changeAll(person.skills),
    goals: changeAll(person.goals),
  }));
}

function withPolicy({ people, policy }: Programme, change: Partial<Policy>): Programme {
  return { people, policy: { ...policy, ...change } };
}

function withCriteria(given: Programme, change: (criterion: Criterion) => Criterion): Programme {
  const criteria = Object.entries(given.policy.criteria).map(([name, criterion]) => [name, change(criterion)]);
  return withPolicy(given, { criteria: Object.fromEntries(criteria) });
}

/** Without anything that forbids pairs. */
function withoutConditions(given: Programme): Programme {
  const free = withPolicy(given, { rules: undefined, bans: undefined, pins: undefined });
  return { people: calm(free.people), policy: free.policy };
}

/** With words that mean the same in answers of other kinds, coverage of an attribute, and a scale that says where it ends. */
function withWords(given: Programme): Programme {
  const synonyms = {
    ...given.policy.synonyms,
    querying: ["public speaking"],
    Leeds: ["Hull"],
    carer: ["migrated"],
    Igbo: ["Polish", "pt"],
  };
  const scales = { ...given.policy.scales, grade: ["none", "some", "much", "most"] };
  return withCriteria(withPolicy(given, { synonyms, scales }), (criterion) => {
    if (criterion.kind === "quality" && criterion.field === "grade") return { ...criterion, to: undefined };
    return criterion.kind === "coverage" && criterion.field === "goals" ? { ...criterion, field: "site" } : criterion;
  });
}

/** The same programme without one thing that scores may depend on. */
const without: Readonly<Record<string, (given: Programme) => Programme>> = {
  taxonomy: (given) => withPolicy(given, { taxonomy: undefined }),
  synonyms: (given) => withPolicy(given, { synonyms: undefined }),
  "a record of rarity": (given) => withPolicy(given, { rarity: undefined }),
  rarity: (given) =>
    withCriteria(given, (criterion) => ("rarity" in criterion ? { ...criterion, rarity: false } : criterion)),
  missing: (given) => withCriteria(given, (criterion) => ({ ...criterion, missing: undefined })),
  unanswered: (given) => withCriteria(given, (criterion) => ({ ...criterion, unanswered: undefined })),
  emphasis: ({ people, policy }) => ({ people: withoutEmphasis(people), policy }),
  level: (given) => withTerms(given, (term) => ({ ...term, level: undefined })),
  importance: (given) => withTerms(given, (term) => ({ ...term, importance: undefined })),
  "time zones": (given) =>
    withPeople(given, (person) => ({ ...person, timeZone: person.timeZone && "Asia/Kathmandu" })),
};

/** How many pairs of each kind have to score between 0 and 1; of two kinds none can. */
const leastBetween: { readonly [kind in Criterion["kind"]]: number } = {
  choices: 400,
  coverage: 2000,
  custom: 3000,
  distance: 1500,
  equality: 0,
  experience: 600,
  history: 0,
  language: 400,
  overlap: 500,
  proximity: 900,
  quality: 1500,
  schedule: 350,
  similarity: 1000,
  text: 500,
};

/**
 * Weights with what a mentee makes of them: such that many products are the same but for their last bits, or any of nine
 * digits.
 */
const emphasised: fc.Arbitrary<readonly (readonly [weight: number, factor: number])[]> = fc.oneof(
  fc.array(fc.tuple(fc.constantFrom(0.1, 0.3), fc.constantFrom(1, 3)), { minLength: 1, maxLength: 7 }),
  fc.array(
    fc.tuple(
      fc.oneof(
        fc.double({ min: 1e-6, max: 1000, noNaN: true }).map((weight) => Number(weight.toPrecision(9))),
        fc.integer({ min: 1, max: 12 }).map((whole) => whole / 1000),
      ),
      fc.constantFrom(0.1, 0.7, 1, 3),
    ),
    { minLength: 1, maxLength: 9 },
  ),
);

const wanted = fc.oneof(
  fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "nobody's"),
  fc.record(
    {
      name: fc.constantFrom("a", "b", "c", "d", "e", "f"),
      level: fc.integer({ min: 1, max: 5 }),
      importance: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ["name"] },
  ),
);

/** Few terms that many mentors have: a, the most popular, and what is wider than others. */
const taxonomy = [
  { id: "a", label: "a" },
  { id: "b", label: "b", broader: "a" },
  { id: "c", label: "c", broader: "a" },
  { id: "d", label: "d", broader: ["b", "f"] },
  { id: "f", label: "f" },
];

/** Few mentees, and so many mentors that it pays to add up rows term by term. */
const crowds = fc.record({
  people: fc.record({
    mentees: fc
      .array(fc.array(wanted, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 2 })
      .map((lists) => lists.map((skills, at): Mentee => ({ id: `mentee ${at}`, skills }))),
    mentors: fc
      .array(fc.option(fc.array(wanted, { maxLength: 5 }), { nil: undefined, freq: 6 }), {
        minLength: 30,
        maxLength: 60,
      })
      .map((lists) => lists.map((skills, at): Mentor => ({ id: `mentor ${at}`, skills }))),
  }),
  policy: fc.record({
    criteria: fc
      .record({
        kind: fc.constantFrom("coverage" as const, "overlap" as const),
        rarity: fc.boolean(),
        missing: fc.constantFrom(0, 0.3, 1),
      })
      .map((stated) => ({ skills: { field: "skills", ...stated } })),
    taxonomy: fc.constantFrom(undefined, taxonomy),
    rarity: fc.constantFrom(undefined, undefined, {
      skills: [
        { term: "a", weight: 0.5 },
        { term: "b", weight: 2 },
        { term: "e", weight: 1.5 },
      ],
    }),
  }),
});

/** Three mentees and 1503 mentors, many of whom know the same few things; one in twenty does not say what. */
function drawCrowd(): Programme["people"] {
  const below = seeded(1503);
  const unlessSilent = <Answers>(answers: Answers) => (below(20) === 0 ? {} : answers);
  /** After Zipf and Mandelbrot: k + 5 mentors are asked for every five who have the k-th term. Most state no level. */
  const drawTerms = (): Term[] =>
    Array.from({ length: 40 }, (_, at) => `term ${at + 1}`)
      .filter((_, at) => below(at + 6) < 5)
      .map((name) => (below(4) > 0 ? name : { name, level: 1 + below(5) }));
  const mentors = Array.from(
    { length: 1503 },
    (_, at): Mentor => ({
      id: `mentor ${at}`,
      ...unlessSilent({ skills: drawTerms() }),
      ...unlessSilent({ interests: drawTerms() }),
      ...unlessSilent({ seniority: below(7) }),
    }),
  );
  const term = (number: number, level?: number, importance?: number): Term => ({
    name: `term ${number}`,
    level,
    importance,
  });
  const named = (...numbers: number[]) => numbers.map((number) => term(number));
  const mentees: Mentee[] = [
    {
      id: "popular",
      skills: [term(1, 4, 2), term(3, 2), term(4, 5), term(6, 1, 3), ...named(2, 5, 8, 9, 11, 12, 13, 15)],
      interests: named(1, 2, 3, 5, 7, 41),
      seniority: 2,
    },
    { id: "mixed", skills: [term(1, 1, 5), term(2, 3), term(17, 2), term(31, 5, 4)], interests: named(1, 23) },
    { id: "rare", skills: [term(39), term(41)], interests: named(40), seniority: 5 },
  ];
  return { mentees, mentors };
}

const crowd = drawCrowd();
/** Some of the popular terms are near each other, and others are not. */
const branches = [
  { id: "1", label: "term 1", aliases: ["term 12"] },
  { id: "2", label: "term 2", broader: "1" },
  { id: "4", label: "term 4", broader: "1" },
  { id: "17", label: "term 17", broader: "2" },
];
/** Round numbers, as an administrator states them. */
const record = {
  skills: [
    { term: "term 1", weight: 2 },
    { term: "term 3", weight: 3 },
  ],
};
/** Rows of a great programme are added up in other ways than those of a small one, which depend on the weights of terms. */
const greatProgrammes: readonly [name: string, rarity: boolean, words: Pick<Policy, "rarity" | "taxonomy">][] = [
  ["terms that weigh alike", false, {}],
  ["terms that weigh alike and are near each other", false, { taxonomy: branches }],
  ["terms that weigh by their rarity", true, {}],
  ["terms that weigh by their rarity and are near each other", true, { taxonomy: branches }],
  ["terms that weigh as recorded", true, { rarity: record }],
  ["terms that weigh as recorded and are near each other", true, { rarity: record, taxonomy: branches }],
];

describe("scorePairs gives what the documentation says, to the millionth", () => {
  test("with criteria of every kind", () => {
    const seen: Record<string, number> = {};
    const count = countInto(seen);
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 5 }), fc.boolean(), (drawn, words) => {
        const given = withoutConditions(words ? withWords(drawn) : drawn);
        const pairs = naiveScores(given.people, given.policy);
        expect(scored(given)).toEqual(expected(pairs));
        for (const { kind, score, status } of pairs.flatMap(({ parts }) => parts)) {
          if (status === "scored") count(score > 0 && score < 1 ? `${kind} between` : `${kind} at an end`);
          else count(status);
        }
        for (const [what, strip] of Object.entries(without)) {
          const other = strip(given);
          const others = naiveScores(other.people, other.policy);
          if (others.some(({ score }, at) => score !== pairs[at].score)) count(what);
        }
      }),
      runs(1500),
    );
    for (const [kind, least] of Object.entries(leastBetween)) {
      expect(seen[`${kind} between`] ?? 0, kind).toBeGreaterThanOrEqual(least);
      expect(seen[`${kind} at an end`], kind).toBeGreaterThan(500);
    }
    for (const status of ["mentorUnanswered", "menteeUnanswered"]) expect(seen[status], status).toBeGreaterThan(10_000);
    for (const what of Object.keys(without)) expect(seen[what], what).toBeGreaterThan(50);
  });

  test("with weights of any size, of which mentees make more or less", () => {
    let tied = 0;
    fc.assert(
      fc.property(emphasised, (stated) => {
        const names = stated.map((_, at) => `criterion ${at}`);
        // a mentor for each criterion, who scores 1 on it and 0 on the others: the row is the weights
        const criteria = stated.map(([weight], at): [string, Criterion] => {
          const score = ({ id }: { readonly id: string }) => Number(id === names[at]);
          return [names[at], { kind: "custom", name: "for one", version: "1", weight, score }];
        });
        const emphasis = Object.fromEntries(stated.map(([, factor], at) => [names[at], factor]));
        const people = { mentees: [{ id: "ada", requests: { emphasis } }], mentors: names.map((id) => ({ id })) };
        const policy = { criteria: Object.fromEntries(criteria), emphasis: { min: 0.1, max: 3 } };
        const row = scored({ people, policy });
        expect(row).toEqual(expected(naiveScores(people, policy)));
        expect(row.reduce((sum, [, , score]) => sum + score, 0)).toBe(1_000_000);
        const products = stated.map(([weight, factor]) => (weight * factor).toPrecision(12));
        const isTied = (at: number, other: number) => products[at] === products[other] && row[at][2] !== row[other][2];
        if (row.some((_, at) => row.some((_, other) => isTied(at, other)))) tied++;
      }),
      runs(1500),
    );
    expect(tied).toBeGreaterThan(100);
  });

  test("in rows of many mentors", () => {
    const seen: Record<string, number> = {};
    const count = countInto(seen);
    fc.assert(
      fc.property(crowds, ({ people, policy }) => {
        const pairs = naiveScores(people, policy);
        expect(scored({ people, policy })).toEqual(expected(pairs));
        if (pairs.every(({ score }) => score === 0 || score === 1_000_000)) return;
        const { kind, rarity } = policy.criteria.skills;
        count(kind);
        if (policy.taxonomy !== undefined) count(`${kind}, terms near each other`);
        if (rarity) count(policy.rarity === undefined ? `${kind}, rarity` : `${kind}, recorded rarity`);
      }),
      runs(600),
    );
    for (const kind of ["coverage", "overlap"]) {
      expect(seen[kind]).toBeGreaterThan(200);
      expect(seen[`${kind}, terms near each other`]).toBeGreaterThan(80);
      expect(seen[`${kind}, rarity`]).toBeGreaterThan(60);
      expect(seen[`${kind}, recorded rarity`]).toBeGreaterThan(25);
    }
  });

  test.each(greatProgrammes)("in rows of 1503 mentors with %s", (_, rarity, words) => {
    const policy: Policy = {
      criteria: {
        skills: { kind: "coverage", field: "skills", rarity, missing: 0.3, weight: 3 },
        interests: { kind: "overlap", field: "interests", rarity, missing: 0.3, weight: 2 },
        seniority: { kind: "proximity", field: "seniority", tolerance: 4 },
      },
      ...words,
    };
    const pairs = naiveScores(crowd, policy);
    expect(scored({ people: crowd, policy })).toEqual(expected(pairs));
    expect(new Set(pairs.map(({ score }) => score)).size).toBeGreaterThan(1000);
  });
});
