import fc from "fast-check";
import {
  type Audience,
  type Eligible,
  eligible,
  explain,
  match,
  type People,
  type Policy,
  scorePairs,
  skills,
  toText,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { blocksOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { cohorts, conditions, labels, rewritten, scorerOf, seeded } from "../../support/programmes.js";
import { matchAny, messageOf, problemsOf } from "../../support/refusal.js";
import { adaAndLin, skillsOnly } from "../../support/storyWith.js";
import { validateMatching } from "../../support/validateMatching.js";

const certified = { field: "certified", is: true } as const;

/** Mentors of whom one is certified, one is not, and one does not say. */
const people = {
  mentees: [
    { id: "ada", skills: ["SQL"], attributes: { certified: false } },
    { id: "ben", skills: ["SQL"] },
  ],
  mentors: [
    { id: "lin", skills: ["SQL"], attributes: { certified: true } },
    { id: "noor", skills: ["SQL"], attributes: { certified: false } },
    { id: "sam", skills: ["SQL"] },
  ],
} satisfies People;

function compile(options: Omit<Eligible, "kind">, given: People = people) {
  return scorerOf(given, { ...skillsOnly, rules: { it: eligible(options) }, scales: { seniority: labels } }).rules[0]
    .compiled;
}

describe("eligible()", () => {
  test("eligible(): is a plain object", () => {
    expect(eligible({ side: "mentor", when: certified, unknown: "forbid" })).toEqual({
      kind: "eligible",
      side: "mentor",
      when: certified,
      unknown: "forbid",
    });
  });

  test("eligible(): of mentors, holds for all pairs of those who meet the condition", () => {
    const { holds } = compile({ side: "mentor", when: certified });
    expect([0, 1].map((mentee) => [0, 1, 2].map((mentor) => holds(mentee, mentor)))).toEqual([
      [true, false, undefined],
      [true, false, undefined],
    ]);
  });

  test("eligible(): of mentees, whatever the mentor answered", () => {
    const { holds } = compile({ side: "mentee", when: certified });
    expect([0, 1].map((mentee) => [0, 1, 2].map((mentor) => holds(mentee, mentor)))).toEqual([
      [false, false, false],
      [undefined, undefined, undefined],
    ]);
  });

  test("eligible(): mentors stand alike by verdict; under a condition on mentees all of them do", () => {
    expect(compile({ side: "mentor", when: certified }).groups).toEqual({
      of: Int32Array.of(0, 1, 2),
      first: Int32Array.of(0, 1, 2),
    });
    expect(compile({ side: "mentor", when: { not: { all: [certified, { not: certified }] } } }).groups).toEqual({
      of: Int32Array.of(0, 0, 1),
      first: Int32Array.of(0, 2),
    });
    expect(compile({ side: "mentee", when: certified }).groups).toEqual({
      of: Int32Array.of(0, 0, 0),
      first: Int32Array.of(0),
    });
  });

  test("eligible(): what cannot be decided follows the rule's own unknown", () => {
    const scores = (options: Omit<Eligible, "kind">) =>
      [...scorePairs(people, { ...skillsOnly, rules: { it: eligible(options) } }).scores].map(Number.isFinite);
    expect(scores({ side: "mentor", when: certified })).toEqual([true, false, true, true, false, true]);
    expect(scores({ side: "mentor", when: certified, unknown: "allow" })).toEqual([
      true,
      false,
      true,
      true,
      false,
      true,
    ]);
    expect(scores({ side: "mentor", when: certified, unknown: "forbid" })).toEqual([
      true,
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(scores({ side: "mentee", when: certified })).toEqual([false, false, false, true, true, true]);
    expect(scores({ side: "mentee", when: certified, unknown: "forbid" })).toEqual(Array(6).fill(false));
  });

  test("eligible(): evidence names the side and the fields, and nobody's answers", () => {
    const when = { any: [{ field: "grade", min: 2 }, certified, { not: certified }] };
    expect(compile({ side: "mentee", when }).evidence(0, 0)).toEqual({
      kind: "eligible",
      side: "mentee",
      fields: ["certified", "grade"],
    });
  });

  test("match(): who is not eligible is left out, and told apart", () => {
    const policy = { ...skillsOnly, rules: { trained: eligible({ side: "mentor", when: certified }) }, seed: 1 };
    const matching = match({ ...people, mentors: people.mentors.slice(0, 2) }, policy);
    validateMatching(matching, { ...people, mentors: people.mentors.slice(0, 2) }, policy);
    expect(matching.pairs.map(({ mentor }) => mentor)).toEqual(["lin"]);
    expect(matching.unmatched.seats).toEqual([{ mentor: "noor", free: 1, reason: "NO_ELIGIBLE_MENTEE" }]);
    expect(matching.exclusions.rules).toEqual({ trained: { forbidden: 2, alone: 2, undecided: 0 } });

    const ofMentees = { ...skillsOnly, rules: { trained: eligible({ side: "mentee", when: certified }) } };
    expect(match(people, ofMentees).unmatched.mentees).toEqual([
      {
        id: "ada",
        reason: "NO_ELIGIBLE_MENTOR",
        excluded: { mentors: 3, rules: { trained: 3 }, bans: 0, manual: 0, requests: 0 },
      },
    ]);
    expect(match(people, ofMentees).warnings).toContainEqual({
      code: "W_RULE_UNKNOWN",
      message: 'Answers are missing for the rule "trained": pairs that it cannot decide are allowed.',
      count: 3,
    });
  });

  test("match(): where it may, gives way to a mentee who would have nobody, visibly", () => {
    const rules = { trained: eligible({ side: "mentor", when: certified, unknown: "forbid", otherwise: "relax" }) };
    const others = { mentees: people.mentees.slice(0, 1), mentors: people.mentors.slice(1, 2) };
    const matching = match(others, { ...skillsOnly, rules });
    validateMatching(matching, others, { ...skillsOnly, rules });
    expect(matching.pairs.map(({ mentee, mentor, gaveWay }) => [mentee, mentor, gaveWay])).toEqual([
      ["ada", "noor", ["trained"]],
    ]);
    expect(matching.warnings.map(({ code }) => code)).toContain("W_RULE_RELAXED");
  });

  test("toText(): participants read the same as without it, administrators that it is met", () => {
    const pair = { mentees: people.mentees.slice(0, 1), mentors: people.mentors.slice(0, 1) };
    const textWith = (rules: Policy["rules"], audience: Audience) =>
      toText(explain(match(pair, { ...skillsOnly, rules }), { mentee: "ada" }), { audience });
    const rules = { trained: eligible({ side: "mentor", when: certified }) };
    for (const audience of ["mentee", "mentor"] as const) {
      expect(textWith(rules, audience)).toBe(textWith({}, audience));
    }
    expect(textWith(rules, "administrator").replace("\nRules: trained met.", "")).toBe(textWith({}, "administrator"));
    expect(textWith(rules, "administrator")).toContain("\nRules: trained met.\n");
  });

  test("scoring a row allows exactly the pairs that the rule allows one by one", () => {
    const seen = { allowed: 0, forbidden: 0, undecided: 0 };
    const options = fc.record({
      side: fc.constantFrom("mentor" as const, "mentee" as const),
      when: conditions,
      unknown: fc.constantFrom("allow" as const, "forbid" as const),
    });
    fc.assert(
      fc.property(cohorts({ mentees: 4, mentors: 4 }), options, (given, stated) => {
        const policy = {
          criteria: { skills: skills({ weight: 1 }) },
          rules: { it: eligible(stated) },
          scales: { seniority: labels },
        };
        const scorer = scorerOf(given, policy);
        const { compiled } = scorer.rules[0];
        const columns = scorer.problem.mentors.length;
        scoreAll(scorer, [...scorer.problem.mentees.keys()]).scores.forEach((score, at) => {
          const [mentee, mentor] = [Math.floor(at / columns), at % columns];
          expect(score > -Infinity).toBe(blocksOf(scorer, mentee, mentor).length === 0);
          const holds = compiled.holds(mentee, mentor);
          const { of, first } = compiled.groups!;
          expect(compiled.holds(mentee, first[of[mentor]])).toBe(holds);
          seen[holds === undefined ? "undecided" : holds ? "allowed" : "forbidden"] += 1;
        });
        expect(compiled.groups!.first.length).toBeLessThanOrEqual(stated.side === "mentor" ? 3 : 1);
      }),
      runs(400),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(300);
  });

  test("the order of people, parts and keys leaves no trace in any byte of a matching", () => {
    let matched = 0;
    fc.assert(
      fc.property(cohorts({ mentees: 4, mentors: 4 }), conditions, fc.nat(), (given, when, order) => {
        const policy = {
          ...skillsOnly,
          rules: { it: eligible({ side: "mentor", when }) },
          scales: { seniority: labels },
        };
        const below = seeded(order);
        const matching = JSON.stringify(match(given, policy));
        expect(JSON.stringify(match(rewritten(given, below), rewritten(policy, below)))).toBe(matching);
        if (match(given, policy).pairs.length > 1) matched += 1;
      }),
      runs(150),
    );
    expect(matched).toBeGreaterThan(40);
  });

  test("eligible(): people on one side only, or on none, are no trouble", () => {
    const options = { side: "mentor", when: certified } as const;
    for (const given of [
      { mentees: people.mentees, mentors: [] },
      { mentees: [], mentors: people.mentors },
      { mentees: [], mentors: [] },
    ]) {
      expect(match(given, { ...skillsOnly, rules: { it: eligible(options) } }).pairs).toEqual([]);
    }
  });

  test("eligible(): options that are none", () => {
    const refused = (rule: object) =>
      matchAny(adaAndLin(), { ...skillsOnly, rules: { x: { kind: "eligible", ...rule } } });
    expect(messageOf(() => refused({ when: certified }))).toMatchInlineSnapshot(
      `"Expected policy.rules.x.side to be "mentor" or "mentee", received nothing."`,
    );
    expect(messageOf(() => refused({ side: "mentors", when: certified }))).toMatchInlineSnapshot(
      `"Expected policy.rules.x.side to be "mentor" or "mentee", received "mentors"."`,
    );
    expect(messageOf(() => refused({ side: "mentor" }))).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when to be a condition (an object), received nothing."`,
    );
    expect(messageOf(() => refused({ side: "mentor", when: certified, if: certified }))).toMatchInlineSnapshot(
      `"Expected policy.rules.x.if to be a known key, received an unknown one."`,
    );
    expect(messageOf(() => refused({ side: "mentor", wen: certified, when: certified }))).toMatchInlineSnapshot(
      `"Expected policy.rules.x.wen to be a known key, received an unknown one. Did you mean "when"?"`,
    );
    expect(problemsOf(() => refused({ side: "both", when: { any: [] }, unknown: "maybe" }))).toEqual([
      ["E_TYPE", "policy.rules.x.side", "/policy/rules/x/side"],
      ["E_BOUNDS", "policy.rules.x.when.any", "/policy/rules/x/when/any"],
      ["E_TYPE", "policy.rules.x.unknown", "/policy/rules/x/unknown"],
    ]);
  });

  test("eligible(): a number is no word of the taxonomy, in the condition or in the answer", () => {
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "lin", attributes: { grade: 1 } }] };
    const taxonomy = [{ id: "1", label: "Rust" }];
    const allows = (is: string | number) => {
      const rules = { it: eligible({ side: "mentor", when: { field: "grade", is } }) };
      return scorerOf(people, {
        criteria: { c: { kind: "custom", name: "c", version: "1", score: () => 1 } },
        rules,
        taxonomy,
      }).rules[0].compiled.holds(0, 0);
    };
    expect([allows(1), allows("Rust")]).toEqual([true, false]);
  });
});
