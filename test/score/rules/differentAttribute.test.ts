import fc from "fast-check";
import { type AttributeValue, differentAttribute, sameAttribute } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";

const answer = fc.constantFrom<AttributeValue>("Leeds", "leeds ", "Hull", ["Leeds", "Hull"], [], 3, "3", true, "true");

/** Both rules, made ready for the same two people. */
function compile(mentee?: AttributeValue, mentor?: AttributeValue) {
  const person = (id: string, site?: AttributeValue) => (site === undefined ? { id } : { id, attributes: { site } });
  const people = { mentees: [person("ada", mentee)], mentors: [person("lin", mentor)] };
  const rules = { different: differentAttribute({ field: "site" }), same: sameAttribute({ field: "site" }) };
  const scorer = scorerOf(people, { criteria: { skills: { kind: "coverage", field: "skills" } }, rules });
  const [different, same] = scorer.rules.map(({ compiled }) => compiled);
  return { different, same };
}

describe("differentAttribute()", () => {
  test("differentAttribute(): is a plain object", () => {
    expect(differentAttribute({ field: "team" })).toEqual({ kind: "differentAttribute", field: "team" });
  });

  test("differentAttribute(): holds exactly where sameAttribute does not, and is undecided where it is", () => {
    const seen = { same: 0, different: 0, unknown: 0 };
    const maybe = fc.option(answer, { nil: undefined });
    fc.assert(
      fc.property(maybe, maybe, (mentee, mentor) => {
        const compiled = compile(mentee, mentor);
        const same = compiled.same.holds(0, 0);
        expect(compiled.different.holds(0, 0)).toBe(same === undefined ? undefined : !same);
        expect(compile(mentor, mentee).same.holds(0, 0)).toBe(same);
        seen[same === undefined ? "unknown" : same ? "same" : "different"] += 1;
      }),
      runs(500),
    );
    for (const [case_, count] of Object.entries(seen)) expect(count, case_).toBeGreaterThan(50);
  });

  test("differentAttribute(): lists differ where they share no entry", () => {
    expect(compile(["Leeds"], ["Hull", "York"]).different.holds(0, 0)).toBe(true);
    expect(compile(["Leeds", "York"], ["York"]).different.holds(0, 0)).toBe(false);
    expect(compile([], []).different.holds(0, 0)).toBe(true);
    expect(compile("Leeds", "leeds").different.evidence(0, 0)).toEqual({
      kind: "differentAttribute",
      field: "site",
      shared: ["Leeds"],
    });
  });
});
