import { explain, toText } from "telemachus";
import { describe, expect, test } from "vitest";
import { matchAny, messageOf, problemsOf, refusal } from "../support/refusal.js";
import { people, policy } from "../support/story.js";
import { adaAndLin, skillsOnly, storyWith } from "../support/storyWith.js";
import { validateMatching } from "../support/validateMatching.js";

const given = (input: unknown, by: unknown = skillsOnly) => problemsOf(() => matchAny(input, by));
const adaIs = (id: unknown) => storyWith({ ada: { id } });
const adaId = (code: string) => [[code, "mentees[0].id", "/mentees/0/id"]];

/** As many mentees as ids, and a mentor with a seat for each. */
const withIds = (ids: readonly string[]) => ({
  mentees: ids.map((id) => ({ id, skills: ["SQL"] })),
  mentors: [{ id: "lin", skills: ["SQL"], capacity: ids.length }],
});

describe("ids that are none", () => {
  test("match(): a missing id", () => {
    const { id: _id, ...nameless } = people.mentees[4];
    const call = () => matchAny({ ...people, mentees: [...people.mentees.slice(0, 4), nameless] }, policy);
    expect(problemsOf(call)).toEqual([["E_MISSING", "mentees[4].id", "/mentees/4/id"]]);
    expect(messageOf(call)).toMatchInlineSnapshot(`"Expected mentees[4].id to be an id (a text), received nothing."`);
  });

  test.each([
    ["empty", ""],
    ["blank", "   "],
    ["of no-break spaces", "\u00a0\u3000"],
    ["of characters that do not show", "\u200b\u2060"],
  ])("match(): an id that is %s", (_what, id) => {
    expect(given(adaIs(id))).toEqual(adaId("E_ID"));
  });

  test("match(): an id that is empty, in words", () => {
    expect(messageOf(() => matchAny(adaIs(""), skillsOnly))).toMatchInlineSnapshot(
      `"Expected mentees[0].id to be an id that is not blank, received an empty text."`,
    );
  });

  test.each([[1], [10], [null], [true], [["ada"]], [{ id: "ada" }]])("match(): the id %j", (id) => {
    expect(given(adaIs(id))).toEqual(adaId("E_TYPE"));
  });

  test("match(): an id of a million characters, once, twice or as manager, is not repeated", () => {
    const id = "x".repeat(1_000_000);
    const call = () => matchAny(adaIs(id), skillsOnly);
    expect(problemsOf(call)).toEqual(adaId("E_TOO_LONG"));
    expect(messageOf(call)).toMatchInlineSnapshot(
      `"Expected mentees[0].id to be an id of at most 256 characters, received a text."`,
    );
    expect(given(storyWith({ ada: { manager: id } }))).toEqual([
      ["E_TOO_LONG", "mentees[0].manager", "/mentees/0/manager"],
    ]);
    const twice = refusal(() => matchAny({ mentees: [{ id }, { id }], mentors: [] }, skillsOnly));
    expect(twice.issues.map(({ code }) => code)).toContain("E_TOO_LONG");
    expect(twice.message.length).toBeLessThan(1000);
  });

  test("match(): a ban of an id of a million characters is refused, neither compared nor repeated", () => {
    const mentees = Array.from({ length: 1000 }, (_, index) => ({ id: `mentee ${index}` }));
    const bans = [{ mentee: "x".repeat(1_000_000), mentor: "lin", reason: "A typing error." }];
    const { message, issues } = refusal(() => matchAny({ ...people, mentees }, { ...skillsOnly, bans }));
    // no hint: a text so long is compared with no id
    expect(issues.map(({ pointer, hint }) => [pointer, hint])).toEqual([["/policy/bans/0/mentee", undefined]]);
    expect(message.length).toBeLessThan(1000);
  });
});

