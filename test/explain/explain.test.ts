import fc from "fast-check";
import {
  explain,
  type MatchExplanation,
  match,
  minimumScore,
  notInManagementChain,
  type People,
  type Policy,
  scorePairs,
  sharedLanguage,
  skills,
  type TelemachusError,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { programmes } from "../support/programmes.js";
import * as story from "../support/story.js";

const matching = match(story.people, story.policy);

function thrownBy(work: () => unknown): Partial<TelemachusError> {
  try {
    work();
  } catch (error) {
    return error as TelemachusError;
  }
  return {};
}

function explainPair(people: People, policy: Policy, mentee = "ada"): MatchExplanation {
  const explanation = explain(match(people, policy), { mentee });
  expect(explanation.kind).toBe("match");
  return explanation as MatchExplanation;
}

describe("explain(): a match", () => {
  test("explain(): contributions add up to the score exactly, are those of the pair, and follow the order of names", () => {
    const seen = { several: 0, pinned: 0, unanswered: 0 };
    const millionths = (value: number) => Math.round(value * 1_000_000);
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), ({ people, policy }) => {
        const solved = match(people, policy);
        for (const pair of solved.pairs) {
          const { criteria, score, confidence, pin } = explain(solved, { mentee: pair.mentee }) as MatchExplanation;
          expect(criteria.reduce((sum, { contribution }) => sum + millionths(contribution), 0)).toBe(millionths(score));
          expect({ score, confidence }).toEqual({ score: pair.score, confidence: pair.confidence });
          const names = criteria.map(({ criterion }) => criterion);
          expect(names).toEqual(names.toSorted());
          const weighed = criteria.filter(({ weight }) => weight > 0);
          expect(Object.fromEntries(weighed.map((one) => [one.criterion, one.contribution]))).toEqual(
            pair.contributions,
          );
          const whole = criteria.reduce((sum, { weight }) => sum + millionths(weight), 0);
          expect(whole === 0 || whole === 1_000_000).toBe(true);
          expect(pin === null).toBe(!pair.pinned);
          if (weighed.length > 1) seen.several += 1;
          if (pair.pinned) seen.pinned += 1;
          if (criteria.some(({ status }) => status !== "scored")) seen.unanswered += 1;
        }
      }),
      runs(400),
    );
    expect(seen.several).toBeGreaterThan(200);
    expect(seen.pinned).toBeGreaterThan(40);
    expect(seen.unanswered).toBeGreaterThan(200);
  });

  test("explain(): is plain JSON, for every mentee of every programme", () => {
    const seen = { match: 0, unmatched: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), ({ people, policy }) => {
        const solved = match(people, policy);
        for (const { id: mentee } of people.mentees) {
          const explanation = explain(solved, { mentee });
          expect(JSON.parse(JSON.stringify(explanation))).toStrictEqual(explanation);
          expect(explanation.kind === "match").toBe(solved.pairs.some((pair) => pair.mentee === mentee));
          seen[explanation.kind] += 1;
        }
      }),
      runs(200),
    );
    expect(seen.match).toBeGreaterThan(150);
    expect(seen.unmatched).toBeGreaterThan(150);
  });

  test("explain(): the story's Ben, who asked for lived experience", () => {
    expect(explain(matching, { mentee: "ben" })).toEqual({
      kind: "match",
      status: "optimal",
      decision: "proposal",
      rank: 1,
      of: 3,
      mentorAsked: { choice: null, choices: 0, livedExperiences: [] },
      alternatives: [
        { mentor: { id: "noor", name: "Noor Haddad" }, score: 0.2, seats: "full" },
        { mentor: { id: "lin", name: "Lin Zhao" }, score: 0, seats: "full" },
      ],
      mentee: { id: "ben", name: "Ben Kowalczyk" },
      mentor: { id: "sam", name: "Sam Owusu" },
      score: 0.95,
      confidence: 1,
      pin: null,
      criteria: [
        {
          criterion: "experience",
          weight: 0.2,
          score: 1,
          contribution: 0.2,
          status: "scored",
          evidence: {
            kind: "experience",
            shared: ["first in family at university"],
            shown: ["first in family at university"],
            sharedBack: [],
            shownBack: [],
          },
        },
        {
          criterion: "goals",
          weight: 0.3,
          score: 1,
          contribution: 0.3,
          status: "scored",
          evidence: {
            kind: "coverage",
            field: "goals",
            covered: ["changing career path"],
            partly: [],
            related: [],
            missing: [],
          },
        },
        {
          criterion: "interests",
          weight: 0.1,
          score: 0.5,
          contribution: 0.05,
          status: "scored",
          evidence: { kind: "overlap", field: "interests", shared: ["hiking"] },
        },
        {
          criterion: "skills",
          weight: 0.4,
          score: 1,
          contribution: 0.4,
          status: "scored",
          evidence: {
            kind: "coverage",
            field: "skills",
            covered: ["budgeting", "SQL"],
            partly: [],
            related: [],
            missing: [],
          },
        },
      ],
      rules: [
        {
          rule: "language",
          holds: true,
          broken: false,
          evidence: { kind: "sharedLanguage", field: "languages", shared: ["English"] },
        },
        { rule: "manager", holds: true, broken: false, evidence: { kind: "notInManagementChain" } },
      ],
    });
  });

  test("explain(): says what a rule could not decide, and what gave way to a pin, with the pin's reason", () => {
    const people = {
      mentees: [{ id: "ada", skills: ["SQL"], manager: "lin" }],
      mentors: [{ id: "lin", skills: ["SQL"] }],
    };
    const { rules, pin, mentee, mentor } = explainPair(people, {
      criteria: { skills: skills({ weight: 1 }) },
      rules: { manager: notInManagementChain(), grade: { kind: "gap", field: "grade", min: 1 } },
      pins: [{ mentee: "ada", mentor: "lin", reason: "they have worked like this for years", override: true }],
    });
    expect(rules).toEqual([
      {
        rule: "grade",
        holds: null,
        broken: false,
        evidence: { kind: "gap", field: "grade", gap: null, onScale: false },
      },
      { rule: "manager", holds: false, broken: true, evidence: { kind: "notInManagementChain" } },
    ]);
    expect(pin).toBe("they have worked like this for years");
    expect([mentee, mentor]).toEqual([{ id: "ada" }, { id: "lin" }]);
  });

  test("explain(): a lowest score that gave way to a pin does not hold", () => {
    const people = { mentees: [{ id: "ada", skills: ["SQL"] }], mentors: [{ id: "lin", skills: ["Rust"] }] };
    const { rules } = explainPair(people, {
      criteria: { skills: skills({ weight: 1 }) },
      rules: { enough: minimumScore({ score: 0.5 }) },
      pins: [{ mentee: "ada", mentor: "lin", reason: "agreed", override: true }],
    });
    expect(rules).toEqual([
      { rule: "enough", holds: false, broken: true, evidence: { kind: "minimumScore", minimum: 0.5 } },
    ]);
  });
});

