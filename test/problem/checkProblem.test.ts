import fc from "fast-check";
import { type Policy, TelemachusError } from "telemachus";
import { describe, expect, test } from "vitest";
import { isCount } from "../../src/numeric/isCount.js";
import { policyForm } from "../../src/policy.js";
import { checkProblem } from "../../src/problem/checkProblem.js";
import { runs } from "../support/instances.js";
import { messageOf, refusal } from "../support/refusal.js";
import { people, policy } from "../support/story.js";
import { skillsOnly } from "../support/storyWith.js";

const check = (input: unknown, by: unknown = skillsOnly) => checkProblem(input, by, policyForm);
const withIds = (...ids: string[]) => ({ mentees: ids.map((id) => ({ id })), mentors: [] });
const warningsOf = (input: unknown, by?: unknown) =>
  check(input, by).warnings.map(({ code, count, ids }) => [code, count, ids]);

describe("checkProblem: canonical order", () => {
  test("checkProblem(): people in code-unit order of their ids, with where each stood", () => {
    const { mentees, menteePlace } = check(withIds("ä", "b", "a", "B", "10", "9", "Zoë", "zoë", "𝐀", "ﬁ"));
    expect(mentees.map(({ id }) => id)).toEqual(["10", "9", "B", "Zoë", "a", "b", "zoë", "ä", "𝐀", "ﬁ"]);
    expect(menteePlace).toEqual([4, 5, 3, 6, 2, 1, 7, 0, 8, 9]);
  });

  test("checkProblem(): both sides, each in its own order", () => {
    const turned = { mentees: [...people.mentees].reverse(), mentors: [...people.mentors].reverse() };
    const problem = check(turned, policy);
    expect(problem.mentees).toEqual(people.mentees);
    expect([problem.menteePlace, problem.mentorPlace]).toEqual([
      [4, 3, 2, 1, 0],
      [2, 1, 0],
    ]);
    expect(problem.capacities).toEqual([2, 1, 1]);
  });

  test("checkProblem(): works on a copy that nobody can change", () => {
    const own = structuredClone({ people, policy });
    const problem = check(own.people, own.policy);
    (own.people.mentees[0] as { id: string }).id = "eve";
    expect(problem.mentees[0].id).toBe("ada");
    expect([problem.mentees[0], problem.policy, problem.policy.criteria].map(Object.isFrozen)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe("checkProblem: what is filled in", () => {
  const three = { mentees: [], mentors: [{ id: "lin" }, { id: "noor", capacity: 0 }, { id: "sam", capacity: 4 }] };

  test("checkProblem(): a mentor without a capacity has the policy's, else 1", () => {
    expect(check(three).capacities).toEqual([1, 0, 4]);
    expect(check(three, { ...skillsOnly, capacity: 3 }).capacities).toEqual([3, 0, 4]);
  });

  test("checkProblem(): says who has no capacity, where others have", () => {
    expect(warningsOf(three)).toEqual([["W_DEFAULT_CAPACITY", 1, ["lin"]]]);
    expect(warningsOf({ mentees: [], mentors: [{ id: "lin" }, { id: "noor" }] })).toEqual([]);
  });

  test("checkProblem(): the seed is the policy's, else comes from its name and date alone", () => {
    const seedOf = (by: Partial<Policy>, input: unknown = people) => check(input, { ...skillsOnly, ...by }).seed;
    const named = { name: "Spring", date: "2026-03-02" };
    expect([seedOf({ seed: 7 }), seedOf({ ...named, seed: 0 })]).toEqual([7, 0]);
    expect(seedOf(named)).toBe(seedOf({ ...named, criteria: policy.criteria }, withIds("x")));
    const others = [
      {},
      { name: "Spring" },
      { date: "2026-03-02" },
      { ...named, name: "Autumn" },
      { ...named, date: "2026-03-03" },
    ];
    const seeds = [named, ...others].map((by) => seedOf(by));
    expect(new Set(seeds).size).toBe(6);
    for (const seed of seeds) expect(Number.isSafeInteger(seed) && seed >= 0).toBe(true);
  });
});

describe("checkProblem: warnings", () => {
  test("checkProblem(): none for the story", () => {
    expect(warningsOf(people, policy)).toEqual([]);
  });

  test("checkProblem(): ids that look alike, on either side; the same id on both sides is not alike", () => {
    const input = {
      mentees: [{ id: "Ada" }, { id: "ben" }],
      mentors: [{ id: "ada" }, { id: "ben" }, { id: "b\u200den" }],
    };
    expect(warningsOf(input)).toEqual([["W_CONFUSABLE", 4, ["Ada", "ada", "ben", "b\u200den"].sort()]]);
  });

  test("checkProblem(): people to avoid who are not there, each once", () => {
    const requests = { avoid: ["mara", "lin", "eve"] };
    const input = {
      mentees: [
        { id: "ada", requests },
        { id: "ben", requests },
      ],
      mentors: [{ id: "lin" }],
    };
    expect(warningsOf(input)).toEqual([["W_UNKNOWN_ID", 2, ["eve", "mara"]]]);
  });

  test("checkProblem(): lists twenty people and counts all", () => {
    const avoid = Array.from({ length: 30 }, (_, index) => `x${String(index).padStart(2, "0")}`);
    const [[, count, ids]] = warningsOf({ mentees: [{ id: "ada", requests: { avoid } }], mentors: [] });
    expect([count, ids]).toEqual([30, avoid.slice(0, 20)]);
  });

  test("checkProblem(): lists with named properties, of people and of the policy", () => {
    const odd = <Item>(...items: Item[]) => Object.assign(items, { extra: 1 });
    const input = { mentees: odd({ id: "ada", skills: odd("SQL") }), mentors: [] };
    expect(warningsOf(input, { ...skillsOnly, bans: odd() })).toEqual([["W_IGNORED_PROPERTY", 3, undefined]]);
  });
});

describe("checkProblem: objectives and methods", () => {
  const messageOfPolicy = (by: object) => messageOf(() => check(people, { ...skillsOnly, ...by }));

  test("checkProblem(): takes every preset and any list of different stages", () => {
    for (const objective of ["everyone", "best", "fairest", "choices", ["total"], ["draw", "choices:generous"]]) {
      expect(check(people, { ...skillsOnly, objective }).policy.objective).toEqual(objective);
    }
  });

  test("checkProblem(): an objective that is none, with the nearest name", () => {
    expect(messageOfPolicy({ objective: "fairst" })).toMatchInlineSnapshot(
      `"Expected policy.objective to be the preset "everyone", "best", "fairest" or "choices", or a list of stages, received "fairst". Did you mean "fairest"?"`,
    );
    expect(messageOfPolicy({ objective: ["matched", "totl"] })).toMatchInlineSnapshot(
      `"Expected policy.objective[1] to be a stage ("matched", "priority", "draw", "total", "floor", "leximin", "choices", "choices:generous", "balance" or "continuity"), received "totl". Did you mean "total"?"`,
    );
    expect(messageOfPolicy({ objective: [] })).toMatchInlineSnapshot(
      `"Expected policy.objective to be at least one stage, received a list of 0."`,
    );
    expect(messageOfPolicy({ objective: ["total", "total"] })).toMatchInlineSnapshot(
      `"Expected policy.objective to be a list of different stages, received a list of 2."`,
    );
    expect(messageOfPolicy({ objective: 5 })).toMatchInlineSnapshot(
      `"Expected policy.objective to be the preset "everyone", "best", "fairest" or "choices", or a list of stages, received 5."`,
    );
  });

  test("checkProblem(): the methods that there are, and others with the nearest name", () => {
    for (const method of [
      "optimal",
      "stable",
      { kind: "stable" },
      { kind: "stable", proposing: "mentors", from: "choices" },
    ]) {
      expect(check(people, { ...skillsOnly, method }).policy.method).toEqual(method);
    }
    expect(messageOfPolicy({ method: "stabel" })).toMatchInlineSnapshot(
      `"Expected policy.method to be "optimal" or "stable", received "stabel". Did you mean "stable"?"`,
    );
    expect(messageOfPolicy({ method: { kind: "stable", proposing: "mentor" } })).toMatchInlineSnapshot(
      `"Expected policy.method.proposing to be "mentees" or "mentors", received "mentor". Did you mean "mentors"?"`,
    );
    const faultsOf = (method: unknown) =>
      refusal(() => check(people, { ...skillsOnly, method })).issues.map(({ code, path }) => `${code} ${path}`);
    expect(faultsOf({ kind: "optimal" })).toEqual(["E_OPTION policy.method.kind"]);
    expect(faultsOf({ proposing: "mentees" })).toEqual(["E_MISSING policy.method.kind"]);
    expect(faultsOf({ kind: "stable", form: "scores" })).toEqual(["E_UNKNOWN_KEY policy.method.form"]);
    expect(faultsOf(null)).toEqual(["E_OPTION policy.method"]);
  });

  test("checkProblem(): a stable matching has no objective, no quotas and no seats that have to be filled", () => {
    const [lin, ...others] = people.mentors;
    const must = { ...people, mentors: [{ ...lin, capacity: { min: 1, max: 2 } }, ...others] };
    const quotas = [{ side: "mentors", attribute: "team", value: lin.team, max: 1 }];
    const by = { ...skillsOnly, method: "stable", objective: "best", quotas };
    expect(refusal(() => check(must, by)).issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "E_CONFLICT mentors[0].capacity.min",
      "E_CONFLICT policy.objective",
      "E_CONFLICT policy.quotas",
    ]);
    expect(check(people, { ...skillsOnly, method: "stable" }).warnings).toEqual([]);
  });
});

describe("checkProblem: whatever stands where loads, quotas and rounds are stated", () => {
  const full = {
    people: {
      mentees: [{ id: "ada", demand: 2, priority: 1.5, team: "Data" }, { id: "ben" }],
      mentors: [
        { id: "lin", capacity: { min: 1, max: 2 }, load: 1 },
        { id: "sam", capacity: { max: 3 } },
      ],
    },
    policy: {
      capacity: { min: 0, max: 2 },
      demand: 2,
      objective: ["priority", "leximin", "choices:generous"],
      history: { past: [{ mentee: "ada", mentor: "lin" }], current: [{ mentee: "ben", mentor: "sam" }] },
      quotas: [{ side: "mentees", attribute: "team", value: "Data", min: 0, max: 2, of: "perMentor" }],
      pins: [{ mentee: "ada", mentor: "lin", reason: "They asked for it." }],
    },
  };
  const stable = {
    people: { mentees: [{ id: "ada" }], mentors: [{ id: "lin", capacity: { min: 0, max: 2 } }] },
    policy: { capacity: 2, method: { kind: "stable", proposing: "mentees", from: "scores" } },
  };
  type Path = readonly (string | number)[];
  const placesIn = (value: unknown, path: Path = []): Path[] => {
    if (typeof value !== "object" || value === null) return [path];
    return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))];
  };
  const replaced = (value: unknown, [key, ...deeper]: Path, by: unknown): unknown => {
    if (key === undefined) return by;
    const copy: object = Array.isArray(value) ? [...value] : { ...(value as object) };
    return Object.assign(copy, { [key]: replaced(copy[key as never], deeper, by) });
  };

  test("checkProblem(): returns a sound problem, or throws its own error and says where", () => {
    const whatever = fc.oneof(
      fc.anything({ withSparseArray: true, withBigInt: true, withNullPrototype: true }),
      fc.nat({ max: 3 }),
      fc.constantFrom<unknown>(undefined, "leximin", "mentors", { past: [] }, { min: 1, max: 3 }),
      fc.constantFrom<unknown>(0, 1, 2, -1, 0.5, 2 ** 53, Number.NaN, "", "ada", "Data", "total", [], {}, null),
      fc.constantFrom<unknown>(["total"], { max: 1 }, { min: 2, max: 1 }, { kind: "stable" }, [{ mentee: "ada" }]),
    );
    const places = [full, stable].flatMap((base) => placesIn(base).map((place) => ({ base, place })));
    const seen = { sound: 0, refused: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...places), whatever, ({ base, place }, by) => {
        const given = replaced(base, place, by) as { people: unknown; policy: object };
        try {
          const { mentees, mentors, ...problem } = check(given?.people, { ...skillsOnly, ...given?.policy });
          seen.sound += 1;
          for (const list of [problem.capacities, problem.minimums, problem.taken]) {
            expect([list.length, list.every(isCount)]).toEqual([mentors.length, true]);
          }
          expect(problem.minimums.every((min, index) => min <= problem.capacities[index])).toBe(true);
          expect(problem.demands.length === mentees.length && problem.demands.every((d) => isCount(d) && d > 0)).toBe(
            true,
          );
          expect(problem.priorities.every(Number.isFinite)).toBe(true);
          expect(problem.quotas.every(({ min, max }) => min <= max)).toBe(true);
        } catch (error) {
          if (!(error instanceof TelemachusError)) throw error;
          seen.refused += 1;
          expect(error.issues[0].message).toMatch(/^Expected .+ received .+/s);
        }
      }),
      runs(1500),
    );
    expect(Math.min(seen.sound, seen.refused)).toBeGreaterThan(100);
  });
});

