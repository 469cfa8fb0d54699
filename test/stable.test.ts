import fc from "fast-check";
import { custom, type Mentee, type Mentor, type People, type Policy, scorePairs } from "telemachus";
import { describe, expect, test } from "vitest";

import { openProgramme, usualKeeping } from "../src/matching/openProgramme.js";
import { proveStable, type StableProgramme, stableSteps } from "../src/matching/stableMatching.js";
import { runHere } from "../src/matching/steps.js";
import type { FullStableMethod } from "../src/problem/stableMethod.js";
import { runs } from "./support/instances.js";
import { type Programme, programmes, rewritten, scorerOf, seeded } from "./support/programmes.js";
import { refusal } from "./support/refusal.js";
import { blockingByName, type NamedPairs, outByTieByName } from "./support/stableOracle.js";

const methods: readonly FullStableMethod[] = [
  { proposing: "mentees", from: "scores" },
  { proposing: "mentors", from: "scores" },
  { proposing: "mentees", from: "choices" },
  { proposing: "mentors", from: "choices" },
];

/** Whom `stableSteps` matches, without the pins. */
function solve(people: People, policy: Policy, method: FullStableMethod, options = {}, keeping = usualKeeping) {
  const scorer = scorerOf(people, policy);
  const open = runHere(openProgramme(scorer, {}, keeping), scorer, {});
  const demands = open.mentees.map((mentee) => scorer.problem.demands[mentee]);
  return runHere(stableSteps(open, { ...method, ...options, demands }), scorer, {});
}

function names({ open, pairs }: StableProgramme): NamedPairs {
  const { mentees, mentors } = open.scorer.problem;
  return pairs.map(([row, mentor]) => [mentees[open.mentees[row]].id, mentors[mentor].id] as const);
}

/** Some mentees want several mentors. */
const wanting = fc
  .tuple(programmes({ mentees: 7, mentors: 6 }), fc.array(fc.constantFrom(1, 1, 2, 3), { minLength: 7, maxLength: 7 }))
  .map(([{ people, policy }, demands]): Programme => {
    const pinned = new Set(policy.pins?.map(({ mentee }) => mentee));
    const mentees = people.mentees.map((mentee, at) =>
      pinned.has(mentee.id) ? mentee : { ...mentee, demand: demands[at] },
    );
    const { objective: _, ...rest } = policy;
    return { people: { ...people, mentees }, policy: rest };
  });

describe("stableSteps()", () => {
  test("stableSteps(): no two people would rather have each other, by the definition in so many words", () => {
    const seen = { matched: 0, chosen: 0, tied: 0, pinned: 0, outByTie: 0 };
    fc.assert(
      fc.property(wanting, fc.constantFrom(...methods), ({ people, policy }, method) => {
        const answer = solve(people, policy, method);
        const pairs = names(answer);
        const scored = scorePairs(people, policy);
        expect(blockingByName({ people, policy, from: method.from, pairs, scored })).toEqual([]);
        const { scores, mentees, mentors } = scored;
        for (const [mentee, mentor] of pairs) {
          const score = scores[mentees.indexOf(mentee) * mentors.length + mentors.indexOf(mentor)];
          expect(score).toBeGreaterThan(-Infinity);
        }
        expect(answer.outByTie.map((row) => answer.open.scorer.problem.mentees[answer.open.mentees[row]].id)).toEqual(
          outByTieByName({ people, policy, from: method.from, pairs, scored }),
        );
        seen.outByTie += answer.outByTie.length > 0 ? 1 : 0;
        expect(answer.certificate).toMatchObject({ method: "stable", ...method, blockingPairs: 0 });
        seen.matched += pairs.length > 2 ? 1 : 0;
        seen.chosen += method.from === "choices" && pairs.length > 2 ? 1 : 0;
        seen.tied += answer.certificate.ties.mentees > 0 && pairs.length > 2 ? 1 : 0;
        seen.pinned += policy.pins!.length > 0 && pairs.length > 0 ? 1 : 0;
      }),
      runs(400),
    );
    expect(Math.min(seen.matched, seen.chosen, seen.tied, seen.pinned)).toBeGreaterThan(30);
    expect(seen.outByTie).toBeGreaterThan(15);
  });

  test("stableSteps(): the order of people, criteria and rules makes no difference", () => {
    let tied = 0;
    fc.assert(
      fc.property(wanting, fc.constantFrom(...methods), fc.nat(), ({ people, policy }, method, seed) => {
        const below = seeded(seed);
        const { pairs, certificate } = solve(people, policy, method);
        const again = solve(rewritten(people, below), rewritten(policy, below), method);
        expect(again.pairs).toEqual(pairs);
        expect(again.certificate).toEqual(certificate);
        tied += certificate.ties.mentors > 0 && pairs.length > 2 ? 1 : 0;
      }),
      runs(200),
    );
    expect(tied).toBeGreaterThan(25);
  });

  test("stableSteps(): lists of the best pairs are not enough, so all are scored after all", () => {
    let listed = 0;
    const keeping = { mostPairs: -1, mostPairsByFunctions: -1, fewestMentors: 0, listed: 1, returns: false };
    fc.assert(
      fc.property(wanting, fc.constantFrom(...methods), ({ people, policy }, method) => {
        const { pairs, open, certificate } = solve(people, policy, method, {}, keeping);
        const usual = solve(people, policy, method);
        expect(pairs).toEqual(usual.pairs);
        expect(certificate).toEqual(usual.certificate);
        expect(open.assignment.scores.form).toBe("dense");
        expect(open.listed).toBeUndefined();
        listed += pairs.length > 2 ? 1 : 0;
      }),
      runs(100),
    );
    expect(listed).toBeGreaterThan(20);
  });

  test("stableSteps(): is refused before more is allocated than memoryLimit allows, and ends when it is aborted", () => {
    const { people, policy } = cohort({ ada: { lin: 1 } });
    expect(refusal(() => solve(people, policy, methods[0], { memoryLimit: 10 })).code).toBe("E_TOO_LARGE");
    const signal = AbortSignal.abort();
    expect(refusal(() => solve(people, policy, methods[0], { signal })).code).toBe("E_ABORTED");
  });
});

