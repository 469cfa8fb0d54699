import fc from "fast-check";
import { type Gap, gap } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";

type Grade = number | string | undefined;

function compile(mentee: Grade, mentor: Grade, bounds: Pick<Gap, "min" | "max">) {
  const person = (id: string, grade: Grade) => (grade === undefined ? { id } : { id, attributes: { grade } });
  const people = { mentees: [person("ada", mentee)], mentors: [person("lin", mentor)] };
  const policy = {
    criteria: { skills: { kind: "coverage", field: "skills" } as const },
    rules: { it: gap({ field: "grade", ...bounds }) },
    scales: { grade: ["G9", "G8", "G7", "G6"] },
  };
  return scorerOf(people, policy).rules[0].compiled;
}

function holds(mentee: Grade, mentor: Grade, bounds: Pick<Gap, "min" | "max">): boolean | undefined {
  return compile(mentee, mentor, bounds).holds(0, 0);
}

describe("gap()", () => {
  test("gap(): is a plain object", () => {
    expect(gap({ field: "grade", min: 1, max: 2 })).toEqual({ kind: "gap", field: "grade", min: 1, max: 2 });
  });

  test("gap(): holds from min to max above the mentee, both included", () => {
    // mentor − mentee of 0, 1, 2 and 3
    expect([4, 5, 6, 7].map((mentor) => holds(4, mentor, { min: 1, max: 2 }))).toEqual([false, true, true, false]);
  });

  test("gap(): either bound may be left out, and negative ones put the mentor below", () => {
    expect([1, 4, 9].map((mentor) => holds(4, mentor, { min: 0 }))).toEqual([false, true, true]);
    expect([1, 4, 9].map((mentor) => holds(4, mentor, { max: 0 }))).toEqual([true, true, false]);
    expect([1, 4, 9].map((mentor) => holds(4, mentor, { min: -3, max: -1 }))).toEqual([true, false, false]);
    expect(holds(4, -900, {})).toBe(true);
  });

  test("gap(): labels count as their place on the scale, the first being the lowest", () => {
    expect(holds("G9", "G7", { min: 1, max: 2 })).toBe(true);
    expect(holds("G9", " g6", { min: 1, max: 2 })).toBe(false);
    expect(holds("G7", "G8", { min: 1, max: 2 })).toBe(false);
  });

  test("gap(): cannot be decided where either is silent; 0 is an answer", () => {
    expect(holds(undefined, 3, { min: 0 })).toBeUndefined();
    expect(holds(3, undefined, { min: 0 })).toBeUndefined();
    expect(holds(0, 0, { min: 0 })).toBe(true);
    expect(compile(undefined, 3, { min: 0 }).evidence(0, 0)).toMatchObject({ kind: "gap", field: "grade", gap: null });
    expect(compile("G9", "G7", { min: 0 }).evidence(0, 0)).toEqual({
      kind: "gap",
      field: "grade",
      gap: 2,
      onScale: true,
    });
  });

  test("gap(): decimal numbers differ by what they are written as: 2.3 is 1 above 1.3", () => {
    expect(2.3 - 1.3).toBeLessThan(1);
    expect(holds(1.3, 2.3, { min: 1 })).toBe(true);
    expect(holds(0.1, 0.3, { max: 0.2 })).toBe(true);
    expect(holds(1.3, 2.299999, { min: 1 })).toBe(false);
  });

  test("gap(): wider bounds never forbid what narrower ones allow, and both sides move together", () => {
    const seen = { kept: 0, gained: 0 };
    const whole = fc.integer({ min: -5, max: 5 });
    fc.assert(
      fc.property(whole, whole, whole, fc.nat({ max: 4 }), (mentee, mentor, min, width) => {
        const narrow = holds(mentee, mentor, { min, max: min + width });
        const wide = holds(mentee, mentor, { min: min - 1, max: min + width + 1 });
        expect(holds(mentee + 7, mentor + 7, { min, max: min + width })).toBe(narrow);
        if (narrow) expect(wide).toBe(true);
        if (narrow) seen.kept += 1;
        if (wide && !narrow) seen.gained += 1;
      }),
      runs(500),
    );
    expect(seen.kept).toBeGreaterThan(60);
    expect(seen.gained).toBeGreaterThan(30);
  });

  test("gap(): a min above the max is refused", () => {
    expect(() => holds(1, 1, { min: 2, max: 1 })).toThrow(expect.objectContaining({ code: "E_BOUNDS" }));
    expect(holds(1, 3, { min: 2, max: 2 })).toBe(true);
  });
});
