import fc from "fast-check";
import { type Matching, match, type People, type Policy, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import type { MatchingCheck } from "../src/check/violation.js";
import { checkMatching } from "../src/checkMatching.js";
import { nonsense, type Place, partAt, placesIn, smallLies, withPart } from "./check/edits.js";
import { type Scenario, scenarios } from "./check/scenarios.js";
import { runs } from "./support/instances.js";
import { loadedProgrammes, programmes, rewritten, seeded, stableProgrammes } from "./support/programmes.js";
import { problemsOf } from "./support/refusal.js";
import { sealed } from "./support/sealed.js";

// biome-ignore lint/suspicious/noExplicitAny: lies reach into every part of a matching
type Draft = any;

const everyScenario = Object.entries(scenarios) as [string, Scenario][];

/** A matching as it comes back from a file. */
function stored(matching: Matching): Draft {
  return JSON.parse(JSON.stringify(matching));
}

function checksOf(edited: unknown, { people, policy }: Pick<Scenario, "people" | "policy">): MatchingCheck[] {
  const violations = checkMatching(edited as Matching, people, policy);
  expect(JSON.parse(JSON.stringify(violations))).toEqual(violations);
  expect(violations.length).toBeLessThanOrEqual(100);
  return [...new Set(violations.map(({ check }) => check))];
}

describe("checkMatching(): what match() says holds", () => {
  test.each(everyScenario)("checkMatching(): finds nothing in the scenario %s, made here or stored", (_, scenario) => {
    const { matching, people, policy } = scenario;
    expect(checkMatching(matching, people, policy)).toEqual([]);
    expect(checkMatching(stored(matching), people, policy)).toEqual([]);
  });

  test("checkMatching(): the scenarios are of every kind", () => {
    const all = everyScenario.map(([, { matching }]) => matching);
    const reasons = all.flatMap(({ unmatched }) => unmatched.mentees.map(({ reason }) => reason));
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set(["optimal", "stable", "infeasible"]));
    const usual = ["CAPACITY_SHORT", "NO_ELIGIBLE_MENTOR", "OUTPRICED", "NO_MENTORS", "INFEASIBLE", "QUOTA"];
    for (const reason of [...usual, "MANUAL"]) {
      expect(reasons, reason).toContain(reason);
    }
    const repairs = all.flatMap(({ infeasibility }) => infeasibility?.repairs.map(({ kind }) => kind) ?? []);
    expect(new Set(repairs)).toEqual(new Set(["bounds", "seats", "rule"]));
    expect(all.some(({ certificate }) => certificate.floor !== undefined)).toBe(true);
    expect(all.some(({ pairs }) => pairs.some(({ gaveWay }) => gaveWay.length > 0))).toBe(true);
  });

  const kinds = {
    plain: programmes({ mentees: 7, mentors: 5 }),
    loaded: loadedProgrammes({ mentees: 6, mentors: 4, demand: 3 }),
    stable: stableProgrammes({ mentees: 6, mentors: 5, demand: 2 }),
  };
  test.each(Object.entries(kinds))("checkMatching(): finds nothing in random matchings: %s", (kind, arbitrary) => {
    const seen: Record<string, number> = {};
    const see = (name: string, holds = true) => {
      if (holds) seen[name] = (seen[name] ?? 0) + 1;
    };
    const below = seeded(7);
    const given = arbitrary as fc.Arbitrary<{ people: People; policy: Policy }>;
    fc.assert(
      fc.property(given, ({ people, policy }) => {
        const matching = match(people, policy);
        expect(checkMatching(stored(matching), rewritten(people, below), policy)).toEqual([]);
        see(matching.status);
        see("tied", matching.objective.lottery.pairs > 0);
        see(
          "chances",
          matching.objective.lottery.mentees.some(({ chance }) => chance !== undefined),
        );
        see(
          "pinned",
          matching.pairs.some(({ pinned }) => pinned),
        );
        see(
          "gave way",
          matching.pairs.some(({ gaveWay, pinned }) => gaveWay.length > 0 && !pinned),
        );
        see("short", matching.shortages.length > 0);
        see("witness", matching.certificate.floor !== undefined);
        see("quotas", matching.certificate.quotas !== undefined);
      }),
      runs(250),
    );
    const least: Record<string, Record<string, number>> = {
      plain: { optimal: 250, tied: 40, chances: 8, pinned: 15, "gave way": 5, short: 80 },
      loaded: { optimal: 150, infeasible: 20, tied: 25, pinned: 20, short: 20, witness: 12, quotas: 20 },
      stable: { stable: 250, pinned: 20, short: 20 },
    };
    for (const [name, count] of Object.entries(least[kind]))
      expect(seen[name] ?? 0, name).toBeGreaterThanOrEqual(count);
  });
});

