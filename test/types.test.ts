import {
  availability,
  type Ban,
  type Capacity,
  type CustomPerson,
  choices,
  coverage,
  crossDepartment,
  custom,
  customRule,
  definePolicy,
  distance,
  type EarlierPair,
  type Explanation,
  eligible,
  equality,
  experience,
  explain,
  gap,
  goals,
  history,
  interests,
  language,
  livedExperience,
  type MatchExplanation,
  type Matching,
  type Mentor,
  type MentorExplanation,
  type Method,
  match,
  maximumDistance,
  meetingMode,
  minimumOverlap,
  minimumScore,
  noRepeat,
  notInManagementChain,
  overlap,
  type Pair,
  People,
  Policy,
  personality,
  proximity,
  type Quota,
  quality,
  type Rounds,
  reopen,
  requiredExperience,
  sameAttribute,
  schedule,
  seniority,
  sharedLanguage,
  similarity,
  skills,
  text,
  toText,
  trackRecord,
} from "telemachus";
import { munkres } from "telemachus/munkres";
import { matchInWorker } from "telemachus/worker";
import { describe, expect, expectTypeOf, test } from "vitest";

import * as story from "./support/story.js";

const own = custom({
  name: "same initial",
  version: "1",
  weight: 1,
  score: (mentor, mentee) => (mentor.id[0] === mentee.id[0] ? 1 : undefined),
});

describe("types: names of criteria reach the result", () => {
  test("match(): contributions have the policy's names, and no others", () => {
    const matching = match(story.people, { criteria: { skills: skills({ weight: 4 }), own } });
    const [{ contributions }] = matching.pairs;
    expectTypeOf(contributions).toEqualTypeOf<{ readonly skills?: number; readonly own?: number }>();
    expectTypeOf(matching).toEqualTypeOf<Matching<"skills" | "own">>();
    // @ts-expect-error a misspelt name of a criterion
    expect(contributions.skils).toBeUndefined();
    expect(contributions.skills).toBeTypeOf("number");
  });

  test("match(): a policy kept in a variable, by definePolicy or by satisfies, keeps its names", () => {
    const defined = definePolicy({
      criteria: { goals: goals({ weight: 1 }), "lived experience": livedExperience({}) },
    });
    const satisfying = { criteria: { goals: goals({ weight: 1 }) } } satisfies Policy;
    expectTypeOf(match(story.people, defined).pairs).toEqualTypeOf<readonly Pair<"goals" | "lived experience">[]>();
    expectTypeOf(match(story.people, satisfying)).toEqualTypeOf<Matching<"goals">>();
    expectTypeOf(match(story.people, story.policy)).toEqualTypeOf<
      Matching<"skills" | "goals" | "interests" | "experience">
    >();
    expect(match(story.people, defined).pairs.length).toBeGreaterThan(0);
  });

  test("match(): a policy that is only known as one has any names", () => {
    const policy: Policy = story.policy;
    const matching = match(story.people, policy);
    expectTypeOf(matching).toEqualTypeOf<Matching<string>>();
    expectTypeOf(matching.pairs[0].contributions["anything"]).toEqualTypeOf<number | undefined>();
    expect(matching.pairs[0].contributions["anything"]).toBeUndefined();
  });

  test("explain() and reopen(): go by the same names", () => {
    const policy = definePolicy({ criteria: { skills: skills({ weight: 1 }), goals: goals({ weight: 1 }) } });
    const matching = match(story.people, policy);
    const explanation = explain(matching, { mentee: "ada" });
    expectTypeOf(explanation).toExtend<Explanation<"skills" | "goals">>();
    expectTypeOf(explain(matching, { mentor: "lin" })).toEqualTypeOf<MentorExplanation<"skills" | "goals">>();
    if (explanation.kind === "match") {
      expectTypeOf(explanation.criteria[0].criterion).toEqualTypeOf<"skills" | "goals">();
      expectTypeOf(explanation).toEqualTypeOf<MatchExplanation<"skills" | "goals">>();
    }
    const stored: Matching = JSON.parse(JSON.stringify(matching));
    expectTypeOf(reopen(stored, story.people, policy)).toEqualTypeOf<Matching<"skills" | "goals">>();
    expectTypeOf(matching).toExtend<Matching>();
    expect(toText(explain(reopen(stored, story.people, policy), { mentee: "ada" }), { audience: "mentee" })).not.toBe(
      "",
    );
  });
});

