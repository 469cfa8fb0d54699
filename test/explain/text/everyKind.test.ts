import fc from "fast-check";
import type { TelemachusError } from "telemachus";
import { describe, expect, test } from "vitest";
import { type AnyExplanation, type Audience, toText } from "../../../src/explain/toText.js";
import { explanations, whyNotKinds } from "../../support/explanations.js";
import { runs } from "../../support/instances.js";

const audiences: readonly Audience[] = ["mentee", "mentor", "administrator", "auditor"];
const formats = ["text", "markdown"] as const;

/** Ids, names and terms as people write them, and some that look like words of ours, marks, or places in a sentence. */
const written = fc.constantFrom(
  "lin",
  "Ada Obi",
  "public speaking",
  "{mentor}",
  "{shared:and}",
  "a\nb",
  "*x*",
  "9",
  "Zoë",
);
const kinds = explanations(written);
const names = Object.keys(kinds) as AnyExplanation["kind"][];

/** Who may read what, as the documentation has it. */
const participants: { readonly [kind: string]: readonly Audience[] } = {
  match: ["mentee", "mentor"],
  mentor: ["mentor"],
  unmatched: ["mentee"],
  unmatchedMentee: ["mentee"],
  unmatchedMentor: ["mentor"],
  shortlist: ["mentee"],
  ...Object.fromEntries(whyNotKinds.map((kind) => [kind, ["mentee"]])),
};

function mayRead(kind: string, audience: Audience): boolean {
  return audience === "administrator" || audience === "auditor" || (participants[kind]?.includes(audience) ?? false);
}

