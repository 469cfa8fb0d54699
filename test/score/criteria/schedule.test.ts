import fc from "fast-check";
import {
  type Availability,
  explain,
  type Mentee,
  match,
  minimumOverlap,
  type Policy,
  type Schedule,
  type ScheduleEvidence,
  schedule,
  toText,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { scoreAll } from "../../../src/score/scoreAll.js";
import { contributionsOf } from "../../../src/score/scorer.js";
import { runs } from "../../support/instances.js";
import { scorerOf, seeded, shuffle } from "../../support/programmes.js";
import { messageOf, problemsOf } from "../../support/refusal.js";
import { adaAndLin } from "../../support/storyWith.js";

type Times = Pick<Mentee, "availability" | "timeZone">;

/** Free on Mondays from 09:00 for so many minutes. */
function free(minutes: number, timeZone?: string): Times {
  const to = new Date(60_000 * (9 * 60 + minutes)).toISOString().slice(11, 16);
  return { ...(timeZone === undefined ? {} : { timeZone }), availability: [{ day: "Monday", from: "09:00", to }] };
}

function compile(mentee: Times, mentor: Times, options: Omit<Schedule, "kind"> = {}) {
  return scorerOf(adaAndLin(mentee, mentor), { criteria: { it: schedule(options) }, date: "2026-01-12" }).criteria[0];
}

function scoreOf(mentee: Times, mentor: Times, options?: Omit<Schedule, "kind">): number {
  return compile(mentee, mentor, options).compiled.score(0, 0);
}

describe("schedule()", () => {
  test("schedule(): is a plain object", () => {
    expect(schedule()).toEqual({ kind: "schedule" });
    expect(schedule({ minutes: 90, weight: 2 })).toEqual({ kind: "schedule", minutes: 90, weight: 2 });
    // @ts-expect-error minutes is misspelt
    expect(schedule({ minute: 90 })).toHaveProperty("minute");
  });

  test("schedule(): the shared share of an hour a week, at most 1", () => {
    // 15, 30, 60 and 120 minutes of 60
    expect([15, 30, 60, 120].map((minutes) => scoreOf(free(480), free(minutes)))).toEqual([0.25, 0.5, 1, 1]);
  });

  test("schedule(): or of as many minutes as the criterion states", () => {
    // 30 of 120, of 30, of 45 and of half a minute
    expect([120, 30, 45, 0.5].map((minutes) => scoreOf(free(480), free(30), { minutes }))).toEqual([0.25, 1, 2 / 3, 1]);
  });

  test("schedule(): clocks are those of the policy's date", () => {
    // New York's 09:00 to 10:00 is London's 14:00 to 15:00
    const afternoon: Times = {
      timeZone: "Europe/London",
      availability: [{ day: "Monday", from: "14:45", to: "17:00" }],
    };
    expect(scoreOf(afternoon, free(60, "America/New_York"))).toBe(0.25);
    expect(scoreOf(free(60, "Europe/London"), free(60, "America/New_York"))).toBe(0);
  });

  test("schedule(): silence of either is unknown, an empty list is an answer", () => {
    const asked = (mentee: Times) => {
      const { asks, answered } = compile(mentee, free(60)).compiled;
      return [asks(0), answered(0)];
    };
    expect(asked({})).toEqual([false, false]);
    expect(asked({ availability: [] })).toEqual([true, true]);
    expect(asked(free(60))).toEqual([true, true]);
    expect(scoreOf(free(60), {})).toBeNaN();
    expect(scoreOf({ availability: [] }, free(60))).toBe(0);
    expect(scoreOf(free(60), { availability: [] })).toBe(0);
  });

  test("schedule(): times without a zone are unknown where others state one", () => {
    expect(compile(free(60), free(60, "Europe/London")).compiled.asks(0)).toBe(false);
    expect(scoreOf(free(60, "Europe/London"), free(60))).toBeNaN();
  });

  test("schedule(): a mentor whose times are unknown scores 0.5, or what the criterion states", () => {
    expect(compile(free(60), {}).missing).toBe(0.5);
    expect(compile(free(60), {}, { missing: 0.1 }).missing).toBe(0.1);
  });

  test("schedule(): evidence holds the minutes and the windows, as the mentee's clock shows them", () => {
    const { evidence } = compile(
      { timeZone: "Asia/Kathmandu", availability: [{ day: "Monday", from: "14:00", to: "16:00" }] },
      free(60, "Europe/London"),
      { minutes: 90 },
    ).compiled;
    // London's 09:00 to 10:00 is 14:45 to 15:45 in Kathmandu
    expect(evidence(0, 0)).toEqual({
      kind: "schedule",
      field: "availability",
      minutes: 60,
      needed: 90,
      shared: [{ day: "Monday", from: "14:45", to: "15:45" }],
    } satisfies ScheduleEvidence);
    const unknown = { kind: "schedule", field: "availability", minutes: null, needed: 60, shared: [] };
    expect(compile(free(60), {}).compiled.evidence(0, 0)).toEqual(unknown);
    expect(compile({}, free(60)).compiled.evidence(0, 0)).toEqual(unknown);
    const none = { ...unknown, minutes: 0 };
    expect(compile({ availability: [] }, free(60)).compiled.evidence(0, 0)).toEqual(none);
  });

  test("schedule(): is from 0 to 1 whatever minutes are needed", () => {
    for (const minutes of [Number.MIN_VALUE, 0.1, 7, Number.MAX_VALUE]) {
      expect(scoreOf(free(60), free(60), { minutes })).toBe(Math.min(1, 60 / minutes));
      expect(scoreOf(free(60), { availability: [] }, { minutes })).toBe(0);
    }
  });

  test("schedule(): more shared time never scores lower, more needed time never higher", () => {
    const seen = { rising: 0, falling: 0 };
    const length = fc.integer({ min: 1, max: 480 });
    fc.assert(
      fc.property(length, length, length, (minutes, more, needed) => {
        const score = scoreOf(free(480), free(minutes), { minutes: needed });
        expect(score).toBe(Math.min(1, minutes / needed));
        const longer = scoreOf(free(480), free(Math.min(480, minutes + more)), { minutes: needed });
        const harder = scoreOf(free(480), free(minutes), { minutes: needed + more });
        expect(longer).toBeGreaterThanOrEqual(score);
        expect(harder).toBeLessThanOrEqual(score);
        if (longer > score) seen.rising += 1;
        if (harder < score) seen.falling += 1;
      }),
      runs(300),
    );
    expect(seen.rising).toBeGreaterThan(80);
    expect(seen.falling).toBeGreaterThan(150);
  });
});

const zones = ["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Pacific/Chatham"];
const hour = fc.integer({ min: 0, max: 19 });
const anyWindow: fc.Arbitrary<Availability> = fc
  .record({ day: fc.constantFrom("Monday", "Monday", "Sunday"), from: hour, length: fc.integer({ min: 1, max: 4 }) })
  .map(({ day, from, length }) => {
    const [start, end] = [from, from + length].map((at) => String(at).padStart(2, "0"));
    return { day, from: `${start}:30`, to: `${end}:15` } as Availability;
  });
const anyTimes: fc.Arbitrary<Times> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.record({ availability: fc.array(anyWindow, { maxLength: 2 }) }) },
  {
    weight: 8,
    arbitrary: fc.record({
      timeZone: fc.constantFrom(...zones),
      availability: fc.array(anyWindow, { minLength: 3, maxLength: 6, size: "max" }),
    }),
  },
);
const side = fc.array(anyTimes, { minLength: 1, maxLength: 5 });

