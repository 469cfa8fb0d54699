import {
  type Audience,
  type Explanation,
  explain,
  goals,
  match,
  minimumScore,
  type People,
  type Policy,
  sameAttribute,
  skills,
  type TelemachusError,
  toText,
} from "telemachus";
import { describe, expect, test } from "vitest";

import * as story from "../support/story.js";

const matching = match(story.people, story.policy);
const criteria = { skills: skills({ weight: 1 }) };

function textOf(people: People, policy: Policy, audience: Audience, mentee = "ada"): string {
  return toText(explain(match(people, policy), { mentee }), { audience });
}

function storyTexts(audience: Audience): string[] {
  return matching.pairs.map(({ mentee }) => toText(explain(matching, { mentee }), { audience }));
}

describe("toText(): what is easily said wrongly", () => {
  test("toText(): an empty list in common is nothing in common", () => {
    const people = {
      mentees: [{ id: "ada", attributes: { access: [] } }],
      mentors: [{ id: "lin", attributes: { access: ["ramp"] } }],
    };
    const rules = { access: sameAttribute({ field: "access", share: "all" }) };
    expect(textOf(people, { criteria, rules }, "mentee")).toBe(
      "This is a proposal: nobody has confirmed the matching yet.\nYour mentor is lin. Your skills were not given.",
    );
  });

  test("toText(): a rule that forbids the unknown, and gave way, is not undecided", () => {
    const people = { mentees: [{ id: "ada", skills: ["SQL"] }], mentors: [{ id: "lin", skills: ["SQL"] }] };
    const rules = { site: sameAttribute({ field: "site", unknown: "forbid", otherwise: "relax" }) };
    expect(textOf(people, { criteria, rules }, "administrator")).toContain("Rules: site gave way.");
    const allowing = { site: sameAttribute({ field: "site" }) };
    expect(textOf(people, { criteria, rules: allowing }, "administrator")).toContain("site undecided");
  });

  test("toText(): a criterion that weighs nothing beside the others was answered all the same", () => {
    const people = {
      mentees: [{ id: "ada", skills: ["SQL"], goals: ["x"] }],
      mentors: [{ id: "lin", skills: ["SQL"], goals: ["x"] }],
    };
    const uneven = { criteria: { skills: skills({ weight: 1e9 }), goals: goals({ weight: 1 }) } };
    expect(textOf(people, uneven, "administrator")).toContain("goals: weighs less than a millionth beside the others.");
  });
});