describe("checkMatching(): every lie is found", () => {
  interface Lie {
    readonly in: keyof typeof scenarios;
    readonly check: MatchingCheck;
    readonly tell: (draft: Draft) => void;
  }
  const lies: Record<string, Lie> = {
    "a score is off by a millionth": { in: "story", check: "scores", tell: (d) => (d.pairs[0].score += 1e-6) },
    "a contribution has moved to another criterion": {
      in: "story",
      check: "scores",
      tell: ({ pairs: [{ contributions }] }) => {
        contributions.skills -= 0.125;
        contributions.goals += 0.125;
      },
    },
    "score and contribution are lower together": {
      in: "story",
      check: "scores",
      tell: ({ pairs: [pair] }) => {
        pair.score -= 0.125;
        pair.contributions.goals -= 0.125;
      },
    },
    "a criterion that did not apply gives nothing": {
      in: "story",
      check: "scores",
      tell: (d) => (d.pairs[0].contributions.experience = 0),
    },
    "two mentees have swapped their mentors": {
      in: "story",
      check: "scores",
      tell: (d) => swapMentors(d, "ada", "ben"),
    },
    "a pair breaks a rule that does not give way": {
      in: "story",
      check: "precedence",
      tell: (d) => swapMentors(d, "dora", "ada"),
    },
    "the total is off": { in: "story", check: "scores", tell: (d) => (d.total += 1e-6) },
    "a confidence is lower": { in: "story", check: "scores", tell: (d) => (d.pairs[0].confidence = 0.5) },
    "a stage reached more": { in: "story", check: "objective", tell: (d) => (d.objective.stages[1].value += 1e-6) },
    "a stage is another": { in: "story", check: "objective", tell: (d) => (d.objective.stages[1].stage = "balance") },
    "a profile counts another score": {
      in: "leximin",
      check: "objective",
      tell: (d) => (d.objective.stages[1].profile[0].of += 1e-6),
    },
    "a seat's price is too low to prove anything": {
      in: "story",
      check: "certificate",
      tell: (d) => (d.certificate.seats[0].price = [0, 0]),
    },
    "somebody unmatched has a price": {
      in: "story",
      check: "certificate",
      tell: (d) => (d.certificate.mentees[2].price = [0, 0.1]),
    },
    "a price is not a number of millionths": {
      in: "story",
      check: "certificate",
      tell: (d) => (d.certificate.mentees[0].price[1] += 1e-9),
    },
    "a quota has a price though it has room": {
      in: "everyone",
      check: "certificate",
      tell: (d) => {
        for (const { price } of d.certificate.quotas) price[0] += 1;
      },
    },
    "the witness of the floor has other pairs": {
      in: "floor",
      check: "certificate",
      tell: ({ certificate: { floor } }) => floor.pairs.pop(),
    },
    "the witness of the floor names a stranger": {
      in: "floor",
      check: "certificate",
      tell: ({ certificate: { floor } }) => (floor.pairs[0].mentor = "nobody"),
    },
    "the witness is of a lower floor": {
      in: "floor",
      check: "certificate",
      tell: ({ certificate: { floor } }) => (floor.component.of -= 0.1),
    },
    "there is no witness": { in: "floor", check: "certificate", tell: (d) => delete d.certificate.floor },
    "there is a witness without a floor": {
      in: "everyone",
      check: "certificate",
      tell: (d) => (d.certificate.floor = scenarios.floor.matching.certificate.floor),
    },
    "the certificate is of stability": {
      in: "everyone",
      check: "certificate",
      tell: (d) => (d.certificate.stable = scenarios.stable.matching.certificate.stable),
    },
    "somebody is not there": { in: "story", check: "reconciliation", tell: (d) => d.unmatched.mentees.pop() },
    "somebody is in two places": {
      in: "story",
      check: "reconciliation",
      tell: (d) => d.unmatched.mentees.unshift({ id: "ada", reason: "NO_MENTORS" }),
    },
    "a pair is there twice": { in: "story", check: "pairs", tell: (d) => d.pairs.unshift(d.pairs[0]) },
    "pairs are in another order": { in: "story", check: "pairs", tell: (d) => d.pairs.reverse() },
    "a pair is of somebody unknown": { in: "story", check: "pairs", tell: (d) => (d.pairs[0].mentor = "linn") },
    "a mentor has too many": { in: "story", check: "feasibility", tell: (d) => (d.pairs[1].mentor = "lin") },
    "a mentee has too many": {
      in: "everyone",
      check: "feasibility",
      tell: ({ pairs }) => {
        const mentors = ["mentor-0", "mentor-1", "mentor-2", "mentor-3"];
        for (const mentor of mentors) pairs.push({ ...pairs[0], mentor });
      },
    },
    "a minimum is not met": {
      in: "everyone",
      check: "feasibility",
      tell: (d) => (d.pairs = d.pairs.filter(({ mentor }: Draft) => mentor !== "mentor-1")),
    },
    "a quota is not met": {
      in: "everyone",
      check: "feasibility",
      tell: (d) => {
        for (const pair of d.pairs) pair.mentor = "mentor-2";
      },
    },
    "a pin is not kept": { in: "pinned", check: "precedence", tell: (d) => d.pairs.splice(pinAt(d), 1) },
    "a pin is not called one": { in: "pinned", check: "precedence", tell: (d) => (d.pairs[pinAt(d)].pinned = false) },
    "a pair that is no pin is called one": {
      in: "story",
      check: "precedence",
      tell: (d) => (d.pairs[0].pinned = true),
    },
    "a banned pair is matched": {
      in: "pinned",
      check: "precedence",
      tell: (d) => d.pairs.push({ ...d.pairs[0], mentee: "ben", mentor: "sam" }),
    },
    "a request to avoid is not kept": {
      in: "relaxed",
      check: "precedence",
      tell: (d) => d.pairs.push({ ...d.pairs[1], mentee: "cai" }),
    },
    "a rule gave way unsaid": { in: "relaxed", check: "precedence", tell: (d) => (d.pairs[1].gaveWay = []) },
    "a rule is said to have given way": {
      in: "relaxed",
      check: "precedence",
      tell: (d) => (d.pairs[0].gaveWay = ["site"]),
    },
    "the policy's digest is another": {
      in: "story",
      check: "manifest",
      tell: (d) =>
        (d.manifest.policy = d.manifest.policy.replace(/^./, (digit: string) => (digit === "0" ? "1" : "0"))),
    },
    "the people's digest is another": { in: "story", check: "manifest", tell: (d) => (d.manifest.input = "") },
    "the version is another": { in: "story", check: "manifest", tell: (d) => (d.manifest.version = "0.0.1") },
    "the people's digest of what was read is another": {
      in: "story",
      check: "manifest",
      tell: (d) => (d.manifest.projection = d.manifest.input),
    },
    "another field was read": { in: "story", check: "manifest", tell: (d) => d.manifest.fields.mentees.push("team") },
    "digests are keyed": { in: "story", check: "manifest", tell: (d) => (d.manifest.keyed = true) },
    "the manifest's status is another": { in: "story", check: "manifest", tell: (d) => (d.manifest.status = "stable") },
    "the manifest's stages reached more": {
      in: "story",
      check: "manifest",
      tell: (d) => (d.manifest.stages[1].value += 1),
    },
    "the manifest's lottery decided more": {
      in: "story",
      check: "manifest",
      tell: (d) => (d.manifest.lottery.pairs += 1),
    },
    "the manifest hides a warning": { in: "story", check: "manifest", tell: (d) => d.manifest.warnings.pop() },
    "the result's digest is another": {
      in: "story",
      check: "manifest",
      tell: (d) => (d.manifest.result = d.manifest.input),
    },
    "the seed is another": { in: "story", check: "manifest", tell: (d) => (d.manifest.seed += 1) },
    "the lottery's seed is another": { in: "tied", check: "lottery", tell: (d) => (d.objective.lottery.seed += 1) },
    "a tied pair is called certain": { in: "tied", check: "lottery", tell: (d) => (d.pairs[0].tied = false) },
    "a certain pair is called tied": { in: "story", check: "lottery", tell: (d) => (d.pairs[0].tied = true) },
    "a chance is higher": { in: "tied", check: "lottery", tell: (d) => (d.objective.lottery.mentees[0].chance = 0.7) },
    "somebody tied is not named": { in: "tied", check: "lottery", tell: (d) => d.objective.lottery.mentees.pop() },
    "the lottery drew somebody else's mentor": {
      in: "tied",
      check: "lottery",
      tell: ({ pairs: [first, second] }) => {
        [first.mentor, second.mentor] = [second.mentor, first.mentor];
      },
    },
    "the lottery drew somebody else": { in: "tied", check: "lottery", tell: drawSomebodyElse },
    "the reason is another": {
      in: "story",
      check: "reasons",
      tell: (d) => (d.unmatched.mentees[0] = { id: "chidi", reason: "OUTPRICED", decidedBy: "cost" }),
    },
    "the lottery is said to have decided": {
      in: "story",
      check: "reasons",
      tell: (d) => (d.unmatched.mentees[0].decidedBy = "lottery"),
    },
    "the draw is said not to have decided": {
      in: "draw",
      check: "reasons",
      tell: (d) => (d.unmatched.mentees[0].decidedBy = "cost"),
    },
    "what excluded somebody is less": {
      in: "relaxed",
      check: "reasons",
      tell: (d) => (d.unmatched.mentees[0].excluded.requests -= 1),
    },
    "a shortage has a mentor too few": { in: "story", check: "reasons", tell: (d) => d.shortages[0].mentors.pop() },
    "a shortage has a mentee too few": { in: "story", check: "reasons", tell: (d) => d.shortages[0].mentees.shift() },
    "a shortage has too many seats": { in: "story", check: "reasons", tell: (d) => (d.shortages[0].seats += 1) },
    "a shortage is over by more": { in: "story", check: "reasons", tell: (d) => (d.shortages[0].over += 1) },
    "a shortage explains nobody": { in: "story", check: "reasons", tell: (d) => d.shortages.push(d.shortages[0]) },
    "a shortage is somebody else's": {
      in: "story",
      check: "reasons",
      tell: (d) => (d.unmatched.mentees[0].shortage = 1),
    },
    "a free seat is kept quiet": { in: "relaxed", check: "reconciliation", tell: (d) => d.unmatched.seats.pop() },
    "a seat is free that is none": {
      in: "story",
      check: "reconciliation",
      tell: (d) => d.unmatched.seats.push({ mentor: "sam", free: 1, reason: "MORE_SEATS_THAN_MENTEES" }),
    },
    "an empty place is kept quiet": { in: "everyone", check: "reconciliation", tell: (d) => d.unmatched.places.pop() },
    "a count is off": { in: "story", check: "reconciliation", tell: (d) => (d.manifest.counts.allowedPairs += 1) },
    "a rule stood in the way of fewer": {
      in: "story",
      check: "reconciliation",
      tell: (d) => (d.exclusions.rules[Object.keys(d.exclusions.rules)[0]].forbidden += 1),
    },
    "nothing is said to be feasible": { in: "story", check: "infeasibility", tell: (d) => (d.status = "infeasible") },
    "it is called stable": { in: "story", check: "pairs", tell: (d) => (d.status = "stable") },
    "a stable one is called optimal": { in: "stable", check: "pairs", tell: (d) => (d.status = "optimal") },
    "two would rather have each other": { in: "stable", check: "stability", tell: swapApart },
    "a pair blocks, and is said to": {
      in: "stable",
      check: "stability",
      tell: (d) => (d.certificate.stable.blockingPairs = 1),
    },
    "the other side proposed": {
      in: "stable",
      check: "stability",
      tell: (d) => (d.certificate.stable.proposing = "mentors"),
    },
    "a conflict names bounds that can be met": {
      in: "infeasible",
      check: "infeasibility",
      tell: ({ infeasibility: { conflict } }) => conflict.bounds.splice(0, conflict.bounds.length),
    },
    "a conflict is of a bound that is not there": {
      in: "infeasible",
      check: "infeasibility",
      tell: ({ infeasibility: { conflict } }) => (conflict.bounds[0].min += 1),
    },
    "a conflict is greater": {
      in: "infeasible",
      check: "infeasibility",
      tell: ({ infeasibility: { conflict } }) => (conflict.missing += 1),
    },
    "a conflict names a bound that it does not need": {
      in: "infeasible",
      check: "infeasibility",
      tell: ({ infeasibility: { conflict } }) => conflict.bounds.push({ kind: "minimum", mentor: "mentor-1", min: 1 }),
    },
    "a repair lowers too little": {
      in: "infeasible",
      check: "infeasibility",
      tell: ({ infeasibility: { repairs } }) => {
        repairs[0].bounds[0].to += 1;
        repairs[0].by -= 1;
      },
    },
    "a repair adds too few seats": {
      in: "shortOfSeats",
      check: "infeasibility",
      tell: ({ infeasibility: { repairs } }) => {
        const { split } = repairs[1];
        repairs[1].seats -= 1;
        split[0].seats -= 1;
      },
    },
    "a repair lifts a rule for nobody": {
      in: "forbidden",
      check: "infeasibility",
      tell: ({ infeasibility: { repairs } }) => {
        const lift = repairs.find(({ kind }: Draft) => kind === "rule");
        lift.mentees = [];
        lift.count = 0;
      },
    },
    "a feasible one says why it is not": {
      in: "story",
      check: "infeasibility",
      tell: (d) => (d.infeasibility = scenarios.infeasible.matching.infeasibility),
    },
    "a key is left out": { in: "story", check: "form", tell: (d) => delete d.unmatched },
    "a key is added": { in: "story", check: "form", tell: (d) => (d.pairs[0].note = "they asked for it") },
    "a key of another reason is there": {
      in: "story",
      check: "form",
      tell: (d) => (d.unmatched.mentees[0].quotas = [0]),
    },
    "the warnings repeat themselves": {
      in: "story",
      check: "reconciliation",
      tell: (d) => d.warnings.push({ code: "W_X", message: "m" }, { code: "W_X", message: "m" }),
    },
  };

  function pinAt({ pairs }: Draft): number {
    return pairs.findIndex(({ pinned }: Draft) => pinned);
  }

  function swapMentors({ pairs }: Draft, one: string, other: string): void {
    const [first, second] = [one, other].map((id) => pairs.find(({ mentee }: Draft) => mentee === id));
    [first.mentor, second.mentor] = [second.mentor, first.mentor];
  }

  /** Gives the place of somebody who was drawn to somebody who was not, all else being said as it would be. */
  function drawSomebodyElse(draft: Draft): void {
    const [out] = draft.unmatched.mentees;
    const lucky = draft.pairs[1];
    [out.id, lucky.mentee] = [lucky.mentee, out.id];
    draft.pairs.sort((a: Draft, b: Draft) => (a.mentee < b.mentee ? -1 : 1));
  }

  /** The two mentees who have most to lose by it swap their mentors, scores and all. */
  function swapApart(draft: Draft): void {
    const { people, policy } = scenarios.stable;
    const all = draft.pairs as { mentee: string; mentor: string; score: number }[];
    const [best] = [...all].sort((a, b) => b.score - a.score);
    const other = all.find(({ mentor }) => mentor !== best.mentor)!;
    [best.mentor, other.mentor] = [other.mentor, best.mentor];
    for (const pair of [best, other]) Object.assign(pair, scoredAlone(people, policy, pair));
    draft.total = Math.round(all.reduce((sum, { score }) => sum + score, 0) * 1e6) / 1e6;
  }

  /** What a pair says of itself where there is nobody else. */
  function scoredAlone({ mentees, mentors }: People, policy: Policy, pair: { mentee: string; mentor: string }): Draft {
    const alone = {
      mentees: mentees.filter(({ id }) => id === pair.mentee),
      mentors: mentors.filter(({ id }) => id === pair.mentor),
    };
    const [{ score, contributions, confidence }] = match(alone, policy).pairs;
    return { score, contributions, confidence };
  }

  /** A liar digests anew what was changed, where it can be digested. */
  function sealedWhereWhole(draft: Draft): Draft {
    try {
      return sealed(draft);
    } catch {
      return draft;
    }
  }

  test.each(Object.entries(lies))("checkMatching(): %s", (_, lie) => {
    const scenario = scenarios[lie.in];
    const draft = stored(scenario.matching);
    lie.tell(draft);
    expect(draft).not.toEqual(stored(scenario.matching));
    expect(checksOf(lie.check === "manifest" ? draft : sealedWhereWhole(draft), scenario)).toContain(lie.check);
  });

  test("checkMatching(): the violations name the people concerned", () => {
    const draft = stored(scenarios.story.matching);
    draft.pairs[0].score += 1e-6;
    draft.certificate.seats[0].price = [0, 0];
    expect(checkMatching(sealed(draft), scenarios.story.people, scenarios.story.policy)).toMatchInlineSnapshot(`
      [
        {
          "check": "scores",
          "mentee": "ada",
          "mentor": "lin",
          "message": "The contributions do not add up to the score.",
        },
        {
          "check": "scores",
          "mentee": "ada",
          "mentor": "lin",
          "message": "Expected the score to be 0.8125, received 0.812501.",
        },
        {
          "check": "certificate",
          "mentee": "ada",
          "mentor": "lin",
          "message": "The mentee and the mentor are assigned, but their prices do not add up to the pair's value.",
        },
        {
          "check": "certificate",
          "mentee": "ben",
          "mentor": "lin",
          "message": "The mentee and the mentor are worth more than their prices.",
        },
        {
          "check": "certificate",
          "mentee": "elif",
          "mentor": "lin",
          "message": "The mentee and the mentor are assigned, but their prices do not add up to the pair's value.",
        },
      ]
    `);
  });

  /** What a check does not look into, or what may be otherwise and as true. */
  function mayDiffer(place: Place, scenario: Scenario): boolean {
    const [first, second] = place;
    if (first === "warnings") return true;
    if (first === "certificate" && second === "method") return scenario.matching.status === "optimal";
    if (first === "infeasibility") return place.includes("message") || (second === "repairs" && place.length > 2);
    // other prices may prove the same, unless nothing but capacities is asked for and everybody has a seat to give
    const isPlain = ["story", "relaxed", "tied"].some((name) => scenarios[name as "story"] === scenario);
    if (first === "certificate" && place.includes("price")) return !isPlain;
    // witnesses may have other pairs
    return first === "certificate" && second === "floor";
  }

  test.each(everyScenario)("checkMatching(): in the scenario %s no small lie goes unseen", (name, scenario) => {
    const matching = stored(scenario.matching);
    const { people } = scenario;
    const [some, another] = [people.mentees, people.mentors].map(([first]) => first?.id ?? "nobody");
    const all = [...smallLies(matching, [some, another, "cost", "optimal"])];
    const share = Math.ceil(all.length / 500);
    let told = 0;
    const unseen: string[] = [];
    for (const { name: lie, place, edited } of all.filter((_, at) => at % share === 0)) {
      const checks = checksOf(edited(), scenario);
      if (mayDiffer(place, scenario)) continue;
      told++;
      if (checks.length === 0) unseen.push(`${place.join(".")} ${lie}`);
    }
    expect(unseen).toEqual([]);
    expect(told).toBeGreaterThan(name === "empty" ? 60 : 100);
  });

  test("checkMatching(): in random matchings no small lie goes unseen", () => {
    const below = seeded(11);
    let told = 0;
    const any = fc.oneof(
      programmes({ mentees: 6, mentors: 4 }),
      loadedProgrammes({ mentees: 5, mentors: 4, demand: 2 }),
      stableProgrammes({ mentees: 5, mentors: 4, demand: 2 }),
    ) as fc.Arbitrary<{ people: People; policy: Policy }>;
    fc.assert(
      fc.property(any, ({ people, policy }) => {
        const matching = match(people, policy);
        const scenario = { people, policy, matching };
        const names = people.mentees.slice(0, 2).map(({ id }) => id);
        for (const { name, place, edited } of smallLies(stored(matching), names)) {
          if (mayDiffer(place, scenario) || below(25) > 0) continue;
          told++;
          expect(checksOf(edited(), scenario), `${place.join(".")} ${name}`).not.toEqual([]);
        }
      }),
      runs(60),
    );
    expect(told).toBeGreaterThan(600);
  });
});