/** A criterion and a rule over people of several zones. */
const twoKinds: Policy = {
  criteria: { times: schedule({ minutes: 240 }), clubs: { kind: "overlap", field: "clubs" } },
  rules: { times: minimumOverlap({ minutes: 30 }) },
  date: "2026-03-20",
};

function named(mentees: readonly Times[], mentors: readonly Times[]) {
  const attributes = { clubs: ["chess"] };
  return {
    mentees: mentees.map((times, index) => ({ id: `mentee ${index}`, attributes, ...times })),
    mentors: mentors.map((times, index) => ({ id: `mentor ${index}`, attributes, ...times })),
  };
}

describe("schedule(): a whole cohort of several time zones", () => {
  test("schedule(): scoring a row gives exactly what scoring each of its pairs gives, under the rule too", () => {
    const seen = { between: 0, full: 0, forbidden: 0, undecided: 0 };
    fc.assert(
      fc.property(side, side, (mentees, mentors) => {
        const scorer = scorerOf(named(mentees, mentors), twoKinds);
        const { scores } = scoreAll(scorer, [...mentees.keys()]);
        mentees.forEach((_mentee, i) => {
          mentors.forEach((_mentor, j) => {
            const parts = contributionsOf(scorer, i, j);
            const holds = scorer.rules[0].compiled.holds(i, j);
            const sum = parts.reduce((added, { contribution }) => added + contribution, 0);
            expect(scores[i * mentors.length + j]).toBe(holds === false ? -Infinity : sum);
            const { score, status } = parts[1];
            expect(holds).toBe(status === "scored" ? score >= 30 / 240 : undefined);
            if (holds === undefined) seen.undecided += 1;
            else if (!holds) seen.forbidden += 1;
            else if (score < 1) seen.between += 1;
            else seen.full += 1;
          });
        });
      }),
      runs(200),
    );
    for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(50);
  });

  test("schedule(): the order of people leaves no trace in a matching", () => {
    let moved = 0;
    fc.assert(
      fc.property(side, side, fc.nat(), (mentees, mentors, order) => {
        const people = named(mentees, mentors);
        const below = seeded(order);
        const again = { mentees: shuffle(people.mentees, below), mentors: shuffle(people.mentors, below) };
        expect(JSON.stringify(match(again, twoKinds).pairs)).toBe(JSON.stringify(match(people, twoKinds).pairs));
        if (JSON.stringify(again) !== JSON.stringify(people) && match(people, twoKinds).pairs.length > 1) moved += 1;
      }),
      runs(150),
    );
    expect(moved).toBeGreaterThan(40);
  });
});

