import {
  checkMatching,
  compareWith,
  explain,
  firmness,
  type Matching,
  match,
  type People,
  type Policy,
  recruit,
  reopen,
  seatValue,
  shortlist,
  skills,
  toText,
  whatWouldItTake,
  whyNot,
  whyUnmatched,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { refusal } from "../support/refusal.js";
import * as story from "../support/story.js";

const criteria = { skills: skills({ weight: 1 }) };
const twoSkills = (...names: string[]) => names.map((name) => ({ name, level: 5 as const }));

/** Programmes in each of the states that a question may meet, with a mentee and a mentor in that state. */
const states: Record<string, { people: People; policy: Policy; mentee: string; mentor: string }> = {
  matched: { people: story.people, policy: story.policy, mentee: "ada", mentor: "lin" },
  "unmatched, seats short": { people: story.people, policy: story.policy, mentee: "chidi", mentor: "sam" },
  "not matched with this one": { people: story.people, policy: story.policy, mentee: "ada", mentor: "noor" },
  tied: {
    people: {
      mentees: [
        { id: "a", skills: ["x"] },
        { id: "b", skills: ["x"] },
      ],
      mentors: [{ id: "m", skills: ["x"] }],
    },
    policy: { criteria },
    mentee: "a",
    mentor: "m",
  },
  pinned: {
    people: story.people,
    policy: { ...story.policy, pins: [{ mentee: "ada", mentor: "noor", reason: "they asked" }] },
    mentee: "ada",
    mentor: "noor",
  },
  "pinned to another": {
    people: story.people,
    policy: { ...story.policy, pins: [{ mentee: "ada", mentor: "noor", reason: "they asked" }] },
    mentee: "ada",
    mentor: "lin",
  },
  banned: {
    people: story.people,
    policy: { ...story.policy, bans: [{ mentee: "ben", mentor: "lin", reason: "a conflict" }] },
    mentee: "ben",
    mentor: "lin",
  },
  "forbidden by a rule": { people: story.people, policy: story.policy, mentee: "chidi", mentor: "lin" },
  avoided: {
    people: {
      mentees: [{ id: "a", skills: ["x"], requests: { avoid: ["m"] } }],
      mentors: [
        { id: "m", skills: ["x"] },
        { id: "n", skills: ["x"] },
      ],
    },
    policy: { criteria },
    mentee: "a",
    mentor: "m",
  },
  infeasible: {
    people: { mentees: [{ id: "a" }], mentors: [{ id: "m", capacity: { min: 2, max: 2 } }] },
    policy: { criteria },
    mentee: "a",
    mentor: "m",
  },
  stable: {
    people: {
      mentees: [
        { id: "a", skills: twoSkills("x", "y") },
        { id: "b", skills: twoSkills("x") },
      ],
      mentors: [
        { id: "m", skills: twoSkills("x") },
        { id: "n", skills: twoSkills("y") },
      ],
    },
    policy: { criteria, method: "stable" },
    mentee: "a",
    mentor: "m",
  },
  "no mentors": { people: { mentees: [{ id: "a" }], mentors: [] }, policy: { criteria }, mentee: "a", mentor: "" },
  "no mentees": { people: { mentees: [], mentors: [{ id: "m" }] }, policy: { criteria }, mentee: "", mentor: "m" },
  nobody: { people: { mentees: [], mentors: [] }, policy: { criteria }, mentee: "", mentor: "" },
};

/** Every question about a pair, a mentee, a mentor, or all. */
function questions(matching: Matching, people: People, policy: Policy, mentee: string, mentor: string) {
  return {
    "explain mentee": () => explain(matching, { mentee }),
    "explain mentor": () => explain(matching, { mentor }),
    "explain pair": () => explain(matching, { mentee, mentor }),
    whyNot: () => whyNot(matching, { mentee, mentor }),
    "whyNot all": () => whyNot(matching, { mentee }),
    whatWouldItTake: () => whatWouldItTake(matching, { mentee, mentor }),
    "whyUnmatched mentee": () => whyUnmatched(matching, { mentee }),
    "whyUnmatched mentor": () => whyUnmatched(matching, { mentor }),
    seatValue: () => seatValue(matching, { mentor }),
    shortlist: () => shortlist(matching, { mentee }),
    "shortlist before": () => shortlist(people, policy, { mentee }),
    recruit: () => recruit(matching),
    firmness: () => firmness(matching, { samples: 5 }),
    "compareWith greedy": () => compareWith(matching, "greedy"),
    "compareWith random": () => compareWith(matching, "random"),
    "compareWith itself": () => compareWith(matching, JSON.parse(JSON.stringify(matching))),
    checkMatching: () => checkMatching(matching, people, policy),
  };
}

/** Questions that have no answer in a state, with the code of the error. */
const refused: Record<string, Record<string, string>> = {
  matched: { "whyUnmatched mentee": "E_OPTION", "whyUnmatched mentor": "E_OPTION" },
  "unmatched, seats short": { "explain pair": "E_UNKNOWN_ID", "whyUnmatched mentor": "E_OPTION" },
  "not matched with this one": {
    "explain pair": "E_UNKNOWN_ID",
    "whyUnmatched mentee": "E_OPTION",
    "whyUnmatched mentor": "E_OPTION",
  },
  pinned: { "whyUnmatched mentee": "E_OPTION", "whyUnmatched mentor": "E_OPTION" },
  "pinned to another": {
    "explain pair": "E_UNKNOWN_ID",
    "whyUnmatched mentee": "E_OPTION",
    "whyUnmatched mentor": "E_OPTION",
  },
  banned: { "explain pair": "E_UNKNOWN_ID", "whyUnmatched mentee": "E_OPTION", "whyUnmatched mentor": "E_OPTION" },
  "forbidden by a rule": { "explain pair": "E_UNKNOWN_ID", "whyUnmatched mentor": "E_OPTION" },
  avoided: { "explain pair": "E_UNKNOWN_ID", "whyUnmatched mentee": "E_OPTION" },
  infeasible: { "explain pair": "E_UNKNOWN_ID" },
  stable: { "explain pair": "E_UNKNOWN_ID", "whyUnmatched mentee": "E_OPTION", "whyUnmatched mentor": "E_OPTION" },
};

describe("questions about a matching", () => {
  test.each(Object.keys(states))(
    "every question about somebody %s has an answer, which is plain JSON, or a typed error",
    (name) => {
      const { people, policy, mentee, mentor } = states[name];
      const matching = match(people, policy);
      const isTiedOut = name === "tied" && matching.pairs[0].mentee === "a";
      for (const [question, ask] of Object.entries(questions(matching, people, policy, mentee, mentor))) {
        const isAbout = (side: string, id: string) =>
          id === "" && new RegExp(`${side}|pair|whyNot|whatWould`).test(question);
        if (isAbout("mentee|shortlist|all", mentee) || isAbout("mentor|seatValue", mentor)) {
          // whoever is in no programme is nobody it knows
          if (question === "whyNot all" && mentee !== "") expect(ask()).toEqual([]);
          else if (/recruit|firm|compare|check/.test(question)) expect(ask()).toBeDefined();
          else if (mentee !== "" && !/mentor|pair|whyNot|whatWould|seat/.test(question)) expect(ask()).toBeDefined();
          else if (mentor !== "" && !/mentee|pair|whyNot|whatWould|shortlist/.test(question))
            expect(ask()).toBeDefined();
          else expect([question, refusal(ask).code]).toEqual([question, "E_UNKNOWN_ID"]);
          continue;
        }
        const code = refused[name]?.[question];
        if (name === "tied") {
          if (question === (isTiedOut ? "whyUnmatched mentee" : "explain pair") || question === "whyUnmatched mentor") {
            expect(["E_OPTION", "E_UNKNOWN_ID"]).toContain(refusal(ask).code);
            continue;
          }
        } else if (code !== undefined) {
          expect([question, refusal(ask).code]).toEqual([question, code]);
          continue;
        }
        const answer = ask() as object;
        expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
        if (question === "checkMatching") expect(answer).toEqual([]);
        for (const one of Array.isArray(answer) ? answer : [answer]) {
          if (question === "checkMatching") continue;
          const text = toText(one, { audience: "administrator" });
          expect(text).not.toBe("");
          expect(text).not.toMatch(/undefined|null|NaN|\[object/);
        }
      }
    },
  );

  test("what the answers say of each state", () => {
    const kindOf = (name: string) => {
      const { people, policy, mentee, mentor } = states[name];
      return whyNot(match(people, policy), { mentee, mentor }).kind;
    };
    expect(kindOf("matched")).toBe("matched");
    expect(kindOf("unmatched, seats short")).toBe("cost");
    expect(kindOf("not matched with this one")).toBe("cost");
    expect(["lottery", "matched"]).toContain(kindOf("tied"));
    expect(kindOf("pinned")).toBe("matched");
    expect(kindOf("pinned to another")).toBe("pinned");
    expect(kindOf("banned")).toBe("banned");
    expect(kindOf("forbidden by a rule")).toBe("rule");
    expect(kindOf("avoided")).toBe("avoided");
    expect(kindOf("infeasible")).toBe("infeasible");
    expect(kindOf("stable")).toBe("preference");
  });

  test("a lottery between two alike has a chance of one half", () => {
    const { people, policy } = states.tied;
    const matching = match(people, policy);
    const left = matching.unmatched.mentees[0].id;
    expect(whyNot(matching, { mentee: left, mentor: "m" })).toMatchObject({ kind: "lottery", chance: 0.5 });
    expect(whyUnmatched(matching, { mentee: left })).toMatchObject({ chance: 0.5 });
  });

  const matching = match(story.people, story.policy);
  const about = (mentee: string, mentor: string) => {
    const { people, policy } = story;
    const {
      recruit: _r,
      firmness: _f,
      checkMatching: _c,
      ...others
    } = questions(matching, people, policy, mentee, mentor);
    return Object.entries(others).filter(([question]) => !question.startsWith("compareWith"));
  };

  test("nobody, and somebody of the other side, is E_UNKNOWN_ID with the nearest id", () => {
    for (const [mentee, mentor] of [
      ["adda", "linn"],
      ["lin", "ada"],
    ]) {
      for (const [question, ask] of about(mentee, mentor)) {
        expect([question, refusal(ask).code]).toEqual([question, "E_UNKNOWN_ID"]);
        if (mentee === "adda") expect(refusal(ask).message).toMatch(/Did you mean "(ada|lin)"\?/);
      }
    }
  });

  test("a stored matching is E_DETACHED until it is reopened", () => {
    const stored = JSON.parse(JSON.stringify(matching)) as typeof matching;
    const { people, policy } = story;
    const opened = reopen(stored, people, policy);
    for (const [question, ask] of Object.entries(questions(stored, people, policy, "ada", "noor"))) {
      if (question === "shortlist before" || question === "checkMatching") continue;
      expect([question, refusal(ask).code]).toEqual([question, "E_DETACHED"]);
    }
    const again = questions(opened, people, policy, "ada", "noor");
    const before = questions(matching, people, policy, "ada", "noor");
    for (const question of ["whyNot", "whyNot all", "whatWouldItTake", "seatValue", "recruit", "firmness"] as const) {
      expect(again[question]()).toEqual(before[question]());
    }
  });

  test.each([
    ["explain", (of: unknown) => explain(matching, of as { mentee: string })],
    ["whyNot", (of: unknown) => whyNot(matching, of as { mentee: string; mentor: string })],
    ["whatWouldItTake", (of: unknown) => whatWouldItTake(matching, of as { mentee: string; mentor: string })],
    ["whyUnmatched", (of: unknown) => whyUnmatched(matching, of as { mentee: string })],
    ["seatValue", (of: unknown) => seatValue(matching, of as { mentor: string })],
  ])("%s: what is no question is E_TYPE", (_, ask) => {
    for (const of of [undefined, null, "ada", 5, {}, { mentees: "ada" }, { mentee: "ada", extra: 1 }]) {
      expect(refusal(() => ask(of)).code).toBe("E_TYPE");
    }
  });
});