describe("checkProblem: refusals", () => {
  const codes = (input: unknown, by?: unknown) => refusal(() => check(input, by)).issues.map(({ code }) => code);

  test("checkProblem(): problems of people, of ids, of the policy and of weights come together", () => {
    const input = { mentees: [{ id: "ada" }, { id: "ada", team: 5 }], mentors: [{ capacity: 1 }] };
    expect(codes(input, { criteria: {} }).sort()).toEqual(["E_DUPLICATE", "E_MISSING", "E_TYPE", "E_WEIGHTS"]);
  });

  test("checkProblem(): circles and colliding pins come together", () => {
    const pin = { mentee: "ada", mentor: "ada", reason: "x" };
    const both = { mentees: [{ id: "ada", manager: "ada" }], mentors: [{ id: "ada" }] };
    expect(codes(both, { ...skillsOnly, pins: [pin] }).sort()).toEqual(["E_CONFLICT", "E_CYCLE"]);
  });

  test("checkProblem(): entries that are no people do not hide duplicates among the others", () => {
    expect(
      codes({ mentees: [null, { id: "ada" }, 5, { id: "ada" }, { id: 5 }, { id: 5 }], mentors: [] }).sort(),
    ).toEqual(["E_DUPLICATE", "E_TYPE", "E_TYPE", "E_TYPE", "E_TYPE"]);
  });
});