/** People whose pairs score what a table says; pairs that are not in it are forbidden by a ban. */
function cohort(
  table: { readonly [mentee: string]: { readonly [mentor: string]: number } },
  given: { readonly [id: string]: Partial<Mentee & Mentor> } = {},
): { people: People; policy: Policy } {
  const mentors = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))];
  const scoreOf = (mentor: { readonly id: string }, mentee: { readonly id: string }) => table[mentee.id][mentor.id];
  const bans = Object.entries(table).flatMap(([mentee, row]) =>
    mentors.filter((mentor) => row[mentor] === undefined).map((mentor) => ({ mentee, mentor, reason: "of the test" })),
  );
  return {
    people: {
      mentees: Object.keys(table).map((id) => ({ id, ...given[id] })),
      mentors: mentors.map((id) => ({ id, ...given[id] })),
    },
    policy: { criteria: { table: custom({ name: "table", version: "1", score: scoreOf }) }, bans, seed: 1 },
  };
}

describe("stableSteps(): by hand", () => {
  test("stableSteps(): the pair of the highest score first, where the best total would part it", () => {
    const { people, policy } = cohort({ pia: { ana: 1, bo: 0.9 }, quy: { ana: 0.9, bo: 0.1 } });
    for (const method of methods)
      expect(names(solve(people, policy, method))).toEqual([
        ["pia", "ana"],
        ["quy", "bo"],
      ]);
  });

  test("stableSteps(): choices come before scores, and a choice that is forbidden stays so", () => {
    const table = { pia: { ana: 1, bo: 0.1 }, quy: { ana: 0.9, bo: 0.2 }, rex: { bo: 0.3 } };
    const { people, policy } = cohort(table, {
      pia: { requests: { choices: ["bo"] } },
      bo: { requests: { choices: ["nobody", "pia"] } },
      rex: { requests: { choices: ["ana"] } },
      ana: { requests: { choices: ["rex"] } },
    });
    const scores = solve(people, policy, { proposing: "mentees", from: "scores" });
    expect(names(scores)).toEqual([
      ["pia", "ana"],
      ["rex", "bo"],
    ]);
    const choices = solve(people, policy, { proposing: "mentees", from: "choices" });
    expect(names(choices)).toEqual([
      ["pia", "bo"],
      ["quy", "ana"],
    ]);
  });

  test("stableSteps(): where the sides disagree, the side that proposes gets its way", () => {
    const table = { pia: { ana: 0.5, bo: 0.5 }, quy: { ana: 0.5, bo: 0.5 } };
    const { people, policy } = cohort(table, {
      pia: { requests: { choices: ["ana"] } },
      quy: { requests: { choices: ["bo"] } },
      ana: { requests: { choices: ["quy"] } },
      bo: { requests: { choices: ["pia"] } },
    });
    const mentees = solve(people, policy, { proposing: "mentees", from: "choices" });
    expect(names(mentees)).toEqual([
      ["pia", "ana"],
      ["quy", "bo"],
    ]);
    expect(mentees.certificate.ties).toEqual({ mentees: 0, mentors: 0 });
    const mentors = solve(people, policy, { proposing: "mentors", from: "choices" });
    expect(names(mentors)).toEqual([
      ["pia", "bo"],
      ["quy", "ana"],
    ]);
  });

  test("stableSteps(): of people who rank alike the lottery prefers whom it draws first; another seed draws others", () => {
    const equal = Object.fromEntries(["pia", "quy", "rex", "sia"].map((id) => [id, { ana: 0.5 }]));
    const { people, policy } = cohort(equal);
    const winners = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const answer = solve(people, { ...policy, seed }, methods[0]);
      const { mentees, lottery } = answer.open;
      expect(answer.pairs).toEqual([[lottery.rows[0], 0]]);
      expect(answer.certificate.ties).toEqual({ mentees: 0, mentors: 1 });
      expect(answer.outByTie).toEqual([0, 1, 2, 3].filter((row) => row !== lottery.rows[0]));
      winners.add(people.mentees[mentees[lottery.rows[0]]].id);
    }
    expect(winners.size).toBe(4);
  });

  test("stableSteps(): mentees who want several get several, and pinned pairs and their seats are outside", () => {
    const { people, policy } = cohort(
      { pia: { ana: 0.9, bo: 0.8 }, quy: { ana: 0.5, bo: 0.4 }, rex: { ana: 1, bo: 0.95 } },
      { pia: { demand: 2 }, ana: { capacity: 2 } },
    );
    for (const method of methods)
      expect(names(solve(people, policy, method))).toEqual([
        ["pia", "ana"],
        ["pia", "bo"],
        ["rex", "ana"],
      ]);
    const pins = [{ mentee: "quy", mentor: "ana", reason: "of the test" }];
    for (const method of methods)
      expect(names(solve(people, { ...policy, pins }, method))).toEqual([
        ["pia", "bo"],
        ["rex", "ana"],
      ]);
  });
});

