import fc from "fast-check";
import { custom, match, type People, type Policy, reopen, type ScoreTable, scorePairs } from "telemachus";
import { describe, expect, test } from "vitest";

import { type BlockingPair, blockingPairs } from "../../src/matching/blockingPairs.js";
import { attach } from "../../src/matching/context.js";
import type { Matching } from "../../src/matching/matching.js";
import { runs } from "../support/instances.js";
import { type Programme, programmes, rewritten, scorerOf, seeded, shuffle } from "../support/programmes.js";
import { messageOf, refusal } from "../support/refusal.js";
import { blockingByName, type NamedPairs } from "../support/stableOracle.js";
import * as story from "../support/story.js";

/** An open matching of any pairs beside the pins: as blockingPairs reads one, however it came about. */
function matchingOf(people: People, policy: Policy, pairs: NamedPairs, scored = scorePairs(people, policy)): Matching {
  const { mentees, mentors, scores } = scored;
  const pairOf = (mentee: string, mentor: string, pinned: boolean) => {
    const score = scores[mentees.indexOf(mentee) * mentors.length + mentors.indexOf(mentor)];
    return { mentee, mentor, score: score / 1e6, pinned };
  };
  const pinned = (policy.pins ?? []).map(({ mentee, mentor }) => pairOf(mentee, mentor, true));
  const others = pairs.map(([mentee, mentor]) => pairOf(mentee, mentor, false));
  return attach({ pairs: [...pinned, ...others] } as unknown as Matching, scorerOf(people, policy));
}

/** Pairs that are allowed, within the places and seats that no pin takes, drawn at random. */
function drawPairs({ people, policy }: Programme, scored: ScoreTable, below: (limit: number) => number): NamedPairs {
  const { mentees, mentors, scores } = scored;
  const pins = policy.pins ?? [];
  const all = mentees.flatMap((mentee, i) =>
    mentors.flatMap((mentor, j) => (scores[i * mentors.length + j] > -Infinity ? [[mentee, mentor] as const] : [])),
  );
  const taken: (readonly [string, string])[] = [];
  for (const [mentee, mentor] of shuffle(all, below).slice(0, 1 + below(10))) {
    const { demand = policy.demand ?? 1 } = people.mentees.find(({ id }) => id === mentee)!;
    const { capacity = policy.capacity ?? 1, load = 0 } = people.mentors.find(({ id }) => id === mentor)!;
    const seats = Math.max(0, (typeof capacity === "number" ? capacity : capacity.max) - load);
    const partners = [...pins.map((pin) => [pin.mentee, pin.mentor] as const), ...taken];
    const isNew = !partners.some(([one, other]) => one === mentee && other === mentor);
    const hasPlace = partners.filter(([one]) => one === mentee).length < demand;
    if (isNew && hasPlace && partners.filter(([, other]) => other === mentor).length < seats)
      taken.push([mentee, mentor]);
  }
  return taken;
}

const named = (found: readonly BlockingPair[]) => found.map(({ mentee, mentor }) => [mentee, mentor]);
const from = fc.constantFrom("scores" as const, "choices" as const);

/** Every mentee wants up to two, pinned ones too. */
const wanting = fc
  .tuple(programmes({ mentees: 7, mentors: 6 }), fc.array(fc.constantFrom(1, 1, 2), { minLength: 7, maxLength: 7 }))
  .map(([{ people, policy }, demands]) => ({
    people: { ...people, mentees: people.mentees.map((mentee, at) => ({ ...mentee, demand: demands[at] })) },
    policy,
  }));

