import { createHash } from "node:crypto";

import fc from "fast-check";
import {
  type Ban,
  definePolicy,
  type ErrorCode,
  type Matching,
  match,
  type People,
  type Policy,
  scorePairs,
  skills,
  type TelemachusError,
} from "telemachus";
import { munkres } from "telemachus/munkres";
import { describe, expect, test } from "vitest";

import { bruteForce } from "./support/bruteForce.js";
import { runs, shuffled } from "./support/instances.js";
import { policies, programmes, rewritten, seeded, shuffle, tiedCohorts } from "./support/programmes.js";
import { seatsLeftOf } from "./support/stated.js";
import * as story from "./support/story.js";
import { faultsOf, validateMatching } from "./support/validateMatching.js";

const MILLIONTHS = 1_000_000;
const NOWHERE = "nowhere";

/** Counts by name, to show that generated cases were not trivial. */
function tally(): { readonly seen: Readonly<Record<string, number>>; readonly see: (...names: string[]) => void } {
  const seen: Record<string, number> = {};
  const see = (...names: string[]) => {
    for (const name of new Set(names)) seen[name] = (seen[name] ?? 0) + 1;
  };
  return { seen, see };
}

/** What the pins left open, as `solveAssignment` would be given it, with the documented lottery. */
function openProblem(people: People, policy: Policy, seed: number) {
  const { mentees: all, mentors, scores: flat } = scorePairs(people, policy);
  const pins = policy.pins ?? [];
  const mentees = all.filter((id) => !pins.some((pin) => pin.mentee === id));
  const scores = mentees.map((id) => mentors.map((_, j) => flat[all.indexOf(id) * mentors.length + j]));
  const capacities = mentors.map((id) => {
    const stated = seatsLeftOf(people.mentors.find((mentor) => mentor.id === id)!, policy);
    return stated - pins.filter((pin) => pin.mentor === id).length;
  });
  const drawn = (ids: readonly string[]) => {
    const ticket = (id: string) =>
      createHash("sha256")
        .update(JSON.stringify([seed, id]))
        .digest("hex");
    return ids.map((_, index) => index).sort((a, b) => (ticket(ids[a]) < ticket(ids[b]) ? -1 : 1));
  };
  const lottery = { rows: drawn(mentees), columns: drawn(mentors) };
  return { mentees, mentors, scores, capacities, lottery, objective: policy.objective };
}

type OpenProblem = ReturnType<typeof openProblem>;

/** The values of the best assignment in which a row is matched; undefined where there is none. */
function valuesWith({ scores, capacities, objective }: OpenProblem, row: number): readonly number[] | undefined {
  const others = scores.filter((_, index) => index !== row);
  const alone = (column: number) => bruteForce([[scores[row][column]]], { capacities: [1], objective }).values;
  let best: readonly number[] | undefined;
  capacities.forEach((seats, column) => {
    if (seats === 0 || scores[row][column] === -Infinity) return;
    const left = capacities.map((count, index) => (index === column ? count - 1 : count));
    const rest = bruteForce(others, { capacities: left, objective }).values;
    const values = rest.map((value, k) => value + alone(column)[k]);
    if (best === undefined || compare(values, best) > 0) best = values;
  });
  return best;
}

/** A ban of every pair there could be. */
function pairsOf({ mentees, mentors }: People): Ban[] {
  return mentees.flatMap(({ id: mentee }) =>
    mentors.map(({ id: mentor }) => ({ mentee, mentor, reason: "they know each other" })),
  );
}

function compare(first: readonly number[], second: readonly number[]): number {
  const index = first.findIndex((value, k) => value !== second[k]);
  return index === -1 ? 0 : first[index] - second[index];
}

/** One seat, and two mentees whom nothing tells apart. */
const twoForOneSeat = {
  people: {
    mentees: [
      { id: "ada", skills: ["SQL"] },
      { id: "ben", skills: ["SQL"] },
    ],
    mentors: [{ id: "sam", skills: ["SQL"] }],
  },
  policy: { criteria: { skills: skills({ weight: 1 }) } },
} satisfies { people: People; policy: Policy };

