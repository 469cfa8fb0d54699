import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { type Matching, match, modelCard, notice, type Objective, type Policy } from "telemachus";
import { describe, expect, test } from "vitest";
import { criterionSchema, ruleSchema } from "../../src/score/registry.js";
import { presetNames, stageNames } from "../../src/solve/objective.js";
import { everyCriterion, everyPart, everyRule, everyStage } from "../support/everyPart.js";
import { runs } from "../support/instances.js";
import { policies, rewritten, seeded } from "../support/programmes.js";
import { problemsOf } from "../support/refusal.js";
import { people, policy } from "../support/story.js";

const folder = fileURLToPath(new URL("../../examples/policies/", import.meta.url));
const examples = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file): [string, Policy] => [file, JSON.parse(readFileSync(`${folder}${file}`, "utf8"))]);

const matching = match(people, policy);

/** The rows of the table under a heading, as cells. */
function rowsUnder(card: string, heading: string): string[][] {
  const section = card.split("\n## ").find((part) => part.startsWith(heading)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** The shares of a card in ten-thousandths of a per cent. */
function sharesOf(card: string): number[] {
  return rowsUnder(card, "What is scored").map((cells) => Math.round(Number(cells[3].replace(" %", "")) * 10_000));
}

/** The kinds that a schema knows. */
function kindsOf(schema: unknown): string[] {
  const { options } = schema as { options: readonly { shape: { kind: { value: string } } }[] };
  return options.map(({ shape }) => shape.kind.value);
}

/** Every paper there is of a policy. */
function papersOf(policy: Policy): string[] {
  return [modelCard(policy), ...(["mentee", "mentor"] as const).map((audience) => notice(policy, { audience }))];
}

describe("modelCard(policy)", () => {
  test("says what a matching is for, what it rests on and who decides", () => {
    expect(modelCard(policy)).toMatchInlineSnapshot(`
      "# Model card: Ada and her cohort

      Made by telemachus from the policy of the programme, dated 2026\\-03\\-02.

      ## Intended use

      - To propose which mentee of a mentoring programme is matched with which mentor, from what they said of themselves and under the rules of the programme.
      - To show reasons for each pair, and for whoever has none, to those whom it concerns.

      ## Not for

      - Hiring, promotion, dismissal, pay or the assessment of anybody's performance, or any other decision about somebody's work.
      - Use without a person who looks at the proposal and decides.
      - Comparing people with each other. A score compares mentors for one mentee; it says nothing about what anybody is worth, and scores of different mentees are not comparable.
      - Finding out anything about a person that they did not say.

      ## What is scored

      A pair's score is from 0 to 1: the sum of what each criterion gives, times its share. The shares are those of a mentee who answered everything and emphasised nothing. Where a mentee is not scored on a criterion, its share goes to the others in proportion.

      | Criterion | Scores | Reads | Share | Mentee without answer | Mentor without answer |
      | --- | --- | --- | --- | --- | --- |
      | skills | how much of what the mentee names (skills) the mentor offers, by importance and level | skills | 40 % | not scored on it | counts as 0 |
      | goals | how much of what the mentee names (goals) the mentor offers, by importance and level | goals | 30 % | not scored on it | counts as 0 |
      | experience | how much of the lived experience that the mentee asked for the mentor disclosed, and the other way round where the mentor asks too; only for mentees who ask | livedExperiences and requests\\.livedExperiences | 20 % | not scored on it | counts as 0 |
      | interests | how much of what either names (interests) both do | interests | 10 % | not scored on it | counts as 0 |

      ## What a pair must meet

      A pair that breaks a rule is not made, unless the rule gives way or somebody fixes the pair against it.

      | Rule | Asks | Reads | Where an answer is missing | For a mentee who would have nobody |
      | --- | --- | --- | --- | --- |
      | language | the two speak a language in common | languages | allows the pair, and it is counted | stands |
      | manager | neither stands above the other in the organisation, at any distance | manager and managers | allows the pair, and it is counted | stands |

      ## Places for groups

      - Seats of a mentor who states none: 1. Mentors for a mentee who does not say: 1.
      - There is no quota.

      ## What people may ask for

      - To avoid somebody: the two are not matched, unless somebody pinned them. No participant is told of it.
      - Emphasis: a mentee may have a criterion count between 0.5 and 2 times as much.
      - Ranked choices: they do not count.
      - Lived experience: it counts only where somebody asks for it and somebody else disclosed it. Nobody is shown it whose owner did not allow that.

      ## What the best matching is

      Each aim is decided among the matchings that are best by those before it.

      1. As many mentees as possible get a mentor; of those who want several, then as many as possible a second one, and so on.
      2. The sum of the scores of all pairs is as great as possible.

      ## Ties

      What nothing else decides, a lot does: people are drawn by a hash of a seed and their id, so the order of the input does not matter and the draw can be repeated. The seed follows from the name and the date of the policy.

      ## What is not read

      - Of every person: name, display and auditOnly. They are removed before anything is scored.
      - The policy names no other field.
      - Of all other answers, those that no criterion, rule or quota above reads have no influence. Seats, loads, demands, priorities and requests do what they are for, and ids draw the lot.

      ## Answers that need care

      - The policy names no field of a special kind.
      - Nobody decided that such fields may count.

      ## Decisions by hand

      Pairs fixed by hand: 0, of which against a rule: 0. Pairs excluded by hand: 0. Each has a reason in the policy.

      ## Limits

      - A matching comes with a proof, which is checked before it is returned: no other matching does better under the weights, the rules and the objective above. It says nothing of whether these were chosen well, and is no promise that people will get on.
      - A score is the sum of what the criteria give. It is only as good as the answers, and those are taken as they were given.
      - The confidence of a pair is the share of its score's weight that rests on answers of both. A score of low confidence rests on what stands in for missing answers.
      - Whether matches that are made in this way turn out well was not measured here, and is not claimed.

      ## How it can fail

      - Profiles with few answers. A mentee who answers little is scored on little, and can so score higher than with more answers; a mentor who answers little is passed over where the answers are what is looked for.
      - Answers that are wrong. Skills, levels and ratings are not verified, and people rate themselves differently.
      - Small groups. With few mentors the seats decide more than the scores; with few people in a group, shares by group say little.
      - Stand-ins. A place, a school, a language, a team or free text can stand for an answer that is not to be used. That a field is not read does not remove what others say of it.
      - Weights are a choice. Other weights give other matchings, and no proof is about the choice.
      - Words that differ. Terms count as the same only where they are spelt alike, or where the policy says that they are.
      - Ties. Among matchings that are equally good a lot decides, so who has nobody can be chance.
      - Likeness. Criteria that reward what two people have in common bring together people who are alike.

      ## Who decides

      - A matching is a proposal until a person confirms it, by name and with a reason.
      - Whoever runs the programme can fix a pair (a pin) or exclude one (a ban), with a reason, and sees beforehand what it costs. What is left is then matched again around it.
      - Participants can read why they have their match, in words and without anybody else's answers that are not theirs to read. Whoever disagrees can have answers corrected and ask a person to look again.
      "
    `);
  });

  test("has words for everything that a policy can say", () => {
    expect(modelCard(everyPart)).toMatchInlineSnapshot(`
      "# Model card: Everything at once

      Made by telemachus from the policy of the programme, dated 2026\\-09\\-01.

      ## Intended use

      - To propose which mentee of a mentoring programme is matched with which mentor, from what they said of themselves and under the rules of the programme.
      - To show reasons for each pair, and for whoever has none, to those whom it concerns.

      ## Not for

      - Hiring, promotion, dismissal, pay or the assessment of anybody's performance, or any other decision about somebody's work.
      - Use without a person who looks at the proposal and decides.
      - Comparing people with each other. A score compares mentors for one mentee; it says nothing about what anybody is worth, and scores of different mentees are not comparable.
      - Finding out anything about a person that they did not say.

      ## What is scored

      A pair's score is from 0 to 1: the sum of what each criterion gives, times its share. The shares are those of a mentee who answered everything and emphasised nothing. Where a mentee is not scored on a criterion, its share goes to the others in proportion.

      | Criterion | Scores | Reads | Share | Mentee without answer | Mentor without answer |
      | --- | --- | --- | --- | --- | --- |
      | coverage | how much of what the mentee names (skills) the mentor offers, by importance and level; a rarer term counts more | skills | 18.75 % | not scored on it | counts as 0 |
      | choices | how high the one stands in the ranked choices that mentors made | requests\\.choices | 6.25 % | does not arise | counts as 0 |
      | custom | a function of the programme's own: handwriting, version 3 | any answer | 6.25 % | does not arise | counts as 0.5 |
      | distance | how near the two are as the crow flies, worth a half at 20 km | location | 6.25 % | not scored on it | counts as 0.5 |
      | equality | whether the two differ (team) | team | 6.25 % | not scored on it | counts as 0.5 |
      | experience | how much of the lived experience that the mentee asked for the mentor disclosed, and the other way round where the mentor asks too; only for mentees who ask | livedExperiences and requests\\.livedExperiences | 6.25 % | not scored on it | counts as 0 |
      | history | whether the two were matched before | policy\\.history | 6.25 % | not scored on it | does not arise |
      | language | how well the two speak a language in common | languages | 6.25 % | not scored on it | counts as 0.5 |
      | overlap | how much of what either names (interests) both do | interests | 6.25 % | not scored on it | counts as 0 |
      | proximity | how near the mentor is to 2 below the mentee (seniority), and nothing at 3 or more from that | seniority | 6.25 % | not scored on it | counts as 0.5 |
      | quality | a number of the mentor alone (trackRecord), from 0 to 1, the same for every mentee | trackRecord | 6.25 % | does not arise | counts as 0.5 |
      | schedule | how much of 45 minutes a week both can meet in | availability | 6.25 % | not scored on it | counts as 0.5 |
      | similarity | how much the two complete each other (candour and openness) | candour and openness | 6.25 % | not scored on it | counts as 0.5 |
      | text | how alike the words are that the two write (biography) | biography | 6.25 % | counts as 0.5 | counts as 0.5 |

      ## What a pair must meet

      A pair that breaks a rule is not made, unless the rule gives way or somebody fixes the pair against it.

      | Rule | Asks | Reads | Where an answer is missing | For a mentee who would have nobody |
      | --- | --- | --- | --- | --- |
      | customRule | a function of the programme's own: sameTram, version 1 | any answer | allows the pair, and it is counted | stands |
      | differentAttribute | the two differ (team) | team | allows the pair, and it is counted | stands |
      | eligible | the mentor meets a condition: all of (not (onLeave is true); one of (tenure is at most 70; years is at least 2; years is from 1 to 5); training is among completed and waived) | onLeave, tenure, training and years | allows the pair, and it is counted | stands |
      | gap | the mentor stands above the mentee by at least 1 (grade; a number below 0 is below) | grade | allows the pair, and it is counted | stands |
      | maximumDistance | the two are at most 60 km apart as the crow flies | location | allows the pair, and it is counted | stands |
      | minimumOverlap | both can meet in at least 30 minutes a week | availability | allows the pair, and it is counted | stands |
      | minimumScore | the pair's score is at least 0.45 | nothing of its own | does not arise | stands |
      | noRepeat | the two were not matched before | policy\\.history | does not arise | stands |
      | notInManagementChain | neither stands above the other in the organisation, at any distance | manager and managers | forbids the pair | stands |
      | requiredExperience | lived experience that one requires is disclosed by the other, who lets a match read it | livedExperiences and requests\\.livedExperiences | does not arise | stands |
      | sameAttribute | the mentor has each of the mentee's answers (campus) | campus | allows the pair, and it is counted | stands |
      | sharedLanguage | the two speak a language in common, both at level 3 of 5 or better | languages | allows the pair, and it is counted | gives way |

      ## Places for groups

      - Seats of a mentor who states none: at least 1 and at most 3. Mentors for a mentee who does not say: 2.
      - Mentees whose answer in campus is Lagos: at least 2 matches with each mentor.
      - Mentors whose answer in campus is Accra: at least 1 and at most 5 matches together.
      - Mentees whose answer in remote is true: at most 5 matches together.

      ## What people may ask for

      - To avoid somebody: the two are not matched, unless somebody pinned them. No participant is told of it.
      - Emphasis: a mentee may have a criterion count between 0.25 and 4 times as much.
      - Ranked choices: they count.
      - Lived experience: it counts only where somebody asks for it and somebody else disclosed it. Nobody is shown it whose owner did not allow that.

      ## What the best matching is

      Each aim is decided among the matchings that are best by those before it.

      1. As many mentees as possible get a mentor; of those who want several, then as many as possible a second one, and so on.
      2. As many mentees as possible of the highest priority get a mentor, then of the next.
      3. Who gets a place is decided by priority, and then by lot, whatever the scores.
      4. The sum of the scores of all pairs is as great as possible.
      5. As many places as possible are filled, and then the lowest score of a pair is as high as possible.
      6. As many places as possible are filled, and then the lowest score of a pair is as high as possible, then the next lowest, and so on.
      7. As many mentees as possible get their first choice, then their second, and so on.
      8. As many places as possible are filled, and then as few pairs as possible are no choice of the mentee, then as few as possible a last choice, and so on.
      9. Mentees are spread over mentors as evenly as possible.
      10. As many running pairs as possible stay together.

      ## Ties

      What nothing else decides, a lot does: people are drawn by a hash of a seed and their id, so the order of the input does not matter and the draw can be repeated. The seed is 7.

      ## What is not read

      - Of every person: name, display and auditOnly. They are removed before anything is scored.
      - Named by the policy, and removed in the same way: birthYear and photo.
      - Functions of the programme's own read neither requests nor lived experience.

      ## Answers that need care

      - Fields of a special kind, named by the policy: religion.
      - gradeOfRace is not of a special kind: how somebody ran.
      - That religion may count was decided by the council on 2026\\-08\\-01, for this purpose: matching those who ask for it. The ground, in their words: consent\\, asked for in the form (Ruritania).

      ## Decisions by hand

      Pairs fixed by hand: 2, of which against a rule: 1. Pairs excluded by hand: 1. Each has a reason in the policy.

      ## Limits

      - A matching comes with a proof, which is checked before it is returned: no other matching does better under the weights, the rules and the objective above. It says nothing of whether these were chosen well, and is no promise that people will get on.
      - A score is the sum of what the criteria give. It is only as good as the answers, and those are taken as they were given.
      - The confidence of a pair is the share of its score's weight that rests on answers of both. A score of low confidence rests on what stands in for missing answers.
      - Whether matches that are made in this way turn out well was not measured here, and is not claimed.

      ## How it can fail

      - Profiles with few answers. A mentee who answers little is scored on little, and can so score higher than with more answers; a mentor who answers little is passed over where the answers are what is looked for.
      - Answers that are wrong. Skills, levels and ratings are not verified, and people rate themselves differently.
      - Small groups. With few mentors the seats decide more than the scores; with few people in a group, shares by group say little.
      - Stand-ins. A place, a school, a language, a team or free text can stand for an answer that is not to be used. That a field is not read does not remove what others say of it.
      - Weights are a choice. Other weights give other matchings, and no proof is about the choice.
      - Words that differ. Terms count as the same only where they are spelt alike, or where the policy says that they are.
      - Ties. Among matchings that are equally good a lot decides, so who has nobody can be chance.
      - Likeness. Criteria that reward what two people have in common bring together people who are alike.
      - Functions of the programme's own. What they do is not known here; they may read every answer but names, requests, lived experience and what is not read above.

      ## Who decides

      - A matching is a proposal until a person confirms it, by name and with a reason.
      - Whoever runs the programme can fix a pair (a pin) or exclude one (a ban), with a reason, and sees beforehand what it costs. What is left is then matched again around it.
      - Participants can read why they have their match, in words and without anybody else's answers that are not theirs to read. Whoever disagrees can have answers corrected and ask a person to look again.
      "
    `);
  });

  test.each(examples)("works for %s, with shares that add up to exactly 100 %%", (_, example) => {
    const shares = sharesOf(modelCard(example));
    expect(shares).toHaveLength(Object.keys(example.criteria).length);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1_000_000);
  });

  test("of any policy adds up, and does not depend on the order of its keys", () => {
    let uneven = 0;
    fc.assert(
      fc.property(policies(), fc.nat(), (one, seed) => {
        const card = modelCard(one);
        const shares = sharesOf(card);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1_000_000);
        uneven += shares.some((share) => share % 10_000 !== 0) ? 1 : 0;
        const { criteria, rules = {} } = one;
        const below = seeded(seed);
        const other = { ...one, criteria: rewritten(criteria, below), rules: rewritten(rules, below) };
        expect(modelCard(other)).toBe(card);
      }),
      runs(100),
    );
    expect(uneven).toBeGreaterThan(20);
  });

  test("names nobody: pins and bans are counted", () => {
    for (const paper of papersOf(everyPart)) {
      for (const secret of ["pinned-me", "pinned\\-me", "banned-me", "banned\\-me", "private reason"]) {
        expect(paper).not.toContain(secret);
      }
    }
    const text = "Pairs fixed by hand: 2, of which against a rule: 1. Pairs excluded by hand: 1.";
    expect(modelCard(everyPart)).toContain(text);
  });

  test("tells of a stable matching what is proven of it", () => {
    const stable = modelCard({ ...policy, method: { kind: "stable", proposing: "mentors", from: "choices" } });
    expect(stable).toContain(
      "by their own ranked choices. Where several matchings are, it is the one that suits the mentors best.",
    );
    expect(stable).toContain("Ranked choices: they count.");
    expect(stable).not.toContain("no other matching does better");
    expect(notice({ ...policy, method: "stable" }, { audience: "mentee" })).toContain(
      "no two would both rather have each other",
    );
  });

  test("names special fields that are special by their names alone", () => {
    const basis = {
      decidedBy: "works council",
      purpose: "a stated wish",
      legalGround: "consent",
      jurisdiction: "Germany",
      date: "2026-03-01",
    };
    const reading: Policy = {
      criteria: {
        likeness: { kind: "equality", field: "gender" },
        unused: { kind: "overlap", field: "faith", weight: 0 },
      },
      quotas: [{ side: "mentees", attribute: "disability", value: true, min: 0, max: 3 }],
      basis,
    };
    expect(modelCard(reading)).toContain(
      "- Of a special kind, by the policy or by their names, and read: disability and gender.",
    );
    expect(modelCard({ ...reading, notSpecial: { gender: "of nouns", disability: "of a lift" } })).not.toContain(
      "and read:",
    );
    expect(notice(reading, { audience: "mentor" })).toContain("Some answers need special care: disability and gender.");
    expect(
      notice({ ...reading, basis: { ...basis, fields: ["gender", "disability", "x"] } }, { audience: "mentor" }),
    ).toContain("special care: disability, gender and x.");
  });

  test("refuses what is no policy", () => {
    expect(problemsOf(() => modelCard(undefined as never))).toEqual([["E_MISSING", "policy", "/policy"]]);
    const bad = { ...policy, criteria: { skills: { kind: "coverag" } }, blnd: [] };
    expect(problemsOf(() => modelCard(bad as never)).map(([code]) => code)).toEqual([
      "E_UNKNOWN_CRITERION",
      "E_UNKNOWN_KEY",
    ]);
    expect(
      problemsOf(() => modelCard({ ...policy, basis: { date: "2026-02-30" } } as never)).map(([, path]) => path),
    ).toEqual([
      "policy.basis.decidedBy",
      "policy.basis.purpose",
      "policy.basis.legalGround",
      "policy.basis.jurisdiction",
      "policy.basis.date",
    ]);
  });
});

