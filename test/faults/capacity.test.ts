import { type People, type Policy, sameAttribute } from "telemachus";
import { describe, expect, test } from "vitest";
import { policyForm } from "../../src/policy.js";
import { checkProblem } from "../../src/problem/checkProblem.js";
import { inOwnProcess } from "../support/inOwnProcess.js";
import { matchAny, messageOf, problemsOf, refusal } from "../support/refusal.js";
import { people, policy } from "../support/story.js";
import { adaAndLin, skillsOnly, storyWith } from "../support/storyWith.js";
import { validateMatching } from "../support/validateMatching.js";

const given = (input: unknown, by: unknown = skillsOnly) => problemsOf(() => matchAny(input, by));

/** The matching, which has to be a valid one. */
function matched(input: People, by: Policy) {
  const matching = matchAny(input, by);
  validateMatching(matching, input, by);
  return matching;
}

describe("capacities", () => {
  test("match(): a capacity of 0", () => {
    const input = storyWith({ lin: { capacity: 0 } }) as People;
    const { pairs, unmatched } = matched(input, policy);
    expect(pairs.map(({ mentor }) => mentor)).toEqual(["sam", "noor"]);
    expect(unmatched.mentees).toHaveLength(3);
    const none = { ...input, mentors: input.mentors.map((mentor) => ({ ...mentor, capacity: 0 })) };
    expect(matched(none, policy).unmatched.mentees).toHaveLength(5);
  });

  test.each([[-1], [1.5], [Number.NaN], [Infinity], ["2"], [2 ** 53], [null], [true], [[2]]])(
    "match(): a capacity of %o",
    (capacity) => {
      expect(given(storyWith({ lin: { capacity } }))).toEqual([
        ["E_CAPACITY", "mentors[0].capacity", "/mentors/0/capacity"],
      ]);
      expect(given(people, { ...policy, capacity })).toEqual([["E_CAPACITY", "policy.capacity", "/policy/capacity"]]);
    },
  );

  test("match(): a capacity of 1.5, in words", () => {
    expect(messageOf(() => matchAny(storyWith({ lin: { capacity: 1.5 } }), policy))).toMatchInlineSnapshot(
      `"Expected mentors[0].capacity to be a non-negative whole number of seats, received 1.5."`,
    );
  });

  test.each([6, 70_000, 2 ** 31, 2 ** 32 + 1, 2 ** 53 - 1])(
    "match(): a capacity of %d, more than there are mentees",
    (capacity) => {
      const { pairs, unmatched, manifest } = matched(adaAndLin({}, { capacity }), skillsOnly);
      expect(pairs).toHaveLength(1);
      expect(unmatched.seats).toEqual([{ mentor: "lin", free: capacity - 1, reason: "MORE_SEATS_THAN_MENTEES" }]);
      expect(manifest.counts).toMatchObject({ seats: capacity, freeSeats: capacity - 1 });
    },
  );

  test.each([
    [{ min: -1, max: 2 }, "E_CAPACITY", ".min"],
    [{ min: 1.5, max: 2 }, "E_CAPACITY", ".min"],
    [{ max: Number.NaN }, "E_CAPACITY", ".max"],
    [{ max: "2" }, "E_CAPACITY", ".max"],
    [{ min: 1 }, "E_MISSING", ".max"],
    [{ min: 3, max: 2 }, "E_BOUNDS", ".min"],
    [{ max: 2, most: 3 }, "E_UNKNOWN_KEY", ".most"],
  ])("match(): a capacity with the bounds %o", (capacity, code, place) => {
    expect(given(storyWith({ lin: { capacity } }))).toEqual([
      [code, `mentors[0].capacity${place}`, `/mentors/0/capacity${place.replace(".", "/")}`],
    ]);
    expect(given(people, { ...policy, capacity })).toEqual([
      [code, `policy.capacity${place}`, `/policy/capacity${place.replace(".", "/")}`],
    ]);
  });

  test("match(): a capacity whose min is above its max, and one of the wrong type, in words", () => {
    expect(
      messageOf(() => matchAny(storyWith({ lin: { capacity: { min: 3, max: 2 } } }), policy)),
    ).toMatchInlineSnapshot(`"Expected mentors[0].capacity.min to be no more than the max of 2, received 3."`);
    expect(messageOf(() => matchAny(people, { ...policy, capacity: "2" }))).toMatchInlineSnapshot(
      `"Expected policy.capacity to be a non-negative whole number of seats, received "2"."`,
    );
  });

  test("match(): what a mentee wants, and the priority, where they are none", () => {
    const codesOf = (fields: object) => given(storyWith({ ada: fields })).map(([code, path]) => [code, path]);
    for (const demand of [0, -1, 1.5, 2 ** 53])
      expect(codesOf({ demand })).toEqual([["E_OUT_OF_RANGE", "mentees[0].demand"]]);
    for (const demand of [null, "2", Number.NaN, [1]])
      expect(codesOf({ demand })).toEqual([["E_TYPE", "mentees[0].demand"]]);
    for (const priority of [null, "1", Number.NaN, Infinity]) {
      expect(codesOf({ priority })).toEqual([["E_TYPE", "mentees[0].priority"]]);
    }
    expect(codesOf({ priority: 1e300 })).toEqual([["E_RANGE", "mentees[0].priority"]]);
    expect(given(people, { ...policy, demand: 0 })).toEqual([["E_OUT_OF_RANGE", "policy.demand", "/policy/demand"]]);
    expect(messageOf(() => matchAny(storyWith({ ada: { demand: 0 } }), policy))).toMatchInlineSnapshot(
      `"Expected mentees[0].demand to be a whole number of mentors, 1 or more, received 0."`,
    );
  });

  test("match(): demand and priority are the mentees', capacity and load the mentors'", () => {
    const entries = {
      mentees: [{ id: "ada", capacity: 1, load: 1 }],
      mentors: [{ id: "lin", demand: 1, priority: 1 }],
    };
    expect(given(entries).sort()).toEqual([
      ["E_UNKNOWN_KEY", "mentees[0].capacity", "/mentees/0/capacity"],
      ["E_UNKNOWN_KEY", "mentees[0].load", "/mentees/0/load"],
      ["E_UNKNOWN_KEY", "mentors[0].demand", "/mentors/0/demand"],
      ["E_UNKNOWN_KEY", "mentors[0].priority", "/mentors/0/priority"],
    ]);
  });

  test("match(): keys that sound like these and are none", () => {
    expect(given({ mentees: [{ id: "ada" }], mentors: [{ id: "lin", minimum: 1, capacities: 2 }] }).sort()).toEqual([
      ["E_UNKNOWN_KEY", "mentors[0].capacities", "/mentors/0/capacities"],
      ["E_UNKNOWN_KEY", "mentors[0].minimum", "/mentors/0/minimum"],
    ]);
    const unknown = ["demands", "fairness", "groups", "minimums", "priorities", "quota"];
    const by = { ...policy, ...Object.fromEntries(unknown.map((key) => [key, {}])) };
    expect(given(people, by).sort()).toEqual(
      unknown.map((key) => ["E_UNKNOWN_KEY", `policy.${key}`, `/policy/${key}`]),
    );
  });

  test("match(): a gap whose min is above its max", () => {
    const rules = { grade: { kind: "gap", field: "grade", min: 2, max: 1 } };
    expect(given(people, { ...policy, rules })).toEqual([["E_BOUNDS", "policy.rules.grade", "/policy/rules/grade"]]);
    expect(messageOf(() => matchAny(people, { ...policy, rules }))).toMatchInlineSnapshot(
      `"Expected policy.rules.grade to be a gap whose min is not above its max, received an object."`,
    );
  });
});

