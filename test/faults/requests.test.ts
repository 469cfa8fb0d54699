import { goals, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import { matchAny, messageOf, problemsOf } from "../support/refusal.js";
import { adaAndLin, skillsOnly } from "../support/storyWith.js";

const given = (ada: object, policy: object = {}) =>
  problemsOf(() => matchAny(adaAndLin(ada), { ...skillsOnly, ...policy })).map(([code, path]) => [code, path]);

describe("times and places", () => {
  test("match(): an unknown time zone, an offset, a blank", () => {
    for (const timeZone of ["Europe/Londn", "+01:00", "", "UTC+1"]) {
      expect(given({ timeZone })).toEqual([["E_DATE", "mentees[0].timeZone"]]);
    }
    expect(messageOf(() => matchAny(adaAndLin({ timeZone: "Europe/Londn" }), skillsOnly))).toMatchInlineSnapshot(
      `"Expected mentees[0].timeZone to be an IANA time zone such as Europe/London, received a text."`,
    );
  });

  test("match(): every name of a zone that the runtime knows is one, old names too", () => {
    for (const timeZone of ["Asia/Kolkata", "Asia/Calcutta", "Australia/Lord_Howe", "UTC", "Pacific/Chatham"]) {
      expect(() => matchAny(adaAndLin({ timeZone }), skillsOnly)).not.toThrow();
    }
  });

  test("match(): a window that ends before it begins, or as it begins, or past midnight", () => {
    const window = (from: string, to: string) => given({ availability: [{ day: "Monday", from, to }] });
    expect(window("10:00", "09:00")).toEqual([["E_DATE", "mentees[0].availability[0]"]]);
    expect(window("10:00", "10:00")).toEqual([["E_DATE", "mentees[0].availability[0]"]]);
    expect(window("9:00", "10:00")).toEqual([["E_DATE", "mentees[0].availability[0].from"]]);
    expect(window("22:00", "24:01")).toEqual([["E_DATE", "mentees[0].availability[0].to"]]);
    expect(window("25:00", "26:00")).toHaveLength(2);
    expect(() =>
      matchAny(adaAndLin({ availability: [{ day: "Monday", from: "22:00", to: "24:00" }] }), skillsOnly),
    ).not.toThrow();
    const late = adaAndLin({ availability: [{ day: "Sunday", from: "22:00", to: "02:00" }] });
    expect(messageOf(() => matchAny(late, skillsOnly))).toMatchInlineSnapshot(
      `"Expected mentees[0].availability[0] to be a window that ends after it begins, on the same day, received an object."`,
    );
  });

  test("match(): a day that is none, a window that is no object", () => {
    expect(given({ availability: [{ day: "Mon", from: "09:00", to: "10:00" }] })).toEqual([
      ["E_TYPE", "mentees[0].availability[0].day"],
    ]);
    expect(given({ availability: ["Monday"] })).toEqual([["E_TYPE", "mentees[0].availability[0]"]]);
    expect(given({ availability: [{ day: "Monday", from: "09:00", until: "10:00" }] })).toEqual([
      ["E_MISSING", "mentees[0].availability[0].to"],
      ["E_UNKNOWN_KEY", "mentees[0].availability[0].until"],
    ]);
  });

  test("match(): degrees beyond the poles and the date line", () => {
    expect(given({ location: { latitude: 90.1, longitude: -180.1 } })).toEqual([
      ["E_OUT_OF_RANGE", "mentees[0].location.latitude"],
      ["E_OUT_OF_RANGE", "mentees[0].location.longitude"],
    ]);
    expect(given({ location: { latitude: Number.NaN, longitude: 0 } })).toHaveLength(1);
  });

  test.each(["2026-02-30", "01/02/2026", "2026-1-2", ""])("match(): a date written %j", (date) => {
    expect(given({}, { date })).toEqual([["E_DATE", "policy.date"]]);
  });
});

describe("what people ask for", () => {
  test("match(): an emphasis on a criterion that the policy does not have, with the nearest name", () => {
    const call = () => matchAny(adaAndLin({ requests: { emphasis: { skils: 2 } } }), skillsOnly);
    expect(messageOf(call)).toMatchInlineSnapshot(
      `"Expected mentees[0].requests.emphasis.skils to be the name of a criterion of the policy, received another. Did you mean "skills"?"`,
    );
  });

  test("match(): an emphasis beyond the policy's bounds, and none at all", () => {
    const criteria = { skills: skills({}), goals: goals({}) };
    const asked = (emphasis: object, bounds?: object) =>
      given({ requests: { emphasis } }, { criteria, emphasis: bounds });
    expect(asked({ skills: 2.1, goals: 0.4 })).toEqual([
      ["E_OUT_OF_RANGE", "mentees[0].requests.emphasis.skills"],
      ["E_OUT_OF_RANGE", "mentees[0].requests.emphasis.goals"],
    ]);
    expect(asked({ skills: 1.5 }, { min: 1, max: 1.2 })).toHaveLength(1);
    for (const factor of [0, -1, "2", Number.NaN]) expect(asked({ skills: factor })).toHaveLength(1);
    expect(() =>
      matchAny(adaAndLin({ requests: { emphasis: { skills: 5 } } }), { criteria, emphasis: { min: 1, max: 5 } }),
    ).not.toThrow();
  });

  test("match(): bounds of emphasis that leave out 1, or contradict each other", () => {
    expect(given({}, { emphasis: { min: 1.1, max: 2 } })).toEqual([["E_BOUNDS", "policy.emphasis"]]);
    expect(given({}, { emphasis: { min: 0.5, max: 0.9 } })).toEqual([["E_BOUNDS", "policy.emphasis"]]);
    expect(given({}, { emphasis: { min: 0.5 } })).toEqual([["E_MISSING", "policy.emphasis.max"]]);
  });

  test("match(): a mentor's emphasis is no key", () => {
    const people = adaAndLin({}, { requests: { emphasis: { skills: 2 } } });
    expect(problemsOf(() => matchAny(people, skillsOnly))).toEqual([
      ["E_UNKNOWN_KEY", "mentors[0].requests.emphasis", "/mentors/0/requests/emphasis"],
    ]);
  });

  test("match(): the same person chosen twice, and a strength that is none", () => {
    expect(given({ requests: { choices: ["lin", "sam", "lin"] } })).toEqual([
      ["E_DUPLICATE", "mentees[0].requests.choices"],
    ]);
    expect(given({ requests: { livedExperiences: [{ name: "carer", strength: "must" }] } })).toEqual([
      ["E_TYPE", "mentees[0].requests.livedExperiences[0].strength"],
    ]);
  });

  test.each([[-1], [1.5], [Number.NaN], ["2"]])("match(): a load of %s", (load) => {
    const people = adaAndLin({}, { load });
    expect(problemsOf(() => matchAny(people, skillsOnly)).map(([code]) => code)).toEqual(["E_CAPACITY"]);
  });

  test("match(): a pin to a mentor whose load leaves no seat", () => {
    const pins = [{ mentee: "ada", mentor: "lin", reason: "agreed" }];
    const people = adaAndLin({}, { capacity: 2, load: 2 });
    expect(messageOf(() => matchAny(people, { ...skillsOnly, pins }))).toMatchInlineSnapshot(
      `"Expected policy.pins[0] to be a mentor with a seat left, received "lin", who has 0 seats."`,
    );
  });

  test("match(): an earlier pair that names nobody", () => {
    expect(given({}, { history: [{ mentee: "ada" }] })).toEqual([["E_MISSING", "policy.history[0].mentor"]]);
    expect(() => matchAny(adaAndLin(), { ...skillsOnly, history: [{ mentee: "gone", mentor: "lin" }] })).not.toThrow();
  });
});
