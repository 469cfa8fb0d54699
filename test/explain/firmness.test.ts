import { createHash } from "node:crypto";

import fc from "fast-check";
import {
  custom,
  customRule,
  type Matching,
  match,
  minimumScore,
  type People,
  type Policy,
  type Progress,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { drawCohort, toPeople } from "../../benchmarks/cohort.js";
import { mentoringPolicy } from "../../benchmarks/mentoringPolicy.js";
import { type Firmness, firmness } from "../../src/explain/firmness.js";
import { createSampler } from "../../src/explain/sampler.js";
import type { Keeping } from "../../src/matching/openProgramme.js";
import { programmeOf } from "../../src/matching/programme.js";
import { runs } from "../support/instances.js";
import { loadedProgrammes, programmes, rewritten, seeded, stableProgrammes } from "../support/programmes.js";
import { messageOf, problemsOf } from "../support/refusal.js";
import * as story from "../support/story.js";

const firmnessAny = firmness as (matching: unknown, options?: unknown) => Firmness;

/** The documented factor of a criterion in a sample. */
function factorOf(name: string, { seed, sample, spread }: { seed: number; sample: number; spread: number }): number {
  const hash = createHash("sha256")
    .update(JSON.stringify([seed, sample, name]))
    .digest();
  return 1 + spread * (2 * (hash.readUIntBE(0, 6) / 2 ** 48) - 1);
}

/** The same policy with every weight times its factor. */
function weighed(policy: Policy, factor: (name: string) => number): Policy {
  const criteria = Object.entries(policy.criteria).map(([name, criterion]) => {
    const { weight = 1 } = criterion;
    return [name, { ...criterion, weight: weight * factor(name) }] as const;
  });
  return { ...policy, criteria: Object.fromEntries(criteria) } as Policy;
}

function pairsOf({ pairs }: Pick<Matching, "pairs">): string[] {
  return pairs.map(({ mentee, mentor }) => JSON.stringify([mentee, mentor]));
}

/** What `match` gives now, what it gives under the weights of a sample, and what the sampler does: pairs without pins. */
function sampleTwice(
  { people, policy }: { readonly people: People; readonly policy: Policy },
  { spread, keeping }: { readonly spread: number; readonly keeping?: Keeping },
): { now: string[]; full: string[]; sampled: string[] } {
  const openPairs = ({ pairs }: Matching) => pairsOf({ pairs: pairs.filter(({ pinned }) => !pinned) });
  const factor = (name: string) => factorOf(name, { seed: 7, sample: 3, spread });
  const matching = match(people, policy);
  const programme = programmeOf(matching);
  const { mentees, scorer } = programme;
  const solved = createSampler(programme, keeping)(scorer.criteria.map(({ name }) => factor(name)));
  const sampled = solved.map(([row, mentor]) => {
    return JSON.stringify([scorer.problem.mentees[mentees[row]].id, scorer.problem.mentors[mentor].id]);
  });
  return { now: openPairs(matching), full: openPairs(match(people, weighed(policy, factor))), sampled };
}

describe("firmness(): samples are what match() gives", () => {
  test.each([
    ["programmes", programmes({ mentees: 6, mentors: 5 }), 300, 25],
    ["loaded ones", loadedProgrammes({ mentees: 5, mentors: 4, demand: 2 }), 300, 8],
    ["stable ones", stableProgrammes({ mentees: 6, mentors: 5, demand: 2 }), 200, 10],
  ])(
    "firmness(): the pairs of a sample are those of a full match with these weights: %s",
    (_, cases, count, fewest) => {
      const seen = { changed: 0, minimum: 0, relaxed: 0, emphasis: 0, several: 0 };
      fc.assert(
        fc.property(cases, ({ people, policy }) => {
          const { now, full, sampled } = sampleTwice({ people, policy }, { spread: 0.9 });
          expect(sampled).toEqual(full);
          const rules = Object.values(policy.rules ?? {});
          if (full.join() !== now.join()) seen.changed += 1;
          if (rules.some(({ kind }) => kind === "minimumScore")) seen.minimum += 1;
          if (rules.some(({ otherwise }) => otherwise === "relax")) seen.relaxed += 1;
          if (people.mentees.some(({ requests }) => requests?.emphasis !== undefined)) seen.emphasis += 1;
          if (Object.keys(policy.criteria).length > 2) seen.several += 1;
        }),
        runs(count),
      );
      expect(seen.changed).toBeGreaterThan(fewest);
      expect(seen.minimum).toBeGreaterThan(8);
      expect(seen.relaxed).toBeGreaterThan(50);
      expect(seen.emphasis).toBeGreaterThan(50);
      expect(seen.several).toBeGreaterThan(100);
    },
  );

  test("firmness(): so they are where not all pairs are kept, pins against a lowest score included", () => {
    const keeping = { mostPairs: -1, mostPairsByFunctions: -1, fewestMentors: 0, listed: 1, returns: false };
    const seen = { changed: 0, pins: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 6, mentors: 5 }), ({ people, policy }) => {
        const { now, full, sampled } = sampleTwice({ people, policy }, { spread: 0.9, keeping });
        expect(sampled).toEqual(full);
        if (full.join() !== now.join()) seen.changed += 1;
        if (policy.pins!.length > 0) seen.pins += 1;
      }),
      runs(150),
    );
    expect(seen.changed).toBeGreaterThan(15);
    expect(seen.pins).toBeGreaterThan(30);

    const rules = { minimum: minimumScore({ score: 0.5 }) };
    const pins = [{ mentee: "ada", mentor: "lin", reason: "asked" }];
    const programme = programmeOf(match(even, { ...evenPolicy(1, 1), rules, pins }));
    expect(createSampler(programme, keeping)([1.1, 0.9])).toEqual([]);
  });

  test.each([
    ["everyone", 3, undefined],
    ["everyone", 2, undefined],
    ["fairest", 3, undefined],
    ["everyone", 3, "stable"],
  ] as const)(
    "firmness(): so they are with 200 mentees and 60 mentors: %s, %i seats, %s",
    (objective, capacity, method) => {
      const people = toPeople(drawCohort(5, { mentees: 200, mentors: 60 }));
      const policy: Policy = { ...mentoringPolicy, capacity, ...(method === undefined ? { objective } : { method }) };
      const { now, full, sampled } = sampleTwice({ people, policy }, { spread: 0.5 });
      expect(sampled).toEqual(full);
      expect(now.filter((pair) => !full.includes(pair)).length).toBeGreaterThan(10);
    },
  );

  test("firmness(): each pair is counted over the documented samples", () => {
    const seen = { between: 0, pinned: 0, tied: 0, whole: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 6, mentors: 5 }), fc.nat(), ({ people, policy }, seed) => {
        const matching = match(people, policy);
        const [samples, spread] = [6, 0.8];
        const counted = firmness(matching, { seed, samples, spread });
        const own = pairsOf(matching);
        const each = Array.from({ length: samples }, (_, sample) =>
          pairsOf(
            match(
              people,
              weighed(policy, (name) => factorOf(name, { seed, sample, spread })),
            ),
          ),
        );
        expect(counted.pairs.map(({ mentee, mentor }) => JSON.stringify([mentee, mentor]))).toEqual(own);
        const stays = own.map((pair) => each.filter((pairs) => pairs.includes(pair)).length);
        expect(counted.pairs.map((pair) => Math.round(pair.stays * samples))).toEqual(stays);
        expect(counted.pairs.map(({ coinFlip }) => coinFlip)).toEqual(
          matching.pairs.map(({ tied }, at) => tied || stays[at] < 4),
        );
        const mean = stays.reduce((sum, count) => sum + count, 0) / (samples * own.length);
        expect(counted.stays).toBe(own.length === 0 ? 1 : mean);
        expect(counted.unchanged).toBe(each.filter((pairs) => pairs.join() === own.join()).length);
        expect(counted).toMatchObject({ kind: "firmness", status: "optimal", seed, samples, spread });
        expect(JSON.parse(JSON.stringify(counted))).toStrictEqual(counted);
        for (const { pinned, stays, coinFlip } of counted.pairs) {
          if (pinned) expect([stays, coinFlip]).toEqual([1, false]);
          if (pinned) seen.pinned += 1;
          if (stays > 0 && stays < 1) seen.between += 1;
        }
        if (matching.pairs.some(({ tied }) => tied)) seen.tied += 1;
        if (counted.unchanged === samples) seen.whole += 1;
      }),
      runs(150),
    );
    expect(seen.between).toBeGreaterThan(30);
    expect(seen.pinned).toBeGreaterThan(15);
    expect(seen.tied).toBeGreaterThan(30);
    expect(seen.whole).toBeGreaterThan(30);
  });

  test("firmness(): the order of people, criteria and rules leaves no trace", () => {
    let unsteady = 0;
    fc.assert(
      fc.property(programmes({ mentees: 6, mentors: 5 }), fc.nat(), ({ people, policy }, order) => {
        const below = seeded(order);
        const options = { samples: 8, spread: 0.9 };
        const counted = firmness(match(people, policy), options);
        const again = firmness(match(rewritten(people, below), rewritten(policy, below)), options);
        expect(JSON.stringify(again)).toBe(JSON.stringify(counted));
        if (counted.stays < 1) unsteady += 1;
      }),
      runs(80),
    );
    expect(unsteady).toBeGreaterThan(15);
  });
});

