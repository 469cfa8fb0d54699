import fc from "fast-check";
import { explain, match, type People, type Policy, type Similarity, similarity, toText } from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { contributionsOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf, seeded, shuffle } from "../../support/programmes.js";
import { refusal } from "../../support/refusal.js";

type Options = Omit<Similarity, "kind">;

/** Every problem for which a call is refused: its code and its sentence. */
function problemsOf(call: () => unknown): string[] {
  return refusal(call).issues.map(({ code, message }) => `${code} ${message}`);
}

function compilePeople(people: People, options: Options, policy: Partial<Policy> = {}) {
  return scorerOf(people, { ...policy, criteria: { it: similarity(options) } }).criteria[0].compiled;
}

/** Ada with one embedding, Lin with another. */
function compile(own: readonly number[] | undefined, theirs: readonly number[] | undefined, options: Options = {}) {
  const people = { mentees: [{ id: "ada", embedding: own }], mentors: [{ id: "lin", embedding: theirs }] };
  return compilePeople(people, { field: "embedding", ...options });
}

function scoreOf(own: readonly number[], theirs: readonly number[], options?: Options): number {
  return compile(own, theirs, options).score(0, 0);
}

/** People whose embeddings are random vectors of the same length, some absent. */
function crowd(mentees: number, mentors: number, seed: number): People {
  const below = seeded(seed);
  const person = (side: string, index: number) => {
    const vector = Array.from({ length: 5 }, () => below(2001) / 1000 - 1);
    return { id: `${side}${index}`, ...(below(9) > 0 && { embedding: vector }) };
  };
  return {
    mentees: Array.from({ length: mentees }, (_, index) => person("mentee", index)),
    mentors: Array.from({ length: mentors }, (_, index) => person("mentor", index)),
  };
}

