import { describe, expect, test } from "vitest";

import { stableIssues, stableMethodOf } from "../../src/problem/stableMethod.js";

describe("stableMethodOf()", () => {
  test("stableMethodOf(): mentees propose, and people rank by score, where the policy does not say", () => {
    expect(stableMethodOf(undefined)).toBeUndefined();
    expect(stableMethodOf("optimal")).toBeUndefined();
    expect(stableMethodOf("stable")).toEqual({ proposing: "mentees", from: "scores" });
    expect(stableMethodOf({ kind: "stable", proposing: "mentors" })).toEqual({ proposing: "mentors", from: "scores" });
    expect(stableMethodOf({ kind: "stable", from: "choices" })).toEqual({ proposing: "mentees", from: "choices" });
  });
});

describe("stableIssues()", () => {
  const everything = { objective: "everyone", quotas: [{}], capacity: { min: 1, max: 2 } } as const;
  const mentors = [{ capacity: 2 }, { capacity: { min: 2, max: 3 } }, {}, null, { capacity: { min: 0, max: 3 } }];

  test("stableIssues(): says of each thing a stable matching cannot give why it cannot", () => {
    const issues = stableIssues({ ...everything, method: "stable" }, mentors);
    expect(new Set(issues.map(({ code }) => code))).toEqual(new Set(["E_CONFLICT"]));
    expect(issues.map(({ message }) => message).join("\n")).toMatchInlineSnapshot(`
      "Expected mentors[1].capacity.min to be left out under the method "stable", received 2. With lower bounds a stable matching need not exist (Hamada, Iwama and Miyazaki, 2011): leave them out, or use the method "optimal".
      Expected policy.capacity.min to be left out under the method "stable", received 1. With lower bounds a stable matching need not exist (Hamada, Iwama and Miyazaki, 2011): leave them out, or use the method "optimal".
      Expected policy.objective to be left out under the method "stable", received a text. Stability decides who is matched with whom, and the side that proposes where it leaves a choice: leave the objective out, or use the method "optimal".
      Expected policy.quotas to be left out under the method "stable", received a list of 1. Under quotas a stable matching need not exist, as a pair may be kept apart for the sake of others: leave them out, or use the method "optimal"."
    `);
  });

  test("stableIssues(): nothing under the optimal method, and nothing where nothing of it is asked for", () => {
    expect(stableIssues(everything, mentors)).toEqual([]);
    expect(stableIssues({ ...everything, method: "optimal" }, mentors)).toEqual([]);
    const method = { kind: "stable", proposing: "mentors" } as const;
    expect(stableIssues({ method, quotas: [], capacity: 3 }, [{ capacity: 2 }, {}])).toEqual([]);
    expect(stableIssues({ method, capacity: { min: 0 } }, [{ capacity: { min: "1" } }, undefined])).toEqual([]);
  });
});
