import fc from "fast-check";
import { type Proximity, proximity } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";

type Level = number | string | undefined;

function compile(mentee: Level, mentor: Level, criterion: Omit<Proximity, "kind" | "field">) {
  const people = { mentees: [{ id: "ada", seniority: mentee }], mentors: [{ id: "lin", seniority: mentor }] };
  const policy = {
    criteria: { it: proximity({ field: "seniority", ...criterion }) },
    scales: { seniority: ["Junior", "Senior", "Lead"] },
  };
  return scorerOf(people, policy).criteria[0].compiled;
}

function scoreOf(mentee: Level, mentor: Level, criterion: Omit<Proximity, "kind" | "field">): number {
  return compile(mentee, mentor, criterion).score(0, 0);
}

describe("proximity()", () => {
  test("proximity(): is a plain object", () => {
    const criterion = proximity({ field: "seniority", ideal: 2, tolerance: 3, weight: 1 });
    expect(criterion).toEqual({ kind: "proximity", field: "seniority", ideal: 2, tolerance: 3, weight: 1 });
  });

  test("proximity(): 1 at the ideal gap, falling evenly to 0 at the tolerance from it", () => {
    // ideal 2, tolerance 4: gaps 2, 3, 1, 6 and 7 are 0, 1, 1, 4 and 5 away
    const criterion = { ideal: 2, tolerance: 4 };
    expect([5, 6, 4, 9, 10].map((mentor) => scoreOf(3, mentor, criterion))).toEqual([1, 0.75, 0.75, 0, 0]);
  });

  test("proximity(): the gap is mentor − mentee, so negative ideals serve reverse mentoring", () => {
    expect(scoreOf(5, 3, { ideal: -2, tolerance: 1 })).toBe(1);
    expect(scoreOf(3, 5, { ideal: -2, tolerance: 1 })).toBe(0);
    expect(scoreOf(3, 5, { ideal: 2, tolerance: 1 })).toBe(1);
  });

  test("proximity(): without an ideal the same level is the best", () => {
    expect(scoreOf(3, 3, { tolerance: 2 })).toBe(1);
    expect(scoreOf(3, 4, { tolerance: 2 })).toBe(0.5);
  });

  test("proximity(): a label counts as its place on the scale, without case and outer space", () => {
    expect(scoreOf("Junior", " LEAD", { ideal: 2, tolerance: 1 })).toBe(1);
    expect(scoreOf("Senior", 2, { ideal: 1, tolerance: 1 })).toBe(1);
  });

  test("proximity(): silence of either is unknown; 0 is an answer", () => {
    expect(compile(undefined, 1, { tolerance: 1 }).asks(0)).toBe(false);
    expect(compile(0, 1, { tolerance: 1 }).asks(0)).toBe(true);
    expect(scoreOf(1, undefined, { tolerance: 1 })).toBeNaN();
    expect(scoreOf(1, 0, { tolerance: 2 })).toBe(0.5);
  });

  test("proximity(): nearer to the ideal never scores lower, and both sides of it alike", () => {
    let falling = 0;
    const whole = fc.integer({ min: -6, max: 6 });
    fc.assert(
      fc.property(
        whole,
        whole,
        fc.nat({ max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        (mentee, ideal, away, tolerance) => {
          const at = (distance: number) => scoreOf(mentee, mentee + ideal + distance, { ideal, tolerance });
          expect(at(away)).toBe(at(-away));
          expect(at(away)).toBeGreaterThanOrEqual(at(away + 1));
          expect(at(away)).toBe(Math.max(0, 1 - away / tolerance));
          if (at(away) > at(away + 1)) falling += 1;
        },
      ),
      runs(500),
    );
    expect(falling).toBeGreaterThan(150);
  });

  test("proximity(): is from 0 to 1 at the ends of what numbers can hold", () => {
    const ends = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, Number.MIN_VALUE, 0, 1];
    const bounds = [Number.MIN_VALUE, Number.MAX_VALUE].flatMap((tolerance) =>
      [-Number.MAX_VALUE, ...ends, Number.MAX_VALUE].map((ideal) => ({ ideal, tolerance })),
    );
    for (const mentee of ends) {
      for (const mentor of ends) {
        for (const { ideal, tolerance } of bounds) {
          const score = scoreOf(mentee, mentor, { ideal, tolerance });
          expect(score >= 0 && score <= 1, `${mentee} ${mentor} ${ideal} ${tolerance}: ${score}`).toBe(true);
        }
      }
    }
  });

  test("proximity(): evidence holds the gap, null where the mentor did not answer", () => {
    expect(compile("Junior", "Lead", { ideal: 1, tolerance: 2 }).evidence(0, 0)).toEqual({
      kind: "proximity",
      field: "seniority",
      gap: 2,
      onScale: true,
      ideal: 1,
    });
    expect(compile(1, undefined, { tolerance: 2 }).evidence(0, 0)).toMatchObject({ gap: null, ideal: 0 });
  });

  test("proximity(): a tolerance of 0 or below is refused", () => {
    for (const tolerance of [0, -1]) {
      expect(() => scoreOf(1, 1, { tolerance })).toThrow(expect.objectContaining({ code: "E_OUT_OF_RANGE" }));
    }
  });
});