describe("modelCard(policy, matching)", () => {
  const cellOf = (card: string, what: string) => rowsUnder(card, "This matching").find(([name]) => name === what)?.[1];

  test("says what came of a run, in counts and digests", () => {
    const card = modelCard(policy, matching);
    const { manifest } = matching;
    expect(cellOf(card, "Outcome")).toBe("Best under the policy, proven.");
    expect(cellOf(card, "Decision")).toBe("A proposal: nobody confirmed it.");
    expect(cellOf(card, "Mentees")).toBe("5, of whom 4 with a mentor and 1 without");
    expect(cellOf(card, "Mentors")).toBe("3 with 4 seats, of which 0 free");
    expect(cellOf(card, "Reached: mentees with a mentor")).toBe("4");
    expect(cellOf(card, "Reached: sum of the scores")).toBe(String(matching.total));
    expect(cellOf(card, "Of these with a confidence below 0.5")).toBe("0");
    expect(cellOf(card, "Digest of the policy")).toBe(manifest.policy);
    expect(cellOf(card, "Digest of the matching")).toBe(manifest.result);
    expect(cellOf(card, "Warnings")).toBe("W\\_INCOMPLETE\\_CHAIN (6)");
    for (const { name } of [...people.mentees, ...people.mentors]) expect(card).not.toContain(name);
    // a stored matching says the same
    expect(modelCard(policy, JSON.parse(JSON.stringify(matching)))).toBe(card);
  });

  test("counts the pairs that rest on few answers", () => {
    const silent = {
      mentees: [
        { id: "ada", skills: ["Rust"], goals: ["x"] },
        { id: "ben", goals: ["x"] },
      ],
      mentors: [{ id: "lin", goals: ["x"], capacity: 2 }],
    };
    const few: Policy = {
      criteria: {
        skills: { kind: "coverage", field: "skills", weight: 3 },
        goals: { kind: "coverage", field: "goals" },
      },
    };
    const card = modelCard(few, match(silent, few));
    expect([cellOf(card, "Pairs made"), cellOf(card, "Of these with a confidence below 0.5")]).toEqual(["2", "1"]);
  });

  test("tells who confirmed it, and what was infeasible", () => {
    const confirmed: Matching = {
      ...matching,
      decision: { state: "confirmed", actor: "Mara | <b>", reason: "all well" },
    };
    expect(cellOf(modelCard(policy, confirmed), "Decision")).toBe("Confirmed by Mara \\| \\<b\\>: all well");
    const impossible = { ...policy, quotas: [{ side: "mentees", attribute: "team", value: "Apps", min: 2 }] } as const;
    const card = modelCard(impossible, match(people, impossible));
    expect(cellOf(card, "Outcome")).toContain("Nobody is matched");
  });

  test("refuses a matching of another policy, and what is no matching", () => {
    const other = { ...policy, seed: 5 };
    expect(problemsOf(() => modelCard(other, matching))).toEqual([
      ["E_MANIFEST", "matching.manifest.policy", "/matching/manifest/policy"],
    ]);
    expect(problemsOf(() => modelCard(policy, {} as never)).map(([, path]) => path)).toEqual([
      "matching.decision",
      "matching.manifest",
      "matching.pairs",
    ]);
    expect(problemsOf(() => modelCard(policy, null as never))).toEqual([["E_TYPE", "matching", "/matching"]]);
  });
});

