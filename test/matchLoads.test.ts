import fc from "fast-check";
import { type ErrorCode, explain, type Matching, match, type People, type Policy, reopen, skills } from "telemachus";
import { munkres } from "telemachus/munkres";
import { describe, expect, test } from "vitest";

import { type Exhaustive, exhaustive, stagesOf } from "./support/exhaustive.js";
import { runs } from "./support/instances.js";
import { loadedProgrammes, type Programme, rewritten, seeded, stableProgrammes } from "./support/programmes.js";
import { refusal } from "./support/refusal.js";
import { mostSeats } from "./support/stated.js";
import { validateMatching } from "./support/validateMatching.js";
import { type WholeProgramme, wholeProgramme } from "./support/wholeProgramme.js";

/** Counts by name, to show that generated cases were not trivial. */
function tally() {
  const seen: Record<string, number> = {};
  const see = (...names: string[]) => {
    for (const name of new Set(names)) seen[name] = (seen[name] ?? 0) + 1;
  };
  return { seen, see };
}

/** Programmes with everything in them, small enough to try every assignment. */
const small = fc.oneof(
  loadedProgrammes({ mentees: 5, mentors: 3, demand: 2 }),
  loadedProgrammes({ mentees: 4, mentors: 3, demand: 3 }),
  loadedProgrammes({ mentees: 4, mentors: 4, demand: 2 }),
);
const any = loadedProgrammes({ mentees: 6, mentors: 5, demand: 3 });

function pairsOf({ pairs }: Matching): [mentee: string, mentor: string][] {
  return pairs.map(({ mentee, mentor }) => [mentee, mentor]);
}

/** The best assignment by trying all, the pins among it. */
function oracleOf({ people, policy }: Programme, seed: number) {
  const whole = wholeProgramme(people, policy, seed);
  return { whole, best: exhaustive(whole.scores, whole.options) };
}