describe("schedule(): what is refused", () => {
  const policyOf = (options: object): Policy => ({ criteria: { times: { kind: "schedule", ...options } as Schedule } });
  const messages = (ada: object, options: object = {}) => messageOf(() => match(adaAndLin(ada), policyOf(options)));

  test("schedule(): minutes that are no number above 0", () => {
    for (const minutes of [0, -1]) {
      const call = () => match(adaAndLin(), policyOf({ minutes }));
      expect(problemsOf(call)).toEqual([
        ["E_OUT_OF_RANGE", "policy.criteria.times.minutes", "/policy/criteria/times/minutes"],
      ]);
    }
    expect(messages({}, { minutes: 0 })).toMatchInlineSnapshot(
      `"Expected policy.criteria.times.minutes to be a number above 0, received 0."`,
    );
    expect(messages({}, { minutes: "60" })).toMatchInlineSnapshot(
      `"Expected policy.criteria.times.minutes to be a number above 0, received "60"."`,
    );
    expect(messages({}, { minutes: Number.POSITIVE_INFINITY })).toMatchInlineSnapshot(
      `"Expected policy.criteria.times.minutes to be a number above 0, received Infinity."`,
    );
    expect(messages({}, { minutes: Number.NaN })).toMatchInlineSnapshot(
      `"Expected policy.criteria.times.minutes to be a number above 0, received NaN."`,
    );
  });

  test("schedule(): options of other kinds", () => {
    expect(messages({}, { field: "availability" })).toMatchInlineSnapshot(
      `"Expected policy.criteria.times.field to be a known key, received an unknown one."`,
    );
  });

  test("schedule(): windows and zones that do not exist", () => {
    const window = { day: "Monday", from: "09:00", to: "10:00" };
    const availability = (change: object) => ({ availability: [{ ...window, ...change }] });
    expect(messages(availability({ to: "09:00" }))).toMatchInlineSnapshot(
      `"Expected mentees[0].availability[0] to be a window that ends after it begins, on the same day, received an object."`,
    );
    expect(messages(availability({ to: "24:01" }))).toMatchInlineSnapshot(
      `"Expected mentees[0].availability[0].to to be a time of day from 00:00 to 24:00, written HH:MM, received a text."`,
    );
    expect(messages(availability({ day: "Mon" }))).toMatchInlineSnapshot(
      `"Expected mentees[0].availability[0].day to be a day of the week (Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday), received a text."`,
    );
    expect(messages({ timeZone: "Europe/Atlantis" })).toMatchInlineSnapshot(
      `"Expected mentees[0].timeZone to be an IANA time zone such as Europe/London, received a text."`,
    );
  });
});

