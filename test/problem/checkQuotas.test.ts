import fc from "fast-check";
import type { Mentee, Mentor, Pin, Policy, Quota } from "telemachus";
import { describe, expect, test } from "vitest";
import { policyForm } from "../../src/policy.js";
import { checkProblem } from "../../src/problem/checkProblem.js";
import { runs } from "../support/instances.js";
import { messageOf, refusal } from "../support/refusal.js";
import { skillsOnly } from "../support/storyWith.js";

const mentees: readonly Mentee[] = [
  { id: "ada", team: "Data", attributes: { site: "Leeds", tags: ["a", "b"], grade: 2, remote: true } },
  { id: "ben", team: "data ", attributes: { site: "Hull", tags: ["b"], grade: 3, remote: false } },
  { id: "chidi", team: "Platform", attributes: { site: " ", tags: [] }, seniority: "Senior" },
  { id: "dora", attributes: { site: "LEEDS", tags: ["c", "C "] }, skills: ["SQL", { name: "Rust", level: 3 }] },
];
const mentors: readonly Mentor[] = [
  { id: "lin", capacity: 2, attributes: { site: "Leeds", club: "chess" } },
  { id: "sam", capacity: 2, attributes: { site: "Hull" }, organisation: "Acme" },
];

const check = (quotas: readonly unknown[], by: Partial<Policy> = {}, people: object = { mentees, mentors }) =>
  checkProblem(people, { ...skillsOnly, ...by, quotas }, policyForm);
const members = (quota: Omit<Quota, "max">, by: Partial<Policy> = {}) =>
  check([{ ...quota, max: 1 }], by).quotas[0].members.map(
    (member) => (quota.side === "mentees" ? mentees : mentors)[member].id,
  );
const faults = (quotas: readonly unknown[], by: Partial<Policy> = {}, people?: object) =>
  refusal(() => check(quotas, by, people)).issues.map(({ code, path }) => [code, path]);
const messages = (...quotas: unknown[]) => messageOf(() => check(quotas));

describe("checkQuotas: whom a quota counts", () => {
  test("those whose answer is the value, compared as terms", () => {
    expect(members({ side: "mentees", attribute: "site", value: "leeds" })).toEqual(["ada", "dora"]);
    expect(members({ side: "mentors", attribute: "site", value: "leeds" })).toEqual(["lin"]);
    expect(members({ side: "mentees", attribute: "team", value: "DATA" })).toEqual(["ada", "ben"]);
    expect(members({ side: "mentors", attribute: "organisation", value: "Acme" })).toEqual(["sam"]);
    expect(members({ side: "mentees", attribute: "seniority", value: "senior" })).toEqual(["chidi"]);
  });

  test("those who list it, numbers and truth values as they are written, terms by their name", () => {
    expect(members({ side: "mentees", attribute: "tags", value: "b" })).toEqual(["ada", "ben"]);
    expect(members({ side: "mentees", attribute: "tags", value: "c" })).toEqual(["dora"]);
    expect(members({ side: "mentees", attribute: "grade", value: 3 })).toEqual(["ben"]);
    expect(members({ side: "mentees", attribute: "remote", value: false })).toEqual(["ben"]);
    expect(members({ side: "mentees", attribute: "skills", value: "rust" })).toEqual(["dora"]);
  });

  test("synonyms and concepts are one value", () => {
    const by = {
      synonyms: { Leeds: ["Yorkshire office"] },
      taxonomy: [{ id: "d", label: "Data", aliases: ["Platform"] }],
    };
    expect(members({ side: "mentees", attribute: "site", value: "Yorkshire Office" }, by)).toEqual(["ada", "dora"]);
    expect(members({ side: "mentees", attribute: "team", value: "platform" }, by)).toEqual(["ada", "ben", "chidi"]);
  });

  test("bounds that are left out, what counts together, and the place in the policy", () => {
    const quotas = [
      { side: "mentees", attribute: "site", value: "Leeds", min: 1 },
      { side: "mentees", attribute: "site", value: "Leeds", max: 0, of: "perMentor" },
      { side: "mentors", attribute: "site", value: "Hull", min: 2, max: 2, of: "all" },
    ];
    expect(check(quotas).quotas).toEqual([
      { side: "mentees", of: "all", members: [0, 3], min: 1, max: Number.POSITIVE_INFINITY, index: 0 },
      { side: "mentees", of: "perMentor", members: [0, 3], min: 0, max: 0, index: 1 },
      { side: "mentors", of: "all", members: [1], min: 2, max: 2, index: 2 },
    ]);
    expect(checkProblem({ mentees, mentors }, skillsOnly, policyForm).quotas).toEqual([]);
  });

  test("in canonical order, whatever the order of the input", () => {
    const turned = { mentees: [...mentees].reverse(), mentors: [...mentors].reverse() };
    const quotas = [{ side: "mentees", attribute: "site", value: "Leeds", max: 1 }];
    expect(check(quotas, {}, turned).quotas).toEqual(check(quotas).quotas);
  });

  test("who did not answer is counted in a warning, once for each attribute", () => {
    const quotas = [
      { side: "mentees", attribute: "site", value: "Leeds", max: 1 },
      { side: "mentees", attribute: "site", value: "Hull", max: 1 },
      { side: "mentees", attribute: "team", value: "Data", max: 1, of: "perMentor" },
      { side: "mentors", attribute: "site", value: "Hull", max: 1 },
    ];
    const { warnings } = check(quotas);
    expect(warnings.filter(({ code }) => code === "W_QUOTA_UNKNOWN")).toEqual([
      {
        code: "W_QUOTA_UNKNOWN",
        message: 'These mentees gave no answer to "site": no quota on it counts them.',
        count: 1,
        ids: ["chidi"],
      },
      {
        code: "W_QUOTA_UNKNOWN",
        message: 'These mentees gave no answer to "team": no quota on it counts them.',
        count: 1,
        ids: ["dora"],
      },
    ]);
  });
});

