import fc from "fast-check";
import { explain, type History, history, match, type Policy, toText } from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { contributionsOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";
import { refusal } from "../../support/refusal.js";

const menteeIds = ["ada", "ben", "chidi"];
const mentorIds = ["ada", "lin", "noor", "sam"];
const people = { mentees: menteeIds.map((id) => ({ id })), mentors: mentorIds.map((id) => ({ id })) };

/** Pairs written "mentee mentor". */
function open(pairs: readonly string[], options: Pick<History, "prefer"> = {}) {
  const earlier = pairs.map((pair) => pair.split(" ")).map(([mentee, mentor]) => ({ mentee, mentor }));
  return scorerOf(people, { criteria: { it: history(options) }, history: earlier });
}

function rowOf(pairs: readonly string[], prefer?: History["prefer"], mentee = 0): number[] {
  const { compiled } = open(pairs, prefer && { prefer }).criteria[0];
  return mentorIds.map((_, mentor) => compiled.score(mentee, mentor));
}

describe("history()", () => {
  test("history(): is a plain object", () => {
    expect(history()).toEqual({ kind: "history" });
    expect(history({ prefer: "again", weight: 2 })).toEqual({ kind: "history", prefer: "again", weight: 2 });
  });

  test("history(): 1 for mentors a mentee did not have before, or, on request, for those they had", () => {
    const pairs = ["ada lin", "ben noor"];
    // Ada had Lin; the mentors are ada, lin, noor and sam
    expect(rowOf(pairs)).toEqual([1, 0, 1, 1]);
    expect(rowOf(pairs, "new")).toEqual([1, 0, 1, 1]);
    expect(rowOf(pairs, "again")).toEqual([0, 1, 0, 0]);
    expect(rowOf(pairs, "again", 1)).toEqual([0, 0, 1, 0]);
  });

  test("history(): a mentee who had none of the programme's mentors is not scored, and left nothing open", () => {
    const { compiled } = open(["ada lin", "ben gone", "gone lin"]).criteria[0];
    expect([0, 1, 2].map(compiled.asks)).toEqual([true, false, false]);
    expect([0, 1, 2].map(compiled.answered)).toEqual([true, true, true]);
    expect(contributionsOf(open(["ada lin"]), 1, 1)[0]).toMatchObject({ weight: 0, status: "notAsked" });
    expect(open([]).criteria[0].compiled.asks(0)).toBe(false);
  });

  test("history(): nobody has to answer, so it is never unknown and `unanswered` changes nothing", () => {
    const criteria = { it: history({ unanswered: "neutral", missing: 1 }) };
    const scorer = scorerOf(people, { criteria, history: [{ mentee: "ada", mentor: "lin" }] });
    // Ada: Lin before, the others new; Ben and Chidi: nothing to score
    const none = [0, 0, 0, 0];
    expect([...scoreAll(scorer, [0, 1, 2]).scores]).toEqual([-Infinity, 0, 1e6, 1e6, ...none, ...none]);
  });

  test("history(): the same both ways round, whatever the order and however often a pair is told", () => {
    const seen = { met: 0, again: 0 };
    const pair = fc.tuple(fc.constantFrom(...menteeIds, "gone"), fc.constantFrom(...mentorIds, "left"));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 6 }), (drawn) => {
        const pairs = drawn.map((one) => one.join(" "));
        const [fresh, again] = (["new", "again"] as const).map(
          (prefer) => open(pairs, { prefer }).criteria[0].compiled,
        );
        const told = open([...pairs, ...pairs].reverse(), { prefer: "again" });
        menteeIds.forEach((mentee, i) => {
          const had = mentorIds.filter((mentor) => pairs.includes(`${mentee} ${mentor}`));
          expect(again.asks(i)).toBe(had.length > 0);
          mentorIds.forEach((mentor, j) => {
            expect(again.score(i, j)).toBe(had.includes(mentor) ? 1 : 0);
            expect(fresh.score(i, j)).toBe(1 - again.score(i, j));
            expect(told.criteria[0].compiled.score(i, j)).toBe(again.score(i, j));
            if (had.includes(mentor)) seen.met += 1;
            if (had.length > 1) seen.again += 1;
          });
        });
        for (const scorer of [open(pairs), told]) {
          const contributions = menteeIds.flatMap((mentee, i) =>
            mentorIds.map((mentor, j) =>
              mentee === mentor ? -Infinity : contributionsOf(scorer, i, j)[0].contribution,
            ),
          );
          expect([...scoreAll(scorer, [0, 1, 2]).scores]).toEqual(contributions);
        }
      }),
      runs(200),
    );
    expect(seen.met).toBeGreaterThan(100);
    expect(seen.again).toBeGreaterThan(60);
  });

  test("history(): mentors with the same earlier mentees are a group", () => {
    const pairs = ["ben lin", "ada noor", "ada lin", "ben noor", "chidi sam"];
    expect([...open(pairs).criteria[0].compiled.groups!.of]).toEqual([0, 1, 1, 2]);
  });

  test("history(): evidence says whether they met, and what is preferred", () => {
    const { compiled } = open(["ada lin"], { prefer: "again" }).criteria[0];
    expect(compiled.evidence(0, 1)).toEqual({ kind: "history", prefer: "again", met: true });
    expect(compiled.evidence(0, 2)).toEqual({ kind: "history", prefer: "again", met: false });
    expect(open(["ada lin"]).criteria[0].compiled.evidence(0, 1)).toEqual({
      kind: "history",
      prefer: "new",
      met: true,
    });
  });

  test("history(): options that are none", () => {
    const messages = [{ prefer: "old" }, { prefer: true }, { field: "history" }].map((options) => {
      const policy = { criteria: { it: { kind: "history", ...options } } } as unknown as Policy;
      const { code, message } = refusal(() => scorerOf(people, policy));
      return `${code} ${message}`;
    });
    expect(messages).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected policy.criteria.it.prefer to be "again" or "new", received "old".",
        "E_TYPE Expected policy.criteria.it.prefer to be "again" or "new", received true.",
        "E_UNKNOWN_KEY Expected policy.criteria.it.field to be a known key, received an unknown one.",
      ]
    `);
  });
});

describe("toText(): an earlier match", () => {
  function textsOf(prefer: "again" | "new", earlier: string): string[] {
    const pair = { mentees: [{ id: "ada" }], mentors: [{ id: "lin" }, { id: "sam", capacity: 0 }] };
    const criteria = { it: history({ prefer }) };
    const matching = match(pair, { criteria, history: [{ mentee: "ada", mentor: earlier }] });
    const explanation = explain(matching, { mentee: "ada" });
    const texts = (["mentee", "mentor", "administrator"] as const).map((audience) => toText(explanation, { audience }));
    // what an administrator reads after the criterion is about other mentors
    return texts.map((text) => text.split("\n").slice(0, 2).join("\n"));
  }

  test("toText(): participants read that they were matched before where that is preferred, and nothing else", () => {
    expect(textsOf("again", "lin")).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin. You were matched before.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada. You were matched before.",
        "ada with lin: score 1, confidence 100 %.
      it: 1 = 1 × 1. Matched before.",
      ]
    `);
    expect(textsOf("again", "sam")).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada.",
        "ada with lin: score 0, confidence 100 %.
      it: 0 = 1 × 0. Not matched before.",
      ]
    `);
    expect(textsOf("new", "lin")).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada.",
        "ada with lin: score 0, confidence 100 %.
      it: 0 = 1 × 0. Matched before.",
      ]
    `);
    expect(textsOf("new", "gone")).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is lin.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is ada.",
        "ada with lin: score 0, confidence 0 %.
      it: not scored, the mentee had none of these mentors before.",
      ]
    `);
  });
});