describe("blockingPairs()", () => {
  test("blockingPairs(): lists the pairs of the definition, in code-unit order, for matchings of any quality", () => {
    const seen = { some: 0, none: 0, pinned: 0, over: 0, choices: 0 };
    fc.assert(
      fc.property(wanting, from, fc.nat(), ({ people, policy }, source, seed) => {
        const scored = scorePairs(people, policy);
        const pairs = drawPairs({ people, policy }, scored, seeded(seed));
        const found = blockingPairs(matchingOf(people, policy, pairs, scored), { from: source });
        const expected = (by: "scores" | "choices") => blockingByName({ people, policy, from: by, pairs, scored });
        expect(named(found)).toEqual(expected(source));
        seen.some += found.length > 0 ? 1 : 0;
        seen.none += found.length === 0 && pairs.length > 0 ? 1 : 0;
        seen.pinned += found.length > 0 && (policy.pins ?? []).length > 0 ? 1 : 0;
        seen.over += found.some(({ why }) => typeof why.mentee === "object" && typeof why.mentor === "object") ? 1 : 0;
        seen.choices += JSON.stringify(expected("choices")) === JSON.stringify(expected("scores")) ? 0 : 1;
      }),
      runs(250),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(8);
  });

  test("blockingPairs(): the order of people, criteria and rules makes no difference", () => {
    let some = 0;
    fc.assert(
      fc.property(wanting, from, fc.nat(), ({ people, policy }, source, seed) => {
        const below = seeded(seed);
        const scored = scorePairs(people, policy);
        const pairs = drawPairs({ people, policy }, scored, below);
        const found = blockingPairs(matchingOf(people, policy, pairs, scored), { from: source });
        const [turned, written] = [rewritten(people, below), rewritten(policy, below)];
        expect(blockingPairs(matchingOf(turned, written, shuffle(pairs, below)), { from: source })).toEqual(found);
        some += found.length > 0 ? 1 : 0;
      }),
      runs(100),
    );
    expect(some).toBeGreaterThan(20);
  });

  const table: { readonly [mentee: string]: { readonly [mentor: string]: number } } = {
    pia: { ana: 1, bo: 0.9 },
    quy: { ana: 0.9, bo: 0.1 },
  };
  const scoreOf = (mentor: { readonly id: string }, mentee: { readonly id: string }) => table[mentee.id][mentor.id];
  const people = { mentees: [{ id: "pia" }, { id: "quy" }], mentors: [{ id: "ana" }, { id: "bo" }] };
  const policy = { criteria: { table: custom({ name: "table", version: "1", score: scoreOf }) } };

  test("blockingPairs(): the best total can part two who would rather have each other", () => {
    const matching = match(people, policy);
    expect(matching.pairs.map(({ mentee, mentor }) => [mentee, mentor])).toEqual([
      ["pia", "bo"],
      ["quy", "ana"],
    ]);
    expect(blockingPairs(matching)).toEqual([
      { mentee: "pia", mentor: "ana", why: { mentee: { over: "bo" }, mentor: { over: "quy" } } },
    ]);
  });

  test("blockingPairs(): says who has a place left, and who has nobody", () => {
    const wants = { ...people, mentees: [{ id: "pia", demand: 2 }, { id: "quy" }] };
    const roomy = { ...wants, mentors: [{ id: "ana", capacity: 2 }, { id: "bo" }] };
    expect(blockingPairs(matchingOf(roomy, policy, [["pia", "bo"]]))).toEqual([
      { mentee: "pia", mentor: "ana", why: { mentee: "free place", mentor: "free seat" } },
      { mentee: "quy", mentor: "ana", why: { mentee: "unmatched", mentor: "free seat" } },
    ]);
  });

  test("blockingPairs(): nobody gives up a pin, and no pinned pair is missed", () => {
    const pins = [{ mentee: "quy", mentor: "ana", reason: "of the test" }];
    const pinned = { ...policy, pins };
    expect(blockingPairs(matchingOf(people, pinned, [["pia", "bo"]]))).toEqual([]);
    const wants = {
      mentees: [{ id: "pia" }, { id: "quy", demand: 2 }],
      mentors: [{ id: "ana", capacity: 3 }, { id: "bo" }],
    };
    expect(named(blockingPairs(matchingOf(wants, pinned, [["pia", "bo"]])))).toEqual([["pia", "ana"]]);
  });

  test("blockingPairs(): ranks by what the policy's method ranks by, where it does not say", () => {
    const choosing = {
      ...people,
      mentees: [{ id: "pia", requests: { choices: ["bo"] } }, { id: "quy" }],
    };
    const stable = { ...policy, method: { kind: "stable", from: "choices" } } as const;
    const pairs = [
      ["pia", "bo"],
      ["quy", "ana"],
    ] as const;
    expect(blockingPairs(matchingOf(choosing, stable, pairs))).toEqual([]);
    expect(named(blockingPairs(matchingOf(choosing, stable, pairs), { from: "scores" }))).toEqual([["pia", "ana"]]);
    expect(named(blockingPairs(matchingOf(choosing, policy, pairs)))).toEqual([["pia", "ana"]]);
    expect(blockingPairs(matchingOf(choosing, policy, pairs), { from: "choices" })).toEqual([]);
  });

  test("blockingPairs(): a stored matching has to be opened again", () => {
    const matching = match(story.people, story.policy);
    const stored = JSON.parse(JSON.stringify(matching)) as Matching;
    expect(refusal(() => blockingPairs(stored)).code).toBe("E_DETACHED");
    expect(blockingPairs(reopen(stored, story.people, story.policy))).toEqual(blockingPairs(matching));
  });

  test("blockingPairs(): refuses options that are none", () => {
    const matching = match(people, policy);
    expect(messageOf(() => blockingPairs(matching, { from: "score" as never }))).toMatchInlineSnapshot(
      `"Expected options.from to be "scores" or "choices", received a text."`,
    );
    expect(messageOf(() => blockingPairs(matching, { form: "scores" } as never))).toMatchInlineSnapshot(
      `"Expected options.form to be a known option, received an unknown one. Did you mean "from"?"`,
    );
    expect(refusal(() => blockingPairs(matching, null as never)).code).toBe("E_OPTION");
  });
});
