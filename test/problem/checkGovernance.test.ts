import { match, type People, type Policy } from "telemachus";
import { describe, expect, test } from "vitest";

import { messageOf, problemsOf, refusal } from "../support/refusal.js";

const people: People = {
  mentees: [{ id: "ada", attributes: { gender: "f", parish: "north" }, requests: { livedExperiences: ["carer"] } }],
  mentors: [{ id: "lin", attributes: { gender: "f", parish: "south" }, livedExperiences: ["carer"] }],
};
const basis = {
  decidedBy: "works council",
  purpose: "women who ask for a woman",
  legalGround: "consent of each participant",
  jurisdiction: "Germany",
  date: "2026-03-01",
};
const weighed: Policy = { criteria: { gender: { kind: "equality", field: "gender", weight: 2 } } };
const skills = { kind: "coverage", field: "skills" } as const;

describe("special fields", () => {
  test("match(): a weight on one without a basis is refused, with what to do", () => {
    expect(problemsOf(() => match(people, weighed))).toEqual([
      ["E_POLICY_REQUIRED", "policy.criteria.gender", "/policy/criteria/gender"],
    ]);
    expect(messageOf(() => match(people, weighed))).toMatchInlineSnapshot(
      `"Expected policy.criteria.gender to be one that reads no special field without a basis, received one that reads "gender" (its name speaks of gender). State in policy.basis who decided it, for what purpose, on what legal ground, where and when; or, if the field means something else, say so in policy.notSpecial."`,
    );
  });

  test("match(): so are rules and quotas, conditions and components of vectors among them", () => {
    const policy: Policy = {
      criteria: {
        skills,
        vectors: { kind: "similarity", fields: ["grade", "age"] },
        words: { kind: "text", field: "religion" },
      },
      rules: {
        same: { kind: "sameAttribute", field: "gender" },
        some: { kind: "eligible", side: "mentor", when: { not: { any: [{ field: "parish", is: "north" }] } } },
        gap: { kind: "gap", field: "ageGroup", max: 2 },
      },
      quotas: [{ side: "mentees", attribute: "gender", value: "f", min: 1 }],
      scales: { ageGroup: ["young", "old"] },
      special: ["parish"],
    };
    expect(problemsOf(() => match(people, policy)).map(([code, path]) => [code, path])).toEqual(
      ["criteria.vectors", "criteria.words", "rules.same", "rules.some", "rules.gap", "quotas[0]"].map((path) => [
        "E_POLICY_REQUIRED",
        `policy.${path}`,
      ]),
    );
  });

  test("match(): with a basis that covers the field it is scored", () => {
    expect(match(people, { ...weighed, basis }).pairs[0].score).toBe(1);
    expect(match(people, { ...weighed, basis: { ...basis, fields: ["gender"] } }).pairs[0].score).toBe(1);
    const elsewhere = { ...weighed, basis: { ...basis, fields: ["age"] } };
    expect(refusal(() => match(people, elsewhere)).code).toBe("E_POLICY_REQUIRED");
  });

  test("match(): a name that means something else is none, a weight of 0 reads nothing", () => {
    const aged: Policy = { criteria: { years: { kind: "equality", field: "age" } } };
    expect(refusal(() => match(people, aged)).code).toBe("E_POLICY_REQUIRED");
    expect(match(people, { ...aged, notSpecial: { age: "years in the company" } }).status).toBe("optimal");
    const unweighed = { criteria: { skills, gender: { kind: "equality", field: "gender", weight: 0 } } } as const;
    expect(match(people, unweighed).status).toBe("optimal");
  });

  test("match(): a participant's own request for lived experience needs no basis, unless the policy lists it", () => {
    const policy = { criteria: { asked: { kind: "experience" } } } as const;
    expect(match(people, policy).pairs[0].score).toBe(1);
    expect(refusal(() => match(people, { ...policy, special: ["livedExperiences"] })).code).toBe("E_POLICY_REQUIRED");
  });

  test("match(): a basis says everything that it has to", () => {
    const partly = { ...weighed, basis: { ...basis, purpose: " ", date: "2026-02-30" } };
    const { decidedBy: _, ...anonymous } = basis;
    expect(problemsOf(() => match(people, partly)).map(([code, path]) => [code, path])).toEqual([
      ["E_MISSING", "policy.basis.purpose"],
      ["E_DATE", "policy.basis.date"],
    ]);
    expect(problemsOf(() => match(people, { ...weighed, basis: anonymous as never }))).toEqual([
      ["E_MISSING", "policy.basis.decidedBy", "/policy/basis/decidedBy"],
    ]);
  });

  test("match(): a special answer is one by whatever name it is read from a spreadsheet", () => {
    const policy: Policy = {
      criteria: { track: { kind: "equality", field: "track" }, asked: { kind: "experience" } },
      columns: {
        mentees: { id: "id", "attributes.track": { from: ["Gender", "Track"] }, livedExperiences: "Ethnic group" },
        mentors: { id: "id" },
      },
    };
    expect(messageOf(() => match(people, policy))).toContain(
      'received one that reads "track" (read from the column "Gender").',
    );
    expect(match(people, { ...policy, notSpecial: { track: "of the noun" } }).status).toBe("optimal");
    expect(match(people, { ...policy, notSpecial: { Gender: "of the noun" } }).status).toBe("optimal");
    expect(match(people, { ...policy, basis }).status).toBe("optimal");
  });

  test("match(): special and not special at once", () => {
    const policy: Policy = { criteria: { skills }, special: ["age"], notSpecial: { age: "of the company" } };
    expect(problemsOf(() => match(people, policy))).toEqual([["E_CONFLICT", "policy.special[0]", "/policy/special/0"]]);
  });
});

