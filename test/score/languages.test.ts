import fc from "fast-check";
import type { Language } from "telemachus";
import { describe, expect, test } from "vitest";

import { languagesInCommon, readLanguages } from "../../src/score/languages.js";
import { runs } from "../support/instances.js";
import { scorerOf } from "../support/programmes.js";

type Spoken = readonly Language[] | undefined;

function read(mentee: Spoken, mentors: readonly Spoken[], synonyms: { [term: string]: string[] } = {}) {
  const people = {
    mentees: [{ id: "ada", languages: mentee }],
    mentors: mentors.map((languages, at) => ({ id: `mentor ${at}`, languages })),
  };
  return readLanguages(scorerOf(people, { criteria: { it: { kind: "language" } }, synonyms }).cohort);
}

function inCommon(mentee: Spoken, mentor: Spoken, synonyms?: { [term: string]: string[] }) {
  const { mentees, mentors } = read(mentee, [mentor], synonyms);
  return languagesInCommon(mentees[0], mentors[0]);
}

function names(mentee: Spoken, mentor: Spoken, synonyms?: { [term: string]: string[] }): string[] {
  return inCommon(mentee, mentor, synonyms).map(({ name }) => name);
}

describe("languagesInCommon()", () => {
  test("languagesInCommon(): compares languages as terms, and names them as the first spelt them", () => {
    expect(inCommon(["ENGLISH", "Igbo "], [" english", "Twi", "igbo"])).toEqual([
      { name: "ENGLISH", level: 5 },
      { name: "Igbo ", level: 5 },
    ]);
    expect(inCommon(["English"], ["Twi"])).toEqual([]);
  });

  test("languagesInCommon(): counts the level of whoever speaks it less well, 5 where none is stated", () => {
    expect(inCommon([{ name: "Igbo", level: 2 }], [{ name: "Igbo", level: 4 }])).toEqual([{ name: "Igbo", level: 2 }]);
    expect(inCommon([{ name: "Igbo", level: 4 }], [{ name: "Igbo", level: 3 }])).toEqual([{ name: "Igbo", level: 3 }]);
    expect(inCommon(["Igbo"], [{ name: "Igbo", level: 3 }])).toEqual([{ name: "Igbo", level: 3 }]);
    expect(inCommon([{ name: "Igbo" }], ["Igbo"])).toEqual([{ name: "Igbo", level: 5 }]);
  });

  test("languagesInCommon(): a repeated language counts as its best", () => {
    const twice = [
      { name: "Igbo", level: 2 },
      { name: "igbo", level: 4 },
    ];
    expect(inCommon(twice, ["Igbo"])).toEqual([{ name: "Igbo", level: 4 }]);
    expect(inCommon([{ name: "Igbo", level: 2 }, "IGBO"], ["Igbo"])).toEqual([{ name: "IGBO", level: 5 }]);
  });

  test("languagesInCommon(): a tag counts as its language, whatever region or script it names", () => {
    expect(names(["pt-BR"], ["pt"])).toEqual(["pt-BR"]);
    expect(names(["pt-BR"], ["PT_pt"])).toEqual(["pt-BR"]);
    expect(names(["zh-Hant-TW"], ["zh-Hans"])).toEqual(["zh-Hant-TW"]);
    expect(names(["en"], ["en-GB"])).toEqual(["en"]);
    expect(names(["haw-US"], ["haw"])).toEqual(["haw-US"]);
    expect(names(["pt-BR"], ["es-BR"])).toEqual([]);
    // two tags of one language are one language
    expect(inCommon(["pt-BR", { name: "pt-PT", level: 3 }], [{ name: "pt", level: 4 }])).toEqual([
      { name: "pt-BR", level: 4 },
    ]);
  });

  test("languagesInCommon(): a name with a hyphen or a space is no tag", () => {
    expect(names(["Serbo-Croatian"], ["Serbo"])).toEqual([]);
    expect(names(["Ki-Swahili of the coast"], ["Ki"])).toEqual([]);
    expect(names(["en GB"], ["en"])).toEqual([]);
    expect(names(["pt-"], ["pt"])).toEqual([]);
  });

  test("languagesInCommon(): a name and a tag are the same by a synonym only", () => {
    expect(names(["Portuguese"], ["pt-BR"])).toEqual([]);
    expect(names(["Portuguese"], ["pt"], { pt: ["Portuguese"] })).toEqual(["Portuguese"]);
    expect(names(["Portuguese"], ["pt-BR"], { pt: ["Portuguese"] })).toEqual(["Portuguese"]);
    expect(names(["Portuguese"], ["pt-BR"], { Portuguese: ["pt", "pt-BR"] })).toEqual(["Portuguese"]);
  });

  test("languagesInCommon(): none where either did not answer, or speaks none", () => {
    expect(inCommon(undefined, ["Igbo"])).toEqual([]);
    expect(inCommon(["Igbo"], undefined)).toEqual([]);
    expect(inCommon([], ["Igbo"])).toEqual([]);
    expect(inCommon(["Igbo"], [])).toEqual([]);
  });

  const name = fc.constantFrom("English", "english ", "Igbo", "pt", "pt-BR", "PT_pt", "Twi");
  const level = fc.integer({ min: 1, max: 5 });
  const language = fc.oneof(name, fc.record({ name, level }, { requiredKeys: ["name"] }));
  const languages = fc.array(language, { maxLength: 4 });

  test("languagesInCommon(): levels are the same both ways, in code-unit order of languages, whatever their order", () => {
    const seen = { shared: 0, several: 0, moved: 0 };
    /** By a list of its own of what each name stands for. */
    const meant = new Map([
      ["english", "english"],
      ["igbo", "igbo"],
      ["pt", "pt"],
      ["pt-br", "pt"],
      ["pt_pt", "pt"],
      ["twi", "twi"],
    ]);
    const best = (list: readonly Language[]) => {
      const levels = new Map<string, number>();
      for (const entry of list) {
        const [spelt, how = 5] = typeof entry === "string" ? [entry] : [entry.name, entry.level];
        const key = meant.get(spelt.trim().toLowerCase())!;
        levels.set(key, Math.max(how, levels.get(key) ?? 0));
      }
      return levels;
    };
    fc.assert(
      fc.property(languages, languages, (own, theirs) => {
        const [first, second] = [best(own), best(theirs)];
        const expected = ["english", "igbo", "pt", "twi"].flatMap((key) => {
          return first.has(key) && second.has(key) ? [Math.min(first.get(key)!, second.get(key)!)] : [];
        });
        const levels = (a: readonly Language[], b: readonly Language[]) => inCommon(a, b).map((one) => one.level);
        expect(levels(own, theirs)).toEqual(expected);
        expect(levels(theirs, own)).toEqual(expected);
        expect(inCommon(own.toReversed(), theirs.toReversed())).toEqual(inCommon(own, theirs));
        if (expected.length > 0) seen.shared += 1;
        if (expected.length > 1) seen.several += 1;
        if (own.length > 1 && expected.length > 0) seen.moved += 1;
      }),
      runs(500),
    );
    expect(seen.shared).toBeGreaterThan(100);
    expect(seen.several).toBeGreaterThan(25);
    expect(seen.moved).toBeGreaterThan(50);
  });
});

describe("readLanguages()", () => {
  test("readLanguages(): mentors who speak the same equally well are a group", () => {
    const { groups } = read(undefined, [
      ["English", "Igbo"],
      [{ name: "igbo", level: 5 }, "ENGLISH"],
      ["English", { name: "Igbo", level: 4 }],
      undefined,
      [],
      ["english", "igbo", "Igbo"],
      undefined,
    ]);
    expect([...groups.of]).toEqual([0, 0, 1, 2, 3, 0, 2]);
    expect([...groups.first]).toEqual([0, 2, 3, 4]);
  });

  test("readLanguages(): silence is no list, and none is an empty one", () => {
    const { mentees, mentors } = read(undefined, [[], undefined]);
    expect(mentees).toEqual([undefined]);
    expect(mentors.map((spoken) => spoken?.size)).toEqual([0, undefined]);
  });

  test("readLanguages(): a synonym of a language holds for its tags too", () => {
    const names = (mentor: Spoken) => inCommon(["pt-BR"], mentor, { Portuguese: ["pt"] }).length;
    expect([["pt"], ["Portuguese"], ["pt-PT"], ["pt-BR"], ["Spanish"]].map(names)).toEqual([1, 1, 1, 1, 0]);
  });
});