describe("explain(): a lowest score", () => {
  // millionths that are not themselves again when divided by a million and multiplied by it
  test.each([249, 251, 489, 127_375, 500_956, 524_287])(
    "explain(): of %i millionths holds on a pair that has just that",
    (score) => {
      const people = { mentees: [{ id: "ada" }], mentors: [{ id: "lin" }] };
      const own = { kind: "custom", name: "own", version: "1", score: () => score / 1_000_000 } as const;
      const rules = { enough: minimumScore({ score: score / 1_000_000 }) };
      expect(explainPair(people, { criteria: { own }, rules }).rules[0].holds).toBe(true);
    },
  );
});

describe("explain(): nobody", () => {
  test("explain(): gives the reason and, where seats are short, the proof", () => {
    expect(explain(matching, { mentee: "chidi" })).toEqual({
      kind: "unmatched",
      status: "optimal",
      decision: "proposal",
      alternatives: [
        { mentor: { id: "sam", name: "Sam Owusu" }, score: 0.25, seats: "full" },
        { mentor: { id: "noor", name: "Noor Haddad" }, score: 0.0625, seats: "full" },
      ],
      mentee: { id: "chidi", name: "Chidi Nwosu" },
      why: { id: "chidi", reason: "CAPACITY_SHORT", shortage: 0, decidedBy: "cost" },
      shortage: {
        mentees: ["ada", "ben", "chidi", "dora", "elif"],
        mentors: ["lin", "noor", "sam"],
        seats: 4,
        over: 1,
      },
    });
  });

  test("explain(): of several shortages gives the mentee's own", () => {
    const people = {
      mentees: ["ada", "ben", "chidi", "dora"].map((id, at) => ({ id, languages: [at < 2 ? "Igbo" : "Twi"] })),
      mentors: [
        { id: "lin", languages: ["Igbo"] },
        { id: "sam", languages: ["Twi"] },
      ],
    };
    const policy = { criteria: { skills: skills({ weight: 1 }) }, rules: { language: sharedLanguage() } };
    const solved = match(people, policy);
    expect(solved.unmatched.mentees).toHaveLength(2);
    for (const { id } of solved.unmatched.mentees) {
      const explanation = explain(solved, { mentee: id });
      expect(explanation).toMatchObject({ shortage: { mentees: expect.arrayContaining([id]), seats: 1, over: 1 } });
    }
  });

  test("explain(): without a shortage there is no proof", () => {
    const alone = match({ mentees: [{ id: "ada" }], mentors: [] }, story.policy);
    expect(explain(alone, { mentee: "ada" })).toMatchObject({ why: { reason: "NO_MENTORS" }, shortage: null });
  });
});

