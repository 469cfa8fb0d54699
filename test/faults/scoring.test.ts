import { custom, explain, type People, type Policy, proximity, solveAssignment, TelemachusError } from "telemachus";
import { describe, expect, test } from "vitest";
import { inOwnProcess } from "../support/inOwnProcess.js";
import { matchAny, messageOf, problemsOf, refusal } from "../support/refusal.js";
import { people, policy } from "../support/story.js";
import { adaAndLin, skillsOnly, storyWith } from "../support/storyWith.js";
import { validateMatching } from "../support/validateMatching.js";

const given = (input: unknown, by: unknown = skillsOnly) => problemsOf(() => matchAny(input, by));
const { skills, goals } = policy.criteria;
const weighing = (weight: unknown) => ({ criteria: { skills: { ...skills, weight } } });
const weightIs = (code: string) => [[code, "policy.criteria.skills.weight", "/policy/criteria/skills/weight"]];

/** What a call returns, or the code of the error with which it is refused. */
function outcomeOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof TelemachusError) return error.code;
    throw error;
  }
}

describe("weights", () => {
  test("match(): weights whose sum is 0.9999999999999999 are as good as their whole multiples", () => {
    expect(0.7 + 0.1 + 0.1 + 0.1).toBe(0.9999999999999999);
    const weighed = (unit: number): Policy => {
      const { interests, experience } = policy.criteria;
      const light = { interests: { ...interests, weight: unit }, experience: { ...experience, weight: unit } };
      return { criteria: { skills: { ...skills, weight: unit * 7 }, goals: { ...goals, weight: unit }, ...light } };
    };
    const matching = matchAny(people, weighed(0.1));
    validateMatching(matching, people, weighed(0.1));
    expect(matching.pairs).toEqual(matchAny(people, weighed(1)).pairs);
  });

  test("match(): all weights 0, or no criterion at all", () => {
    const call = () => matchAny(people, weighing(0));
    expect(problemsOf(call)).toEqual([["E_WEIGHTS", "policy.criteria", "/policy/criteria"]]);
    expect(messageOf(call)).toMatchInlineSnapshot(
      `"Expected policy.criteria to be at least one criterion with a weight above 0, received none."`,
    );
    expect(given(people, { criteria: {} })).toEqual([["E_WEIGHTS", "policy.criteria", "/policy/criteria"]]);
    expect(given(people, {})).toEqual([["E_MISSING", "policy.criteria", "/policy/criteria"]]);
  });

  test("match(): a negative weight", () => {
    expect(given(people, weighing(-1))).toEqual(weightIs("E_WEIGHTS"));
    expect(messageOf(() => matchAny(people, weighing(-1)))).toMatchInlineSnapshot(
      `"Expected policy.criteria.skills.weight to be a weight of 0 or more, received -1."`,
    );
  });

  test.each([Number.NaN, Infinity, -Infinity])("match(): a weight of %d", (weight) => {
    expect(given(people, weighing(weight))).toEqual(weightIs("E_NOT_FINITE"));
  });

  test.each([["4"], [""], [null], [true], [[4]], [{}]])("match(): a weight of %j", (weight) => {
    expect(given(people, weighing(weight))).toEqual(weightIs("E_WEIGHTS"));
  });

  test("match(): weights whose sum overflows weigh as much as any equal ones", () => {
    const equal = (weight: number): Policy => ({
      criteria: { skills: { ...skills, weight }, goals: { ...goals, weight } },
    });
    const alone = matchAny(people, weighing(Number.MAX_VALUE));
    expect(alone.total).toBe(matchAny(people, weighing(1)).total);
    expect(matchAny(people, equal(Number.MAX_VALUE)).total).toBe(matchAny(people, equal(1)).total);
  });

  test("match(): a weight of 5e-324 counts where it is the only one, and not beside 1", () => {
    expect(matchAny(people, weighing(5e-324)).total).toBe(matchAny(people, weighing(1)).total);
    const beside: Policy = { criteria: { skills: { ...skills, weight: 5e-324 }, goals: { ...goals, weight: 1 } } };
    validateMatching(matchAny(people, beside), people, beside);
    expect(matchAny(people, beside).total).toBe(matchAny(people, { criteria: { goals } }).total);
  });

  test("match(): a weight of -0 is 0", () => {
    expect(given(people, weighing(-0))).toEqual([["E_WEIGHTS", "policy.criteria", "/policy/criteria"]]);
  });
});