describe("toText(): Ada and her cohort", () => {
  test("toText(): to each mentee", () => {
    expect(storyTexts("mentee")).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao can help with your goal: becoming a technical lead. They can help with one of the two things you asked for: Rust. You are both interested in chess. You share English. They did not list public speaking.",
        "This is a proposal: nobody has confirmed the matching yet.
      Sam Owusu can help with your goal: changing career path. They can help with everything you asked for: budgeting and SQL. You are both interested in hiking. You asked for lived experience that Sam Owusu shares: first in family at university. You share English.",
        "This is a proposal: nobody has confirmed the matching yet.
      Noor Haddad can help with your goal: growing in confidence. They can help with everything you asked for: budgeting and public speaking. You are both interested in cooking. You share English.",
        "This is a proposal: nobody has confirmed the matching yet.
      Lin Zhao can help with one of your two goals: being promoted. They can help with one of the two things you asked for: code review. You are both interested in running. You share English. They did not list moving into management or giving feedback.",
      ]
    `);
  });

  test("toText(): to each mentor", () => {
    expect(storyTexts("mentor")).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You can help with Ada Obi's goal: becoming a technical lead. You can help with one of the two things Ada Obi asked for: Rust. You are both interested in chess. You share English. You did not list public speaking.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ben Kowalczyk. You can help with Ben Kowalczyk's goal: changing career path. You can help with everything Ben Kowalczyk asked for: budgeting and SQL. You are both interested in hiking. You share English.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Dora Pappas. You can help with Dora Pappas's goal: growing in confidence. You can help with everything Dora Pappas asked for: budgeting and public speaking. You are both interested in cooking. You share English.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Elif Demir. You can help with one of Elif Demir's two goals: being promoted. You can help with one of the two things Elif Demir asked for: code review. You are both interested in running. You share English. You did not list moving into management or giving feedback.",
      ]
    `);
  });

  test("toText(): to the administrator", () => {
    expect(storyTexts("administrator").join("\n\n")).toMatchInlineSnapshot(`
      "Ada Obi (ada) with Lin Zhao (lin): score 0.8125, confidence 100 %.
      experience: not scored, the mentee asked for nothing.
      goals: 0.375 = 0.375 × 1. Covered: becoming a technical lead.
      interests: 0.0625 = 0.125 × 0.5. Shared: chess.
      skills: 0.375 = 0.5 × 0.75. Covered: Rust. Missing: public speaking.
      Rules: language met (English); manager met.
      The score is of rank 1 among the 3 mentors the mentee may have.
      Other mentors the mentee may have: Noor Haddad (noor) at 0.125, without a free seat; Sam Owusu (sam) at 0, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.

      Ben Kowalczyk (ben) with Sam Owusu (sam): score 0.95, confidence 100 %.
      experience: 0.2 = 0.2 × 1. The mentee's request met: first in family at university.
      goals: 0.3 = 0.3 × 1. Covered: changing career path.
      interests: 0.05 = 0.1 × 0.5. Shared: hiking.
      skills: 0.4 = 0.4 × 1. Covered: budgeting and SQL.
      Rules: language met (English); manager met.
      The score is of rank 1 among the 3 mentors the mentee may have.
      Other mentors the mentee may have: Noor Haddad (noor) at 0.2, without a free seat; Lin Zhao (lin) at 0, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.

      Dora Pappas (dora) with Noor Haddad (noor): score 0.9375, confidence 100 %.
      experience: not scored, the mentee asked for nothing.
      goals: 0.375 = 0.375 × 1. Covered: growing in confidence.
      interests: 0.0625 = 0.125 × 0.5. Shared: cooking.
      skills: 0.5 = 0.5 × 1. Covered: budgeting and public speaking.
      Rules: language met (English); manager met.
      The score is of rank 1 among the 2 mentors the mentee may have.
      Other mentors the mentee may have: Sam Owusu (sam) at 0.625, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.

      Elif Demir (elif) with Lin Zhao (lin): score 0.375, confidence 100 %.
      experience: not scored, the mentee asked for nothing.
      goals: 0.1875 = 0.375 × 0.5. Covered: being promoted. Missing: moving into management.
      interests: 0.0625 = 0.125 × 0.5. Shared: running.
      skills: 0.125 = 0.5 × 0.25. Covered: code review. Missing: giving feedback.
      Rules: language met (English); manager met.
      The score is of rank 2 among the 3 mentors the mentee may have.
      Other mentors the mentee may have: Noor Haddad (noor) at 0.625, without a free seat; Sam Owusu (sam) at 0, without a free seat.
      This is a proposal: nobody has confirmed the matching yet."
    `);
  });

  test("toText(): to Chidi, and of Chidi to the administrator", () => {
    const chidi = explain(matching, { mentee: "chidi" });
    expect(toText(chidi, { audience: "mentee" })).toMatchInlineSnapshot(
      `
      "This is a proposal: nobody has confirmed the matching yet.
      Chidi Nwosu, in this round there was no free place with a mentor you could be matched with. This says nothing about you or your answers. The programme's team will tell you what comes next."
    `,
    );
    expect(toText(chidi, { audience: "administrator" })).toMatchInlineSnapshot(`
      "Chidi Nwosu (chidi) is unmatched (CAPACITY_SHORT): 5 mentees can have no one but 3 mentors with 4 seats, so one must stay without. Every matching with a mentor for Chidi Nwosu reaches less.
      Mentors the mentee may have: Sam Owusu (sam) at 0.25, without a free seat; Noor Haddad (noor) at 0.0625, without a free seat.
      This is a proposal: nobody has confirmed the matching yet."
    `);
  });
});

