import { goals, interests, livedExperience, scorePairs, seniority, skills } from "telemachus";
import { describe, expect, test } from "vitest";

describe("presets", () => {
  test("skills(), goals(), interests(), livedExperience(), seniority(): are plain objects", () => {
    expect(skills({ weight: 4 })).toEqual({ kind: "coverage", field: "skills", weight: 4 });
    expect(goals({ weight: 3, missing: 0.2 })).toEqual({ kind: "coverage", field: "goals", weight: 3, missing: 0.2 });
    expect(interests({})).toEqual({ kind: "overlap", field: "interests" });
    expect(livedExperience({ weight: 2 })).toEqual({ kind: "experience", weight: 2 });
    expect(seniority({ weight: 1 })).toEqual({
      kind: "proximity",
      field: "seniority",
      ideal: 2,
      tolerance: 3,
      weight: 1,
    });
  });

  test("seniority(): takes its ideal and its tolerance", () => {
    const people = {
      mentees: [{ id: "ada", seniority: 1 }],
      mentors: [
        { id: "lin", seniority: 3 },
        { id: "noor", seniority: 2 },
        { id: "sam", seniority: 6 },
      ],
    };
    // gaps 2, 1 and 5: at the ideal 2 of the preset 1 − 0, 1 − 1/3 and 1 − 3/3
    expect([...scorePairs(people, { criteria: { seniority: seniority({}) } }).scores]).toEqual([1_000_000, 666_667, 0]);
    // at the ideal 0 with a tolerance of 10: 1 − 2/10, 1 − 1/10 and 1 − 5/10
    const own = seniority({ ideal: 0, tolerance: 10 });
    expect([...scorePairs(people, { criteria: { seniority: own } }).scores]).toEqual([800_000, 900_000, 500_000]);
  });
});
