import fc from "fast-check";
import {
  type Disclosure,
  experience,
  explain,
  type LivedExperienceRequest,
  type Matching,
  match,
  type People,
  type Policy,
  requiredExperience,
  skills,
  toText,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { blocksOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { cohorts, policies, rewritten, scorerOf, seeded } from "../../support/programmes.js";
import { matchAny, messageOf } from "../../support/refusal.js";
import { adaAndLin, skillsOnly } from "../../support/storyWith.js";
import { validateMatching } from "../../support/validateMatching.js";

interface Side {
  readonly asks?: readonly LivedExperienceRequest[];
  readonly discloses?: readonly Disclosure[];
}

const require = (name: string) => ({ name, strength: "require" as const });
const prefer = (name: string) => ({ name, strength: "prefer" as const });
const shown = (name: string) => ({ name, show: "toMyMatch" as const });

function peopleOf(mentee: Side, mentor: Side): People {
  const said = ({ asks, discloses }: Side) => ({
    livedExperiences: discloses,
    requests: asks && { livedExperiences: asks },
  });
  return adaAndLin(said(mentee), said(mentor));
}

function compile(mentee: Side, mentor: Side, policy: Partial<Policy> = {}) {
  const rules = { it: requiredExperience() };
  return scorerOf(peopleOf(mentee, mentor), { ...skillsOnly, rules, ...policy }).rules[0].compiled;
}

function holds(mentee: Side, mentor: Side, policy: Partial<Policy> = {}): boolean | undefined {
  return compile(mentee, mentor, policy).holds(0, 0);
}

/** The ways not to meet a requirement: hidden, something else only, nothing, no answer, and shown in one breath and hidden in the next. */
const notMet: readonly Side[] = [
  { discloses: ["carer"] },
  { discloses: [{ name: "carer" }] },
  { discloses: [shown("left-handed")] },
  { discloses: [] },
  {},
  { discloses: [shown("carer"), "CARER"] },
];

describe("requiredExperience()", () => {
  test("requiredExperience(): is a plain object", () => {
    expect(requiredExperience()).toEqual({ kind: "requiredExperience" });
    expect(requiredExperience({ otherwise: "relax" })).toEqual({ kind: "requiredExperience", otherwise: "relax" });
  });

  test("requiredExperience(): what is required and shown is met", () => {
    expect(holds({ asks: [require("carer")] }, { discloses: [shown("Carer ")] })).toBe(true);
    expect(holds({ asks: [require("carer")] }, { discloses: ["left-handed", shown("carer")] })).toBe(true);
  });

  test("requiredExperience(): what is not shown is not met, and never unknown, whatever the reason", () => {
    expect(notMet.map((mentor) => holds({ asks: [require("carer")] }, mentor))).toEqual(notMet.map(() => false));
  });

  test("requiredExperience(): both directions count, each by itself", () => {
    expect(notMet.map((mentee) => holds(mentee, { asks: [require("carer")] }))).toEqual(notMet.map(() => false));
    expect(holds({ discloses: [shown("carer")] }, { asks: [require("carer")] })).toBe(true);
    const both = { asks: [require("carer")], discloses: [shown("carer")] };
    expect(holds(both, both)).toBe(true);
    // what the one who asks discloses does not meet their own request
    expect(holds(both, { asks: [require("carer")] })).toBe(false);
    expect(holds({ asks: [require("carer")] }, both)).toBe(false);
  });

  test("requiredExperience(): each of several requirements has to be met", () => {
    const asks = [require("carer"), require("migrated")];
    expect(holds({ asks }, { discloses: [shown("carer"), shown("migrated")] })).toBe(true);
    expect(holds({ asks }, { discloses: [shown("carer"), "migrated"] })).toBe(false);
    expect(holds({ asks }, { discloses: [shown("migrated")] })).toBe(false);
  });

  test("requiredExperience(): a preference, stated or not, asks nothing of the rule; nor does no request", () => {
    for (const asks of [[prefer("carer")], ["carer"], [{ name: "carer", importance: 5 }], [], undefined]) {
      for (const mentor of notMet) {
        expect(holds({ asks }, mentor)).toBe(true);
        expect(holds(mentor, { asks })).toBe(true);
      }
    }
  });

  test("requiredExperience(): repeated requests fold into the strongest", () => {
    for (const asks of [
      [prefer("carer"), require("Carer")],
      [require("carer"), "CARER"],
    ]) {
      expect(holds({ asks }, {})).toBe(false);
      expect(holds({ asks }, { discloses: [shown("carer")] })).toBe(true);
    }
  });

  test("requiredExperience(): other spellings meet it, wider and narrower terms do not", () => {
    const synonyms = { carer: ["caregiver"] };
    const mentee = { asks: [require("caregiver")] };
    expect(holds(mentee, { discloses: [shown("Carer")] })).toBe(false);
    expect(holds(mentee, { discloses: [shown("Carer")] }, { synonyms })).toBe(true);
    expect(holds(mentee, { discloses: ["Carer"] }, { synonyms })).toBe(false);
    const taxonomy = [
      { id: "1", label: "caregiver" },
      { id: "2", label: "parent", broader: "1" },
    ];
    expect(holds(mentee, { discloses: [shown("parent")] }, { taxonomy })).toBe(false);
  });

  test("requiredExperience(): evidence counts what is required, and says nothing of what is disclosed", () => {
    const asks = [require("carer"), prefer("migrated"), require("Carer")];
    for (const mentor of [...notMet, { discloses: [shown("carer")] }]) {
      expect(compile({ asks }, { ...mentor, asks: [require("a"), require("b")] }).evidence(0, 0)).toEqual({
        kind: "requiredExperience",
        required: 3,
      });
    }
  });

  test("requiredExperience(): options that are none", () => {
    const refused = (more: object) =>
      messageOf(() => matchAny(adaAndLin(), { ...skillsOnly, rules: { it: { kind: "requiredExperience", ...more } } }));
    expect(refused({ field: "livedExperiences" })).toMatchInlineSnapshot(
      `"Expected policy.rules.it.field to be a known key, received an unknown one."`,
    );
    expect(refused({ unknown: "relax" })).toMatchInlineSnapshot(
      `"Expected policy.rules.it.unknown to be "allow" or "forbid", received "relax"."`,
    );
    expect(
      messageOf(() =>
        matchAny(adaAndLin({ requests: { livedExperiences: [{ name: "carer", strength: "must" }] } }), skillsOnly),
      ),
    ).toMatchInlineSnapshot(
      `"Expected mentees[0].requests.livedExperiences[0].strength to be "require" or "prefer", received a text."`,
    );
  });
});

/** What a person discloses of each experience. */
type Told = Readonly<Record<string, "shown" | "hidden" | "nothing">>;

const names = ["carer", "migrated", "first in family"];
const told = fc.record(
  Object.fromEntries(
    names.map((name) => [name, fc.constantFrom("shown" as const, "hidden" as const, "nothing" as const)]),
  ),
);
const wishes = fc.array(
  fc.record(
    { name: fc.constantFrom(...names, "Carer"), strength: fc.constantFrom("require" as const, "prefer" as const) },
    { requiredKeys: ["name"] },
  ),
  { maxLength: 2 },
);

/** The ways to write down what is hidden; all of them come to the same for whoever reads a matching. */
const writings: Record<string, (name: string) => Disclosure[]> = {
  "not shown": (name) => [name],
  "not disclosed": () => [],
  "shown once and hidden once": (name) => [shown(name.toUpperCase()), name],
};

function write(says: Told, hidden: (name: string) => Disclosure[]): readonly Disclosure[] | undefined {
  const list = Object.entries(says).flatMap(([name, how]) =>
    how === "shown" ? [shown(name)] : how === "hidden" ? hidden(name) : [],
  );
  return list.length === 0 ? undefined : list;
}

interface Case {
  readonly base: People;
  readonly says: readonly Told[];
  readonly asks: readonly (readonly LivedExperienceRequest[])[];
}

/** Up to four people on each side, who require and disclose. */
const cases: fc.Arbitrary<Case> = cohorts({ mentees: 4, mentors: 4 }).chain((base) => {
  const size = { minLength: 8, maxLength: 8 };
  return fc.record({ base: fc.constant(base), says: fc.array(told, size), asks: fc.array(wishes, size) });
});

function dressed({ base, says, asks }: Case, hidden: (name: string) => Disclosure[]): People {
  const dress = <Person extends People["mentees"][number]>(person: Person, at: number): Person => ({
    ...person,
    livedExperiences: write(says[at], hidden),
    requests: { ...person.requests, livedExperiences: asks[at] },
  });
  return {
    mentees: base.mentees.map((person, at) => dress(person, at)),
    mentors: base.mentors.map((person, at) => dress(person, 4 + at)),
  };
}

function withRule(policy: Policy, rule = requiredExperience()): Policy {
  const { experience: _experience, ...criteria } = policy.criteria;
  return {
    ...policy,
    criteria: { ...criteria, skills: skills({ weight: 1 }) },
    rules: { ...policy.rules, required: rule },
  };
}

/** All that anyone can read of a matching, but for the digest of its input. */
function readable(matching: Matching): string {
  const { manifest, ...rest } = matching;
  const texts = matching.pairs.map(({ mentee }) => {
    const explanation = explain(matching, { mentee });
    const audiences = ["mentee", "mentor", "administrator"] as const;
    return [explanation, ...audiences.map((audience) => toText(explanation, { audience }))];
  });
  return JSON.stringify([rest, { ...manifest, input: "", projection: "" }, texts]);
}

describe("requiredExperience() in a matching", () => {
  test("match(): what was not shown and what was not disclosed cannot be told apart, in any byte or any text", () => {
    const seen = { hidden: 0, forbidden: 0, matched: 0 };
    fc.assert(
      fc.property(cases, policies(), (given, policy) => {
        const [first, ...others] = Object.values(writings).map((hidden) => dressed(given, hidden));
        const matching = match(first, withRule(policy));
        for (const other of others) expect(readable(match(other, withRule(policy)))).toBe(readable(matching));
        if (JSON.stringify(others) !== JSON.stringify([first, first])) seen.hidden += 1;
        if (matching.exclusions.rules["required"].forbidden > 0) seen.forbidden += 1;
        seen.matched += matching.pairs.length;
      }),
      runs(200),
    );
    expect(seen.hidden).toBeGreaterThan(150);
    expect(seen.forbidden).toBeGreaterThan(80);
    expect(seen.matched).toBeGreaterThan(80);
  });

  test("match(): everything a matching says can be derived from people and policy", () => {
    const seen = { forbidden: 0, met: 0, gaveWay: 0 };
    const rules = fc
      .record({ otherwise: fc.constantFrom("forbid" as const, "relax" as const) })
      .map(requiredExperience);
    fc.assert(
      fc.property(
        cases,
        policies(),
        rules,
        fc.constantFrom(...Object.values(writings)),
        (given, policy, rule, hidden) => {
          const people = dressed(given, hidden);
          const matching = match(people, withRule(policy, rule));
          validateMatching(matching, people, withRule(policy, rule));
          const asking = (id: string, list: People["mentees"]) =>
            list
              .find((one) => one.id === id)
              ?.requests?.livedExperiences?.some((one) => typeof one === "object" && one.strength === "require");
          if (matching.exclusions.rules["required"].forbidden > 0) seen.forbidden += 1;
          for (const { mentee, gaveWay } of matching.pairs) {
            if (gaveWay.includes("required")) seen.gaveWay += 1;
            else if (asking(mentee, people.mentees)) seen.met += 1;
          }
        },
      ),
      runs(300),
    );
    expect(seen.forbidden).toBeGreaterThan(120);
    expect(seen.met).toBeGreaterThan(20);
    expect(seen.gaveWay).toBeGreaterThan(20);
  });

  test("match(): unknown makes no difference, as nothing is unknown", () => {
    let forbidden = 0;
    fc.assert(
      fc.property(cases, (given) => {
        const people = dressed(given, writings["not disclosed"]);
        const results = (["allow", "forbid", undefined] as const).map((unknown) => {
          const { manifest: _manifest, ...rest } = match(people, withRule(skillsOnly, requiredExperience({ unknown })));
          return rest;
        });
        expect(results[1]).toEqual(results[0]);
        expect(results[2]).toEqual(results[0]);
        expect(results[0].exclusions.rules["required"].undecided).toBe(0);
        if (results[0].exclusions.rules["required"].forbidden > 0) forbidden += 1;
      }),
      runs(100),
    );
    expect(forbidden).toBeGreaterThan(40);
  });

  test("scoring a row allows exactly the pairs that the rule allows one by one, in any order of anything", () => {
    const seen = { allowed: 0, forbidden: 0 };
    fc.assert(
      fc.property(cases, fc.nat(), (given, order) => {
        const people = dressed(given, writings["not shown"]);
        const scorer = scorerOf(people, withRule(skillsOnly));
        const again = scorerOf(rewritten(people, seeded(order)), withRule(skillsOnly));
        const all = [...scorer.problem.mentees.keys()];
        const { scores } = scoreAll(scorer, all);
        expect(scoreAll(again, all).scores).toEqual(scores);
        const columns = scorer.problem.mentors.length;
        scores.forEach((score, at) => {
          const allowed = blocksOf(scorer, Math.floor(at / columns), at % columns).length === 0;
          expect(score > -Infinity).toBe(allowed);
          seen[allowed ? "allowed" : "forbidden"] += 1;
        });
      }),
      runs(200),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(300);
  });

  test("match(): where it may, the rule gives way visibly to a mentee who would have nobody", () => {
    const people = peopleOf({ asks: [require("carer")] }, { discloses: ["carer"] });
    const ruled = (otherwise?: "relax") => ({ ...skillsOnly, rules: { required: requiredExperience({ otherwise }) } });
    const strict = match(people, ruled());
    expect(strict.pairs).toEqual([]);
    expect(strict.unmatched.mentees).toEqual([
      {
        id: "ada",
        reason: "NO_ELIGIBLE_MENTOR",
        excluded: { mentors: 1, rules: { required: 1 }, bans: 0, manual: 0, requests: 0 },
      },
    ]);
    const relaxed = match(people, ruled("relax"));
    validateMatching(relaxed, people, ruled("relax"));
    expect(relaxed.pairs.map(({ mentee, mentor, gaveWay }) => [mentee, mentor, gaveWay])).toEqual([
      ["ada", "lin", ["required"]],
    ]);
    expect(relaxed.warnings).toContainEqual({
      code: "W_RULE_RELAXED",
      message: 'Rules that may give way ("required") did so for these mentees, who would have had nobody.',
      count: 1,
      ids: ["ada"],
    });
    expect(toText(explain(relaxed, { mentee: "ada" }), { audience: "administrator" })).toContain("required gave way");
  });

  test("match(): gives way to nobody who has somebody else, however well the others suit", () => {
    const people: People = {
      mentees: [{ id: "ada", skills: ["SQL"], requests: { livedExperiences: [require("carer")] } }],
      mentors: [
        { id: "lin", skills: ["SQL"], livedExperiences: ["carer"] },
        { id: "noor", skills: [], livedExperiences: [shown("carer")] },
      ],
    };
    const policy = { ...skillsOnly, rules: { required: requiredExperience({ otherwise: "relax" }) } };
    const { pairs, warnings } = match(people, policy);
    expect(pairs.map(({ mentor, gaveWay }) => [mentor, gaveWay])).toEqual([["noor", []]]);
    expect(warnings.map(({ code }) => code)).not.toContain("W_RULE_RELAXED");
  });

  test("match(): without the rule a requirement only scores, and a warning counts who requires, naming nobody", () => {
    const people: People = {
      mentees: [
        { id: "ada", requests: { livedExperiences: [require("carer"), require("migrated")] } },
        { id: "ben", requests: { livedExperiences: [prefer("carer")] } },
      ],
      mentors: [
        { id: "lin", livedExperiences: [shown("carer")], requests: { livedExperiences: [require("left-handed")] } },
        { id: "noor" },
      ],
    };
    const criteria = { experience: experience({ weight: 1 }) };
    const free = match(people, { criteria });
    validateMatching(free, people, { criteria });
    // lin gives ada 1 of 2 and ada gives lin 0 of 1: (1/2 + 0) / 2; ben would get (1 + 0) / 2 from lin
    expect(free.pairs.map(({ mentee, mentor, score }) => [mentee, mentor, score])).toEqual([
      ["ada", "noor", 0],
      ["ben", "lin", 0.5],
    ]);
    const warning = {
      code: "W_REQUEST_NOT_A_RULE",
      message:
        "People require lived experience, but no rule of the kind requiredExperience stands for it: it only counts in scores.",
      count: 2,
    };
    expect(free.warnings.filter(({ code }) => code === "W_REQUEST_NOT_A_RULE")).toEqual([warning]);

    const ruled = match(people, { criteria, rules: { required: requiredExperience() } });
    expect(ruled.warnings.map(({ code }) => code)).not.toContain("W_REQUEST_NOT_A_RULE");
    expect(ruled.pairs.map(({ mentee, mentor }) => [mentee, mentor])).toEqual([["ben", "noor"]]);
  });

  test("match(): nobody requires, no warning", () => {
    for (const asks of [undefined, [], ["carer"], [prefer("carer")]]) {
      const { warnings } = match(peopleOf({ asks }, { asks }), skillsOnly);
      expect(warnings.map(({ code }) => code)).not.toContain("W_REQUEST_NOT_A_RULE");
    }
  });
});
