import fc from "fast-check";
import type { AttributeValue, Mentee, Term } from "telemachus";
import { describe, expect, test } from "vitest";
import { type Cohort, sharedTermsOf, termsOf } from "../../src/score/cohort.js";
import {
  hasEachTerm,
  placeOf,
  readTermTable,
  sharedBetween,
  sharesTerm,
  silentOf,
  sizesOf,
  type TermLists,
} from "../../src/score/termTable.js";
import { runs } from "../support/instances.js";
import { scorerOf } from "../support/programmes.js";

const synonyms = { javascript: ["js", "ecmascript"] };

function cohortOf(mentees: readonly Partial<Mentee>[], mentors: readonly Partial<Mentee>[]): Cohort {
  const people = {
    mentees: mentees.map((one, at) => ({ ...one, id: `mentee ${at}` })),
    mentors: mentors.map((one, at) => ({ ...one, id: `mentor ${at}` })),
  };
  return scorerOf(people, { criteria: { any: { kind: "equality", field: "team" } }, synonyms }).cohort;
}

/** A person's terms as they stand in the table: by key, with level and importance. */
function rowOf(keys: readonly string[], { start, term, level, importance }: TermLists, person: number) {
  const row: Record<string, [number, number]> = {};
  for (let k = start[person]; k < start[person + 1]; k++) row[keys[term[k]]] = [level[k], importance[k]];
  return row;
}

const spelling = fc.constantFrom("js", "JavaScript", " ecmascript ", "Rust", "rust", "5", "Go", "straße", "STRASSE");
const step = fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined });
const term: fc.Arbitrary<Term> = fc.oneof(
  spelling,
  fc.record({ name: spelling, level: step, importance: step }) as fc.Arbitrary<Term>,
);
const skills = fc.option(fc.array(term, { maxLength: 8 }), { nil: undefined });
const attribute: fc.Arbitrary<AttributeValue | undefined> = fc.option(
  fc.oneof(
    spelling,
    fc.constantFrom("", "  "),
    fc.integer({ min: 0, max: 9 }),
    fc.boolean(),
    fc.array(fc.oneof(spelling, fc.constant(" ")), { maxLength: 4 }),
    fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 4 }),
  ),
  { nil: undefined },
);

describe("readTermTable()", () => {
  test("readTermTable(): numbers say what was given; repeated terms keep the highest level and importance", () => {
    const cohort = cohortOf(
      [
        { skills: ["Rust", { name: "js", level: 2 }, { name: "JavaScript", level: 4, importance: 3 }] },
        {},
        { skills: [] },
      ],
      [{ skills: ["js", { name: "Rust", level: 1 }] }, { skills: ["Go", { name: "go", level: 2 }] }],
    );
    const { keys, mentees, mentors } = readTermTable(cohort, "skills", 3);
    expect(rowOf(keys, mentees, 0)).toEqual({ rust: [0, 0], javascript: [4, 3] });
    expect([...mentees.answered]).toEqual([1, 0, 1]);
    expect(rowOf(keys, mentors, 0)).toEqual({ javascript: [3, 0], rust: [1, 0] });
    expect(rowOf(keys, mentors, 1)).toEqual({ go: [3, 0] });
    expect(silentOf(mentees)).toEqual([1]);
    expect(placeOf(mentors, 1, keys.indexOf("rust"))).toBe(-1);
  });

  test("readTermTable(): numbers and truth values are terms as they are written, and no words", () => {
    const one = { attributes: { code: 5 } };
    const cohort = cohortOf([one, { attributes: { code: "5" } }, { attributes: { code: " " } }], [one]);
    const table = readTermTable(cohort, "code");
    expect(table.keys).toEqual(["5"]);
    expect([...table.mentees.answered]).toEqual([1, 1, 0]);
    expect(sharesTerm(table, 1, 0)).toBe(true);
  });

  test("readTermTable(): is what termsOf() says of each person, and shared terms are those of both", () => {
    const seen = { shared: 0, repeated: 0, silent: 0 };
    const people = fc.array(fc.record({ skills, code: attribute }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(people, people, (left, right) => {
        const given = (list: typeof left) =>
          list.map(({ skills, code }) => ({ skills, attributes: code === undefined ? undefined : { code } }));
        const cohort = cohortOf(given(left), given(right));
        for (const field of ["skills", "code"]) {
          const table = readTermTable(cohort, field);
          for (const side of ["mentees", "mentors"] as const) {
            cohort[side].forEach((person, at) => {
              const terms = termsOf(cohort, person, field);
              expect(table[side].answered[at]).toBe(terms === undefined ? 0 : 1);
              const expected = [...(terms ?? [])].map(([key, { level = 0, importance = 0 }]) => [
                key,
                [level, importance],
              ]);
              expect(rowOf(table.keys, table[side], at)).toEqual(Object.fromEntries(expected));
              const { start, term: numbers } = table[side];
              const own = [...numbers.subarray(start[at], start[at + 1])];
              expect(own).toEqual([...new Set(own)].sort((a, b) => a - b));
              if (terms === undefined) seen.silent++;
              if (field === "skills" && (person.skills?.length ?? 0) > own.length) seen.repeated++;
            });
          }
          const weights = Float64Array.from(table.keys, (_, at) => 1 + at);
          const sizes = sizesOf(table.mentees, weights);
          cohort.mentees.forEach((person, mentee) => {
            const own = [...(termsOf(cohort, person, field)?.keys() ?? [])];
            const weigh = (keys: readonly string[]) => keys.reduce((sum, key) => sum + 1 + table.keys.indexOf(key), 0);
            expect(sizes[mentee]).toBe(weigh(own));
            cohort.mentors.forEach((other, mentor) => {
              const theirs = termsOf(cohort, other, field);
              const both = own.filter((key) => theirs?.has(key));
              expect(sharedBetween(table, { mentee, mentor }, weights)).toBe(weigh(both));
              expect(sharesTerm(table, mentee, mentor)).toBe(both.length > 0);
              expect(hasEachTerm(table, mentee, mentor)).toBe(both.length === own.length);
              expect(sharedTermsOf(cohort, { mentee, mentor }, field)).toHaveLength(both.length);
              if (both.length > 0) seen.shared++;
            });
          });
        }
      }),
      runs(300),
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  });
});
