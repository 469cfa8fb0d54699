import { explain, match } from "telemachus";
import { describe, expect, test } from "vitest";
import { type AnyExplanation, toText } from "../../../src/explain/toText.js";
import { people, policy } from "../../support/story.js";

const matching = match(people, policy);
const [ada, lin, noor] = [
  { id: "ada", name: "Ada Obi" },
  { id: "lin", name: "Lin Zhao" },
  { id: "noor", name: "Noor Haddad" },
];
const facts = { status: "optimal" as const, decision: "confirmed" as const, mentee: ada, mentor: noor, instead: [lin] };
const standing = { score: 0.125, rank: 2, of: 3 };
const chain = {
  moves: [
    { mentee: { id: "ben" }, from: { id: "sam" }, to: { id: "lin" }, change: -0.05 },
    { mentee: { id: "dora" }, from: null, to: { id: "sam" }, change: 0.25 },
    { mentee: { id: "chidi" }, from: { id: "lin" }, to: null, change: -0.4 },
  ],
  fills: [{ id: "noor" }],
  frees: [{ id: "sam" }],
};
const none = { moves: [], fills: [], frees: [] };

const tell = (...explanations: AnyExplanation[]) =>
  explanations.map((explanation) => toText(explanation, { audience: "administrator" }));

describe("toText(): why not, to an administrator", () => {
  test("toText(): what forbids the pair", () => {
    const rules = [
      { rule: "manager", holds: false, broken: true, evidence: { kind: "requiredExperience" as const, required: 1 } },
      {
        rule: "grade",
        holds: false,
        broken: true,
        evidence: { kind: "gap" as const, field: "grade", gap: -2, onScale: true },
      },
      {
        rule: "site",
        holds: null,
        broken: true,
        evidence: { kind: "sameAttribute" as const, field: "site", shared: [] },
      },
    ];
    expect(
      tell(
        { kind: "matched", ...facts, mentor: lin },
        { kind: "matched", ...facts, instead: [lin, noor] },
        { kind: "infeasible", ...facts, instead: [] },
        { kind: "self", ...facts, mentor: ada },
        { kind: "banned", ...facts, reason: "they are related", rules: [] },
        { kind: "banned", ...facts, reason: "they are related", rules: rules.slice(0, 1) },
        { kind: "rule", ...facts, rules },
        { kind: "avoided", ...facts, by: "mentee" },
        { kind: "avoided", ...facts, by: "both" },
        { kind: "belowMinimum", ...facts, score: 0.125, minimum: 0.5, rules: ["enough"] },
      ),
    ).toMatchInlineSnapshot(`
      [
        "Ada Obi (ada) has Lin Zhao (lin).",
        "Ada Obi (ada) has Noor Haddad (noor). The mentee has Lin Zhao and Noor Haddad.",
        "Ada Obi (ada) does not have Noor Haddad (noor): nobody is matched, because no matching meets the policy's minimums and quotas. The mentee has nobody.",
        "Ada Obi (ada) and Ada Obi (ada) are one person. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): the policy bans the pair. The ban's reason: "they are related". The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): the policy bans the pair. The ban's reason: "they are related". Rules forbid it as well: manager. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): rules forbid the pair. What forbids it: manager; grade (gap -2); site (an answer is missing). The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): the mentee asked to avoid the mentor. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): both asked to avoid each other. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): the pair's score is below the minimum. The pair's score is 0.125, and the minimum is 0.5 (enough). The mentee has Lin Zhao.",
      ]
    `);
  });

  test("toText(): what the programme would lose, exactly, and who would change", () => {
    const lost = (cost: object, profiles = {}) =>
      ({
        kind: "cost",
        ...facts,
        ...standing,
        cost,
        profiles,
        decidedBy: Object.keys(cost)[0],
        chain: none,
      }) as AnyExplanation;
    expect(
      tell(
        {
          kind: "cost",
          ...facts,
          ...standing,
          cost: { matched: 0, total: 0.1234 },
          profiles: {},
          decidedBy: "total",
          chain,
        },
        lost({ matched: 1, total: -0.3 }),
        lost({ priority: 2, draw: 1, floor: 0.05, balance: 2, continuity: 1, "choices:generous": 1 }),
        lost({ priority: -2, draw: -1, leximin: -0.05, balance: -2, continuity: -1, "choices:generous": -1 }),
        lost(
          { choices: 0, total: 0.2 },
          {
            choices: [
              { of: 2, count: -1 },
              { of: 0, count: 1 },
            ],
          },
        ),
        lost({ leximin: 0 }, { leximin: [{ of: 0.25, count: 1 }] }),
        { kind: "lottery", ...facts, ...standing, chance: 0.5, chain: null },
        { kind: "lottery", ...facts, ...standing, chance: null, chain },
        { kind: "pinned", ...facts, ...standing, full: "mentor" },
        { kind: "bounds", ...facts, ...standing },
        { kind: "preference", ...facts, ...standing, unwilling: "mentor" },
      ),
    ).toMatchInlineSnapshot(`
      [
        "Ada Obi (ada) does not have Noor Haddad (noor): every matching with this pair is worse. With this pair, the programme would lose 0.1234 in total score. Who would change: ben moves from sam to lin (−0.05); dora gets sam (+0.25); chidi loses lin and gets nobody (−0.4); a free seat of noor is taken; a seat of sam becomes free. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): every matching with this pair is worse. With this pair, one mentee fewer would be matched and the programme would gain 0.3 in total score. What decides is the number of matched mentees. Nobody would change. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): every matching with this pair is worse. With this pair, two mentees of the highest priority fewer would be matched, one mentee would lose a seat that the draw gave them, the lowest score would fall by 0.05, the sum of squared loads would grow by 2, one current pair fewer would stay and one pair more would be no choice of the mentee. What decides is the number of matched mentees by priority. Nobody would change. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): every matching with this pair is worse. With this pair, two mentees of the highest priority more would be matched, one mentee would get a seat that the draw did not give them, the lowest score would rise by 0.05, the sum of squared loads would fall by 2, one current pair more would stay and one pair fewer would be no choice of the mentee. What decides is the number of matched mentees by priority. Nobody would change. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): every matching with this pair is worse. With this pair, the programme would lose 0.2 in total score. In the number of choices met these counts change: −1 of choice 2; +1 of no choice. Nobody would change. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): every matching with this pair is worse. With this pair, the lowest scores would be worse. In the lowest scores these counts change: +1 of score 0.25. Nobody would change. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): a matching with this pair is exactly as good, and the lottery decided. The lottery gives the mentee this mentor with probability 0.5. Who would change is not told, because stages that do not add up were solved anew. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): a matching with this pair is exactly as good, and the lottery decided. The probability is not known exactly. Who would change: ben moves from sam to lin (−0.05); dora gets sam (+0.25); chidi loses lin and gets nobody (−0.4); a free seat of noor is taken; a seat of sam becomes free. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): the mentor has no seat that is not pinned. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): no matching with this pair meets the policy's minimums and quotas. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
        "Ada Obi (ada) does not have Noor Haddad (noor): the mentor would rather keep what they have. The pair's score is 0.125, of rank 2 among the 3 mentors the mentee may have. The mentee has Lin Zhao.",
      ]
    `);
  });
});

