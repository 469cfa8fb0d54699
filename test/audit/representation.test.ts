import { type People, type RepresentationOptions, representation } from "telemachus";
import { describe, expect, test } from "vitest";

import { problemsOf } from "../support/refusal.js";
import { block, plain, storedRound } from "./storedRound.js";

const peopleOf = (...counts: readonly (readonly [unknown, number])[]): People =>
  storedRound(counts.map(([group, count]) => block(group, 0, count))).people;

const menteesOf = (people: People, reference: object, options: RepresentationOptions = {}) =>
  representation(people, { group: reference as { [group: string]: number } }, options).mentees.attributes[0];

const row = (of: ReturnType<typeof menteesOf>, label: string) => of.groups.find((group) => group.label === label)!;

describe("representation()", () => {
  test("by hand: 30 women and 70 men, in a workforce of 480 and 520", () => {
    const found = menteesOf(peopleOf(["Woman", 30], ["man", 70], ["", 7]), { woman: 480, Man: 520 });
    const women = row(found, "Woman");
    expect([found.compared, plain(found.unknown)]).toEqual([100, 7]);
    expect([plain(women.count), plain(women.share), plain(women.expected)]).toEqual([30, 0.3, 0.48]);
    expect(plain(women.difference)).toBeCloseTo(-0.18, 15);
    expect(plain(women.ratio)).toBe(0.625);
    // SciPy's binomtest(30, 100, 0.48); Wilson's interval of 30 of 100
    expect(plain(women.p)).toBeCloseTo(0.00028720924509, 12);
    expect(women.interval).toEqual({
      low: expect.closeTo(0.2189, 4),
      high: expect.closeTo(0.3958, 4),
      method: "wilson",
    });
  });

  test("shares and counts are the same", () => {
    const people = peopleOf(["a", 30], ["b", 70]);
    expect(menteesOf(people, { a: 0.25, b: 0.75 })).toEqual(menteesOf(people, { a: 250, b: 750 }));
  });

  test("groups that the reference lacks have a count alone; groups that nobody has are there, with 0", () => {
    const found = menteesOf(peopleOf(["a", 10], ["b", 10], ["other", 20]), { a: 1, b: 2, c: 1 });
    expect(found.groups.map(({ label, count, share }) => [label, plain(count), plain(share)])).toEqual([
      ["a", 10, 0.5],
      ["b", 10, 0.5],
      ["c", 0, 0],
      ["other", 20, "notInReference"],
    ]);
    expect(plain(row(found, "c").ratio)).toBe(0);
    // nobody of 20, at 1/4: 0.75^20 and what is as unlikely above
    expect(plain(row(found, "c").p)).toBeLessThan(0.01);
  });

  test("a group expected nowhere has no ratio, and having it is no chance", () => {
    const found = menteesOf(peopleOf(["a", 10], ["b", 10]), { a: 1, b: 0 });
    expect([plain(row(found, "b").ratio), plain(row(found, "b").p)]).toEqual(["allZero", 0]);
  });

  test("hidden groups are left out of all shares, on both sides", () => {
    const found = menteesOf(peopleOf(["a", 3], ["b", 6], ["c", 20], ["d", 60]), { a: 10, b: 10, c: 20, d: 20 });
    expect(found.groups.map(({ count, expected }) => [plain(count), plain(expected)])).toEqual([
      ["hidden", "hidden"],
      ["hidden", "hidden"],
      [20, 0.5],
      [60, 0.5],
    ]);
    expect([found.compared, plain(row(found, "c").share)]).toEqual([80, 0.25]);
    expect(menteesOf(peopleOf(["a", 3], ["b", 6]), { a: 1, b: 1 }, { minimumCell: 1 }).compared).toBe(9);
  });

  test("nobody, all unknown and one group: no comparison, and no NaN", () => {
    expect(plain(menteesOf(peopleOf(["", 8]), { a: 1, b: 1 }).groups[0].share)).toBe("nobody");
    expect(plain(menteesOf(peopleOf(["a", 8]), { a: 1 }).groups[0].ratio)).toBe("noComparison");
    expect(plain(menteesOf(peopleOf(["x", 8]), { a: 1, b: 1 }).unknown)).toBe(0);
    const empty = menteesOf(peopleOf(), { a: 1, b: 1 }, { groups: { group: {} } });
    expect(empty.groups.map(({ count, share, p }) => [plain(count), plain(share), plain(p)])).toEqual([
      [0, "nobody", "nobody"],
      [0, "nobody", "nobody"],
    ]);
  });

  test("both sides, plain JSON, frozen; the order of people and reference makes no difference", () => {
    const people = storedRound([block("a", 9, 9), block("b", 7, 9)]).people;
    const both = { ...people, mentors: people.mentors.map((one) => ({ ...one, auditOnly: { group: "A" } })) };
    const report = representation(both, { group: { a: 1, b: 3 } });
    const turned = { mentees: [...both.mentees].reverse(), mentors: [...both.mentors].reverse() };
    expect(JSON.stringify(representation(turned, { group: { b: 3, a: 1 } }))).toBe(JSON.stringify(report));
    expect([report.mentors.people, plain(report.mentors.attributes[0].groups[0].count)]).toEqual([16, 16]);
    expect(Object.isFrozen(report.mentees.attributes[0])).toBe(true);
  });

  test("refuses a reference that is none, and attributes that nobody has", () => {
    const people = peopleOf(["a", 9]);
    const call = (reference: unknown, options: unknown = {}) =>
      problemsOf(() => (representation as (...of: unknown[]) => unknown)(people, reference, options)).map(
        ([code, path]) => [code, path],
      );
    expect(call({})).toEqual([["E_TYPE", "reference"]]);
    expect(call({ group: { a: -1, b: 2 } })).toEqual([["E_OUT_OF_RANGE", "reference.group.a"]]);
    expect(call({ group: { a: 0 } })).toEqual([["E_OUT_OF_RANGE", "reference.group"]]);
    expect(call({ group: { a: 1, " A": 1 } })).toEqual([["E_DUPLICATE", 'reference.group[" A"]']]);
    expect(call({ group: { a: "1" } })).toEqual([["E_TYPE", "reference.group.a"]]);
    expect(call({ group: { a: Number.NaN } })[0]).toEqual(["E_NOT_FINITE", "reference.group.a"]);
    expect(call({ gruop: { a: 1 } })).toEqual([["E_UNKNOWN_GROUP", "reference.gruop"]]);
    expect(call({ group: { a: 1 } }, { groups: ["site"] })).toEqual([["E_MISSING", "reference.site"]]);
    expect(call({ group: { a: 1 } }, { minimumCell: 0 })).toEqual([["E_OPTION", "options.minimumCell"]]);
  });
});
