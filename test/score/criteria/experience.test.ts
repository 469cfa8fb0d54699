import fc from "fast-check";
import { type Disclosure, experience, type LivedExperienceRequest } from "telemachus";
import { describe, expect, test } from "vitest";

import { contributionsOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";

const name = fc.constantFrom("carer", "Carer", "migrated", "first in family", "left-handed");
const asked = fc.array(
  fc.oneof(name, fc.record({ name, importance: fc.integer({ min: 1, max: 5 }) }, { requiredKeys: ["name"] })),
  { maxLength: 3 },
);
const disclosure = fc.oneof(
  name,
  fc.record({ name, show: fc.constant("toMyMatch" as const) }, { requiredKeys: ["name"] }),
);
const disclosed = fc.option(fc.array(disclosure, { maxLength: 3 }), { nil: undefined });

interface Side {
  readonly asks?: readonly LivedExperienceRequest[];
  readonly discloses?: readonly Disclosure[];
}

function open(mentee: Side, mentor: Side) {
  const person = (id: string, { asks, discloses }: Side) => ({
    id,
    livedExperiences: discloses,
    requests: asks === undefined ? undefined : { livedExperiences: asks },
  });
  const people = { mentees: [person("ada", mentee)], mentors: [person("lin", mentor)] };
  return scorerOf(people, { criteria: { it: experience({}) } });
}

function scoreOf(mentee: Side, mentor: Side): number {
  return open(mentee, mentor).criteria[0].compiled.score(0, 0);
}

/** With a mentor's silence counted as it counts in a match. */
function contributionOf(mentee: Side, mentor: Side): number {
  return contributionsOf(open(mentee, mentor), 0, 0)[0].contribution;
}

describe("experience()", () => {
  test("experience(): is a plain object", () => {
    expect(experience({ weight: 2 })).toEqual({ kind: "experience", weight: 2 });
  });

  test("experience(): the share, by importance, of what was asked for and disclosed", () => {
    // carer 3, migrated 1: 3 of 4
    const asks = [{ name: "carer", importance: 3 }, "migrated"];
    expect(scoreOf({ asks }, { discloses: ["Carer"] })).toBe(0.75);
    expect(scoreOf({ asks }, { discloses: ["migrated", "carer", "left-handed"] })).toBe(1);
    expect(scoreOf({ asks }, { discloses: ["left-handed"] })).toBe(0);
  });

  test("experience(): where the mentor asks too, the mean of both directions", () => {
    // the mentee's request: 1 of 1; the mentor's: first in family (1) of first in family (1) and migrated (2), 1 of 3
    const mentee = { asks: ["carer"], discloses: ["first in family"] };
    const mentor = { asks: ["first in family", { name: "migrated", importance: 2 }], discloses: ["carer"] };
    expect(scoreOf(mentee, mentor)).toBe((1 + 1 / 3) / 2);
  });

  test("experience(): a mentee without a request is not scored, whatever anyone disclosed or the mentor asked", () => {
    for (const asks of [undefined, []]) {
      const mentor = { asks: ["carer"], discloses: ["carer"] };
      expect(open({ asks, discloses: ["carer"] }, mentor).criteria[0].compiled.asks(0)).toBe(false);
    }
  });

  test("experience(): a mentor's silence is unknown and counts 0; none disclosed is an answer", () => {
    expect(scoreOf({ asks: ["carer"] }, {})).toBeNaN();
    expect(contributionOf({ asks: ["carer"] }, {})).toBe(0);
    expect(scoreOf({ asks: ["carer"] }, { discloses: [] })).toBe(0);
  });

  test("experience(): disclosing can only help, the mentor and the mentee", () => {
    const seen = { mentor: 0, mentee: 0, fromSilence: 0 };
    fc.assert(
      fc.property(asked, asked, disclosed, disclosed, disclosure, (wishes, wishesBack, back, given, more) => {
        const mentee: Side = { asks: wishes, discloses: back };
        const mentor: Side = { asks: wishesBack, discloses: given };
        const before = contributionOf(mentee, mentor);
        const opener = contributionOf(mentee, { ...mentor, discloses: [...(given ?? []), more] });
        const seeker = contributionOf({ ...mentee, discloses: [...(back ?? []), more] }, mentor);
        expect(opener).toBeGreaterThanOrEqual(before);
        expect(seeker).toBeGreaterThanOrEqual(before);
        if (opener > before) seen.mentor += 1;
        if (seeker > before) seen.mentee += 1;
        if (opener > before && given === undefined) seen.fromSilence += 1;
      }),
      runs(1500),
    );
    expect(seen.mentor).toBeGreaterThan(150);
    expect(seen.mentee).toBeGreaterThan(40);
    expect(seen.fromSilence).toBeGreaterThan(40);
  });

  test("experience(): whether a disclosure may be shown changes no score", () => {
    let scored = 0;
    fc.assert(
      fc.property(asked, asked, disclosed, disclosed, (wishes, wishesBack, back, given) => {
        const hide = (list: Side["discloses"]) => list?.map((one) => (typeof one === "string" ? one : one.name));
        const shown = contributionOf({ asks: wishes, discloses: back }, { asks: wishesBack, discloses: given });
        const hidden = contributionOf(
          { asks: wishes, discloses: hide(back) },
          { asks: wishesBack, discloses: hide(given) },
        );
        expect(hidden).toBe(shown);
        if (shown > 0) scored += 1;
      }),
      runs(400),
    );
    expect(scored).toBeGreaterThan(80);
  });

  test("experience(): evidence tells both directions apart, and what may be shown from what may not", () => {
    const mentee = { asks: ["Carer", "migrated"], discloses: [{ name: "left-handed", show: "toMyMatch" as const }] };
    const mentor = { asks: ["Left-handed"], discloses: ["carer", { name: "migrated", show: "toMyMatch" as const }] };
    expect(open(mentee, mentor).criteria[0].compiled.evidence(0, 0)).toEqual({
      kind: "experience",
      shared: ["Carer", "migrated"],
      shown: ["migrated"],
      sharedBack: ["Left-handed"],
      shownBack: ["Left-handed"],
    });
  });

  test("experience(): a disclosure told twice is shown only if both times it may be", () => {
    const shown = [{ name: "carer", show: "toMyMatch" as const }, "CARER"];
    for (const discloses of [shown, shown.toReversed()]) {
      const { evidence } = open({ asks: ["carer"] }, { discloses }).criteria[0].compiled;
      expect(evidence(0, 0)).toMatchObject({ shared: ["carer"], shown: [] });
    }
  });
});
