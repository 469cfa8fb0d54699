import fc from "fast-check";
import { type AttributeValue, type Condition, eligible, type Mentor, type Policy } from "telemachus";
import { describe, expect, test } from "vitest";

import { decideCondition, fieldsOf, type Verdict } from "../../src/score/conditions.js";
import { runs } from "../support/instances.js";
import { conditions, labels, rewritten, scorerOf, seeded } from "../support/programmes.js";
import { matchAny, messageOf, problemsOf, refusal } from "../support/refusal.js";
import { adaAndLin, skillsOnly } from "../support/storyWith.js";

type Answers = Omit<Mentor, "id">;

/** What a condition says of someone who gave these answers. */
function verdictOf(condition: Condition, answers: Answers, policy: Partial<Policy> = {}): Verdict {
  const { cohort } = scorerOf(adaAndLin({}, answers), { ...skillsOnly, ...policy });
  return decideCondition(condition, { cohort, side: "mentors", path: [] })[0];
}

/** What it says of someone who answered a single question, in `attributes`. */
function verdictOn(condition: Condition, answer: AttributeValue | undefined, policy: Partial<Policy> = {}): Verdict {
  return verdictOf(condition, answer === undefined ? {} : { attributes: { it: answer } }, policy);
}

function ruled(when: unknown) {
  return { ...skillsOnly, rules: { x: { kind: "eligible", side: "mentor", when } } };
}

function messageAbout(when: unknown): string {
  return messageOf(() => matchAny(adaAndLin(), ruled(when)));
}