describe("blind fields", () => {
  test("match(): a criterion, a rule or a quota that reads one contradicts the policy", () => {
    const policy: Policy = {
      criteria: { skills, times: { kind: "schedule" }, asked: { kind: "experience" } },
      rules: { parish: { kind: "sameAttribute", field: "parish" }, times: { kind: "minimumOverlap", minutes: 60 } },
      quotas: [{ side: "mentees", attribute: "parish", value: "north", max: 1 }],
      blind: ["parish", "availability", "livedExperiences"],
    };
    expect(problemsOf(() => match(people, policy)).map(([code, path]) => [code, path])).toEqual(
      ["criteria.times", "criteria.asked", "rules.parish", "rules.times", "quotas[0]"].map((path) => [
        "E_BLIND_READ",
        `policy.${path}`,
      ]),
    );
    expect(
      messageOf(() => match(people, { criteria: policy.criteria, blind: ["livedExperiences"] })),
    ).toMatchInlineSnapshot(
      `"Expected policy.criteria.asked to be one that reads no field of policy.blind, received one that reads "livedExperiences"."`,
    );
  });

  test("match(): an attribute that is called like what is blind anyway is no way around it", () => {
    const named: People = {
      mentees: [{ id: "ada", attributes: { name: "Ada Obi", auditOnly: "f" } }],
      mentors: [{ id: "lin", attributes: { name: "Ada Ode", auditOnly: "f" } }],
    };
    const read = (field: string) => () => match(named, { criteria: { own: { kind: "text", field } } });
    expect(["name", "display", "auditOnly"].map((field) => refusal(read(field)).code)).toEqual(
      Array(3).fill("E_BLIND_READ"),
    );
    expect(messageOf(read("name"))).toMatchInlineSnapshot(
      `"Expected policy.criteria.own to be one that reads neither name, display nor auditOnly, received one that reads "name"."`,
    );
    const seen = new Set<string>();
    const score = (mentor: object) => Math.sign(seen.add(JSON.stringify(mentor)).size);
    match(named, { criteria: { own: { kind: "custom", name: "own", version: "1", score } } });
    expect([...seen]).toEqual(['{"attributes":{},"id":"lin"}']);
  });

  test("match(): what scoring cannot do without, and what is blind anyway, cannot be listed", () => {
    const blind = ["id", "requests", "capacity", "name", "attributes.gender", "gender"];
    expect(
      problemsOf(() => match(people, { criteria: { skills }, blind })).map(([code, path]) => [code, path]),
    ).toEqual(blind.slice(0, -1).map((_, index) => ["E_OUT_OF_RANGE", `policy.blind[${index}]`]));
  });
});