describe("what a policy holds", () => {
  const hostile =
    "a|b\n# c\r\n- d `e` <script>alert(1)</script> [f](javascript:alert) ![g](h) **i** &lt; https://j.k \u2028l\u202em\u2066n\u0000o\u0007 \\| ~p~";
  /** Control characters but for newlines, and marks that turn the direction of a text. */
  const unseen = /[^\n\P{Cc}]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

  /** The policy with a text in every place for one. */
  const filledWith = (text: string): Policy => ({
    ...everyPart,
    name: text,
    criteria: {
      ...{ [text]: { kind: "coverage", field: text }, like: { kind: "text", field: text } },
      ...{ own: { kind: "custom", name: text, version: text, score: () => 1 } },
      alike: { kind: "similarity", fields: [text, "y"] },
    },
    rules: {
      ...{
        [text]: { kind: "sameAttribute", field: text },
        own: { ...everyRule.customRule, name: text, version: text },
      },
      may: {
        kind: "eligible",
        side: "mentee",
        when: {
          any: [
            { field: text, is: [text, "y"] },
            { field: text, max: text },
          ],
        },
      },
    },
    quotas: [{ side: "mentees", attribute: text, value: text, max: 3 }],
    blind: [text],
    special: [text],
    notSpecial: { [text]: text },
    basis: {
      decidedBy: text,
      purpose: text,
      legalGround: text,
      jurisdiction: text,
      date: "2026-01-01",
      fields: [text],
    },
  });

  test("is text to any reader of Markdown: it makes no line, no cell, no link and no markup", () => {
    const card = modelCard(filledWith(hostile));
    const plain = modelCard(filledWith("x"));
    expect(card.split("\n")).toHaveLength(plain.split("\n").length);
    const shapeOf = (line: string) => line.replace(/\\[!-/:-@[-`{-~]/g, "").replace(/[^|]/g, "").length;
    expect(card.split("\n").map(shapeOf)).toEqual(plain.split("\n").map(shapeOf));
    const bare = card.replace(/\\[!-/:-@[-`{-~]/g, "");
    expect(bare).not.toMatch(/[<>`[\]*&~]|\]\(|:\/\/|javascript:/);
    expect(card).not.toMatch(unseen);
    expect(card.split("\\<script\\>").length).toBeGreaterThan(20);
  });

  test("makes no line of a notice either", () => {
    for (const audience of ["mentee", "mentor"] as const) {
      const text = notice(filledWith(hostile), { audience, contact: hostile, programme: hostile });
      const plain = notice(filledWith("x"), { audience, contact: "x", programme: "x" });
      expect(text.split("\n")).toHaveLength(plain.split("\n").length);
      expect(text).not.toMatch(unseen);
    }
  });

  test("may be called like what every object has", () => {
    const names = { toString: { kind: "overlap", field: "valueOf" }, hasOwnProperty: { kind: "language" } } as const;
    expect(sharesOf(modelCard({ criteria: names }))).toEqual([500_000, 500_000]);
    expect(problemsOf(() => modelCard({ criteria: JSON.parse('{"__proto__":{"kind":"language"}}') }))[0][0]).toBe(
      "E_KEY",
    );
  });
});

describe("every paper", () => {
  test("has words for each kind of criterion and rule, and no two alike", () => {
    expect(Object.keys(everyCriterion).sort()).toEqual(kindsOf(criterionSchema).sort());
    expect(Object.keys(everyRule).sort()).toEqual(kindsOf(ruleSchema).sort());
    const card = modelCard(everyPart);
    for (const [heading, parts] of [
      ["What is scored", everyCriterion],
      ["What a pair must meet", everyRule],
    ] as const) {
      const rows = rowsUnder(card, heading);
      expect(rows.map(([name]) => name).sort()).toEqual(Object.keys(parts).sort());
      expect(new Set(rows.map(([, says]) => says)).size).toBe(rows.length);
    }
    for (const audience of ["mentee", "mentor"] as const) {
      const sections = notice(everyPart, { audience }).split("\n\n");
      const itemsOf = (at: number) => sections[at].split("\n").filter((line) => line.startsWith("- "));
      expect(itemsOf(2)).toHaveLength(Object.keys(everyCriterion).length);
      expect(itemsOf(3)).toHaveLength(Object.keys(everyRule).length);
      expect(itemsOf(4)).toHaveLength(everyStage.length);
    }
  });

  test("has words for each stage and each preset", () => {
    expect([...everyStage].sort()).toEqual([...stageNames].sort());
    const sectionOf = (objective: Objective) =>
      modelCard({ ...policy, objective })
        .split("\n## ")
        .find((part) => part.startsWith("What the best matching is"))!;
    const texts = stageNames.map((stage) => sectionOf([stage]));
    expect(new Set(texts).size).toBe(stageNames.length);
    for (const text of texts) expect(text).toMatch(/\n1\. [A-Z].*\.\n/);
    for (const preset of presetNames) expect(sectionOf(preset)).toMatch(/\n1\. [A-Z]/);
  });

  test("claims nothing that nobody has shown", () => {
    const unfounded = [
      /\bfair/i,
      /bias/i,
      /neutral/i,
      /proven to/i,
      /improv/i,
      /\bcompl(y|ies|iant|iance)\b/i,
      /guarant/i,
      /accura/i,
      /effective/i,
      /success/i,
      /lawful|legal(ly)?\b/i,
      /GDPR|\bAI\b/,
      /certified/i,
      /discriminat/i,
      /equal(ity|ly)? (chance|opportunit)/i,
      /scientific/i,
      /objectively|impartial/i,
      /\b(perfect|ideal) match/i,
      /trust(ed|worthy)/i,
      /safe\b/i,
    ];
    const all = [
      ...examples.flatMap(([, example]) => papersOf(example)),
      ...papersOf({ ...everyPart, basis: undefined } as Policy),
      ...presetNames.flatMap((objective) => papersOf({ ...policy, objective })),
      ...papersOf({ ...policy, method: "stable" }),
      modelCard(policy, matching),
    ];
    expect(all.length).toBeGreaterThan(40);
    for (const paper of all) for (const claim of unfounded) expect(paper).not.toMatch(claim);
  });
});