describe("toText(): other answers, to an administrator", () => {
  test("toText(): what a seat is worth", () => {
    const seat = {
      kind: "seatValue" as const,
      status: "optimal" as const,
      decision: "confirmed" as const,
      mentor: lin,
      seats: 1,
    };
    expect(
      tell(
        {
          ...seat,
          more: { gain: { matched: 1, total: -0.05 }, profiles: {}, chain },
          fewer: { loss: { matched: 1, total: 0.4 }, profiles: {}, chain: none },
        },
        { ...seat, more: { gain: { matched: 0 }, profiles: {}, chain: none }, fewer: null },
        {
          ...seat,
          more: { gain: { choices: 0 }, profiles: { choices: [{ of: 2, count: 1 }] }, chain: none },
          fewer: { loss: { choices: 0 }, profiles: { choices: [{ of: 3, count: -1 }] }, chain: none },
        },
        { ...seat, seats: 0, more: null, fewer: { loss: {}, profiles: {}, chain: none } },
      ).join("\n\n"),
    ).toMatchInlineSnapshot(`
      "Lin Zhao (lin) has 1 seat.
      With one seat more, one mentee more would be matched and the programme would lose 0.05 in total score. Who would change: ben moves from sam to lin (−0.05); dora gets sam (+0.25); chidi loses lin and gets nobody (−0.4); a free seat of noor is taken; a seat of sam becomes free.
      With one seat fewer, one mentee fewer would be matched and the programme would lose 0.4 in total score. Nobody would change.

      Lin Zhao (lin) has 1 seat.
      One seat more would gain nothing. Nobody would change.
      What one seat fewer would lose is not known: no seat could go, the objective does not add up, or the matching is not an optimal one.

      Lin Zhao (lin) has 1 seat.
      One seat more would gain in counts alone. In the number of choices met these counts change: +1 of choice 2. Nobody would change.
      One seat fewer would lose in counts alone. In the number of choices met these counts change: −1 of choice 3. Nobody would change.

      Lin Zhao (lin) has 0 seats.
      What one seat more would gain is not known: the objective does not add up, or the matching is not an optimal one.
      One seat fewer would lose nothing. Nobody would change."
    `);
  });

  test("toText(): why nobody, and what would help", () => {
    const excluded = { mentors: 2, rules: { manager: 1 }, bans: 1, manual: 0, requests: 0 };
    expect(
      tell(
        {
          kind: "unmatchedMentee",
          ...{
            status: "optimal",
            decision: "confirmed",
            mentee: ada,
            excluded,
            allowed: 1,
            withFreeSeats: 0,
            chance: 0.25,
            shortage: null,
          },
          why: { id: "ada", reason: "OUTPRICED", decidedBy: "lottery" },
          best: [{ mentor: lin, score: 0.4, price: 0.62 }],
          repairs: [
            { kind: "seats", seats: 1, mentors: [{ id: "lin" }, { id: "noor" }] },
            { kind: "rule", rule: "manager" },
            { kind: "ban", with: [{ id: "sam" }] },
            { kind: "pin", with: { id: "lin" }, override: ["manager"], cost: { total: 0.1 }, chain },
            { kind: "pin", with: { id: "noor" }, override: [], cost: null, chain: null },
          ],
        },
        {
          kind: "unmatchedMentor",
          ...{ status: "optimal", decision: "confirmed", mentor: lin, taken: 1, allowed: 3, unmatched: 1, repairs: [] },
          why: { mentor: "lin", free: 1, reason: "QUOTA" },
          excluded: { mentees: 2, rules: {}, bans: 0, manual: 0, requests: 2 },
        },
      ).join("\n\n"),
    ).toMatchInlineSnapshot(`
      "Ada Obi (ada) is unmatched (OUTPRICED): the objective does as well or better without. An equally good matching has a mentor for Ada Obi: the lottery decided. 1 mentor is allowed for this mentee, without a free seat. A seat of Lin Zhao (lin) is worth 0.62 in total score to others; the pair scores 0.4. The rule "manager" forbids 1 and bans forbid 1. The lottery gives this mentee a seat with probability 0.25.
      What would help:
      One more seat at lin or noor.
      Without the rule "manager", for everybody.
      Without the ban with sam.
      A pin with lin, in spite of the rule manager: the programme would lose 0.1 in total score. Who would change: ben moves from sam to lin (−0.05); dora gets sam (+0.25); chidi loses lin and gets nobody (−0.4); a free seat of noor is taken; a seat of sam becomes free.
      A pin with noor.

      Lin Zhao (lin) has 2 seats, of which 1 is free. Quotas at their maximum keep from a free seat somebody who wants a mentor (QUOTA). 3 mentees are allowed for this mentor, 1 of them unmatched. Requests forbid 2.
      No single change was found that would help."
    `);
  });

  test("toText(): what it would take", () => {
    const take = {
      kind: "whatWouldItTake" as const,
      status: "optimal" as const,
      decision: "confirmed" as const,
      mentee: ada,
      mentor: noor,
    };
    expect(
      tell(
        {
          ...take,
          ...{ now: "cost", score: 0.125, raise: 0.5, byScore: "yes" },
          proposals: [
            { of: "mentee", score: 0.7, answer: { kind: "term", field: "skills", term: "budgeting", level: null } },
            { of: "mentor", score: 0.7, answer: { kind: "term", field: "officeTools", term: "R", level: 3 } },
            { of: "mentor", score: 0.65, answer: { kind: "language", field: "languages", language: "Igbo" } },
            {
              of: "mentor",
              score: 0.65,
              answer: { kind: "hours", day: "Monday", from: "09:00", to: "10:00", minutes: 60 },
            },
          ],
        },
        { ...take, now: "avoided", score: null, raise: null, byScore: "no", proposals: [] },
        { ...take, now: "belowMinimum", score: null, raise: null, byScore: "unknown", proposals: [] },
        { ...take, mentor: lin, now: "matched", score: 0.8125, raise: 0, byScore: "yes", proposals: [] },
      ).join("\n\n"),
    ).toMatchInlineSnapshot(`
      "What it would take that Ada Obi (ada) gets Noor Haddad (noor): As it is, every matching with this pair is worse. The pair's score is 0.125. With a score higher by 0.5, every best matching has the pair. Answers that would do, each tried:
      The mentee adds budgeting to skills, which makes the score 0.7.
      The mentor adds R at level 3 to office tools, which makes the score 0.7.
      The mentor adds Igbo to languages, which makes the score 0.65.
      The mentor adds Monday 09:00–10:00 on the mentee's clock (60 minutes) to the free times, which makes the score 0.65.

      What it would take that Ada Obi (ada) gets Noor Haddad (noor): As it is, one asked to avoid the other. No higher score alone gives them each other. No single answer was found that would do.

      What it would take that Ada Obi (ada) gets Noor Haddad (noor): As it is, the pair's score is below the minimum. Whether a higher score alone would do is not known. No single answer was found that would do.

      What it would take that Ada Obi (ada) gets Lin Zhao (lin): They are matched as it is. The pair's score is 0.8125."
    `);
  });

  test("toText(): whom to recruit, and a mentee's list", () => {
    const gain = { matched: 1, total: 0.25 };
    expect(
      tell(
        {
          kind: "recruits",
          status: "optimal",
          decision: "confirmed",
          recruits: [
            {
              answers: { skills: ["Rust", "SQL"], languages: ["Igbo"] },
              ...{ availability: ["Monday 09:00–10:00"], timeZone: "Europe/Berlin", gain, mentee: { id: "chidi" } },
              reaches: [{ id: "chidi" }, { id: "elif" }],
            },
            { answers: {}, gain: { total: 0.125 }, mentee: { id: "chidi" }, reaches: [{ id: "chidi" }] },
          ],
        },
        { kind: "recruits", status: "optimal", decision: "confirmed", recruits: [] },
        {
          kind: "shortlist",
          mentee: ada,
          mentors: [
            { mentor: lin, score: 0.8125, price: 0.1, net: 0.7125 },
            { mentor: noor, score: 0.125, price: 0, net: 0.125 },
          ],
        },
        { kind: "shortlist", mentee: ada, mentors: [] },
      ).join("\n\n"),
    ).toMatchInlineSnapshot(`
      "A further mentor with one seat would help most with these answers, the best first:
      skills: Rust and SQL; languages: Igbo; free times: Monday 09:00–10:00 (Europe/Berlin). With such a mentor, one mentee more would be matched and the programme would gain 0.25 in total score. The best matching gives them chidi. The programme would gain with any of two mentees: chidi and elif.
      Any mentor at all. With such a mentor, the programme would gain 0.125 in total score. The best matching gives them chidi. The programme would gain with no other mentee.

      No further mentor would help.

      For Ada Obi (ada), the best first:
      Lin Zhao (lin): score 0.8125 less price 0.1 is 0.7125.
      Noor Haddad (noor): score 0.125 less price 0 is 0.125.

      For Ada Obi (ada) there is nobody to list."
    `);
  });

  test("toText(): how firm, and compared with what", () => {
    const firm = {
      kind: "firmness" as const,
      status: "optimal" as const,
      decision: "confirmed" as const,
      seed: 1,
      samples: 100,
      spread: 0.1,
    };
    const pairs = [
      { mentee: "ada", mentor: "lin", stays: 0.98, coinFlip: false, pinned: false },
      { mentee: "ben", mentor: "sam", stays: 0.5, coinFlip: true, pinned: false },
      { mentee: "dora", mentor: "noor", stays: 1, coinFlip: false, pinned: true },
    ];
    expect(
      tell(
        { ...firm, pairs, stays: 0.83, unchanged: 49, margin: { matched: 0, total: 0.0125 } },
        { ...firm, pairs: [], stays: 1, unchanged: 100, margin: { total: 0 } },
        { ...firm, pairs: [], stays: 1, unchanged: 100, margin: null },
        {
          kind: "comparison" as const,
          ...{
            status: "optimal",
            decision: "confirmed",
            with: "greedy",
            gain: { matched: 1, total: 0.35 },
            better: 1,
            worse: 1,
            same: 3,
          },
          profiles: {},
          here: { matched: 4, total: 3.075, lowest: 0.375 },
          there: { matched: 3, total: 2.725, lowest: null },
          mentees: [
            { mentee: "ada", here: ["lin"], there: ["noor", "sam"], change: 0.6875 },
            { mentee: "ben", here: ["sam"], there: [], change: -0.05 },
          ],
        },
        {
          kind: "comparison" as const,
          ...{
            status: "optimal",
            decision: "confirmed",
            with: "matching",
            gain: { choices: 0 },
            better: 0,
            worse: 0,
            same: 5,
          },
          profiles: {
            choices: [
              { of: 2, count: 1 },
              { of: 3, count: -1 },
            ],
          },
          here: { matched: 0, total: 0, lowest: null },
          there: { matched: 0, total: 0, lowest: null },
          mentees: [],
        },
        {
          kind: "comparison",
          ...{ status: "stable", decision: "confirmed", with: "random", gain: {}, better: 0, worse: 0, same: 5 },
          profiles: {},
          here: { matched: 0, total: 0, lowest: null },
          there: { matched: 0, total: 0, lowest: null },
          mentees: [],
        },
      ).join("\n\n"),
    ).toMatchInlineSnapshot(`
      "The weights were changed 100 times by at most 10 % (seed 1). On average 83 % of the pairs stay; the whole matching stays as it is 49 times. In the best of all other matchings, the programme would lose 0.0125 in total score.
      ada with lin: stays in 98 %.
      ben with sam: stays in 50 %, a coin-flip.
      dora with noor: stays in 100 %, pinned.

      The weights were changed 100 times by at most 10 % (seed 1). On average 100 % of the pairs stay; the whole matching stays as it is 100 times. Another matching has the same value in every stage.

      The weights were changed 100 times by at most 10 % (seed 1). On average 100 % of the pairs stay; the whole matching stays as it is 100 times. How much the best of all other matchings loses is not known, or there is none.

      This matching and the one that always takes the best pair that is left: Mentees matched: 4 here, 3 there. Total score: 3.075 here, 2.725 there. Lowest score: 0.375 here, none there. With this one instead of the other, one mentee more would be matched and the programme would gain 0.35 in total score. Better scores here: 1; worse: 1; the same: 3.
      ada: lin here, noor and sam there (+0.6875).
      ben: sam here, nobody there (−0.05).

      This matching and the other: Mentees matched: 0 here, 0 there. Total score: 0 here, 0 there. Lowest score: none here, none there. Every stage of this matching's objective has the same value in both. In the number of choices met these counts change: +1 of choice 2; −1 of choice 3. Better scores here: 0; worse: 0; the same: 5.

      This matching and one drawn at random: Mentees matched: 0 here, 0 there. Total score: 0 here, 0 there. Lowest score: none here, none there. Better scores here: 0; worse: 0; the same: 5."
    `);
  });
});