describe("checkMatching(): nothing in a matching makes the check fail", () => {
  test.each(everyScenario)("checkMatching(): nonsense anywhere in the scenario %s is a violation", (_, scenario) => {
    const matching = stored(scenario.matching);
    const below = seeded(5);
    for (const place of placesIn(matching)) {
      if (place.length === 0) continue;
      for (const [name, part] of Object.entries(nonsense)) {
        if (JSON.stringify(partAt(matching, place)) === JSON.stringify(part) || below(16) > 0) continue;
        const checks = checksOf(withPart(matching, place, part), scenario);
        const isText =
          typeof part === "string" && place.some((key) => ["warnings", "message", "method"].includes(key as string));
        const isList = place[0] === "warnings" || place[0] === "certificate" || place[0] === "infeasibility";
        if (!isText && !isList) expect(checks, `${place.join(".")} is ${name}`).not.toEqual([]);
      }
    }
  });

  test("checkMatching(): a matching of other people, or under another policy, is not theirs", () => {
    const { story, tied } = scenarios;
    expect(checksOf(story.matching, { people: tied.people, policy: tied.policy })).toContain("manifest");
    const policy = { ...story.policy, criteria: { skills: skills({ weight: 2 }) } };
    expect(checksOf(story.matching, { people: story.people, policy })).toContain("manifest");
  });

  test("checkMatching(): very long lists are read no further than it takes", () => {
    const draft = stored(scenarios.story.matching);
    draft.pairs = Array.from({ length: 200_000 }, () => null);
    expect(checkMatching(draft, scenarios.story.people, scenarios.story.policy)).toHaveLength(100);
  });
});

