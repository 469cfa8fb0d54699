import {
  differentAttribute,
  gap,
  match,
  notInManagementChain,
  type People,
  type Policy,
  requiredExperience,
  sameAttribute,
  skills,
  type WarningCode,
} from "telemachus";
import { describe, expect, test } from "vitest";

const criteria = { skills: skills({ weight: 1 }) };
const nobody: People = { mentees: [], mentors: [] };

function warned(code: WarningCode, people: People, policy: Omit<Policy, "criteria">) {
  return match(people, { criteria, ...policy }).warnings.filter((warning) => warning.code === code);
}

describe("what rules leave out", () => {
  test("W_CONTRADICTORY_RULES: two gaps that no number is in, and the same and different of one field", () => {
    const told = (rules: Policy["rules"]) =>
      warned("W_CONTRADICTORY_RULES", nobody, { rules }).map(({ message }) => message);
    const above = gap({ field: "grade", min: 1 });
    expect(told({ above, below: gap({ field: "grade", max: 0 }) })).toEqual([
      'The rules "above" and "below" cannot both hold: whoever answers both has nobody.',
    ]);
    expect(told({ a: sameAttribute({ field: "site" }), b: differentAttribute({ field: "site" }) })).toHaveLength(1);
    expect(told({ above, below: gap({ field: "grade", max: 1 }) })).toEqual([]);
    expect(told({ above, below: gap({ field: "seniority", max: 0 }) })).toEqual([]);
    expect(told({ a: sameAttribute({ field: "site" }), b: differentAttribute({ field: "team" }) })).toEqual([]);
    expect(told({ a: sameAttribute({ field: "site" }), b: sameAttribute({ field: "site" }) })).toEqual([]);
  });

  test("W_INCOMPLETE_CHAIN: a manager who takes no part, unless the whole chain is stated, and only where a rule asks", () => {
    const people: People = {
      mentees: [
        { id: "ada", manager: "lin" },
        { id: "ben", manager: "mara" },
        { id: "chidi", managers: ["mara", "zora"] },
        { id: "dora" },
      ],
      mentors: [{ id: "lin", manager: "outsider" }, { id: "sam" }, { id: "zed", manager: "sam" }],
    };
    const rules = { manager: notInManagementChain() };
    const [warning] = warned("W_INCOMPLETE_CHAIN", people, { rules });
    expect(warning).toMatchObject({ count: 3, ids: ["ada", "ben", "lin"] });
    expect(warned("W_INCOMPLETE_CHAIN", people, {})).toEqual([]);
    const [ada, , ...others] = people.mentees;
    const closed = { mentees: [ada, ...others], mentors: [{ id: "lin" }, { id: "sam" }] };
    expect(warned("W_INCOMPLETE_CHAIN", closed, { rules })).toEqual([]);
  });

  test("W_REQUEST_NOT_A_RULE: counts those who require lived experience where no rule stands for it, and names nobody", () => {
    const requiring = { livedExperiences: [{ name: "carer", strength: "require" as const }] };
    const preferring = { livedExperiences: [{ name: "carer", strength: "prefer" as const }, "migrated"] };
    const people: People = {
      mentees: [
        { id: "ada", requests: requiring },
        { id: "ben", requests: preferring },
      ],
      mentors: [{ id: "lin", requests: requiring }],
    };
    expect(warned("W_REQUEST_NOT_A_RULE", people, {})).toEqual([
      {
        code: "W_REQUEST_NOT_A_RULE",
        message:
          "People require lived experience, but no rule of the kind requiredExperience stands for it: it only counts in scores.",
        count: 2,
      },
    ]);
    expect(warned("W_REQUEST_NOT_A_RULE", people, { rules: { required: requiredExperience() } })).toEqual([]);
    expect(warned("W_REQUEST_NOT_A_RULE", { ...people, mentees: [people.mentees[1]], mentors: [] }, {})).toEqual([]);
  });

  test("W_OVERLOADED: more mentees already than the mentor takes", () => {
    const mentors = [
      { id: "lin", capacity: 1, load: 2 },
      { id: "sam", capacity: 3, load: 3 },
      { id: "noor", load: 1 },
    ];
    const people = { mentees: [{ id: "ada" }], mentors };
    expect(warned("W_OVERLOADED", people, {})).toMatchObject([{ count: 1, ids: ["lin"] }]);
    expect(match(people, { criteria }).manifest.counts).toMatchObject({ seats: 0, freeSeats: 0, matched: 0 });
    expect(match(people, { criteria, capacity: 2 }).pairs.map(({ mentor }) => mentor)).toEqual(["noor"]);
  });
});