/** Every score by ids, asked for in the given order of mentees. */
function scoresOf(people: People, order: (mentees: number[]) => number[] = (all) => all): Map<string, number> {
  const { problem, criteria } = scorerOf(people, { criteria: { it: similarity({ field: "embedding" }) } });
  const [{ compiled }] = criteria;
  const entries = order([...problem.mentees.keys()].filter(compiled.asks)).flatMap((i) =>
    problem.mentors.map(({ id }, j): [string, number] => [`${problem.mentees[i].id} ${id}`, compiled.score(i, j)]),
  );
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe("similarity()", () => {
  test("similarity(): is a plain object", () => {
    expect(similarity({ field: "embedding", weight: 2 })).toEqual({
      kind: "similarity",
      field: "embedding",
      weight: 2,
    });
  });

  test("similarity(): 1 where vectors point the same way, 0 where they point opposite ways, 0.5 at right angles", () => {
    expect(scoreOf([1, 2], [2, 4])).toBe(1);
    expect(scoreOf([1, 2], [-0.5, -1])).toBe(0);
    expect(scoreOf([1, 0], [0, 7])).toBe(0.5);
    // (3 · 4 + 4 · 3) / (5 · 5) = 0.96
    expect(scoreOf([3, 4], [4, 3])).toBe(0.98);
  });

  test("similarity(): the other way round where complementary vectors are preferred", () => {
    const prefer = "complementary";
    expect(scoreOf([1, 2], [2, 4], { prefer })).toBe(0);
    expect(scoreOf([1, 2], [-0.5, -1], { prefer })).toBe(1);
    expect(scoreOf([3, 4], [4, 3], { prefer })).toBeCloseTo(0.02, 12);
  });

  test("similarity(): the centre is subtracted from every component", () => {
    // about 3: (2, 0) and (0, 2) at right angles, (2, -2) and (-2, 2) opposite
    expect(scoreOf([5, 3], [3, 5], { centre: 3 })).toBe(0.5);
    expect(scoreOf([5, 1], [1, 5], { centre: 3 })).toBe(0);
    // without it: (5 + 5) / 26 = 0.384615384…
    expect(scoreOf([5, 1], [1, 5])).toBe((1 + 0.384615385) / 2);
  });

  test("similarity(): fields are components, and labels count as their places on the scale", () => {
    const people = {
      mentees: [{ id: "ada", seniority: "Lead", attributes: { calm: 4 } }],
      mentors: [{ id: "lin", seniority: "Senior", attributes: { calm: 2 } }],
    };
    const scales = { seniority: ["Junior", "Senior", "Lead"] };
    const compiled = compilePeople(people, { fields: ["seniority", "calm"] }, { scales });
    // (2, 4) and (1, 2)
    expect(compiled.score(0, 0)).toBe(1);
    expect(compiled.evidence(0, 0)).toEqual({
      kind: "similarity",
      fields: ["calm", "seniority"],
      cosine: 1,
      prefer: "similar",
    });
  });

  test("similarity(): a vector may be an attribute", () => {
    const people = {
      mentees: [{ id: "ada", attributes: { traits: [3, 4] } }],
      mentors: [{ id: "lin", attributes: { traits: [4, 3] } }],
    };
    expect(compilePeople(people, { field: "traits" }).score(0, 0)).toBe(0.98);
  });

  test("similarity(): an absent vector is unknown", () => {
    expect(compile(undefined, [1, 2]).asks(0)).toBe(false);
    expect(compile(undefined, [1, 2]).answered(0)).toBe(false);
    expect(compile([1, 2], undefined).score(0, 0)).toBeNaN();
    expect(compile([1, 2], undefined).evidence(0, 0)).toMatchObject({ cosine: null });
    expect(compile(undefined, undefined).asks(0)).toBe(false);
  });

  test("similarity(): a vector that points nowhere cannot be scored, but is an answer", () => {
    expect(compile([0, -0], [1, 2]).asks(0)).toBe(false);
    expect(compile([0, -0], [1, 2]).answered(0)).toBe(true);
    expect(compile([3, 3], [1, 2], { centre: 3 }).asks(0)).toBe(false);
    expect(compile([3, 3], [1, 2]).asks(0)).toBe(true);
    expect(compile([1, 2], [3, 3], { centre: 3 }).score(0, 0)).toBeNaN();
    expect(compile([0, 0], [1, 2]).evidence(0, 0)).toMatchObject({ cosine: null });
  });

  test("similarity(): an unknown component leaves the vector unknown", () => {
    const people: People = {
      mentees: [
        { id: "ada", attributes: { calm: 1 } },
        { id: "ben", attributes: { calm: 1, open: 1 } },
      ],
      mentors: [
        { id: "lin", attributes: { open: 1 } },
        { id: "sam", attributes: { calm: 2, open: 2 } },
      ],
    };
    const { asks, answered, score } = compilePeople(people, { fields: ["calm", "open"] });
    expect([asks(0), answered(0), asks(1), answered(1)]).toEqual([false, false, true, true]);
    expect([score(1, 0), score(1, 1)]).toEqual([Number.NaN, 1]);
  });

  test("similarity(): an empty list is an answer without numbers, and no length that others must have", () => {
    const people = {
      mentees: [
        { id: "ada", attributes: { traits: [] } },
        { id: "ben", attributes: { traits: [1, 2] } },
      ],
      mentors: [{ id: "lin", attributes: { traits: [] } }],
    };
    const { asks, answered, score } = compilePeople(people, { field: "traits" });
    expect([asks(0), answered(0), asks(1)]).toEqual([false, true, true]);
    expect(score(1, 0)).toBeNaN();
  });

  test("similarity(): a mentor without a vector takes the middle, or the criterion's own value", () => {
    const people = { mentees: [{ id: "ada", embedding: [1, 2] }], mentors: [{ id: "lin" }] };
    const scoreWith = (missing?: number) => {
      const it = { kind: "similarity", field: "embedding", ...(missing !== undefined && { missing }) } as const;
      return contributionsOf(scorerOf(people, { criteria: { it } }), 0, 0)[0].contribution;
    };
    expect([scoreWith(), scoreWith(0.1)]).toEqual([500_000, 100_000]);
  });

  test("similarity(): is what its definition says, the same from both sides, and 1 with its complement", () => {
    let between = 0;
    const length = 4;
    const vector = fc.array(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.double({ min: -9, max: 9, noNaN: true })), {
      minLength: length,
      maxLength: length,
    });
    const centre = fc.constantFrom(0, 1, 2.5);
    fc.assert(
      fc.property(vector, vector, centre, (own, theirs, middle) => {
        const dot = (a: readonly number[], b: readonly number[]) =>
          a.reduce((sum, value, k) => sum + (value - middle) * (b[k] - middle), 0);
        const { asks, score } = compile(own, theirs, { centre: middle });
        expect(asks(0)).toBe(own.some((value) => value !== middle));
        if (!asks(0) || theirs.every((value) => value === middle)) return;
        const cosine = dot(own, theirs) / Math.sqrt(dot(own, own)) / Math.sqrt(dot(theirs, theirs));
        if (Number.isFinite(cosine)) expect(score(0, 0)).toBeCloseTo((1 + cosine) / 2, 8);
        expect(scoreOf(theirs, own, { centre: middle })).toBe(score(0, 0));
        const complement = scoreOf(own, theirs, { centre: middle, prefer: "complementary" });
        expect(score(0, 0) + complement).toBeCloseTo(1, 12);
        if (score(0, 0) > 0 && score(0, 0) < 1) between += 1;
      }),
      runs(600),
    );
    expect(between).toBeGreaterThan(400);
  });

  test("similarity(): the length of a vector plays no part", () => {
    const whole = fc.integer({ min: -9, max: 9 });
    const vector = fc.array(whole, { minLength: 3, maxLength: 3 }).filter((all) => all.some((value) => value !== 0));
    let scaled = 0;
    fc.assert(
      fc.property(vector, vector, fc.constantFrom(0.5, 2, 1024, 3, 0.1), (own, theirs, factor) => {
        const longer = own.map((value) => value * factor);
        expect(scoreOf(longer, theirs)).toBe(scoreOf(own, theirs));
        scaled += 1;
      }),
      runs(300),
    );
    expect(scaled).toBe(300);
  });

  test("similarity(): is from 0 to 1 at the ends of what numbers can hold", () => {
    const ends = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, Number.MIN_VALUE, -Number.MIN_VALUE, 1];
    const vectors = ends.flatMap((a) => [...ends, 0].map((b) => [a, b]));
    for (const centre of [0, Number.MAX_SAFE_INTEGER, -Number.MIN_VALUE, 0.1]) {
      for (const own of vectors) {
        for (const theirs of vectors) {
          const { asks, score } = compile(own, theirs, { centre });
          if (!asks(0) || Number.isNaN(score(0, 0))) continue;
          expect(score(0, 0) >= 0 && score(0, 0) <= 1, `${own} ${theirs} ${centre}: ${score(0, 0)}`).toBe(true);
        }
      }
    }
    expect(scoreOf([Number.MIN_VALUE, 0], [Number.MAX_SAFE_INTEGER, 0])).toBe(1);
    expect(scoreOf([1e-200, 1e-200], [-1e-200, -1e-200])).toBe(0);
  });

  test("similarity(): the same to the last bit in any order of people, components, and questions, and in any company", () => {
    const people = crowd(150, 7, 1);
    const scores = scoresOf(people);
    expect(scores.size).toBeGreaterThan(64 * 7);
    expect(new Set(scores.values()).size).toBeGreaterThan(400);
    for (const seed of [2, 3, 4]) {
      const below = seeded(seed);
      const others = { mentees: shuffle(people.mentees, below), mentors: shuffle(people.mentors, below) };
      expect(scoresOf(others)).toEqual(scores);
      expect(scoresOf(people, (all) => shuffle(all, below))).toEqual(scores);
      const few = { mentees: others.mentees.slice(0, 70), mentors: others.mentors.slice(0, 3) };
      const left = scoresOf(few);
      expect(left.size).toBeGreaterThan(100);
      for (const [pair, score] of left) expect(score).toBe(scores.get(pair));
    }
    const names = ["calm", "open", "warm"];
    const traits = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });
    let moved = 0;
    fc.assert(
      fc.property(traits, traits, fc.shuffledSubarray(names, { minLength: 3 }), (own, theirs, fields) => {
        const attributes = (values: readonly number[]) => Object.fromEntries(names.map((name, k) => [name, values[k]]));
        const pair = {
          mentees: [{ id: "ada", attributes: attributes(own) }],
          mentors: [{ id: "lin", attributes: attributes(theirs) }],
        };
        const inOrder = compilePeople(pair, { fields: names });
        const other = compilePeople(pair, { fields });
        if (!inOrder.asks(0)) return;
        expect(other.score(0, 0)).toBe(inOrder.score(0, 0));
        expect(other.evidence(0, 0)).toEqual(inOrder.evidence(0, 0));
        if (fields.join() !== names.join()) moved += 1;
      }),
      runs(200),
    );
    expect(moved).toBeGreaterThan(100);
  });

  test("similarity(): scoring a row gives exactly what scoring each of its pairs gives, over several blocks", () => {
    const people = crowd(140, 9, 5);
    const scorer = scorerOf(people, { criteria: { it: similarity({ field: "embedding" }) } });
    const { scores } = scoreAll(scorer, [...scorer.problem.mentees.keys()]);
    const again = [...scorer.problem.mentees.keys()].flatMap((mentee) =>
      scorer.problem.mentors.map((_, mentor) => contributionsOf(scorer, mentee, mentor)[0].contribution),
    );
    expect([...scores]).toEqual(again);
    expect(new Set(again).size).toBeGreaterThan(500);
  });

  test("similarity(): an administrator reads the cosine, a participant nothing of it", () => {
    const people = {
      mentees: [
        { id: "ada", embedding: [3, 4] },
        { id: "ben", embedding: [0, 0] },
        { id: "chidi" },
        { id: "dora", embedding: [1, 1] },
      ],
      mentors: [
        { id: "lin", embedding: [4, 3] },
        { id: "sam", capacity: 3 },
      ],
    };
    const matching = match(people, {
      criteria: { like: similarity({ field: "embedding" }) },
      pins: [
        { mentee: "ada", mentor: "lin", reason: "x" },
        { mentee: "dora", mentor: "sam", reason: "x" },
      ],
    });
    const told = ["ada", "ben", "chidi", "dora"].map((mentee) => explain(matching, { mentee }));
    expect(
      told.map((one) =>
        toText(one, { audience: "administrator" })
          .split("\n")
          .find((line) => line.startsWith("like: ")),
      ),
    ).toEqual([
      "like: 0.98 = 1 × 0.98. Cosine 0.96, similar preferred.",
      "like: not scored, the mentee gave answers that are all at the centre.",
      "like: not scored, the mentee gave no answer.",
      "like: 0.5 = 1 × 0.5, because the mentor gave no answer.",
    ]);
    expect(told.map((one) => toText(one, { audience: "mentee" }).split("\n").at(-1))).toEqual([
      "Your mentor is lin. The programme's team arranged this match.",
      "Your mentor is sam.",
      "Your mentor is sam.",
      "Your mentor is sam. The programme's team arranged this match.",
    ]);
  });
});