describe("pins and bans", () => {
  const reason = "They asked for it.";
  const pin = (mentee: string, mentor: string) => ({ mentee, mentor, reason });
  const pinning = (...pins: object[]) => ({ ...policy, pins });
  const conflictAt = (index: number) => ["E_CONFLICT", `policy.pins[${index}]`, `/policy/pins/${index}`];

  test("match(): pin and ban of the same pair, with both places", () => {
    const by = { ...pinning(pin("ben", "sam"), pin("ada", "lin")), bans: [pin("dora", "sam"), pin("ada", "lin")] };
    expect(given(people, by)).toEqual([conflictAt(1)]);
    expect(messageOf(() => matchAny(people, by))).toMatchInlineSnapshot(
      `"Expected policy.pins[1] to be a pair that is not banned, received one that policy.bans[1] bans."`,
    );
  });

  test("match(): pins that exceed a capacity", () => {
    expect(given(people, pinning(pin("ben", "sam"), pin("ada", "sam"), pin("elif", "sam")))).toEqual([
      conflictAt(1),
      conflictAt(2),
    ]);
    expect(given(storyWith({ lin: { capacity: 0 } }), pinning(pin("ada", "lin")))).toEqual([conflictAt(0)]);
  });

  test("match(): a mentee pinned twice", () => {
    expect(given(people, pinning(pin("ada", "lin"), pin("ada", "noor")))).toEqual([conflictAt(1)]);
    expect(given(people, pinning(pin("ada", "lin"), pin("ada", "lin")))).toEqual([conflictAt(1)]);
  });

  test("match(): a mentee who wants two, pinned to two, and to a third", () => {
    const wanting = storyWith({ ada: { demand: 2 } });
    const by = pinning(pin("ada", "lin"), pin("ada", "noor"));
    expect(checkProblem(wanting, by, policyForm).pins).toHaveLength(2);
    expect(given(wanting, pinning(...by.pins, pin("ada", "sam")))).toEqual([conflictAt(2)]);
    expect(given(wanting, pinning(pin("ada", "lin"), pin("ada", "lin")))).toEqual([conflictAt(1)]);
  });

  test("match(): a mentee pinned two hundred thousand times", () => {
    const pins = new Array(200_000).fill(pin("ada", "lin"));
    const { code, total } = refusal(() => matchAny(people, { ...policy, pins }));
    // each but the first repeats it, and each but the first two finds no seat
    expect([code, total]).toEqual(["E_CONFLICT", 199_999 + 199_998]);
  });

  test("match(): a pin or a ban with an unknown id, with the nearest one", () => {
    const by = { ...pinning(pin("adda", "lin")), bans: [pin("ben", "noir")] };
    const call = () => matchAny(people, by);
    expect(problemsOf(call).sort()).toEqual([
      ["E_UNKNOWN_ID", "policy.bans[0].mentor", "/policy/bans/0/mentor"],
      ["E_UNKNOWN_ID", "policy.pins[0].mentee", "/policy/pins/0/mentee"],
    ]);
    expect(messageOf(() => matchAny(people, pinning(pin("adda", "lin"))))).toMatchInlineSnapshot(
      `"Expected policy.pins[0].mentee to be the id of a mentee, received "adda". Did you mean "ada"?"`,
    );
  });

  test("match(): two thousand unknown ids among ten thousand people, of which the listed ones get a hint", () => {
    const office = "of the department of administrative affairs";
    const mentees = Array.from({ length: 10_000 }, (_, index) => ({ id: `employee ${index} ${office}` }));
    const bans = Array.from({ length: 2000 }, (_, index) => pin(`person ${index} ${office}`, "lin"));
    const { code, total, issues } = refusal(() => matchAny({ ...people, mentees }, { ...policy, bans }));
    expect([code, total]).toEqual(["E_UNKNOWN_ID", 2000]);
    expect(issues.map(({ hint }) => hint)).not.toContain(undefined);
  });

  test("match(): a mentor's id where a mentee's should be", () => {
    expect(given(people, pinning(pin("lin", "ada"))).map(([code]) => code)).toEqual(["E_UNKNOWN_ID", "E_UNKNOWN_ID"]);
  });

  test("match(): a pin of one person with themselves", () => {
    const both = { mentees: [{ id: "ada" }], mentors: [{ id: "ada" }] };
    expect(given(both, { ...skillsOnly, pins: [pin("ada", "ada")] })).toEqual([conflictAt(0)]);
  });

  test("match(): a pin against a rule (same manager's line), unless it overrides", () => {
    expect(given(people, pinning(pin("chidi", "lin")))).toEqual([conflictAt(0)]);
    expect(messageOf(() => matchAny(people, pinning(pin("chidi", "lin"))))).toMatchInlineSnapshot(
      `"Expected policy.pins[0] to be a pair that the rules allow, received one that the rule "manager" forbids. Set "override": true if the pin is to stand against the rule."`,
    );
    const { pairs, warnings } = matched(people, pinning({ ...pin("chidi", "lin"), override: true }) as Policy);
    expect(pairs.find(({ pinned }) => pinned)).toMatchObject({ mentee: "chidi", mentor: "lin" });
    expect(warnings).toContainEqual(expect.objectContaining({ code: "W_OVERRIDDEN_RULE", ids: ["chidi", "lin"] }));
  });

  test("match(): a pin against a request to avoid stands, and says so", () => {
    const avoiding = storyWith({ ada: { requests: { avoid: ["lin"] } } }) as People;
    const { warnings } = matched(avoiding, pinning(pin("ada", "lin")) as Policy);
    expect(warnings).toContainEqual(expect.objectContaining({ code: "W_OVERRIDDEN_REQUEST", ids: ["ada", "lin"] }));
  });

  test("match(): a pin or a ban without a reason", () => {
    const { reason: _reason, ...unexplained } = pin("ada", "lin");
    const by = { ...pinning({ ...unexplained, reason: "  " }), bans: [unexplained] };
    expect(given(people, by).sort()).toEqual([
      ["E_MISSING", "policy.bans[0].reason", "/policy/bans/0/reason"],
      ["E_MISSING", "policy.pins[0].reason", "/policy/pins/0/reason"],
    ]);
  });

  test("match(): duplicate bans ban once", () => {
    const once = matched(people, { ...policy, bans: [pin("ada", "lin")] });
    const thrice = matched(people, { ...policy, bans: [pin("ada", "lin"), pin("ada", "lin"), pin("ada", "lin")] });
    expect(thrice.pairs).toEqual(once.pairs);
    expect(thrice.unmatched).toEqual(once.unmatched);
  });
});