describe("checkQuotas: groups that there are not", () => {
  test("a value that nobody of that side has, with the nearest one", () => {
    expect(messages({ side: "mentees", attribute: "site", value: "Leds", max: 1 })).toMatchInlineSnapshot(
      `"Expected policy.quotas[0].value to be a value that some mentee has in "site", received "Leds". Did you mean "LEEDS"?"`,
    );
    expect(faults([{ side: "mentors", attribute: "site", value: "York", max: 1 }])).toEqual([
      ["E_UNKNOWN_GROUP", "policy.quotas[0].value"],
    ]);
    expect(faults([{ side: "mentees", attribute: "grade", value: 4, max: 1 }])).toEqual([
      ["E_UNKNOWN_GROUP", "policy.quotas[0].value"],
    ]);
  });

  test("an attribute that nobody of that side has, with the nearest one or the side that has it", () => {
    expect(messages({ side: "mentees", attribute: "sites", value: "Leeds", max: 1 })).toMatchInlineSnapshot(
      `"Expected policy.quotas[0].attribute to be an attribute that some mentee has, received "sites". Did you mean "site"?"`,
    );
    expect(messages({ side: "mentees", attribute: "club", value: "chess", max: 1 })).toMatchInlineSnapshot(
      `"Expected policy.quotas[0].attribute to be an attribute that some mentee has, received "club". Only mentors have it."`,
    );
    const hints = refusal(() => check([{ side: "mentees", attribute: "skils", value: "SQL", max: 1 }])).issues;
    expect(hints.map(({ hint }) => hint)).toEqual(['Did you mean "skills"?']);
  });

  test("answers kept for an audit are no group, and their values are not told", () => {
    const audited = { mentees: [{ id: "ada", auditOnly: { gender: "woman" } }], mentors: [] };
    const { issues } = refusal(() =>
      check([{ side: "mentees", attribute: "gender", value: "women", max: 1 }], {}, audited),
    );
    expect(issues.map(({ message }) => message)).toMatchInlineSnapshot(`
      [
        "Expected policy.quotas[0] to be one that reads no special field without a basis, received one that reads "gender" (its name speaks of gender). State in policy.basis who decided it, for what purpose, on what legal ground, where and when; or, if the field means something else, say so in policy.notSpecial.",
        "Expected policy.quotas[0].attribute to be an attribute that some mentee has, received "gender". What auditOnly holds never decides a match.",
      ]
    `);
  });

  test("not where something is wrong with people, whose value it may be, nor where there is nobody", () => {
    const quotas = [{ side: "mentees", attribute: "site", value: "York", max: 1 }];
    const broken = { mentees: [...mentees, { id: "eve", skills: 5, attributes: { site: "York" } }], mentors };
    expect(faults(quotas, {}, broken)).toEqual([["E_TYPE", "mentees[4].skills"]]);
    expect(check(quotas, {}, { mentees: [], mentors }).quotas[0].members).toEqual([]);
  });
});