describe("criteria and rules that are none", () => {
  test("match(): an unknown criterion, with the nearest name", () => {
    const call = () => matchAny(people, { criteria: { skills: { kind: "covrage", field: "skills" } } });
    expect(problemsOf(call)).toEqual([
      ["E_UNKNOWN_CRITERION", "policy.criteria.skills.kind", "/policy/criteria/skills/kind"],
    ]);
    expect(messageOf(call)).toMatchInlineSnapshot(
      `"Expected policy.criteria.skills.kind to be a kind of criterion (coverage, overlap, experience, proximity, equality, language, schedule, distance, quality, choices, history, similarity, text, custom), received "covrage". Did you mean "coverage"?"`,
    );
  });

  test("match(): an unknown rule", () => {
    const rules = { manager: { kind: "notInChain" } };
    expect(given(people, { ...policy, rules })).toEqual([
      ["E_UNKNOWN_RULE", "policy.rules.manager.kind", "/policy/rules/manager/kind"],
    ]);
  });

  test.each([[null], [5], ["skills"], [[]]])("match(): a criterion that is %j", (criterion) => {
    const expected = [["E_TYPE", "policy.criteria.skills", "/policy/criteria/skills"]];
    expect(given(people, { criteria: { skills: criterion } })).toEqual(expected);
  });

  test("match(): a criterion without a weight counts 1", () => {
    const unweighed: Policy = {
      criteria: { skills: { kind: "coverage", field: "skills" }, goals: { ...goals, weight: 1 } },
    };
    const weighed: Policy = { criteria: { skills: { ...skills, weight: 1 }, goals: { ...goals, weight: 1 } } };
    expect(matchAny(people, unweighed).pairs).toEqual(matchAny(people, weighed).pairs);
  });

  test("match(): shares outside 0 to 1, a tolerance of 0, a misspelt choice, a field that is none", () => {
    const criteria = {
      a: { ...skills, missing: 1.5 },
      b: { ...skills, missing: Number.NaN },
      c: { kind: "proximity", field: "seniority", tolerance: 0 },
      d: { ...skills, unanswered: "ignore" },
      e: { kind: "coverage", field: "" },
      f: { kind: "coverage" },
    };
    const rules = { g: { kind: "minimumScore", score: -0.1 }, h: { kind: "sharedLanguage", unknown: "deny" } };
    expect(
      given(people, { criteria, rules })
        .map(([code, , pointer]) => [code, pointer])
        .sort(),
    ).toEqual([
      ["E_MISSING", "/policy/criteria/f/field"],
      ["E_OUT_OF_RANGE", "/policy/criteria/a/missing"],
      ["E_OUT_OF_RANGE", "/policy/criteria/c/tolerance"],
      ["E_OUT_OF_RANGE", "/policy/rules/g/score"],
      ["E_TYPE", "/policy/criteria/b/missing"],
      ["E_TYPE", "/policy/criteria/d/unanswered"],
      ["E_TYPE", "/policy/criteria/e/field"],
      ["E_TYPE", "/policy/rules/h/unknown"],
    ]);
  });

  test.each([["fairest of all"], [5], [null], [[]], [["matched", "matched"]], [["matched", "sum"]]])(
    "match(): the objective %j",
    (objective) => {
      const [[code, , pointer]] = given(people, { ...policy, objective });
      expect([code, pointer.slice(0, 17)]).toEqual(["E_OBJECTIVE", "/policy/objective"]);
    },
  );
});