describe("quotas", () => {
  const site = (id: string, value?: string) => ({ id, ...(value !== undefined && { attributes: { site: value } }) });
  const input = {
    mentees: [site("ada", "Leeds"), site("ben", "Hull"), site("chidi")],
    mentors: [{ ...site("lin", "Leeds"), capacity: 3 }],
  };
  const leeds = { side: "mentees", attribute: "site", value: "Leeds" };
  const under = (...quotas: object[]) => given(input, { ...skillsOnly, quotas }).map(([code, path]) => [code, path]);

  test("match(): a quota whose min is above its max", () => {
    expect(under({ ...leeds, min: 2, max: 1 })).toEqual([["E_BOUNDS", "policy.quotas[0]"]]);
    expect(
      messageOf(() => matchAny(input, { ...skillsOnly, quotas: [{ ...leeds, min: 2, max: 1 }] })),
    ).toMatchInlineSnapshot(
      `"Expected policy.quotas[0] to be a quota whose min is not above its max, received an object."`,
    );
  });

  test("match(): quotas that overlap, and quotas on pairs, which are no flow", () => {
    const crossing = {
      ...input,
      mentees: input.mentees.map((person, index) => ({ ...person, team: index < 2 ? "Data" : "Platform" })),
    };
    crossing.mentees.push({ ...site("dora", "Leeds"), team: "Platform" });
    const data = { side: "mentees", attribute: "team", value: "Data", max: 1 };
    expect(given(crossing, { ...skillsOnly, quotas: [{ ...leeds, max: 1 }, data] })).toEqual([
      ["E_NOT_LAMINAR", "policy.quotas[1]", "/policy/quotas/1"],
    ]);
    expect(under({ ...leeds, side: "pairs", max: 1 })).toEqual([["E_NOT_LAMINAR", "policy.quotas[0].side"]]);
  });

  test("match(): a quota on a group that there is not", () => {
    expect(under({ ...leeds, value: "York", max: 1 }, { ...leeds, attribute: "club", max: 1 })).toEqual([
      ["E_UNKNOWN_GROUP", "policy.quotas[0].value"],
      ["E_UNKNOWN_GROUP", "policy.quotas[1].attribute"],
    ]);
  });

  test("match(): a person without the group's attribute is counted, by id", () => {
    const { warnings } = checkProblem(input, { ...skillsOnly, quotas: [{ ...leeds, max: 3 }] }, policyForm);
    expect(warnings).toContainEqual(expect.objectContaining({ code: "W_QUOTA_UNKNOWN", count: 1, ids: ["chidi"] }));
  });

  test("match(): pins that alone exceed a quota", () => {
    const pins = [{ mentee: "ada", mentor: "lin", reason: "They asked for it." }];
    expect(given(input, { ...skillsOnly, pins, quotas: [{ ...leeds, max: 0 }] })).toEqual([
      ["E_CONFLICT", "policy.pins[0]", "/policy/pins/0"],
    ]);
  });
});

