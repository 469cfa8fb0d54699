import type { Capacity, Mentee, Mentor, Policy } from "telemachus";
import { describe, expect, test } from "vitest";
import { policyForm } from "../../src/policy.js";
import { checkProblem } from "../../src/problem/checkProblem.js";
import { skillsOnly } from "../support/storyWith.js";

function check(mentees: readonly Mentee[], mentors: readonly Mentor[], by: Partial<Policy> = {}) {
  return checkProblem({ mentees, mentors }, { ...skillsOnly, ...by }, policyForm);
}

/** Seats of mentors with these capacities and loads: the most and the least that are left. */
function seats(stated: readonly (readonly [capacity?: Capacity, load?: number])[], by: Partial<Policy> = {}) {
  const mentors = stated.map(([capacity, load], index) => {
    return { id: `m${index}`, ...(capacity !== undefined && { capacity }), ...(load !== undefined && { load }) };
  });
  const { capacities, minimums, taken } = check([], mentors, by);
  return { capacities, minimums, taken };
}

describe("readLoads", () => {
  test("a capacity is a number, or the least and the most", () => {
    expect(seats([[2], [{ max: 3 }], [{ min: 1, max: 3 }], [{ min: 2, max: 2 }], [0], [{ min: 0, max: 0 }]])).toEqual({
      capacities: [2, 3, 3, 2, 0, 0],
      minimums: [0, 0, 1, 2, 0, 0],
      taken: [0, 0, 0, 0, 0, 0],
    });
  });

  test("seats that are taken count towards both bounds", () => {
    const two = { min: 2, max: 4 };
    expect(
      seats([
        [two, 0],
        [two, 1],
        [two, 3],
        [two, 4],
        [two, 9],
        [3, 2],
      ]),
    ).toEqual({
      capacities: [4, 3, 1, 0, 0, 1],
      minimums: [2, 1, 0, 0, 0, 0],
      taken: [0, 1, 3, 4, 9, 2],
    });
  });

  test("who states no capacity has the policy's, with both bounds; who states one has none of it", () => {
    const by = { capacity: { min: 1, max: 3 } };
    expect(seats([[], [undefined, 1], [2], [{ max: 5 }]], by)).toMatchObject({
      capacities: [3, 2, 2, 5],
      minimums: [1, 0, 0, 0],
    });
    expect(seats([[], [2]])).toMatchObject({ capacities: [1, 2], minimums: [0, 0] });
  });

  test("demands and priorities, with the policy's demand", () => {
    const mentees = [
      { id: "ada", demand: 3 },
      { id: "ben", priority: -1.5 },
      { id: "chidi", demand: 1, priority: 2 },
    ];
    const of = (by: Partial<Policy>) => {
      const { demands, priorities } = check(mentees, [{ id: "lin" }], by);
      return { demands, priorities };
    };
    expect(of({})).toEqual({ demands: [3, 1, 1], priorities: [0, -1.5, 2] });
    expect(of({ demand: 2 })).toEqual({ demands: [3, 2, 1], priorities: [0, -1.5, 2] });
  });

  test("choices are mentors of the programme, in the order of the choices, by canonical index", () => {
    const mentors = [{ id: "sam" }, { id: "lin" }, { id: "noor" }];
    const mentees: Mentee[] = [
      { id: "zoe", requests: { choices: ["sam", "nobody", "lin"] } },
      { id: "ada", requests: { choices: ["noor", "zoe", "sam"] } },
      { id: "ben" },
      { id: "eve", requests: { choices: [] } },
    ];
    expect(check(mentees, mentors).choices).toEqual([[1, 2], [], [], [2, 0]]);
  });

  test("warnings name seats as they are stated", () => {
    const messages = (by: Partial<Policy>, lin: Partial<Mentor> = {}) =>
      check(
        [],
        [
          { id: "lin", ...lin },
          { id: "sam", capacity: 2 },
        ],
        by,
      ).warnings.map(({ code, message, ids }) => [code, message, ids]);
    expect(messages({ capacity: { min: 1, max: 3 } })).toEqual([
      ["W_DEFAULT_CAPACITY", "Mentors who state no capacity take 1 to 3.", ["lin"]],
    ]);
    expect(messages({ capacity: { min: 3, max: 3 } })[0][1]).toBe("Mentors who state no capacity take exactly 3.");
    expect(messages({ capacity: { max: 3 } })[0][1]).toBe("Mentors who state no capacity take 3.");
    expect(messages({}, { capacity: { min: 1, max: 2 }, load: 3 }).map(([code, , ids]) => [code, ids])).toEqual([
      ["W_OVERLOADED", ["lin"]],
    ]);
  });
});

describe("rounds", () => {
  const mentees = [{ id: "ben" }, { id: "ada" }];
  const mentors = [{ id: "sam" }, { id: "lin" }];
  const pair = (mentee: string, mentor: string) => ({ mentee, mentor });
  const of = (history: Policy["history"]) => {
    const { history: past, current } = check(mentees, mentors, { history });
    const flat = (map: ReadonlyMap<number, ReadonlySet<number>>) =>
      [...map].flatMap(([mentee, had]) => [...had].map((mentor) => [mentee, mentor]));
    return { past: flat(past), current: flat(current) };
  };

  test("a list is of the past", () => {
    expect(of([pair("ada", "lin"), pair("ada", "sam"), pair("gone", "lin")])).toEqual({
      past: [
        [0, 0],
        [0, 1],
      ],
      current: [],
    });
    expect(of(undefined)).toEqual({ past: [], current: [] });
  });

  test("what was and what is are kept apart, and who left is passed over", () => {
    expect(of({ past: [pair("ada", "lin")], current: [pair("ben", "sam"), pair("ben", "gone")] })).toEqual({
      past: [[0, 0]],
      current: [[1, 1]],
    });
    expect(of({ current: [pair("ada", "lin"), pair("ada", "lin")] })).toEqual({ past: [], current: [[0, 0]] });
    expect(of({ past: [pair("ada", "lin")], current: [pair("ada", "lin")] })).toEqual({
      past: [[0, 0]],
      current: [[0, 0]],
    });
  });
});