/** Lin suits Ada by what she can do, Ben by what she likes; both matter alike. */
const even: People = {
  mentees: [
    { id: "ada", skills: ["Rust"], interests: ["running"] },
    { id: "ben", skills: ["SQL"], interests: ["chess"] },
  ],
  mentors: [{ id: "lin", skills: ["Rust"], interests: ["chess"] }],
};
const evenPolicy = (skills: number, interests: number): Policy => ({
  criteria: {
    skills: { kind: "coverage", field: "skills", weight: skills },
    interests: { kind: "overlap", field: "interests", weight: interests },
  },
  seed: 1,
});

describe("firmness(): by hand", () => {
  test("firmness(): equal weights are a coin-flip: about half of the samples favour either", () => {
    const matching = match(even, evenPolicy(1, 1));
    expect(matching.pairs[0].tied).toBe(true);
    const { pairs, unchanged } = firmness(matching, { samples: 400 });
    expect(pairs).toHaveLength(1);
    expect(pairs[0].coinFlip).toBe(true);
    // five standard deviations of 400 throws: 5 · √(400 · ½ · ½) = 50
    expect(Math.abs(unchanged - 200)).toBeLessThan(50);
    expect(pairs[0].stays).toBe(unchanged / 400);
  });

  test("firmness(): a weight that is twice the other outlives a spread of a third, and not one of a half", () => {
    const matching = match(even, evenPolicy(2, 1));
    expect(matching.pairs.map(({ mentee }) => mentee)).toEqual(["ada"]);
    // 2 · (1 − s) > 1 + s while s < 1/3
    const steady = { mentee: "ada", mentor: "lin", stays: 1, coinFlip: false, pinned: false };
    expect(firmness(matching, { spread: 0.33, samples: 200 })).toMatchObject({ unchanged: 200, pairs: [steady] });
    // and 2 · (1 − s) < 1 + s for some draws at 0.5: the triangle beyond, a twenty-fourth of all
    const shaken = firmness(matching, { spread: 0.5, samples: 400 });
    expect(shaken.unchanged).toBeLessThan(400);
    expect(shaken.pairs[0].coinFlip).toBe(false);
  });

  test("firmness(): a single criterion has one weight, and nothing to change", () => {
    const matching = match(even, { criteria: { skills: { kind: "coverage", field: "skills" } } });
    expect(firmness(matching, { spread: 0.99 })).toMatchObject({ stays: 1, unchanged: 100 });
  });

  test("firmness(): 100 samples within a tenth, of seed 0, unless told otherwise; the seed decides", () => {
    const matching = match(even, evenPolicy(1, 1));
    expect(firmness(matching)).toEqual(firmness(matching, { seed: 0, samples: 100, spread: 0.1 }));
    expect(firmness(matching, { seed: 1 })).toEqual(firmness(matching, { seed: 1 }));
    const counts = new Set([0, 1, 2, 3, 4].map((seed) => firmness(matching, { seed }).unchanged));
    expect(counts.size).toBeGreaterThan(2);
  });

  test("firmness(): the story's pairs stay", () => {
    const counted = firmness(match(story.people, story.policy), { samples: 30 });
    expect(counted.pairs.map(({ stays }) => stays)).toEqual([1, 1, 1, 1]);
  });

  test("firmness(): a lowest score is asked of the changed scores, and pins stay against it", () => {
    const rules = { minimum: minimumScore({ score: 0.5 }) };
    const matching = match(even, { ...evenPolicy(1, 1), rules });
    const { unchanged } = firmness(matching, { samples: 50 });
    // at equal weights both are at 0.5; at any others one of them is below
    expect(unchanged).toBeGreaterThan(5);
    expect(unchanged).toBeLessThan(45);
    const pins = [{ mentee: "ada", mentor: "lin", reason: "asked" }];
    expect(firmness(match(even, { ...evenPolicy(1, 1), rules, pins }), { samples: 50 })).toMatchObject({
      unchanged: 50,
      pairs: [{ stays: 1, coinFlip: false, pinned: true }],
    });
  });

  test("firmness(): functions of the policy's own are asked about a pair once for all samples", () => {
    const calls = { score: 0, holds: 0 };
    const policy: Policy = {
      criteria: {
        own: custom({
          name: "own",
          version: "1",
          score: (_mentor, mentee) => {
            calls.score += 1;
            return mentee.id === "ada" ? 0.5 : undefined;
          },
        }),
        skills: { kind: "coverage", field: "skills" },
      },
      rules: {
        own: customRule({
          name: "own",
          version: "1",
          holds: () => {
            calls.holds += 1;
            return true;
          },
        }),
      },
    };
    const callsOf = (samples: number) => {
      const matching = match(even, policy);
      Object.assign(calls, { score: 0, holds: 0 });
      firmness(matching, { samples });
      return { ...calls };
    };
    // the margin asks as well, as often however many samples there are
    expect(callsOf(25)).toEqual(callsOf(1));
    expect(calls.score).toBeGreaterThan(0);
    expect(calls.holds).toBeGreaterThan(0);
  });
});