describe("similarity(): what is refused", () => {
  const nobody = { mentees: [], mentors: [] };
  const refused = (options: object) => problemsOf(() => compilePeople(nobody, options as Options));

  test("similarity(): either a field or fields", () => {
    expect(refused({})).toMatchInlineSnapshot(`
      [
        "E_MISSING Expected policy.criteria.it.field to be the name of a field, or left out for a list in fields, received nothing.",
      ]
    `);
    expect(refused({ field: "embedding", fields: ["calm", "open"] })).toMatchInlineSnapshot(`
      [
        "E_CONFLICT Expected policy.criteria.it.fields to be left out, as field is given, received a list of 2.",
      ]
    `);
    expect(refused({ fields: ["calm"] })).toMatchInlineSnapshot(`
      [
        "E_SHAPE Expected policy.criteria.it.fields to be a list of at least two fields, received a list of 1.",
      ]
    `);
    expect(refused({ fields: ["calm", "open", "calm"] })).toMatchInlineSnapshot(`
      [
        "E_DUPLICATE Expected policy.criteria.it.fields to be a list of different fields, received a list of 3.",
      ]
    `);
    expect(refused({ fields: ["calm", "embedding"] })).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected policy.criteria.it.fields[1] to be a field that holds one number: a vector stands in field, received "embedding".",
      ]
    `);
    expect(refused({ fields: "calm" })).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected policy.criteria.it.fields to be a list of fields, received "calm".",
      ]
    `);
    expect(refused({ field: "location" })).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected policy.criteria.it.field to be another field: places are read by the kinds "distance" and "maximumDistance" only, received "location".",
      ]
    `);
    expect(refused({ field: 3 })).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected policy.criteria.it.field to be the name of a field, received 3.",
      ]
    `);
  });

  test("similarity(): options that are none", () => {
    expect(refused({ field: "embedding", prefer: "opposite" })).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected policy.criteria.it.prefer to be "similar" or "complementary", received "opposite".",
      ]
    `);
    expect(refused({ field: "embedding", centre: "3" })).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected policy.criteria.it.centre to be a finite number, received "3".",
      ]
    `);
    expect(refused({ field: "embedding", centre: Number.NaN })).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected policy.criteria.it.centre to be a finite number, received NaN.",
      ]
    `);
    expect(refused({ field: "embedding", centre: 1e300 })).toMatchInlineSnapshot(`
      [
        "E_RANGE Expected policy.criteria.it.centre to be a number between ±2^53, received 1e+300.",
      ]
    `);
    expect(refused({ field: "embedding", center: 3 })).toMatchInlineSnapshot(`
      [
        "E_UNKNOWN_KEY Expected policy.criteria.it.center to be a known key, received an unknown one. Did you mean "centre"?",
      ]
    `);
  });

  const lengths = (own: readonly number[], theirs: readonly number[]) => ({
    mentees: own.map((length, index) => ({ id: `a${9 - index}`, attributes: { traits: Array(length).fill(1) } })),
    mentors: theirs.map((length, index) => ({ id: `b${index}`, attributes: { traits: Array(length).fill(1) } })),
  });

  test("similarity(): lengths that differ from the one that most have, the smaller of two as common", () => {
    const messages = (people: People) => problemsOf(() => compilePeople(people, { field: "traits" }));
    expect(messages(lengths([3, 2, 3], [1, 3, 0]))).toMatchInlineSnapshot(`
      [
        "E_SHAPE Expected mentors[0].attributes.traits to be 3 numbers, as the others have, received a list of 1.",
        "E_SHAPE Expected mentees[1].attributes.traits to be 3 numbers, as the others have, received a list of 2.",
      ]
    `);
    expect(messages(lengths([3, 2], []))).toMatchInlineSnapshot(`
      [
        "E_SHAPE Expected mentees[0].attributes.traits to be 2 numbers, as the others have, received a list of 3.",
      ]
    `);
    const people = { mentees: [{ id: "ada", embedding: [1] }], mentors: [{ id: "lin", embedding: [1, 2] }] };
    expect(problemsOf(() => compilePeople(people, { field: "embedding" }))).toMatchInlineSnapshot(`
      [
        "E_SHAPE Expected mentors[0].embedding to be 1 number, as the others have, received a list of 2.",
      ]
    `);
  });

  test("similarity(): answers that are no list of numbers", () => {
    const people = {
      mentees: [
        { id: "ada", attributes: { traits: "calm" } },
        { id: "ben", attributes: { traits: ["calm"] } },
      ],
      mentors: [{ id: "lin", attributes: { traits: 3 } }],
    };
    expect(problemsOf(() => compilePeople(people, { field: "traits" }))).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected mentors[0].attributes.traits to be a list of numbers, received 3.",
        "E_TYPE Expected mentees[0].attributes.traits to be a list of numbers, received a text.",
        "E_TYPE Expected mentees[1].attributes.traits to be a list of numbers, received a list of something else.",
      ]
    `);
  });

  test("similarity(): answers that are no number, in every field at once", () => {
    const people = {
      mentees: [{ id: "ada", attributes: { calm: "very", open: 1 } }],
      mentors: [{ id: "lin", attributes: { calm: 1, open: true } }],
    };
    expect(problemsOf(() => compilePeople(people, { fields: ["calm", "open"] }))).toMatchInlineSnapshot(`
      [
        "E_SCALE Expected mentors[0].attributes.open to be a number, or a label of a scale, received a truth value. State the order of its labels in policy.scales.open.",
        "E_SCALE Expected mentees[0].attributes.calm to be a number, or a label of a scale, received a text. State the order of its labels in policy.scales.calm.",
      ]
    `);
  });
});
