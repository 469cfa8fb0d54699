import fc from "fast-check";
import { type Availability, type Mentee, match, minimumOverlap, type Policy, schedule } from "telemachus";
import { describe, expect, test } from "vitest";

import { readSchedules, sharedWindows } from "../../src/score/schedules.js";
import { runs } from "../support/instances.js";
import { scorerOf, seeded, shuffle } from "../support/programmes.js";
import { messageOf, problemsOf } from "../support/refusal.js";
import { adaAndLin, skillsOnly } from "../support/storyWith.js";

type Times = Pick<Mentee, "availability" | "timeZone">;

/** "Monday 09:00–11:00" as a window. */
function window(text: string): Availability {
  const [day, from, to] = text.split(/[ –]/) as [Availability["day"], string, string];
  return { day, from, to };
}

function at(timeZone: string | undefined, ...windows: string[]): Times {
  return { ...(timeZone === undefined ? {} : { timeZone }), availability: windows.map(window) };
}

/** The shared minutes of a mentee and a mentor, and the shared windows on the mentee's clock. */
function shared(mentee: Times, mentor: Times, date?: string): [minutes: number, ...windows: string[]] {
  const { cohort } = scorerOf(adaAndLin(mentee, mentor), { ...skillsOnly, ...(date && { date }) });
  const { mentees, mentors, sharedMinutes } = readSchedules(cohort);
  const windows = sharedWindows(mentees[0], mentors[0]).map(({ day, from, to }) => `${day} ${from}–${to}`);
  return [sharedMinutes(0, 0), ...windows];
}

describe("readSchedules(): on one clock", () => {
  test("shared minutes are those of both", () => {
    const own = at(undefined, "Monday 09:00–11:00", "Friday 14:00–15:00");
    // Monday 10 to 11, Friday 14:30 to 15
    const theirs = at(undefined, "Monday 10:00–12:00", "Tuesday 09:00–17:00", "Friday 14:30–18:00");
    expect(shared(own, theirs)).toEqual([90, "Monday 10:00–11:00", "Friday 14:30–15:00"]);
    expect(shared(theirs, own)).toEqual([90, "Monday 10:00–11:00", "Friday 14:30–15:00"]);
  });

  test("windows that touch share nothing", () => {
    expect(shared(at(undefined, "Monday 09:00–11:00"), at(undefined, "Monday 11:00–12:00"))).toEqual([0]);
  });

  test("one person's windows that overlap, touch or repeat themselves are one", () => {
    const own = at(undefined, "Monday 12:00–13:00", "Monday 09:00–11:00", "Monday 10:00–12:00", "Monday 10:00–12:00");
    // 09 to 13 is four hours
    expect(shared(own, at(undefined, "Monday 08:00–14:00"))).toEqual([240, "Monday 09:00–13:00"]);
  });

  test("a window within another adds nothing", () => {
    const own = at(undefined, "Monday 09:00–17:00", "Monday 10:00–11:00");
    expect(shared(own, at(undefined, "Monday 08:00–18:00"))).toEqual([480, "Monday 09:00–17:00"]);
  });

  test("a time past midnight is two windows, from 00:00 to 24:00", () => {
    const night = at(
      undefined,
      "Sunday 23:00–24:00",
      "Monday 00:00–01:00",
      "Tuesday 22:00–24:00",
      "Wednesday 00:00–02:00",
    );
    expect(shared(night, night)).toEqual([
      360,
      "Monday 00:00–01:00",
      "Tuesday 22:00–24:00",
      "Wednesday 00:00–02:00",
      "Sunday 23:00–24:00",
    ]);
  });

  test("a whole week is 10 080 minutes", () => {
    const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const always = (zone?: string) => at(zone, ...days.map((day) => `${day} 00:00–24:00`));
    const windows = days.map((day) => `${day} 00:00–24:00`);
    expect(shared(always(), always())).toEqual([10_080, ...windows]);
    expect(shared(always("Asia/Kathmandu"), always("America/New_York"), "2026-03-20")).toEqual([10_080, ...windows]);
  });

  test("people of one zone need no date, whatever its clock does", () => {
    const own = at("Europe/London", "Monday 09:00–11:00");
    const theirs = at("Europe/London", "Monday 10:30–12:00");
    for (const date of [undefined, "2026-01-12", "2026-07-01"]) {
      expect(shared(own, theirs, date)).toEqual([30, "Monday 10:30–11:00"]);
    }
    // names of zones have no case
    expect(shared(own, { ...theirs, timeZone: "europe/LONDON" })).toEqual([30, "Monday 10:30–11:00"]);
  });
});