describe("condition { field, is }", () => {
  const leeds = { field: "it", is: "Leeds" };

  test("is: texts are compared as terms, through synonyms and taxonomy", () => {
    expect(["Leeds", " LEEDS ", "Ｌeeds", "Hull"].map((answer) => verdictOn(leeds, answer))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(verdictOn(leeds, "LS1")).toBe(false);
    expect(verdictOn(leeds, "LS1", { synonyms: { leeds: ["ls1"] } })).toBe(true);
    expect(verdictOn({ field: "it", is: "LS1" }, "Leeds", { synonyms: { leeds: ["ls1"] } })).toBe(true);
    expect(verdictOn(leeds, "LS1", { taxonomy: [{ id: "1", label: "Leeds", aliases: ["LS1"] }] })).toBe(true);
    const narrower = [
      { id: "1", label: "Leeds" },
      { id: "2", label: "Headingley", broader: "1" },
    ];
    expect(verdictOn(leeds, "Headingley", { taxonomy: narrower })).toBe(false);
  });

  test("is: numbers and truth values go by value", () => {
    expect([3, 3.5, 0].map((answer) => verdictOn({ field: "it", is: 3 }, answer))).toEqual([true, false, false]);
    expect(verdictOn({ field: "it", is: 0 }, -0)).toBe(true);
    expect([true, false].map((answer) => verdictOn({ field: "it", is: false }, answer))).toEqual([false, true]);
  });

  test("is: a number or truth value is the same as the text in which a spreadsheet writes it", () => {
    expect(verdictOn({ field: "it", is: 3 }, "3")).toBe(true);
    expect(verdictOn({ field: "it", is: "3" }, 3)).toBe(true);
    expect(verdictOn({ field: "it", is: true }, "TRUE")).toBe(true);
    expect(verdictOn({ field: "it", is: 3 }, "3.0")).toBe(false);
  });

  test("is: one of several, and a list of answers that shares an entry", () => {
    const either = { field: "it", is: ["York", "Hull", 7] };
    expect([["hull"], "york", 7, 8, "Leeds"].map((answer) => verdictOn(either, answer))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(verdictOn(either, ["Leeds", "York"])).toBe(true);
    expect(verdictOn(either, ["Leeds", "Bath"])).toBe(false);
    expect(verdictOn(leeds, ["Bath", "Leeds"])).toBe(true);
  });

  test("is: reads a person's own fields, and terms by their names", () => {
    expect(verdictOf({ field: "team", is: "Data" }, { team: "data" })).toBe(true);
    const sql = { field: "skills", is: "SQL" };
    expect(verdictOf(sql, { skills: [{ name: "sql", level: 1 }] })).toBe(true);
    expect(verdictOf(sql, { attributes: { skills: "SQL" } })).toBeUndefined();
  });

  test("is: an empty list is an answer, silence and a blank are none", () => {
    expect(verdictOn(leeds, [])).toBe(false);
    expect(verdictOn(leeds, undefined)).toBeUndefined();
    expect(verdictOn(leeds, " ")).toBeUndefined();
    expect(verdictOn({ field: "toString", is: "Leeds" }, "Leeds")).toBeUndefined();
  });
});

describe("condition { field, min, max }", () => {
  const within = (bounds: { min?: number | string; max?: number | string }) => ({ field: "it", ...bounds });
  const scales = { it: ["G9", "G8", "G7", "G6"] };

  test("min, max: both are included, and either may be left out", () => {
    const verdicts = (bounds: { min?: number; max?: number }) =>
      [1, 2, 2.5, 3, 4].map((answer) => verdictOn(within(bounds), answer));
    expect(verdicts({ min: 2, max: 3 })).toEqual([false, true, true, true, false]);
    expect(verdicts({ min: 2.5 })).toEqual([false, false, true, true, true]);
    expect(verdicts({ max: 2 })).toEqual([true, true, false, false, false]);
    expect(verdicts({ min: 3, max: 3 })).toEqual([false, false, false, true, false]);
  });

  test("min, max: labels stand for their places on the scale, the first being 0", () => {
    const verdicts = (bounds: { min?: number | string; max?: number | string }) =>
      ["G9", "g8 ", "G7", "G6"].map((answer) => verdictOn(within(bounds), answer, { scales }));
    expect(verdicts({ min: "G8", max: "G7" })).toEqual([false, true, true, false]);
    expect(verdicts({ min: " g7" })).toEqual([false, false, true, true]);
    expect(verdicts({ min: 1, max: "G7" })).toEqual([false, true, true, false]);
    expect(verdictOn(within({ min: "G7" }), 2, { scales })).toBe(true);
    expect(verdictOn(within({ min: "G7" }), 1.9, { scales })).toBe(false);
  });

  test("min, max: silence is unknown; 0 is an answer", () => {
    expect(verdictOn(within({ min: 0 }), undefined)).toBeUndefined();
    expect(verdictOn(within({ min: 0 }), "")).toBeUndefined();
    expect(verdictOn(within({ min: 0 }), 0)).toBe(true);
  });
});

describe("conditions put together", () => {
  const verdicts = [true, undefined, false] as const;
  /** A condition that says this of someone who answered "yes" to `yes` and nothing else. */
  const saying = (verdict: Verdict): Condition =>
    verdict === undefined ? { field: "no", is: "yes" } : { field: "yes", is: verdict ? "yes" : "no" };
  const said = (condition: Condition) => verdictOf(condition, { attributes: { yes: "yes" } });
  const table = (of: (a: Condition, b: Condition) => Condition) =>
    verdicts.map((a) => verdicts.map((b) => said(of(saying(a), saying(b)))));

  test("all: false where one is, else unknown where one is, else true", () => {
    expect(table((a, b) => ({ all: [a, b] }))).toEqual([
      [true, undefined, false],
      [undefined, undefined, false],
      [false, false, false],
    ]);
  });

  test("any: true where one is, else unknown where one is, else false", () => {
    expect(table((a, b) => ({ any: [a, b] }))).toEqual([
      [true, true, true],
      [true, undefined, undefined],
      [true, undefined, false],
    ]);
  });

  test("not: turns true and false round, and leaves unknown", () => {
    expect(verdicts.map((verdict) => said({ not: saying(verdict) }))).toEqual([false, undefined, true]);
  });

  test("all, any: of one condition are that condition; of three the odd one may decide", () => {
    for (const verdict of verdicts) {
      expect(said({ all: [saying(verdict)] })).toBe(verdict);
      expect(said({ any: [saying(verdict)] })).toBe(verdict);
    }
    expect(said({ all: [saying(true), saying(undefined), saying(false)] })).toBe(false);
    expect(said({ any: [saying(false), saying(undefined), saying(true)] })).toBe(true);
  });

  const answers = fc.record(
    {
      seniority: fc.constantFrom<string | number>(...labels, 0, 1.5),
      attributes: fc.record(
        {
          site: fc.constantFrom<string | readonly string[]>("Leeds", "Hull", ["Leeds", "Bath"], []),
          grade: fc.integer({ min: 0, max: 3 }),
          remote: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ["attributes"] },
  );
  const complete = { seniority: "Lead", attributes: { site: "York", grade: 2, remote: true } };
  const scales = { scales: { seniority: labels } };

  /** In two values, of someone who left nothing out; written out without the library. */
  function isMet(condition: Condition, { seniority, attributes }: typeof complete): boolean {
    if ("all" in condition) return condition.all.every((part) => isMet(part, { seniority, attributes }));
    if ("any" in condition) return condition.any.some((part) => isMet(part, { seniority, attributes }));
    if ("not" in condition) return !isMet(condition.not, { seniority, attributes });
    const answer = new Map<string, unknown>(Object.entries({ seniority, ...attributes })).get(condition.field);
    if ("is" in condition) {
      const texts = (value: unknown) => [value].flat().map((one) => String(one).trim().toLowerCase());
      return texts(answer).some((one) => texts(condition.is).includes(one));
    }
    const place = (value: unknown) => (typeof value === "number" ? value : labels.indexOf(value as "Lead"));
    return place(answer) >= place(condition.min ?? -Infinity) && place(answer) <= place(condition.max ?? Infinity);
  }

  test("whoever answers everything is never undecided, and logic is the ordinary one", () => {
    const seen = { met: 0, unmet: 0 };
    fc.assert(
      fc.property(conditions, answers, (condition, given) => {
        const person = { ...complete, ...given, attributes: { ...complete.attributes, ...given.attributes } };
        const met = isMet(condition, person as typeof complete);
        expect(verdictOf(condition, person, scales)).toBe(met);
        seen[met ? "met" : "unmet"] += 1;
      }),
      runs(600),
    );
    expect(seen.met).toBeGreaterThan(200);
    expect(seen.unmet).toBeGreaterThan(200);
  });

  test("a verdict stays, whatever else is answered; an open one may be closed", () => {
    const seen = { stays: 0, closed: 0 };
    fc.assert(
      fc.property(conditions, answers, answers, (condition, given, more) => {
        const before = verdictOf(condition, given, scales);
        const after = verdictOf(
          condition,
          { ...more, ...given, attributes: { ...more.attributes, ...given.attributes } },
          scales,
        );
        if (before !== undefined) expect(after).toBe(before);
        if (before === undefined && after !== undefined) seen.closed += 1;
        if (before !== undefined && Object.keys(given.attributes).length < 3) seen.stays += 1;
      }),
      runs(1500),
    );
    expect(seen.stays).toBeGreaterThan(200);
    expect(seen.closed).toBeGreaterThan(100);
  });

  test("not all is any not, and not any is all not", () => {
    const seen = { true: 0, false: 0, undefined: 0 };
    fc.assert(
      fc.property(fc.array(conditions, { minLength: 1, maxLength: 3 }), answers, (parts, given) => {
        const not = parts.map((part) => ({ not: part }));
        const same = (a: Condition, b: Condition) => {
          const verdict = verdictOf(a, given, scales);
          expect(verdictOf(b, given, scales)).toBe(verdict);
          seen[`${verdict}`] += 1;
        };
        same({ not: { all: parts } }, { any: not });
        same({ not: { any: parts } }, { all: not });
      }),
      runs(400),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(100);
  });

  test("the order of parts, of answers and of keys leaves no trace", () => {
    let moved = 0;
    fc.assert(
      fc.property(conditions, answers, fc.nat(), (condition, given, order) => {
        const again = rewritten({ condition, given }, seeded(order));
        expect(verdictOf(again.condition, again.given, scales)).toBe(verdictOf(condition, given, scales));
        if (JSON.stringify(again.condition) !== JSON.stringify(condition)) moved += 1;
      }),
      runs(400),
    );
    expect(moved).toBeGreaterThan(100);
  });

  test("fieldsOf(): the fields that a condition reads, each once, in code-unit order", () => {
    const condition: Condition = {
      any: [
        { field: "team", is: "Data" },
        {
          not: {
            all: [
              { field: "grade", min: 1 },
              { field: "Zone", is: 1 },
            ],
          },
        },
        { field: "grade", max: 7 },
      ],
    };
    expect(fieldsOf(condition)).toEqual(["Zone", "grade", "team"]);
  });
});

describe("conditions that are refused", () => {
  const one = { field: "a", is: 1 };

  test("what is no condition is said once, at its place", () => {
    expect(messageAbout("mentors")).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when to be a condition (an object), received "mentors"."`,
    );
    expect(messageAbout(undefined)).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when to be a condition (an object), received nothing."`,
    );
    expect(messageAbout({ all: [one, {}] })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.all[1] to be a condition (all, any or not alone, or a field with is, min or max), received an object."`,
    );
    expect(messageAbout({ not: [one] })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.not to be a condition (an object), received a list of 1."`,
    );
    expect(messageAbout({ any: one })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.any to be a list of conditions, received an object."`,
    );
  });

  test.each([
    { all: [one], any: [one] },
    { all: [one], not: one },
    { not: one, ...one },
    { any: [one], min: 2 },
  ])("keys that do not go together: %j", (when) => {
    expect(problemsOf(() => matchAny(adaAndLin(), ruled({ not: when })))).toEqual([
      ["E_TYPE", "policy.rules.x.when.not", "/policy/rules/x/when/not"],
    ]);
  });

  test("a comparison that lacks a part, or has one too many", () => {
    expect(messageAbout({ is: "Leeds" })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.field to be the name of a field, received nothing."`,
    );
    expect(messageAbout({ field: "site" })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.is to be an answer or a list of answers, where neither min nor max is given, received nothing."`,
    );
    expect(messageAbout({ field: "site", is: "Leeds", max: 2 })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.is to be absent where min or max is given, received "Leeds"."`,
    );
  });

  test("lists of nothing", () => {
    expect(messageAbout({ all: [] })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.all to be at least one condition, received a list of 0."`,
    );
    expect(messageAbout({ any: [{ any: [] }] })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.any[0].any to be at least one condition, received a list of 0."`,
    );
    expect(messageAbout({ field: "site", is: [] })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.is to be at least one answer, received a list of 0."`,
    );
    for (const when of [{ all: [] }, { any: [] }, { field: "site", is: [] }]) {
      expect(problemsOf(() => matchAny(adaAndLin(), ruled(when)))[0][0]).toBe("E_BOUNDS");
    }
  });

  test("unknown keys, with the nearest known one, and nothing else about what they were meant for", () => {
    expect(messageAbout({ feld: "site", is: "Leeds" })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.feld to be a known key, received an unknown one. Did you mean "field"?"`,
    );
    expect(messageAbout({ all: [{ nott: one }] })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.all[0].nott to be a known key, received an unknown one. Did you mean "not"?"`,
    );
    expect(problemsOf(() => matchAny(adaAndLin(), ruled({ all: [{ feld: 1 }], any: [one] })))).toEqual([
      ["E_UNKNOWN_KEY", "policy.rules.x.when.all[0].feld", "/policy/rules/x/when/all/0/feld"],
      ["E_TYPE", "policy.rules.x.when", "/policy/rules/x/when"],
    ]);
    expect(problemsOf(() => matchAny(adaAndLin(), ruled({ all: [{ feld: 1 }, {}], also: 1 })))).toEqual([
      ["E_UNKNOWN_KEY", "policy.rules.x.when.all[0].feld", "/policy/rules/x/when/all/0/feld"],
      ["E_TYPE", "policy.rules.x.when.all[1]", "/policy/rules/x/when/all/1"],
      ["E_UNKNOWN_KEY", "policy.rules.x.when.also", "/policy/rules/x/when/also"],
    ]);
  });

  test.each([
    ["livedExperiences", "E_OUT_OF_RANGE"],
    ["availability", "E_OUT_OF_RANGE"],
    ["location", "E_OUT_OF_RANGE"],
    ["embedding", "E_OUT_OF_RANGE"],
    ["attributes.site", "E_OUT_OF_RANGE"],
    ["", "E_TYPE"],
    [5, "E_TYPE"],
  ])("the field %j", (field, code) => {
    expect(problemsOf(() => matchAny(adaAndLin(), ruled({ not: { field, is: "carer" } })))).toEqual([
      [code, "policy.rules.x.when.not.field", "/policy/rules/x/when/not/field"],
    ]);
  });

  test("lived experience cannot be read by the way", () => {
    expect(messageAbout({ field: "livedExperiences", is: "carer" })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.field to be another field: lived experience is scored by the kind "experience" only, received "livedExperiences"."`,
    );
  });

  test.each([
    [{ field: "a", is: null }, ".is"],
    [{ field: "a", is: {} }, ".is"],
    [{ field: "a", is: Number.NaN }, ".is"],
    [{ field: "a", is: "  " }, ".is"],
    [{ field: "a", is: ["b", null] }, ".is[1]"],
    [{ field: "a", is: [["b"]] }, ".is[0]"],
    [{ field: "a", min: true }, ".min"],
    [{ field: "a", min: Infinity }, ".min"],
    [{ field: "a", max: ["b"] }, ".max"],
    [{ field: "a", max: "" }, ".max"],
    [{ field: "a", is: () => true }, ".is"],
  ])("a value that is none: %o", (when, place) => {
    const [[code, path], ...others] = problemsOf(() => matchAny(adaAndLin(), ruled(when)));
    expect([code, path, others]).toEqual(["E_TYPE", `policy.rules.x.when${place}`, []]);
  });

  test("values that are none, in words", () => {
    expect(messageAbout({ field: "a", is: {} })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.is to be a text, a finite number, true, false, or a list of such answers, received an object."`,
    );
    expect(messageAbout({ field: "a", is: [null] })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.is[0] to be a text, a finite number, true or false, received null."`,
    );
    expect(messageAbout({ field: "a", min: true })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.min to be a finite number or a label of a scale, received true."`,
    );
  });

  test("a min above the max, as numbers or as labels", () => {
    expect(messageAbout({ field: "a", min: 3, max: 1 })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when to be a condition whose min is not above its max, received an object."`,
    );
    const scales = { grade: ["G9", "G8", "G7"] };
    const refused = (min: number | string, max: number | string) =>
      messageOf(() => matchAny(adaAndLin(), { ...ruled({ all: [{ field: "grade", min, max }] }), scales }));
    expect(refused("G7", "G9")).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.all[0] to be a condition whose min is not above its max, received min "G7" and max "G9"."`,
    );
    expect(refused("G8", 0.5)).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.all[0] to be a condition whose min is not above its max, received min "G8" and max 0.5."`,
    );
    for (const [min, max] of [
      [3, 1],
      ["G7", "G9"],
    ]) {
      expect(
        problemsOf(() => matchAny(adaAndLin(), { ...ruled({ field: "grade", min, max }), scales })).map(([c]) => c),
      ).toEqual(["E_BOUNDS"]);
    }
  });

  test("a bound that is no label of the scale, and labels without a scale", () => {
    expect(
      messageOf(() =>
        matchAny(adaAndLin(), { ...ruled({ field: "grade", min: "Sennior" }), scales: { grade: labels } }),
      ),
    ).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.min to be a label of policy.scales.grade, received "Sennior". Did you mean "Senior"?"`,
    );
    expect(messageAbout({ any: [one, { field: "pay grade", max: "G7" }] })).toMatchInlineSnapshot(
      `"Expected policy.rules.x.when.any[1].max to be a number, or a label of a scale, received "G7". State the order of its labels in policy.scales["pay grade"]."`,
    );
  });

  test("answers that are on no scale, of the side that is asked only, all at once", () => {
    const people = {
      mentees: [{ id: "ada", attributes: { grade: "G3" } }],
      mentors: [
        { id: "lin", attributes: { grade: "G3" } },
        { id: "noor", attributes: { grade: ["G9"], since: "long ago" } },
      ],
    };
    const when = { all: [{ field: "grade", min: 1 }, { field: "grade", max: 2 }, { not: { field: "since", min: 0 } }] };
    const refused = (side: string) =>
      problemsOf(() =>
        matchAny(people, {
          ...skillsOnly,
          rules: { x: { kind: "eligible", side, when } },
          scales: { grade: ["G9", "G8"] },
        }),
      );
    expect(refused("mentor")).toEqual([
      ["E_SCALE", "mentors[0].attributes.grade", "/mentors/0/attributes/grade"],
      ["E_SCALE", "mentors[1].attributes.grade", "/mentors/1/attributes/grade"],
      ["E_SCALE", "mentors[1].attributes.since", "/mentors/1/attributes/since"],
    ]);
    expect(refused("mentee")).toEqual([["E_SCALE", "mentees[0].attributes.grade", "/mentees/0/attributes/grade"]]);
  });

  test("conditions as deep as plain data may be are read, deeper ones refused", () => {
    const nested = (depth: number) => {
      let condition: Condition = { field: "team", is: "Data" };
      for (let level = 0; level < depth; level++) condition = { not: condition };
      return condition;
    };
    const rules = (depth: number) => ({ x: eligible({ side: "mentor", when: nested(depth) }) });
    const people = adaAndLin({}, { team: "Data" });
    // 32 levels, of which the policy, its rules and the rule itself are three, and the innermost condition one
    expect(matchAny(people, { ...skillsOnly, rules: rules(28) }).pairs).toHaveLength(1);
    expect(matchAny(people, { ...skillsOnly, rules: rules(27) }).pairs).toHaveLength(0);
    for (const depth of [29, 20_000]) {
      expect(refusal(() => matchAny(people, { ...skillsOnly, rules: rules(depth) })).code).toBe("E_TOO_DEEP");
    }
  });
});
