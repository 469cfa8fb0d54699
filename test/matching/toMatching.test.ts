import { match, type People, type Policy, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import * as story from "../support/story.js";
import { validateMatching } from "../support/validateMatching.js";

const criteria = { skills: skills({ weight: 1 }) };

function codesOf(people: People, policy: Policy): string[] {
  const matching = match(people, policy);
  validateMatching(matching, people, policy);
  return matching.warnings.map(({ code }) => code);
}

describe("match(): a pair", () => {
  test("match(): lists what applied to the mentee, and only that, and how sure it is", () => {
    const people = {
      mentees: [{ id: "ada", skills: ["SQL"], goals: ["x"] }],
      mentors: [{ id: "lin", skills: ["SQL"] }],
    };
    const policy = {
      criteria: {
        skills: skills({ weight: 3 }),
        goals: { kind: "coverage", field: "goals", weight: 1, missing: 0.5 },
        interests: { kind: "overlap", field: "interests", weight: 9 },
        nothing: { kind: "overlap", field: "skills", weight: 0 },
      },
    } as const;
    const [pair] = match(people, policy).pairs;
    // weights 3 : 1, since Ada says nothing of interests; Lin says nothing of goals, so these rest on no answer
    expect(pair).toEqual({
      mentee: "ada",
      mentor: "lin",
      score: 0.875,
      confidence: 0.75,
      contributions: { goals: 0.125, skills: 0.75 },
      pinned: false,
      tied: false,
      gaveWay: [],
    });
    expect(Object.keys(pair.contributions)).toEqual(["goals", "skills"]);
  });

  test("match(): the whole story, with the prices that prove it", () => {
    const matching = match(story.people, story.policy);
    const { manifest, certificate, ...rest } = matching;
    expect({ ...rest, counts: manifest.counts }).toMatchInlineSnapshot(`
      {
        "counts": {
          "allowedPairs": 13,
          "freeSeats": 0,
          "matched": 4,
          "mentees": 5,
          "mentors": 3,
          "seats": 4,
          "unmatched": 1,
        },
        "decision": {
          "state": "proposal",
        },
        "exclusions": {
          "avoided": 0,
          "banned": 0,
          "forbidden": 2,
          "manual": 0,
          "rules": {
            "language": {
              "alone": 0,
              "forbidden": 0,
              "undecided": 0,
            },
            "manager": {
              "alone": 2,
              "forbidden": 2,
              "undecided": 0,
            },
          },
        },
        "objective": {
          "lottery": {
            "mentees": [],
            "mentors": [],
            "pairs": 0,
            "seed": 70489676750801,
          },
          "stages": [
            {
              "stage": "matched",
              "value": 4,
            },
            {
              "stage": "total",
              "value": 3.075,
            },
          ],
        },
        "pairs": [
          {
            "confidence": 1,
            "contributions": {
              "goals": 0.375,
              "interests": 0.0625,
              "skills": 0.375,
            },
            "gaveWay": [],
            "mentee": "ada",
            "mentor": "lin",
            "pinned": false,
            "score": 0.8125,
            "tied": false,
          },
          {
            "confidence": 1,
            "contributions": {
              "experience": 0.2,
              "goals": 0.3,
              "interests": 0.05,
              "skills": 0.4,
            },
            "gaveWay": [],
            "mentee": "ben",
            "mentor": "sam",
            "pinned": false,
            "score": 0.95,
            "tied": false,
          },
          {
            "confidence": 1,
            "contributions": {
              "goals": 0.375,
              "interests": 0.0625,
              "skills": 0.5,
            },
            "gaveWay": [],
            "mentee": "dora",
            "mentor": "noor",
            "pinned": false,
            "score": 0.9375,
            "tied": false,
          },
          {
            "confidence": 1,
            "contributions": {
              "goals": 0.1875,
              "interests": 0.0625,
              "skills": 0.125,
            },
            "gaveWay": [],
            "mentee": "elif",
            "mentor": "lin",
            "pinned": false,
            "score": 0.375,
            "tied": false,
          },
        ],
        "shortages": [
          {
            "mentees": [
              "ada",
              "ben",
              "chidi",
              "dora",
              "elif",
            ],
            "mentors": [
              "lin",
              "noor",
              "sam",
            ],
            "over": 1,
            "seats": 4,
          },
        ],
        "status": "optimal",
        "total": 3.075,
        "unmatched": {
          "mentees": [
            {
              "decidedBy": "cost",
              "id": "chidi",
              "reason": "CAPACITY_SHORT",
              "shortage": 0,
            },
          ],
          "places": [],
          "seats": [],
        },
        "warnings": [
          {
            "code": "W_INCOMPLETE_CHAIN",
            "count": 6,
            "ids": [
              "ada",
              "ben",
              "chidi",
              "dora",
              "elif",
              "lin",
            ],
            "message": "These people's chains of managers lead out of the programme, where nothing is known: managers can state the whole chain.",
          },
        ],
      }
    `);
    // One more seat with Sam would go to Chidi, at 0.25, and with Noor to him too, at 0.0625. Lin is his manager: there
    // it would go to Ben, at 0, and Chidi would have Ben's seat: 0.25 − 0.95 = −0.7, and one more is matched.
    expect(certificate.mentees.map(({ mentee, price }) => [mentee, ...price])).toMatchInlineSnapshot(`
      [
        [
          "ada",
          0,
          1.5125,
        ],
        [
          "ben",
          0,
          0.7,
        ],
        [
          "chidi",
          0,
          0,
        ],
        [
          "dora",
          0,
          0.875,
        ],
        [
          "elif",
          0,
          1.075,
        ],
      ]
    `);
    expect(certificate.seats.map(({ mentor, price }) => [mentor, ...price])).toMatchInlineSnapshot(`
      [
        [
          "lin",
          1,
          -0.7,
        ],
        [
          "noor",
          1,
          0.0625,
        ],
        [
          "sam",
          1,
          0.25,
        ],
      ]
    `);
  });
});

describe("match(): each warning that can occur", () => {
  const mentors = [{ id: "lin", skills: ["SQL"], capacity: 4 }];
  const mentee = { id: "ada", skills: ["SQL"] };

  test("W_CONFUSABLE: ids that look the same", () => {
    const alike = ["ada", "Ada", "ＡＤＡ", "a\u200bda"].map((id) => ({ ...mentee, id }));
    const { warnings } = match({ mentees: alike, mentors }, { criteria });
    expect(warnings).toEqual([
      {
        code: "W_CONFUSABLE",
        message: "Different people have ids that look the same.",
        count: 4,
        ids: ["Ada", "ada", "a\u200bda", "ＡＤＡ"].sort(),
      },
    ]);
  });

  test("W_CONFUSABLE: a manager whose id is spelt otherwise is not found", () => {
    const people = {
      mentees: [
        { ...mentee, manager: "LIN" },
        { ...mentee, id: "ben", manager: "Kim" },
      ],
      mentors,
    };
    const [warning, ...others] = match(
      { ...people, mentees: [...people.mentees, { ...mentee, id: "cy", manager: "kim" }] },
      { criteria },
    ).warnings;
    expect(warning).toMatchObject({ code: "W_CONFUSABLE", ids: ["LIN", "lin"] });
    expect(others).toEqual([]);
  });

  test("W_CONFUSABLE: one person on both sides is not confused with themselves", () => {
    expect(codesOf({ mentees: [mentee], mentors: [...mentors, { id: "ada", capacity: 1 }] }, { criteria })).toEqual([]);
  });

  test("W_DEFAULT_CAPACITY: some mentors state a capacity and others do not", () => {
    const some = [{ id: "lin", skills: ["SQL"], capacity: 2 }, { id: "sam" }, { id: "noor" }];
    const { warnings } = match({ mentees: [mentee], mentors: some }, { criteria, capacity: 3 });
    expect(warnings).toMatchInlineSnapshot(`
      [
        {
          "code": "W_DEFAULT_CAPACITY",
          "count": 2,
          "ids": [
            "noor",
            "sam",
          ],
          "message": "Mentors who state no capacity take 3.",
        },
      ]
    `);
    expect(
      codesOf({ mentees: [mentee], mentors: [{ id: "sam", skills: ["SQL"] }] }, { criteria, capacity: 3 }),
    ).toEqual([]);
  });

  test("W_IGNORED_PROPERTY: a list with named properties", () => {
    const list = Object.assign([mentee], { note: "not read" });
    expect(match({ mentees: list, mentors }, { criteria }).warnings).toEqual([
      { code: "W_IGNORED_PROPERTY", message: "Named properties of lists are not read.", count: 1 },
    ]);
  });

  test("W_UNKNOWN_ID: someone asked to avoid a person who takes no part", () => {
    const avoiding = { ...mentee, requests: { avoid: ["zed", "lin", "zed"] } };
    const { warnings } = match(
      { mentees: [avoiding], mentors: [{ id: "sam" }, ...mentors] },
      { criteria, capacity: 1 },
    );
    expect(warnings.find(({ code }) => code === "W_UNKNOWN_ID")).toEqual({
      code: "W_UNKNOWN_ID",
      message: "People whom someone asked to avoid are not in the programme.",
      count: 1,
      ids: ["zed"],
    });
  });

  test("W_WEAK_PAIR: a low score, where the number of matched mentees comes first", () => {
    // Ben can only have Lin, at 1 of 10; without him Ada would have Lin at 1 instead of Sam at 0
    const tens = Array.from({ length: 9 }, (_, at) => `skill ${at}`);
    const people = {
      mentees: [
        { id: "ada", skills: ["SQL"] },
        { id: "ben", skills: ["SQL", ...tens] },
      ],
      mentors: [
        { id: "lin", skills: ["SQL"] },
        { id: "sam", skills: ["Go"] },
      ],
    };
    const bans = [{ mentee: "ben", mentor: "sam", reason: "they are related" }];
    const { warnings, pairs } = match(people, { criteria, bans });
    expect(pairs.map(({ mentee: id, mentor, score }) => [id, mentor, score])).toEqual([
      ["ada", "sam", 0],
      ["ben", "lin", 0.1],
    ]);
    expect(warnings).toMatchInlineSnapshot(`
      [
        {
          "code": "W_UNKNOWN_TERM",
          "count": 9,
          "message": "No mentor offers these terms of "skills", nor one that is near them.",
          "terms": [
            {
              "people": 1,
              "term": "skill 0",
            },
            {
              "people": 1,
              "term": "skill 1",
            },
            {
              "people": 1,
              "term": "skill 2",
            },
            {
              "people": 1,
              "term": "skill 3",
            },
            {
              "people": 1,
              "term": "skill 4",
            },
            {
              "people": 1,
              "term": "skill 5",
            },
            {
              "people": 1,
              "term": "skill 6",
            },
            {
              "people": 1,
              "term": "skill 7",
            },
            {
              "people": 1,
              "term": "skill 8",
            },
          ],
        },
        {
          "code": "W_WEAK_PAIR",
          "count": 2,
          "ids": [
            "ada",
            "ben",
          ],
          "message": "These mentees' pairs score below 0.2: the objective prefers a weak match to none.",
        },
      ]
    `);
    for (const objective of ["best", ["total", "matched"]] as const) {
      expect(codesOf(people, { criteria, bans, objective })).toEqual(["W_UNKNOWN_TERM"]);
    }
  });

  test("W_WEAK_PAIR: is not said of a pin, nor of a score of a fifth", () => {
    const people = { mentees: [{ id: "ada", skills: ["Go"] }], mentors: [{ id: "lin", skills: ["SQL"] }] };
    expect(codesOf(people, { criteria })).toContain("W_WEAK_PAIR");
    const pins = [{ mentee: "ada", mentor: "lin", reason: "they asked" }];
    expect(codesOf(people, { criteria, pins })).not.toContain("W_WEAK_PAIR");
    const fifth = { mentees: [{ id: "ada", skills: ["Go", "a", "b", "c", "SQL"] }], mentors: people.mentors };
    expect(codesOf(fifth, { criteria })).toEqual(["W_UNKNOWN_TERM"]);
  });

  test("at most 20 ids are listed, and all are counted", () => {
    const mentees = Array.from({ length: 25 }, (_, at) => ({ id: `mentee ${String(at).padStart(2, "0")}` }));
    const warning = match({ mentees, mentors }, { criteria }).warnings.find(({ code }) => code === "W_NO_SIGNAL");
    expect(warning?.count).toBe(25);
    expect(warning?.ids).toEqual(mentees.slice(0, 20).map(({ id }) => id));
  });
});