describe("firmness(): nothing to count", () => {
  test("firmness(): nobody at all, and mentees without mentors", () => {
    const nothing = { pairs: [], stays: 1, unchanged: 5, margin: null };
    expect(firmness(match({ mentees: [], mentors: [] }, story.policy), { samples: 5 })).toMatchObject(nothing);
    expect(firmness(match({ mentees: [{ id: "ada" }], mentors: [] }, story.policy), { samples: 5 })).toMatchObject(
      nothing,
    );
  });

  test("firmness(): what is infeasible stays so; where a lowest score makes it so, other weights may not", () => {
    const people: People = { ...even, mentors: [{ ...even.mentors[0], capacity: { min: 1, max: 1 } }] };
    const bans = even.mentees.map(({ id }) => ({ mentee: id, mentor: "lin", reason: "they know each other" }));
    const never = match(people, { ...evenPolicy(1, 1), bans });
    expect(never.status).toBe("infeasible");
    expect(firmness(never, { samples: 9 })).toMatchObject({ status: "infeasible", pairs: [], stays: 1, unchanged: 9 });

    const rules = { minimum: minimumScore({ score: 0.501 }) };
    const now = match(people, { ...evenPolicy(1, 1), rules });
    expect(now.status).toBe("infeasible");
    expect(firmness(now, { samples: 9 })).toMatchObject({ status: "infeasible", pairs: [], unchanged: 0 });
  });
});

