import fc from "fast-check";
import { match, noRepeat, type Policy } from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { blocksOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";
import { refusal } from "../../support/refusal.js";

const menteeIds = ["ada", "ben"];
const mentorIds = ["lin", "noor", "sam"];
const people = { mentees: menteeIds.map((id) => ({ id })), mentors: mentorIds.map((id) => ({ id })) };
const skills = { kind: "coverage", field: "skills" } as const;

/** Pairs written "mentee mentor". */
function policyOf(pairs: readonly string[], options?: Parameters<typeof noRepeat>[0]): Policy {
  const history = pairs.map((pair) => pair.split(" ")).map(([mentee, mentor]) => ({ mentee, mentor }));
  return { criteria: { skills }, rules: { it: noRepeat(options) }, history };
}

function verdicts(pairs: readonly string[]): (boolean | undefined)[][] {
  const { compiled } = scorerOf(people, policyOf(pairs)).rules[0];
  return menteeIds.map((_, mentee) => mentorIds.map((__, mentor) => compiled.holds(mentee, mentor)));
}

describe("noRepeat()", () => {
  test("noRepeat(): is a plain object", () => {
    expect(noRepeat()).toEqual({ kind: "noRepeat" });
    expect(noRepeat({ otherwise: "relax" })).toEqual({ kind: "noRepeat", otherwise: "relax" });
  });

  test("noRepeat(): holds for every pair but those of earlier rounds", () => {
    expect(verdicts(["ada lin", "ben sam", "ben lin"])).toEqual([
      [false, true, true],
      [false, true, false],
    ]);
  });

  test("noRepeat(): the pairs that are running were not before, unless they are listed there too", () => {
    const [lin, sam] = [
      { mentee: "ada", mentor: "lin" },
      { mentee: "ben", mentor: "sam" },
    ];
    const by = { criteria: { skills }, rules: { it: noRepeat() }, history: { past: [lin], current: [lin, sam] } };
    const { compiled } = scorerOf(people, by).rules[0];
    expect([compiled.holds(0, 0), compiled.holds(1, 2)]).toEqual([false, true]);
  });

  test("noRepeat(): without a history, and of people who left, it forbids nobody and is never undecided", () => {
    const all = [
      [true, true, true],
      [true, true, true],
    ];
    expect(verdicts([])).toEqual(all);
    expect(verdicts(["gone lin", "ada gone"])).toEqual(all);
    const { rules, ...rest } = policyOf([], { unknown: "forbid" });
    expect(match(people, { ...rest, rules }).exclusions).toMatchObject({
      rules: { it: { undecided: 0, forbidden: 0 } },
    });
  });

  test("noRepeat(): a pair is a mentee and a mentor: the other way round it is another", () => {
    const both = { mentees: [{ id: "ada" }, { id: "ben" }], mentors: [{ id: "ada" }, { id: "ben" }] };
    const { compiled } = scorerOf(both, policyOf(["ada ben"])).rules[0];
    expect([compiled.holds(0, 1), compiled.holds(1, 0)]).toEqual([false, true]);
  });

  test("noRepeat(): forbids exactly the pairs told, in any order, pair by pair and by rows", () => {
    const seen = { held: 0, broken: 0 };
    const pair = fc.tuple(fc.constantFrom(...menteeIds, "gone"), fc.constantFrom(...mentorIds, "left"));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), (drawn) => {
        const pairs = drawn.map((one) => one.join(" "));
        const expected = menteeIds.map((mentee) => mentorIds.map((mentor) => !pairs.includes(`${mentee} ${mentor}`)));
        expect(verdicts(pairs)).toEqual(expected);
        expect(verdicts([...pairs, ...pairs].reverse())).toEqual(expected);
        const scorer = scorerOf(people, policyOf(pairs));
        const { scores } = scoreAll(scorer, [0, 1]);
        expect([...scores].map((score) => score > -Infinity)).toEqual(expected.flat());
        expected.flat().forEach((holds, at) => {
          const blocks = blocksOf(scorer, Math.floor(at / 3), at % 3);
          expect(blocks).toEqual(holds ? [] : [{ kind: "rule", rule: "it" }]);
          seen[holds ? "held" : "broken"] += 1;
        });
      }),
      runs(200),
    );
    expect(seen.held).toBeGreaterThan(400);
    expect(seen.broken).toBeGreaterThan(100);
  });

  test("noRepeat(): mentors with the same earlier mentees are a group", () => {
    const { groups } = scorerOf(people, policyOf(["ben lin", "ada sam", "ada lin", "ben sam"])).rules[0].compiled;
    expect([...groups!.of]).toEqual([0, 1, 0]);
  });

  test("noRepeat(): evidence says which rule it is, no more", () => {
    expect(scorerOf(people, policyOf(["ada lin"])).rules[0].compiled.evidence(0, 0)).toEqual({ kind: "noRepeat" });
  });

  test("noRepeat(): has no options of its own", () => {
    const policy = { ...policyOf([]), rules: { it: { kind: "noRepeat", rounds: 2 } } } as unknown as Policy;
    const { code, message } = refusal(() => scorerOf(people, policy));
    expect(`${code} ${message}`).toMatchInlineSnapshot(
      `"E_UNKNOWN_KEY Expected policy.rules.it.rounds to be a known key, received an unknown one."`,
    );
  });

  test("noRepeat(): gives way, where it may, for whoever has met everybody", () => {
    const pairs = ["ada lin", "ada noor", "ada sam"];
    expect(match(people, policyOf(pairs)).unmatched.mentees.map(({ id }) => id)).toEqual(["ada"]);
    const relaxed = match(people, policyOf(pairs, { otherwise: "relax" }));
    expect(relaxed.unmatched.mentees).toEqual([]);
    expect(relaxed.warnings.find(({ code }) => code === "W_RULE_RELAXED")?.ids).toEqual(["ada"]);
  });
});
