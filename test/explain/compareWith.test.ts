import { createHash } from "node:crypto";

import fc from "fast-check";
import { type Matching, match, type People } from "telemachus";
import { describe, expect, test } from "vitest";

import { type Comparison, compareWith } from "../../src/explain/compareWith.js";
import { limitsOf, type Picks, stageResults, stagesOf } from "../support/exhaustive.js";
import { runs } from "../support/instances.js";
import { loadedProgrammes, programmes, rewritten, seeded, stableProgrammes } from "../support/programmes.js";
import { messageOf, problemsOf } from "../support/refusal.js";
import * as story from "../support/story.js";
import { tableProgramme } from "../support/tableProgramme.js";
import { type WholeProgramme, wholeProgramme } from "../support/wholeProgramme.js";

const compareAny = compareWith as (matching: unknown, other?: unknown) => Comparison;
const MILLIONTHS = 1_000_000;

/** Ada would do nearly as well with Noor, and Ben can have nobody but Lin. */
const trap = tableProgramme({ ada: { lin: 0.9, noor: 0.8 }, ben: { lin: 0.7, noor: null } });

describe("compareWith(): by hand", () => {
  test('compareWith(matching, "greedy"): the best pair first takes Lin from Ben, who can have nobody else', () => {
    expect(compareWith(match(trap.people, trap.policy), "greedy")).toEqual({
      kind: "comparison",
      status: "optimal",
      decision: "proposal",
      with: "greedy",
      gain: { matched: 1, total: 0.6 },
      profiles: {},
      here: { matched: 2, total: 1.5, lowest: 0.7 },
      there: { matched: 1, total: 0.9, lowest: 0.9 },
      mentees: [
        { mentee: "ada", here: ["noor"], there: ["lin"], change: -0.1 },
        { mentee: "ben", here: ["lin"], there: [], change: 0.7 },
      ],
      better: 1,
      worse: 1,
      same: 0,
    });
  });

  test('compareWith(matching, "random"): Ada is drawn first or Ben is, and who is first draws among all that is free', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const matching = match(trap.people, { ...trap.policy, seed });
      const { there } = compareWith(matching, "random");
      // Ben first: Ben has Lin and Ada Noor. Ada first: Lin, so that Ben has nobody, or Noor.
      expect([1.5, 0.9]).toContain(there.total);
      expect(compareWith(matching, "random").there).toEqual(there);
      seen.add(`${there.matched} ${there.total}`);
    }
    expect([...seen].sort()).toEqual(["1 0.9", "2 1.5"]);
  });

  test('compareWith(matching, "greedy"): of equal pairs that of the mentee drawn first, with the mentor drawn first', () => {
    const tied = tableProgramme({
      ada: { lin: 0.5, noor: 0.5 },
      ben: { lin: 0.5, noor: 0.5 },
      chidi: { lin: 0.5, noor: 0.5 },
    });
    const seen = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const policy = { ...tied.policy, seed };
      const { mentees, mentors, options } = wholeProgramme(tied.people, policy, seed);
      const [first, second] = Array.from(options.lottery!.rows, (row) => mentees[row]);
      const [better, other] = Array.from(options.lottery!.columns, (column) => mentors[column]);
      const given = thereOf(tied.people, match(tied.people, policy), "greedy");
      expect(given).toEqual([`${first} ${better}`, `${second} ${other}`].sort());
      seen.add(given.join());
    }
    expect(seen.size).toBe(6);
  });

  test("compareWith(matching, other): another matching of the same people, open or stored", () => {
    const here = match(trap.people, trap.policy);
    const other = match(trap.people, {
      ...trap.policy,
      bans: [],
      pins: [{ mentee: "ada", mentor: "lin", reason: "asked" }],
    });
    const comparison = compareWith(here, other);
    expect(comparison).toMatchObject({
      with: "matching",
      gain: { matched: 0, total: 0.6 },
      // what this policy bans has a score all the same
      there: { matched: 2, total: 0.9, lowest: 0 },
      better: 1,
      worse: 1,
      same: 0,
    });
    expect(compareWith(here, JSON.parse(JSON.stringify(other)))).toEqual(comparison);
  });

  test("compareWith(): what counts down gains where it is less, and a lowest score that is not there gains nothing", () => {
    const scores = { ada: { lin: 0.9, noor: 0.2 }, ben: { lin: 0.8, noor: 0.1 } };
    const seats = { lin: 2, noor: 2 };
    const balanced = tableProgramme(scores, { seats, objective: ["matched", "balance", "floor", "total"] });
    const matching = match(balanced.people, balanced.policy);
    expect(thereOf(balanced.people, matching, "greedy")).toEqual(["ada lin", "ben lin"]);
    // squares 1 + 1 against 4, the floor 0.2 against 0.8, the total 1 against 1.7
    expect(compareWith(matching, "greedy").gain).toEqual({ matched: 0, balance: 2, floor: -0.6, total: -0.7 });
    expect(compareWith(matching, { ...matching, pairs: [] }).gain).toEqual({
      matched: 2,
      balance: -2,
      places: 2,
      total: 1,
    });
  });

  test("compareWith(): where the lowest scores are equal, the counts of all say what leximin gains", () => {
    const scores = { ada: { lin: 0.5, noor: 0.6 }, ben: { lin: 0.5, noor: 0.9 } };
    const { people, policy } = tableProgramme(scores, { objective: "fairest" });
    const other = {
      pairs: [
        { mentee: "ada", mentor: "noor" },
        { mentee: "ben", mentor: "lin" },
      ],
    };
    expect(compareAny(match(people, policy), other)).toMatchObject({
      gain: { matched: 0, leximin: 0 },
      profiles: {
        leximin: [
          { of: 0.6, count: -1 },
          { of: 0.9, count: 1 },
        ],
      },
    });
  });

  test("compareWith(): draw counts who loses the seat that the draw gave", () => {
    const short = tableProgramme(
      { ada: { lin: 0.9 }, ben: { lin: 0.5 }, chidi: { lin: 0.1 } },
      { objective: ["draw", "total"] },
    );
    const seen = new Set<string>();
    for (let seed = 0; seed < 20; seed++) {
      const comparison = compareWith(match(short.people, { ...short.policy, seed }), "greedy");
      const isFirst = comparison.mentees.length === 0;
      expect(comparison.gain).toEqual({ draw: isFirst ? 0 : 1, total: comparison.here.total - 0.9 + 0 });
      seen.add(`${isFirst}`);
    }
    expect(seen.size).toBe(2);
  });

  test("compareWith(): the story's five mentees: the best pair first does as well, chance does not", () => {
    const matching = match(story.people, story.policy);
    expect(compareWith(matching, "greedy")).toMatchObject({ gain: { matched: 0, total: 0 }, mentees: [], same: 5 });
    expect(compareWith(matching, "random").gain).toEqual({ matched: 0, total: 1.4375 });
  });
});

