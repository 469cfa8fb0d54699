import { custom, match, type People, type Policy, TelemachusError } from "telemachus";
import { describe, expect, test } from "vitest";
import { describe as describeValue, formatPath, formatPointer, issue, quote, throwIssues } from "../src/errors.js";
import { matchAny, problemsOf, refusal } from "./support/refusal.js";
import { people, policy } from "./support/story.js";
import { adaAndLin, skillsOnly, storyWith } from "./support/storyWith.js";

const { skills } = policy.criteria;
const codesOf = (call: () => unknown) => refusal(call).issues.map(({ code }) => code);

describe("all problems at once", () => {
  test("match(): eight different problems in people and policy", () => {
    const input = {
      mentors: [{ id: "lin", capacity: -1 }, { id: "noor", skills: [{ name: "Rust", level: 9 }] }, { id: "noor" }],
      mentees: [{ name: "Ada Obi" }, { id: " " }, { id: "chidi", teem: "Platform" }],
    };
    const by = { criteria: { skills: { ...skills, weight: -4 }, goals: { kind: "gaols" } }, seed: 0.5 };
    const error = refusal(() => matchAny(input, by));
    expect(error.issues.map(({ code, pointer }) => `${code} ${pointer}`).sort()).toEqual([
      "E_CAPACITY /mentors/0/capacity",
      "E_DUPLICATE /mentors/2/id",
      "E_ID /mentees/1/id",
      "E_MISSING /mentees/0/id",
      "E_OUT_OF_RANGE /mentors/1/skills/0/level",
      "E_SEED /policy/seed",
      "E_UNKNOWN_CRITERION /policy/criteria/goals/kind",
      "E_UNKNOWN_KEY /mentees/2/teem",
      "E_WEIGHTS /policy/criteria/skills/weight",
    ]);
    expect(error.total).toBe(error.issues.length);
    expect(error.message.split("\n")).toEqual(["9 problems:", ...error.issues.map(({ message }) => `- ${message}`)]);
  });

  test("match(): problems stand in the order of the input", () => {
    const mentees = [
      { id: "ada", skills: 5 },
      { id: "ben", team: 1n },
      { id: "ben" },
      { id: 4 },
      { id: "dora", team: 2n },
    ];
    const pointers = problemsOf(() => matchAny({ mentors: [], mentees }, skillsOnly)).map(([, , pointer]) => pointer);
    expect(pointers).toEqual([
      "/mentees/0/skills",
      "/mentees/1/team",
      "/mentees/2/id",
      "/mentees/3/id",
      "/mentees/4/team",
    ]);
  });

  test("match(): a circular reporting line is said together with a problem of the policy", () => {
    const call = () => matchAny(adaAndLin({ manager: "ada" }), { ...skillsOnly, seed: -1 });
    expect(codesOf(call).sort()).toEqual(["E_CYCLE", "E_SEED"]);
  });

  test("match(): lists a hundred problems and counts all", () => {
    const mentees = Array.from({ length: 100 }, () => 5);
    const listed = refusal(() => matchAny({ mentors: [], mentees }, skillsOnly));
    expect([listed.issues.length, listed.total, listed.message.split("\n").length]).toEqual([100, 100, 101]);
    const more = refusal(() => matchAny({ mentors: [], mentees: [...mentees, 6, 7, 8] }, skillsOnly));
    expect([more.issues.length, more.total]).toEqual([100, 103]);
    expect(more.message.split("\n").at(0)).toBe("103 problems:");
    expect(more.message.split("\n").at(-1)).toBe("- and 3 more.");
  });
});