describe("readSchedules(): between time zones", () => {
  const london = at("Europe/London", "Monday 14:00–18:00");
  const newYork = at("America/New_York", "Monday 09:00–12:00");

  test("London and New York, both on winter time: five hours apart", () => {
    // 09 to 12 is 14 to 17 in London
    expect(shared(london, newYork, "2026-01-12")).toEqual([180, "Monday 14:00–17:00"]);
    expect(shared(newYork, london, "2026-01-12")).toEqual([180, "Monday 09:00–12:00"]);
  });

  test("London and New York, only the latter on summer time: four hours apart", () => {
    // 09 to 12 is 13 to 16 in London
    expect(shared(london, newYork, "2026-03-20")).toEqual([120, "Monday 14:00–16:00"]);
    expect(shared(newYork, london, "2026-03-20")).toEqual([120, "Monday 10:00–12:00"]);
  });

  test("London and New York, both on summer time: five hours apart", () => {
    expect(shared(london, newYork, "2026-07-01")).toEqual([180, "Monday 14:00–17:00"]);
  });

  test("the clock is that of noon in Greenwich: New York changes its clocks on 8 March 2026 at 07:00", () => {
    expect(shared(london, newYork, "2026-03-07")).toEqual([180, "Monday 14:00–17:00"]);
    expect(shared(london, newYork, "2026-03-08")).toEqual([120, "Monday 14:00–16:00"]);
  });

  test("Kathmandu is 5 hours and 45 minutes ahead of Greenwich", () => {
    // Tuesday 00:00 to 02:00 is Monday 18:15 to 20:15 in London, of which 19:00 to 20:15 is shared
    const kathmandu = at("Asia/Kathmandu", "Tuesday 00:00–02:00");
    const evening = at("Europe/London", "Monday 19:00–21:00");
    expect(shared(kathmandu, evening, "2026-01-12")).toEqual([75, "Tuesday 00:45–02:00"]);
    expect(shared(evening, kathmandu, "2026-01-12")).toEqual([75, "Monday 19:00–20:15"]);
  });

  test("Lord Howe is half an hour ahead of Brisbane in winter and an hour in summer", () => {
    const lordHowe = at("Australia/Lord_Howe", "Wednesday 09:00–10:00");
    const brisbane = at("Australia/Brisbane", "Wednesday 08:00–09:00");
    // Brisbane's 08 to 09 is 08:30 to 09:30 there in July, 09 to 10 in January
    expect(shared(lordHowe, brisbane, "2026-07-01")).toEqual([30, "Wednesday 09:00–09:30"]);
    expect(shared(lordHowe, brisbane, "2026-01-12")).toEqual([60, "Wednesday 09:00–10:00"]);
  });

  test("Chatham is 22 hours and 45 minutes ahead of Honolulu in its winter, an hour more in its summer", () => {
    const chatham = at("Pacific/Chatham", "Monday 11:00–12:00");
    const honolulu = at("Pacific/Honolulu", "Sunday 12:00–13:00");
    // Sunday 12 to 13 is Monday 10:45 to 11:45, and 11:45 to 12:45
    expect(shared(chatham, honolulu, "2026-07-01")).toEqual([45, "Monday 11:00–11:45"]);
    expect(shared(honolulu, chatham, "2026-07-01")).toEqual([45, "Sunday 12:15–13:00"]);
    expect(shared(chatham, honolulu, "2026-01-12")).toEqual([15, "Monday 11:45–12:00"]);
  });

  test("the week goes round: Sunday night in London is Monday morning in Tokyo", () => {
    // Tokyo's Monday 07 to 11 is Sunday 22 to Monday 02 in London
    const tokyo = at("Asia/Tokyo", "Monday 07:00–11:00");
    const night = at("Europe/London", "Sunday 23:00–24:00", "Monday 00:00–01:00");
    expect(shared(tokyo, night, "2026-01-12")).toEqual([120, "Monday 08:00–10:00"]);
    expect(shared(night, tokyo, "2026-01-12")).toEqual([120, "Monday 00:00–01:00", "Sunday 23:00–24:00"]);
  });

  test("the widest clocks are 25 hours apart: Monday in Niue is Tuesday in Kiritimati", () => {
    const niue = at("Pacific/Niue", "Monday 00:00–01:00", "Sunday 23:30–24:00");
    const kiritimati = at("Pacific/Kiritimati", "Tuesday 00:00–01:30", "Monday 01:00–02:00");
    // Niue's Monday 00 to 01 is Tuesday 01 to 02, its Sunday 23:30 to 24 is Tuesday 00:30 to 01
    expect(shared(niue, kiritimati, "2026-01-12")).toEqual([60, "Monday 00:00–00:30", "Sunday 23:30–24:00"]);
    expect(shared(kiritimati, niue, "2026-01-12")).toEqual([60, "Tuesday 00:30–01:30"]);
  });
});