describe("match(): loads, quotas and objectives", () => {
  test("match(): whatever is asked for, everything a matching says can be derived from people and policy", () => {
    const { seen, see } = tally();
    fc.assert(
      fc.property(any, ({ people, policy }) => {
        const matching = match(people, policy);
        validateMatching(matching, people, policy);
        const { unmatched, infeasibility, objective } = matching;
        see(
          matching.status,
          ...objective.stages.map(({ stage }) => stage),
          ...unmatched.mentees.map(({ reason }) => reason),
          ...unmatched.places.map(({ reason }) => `place ${reason}`),
          ...unmatched.seats.map(({ reason }) => `seats ${reason}`),
          ...(infeasibility?.repairs.map(({ kind }) => `repair ${kind}`) ?? []),
          ...(infeasibility?.conflict.bounds.map(({ kind }) => `conflict ${kind}`) ?? []),
          ...matching.pairs.map(({ pinned, tied }) => (pinned ? "pinned" : tied ? "tied" : "certain")),
          ...(matching.certificate.floor === undefined ? [] : ["witness"]),
        );
      }),
      runs(1800),
    );
    const common = ["optimal", "infeasible", "CAPACITY_SHORT", "OUTPRICED", "pinned", "tied", "certain"];
    const stages = ["matched", "priority", "draw", "total", "floor", "leximin", "choices", "choices:generous"];
    for (const name of [...common, ...stages, "balance", "continuity", "witness"]) {
      expect(seen[name], name).toBeGreaterThan(50);
    }
    const rarer = ["place SEATS_TAKEN", "place NO_FURTHER_MENTOR", "place QUOTA", "seats QUOTA"];
    const repairs = ["repair bounds", "repair seats", "repair rule", "conflict minimum", "conflict quota"];
    for (const name of ["QUOTA", ...rarer, ...repairs]) expect(seen[name], name).toBeGreaterThan(10);
    expect(seen["place OBJECTIVE"]).toBeGreaterThan(3);
  });

  test("match(): every stable matching holds what it says, and nobody blocks it", () => {
    const { seen, see } = tally();
    fc.assert(
      fc.property(stableProgrammes({ mentees: 6, mentors: 5, demand: 3 }), ({ people, policy }) => {
        const matching = match(people, policy);
        validateMatching(matching, people, policy);
        expect(matching.status).toBe("stable");
        see(
          ...matching.unmatched.mentees.map(({ reason }) => reason),
          ...matching.pairs.map(({ pinned }) => (pinned ? "pinned" : "free")),
          ...(new Set(matching.pairs.map(({ mentee }) => mentee)).size < matching.pairs.length ? ["several"] : []),
          ...(matching.unmatched.mentees.some((one) => "decidedBy" in one && one.decidedBy === "lottery")
            ? ["lottery"]
            : []),
        );
      }),
      runs(500),
    );
    for (const name of ["CAPACITY_SHORT", "OUTPRICED", "pinned", "free", "several", "lottery"]) {
      expect(seen[name], name).toBeGreaterThan(15);
    }
  });

  test("match(): status, pairs, ties and what the stages reach are those that trying everything gives", () => {
    const { seen, see } = tally();
    fc.assert(
      fc.property(small, ({ people, policy }) => {
        const matching = match(people, policy);
        const { whole, best } = oracleOf({ people, policy }, matching.manifest.seed);
        expect(matching.status).toBe(best === undefined ? "infeasible" : "optimal");
        see(matching.status);
        if (best === undefined) return;
        const nameOf = ([row, column]: readonly [number, number]) => [whole.mentees[row], whole.mentors[column]];
        expect(pairsOf(matching)).toEqual(best.pairs.map(nameOf));
        const tied = best.ties.pairs.map((pair) => nameOf(pair).join("\n"));
        for (const pair of matching.pairs) {
          expect(pair.tied).toBe(tied.includes(`${pair.mentee}\n${pair.mentor}`));
        }
        const { lottery, stages } = matching.objective;
        expect({ ...lottery, mentees: lottery.mentees.map(({ mentee }) => mentee) }).toEqual({
          seed: matching.manifest.seed,
          mentees: best.ties.rows.map((row) => whole.mentees[row]),
          mentors: best.ties.columns.map((column) => whole.mentors[column]),
          pairs: best.ties.pairs.length,
        });
        expect(stages.map(({ value }) => value)).toEqual(valuesOf(best));
        for (const one of matching.unmatched.mentees) {
          if (!("decidedBy" in one)) continue;
          const row = whole.mentees.indexOf(one.id);
          const isTied = best.ties.rows.includes(row);
          expect(one.decidedBy).toBe(isTied ? "lottery" : isDrawn(whole, row) ? "draw" : "cost");
          see(`by ${one.decidedBy}`);
        }
        see(
          ...(best.optima > 1 ? ["several optima"] : ["one optimum"]),
          ...(best.ties.rows.length > 0 ? ["somebody sometimes"] : []),
          ...(best.ties.columns.length > 0 ? ["some mentor sometimes"] : []),
          ...(whole.options.quotas.length > 0 ? ["quotas"] : []),
          ...(whole.options.minimums.some((min) => min > 0) ? ["minimums"] : []),
          ...(whole.options.required.length > 0 ? ["pins"] : []),
          ...(isPartlyPinned(matching, whole.options) ? ["a mentee with a pin and more"] : []),
          ...stagesOf(policy.objective),
        );
      }),
      runs(1100),
    );
    const often = ["optimal", "infeasible", "several optima", "one optimum", "quotas", "minimums", "pins"];
    for (const name of often) expect(seen[name], name).toBeGreaterThan(60);
    for (const name of ["somebody sometimes", "some mentor sometimes", "by lottery", "by cost"]) {
      expect(seen[name], name).toBeGreaterThan(25);
    }
    expect(seen["by draw"]).toBeGreaterThan(10);
    expect(seen["a mentee with a pin and more"]).toBeGreaterThan(10);
    for (const stage of ["priority", "draw", "floor", "leximin", "choices", "balance", "continuity"]) {
      expect(seen[stage], stage).toBeGreaterThan(60);
    }
  });

  /** Whether the stages before `draw` would have a row matched as well as not. */
  function isDrawn({ scores, options }: WholeProgramme, row: number): boolean {
    const stages = stagesOf(options.objective);
    if (!stages.includes("draw")) return false;
    const before = stages.slice(0, stages.indexOf("draw"));
    return exhaustive(scores, { ...options, objective: before })!.ties.rows.includes(row);
  }

  /** What the stages reached, in units. */
  function valuesOf({ stages }: Exhaustive): (number | null)[] {
    const isOfScores = (stage: string) => ["total", "floor", "leximin"].includes(stage);
    return stages.map(({ stage, value }) => (isOfScores(stage) && value !== null ? value / 1e6 : value));
  }

  function isPartlyPinned({ pairs }: Matching, { required, demands }: { required: unknown[]; demands: number[] }) {
    const pinned = new Set(pairs.flatMap(({ mentee, pinned: isPinned }) => (isPinned ? [mentee] : [])));
    return (
      required.length > 0 &&
      demands.some((demand) => demand > 1) &&
      pairs.some((pair) => !pair.pinned && pinned.has(pair.mentee))
    );
  }

  test("match(): a stated chance is the exact one: so many of all orders of the lottery give the seat", () => {
    let stated = 0;
    let uneven = 0;
    fc.assert(
      fc.property(tied, ({ people, policy }) => {
        const { objective, manifest } = match(people, policy);
        const claimed = objective.lottery.mentees.filter(({ chance }) => chance !== undefined);
        if (claimed.length === 0) return;
        const whole = wholeProgramme(people, policy, manifest.seed);
        const wins = new Map<string, number>();
        const orders = permutations([...whole.mentees.keys()]);
        for (const rows of orders) {
          const lottery = { rows, columns: whole.options.lottery!.columns };
          const { pairs } = exhaustive(whole.scores, { ...whole.options, lottery })!;
          for (const row of new Set(pairs.map(([one]) => one))) {
            wins.set(whole.mentees[row], (wins.get(whole.mentees[row]) ?? 0) + 1);
          }
        }
        for (const { mentee, chance } of claimed) {
          expect(chance).toBe((wins.get(mentee) ?? 0) / orders.length);
          stated += 1;
          if (chance !== 0.5) uneven += 1;
        }
      }),
      runs(800),
    );
    expect(stated).toBeGreaterThan(150);
    expect(uneven).toBeGreaterThan(25);
  });

  /** Few people, most of whom nothing tells apart but for whom they may have. */
  const cohorts = loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 });
  const isBanned = fc.array(fc.constantFrom(false, false, false, true), { minLength: 12, maxLength: 12 });
  const tied = fc.tuple(cohorts, isBanned).map(([{ people, policy }, banned]): Programme => {
    const { rules: _rules, ...rest } = policy;
    const [{ manager: _manager, managers: _managers, ...first } = { id: "nobody" }] = people.mentees;
    // of three mentees, two say what the first does; the third says nothing
    const alike = ({ id }: People["mentees"][number], at: number) => (at % 3 === 2 ? { id } : { ...first, id });
    const mentors = people.mentors.map(({ id, capacity = 1 }) => ({ id, capacity: Math.min(1, mostSeats(capacity)) }));
    const { quotas: _quotas, pins: _pins, objective = "everyone", ...free } = rest;
    const stages = stagesOf(objective).filter((stage) => stage !== "draw" && stage !== "balance");
    const objectives = stages.length === 0 ? {} : { objective: stages };
    const bans = people.mentees.flatMap(({ id: mentee }, row) =>
      mentors.flatMap(({ id: mentor }, column) =>
        banned[3 * row + column] ? [{ mentee, mentor, reason: "they know each other" }] : [],
      ),
    );
    return {
      people: { mentees: people.mentees.map(alike), mentors },
      policy: { ...free, ...objectives, bans, capacity: 1 },
    };
  });

  function permutations<Item>(items: readonly Item[]): Item[][] {
    if (items.length === 0) return [[]];
    return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
  }
});

