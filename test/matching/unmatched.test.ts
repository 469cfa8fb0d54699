import {
  type Matching,
  match,
  minimumScore,
  type People,
  type Policy,
  sameAttribute,
  sharedLanguage,
  skills,
  type UnmatchedMentee,
} from "telemachus";
import { describe, expect, test } from "vitest";

import * as story from "../support/story.js";
import { validateMatching } from "../support/validateMatching.js";

const criteria = { skills: skills({ weight: 1 }) };

function solve(people: People, policy: Policy): Matching {
  const matching = match(people, policy);
  validateMatching(matching, people, policy);
  return matching;
}

function reasonOf(matching: Matching, id: string): UnmatchedMentee | undefined {
  return matching.unmatched.mentees.find((one) => one.id === id);
}

describe("match(): why a mentee has nobody", () => {
  test("ALL_BELOW_MINIMUM_SCORE: also where another rule would have given way", () => {
    const people = {
      mentees: [{ id: "ada", team: "Data", skills: ["SQL", "Go"] }],
      mentors: [{ id: "lin", team: "Apps", skills: ["SQL"] }],
    };
    const rules = { team: sameAttribute({ field: "team", otherwise: "relax" }), enough: minimumScore({ score: 0.9 }) };
    expect(reasonOf(solve(people, { criteria, rules }), "ada")).toEqual({
      id: "ada",
      reason: "ALL_BELOW_MINIMUM_SCORE",
      excluded: { mentors: 1, rules: { enough: 1, team: 1 }, bans: 0, manual: 0, requests: 0 },
    });
  });

  test("NO_MENTORS: there is none at all", () => {
    const matching = solve({ mentees: story.people.mentees, mentors: [] }, story.policy);
    expect(matching.unmatched.mentees).toEqual(story.people.mentees.map(({ id }) => ({ id, reason: "NO_MENTORS" })));
  });

  test("NO_ELIGIBLE_MENTOR: each mentor is forbidden, counted by rule, ban and request; one may count several times", () => {
    const people = {
      mentees: [
        { id: "ada", team: "Data", languages: ["Igbo"], requests: { avoid: ["lin"] } },
        { id: "ben", languages: ["Polish"] },
      ],
      mentors: [
        { id: "lin", team: "Platform", languages: ["Polish"] },
        { id: "noor", team: "Data", languages: ["Polish"] },
        { id: "sam", team: "Data", languages: ["Igbo"] },
      ],
    };
    const matching = solve(people, {
      criteria,
      rules: {
        language: sharedLanguage(),
        team: sameAttribute({ field: "team" }),
        minimum: minimumScore({ score: 0 }),
      },
      bans: [
        { mentee: "ada", mentor: "sam", reason: "they are related" },
        { mentee: "ada", mentor: "sam", reason: "said twice" },
      ],
    });
    // Lin: avoided, and both rules; Noor: language; Sam: banned, once however often it was said
    expect(reasonOf(matching, "ada")).toEqual({
      id: "ada",
      reason: "NO_ELIGIBLE_MENTOR",
      excluded: { mentors: 3, rules: { language: 2, team: 1 }, bans: 1, manual: 0, requests: 1 },
    });
  });

  test("NO_ELIGIBLE_MENTOR: an undecided rule counts where it forbids what it cannot decide", () => {
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "lin", languages: ["Igbo"] }] };
    const forbidding = { criteria, rules: { language: sharedLanguage({ unknown: "forbid" }) } };
    expect(reasonOf(solve(people, forbidding), "ada")).toMatchObject({ excluded: { rules: { language: 1 } } });
    expect(solve(people, { criteria, rules: { language: sharedLanguage() } }).pairs).toHaveLength(1);
  });

  test("ALL_BELOW_MINIMUM_SCORE: whom rules allow scores too low", () => {
    const people = {
      mentees: [{ id: "ada", skills: ["a", "b"], languages: ["Igbo"] }],
      mentors: [
        { id: "lin", skills: ["a"], languages: ["Igbo"] },
        { id: "sam", skills: ["a", "b"], languages: ["Twi"] },
      ],
    };
    const policy = { criteria, rules: { enough: minimumScore({ score: 0.6 }), language: sharedLanguage() } };
    expect(reasonOf(solve(people, policy), "ada")).toEqual({
      id: "ada",
      reason: "ALL_BELOW_MINIMUM_SCORE",
      excluded: { mentors: 2, rules: { enough: 1, language: 1 }, bans: 0, manual: 0, requests: 0 },
    });
  });

  test("CAPACITY_SHORT: five mentees for three seats leave exactly two, and the shortage shows who competes for what", () => {
    // Elif may have Noor too, but Noor's seat is wanted by nobody else: her component is not short.
    const people = {
      mentees: [
        ...["ada", "ben", "chidi", "dora", "eve"].map((id) => ({ id, languages: ["Igbo"] })),
        { id: "zoe", languages: ["Twi"] },
      ],
      mentors: [
        { id: "lin", capacity: 2, languages: ["Igbo"] },
        { id: "noor", capacity: 4, languages: ["Twi"] },
        { id: "sam", capacity: 1, languages: ["Igbo"] },
      ],
    };
    const matching = solve(people, { criteria, rules: { language: sharedLanguage() } });
    expect(matching.unmatched.mentees).toHaveLength(2);
    expect(matching.unmatched.mentees.every((one) => one.reason === "CAPACITY_SHORT" && one.shortage === 0)).toBe(true);
    expect(matching.shortages).toEqual([
      { mentees: ["ada", "ben", "chidi", "dora", "eve"], mentors: ["lin", "sam"], seats: 3, over: 2 },
    ]);
    expect(matching.unmatched.seats).toEqual([{ mentor: "noor", free: 3, reason: "MORE_SEATS_THAN_MENTEES" }]);
  });

  test("CAPACITY_SHORT: two components that are short are two shortages, each mentee in their own", () => {
    const people = {
      mentees: ["ada", "ben", "chidi", "dora", "elif"].map((id, at) => ({ id, languages: [at < 2 ? "Igbo" : "Twi"] })),
      mentors: [
        { id: "lin", languages: ["Twi"] },
        { id: "sam", languages: ["Igbo"] },
      ],
    };
    const matching = solve(people, { criteria, rules: { language: sharedLanguage() } });
    expect(matching.shortages.toSorted((a, b) => a.over - b.over)).toEqual([
      { mentees: ["ada", "ben"], mentors: ["sam"], seats: 1, over: 1 },
      { mentees: ["chidi", "dora", "elif"], mentors: ["lin"], seats: 1, over: 2 },
    ]);
  });

  test("CAPACITY_SHORT by cost: every matching that has them matched scores less", () => {
    const people = {
      mentees: [
        { id: "ada", skills: ["a"] },
        { id: "ben", skills: ["a", "b"] },
      ],
      mentors: [{ id: "lin", skills: ["a"] }],
    };
    const matching = solve(people, { criteria });
    expect(reasonOf(matching, "ben")).toEqual({ id: "ben", reason: "CAPACITY_SHORT", shortage: 0, decidedBy: "cost" });
  });

  test("CAPACITY_SHORT by lottery: an equally good matching has them matched", () => {
    const people = { mentees: [{ id: "ada" }, { id: "ben" }], mentors: [{ id: "lin" }] };
    const [left] = solve(people, { criteria }).unmatched.mentees;
    expect(left).toMatchObject({ reason: "CAPACITY_SHORT", shortage: 0, decidedBy: "lottery" });
  });

  test("CAPACITY_SHORT by lottery: also where the tie is reached only through others who would move", () => {
    // Ada may only have Lin; Ben has Lin or Sam, Chidi only Sam; all score 0: whoever is out, others could move for them.
    const people = { mentees: ["ada", "ben", "chidi"].map((id) => ({ id })), mentors: [{ id: "lin" }, { id: "sam" }] };
    const bans = [
      { mentee: "ada", mentor: "sam", reason: "one" },
      { mentee: "chidi", mentor: "lin", reason: "two" },
    ];
    const out = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const [left] = solve(people, { criteria, bans, seed }).unmatched.mentees;
      expect(left).toMatchObject({ reason: "CAPACITY_SHORT", decidedBy: "lottery" });
      out.add(left.id);
    }
    expect([...out].sort()).toEqual(["ada", "ben", "chidi"]);
  });

  test("CAPACITY_SHORT: mentors without any seat are a shortage of none", () => {
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "lin", capacity: 0 }] };
    const matching = solve(people, { criteria });
    expect(reasonOf(matching, "ada")).toMatchObject({ reason: "CAPACITY_SHORT", shortage: 0 });
    expect(matching.shortages).toEqual([{ mentees: ["ada"], mentors: ["lin"], seats: 0, over: 1 }]);
  });

  test("OUTPRICED: under best, whoever would take a seat that is worth more to another", () => {
    // No score is below zero, and yet: with Ben at Lin (a third) Ada would fall from 1 to 0 at Sam. One match is better.
    const people = {
      mentees: [
        { id: "ada", skills: ["a"] },
        { id: "ben", skills: ["a", "b", "c"] },
      ],
      mentors: [
        { id: "lin", skills: ["a"] },
        { id: "sam", skills: ["z"] },
      ],
    };
    const policy = { criteria, bans: [{ mentee: "ben", mentor: "sam", reason: "they are related" }] };
    const matching = solve(people, { ...policy, objective: "best" });
    expect(reasonOf(matching, "ben")).toEqual({ id: "ben", reason: "OUTPRICED", decidedBy: "cost" });
    expect(matching.shortages).toEqual([]);
    expect(solve(people, policy).pairs).toHaveLength(2);
  });

  test("OUTPRICED by lottery: under best, where the seat is worth as much to them", () => {
    const people = {
      mentees: [
        { id: "ada", skills: ["a"] },
        { id: "ben", skills: ["a"] },
      ],
      mentors: [{ id: "lin", skills: ["a"] }],
    };
    const [left] = solve(people, { criteria, objective: "best" }).unmatched.mentees;
    expect(left).toMatchObject({ reason: "OUTPRICED", decidedBy: "lottery" });
  });

  test("CAPACITY_SHORT: also under best, where there is no seat that could be worth more to another", () => {
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "lin", capacity: 0 }] };
    const matching = solve(people, { criteria, objective: "best" });
    expect(reasonOf(matching, "ada")).toMatchObject({ reason: "CAPACITY_SHORT", shortage: 0 });
    expect(matching.shortages).toEqual([{ mentees: ["ada"], mentors: ["lin"], seats: 0, over: 1 }]);
  });

  test("PINNED_ELSEWHERE: every seat they may take is pinned", () => {
    const people = {
      mentees: [{ id: "ada" }, { id: "ben" }, { id: "chidi" }],
      mentors: [
        { id: "lin", capacity: 2 },
        { id: "noor", capacity: 0 },
        { id: "sam", capacity: 1 },
      ],
    };
    const policy = {
      criteria,
      pins: [
        { mentee: "ada", mentor: "lin", reason: "they asked" },
        { mentee: "ben", mentor: "lin", reason: "they asked" },
      ],
      bans: [{ mentee: "chidi", mentor: "sam", reason: "they are related" }],
    };
    expect(reasonOf(solve(people, policy), "chidi")).toEqual({
      id: "chidi",
      reason: "PINNED_ELSEWHERE",
      // noor has no seat that could be pinned
      mentors: ["lin"],
    });
  });

  test("whether somebody is out by cost is the same whatever the lottery's seed", () => {
    const reasons = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      reasons.add(JSON.stringify(solve(story.people, { ...story.policy, seed }).unmatched.mentees));
    }
    expect([...reasons]).toEqual(['[{"id":"chidi","reason":"CAPACITY_SHORT","shortage":0,"decidedBy":"cost"}]']);
  });
});