describe("ids that are taken", () => {
  test("match(): a duplicate mentor id, with both places", () => {
    const call = () => matchAny({ ...people, mentors: [...people.mentors, { id: "noor" }] }, policy);
    expect(problemsOf(call)).toEqual([["E_DUPLICATE", "mentors[3].id", "/mentors/3/id"]]);
    expect(messageOf(call)).toMatchInlineSnapshot(
      `"Expected mentors[3].id to be an id of one person only, received "noor", which mentors[1] has too."`,
    );
  });

  test("match(): a duplicate mentee id, with both places, each time", () => {
    const mentees = [...people.mentees, { id: "ada" }, { id: "ada" }];
    const { issues } = refusal(() => matchAny({ ...people, mentees }, policy));
    expect(issues.map(({ code, pointer }) => [code, pointer])).toEqual([
      ["E_DUPLICATE", "/mentees/5/id"],
      ["E_DUPLICATE", "/mentees/6/id"],
    ]);
    for (const { received } of issues) expect(received).toContain("mentees[0]");
  });

  test("match(): the same id on both sides is one person, counted on both and never paired with themselves", () => {
    const both = {
      mentees: [
        { id: "ada", skills: ["SQL"] },
        { id: "ben", skills: ["SQL"] },
      ],
      mentors: [
        { id: "ada", skills: ["SQL"] },
        { id: "ben", skills: ["SQL"] },
      ],
    };
    const matching = matchAny(both, skillsOnly);
    validateMatching(matching, both, skillsOnly);
    expect(matching.pairs.map(({ mentee, mentor }) => [mentee, mentor])).toEqual([
      ["ada", "ben"],
      ["ben", "ada"],
    ]);
  });
});

describe("ids that mean something elsewhere", () => {
  test.each([
    ["min-cost-flow and LP solvers", ["SOURCE", "SINK", "result", "feasible", "bounded", "__index__"]],
    ["JavaScript's objects", ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "length"]],
    ["numbers", ["10", "9", "01", "1", "1e3", "-0", "NaN", "0x10", "9007199254740993"]],
    ["files and pages", ["a,b", 'a"b', "a|b", "<script>", "=1+1", "a;b", "../../etc/passwd", "a'b", "a&amp;b"]],
    ["templates", ["{id}", "$&", "$1", "%s", "{{id}}", "\\u0000"]],
  ])("match(): ids that mean something to %s", (_whom, ids) => {
    const input = withIds(ids);
    const matching = matchAny(input, skillsOnly);
    validateMatching(matching, input, skillsOnly);
    const inOrder = [...ids].sort();
    expect(matching.pairs.map(({ mentee }) => mentee)).toEqual(inOrder);
    expect(JSON.parse(JSON.stringify(matching)).pairs).toEqual(matching.pairs);
    for (const mentee of ids) expect(explain(matching, { mentee }).mentee.id).toBe(mentee);
    const others = { mentees: [{ id: "ada", skills: ["SQL"] }], mentors: ids.map((id) => ({ id, skills: ["SQL"] })) };
    validateMatching(matchAny(others, skillsOnly), others, skillsOnly);
  });

  test("match(): a pin, a ban, a manager and a request for ids that objects have already", () => {
    const input = {
      mentees: [
        { id: "__proto__", skills: ["SQL"] },
        { id: "toString", skills: ["SQL"], manager: "constructor" },
        { id: "valueOf", skills: ["SQL"], requests: { avoid: ["constructor"] } },
      ],
      mentors: [{ id: "constructor", skills: ["SQL"], capacity: 3 }],
    };
    const by = {
      ...policy,
      pins: [{ mentee: "__proto__", mentor: "constructor", reason: "They know each other." }],
      bans: [{ mentee: "valueOf", mentor: "constructor", reason: "Both asked for it." }],
    };
    const matching = matchAny(input, by);
    validateMatching(matching, input, by);
    expect(matching.pairs.map(({ mentee }) => mentee)).toEqual(["__proto__"]);
    expect(matching.unmatched.mentees.map(({ id }) => id)).toEqual(["toString", "valueOf"]);
  });
});

