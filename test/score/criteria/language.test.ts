import fc from "fast-check";
import { explain, type Language, language, match, type People, type Policy, scorePairs, toText } from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { contributionsOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";
import { refusal } from "../../support/refusal.js";

type Spoken = readonly Language[] | undefined;

function open(mentee: Spoken, mentor: Spoken) {
  const people = { mentees: [{ id: "ada", languages: mentee }], mentors: [{ id: "lin", languages: mentor }] };
  return scorerOf(people, { criteria: { it: language() } });
}

function scoreOf(mentee: Spoken, mentor: Spoken): number {
  return open(mentee, mentor).criteria[0].compiled.score(0, 0);
}

const names = ["English", "Igbo", "Polish", "Twi"];
const level = fc.integer({ min: 1, max: 5 });
const spoken = fc.array(fc.oneof(fc.constantFrom(...names), fc.record({ name: fc.constantFrom(...names), level })), {
  maxLength: 4,
});

describe("language()", () => {
  test("language(): is a plain object", () => {
    expect(language()).toEqual({ kind: "language" });
    expect(language({ weight: 2 })).toEqual({ kind: "language", weight: 2 });
  });

  test("language(): the level of whoever speaks it less well, over 5", () => {
    // min(4, 3) / 5, min(2, 5) / 5, min(5, 5) / 5
    expect(scoreOf([{ name: "Igbo", level: 4 }], [{ name: "Igbo", level: 3 }])).toBe(3 / 5);
    expect(scoreOf([{ name: "Igbo", level: 2 }], ["Igbo"])).toBe(2 / 5);
    expect(scoreOf(["Igbo"], ["igbo"])).toBe(1);
  });

  test("language(): of several shared languages the best one counts", () => {
    // English min(2, 5) = 2, Igbo min(5, 3) = 3, Twi is not shared
    const own = [{ name: "English", level: 2 }, "Igbo", "Twi"];
    expect(scoreOf(own, ["English", { name: "Igbo", level: 3 }])).toBe(3 / 5);
  });

  test("language(): 0 where they share none; a tag counts as its language", () => {
    expect(scoreOf(["English"], ["Twi"])).toBe(0);
    expect(scoreOf(["pt-BR"], [{ name: "pt-PT", level: 4 }])).toBe(4 / 5);
  });

  test("language(): an empty list is an answer; silence of either is unknown, and a mentor's counts a half", () => {
    const silent = open(undefined, ["Igbo"]).criteria[0].compiled;
    expect([silent.asks(0), silent.answered(0)]).toEqual([false, false]);
    const speechless = open([], ["Igbo"]).criteria[0].compiled;
    expect([speechless.asks(0), speechless.answered(0)]).toEqual([true, true]);
    expect(scoreOf([], ["Igbo"])).toBe(0);
    expect(scoreOf(["Igbo"], [])).toBe(0);
    expect(scoreOf(["Igbo"], undefined)).toBeNaN();
    expect(contributionsOf(open(["Igbo"], undefined), 0, 0)[0]).toMatchObject({
      contribution: 500_000,
      status: "mentorUnanswered",
    });
  });

  test("language(): is what its definition says, the same both ways, in any order", () => {
    const seen = { shared: 0, best: 0 };
    const levelIn = (list: readonly Language[], name: string) =>
      Math.max(
        0,
        ...list
          .map((one) => (typeof one === "string" ? { name: one, level: 5 } : one))
          .filter((one) => one.name === name)
          .map((one) => one.level ?? 5),
      );
    fc.assert(
      fc.property(spoken, spoken, (own, theirs) => {
        const both = names.map((name) => Math.min(levelIn(own, name), levelIn(theirs, name)));
        const score = scoreOf(own, theirs);
        expect(score).toBe(Math.max(...both) / 5);
        expect(scoreOf(theirs, own)).toBe(score);
        expect(scoreOf(own.toReversed(), theirs.toReversed())).toBe(score);
        if (score > 0 && score < 1) seen.shared += 1;
        if (new Set(both.filter((one) => one > 0)).size > 1) seen.best += 1;
      }),
      runs(800),
    );
    expect(seen.shared).toBeGreaterThan(60);
    expect(seen.best).toBeGreaterThan(30);
  });

  test("language(): one more language, or a better level, never scores lower", () => {
    const seen = { more: 0, better: 0 };
    fc.assert(
      fc.property(spoken, spoken, fc.constantFrom(...names), (own, theirs, more) => {
        const before = scoreOf(own, theirs);
        expect(scoreOf([...own, more], theirs)).toBeGreaterThanOrEqual(before);
        if (scoreOf([...own, more], theirs) > before) seen.more += 1;
        const better = theirs.map((one) =>
          typeof one === "string" ? one : { ...one, level: Math.min(5, one.level + 1) },
        );
        expect(scoreOf(own, better)).toBeGreaterThanOrEqual(before);
        if (scoreOf(own, better) > before) seen.better += 1;
      }),
      runs(400),
    );
    expect(seen.more).toBeGreaterThan(25);
    expect(seen.better).toBeGreaterThan(12);
  });

  test("language(): a row holds what its pairs hold", () => {
    const lists: readonly Spoken[] = [
      ["English", "Igbo"],
      ["igbo", "ENGLISH"],
      [{ name: "Igbo", level: 2 }],
      undefined,
      [],
      ["Twi"],
    ];
    const people = {
      mentees: [["Igbo"], [{ name: "English", level: 3 }, "Twi"], undefined, []].map((languages, at) => ({
        id: `mentee ${at}`,
        languages,
      })),
      mentors: lists.map((languages, at) => ({ id: `mentor ${at}`, languages })),
    };
    const scorer = scorerOf(people, { criteria: { it: language({ missing: 0.1 }) } });
    const pairs = [0, 1, 2, 3].map((i) => lists.map((_, j) => contributionsOf(scorer, i, j)[0].contribution));
    expect(pairs).toEqual([
      [1_000_000, 1_000_000, 400_000, 100_000, 0, 0],
      [600_000, 600_000, 0, 100_000, 0, 1_000_000],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 100_000, 0, 0],
    ]);
    expect([...scoreAll(scorer, [0, 1, 2, 3]).scores]).toEqual(pairs.flat());
  });

  test("language(): evidence lists the languages in common, the best shared first, as the mentee spelt them", () => {
    const own = [{ name: "English", level: 2 }, "IGBO", { name: "Polish", level: 4 }, "Twi"];
    const theirs = ["English", { name: "igbo", level: 4 }, "polish", "Arabic"];
    expect(open(own, theirs).criteria[0].compiled.evidence(0, 0)).toEqual({
      kind: "language",
      field: "languages",
      // English 2, Igbo 4, Polish 4
      shared: ["IGBO", "Polish", "English"],
    });
    expect(open(own, undefined).criteria[0].compiled.evidence(0, 0)).toMatchObject({ shared: [] });
  });

  test("language(): options that are none, and answers that are none", () => {
    const policy = { criteria: { it: { kind: "language", level: 3 } } } as unknown as Policy;
    expect(refusal(() => scorerOf({ mentees: [], mentors: [] }, policy)).message).toMatchInlineSnapshot(
      `"Expected policy.criteria.it.level to be a known key, received an unknown one."`,
    );
    const people = {
      mentees: ["Igbo", [""], [{ name: "Igbo", level: 6 }], [{ level: 3 }], [{ name: "Igbo", importance: 2 }]].map(
        (languages, at) => ({ id: `mentee ${at}`, languages }),
      ),
      mentors: [{ id: "lin", languages: [{ name: "Igbo", level: "fluent" }, 5] }],
    } as unknown as People;
    const { issues } = refusal(() => scorerOf(people, { criteria: { it: language() } }));
    expect(issues.map(({ code, message }) => `${code} ${message}`)).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected mentees[0].languages to be a list of languages, received a text.",
        "E_TYPE Expected mentees[1].languages[0] to be a term that is not blank, received an empty text.",
        "E_OUT_OF_RANGE Expected mentees[2].languages[0].level to be a whole number from 1 to 5, received 6.",
        "E_MISSING Expected mentees[3].languages[0].name to be a text, received nothing.",
        "E_UNKNOWN_KEY Expected mentees[4].languages[0].importance to be a known key, received an unknown one.",
        "E_TYPE Expected mentors[0].languages[0].level to be a whole number from 1 to 5, received a text.",
        "E_TYPE Expected mentors[0].languages[1] to be a text, or a language (a text, or an object with its name), received 5.",
      ]
    `);
  });
});

describe("toText(): a language in common", () => {
  function textsOf(mentor: Spoken): string[] {
    const people = {
      mentees: [{ id: "ada", languages: [{ name: "English", level: 3 }, "Igbo"] }],
      mentors: [{ id: "lin", languages: mentor }],
    };
    const matching = match(people, {
      criteria: { it: language() },
      rules: { talk: { kind: "sharedLanguage", otherwise: "relax" } },
    });
    const explanation = explain(matching, { mentee: "ada" });
    return (["mentee", "mentor", "administrator"] as const).map((audience) => toText(explanation, { audience }));
  }

  test("toText(): participants read what they share, once, and not how well", () => {
    expect(textsOf(["English", "igbo"])).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin. You share Igbo and English.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada. You share Igbo and English.",
        "ada with lin: score 1, confidence 100 %.
      it: 1 = 1 × 1. In common: Igbo and English.
      Rules: talk met (English and Igbo).
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    const [toMentee, toMentor, toAdministrator] = textsOf(["Twi"]);
    expect([toMentee, toMentor].map((text) => text.split("\n").at(-1))).toEqual([
      "Your mentor is lin.",
      "Your mentee is ada.",
    ]);
    expect(toAdministrator).toContain("it: 0 = 1 × 0. No language in common.");
    expect(textsOf(undefined).slice(0, 2)).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin. lin's languages were not given.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada. Your languages were not given.",
      ]
    `);
  });

  test("scorePairs(): as many languages as anybody can list", () => {
    const languages = Array.from({ length: 130_000 }, (_, at) => `language ${at}`);
    const people = { mentees: [{ id: "ada", languages }], mentors: [{ id: "lin", languages }] };
    expect([...scorePairs(people, { criteria: { it: { kind: "language" } } }).scores]).toEqual([1_000_000]);
  });
});
