import { modelCard, notice, skills } from "telemachus";
import { describe, expect, test } from "vitest";
import { everyPart } from "../support/everyPart.js";
import { refusal } from "../support/refusal.js";
import { policy } from "../support/story.js";

describe("notice(policy, { audience })", () => {
  test("tells a mentee beforehand how matching works", () => {
    expect(notice(policy, { audience: "mentee", contact: "mentoring@example.org" })).toMatchInlineSnapshot(`
      "How you will be matched with a mentor
      Ada and her cohort

      A computer program proposes who is matched with whom. A person looks at the proposal and decides.
      It compares answers, everybody's in the same way.

      What counts
      - What you look for, and what a mentor offers: skills.
      - What you look for, and what a mentor offers: goals.
      - Lived experience that you asked for and a mentor shared.
      - What you have in common: interests.
      Where you gave no answer, your other answers count instead.
      Where you said that something matters more to you, it counts more.

      What a match needs
      - You share a language.
      - Neither of you manages the other, directly or higher up.
      The people who run the programme can also make or exclude a match themselves. They write down why.

      What the program looks for
      All people are matched together. These aims come one after the other:
      - As many mentees as possible get a mentor.
      - The answers go together as well as possible, over all pairs.
      Where two ways are equally good, a lot decides. It can be drawn again and checked.

      What does not count
      - Your name.
      - What you say only so that the programme can check itself later.
      - Any other answer that is not named above.

      What is personal
      Lived experience counts only if somebody asks for it and somebody else chose to share it. It is shown to nobody, unless its owner said that their match may see it.
      If you ask not to be matched with somebody, no participant is ever told: not them, and nobody else.
      No participant sees a score. Your match sees reasons in words.

      What you can do
      Write to mentoring@example.org, or to whoever runs the programme, if you want to:
      - know why you have your match, or why you have none;
      - see or correct what is stored of you;
      - object to being matched in this way;
      - have a person look at it again.
      "
    `);
  });

  test("tells a mentor the same from the other side", () => {
    expect(notice(policy, { audience: "mentor", programme: "Spring round" })).toMatchInlineSnapshot(`
      "How you will be matched with mentees
      Spring round

      A computer program proposes who is matched with whom. A person looks at the proposal and decides.
      It compares answers, everybody's in the same way.

      What counts
      - What you offer, and what a mentee looks for: skills.
      - What you offer, and what a mentee looks for: goals.
      - Lived experience that a mentee asked for and you shared.
      - What you have in common: interests.
      Where you gave no answer, you may be matched less often for it.

      What a match needs
      - You share a language.
      - Neither of you manages the other, directly or higher up.
      You get no more mentees than you have places for.
      The people who run the programme can also make or exclude a match themselves. They write down why.

      What the program looks for
      All people are matched together. These aims come one after the other:
      - As many mentees as possible get a mentor.
      - The answers go together as well as possible, over all pairs.
      Where two ways are equally good, a lot decides. It can be drawn again and checked.

      What does not count
      - Your name.
      - What you say only so that the programme can check itself later.
      - Any other answer that is not named above.

      What is personal
      Lived experience counts only if somebody asks for it and somebody else chose to share it. It is shown to nobody, unless its owner said that their match may see it.
      If you ask not to be matched with somebody, no participant is ever told: not them, and nobody else.
      No participant sees a score. Your match sees reasons in words.

      What you can do
      Ask whoever runs the programme, if you want to:
      - know why you have your match, or why you have none;
      - see or correct what is stored of you;
      - object to being matched in this way;
      - have a person look at it again.
      "
    `);
  });

  test("has words for everything that a policy can say", () => {
    expect(notice(everyPart, { audience: "mentee" })).toMatchInlineSnapshot(`
      "How you will be matched with a mentor
      Everything at once

      A computer program proposes who is matched with whom. A person looks at the proposal and decides.
      It compares answers, everybody's in the same way.

      What counts
      - What you look for, and what a mentor offers: skills.
      - Who chose you.
      - Something of the programme's own: handwriting.
      - How far it is from one of you to the other.
      - Whether you differ: team.
      - Lived experience that you asked for and a mentor shared.
      - Whether you were matched before: that counts for you.
      - How well you both speak a language.
      - What you have in common: interests.
      - How far apart you are: seniority.
      - What is known of a mentor: track record.
      - When you are both free.
      - How your answers complete each other: candour and openness.
      - Which words you both use: biography.
      Where you gave no answer, your other answers count instead, or a middle value stands in.
      Where you said that something matters more to you, it counts more.

      What a match needs
      - Something of the programme's own: sameTram.
      - You have different answers: team.
      - The mentor's answers are such that they can take part: on leave, tenure, training and years.
      - You are as far apart as the programme asks for: grade.
      - You are at most 60 km apart.
      - You are both free for at least 30 minutes a week.
      - Your answers go together well enough.
      - You were not matched with each other before.
      - Neither of you manages the other, directly or higher up.
      - Where one of you needs the other to share a lived experience, the other has shared it and lets their match see it.
      - The mentor has all of your answers: campus.
      - You share a language.
      Some of this can give way for a mentee who would have nobody otherwise.
      The programme keeps or limits places for groups of people, by these answers: campus and remote.
      The people who run the programme can also make or exclude a match themselves. They write down why.

      What the program looks for
      All people are matched together. These aims come one after the other:
      - As many mentees as possible get a mentor.
      - Mentees whom the programme puts first get a mentor first.
      - A lot decides who gets a place, whatever the answers.
      - The answers go together as well as possible, over all pairs.
      - Even the pair whose answers go together least well goes together as well as possible.
      - Even the pairs whose answers go together least well go together as well as possible.
      - As many mentees as possible get their first choice, then their second.
      - As few mentees as possible get somebody whom they did not choose.
      - Mentors get about the same number of mentees.
      - Pairs that are together now stay together.
      Where two ways are equally good, a lot decides. It can be drawn again and checked.

      What does not count
      - Your name.
      - What you say only so that the programme can check itself later.
      - These answers, which are taken away first: birth year and photo.
      - Requests and lived experience, in what is of the programme's own.

      What is personal
      Lived experience counts only if somebody asks for it and somebody else chose to share it. It is shown to nobody, unless its owner said that their match may see it.
      Some answers need special care: religion. That they may count was decided by the council, for this: matching those who ask for it.
      If you ask not to be matched with somebody, no participant is ever told: not them, and nobody else.
      No participant sees a score. Your match sees reasons in words.

      What you can do
      Ask whoever runs the programme, if you want to:
      - know why you have your match, or why you have none;
      - see or correct what is stored of you;
      - object to being matched in this way;
      - have a person look at it again.
      "
    `);
  });

  test("keeps sentences short", () => {
    for (const audience of ["mentee", "mentor"] as const) {
      const sentences = notice(everyPart, { audience }).split(/[.:;]\s+|\n/);
      const longest = Math.max(...sentences.map((sentence) => sentence.split(/\s+/).length));
      expect(longest).toBeLessThanOrEqual(26);
    }
  });

  test("states no weight, and nothing of single people", () => {
    const weighed = { ...policy, criteria: { skills: { ...policy.criteria.skills, weight: 987 } } };
    expect(notice(weighed, { audience: "mentee" })).not.toMatch(/\d/);
  });

  test("leaves out a criterion that weighs nothing, and tells the same thing once", () => {
    const { skills } = policy.criteria;
    const criteria = { one: skills, two: skills, interests: { ...policy.criteria.interests, weight: 0 } };
    const text = notice({ ...policy, criteria }, { audience: "mentee" });
    expect(text.split(": skills.")).toHaveLength(2);
    expect(text).not.toContain("interests");
  });

  test("does without a name", () => {
    const { name: _, ...nameless } = policy;
    expect(notice(nameless, { audience: "mentor" }).split("\n").slice(0, 2)).toEqual([
      "How you will be matched with mentees",
      "",
    ]);
  });

  test("refuses options that are none", () => {
    const wrong = [
      undefined,
      {},
      { audience: "administrator" },
      { audience: "mentee", contact: " \u202e", programme: 5, contac: "x" },
    ];
    const messages = wrong.map((options) => refusal(() => notice(policy, options as never)).message);
    expect(messages.join("\n")).toMatchInlineSnapshot(`
      "Expected options to be an object of options, received nothing.
      Expected options.audience to be "mentee" or "mentor", received nothing.
      Expected options.audience to be "mentee" or "mentor", received a text.
      3 problems:
      - Expected options.contact to be a text that is not blank, received a text.
      - Expected options.programme to be a text that is not blank, received 5.
      - Expected options.contac to be a known option, received an unknown one. Did you mean "contact"?"
    `);
  });

  test("says so where no score decides anything", () => {
    const criteria = { skills: skills({ weight: 1 }) };
    const drawn = notice({ criteria, objective: ["draw"] }, { audience: "mentee" });
    expect(drawn).toContain("- How well your answers go together with somebody else's decides nothing here.");
    expect(drawn).not.toContain("skills");
    expect(modelCard({ criteria, objective: ["draw"] })).toContain("Scores are told here and decide nothing");
    for (const policy of [{ criteria }, { criteria, objective: "fairest" as const }]) {
      expect(notice(policy, { audience: "mentor" })).toContain("skills");
      expect(modelCard(policy)).not.toContain("decide nothing");
    }
  });
});
