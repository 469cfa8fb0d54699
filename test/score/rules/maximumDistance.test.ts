import fc from "fast-check";
import { explain, type Location, match, maximumDistance, type Policy, toText } from "telemachus";
import { describe, expect, test } from "vitest";

import { kilometres } from "../../../src/score/kilometres.js";
import { scoreAll } from "../../../src/score/scoreAll.js";
import { blocksOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";
import { refusal } from "../../support/refusal.js";

const leeds = { latitude: 53.8008, longitude: -1.5491 };
/** North of Leeds by degrees of 111.195080 km. */
const north = (degrees: number) => ({ latitude: leeds.latitude + degrees, longitude: leeds.longitude });

const skills = { kind: "coverage", field: "skills" } as const;

function compile(mentee: Location | undefined, mentor: Location | undefined, most: number) {
  const people = { mentees: [{ id: "ada", location: mentee }], mentors: [{ id: "lin", location: mentor }] };
  const policy = { criteria: { skills }, rules: { it: maximumDistance({ kilometres: most }) } };
  return scorerOf(people, policy).rules[0].compiled;
}

function holds(mentee: Location | undefined, mentor: Location | undefined, most: number): boolean | undefined {
  return compile(mentee, mentor, most).holds(0, 0);
}

describe("maximumDistance()", () => {
  test("maximumDistance(): is a plain object", () => {
    expect(maximumDistance({ kilometres: 50 })).toEqual({ kind: "maximumDistance", kilometres: 50 });
  });

  test("maximumDistance(): holds up to the kilometres stated, these included", () => {
    // one degree is 111.195 km
    expect([111.194, 111.195, 200].map((most) => holds(leeds, north(1), most))).toEqual([false, true, true]);
  });

  test("maximumDistance(): of 0 asks for the same place", () => {
    expect(holds(leeds, { ...leeds }, 0)).toBe(true);
    expect(holds({ latitude: 12, longitude: 180 }, { latitude: 12, longitude: -180 }, 0)).toBe(true);
    expect(holds(leeds, north(0.001), 0)).toBe(false);
  });

  test("maximumDistance(): cannot be decided where a place is missing", () => {
    expect(holds(undefined, leeds, 50)).toBeUndefined();
    expect(holds(leeds, undefined, 50)).toBeUndefined();
    expect(holds(undefined, undefined, 50)).toBeUndefined();
  });

  test("maximumDistance(): holds for what is within the distance, both ways, and a greater one never forbids more", () => {
    const seen = { holds: 0, fails: 0, gained: 0 };
    const place = fc.record({
      latitude: fc.integer({ min: -90_000, max: 90_000 }).map((thousandths) => thousandths / 1000),
      longitude: fc.integer({ min: -180_000, max: 180_000 }).map((thousandths) => thousandths / 1000),
    });
    fc.assert(
      fc.property(place, place, fc.integer({ min: 0, max: 20_000 }), (mentee, mentor, most) => {
        const verdict = holds(mentee, mentor, most);
        expect(verdict).toBe(kilometres(mentee, mentor) <= most);
        expect(holds(mentor, mentee, most)).toBe(verdict);
        const wider = holds(mentee, mentor, most + 3000);
        if (verdict) expect(wider).toBe(true);
        seen[verdict ? "holds" : "fails"] += 1;
        if (wider && !verdict) seen.gained += 1;
      }),
      runs(800),
    );
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(30);
  });

  test("maximumDistance(): a row forbids what its pairs forbid, and mentors of one place are a group", () => {
    const places = [leeds, north(1), undefined, north(3), { ...leeds }];
    const people = {
      mentees: [leeds, undefined].map((location, at) => ({ id: `mentee ${at}`, location })),
      mentors: places.map((location, at) => ({ id: `mentor ${at}`, location })),
    };
    for (const unknown of ["allow", "forbid"] as const) {
      const rules = { it: maximumDistance({ kilometres: 150, unknown }) };
      const scorer = scorerOf(people, { criteria: { skills }, rules });
      const pairs = [0, 1].flatMap((i) => places.map((_, j) => blocksOf(scorer, i, j).length === 0));
      const isKnown = unknown === "allow";
      expect(pairs).toEqual([true, true, isKnown, false, true, ...places.map(() => isKnown)]);
      expect([...scoreAll(scorer, [0, 1]).scores].map((score) => score > -Infinity)).toEqual(pairs);
      expect([...scorer.rules[0].compiled.groups!.of]).toEqual([0, 1, 2, 3, 0]);
    }
  });

  test("maximumDistance(): evidence holds the kilometres, null where a place is missing", () => {
    expect(compile(leeds, north(1), 150).evidence(0, 0)).toEqual({
      kind: "maximumDistance",
      field: "location",
      kilometres: 111.195,
      most: 150,
    });
    expect(compile(leeds, undefined, 150).evidence(0, 0)).toMatchObject({ kilometres: null, most: 150 });
  });

  test("maximumDistance(): options that are none", () => {
    const messages = [{}, { kilometres: -1 }, { kilometres: Number.NaN }, { kilometres: "9" }, { miles: 9 }].map(
      (options) => {
        const policy = { criteria: { skills }, rules: { it: { kind: "maximumDistance", ...options } } } as Policy;
        const { issues } = refusal(() => scorerOf({ mentees: [], mentors: [] }, policy));
        return issues.map(({ code, message }) => `${code} ${message}`);
      },
    );
    expect(messages.flat()).toMatchInlineSnapshot(`
      [
        "E_MISSING Expected policy.rules.it.kilometres to be a number of kilometres, 0 or more, received nothing.",
        "E_OUT_OF_RANGE Expected policy.rules.it.kilometres to be a number of kilometres, 0 or more, received -1.",
        "E_TYPE Expected policy.rules.it.kilometres to be a number of kilometres, 0 or more, received NaN.",
        "E_TYPE Expected policy.rules.it.kilometres to be a number of kilometres, 0 or more, received "9".",
        "E_MISSING Expected policy.rules.it.kilometres to be a number of kilometres, 0 or more, received nothing.",
        "E_UNKNOWN_KEY Expected policy.rules.it.miles to be a known key, received an unknown one.",
      ]
    `);
  });

  test("toText(): participants read nothing of it, the administrator how far it is", () => {
    const people = { mentees: [{ id: "ada", location: leeds }], mentors: [{ id: "lin", location: north(1) }] };
    const matching = match(people, { criteria: { skills }, rules: { near: maximumDistance({ kilometres: 150 }) } });
    const explanation = explain(matching, { mentee: "ada" });
    const texts = (["mentee", "mentor", "administrator"] as const).map((audience) => toText(explanation, { audience }));
    expect(texts).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin. Your skills were not given.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada. ada's skills were not given.",
        "ada with lin: score 0, confidence 0 %.
      skills: not scored, the mentee gave no answer.
      Rules: near met (111.195 km).
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
  });
});