describe("answers as numbers", () => {
  const byGrade = { criteria: { grade: proximity({ field: "grade", tolerance: 2, weight: 1 }) } };

  test.each([Number.NaN, Infinity, -Infinity])("match(): an answer of %d, wherever it stands", (number) => {
    const codeOf = (fields: object) => given(storyWith({ ada: fields })).map(([code]) => code);
    expect(codeOf({ seniority: number })).toEqual(["E_TYPE"]);
    expect(codeOf({ attributes: { grade: number } })).toEqual(["E_TYPE"]);
    expect(codeOf({ skills: [{ name: "Rust", level: number }] })).toEqual(["E_TYPE"]);
    expect(given(storyWith({ ada: { display: { age: number } } }))).toEqual([
      ["E_NOT_FINITE", "mentees[0].display.age", "/mentees/0/display/age"],
    ]);
  });

  test.each([0, 6, 2.5, -1])("match(): a level or an importance of %d", (number) => {
    const [rust, sql] = [
      { name: "Rust", level: number },
      { name: "SQL", importance: number },
    ];
    expect(given(storyWith({ ada: { skills: [rust, sql] } }))).toEqual([
      ["E_OUT_OF_RANGE", "mentees[0].skills[0].level", "/mentees/0/skills/0/level"],
      ["E_OUT_OF_RANGE", "mentees[0].skills[1].importance", "/mentees/0/skills/1/importance"],
    ]);
  });

  test("match(): a label that is on no scale, and one of a field that has none", () => {
    const scaled = { ...byGrade, scales: { grade: ["G7", "G6"] } };
    const label = adaAndLin({ attributes: { grade: "G5" } }, { attributes: { grade: " g6" } });
    const at = [["E_SCALE", "mentees[0].attributes.grade", "/mentees/0/attributes/grade"]];
    expect(given(label, scaled)).toEqual(at);
    expect(messageOf(() => matchAny(label, scaled))).toMatchInlineSnapshot(
      `"Expected mentees[0].attributes.grade to be a label of policy.scales.grade, received a text."`,
    );
    expect(given(adaAndLin({ attributes: { grade: "G5" } }), byGrade)).toEqual(at);
    expect(given(adaAndLin({ attributes: { grade: ["G7"] } }), scaled)).toEqual(at);
  });

  test("match(): an answer of -0 is 0, and the digest of the input says so", () => {
    const [zero, minusZero] = [0, -0].map((grade) =>
      adaAndLin({ attributes: { grade } }, { attributes: { grade: 1 } }),
    );
    expect(JSON.stringify(matchAny(minusZero, byGrade))).toBe(JSON.stringify(matchAny(zero, byGrade)));
  });

  test("match(): answers up to 2^53 leave plain JSON, and greater ones are out of range", () => {
    const graded = (mentee: number, mentor: number) => {
      const input = adaAndLin({ attributes: { grade: mentee } }, { attributes: { grade: mentor } }) as People;
      const matching = matchAny(input, byGrade);
      validateMatching(matching, input, byGrade);
      const explanation = explain(matching, { mentee: "ada" });
      expect(JSON.parse(JSON.stringify(explanation))).toEqual(explanation);
      return true;
    };
    expect(graded(0, 2 ** 53 - 1)).toBe(true);
    expect(outcomeOf(() => graded(-Number.MAX_VALUE, Number.MAX_VALUE))).toBe("E_RANGE");
  });

  test("match(): all scores equal", () => {
    const equal = {
      mentees: people.mentees.map(({ id }) => ({ id, skills: ["SQL"] })),
      mentors: people.mentors.map(({ id, capacity }) => ({ id, capacity, skills: ["SQL"] })),
    };
    const matching = matchAny(equal, skillsOnly);
    validateMatching(matching, equal, skillsOnly);
    expect([matching.total, matching.unmatched.mentees.length]).toEqual([4, 1]);
    const turned = { mentees: [...equal.mentees].reverse(), mentors: [...equal.mentors].reverse() };
    expect(JSON.stringify(matchAny(turned, skillsOnly))).toBe(JSON.stringify(matching));
  });

  test("match(): all scores 0, because nobody answered, or because no answer meets another, are flagged", () => {
    const flagged = (input: People) => {
      const matching = matchAny(input, skillsOnly);
      validateMatching(matching, input, skillsOnly);
      expect(matching.pairs.map(({ score }) => score)).toEqual([0]);
      return matching.warnings.map(({ code }) => code);
    };
    expect(flagged(adaAndLin())).toContain("W_NO_SIGNAL");
    expect(flagged(adaAndLin({ skills: ["Rust"] }, { skills: ["SQL"] }))).toContain("W_NO_SIGNAL");
  });

  test("solveAssignment(): rank-1 scores (i·j), 1000 × 1000", () => {
    const numbers = Array.from({ length: 1000 }, (_, index) => index + 1);
    const { total } = solveAssignment(
      numbers.map((i) => numbers.map((j) => i * j)),
      { capacities: numbers.map(() => 1) },
    );
    // the rearrangement inequality: the sum of the squares
    expect(total).toBe((1000 * 1001 * 2001) / 6);
  });
});

