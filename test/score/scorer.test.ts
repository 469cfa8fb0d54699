import type { TelemachusError } from "telemachus";
import { describe, expect, test } from "vitest";
import { policyForm } from "../../src/policy.js";
import { checkProblem } from "../../src/problem/checkProblem.js";
import { blocksOf, compileScorer, confidenceOf, contributionsOf } from "../../src/score/scorer.js";
import { scorerOf } from "../support/programmes.js";

const skillsAndSite = {
  skills: { kind: "coverage", field: "skills", weight: 3 },
  site: { kind: "equality", field: "site", weight: 1 },
} as const;

describe("contributionsOf(): what nobody knows", () => {
  const mentees = [{ id: "ada", skills: ["SQL"], attributes: { site: "Leeds" } }];
  const silent = [{ id: "sam" }];

  test("contributionsOf(): a mentor's missing answer takes the kind's own value: 0 for what is offered, else 0.5", () => {
    const parts = contributionsOf(scorerOf({ mentees, mentors: silent }, { criteria: skillsAndSite }), 0, 0);
    expect(
      parts.map(({ criterion, score, contribution, status }) => [criterion.name, score, contribution, status]),
    ).toEqual([
      ["site", 0.5, 125_000, "mentorUnanswered"],
      ["skills", 0, 0, "mentorUnanswered"],
    ]);
    expect(confidenceOf(parts)).toBe(0);
  });

  test("contributionsOf(): a criterion may state its own value for a missing answer", () => {
    const criteria = { ...skillsAndSite, skills: { ...skillsAndSite.skills, missing: 0.25 } };
    const parts = contributionsOf(scorerOf({ mentees, mentors: silent }, { criteria }), 0, 0);
    // weights 1 : 3, so 0.25 · 0.5 and 0.75 · 0.25
    expect(parts.map(({ contribution }) => contribution)).toEqual([125_000, 187_500]);
  });

  test("contributionsOf(): what the mentee leaves unanswered is spread over the rest", () => {
    const people = { mentees: [{ id: "ada", skills: ["SQL"] }], mentors: [{ id: "sam", skills: ["SQL"] }] };
    const parts = contributionsOf(scorerOf(people, { criteria: skillsAndSite }), 0, 0);
    expect(parts.map(({ weight, contribution, status }) => [weight, contribution, status])).toEqual([
      [0, 0, "menteeUnanswered"],
      [1_000_000, 1_000_000, "scored"],
    ]);
    expect(confidenceOf(parts)).toBe(1);
  });

  test("contributionsOf(): or, where the criterion says neutral, scored 0.5 whatever the mentor answers", () => {
    const criteria = { ...skillsAndSite, site: { ...skillsAndSite.site, unanswered: "neutral" } } as const;
    for (const attributes of [{ site: "Leeds" }, undefined]) {
      const people = {
        mentees: [{ id: "ada", skills: ["SQL"] }],
        mentors: [{ id: "sam", skills: ["SQL"], attributes }],
      };
      const parts = contributionsOf(scorerOf(people, { criteria }), 0, 0);
      expect(parts.map(({ weight, contribution, status }) => [weight, contribution, status])).toEqual([
        [250_000, 125_000, "menteeUnanswered"],
        [750_000, 750_000, "scored"],
      ]);
      expect(confidenceOf(parts)).toBe(0.75);
    }
  });

  test("contributionsOf(): to ask for nothing is an answer: it is not scored, neutrally or otherwise", () => {
    const criteria = { ...skillsAndSite, skills: { ...skillsAndSite.skills, unanswered: "neutral" } } as const;
    const people = {
      mentees: [{ id: "ada", skills: [], attributes: { site: "Leeds" } }],
      mentors: [{ id: "sam", skills: ["SQL"], attributes: { site: "Leeds" } }],
    };
    const parts = contributionsOf(scorerOf(people, { criteria }), 0, 0);
    expect(parts.map(({ weight, contribution, status }) => [weight, contribution, status])).toEqual([
      [1_000_000, 1_000_000, "scored"],
      [0, 0, "notAsked"],
    ]);
    expect(confidenceOf(parts)).toBe(1);
  });

  test("contributionsOf(): a mentee who answers nothing scores 0 with a confidence of 0", () => {
    const scorer = scorerOf({ mentees: [{ id: "ada" }], mentors: silent }, { criteria: skillsAndSite });
    expect(scorer.weightsOf(0)).toEqual([0, 0]);
    expect(contributionsOf(scorer, 0, 0).map(({ contribution }) => contribution)).toEqual([0, 0]);
    expect(confidenceOf(contributionsOf(scorer, 0, 0))).toBe(0);
  });

  test("contributionsOf(): a criterion of weight 0 is none, one without a weight counts as 1", () => {
    const criteria = {
      skills: { kind: "coverage", field: "skills" },
      goals: { kind: "coverage", field: "goals", weight: 1 },
      interests: { kind: "overlap", field: "interests", weight: 0 },
    } as const;
    const people = { mentees: [{ id: "ada", skills: ["a"], goals: ["b"], interests: ["c"] }], mentors: silent };
    const scorer = scorerOf(people, { criteria });
    expect(scorer.criteria.map(({ name }) => name)).toEqual(["goals", "skills"]);
    expect(scorer.weightsOf(0)).toEqual([500_000, 500_000]);
  });
});

