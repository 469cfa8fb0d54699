import fc from "fast-check";
import type { Criterion, People, Policy } from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../src/score/scoreAll.js";
import { contributionsOf } from "../../src/score/scorer.js";
import { runs } from "../support/instances.js";
import { cohorts, criteria, labels, programmes, rewritten, scorerOf, seeded } from "../support/programmes.js";

const most = { mentees: 4, mentors: 4 };
const kinds = Object.entries(criteria) as [string, fc.Arbitrary<Criterion>][];

function alone(criterion: Criterion): Policy {
  return { criteria: { it: { ...criterion, weight: 1 } }, scales: { seniority: labels } };
}

/** Every score by one criterion, NaN where the mentor did not answer, undefined where the mentee did not. */
function scoresOf(people: People, criterion: Criterion): Map<string, number | undefined> {
  const { problem, criteria: compiled } = scorerOf(people, alone(criterion));
  const [it] = compiled;
  const entries = problem.mentees.flatMap(({ id: mentee }, i) =>
    problem.mentors.map(({ id: mentor }, j): [string, number | undefined] => [
      JSON.stringify([mentee, mentor]),
      it.compiled.asks(i) ? it.compiled.score(i, j) : undefined,
    ]),
  );
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

describe.each(kinds)("criterion %s", (_, arbitrary) => {
  test("every score is from 0 to 1, or NaN where the mentor did not answer", () => {
    let between = 0;
    fc.assert(
      fc.property(cohorts(most), arbitrary, (people, criterion) => {
        for (const score of scoresOf(people, criterion).values()) {
          if (score === undefined || Number.isNaN(score)) continue;
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(1);
          if (score > 0) between += 1;
        }
      }),
      runs(300),
    );
    expect(between).toBeGreaterThan(100);
  });

  test("scoring a row gives exactly what scoring each of its pairs gives", () => {
    let compared = 0;
    fc.assert(
      fc.property(cohorts(most), arbitrary, (people, criterion) => {
        const scorer = scorerOf(people, alone(criterion));
        const { scores } = scoreAll(scorer, [...scorer.problem.mentees.keys()]);
        const { compiled } = scorer.criteria[0];
        scorer.problem.mentees.forEach((_mentee, i) => {
          scorer.problem.mentors.forEach((_mentor, j) => {
            const at = i * scorer.problem.mentors.length + j;
            if (scores[at] === -Infinity) return;
            const [{ contribution }] = contributionsOf(scorer, i, j);
            expect(scores[at]).toBe(contribution);
          });
          if (!compiled.asks(i)) return;
          const row = new Float64Array(scorer.problem.mentors.length).fill(7);
          compiled.scoreRow?.(i, row, new Uint8Array(row.length));
          row.forEach((score, j) => {
            if (compiled.scoreRow !== undefined) expect(score).toBe(compiled.score(i, j));
            compared += 1;
          });
        });
      }),
      runs(300),
    );
    expect(compared).toBeGreaterThan(300);
  });

  test("the order of people, terms and keys leaves no trace in any score", () => {
    let moved = 0;
    fc.assert(
      fc.property(cohorts(most), arbitrary, fc.nat(), (people, criterion, order) => {
        const again = rewritten(people, seeded(order));
        expect(scoresOf(again, criterion)).toEqual(scoresOf(people, criterion));
        if (JSON.stringify(again) !== JSON.stringify(people)) moved += 1;
      }),
      runs(200),
    );
    expect(moved).toBeGreaterThan(150);
  });
});

describe("scoreAll()", () => {
  test("scoreAll(): a pair's score is the sum of its contributions, each the rounded product of weight and score", () => {
    let several = 0;
    fc.assert(
      fc.property(programmes(most), ({ people, policy }) => {
        const scorer = scorerOf(people, policy);
        const { scores } = scoreAll(scorer, [...scorer.problem.mentees.keys()]);
        scores.forEach((score, at) => {
          if (score === -Infinity) return;
          const mentors = scorer.problem.mentors.length;
          const parts = contributionsOf(scorer, Math.floor(at / mentors), at % mentors);
          expect(parts.reduce((sum, { contribution }) => sum + contribution, 0)).toBe(score);
          expect(parts.every((part) => part.contribution === Math.round(part.weight * part.score))).toBe(true);
          expect(score).toBeLessThanOrEqual(1_000_000);
          if (parts.filter(({ contribution }) => contribution > 0).length > 1) several += 1;
        });
      }),
      runs(400),
    );
    expect(several).toBeGreaterThan(300);
  });

  test("scoreAll(): weights of a mentee add up to exactly one whole, or are all 0", () => {
    const seen = { spread: 0, silent: 0 };
    fc.assert(
      fc.property(programmes(most), ({ people, policy }) => {
        const scorer = scorerOf(people, policy);
        scorer.problem.mentees.forEach((_, mentee) => {
          const weights = scorer.weightsOf(mentee);
          const asked = scorer.criteria.map(
            ({ criterion, compiled }) =>
              compiled.asks(mentee) || (criterion.unanswered === "neutral" && !compiled.answered(mentee)),
          );
          expect(weights.reduce((sum, weight) => sum + weight, 0)).toBe(asked.includes(true) ? 1_000_000 : 0);
          weights.forEach((weight, index) => {
            if (!asked[index]) expect(weight).toBe(0);
          });
          if (asked.includes(true) && asked.includes(false)) seen.spread += 1;
          if (!asked.includes(true)) seen.silent += 1;
        });
      }),
      runs(800),
    );
    expect(seen.spread).toBeGreaterThan(200);
    expect(seen.silent).toBeGreaterThan(4);
  });

  test("scoreAll(): the order of criteria leaves no trace: the odd millionth goes by their names", () => {
    const people = {
      mentees: [{ id: "ada", skills: ["SQL"], goals: ["x"], interests: ["chess"] }],
      mentors: [{ id: "sam", skills: ["SQL"] }],
    };
    const kind = {
      skills: { kind: "coverage", field: "skills" },
      goals: { kind: "coverage", field: "goals" },
      interests: { kind: "overlap", field: "interests" },
    } as const;
    const scoreOf = (names: readonly (keyof typeof kind)[]) =>
      scoreAll(scorerOf(people, { criteria: Object.fromEntries(names.map((name) => [name, kind[name]])) }), [0])
        .scores[0];
    // thirds: goals comes first in code-unit order and has the odd millionth, so skills has 333 333
    expect(scoreOf(["skills", "goals", "interests"])).toBe(333_333);
    expect(scoreOf(["interests", "goals", "skills"])).toBe(333_333);
  });

  test("scoreAll(): counts for each rule the pairs it cannot decide, and hears of each mentee", () => {
    const people = {
      mentees: [{ id: "ada", team: "Data" }, { id: "ben" }],
      mentors: [{ id: "lin", team: "Data" }, { id: "sam" }],
    };
    const scorer = scorerOf(people, {
      criteria: { skills: { kind: "coverage", field: "skills" } },
      rules: {
        a: { kind: "sameAttribute", field: "team" },
        b: { kind: "differentAttribute", field: "team", unknown: "forbid" },
      },
    });
    const heard: number[] = [];
    const { scores, undecided } = scoreAll(scorer, [0, 1], (done) => heard.push(done));
    expect(undecided).toEqual([3, 3]);
    expect([...scores]).toEqual([-Infinity, -Infinity, -Infinity, -Infinity]);
    expect(heard).toEqual([1, 2]);
  });
});
