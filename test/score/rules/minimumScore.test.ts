import fc from "fast-check";
import { minimumScore, type Policy, scorePairs } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { programmes } from "../../support/programmes.js";

const people = {
  mentees: [{ id: "ada", skills: ["a", "b", "c"] }],
  mentors: [{ id: "lin", skills: ["a", "b", "c"] }, { id: "noor", skills: ["a"] }, { id: "sam" }],
};

function scoresAt(...minimums: number[]): number[] {
  const rules = Object.fromEntries(minimums.map((score, at) => [`minimum ${at}`, minimumScore({ score })]));
  return [...scorePairs(people, { criteria: { skills: { kind: "coverage", field: "skills" } }, rules }).scores];
}

describe("minimumScore()", () => {
  test("minimumScore(): is a plain object", () => {
    expect(minimumScore({ score: 0.4 })).toEqual({ kind: "minimumScore", score: 0.4 });
  });

  test("minimumScore(): forbids pairs below it, to the millionth", () => {
    // a third is 333 333 millionths
    expect(scoresAt(0.333333)).toEqual([1_000_000, 333_333, -Infinity]);
    expect(scoresAt(0.333334)).toEqual([1_000_000, -Infinity, -Infinity]);
    expect(scoresAt(1)).toEqual([1_000_000, -Infinity, -Infinity]);
    expect(scoresAt(0)).toEqual([1_000_000, 333_333, 0]);
  });

  test("minimumScore(): is a whole number of millionths, also where its decimal is not exact", () => {
    // 0.000249 · 1 000 000 is 248.99999999999997 in binary
    const scoring = (millionths: number) => {
      const own = { kind: "custom", name: "own", version: "1", score: () => millionths / 1_000_000 } as const;
      const given = { mentees: [{ id: "ada" }], mentors: [{ id: "lin" }] };
      return scorePairs(given, { criteria: { own }, rules: { it: minimumScore({ score: 0.000249 }) } }).scores[0];
    };
    expect(scoring(249)).toBe(249);
    expect(scoring(248)).toBe(-Infinity);
  });

  test("minimumScore(): of several the highest counts", () => {
    expect(scoresAt(0.1, 0.5, 0.2)).toEqual([1_000_000, -Infinity, -Infinity]);
  });

  test("minimumScore(): forbids exactly what scores lower without it, and changes no other score", () => {
    const seen = { kept: 0, forbidden: 0 };
    fc.assert(
      fc.property(
        programmes({ mentees: 4, mentors: 4 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (given, millionths) => {
          const { minimum: _minimum, ...others } = { ...given.policy.rules };
          // a rule that gives way would do so where the lowest score leaves nobody
          const firm = Object.entries(others).map(([name, rule]) => [name, { ...rule, otherwise: "forbid" as const }]);
          const rules = Object.fromEntries(firm) as Policy["rules"];
          const free = scorePairs(given.people, { ...given.policy, rules }).scores;
          const bound = { ...rules, minimum: minimumScore({ score: millionths / 1_000_000 }) };
          const { scores } = scorePairs(given.people, { ...given.policy, rules: bound });
          scores.forEach((score, at) => {
            expect(score).toBe(free[at] < millionths ? -Infinity : free[at]);
            if (free[at] > -Infinity) seen[free[at] < millionths ? "forbidden" : "kept"] += 1;
          });
        },
      ),
      runs(300),
    );
    expect(seen.kept).toBeGreaterThan(150);
    expect(seen.forbidden).toBeGreaterThan(150);
  });

  test.each([-0.1, 1.1])("minimumScore(): %f is refused", (score) => {
    expect(() => scoresAt(score)).toThrow(expect.objectContaining({ code: "E_OUT_OF_RANGE" }));
  });
});