describe("compareWith(): greedy and random by their definitions", () => {
  test("compareWith(): every pair taken as an oracle takes them, under pins, bans, rules, demands and maxima", () => {
    const seen = { quotas: 0, pins: 0, demands: 0, differs: 0, tied: 0 };
    fc.assert(
      fc.property(loadedProgrammes({ mentees: 5, mentors: 4, demand: 3 }), ({ people, policy }) => {
        const matching = match(people, policy);
        const whole = wholeProgramme(people, policy, matching.manifest.seed);
        const [greedy, random] = [greedily(whole), byChance(whole, matching.manifest.seed)];
        expect(thereOf(people, matching, "greedy")).toEqual(greedy);
        expect(thereOf(people, matching, "random")).toEqual(random);
        if (whole.options.quotas!.some(({ max = Infinity }) => max < 4) && greedy.length > 0) seen.quotas += 1;
        if (policy.pins!.length > 0) seen.pins += 1;
        if (whole.options.demands.some((demand) => demand > 1)) seen.demands += 1;
        if (greedy.join() !== random.join()) seen.differs += 1;
        if (new Set(whole.scores.flat()).size < whole.scores.flat().length / 2) seen.tied += 1;
      }),
      runs(500),
    );
    expect(seen.quotas).toBeGreaterThan(40);
    expect(seen.pins).toBeGreaterThan(60);
    expect(seen.demands).toBeGreaterThan(150);
    expect(seen.differs).toBeGreaterThan(150);
    expect(seen.tied).toBeGreaterThan(100);
  });

  test("compareWith(): neither beats an optimum without minimums, in whichever stage comes first", () => {
    const seen = { gains: 0, equal: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 6, mentors: 4 }), ({ people, policy }) => {
        const matching = match(people, policy);
        for (const other of ["greedy", "random"] as const) {
          const { gain } = compareWith(matching, other);
          expect(Object.keys(gain)).toEqual(stagesOf(policy.objective));
          const decided = Object.values(gain).find((part) => part !== 0) ?? 0;
          expect(decided).toBeGreaterThanOrEqual(0);
          seen[decided > 0 ? "gains" : "equal"] += 1;
        }
      }),
      runs(400),
    );
    expect(seen.gains).toBeGreaterThan(100);
    expect(seen.equal).toBeGreaterThan(100);
  });
});

