import fc from "fast-check";
import { overlap, type Term } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";

const term = fc.constantFrom("chess", "Chess", "running", "cooking", "hiking");
const terms = fc.array(term, { maxLength: 4 });

function compile(own: readonly Term[] | undefined, theirs: readonly Term[] | undefined) {
  const people = { mentees: [{ id: "ada", interests: own }], mentors: [{ id: "lin", interests: theirs }] };
  return scorerOf(people, { criteria: { it: overlap({ field: "interests" }) } }).criteria[0].compiled;
}

function scoreOf(own: readonly Term[], theirs: readonly Term[] | undefined): number {
  return compile(own, theirs).score(0, 0);
}

function keys(list: readonly string[]): Set<string> {
  return new Set(list.map((one) => one.toLowerCase()));
}

describe("overlap()", () => {
  test("overlap(): is a plain object", () => {
    expect(overlap({ field: "interests", weight: 1 })).toEqual({ kind: "overlap", field: "interests", weight: 1 });
  });

  test("overlap(): terms that both have, over terms that either has", () => {
    // {chess, running} and {running, cooking, hiking}: 1 of 4
    expect(scoreOf(["chess", "running"], ["running", "cooking", "hiking"])).toBe(0.25);
    expect(scoreOf(["chess", "running"], ["Running ", "CHESS"])).toBe(1);
    expect(scoreOf(["chess"], ["running"])).toBe(0);
  });

  test("overlap(): an empty list is an answer, with nothing in common; silence is unknown", () => {
    expect(compile([], ["chess"]).asks(0)).toBe(true);
    expect(scoreOf([], ["chess"])).toBe(0);
    expect(scoreOf([], [])).toBe(0);
    expect(scoreOf(["chess"], [])).toBe(0);
    expect(scoreOf(["chess"], undefined)).toBeNaN();
    expect(compile(undefined, ["chess"]).asks(0)).toBe(false);
  });

  test("overlap(): levels and importance play no part", () => {
    expect(scoreOf([{ name: "chess", level: 5, importance: 5 }, "running"], [{ name: "chess", level: 1 }])).toBe(0.5);
  });

  test("overlap(): is what its definition says, and the same from both sides", () => {
    let part = 0;
    fc.assert(
      fc.property(terms, terms, (own, theirs) => {
        const either = new Set([...keys(own), ...keys(theirs)]).size;
        const both = [...keys(own)].filter((key) => keys(theirs).has(key)).length;
        expect(scoreOf(own, theirs)).toBe(either === 0 ? 0 : both / either);
        expect(scoreOf(theirs, own)).toBe(scoreOf(own, theirs));
        if (both > 0 && both < either) part += 1;
      }),
      runs(600),
    );
    expect(part).toBeGreaterThan(200);
  });

  test("overlap(): one more term in common never scores lower, a term told twice never matters", () => {
    let higher = 0;
    fc.assert(
      fc.property(terms, terms, term, (own, theirs, more) => {
        const before = scoreOf(own, theirs);
        const after = scoreOf([...own, more], [...theirs, more]);
        expect(after).toBeGreaterThanOrEqual(before);
        expect(scoreOf([...own, ...own], [...theirs, ...theirs])).toBe(before);
        if (after > before) higher += 1;
      }),
      runs(600),
    );
    expect(higher).toBeGreaterThan(200);
  });

  test("overlap(): evidence lists what both have, as the mentee spelt it", () => {
    expect(compile(["Chess", "running"], ["chess", "cooking"]).evidence(0, 0)).toEqual({
      kind: "overlap",
      field: "interests",
      shared: ["Chess"],
    });
    expect(compile(["chess"], undefined).evidence(0, 0)).toMatchObject({ shared: [] });
  });
});
