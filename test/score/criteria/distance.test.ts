import fc from "fast-check";
import { distance, explain, type Location, match, type People, type Policy, toText } from "telemachus";
import { describe, expect, test } from "vitest";

import { kilometres } from "../../../src/score/kilometres.js";
import { scoreAll } from "../../../src/score/scoreAll.js";
import { contributionsOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";
import { problemsOf, refusal } from "../../support/refusal.js";

const leeds = { latitude: 53.8008, longitude: -1.5491 };
const suva = { latitude: -18.1416, longitude: 178.4419 };
/** North of Leeds by degrees of 111.195080 km. */
const north = (degrees: number) => ({ latitude: leeds.latitude + degrees, longitude: leeds.longitude });

function open(mentee: Location | undefined, mentor: Location | undefined, halfKilometres = 50) {
  const people = { mentees: [{ id: "ada", location: mentee }], mentors: [{ id: "lin", location: mentor }] };
  return scorerOf(people, { criteria: { it: distance({ halfKilometres }) } });
}

function compile(mentee?: Location, mentor?: Location, halfKilometres?: number) {
  return open(mentee, mentor, halfKilometres).criteria[0].compiled;
}

function scoreOf(mentee: Location, mentor: Location | undefined, halfKilometres?: number): number {
  return compile(mentee, mentor, halfKilometres).score(0, 0);
}

const place = fc.record({
  latitude: fc.integer({ min: -90_000, max: 90_000 }).map((thousandths) => thousandths / 1000),
  longitude: fc.integer({ min: -180_000, max: 180_000 }).map((thousandths) => thousandths / 1000),
});
const half = fc.integer({ min: 1, max: 50_000 }).map((tenths) => tenths / 10);

describe("distance()", () => {
  test("distance(): is a plain object", () => {
    const criterion = distance({ halfKilometres: 50, weight: 2 });
    expect(criterion).toEqual({ kind: "distance", halfKilometres: 50, weight: 2 });
  });

  test("distance(): 1 at the same place, a half at the half-distance, a third at twice of it", () => {
    expect(scoreOf(leeds, leeds)).toBe(1);
    // one degree is 111.195 km, two are 222.390 km
    expect(scoreOf(leeds, north(1), 111.195)).toBe(0.5);
    expect(scoreOf(leeds, north(2), 111.195)).toBe(1 / 3);
    expect(scoreOf(leeds, north(1), 222.39)).toBe(1 / 1.5);
  });

  test("distance(): silence of either is unknown, and a mentor's counts a half", () => {
    expect(compile(undefined, leeds).asks(0)).toBe(false);
    expect(compile(undefined, leeds).answered(0)).toBe(false);
    expect(compile(leeds, leeds).asks(0)).toBe(true);
    expect(compile(leeds, leeds).answered(0)).toBe(true);
    expect(scoreOf(leeds, undefined)).toBeNaN();
    expect(contributionsOf(open(leeds, undefined), 0, 0)[0]).toMatchObject({
      contribution: 500_000,
      status: "mentorUnanswered",
    });
  });

  test("distance(): is 1 / (1 + km / half), the same both ways, in [0, 1]", () => {
    let between = 0;
    fc.assert(
      fc.property(place, place, half, (mentee, mentor, halfKilometres) => {
        const score = scoreOf(mentee, mentor, halfKilometres);
        expect(score).toBe(1 / (1 + kilometres(mentee, mentor) / halfKilometres));
        expect(scoreOf(mentor, mentee, halfKilometres)).toBe(score);
        expect(score >= 0 && score <= 1).toBe(true);
        if (score > 0.01 && score < 0.99) between += 1;
      }),
      runs(300),
    );
    expect(between).toBeGreaterThan(200);
  });

  test("distance(): who is nearer never scores lower, and a longer half-distance never lowers a score", () => {
    const seen = { nearer: 0, longer: 0 };
    fc.assert(
      fc.property(place, place, place, half, (mentee, first, second, halfKilometres) => {
        const [near, far] = [first, second].sort((a, b) => kilometres(mentee, a) - kilometres(mentee, b));
        const score = scoreOf(mentee, far, halfKilometres);
        expect(scoreOf(mentee, near, halfKilometres)).toBeGreaterThanOrEqual(score);
        expect(scoreOf(mentee, far, 2 * halfKilometres)).toBeGreaterThanOrEqual(score);
        if (scoreOf(mentee, near, halfKilometres) > score) seen.nearer += 1;
        if (scoreOf(mentee, far, 2 * halfKilometres) > score) seen.longer += 1;
      }),
      runs(300),
    );
    expect(seen.nearer).toBeGreaterThan(200);
    expect(seen.longer).toBeGreaterThan(200);
  });

  test("distance(): is from 0 to 1 at the ends of what a half-distance can be", () => {
    for (const halfKilometres of [Number.MIN_VALUE, Number.MAX_VALUE]) {
      expect(scoreOf(leeds, leeds, halfKilometres)).toBe(1);
    }
    expect(scoreOf(leeds, suva, Number.MIN_VALUE)).toBe(0);
    expect(scoreOf(leeds, suva, Number.MAX_VALUE)).toBe(1);
  });

  test("distance(): a row holds what its pairs hold, and mentors of one place are a group", () => {
    const zero = { latitude: 0, longitude: 0 };
    const east = { ...leeds, longitude: 12 };
    const places = [leeds, suva, undefined, { ...leeds }, north(0.3), { ...suva }, undefined, zero, east];
    const people = {
      mentees: [leeds, suva, undefined].map((location, at) => ({ id: `mentee ${at}`, location })),
      mentors: places.map((location, at) => ({ id: `mentor ${at}`, location })),
    };
    const scorer = scorerOf(people, { criteria: { it: distance({ halfKilometres: 30, missing: 0.25 }) } });
    const pairs = [0, 1, 2].flatMap((i) => places.map((_, j) => contributionsOf(scorer, i, j)[0].contribution));
    expect([...scoreAll(scorer, [0, 1, 2]).scores]).toEqual(pairs);
    expect(new Set(pairs).size).toBeGreaterThan(3);
    expect([...scorer.criteria[0].compiled.groups!.of]).toEqual([0, 1, 2, 0, 3, 1, 2, 4, 5]);
  });

  test("distance(): evidence holds the kilometres, null where a place is missing", () => {
    expect(compile(leeds, north(1)).evidence(0, 0)).toEqual({
      kind: "distance",
      field: "location",
      kilometres: 111.195,
      halfKilometres: 50,
    });
    expect(compile(leeds, undefined).evidence(0, 0)).toMatchObject({ kilometres: null });
    expect(compile(undefined, leeds).evidence(0, 0)).toMatchObject({ kilometres: null });
  });

  test("distance(): options that are none", () => {
    const given = (criterion: object) => () =>
      scorerOf({ mentees: [], mentors: [] }, {
        criteria: { it: { kind: "distance", ...criterion } },
      } as unknown as Policy);
    expect(problemsOf(given({}))).toEqual([
      ["E_MISSING", "policy.criteria.it.halfKilometres", "/policy/criteria/it/halfKilometres"],
    ]);
    const messages = [0, -1, Number.NaN, "50", null].map((halfKilometres) => {
      const { code, message } = refusal(given({ halfKilometres }));
      return `${code} ${message}`;
    });
    expect(messages).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected policy.criteria.it.halfKilometres to be a number above 0, received 0.",
        "E_OUT_OF_RANGE Expected policy.criteria.it.halfKilometres to be a number above 0, received -1.",
        "E_TYPE Expected policy.criteria.it.halfKilometres to be a number above 0, received NaN.",
        "E_TYPE Expected policy.criteria.it.halfKilometres to be a number above 0, received "50".",
        "E_TYPE Expected policy.criteria.it.halfKilometres to be a number above 0, received null.",
      ]
    `);
    expect(refusal(given({ halfkilometres: 5 })).message).toMatchInlineSnapshot(`
      "2 problems:
      - Expected policy.criteria.it.halfKilometres to be a number above 0, received nothing.
      - Expected policy.criteria.it.halfkilometres to be a known key, received an unknown one. Did you mean "halfKilometres"?"
    `);
  });

  test("distance(): places that are none", () => {
    const bad = [[53.8, -1.5], { latitude: 91, longitude: 0 }, { latitude: 0, longitude: -180.5 }, { latitude: 53.8 }];
    const people = { mentees: bad.map((location, at) => ({ id: `mentee ${at}`, location })), mentors: [] };
    const { issues } = refusal(() =>
      scorerOf(people as unknown as People, { criteria: { it: distance({ halfKilometres: 5 }) } }),
    );
    expect(issues.map(({ code, message }) => `${code} ${message}`)).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected mentees[0].location to be a place (an object with latitude and longitude), received a list of 2.",
        "E_OUT_OF_RANGE Expected mentees[1].location.latitude to be degrees from -90 to 90, received 91.",
        "E_OUT_OF_RANGE Expected mentees[2].location.longitude to be degrees from -180 to 180, received -180.5.",
        "E_MISSING Expected mentees[3].location.longitude to be degrees from -180 to 180, received nothing.",
      ]
    `);
  });

  test.each(["coverage", "overlap", "equality"] as const)("a criterion of the kind %s does not read places", (kind) => {
    const criteria = { it: { kind, field: "location" } } as Policy["criteria"];
    expect(refusal(() => scorerOf({ mentees: [], mentors: [] }, { criteria })).code).toBe("E_OUT_OF_RANGE");
  });
});