describe("compareWith(): sums", () => {
  test("compareWith(): here is the matching itself, gains are the differences of what the stages reached, counts reconcile", () => {
    const others = fc.constantFrom("greedy" as const, "random" as const);
    const seen = { differ: 0, stages: new Set<string>(), infeasible: 0 };
    fc.assert(
      fc.property(loadedProgrammes({ mentees: 5, mentors: 4, demand: 2 }), others, ({ people, policy }, other) => {
        const matching = match(people, policy);
        const comparison = compareWith(matching, other);
        const { here, there, mentees, better, worse, same, gain } = comparison;
        const lowest = (scores: readonly number[]) => (scores.length === 0 ? null : Math.min(...scores));
        expect(here).toEqual({
          matched: new Set(matching.pairs.map(({ mentee }) => mentee)).size,
          total: matching.total,
          lowest: lowest(matching.pairs.map(({ score }) => score)),
        });
        expect(better + worse + same).toBe(people.mentees.length);
        const changes = mentees.reduce((sum, { change }) => sum + Math.round(change * MILLIONTHS), 0);
        expect(changes).toBe(Math.round(here.total * MILLIONTHS) - Math.round(there.total * MILLIONTHS));
        expect(mentees.filter(({ change }) => change > 0).length).toBe(better);
        expect(mentees.filter(({ change }) => change < 0).length).toBe(worse);
        const ids = mentees.map(({ mentee }) => mentee);
        expect(ids).toEqual(ids.toSorted());
        expect(JSON.parse(JSON.stringify(comparison))).toStrictEqual(comparison);

        if (matching.status === "infeasible") {
          expect(gain).toEqual({});
          seen.infeasible += 1;
          return;
        }
        const whole = wholeProgramme(people, policy, matching.manifest.seed);
        const reached = resultsOf(whole, thereOf(people, matching, other));
        for (const [k, { stage, value }] of matching.objective.stages.entries()) {
          if (stage === "draw") continue;
          const theirs = reached[k].value;
          if (value === null || theirs === null) {
            expect(gain).not.toHaveProperty([stage]);
            continue;
          }
          const isScore = stage === "total" || stage === "floor" || stage === "leximin";
          const more = isScore ? Math.round(value * MILLIONTHS) - theirs : value - theirs;
          const isCountedDown = stage === "balance" || stage === "choices:generous";
          const expected = isCountedDown ? 0 - more : more;
          expect(isScore ? Math.round(gain[stage]! * MILLIONTHS) : gain[stage]).toBe(expected);
          if (expected !== 0) seen.stages.add(stage);
        }
        if (mentees.length > 0) seen.differ += 1;
      }),
      runs(800),
    );
    expect(seen.differ).toBeGreaterThan(200);
    expect(seen.infeasible).toBeGreaterThan(20);
    expect([...seen.stages].sort()).toEqual([
      "balance",
      "choices",
      "choices:generous",
      "continuity",
      "floor",
      "leximin",
      "matched",
      "priority",
      "total",
    ]);
  });

  test("compareWith(): with itself nothing changes; with another, one's gain is the other's loss", () => {
    let differ = 0;
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), fc.nat(), ({ people, policy }, seed) => {
        const [one, other] = [match(people, policy), match(people, { ...policy, seed, objective: "best" })];
        const itself = compareWith(one, one);
        expect(itself).toMatchObject({ mentees: [], better: 0, worse: 0, same: people.mentees.length });
        expect(Object.values(itself.gain).every((part) => part === 0)).toBe(true);
        const [there, back] = [compareWith(one, other), compareWith(other, one)];
        expect([there.here, there.better, there.worse]).toEqual([back.there, back.worse, back.better]);
        expect(there.there).toEqual(back.here);
        expect(there.mentees.map(({ change }) => change)).toEqual(back.mentees.map(({ change }) => 0 - change));
        if (there.mentees.length > 0) differ += 1;
      }),
      runs(400),
    );
    expect(differ).toBeGreaterThan(40);
  });

  test("compareWith(): the order of people, criteria and rules leaves no trace", () => {
    let several = 0;
    fc.assert(
      fc.property(loadedProgrammes({ mentees: 5, mentors: 4, demand: 2 }), fc.nat(), ({ people, policy }, order) => {
        const below = seeded(order);
        const again = match(rewritten(people, below), rewritten(policy, below));
        for (const other of ["greedy", "random"] as const) {
          const comparison = compareWith(match(people, policy), other);
          expect(JSON.stringify(compareWith(again, other))).toBe(JSON.stringify(comparison));
          if (comparison.mentees.length > 1) several += 1;
        }
      }),
      runs(100),
    );
    expect(several).toBeGreaterThan(40);
  });

  test("compareWith(): a stable matching has no stages to gain in, and is compared all the same", () => {
    let differ = 0;
    fc.assert(
      fc.property(stableProgrammes({ mentees: 5, mentors: 4, demand: 2 }), ({ people, policy }) => {
        const comparison = compareWith(match(people, policy), "random");
        expect(comparison).toMatchObject({ status: "stable", gain: {} });
        if (comparison.mentees.length > 0) differ += 1;
      }),
      runs(150),
    );
    expect(differ).toBeGreaterThan(50);
  });

  test("compareWith(): nobody at all, and mentees without mentors", () => {
    const nobody = match({ mentees: [], mentors: [] }, story.policy);
    const nothing = { matched: 0, total: 0, lowest: null };
    expect(compareWith(nobody, "greedy")).toMatchObject({ here: nothing, there: nothing, mentees: [], same: 0 });
    const alone = match({ mentees: [{ id: "ada" }], mentors: [] }, story.policy);
    expect(compareWith(alone, "random")).toMatchObject({ here: nothing, there: nothing, mentees: [], same: 1 });
  });
});

