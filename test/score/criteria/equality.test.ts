import fc from "fast-check";
import { type AttributeValue, type Equality, equality, type Policy, scorePairs } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";

function compile(mentee: AttributeValue | undefined, mentor: AttributeValue | undefined, prefer?: Equality["prefer"]) {
  const person = (id: string, site?: AttributeValue) => (site === undefined ? { id } : { id, attributes: { site } });
  const people = { mentees: [person("ada", mentee)], mentors: [person("lin", mentor)] };
  return scorerOf(people, { criteria: { it: equality({ field: "site", ...(prefer && { prefer }) }) } }).criteria[0]
    .compiled;
}

function scoreOf(mentee: AttributeValue, mentor: AttributeValue | undefined, prefer?: Equality["prefer"]): number {
  return compile(mentee, mentor, prefer).score(0, 0);
}

const answer = fc.constantFrom<AttributeValue>(
  "Leeds",
  "leeds ",
  "Hull",
  ["Leeds", "Hull"],
  [],
  3,
  "3",
  true,
  false,
  0,
);

describe("equality()", () => {
  test("equality(): is a plain object", () => {
    expect(equality({ field: "site", prefer: "different" })).toEqual({
      kind: "equality",
      field: "site",
      prefer: "different",
    });
  });

  test("equality(): 1 where the answers are the same, 0 where they differ; the other way round on request", () => {
    expect(scoreOf("Leeds", " LEEDS")).toBe(1);
    expect(scoreOf("Leeds", "Hull")).toBe(0);
    expect(scoreOf("Leeds", " LEEDS", "different")).toBe(0);
    expect(scoreOf("Leeds", "Hull", "different")).toBe(1);
    expect(scoreOf(true, true)).toBe(1);
    expect(scoreOf(0, 0)).toBe(1);
    expect(scoreOf(true, false)).toBe(0);
  });

  test("equality(): lists are the same where they share an entry; an empty one is an answer", () => {
    expect(scoreOf(["Leeds", "Hull"], ["York", "hull"])).toBe(1);
    expect(scoreOf(["Leeds"], ["York", "Hull"])).toBe(0);
    expect(scoreOf("Leeds", ["York", "Leeds"])).toBe(1);
    expect(compile([], "Leeds").asks(0)).toBe(true);
    expect(scoreOf([], "Leeds")).toBe(0);
    expect(scoreOf([], [])).toBe(0);
  });

  test("equality(): silence of either is unknown", () => {
    expect(compile(undefined, "Leeds").asks(0)).toBe(false);
    expect(scoreOf("Leeds", undefined)).toBeNaN();
    expect(scoreOf("Leeds", undefined, "different")).toBeNaN();
  });

  test("equality(): is symmetric, and same and different always make one", () => {
    let same = 0;
    fc.assert(
      fc.property(answer, answer, (own, theirs) => {
        const score = scoreOf(own, theirs);
        expect(scoreOf(theirs, own)).toBe(score);
        expect(score + scoreOf(own, theirs, "different")).toBe(1);
        if (score === 1 && own !== theirs) same += 1;
      }),
      runs(400),
    );
    expect(same).toBeGreaterThan(20);
  });

  test("equality(): evidence lists what both answered, and null where the mentor did not", () => {
    expect(compile(["Leeds", "Hull"], "hull").evidence(0, 0)).toEqual({
      kind: "equality",
      field: "site",
      prefer: "same",
      same: true,
      shared: ["Hull"],
    });
    expect(compile("Leeds", "Hull", "different").evidence(0, 0)).toMatchObject({
      prefer: "different",
      same: false,
      shared: [],
    });
    expect(compile("Leeds", undefined).evidence(0, 0)).toMatchObject({ same: null, shared: [] });
  });

  test("equality(): blank entries of a list are none, and numbers are no words of the taxonomy", () => {
    const scoreOf = (own: AttributeValue, theirs: AttributeValue, more: Partial<Policy> = {}) => {
      const people = {
        mentees: [{ id: "ada", attributes: { site: own } }],
        mentors: [{ id: "lin", attributes: { site: theirs } }],
      };
      return scorePairs(people, { criteria: { it: equality({ field: "site" }) }, ...more }).scores[0];
    };
    expect(scoreOf([""], [" "])).toBe(0);
    expect(scoreOf(["", "Hull"], ["hull", " "])).toBe(1_000_000);
    const taxonomy = [{ id: "1", label: "Hull" }];
    expect([scoreOf("1", "Hull", { taxonomy }), scoreOf(1, "Hull", { taxonomy })]).toEqual([1_000_000, 0]);
  });
});