describe("types: matchInWorker() is typed as match() is", () => {
  const { people } = story;
  const criteria = { charm: skills({ weight: 1 }), reach: goals({ weight: 1 }) };

  test("the names of criteria reach the result", () => {
    expectTypeOf(matchInWorker<{ criteria: typeof criteria }>).returns.resolves.toEqualTypeOf<
      Matching<"charm" | "reach">
    >();
  });

  test("misspelt keys and functions of the solver's are type errors", () => {
    const never = () => {
      // @ts-expect-error a policy has no such key
      matchInWorker(people, { criteria, rulez: {} });
      // @ts-expect-error there is no such option
      matchInWorker(people, { criteria }, { thread: 2 });
      // @ts-expect-error a solver cannot be sent to a thread
      matchInWorker(people, { criteria }, { solver: munkres });
    };
    expect(never).toBeTypeOf("function");
  });
});

describe("types: builders", () => {
  test("builders of criteria return what they were given, literally", () => {
    expectTypeOf(skills({ weight: 4 })).toExtend<{ kind: "coverage"; field: "skills"; weight: 4 }>();
    expectTypeOf(coverage({ field: "tools", weight: 2 })).toExtend<{ kind: "coverage"; field: "tools"; weight: 2 }>();
    expectTypeOf(overlap({ field: "clubs" }).kind).toEqualTypeOf<"overlap">();
    expectTypeOf(experience({}).kind).toEqualTypeOf<"experience">();
    expectTypeOf(proximity({ field: "grade", tolerance: 2 }).kind).toEqualTypeOf<"proximity">();
    expectTypeOf(equality({ field: "site", prefer: "different" }).prefer).toEqualTypeOf<"different">();
    expectTypeOf(interests({ weight: 1 }).field).toEqualTypeOf<"interests">();
    expectTypeOf(own.kind).toEqualTypeOf<"custom">();
    expect(seniority({ weight: 1 }).kind).toBe("proximity");
  });

  test("every builder's result fits a policy", () => {
    const policy = {
      criteria: {
        a: skills({}),
        b: coverage({ field: "tools" }),
        c: overlap({ field: "clubs", missing: 0.5 }),
        d: experience({ unanswered: "neutral" }),
        e: proximity({ field: "grade", tolerance: 2 }),
        f: equality({ field: "site" }),
        g: own,
        h: seniority({}),
        i: interests({}),
        j: goals({}),
        k: livedExperience({}),
        l: schedule({ minutes: 90 }),
        m: language({ weight: 2 }),
        n: distance({ halfKilometres: 30 }),
        o: similarity({ fields: ["a", "b"], prefer: "complementary" }),
        p: quality({ field: "stars", to: 5 }),
        q: text({ field: "about", stem: false }),
        r: choices({ of: "mentors" }),
        s: history({ prefer: "again" }),
        t: [availability(), crossDepartment(), meetingMode(), trackRecord({ weight: 2 }), personality()][0],
      },
      rules: {
        a: notInManagementChain(),
        b: sharedLanguage({ unknown: "forbid" }),
        c: gap({ field: "grade", min: 1 }),
        d: minimumScore({ score: 0.2, otherwise: "relax" }),
        e: minimumOverlap({ minutes: 60 }),
        f: maximumDistance({ kilometres: 50 }),
        g: eligible({
          side: "mentor",
          when: { all: [{ field: "trained", is: true }, { not: { field: "grade", min: 3 } }] },
        }),
        h: requiredExperience(),
        i: noRepeat(),
        j: customRule({ name: "own", version: "1", holds: () => undefined }),
        k: sameAttribute({ field: "access", share: "all" }),
      },
      synonyms: { React: ["reactjs"] },
      taxonomy: [
        { id: "js", label: "JavaScript", aliases: ["js"], broader: ["web"] },
        { id: "web", label: "Web" },
      ],
      history: [{ mentee: "ada", mentor: "lin" }],
      emphasis: { min: 0.5, max: 2 },
    } satisfies Policy;
    expectTypeOf(policy).toExtend<Policy>();
    expect(match({ mentees: [], mentors: [] }, policy).pairs).toEqual([]);
  });

  test("a policy read as JSON, with kinds written out, is one too", () => {
    const policy = { criteria: { it: { kind: "coverage", field: "skills", weight: 1 } } } as const;
    expectTypeOf(policy).toExtend<Policy>();
    expectTypeOf(match(story.people, policy)).toEqualTypeOf<Matching<"it">>();
    expect(match(story.people, policy).pairs).toHaveLength(4);
  });

  test("builders refuse what they do not know", () => {
    // @ts-expect-error a misspelt option
    skills({ wieght: 4 });
    // @ts-expect-error coverage needs its field
    coverage({ weight: 1 });
    // @ts-expect-error proximity needs its tolerance
    proximity({ field: "grade" });
    // @ts-expect-error a preference that there is not
    equality({ field: "site", prefer: "opposite" });
    // @ts-expect-error an answer of a rule that there is not
    sharedLanguage({ unknown: "maybe" });
    // @ts-expect-error minimumScore needs its score
    minimumScore({});
    // @ts-expect-error a custom criterion needs its version
    custom({ name: "x", score: () => 1 });
    expect(() => match(story.people, { criteria: { skills: { ...skills(), wieght: 4 } as never } })).toThrow(
      expect.objectContaining({ code: "E_UNKNOWN_KEY" }),
    );
  });

  test("custom(): its function gets the mentor first, both without what never reaches scoring", () => {
    custom({
      name: "x",
      version: "1",
      score: (mentor, mentee) => {
        expectTypeOf(mentor).toEqualTypeOf<CustomPerson>();
        expectTypeOf(mentee).toEqualTypeOf<CustomPerson>();
        expectTypeOf(mentor).not.toHaveProperty("name");
        expectTypeOf(mentor).not.toHaveProperty("display");
        expectTypeOf(mentor).not.toHaveProperty("auditOnly");
        expectTypeOf(mentor).not.toHaveProperty("manual");
        return undefined;
      },
    });
    // @ts-expect-error a score is a number or undefined
    custom({ name: "x", version: "1", score: () => "high" });
    // @ts-expect-error nor is it a promise
    custom({ name: "x", version: "1", score: async () => 1 });
    expect(own.score({ id: "lin" }, { id: "lena" })).toBe(1);
  });
});