describe("toText(): a distance", () => {
  function textsOf(mentor: Location | undefined, halfKilometres: number): string[] {
    const people = { mentees: [{ id: "ada", location: leeds }], mentors: [{ id: "lin", location: mentor }] };
    const matching = match(people, { criteria: { it: distance({ halfKilometres }) } });
    const explanation = explain(matching, { mentee: "ada" });
    return (["mentee", "mentor", "administrator"] as const).map((audience) => toText(explanation, { audience }));
  }

  test("toText(): whoever is at most the half-distance away is near, and no participant reads how far", () => {
    expect(textsOf(north(1), 111.195)).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin. You are near each other.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada. You are near each other.",
        "ada with lin: score 0.5, confidence 100 %.
      it: 0.5 = 1 × 0.5. 111.195 km apart, half the score at 111.195 km.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(textsOf(north(1), 111.194)).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada.",
        "ada with lin: score 0.499998, confidence 100 %.
      it: 0.499998 = 1 × 0.499998. 111.195 km apart, half the score at 111.194 km.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(textsOf(undefined, 50)).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin. lin's location was not given.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada. Your location was not given.",
        "ada with lin: score 0.5, confidence 0 %.
      it: 0.5 = 1 × 0.5, because the mentor gave no answer.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
  });
});
