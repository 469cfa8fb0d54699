import fc from "fast-check";
import { match, type Policy, scoreBest, scorePair, scorePairs } from "telemachus";
import { describe, expect, test } from "vitest";

import { createBestOfRow } from "../../src/score/best.js";
import { runs } from "../support/instances.js";
import { programmes, seeded } from "../support/programmes.js";
import { messageOf, problemsOf } from "../support/refusal.js";
import * as story from "../support/story.js";

/** The best entries by sorting all of them. */
function bySorting(row: readonly number[], count: number): [column: number, score: number][] {
  return row
    .map((score, column): [number, number] => [column, score])
    .filter(([, score]) => score > Number.NEGATIVE_INFINITY)
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, count)
    .sort(([a], [b]) => a - b);
}

describe("createBestOfRow()", () => {
  const pairsOf = (row: readonly number[], pick: ReturnType<typeof createBestOfRow>) => {
    const { columns, scores } = pick(Float64Array.from(row));
    return [...columns].map((column, at): [number, number] => [column, scores[at]]);
  };

  test("createBestOfRow(): picks the highest, in the order of columns; ties go to the lower column", () => {
    const pick = createBestOfRow(2);
    expect(pairsOf([1, 5, 3, 5, 5], pick)).toEqual([
      [1, 5],
      [3, 5],
    ]);
    expect(pairsOf([4, Number.NEGATIVE_INFINITY, 7], pick)).toEqual([
      [0, 4],
      [2, 7],
    ]);
    expect(pairsOf([Number.NEGATIVE_INFINITY], pick)).toEqual([]);
    expect(pairsOf([], pick)).toEqual([]);
  });

  test("createBestOfRow(): is what sorting gives, on rows with many ties and far longer than what is kept", () => {
    const seen = { pruned: 0, tied: 0 };
    const shape = fc.record({
      length: fc.integer({ min: 0, max: 400 }),
      count: fc.integer({ min: 1, max: 9 }),
      levels: fc.constantFrom(1, 2, 7, 1000),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ length, count, levels, seed }) => {
        const below = seeded(seed);
        const row = Array.from({ length }, () => (below(5) === 0 ? Number.NEGATIVE_INFINITY : below(levels)));
        const pick = createBestOfRow(count);
        // the first row leaves nothing behind for the second
        pick(Float64Array.from(row.toReversed()));
        const expected = bySorting(row, count);
        expect(pairsOf(row, pick)).toEqual(expected);
        if (length > 8 * count) seen.pruned += 1;
        const bar = Math.min(...expected.map(([, score]) => score));
        if (row.filter((score) => score === bar).length > expected.filter(([, score]) => score === bar).length)
          seen.tied += 1;
      }),
      runs(800),
    );
    expect(seen.pruned).toBeGreaterThan(400);
    expect(seen.tied).toBeGreaterThan(300);
  });
});

describe("scoreBest()", () => {
  test("scoreBest(): keeps of each row of scorePairs() the best", () => {
    let cut = 0;
    fc.assert(
      fc.property(
        programmes({ mentees: 5, mentors: 5 }),
        fc.integer({ min: 1, max: 6 }),
        ({ people, policy }, best) => {
          const table = scorePairs(people, policy);
          const sparse = scoreBest(people, policy, { best });
          expect([sparse.mentees, sparse.mentors]).toEqual([table.mentees, table.mentors]);
          expect(sparse.start).toHaveLength(table.mentees.length + 1);
          table.mentees.forEach((_, row) => {
            const { length } = table.mentors;
            const all = [...table.scores.subarray(row * length, (row + 1) * length)];
            const kept = Array.from(sparse.column.subarray(sparse.start[row], sparse.start[row + 1]), (column, at) => [
              column,
              sparse.score[sparse.start[row] + at],
            ]);
            expect(kept).toEqual(bySorting(all, best));
            if (kept.length === best && all.filter((score) => score > -Infinity).length > best) cut += 1;
          });
        },
      ),
      runs(300),
    );
    expect(cut).toBeGreaterThan(100);
  });

  test("scoreBest(): a number of mentors that is none", () => {
    for (const best of [0, -1, 1.5, Number.NaN, "2" as never]) {
      expect(problemsOf(() => scoreBest(story.people, story.policy, { best }))).toEqual([
        ["E_OPTION", "best", "/best"],
      ]);
    }
    expect(messageOf(() => scoreBest(story.people, story.policy, { best: 0 }))).toBe(
      "Expected best to be a whole number above 0, received 0.",
    );
    expect(scoreBest({ mentees: [{ id: "ada" }], mentors: [] }, story.policy, { best: 3 }).start).toEqual(
      Int32Array.of(0, 0),
    );
  });
});

describe("scorePair()", () => {
  test("scorePair(): one pair with its evidence, as match() has it", () => {
    const pair = scorePair(story.people, story.policy, { mentee: "ada", mentor: "lin" });
    const [matched] = match(story.people, story.policy).pairs;
    expect([pair.score, pair.confidence, pair.allowed]).toEqual([matched.score, matched.confidence, true]);
    const parts = pair.criteria.flatMap(({ criterion, contribution, weight }) =>
      weight > 0 ? [[criterion, contribution]] : [],
    );
    expect(Object.fromEntries(parts)).toEqual(matched.contributions);
    expect(pair.criteria.find(({ criterion }) => criterion === "skills")?.evidence).toMatchObject({
      covered: ["Rust"],
    });
    expect(pair.rules.map(({ rule, holds }) => [rule, holds])).toEqual([
      ["language", true],
      ["manager", true],
    ]);
  });

  test("scorePair(): a pair that is not allowed has a score all the same, and says which rule it breaks", () => {
    const pair = scorePair(story.people, story.policy, { mentee: "chidi", mentor: "lin" });
    expect([pair.allowed, pair.score > 0]).toEqual([false, true]);
    expect(pair.rules.filter(({ holds }) => holds === false).map(({ rule }) => rule)).toEqual(["manager"]);
  });

  test("scorePair(): agrees with scorePairs() wherever that has a score and no rule gave way", () => {
    let compared = 0;
    fc.assert(
      fc.property(programmes({ mentees: 3, mentors: 3 }), ({ people, policy }) => {
        const firm = Object.entries(policy.rules ?? {}).map(([name, rule]) => [name, { ...rule, otherwise: "forbid" }]);
        const strict = { ...policy, rules: Object.fromEntries(firm) } as Policy;
        const { mentees, mentors, scores } = scorePairs(people, strict);
        mentees.forEach((mentee, i) => {
          mentors.forEach((mentor, j) => {
            const pair = scorePair(people, strict, { mentee, mentor });
            const score = scores[i * mentors.length + j];
            expect(pair.allowed).toBe(score > -Infinity);
            if (!pair.allowed) return;
            expect(Math.round(pair.score * 1e6)).toBe(score);
            compared += 1;
          });
        });
      }),
      runs(200),
    );
    expect(compared).toBeGreaterThan(200);
  });

  test("scorePair(): an id of nobody", () => {
    expect(problemsOf(() => scorePair(story.people, story.policy, { mentee: "ada", mentor: "lim" }))).toEqual([
      ["E_UNKNOWN_ID", "mentor", "/mentor"],
    ]);
  });
});
