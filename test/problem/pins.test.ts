import type { Capacity } from "telemachus";
import { describe, expect, test } from "vitest";
import { checkPins } from "../../src/problem/pins.js";
import type { Ban, Pin } from "../../src/problem/policy.js";

const mentees = [{ id: "ada" }, { id: "ben" }, { id: "sam" }];
const mentors = [{ id: "lin" }, { id: "noor" }, { id: "sam" }];
const reason = "They asked for it.";
const pair = (mentee: string, mentor: string): Ban => ({ mentee, mentor, reason });

function check(
  pins: readonly Pin[],
  { bans = [], capacities = [2, 1, 0] }: { bans?: Ban[]; capacities?: number[] } = {},
) {
  const people = { mentees, mentors: mentors.map((mentor, index) => ({ ...mentor, capacity: capacities[index] })) };
  const checked = checkPins({ criteria: {}, pins, bans }, people);
  return { ...checked, faults: checked.issues.map(({ code, pointer }) => `${code} ${pointer}`) };
}

describe("checkPins", () => {
  test("checkPins(): neither pins nor bans", () => {
    const { pins, bans, issues } = checkPins({ criteria: {} }, { mentees, mentors });
    expect([pins, bans, issues]).toEqual([[], new Map(), []]);
  });

  test("checkPins(): people by their index, with the place in the policy", () => {
    const { pins, faults } = check([pair("ben", "noor"), { ...pair("ada", "lin"), override: true }]);
    expect(faults).toEqual([]);
    expect(pins).toEqual([
      { mentee: 1, mentor: 1, override: false, index: 0 },
      { mentee: 0, mentor: 0, override: true, index: 1 },
    ]);
  });

  test("checkPins(): bans by mentee, each once", () => {
    const { bans, faults } = check([], {
      bans: [pair("ada", "lin"), pair("ada", "noor"), pair("ada", "lin"), pair("ben", "sam")],
    });
    expect(faults).toEqual([]);
    expect(bans).toEqual(
      new Map([
        [0, new Set([0, 1])],
        [1, new Set([2])],
      ]),
    );
  });

  test("checkPins(): unknown ids, each with the nearest of its side", () => {
    const { issues, pins } = check([pair("adda", "nor"), pair("somebody", "lin")], {
      bans: [pair("everyone", "everybody")],
    });
    expect(issues.map(({ code, pointer, hint }) => [code, pointer, hint])).toEqual([
      ["E_UNKNOWN_ID", "/policy/bans/0/mentee", undefined],
      ["E_UNKNOWN_ID", "/policy/bans/0/mentor", undefined],
      ["E_UNKNOWN_ID", "/policy/pins/0/mentee", 'Did you mean "ada"?'],
      ["E_UNKNOWN_ID", "/policy/pins/0/mentor", 'Did you mean "noor"?'],
      ["E_UNKNOWN_ID", "/policy/pins/1/mentee", undefined],
    ]);
    expect(pins).toEqual([]);
  });

  test("checkPins(): a pin against a ban names the ban", () => {
    const { issues, faults } = check([pair("ada", "lin")], {
      bans: [pair("ben", "lin"), pair("ada", "lin"), pair("ada", "lin")],
    });
    expect(faults).toEqual(["E_CONFLICT /policy/pins/0"]);
    expect(issues[0].received).toBe("one that policy.bans[1] bans");
  });

  test("checkPins(): a mentee pinned twice names the first", () => {
    const { issues, faults } = check([pair("ben", "noor"), pair("ada", "lin"), pair("ada", "lin")]);
    expect(faults).toEqual(["E_CONFLICT /policy/pins/2"]);
    expect(issues[0].received).toBe('"ada", whom policy.pins[1] pins already');
  });

  test("checkPins(): a mentee who wants several is pinned to as many different mentors", () => {
    const wanting = (demand: unknown, pins: readonly Pin[], policy: { demand?: number } = {}) => {
      const given = { mentees: [{ id: "ada", demand }], mentors: mentors.map(({ id }) => ({ id, capacity: 9 })) };
      return checkPins({ criteria: {}, pins, ...policy }, given as never).issues.map(({ code, path, received }) => [
        `${code} ${path}`,
        received,
      ]);
    };
    const [lin, noor, sam] = [pair("ada", "lin"), pair("ada", "noor"), pair("ada", "sam")];
    expect(wanting(2, [lin, noor])).toEqual([]);
    expect(wanting(undefined, [lin, noor], { demand: 2 })).toEqual([]);
    expect(wanting(3, [lin, noor, sam], { demand: 1 })).toEqual([]);
    expect(wanting(2, [lin, noor, sam])).toEqual([["E_CONFLICT policy.pins[2]", '"ada", who wants 2 mentors']]);
    expect(wanting(3, [lin, lin, noor, sam])).toEqual([["E_CONFLICT policy.pins[1]", "that of policy.pins[0]"]]);
    expect(wanting(1, [lin, noor], { demand: 2 })).toEqual([
      ["E_CONFLICT policy.pins[1]", '"ada", whom policy.pins[0] pins already'],
    ]);
    // a demand that is none is complained about elsewhere
    expect(wanting("2", [lin, noor, sam])).toEqual([]);
  });

  test("checkPins(): seats are the most of a capacity with bounds, less the load", () => {
    const seats = (capacity: unknown, load = 0, policy: { capacity?: Capacity } = {}) => {
      const given = { mentees, mentors: [{ id: "lin", capacity, load }] };
      const pins = mentees.map(({ id }) => pair(id, "lin"));
      return checkPins({ criteria: {}, pins, ...policy }, given as never).issues.map(({ path }) => path);
    };
    expect(seats({ min: 1, max: 3 })).toEqual([]);
    expect(seats({ min: 1, max: 3 }, 2)).toEqual(["policy.pins[1]", "policy.pins[2]"]);
    expect(seats(undefined, 0, { capacity: { max: 2 } })).toEqual(["policy.pins[2]"]);
    expect(seats({ min: 4, max: 1 })).toEqual([]);
    expect(seats({ max: "1" })).toEqual([]);
  });

  test("checkPins(): every pin beyond a capacity", () => {
    const { faults } = check([pair("ada", "noor"), pair("ben", "noor"), pair("sam", "noor")]);
    expect(faults).toEqual(["E_CONFLICT /policy/pins/1", "E_CONFLICT /policy/pins/2"]);
    expect(check([pair("ada", "sam")]).faults).toEqual(["E_CONFLICT /policy/pins/0"]);
    expect(check([pair("ada", "sam")], { capacities: [0, 0, 1] }).faults).toEqual([]);
  });

  test("checkPins(): one person with themselves", () => {
    expect(check([pair("sam", "sam")], { capacities: [1, 1, 1] }).faults).toEqual(["E_CONFLICT /policy/pins/0"]);
  });

  test("checkPins(): everything at once", () => {
    const pins = [pair("sam", "sam"), pair("ada", "lin"), pair("ada", "nobody"), pair("ben", "sam")];
    const { faults } = check(pins, { bans: [pair("ada", "lin")], capacities: [0, 1, 0] });
    expect([...faults].sort()).toEqual([
      "E_CONFLICT /policy/pins/0",
      "E_CONFLICT /policy/pins/0",
      "E_CONFLICT /policy/pins/1",
      "E_CONFLICT /policy/pins/1",
      "E_CONFLICT /policy/pins/3",
      "E_UNKNOWN_ID /policy/pins/2/mentor",
    ]);
  });

  test("checkPins(): whoever has an id is known, in whatever order and whatever else is wrong with them", () => {
    const people = {
      mentees: [{ id: "ben" }, 5, null, { id: "ada" }],
      mentors: [{ id: "sam" }, { id: "lin", capacity: -1 }],
    };
    const { pins, issues } = checkPins(
      { criteria: {}, pins: [pair("ben", "lin"), pair("ada", "lin")] },
      people as never,
    );
    expect(issues).toEqual([]);
    expect(pins.map(({ mentee, mentor }) => [mentee, mentor])).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(checkPins({ criteria: {}, pins: [pair("ada", "lin")] }, undefined).issues).toHaveLength(2);
  });
});