describe("ids that look alike", () => {
  test.each([
    ["after Unicode normalisation", "Zo\u00eb", "Zoe\u0308"],
    ["in case", "Ada", "ada"],
    ["but for characters of zero width", "ada", "a\u200bda"],
    ["in width", "ada", "\uff41da"],
    ["but for white space", "ada", " ada"],
  ])("match(): ids that are equal %s are different people, with a warning", (_how, first, second) => {
    const input = withIds([first, second, "ben"]);
    const { pairs, warnings } = matchAny(input, skillsOnly);
    expect(pairs).toHaveLength(3);
    const [warning] = warnings.filter(({ code }) => code === "W_CONFUSABLE");
    expect(warning).toEqual({
      code: "W_CONFUSABLE",
      message: "Different people have ids that look the same.",
      count: 2,
      ids: [first, second].sort(),
    });
  });
});

describe("characters that break texts", () => {
  const unprintable = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

  test.each([
    ["a lone surrogate", "ada\ud800"],
    ["a bidi override", "ada\u202e"],
    ["a bidi isolate", "ada\u2066"],
    ["NUL", "a\u0000da"],
    ["a new line", "ada\nben"],
    ["a tab", "ada\tben"],
    ["an escape sequence", "\u001b[31mada"],
    ["a C1 control", "ada\u009b31m"],
  ])("match(): an id with %s", (_what, id) => {
    expect(given(adaIs(id))).toEqual(adaId("E_UNICODE"));
  });

  test("match(): a lone surrogate in an id, in words", () => {
    expect(messageOf(() => matchAny(adaIs("ada\udc00"), skillsOnly))).toMatchInlineSnapshot(
      `"Expected mentees[0].id to be a text of whole characters, received a lone surrogate."`,
    );
  });

  test("match(): a lone surrogate in any other text, or in a key", () => {
    const at = (path: string, pointer: string) => [["E_UNICODE", path, pointer]];
    expect(given(storyWith({ ada: { name: "Ada \ud83d" } }))).toEqual(at("mentees[0].name", "/mentees/0/name"));
    expect(given(people, { ...skillsOnly, name: "\ud83d" })).toEqual(at("policy.name", "/policy/name"));
    expect(given(storyWith({ ada: { attributes: { "\ud83d": 1 } } })).map(([code]) => code)).toEqual(["E_UNICODE"]);
    expect(given(people, { criteria: { "\ud83d": skillsOnly.criteria.skills } }).map(([code]) => code)).toEqual([
      "E_UNICODE",
    ]);
  });

  test("match(): controls and bidi marks in a name are kept, and do not reach a text", () => {
    const name = "Ada\u202e\u0007 \u001b[31mObi\u2028";
    const input = storyWith({ ada: { name } }) as typeof people;
    const explanation = explain(matchAny(input, policy), { mentee: "ada" });
    expect(explanation.mentee.name).toBe(name);
    for (const audience of ["mentee", "mentor", "administrator"] as const) {
      expect(toText(explanation, { audience }).replaceAll("\n", "")).not.toMatch(unprintable);
    }
  });

  test("match(): no message carries controls or bidi marks, whichever text of the input it names", () => {
    const hostile = "x\u202e\u001b[31m\u009b31m\u2028\u0007";
    const ban = { mentee: hostile, mentor: "lin", reason: "A typing error." };
    const calls = [
      () => matchAny(people, { ...skillsOnly, bans: [ban] }),
      () => matchAny(people, { ...skillsOnly, pins: [ban] }),
      () => matchAny({ ...people, mentees: [{ id: hostile }, { id: hostile }] }, skillsOnly),
      () => matchAny(adaAndLin({ [hostile]: 1 }), skillsOnly),
      () => matchAny(adaAndLin({ attributes: { [hostile]: null } }), skillsOnly),
      () => matchAny(people, { criteria: { [hostile]: 5 } }),
      () => matchAny(people, { ...skillsOnly, objective: hostile }),
      () => matchAny(people, skillsOnly, { [hostile]: 1 }),
    ];
    for (const call of calls) {
      for (const { message } of refusal(call).issues) {
        expect(message).not.toMatch(unprintable);
      }
    }
  });
});
