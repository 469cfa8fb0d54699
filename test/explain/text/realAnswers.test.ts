import fc from "fast-check";
import { explain, match, TelemachusError } from "telemachus";
import { describe, expect, test } from "vitest";
import { compareWith } from "../../../src/explain/compareWith.js";
import { firmness } from "../../../src/explain/firmness.js";
import { recruit } from "../../../src/explain/recruit.js";
import { seatValue } from "../../../src/explain/seatValue.js";
import { shortlist } from "../../../src/explain/shortlist.js";
import { type AnyExplanation, toText } from "../../../src/explain/toText.js";
import { whatWouldItTake } from "../../../src/explain/whatWouldItTake.js";
import { whyNot } from "../../../src/explain/whyNot.js";
import { whyUnmatched } from "../../../src/explain/whyUnmatched.js";
import { runs } from "../../support/instances.js";
import { loadedProgrammes, programmes } from "../../support/programmes.js";

describe("toText(): what the library itself answers", () => {
  test("toText(): every answer about programmes of all kinds is worded whole", () => {
    const seen = new Map<string, number>();
    const some = fc.oneof(
      programmes({ mentees: 4, mentors: 3 }),
      loadedProgrammes({ mentees: 4, mentors: 3, demand: 2 }),
    );
    fc.assert(
      fc.property(some, ({ people, policy }) => {
        const matching = match(people, policy);
        const mentees = people.mentees.map(({ id }) => id);
        const mentors = people.mentors.map(({ id }) => id);
        const questions: (() => AnyExplanation)[] = [
          ...matching.pairs.map((pair) => () => explain(matching, { mentee: pair.mentee, mentor: pair.mentor })),
          ...matching.unmatched.mentees.flatMap(({ id }) => [
            () => explain(matching, { mentee: id }),
            () => whyUnmatched(matching, { mentee: id }),
          ]),
          ...matching.unmatched.seats.map((seats) => () => whyUnmatched(matching, { mentor: seats.mentor })),
          ...mentors.flatMap((mentor) => [
            () => explain(matching, { mentor }),
            () => seatValue(matching, { mentor }),
            ...mentees.map((mentee) => () => whyNot(matching, { mentee, mentor })),
          ]),
          ...mentees
            .slice(0, 1)
            .flatMap((mentee) => [
              () => shortlist(matching, { mentee }),
              ...mentors.map((mentor) => () => whatWouldItTake(matching, { mentee, mentor })),
            ]),
          () => recruit(matching),
          () => firmness(matching, { samples: 3 }),
          () => compareWith(matching, "greedy"),
          () => compareWith(matching, "random"),
        ];
        for (const question of questions) {
          const answer = answerOf(question);
          if (answer === undefined) continue;
          seen.set(answer.kind, (seen.get(answer.kind) ?? 0) + 1);
          for (const audience of ["administrator", "auditor"] as const) {
            const text = toText(answer, { audience, format: "markdown" });
            expect(text).not.toMatch(/undefined|null|NaN|\[object|Infinity/);
            expect(text).not.toBe("");
          }
        }
      }),
      runs(60),
    );
    // bounds, say, are seldom what stands in the way
    const often = [
      "match",
      "mentor",
      "unmatched",
      "unmatchedMentee",
      "unmatchedMentor",
      "matched",
      "cost",
      "seatValue",
    ];
    for (const kind of [
      ...often,
      "rule",
      "lottery",
      "shortlist",
      "whatWouldItTake",
      "recruits",
      "firmness",
      "comparison",
    ])
      expect([kind, (seen.get(kind) ?? 0) >= 10]).toEqual([kind, true]);
  });
});

/** The answer, or nothing where there is a typed reason for none. */
function answerOf(question: () => AnyExplanation): AnyExplanation | undefined {
  try {
    return question();
  } catch (error) {
    expect(error).toBeInstanceOf(TelemachusError);
    return undefined;
  }
}