describe("nobody allowed", () => {
  const ban = (mentee: string, mentor: string) => ({ mentee, mentor, reason: "They work together." });

  test("match(): everything forbidden", () => {
    const bans = people.mentees.flatMap(({ id }) => people.mentors.map((mentor) => ban(id, mentor.id)));
    const { pairs, unmatched } = matched(people, { ...policy, bans });
    expect(pairs).toEqual([]);
    expect(unmatched.mentees.map(({ reason }) => reason)).toEqual(people.mentees.map(() => "NO_ELIGIBLE_MENTOR"));
    expect(unmatched.seats.map(({ reason }) => reason)).toEqual(people.mentors.map(() => "NO_ELIGIBLE_MENTEE"));
  });

  test("match(): one mentee with no option has that one reason, and the others are as without them", () => {
    const bans = people.mentors.map(({ id }) => ban("ada", id));
    const { pairs, unmatched, total } = matched(people, { ...policy, bans });
    expect(unmatched.mentees).toMatchObject([{ id: "ada", reason: "NO_ELIGIBLE_MENTOR", excluded: { bans: 3 } }]);
    const others = matched({ ...people, mentees: people.mentees.slice(1) }, policy);
    expect([pairs, total]).toEqual([others.pairs, others.total]);
  });

  test("match(): five mentees and three seats leave exactly two unmatched, with the proof", () => {
    const apart = (site: string) => ({ attributes: { site }, skills: ["SQL"] });
    const input: People = {
      mentees: [...people.mentees.map(({ id }) => ({ id, ...apart("Leeds") })), { id: "zoe", ...apart("Hull") }],
      mentors: [
        { id: "lin", capacity: 2, ...apart("Leeds") },
        { id: "noor", capacity: 1, ...apart("Leeds") },
        { id: "sam", capacity: 4, ...apart("Hull") },
      ],
    };
    const { unmatched, shortages } = matched(input, {
      ...skillsOnly,
      rules: { site: sameAttribute({ field: "site" }) },
    });
    expect(unmatched.mentees.map(({ reason }) => reason)).toEqual(["CAPACITY_SHORT", "CAPACITY_SHORT"]);
    expect(shortages).toEqual([
      { mentees: ["ada", "ben", "chidi", "dora", "elif"], mentors: ["lin", "noor"], seats: 3, over: 2 },
    ]);
  });

  test("match(): a person without an answer to a rule is allowed or forbidden as it says, and counted", () => {
    const input: People = {
      mentees: [{ id: "ada", attributes: { site: "Hull" } }, { id: "ben" }],
      mentors: [{ id: "lin", capacity: 2, attributes: { site: "Hull" } }],
    };
    const by = (unknown?: "allow" | "forbid"): Policy => ({
      ...skillsOnly,
      rules: { site: sameAttribute({ field: "site", unknown }) },
    });
    for (const [unknown, mentees] of [
      [undefined, ["ada", "ben"]],
      ["allow", ["ada", "ben"]],
      ["forbid", ["ada"]],
    ] as const) {
      const { pairs, warnings } = matched(input, by(unknown));
      expect(pairs.map(({ mentee }) => mentee)).toEqual(mentees);
      expect(warnings).toContainEqual(expect.objectContaining({ code: "W_RULE_UNKNOWN", count: 1 }));
    }
  });
});