describe("what an error says", () => {
  test("TelemachusError: is an Error with code, issues and total, and its JSON says the same", () => {
    const error = refusal(() => matchAny(people, { ...policy, seed: -1 }));
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.code, error.total]).toEqual(["TelemachusError", "E_SEED", 1]);
    expect(error.message).toBe(error.issues[0].message);
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "TelemachusError",
      code: "E_SEED",
      total: 1,
      issues: [
        {
          code: "E_SEED",
          path: "policy.seed",
          pointer: "/policy/seed",
          expected: "a whole number from 0 to 9007199254740991",
          received: "-1",
          message: "Expected policy.seed to be a whole number from 0 to 9007199254740991, received -1.",
        },
      ],
    });
  });

  test("issue(): one sentence of one grammar, and a hint after it", () => {
    const problem = { expected: "a list of mentors", received: "a text" };
    expect(issue("E_TYPE", ["mentors"], problem).message).toBe(
      "Expected mentors to be a list of mentors, received a text.",
    );
    expect(issue("E_TYPE", [], problem).message).toBe("Expected the input to be a list of mentors, received a text.");
    const hinted = issue("E_TYPE", ["mentors"], { ...problem, hint: 'Did you mean "mentees"?' });
    expect(hinted.message).toBe('Expected mentors to be a list of mentors, received a text. Did you mean "mentees"?');
    expect(issue("E_TYPE", [], problem)).not.toHaveProperty("hint");
  });

  test("formatPath(), formatPointer(): a place as a user would type it, and by RFC 6901", () => {
    const places: [(string | number)[], string, string][] = [
      [[], "", ""],
      [["mentors", 3, "capacity"], "mentors[3].capacity", "/mentors/3/capacity"],
      [["policy", "criteria", "Skills, 2026"], 'policy.criteria["Skills, 2026"]', "/policy/criteria/Skills, 2026"],
      [["policy", "rules", "a/b~c"], 'policy.rules["a/b~c"]', "/policy/rules/a~1b~0c"],
      [["attributes", "Größe"], "attributes.Größe", "/attributes/Größe"],
      [["attributes", "0"], 'attributes["0"]', "/attributes/0"],
      [["attributes", ""], 'attributes[""]', "/attributes/"],
      [["attributes", 'say "hi"'], 'attributes["say \\"hi\\""]', '/attributes/say "hi"'],
    ];
    for (const [path, typed, pointer] of places) {
      expect([formatPath(path), formatPointer(path)]).toEqual([typed, pointer]);
    }
  });

  test("describe(): says what a value is and repeats no text", () => {
    const values = [
      null,
      undefined,
      [],
      [1, 2],
      1.5,
      -0,
      Number.NaN,
      true,
      "",
      " ",
      "Ada Obi",
      {},
      () => 1,
      1n,
      Symbol("x"),
    ];
    expect(values.map(describeValue)).toEqual([
      "null",
      "nothing",
      "a list of 0",
      "a list of 2",
      "1.5",
      "-0",
      "NaN",
      "true",
      "an empty text",
      "an empty text",
      "a text",
      "an object",
      "a function",
      "a bigint",
      "a symbol",
    ]);
  });

  test("quote(): an id on one line, shortened, with what does not show as escapes", () => {
    expect(
      ["ada", 'say "hi"', "a\\b", "a\nb", "x\u202ey", "\u001b[31m", "\ud800", "a\u2028b", "\u{e0041}"].map(quote),
    ).toEqual([
      '"ada"',
      '"say \\"hi\\""',
      '"a\\\\b"',
      '"a\\nb"',
      '"x\\u{202e}y"',
      '"\\u001b[31m"',
      '"\\ud800"',
      '"a\\u{2028}b"',
      '"\\u{e0041}"',
    ]);
    expect(quote("x".repeat(80))).toBe(`"${"x".repeat(80)}"`);
    expect(quote("x".repeat(1_000_000))).toBe(`"${"x".repeat(80)}…"`);
    expect(quote("👩‍🔬".repeat(1000)).length).toBeLessThan(1000);
  });

  test("throwIssues(): throws where there are any", () => {
    expect(() => throwIssues([])).not.toThrow();
    expect(() => throwIssues([issue("E_TYPE", [], { expected: "a", received: "b" })])).toThrow(TelemachusError);
  });
});