describe("match(): every answer holds what it says", () => {
  test("match(): whatever the programme, everything a matching says can be derived from people and policy", () => {
    const { seen, see } = tally();
    fc.assert(
      fc.property(programmes({ mentees: 7, mentors: 5 }), ({ people, policy }) => {
        const matching = match(people, policy);
        validateMatching(matching, people, policy);
        see(
          ...matching.unmatched.mentees.map((one) =>
            "decidedBy" in one ? `${one.reason} by ${one.decidedBy}` : one.reason,
          ),
          ...matching.unmatched.seats.map(({ reason }) => reason),
          ...matching.warnings.map(({ code }) => code),
          ...matching.pairs.map(({ pinned }) => (pinned ? "pinned" : "solved")),
          ...matching.shortages.map(({ seats }) => (seats === 0 ? "no seats" : "short of seats")),
        );
      }),
      runs(1800),
    );
    for (const common of [
      "solved",
      "NO_ELIGIBLE_MENTOR",
      "CAPACITY_SHORT by cost",
      "OUTPRICED by cost",
      "short of seats",
    ]) {
      expect(seen[common], common).toBeGreaterThan(100);
    }
    for (const rarer of ["pinned", "CAPACITY_SHORT by lottery", "OUTPRICED by lottery", "NO_MENTORS", "no seats"]) {
      expect(seen[rarer], rarer).toBeGreaterThan(15);
    }
    for (const rare of [
      "ALL_BELOW_MINIMUM_SCORE",
      "PINNED_ELSEWHERE",
      "W_OVERRIDDEN_RULE",
      "MORE_SEATS_THAN_MENTEES",
    ]) {
      expect(seen[rare], rare).toBeGreaterThan(5);
    }
  });

  test("match(): the story's matching", () => {
    const matching = match(story.people, story.policy);
    validateMatching(matching, story.people, story.policy);
    // Ada with Lin: skills 3 of 4 by importance, goals 1, interests 1 of 2; weights 4 : 3 : 1 without lived experience,
    // so (4 · 0.75 + 3 · 1 + 1 · 0.5) / 8 = 0.8125. Ben answers all: (4 · 1 + 3 · 1 + 1 · 0.5 + 2 · 1) / 10 = 0.95.
    // Dora with Noor: (4 + 3 + 0.5) / 8 = 0.9375. Elif with Lin: (4 · 0.25 + 3 · 0.5 + 0.5) / 8 = 0.375.
    expect(matching.pairs.map(({ mentee, mentor, score }) => [mentee, mentor, score])).toEqual([
      ["ada", "lin", 0.8125],
      ["ben", "sam", 0.95],
      ["dora", "noor", 0.9375],
      ["elif", "lin", 0.375],
    ]);
    expect(matching.total).toBe(3.075);
    expect(matching.unmatched.mentees.map(({ id }) => id)).toEqual(["chidi"]);
  });

  test("match(): an empty programme, and either side empty, are answers", () => {
    const policy = { criteria: { skills: skills({ weight: 1 }) } };
    const mentees = [{ id: "ada" }];
    const mentors = [{ id: "lin", capacity: 2 }];
    for (const people of [
      { mentees, mentors: [] },
      { mentees: [], mentors },
      { mentees: [], mentors: [] },
    ]) {
      const matching = match(people, policy);
      validateMatching(matching, people, policy);
      expect(matching.pairs).toEqual([]);
      expect(matching.unmatched.mentees.map(({ reason }) => reason)).toEqual(people.mentees.map(() => "NO_MENTORS"));
      expect(matching.unmatched.seats.map(({ free }) => free)).toEqual(people.mentors.map(() => 2));
    }
  });

  test("match(): a person on both sides is never matched with themselves", () => {
    const people = { mentees: [{ id: "ada", goals: ["x"] }], mentors: [{ id: "ada", goals: ["x"] }] };
    const matching = match(people, { criteria: { goals: { kind: "coverage", field: "goals" } } });
    expect(matching.pairs).toEqual([]);
    expect(matching.unmatched.mentees[0].reason).toBe("NO_ELIGIBLE_MENTOR");
    expect(matching.unmatched.seats).toEqual([{ mentor: "ada", free: 1, reason: "NO_ELIGIBLE_MENTEE" }]);
  });

  test("match(): leaves its input as it is, also where it is frozen", () => {
    fc.assert(
      fc.property(programmes({ mentees: 3, mentors: 3 }), (programme) => {
        const before = structuredClone({ ...programme, policy: withoutFunctions(programme.policy) });
        match(freeze(programme.people), freeze(programme.policy));
        expect({ ...programme, policy: withoutFunctions(programme.policy) }).toEqual(before);
      }),
      runs(100),
    );
  });

  function withoutFunctions(policy: Policy): unknown {
    return JSON.parse(JSON.stringify(policy));
  }

  function freeze<Value>(value: Value): Value {
    if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  }
});