/** One programme for each reason, in all of which Ada has nobody. */
const unmatched: Record<string, { people: People; policy: Policy }> = {
  NO_MENTORS: { people: { mentees: [{ id: "ada" }], mentors: [] }, policy: { criteria } },
  NO_ELIGIBLE_MENTOR: {
    people: { mentees: [{ id: "ada", requests: { avoid: ["lin"] } }], mentors: [{ id: "lin" }, { id: "sam" }] },
    policy: { criteria, bans: [{ mentee: "ada", mentor: "sam", reason: "they are related" }] },
  },
  ALL_BELOW_MINIMUM_SCORE: {
    people: { mentees: [{ id: "ada", skills: ["SQL"] }], mentors: [{ id: "lin" }, { id: "sam" }] },
    policy: { criteria, rules: { enough: minimumScore({ score: 0.5 }) } },
  },
  PINNED_ELSEWHERE: {
    people: { mentees: [{ id: "ada" }, { id: "ben" }], mentors: [{ id: "lin" }] },
    policy: { criteria, pins: [{ mentee: "ben", mentor: "lin", reason: "they asked" }] },
  },
  CAPACITY_SHORT: {
    people: {
      mentees: [
        { id: "ada", skills: ["SQL", "Rust"] },
        { id: "ben", skills: ["SQL"] },
        { id: "chidi", skills: ["SQL"] },
      ],
      mentors: [
        { id: "lin", skills: ["SQL"] },
        { id: "sam", skills: ["SQL"] },
      ],
    },
    policy: { criteria },
  },
  OUTPRICED: {
    people: {
      mentees: [
        { id: "ada", skills: ["SQL", "Rust"] },
        { id: "ben", skills: ["SQL"] },
      ],
      mentors: [{ id: "lin", skills: ["SQL"] }],
    },
    policy: { criteria, objective: "best" },
  },
};

