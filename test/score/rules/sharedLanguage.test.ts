import fc from "fast-check";
import { sharedLanguage } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";

type Languages = readonly string[] | undefined;

function compile(mentee: Languages, mentor: Languages) {
  const people = { mentees: [{ id: "ada", languages: mentee }], mentors: [{ id: "lin", languages: mentor }] };
  const policy = {
    criteria: { skills: { kind: "coverage", field: "skills" } as const },
    rules: { it: sharedLanguage() },
  };
  return scorerOf(people, policy).rules[0].compiled;
}

function holds(mentee: Languages, mentor: Languages): boolean | undefined {
  return compile(mentee, mentor).holds(0, 0);
}

describe("sharedLanguage()", () => {
  test("sharedLanguage(): is a plain object", () => {
    expect(sharedLanguage()).toEqual({ kind: "sharedLanguage" });
    expect(sharedLanguage({ unknown: "forbid" })).toEqual({ kind: "sharedLanguage", unknown: "forbid" });
  });

  test("sharedLanguage(): holds where the two have one in common, compared as terms", () => {
    expect(holds(["English", "Igbo"], ["Twi", "english "])).toBe(true);
    expect(holds(["English"], ["Twi"])).toBe(false);
    expect(holds(["en"], ["en-GB"])).toBe(false);
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

  test("sharedLanguage(): evidence lists the languages in common, as the mentee spelt them", () => {
    expect(compile(["English", "Igbo"], ["igbo", "ENGLISH"]).evidence(0, 0)).toEqual({
      kind: "sharedLanguage",
      field: "languages",
      shared: ["English", "Igbo"],
    });
  });
});