describe("validateMatching(): the check itself", () => {
  type Edit = (matching: Draft) => void;
  // biome-ignore lint/suspicious/noExplicitAny: edits reach into every part of a matching
  type Draft = any;
  const edits: Record<string, Edit> = {
    "a pair is missing": (draft) => draft.pairs.pop(),
    "a mentee is in two places": (draft) => draft.unmatched.mentees.push({ id: "ada", reason: "NO_MENTORS" }),
    "pairs are out of order": (draft) => draft.pairs.reverse(),
    "a mentor has too many": (draft) => (draft.pairs[1].mentor = "lin"),
    "seats do not reconcile": (draft) =>
      draft.unmatched.seats.push({ mentor: "sam", free: 1, reason: "NO_ELIGIBLE_MENTEE" }),
    "a pair breaks a rule": (draft) => swap(draft, "dora", "noor", "lin"),
    "a contribution is off by a millionth": (draft) => (draft.pairs[0].contributions.goals += 1e-6),
    "a score is not the pair's": ({ pairs: [first] }) => {
      first.score -= 0.125;
      first.contributions.goals -= 0.125;
    },
    "a contribution is of no criterion": (draft) => (draft.pairs[0].contributions.charm = 0),
    "the total is off": (draft) => (draft.total += 1e-6),
    "a stage's value is off": (draft) => (draft.objective.stages[0].value += 1),
    "another stage comes first": (draft) => draft.objective.stages.reverse(),
    "a count is off": (draft) => (draft.manifest.counts.allowedPairs += 1),
    "the seed is another": (draft) => (draft.manifest.seed += 1),
    "a price is too low": (draft) => (draft.certificate.seats[0].price[1] -= 0.1),
    "a price is too high": (draft) => (draft.certificate.seats[0].price[1] += 0.1),
    "an unmatched mentee has a price": (draft) => (draft.certificate.mentees[2].price[1] += 0.1),
    "a mentee has no price": (draft) => draft.certificate.mentees.pop(),
    "a shortage has a mentor too few": (draft) => draft.shortages[0].mentors.pop(),
    "a shortage has too many seats": (draft) => (draft.shortages[0].seats += 1),
    "a shortage is over by another number": (draft) => (draft.shortages[0].over += 1),
    "a shortage explains nobody": (draft) => draft.shortages.push(draft.shortages[0]),
    "a reason is another": (draft) =>
      (draft.unmatched.mentees[0] = { id: "chidi", reason: "OUTPRICED", decidedBy: "cost" }),
    "a shortage is not the mentee's": (draft) => (draft.unmatched.mentees[0].shortage = 1),
    "a pair says it is pinned": (draft) => (draft.pairs[0].pinned = true),
    "a warning repeats itself": (draft) =>
      draft.warnings.push({ code: "W_X", message: "m" }, { code: "W_X", message: "m" }),
    "something is not JSON": (draft) => (draft.warnings = undefined as unknown as []),
  };

  function swap(draft: Draft, mentee: string, from: string, to: string): void {
    const [own, other] = [mentee, "ada"].map((id) => draft.pairs.find((pair: Draft) => pair.mentee === id));
    own.mentor = to;
    other.mentor = from;
  }

  test.each(Object.entries(edits))("validateMatching(): sees that %s", (_, edit) => {
    const draft = structuredClone(match(story.people, story.policy)) as Draft;
    edit(draft);
    const read = () => faultsOf(freezeAll(draft), story.people, story.policy);
    let faults: string[];
    try {
      faults = read();
    } catch (error) {
      faults = [String(error)];
    }
    expect(faults).not.toEqual([]);
  });

  test("validateMatching(): sees that a part is not frozen, and nothing else", () => {
    const copy = structuredClone(match(story.people, story.policy));
    expect(faultsOf(copy, story.people, story.policy)).toEqual(["a part of it is not frozen"]);
    expect(faultsOf(freezeAll(copy), story.people, story.policy)).toEqual([]);
  });

  function freezeAll<Value>(value: Value): Value {
    if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(freezeAll);
    return value;
  }
});

