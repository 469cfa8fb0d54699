import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import fc from "fast-check";
import { People, Policy } from "telemachus";
import { describe, expect, test } from "vitest";

import { policy as sample } from "../examples/sample/policy.js";
import { toJsonSchemas } from "../src/schema.js";
import { runs } from "./support/instances.js";
import { programmes } from "./support/programmes.js";
import * as story from "./support/story.js";

const schemas = toJsonSchemas();
const ajv = new Ajv({ strict: false });
const isPeople = ajv.compile(schemas.people);
const isPolicy = ajv.compile(schemas.policy);
const skills = { kind: "coverage", field: "skills" };
const quota = { side: "mentees", attribute: "site", value: "Leeds" };

describe("the JSON Schemas", () => {
  test("take the story, the sample and whatever has no function, as the zod schemas do", () => {
    const people = JSON.parse(readFileSync(new URL("../examples/sample/people.json", import.meta.url), "utf8"));
    expect([isPeople(story.people), isPolicy(story.policy), isPeople(people), isPolicy(sample)]).toEqual(
      Array(4).fill(true),
    );
    let plain = 0;
    fc.assert(
      fc.property(programmes({ mentees: 4, mentors: 3 }), (given) => {
        const isInCode = ({ kind }: { kind: string }) => kind === "custom" || kind === "customRule";
        expect([isPeople(given.people), isPeople.errors]).toEqual([true, null]);
        if ([...Object.values(given.policy.criteria), ...Object.values(given.policy.rules ?? {})].some(isInCode))
          return;
        expect([isPolicy(given.policy), isPolicy.errors]).toEqual([true, null]);
        plain += 1;
      }),
      runs(300),
    );
    expect(plain).toBeGreaterThan(30);
  });

  const person = (fields: object) => ({ mentees: [{ id: "ada", ...fields }], mentors: [] });
  const mentor = (fields: object) => ({ mentees: [], mentors: [{ id: "lin", ...fields }] });

  test.each<[string, unknown]>([
    ["no id", { mentees: [{}], mentors: [] }],
    ["an empty id", person({ id: "" })],
    ["an unknown key", person({ skils: [] })],
    ["a level of 6", person({ skills: [{ name: "SQL", level: 6 }] })],
    ["an importance of 1.5", person({ skills: [{ name: "SQL", importance: 1.5 }] })],
    ["a blank term", person({ skills: [" "] })],
    ["a day that is none", person({ availability: [{ day: "Mon", from: "09:00", to: "10:00" }] })],
    ["an hour that is none", person({ availability: [{ day: "Monday", from: "25:00", to: "26:00" }] })],
    ["a pole too far", person({ location: { latitude: 91, longitude: 0 } })],
    ["an empty vector", person({ embedding: [] })],
    ["an attribute that is an object", person({ attributes: { a: {} } })],
    ["a person chosen twice", person({ requests: { choices: ["lin", "lin"] } })],
    ["a strength that is none", person({ requests: { livedExperiences: [{ name: "carer", strength: "must" }] } })],
    ["an emphasis of 0", person({ requests: { emphasis: { skills: 0 } } })],
    ["a mentor's emphasis", mentor({ requests: { emphasis: { skills: 2 } } })],
    ["half a seat", mentor({ capacity: 1.5 })],
    ["a load below 0", mentor({ load: -1 })],
    ["a mentee's capacity", person({ capacity: 1 })],
    ["a capacity without its most", mentor({ capacity: { min: 1 } })],
    ["half a seat at least", mentor({ capacity: { min: 0.5, max: 2 } })],
    ["a third bound", mentor({ capacity: { max: 2, usual: 1 } })],
    ["a demand of 0", person({ demand: 0 })],
    ["half a demand", person({ demand: 1.5 })],
    ["a priority in words", person({ priority: "high" })],
    ["a mentee who is manual in words", person({ manual: "yes" })],
    ["a mentor who is manual in numbers", mentor({ manual: 1 })],
    ["a mentor's priority", mentor({ priority: 1 })],
  ])("people: refuse %s, as the zod schema does", (_, given) => {
    expect([isPeople(given), People.safeParse(given).success]).toEqual([false, false]);
  });

  test.each<[string, object]>([
    ["no criteria", {}],
    ["an unknown key", { criteria: { skills }, objectiv: "best" }],
    ["an unknown kind", { criteria: { skills: { kind: "covrage", field: "skills" } } }],
    ["a key of another kind", { criteria: { skills: { ...skills, tolerance: 1 } } }],
    ["a weight below 0", { criteria: { skills: { ...skills, weight: -1 } } }],
    ["a missing above 1", { criteria: { skills: { ...skills, missing: 1.1 } } }],
    ["a tolerance of 0", { criteria: { s: { kind: "proximity", field: "seniority", tolerance: 0 } } }],
    ["an unknown rule", { criteria: { skills }, rules: { a: { kind: "sameTeam" } } }],
    [
      "an otherwise that is none",
      { criteria: { skills }, rules: { a: { kind: "sharedLanguage", otherwise: "maybe" } } },
    ],
    ["a pin without a reason", { criteria: { skills }, pins: [{ mentee: "ada", mentor: "lin" }] }],
    ["a blank reason", { criteria: { skills }, bans: [{ mentee: "ada", mentor: "lin", reason: " " }] }],
    ["half a seat", { criteria: { skills }, capacity: 0.5 }],
    ["a negative seed", { criteria: { skills }, seed: -1 }],
    ["a date of another form", { criteria: { skills }, date: "1/2/2026" }],
    ["a stage twice", { criteria: { skills }, objective: ["total", "total"] }],
    ["a stage that is none", { criteria: { skills }, objective: ["matched", "sum"] }],
    ["no stage", { criteria: { skills }, objective: [] }],
    ["a preset that is none", { criteria: { skills }, objective: "fair" }],
    ["a method that is none", { criteria: { skills }, method: "greedy" }],
    ["a method of no kind", { criteria: { skills }, method: { proposing: "mentees" } }],
    ["a capacity without its most", { criteria: { skills }, capacity: { min: 1 } }],
    ["a demand of 0", { criteria: { skills }, demand: 0 }],
    ["rounds of another name", { criteria: { skills }, history: { earlier: [] } }],
    ["half a running pair", { criteria: { skills }, history: { current: [{ mentee: "ada" }] } }],
    ["a quota without a bound", { criteria: { skills }, quotas: [quota] }],
    ["a quota on pairs", { criteria: { skills }, quotas: [{ ...quota, side: "pairs", max: 1 }] }],
    ["a quota of half a match", { criteria: { skills }, quotas: [{ ...quota, max: 0.5 }] }],
    ["a quota on several values", { criteria: { skills }, quotas: [{ ...quota, value: ["Leeds"], max: 1 }] }],
    ["a concept without a label", { criteria: { skills }, taxonomy: [{ id: "a" }] }],
    ["a rarity of 0", { criteria: { skills }, rarity: { skills: [{ term: "sql", weight: 0 }] } }],
    [
      "a condition without a field",
      { criteria: { skills }, rules: { a: { kind: "eligible", side: "mentor", when: { is: 1 } } } },
    ],
  ])("policy: refuse %s, as the zod schema does", (_, given) => {
    expect([isPolicy(given), Policy.safeParse(given).success]).toEqual([false, false]);
  });

  test("take loads, quotas, rounds, objectives and methods in each of their forms, as the zod schemas do", () => {
    const ofMentors = [{ capacity: { max: 2 } }, { capacity: { min: 1, max: 2 }, load: 1 }, { capacity: 0 }];
    for (const fields of [...ofMentors, { manual: true }, { manual: false }]) {
      expect([isPeople(mentor(fields)), People.safeParse(mentor(fields)).success]).toEqual([true, true]);
    }
    const ada = person({ demand: 2, priority: -0.5, manual: true });
    expect([isPeople(ada), People.safeParse(ada).success]).toEqual([true, true]);
    const pair = { mentee: "ada", mentor: "lin" };
    const parts: object[] = [
      ...["everyone", "best", "fairest", "choices", ["draw", "choices:generous", "leximin"]].map((objective) => ({
        objective,
      })),
      ...["optimal", "stable", { kind: "stable", from: "choices" }].map((method) => ({ method })),
      ...[[pair], { past: [pair] }, { current: [pair], past: [] }, {}].map((history) => ({ history })),
      { capacity: { min: 1, max: 2 }, demand: 3 },
      {
        quotas: [
          { ...quota, min: 1 },
          { ...quota, value: 3, max: 2, of: "perMentor" },
          { ...quota, value: true, min: 0, max: 1 },
        ],
      },
    ];
    for (const part of parts) {
      const given = { criteria: { skills }, ...part };
      expect([part, isPolicy(given), Policy.safeParse(given).success]).toEqual([part, true, true]);
    }
  });

  test("policy: kinds that hold a function are none of JSON's", () => {
    const custom = { kind: "custom", name: "x", version: "1", score: null };
    expect(isPolicy({ criteria: { custom } })).toBe(false);
    expect(isPolicy({ criteria: { skills }, rules: { own: { ...custom, kind: "customRule" } } })).toBe(false);
  });

  test("the files of the package are these schemas", () => {
    for (const [name, schema] of Object.entries(schemas)) {
      const file = new URL(`../dist/schema/${name}.json`, import.meta.url);
      expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(schema)));
    }
    const { exports } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect([exports["./schema/people.json"], exports["./schema/policy.json"]]).toEqual([
      "./dist/schema/people.json",
      "./dist/schema/policy.json",
    ]);
  });
});