describe("reporting lines", () => {
  test("match(): a person who manages themselves, two who manage each other, a list that repeats", () => {
    const mentees = [
      { id: "ada", manager: "ada" },
      { id: "ben", manager: "lin" },
      { id: "dora", managers: ["x", "y", "x"] },
    ];
    const input = { mentees, mentors: [{ id: "lin", manager: "ben" }] };
    expect(given(input).sort()).toEqual([
      ["E_CYCLE", "mentees[0].manager", "/mentees/0/manager"],
      ["E_CYCLE", "mentees[1].manager", "/mentees/1/manager"],
      ["E_CYCLE", "mentees[2].managers", "/mentees/2/managers"],
      ["E_CYCLE", "mentors[0].manager", "/mentors/0/manager"],
    ]);
    expect(messageOf(() => matchAny(adaAndLin({ manager: "ada" }), policy))).toMatchInlineSnapshot(
      `"Expected mentees[0].manager to be a chain of managers that ends, received one in which "ada" or a manager stands above themselves."`,
    );
  });

  test("match(): a line of ten thousand managers is followed, without memory for the square of it", async () => {
    const flags = ["--max-old-space-size=512"];
    const { status, stdout } = await inOwnProcess("hostileInput.ts", { flags, arguments: ["lineOfManagers"] });
    expect([status, stdout]).toEqual([0, "optimal"]);
  });
});