describe("checkQuotas: quotas that cross", () => {
  const tagged = (sets: readonly (readonly string[])[]) =>
    sets.map((tags, index) => ({ id: `m${index}`, attributes: { tags } }));
  const on = (value: string, more: object = {}) => ({ side: "mentees", attribute: "tags", value, max: 1, ...more });

  test("are refused, with both places and the reason", () => {
    const call = () => check([on("a"), on("b")], {}, { mentees: tagged([["a"], ["a", "b"], ["b"]]), mentors });
    expect(messageOf(call)).toMatchInlineSnapshot(
      `"Expected policy.quotas[1] to be a quota that holds the others of its kind, is held by them, or has nobody in common with them, received one that shares 1 of its people with policy.quotas[0], while neither holds the other. Quotas that cross are not a flow: they would need a heuristic, which proves nothing and which this library does not run silently."`,
    );
    expect(refusal(call).issues.map(({ code, path }) => [code, path])).toEqual([["E_NOT_LAMINAR", "policy.quotas[1]"]]);
  });

  test("nested, equal and disjoint ones are not", () => {
    const people = { mentees: tagged([["a", "b"], ["a", "b", "c"], ["a"], ["d"]]), mentors };
    expect(check([on("c"), on("a"), on("b"), on("d"), on("a")], {}, people).quotas).toHaveLength(5);
  });

  test("two attributes may cross, and one may hold the other", () => {
    const person = (id: string, site: string, team: string) => ({ id, team, attributes: { site } });
    const bySite = { side: "mentees", attribute: "site", value: "Leeds", max: 1 };
    const byTeam = { side: "mentees", attribute: "team", value: "Data", max: 1 };
    const within = [person("a", "Leeds", "Data"), person("b", "Leeds", "Platform"), person("c", "Hull", "Platform")];
    expect(check([bySite, byTeam], {}, { mentees: within, mentors }).quotas).toHaveLength(2);
    const across = [...within, person("d", "Hull", "Data")];
    expect(faults([bySite, byTeam], {}, { mentees: across, mentors })).toEqual([["E_NOT_LAMINAR", "policy.quotas[1]"]]);
  });

  test("those of different kinds may cross", () => {
    const people = { mentees: tagged([["a"], ["a", "b"], ["b"]]), mentors: tagged([["a"], ["a", "b"], ["b"]]) };
    const quotas = [on("a"), on("b", { of: "perMentor" }), on("b", { side: "mentors" })];
    expect(check(quotas, {}, people).quotas).toHaveLength(3);
  });

  test("are found exactly where two share people while neither holds the other", () => {
    const seen = { laminar: 0, crossing: 0 };
    const letters = ["a", "b", "c", "d", "e"];
    fc.assert(
      fc.property(fc.array(fc.subarray(letters), { minLength: 2, maxLength: 6 }), (sets) => {
        const people = { mentees: tagged([...sets, letters]), mentors: [] };
        const quotas = letters.map((letter) => on(letter));
        const groups = letters.map((letter) =>
          people.mentees.flatMap(({ attributes: { tags } }, i) => (tags.includes(letter) ? [i] : [])),
        );
        const crosses = (a: number[], b: number[]) =>
          a.some((one) => b.includes(one)) && a.some((one) => !b.includes(one)) && b.some((one) => !a.includes(one));
        const crossing = groups.some((a, i) => groups.some((b, j) => i < j && crosses(a, b)));
        seen[crossing ? "crossing" : "laminar"] += 1;
        if (!crossing) expect(check(quotas, {}, people).quotas).toHaveLength(5);
        for (const { code, path, received } of crossing ? refusal(() => check(quotas, {}, people)).issues : []) {
          const [at, other] = `${path} ${received}`.match(/(?<=quotas\[)\d+/g)!.map(Number);
          expect([code, crosses(groups[at], groups[other]), at > other]).toEqual(["E_NOT_LAMINAR", true, true]);
        }
      }),
      runs(400),
    );
    expect(Math.min(seen.laminar, seen.crossing)).toBeGreaterThan(40);
  });
});

describe("checkQuotas: pins", () => {
  const pin = (mentee: string, mentor: string): Pin => ({ mentee, mentor, reason: "They asked for it." });
  const pins = [pin("ada", "lin"), pin("ben", "sam"), pin("dora", "sam")];

  test("pins that alone exceed a quota are refused, each beyond it", () => {
    const leeds = { side: "mentees", attribute: "site", value: "Leeds", max: 1 };
    expect(messageOf(() => check([leeds], { pins }))).toMatchInlineSnapshot(
      `"Expected policy.pins[2] to be a pair that every quota has room for, received one beyond what policy.quotas[0] lets be (at most 1 in all)."`,
    );
    expect(check([{ ...leeds, max: 2 }], { pins }).pins).toHaveLength(3);
    expect(faults([{ ...leeds, max: 0 }], { pins })).toEqual([
      ["E_CONFLICT", "policy.pins[0]"],
      ["E_CONFLICT", "policy.pins[2]"],
    ]);
  });

  test("with each mentor by itself, and on the mentors' side", () => {
    const tags = { side: "mentees", attribute: "tags", value: "b", max: 1, of: "perMentor" };
    expect(check([tags], { pins }).pins).toHaveLength(3);
    expect(faults([tags], { pins: [pin("ada", "sam"), pin("ben", "sam")] })).toEqual([
      ["E_CONFLICT", "policy.pins[1]"],
    ]);
    const hull = { side: "mentors", attribute: "site", value: "Hull", max: 1 };
    expect(faults([hull], { pins })).toEqual([["E_CONFLICT", "policy.pins[2]"]]);
    expect(check([{ ...hull, max: 2 }], { pins }).pins).toHaveLength(3);
  });

  test("a min is never exceeded, and a pin of somebody else does not count", () => {
    const hull = { side: "mentees", attribute: "site", value: "Hull" };
    expect(check([{ ...hull, min: 0 }], { pins }).pins).toHaveLength(3);
    expect(check([{ ...hull, max: 1 }], { pins }).pins).toHaveLength(3);
  });
});

describe("policy.quotas: forms", () => {
  const quota = { side: "mentees", attribute: "site", value: "Leeds", max: 1 };
  const { max: _max, ...unbounded } = quota;

  test.each<[string, object, string, string]>([
    ["no bound", unbounded, "E_MISSING", ".max"],
    ["min above max", { ...quota, min: 2 }, "E_BOUNDS", ""],
    ["half a match", { ...quota, max: 1.5 }, "E_OUT_OF_RANGE", ".max"],
    ["fewer than none", { ...quota, min: -1 }, "E_OUT_OF_RANGE", ".min"],
    ["a bound that is a text", { ...quota, max: "1" }, "E_TYPE", ".max"],
    ["no side", { ...quota, side: undefined }, "E_MISSING", ".side"],
    ["a side that is none", { ...quota, side: "mentee" }, "E_TYPE", ".side"],
    ["pairs", { ...quota, side: "pairs" }, "E_NOT_LAMINAR", ".side"],
    ["each mentor of mentors", { ...quota, side: "mentors", of: "perMentor" }, "E_CONFLICT", ".of"],
    ["a kind that is none", { ...quota, of: "each" }, "E_TYPE", ".of"],
    ["no attribute", { ...quota, attribute: "" }, "E_TYPE", ".attribute"],
    ["a path", { ...quota, attribute: "attributes.site" }, "E_OUT_OF_RANGE", ".attribute"],
    ["lived experience", { ...quota, attribute: "livedExperiences" }, "E_OUT_OF_RANGE", ".attribute"],
    ["requested experience", { ...quota, attribute: "requests.livedExperiences" }, "E_OUT_OF_RANGE", ".attribute"],
    ["the audit", { ...quota, attribute: "auditOnly" }, "E_OUT_OF_RANGE", ".attribute"],
    ["an answer of the audit", { ...quota, attribute: "auditOnly.gender" }, "E_OUT_OF_RANGE", ".attribute"],
    ["places", { ...quota, attribute: "location" }, "E_OUT_OF_RANGE", ".attribute"],
    ["a blank value", { ...quota, value: " " }, "E_TYPE", ".value"],
    ["no value", { ...quota, value: undefined }, "E_MISSING", ".value"],
    ["several values", { ...quota, value: ["Leeds", "Hull"] }, "E_TYPE", ".value"],
    ["two attributes", { ...quota, attributes: ["site", "team"] }, "E_UNKNOWN_KEY", ".attributes"],
    ["a criterion", { ...quota, criterion: "skills" }, "E_UNKNOWN_KEY", ".criterion"],
    ["no object", ["site"] as object, "E_TYPE", ""],
  ])("%s", (_, given, code, place) => {
    expect(faults([quota, given])).toContainEqual([code, `policy.quotas[1]${place}`]);
    expect(faults([quota, given])).toHaveLength(1);
  });

  test("in words", () => {
    expect(messages({ ...quota, side: "pairs" })).toMatchInlineSnapshot(
      `"Expected policy.quotas[0].side to be "mentees" or "mentors", as quotas on pairs are not a flow: they would need a heuristic, which proves nothing and which this library does not run silently, received "pairs"."`,
    );
    expect(messages({ ...quota, side: "mentors", of: "perMentor" })).toMatchInlineSnapshot(
      `"Expected policy.quotas[0].of to be absent or "all", as only quotas of mentees can count the matches of each mentor by itself, received "perMentor"."`,
    );
    expect(messages({ ...quota, attribute: "livedExperiences" })).toMatchInlineSnapshot(
      `"Expected policy.quotas[0].attribute to be another attribute: lived experience is disclosed to those who ask for it, and is never counted, received "livedExperiences"."`,
    );
    expect(messages(unbounded)).toMatchInlineSnapshot(
      `"Expected policy.quotas[0].max to be a number of matches, where min is not given, received nothing."`,
    );
  });
});