describe("match(): what does not matter leaves no trace, under any objective and loads", () => {
  test("match(): the order of people, criteria, rules, keys and terms leaves no trace in any byte", () => {
    const { seen, see } = tally();
    const every = fc.oneof(any, stableProgrammes({ mentees: 6, mentors: 5, demand: 3 }));
    fc.assert(
      fc.property(every, fc.nat(), ({ people, policy }, order) => {
        const below = seeded(order);
        const matching = match(people, policy);
        const again = match(rewritten(people, below), rewritten(policy, below));
        expect(JSON.stringify(again)).toBe(JSON.stringify(matching));
        see(matching.status, ...(matching.pairs.some((pair) => pair.tied) ? ["tied"] : []));
      }),
      runs(500),
    );
    for (const name of ["optimal", "infeasible", "stable", "tied"]) expect(seen[name], name).toBeGreaterThan(30);
  });

  test("match(): a stored matching opens again, loaded, infeasible or stable, and not for other people", () => {
    const { seen, see } = tally();
    const every = fc.oneof(any, stableProgrammes({ mentees: 6, mentors: 5, demand: 3 }));
    fc.assert(
      fc.property(every, ({ people, policy }) => {
        const matching = match(people, policy);
        const stored = JSON.parse(JSON.stringify(matching)) as Matching;
        expect(stored).toEqual(matching);
        expect(JSON.stringify(reopen(stored, people, policy))).toBe(JSON.stringify(matching));
        if (people.mentees.length === 0) return;
        const [first, ...others] = people.mentees;
        const changed = { ...people, mentees: [{ ...first, demand: 7 }, ...others] };
        expect(refusal(() => reopen(stored, changed, policy)).code).toMatch(/^E_(MANIFEST|CONFLICT)$/);
        see(matching.status);
      }),
      runs(200),
    );
    for (const name of ["optimal", "infeasible", "stable"]) expect(seen[name], name).toBeGreaterThan(8);
  });

  test("match(): banning a pair that was not used leaves every pair and every stage as it was", () => {
    let banned = 0;
    fc.assert(
      fc.property(any, fc.nat(), ({ people, policy: stated }, number) => {
        const policy = withFirmRules(stated);
        const before = match(people, policy);
        const used = new Set(before.pairs.map(({ mentee, mentor }) => `${mentee}\n${mentor}`));
        const unused = people.mentees.flatMap(({ id: mentee }) =>
          people.mentors.flatMap(({ id: mentor }) => (used.has(`${mentee}\n${mentor}`) ? [] : [{ mentee, mentor }])),
        );
        if (before.status !== "optimal" || unused.length === 0) return;
        const ban = { ...unused[number % unused.length], reason: "they know each other" };
        const after = match(people, { ...policy, bans: [...(policy.bans ?? []), ban], seed: before.manifest.seed });
        expect(pairsOf(after)).toEqual(pairsOf(before));
        expect(after.objective.stages).toEqual(before.objective.stages);
        if (before.pairs.length > 1) banned += 1;
      }),
      runs(500),
    );
    expect(banned).toBeGreaterThan(150);
  });

  test("match(): a pin of a pair that is there keeps all others; but for floor, which is about what pins leave open", () => {
    let pinned = 0;
    let several = 0;
    fc.assert(
      fc.property(any, fc.nat(), ({ people, policy }, number) => {
        const before = match(people, policy);
        const open = before.pairs.filter((pair) => !pair.pinned);
        if (open.length === 0 || stagesOf(policy.objective).includes("floor")) return;
        const { mentee, mentor, gaveWay } = open[number % open.length];
        const override = gaveWay.length > 0;
        const pins = [...(policy.pins ?? []), { mentee, mentor, reason: "as it was", override }];
        const after = match(people, { ...policy, pins });
        expect(pairsOf(after)).toEqual(pairsOf(before));
        expect(after.objective.stages).toEqual(before.objective.stages);
        if (open.length > 1) pinned += 1;
        if (open.filter((pair) => pair.mentee === mentee).length > 1) several += 1;
      }),
      runs(500),
    );
    expect(pinned).toBeGreaterThan(150);
    expect(several).toBeGreaterThan(30);
  });

  function withFirmRules(policy: Policy): Policy {
    const firm = Object.entries(policy.rules ?? {}).map(([name, rule]) => [name, { ...rule, otherwise: "forbid" }]);
    return { ...policy, rules: Object.fromEntries(firm) };
  }
});

