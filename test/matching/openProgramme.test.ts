import {
  type Mentee,
  match,
  minimumScore,
  notInManagementChain,
  type People,
  type Policy,
  skills,
  type TelemachusError,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { validateMatching } from "../support/validateMatching.js";

const criteria = { skills: skills({ weight: 1 }) };
const people = {
  mentees: [
    { id: "ada", skills: ["SQL"], manager: "lin" },
    { id: "ben", skills: ["SQL"], manager: "mara", requests: { avoid: ["sam"] } },
  ],
  mentors: [
    { id: "lin", skills: ["SQL"], capacity: 1 },
    { id: "sam", skills: ["Rust"], capacity: 1 },
  ],
} satisfies People;

function warningsOf(policy: Policy, given: People = people) {
  const matching = match(given, policy);
  validateMatching(matching, given, policy);
  return matching.warnings;
}

function thrownBy(given: People, policy: Policy): Partial<TelemachusError> {
  try {
    match(given, policy);
  } catch (error) {
    return error as TelemachusError;
  }
  return {};
}

describe("match(): pins", () => {
  test("match(): a pin is fixed before anything is solved, whatever it costs", () => {
    const policy = { criteria, pins: [{ mentee: "ben", mentor: "lin", reason: "both asked for it" }] };
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    expect(matching.pairs.map(({ mentee, mentor, score, pinned }) => [mentee, mentor, score, pinned])).toEqual([
      ["ada", "sam", 0, false],
      ["ben", "lin", 1, true],
    ]);
    expect(matching.objective.stages).toEqual([
      { stage: "matched", value: 2 },
      { stage: "total", value: 1 },
    ]);
  });

  test("match(): a pinned pair scores as any other, also where a rule forbids it", () => {
    const policy = {
      criteria,
      rules: { manager: notInManagementChain() },
      pins: [{ mentee: "ada", mentor: "lin", reason: "agreed by both", override: true }],
    };
    const [pinned] = match(people, policy).pairs;
    expect(pinned).toEqual({
      mentee: "ada",
      mentor: "lin",
      score: 1,
      confidence: 1,
      contributions: { skills: 1 },
      pinned: true,
      tied: false,
      gaveWay: ["manager"],
    });
  });

  test("match(): a pin against rules without an override is a conflict, and each of them is named", () => {
    const policy = {
      criteria,
      rules: { manager: notInManagementChain(), enough: minimumScore({ score: 0.5 }) },
      pins: [
        { mentee: "ada", mentor: "lin", reason: "one" },
        { mentee: "ben", mentor: "sam", reason: "two" },
      ],
    };
    const agreeing = { ...people, mentees: people.mentees.map(({ requests: _requests, ...mentee }: Mentee) => mentee) };
    const caught = thrownBy(agreeing, policy);
    expect(caught.code).toBe("E_CONFLICT");
    expect(caught.issues?.map(({ path }) => path)).toEqual(["policy.pins[0]", "policy.pins[1]"]);
    expect(caught.message).toMatchInlineSnapshot(`
      "2 problems:
      - Expected policy.pins[0] to be a pair that the rules allow, received one that the rule "manager" forbids. Set "override": true if the pin is to stand against the rule.
      - Expected policy.pins[1] to be a pair that the rules allow, received one that the rule "enough" forbids. Set "override": true if the pin is to stand against the rule."
    `);
  });

  test("match(): a request that gives way does not hide a rule: the lowest score still asks for an override", () => {
    const policy = {
      criteria,
      rules: { enough: minimumScore({ score: 0.5 }) },
      pins: [{ mentee: "ben", mentor: "sam", reason: "no other way" }],
    };
    expect(thrownBy(people, policy).code).toBe("E_CONFLICT");
    const overriding = { ...policy, pins: policy.pins.map((pin) => ({ ...pin, override: true })) };
    expect(warningsOf(overriding).map(({ code }) => code)).toEqual(["W_OVERRIDDEN_REQUEST", "W_OVERRIDDEN_RULE"]);
  });

  test("match(): pins may fill every seat", () => {
    const policy = {
      criteria,
      pins: [
        { mentee: "ada", mentor: "sam", reason: "one" },
        { mentee: "ben", mentor: "lin", reason: "two" },
      ],
    };
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    expect(matching.pairs.every(({ pinned }) => pinned)).toBe(true);
    expect(matching.certificate.mentees).toEqual([]);
    expect(matching.manifest.counts).toMatchObject({ allowedPairs: 0, matched: 2, freeSeats: 0 });
  });
});

describe("match(): warnings about pins, rules and answers", () => {
  test("W_OVERRIDDEN_RULE: a rule gives way to a pin, in words that name both", () => {
    const policy = {
      criteria,
      rules: { manager: notInManagementChain() },
      pins: [{ mentee: "ada", mentor: "lin", reason: "agreed", override: true }],
    };
    expect(warningsOf(policy)).toMatchInlineSnapshot(`
      [
        {
          "code": "W_INCOMPLETE_CHAIN",
          "count": 1,
          "ids": [
            "ben",
          ],
          "message": "These people's chains of managers lead out of the programme, where nothing is known: managers can state the whole chain.",
        },
        {
          "code": "W_OVERRIDDEN_RULE",
          "ids": [
            "ada",
            "lin",
          ],
          "message": "The rule "manager" gives way to the pin of mentee "ada" with mentor "lin".",
        },
      ]
    `);
  });

  test("W_OVERRIDDEN_RULE: also the lowest score", () => {
    const policy = {
      criteria,
      rules: { enough: minimumScore({ score: 0.5 }) },
      pins: [{ mentee: "ada", mentor: "sam", reason: "agreed", override: true }],
    };
    expect(warningsOf(policy).map(({ code }) => code)).toEqual(["W_OVERRIDDEN_RULE"]);
  });

  test("W_OVERRIDDEN_REQUEST: a request gives way to a pin without an override", () => {
    const policy = { criteria, pins: [{ mentee: "ben", mentor: "sam", reason: "no other way" }] };
    expect(warningsOf(policy)).toMatchInlineSnapshot(`
      [
        {
          "code": "W_OVERRIDDEN_REQUEST",
          "ids": [
            "ben",
            "sam",
          ],
          "message": "A request not to be matched gives way to the pin of mentee "ben" with mentor "sam".",
        },
      ]
    `);
  });

  test("a warning's people are in code-unit order, whichever side they are on", () => {
    const zoe = { id: "zoe", skills: ["SQL"], requests: { avoid: ["lin"] } };
    const given = { mentees: [zoe], mentors: [{ id: "lin", skills: ["SQL"] }] };
    const pins = [{ mentee: "zoe", mentor: "lin", reason: "no other way" }];
    expect(warningsOf({ criteria, pins }, given)).toMatchObject([
      { code: "W_OVERRIDDEN_REQUEST", ids: ["lin", "zoe"] },
    ]);
  });

  test("W_RULE_UNKNOWN: counts the pairs that a rule could not decide, and says what became of them", () => {
    const given = { mentees: [{ id: "ada" }, { id: "ben", manager: "mara" }], mentors: [{ id: "lin" }, { id: "sam" }] };
    const base = { criteria: { skills: skills({ weight: 1, unanswered: "neutral" }) } };
    const allowing = warningsOf({ ...base, rules: { manager: notInManagementChain() } }, given);
    const forbidding = warningsOf({ ...base, rules: { manager: notInManagementChain({ unknown: "forbid" }) } }, given);
    expect(allowing.filter(({ code }) => code === "W_RULE_UNKNOWN")).toMatchInlineSnapshot(`
      [
        {
          "code": "W_RULE_UNKNOWN",
          "count": 2,
          "message": "Answers are missing for the rule "manager": pairs that it cannot decide are allowed.",
        },
      ]
    `);
    expect(forbidding.filter(({ code }) => code === "W_RULE_UNKNOWN")).toMatchInlineSnapshot(`
      [
        {
          "code": "W_RULE_UNKNOWN",
          "count": 2,
          "message": "Answers are missing for the rule "manager": pairs that it cannot decide are forbidden.",
        },
      ]
    `);
  });

  test("W_NO_SIGNAL and W_EMPTY_FIELD: nobody answered what a criterion reads", () => {
    const given = { mentees: [{ id: "ben" }, { id: "ada" }], mentors: [{ id: "lin", capacity: 2, skills: ["SQL"] }] };
    expect(warningsOf({ criteria }, given)).toMatchInlineSnapshot(`
      [
        {
          "code": "W_EMPTY_FIELD",
          "message": "No mentee answered what the criterion "skills" reads: it scores nobody.",
        },
        {
          "code": "W_NO_SIGNAL",
          "count": 2,
          "ids": [
            "ada",
            "ben",
          ],
          "message": "These mentees answered nothing that a criterion could score: all their scores are 0.",
        },
        {
          "code": "W_WEAK_PAIR",
          "count": 2,
          "ids": [
            "ada",
            "ben",
          ],
          "message": "These mentees' pairs score below 0.2: the objective prefers a weak match to none.",
        },
      ]
    `);
  });

  test("W_NO_SIGNAL: is not said of someone whom a criterion scores neutrally", () => {
    const given = { mentees: [{ id: "ben" }], mentors: [{ id: "lin" }] };
    const neutral = { criteria: { skills: skills({ weight: 1, unanswered: "neutral" }) } };
    expect(warningsOf(neutral, given)).toEqual([]);
  });

  test("W_NO_SIGNAL: every pair that is allowed scores 0, though mentees did answer", () => {
    const given = { mentees: [{ id: "ada", skills: ["SQL"] }], mentors: [{ id: "lin", skills: ["Rust"] }] };
    expect(warningsOf({ criteria }, given).find(({ code }) => code === "W_NO_SIGNAL")).toMatchInlineSnapshot(`
      {
        "code": "W_NO_SIGNAL",
        "message": "Every pair that is allowed scores 0.",
      }
    `);
    expect(warningsOf({ criteria }, { ...given, mentors: [{ id: "lin", skills: ["SQL"] }] })).toEqual([]);
  });

  test("W_NO_SIGNAL: says that all scores are 0 only where those of pins are too", () => {
    const given = {
      mentees: [
        { id: "ada", skills: ["SQL"] },
        { id: "ben", skills: ["Go"] },
      ],
      mentors: people.mentors,
    };
    const pinning = { criteria, pins: [{ mentee: "ada", mentor: "lin", reason: "they asked" }] };
    expect(match(given, pinning).pairs[0].score).toBe(1);
    expect(warningsOf(pinning, given).map(({ code }) => code)).not.toContain("W_NO_SIGNAL");
  });

  test("W_EMPTY_FIELD: says that a criterion scores nobody only where it does not score everybody neutrally", () => {
    const given = { mentees: [{ id: "ben" }], mentors: [{ id: "lin" }] };
    const neutral = { criteria: { skills: skills({ weight: 1, unanswered: "neutral" }) } };
    expect(match(given, neutral).pairs[0].score).toBe(0.5);
    expect(warningsOf(neutral, given)).toEqual([]);
    const spread = { criteria: { ...neutral.criteria, goals: { kind: "coverage", field: "goals" } as const } };
    expect(warningsOf(spread, given).map(({ code }) => code)).toEqual(["W_EMPTY_FIELD"]);
  });

  test("W_EMPTY_FIELD: is not said where there are no mentees", () => {
    expect(warningsOf({ criteria }, { mentees: [], mentors: [{ id: "lin" }] })).toEqual([]);
  });
});

describe("match(): fields that nobody has", () => {
  const attributes = { organisation: "HMRC" };
  const given = { mentees: [{ id: "ada", ...attributes }], mentors: [{ id: "lin", ...attributes }] };
  const differ = (field: string): Policy => ({ criteria, rules: { other: { kind: "differentAttribute", field } } });

  test("W_EMPTY_FIELD: a rule on a misspelt field decides nothing, and says so with the nearest field", () => {
    const found = warningsOf(differ("organization"), given).find(({ code }) => code === "W_EMPTY_FIELD");
    expect(found?.message).toMatchInlineSnapshot(
      `"No mentee and no mentor has the field "organization", which the rule "other" reads. Did you mean "organisation"?"`,
    );
    expect(match(given, differ("organisation")).pairs).toEqual([]);
  });

  test("a field is named without what it stands in", () => {
    expect(() => match(given, differ("attributes.site"))).toThrowErrorMatchingInlineSnapshot(
      `[TelemachusError: Expected policy.rules.other.field to be the name of a field or an attribute alone, without attributes. before it, received "attributes.site".]`,
    );
  });

  test("a blank text is no answer: two blanks are neither the same nor different", () => {
    const blank = { mentees: [{ id: "ada", organisation: " " }], mentors: [{ id: "lin", organisation: "" }] };
    expect(match(blank, differ("organisation")).pairs).toHaveLength(1);
  });

  test("a rule and a lowest score that give way to a pin are both named", () => {
    const policy: Policy = {
      criteria,
      rules: { manager: notInManagementChain(), enough: minimumScore({ score: 1 }) },
      pins: [{ mentee: "ada", mentor: "lin", reason: "they asked for it", override: true }],
    };
    const far = { ...people, mentors: [{ id: "lin", skills: ["Rust"], capacity: 1 }] };
    const named = warningsOf(policy, far).filter(({ code }) => code === "W_OVERRIDDEN_RULE");
    expect(named.map(({ message }) => message.slice(0, 20))).toEqual(['The rule "enough" gi', 'The rule "manager" g']);
  });
});
