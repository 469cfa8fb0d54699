import { type AttributeValue, sameAttribute } from "telemachus";
import { describe, expect, test } from "vitest";

import { scorerOf } from "../../support/programmes.js";

function compile(mentee?: AttributeValue, mentor?: AttributeValue) {
  const person = (id: string, site?: AttributeValue) => (site === undefined ? { id } : { id, attributes: { site } });
  const people = { mentees: [person("ada", mentee)], mentors: [person("lin", mentor)] };
  const rules = { it: sameAttribute({ field: "site" }) };
  return scorerOf(people, { criteria: { skills: { kind: "coverage", field: "skills" } }, rules }).rules[0].compiled;
}

function holds(mentee?: AttributeValue, mentor?: AttributeValue): boolean | undefined {
  return compile(mentee, mentor).holds(0, 0);
}

describe("sameAttribute()", () => {
  test("sameAttribute(): is a plain object", () => {
    expect(sameAttribute({ field: "site", unknown: "forbid" })).toEqual({
      kind: "sameAttribute",
      field: "site",
      unknown: "forbid",
    });
  });

  test("sameAttribute(): holds where the answers are the same, or lists share an entry", () => {
    expect(holds("Leeds", " LEEDS ")).toBe(true);
    expect(holds("Leeds", "Hull")).toBe(false);
    expect(holds(["Leeds", "York"], ["Hull", "York"])).toBe(true);
    expect(holds("Leeds", ["Hull", "York"])).toBe(false);
    expect(holds(3, 3)).toBe(true);
    expect(holds(false, true)).toBe(false);
  });

  test("sameAttribute(): an empty list is an answer that is the same as none", () => {
    expect(holds([], "Leeds")).toBe(false);
    expect(holds([], [])).toBe(false);
  });

  test("sameAttribute(): cannot be decided where either is silent", () => {
    expect(holds(undefined, "Leeds")).toBeUndefined();
    expect(holds("Leeds", undefined)).toBeUndefined();
    expect(holds(undefined, undefined)).toBeUndefined();
  });

  test("sameAttribute(): reads a person's own fields too", () => {
    const people = { mentees: [{ id: "ada", organisation: "North" }], mentors: [{ id: "lin", organisation: "NORTH" }] };
    const rules = { it: sameAttribute({ field: "organisation" }) };
    const policy = { criteria: { skills: { kind: "coverage", field: "skills" } as const }, rules };
    expect(scorerOf(people, policy).rules[0].compiled.holds(0, 0)).toBe(true);
  });

  test("sameAttribute(): evidence lists what both answered, as the mentee spelt it", () => {
    expect(compile(["Leeds", "York"], ["york", "Hull"]).evidence(0, 0)).toEqual({
      kind: "sameAttribute",
      field: "site",
      shared: ["York"],
    });
  });
});