describe("types: people and policies", () => {
  test("people may be read-only or not, and may not have unknown fields", () => {
    expectTypeOf(story.people).toExtend<People>();
    const people: People = { mentees: [{ id: "ada" }], mentors: [] };
    // @ts-expect-error an unknown field of a person
    const misspelt: People = { mentees: [{ id: "ada", skils: [] }], mentors: [] };
    // @ts-expect-error people have both sides
    const half: People = { mentees: [] };
    // @ts-expect-error a ban has a reason
    const ban: Ban = { mentee: "ada", mentor: "lin" };
    const given = [misspelt, half, { ...people, bans: [ban] }];
    for (const one of given) {
      expect(() => match(one as never, story.policy)).toThrow(expect.objectContaining({ name: "TelemachusError" }));
    }
  });

  test("policies refuse what they do not know", () => {
    // @ts-expect-error an objective that there is not
    definePolicy({ criteria: {}, objective: "fairest of all" });
    // @ts-expect-error a stage that there is not
    definePolicy({ criteria: {}, objective: ["matched", "sum"] });
    // @ts-expect-error a method that there is not
    definePolicy({ criteria: {}, method: "greedy" });
    // @ts-expect-error a quota has an attribute
    definePolicy({ criteria: {}, quotas: [{ side: "mentees", value: "Leeds", max: 1 }] });
    // @ts-expect-error a quota is on people of a side
    definePolicy({ criteria: {}, quotas: [{ side: "pairs", attribute: "site", value: "Leeds", max: 1 }] });
    // @ts-expect-error a capacity with bounds has a most
    definePolicy({ criteria: {}, capacity: { min: 1 } });
    // @ts-expect-error rounds of another name
    definePolicy({ criteria: {}, history: { earlier: [] } });
    // @ts-expect-error a kind that there is not
    definePolicy({ criteria: { it: { kind: "covrage", field: "skills" } } });
    // @ts-expect-error a criterion where a rule belongs
    definePolicy({ criteria: {}, rules: { it: skills({ weight: 1 }) } });
    expect(definePolicy({ criteria: { it: skills({}) } })).toEqual({
      criteria: { it: { kind: "coverage", field: "skills" } },
    });
  });

  test("loads, quotas, rounds and aims are data", () => {
    const people = {
      mentees: [{ id: "ada", demand: 2, priority: 1, manual: true }],
      mentors: [
        { id: "lin", capacity: { min: 1, max: 3 } },
        { id: "sam", capacity: 2, load: 1, manual: false },
      ],
    } satisfies People;
    // @ts-expect-error a truth value
    ({ mentees: [{ id: "ada", manual: "yes" }], mentors: [] }) satisfies People;
    // @ts-expect-error a demand is the mentees'
    const wanting: People = { mentees: [], mentors: [{ id: "lin", demand: 2 }] };
    const policy = {
      criteria: { it: skills({}) },
      capacity: { max: 2 },
      demand: 2,
      quotas: [{ side: "mentees", attribute: "site", value: "Leeds", max: 2, of: "perMentor" }],
      history: { past: [], current: [{ mentee: "ada", mentor: "lin" }] },
      objective: ["matched", "continuity", "choices:generous", "leximin"],
      method: { kind: "stable", proposing: "mentors" },
    } satisfies Policy;
    expectTypeOf(policy).toExtend<Policy>();
    expectTypeOf(people).toExtend<People>();
    expectTypeOf<Mentor["capacity"]>().toEqualTypeOf<Capacity | undefined>();
    expectTypeOf<Quota["of"]>().toEqualTypeOf<"all" | "perMentor" | undefined>();
    expectTypeOf<Policy["history"]>().toEqualTypeOf<readonly EarlierPair[] | Rounds | undefined>();
    expectTypeOf<Policy["method"]>().toEqualTypeOf<Method | undefined>();
    expect([People.safeParse(people).success, People.safeParse(wanting).success]).toEqual([true, false]);
    expect(Policy.safeParse(policy).success).toBe(true);
  });

  test("a matching is read-only", () => {
    const matching = match(story.people, story.policy);
    // @ts-expect-error a matching cannot be changed
    expect(() => (matching.total = 1)).toThrow(TypeError);
    // @ts-expect-error nor can its parts
    expect(() => (matching.pairs[0].score = 1)).toThrow(TypeError);
    // @ts-expect-error nor can its lists
    expect(() => matching.pairs.push(matching.pairs[0])).toThrow(TypeError);
  });

  test("toText(): a misspelt audience is a type error", () => {
    const explanation = explain(match(story.people, story.policy), { mentee: "ada" });
    // @ts-expect-error an audience that there is not
    expect(() => toText(explanation, { audience: "mentees" })).toThrow(expect.objectContaining({ code: "E_OPTION" }));
    // @ts-expect-error a misspelt key of the question
    expect(() => explain(match(story.people, story.policy), { mente: "ada" })).toThrow(
      expect.objectContaining({ code: "E_TYPE" }),
    );
  });
});

describe("types: misspelt keys", () => {
  const criteria = { skills: skills({ weight: 1 }) };

  test("match() and definePolicy(): a misspelt key of the policy is a type error, and refused", () => {
    // @ts-expect-error rules is misspelt
    expect(() => match(story.people, { criteria, rulez: {} })).toThrow('Did you mean "rules"?');
    // @ts-expect-error objective is misspelt
    expect(definePolicy({ criteria, objectiv: "best" })).toBeDefined();
  });

  test("builders: a misspelt key is a type error, and the weight may be left out", () => {
    // @ts-expect-error missing is misspelt
    expect(skills({ weight: 1, mising: 0.3 })).toHaveProperty("mising");
    // @ts-expect-error weight is misspelt
    expect(equality({ field: "site", wieght: 1 })).toHaveProperty("wieght");
    expect(skills()).toEqual({ kind: "coverage", field: "skills" });
  });
});