describe("readSchedules(): what is unknown", () => {
  const morning = "Monday 09:00–11:00";

  test("silence is unknown, on either side; an empty list is an answer", () => {
    expect(shared({}, at(undefined, morning))).toEqual([Number.NaN]);
    expect(shared(at(undefined, morning), {})).toEqual([Number.NaN]);
    expect(shared(at(undefined), at(undefined, morning))).toEqual([0]);
    expect(shared(at(undefined, morning), at(undefined))).toEqual([0]);
    expect(shared(at(undefined), {})).toEqual([Number.NaN]);
  });

  test("where some state a zone, the times of whoever does not are unknown", () => {
    expect(shared(at(undefined, morning), at("Europe/London", morning))).toEqual([Number.NaN]);
    expect(shared(at("Europe/London", morning), at(undefined, morning), "2026-01-12")).toEqual([Number.NaN]);
    expect(shared(at(undefined, morning), at("Europe/London"))).toEqual([Number.NaN]);
  });

  test("to have no time at all needs neither a zone nor a date", () => {
    expect(shared(at(undefined), at("Europe/London", morning))).toEqual([0]);
    expect(shared(at("Asia/Tokyo"), at("Europe/London", morning))).toEqual([0]);
  });

  test("a zone without times asks for no date", () => {
    expect(shared({ timeZone: "Asia/Tokyo" }, at("Europe/London", morning))).toEqual([Number.NaN]);
  });
});

describe("readSchedules(): zones that differ without a date", () => {
  const people = adaAndLin(at("Europe/London", "Monday 09:00–11:00"), at("Asia/Tokyo", "Monday 09:00–11:00"));
  const policy: Policy = { criteria: { times: schedule({}) }, rules: { times: minimumOverlap({ minutes: 30 }) } };

  test("are refused once, whoever reads them", () => {
    expect(problemsOf(() => match(people, policy))).toEqual([["E_MISSING", "policy.date", "/policy/date"]]);
    expect(messageOf(() => match(people, policy))).toMatchInlineSnapshot(
      `"Expected policy.date to be the programme's date (YYYY-MM-DD), because clocks differ by the season where people's time zones differ, received nothing."`,
    );
    expect(match(people, { ...policy, date: "2026-01-12" }).unmatched.mentees).toHaveLength(1);
  });

  test("are no matter to a policy that does not read times", () => {
    expect(match(people, skillsOnly).pairs).toHaveLength(1);
  });
});

/** What these clocks showed on 20 March 2026, in minutes ahead of Greenwich. */
const ahead: Readonly<Record<string, number>> = {
  "Europe/London": 0,
  "America/New_York": -4 * 60,
  "America/St_Johns": -(2 * 60 + 30),
  "Asia/Kolkata": 5 * 60 + 30,
  "Asia/Kathmandu": 5 * 60 + 45,
  "Australia/Lord_Howe": 11 * 60,
  "Pacific/Chatham": 13 * 60 + 45,
  "Pacific/Kiritimati": 14 * 60,
  "Pacific/Niue": -11 * 60,
};
const date = "2026-03-20";
const dayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const everyMinute = Array.from({ length: 7 * 24 * 60 }, (_, minute) => minute);

/** Each minute of a day as "HH:MM". */
const times = everyMinute.slice(0, 1440).map((minute) => new Date(60_000 * minute).toISOString().slice(11, 16));

/** Whether a clock shows a time within the windows, at a minute of the week in Greenwich. */
function isFree({ availability = [], timeZone = "" }: Times, minute: number): boolean {
  const local = (minute + ahead[timeZone] + everyMinute.length) % everyMinute.length;
  const day = dayNames[Math.floor(local / 1440)];
  const time = times[local % 1440];
  return availability.some((one) => one.day === day && one.from <= time && time < one.to);
}

/** Mostly at the beginning and the end of the week, so that times are often shared and cross from Sunday to Monday. */
const anyWindow: fc.Arbitrary<Availability> = fc
  .record({
    day: fc.constantFrom("Monday", "Sunday", "Monday", "Sunday", "Tuesday", "Thursday"),
    from: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 0, max: 95 }).map((quarter) => 15 * quarter),
    ),
    length: fc.oneof(fc.integer({ min: 1, max: 1440 }), fc.constantFrom(90, 600, 1440)),
  })
  .map(({ day, from, length }) => ({
    day,
    from: times[from],
    to: times[from + length] ?? "24:00",
  }));
const anyTimes = fc.record({
  timeZone: fc.constantFrom(...Object.keys(ahead)),
  availability: fc.oneof(
    fc.array(anyWindow, { maxLength: 2 }),
    fc.array(anyWindow, { minLength: 3, maxLength: 8, size: "max" }),
    fc.array(anyWindow, { minLength: 3, maxLength: 8, size: "max" }),
  ),
});