describe("toText(): shared times", () => {
  const policy: Policy = { criteria: { times: schedule({ minutes: 240 }) }, date: "2026-03-20" };
  const textsOf = (mentee: Times, mentor: Times, change: Partial<Policy> = {}) => {
    const people = adaAndLin({ name: "Ada Obi", ...mentee }, { name: "Lin Zhao", ...mentor });
    const explanation = explain(match(people, { ...policy, ...change }), { mentee: "ada" });
    return (["mentee", "mentor", "administrator"] as const).map((audience) => toText(explanation, { audience }));
  };

  test("toText(): whole hours for participants; minutes and windows for administrators", () => {
    expect(textsOf(free(420), free(170))).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is Lin Zhao. You share two hours a week.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You share two hours a week.",
        "Ada Obi (ada) with Lin Zhao (lin): score 0.708333, confidence 100 %.
      times: 0.708333 = 1 × 0.708333. 170 minutes a week in common, 240 needed. On the mentee's clock: Monday 09:00–11:50.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(textsOf(free(420), free(60))[0]).toContain("You share one hour a week.");
    expect(textsOf(free(420), free(119))[0]).toContain("You share one hour a week.");
    expect(textsOf(free(720), free(660))[0]).toContain("You share 11 hours a week.");
  });

  test("toText(): below an hour, just some time", () => {
    expect(textsOf(free(420), free(59))[0]).toContain("You share some time in the week.");
    expect(textsOf(free(420), free(59))[1]).toContain("You share some time in the week.");
    expect(textsOf(free(420), free(1))[0]).toContain("You share some time in the week.");
    expect(textsOf(free(420), free(1))[2]).toContain("1 minute a week in common");
  });

  test("toText(): several windows, on the mentee's clock", () => {
    const own = { timeZone: "Asia/Kathmandu", availability: [...free(60).availability!, ...free(60).availability!] };
    const theirs: Times = {
      timeZone: "Europe/London",
      availability: [
        { day: "Monday", from: "03:00", to: "03:45" },
        { day: "Monday", from: "04:05", to: "04:30" },
      ],
    };
    // London's 03:15 to 03:45 is 09:00 to 09:30, 04:05 to 04:15 is 09:50 to 10:00
    expect(textsOf(own, theirs)[2]).toContain(
      "40 minutes a week in common, 240 needed. On the mentee's clock: Monday 09:00–09:30 and Monday 09:50–10:00.",
    );
  });

  test("toText(): nothing where nothing is shared; what was not given", () => {
    expect(textsOf(free(60), { availability: [] })).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is Lin Zhao.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi.",
        "Ada Obi (ada) with Lin Zhao (lin): score 0, confidence 100 %.
      times: 0 = 1 × 0. 0 minutes a week in common, 240 needed.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(textsOf(free(60), {})).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is Lin Zhao. Lin Zhao's availability was not given.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. Your availability was not given.",
        "Ada Obi (ada) with Lin Zhao (lin): score 0.5, confidence 0 %.
      times: 0.5 = 1 × 0.5, because the mentor gave no answer.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    expect(textsOf({}, free(60))).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is Lin Zhao. Your availability was not given.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. Ada Obi's availability was not given.",
        "Ada Obi (ada) with Lin Zhao (lin): score 0, confidence 0 %.
      times: not scored, the mentee gave no answer.
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
  });

  test("toText(): the rule says it where no criterion does, and only then", () => {
    const rules = { times: minimumOverlap({ minutes: 30 }) };
    const clubs: Policy["criteria"] = { clubs: { kind: "overlap", field: "clubs" } };
    expect(textsOf(free(420), free(170), { rules, criteria: clubs })).toMatchInlineSnapshot(`
      [
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentor is Lin Zhao. You share two hours a week. Your clubs were not given.",
        "This is a proposal: nobody has confirmed the matching yet.
      Your mentee is Ada Obi. You share two hours a week. Ada Obi's clubs were not given.",
        "Ada Obi (ada) with Lin Zhao (lin): score 0, confidence 0 %.
      clubs: not scored, the mentee gave no answer.
      Rules: times met (170 minutes a week).
      This is a proposal: nobody has confirmed the matching yet.",
      ]
    `);
    for (const text of textsOf(free(420), free(170), { rules }).slice(0, 2)) {
      expect(text.match(/You share/g)).toHaveLength(1);
    }
  });
});
