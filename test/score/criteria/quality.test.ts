import fc from "fast-check";
import {
  type AttributeValue,
  explain,
  match,
  type People,
  type Policy,
  type Quality,
  quality,
  toText,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { contributionsOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";
import { refusal } from "../../support/refusal.js";

type Range = Pick<Quality, "from" | "to">;

const labels = ["Poor", "Fair", "Good", "Great", "Best"];
const scales = { grade: labels };

function person(id: string, rating?: AttributeValue, field = "rating") {
  return rating === undefined ? { id } : { id, attributes: { [field]: rating } };
}

function open(rating: AttributeValue | undefined, range: Range, field = "rating") {
  const people = { mentees: [person("ada")], mentors: [person("lin", rating, field)] };
  return scorerOf(people, { criteria: { it: quality({ field, ...range }) }, scales });
}

function scoreOf(rating: AttributeValue | undefined, range: Range, field?: string): number {
  return open(rating, range, field).criteria[0].compiled.score(0, 0);
}

/** Codes, places and sentences of everything that is wrong. */
function problemsOf(people: People, policy: Policy): string[] {
  return refusal(() => scorerOf(people, policy)).issues.map(({ code, message }) => `${code} ${message}`);
}

describe("quality()", () => {
  test("quality(): is a plain object", () => {
    const criterion = quality({ field: "rating", from: 1, to: 5, weight: 2 });
    expect(criterion).toEqual({ kind: "quality", field: "rating", from: 1, to: 5, weight: 2 });
  });

  test("quality(): 0 at from, 1 at to, evenly between", () => {
    // of 1 to 5: (1 − 1) / 4, (2 − 1) / 4, (4 − 1) / 4, (5 − 1) / 4
    expect([1, 2, 4, 5].map((rating) => scoreOf(rating, { from: 1, to: 5 }))).toEqual([0, 0.25, 0.75, 1]);
    // of −2 to 6: (0 + 2) / 8
    expect(scoreOf(0, { from: -2, to: 6 })).toBe(0.25);
  });

  test("quality(): counts from 0 where no from is given", () => {
    expect(scoreOf(3, { to: 4 })).toBe(0.75);
    expect(scoreOf(0, { to: 4 })).toBe(0);
  });

  test("quality(): a label counts as its place on the scale, from the first to the last where nothing else is given", () => {
    expect(["Poor", " fair", "GOOD", "Best"].map((label) => scoreOf(label, {}, "grade"))).toEqual([0, 0.25, 0.5, 1]);
    // from place 1 to place 4, Great is place 3
    expect(scoreOf("Great", { from: 1 }, "grade")).toBe(2 / 3);
    expect(scoreOf("Fair", { to: 8 }, "grade")).toBe(1 / 8);
    expect(scoreOf(2.5, {}, "grade")).toBe(0.625);
  });

  test("quality(): reads fields of a person as well", () => {
    const people = { mentees: [{ id: "ada", seniority: 9 }], mentors: [{ id: "lin", seniority: 3 }] };
    const { compiled } = scorerOf(people, { criteria: { it: quality({ field: "seniority", to: 4 }) } }).criteria[0];
    expect(compiled.score(0, 0)).toBe(0.75);
  });

  test("quality(): asks of every mentee, and a mentor's silence is unknown and counts 0", () => {
    const { compiled } = open(undefined, { to: 5 }).criteria[0];
    expect([compiled.asks(0), compiled.answered(0)]).toEqual([true, true]);
    expect(compiled.score(0, 0)).toBeNaN();
    expect(contributionsOf(open(undefined, { to: 5 }), 0, 0)[0]).toMatchObject({
      weight: 1_000_000,
      contribution: 0,
      status: "mentorUnanswered",
    });
  });

  test("quality(): is in [0, 1], the same for every mentee, rises with the number, and moves with its range", () => {
    const seen = { higher: 0, between: 0 };
    const whole = fc.integer({ min: -50, max: 50 });
    const span = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(whole, span, fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), (from, width, a, b) => {
        const range = { from, to: from + width };
        const [low, high] = [a, b].sort((x, y) => x - y).map((thousandths) => from + (thousandths / 1000) * width);
        const people = {
          mentees: [person("ada"), person("ben", 7)],
          mentors: [person("lin", low), person("noor", Math.min(high, range.to)), person("sam")],
        };
        const scorer = scorerOf(people, { criteria: { it: quality({ field: "rating", ...range }) } });
        const [first, second] = [0, 1].map((i) => [0, 1, 2].map((j) => scorer.criteria[0].compiled.score(i, j)));
        expect(second).toEqual(first);
        expect(first[0]).toBeCloseTo(Math.min(a, b) / 1000, 9);
        expect(first[0] >= 0 && first[1] <= 1).toBe(true);
        expect(first[1]).toBeGreaterThanOrEqual(first[0]);
        expect(scoreOf(low + 1000, { from: from + 1000, to: range.to + 1000 })).toBeCloseTo(first[0], 9);
        if (first[1] > first[0]) seen.higher += 1;
        if (first[0] > 0 && first[0] < 1) seen.between += 1;
      }),
      runs(300),
    );
    expect(seen.higher).toBeGreaterThan(200);
    expect(seen.between).toBeGreaterThan(200);
  });

  test("quality(): is from 0 to 1 at the ends of what numbers can hold", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect([-most, 0, most].map((rating) => scoreOf(rating, { from: -most, to: most }))).toEqual([0, 0.5, 1]);
    expect(scoreOf(Number.MIN_VALUE, { to: Number.MIN_VALUE })).toBe(1);
    expect(Object.is(scoreOf(-0, { from: -0, to: 1 }), 0)).toBe(true);
  });

  test("quality(): a row holds what its pairs hold, and mentors with the same number are a group", () => {
    const ratings = [3, undefined, 1.5, 3, 5, undefined, 0];
    const people = {
      mentees: [person("ada"), person("ben")],
      mentors: ratings.map((rating, at) => person(`mentor ${at}`, rating)),
    };
    const scorer = scorerOf(people, { criteria: { it: quality({ field: "rating", to: 5, missing: 0.3 }) } });
    const pairs = [0, 1].flatMap((i) => ratings.map((_, j) => contributionsOf(scorer, i, j)[0].contribution));
    // 3 of 5, missing, 1.5 of 5, 3 of 5, 5 of 5, missing, 0 of 5
    const row = [600_000, 300_000, 300_000, 600_000, 1_000_000, 300_000, 0];
    expect(pairs).toEqual([...row, ...row]);
    expect([...scoreAll(scorer, [0, 1]).scores]).toEqual(pairs);
    expect([...scorer.criteria[0].compiled.groups!.of]).toEqual([0, 1, 2, 0, 3, 1, 4]);
  });

  test("quality(): evidence holds the number and its range, null where the mentor did not answer", () => {
    expect(open("Good", { from: 1 }, "grade").criteria[0].compiled.evidence(0, 0)).toEqual({
      kind: "quality",
      field: "grade",
      value: 2,
      from: 1,
      to: 4,
    });
    const silent = open(undefined, { to: 5 }).criteria[0].compiled.evidence(0, 0);
    expect(silent).toEqual({ kind: "quality", field: "rating", value: null, from: 0, to: 5 });
  });
});

