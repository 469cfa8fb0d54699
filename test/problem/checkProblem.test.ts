import type { Policy } from "telemachus";
import { describe, expect, test } from "vitest";
import { policyForm } from "../../src/policy.js";
import { checkProblem } from "../../src/problem/checkProblem.js";
import { refusal } from "../support/refusal.js";
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
