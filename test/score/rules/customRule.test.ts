import fc from "fast-check";
import {
  type CustomPerson,
  type CustomRule,
  customRule,
  explain,
  gap,
  type Issue,
  match,
  type People,
  scorePairs,
  toText,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { blocksOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { cohorts, programmes, scorerOf } from "../../support/programmes.js";
import { matchAny, messageOf, problemsOf, refusal } from "../../support/refusal.js";
import { skillsOnly } from "../../support/storyWith.js";
import { validateMatching } from "../../support/validateMatching.js";

const people = {
  mentees: [
    {
      id: "ada",
      name: "Ada Obi",
      team: "Apps",
      display: { photo: "a.png" },
      auditOnly: { gender: "f" },
      livedExperiences: ["carer"],
      requests: { avoid: ["noor"] },
    },
  ],
  mentors: [
    { id: "lin", name: "Lin Zhao", team: "Platform", capacity: 2, load: 1, auditOnly: { gender: "x" }, manual: false },
    { id: "noor", team: "People" },
  ],
} satisfies People;

function ruled(holds: CustomRule["holds"], more: Partial<CustomRule> = {}) {
  return { ...skillsOnly, rules: { own: customRule({ name: "own idea", version: "1", holds, ...more }) } };
}

/** Whether each mentor may have Ada, by what the function says. */
function allowed(holds: CustomRule["holds"], more: Partial<CustomRule> = {}): boolean[] {
  const { requests: _requests, ...ada } = people.mentees[0];
  return [...scorePairs({ ...people, mentees: [ada] }, ruled(holds, more)).scores].map(Number.isFinite);
}

/** What the function answers, whether or not it keeps to its type. */
function answering(answer: unknown): CustomRule["holds"] {
  return () => answer as boolean;
}

describe("customRule()", () => {
  test("customRule(): is a plain object with the function in it", () => {
    const holds = () => true;
    expect(customRule({ name: "own idea", version: "1", holds, unknown: "forbid" })).toEqual({
      kind: "customRule",
      name: "own idea",
      version: "1",
      holds,
      unknown: "forbid",
    });
  });

  test("customRule(): allows what the function says, mentor first", () => {
    expect(allowed((mentor, mentee) => mentor.team === "Platform" && mentee.team === "Apps")).toEqual([true, false]);
    expect(allowed(() => true)).toEqual([true, true]);
    expect(allowed(() => false)).toEqual([false, false]);
  });

  test("customRule(): undefined is unknown and follows the rule's own unknown", () => {
    const only = (mentor: CustomPerson) => (mentor.id === "lin" ? undefined : false);
    expect(allowed(only)).toEqual([true, false]);
    expect(allowed(only, { unknown: "forbid" })).toEqual([false, false]);
    const { warnings } = match(
      people,
      ruled(() => undefined),
    );
    expect(warnings.map(({ code, count }) => [code, count])).toContainEqual(["W_RULE_UNKNOWN", 1]);
  });

  test("customRule(): the function never sees names, display, audit answers, seats, lived experience or requests", () => {
    const seen: CustomPerson[] = [];
    allowed((mentor, mentee) => {
      seen.push(mentor, mentee);
      return true;
    });
    expect(seen.slice(0, 2)).toEqual([
      { id: "lin", team: "Platform", attributes: {} },
      { id: "ada", team: "Apps", attributes: {} },
    ]);
    expect(seen.every((person) => Object.isFrozen(person))).toBe(true);
  });

  const place = ["policy.rules.own.holds", "/policy/rules/own/holds"];

  test.each([
    ["a number", 1, "E_SCORER"],
    ["NaN", Number.NaN, "E_SCORER"],
    ["a text", "true", "E_SCORER"],
    ["null", null, "E_SCORER"],
    ["a list", [true], "E_SCORER"],
    ["an object", {}, "E_SCORER"],
    ["a promise", Promise.resolve(true), "E_SCORER_ASYNC"],
  ])("customRule(): a function that returns %s is refused", (_, answer, code) => {
    expect(problemsOf(() => allowed(answering(answer)))).toEqual([[code, ...place]]);
  });

  test("customRule(): a promise that is rejected is refused too, and leaves no rejection unhandled", async () => {
    const failing = async () => {
      throw new Error("no such table");
    };
    expect(problemsOf(() => allowed(failing as never))).toEqual([["E_SCORER_ASYNC", ...place]]);
    await new Promise((resolve) => setTimeout(resolve));
  });

  test("customRule(): what is refused, in words that name the pair", () => {
    expect(messageOf(() => allowed(answering("yes")))).toMatchInlineSnapshot(
      `"Expected policy.rules.own.holds to be a function that returns true, false or undefined, received a text for mentor "lin" and mentee "ada"."`,
    );
    expect(messageOf(() => allowed(answering(Promise.resolve(true))))).toMatchInlineSnapshot(
      `"Expected policy.rules.own.holds to be a function that returns true, false or undefined, received a promise for mentor "lin" and mentee "ada"."`,
    );
  });

  test("customRule(): an exception names the pair and keeps its cause", () => {
    const cause = new Error("no such table");
    const error = refusal(() =>
      allowed(() => {
        throw cause;
      }),
    );
    expect(error.cause).toBe(cause);
    expect(error.message).toMatchInlineSnapshot(
      `"Expected policy.rules.own.holds to be a function that returns true, false or undefined, received an exception for mentor "lin" and mentee "ada"."`,
    );
  });

  test("customRule(): an exception at any call leaves nothing half-done", () => {
    let calls = 0;
    const failing = (failAt: number) => () => {
      calls += 1;
      if (calls === failAt) throw new Error(`call ${failAt}`);
      return true;
    };
    match(people, ruled(failing(0)));
    const all = calls;
    expect(all).toBeGreaterThan(2);
    for (let failAt = 1; failAt <= all; failAt++) {
      calls = 0;
      const error = refusal(() => match(people, ruled(failing(failAt))));
      expect([error.code, calls, error.cause]).toEqual(["E_SCORER", failAt, new Error(`call ${failAt}`)]);
    }
  });

  test("customRule(): a function that changes a person is stopped", () => {
    const spoil: CustomRule["holds"] = (mentor) => {
      (mentor as { team?: string }).team = "Apps";
      return true;
    };
    expect(problemsOf(() => allowed(spoil))).toEqual([["E_SCORER", ...place]]);
  });

  test("customRule(): is called for every pair when scoring, whatever else forbids it", () => {
    const calls: string[] = [];
    const holds: CustomRule["holds"] = (mentor, mentee) => {
      calls.push(`${mentee.id} ${mentor.id}`);
      return true;
    };
    const policy = {
      ...skillsOnly,
      rules: { own: customRule({ name: "n", version: "1", holds }), grade: gap({ field: "grade", unknown: "forbid" }) },
      bans: [{ mentee: "ada", mentor: "lin", reason: "they know each other" }],
    };
    scorePairs(people, policy);
    expect(calls).toEqual(["ada lin", "ada noor"]);
  });

  test("customRule(): scoring a row allows exactly the pairs that the function allows one by one", () => {
    const seen = { allowed: 0, forbidden: 0 };
    fc.assert(
      fc.property(cohorts({ mentees: 4, mentors: 4 }), fc.constantFrom("allow", "forbid"), (given, unknown) => {
        const holds = (mentor: CustomPerson, mentee: CustomPerson) =>
          mentor.team === undefined || mentee.team === undefined ? undefined : mentor.team !== mentee.team;
        const scorer = scorerOf(given, ruled(holds, { unknown }));
        const { mentees, mentors } = scorer.problem;
        scoreAll(scorer, [...mentees.keys()]).scores.forEach((score, at) => {
          const [i, j] = [Math.floor(at / mentors.length), at % mentors.length];
          expect(score > -Infinity).toBe(blocksOf(scorer, i, j).length === 0);
          if (blocksOf(scorer, i, j).some(({ kind }) => kind !== "rule")) return;
          const isAllowed = holds(mentors[j], mentees[i]) ?? unknown === "allow";
          expect(score > -Infinity).toBe(isAllowed);
          seen[isAllowed ? "allowed" : "forbidden"] += 1;
        });
      }),
      runs(300),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(300);
  });

  test("match(): with a rule in code, everything a matching says can be derived from people and policy", () => {
    const seen = { matched: 0, kept: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), ({ people: given, policy }) => {
        const holds: CustomRule["holds"] = ({ id }, mentee) => (id < "s" ? mentee.id < "c" : undefined);
        const rules = { ...policy.rules, ...ruled(holds, { unknown: "forbid" }).rules };
        const matching = match(given, { ...policy, rules });
        validateMatching(matching, given, { ...policy, rules });
        seen.matched += matching.pairs.length;
        if (matching.exclusions.rules["own"].forbidden > 0) seen.kept += 1;
      }),
      runs(200),
    );
    expect(seen.matched).toBeGreaterThan(60);
    expect(seen.kept).toBeGreaterThan(100);
  });

  test("match(): gives way where it may, and not where it may not", () => {
    const given = { mentees: [{ id: "ada" }], mentors: [{ id: "lin" }] };
    expect(
      match(
        given,
        ruled(() => false),
      ).pairs,
    ).toEqual([]);
    const [pair] = match(
      given,
      ruled(() => false, { otherwise: "relax" }),
    ).pairs;
    expect([pair.mentor, pair.gaveWay]).toEqual(["lin", ["own"]]);
  });

  test("manifest: the function counts by its name and version, not by its code", () => {
    const policyDigest = (holds: CustomRule["holds"], more: Partial<CustomRule> = {}) =>
      match(people, ruled(holds, more)).manifest.policy;
    const digest = policyDigest(() => true);
    expect(policyDigest((mentor) => mentor.id !== "")).toBe(digest);
    expect(policyDigest(() => true, { version: "2" })).not.toBe(digest);
    expect(policyDigest(() => true, { name: "another idea" })).not.toBe(digest);
  });

  test("explain(): evidence is name and version; participants read nothing of it", () => {
    const [withRule, without] = [
      match(
        people,
        ruled(() => true),
      ),
      match(people, skillsOnly),
    ].map((matching) => explain(matching, { mentee: "ada" }));
    expect(withRule).toMatchObject({
      rules: [{ rule: "own", holds: true, evidence: { kind: "customRule", name: "own idea", version: "1" } }],
    });
    for (const audience of ["mentee", "mentor"] as const) {
      expect(toText(withRule, { audience })).toBe(toText(without, { audience }));
    }
  });

  test("customRule(): a function may stand at its place alone", () => {
    const own = { kind: "customRule", name: "own idea", version: "1", holds: () => true };
    const issuesOf = (rules: object, criteria: object = skillsOnly.criteria): Issue["message"][] => [
      ...refusal(() => matchAny(people, { criteria, rules })).issues.map(({ message }) => message),
    ];
    expect(issuesOf({ own: { ...own, name: () => "own" } })).toMatchInlineSnapshot(`
      [
        "Expected policy.rules.own.name to be plain data, received a function.",
      ]
    `);
    expect(issuesOf({ own: { ...own, holds: { call: () => true } } })).toMatchInlineSnapshot(`
      [
        "Expected policy.rules.own.holds.call to be plain data, received a function.",
        "Expected policy.rules.own.holds to be a function, received an object.",
      ]
    `);
    expect(issuesOf({ own: { ...own, score: () => 1 } })).toMatchInlineSnapshot(`
      [
        "Expected policy.rules.own.score to be plain data, received a function.",
      ]
    `);
    expect(issuesOf({ own: { kind: "gap", field: "grade", min: () => 1 } })).toMatchInlineSnapshot(`
      [
        "Expected policy.rules.own.min to be plain data, received a function.",
      ]
    `);
    expect(issuesOf({ own: { kind: "gap", field: "grade", holds: () => true } })).toMatchInlineSnapshot(`
      [
        "Expected policy.rules.own.holds to be a known key, received an unknown one.",
      ]
    `);
    expect(issuesOf({ holds: () => true })).toMatchInlineSnapshot(`
      [
        "Expected policy.rules.holds to be plain data, received a function.",
      ]
    `);
    expect(
      issuesOf({}, { own: { kind: "custom", name: "n", version: "1", score: () => 1, holds: () => true } }),
    ).toMatchInlineSnapshot(`
      [
        "Expected policy.criteria.own.holds to be plain data, received a function.",
      ]
    `);
  });

  test("customRule(): options that are none", () => {
    const refused = (rule: object) =>
      messageOf(() => matchAny(people, { ...skillsOnly, rules: { own: { kind: "customRule", ...rule } } }));
    const own = { name: "own idea", version: "1", holds: () => true };
    expect(refused({ ...own, name: undefined })).toMatchInlineSnapshot(
      `"Expected policy.rules.own.name to be a text, received nothing."`,
    );
    expect(refused({ ...own, name: "" })).toMatchInlineSnapshot(
      `"Expected policy.rules.own.name to be a text that is not empty, received ""."`,
    );
    expect(refused({ ...own, version: 1 })).toMatchInlineSnapshot(
      `"Expected policy.rules.own.version to be a text, received 1."`,
    );
    expect(refused({ ...own, holds: undefined })).toMatchInlineSnapshot(
      `"Expected policy.rules.own.holds to be a function, received nothing."`,
    );
    expect(refused({ ...own, holds: "true" })).toMatchInlineSnapshot(
      `"Expected policy.rules.own.holds to be a function, received "true"."`,
    );
    expect(refused({ ...own, hold: () => true })).toMatchInlineSnapshot(
      `"Expected policy.rules.own.hold to be plain data, received a function."`,
    );
  });
});