describe("toText(): a mentor with all mentees", () => {
  test("toText(): one text for each, for the mentor; seats and every number for those who run the programme", () => {
    const explanation = explain(matching, { mentor: "lin" });
    expect(toText(explanation, { audience: "mentor", contact: "mentoring@example.org" })).toMatchInlineSnapshot(`
      "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You can help with Ada Obi's goal: becoming a technical lead. You can help with one of the two things Ada Obi asked for: Rust. You are both interested in chess. You share English. You did not list public speaking.
      Your mentee is Elif Demir. You can help with one of Elif Demir's two goals: being promoted. You can help with one of the two things Elif Demir asked for: code review. You are both interested in running. You share English. You did not list moving into management or giving feedback.
      Something wrong, or want someone else? Write to mentoring@example.org."
    `);
    const lines = toText(explanation, { audience: "administrator" }).split("\n");
    expect(lines.filter((line) => /^(Lin|Ada|Elif)/.test(line))).toMatchInlineSnapshot(`
      [
        "Lin Zhao (lin) has 2 seats, and none is free.",
        "Ada Obi (ada) with Lin Zhao (lin): score 0.8125, confidence 100 %.",
        "Elif Demir (elif) with Lin Zhao (lin): score 0.375, confidence 100 %.",
      ]
    `);
    expect(
      toText(
        { ...explanation, free: 1, why: { mentor: "lin", free: 1, reason: "NO_ELIGIBLE_MENTEE" } },
        { audience: "auditor" },
      ).split("\n")[0],
    ).toMatchInlineSnapshot(
      `"lin has 2 seats, of which 1 is free. Nobody is allowed to take a free seat (NO_ELIGIBLE_MENTEE)."`,
    );
  });

  test("toText(): what the mentor asked for is told without naming a lived experience", () => {
    const explanation = explain(matching, { mentee: "ada" });
    if (explanation.kind !== "match") throw new Error("Expected Ada to have a mentor.");
    const asked = (mentorAsked: typeof explanation.mentorAsked) =>
      toText({ ...explanation, mentorAsked, alternatives: [] }, { audience: "administrator" })
        .split("\n")
        .at(-2);
    expect([
      asked({ choice: 2, choices: 3, livedExperiences: ["carer"] }),
      asked({ choice: null, choices: 1, livedExperiences: ["carer", "migrated"] }),
    ]).toMatchInlineSnapshot(`
      [
        "This mentee is choice 2 of the 3 that the mentor chose. The mentor asked for one lived experience.",
        "The mentor chose 1, and not this mentee. The mentor asked for two lived experiences.",
      ]
    `);
  });
});