describe("custom criteria", () => {
  const scoredBy = (score: unknown) => ({
    criteria: { "days/office": custom({ name: "days", version: "1", weight: 1, score: score as () => number }) },
  });
  const place = ['policy.criteria["days/office"].score', "/policy/criteria/days~1office/score"];

  test("match(): a custom scorer that throws, at each of its calls", () => {
    let calls = 0;
    const failing = (failAt: number) => () => {
      calls += 1;
      if (calls === failAt) throw new Error(`call ${failAt}`);
      return 0.5;
    };
    matchAny(people, scoredBy(failing(0)));
    const all = calls;
    expect(all).toBeGreaterThanOrEqual(15);
    for (let failAt = 1; failAt <= all; failAt++) {
      calls = 0;
      const error = refusal(() => matchAny(people, scoredBy(failing(failAt))));
      expect(error.issues.map(({ code, path, pointer }) => [code, path, pointer])).toEqual([["E_SCORER", ...place]]);
      expect([calls, error.cause]).toEqual([failAt, new Error(`call ${failAt}`)]);
    }
  });

  test("match(): a custom scorer that throws, in words", () => {
    const fail = () => {
      throw new Error("no such day");
    };
    expect(messageOf(() => matchAny(people, scoredBy(fail)))).toMatchInlineSnapshot(
      `"Expected policy.criteria["days/office"].score to be a function that returns a number from 0 to 1, or undefined, received an exception for mentor "lin" and mentee "ada"."`,
    );
  });

  test.each([[Number.NaN], [Infinity], [-Infinity], [1.0000001], [-0.1], ["0.5"], [null], [true], [[1]], [1n]])(
    "match(): a custom criterion that returns %s",
    (answer) => {
      expect(
        given(
          people,
          scoredBy(() => answer),
        ),
      ).toEqual([["E_SCORER", ...place]]);
    },
  );

  test("match(): a custom criterion that returns undefined does not know", () => {
    const { pairs } = matchAny(
      people,
      scoredBy(() => undefined),
    );
    expect(pairs.map(({ score, confidence }) => [score, confidence])).toEqual(pairs.map(() => [0.5, 0]));
  });

  test("match(): a custom criterion that returns -0 gives 0", () => {
    const by = scoredBy(() => -0);
    const matching = matchAny(people, by);
    validateMatching(matching, people, by);
    expect(matching.pairs.map(({ contributions }) => contributions["days/office"])).toEqual([0, 0, 0, 0]);
  });

  test("match(): a custom scorer that returns a promise", () => {
    expect(
      given(
        people,
        scoredBy(async () => 0.5),
      ),
    ).toEqual([["E_SCORER_ASYNC", ...place]]);
  });

  test("match(): a custom scorer that returns a promise which is rejected does not end the process", async () => {
    const { status, stdout } = await inOwnProcess("hostileInput.ts", { arguments: ["rejectedPromise"] });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "E_SCORER_ASYNC /policy/criteria/rejecting/score" });
  });

  test("match(): a custom scorer that is non-deterministic", () => {
    let calls = 0;
    const drifting = () => {
      calls += 1;
      return calls / 1000;
    };
    expect(given(people, scoredBy(drifting))).toEqual([["E_NONDETERMINISTIC", "policy.criteria", "/policy/criteria"]]);
  });

  test("match(): a custom scorer that mutates its arguments, at any depth", () => {
    const before = JSON.stringify(people);
    const mutations: ((person: never) => void)[] = [
      (person: { id: string }) => (person.id = "lin"),
      (person: { note: string }) => (person.note = "seen"),
      (person: { skills: unknown[] }) => person.skills.push("SQL"),
      (person: { attributes: { officeDays: unknown[] } }) => person.attributes.officeDays.pop(),
      (person: { skills?: unknown }) => delete person.skills,
    ];
    for (const mutate of mutations) {
      const score = (mentor: never) => {
        mutate(mentor);
        return 1;
      };
      expect(given(people, scoredBy(score))).toEqual([["E_SCORER", ...place]]);
    }
    expect(JSON.stringify(people)).toBe(before);
  });

  test("match(): a custom scorer sees no name, nothing for display and no audit answer", () => {
    const seen = new Set<string>();
    const look = (mentor: object, mentee: object) => {
      for (const key of [...Object.keys(mentor), ...Object.keys(mentee)]) seen.add(key);
      return 1;
    };
    matchAny(storyWith({ ada: { display: { photo: "x" }, auditOnly: { gender: "x" } } }), scoredBy(look));
    expect([...seen]).toEqual(expect.arrayContaining(["id", "skills", "goals", "attributes"]));
    expect([...seen].filter((key) => ["name", "display", "auditOnly"].includes(key))).toEqual([]);
  });
});