describe("proveStable()", () => {
  test("proveStable(): withholds a matching that lacks any one of its pairs, has one more, or one that is forbidden", () => {
    const seen = { dropped: 0, forbidden: 0 };
    fc.assert(
      fc.property(wanting, ({ people, policy }) => {
        const { open, pairs } = solve(people, policy, methods[0]);
        const { rows, columns, capacities, scores } = open.assignment;
        if (scores.form !== "dense") throw new Error("The matrix was made.");
        const worthOf = (row: number) => {
          const worths = scores.data.subarray(row * columns, (row + 1) * columns);
          return { toRow: worths, toColumns: worths };
        };
        const demands = open.mentees.map((mentee) => open.scorer.problem.demands[mentee]);
        const prove = (list: StableProgramme["pairs"]) => {
          const held = list.map(([row, column]) => {
            const score = open.scoreOf(row, column);
            return { row, column, toRow: score, toColumn: score };
          });
          proveStable({ demands, capacities, held }, worthOf);
        };
        prove(pairs);
        for (const pair of pairs) {
          expect(refusal(() => prove(pairs.filter((other) => other !== pair))).code).toBe("E_CERTIFICATE");
          expect(refusal(() => prove([...pairs, pair])).code).toBe("E_CERTIFICATE");
          seen.dropped += 1;
        }
        for (let row = 0; row < rows; row++) {
          for (let column = 0; column < columns; column++) {
            if (open.scoreOf(row, column) > -Infinity) continue;
            expect(refusal(() => prove([...pairs, [row, column]])).code).toBe("E_CERTIFICATE");
            seen.forbidden += 1;
          }
        }
      }),
      runs(100),
    );
    expect(Math.min(seen.dropped, seen.forbidden)).toBeGreaterThan(100);
  });
});
