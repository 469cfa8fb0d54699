import {
  checkMatching,
  custom,
  eligible,
  match,
  minimumScore,
  type People,
  type Policy,
  recruit,
  seatValue,
  skills,
  toText,
  whatWouldItTake,
  whyNot,
  whyUnmatched,
} from "telemachus";
import { describe, expect, test } from "vitest";

const criteria = { skills: skills({ weight: 1 }) };

/** A criterion that reads scores off a table, by mentee and mentor. */
const table = (scores: Record<string, number>) => ({
  scores: custom({
    name: "table",
    version: "1",
    score: (mentor, mentee) => scores[`${mentee.id}${mentor.id}`] ?? 0,
  }),
});
const administrator = { audience: "administrator" } as const;

describe("what is not known is said", () => {
  test("recruit(): null where a mentee wants more mentors than there are, and where stages do not add up", () => {
    const alone = match({ mentors: [], mentees: [{ id: "e", skills: ["a"] }] }, { criteria });
    expect(recruit(alone).recruits).toBeNull();
    expect(toText(recruit(alone), administrator)).toMatch(/not known/);
    const people: People = {
      mentors: [{ id: "m", skills: ["a"] }],
      mentees: [{ id: "e", skills: ["a", "b"], demand: 2 }],
    };
    expect(recruit(match(people, { criteria })).recruits).toBeNull();
    const fairest = match({ ...people, mentees: [{ id: "e" }, { id: "f" }] }, { criteria, objective: "fairest" });
    expect(recruit(fairest).recruits).toBeNull();
  });

  test("whatWouldItTake(): whether a score below a minimum could be raised enough, and under a lowest score", () => {
    const people: People = { mentors: [{ id: "m" }], mentees: [{ id: "e" }] };
    const low = match(people, { criteria: table({ em: 0.4 }), rules: { enough: minimumScore({ score: 0.5 }) } });
    expect(whatWouldItTake(low, { mentee: "e", mentor: "m" })).toMatchObject({ raise: null, byScore: "unknown" });
    const two: People = { mentors: [{ id: "m" }], mentees: [{ id: "e" }, { id: "f" }] };
    const fairest = match(two, { criteria: table({ em: 0.9, fm: 0.3 }), objective: "fairest" });
    const asked = whatWouldItTake(fairest, { mentee: "f", mentor: "m" });
    expect(asked).toMatchObject({ now: "cost", raise: null, byScore: "unknown" });
    expect(toText(asked, administrator)).not.toMatch(/No higher score/);
  });

  test("whyUnmatched(): of a programme that is infeasible points to what helps all", () => {
    const policy: Policy = { criteria };
    const matching = match({ mentees: [{ id: "a" }], mentors: [{ id: "m", capacity: { min: 2, max: 2 } }] }, policy);
    const text = toText(whyUnmatched(matching, { mentee: "a" }), administrator);
    expect(text).toMatch(/of the whole programme/);
    expect(text).not.toMatch(/No single change/);
  });
});

describe("what decides comes first", () => {
  test("whyNot(): under a lowest score one pair fewer is said before it", () => {
    const people: People = {
      mentors: [{ id: "a" }, { id: "b", requests: { avoid: ["y"] } }],
      mentees: [{ id: "x" }, { id: "y" }],
    };
    const matching = match(people, { criteria: table({ xa: 0.9, xb: 0.1, ya: 0.5 }), objective: ["floor", "total"] });
    const why = whyNot(matching, { mentee: "x", mentor: "a" });
    expect(why).toMatchObject({ kind: "cost", decidedBy: "floor" });
    if (why.kind !== "cost") throw new Error("Expected a cost.");
    expect(Object.entries(why.cost)[0]).toEqual(["places", 1]);
    expect(toText(why, administrator)).toMatch(/one pair fewer would be made/);
  });

  test("seatValue(): under choices from the last on, a pair more is a gain though it was no choice", () => {
    const people: People = { mentors: [{ id: "m" }], mentees: [{ id: "x" }, { id: "y" }] };
    const matching = match(people, { criteria, objective: ["choices:generous"] });
    const { more } = seatValue(matching, { mentor: "m" });
    expect(Object.entries(more!.gain)).toEqual([
      ["places", 1],
      ["choices:generous", -1],
    ]);
  });

  test("seatValue(): a second mentor for somebody is told by the counts", () => {
    const people: People = {
      mentors: [
        { id: "lin", skills: ["a", "b"] },
        { id: "noor", skills: ["c"] },
      ],
      mentees: [
        { id: "ada", skills: ["a", "c"], demand: 2 },
        { id: "ben", skills: ["b"] },
      ],
    };
    const { more } = seatValue(match(people, { criteria }), { mentor: "noor" });
    expect(more).toMatchObject({ gain: { matched: 0 }, profiles: { matched: [{ of: 2, count: 1 }] } });
    expect(toText(seatValue(match(people, { criteria }), { mentor: "noor" }), administrator)).toMatch(
      /\+1 with 2 mentors or more/,
    );
  });
});

describe("odd programmes", () => {
  test("whyUnmatched(), checkMatching(): a rule may be called toString", () => {
    const people: People = { mentors: [{ id: "m", team: "A" }], mentees: [{ id: "e" }, { id: "f" }] };
    const rules = { toString: eligible({ side: "mentor", when: { field: "team", is: "B" } }) };
    const policy: Policy = { criteria, rules };
    const matching = match(people, policy);
    expect(checkMatching(matching, people, policy)).toEqual([]);
    const { excluded } = whyUnmatched(matching, { mentor: "m" });
    expect(Object.entries(excluded.rules)).toEqual([["toString", 2]]);
    expect(toText(whyUnmatched(matching, { mentor: "m" }), administrator)).toMatch(/"toString" forbids 2/);
  });

  test("seatValue(): a seat more of a mentor with too many mentees from outside changes nothing, as matching again shows", () => {
    const people = (capacity: number): People => ({
      mentors: [{ id: "m", capacity, load: 3, skills: ["a"] }],
      mentees: [{ id: "e", skills: ["a"] }],
    });
    const matching = match(people(1), { criteria });
    expect(seatValue(matching, { mentor: "m" }).more!.gain).toEqual({ matched: 0, total: 0 });
    expect(match(people(2), { criteria }).pairs).toEqual([]);
    expect(whyUnmatched(matching, { mentee: "e" }).repairs).toEqual([
      { kind: "seats", seats: 3, mentors: [{ id: "m" }] },
    ]);
    expect(match(people(4), { criteria }).pairs).toHaveLength(1);
  });

  test("whyUnmatched(): a pin for a mentor is a repair only if, matched again, she has one more", () => {
    let repairs = 0;
    for (let seed = 0; seed < 12; seed++) {
      const people: People = {
        mentors: [{ id: "m0", capacity: 2 }, { id: "m1" }],
        mentees: [{ id: "e0" }, { id: "e1" }],
      };
      const policy: Policy = { criteria, seed };
      const matching = match(people, policy);
      for (const { mentor } of matching.unmatched.seats) {
        const before = matching.pairs.filter((pair) => pair.mentor === mentor).length;
        for (const repair of whyUnmatched(matching, { mentor }).repairs) {
          if (repair.kind !== "pin") continue;
          const pins = [{ mentee: repair.with.id, mentor, reason: "repair" }];
          const after = match(people, { ...policy, pins });
          expect(after.pairs.filter((pair) => pair.mentor === mentor).length).toBeGreaterThan(before);
          repairs++;
        }
      }
    }
    expect(repairs).toBeGreaterThan(0);
  });
});
