import fc from "fast-check";
import { match, scorePairs } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../support/instances.js";
import { programmes } from "../support/programmes.js";
import * as story from "../support/story.js";

describe("scorePairs()", () => {
  test("scorePairs(): the story's scores, in whole millionths, ids in code-unit order, rows by rows", () => {
    const { mentees, mentors, scores } = scorePairs(story.people, story.policy);
    expect(mentees).toEqual(["ada", "ben", "chidi", "dora", "elif"]);
    expect(mentors).toEqual(["lin", "noor", "sam"]);
    // Weights without lived experience: skills 500 000, goals 375 000, interests 125 000; Ben's: 400 000, 300 000,
    // 100 000 and 200 000 for experience. Chidi may not have Lin, his manager; nor may Dora, whose manager is Chidi.
    expect(scores).toEqual(
      Float64Array.of(
        // Rust (3 of 4), the goal, chess of {chess, running}; public speaking (1 of 4); nothing
        375_000 + 375_000 + 62_500,
        125_000,
        0,
        // nothing; budgeting (1 of 2); all, hiking of {hiking, cooking}, and what he asked for
        0,
        200_000,
        400_000 + 300_000 + 50_000 + 200_000,
        // his manager; running of {cooking, running}; SQL (1 of 2)
        -Infinity,
        62_500,
        250_000,
        // her manager's manager; all and cooking of two; budgeting (3 of 8), the goal, cooking of two
        -Infinity,
        500_000 + 375_000 + 62_500,
        187_500 + 375_000 + 62_500,
        // code review (1 of 4), promotion (1 of 2), running; feedback (3 of 4), management (1 of 2), running; nothing
        125_000 + 187_500 + 62_500,
        375_000 + 187_500 + 62_500,
        0,
      ),
    );
  });

  test("scorePairs(): is what match scores, and what it certifies; pins play no part", () => {
    const seen = { pinned: 0, solved: 0 };
    fc.assert(
      fc.property(programmes({ mentees: 5, mentors: 4 }), ({ people, policy }) => {
        const table = scorePairs(people, policy);
        const { pins: _pins, ...rest } = policy;
        expect(scorePairs(people, rest)).toEqual(table);
        for (const { mentee, mentor, score, pinned } of match(people, policy).pairs) {
          const at = table.mentees.indexOf(mentee) * table.mentors.length + table.mentors.indexOf(mentor);
          if (table.scores[at] > -Infinity) expect(Math.round(score * 1_000_000)).toBe(table.scores[at]);
          else expect(pinned).toBe(true);
          seen[pinned ? "pinned" : "solved"] += 1;
        }
      }),
      runs(300),
    );
    expect(seen.solved).toBeGreaterThan(200);
    expect(seen.pinned).toBeGreaterThan(30);
  });

  test("scorePairs(): two empty sides have an empty table", () => {
    expect(scorePairs({ mentees: [], mentors: [] }, story.policy)).toEqual({
      mentees: [],
      mentors: [],
      scores: new Float64Array(0),
    });
  });
});