describe("match(): the answer is the one that trying everything gives", () => {
  test("match(): pairs are those that the documented lottery prefers among all best assignments", () => {
    const { seen, see } = tally();
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), ({ people, policy }) => {
        const matching = match(people, policy);
        const open = openProblem(people, policy, matching.manifest.seed);
        const { columnOfRow, optima } = bruteForce(open.scores, open);
        const solved = Object.fromEntries(
          columnOfRow.flatMap((column, row) => (column === -1 ? [] : [[open.mentees[row], open.mentors[column]]])),
        );
        const pairs = matching.pairs.filter(({ pinned }) => !pinned);
        expect(Object.fromEntries(pairs.map(({ mentee, mentor }) => [mentee, mentor]))).toEqual(solved);
        if (optima > 1) see("tied");
        if (optima > 1 && pairs.length > 2) see("tied, three pairs");
        if (optima > 1 && columnOfRow.includes(-1) && pairs.length > 0) see("tied, somebody out");
      }),
      runs(1500),
    );
    expect(seen["tied"]).toBeGreaterThan(300);
    expect(seen["tied, three pairs"]).toBeGreaterThan(60);
    expect(seen["tied, somebody out"]).toBeGreaterThan(100);
  });

  test("match(): decidedBy is the lottery exactly where an equally good assignment has the mentee matched", () => {
    const { seen, see } = tally();
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 3 }), ({ people, policy }) => {
        const matching = match(people, policy);
        const open = openProblem(people, policy, matching.manifest.seed);
        const { values } = bruteForce(open.scores, open);
        for (const one of matching.unmatched.mentees) {
          if (!("decidedBy" in one)) continue;
          const matched = valuesWith(open, open.mentees.indexOf(one.id));
          const tied = matched !== undefined && compare(matched, values) === 0;
          expect(one.decidedBy).toBe(tied ? "lottery" : "cost");
          see(one.decidedBy);
        }
      }),
      runs(700),
    );
    expect(seen["lottery"]).toBeGreaterThan(40);
    expect(seen["cost"]).toBeGreaterThan(100);
  });

  test("match(): the price of a seat is what one more seat of the mentor adds, stage by stage", () => {
    let priced = 0;
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 3 }), ({ people, policy }) => {
        const matching = match(people, policy);
        const open = openProblem(people, policy, matching.manifest.seed);
        const { values } = bruteForce(open.scores, open);
        matching.certificate.seats.forEach(({ price }, column) => {
          const capacities = open.capacities.map((seats, j) => (j === column ? seats + 1 : seats));
          const more = bruteForce(open.scores, { ...open, capacities }).values;
          const { components } = matching.certificate;
          const inMillionths = price.map((part, k) =>
            components[k].stage === "total" ? Math.round(part * MILLIONTHS) : part,
          );
          expect(inMillionths).toEqual(more.map((value, k) => value - values[k]));
          if (price.some((part) => part !== 0)) priced += 1;
        });
      }),
      runs(500),
    );
    expect(priced).toBeGreaterThan(150);
  });

  test("match(): the kernel makes no difference: munkres-js gives the same matching", () => {
    const { seen, see } = tally();
    fc.assert(
      fc.property(programmes({ mentees: 7, mentors: 5 }), ({ people, policy }) => {
        const { certificate, ...own } = match(people, policy);
        const { certificate: other, ...same } = match(people, policy, { solver: munkres });
        expect(same).toEqual(own);
        expect({ ...other, method: NOWHERE }).toEqual({ ...certificate, method: NOWHERE });
        expect(other.method).not.toBe(certificate.method);
        if (own.pairs.length > 2) see("three pairs");
        if (own.unmatched.mentees.some((one) => "decidedBy" in one && one.decidedBy === "lottery")) see("lottery");
      }),
      runs(600),
    );
    expect(seen["three pairs"]).toBeGreaterThan(100);
    expect(seen["lottery"]).toBeGreaterThan(30);
  });
});