describe("firmness(): control and misuse", () => {
  const matching = match(story.people, story.policy);

  test("firmness(): tells of samples, about a hundred times", () => {
    const moments: Progress[] = [];
    firmness(matching, { samples: 250, onProgress: (progress) => moments.push(progress) });
    expect(new Set(moments.map(({ phase, total }) => `${phase} ${total}`))).toEqual(new Set(["sample 250"]));
    expect(moments.length).toBeGreaterThan(90);
    expect(moments.length).toBeLessThan(150);
    expect(moments.at(-1)!.done).toBe(250);
    const done = moments.map((one) => one.done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
  });

  test("firmness(): an abort at any moment leaves nothing behind", () => {
    const options = { samples: 4 };
    const before = JSON.stringify(firmness(matching, options));
    expect(problemsOf(() => firmness(matching, { signal: AbortSignal.abort() }))).toEqual([
      ["E_ABORTED", "signal", "/signal"],
    ]);
    for (let moment = 1; moment <= 4; moment++) {
      const controller = new AbortController();
      const onProgress = ({ done }: Progress) => {
        expect(done).toBeLessThanOrEqual(moment);
        if (done === moment) controller.abort();
      };
      const call = () => firmness(matching, { ...options, signal: controller.signal, onProgress });
      expect(problemsOf(call)).toEqual([["E_ABORTED", "signal", "/signal"]]);
    }
    expect(JSON.stringify(firmness(matching, options))).toBe(before);
  });

  test("firmness(): a stored matching is refused", () => {
    const stored = JSON.parse(JSON.stringify(matching));
    expect(problemsOf(() => firmnessAny(stored))).toEqual([["E_DETACHED", "matching", "/matching"]]);
    expect(problemsOf(() => firmnessAny(undefined))[0][0]).toBe("E_DETACHED");
  });

  test.each([
    ["seed", -1],
    ["seed", 0.5],
    ["seed", "1"],
    ["samples", 0],
    ["samples", 1.5],
    ["samples", 10_001],
    ["samples", Number.NaN],
    ["spread", 0],
    ["spread", 1],
    ["spread", -0.1],
    ["spread", Number.NaN],
    ["spread", "0.1"],
    ["onProgress", 5],
    ["signal", {}],
  ])("firmness(): the option %s is %o", (option, value) => {
    const path = `options.${option}`;
    expect(problemsOf(() => firmnessAny(matching, { [option]: value }))).toEqual([
      ["E_OPTION", path, `/options/${option}`],
    ]);
  });

  test("firmness(): options that are none, and one that is misspelt", () => {
    expect(problemsOf(() => firmnessAny(matching, null))[0][0]).toBe("E_OPTION");
    expect(messageOf(() => firmnessAny(matching, { sampels: 3 }))).toMatchInlineSnapshot(
      `"Expected options.sampels to be a known option, received an unknown one. Did you mean "samples"?"`,
    );
    expect(messageOf(() => firmnessAny(matching, { spread: 2 }))).toMatchInlineSnapshot(
      `"Expected options.spread to be a number above 0 and below 1, received 2."`,
    );
  });
});
