import { match, minimumScore, type People, type Policy, sameAttribute, scorePairs, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import { validateMatching } from "../support/validateMatching.js";

const criteria = { skills: skills({ weight: 1 }) };

/** Ada sits in Leeds and knows no English; Lin and Noor sit in Hull. Sam, in Leeds, has no skill that she wants. */
const people: People = {
  mentees: [
    { id: "ada", team: "Leeds", languages: ["Igbo"], skills: ["Rust", "SQL"] },
    { id: "ben", team: "Hull", languages: ["English"], skills: ["Rust"] },
  ],
  mentors: [
    { id: "lin", team: "Hull", languages: ["English"], skills: ["Rust", "SQL"] },
    { id: "noor", team: "Hull", languages: ["Igbo"], skills: ["Rust"] },
    { id: "sam", team: "Leeds", languages: ["English"], skills: [] },
  ],
};

function scoresOf(policy: Policy, given: People = people) {
  const { mentees, mentors, scores } = scorePairs(given, policy);
  const row = (at: number) => [...scores.subarray(at * mentors.length, (at + 1) * mentors.length)];
  return Object.fromEntries(mentees.map((id, at) => [id, row(at)]));
}

const NO = Number.NEGATIVE_INFINITY;

describe("rules that give way", () => {
  test("scorePairs(): a rule that relaxes gives way to a mentee who would have nobody, and to nobody else", () => {
    const team = sameAttribute({ field: "team", otherwise: "relax" });
    const language = sameAttribute({ field: "languages" });
    // Ada: Lin has neither her team nor her language, Noor only her language, Sam only her team
    expect(scoresOf({ criteria, rules: { team, language } })).toEqual({
      ada: [NO, 500_000, NO],
      ben: [1_000_000, NO, NO],
    });
    const firm = { team: sameAttribute({ field: "team" }), language };
    expect(scoresOf({ criteria, rules: firm }).ada).toEqual([NO, NO, NO]);
  });

  test("scorePairs(): all rules that relax give way together, those that do not stand", () => {
    const relaxing = {
      team: sameAttribute({ field: "team", otherwise: "relax" }),
      language: sameAttribute({ field: "languages", otherwise: "relax" }),
    };
    expect(scoresOf({ criteria, rules: relaxing }).ada).toEqual([1_000_000, 500_000, 0]);
    const enough = minimumScore({ score: 0.6 });
    expect(scoresOf({ criteria, rules: { ...relaxing, enough } }).ada).toEqual([1_000_000, NO, NO]);
  });

  test("scorePairs(): a lowest score can give way, alone or with others", () => {
    const rules = { team: sameAttribute({ field: "team" }), enough: minimumScore({ score: 0.6, otherwise: "relax" }) };
    // Ada may have only Sam, at 0; Ben reaches 1 with Lin and Noor, so nothing gives way
    expect(scoresOf({ criteria, rules })).toEqual({ ada: [NO, NO, 0], ben: [1_000_000, 1_000_000, NO] });
    const hard = { ...rules, other: minimumScore({ score: 0.1 }) };
    expect(scoresOf({ criteria, rules: hard }).ada).toEqual([NO, NO, NO]);
  });

  test("scorePairs(): bans, requests to avoid and being one person never give way", () => {
    const team = sameAttribute({ field: "team", otherwise: "relax" });
    const bans = [{ mentee: "ada", mentor: "sam", reason: "they are related" }];
    const [ada, ben] = people.mentees;
    const avoiding = { ...people, mentees: [{ ...ada, requests: { avoid: ["noor"] } }, ben] };
    // Sam, her one colleague, is banned, and Noor avoided: Lin is left once the team gives way
    expect(scoresOf({ criteria, rules: { team }, bans }, avoiding).ada).toEqual([1_000_000, NO, NO]);
  });

  test("match(): says for whom rules gave way, and which of them each pair breaks", () => {
    const policy: Policy = {
      criteria,
      rules: {
        team: sameAttribute({ field: "team", otherwise: "relax" }),
        language: sameAttribute({ field: "languages" }),
      },
    };
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    expect(matching.pairs.map(({ mentee, mentor, gaveWay }) => [mentee, mentor, gaveWay])).toEqual([
      ["ada", "noor", ["team"]],
      ["ben", "lin", []],
    ]);
    expect(matching.warnings.filter(({ code }) => code === "W_RULE_RELAXED")).toEqual([
      {
        code: "W_RULE_RELAXED",
        message: 'Rules that may give way ("team") did so for these mentees, who would have had nobody.',
        count: 1,
        ids: ["ada"],
      },
    ]);
  });
});

describe("what stands in the way of pairs", () => {
  test("match(): counts each rule's pairs, in all and alone, whether or not it gave way", () => {
    const policy: Policy = {
      criteria,
      rules: {
        team: sameAttribute({ field: "team", otherwise: "relax" }),
        language: sameAttribute({ field: "languages" }),
        site: sameAttribute({ field: "site", unknown: "forbid", otherwise: "relax" }),
      },
      bans: [{ mentee: "ben", mentor: "sam", reason: "they are related" }],
    };
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    // of the five pairs not banned: the team differs in ada–lin, ada–noor; the language in ada–lin, ada–sam, ben–noor;
    // nobody states a site, so it forbids all five, and is alone in ben–lin
    expect(matching.exclusions).toEqual({
      banned: 1,
      manual: 0,
      avoided: 0,
      forbidden: 5,
      rules: {
        language: { forbidden: 3, alone: 0, undecided: 0 },
        site: { forbidden: 5, alone: 1, undecided: 5 },
        team: { forbidden: 2, alone: 0, undecided: 0 },
      },
    });
  });
});