describe("match(): what does not matter leaves no trace", () => {
  test("match(): the order of people, criteria, rules, keys, pins, bans and terms leaves no trace in any byte", () => {
    const { seen, see } = tally();
    fc.assert(
      fc.property(programmes({ mentees: 6, mentors: 5 }), fc.nat(), ({ people, policy }, order) => {
        const below = seeded(order);
        const matching = JSON.stringify(match(people, policy));
        const again = match(rewritten(people, below), rewritten(policy, below));
        expect(JSON.stringify(again)).toBe(matching);
        if (again.pairs.length > 1) see("two pairs");
        if (again.warnings.length > 1) see("two warnings");
        if (again.unmatched.mentees.some((one) => "decidedBy" in one && one.decidedBy === "lottery")) see("lottery");
      }),
      runs(600),
    );
    expect(seen["two pairs"]).toBeGreaterThan(200);
    expect(seen["two warnings"]).toBeGreaterThan(200);
    expect(seen["lottery"]).toBeGreaterThan(30);
  });

  test("match(): names, display and audit answers change nothing but the digest of the input", () => {
    let matched = 0;
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), fc.nat(), ({ people, policy }, number) => {
        const dressed = {
          mentees: people.mentees.map((one) => ({ ...one, name: `${number}`, auditOnly: { gender: [number] } })),
          mentors: people.mentors.map((one, at) => ({ ...one, name: `${at}`, display: { photo: { file: number } } })),
        };
        const plain = match(people, policy);
        const { manifest, ...rest } = match(dressed, policy);
        const { manifest: plainManifest, ...plainRest } = plain;
        expect(JSON.stringify(rest)).toBe(JSON.stringify(plainRest));
        expect({ ...manifest, input: NOWHERE }).toEqual({ ...plainManifest, input: NOWHERE });
        if (people.mentees.length + people.mentors.length > 0) expect(manifest.input).not.toBe(plainManifest.input);
        if (rest.pairs.length > 0) matched += 1;
      }),
      runs(200),
    );
    expect(matched).toBeGreaterThan(100);
  });

  test("match(): banning a pair that was not used leaves every pair as it was, with its score", () => {
    let banned = 0;
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), fc.nat(), ({ people, policy: given }, number) => {
        // where rules may give way, the ban can be what makes them
        const policy = withFirmRules(given);
        const before = match(people, policy);
        const { pairs, objective } = before;
        const isUsed = (ban: Ban) => pairs.some(({ mentee, mentor }) => mentee === ban.mentee && mentor === ban.mentor);
        const unused = pairsOf(people).filter((ban) => !isUsed(ban));
        if (unused.length === 0) return;
        const bans = [...(policy.bans ?? []), unused[number % unused.length]];
        const seed = objective.lottery.seed;
        const after = match(people, { ...policy, bans, seed });
        expect(outcomeOf(after)).toEqual(outcomeOf(before));
        if (pairs.length > 1) banned += 1;
      }),
      runs(500),
    );
    expect(banned).toBeGreaterThan(200);
  });

  test("match(): a pin that repeats what the matching did anyway leaves every pair as it was", () => {
    let pinned = 0;
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), fc.nat(), ({ people, policy }, number) => {
        const before = match(people, policy);
        const open = before.pairs.filter((pair) => !pair.pinned);
        if (open.length === 0) return;
        const { mentee, mentor, gaveWay } = open[number % open.length];
        const override = gaveWay.length > 0;
        const pins = [...(policy.pins ?? []), { mentee, mentor, reason: "as it was", override }];
        const after = match(people, { ...policy, pins });
        const asPinned = before.pairs.map((pair) => (pair.mentee === mentee ? { ...pair, pinned: true } : pair));
        expect(outcomeOf(after)).toEqual(outcomeOf({ ...before, pairs: asPinned }));
        if (open.length > 1) pinned += 1;
      }),
      runs(400),
    );
    expect(pinned).toBeGreaterThan(120);
  });
});