/** Mentees and mentors whose pairs score what a table says; other pairs are banned. */
function tabled(
  table: { readonly [mentee: string]: { readonly [mentor: string]: number } },
  given: { readonly [id: string]: object } = {},
): { people: People; policy: Policy } {
  const mentors = [...new Set(Object.values(table).flatMap((row) => Object.keys(row)))].sort();
  const bans = Object.entries(table).flatMap(([mentee, row]) =>
    mentors.filter((mentor) => row[mentor] === undefined).map((mentor) => ({ mentee, mentor, reason: "of the test" })),
  );
  return {
    people: {
      mentees: Object.keys(table).map((id) => ({ id, ...given[id] })),
      mentors: mentors.map((id) => ({ id, ...given[id] })),
    },
    policy: {
      criteria: {
        table: {
          kind: "custom",
          name: "table",
          version: "1",
          score: (mentor, mentee) => table[mentee.id][mentor.id] ?? 0,
        },
      },
      bans,
      seed: 1,
    },
  };
}

describe("match(): loads by hand", () => {
  test("match(): a seat that has to be filled is filled jointly with the rest: 18, where two greedy passes give 11", () => {
    const { people, policy } = tabled(
      { pia: { ana: 1, bo: 0.9 }, quy: { ana: 0.9, bo: 0.1 } },
      { ana: { capacity: { min: 1, max: 1 } } },
    );
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    expect(pairsOf(matching)).toEqual([
      ["pia", "bo"],
      ["quy", "ana"],
    ]);
    expect(matching.total).toBe(1.8);
  });

  test("match(): everyone gives 5 with both matched, best 10 with one", () => {
    const { people, policy } = tabled({ pia: { ana: 1, bo: 0 }, quy: { ana: 0.5 } });
    for (const [objective, total, matched] of [["everyone", 0.5, 2] as const, ["best", 1, 1] as const]) {
      const matching = match(people, { ...policy, objective });
      validateMatching(matching, people, { ...policy, objective });
      expect([matching.total, matching.pairs.length]).toEqual([total, matched]);
    }
  });

  test("match(): pins count towards demands, minimums and quotas", () => {
    const { people, policy: stated } = tabled(
      { pia: { ana: 0.2, bo: 0.9, cy: 0.8 }, quy: { ana: 0.7, bo: 0.6, cy: 0.5 }, rex: { ana: 0.4 } },
      {
        pia: { demand: 2, team: "Data" },
        quy: { demand: 2, team: "Data" },
        ana: { capacity: { min: 2, max: 2 } },
      },
    );
    const pins = [
      { mentee: "pia", mentor: "ana", reason: "of the test" },
      { mentee: "quy", mentor: "bo", reason: "of the test" },
      { mentee: "quy", mentor: "cy", reason: "of the test" },
    ];
    // Ana needs one more. Quy wants no third mentor, so it is Rex; Pia's second could only be Bo or Cy, who are taken.
    const policy: Policy = { ...stated, pins };
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    expect(matching.pairs.map(({ mentee, mentor, pinned }) => [mentee, mentor, pinned])).toEqual([
      ["pia", "ana", true],
      ["quy", "bo", true],
      ["quy", "cy", true],
      ["rex", "ana", false],
    ]);
    expect(matching.unmatched.places).toEqual([{ mentee: "pia", missing: 1, reason: "SEATS_TAKEN" }]);
    expect(matching.objective.stages[0]).toEqual({
      stage: "matched",
      value: 3,
      profile: [
        { of: 1, count: 3 },
        { of: 2, count: 1 },
      ],
    });
    // three pairs of the team are pinned: one more seat, and Pia could have a second mentor, but for the quota
    const roomier = {
      ...people,
      mentors: people.mentors.map((one) => (one.id === "bo" ? { ...one, capacity: 2 } : one)),
    };
    expect(pairsOf(match(roomier, policy))).toContainEqual(["pia", "bo"]);
    const quotas: Policy["quotas"] = [{ side: "mentees", attribute: "team", value: "data", max: 3 }];
    const bounded = match(roomier, { ...policy, quotas });
    validateMatching(bounded, roomier, { ...policy, quotas });
    expect(pairsOf(bounded)).not.toContainEqual(["pia", "bo"]);
    expect(bounded.unmatched.places).toEqual([{ mentee: "pia", missing: 1, reason: "QUOTA" }]);
    expect(bounded.unmatched.seats).toEqual([{ mentor: "bo", free: 1, reason: "QUOTA" }]);
    // and a least number of three is met by the pins alone
    const least: Policy["quotas"] = [{ side: "mentees", attribute: "team", value: "data", min: 3 }];
    expect(match(people, { ...policy, quotas: least }).status).toBe("optimal");
    expect(match(people, { ...policy, quotas: [{ ...least[0], min: 4 }] }).status).toBe("infeasible");
  });

  test("match(): at most one of a team with each mentor", () => {
    const { people, policy: stated } = tabled(
      { pia: { ana: 1, bo: 0.1 }, quy: { ana: 0.9, bo: 0.2 }, rex: { ana: 0.3, bo: 0.3 } },
      { pia: { team: "Data" }, quy: { team: "Data" }, ana: { capacity: 2 }, bo: { capacity: 2 } },
    );
    const quotas: Policy["quotas"] = [{ side: "mentees", attribute: "team", value: "Data", max: 1, of: "perMentor" }];
    expect(pairsOf(match(people, stated))[1]).toEqual(["quy", "ana"]);
    const policy = { ...stated, quotas };
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    expect(pairsOf(matching).slice(0, 2)).toEqual([
      ["pia", "ana"],
      ["quy", "bo"],
    ]);
  });

  test("match(): no chance is stated of those who tie and may not have the same mentors", () => {
    // two of them get a seat, but never both Pia and Quy, so the four do not win equally often
    const { people, policy } = tabled({
      pia: { ana: 0.5 },
      quy: { ana: 0.5 },
      rex: { ana: 0.5, bo: 0.5 },
      sia: { bo: 0.5 },
    });
    expect(match(people, policy).objective.lottery.mentees).toEqual(
      ["pia", "quy", "rex", "sia"].map((mentee) => ({ mentee })),
    );
    const bans = policy.bans?.filter(({ mentee }) => mentee !== "sia");
    const { lottery } = match(people, {
      ...policy,
      bans: [
        ...(bans ?? []),
        { mentee: "rex", mentor: "bo", reason: "test" },
        { mentee: "sia", mentor: "ana", reason: "test" },
      ],
    }).objective;
    expect(lottery.mentees).toEqual(["pia", "quy", "rex"].map((mentee) => ({ mentee, chance: 1 / 3 })));
  });

  test("match(): balance counts the seats of pins and those taken before", () => {
    const { people, policy: stated } = tabled(
      { pia: { ana: 0.5, bo: 0.5, cy: 0.5 }, quy: { ana: 0.5, bo: 0.5, cy: 0.5 } },
      { ana: { capacity: 3 }, bo: { capacity: 3 }, cy: { capacity: 3, load: 1 } },
    );
    const pins = [{ mentee: "pia", mentor: "ana", reason: "of the test" }];
    for (let seed = 0; seed < 12; seed++) {
      const policy: Policy = { ...stated, objective: ["matched", "balance"], pins, seed };
      const matching = match(people, policy);
      validateMatching(matching, people, policy);
      expect(pairsOf(matching)).toEqual([
        ["pia", "ana"],
        ["quy", "bo"],
      ]);
      expect(matching.objective.stages[1]).toEqual({ stage: "balance", value: 3 });
    }
  });

  test("match(): a mentee with a pin is never tied, and a mentor with one always has somebody", () => {
    const { people, policy: stated } = tabled(
      { pia: { ana: 0, bo: 0 }, quy: { bo: 0 } },
      { pia: { demand: 2 }, ana: { capacity: 2 } },
    );
    const policy: Policy = {
      ...stated,
      objective: ["total"],
      pins: [{ mentee: "pia", mentor: "ana", reason: "test" }],
    };
    for (let seed = 0; seed < 20; seed++) {
      const matching = match(people, { ...policy, seed });
      validateMatching(matching, people, { ...policy, seed });
      // Bo's seat is worth nothing to either: the lottery prefers two matched mentees to one who has two mentors
      expect(pairsOf(matching)).toEqual([
        ["pia", "ana"],
        ["quy", "bo"],
      ]);
      expect(matching.objective.lottery).toMatchObject({ mentees: [{ mentee: "quy" }], mentors: ["bo"], pairs: 2 });
    }
  });
});