describe("readSchedules(): laws", () => {
  test("shared minutes and windows are those of a count over every minute of the week", () => {
    const seen = { some: 0, acrossMidnight: 0, none: 0 };
    fc.assert(
      fc.property(anyTimes, anyTimes, (mentee, mentor) => {
        const both = everyMinute.filter((minute) => isFree(mentee, minute) && isFree(mentor, minute));
        const [minutes, ...windows] = shared(mentee, mentor, date);
        expect(minutes).toBe(both.length);
        const told = { timeZone: mentee.timeZone, availability: windows.map(window) };
        expect(everyMinute.filter((minute) => isFree(told, minute))).toEqual(both);
        const starts = told.availability.map(({ day, from }) => `${dayNames.indexOf(day)} ${from}`);
        expect([...new Set(starts)].sort()).toEqual(starts);
        if (minutes === 0) seen.none += 1;
        else seen.some += 1;
        if (windows.some((text) => text.endsWith("24:00")) && windows.some((text) => text.includes("00:00–")))
          seen.acrossMidnight += 1;
      }),
      runs(300),
    );
    expect(seen.some).toBeGreaterThan(150);
    expect(seen.acrossMidnight).toBeGreaterThan(20);
    expect(seen.none).toBeGreaterThan(20);
  });

  test("shared windows of one stretch touch nowhere but at midnight", () => {
    let several = 0;
    fc.assert(
      fc.property(anyTimes, anyTimes, (mentee, mentor) => {
        const [, ...windows] = shared(mentee, mentor, date);
        const ends = new Set(windows.map((text) => window(text)).map(({ day, to }) => `${day} ${to}`));
        for (const { day, from } of windows.map(window)) expect(ends).not.toContain(`${day} ${from}`);
        if (windows.length > 1) several += 1;
      }),
      runs(300),
    );
    expect(several).toBeGreaterThan(100);
  });

  test("shared minutes are the same both ways, and in any order of windows", () => {
    let some = 0;
    fc.assert(
      fc.property(anyTimes, anyTimes, fc.nat(), (mentee, mentor, order) => {
        const [minutes, ...windows] = shared(mentee, mentor, date);
        expect(shared(mentor, mentee, date)[0]).toBe(minutes);
        const again = { ...mentee, availability: shuffle(mentee.availability, seeded(order)) };
        expect(shared(again, mentor, date)).toEqual([minutes, ...windows]);
        if (minutes > 0 && mentee.availability.length > 1) some += 1;
      }),
      runs(300),
    );
    expect(some).toBeGreaterThan(150);
  });

  test("one more window never takes shared minutes away", () => {
    let gained = 0;
    fc.assert(
      fc.property(anyTimes, anyTimes, anyWindow, (mentee, mentor, more) => {
        const [before] = shared(mentee, mentor, date);
        const [after] = shared({ ...mentee, availability: [...mentee.availability, more] }, mentor, date);
        expect(after).toBeGreaterThanOrEqual(before);
        if (after > before) gained += 1;
      }),
      runs(300),
    );
    expect(gained).toBeGreaterThan(60);
  });

  test("whom else a mentee or a mentor is compared with in between leaves no trace", () => {
    let some = 0;
    const side = fc.array(anyTimes, { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(side, side, fc.nat(), (mentees, mentors, order) => {
        const named = (prefix: string) => (times: Times, index: number) => ({ id: `${prefix}${index}`, ...times });
        const people = { mentees: mentees.map(named("a")), mentors: mentors.map(named("b")) };
        const { sharedMinutes, groups } = readSchedules(scorerOf(people, { ...skillsOnly, date }).cohort);
        const pairs = mentees.flatMap((_mentee, i) => mentors.map((_mentor, j) => [i, j]));
        for (const [i, j] of shuffle([...pairs, ...pairs], seeded(order))) {
          const [minutes] = shared(mentees[i], mentors[j], date);
          expect(sharedMinutes(i, j)).toBe(minutes);
          expect(sharedMinutes(i, groups.first[groups.of[j]])).toBe(minutes);
          if (minutes > 0) some += 1;
        }
      }),
      runs(100),
    );
    expect(some).toBeGreaterThan(500);
  });

  test("mentors with the same times of the week are one group, whatever their clocks and windows", () => {
    const mentors = [
      { id: "a", ...at("Europe/London", "Monday 09:00–11:00") },
      { id: "b", ...at("Asia/Kathmandu", "Monday 14:45–15:45", "Monday 15:30–16:45") },
      { id: "c", ...at("Europe/London", "Monday 09:00–11:01") },
      { id: "d", ...at("Asia/Tokyo") },
      { id: "e" },
      { id: "f", ...at(undefined, "Monday 09:00–11:00") },
    ];
    const { cohort } = scorerOf({ mentees: [], mentors }, { ...skillsOnly, date });
    expect([...readSchedules(cohort).groups.of]).toEqual([0, 0, 1, 2, 3, 3]);
  });
});