/** Who has whom and what that reaches: all but what other matchings would be as good. */
function outcomeOf({ pairs, total, objective }: Matching) {
  return { pairs: pairs.map(({ tied: _tied, ...pair }) => pair), total, stages: objective.stages };
}

function withFirmRules(policy: Policy): Policy {
  const firm = Object.entries(policy.rules ?? {}).map(([name, rule]) => [name, { ...rule, otherwise: "forbid" }]);
  return { ...policy, rules: Object.fromEntries(firm) };
}

describe("match(): objectives", () => {
  test("match(): everyone never matches fewer, and best never reaches less", () => {
    let differ = 0;
    fc.assert(
      fc.property(programmes({ mentees: 6, mentors: 4 }), fc.nat(), ({ people, policy: stated }, number) => {
        const below = seeded(number);
        // two criteria at most: the more there are, the less scores differ
        const criteria = Object.fromEntries(
          Object.entries(stated.criteria).map(([name, one], at) => [
            name,
            { ...one, weight: at < 2 ? one.weight || 1 : 0 },
          ]),
        );
        const bans = pairsOf(people).filter(() => below(2) === 0);
        const policy = { ...stated, criteria, rules: {}, pins: [], bans };
        const everyone = match(people, { ...policy, objective: "everyone" });
        const best = match(people, { ...policy, objective: "best" });
        expect(everyone.pairs.length).toBeGreaterThanOrEqual(best.pairs.length);
        expect(best.total).toBeGreaterThanOrEqual(everyone.total);
        if (best.total > everyone.total) differ += 1;
      }),
      runs(1200),
    );
    expect(differ).toBeGreaterThan(12);
  });

  test("match(): everyone gives up score for a further match, best does not", () => {
    // Ada suits Lin fully and Sam a little; Ben may only have Lin, whom he suits a little. Weights are all on skills:
    // best: Ada with Lin, 1. Everyone: Ada with Sam 0.25 and Ben with Lin 0.5, 0.75 in all.
    const people = {
      mentees: [
        { id: "ada", skills: ["Rust", "SQL", "Go", "C"] },
        { id: "ben", skills: ["Rust", "Fortran"] },
      ],
      mentors: [
        { id: "lin", skills: ["Rust", "SQL", "Go", "C"] },
        { id: "sam", skills: ["SQL"] },
      ],
    };
    const policy = definePolicy({
      criteria: { skills: skills({ weight: 1 }) },
      bans: [{ mentee: "ben", mentor: "sam", reason: "Sam asked for it" }],
    });
    const everyone = match(people, policy);
    const best = match(people, { ...policy, objective: "best" });
    expect(everyone.pairs.map(({ mentee, mentor, score }) => [mentee, mentor, score])).toEqual([
      ["ada", "sam", 0.25],
      ["ben", "lin", 0.5],
    ]);
    expect(everyone.objective.stages).toEqual([
      { stage: "matched", value: 2 },
      { stage: "total", value: 0.75 },
    ]);
    expect(best.pairs.map(({ mentee, mentor, score }) => [mentee, mentor, score])).toEqual([["ada", "lin", 1]]);
    expect(best.objective.stages).toEqual([{ stage: "total", value: 1 }]);
    expect(best.unmatched.mentees).toEqual([{ id: "ben", reason: "OUTPRICED", decidedBy: "cost" }]);
    validateMatching(everyone, people, policy);
    validateMatching(best, people, { ...policy, objective: "best" });
  });
});

