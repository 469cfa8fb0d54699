import { match, People, Policy } from "telemachus";
import { type SampleOptions, sampleProgramme } from "telemachus/sample";
import { describe, expect, test } from "vitest";
import { policy } from "../../examples/sample/policy.js";
import { messageOf } from "../support/refusal.js";
import { validateMatching } from "../support/validateMatching.js";

describe("sampleProgramme()", () => {
  test("is the programme of the examples where nothing is asked for", () => {
    const sample = sampleProgramme();
    expect(sample.policy).toEqual(policy);
    expect(sampleProgramme({ mentees: 120, mentors: 50, seed: 1755 })).toEqual(sample);
  });

  const sizes: readonly SampleOptions[] = [
    { mentees: 0, mentors: 0 },
    { mentees: 1, mentors: 0 },
    { mentees: 0, mentors: 1 },
    { mentees: 1, mentors: 1 },
    { mentees: 3, mentors: 2 },
    { mentees: 7, mentors: 60 },
    { mentees: 300, mentors: 3 },
    { mentees: 121, mentors: 50 },
    { mentees: 120, mentors: 50, seed: 0xffffffff },
    { mentees: 200, mentors: 110, seed: 9 },
  ];

  test.each(sizes)("has as many people as asked for, each with an id and a name of their own: %o", (options) => {
    const { people, policy } = sampleProgramme(options);
    expect([people.mentees.length, people.mentors.length]).toEqual([options.mentees, options.mentors]);
    const everybody = [...people.mentees, ...people.mentors];
    expect(new Set(everybody.map(({ id }) => id)).size).toBe(everybody.length);
    expect(new Set(everybody.map(({ name }) => name)).size).toBe(everybody.length);
    expect(everybody.filter(({ id }) => !/^[a-z]+(-[a-z]+)+$/.test(id))).toEqual([]);
    expect(People.safeParse(people).success && Policy.safeParse(policy).success).toBe(true);
  });

  test.each(sizes)("can be matched: %o", (options) => {
    const { people, policy } = sampleProgramme(options);
    const matching = match(people, policy);
    validateMatching(matching, people, policy);
    if ((options.mentees ?? 0) >= 100 && (options.mentors ?? 0) >= 50) {
      expect(matching.pairs.length).toBeGreaterThan((options.mentees ?? 0) / 2);
    }
  });

  test("keeps its proportions in any size", () => {
    const { mentees, mentors } = sampleProgramme({ mentees: 1200, mentors: 500 }).people;
    const asking = mentees.filter(({ requests }) => requests?.livedExperiences !== undefined).length;
    const disclosing = mentors.filter(({ livedExperiences }) => livedExperiences !== undefined).length;
    const unsaid = mentors.filter(({ capacity }) => capacity === undefined).length;
    expect(asking).toBeGreaterThan(200);
    expect(asking).toBeLessThanOrEqual(240);
    expect(disclosing).toBeGreaterThan(150);
    expect(disclosing).toBeLessThanOrEqual(170);
    expect(unsaid).toBe(70);
  });

  test("draws the same people from the same seed, and others from another", () => {
    const drawn = (seed: number) => JSON.stringify(sampleProgramme({ mentees: 60, mentors: 30, seed }).people);
    expect(drawn(5)).toBe(drawn(5));
    expect(drawn(5)).not.toBe(drawn(6));
  });

  test("names its people without end: nobody of 30 000 is called as another", () => {
    const { mentees, mentors } = sampleProgramme({ mentees: 20_000, mentors: 10_000 }).people;
    expect(new Set([...mentees, ...mentors].map(({ id }) => id)).size).toBe(30_000);
  });

  test("refuses sizes and seeds that are none", () => {
    const given = { mentees: -1, mentors: 100_001, seed: 0.5, size: 3 } as SampleOptions;
    expect(messageOf(() => sampleProgramme(given))).toMatchInlineSnapshot(`
      "4 problems:
      - Expected options.mentees to be a whole number from 0 to 100000, received -1.
      - Expected options.mentors to be a whole number from 0 to 100000, received 100001.
      - Expected options.seed to be a whole number from 0 to 4294967295, received 0.5.
      - Expected options.size to be a known option, received an unknown one."
    `);
  });
});