describe("match(): what cannot be is an answer", () => {
  const table = { pia: { ana: 0.5 }, quy: { ana: 0.4, bo: 0.3 } };

  test("match(): minimums that exceed who can come, in words and data", () => {
    const { people, policy } = tabled(table, {
      ana: { capacity: { min: 1, max: 1 } },
      bo: { capacity: { min: 2, max: 2 } },
    });
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    expect(matching.status).toBe("infeasible");
    expect(matching.infeasibility).toMatchInlineSnapshot(`
      {
        "conflict": {
          "bounds": [
            {
              "kind": "minimum",
              "mentor": "bo",
              "min": 2,
            },
          ],
          "mentees": [
            "quy",
          ],
          "mentors": [
            "bo",
          ],
          "message": "bo has to have at least 2: this cannot be met, 1 short; 1 mentee could count for it.",
          "missing": 1,
        },
        "repairs": [
          {
            "bounds": [
              {
                "kind": "minimum",
                "mentor": "bo",
                "min": 2,
                "to": 1,
              },
            ],
            "by": 1,
            "kind": "bounds",
            "message": "Lower the minimum of bo from 2 to 1.",
          },
        ],
      }
    `);
  });

  test("match(): quotas that leave too few, and both together", () => {
    const { people, policy: stated } = tabled(table, {
      pia: { team: "Data" },
      quy: { team: "Apps" },
      bo: { capacity: { min: 1, max: 1 } },
    });
    const most: Policy["quotas"] = [{ side: "mentees", attribute: "team", value: "Apps", max: 0 }];
    const both = { ...stated, quotas: most };
    const matching = match(people, both);
    validateMatching(matching, people, both);
    // without the quota it is Quy who has to come to Bo; seats or the quota's maximum are no way out that is offered
    expect(match(people, stated).status).toBe("optimal");
    expect(matching.infeasibility?.conflict.bounds).toEqual([{ kind: "minimum", mentor: "bo", min: 1 }]);
    expect(matching.infeasibility?.repairs.map(({ message }) => message)).toEqual([
      "Lower the minimum of bo from 1 to 0.",
    ]);
    const least: Policy["quotas"] = [{ side: "mentors", attribute: "team", value: "Ops", min: 2 }];
    const ops = { ...people, mentors: people.mentors.map((one) => ({ ...one, capacity: 1, team: "Ops" })) };
    const three = { ...ops, mentees: [...ops.mentees] };
    expect(match(three, { ...stated, quotas: least }).status).toBe("optimal");
    const four: Policy["quotas"] = [{ ...least[0], min: 3 }];
    const short = match(three, { ...stated, quotas: four });
    validateMatching(short, three, { ...stated, quotas: four });
    expect(short.infeasibility?.conflict).toMatchObject({
      bounds: [{ kind: "quota", quota: 0, min: 3 }],
      missing: 1,
      mentees: ["pia", "quy"],
      mentors: ["ana", "bo"],
    });
  });

  test("match(): a rule would have to be lifted, and for whom; a lowest score that would still forbid counts too", () => {
    const { people, policy: stated } = tabled(
      { pia: { ana: 0.9 }, quy: { ana: 0.2 }, rex: { ana: 0.8 } },
      {
        ana: { capacity: { min: 2, max: 2 }, team: "Data" },
        pia: { team: "Data" },
        quy: { team: "Apps" },
        rex: { team: "Ops" },
      },
    );
    const team = { kind: "sameAttribute", field: "team" } as const;
    const rules: Policy["rules"] = { team };
    const lifted = (policy: Policy) => {
      const matching = match(people, policy);
      validateMatching(matching, people, policy);
      return matching.infeasibility?.repairs.flatMap((one) => (one.kind === "rule" ? [one] : []));
    };
    const one = lifted({ ...stated, rules });
    expect(one).toMatchObject([{ rule: "team", count: 1 }]);
    expect(["quy", "rex"]).toContain(one![0].mentees[0]);
    // below the lowest score Quy could not come even so
    const enough = { kind: "minimumScore", score: 0.5 } as const;
    expect(lifted({ ...stated, rules: { team, enough } })).toMatchObject([
      { rule: "team", count: 1, mentees: ["rex"], message: 'Lift the rule "team" for 1 mentee, such as rex.' },
    ]);
    // Quy is kept out by the lowest score alone, which can be lifted too
    const bans = [{ mentee: "rex", mentor: "ana", reason: "of the test" }];
    expect(lifted({ ...stated, rules: { enough }, bans })).toMatchObject([
      { rule: "enough", count: 1, mentees: ["quy"] },
    ]);
  });

  test.each<[string, Partial<Policy>, object, ErrorCode]>([
    ["pins beyond a capacity", { pins: [pin("pia", "ana"), pin("quy", "ana")] }, {}, "E_CONFLICT"],
    ["a pin beyond a demand", { pins: [pin("quy", "ana"), pin("quy", "bo")] }, {}, "E_CONFLICT"],
    ["the same pin twice", { pins: [pin("quy", "bo"), pin("quy", "bo")], demand: 2 }, {}, "E_CONFLICT"],
    [
      "pins beyond a quota",
      { pins: [pin("quy", "bo")], quotas: [{ side: "mentees", attribute: "team", value: "Apps", max: 0 }] },
      { quy: { team: "Apps" } },
      "E_CONFLICT",
    ],
    ["an objective for a stable matching", { method: "stable", objective: ["total"] }, {}, "E_CONFLICT"],
    ["a minimum for a stable matching", { method: "stable" }, { bo: { capacity: { min: 1, max: 1 } } }, "E_CONFLICT"],
    ["a stage twice", { objective: ["total", "total"] }, {}, "E_OBJECTIVE"],
    [
      "quotas that cross",
      {
        quotas: [
          { side: "mentees", attribute: "interests", value: "a", max: 1 },
          { side: "mentees", attribute: "interests", value: "b", max: 1 },
        ],
      },
      { pia: { interests: ["a", "b"] }, quy: { interests: ["b", "c"] }, rex: { interests: ["a"] } },
      "E_NOT_LAMINAR",
    ],
  ])("match(): %s are a contradiction, and throw", (_, changes, given, code) => {
    const { people, policy } = tabled({ ...table, rex: { ana: 0.1 } }, given as { [id: string]: object });
    expect(refusal(() => match(people, { ...policy, ...changes } as Policy)).code).toBe(code);
  });

  function pin(mentee: string, mentor: string) {
    return { mentee, mentor, reason: "of the test" };
  }
});

