import fc from "fast-check";
import { type Mentee, type MinimumOverlap, match, minimumOverlap, type Policy } from "telemachus";
import { describe, expect, test } from "vitest";

import { runs } from "../../support/instances.js";
import { scorerOf } from "../../support/programmes.js";
import { messageOf, problemsOf } from "../../support/refusal.js";
import { adaAndLin, skillsOnly } from "../../support/storyWith.js";

type Times = Pick<Mentee, "availability" | "timeZone">;

/** Free on Mondays from 09:00 for so many minutes; for 0 never. */
function free(minutes: number, timeZone?: string): Times {
  const to = new Date(60_000 * (9 * 60 + minutes)).toISOString().slice(11, 16);
  const availability = minutes === 0 ? [] : [{ day: "Monday", from: "09:00", to } as const];
  return { ...(timeZone === undefined ? {} : { timeZone }), availability };
}

function compile(mentee: Times, mentor: Times, minutes: number) {
  const policy = { ...skillsOnly, rules: { it: minimumOverlap({ minutes }) }, date: "2026-01-12" };
  return scorerOf(adaAndLin(mentee, mentor), policy).rules[0].compiled;
}

function holds(mentee: Times, mentor: Times, minutes: number): boolean | undefined {
  return compile(mentee, mentor, minutes).holds(0, 0);
}

describe("minimumOverlap()", () => {
  test("minimumOverlap(): is a plain object", () => {
    expect(minimumOverlap({ minutes: 30 })).toEqual({ kind: "minimumOverlap", minutes: 30 });
    expect(minimumOverlap({ minutes: 30, unknown: "forbid" })).toEqual({
      kind: "minimumOverlap",
      minutes: 30,
      unknown: "forbid",
    });
    // @ts-expect-error the minutes are needed
    expect(minimumOverlap({})).toEqual({ kind: "minimumOverlap" });
  });

  test("minimumOverlap(): holds where the two share at least so many minutes a week", () => {
    expect([29, 30, 31].map((minutes) => holds(free(60), free(minutes), 30))).toEqual([false, true, true]);
    expect(holds(free(60), free(0), 1)).toBe(false);
    expect(holds(free(60), free(60), 10_081)).toBe(false);
  });

  test("minimumOverlap(): between time zones, by the policy's date", () => {
    const afternoon: Times = {
      timeZone: "Europe/London",
      availability: [{ day: "Monday", from: "14:45", to: "17:00" }],
    };
    // New York's 09:00 to 10:00 is London's 14:00 to 15:00: 15 minutes
    expect([15, 16].map((minutes) => holds(afternoon, free(60, "America/New_York"), minutes))).toEqual([true, false]);
  });

  test("minimumOverlap(): cannot be decided where either's times are unknown; an empty list is an answer", () => {
    expect(holds({}, free(60), 30)).toBeUndefined();
    expect(holds(free(60), {}, 30)).toBeUndefined();
    expect(holds({}, {}, 30)).toBeUndefined();
    expect(holds(free(0), {}, 30)).toBeUndefined();
    expect(holds(free(60), free(60, "Europe/London"), 30)).toBeUndefined();
    expect(holds(free(0), free(60, "Europe/London"), 30)).toBe(false);
  });

  test("minimumOverlap(): evidence holds the minutes, null where an answer is missing", () => {
    const evidence = { kind: "minimumOverlap", field: "availability", minutes: 45, needed: 30 };
    expect(compile(free(60), free(45), 30).evidence(0, 0)).toEqual(evidence);
    expect(compile(free(60), {}, 30).evidence(0, 0)).toEqual({ ...evidence, minutes: null });
    expect(compile({}, free(60), 30).evidence(0, 0)).toEqual({ ...evidence, minutes: null });
    expect(compile(free(60), free(0), 30).evidence(0, 0)).toEqual({ ...evidence, minutes: 0 });
  });

  test("minimumOverlap(): forbids, and allows what it cannot decide unless it says otherwise", () => {
    const people = {
      mentees: [{ id: "ada", ...free(60) }],
      mentors: [{ id: "lin", ...free(29) }, { id: "noor", ...free(30) }, { id: "sam" }],
    };
    const allowed = (rule: MinimumOverlap) => {
      const matching = match(people, { ...skillsOnly, rules: { it: rule } });
      return [matching.manifest.counts.allowedPairs, matching.exclusions.rules["it"].forbidden];
    };
    expect(allowed(minimumOverlap({ minutes: 30 }))).toEqual([2, 1]);
    expect(allowed(minimumOverlap({ minutes: 30, unknown: "forbid" }))).toEqual([1, 2]);
  });

  test("minimumOverlap(): asking for more never allows what asking for less forbids; both sides alike", () => {
    const seen = { kept: 0, lost: 0 };
    const length = fc.integer({ min: 0, max: 120 });
    fc.assert(
      fc.property(length, length, fc.integer({ min: 1, max: 100 }), length, (own, theirs, minutes, more) => {
        const before = holds(free(own), free(theirs), minutes);
        expect(before).toBe(Math.min(own, theirs) >= minutes);
        expect(holds(free(theirs), free(own), minutes)).toBe(before);
        const after = holds(free(own), free(theirs), minutes + more);
        if (after) expect(before).toBe(true);
        if (before && after) seen.kept += 1;
        if (before && !after) seen.lost += 1;
      }),
      runs(400),
    );
    expect(seen.kept).toBeGreaterThan(20);
    expect(seen.lost).toBeGreaterThan(60);
  });

  test("minimumOverlap(): minutes that are no whole number above 0 are refused", () => {
    const call = (rule: object) => () =>
      match(adaAndLin(), {
        ...skillsOnly,
        rules: { it: { kind: "minimumOverlap", ...rule } as MinimumOverlap },
      } as Policy);
    for (const minutes of [0, -30, 1.5]) {
      expect(problemsOf(call({ minutes }))).toEqual([
        ["E_OUT_OF_RANGE", "policy.rules.it.minutes", "/policy/rules/it/minutes"],
      ]);
    }
    expect(messageOf(call({ minutes: 1.5 }))).toMatchInlineSnapshot(
      `"Expected policy.rules.it.minutes to be a whole number of minutes above 0, received 1.5."`,
    );
    expect(messageOf(call({ minutes: "30" }))).toMatchInlineSnapshot(
      `"Expected policy.rules.it.minutes to be a whole number of minutes above 0, received "30"."`,
    );
    expect(messageOf(call({}))).toMatchInlineSnapshot(
      `"Expected policy.rules.it.minutes to be a whole number of minutes above 0, received nothing."`,
    );
    expect(messageOf(call({ minutes: Number.NaN }))).toMatchInlineSnapshot(
      `"Expected policy.rules.it.minutes to be a whole number of minutes above 0, received NaN."`,
    );
    expect(messageOf(call({ minutes: 30, field: "availability" }))).toMatchInlineSnapshot(
      `"Expected policy.rules.it.field to be a known key, received an unknown one."`,
    );
  });
});
