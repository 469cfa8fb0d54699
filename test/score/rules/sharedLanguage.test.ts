import fc from "fast-check";
import { type Language, type Policy, type SharedLanguage, sharedLanguage } from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { blocksOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";
import { refusal } from "../../support/refusal.js";

type Languages = readonly Language[] | undefined;
type Options = Pick<SharedLanguage, "level">;

function compile(mentee: Languages, mentor: Languages, options?: Options) {
  const people = { mentees: [{ id: "ada", languages: mentee }], mentors: [{ id: "lin", languages: mentor }] };
  const policy = {
    criteria: { skills: { kind: "coverage", field: "skills" } as const },
    rules: { it: sharedLanguage(options) },
  };
  return scorerOf(people, policy).rules[0].compiled;
}

function holds(mentee: Languages, mentor: Languages, options?: Options): boolean | undefined {
  return compile(mentee, mentor, options).holds(0, 0);
}

describe("sharedLanguage()", () => {
  test("sharedLanguage(): is a plain object", () => {
    expect(sharedLanguage()).toEqual({ kind: "sharedLanguage" });
    expect(sharedLanguage({ unknown: "forbid" })).toEqual({ kind: "sharedLanguage", unknown: "forbid" });
    expect(sharedLanguage({ level: 3 })).toEqual({ kind: "sharedLanguage", level: 3 });
  });

  test("sharedLanguage(): holds where the two have one in common, compared as terms", () => {
    expect(holds(["English", "Igbo"], ["Twi", "english "])).toBe(true);
    expect(holds(["English"], ["Twi"])).toBe(false);
  });

  test("sharedLanguage(): tags count as their languages, a name and a tag are two", () => {
    expect(holds(["en"], ["en-GB"])).toBe(true);
    expect(holds(["pt-BR"], ["PT_pt"])).toBe(true);
    expect(holds(["pt-BR"], ["es-BR"])).toBe(false);
    expect(holds(["English"], ["en-GB"])).toBe(false);
  });

  test("sharedLanguage(): holds where both speak one of them as well as is asked for, 5 where they do not say", () => {
    const igbo = (level: number) => [{ name: "Igbo", level }];
    expect([1, 2, 3, 4, 5].map((level) => holds(igbo(3), igbo(4), { level }))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([1, 2, 3, 4, 5].map((level) => holds(igbo(4), igbo(3), { level }))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(holds(["Igbo"], ["Igbo"], { level: 5 })).toBe(true);
    // English 2 and 5, Igbo 5 and 2: neither is spoken at 3 by both
    const own = [{ name: "English", level: 2 }, "Igbo"];
    expect(holds(own, ["English", { name: "Igbo", level: 2 }], { level: 3 })).toBe(false);
    expect(holds(own, ["English", { name: "Igbo", level: 2 }], { level: 2 })).toBe(true);
  });

  test("sharedLanguage(): any level will do where none is asked for", () => {
    expect(holds([{ name: "Igbo", level: 1 }], [{ name: "Igbo", level: 1 }])).toBe(true);
  });

  test("sharedLanguage(): silence stays undecided whatever level is asked for", () => {
    expect(holds(undefined, ["Igbo"], { level: 5 })).toBeUndefined();
    expect(holds(["Igbo"], undefined, { level: 5 })).toBeUndefined();
    expect(holds([], ["Igbo"], { level: 5 })).toBe(false);
  });

  test("sharedLanguage(): an empty list is an answer, silence is none", () => {
    expect(holds([], ["English"])).toBe(false);
    expect(holds(["English"], [])).toBe(false);
    expect(holds(undefined, ["English"])).toBeUndefined();
    expect(holds(["English"], undefined)).toBeUndefined();
  });

  test("sharedLanguage(): one more language never makes it fail", () => {
    let gained = 0;
    const language = fc.constantFrom("English", "Igbo", "Polish", "Twi");
    const languages = fc.array(language, { maxLength: 3 });
    fc.assert(
      fc.property(languages, languages, language, (own, theirs, more) => {
        const before = holds(own, theirs);
        const after = holds(own, [...theirs, more]);
        if (before) expect(after).toBe(true);
        expect(holds(theirs, own)).toBe(before);
        if (after && !before) gained += 1;
      }),
      runs(400),
    );
    expect(gained).toBeGreaterThan(40);
  });

  test("sharedLanguage(): a higher level never allows more, and a better speaker never fails where a worse one holds", () => {
    const seen = { lost: 0, kept: 0 };
    const name = fc.constantFrom("English", "Igbo", "Polish");
    const level = fc.integer({ min: 1, max: 5 });
    const languages = fc.array(fc.oneof(name, fc.record({ name, level })), { maxLength: 3 });
    fc.assert(
      fc.property(languages, languages, level, (own, theirs, asked) => {
        const before = holds(own, theirs, { level: asked });
        const harder = holds(own, theirs, { level: Math.min(5, asked + 1) });
        if (harder) expect(before).toBe(true);
        expect(holds(theirs, own, { level: asked })).toBe(before);
        const better = own.map((one) => (typeof one === "string" ? one : one.name));
        if (before) expect(holds(better, theirs, { level: asked })).toBe(true);
        if (before && !harder) seen.lost += 1;
        if (harder) seen.kept += 1;
      }),
      runs(1500),
    );
    expect(seen.lost).toBeGreaterThan(25);
    expect(seen.kept).toBeGreaterThan(60);
  });

  test("sharedLanguage(): a row forbids what its pairs forbid", () => {
    const lists: readonly Languages[] = [["Igbo"], [{ name: "igbo", level: 2 }], undefined, [], ["Twi"], ["IGBO"]];
    const people = {
      mentees: [["Igbo"], undefined].map((languages, at) => ({ id: `mentee ${at}`, languages })),
      mentors: lists.map((languages, at) => ({ id: `mentor ${at}`, languages })),
    };
    const rules = { it: sharedLanguage({ level: 3, unknown: "forbid" }) };
    const scorer = scorerOf(people, { criteria: { skills: { kind: "coverage", field: "skills" } }, rules });
    const pairs = [0, 1].flatMap((i) => lists.map((_, j) => blocksOf(scorer, i, j).length === 0));
    expect(pairs).toEqual([true, false, false, false, false, true, ...lists.map(() => false)]);
    expect([...scoreAll(scorer, [0, 1]).scores].map((score) => score > -Infinity)).toEqual(pairs);
  });

  test("sharedLanguage(): levels that are none", () => {
    const messages = [0, 6, 2.5, "3", null].map((level) => {
      const rules = { it: { kind: "sharedLanguage", level } };
      const policy = { criteria: { skills: { kind: "coverage", field: "skills" } }, rules } as unknown as Policy;
      const { code, message } = refusal(() => scorerOf({ mentees: [], mentors: [] }, policy));
      return `${code} ${message}`;
    });
    expect(messages).toMatchInlineSnapshot(`
      [
        "E_OUT_OF_RANGE Expected policy.rules.it.level to be a whole number from 1 to 5, received 0.",
        "E_OUT_OF_RANGE Expected policy.rules.it.level to be a whole number from 1 to 5, received 6.",
        "E_OUT_OF_RANGE Expected policy.rules.it.level to be a whole number from 1 to 5, received 2.5.",
        "E_TYPE Expected policy.rules.it.level to be a whole number from 1 to 5, received "3".",
        "E_TYPE Expected policy.rules.it.level to be a whole number from 1 to 5, received null.",
      ]
    `);
  });

  test("sharedLanguage(): evidence lists the languages in common, as the mentee spelt them", () => {
    expect(compile(["English", "Igbo"], ["igbo", "ENGLISH"]).evidence(0, 0)).toEqual({
      kind: "sharedLanguage",
      field: "languages",
      shared: ["English", "Igbo"],
    });
    const own = ["English", { name: "Igbo", level: 2 }];
    expect(compile(own, ["Igbo", "English"], { level: 3 }).evidence(0, 0)).toMatchObject({ shared: ["English"] });
  });
});
