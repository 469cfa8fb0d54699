import { readFileSync } from "node:fs";
import fc from "fast-check";
import { definePolicy, match, Policy } from "telemachus";
import { describe, expect, test } from "vitest";

import { policy as sample } from "../examples/sample/policy.js";
import { runs } from "./support/instances.js";
import { programmes } from "./support/programmes.js";
import * as story from "./support/story.js";

const people = JSON.parse(readFileSync(new URL("../examples/sample/people.json", import.meta.url), "utf8"));

describe("a policy is data", () => {
  test("match(): a policy read back from JSON gives the same bytes as the one built with builders", () => {
    const bytes = (given: typeof story.people, policy: Policy) => JSON.stringify(match(given, policy));
    expect(bytes(story.people, JSON.parse(JSON.stringify(story.policy)))).toBe(bytes(story.people, story.policy));
    expect(bytes(people, JSON.parse(JSON.stringify(sample)))).toBe(bytes(people, sample));
  });

  test("match(): so does every policy that has no function", () => {
    const seen = { plain: 0, kinds: new Set<string>() };
    fc.assert(
      fc.property(programmes({ mentees: 4, mentors: 3 }), ({ people: given, policy }) => {
        const parts = [...Object.values(policy.criteria), ...Object.values(policy.rules ?? {})];
        if (parts.some(({ kind }) => kind === "custom" || kind === "customRule")) return;
        const read = JSON.parse(JSON.stringify(policy)) as Policy;
        expect(JSON.stringify(match(given, read))).toBe(JSON.stringify(match(given, policy)));
        seen.plain += 1;
        for (const { kind } of parts) seen.kinds.add(kind);
      }),
      runs(600),
    );
    expect(seen.plain).toBeGreaterThan(60);
    expect(seen.kinds.size).toBeGreaterThan(18);
  });

  test("Policy and definePolicy(): take what they are given as it is", () => {
    expect(Policy.parse(story.policy)).toEqual(story.policy);
    expect(definePolicy(story.policy)).toBe(story.policy);
  });
});