describe("match(): stages that decide nothing are told", () => {
  test.each<[Policy["objective"], string[]]>([
    [["leximin", "total"], ["total"]],
    [["leximin", "floor"], ["floor"]],
    [["draw", "matched"], ["matched"]],
    [["total", "choices"], ["choices"]],
    [["total", "continuity"], ["continuity"]],
    [["matched", "priority", "total"], ["priority"]],
    [["matched", "total"], []],
    ["fairest", []],
  ])("match(): of %j", (objective, vacuous) => {
    const { people, policy } = tabled({ pia: { ana: 0.5, bo: 0.1 }, quy: { ana: 0.4, bo: 0.3 } });
    const { warnings } = match(people, { ...policy, objective });
    const told = warnings.flatMap(({ code, message }) => (code === "W_VACUOUS_STAGE" ? [message] : []));
    expect(told.map((message) => /"([^"]*)"/.exec(message)?.[1])).toEqual(vacuous);
    // and it is so: without them the matching is the same
    const kept = stagesOf(objective).filter((stage) => !vacuous.includes(stage));
    expect(pairsOf(match(people, { ...policy, objective: kept }))).toEqual(
      pairsOf(match(people, { ...policy, objective })),
    );
  });
});

describe("match(): what goes with several mentors", () => {
  const criteria = { skills: skills({ weight: 1 }) };
  const people: People = {
    mentees: [
      { id: "ada", skills: ["SQL"], demand: 2 },
      { id: "ben", skills: ["SQL"] },
    ],
    mentors: [
      { id: "lin", skills: ["SQL"] },
      { id: "sam", skills: ["SQL"] },
      { id: "noor", skills: ["Rust"] },
    ],
  };

  test("match(): a solver of one's own is refused where it could not keep what is asked for", () => {
    const loaded: [People, Policy][] = [
      [people, { criteria }],
      [
        { ...people, mentees: [{ id: "ben" }] },
        { criteria, objective: "fairest" },
      ],
      [
        { ...people, mentees: [{ id: "ben" }] },
        { criteria, capacity: { min: 1, max: 2 }, bans: [] },
      ],
      [
        { ...people, mentees: [{ id: "ben" }] },
        { criteria, method: "stable" },
      ],
    ];
    for (const [given, policy] of loaded) {
      expect(refusal(() => match(given, policy, { solver: munkres })).code).toBe("E_OPTION");
    }
    const plain = { ...people, mentees: [{ id: "ben" }] };
    expect(match(plain, { criteria }, { solver: munkres }).status).toBe("optimal");
  });

  test("explain(): of several mentors the one that is named, and none else", () => {
    const matching = match(people, { criteria });
    expect(pairsOf(matching).filter(([mentee]) => mentee === "ada")).toHaveLength(2);
    for (const [, mentor] of pairsOf(matching).filter(([mentee]) => mentee === "ada")) {
      expect(explain(matching, { mentee: "ada", mentor })).toMatchObject({ kind: "match", mentor: { id: mentor } });
    }
    expect(refusal(() => explain(matching, { mentee: "ada" })).code).toBe("E_MISSING");
    const other = pairsOf(matching).find(([mentee]) => mentee === "ben")![1];
    expect(refusal(() => explain(matching, { mentee: "ada", mentor: other })).code).toBe("E_UNKNOWN_ID");
    expect(explain(matching, { mentee: "ben" })).toMatchObject({ kind: "match", mentor: { id: other } });
  });
});