describe("explain(): questions it cannot answer", () => {
  test("explain(): somebody unknown, with the nearest id", () => {
    expect(thrownBy(() => explain(matching, { mentee: "adda" })).message).toMatchInlineSnapshot(
      `"Expected mentee to be the id of a mentee, received "adda". Did you mean "ada"?"`,
    );
    expect(thrownBy(() => explain(matching, { mentee: "lin" })).code).toBe("E_UNKNOWN_ID");
  });

  test.each([
    ["nothing", undefined, "E_TYPE"],
    ["null", null, "E_TYPE"],
    ["a text", "ada", "E_TYPE"],
    ["another key", { mentees: "ada" }, "E_TYPE"],
    ["no key", {}, "E_TYPE"],
    ["a number for an id", { mentee: 5 }, "E_UNKNOWN_ID"],
  ])("explain(): %s is no question", (_, question, code) => {
    expect(thrownBy(() => explain(matching, question as never)).code).toBe(code);
  });
});

describe("explain(): a mentor", () => {
  test("explain(): gives each of a mentor's mentees as they are explained by themselves, and why seats are free", () => {
    const seen = { mentees: 0, free: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), ({ people, policy }) => {
        const solved = match(people, policy);
        for (const { id: mentor } of people.mentors) {
          const { kind, free, seats, why, matches } = explain(solved, { mentor });
          expect(kind).toBe("mentor");
          const own = solved.pairs.filter((pair) => pair.mentor === mentor).map(({ mentee }) => mentee);
          expect(matches).toEqual(own.map((mentee) => explain(solved, { mentee, mentor })));
          expect(seats - free).toBe(own.length);
          expect(why).toEqual(solved.unmatched.seats.find((one) => one.mentor === mentor) ?? null);
          seen.mentees += own.length;
          if (free > 0) seen.free++;
        }
      }),
      runs(100),
    );
    expect(seen.mentees).toBeGreaterThan(100);
    expect(seen.free).toBeGreaterThan(30);
  });

  test("explain(): ranks a mentor among all whom the mentee may have, and names the best others", () => {
    const ada = explain(matching, { mentee: "ada" }) as MatchExplanation;
    const scores = scorePairs(story.people, story.policy);
    const row = scores.mentees.indexOf("ada");
    const own = scores.mentors.map((mentor, j) => ({ mentor, score: scores.scores[row * scores.mentors.length + j] }));
    const allowed = own.filter(({ score }) => score !== -Infinity).sort((a, b) => b.score - a.score);
    expect(ada.of).toBe(allowed.length);
    expect(ada.rank).toBe(1 + allowed.findIndex(({ mentor }) => mentor === ada.mentor.id));
    const others = allowed.filter(({ mentor }) => mentor !== ada.mentor.id);
    expect(ada.alternatives.map(({ mentor, score }) => ({ mentor: mentor.id, score: score * 1e6 }))).toEqual(others);
  });
});
