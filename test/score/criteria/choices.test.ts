import fc from "fast-check";
import { type Choices, choices, explain, match, type Policy, toText } from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { contributionsOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";
import { problemsOf, refusal } from "../../support/refusal.js";

type List = readonly string[] | undefined;

const menteeIds = ["ada", "ben", "chidi"];
const mentorIds = ["ada", "lin", "noor", "sam"];

function person(id: string, list: List) {
  return list === undefined ? { id } : { id, requests: { choices: list } };
}

/** Everybody's lists: the mentees' and the mentors', in the order of their ids. */
function open(lists: readonly List[], mentorLists: readonly List[], options: Pick<Choices, "of" | "missing"> = {}) {
  const people = {
    mentees: menteeIds.map((id, at) => person(id, lists[at])),
    mentors: mentorIds.map((id, at) => person(id, mentorLists[at])),
  };
  return scorerOf(people, { criteria: { it: choices(options) } });
}

/** What Ada, the mentee, gets with each mentor. */
function rowOf(list: List, mentorLists: readonly List[], of?: Choices["of"]): number[] {
  const { compiled } = open([list], mentorLists, of && { of }).criteria[0];
  return mentorIds.map((_, mentor) => compiled.score(0, mentor));
}

const none: readonly List[] = [];

describe("choices()", () => {
  test("choices(): is a plain object", () => {
    expect(choices()).toEqual({ kind: "choices" });
    expect(choices({ of: "mentees", weight: 2 })).toEqual({ kind: "choices", of: "mentees", weight: 2 });
  });

  test("choices(): of mentees, 1 for the first choice, 1/2 for the second, 1/3 for the third, 0 for the others", () => {
    // the mentors are ada, lin, noor and sam
    expect(rowOf(["sam", "lin", "noor"], none, "mentees")).toEqual([0, 1 / 2, 1 / 3, 1]);
    expect(rowOf(["lin"], [[], ["ada"], ["ada"], undefined], "mentees")).toEqual([0, 1, 0, 0]);
  });

  test("choices(): who is not in the programme keeps their place in the list", () => {
    expect(rowOf(["gone", "lin", "left", "sam"], none, "mentees")).toEqual([0, 1 / 2, 0, 1 / 4]);
    // Noor's list: Ada is third
    expect(rowOf(["lin"], [undefined, undefined, ["gone", "ben", "ada"]], "mentors")[2]).toBe(1 / 3);
  });

  test("choices(): of mentors, by the place in the mentor's list; who has no list is unknown, who chose nobody is not", () => {
    expect(rowOf(["sam"], [["ben", "ada"], ["ada"], [], undefined], "mentors")).toEqual([1 / 2, 1, 0, Number.NaN]);
  });

  test("choices(): of both, the mean of both directions where the mentor chose anybody, else the mentee's alone", () => {
    // ada: (0 + 1) / 2; lin: (1 + 1/2) / 2; noor, who chose others: (1/2 + 0) / 2; sam, who chose nobody: 1/3
    const mentorLists = [["ada"], ["ben", "ada"], ["chidi"], []];
    expect(rowOf(["lin", "noor", "sam"], mentorLists)).toEqual([1 / 2, 3 / 4, 1 / 4, 1 / 3]);
    expect(rowOf(["lin", "noor", "sam"], mentorLists, "both")).toEqual([1 / 2, 3 / 4, 1 / 4, 1 / 3]);
    expect(rowOf(["lin", "noor", "sam"], [])).toEqual([0, 1, 1 / 2, 1 / 3]);
  });

  test("choices(): a mentee who chose nobody is not scored, but where mentors' lists alone count", () => {
    const asked = (of?: Choices["of"]) => {
      const { compiled } = open([["lin"], [], undefined], [["ben"]], of && { of }).criteria[0];
      return [0, 1, 2].map((mentee) => [compiled.asks(mentee), compiled.answered(mentee)]);
    };
    const byMentee = [
      [true, true],
      [false, true],
      [false, false],
    ];
    expect(asked()).toEqual(byMentee);
    expect(asked("both")).toEqual(byMentee);
    expect(asked("mentees")).toEqual(byMentee);
    expect(asked("mentors")).toEqual([0, 1, 2].map(() => [true, true]));
  });

  test("choices(): a mentor without a list counts 0 where mentors' lists alone count, or what the policy says", () => {
    const silent = contributionsOf(open([], [], { of: "mentors" }), 0, 1)[0];
    expect(silent).toMatchObject({ contribution: 0, status: "mentorUnanswered" });
    expect(contributionsOf(open([], [], { of: "mentors", missing: 0.2 }), 0, 1)[0].contribution).toBe(200_000);
  });

  const ranking = fc.option(fc.shuffledSubarray([...new Set([...menteeIds, ...mentorIds, "gone"])], { maxLength: 5 }), {
    nil: undefined,
    freq: 4,
  });
  const everybody = fc.record({
    lists: fc.tuple(ranking, ranking, ranking),
    mentorLists: fc.tuple(ranking, ranking, ranking, ranking),
  });
  const direction = fc.constantFrom("mentees" as const, "mentors" as const, "both" as const);

  test("choices(): is what its definition says, pair by pair and by rows", () => {
    const seen = { one: 0, mutual: 0, unknown: 0 };
    const worth = (list: List, id: string) => (list?.includes(id) ? 1 / (list.indexOf(id) + 1) : 0);
    fc.assert(
      fc.property(everybody, direction, fc.constantFrom(0, 0.3), ({ lists, mentorLists }, of, missing) => {
        const scorer = open(lists, mentorLists, { of, missing });
        const { compiled } = scorer.criteria[0];
        const row = scoreAll(scorer, [0, 1, 2]).scores;
        menteeIds.forEach((mentee, i) => {
          mentorIds.forEach((mentor, j) => {
            const [forward, back] = [worth(lists[i], mentor), worth(mentorLists[j], mentee)];
            const silent = mentorLists[j] === undefined;
            const mean = silent || mentorLists[j]?.length === 0 ? forward : (forward + back) / 2;
            const expected = { mentees: forward, mentors: silent ? Number.NaN : back, both: mean }[of];
            const asks = of === "mentors" || (lists[i]?.length ?? 0) > 0;
            expect(compiled.asks(i)).toBe(asks);
            if (asks) expect(compiled.score(i, j)).toBe(expected);
            const counted = Number.isNaN(expected) ? missing : expected;
            const millionths = asks ? Math.round(1_000_000 * counted) : 0;
            expect(row[i * mentorIds.length + j]).toBe(mentee === mentor ? -Infinity : millionths);
            if (!asks) return;
            if (expected > 0) seen.one += 1;
            if (of === "both" && forward > 0 && back > 0) seen.mutual += 1;
            if (Number.isNaN(expected)) seen.unknown += 1;
          });
        });
      }),
      runs(400),
    );
    expect(seen.one).toBeGreaterThan(500);
    expect(seen.mutual).toBeGreaterThan(40);
    expect(seen.unknown).toBeGreaterThan(80);
  });

  test("choices(): a further choice leaves the earlier ones as they were, and a higher one never scores lower", () => {
    const seen = { longer: 0, higher: 0 };
    fc.assert(
      fc.property(everybody, direction, ({ lists, mentorLists }, of) => {
        const list = lists[0] ?? [];
        if (of === "mentors" || list.length === 0) return;
        const before = rowOf(list, mentorLists, of);
        const after = rowOf([...list, "stranger", ...mentorIds.filter((id) => !list.includes(id))], mentorLists, of);
        mentorIds.forEach((mentor, j) => {
          if (list.includes(mentor)) expect(after[j]).toBe(before[j]);
          else expect(after[j]).toBeGreaterThan(before[j]);
          if (list.includes(mentor)) seen.longer += 1;
          const first = rowOf([mentor, ...list.filter((id) => id !== mentor)], mentorLists, of)[j];
          expect(first).toBeGreaterThanOrEqual(before[j]);
          if (first > before[j]) seen.higher += 1;
        });
      }),
      runs(200),
    );
    expect(seen.longer).toBeGreaterThan(50);
    expect(seen.higher).toBeGreaterThan(50);
  });

  test("choices(): being chosen can only help a pair, whoever of the two chooses", () => {
    let helped = 0;
    fc.assert(
      fc.property(everybody, fc.nat({ max: 3 }), ({ lists, mentorLists }, j) => {
        const list = lists[0] ?? [];
        if (list.length === 0) return;
        const changed = (own: List) => mentorLists.map((one, at) => (at === j ? own : one));
        const others = (mentorLists[j] ?? []).filter((id) => id !== "ada");
        const not = rowOf(list, changed([...others, "gone 2"]))[j];
        const first = rowOf(list, changed(["ada", ...others]))[j];
        expect(first).toBeGreaterThan(not);
        helped += 1;
      }),
      runs(200),
    );
    expect(helped).toBeGreaterThan(60);
  });

  test("choices(): only those who chose or were chosen are looked at", () => {
    const { sparse } = open([["lin", "gone"]], [undefined, undefined, ["ada"], ["ben"]]).criteria[0].compiled;
    const into = { count: -1, mentors: new Int32Array(4), scores: new Float64Array(4) };
    sparse?.fill(0, into);
    // Lin was chosen, Noor chose; ada and Sam have no part in it
    expect([...into.mentors.subarray(0, into.count)].sort()).toEqual([1, 2]);
    expect(sparse?.silent).toEqual([]);
    const mentors = open([["lin"]], [undefined, ["ada"], undefined, []], { of: "mentors" }).criteria[0].compiled;
    expect(mentors.sparse?.silent).toEqual([0, 2]);
  });

  test("choices(): evidence holds both places, and null for what does not count", () => {
    const evidence = (of?: Choices["of"]) => {
      const scorer = open([["noor", "lin"]], [undefined, ["gone", "ben", "ada"]], of && { of });
      return [1, 2, 3].map((mentor) => scorer.criteria[0].compiled.evidence(0, mentor));
    };
    expect(evidence()).toEqual([
      { kind: "choices", rank: 2, rankByMentor: 3 },
      { kind: "choices", rank: 1, rankByMentor: null },
      { kind: "choices", rank: null, rankByMentor: null },
    ]);
    expect(evidence("mentees")[0]).toEqual({ kind: "choices", rank: 2, rankByMentor: null });
    expect(evidence("mentors")[0]).toEqual({ kind: "choices", rank: null, rankByMentor: 3 });
  });

  test("choices(): options that are none, and lists that are none", () => {
    const messages = [{ of: "all" }, { of: null }, { field: "choices" }].map((options) => {
      const policy = { criteria: { it: { kind: "choices", ...options } } } as unknown as Policy;
      const { code, message } = refusal(() => scorerOf({ mentees: [], mentors: [] }, policy));
      return `${code} ${message}`;
    });
    expect(messages).toMatchInlineSnapshot(`
      [
        "E_TYPE Expected policy.criteria.it.of to be "mentees", "mentors" or "both", received "all".",
        "E_TYPE Expected policy.criteria.it.of to be "mentees", "mentors" or "both", received null.",
        "E_UNKNOWN_KEY Expected policy.criteria.it.field to be a known key, received an unknown one.",
      ]
    `);
    expect(
      problemsOf(() =>
        open(
          [
            ["lin", "sam", "lin"],
            ["lin", 5 as unknown as string],
          ],
          ["lin"] as never,
        ),
      ),
    ).toEqual([
      ["E_DUPLICATE", "mentees[0].requests.choices", "/mentees/0/requests/choices"],
      ["E_TYPE", "mentees[1].requests.choices[1]", "/mentees/1/requests/choices/1"],
      ["E_TYPE", "mentors[0].requests.choices", "/mentors/0/requests/choices"],
    ]);
  });
});

describe("toText(): choices", () => {
  /** What the two read of their match, and the administrator. */
  function textsOf(list: List, mentorList: List, of?: Choices["of"]): string[] {
    const people = {
      mentees: [{ ...person("ada", list), name: "Ada Obi" }],
      mentors: [{ ...person("lin", mentorList), name: "Lin Zhao" }],
    };
    const matching = match(people, { criteria: { it: choices(of && { of }) } });
    const explanation = explain(matching, { mentee: "ada" });
    return (["mentee", "mentor", "administrator"] as const).map((audience) => toText(explanation, { audience }));
  }

  test("toText(): each reads of their own choice only, without its place", () => {
    expect(textsOf(["sam", "lin"], ["ada"])).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is Lin Zhao. You chose Lin Zhao.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You chose Ada Obi.",
        "Ada Obi (ada) with Lin Zhao (lin): score 0.75, confidence 100 %.
      it: 0.75 = 1 × 0.75. Choice 2 of the mentee and choice 1 of the mentor.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(textsOf(["lin"], ["ben"])).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is Lin Zhao. You chose Lin Zhao.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi.",
        "Ada Obi (ada) with Lin Zhao (lin): score 0.5, confidence 100 %.
      it: 0.5 = 1 × 0.5. Choice 1 of the mentee.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(textsOf(["sam"], ["ben"])).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is Lin Zhao.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi.",
        "Ada Obi (ada) with Lin Zhao (lin): score 0, confidence 100 %.
      it: 0 = 1 × 0. Chosen by neither.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
  });

  test("toText(): what the other side chose changes no word, even whether the criterion is scored", () => {
    const lists: readonly List[] = [undefined, [], ["ada", "lin"], ["lin", "ada"], ["sam"]];
    let chosen = 0;
    for (const of of ["mentees", "mentors", "both"] as const) {
      for (const own of lists) {
        const toMentee = new Set(lists.map((other) => textsOf(own, other, of)[0]));
        const toMentor = new Set(lists.map((other) => textsOf(other, own, of)[1]));
        expect([toMentee.size, toMentor.size]).toEqual([1, 1]);
        if ([...toMentee, ...toMentor].some((text) => text.includes("You chose"))) chosen += 1;
      }
    }
    // two of the lists hold both of them, under each of the three
    expect(chosen).toBe(6);
  });
});
