import fc from "fast-check";
import {
  gap,
  goals,
  interests,
  match,
  type People,
  type Policy,
  readiness,
  sameAttribute,
  seniority,
  skills,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { loadedProgrammes } from "../support/programmes.js";
import * as story from "../support/story.js";

const criteria = { skills: skills({ weight: 1 }) };

function findings(people: People, policy: Policy, code?: string) {
  const found = readiness(people, policy).findings;
  return code === undefined ? found : found.filter((finding) => finding.code === code);
}

describe("readiness()", () => {
  test("readiness(): the story: counts, what rules exclude, and one seat too few", () => {
    const { counts, exclusions, shortages, findings: found } = readiness(story.people, story.policy);
    // fifteen pairs; Lin manages Chidi and, through him, Dora
    expect(counts).toEqual({
      mentees: 5,
      mentors: 3,
      both: 0,
      seats: 4,
      pinned: 0,
      pairs: 15,
      allowedPairs: 13,
      canBeMatched: 4,
    });
    expect(exclusions.rules.manager).toEqual({ forbidden: 2, alone: 2, undecided: 0 });
    expect(shortages).toHaveLength(1);
    expect(found).toMatchInlineSnapshot(`
      [
        {
          "advice": "Recruit mentors, or raise capacities by 1 in all.",
          "code": "SEATS_SHORT",
          "message": "There are 4 seats for 5 mentees; at most 4 can be matched.",
        },
      ]
    `);
  });

  test("readiness(): is the same whatever the order, and says what match() warns of", () => {
    const turned = { mentees: story.people.mentees.toReversed(), mentors: story.people.mentors.toReversed() };
    expect(JSON.stringify(readiness(turned, story.policy))).toBe(JSON.stringify(readiness(story.people, story.policy)));
    const codes = readiness(story.people, story.policy).warnings.map(({ code }) => code);
    expect(codes).toEqual(match(story.people, story.policy).warnings.map(({ code }) => code));
  });

  test("readiness(): who has no eligible mentor, together by the rule, with a way forward", () => {
    const people: People = {
      mentees: [
        { id: "ada", team: "Data", attributes: { grade: 5 } },
        { id: "ben", team: "Apps", attributes: { grade: 5 } },
        { id: "cora", team: "Apps", attributes: { grade: 1 } },
      ],
      mentors: [{ id: "lin", team: "Data", attributes: { grade: 3 }, capacity: 3 }],
    };
    const rules = { team: sameAttribute({ field: "team" }), above: gap({ field: "grade", min: 1 }) };
    const found = findings(people, { criteria, rules }, "NO_ELIGIBLE_MENTOR");
    expect(found.map(({ message, ids }) => [message, ids])).toEqual([
      ['No mentor is allowed for these mentees: the rule "above".', ["ada"]],
      ['No mentor is allowed for these mentees: the rule "above" and the rule "team".', ["ben"]],
      ['No mentor is allowed for these mentees: the rule "team".', ["cora"]],
    ]);
    expect(found[0].advice).toBe(
      'Let "above" give way for them ("otherwise": "relax"), or find mentors whom it allows.',
    );
    const relaxed = { team: { ...rules.team, otherwise: "relax" as const }, above: rules.above };
    const left = findings(people, { criteria, rules: relaxed }, "NO_ELIGIBLE_MENTOR").map(({ ids }) => ids);
    expect(left).toEqual([["ada"], ["ben"]]);
    // two of three pairs fail each rule, one of them alone
    expect(
      findings(people, { criteria, rules }, "RULE_EXCLUDES_MOST").map(({ message, rule }) => [message, rule]),
    ).toEqual([
      ['The rule "above" forbids 2 of 3 pairs, 1 of them alone.', "above"],
      ['The rule "team" forbids 2 of 3 pairs, 1 of them alone.', "team"],
    ]);
  });

  test("readiness(): no mentors at all, and no mentees", () => {
    const mentees = [{ id: "ada", skills: ["SQL"] }];
    expect(findings({ mentees, mentors: [] }, { criteria })).toEqual([
      { code: "NO_ELIGIBLE_MENTOR", message: "There are no mentors.", advice: "Recruit mentors first." },
    ]);
    expect(findings({ mentees: [], mentors: [] }, { criteria })).toEqual([]);
  });

  test("readiness(): fields that most of a side leave open, by whoever reads them", () => {
    const people: People = {
      mentees: [{ id: "ada", skills: ["SQL"] }, { id: "ben" }, { id: "cora" }],
      mentors: [{ id: "lin", skills: ["SQL"], capacity: 3 }],
    };
    const policy: Policy = {
      criteria: { a: skills({}), b: skills({}) },
      rules: { site: sameAttribute({ field: "site" }) },
    };
    expect(findings(people, policy, "EMPTY_FIELD").map(({ message, field }) => [field, message])).toEqual([
      ["site", '0 of 3 mentees answered "site" (read by "site").'],
      ["skills", '1 of 3 mentees answered "skills" (read by "a", "b").'],
      ["site", '0 of 1 mentors answered "site" (read by "site").'],
    ]);
  });

  test("readiness(): near-empty profiles that gain from it, and that seats are short", () => {
    const policy: Policy = {
      criteria: { skills: skills({ weight: 2 }), goals: goals({ weight: 2 }), interests: interests({ weight: 1 }) },
    };
    const full = { goals: ["x"], interests: ["chess"] };
    const people = (capacity: number): People => ({
      mentees: [
        // one answer of five parts, and fully met
        { id: "ada", interests: ["chess"] },
        // one answer, not met
        { id: "ben", interests: ["hiking"] },
        // all answers; the skill is not met: (0 + 2 + 1) / 5
        { id: "cora", skills: ["Go"], ...full },
        { id: "dan", skills: ["Go"], ...full },
      ],
      mentors: [{ id: "lin", skills: ["SQL"], goals: ["x"], interests: ["chess"], capacity }],
    });
    const [plenty] = findings(people(4), policy, "NEAR_EMPTY_PROFILE");
    expect([plenty.ids, plenty.advice.includes("seats are short")]).toEqual([["ada"], false]);
    const [short] = findings(people(1), policy, "NEAR_EMPTY_PROFILE");
    expect([short.ids, short.advice.includes("seats are short")]).toEqual([["ada"], true]);
    expect(short.advice).toMatchInlineSnapshot(
      `"Ask them for more answers, or score silence with 0.5 ("unanswered": "neutral"), or let the lottery say who gets a seat, and scores only with whom ("objective": ["draw", "total"]): seats are short, and their silence may win them one."`,
    );
    // the advice taken, it is not given again, as silence wins nothing any more; and a stable matching has no objective
    const advised = (changes: Partial<Policy>) =>
      findings(people(1), { ...policy, ...changes }, "NEAR_EMPTY_PROFILE").map(({ advice }) => [
        advice.includes("draw"),
        advice.includes("seats are short"),
      ]);
    expect(advised({ objective: ["draw", "total"] })).toEqual([[false, false]]);
    expect(advised({ objective: ["matched", "priority", "draw", "total"] })).toEqual([[false, false]]);
    expect(advised({ objective: ["total", "draw"] })).toEqual([[true, true]]);
    expect(advised({ objective: ["choices", "draw"] })).toEqual([[true, true]]);
    expect(advised({ method: "stable" })).toEqual([[false, true]]);
    // it is true: under everyone her silence wins Ada the seat of those who say more, under draw what she says is all the same
    const winner = (objective: Policy["objective"], interest: string) => {
      const [{ id }, ...others] = people(1).mentees;
      const ada = { id, interests: ["chess"], skills: [interest] };
      return match({ ...people(1), mentees: [ada, ...others] }, { ...policy, objective, seed: 3 }).pairs[0].mentee;
    };
    const silent = (objective: Policy["objective"]) =>
      match(people(1), { ...policy, objective, seed: 3 }).pairs[0].mentee;
    expect(silent("everyone")).toBe("ada");
    expect(winner("everyone", "Go")).not.toBe("ada");
    expect(winner(["draw", "total"], "Go")).toBe(silent(["draw", "total"]));
    expect(findings(people(1), { criteria: { interests: interests({}) } }, "NEAR_EMPTY_PROFILE")).toEqual([]);
  });

  test("readiness(): wishes that no mentor offers, with the nearest known term", () => {
    const people: People = {
      mentees: [{ id: "ada", skills: ["Javscript"] }],
      mentors: [{ id: "lin", skills: ["JavaScript"] }],
    };
    expect(findings(people, { criteria }, "UNKNOWN_TERM")[0].terms).toEqual([
      { term: "Javscript", people: 1, nearest: "JavaScript" },
    ]);
  });

  test("readiness(): seats that only some mentees compete for, though there are enough in all", () => {
    const people: People = {
      mentees: [
        { id: "ada", team: "Data" },
        { id: "ben", team: "Data" },
      ],
      mentors: [
        { id: "lin", team: "Data" },
        { id: "sam", team: "Apps", capacity: 5 },
      ],
    };
    const policy = { criteria, rules: { team: sameAttribute({ field: "team" }) } };
    const [finding, ...others] = findings(people, policy, "SEATS_SHORT");
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      ids: ["ada", "ben"],
      advice: 'Raise the capacity of these mentors by 1 in all, or find others whom these mentees may have: "lin".',
    });
  });

  test("readiness(): minimums and quotas that cannot be met, with each way out, which does", () => {
    const people: People = {
      mentees: [
        { id: "ada", team: "Data", skills: ["SQL"] },
        { id: "ben", team: "Apps", skills: ["SQL"] },
      ],
      mentors: [
        { id: "lin", team: "Data", skills: ["SQL"], capacity: { min: 2, max: 2 } },
        { id: "sam", team: "Apps", skills: ["SQL"], capacity: 0 },
      ],
    };
    const policy: Policy = { criteria, rules: { team: sameAttribute({ field: "team" }) } };
    const [finding, ...others] = findings(people, policy, "INFEASIBLE");
    expect(others).toEqual([]);
    expect(finding).toMatchInlineSnapshot(`
      {
        "advice": "One of these would do. Lower the minimum of lin from 2 to 1. Lift the rule "team" for 1 mentee, such as ben.",
        "code": "INFEASIBLE",
        "ids": [
          "ada",
        ],
        "message": "lin has to have at least 2: this cannot be met, 1 short; 1 mentee could count for it.",
      }
    `);
    expect(match(people, policy).status).toBe("infeasible");
    const lifted = { ...policy, rules: {} };
    expect([findings(people, lifted, "INFEASIBLE"), match(people, lifted).status]).toEqual([[], "optimal"]);
    const lin = { ...people.mentors[0], capacity: { min: 1, max: 2 } };
    const lowered = { ...people, mentors: [lin, people.mentors[1]] };
    expect([findings(lowered, policy, "INFEASIBLE"), match(lowered, policy).status]).toEqual([[], "optimal"]);
    expect(findings({ ...people, mentees: [] }, policy).map(({ code }) => code)).toEqual(["INFEASIBLE"]);
  });

  test("readiness(): finds a programme infeasible exactly where match() does, whatever it asks for", () => {
    const seen = { infeasible: 0, feasible: 0 };
    fc.assert(
      fc.property(loadedProgrammes({ mentees: 6, mentors: 4, demand: 3 }), ({ people, policy }) => {
        const { counts, findings: found, warnings } = readiness(people, policy);
        const matching = match(people, policy);
        const isInfeasible = matching.status === "infeasible";
        const told = found.filter(({ code }) => code === "INFEASIBLE");
        expect(told.map(({ message }) => message)).toEqual(
          isInfeasible ? [matching.infeasibility!.conflict.message] : [],
        );
        for (const { message } of matching.infeasibility?.repairs ?? []) expect(told[0].advice).toContain(message);
        expect(counts.canBeMatched).toBeGreaterThanOrEqual(matching.manifest.counts.matched);
        const stages = warnings.filter(({ code }) => code === "W_VACUOUS_STAGE");
        expect(stages).toEqual(matching.warnings.filter(({ code }) => code === "W_VACUOUS_STAGE"));
        seen[isInfeasible ? "infeasible" : "feasible"] += 1;
      }),
      runs(400),
    );
    expect(seen.infeasible).toBeGreaterThan(30);
    expect(seen.feasible).toBeGreaterThan(150);
  });

  test("readiness(): a pin counts as matched, and what match() refuses it refuses", () => {
    const pins = [{ mentee: "ada", mentor: "lin", reason: "agreed" }];
    expect(readiness(story.people, { ...story.policy, pins }).counts).toMatchObject({
      pinned: 1,
      canBeMatched: 4,
      pairs: 12,
    });
    expect(() => readiness(story.people, { criteria: { a: seniority({ tolerance: -1 }) } })).toThrow(
      "a number above 0",
    );
  });
});