describe("emphasis", () => {
  const criteria = {
    skills: { kind: "coverage", field: "skills", weight: 4 },
    goals: { kind: "coverage", field: "goals", weight: 1 },
  } as const;
  const weightsWith = (emphasis: object | undefined, answers: object = { skills: ["a"], goals: ["b"] }) => {
    const mentees = [{ id: "ada", ...answers, requests: { emphasis } as never }];
    return scorerOf({ mentees, mentors: [{ id: "lin" }] }, { criteria, emphasis: { min: 0.1, max: 3 } }).weightsOf(0);
  };

  test("weightsOf(): a mentee's factors multiply the weights before they are spread; goals come first by name", () => {
    expect(weightsWith(undefined)).toEqual([200_000, 800_000]);
    // goals 1 · 2 and skills 4 · 0.5: equal parts
    expect(weightsWith({ goals: 2, skills: 0.5 })).toEqual([500_000, 500_000]);
    // goals 1 · 3 of 7
    expect(weightsWith({ goals: 3 })).toEqual([428_571, 571_429]);
  });

  test("weightsOf(): a factor on what the mentee did not answer changes nothing, and the same factor everywhere neither", () => {
    expect(weightsWith({ goals: 3 }, { skills: ["a"] })).toEqual([0, 1_000_000]);
    expect(weightsWith({ goals: 3, skills: 3 })).toEqual([200_000, 800_000]);
    // 0.1 · 4 and 0.1 · 1 as decimals: no binary noise
    expect(weightsWith({ goals: 0.1, skills: 0.1 })).toEqual([200_000, 800_000]);
  });

  test("weightsOf(): the other mentees' weights stay as they are", () => {
    const mentees = [
      { id: "ada", skills: ["a"], goals: ["b"], requests: { emphasis: { goals: 2 } } },
      { id: "ben", skills: ["a"], goals: ["b"] },
    ];
    const scorer = scorerOf({ mentees, mentors: [{ id: "lin" }] }, { criteria });
    // goals 1 · 2 of 6
    expect([scorer.weightsOf(0), scorer.weightsOf(1)]).toEqual([
      [333_333, 666_667],
      [200_000, 800_000],
    ]);
  });
});

describe("blocksOf()", () => {
  const people = {
    mentees: [{ id: "ada", team: "Data", requests: { avoid: ["lin"] } }],
    mentors: [
      { id: "ada" },
      { id: "lin", team: "Data" },
      { id: "noor", team: "Data", requests: { avoid: ["ada"] } },
      { id: "sam" },
    ],
  };
  const policy = {
    criteria: { skills: { kind: "coverage", field: "skills" } },
    rules: {
      low: { kind: "minimumScore", score: 0.000001 },
      lowest: { kind: "minimumScore", score: 0 },
      team: { kind: "differentAttribute", field: "team", unknown: "forbid" },
    },
    bans: [{ mentee: "ada", mentor: "lin", reason: "they are married" }],
  } as const;

  test("blocksOf(): names everything that forbids a pair", () => {
    const scorer = scorerOf(people, policy);
    expect([0, 1, 2, 3].map((mentor) => blocksOf(scorer, 0, mentor))).toEqual([
      [{ kind: "self" }, { kind: "rule", rule: "team" }],
      [{ kind: "ban" }, { kind: "avoid" }, { kind: "rule", rule: "team" }],
      [{ kind: "avoid" }, { kind: "rule", rule: "team" }],
      [{ kind: "rule", rule: "team" }],
    ]);
  });

  test("blocksOf(): the lowest score is asked of pairs that nothing else forbids", () => {
    const { team: _team, ...rules } = policy.rules;
    const scorer = scorerOf(people, { ...policy, rules });
    expect(blocksOf(scorer, 0, 3)).toEqual([{ kind: "belowMinimum", rule: "low" }]);
    expect(blocksOf(scorer, 0, 2)).toEqual([{ kind: "avoid" }]);
  });
});

describe("compileScorer()", () => {
  const people = {
    mentees: [
      { id: "zoe", seniority: "Boss" },
      { id: "ada", seniority: "Junior" },
    ],
    mentors: [
      { id: "sam", attributes: { grade: "B" } },
      { id: "lin", attributes: { grade: [] } },
    ],
  };
  const policy = {
    criteria: {
      seniority: { kind: "proximity", field: "seniority", tolerance: 1 },
      again: { kind: "proximity", field: "seniority", tolerance: 2 },
    },
    rules: { grade: { kind: "gap", field: "grade", min: 0 } },
    scales: { seniority: ["Junior", "Senior"] },
  };

  function issuesOf(): readonly { readonly code: string; readonly message: string }[] {
    try {
      compileScorer(checkProblem(people, policy, policyForm));
    } catch (error) {
      return (error as TelemachusError).issues;
    }
    return [];
  }

  test("compileScorer(): reports every answer that is on no scale, each once, by its place in the input", () => {
    expect(issuesOf().map(({ code }) => code)).toEqual(["E_SCALE", "E_SCALE", "E_SCALE"]);
    expect(
      issuesOf()
        .map(({ message }) => message)
        .sort(),
    ).toMatchInlineSnapshot(`
      [
        "Expected mentees[0].seniority to be a label of policy.scales.seniority, received a text.",
        "Expected mentors[0].attributes.grade to be a number, or a label of a scale, received a text. State the order of its labels in policy.scales.grade.",
        "Expected mentors[1].attributes.grade to be a number, or a label of a scale, received a list of 0. State the order of its labels in policy.scales.grade.",
      ]
    `);
  });

  test("compileScorer(): reports them in the order in which they stand in the input", () => {
    const paths = issuesOf().map(({ message }) => /mentors\[\d\]/.exec(message)?.[0]);
    expect(paths.filter((path) => path !== undefined)).toEqual(["mentors[0]", "mentors[1]"]);
  });
});