describe("match(): why seats stay free", () => {
  test("NO_ELIGIBLE_MENTEE: nobody may take them", () => {
    const people = {
      mentees: [{ id: "ada", languages: ["Igbo"] }],
      mentors: [{ id: "lin", capacity: 3, languages: ["Twi"] }],
    };
    const matching = solve(people, { criteria, rules: { language: sharedLanguage() } });
    expect(matching.unmatched.seats).toEqual([{ mentor: "lin", free: 3, reason: "NO_ELIGIBLE_MENTEE" }]);
  });

  test("MORE_SEATS_THAN_MENTEES: everyone who may take them has one", () => {
    const people = {
      mentees: [{ id: "ada" }],
      mentors: [
        { id: "lin", capacity: 2 },
        { id: "sam", capacity: 0 },
      ],
    };
    const matching = solve(people, { criteria });
    expect(matching.unmatched.seats).toEqual([{ mentor: "lin", free: 1, reason: "MORE_SEATS_THAN_MENTEES" }]);
  });

  test("MORE_SEATS_THAN_MENTEES: also where everyone who may take them is pinned, here or elsewhere", () => {
    const people = {
      mentees: [{ id: "ada" }],
      mentors: [
        { id: "lin", capacity: 2 },
        { id: "sam", capacity: 1 },
      ],
    };
    const matching = solve(people, { criteria, pins: [{ mentee: "ada", mentor: "lin", reason: "they asked" }] });
    expect(matching.unmatched.seats).toEqual([
      { mentor: "lin", free: 1, reason: "MORE_SEATS_THAN_MENTEES" },
      { mentor: "sam", free: 1, reason: "MORE_SEATS_THAN_MENTEES" },
    ]);
  });
});
