import { coverage, goals, match, overlap, type People, type Policy, skills } from "telemachus";
import { describe, expect, test } from "vitest";

const people: People = {
  mentees: [
    { id: "ada", skills: ["javscript", "Rust"], goals: ["x"] },
    { id: "ben", skills: ["Javscript ", "COBOL"] },
    { id: "cora", skills: ["TypeScript"] },
  ],
  mentors: [{ id: "lin", skills: ["JavaScript", "Rust"], goals: ["promotion"] }],
};

function told(policy: Policy, given: People = people) {
  const codes = ["W_UNKNOWN_TERM", "W_AMBIGUOUS_TERM"];
  return match(given, policy).warnings.filter(({ code }) => codes.includes(code));
}

describe("terms that find nobody", () => {
  test("W_UNKNOWN_TERM: the wishes that no mentor can meet, those of most mentees first, with the nearest known term", () => {
    expect(told({ criteria: { skills: skills({ weight: 1 }) } })).toMatchInlineSnapshot(`
      [
        {
          "code": "W_UNKNOWN_TERM",
          "count": 3,
          "message": "No mentor offers these terms of "skills", nor one that is near them.",
          "terms": [
            {
              "nearest": "JavaScript",
              "people": 2,
              "term": "javscript",
            },
            {
              "people": 1,
              "term": "COBOL",
            },
            {
              "nearest": "JavaScript",
              "people": 1,
              "term": "TypeScript",
            },
          ],
        },
      ]
    `);
  });

  test("W_UNKNOWN_TERM: what is the same or near by the policy's words is known", () => {
    const policy: Policy = {
      criteria: { skills: skills({ weight: 1 }) },
      synonyms: { JavaScript: ["javscript"] },
      taxonomy: [
        { id: "js", label: "JavaScript" },
        { id: "ts", label: "TypeScript", broader: "js" },
      ],
    };
    expect(told(policy).map(({ terms }) => terms)).toEqual([[{ term: "COBOL", people: 1 }]]);
  });

  test("W_UNKNOWN_TERM: one for each field in which mentees seek, however many criteria read it", () => {
    const criteria = {
      a: skills({}),
      b: coverage({ field: "skills", rarity: true }),
      c: goals({}),
      d: overlap({ field: "skills" }),
    };
    expect(told({ criteria }).map(({ message }) => message)).toEqual([
      'No mentor offers these terms of "goals", nor one that is near them.',
      'No mentor offers these terms of "skills", nor one that is near them.',
    ]);
    expect(told({ criteria: { d: overlap({ field: "skills" }) } })).toEqual([]);
    expect(told({ criteria }, { ...people, mentors: [] })).toEqual([]);
  });

  test("W_UNKNOWN_TERM: lists 20 terms at most, and counts all", () => {
    const mentees = [{ id: "ada", skills: Array.from({ length: 30 }, (_, at) => `wish ${at}`) }];
    const [warning] = told({ criteria: { skills: skills({}) } }, { mentees, mentors: people.mentors });
    expect([warning.count, warning.terms?.length]).toEqual([30, 20]);
  });

  test("W_AMBIGUOUS_TERM: aliases of several concepts stand for none of them", () => {
    const policy: Policy = {
      criteria: { skills: skills({ weight: 1 }) },
      taxonomy: [
        { id: "1", label: "systems programming", aliases: ["rust", "kernels"] },
        { id: "2", label: "metallurgy", aliases: ["Rust"] },
      ],
    };
    const [warning] = told(policy).filter(({ code }) => code === "W_AMBIGUOUS_TERM");
    expect(warning).toEqual({
      code: "W_AMBIGUOUS_TERM",
      message: 'These terms of "skills" are aliases of several concepts, so they stand for none of them.',
      count: 1,
      terms: [{ term: "Rust", people: 2 }],
    });
  });
});
