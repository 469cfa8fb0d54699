import fc from "fast-check";
import {
  type Criterion,
  goals,
  livedExperience,
  type Mentee,
  type People,
  type Policy,
  type ScoreTable,
  scorePairs,
  skills,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../src/score/scoreAll.js";
import { contributionsOf } from "../../src/score/scorer.js";
import { runs } from "../support/instances.js";
import {
  cohorts,
  criteria,
  earlierPairs,
  labels,
  programmes,
  rewritten,
  scorerOf,
  seeded,
} from "../support/programmes.js";

const most = { mentees: 4, mentors: 4 };
const kinds = Object.entries(criteria) as [string, fc.Arbitrary<Criterion>][];

function alone(criterion: Criterion): Policy {
  return { criteria: { it: { ...criterion, weight: 1 } }, scales: { seniority: labels }, history: earlierPairs };
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
          const { mentors } = scorer.problem;
          mentors.forEach((_mentor, j) => {
            compared += 1;
            const { groups } = compiled;
            if (groups !== undefined) expect(compiled.score(i, groups.first[groups.of[j]])).toBe(compiled.score(i, j));
          });
          if (compiled.sparse === undefined) return;
          const into = { count: -1, mentors: new Int32Array(mentors.length), scores: new Float64Array(mentors.length) };
          compiled.sparse.fill(i, into);
          const listed = [...into.mentors.subarray(0, into.count)];
          expect(new Set(listed).size).toBe(listed.length);
          mentors.forEach((_mentor, j) => {
            const at = listed.indexOf(j);
            const silent = compiled.sparse?.silent.includes(j) ?? false;
            expect(at >= 0 ? into.scores[at] : silent ? Number.NaN : 0).toBe(compiled.score(i, j));
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

/** The mentees without what they answered to a criterion; undefined for kinds that read no answer of theirs. */
function withoutAnswers({ mentees, mentors }: People, criterion: Criterion): People | undefined {
  const own = fieldsOf(criterion);
  if (own === undefined) return undefined;
  const strip = (mentee: Mentee): Mentee => {
    const { requests = {}, attributes = {}, ...rest } = mentee;
    const left = <Given extends object>(given: Given, prefix = "") =>
      Object.fromEntries(Object.entries(given).filter(([key]) => !own.includes(prefix + key)));
    return { ...left(rest), requests: left(requests, "requests."), attributes: left(attributes) } as Mentee;
  };
  return { mentees: mentees.map(strip), mentors };
}

function fieldsOf(criterion: Criterion): readonly string[] | undefined {
  switch (criterion.kind) {
    case "experience":
      return ["requests.livedExperiences"];
    case "language":
      return ["languages"];
    case "distance":
      return ["location"];
    case "schedule":
      return ["availability"];
    case "choices":
      return criterion.of === "mentors" ? undefined : ["requests.choices"];
    case "similarity":
      return criterion.fields ?? [criterion.field!];
    case "quality":
    case "history":
    case "custom":
      return undefined;
    default:
      return [criterion.field];
  }
}

describe("silence", () => {
  const reading = kinds.filter(([name]) => !["quality", "history", "10"].includes(name));

  test.each(reading)(
    "taking the answers to %s away from every mentee leaves scores as without the criterion",
    (_, arbitrary) => {
      const seen = { taken: 0, scored: 0 };
      fc.assert(
        fc.property(cohorts(most), arbitrary, (people, drawn) => {
          const criterion = { ...drawn, weight: 3, unanswered: "spread" } as Criterion;
          const stripped = withoutAnswers(people, criterion);
          if (stripped === undefined) return;
          const other = { kind: "custom", name: "length", version: "1", score: lengthOfIds } as const;
          const rest = { scales: { seniority: labels }, date: "2026-03-02" };
          const withIt = scorePairs(stripped, { criteria: { it: criterion, other }, ...rest });
          const without = scorePairs(stripped, { criteria: { other }, ...rest });
          expect([...withIt.scores]).toEqual([...without.scores]);
          const before = scorePairs(people, { criteria: { it: criterion, other }, ...rest });
          if (JSON.stringify([...before.scores]) !== JSON.stringify([...withIt.scores])) seen.taken += 1;
          if (withIt.scores.length > 0) seen.scored += 1;
        }),
        runs(200),
      );
      expect(seen.taken).toBeGreaterThan(40);
      expect(seen.scored).toBeGreaterThan(120);
    },
  );

  test("a mentee with no lived-experience request is scored as if the criterion were not there", () => {
    const seen = { asking: 0, silent: 0 };
    fc.assert(
      fc.property(cohorts(most), (people) => {
        const rest = { skills: skills({ weight: 2 }), goals: goals({ weight: 1 }) };
        const withIt = scorePairs(people, { criteria: { ...rest, experience: livedExperience({ weight: 3 }) } });
        const without = scorePairs(people, { criteria: rest });
        const requests = new Map(
          people.mentees.map(({ id, requests: stated }) => [id, stated?.livedExperiences ?? []]),
        );
        withIt.mentees.forEach((id, row) => {
          const rowOf = ({ scores, mentors }: ScoreTable) => [
            ...scores.subarray(row * mentors.length, (row + 1) * mentors.length),
          ];
          if (requests.get(id)!.length === 0) {
            expect(rowOf(withIt)).toEqual(rowOf(without));
            seen.silent += 1;
          } else if (JSON.stringify(rowOf(withIt)) !== JSON.stringify(rowOf(without))) seen.asking += 1;
        });
      }),
      runs(300),
    );
    expect(seen.asking).toBeGreaterThan(100);
    expect(seen.silent).toBeGreaterThan(300);
  });
});

function lengthOfIds(mentor: { readonly id: string }, mentee: { readonly id: string }): number {
  return ((mentor.id.length + 3 * mentee.id.length) % 7) / 6;
}

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
        // kinds that read no answer of the mentee's ask for every one
        const silent = ["quality", "choices", "10"];
        const answered = Object.entries(policy.criteria).map(([name, criterion]): [string, Criterion] => [
          name,
          silent.includes(name) ? { ...criterion, weight: 0 } : criterion,
        ]);
        if (answered.every(([, { weight = 1 }]) => weight === 0)) return;
        const scorer = scorerOf(people, { ...policy, criteria: Object.fromEntries(answered) });
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
    const { scores, counts, relaxed } = scoreAll(scorer, [0, 1], (done) => heard.push(done));
    // ada with lin: a holds, b forbids; the other three pairs have an answer missing, so b forbids them too
    expect(counts.rules).toEqual([
      { forbidden: 0, alone: 0, undecided: 3 },
      { forbidden: 4, alone: 4, undecided: 3 },
    ]);
    expect([counts.forbidden, relaxed]).toEqual([4, []]);
    expect([...scores]).toEqual([-Infinity, -Infinity, -Infinity, -Infinity]);
    expect(heard).toEqual([1, 2]);
  });
});