describe("what an error does not say", () => {
  const secrets = [
    "CANARYname",
    "CANARYskill",
    "CANARYgoal",
    "CANARYlived",
    "CANARYsite",
    "CANARYdisplay",
    "CANARYaudit",
  ];
  const [name, skill, goal, lived, site, display, audit] = secrets;
  const person = {
    name,
    skills: [skill, { name: skill, level: 2 }],
    goals: [goal],
    interests: [goal],
    livedExperiences: [{ name: lived, show: "toMyMatch" }],
    languages: [goal],
    seniority: site,
    team: site,
    organisation: site,
    manager: "mara",
    attributes: { site, sites: [site] },
    display: { photo: display },
    auditOnly: { gender: audit },
    requests: { avoid: ["lin"], livedExperiences: [lived] },
  };

  /** The person's answers, each in a place or a form in which it cannot stand. */
  const misplaced: Record<string, unknown>[] = Object.entries(person).flatMap(([field, answer]) => [
    { ...person, [field]: [[answer]] },
    { ...person, [field]: { [field]: answer, name: answer } },
    { ...person, [field]: { name: answer, level: answer, importance: answer, show: answer } },
    { ...person, [field]: [{ name: answer, level: answer, importance: answer, show: answer }] },
    { ...person, [field]: `${name} ${JSON.stringify(answer)}` },
    { ...person, id: `ada`, capacity: answer, demand: answer, [`${field}s`]: answer },
    { ...person, id: answer },
  ]);

  /** The text of an error and of all that hangs on it. */
  const everything = (error: TelemachusError) =>
    [error.message, error.stack, String(error), JSON.stringify(error), String(error.cause)].join("\n");

  test("match(): no error holds a name, a skill or any other answer of a person", () => {
    const scaled: Policy = {
      criteria: {
        near: { kind: "proximity", field: "seniority", tolerance: 1 },
        site: { kind: "proximity", field: "site", tolerance: 1 },
      },
      rules: { gap: { kind: "gap", field: "sites", min: 1 } },
      scales: { seniority: ["Junior"] },
    };
    const failing: Policy = {
      criteria: { c: custom({ name: "c", version: "1", weight: 1, score: () => Number.NaN }) },
    };
    const twice = {
      mentees: [
        { id: "ada", ...person },
        { id: "ada", ...person, manager: "ada" },
      ],
      mentors: [{ id: "lin", ...person }],
    };
    const calls = [
      ...misplaced.flatMap((fields) => [
        () => matchAny(storyWith({ ada: fields }), skillsOnly),
        () => matchAny(storyWith({ lin: fields }), skillsOnly),
      ]),
      () => matchAny(adaAndLin(person, person), scaled),
      () => matchAny(adaAndLin(person, person), failing),
      () => matchAny(twice, skillsOnly),
      () => matchAny(adaAndLin({ ...person, manager: "ada" }, person), skillsOnly),
      () => matchAny([person], person),
    ];
    let refused = 0;
    for (const call of calls) {
      try {
        call();
      } catch (error) {
        expect(error).toBeInstanceOf(TelemachusError);
        expect(secrets.filter((secret) => everything(error as TelemachusError).includes(secret))).toEqual([]);
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(150);
  });

  test("match(): no error repeats an answer that is true or false", () => {
    const by: Policy = { criteria: { near: { kind: "proximity", field: "disabled", tolerance: 1, weight: 1 } } };
    const [yes, no] = [true, false].map((disabled) =>
      adaAndLin({ attributes: { disabled } }, { attributes: { disabled: 1 } }),
    );
    expect(refusal(() => match(yes as People, by)).message).toBe(refusal(() => match(no as People, by)).message);
  });

  test("match(): no error repeats what pins and bans say of people, but their ids", () => {
    const said = { mentee: "ada", mentor: "lin", reason: "CANARYreason" };
    const lists = [
      ["CANARYreason"],
      "CANARYreason",
      [{ ...said, override: "CANARYreason" }],
      [{ ...said, reason: ["CANARYreason"] }],
      [{ ...said, reason: { because: "CANARYreason" } }],
      [{ ...said, mentee: "adda" }],
      [said, said],
    ];
    for (const list of lists) {
      const error = refusal(() => matchAny(people, { ...policy, pins: list, bans: list }));
      expect(everything(error)).not.toContain("CANARYreason");
    }
  });
});

describe("problems of different kinds", () => {
  test("match(): a bad capacity, a circle, answers off a scale on both sides and an unknown pin come together", () => {
    const given = {
      mentors: [
        { id: "lin", capacity: -1 },
        { id: "noor", attributes: { grade: "AA" }, manager: "noor" },
        { id: "sam", attributes: { grade: "ZZ" } },
      ],
      mentees: [{ id: "ada", attributes: { grade: "XX" } }],
    };
    const everything = {
      ...skillsOnly,
      scales: { grade: ["AA", "AO"] },
      rules: { grade: { kind: "gap", field: "grade", min: 1 } },
      pins: [
        { mentee: "ada", mentor: "lina", reason: "they asked for it" },
        { mentee: "ada", mentor: "lin", reason: "they asked for it" },
      ],
    };
    expect(problemsOf(() => matchAny(given, everything)).map(([code, , pointer]) => `${code} ${pointer}`)).toEqual([
      "E_CAPACITY /mentors/0/capacity",
      "E_CYCLE /mentors/1/manager",
      "E_SCALE /mentors/2/attributes/grade",
      "E_SCALE /mentees/0/attributes/grade",
      "E_UNKNOWN_ID /policy/pins/0/mentor",
    ]);
  });
});