describe("checkMatching(): what is no matching is refused", () => {
  const { people, policy, matching } = scenarios.story;
  const check = checkMatching as (matching: unknown, people?: unknown, policy?: unknown) => unknown;
  const cyclic: Record<string, unknown> = { ...matching };
  cyclic.pairs = cyclic;
  const none = {
    nothing: undefined,
    null: null,
    "a number": 3,
    "a text": JSON.stringify(matching),
    "a list": [matching],
    "an empty object": {},
    "another object": { mentors: [], mentees: [] },
    "a promise": Promise.resolve(matching),
    "a map": new Map(Object.entries(matching)),
    "an object with a function": { ...matching, total: () => 3 },
    "an object that contains itself": cyclic,
  };

  test.each(Object.entries(none))("checkMatching(): %s is no matching", (_, given) => {
    const problems = problemsOf(() => check(given, people, policy));
    expect(problems.length).toBeGreaterThan(0);
    for (const [code, path] of problems) {
      expect(["E_TYPE", "E_CYCLE"]).toContain(code);
      expect(path).toMatch(/^matching/);
    }
  });

  test("checkMatching(): people and policy are refused as match() refuses them", () => {
    expect(problemsOf(() => check(matching, { mentors: 3 }, policy))).toEqual(
      problemsOf(() => (match as typeof check)({ mentors: 3 }, policy)),
    );
    expect(problemsOf(() => check(matching, people, {}))).toEqual(
      problemsOf(() => (match as typeof check)(people, {})),
    );
  });
});
