import fc from "fast-check";
import { custom, match, type People, type Policy, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { programmes, rewritten, seeded } from "../support/programmes.js";
import * as story from "../support/story.js";

function manifestOf(people: People, policy: Policy) {
  return match(people, policy).manifest;
}

describe("match(): the manifest", () => {
  test("match(): names the engine, its version and the digests of what it was given", () => {
    const { counts, ...identity } = manifestOf(story.people, story.policy);
    expect(identity).toMatchObject({ engine: "telemachus", version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
    expect(identity.policy).toMatch(/^[0-9a-f]{64}$/);
    expect(identity.input).toMatch(/^[0-9a-f]{64}$/);
    expect(counts).toEqual({
      mentees: 5,
      mentors: 3,
      seats: 4,
      allowedPairs: 13,
      matched: 4,
      unmatched: 1,
      freeSeats: 0,
    });
  });

  test("match(): no order of lists or keys changes it, and every other change does", () => {
    let changed = 0;
    fc.assert(
      fc.property(programmes({ mentees: 3, mentors: 3 }), fc.nat(), ({ people, policy }, order) => {
        const manifest = manifestOf(people, policy);
        const below = seeded(order);
        expect(manifestOf(rewritten(people, below), rewritten(policy, below))).toEqual(manifest);
        const [first, ...mentees] = people.mentees;
        if (first === undefined) return;
        const other = { mentees: [{ ...first, organisation: "another" }, ...mentees], mentors: people.mentors };
        expect(manifestOf(other, policy).input).not.toBe(manifest.input);
        expect(manifestOf(people, { ...policy, name: "another" }).policy).not.toBe(manifest.policy);
        changed += 1;
      }),
      runs(200),
    );
    expect(changed).toBeGreaterThan(120);
  });

  test("match(): the order of a chain of managers and of a scale counts", () => {
    const mentors = [{ id: "lin" }];
    const chain = (managers: string[]) =>
      manifestOf({ mentees: [{ id: "ada", managers }], mentors }, story.policy).input;
    expect(chain(["x", "y"])).not.toBe(chain(["y", "x"]));
    const scale = (labels: string[]) => manifestOf(story.people, { ...story.policy, scales: { grade: labels } }).policy;
    expect(scale(["low", "high"])).not.toBe(scale(["high", "low"]));
  });

  test("match(): the order of stages counts", () => {
    const stages = (objective: Policy["objective"]) => manifestOf(story.people, { ...story.policy, objective }).policy;
    expect(stages(["matched", "total"])).not.toBe(stages(["total", "matched"]));
  });

  test("match(): a custom criterion counts by its name and version, not by its function", () => {
    const policyOf = (version: string, score: () => number) => ({
      criteria: { own: custom({ name: "own", version, score }) },
    });
    const digests = [policyOf("1", () => 1), policyOf("1", () => 0.5), policyOf("2", () => 1)].map(
      (policy) => manifestOf(story.people, policy).policy,
    );
    expect(digests[1]).toBe(digests[0]);
    expect(digests[2]).not.toBe(digests[0]);
  });

  test("match(): people who moved from one side to the other are other people", () => {
    const criteria = { skills: skills({ weight: 1 }) };
    const one = manifestOf({ mentees: [{ id: "ada" }], mentors: [{ id: "lin" }] }, { criteria });
    const other = manifestOf({ mentees: [{ id: "lin" }], mentors: [{ id: "ada" }] }, { criteria });
    expect(other.input).not.toBe(one.input);
    expect(other.policy).toBe(one.policy);
  });
});