describe("compareWith(): misuse", () => {
  const matching = match(story.people, story.policy);
  const pairs = [{ mentee: "ada", mentor: "lin" }];

  test("compareWith(): a stored matching cannot be the first, and can be the second", () => {
    const stored = JSON.parse(JSON.stringify(matching));
    expect(problemsOf(() => compareAny(stored, "greedy"))).toEqual([["E_DETACHED", "matching", "/matching"]]);
    expect(compareAny(matching, stored)).toMatchObject({ same: 5 });
    expect(problemsOf(() => compareAny(undefined, "greedy"))[0][0]).toBe("E_DETACHED");
  });

  test("compareWith(): a word that is none names the nearest", () => {
    expect(messageOf(() => compareAny(matching, "gready"))).toMatchInlineSnapshot(
      `"Expected other to be "greedy", "random" or a matching, received a text. Did you mean "greedy"?"`,
    );
    expect(problemsOf(() => compareAny(matching, ""))).toEqual([["E_OPTION", "other", "/other"]]);
  });

  test.each([
    [undefined, "other"],
    [null, "other"],
    [5, "other"],
    [[], "other"],
    [{}, "other"],
    [{ pairs: "ada" }, "other"],
    [{ pairs: [null] }, "other.pairs[0]"],
    [{ pairs: [...pairs, { mentee: "ben" }] }, "other.pairs[1]"],
    [{ pairs: [{ mentee: 1, mentor: "lin" }] }, "other.pairs[0]"],
  ])("compareWith(matching, %j) is no matching", (other, path) => {
    expect(problemsOf(() => compareAny(matching, other)).map(([code, where]) => [code, where])).toEqual([
      ["E_TYPE", path],
    ]);
  });

  test("compareWith(): ids that nobody has, or somebody of the other side, and pairs that are there twice, all at once", () => {
    const other = { pairs: [...pairs, { mentee: "lin", mentor: "nour" }, ...pairs] };
    expect(problemsOf(() => compareAny(matching, other))).toEqual([
      ["E_UNKNOWN_ID", "other.pairs[1].mentee", "/other/pairs/1/mentee"],
      ["E_UNKNOWN_ID", "other.pairs[1].mentor", "/other/pairs/1/mentor"],
      ["E_DUPLICATE", "other.pairs[2]", "/other/pairs/2"],
    ]);
    expect(messageOf(() => compareAny(matching, { pairs: [{ mentee: "ada", mentor: "nour" }] }))).toMatchInlineSnapshot(
      `"Expected other.pairs[0].mentor to be the id of a mentor, received "nour". Did you mean "noor"?"`,
    );
  });

  test("compareWith(): data that is not plain is refused, not read", () => {
    const cycle: { pairs: unknown[] } = { pairs: [] };
    cycle.pairs.push(cycle);
    expect(problemsOf(() => compareAny(matching, cycle))[0][0]).toBe("E_CYCLE");
  });
});