describe("match(): the lottery", () => {
  test("match(): over 1 000 seeds two equal candidates for one seat each win about half", () => {
    let ada = 0;
    for (let seed = 0; seed < 1000; seed++) {
      const { pairs, unmatched } = match(twoForOneSeat.people, { ...twoForOneSeat.policy, seed });
      expect(unmatched.mentees[0]).toMatchObject({ reason: "CAPACITY_SHORT", decidedBy: "lottery" });
      if (pairs[0].mentee === "ada") ada += 1;
    }
    // five standard deviations of 1 000 fair coins: 5 · √(1000 · ½ · ½) = 79.06
    expect(ada).toBeGreaterThan(500 - 80);
    expect(ada).toBeLessThan(500 + 80);
  });

  test("match(): another seed redraws ties and changes no score", () => {
    let redrawn = 0;
    fc.assert(
      fc.property(tiedCohorts({ mentees: 6, mentors: 4 }), policies(), (people, policy) => {
        const [first, second] = [1, 2].map((seed) => match(people, { ...policy, seed }));
        expect(second.objective.stages).toEqual(first.objective.stages);
        expect({ ...second.certificate }).toEqual({ ...first.certificate });
        expect(second.manifest.policy).not.toBe(first.manifest.policy);
        if (JSON.stringify(second.pairs) !== JSON.stringify(first.pairs)) redrawn += 1;
      }),
      runs(300),
    );
    expect(redrawn).toBeGreaterThan(80);
  });

  test("match(): without a seed it comes from the programme's name and date, not from anyone's answers", () => {
    const { people, policy } = twoForOneSeat;
    const seedOf = (changes: Partial<Policy>, given: People = people) =>
      match(given, { ...policy, ...changes }).manifest.seed;
    const spring = seedOf({ name: "spring", date: "2026-03-02" });
    expect(seedOf({ name: "spring", date: "2026-03-02", capacity: 2 }, story.people)).toBe(spring);
    expect(seedOf({ name: "autumn", date: "2026-03-02" })).not.toBe(spring);
    expect(seedOf({ name: "spring", date: "2026-03-03" })).not.toBe(spring);
    expect(Number.isSafeInteger(spring)).toBe(true);
    expect(seedOf({ seed: 7 })).toBe(7);
  });

  test("match(): shuffling a programme that is all ties 300 times changes nobody's fate", () => {
    const people = {
      mentees: Array.from({ length: 12 }, (_, at) => ({ id: `mentee-${at}`, skills: ["SQL", "Rust"] })),
      mentors: Array.from({ length: 5 }, (_, at) => ({
        id: `mentor-${at}`,
        skills: ["Rust", "SQL"],
        capacity: at % 3,
      })),
    };
    const policy = { criteria: { skills: skills({ weight: 1 }) }, seed: 11 };
    const fate = JSON.stringify(match(people, policy));
    const below = seeded(300);
    const orders = new Set<string>();
    for (let round = 0; round < 300; round++) {
      const mentees = shuffle(people.mentees, below);
      const mentors = shuffle(people.mentors, below);
      orders.add(mentees.map(({ id }) => id).join());
      expect(JSON.stringify(match({ mentees, mentors }, policy))).toBe(fate);
    }
    expect(orders.size).toBe(300);
    expect(
      match(people, policy).unmatched.mentees.every((one) => "decidedBy" in one && one.decidedBy === "lottery"),
    ).toBe(true);
  });

  test("match(): among equals nobody's place in the list, id or number of equals before them changes the odds", () => {
    const wins = new Map<string, number>();
    const ids = ["a", "b", "Z", "10"];
    for (let seed = 0; seed < 1000; seed++) {
      const people = { mentees: ids.map((id) => ({ id })), mentors: [{ id: "lin" }] };
      const [{ mentee }] = match(people, { criteria: { skills: skills({ weight: 1 }) }, seed }).pairs;
      wins.set(mentee, (wins.get(mentee) ?? 0) + 1);
    }
    // five standard deviations of 1 000 draws with odds of a quarter: 5 · √(1000 · ¼ · ¾) = 68.47
    for (const id of ids) expect(Math.abs(wins.get(id)! - 250), id).toBeLessThan(69);
  });
});