describe("toText(): every kind, to every audience", () => {
  test.each(names)("toText(): %s is worded for whoever may read it, and refused to others", (kind) => {
    const seen = { told: 0, refused: 0 };
    fc.assert(
      fc.property(kinds[kind], (explanation) => {
        for (const audience of audiences) {
          for (const format of formats) {
            if (mayRead(kind, audience)) {
              const text = toText(explanation, { audience, format, contact: "help@example.org" });
              expect(text).not.toMatch(/undefined|null|NaN|\[object|Infinity|function/);
              expect(text.trim()).toBe(text);
              expect(text.split("\n").every((line) => line.trim() === line)).toBe(true);
              expect(text).not.toBe("");
              seen.told += 1;
            } else {
              const error = errorOf(() => toText(explanation, { audience, format }));
              expect(error?.code).toBe("E_OPTION");
              expect(error?.message).toContain('"administrator" or "auditor"');
              seen.refused += 1;
            }
          }
        }
      }),
      runs(200),
    );
    expect(seen.told).toBeGreaterThanOrEqual(800);
    const readers = audiences.filter((audience) => mayRead(kind, audience)).length;
    expect(seen.refused).toBe((seen.told / readers) * (audiences.length - readers));
  });

  test("toText(): the same explanation gives the same text, and stays as it is", () => {
    fc.assert(
      fc.property(fc.oneof(...Object.values(kinds)), (explanation) => {
        const before = JSON.stringify(explanation);
        const say = () => toText(explanation as AnyExplanation, { audience: "auditor" });
        expect(say()).toBe(say());
        expect(JSON.stringify(explanation)).toBe(before);
        expect(toText(JSON.parse(before), { audience: "auditor" })).toBe(say());
      }),
      runs(300),
    );
  });

  test("toText(): what is told ends with whom to write to, where that is given", () => {
    for (const kind of names) {
      for (const audience of ["mentee", "mentor"] as const) {
        if (!mayRead(kind, audience)) continue;
        fc.assert(
          fc.property(kinds[kind], (explanation) => {
            const text = toText(explanation, { audience, contact: "the {team}\n" });
            expect(text.endsWith(" Write to the {team}.")).toBe(true);
            expect(toText(explanation, { audience })).not.toContain("Write to");
          }),
          runs(30),
        );
      }
    }
  });
});

describe("toText(): what a participant reads", () => {
  /** No score, share, rank or price, and none of the words for them; counts stand in words. */
  const numbers = /\d|%|\b(score|rank|confidence|cost|chain|price|probability|outpriced|weight|unmatched|seat)s?\b/i;
  const plain = explanations(fc.constantFrom("lin", "ada", "public speaking", "Zoë"));

  test.each(names.filter((kind) => kind in participants))("toText(): of %s, reasons without numbers", (kind) => {
    fc.assert(
      fc.property(plain[kind], (explanation) => {
        for (const audience of participants[kind]) {
          for (const format of formats) {
            // counts above ten stand in digits
            const text = toText(explanation, { audience, format }).replace(/\b1[12] (?=steps|things|goals)/g, "");
            expect(text).not.toMatch(numbers);
          }
        }
      }),
      runs(200),
    );
  });

  test("toText(): to a mentee, all that is not a match reads alike, but for the mentor's name", () => {
    const mentor = { id: "noor", name: "Noor" };
    const texts = new Map<string, Set<string>>();
    for (const kind of whyNotKinds) {
      const told = new Set<string>();
      fc.assert(
        fc.property(kinds[kind], (explanation) => {
          const confirmed = { ...explanation, mentor, decision: "confirmed" } as AnyExplanation;
          told.add(toText(confirmed, { audience: "mentee" }));
        }),
        runs(100),
      );
      texts.set(kind, told);
    }
    expect([...texts.get("matched")!]).toEqual(["Noor is your mentor."]);
    texts.delete("matched");
    expect(texts.size).toBe(12);
    expect([...new Set([...texts.values()].flatMap((told) => [...told]))]).toMatchInlineSnapshot(`
      [
        "A place with Noor was not available to you in this round. Places are given so that the programme as a whole fits best, within its rules, and equal cases are decided by lot. This says nothing about you or your answers.",
      ]
    `);
  });

  test("toText(): whoever has nobody reads the same words whatever the reason", () => {
    const toMentee = new Set<string>();
    const toMentor = { none: new Set<string>(), some: new Set<string>() };
    const reasons = new Set<string>();
    fc.assert(
      fc.property(
        kinds.unmatched,
        kinds.unmatchedMentee,
        kinds.unmatchedMentor,
        kinds.mentor,
        (one, two, three, four) => {
          const mentee = { id: "chidi", name: "Chidi" };
          const mentor = { id: "noor", name: "Noor" };
          toMentee.add(toText({ ...one, mentee }, { audience: "mentee" }));
          toMentee.add(toText({ ...two, mentee }, { audience: "mentee" }));
          toMentor.none.add(toText({ ...three, mentor, taken: 0 }, { audience: "mentor" }));
          toMentor.none.add(toText({ ...four, mentor, matches: [] }, { audience: "mentor" }));
          toMentor.some.add(toText({ ...three, mentor, taken: 1 + three.taken }, { audience: "mentor" }));
          for (const { why } of [one, two, three]) reasons.add(why.reason);
        },
      ),
      runs(200),
    );
    expect(reasons.size).toBeGreaterThanOrEqual(10);
    expect([...toMentee, ...toMentor.none, ...toMentor.some]).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Chidi, in this round there was no free place with a mentor you could be matched with. This says nothing about you or your answers. The programme's team will tell you what comes next.",
        "Chidi, in this round there was no free place with a mentor you could be matched with. This says nothing about you or your answers. The programme's team will tell you what comes next.",
        "Noor, in this round there was no mentee for you. This says nothing about you or your answers. The programme's team will tell you what comes next.",
        "This is a proposal: nobody has confirmed the matching yet.
      Noor, in this round there was no mentee for you. This says nothing about you or your answers. The programme's team will tell you what comes next.",
        "Noor, in this round some of your places stayed free. This says nothing about you or your answers. The programme's team will tell you what comes next.",
        "This is a proposal: nobody has confirmed the matching yet.
      Noor, in this round some of your places stayed free. This says nothing about you or your answers. The programme's team will tell you what comes next.",
      ]
    `);
  });
});

describe("toText(): what an auditor reads", () => {
  const people = explanations(fc.constantFrom("lin", "ada", "public speaking"));
  const proofs = {
    optimal: "Proven: no other assignment does better under the weights and rules this programme chose.",
    stable:
      "Proven: no mentee and mentor would rather have each other than what they have, under the weights and rules this programme chose.",
    infeasible: "Proven: no assignment meets the minimums and quotas this programme chose.",
  };

  test("toText(): people by their ids alone, and last what is proven", () => {
    const seen = { names: 0, optimal: 0, stable: 0, infeasible: 0, before: 0 };
    for (const kind of names) {
      fc.assert(
        fc.property(people[kind], (explanation) => {
          const named = JSON.stringify(explanation).includes('"name":');
          const renamed = withNames(explanation);
          const text = toText(renamed, { audience: "auditor" });
          expect(text).not.toContain("Name of");
          if (named && toText(renamed, { audience: "administrator" }).includes("Name of")) seen.names += 1;
          if (!("status" in explanation)) {
            seen.before += 1;
            expect(text).not.toContain("Proven");
            return;
          }
          seen[explanation.status] += 1;
          expect(text.endsWith(`\n${proofs[explanation.status]}`)).toBe(true);
          expect(text.match(/Proven/g)).toHaveLength(1);
          expect(toText(explanation, { audience: "administrator" })).not.toContain("Proven");
        }),
        runs(40),
      );
    }
    for (const times of Object.values(seen)) expect(times).toBeGreaterThanOrEqual(40);
  });

  /** The same with names that can be told from all else. */
  function withNames(explanation: AnyExplanation): AnyExplanation {
    return JSON.parse(JSON.stringify(explanation), (key, value) => {
      const isPerson =
        typeof value === "object" && value !== null && typeof value.id === "string" && !("reason" in value);
      return isPerson && key !== "" ? { ...value, name: `Name of ${value.id}` } : value;
    });
  }
});

function errorOf(work: () => unknown): TelemachusError | undefined {
  try {
    work();
  } catch (error) {
    return error as TelemachusError;
  }
  return undefined;
}
