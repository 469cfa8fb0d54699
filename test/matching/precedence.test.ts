import { match, type People, type Policy, sameAttribute, skills } from "telemachus";
import { describe, expect, test } from "vitest";

import { validateMatching } from "../support/validateMatching.js";

const criteria = { skills: skills({ weight: 1 }) };
const rules = { team: sameAttribute({ field: "team" }) };

const people: People = {
  mentees: [
    { id: "ada", team: "Data", skills: ["SQL"], requests: { choices: ["noor", "lin", "sam", "zed"] } },
    { id: "ben", team: "Apps", skills: ["SQL"] },
    { id: "lin", team: "Data", skills: ["SQL"], requests: { choices: ["lin"] } },
  ],
  mentors: [
    { id: "lin", team: "Data", skills: ["SQL"], requests: { choices: ["ben", "ada"] } },
    { id: "noor", team: "Apps", skills: ["SQL"] },
    { id: "sam", team: "Data", skills: ["SQL"], requests: { avoid: ["ada"] } },
  ],
};

function lost(policy: Policy) {
  const matching = match(people, policy);
  validateMatching(matching, people, policy);
  return matching.warnings.filter(({ code }) => code === "W_OVERRIDDEN_REQUEST");
}

describe("choices that give way", () => {
  test("W_OVERRIDDEN_REQUEST: names each thing a choice gives way to, with the pairs", () => {
    const bans = [{ mentee: "ada", mentor: "noor", reason: "they are related" }];
    expect(lost({ criteria, rules, bans })).toMatchInlineSnapshot(`
      [
        {
          "code": "W_OVERRIDDEN_REQUEST",
          "count": 1,
          "message": "These choices give way to a ban.",
          "pairs": [
            {
              "mentee": "ada",
              "mentor": "noor",
            },
          ],
        },
        {
          "code": "W_OVERRIDDEN_REQUEST",
          "count": 1,
          "message": "These choices give way to a request to avoid the other.",
          "pairs": [
            {
              "mentee": "ada",
              "mentor": "sam",
            },
          ],
        },
        {
          "code": "W_OVERRIDDEN_REQUEST",
          "count": 1,
          "message": "These choices give way to nobody being matched with themselves.",
          "pairs": [
            {
              "mentee": "lin",
              "mentor": "lin",
            },
          ],
        },
        {
          "code": "W_OVERRIDDEN_REQUEST",
          "count": 2,
          "message": "These choices give way to the rule "team".",
          "pairs": [
            {
              "mentee": "ada",
              "mentor": "noor",
            },
            {
              "mentee": "ben",
              "mentor": "lin",
            },
          ],
        },
      ]
    `);
  });

  test("W_OVERRIDDEN_REQUEST: a pin of the mentee, of whoever is not pinned to the choice", () => {
    const pins = [{ mentee: "ada", mentor: "lin", reason: "agreed" }];
    const [pin] = lost({ criteria, pins }).filter(({ message }) => message.includes("pin"));
    expect(pin).toEqual({
      code: "W_OVERRIDDEN_REQUEST",
      message: "These choices give way to a pin of the mentee.",
      count: 2,
      pairs: [
        { mentee: "ada", mentor: "noor" },
        { mentee: "ada", mentor: "sam" },
      ],
    });
  });

  test("W_OVERRIDDEN_REQUEST: is not said of a rule that gave way itself", () => {
    const relaxing = { team: sameAttribute({ field: "team", otherwise: "relax" }) };
    const bans = ["lin", "sam"].map((mentor) => ({ mentee: "ada", mentor, reason: "they are related" }));
    // with Lin and Sam banned, the team gives way to Ada, so that she may have Noor
    const messages = lost({ criteria, rules: relaxing, bans }).map(({ message, pairs }) => [message, pairs?.length]);
    expect(messages).toEqual([
      ["These choices give way to a ban.", 2],
      ["These choices give way to a request to avoid the other.", 1],
      ["These choices give way to nobody being matched with themselves.", 1],
      ['These choices give way to the rule "team".', 1],
    ]);
  });

  test("W_UNKNOWN_ID: someone chose a person who takes no part", () => {
    expect(match(people, { criteria }).warnings.find(({ code }) => code === "W_UNKNOWN_ID")).toEqual({
      code: "W_UNKNOWN_ID",
      message: "People whom someone chose are not in the programme.",
      count: 1,
      ids: ["zed"],
    });
  });
});