/** The other side's pairs, put together from what a comparison says of those who differ. */
function thereOf({ mentees }: People, matching: Matching, other: "greedy" | "random"): string[] {
  const { mentees: differing } = compareWith(matching, other);
  const named = new Map(differing.map(({ mentee, there }) => [mentee, there]));
  const ownOf = (id: string) => matching.pairs.filter(({ mentee }) => mentee === id).map(({ mentor }) => mentor);
  return mentees.flatMap(({ id }) => (named.get(id) ?? ownOf(id)).map((mentor) => `${id} ${mentor}`)).sort();
}

function namesOf({ mentees, mentors }: WholeProgramme, picks: Picks): string[] {
  return picks.flatMap((columns, row) => columns.map((column) => `${mentees[row]} ${mentors[column]}`)).sort();
}

function resultsOf(whole: WholeProgramme, names: readonly string[]) {
  const picks = whole.mentees.map((mentee) =>
    [...whole.mentors.keys()].filter((column) => names.includes(`${mentee} ${whole.mentors[column]}`)),
  );
  return stageResults(whole.scores, whole.options, picks);
}

/** What is picked so far, pins first, and whether one pair more is within all bounds but minimums. */
function picking({ mentees, options, scores }: WholeProgramme) {
  const picks: number[][] = mentees.map(() => []);
  const limits = limitsOf(options).filter(({ max }) => max < Infinity);
  const all = () => picks.flatMap((columns, row) => columns.map((column) => [row, column] as const));
  for (const [row, column] of options.required) picks[row].push(column);
  const fits = (row: number, column: number): boolean =>
    scores[row][column] > -Infinity &&
    !picks[row].includes(column) &&
    picks[row].length < options.demands[row] &&
    all().filter(([, other]) => other === column).length < options.capacities[column] &&
    limits.every(({ counts, max }) => !counts(row, column) || all().filter(([i, j]) => counts(i, j)).length < max);
  return { picks, fits };
}

function greedily(whole: WholeProgramme): string[] {
  const { picks, fits } = picking(whole);
  const rows = Array.from(whole.options.lottery!.rows);
  const columns = Array.from(whole.options.lottery!.columns);
  const order = rows.flatMap((row) => columns.map((column) => ({ row, column, score: whole.scores[row][column] })));
  // a stable sort: equal ones stay as they are drawn
  for (const { row, column } of order.toSorted((a, b) => (a.score === b.score ? 0 : b.score - a.score))) {
    if (fits(row, column)) picks[row].push(column);
  }
  return namesOf(whole, picks);
}

function byChance(whole: WholeProgramme, seed: number): string[] {
  const { picks, fits } = picking(whole);
  for (let round = 1; round <= whole.mentors.length; round++) {
    for (const row of Array.from(whole.options.lottery!.rows)) {
      const open = [...whole.mentors.keys()].filter((column) => fits(row, column));
      if (open.length === 0) continue;
      const hash = createHash("sha256")
        .update(JSON.stringify([seed, whole.mentees[row], round]))
        .digest();
      picks[row].push(open[Math.floor((hash.readUIntBE(0, 6) / 2 ** 48) * open.length)]);
    }
  }
  return namesOf(whole, picks);
}