describe("quality(): what is refused", () => {
  const nobody = { mentees: [], mentors: [] };

  test("quality(): options that are none", () => {
    const bad = [
      {},
      { field: "livedExperiences", to: 5 },
      { field: "attributes.rating", to: 5 },
      { field: "rating", to: "5" },
      { field: "rating", from: Number.POSITIVE_INFINITY, to: 5 },
      { field: "rating", to: 2 ** 60 },
      { field: "rating", from: 5, to: 5 },
      { field: "rating", from: 6, to: 5 },
      { field: "rating", too: 5 },
    ];
    const messages = bad.flatMap((options) => {
      return problemsOf(nobody, { criteria: { it: { kind: "quality", ...options } } } as Policy);
    });
    expect(messages).toMatchInlineSnapshot(`
      [
        "E_MISSING Expected policy.criteria.it.field to be the name of a field, received nothing.",
        "E_OUT_OF_RANGE Expected policy.criteria.it.field to be another field: lived experience is scored by the kind "experience" only, received "livedExperiences".",
        "E_OUT_OF_RANGE Expected policy.criteria.it.field to be the name of a field or an attribute alone, without attributes. before it, received "attributes.rating".",
        "E_TYPE Expected policy.criteria.it.to to be a finite number, received "5".",
        "E_TYPE Expected policy.criteria.it.from to be a finite number, received Infinity.",
        "E_RANGE Expected policy.criteria.it.to to be a number between ±2^53, received 1152921504606847000.",
        "E_BOUNDS Expected policy.criteria.it to be a range whose from is below its to, received an object.",
        "E_BOUNDS Expected policy.criteria.it to be a range whose from is below its to, received an object.",
        "E_UNKNOWN_KEY Expected policy.criteria.it.too to be a known key, received an unknown one. Did you mean "to"?",
      ]
    `);
  });

  test("quality(): without a scale the number that scores 1 has to be stated", () => {
    const people = { mentees: [], mentors: [person("lin", 3)] };
    for (const range of [{}, { from: 1 }]) {
      const { issues } = refusal(() => open(3, range));
      expect(issues.map(({ code, path, pointer }) => [code, path, pointer])).toEqual([
        ["E_MISSING", "policy.criteria.it.to", "/policy/criteria/it/to"],
      ]);
    }
    expect(problemsOf(people, { criteria: { it: quality({ field: "rating" }) } })).toMatchInlineSnapshot(`
      [
        "E_MISSING Expected policy.criteria.it.to to be the number that scores 1, received nothing. State it, or the order of the field's labels in policy.scales.rating.",
      ]
    `);
  });

  test("quality(): ends that the scale or the default puts the wrong way round", () => {
    const one = { grade: ["Only"] };
    const messages = [
      problemsOf(nobody, { criteria: { it: quality({ field: "grade", from: 4 }) }, scales }),
      problemsOf(nobody, { criteria: { it: quality({ field: "grade" }) }, scales: one }),
      problemsOf(nobody, { criteria: { it: quality({ field: "rating", to: 0 }) } }),
      problemsOf(nobody, { criteria: { it: quality({ field: "rating", to: -3 }) } }),
    ];
    expect(messages.flat()).toMatchInlineSnapshot(`
      [
        "E_BOUNDS Expected policy.criteria.it to be a range whose from is below its to, received one from 4 to 4.",
        "E_BOUNDS Expected policy.criteria.it to be a range whose from is below its to, received one from 0 to 0.",
        "E_BOUNDS Expected policy.criteria.it to be a range whose from is below its to, received one from 0 to 0.",
        "E_BOUNDS Expected policy.criteria.it to be a range whose from is below its to, received one from 0 to -3.",
      ]
    `);
  });

  test("quality(): every mentor's answer that is outside, or on no scale; those of mentees are not read", () => {
    const people = {
      mentees: [person("ada", "excellent"), person("ben", 99)],
      mentors: [person("zoe", 6), person("lin", -0.5), person("sam", "good"), person("noor", true), person("kim", 5)],
    };
    expect(problemsOf(people, { criteria: { it: quality({ field: "rating", to: 5 }) } })).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected mentors[0].attributes.rating to be from 0 to 5, the range of policy.criteria.it, received 6.",
        "E_OUT_OF_RANGE Expected mentors[1].attributes.rating to be from 0 to 5, the range of policy.criteria.it, received -0.5.",
        "E_SCALE Expected mentors[2].attributes.rating to be a number, or a label of a scale, received a text. State the order of its labels in policy.scales.rating.",
        "E_SCALE Expected mentors[3].attributes.rating to be a number, or a label of a scale, received a truth value. State the order of its labels in policy.scales.rating.",
      ]
    `);
    const graded = {
      mentees: [person("ada", "Awful", "grade")],
      mentors: [person("lin", "Poor", "grade"), person("sam", "Awful", "grade")],
    };
    const criteria = { it: quality({ field: "grade", from: 1, to: 3 }) };
    expect(problemsOf(graded, { criteria, scales })).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected mentors[0].attributes.grade to be from 1 to 3, the range of policy.criteria.it, received a label at place 0 of its scale.",
        "E_SCALE Expected mentors[1].attributes.grade to be a label of policy.scales.grade, received a text.",
      ]
    `);
    const senior = { mentees: [], mentors: [{ id: "lin", seniority: 8 }] };
    expect(problemsOf(senior, { criteria: { it: quality({ field: "seniority", to: 5 }) } })).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected mentors[0].seniority to be from 0 to 5, the range of policy.criteria.it, received 8.",
      ]
    `);
  });

  test("quality(): of weight 0 reads nobody", () => {
    const criteria = {
      skills: { kind: "coverage", field: "skills" } as const,
      it: quality({ field: "rating", weight: 0 }),
    };
    expect(scorerOf({ mentees: [], mentors: [person("lin", "good")] }, { criteria }).criteria).toHaveLength(1);
  });
});

describe("toText(): a quality", () => {
  function textsOf(rating?: number): string[] {
    const people = {
      mentees: [{ ...person("ada", 4), skills: ["SQL"] }],
      mentors: [{ ...person("lin", rating), skills: ["SQL"] }],
    };
    const criteria = {
      rating: quality({ field: "rating", to: 5 }),
      skills: { kind: "coverage", field: "skills" } as const,
    };
    const rules = { level: { kind: "gap", field: "rating", min: 0 } } as const;
    const explanation = explain(match(people, { criteria, rules }), { mentee: "ada" });
    return (["mentee", "mentor", "administrator"] as const).map((audience) => toText(explanation, { audience }));
  }

  test("toText(): no participant reads of it, not even that it was not given; a rule on the field is told as before", () => {
    expect(textsOf(4)).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      lin can help with what you asked for: SQL. You are at the same level of rating.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada. You can help with what ada asked for: SQL. You are at the same level of rating.",
        "ada with lin: score 0.9, confidence 100 %.
      rating: 0.4 = 0.5 × 0.8. 4 from 0 to 5.
      skills: 0.5 = 0.5 × 1. Covered: SQL.
      Rules: level met (gap 0).
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(textsOf()).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      lin can help with what you asked for: SQL.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada. You can help with what ada asked for: SQL.",
        "ada with lin: score 0.5, confidence 50 %.
      rating: 0 = 0.5 × 0, because the mentor gave no answer.
      skills: 0.5 = 0.5 × 1. Covered: SQL.
      Rules: level undecided (an answer is missing).
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
  });
});