describe("match(): options", () => {
  const { people, policy } = twoForOneSeat;

  test.each<[string, unknown, ErrorCode]>([
    ["an unknown option", { sovler: munkres }, "E_UNKNOWN_KEY"],
    ["a solver that is none", { solver: 5 }, "E_OPTION"],
    ["a memory limit that is no number", { memoryLimit: "1 GB" }, "E_OPTION"],
    ["a memory limit of zero", { memoryLimit: 0 }, "E_OPTION"],
    ["a memory limit that is too small", { memoryLimit: 100 }, "E_TOO_LARGE"],
    ["a listener that is no function", { onProgress: true }, "E_OPTION"],
    ["options that are none", null, "E_OPTION"],
  ])("match(): refuses %s with a typed error", (_, options, code) => {
    expect(() => match(people, policy, options as never)).toThrow(
      expect.objectContaining({ name: "TelemachusError", code } satisfies Partial<TelemachusError>),
    );
  });

  test("match(): names the option that an unknown one was meant for", () => {
    expect(() => match(people, policy, { sovler: munkres } as never)).toThrowErrorMatchingInlineSnapshot(
      `[TelemachusError: Expected options.sovler to be a known option, received an unknown one. Did you mean "solver"?]`,
    );
  });

  test("match(): withholds what a kernel gets wrong", () => {
    const wrong = {
      name: "wrong",
      solve: ({ rows }: { rows: number }) => ({ columnOfRow: new Int32Array(rows).fill(-1) }),
    };
    expect(() => match(people, policy, { solver: wrong })).toThrow(expect.objectContaining({ code: "E_CERTIFICATE" }));
  });
});

describe("match(): numbers at the edge", () => {
  const story2 = {
    mentees: [{ id: "ada", skills: ["SQL"], goals: ["x"] }],
    mentors: [{ id: "sam", skills: ["SQL"], goals: ["x"] }],
  };

  test.each([
    ["the smallest and the greatest weights", 5e-324, 1.7976931348623157e308],
    ["two of the greatest weights", 1.7976931348623157e308, 1.7976931348623157e308],
    ["two of the smallest weights", 5e-324, 5e-324],
  ])("match(): %s still make one whole", (_, skillsWeight, goalsWeight) => {
    const policy = definePolicy({
      criteria: {
        skills: skills({ weight: skillsWeight }),
        goals: { kind: "coverage", field: "goals", weight: goalsWeight },
      },
    });
    expect(match(story2, policy).pairs[0].score).toBe(1);
  });

  test("match(): a capacity far beyond the number of mentees is kept as it was given", () => {
    const people = { mentees: [{ id: "ada" }], mentors: [{ id: "sam", capacity: 2 ** 40 }] };
    const policy = { criteria: { skills: skills({ weight: 1 }) } };
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    expect(matching.unmatched.seats).toEqual([{ mentor: "sam", free: 2 ** 40 - 1, reason: "MORE_SEATS_THAN_MENTEES" }]);
  });

  test("match(): people and criteria with names that objects have already are like any other", () => {
    const names = ["toString", "valueOf", "hasOwnProperty", "__defineGetter__"];
    const people = {
      mentees: names.map((id) => ({ id, skills: names })),
      mentors: [{ id: "__proto__", skills: names, capacity: 4 }],
    };
    const policy = {
      criteria: Object.fromEntries(names.map((name) => [name, { kind: "coverage", field: "skills" } as const])),
      rules: Object.fromEntries(names.map((name) => [name, { kind: "gap", field: name } as const])),
    };
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    expect(matching.pairs.map(({ mentor, score }) => [mentor, score])).toEqual(names.map(() => ["__proto__", 1]));
    expect(Object.keys(matching.pairs[0].contributions)).toEqual([...names].sort());
  });

  test.each([4, 7])("match(): permuting %i equal mentees permutes nothing", (size) => {
    const ids = Array.from({ length: size }, (_, at) => `m${at}`);
    const policy = { criteria: { skills: skills({ weight: 1 }) }, seed: 3 };
    const mentors = [{ id: "lin", capacity: 2 }];
    const answer = JSON.stringify(match({ mentees: ids.map((id) => ({ id })), mentors }, policy));
    fc.assert(
      fc.property(shuffled(size), (order) => {
        const mentees = order.map((at) => ({ id: ids[at] }));
        expect(JSON.stringify(match({ mentees, mentors }, policy))).toBe(answer);
      }),
      runs(50),
    );
  });
});