describe("toText(): nobody", () => {
  test("toText(): a mentee without a mentor reads the same words whatever the reason", () => {
    const texts = Object.entries(unmatched).map(([reason, { people, policy }]) => {
      const explanation = explain(match(people, policy), { mentee: "ada" });
      expect(explanation).toMatchObject({ kind: "unmatched", why: { reason } });
      return toText(explanation, { audience: "mentee" });
    });
    expect(new Set(texts)).toEqual(new Set([texts[0]]));
  });

  test("toText(): the administrator reads the reason", () => {
    const texts = Object.values(unmatched).map(({ people, policy }) => textOf(people, policy, "administrator"));
    expect(texts.map((text) => text.replace(/^ada is unmatched /, ""))).toMatchInlineSnapshot(`
      [
        "(NO_MENTORS): there are no mentors.
      This is a proposal: nobody has confirmed the matching yet.",
        "(NO_ELIGIBLE_MENTOR): none of the 2 mentors is allowed. Bans forbid 1 and requests forbid 1.
      This is a proposal: nobody has confirmed the matching yet.",
        "(ALL_BELOW_MINIMUM_SCORE): no mentor who is allowed reaches the lowest score. The rule "enough" forbids 2.
      This is a proposal: nobody has confirmed the matching yet.",
        "(PINNED_ELSEWHERE): all seats of lin are pinned to others.
      Mentors the mentee may have: lin at 0, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.",
        "(CAPACITY_SHORT): 3 mentees can have no one but 2 mentors with 2 seats, so one must stay without. Every matching with a mentor for ada reaches less.
      Mentors the mentee may have: lin at 0.5, without a free seat; sam at 0.5, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.",
        "(OUTPRICED): the objective does as well or better without. Every matching with a mentor for ada reaches less.
      Mentors the mentee may have: lin at 0.5, without a free seat.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
  });

  test("toText(): one mentor or one mentee is not several", () => {
    const single = {
      people: { mentees: [{ id: "ada" }], mentors: [{ id: "lin", capacity: 0 }] },
      banned: { criteria, bans: [{ mentee: "ada", mentor: "lin", reason: "they are related" }] },
    };
    expect(textOf(single.people, { criteria }, "administrator")).not.toMatch(/\b1 (mentees|mentors|seats)\b/);
    expect(textOf(single.people, single.banned, "administrator")).not.toMatch(/\b1 (mentees|mentors|seats)\b/);
  });

  test("toText(): says what other matchings reach only where there are some", () => {
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "lin", capacity: 0 }] };
    for (const objective of ["everyone", "best"] as const) {
      const text = textOf(people, { criteria, objective }, "administrator");
      expect(text).not.toContain("Every matching with a mentor");
      expect(text).not.toContain("better without");
    }
  });

  test("toText(): no text ends in a space or has two in a row", () => {
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "ada" }] };
    for (const audience of ["mentee", "administrator"] as const) {
      const texts = Object.values(unmatched).map((given) => textOf(given.people, given.policy, audience));
      for (const text of [...texts, textOf(people, { criteria }, audience)]) expect(text).not.toMatch(/ {2}| $/);
    }
  });
});

describe("toText(): the administrator", () => {
  test("toText(): each criterion's line is a sum that holds", () => {
    const text = textOf(story.people, story.policy, "administrator", "ben");
    const sums = [...text.matchAll(/: ([\d.]+) = ([\d.]+) × ([\d.]+)\./g)];
    expect(sums).toHaveLength(4);
    for (const [, product, weight, score] of sums)
      expect(Number(weight) * Number(score)).toBeCloseTo(Number(product), 6);
  });

  test("toText(): who did not answer, what is undecided and what gave way", () => {
    const people = {
      mentees: [
        { id: "ada", skills: [{ name: "SQL", level: 5 }], goals: ["x"], manager: "lin", attributes: { site: "Leeds" } },
      ],
      mentors: [{ id: "lin", name: "Lin Zhao", skills: ["SQL"], attributes: { site: "Hull" } }],
    };
    const policy: Policy = {
      criteria: {
        skills: skills({ weight: 2 }),
        goals: { kind: "coverage", field: "goals", weight: 1, missing: 0.5 },
        interests: { kind: "overlap", field: "interests", weight: 1 },
        seniority: { kind: "proximity", field: "seniority", tolerance: 1, weight: 1, unanswered: "neutral" },
        site: { kind: "equality", field: "site" },
      },
      rules: { chain: { kind: "notInManagementChain" }, grade: { kind: "gap", field: "grade" } },
      pins: [{ mentee: "ada", mentor: "lin", reason: "both asked\nfor it", override: true }],
    };
    expect(textOf(people, policy, "administrator")).toMatchInlineSnapshot(`
      "ada with Lin Zhao (lin): score 0.44, confidence 60 %.
      Pinned: both asked for it
      goals: 0.1 = 0.2 × 0.5, because the mentor gave no answer.
      interests: not scored, the mentee gave no answer.
      seniority: 0.1 = 0.2 × 0.5, because the mentee gave no answer.
      site: 0 = 0.2 × 0. Different.
      skills: 0.24 = 0.4 × 0.6. Below the wanted level: SQL.
      Rules: chain gave way; grade undecided (an answer is missing).
      This is a proposal: nobody has confirmed the matching yet."
    `);
  });

  test("toText(): a lowest score that gave way to a pin is not said to be met", () => {
    const people = { mentees: [{ id: "ada", skills: ["SQL"] }], mentors: [{ id: "lin" }] };
    const pins = [{ mentee: "ada", mentor: "lin", reason: "agreed", override: true }];
    const text = textOf(people, { criteria, rules: { enough: minimumScore({ score: 0.5 }) }, pins }, "administrator");
    expect(text).toContain("enough gave way");
  });

  test("toText(): what was disclosed for matching only is counted and not named", () => {
    const people = {
      mentees: [{ id: "ada", requests: { livedExperiences: ["carer", "migrated"] } }],
      mentors: [{ id: "lin", livedExperiences: ["carer", { name: "migrated", show: "toMyMatch" as const }] }],
    };
    const text = textOf(people, { criteria: { experience: { kind: "experience" } } }, "administrator");
    expect(text).toContain("migrated and one not to be shown");
    expect(text).not.toContain("carer");
  });
});

describe("toText(): what it refuses", () => {
  function codeOf(work: () => unknown): string | undefined {
    try {
      work();
    } catch (error) {
      return (error as TelemachusError).code;
    }
    return undefined;
  }

  const ada = explain(matching, { mentee: "ada" });
  const chidi = explain(matching, { mentee: "chidi" });

  test.each([
    ["an unknown audience", () => toText(ada, { audience: "boss" as never }), "E_OPTION"],
    ["no audience", () => toText(ada, {} as never), "E_OPTION"],
    ["no options", () => toText(ada, undefined as never), "E_OPTION"],
    ["an unknown option", () => toText(ada, { audience: "mentee", language: "de" } as never), "E_UNKNOWN_KEY"],
    ["an unknown format", () => toText(ada, { audience: "mentee", format: "html" as never }), "E_OPTION"],
    ["a contact that is blank", () => toText(ada, { audience: "mentee", contact: " \n" }), "E_OPTION"],
    ["a contact that is no text", () => toText(ada, { audience: "mentee", contact: 5 as never }), "E_OPTION"],
    ["a mentor, for somebody unmatched", () => toText(chidi, { audience: "mentor" }), "E_OPTION"],
    [
      "a matching for an explanation",
      () => toText(matching as unknown as Explanation, { audience: "mentee" }),
      "E_TYPE",
    ],
    ["nothing for an explanation", () => toText(undefined as never, { audience: "mentee" }), "E_TYPE"],
  ])("toText(): refuses %s", (_, work, code) => {
    expect(codeOf(work)).toBe(code);
  });
});
