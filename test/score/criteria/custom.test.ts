import fc from "fast-check";
import { type Custom, type CustomPerson, custom, match, scorePairs } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { programmes, withoutEmphasis } from "../../support/programmes.js";

const people = {
  mentees: [
    {
      id: "ada",
      name: "Ada Obi",
      team: "Apps",
      demand: 1,
      priority: 2,
      display: { photo: "a.png" },
      auditOnly: { gender: "f" },
      manual: false,
    },
  ],
  mentors: [{ id: "lin", name: "Lin Zhao", team: "Platform", capacity: 2, auditOnly: { gender: "x" } }],
};

function policyOf(score: Custom["score"], more: Partial<Omit<Custom, "kind">> = {}) {
  return { criteria: { own: custom({ name: "own idea", version: "1", score, ...more }) } };
}

function scoreOf(score: Custom["score"], more: Partial<Omit<Custom, "kind">> = {}): number {
  return scorePairs(people, policyOf(score, more)).scores[0];
}

/** What the function answers, whether or not it keeps to its type. */
function answering(answer: unknown): Custom["score"] {
  return () => answer as number;
}

describe("custom()", () => {
  test("custom(): is a plain object with the function in it", () => {
    const score = () => 1;
    expect(custom({ name: "own idea", version: "1", weight: 2, score })).toEqual({
      kind: "custom",
      name: "own idea",
      version: "1",
      weight: 2,
      score,
    });
  });

  test("custom(): scores what the function says, mentor first; a third is rounded to millionths", () => {
    expect(scoreOf((mentor, mentee) => (mentor.team === "Platform" && mentee.team === "Apps" ? 1 / 3 : 0))).toBe(
      333_333,
    );
  });

  test("custom(): undefined is unknown and takes the middle, or the criterion's own value", () => {
    expect(scoreOf(() => undefined)).toBe(500_000);
    expect(scoreOf(() => undefined, { missing: 0 })).toBe(0);
  });

  test("custom(): the function never sees names, display, audit answers, seats, demand, priority or whether a human decides", () => {
    const seen: CustomPerson[] = [];
    scoreOf((mentor, mentee) => {
      seen.push(mentor, mentee);
      return 1;
    });
    expect(seen).toEqual([
      { attributes: {}, id: "lin", team: "Platform" },
      { attributes: {}, id: "ada", team: "Apps" },
    ]);
    expect(seen.every((person) => Object.isFrozen(person))).toBe(true);
  });

  test.each([
    ["NaN", Number.NaN, "E_SCORER"],
    ["a number above 1", 1.0000001, "E_SCORER"],
    ["a number below 0", -0.1, "E_SCORER"],
    ["an infinite number", Infinity, "E_SCORER"],
    ["a text", "0.9", "E_SCORER"],
    ["null", null, "E_SCORER"],
    ["true", true, "E_SCORER"],
    ["an object", {}, "E_SCORER"],
    ["a promise", Promise.resolve(1), "E_SCORER_ASYNC"],
  ])("custom(): %s is refused", (_, answer, code) => {
    expect(() => scoreOf(answering(answer))).toThrow(expect.objectContaining({ name: "TelemachusError", code }));
  });

  test("custom(): an exception names the pair and keeps its cause", () => {
    const cause = new Error("no such table");
    let caught: { message?: string; cause?: unknown } = {};
    try {
      scoreOf(() => {
        throw cause;
      });
    } catch (error) {
      caught = error as typeof caught;
    }
    expect(caught.cause).toBe(cause);
    expect(caught.message).toMatchInlineSnapshot(
      `"Expected policy.criteria.own.score to be a function that returns a number from 0 to 1, or undefined, received an exception for mentor "lin" and mentee "ada"."`,
    );
  });

  test("custom(): a function that changes a person is stopped", () => {
    const spoil: Custom["score"] = (mentor) => {
      (mentor as { team?: string }).team = "Apps";
      return 1;
    };
    expect(() => scoreOf(spoil)).toThrow(expect.objectContaining({ code: "E_SCORER" }));
  });

  test("custom(): a function that changes its mind about a matched pair is found out", () => {
    let calls = 0;
    const fickle = () => (calls++ === 0 ? 1 : 0.5);
    expect(() => match(people, policyOf(fickle))).toThrow(expect.objectContaining({ code: "E_NONDETERMINISTIC" }));
  });

  test("custom(): is called for no pair that a ban, a request, a rule or being one person forbids", () => {
    const seen = { called: 0, spared: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 4, mentors: 4 }), ({ people: given, policy }) => {
        const { minimum: _minimum, ...rules } = { ...policy.rules };
        const { criteria: _criteria, ...rest } = policy;
        const calls = new Set<string>();
        const score: Custom["score"] = (mentor, mentee) => {
          calls.add(JSON.stringify([mentee.id, mentor.id]));
          return 0.5;
        };
        const table = scorePairs(withoutEmphasis(given), { ...rest, rules, criteria: policyOf(score).criteria });
        table.scores.forEach((number, at) => {
          const columns = table.mentors.length;
          const pair = JSON.stringify([table.mentees[Math.floor(at / columns)], table.mentors[at % columns]]);
          expect(calls.has(pair)).toBe(number > -Infinity);
          seen[number > -Infinity ? "called" : "spared"] += 1;
        });
      }),
      runs(300),
    );
    expect(seen.called).toBeGreaterThan(500);
    expect(seen.spared).toBeGreaterThan(500);
  });
});
