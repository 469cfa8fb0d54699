import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readWindows } from "../../src/io/readWindows.js";

const shown = (text: string) => readWindows(text)?.map(({ day, from, to }) => `${day} ${from} ${to}`);

describe("readWindows()", () => {
  test.each([
    ["Mon 9:00-11:30", ["Monday 09:00 11:30"]],
    ["Monday 09:00–11:30", ["Monday 09:00 11:30"]],
    ["Tue 9-11", ["Tuesday 09:00 11:00"]],
    ["thurs 09 – 17:30", ["Thursday 09:00 17:30"]],
    ["WEDNES\u00a0\t9 -11", ["Wednesday 09:00 11:00"]],
    ["sun 0-24", ["Sunday 00:00 24:00"]],
    ["Mon-Wed 9:00-17:00", ["Monday 09:00 17:00", "Tuesday 09:00 17:00", "Wednesday 09:00 17:00"]],
    ["Saturday – Sun 10-12", ["Saturday 10:00 12:00", "Sunday 10:00 12:00"]],
    ["fri-fri 10-12", ["Friday 10:00 12:00"]],
    ["Mon 9am-11.30am", ["Monday 09:00 11:30"]],
    ["Mon 9 AM – 1 p.m.", ["Monday 09:00 13:00"]],
    ["Mon 9.30-11", ["Monday 09:30 11:00"]],
    ["Mon 0900-1130", ["Monday 09:00 11:30"]],
    ["Mon 9 to 11", ["Monday 09:00 11:00"]],
    ["Mon to Tue 9 until 11", ["Monday 09:00 11:00", "Tuesday 09:00 11:00"]],
    ["Mon 9—11", ["Monday 09:00 11:00"]],
    ["Mon 9−11", ["Monday 09:00 11:00"]],
    ["Mon. 9-11", ["Monday 09:00 11:00"]],
    ["Mon: 9-11", ["Monday 09:00 11:00"]],
    ["Mon9-11", ["Monday 09:00 11:00"]],
    [" Mon 9-11 \n", ["Monday 09:00 11:00"]],
    ["Mon, Wed 9-12", ["Monday 09:00 12:00", "Wednesday 09:00 12:00"]],
    ["Mon/Wed and Fri 9-12", ["Monday 09:00 12:00", "Wednesday 09:00 12:00", "Friday 09:00 12:00"]],
    ["Mon 9-11, 14-16", ["Monday 09:00 11:00", "Monday 14:00 16:00"]],
    ["Mon 9-11, Tue 3-4", ["Monday 09:00 11:00", "Tuesday 03:00 04:00"]],
    ["Mon 9-11 Tue 3-4", ["Monday 09:00 11:00", "Tuesday 03:00 04:00"]],
    ["Mon 2-4pm", ["Monday 14:00 16:00"]],
    ["Mon 9-5pm", ["Monday 09:00 17:00"]],
    ["Mon 11-1 pm", ["Monday 11:00 13:00"]],
    ["Mon 9-11am", ["Monday 09:00 11:00"]],
    ["Mon 12pm-12am", ["Monday 12:00 24:00"]],
    ["Mon 12am-1am", ["Monday 00:00 01:00"]],
  ])("readWindows(): reads %j", (text, windows) => {
    expect(shown(text)).toEqual(windows);
  });

  test("readWindows(): a range of days may pass the end of the week", () => {
    expect(shown("Sat-Mon 8-9")).toEqual(["Saturday 08:00 09:00", "Sunday 08:00 09:00", "Monday 08:00 09:00"]);
    expect(shown("Tue-Mon 8-9")).toHaveLength(7);
  });

  test.each([
    "",
    "Mon",
    "Mon-Fri",
    "9-11",
    "Mo 9-11",
    "M-F 9-11",
    "Mon-Fr 9-11",
    "Mondays 9-11",
    "Montag 9-11",
    "Mon 9:0-11",
    "Mon 009-011",
    "Mon 9:00:00-11:00:00",
    "Mon 9--11",
    "Mon --Fri 9-11",
    "Mon 9",
    "Mon 9-",
    "Mon ٩-١١",
    "constructor 9-11",
    "Mon 930-11",
    "Mon 9am-5",
    "Mon 0-5pm",
    "Mon 13pm-15pm",
    "Mon 9-11 amx",
    "Mon,, Tue 9-11",
    "Mon 9-11,",
    "and Mon 9-11",
    "9-11 Mon",
    "Mon 9-11-13",
    `Mon 9-11${" ".repeat(1000)}`,
  ])("readWindows(): does not guess what %j means", (text) => {
    expect(readWindows(text)).toBeUndefined();
  });

  test("readWindows(): what no clock shows is read as it stands, for the schema to report", () => {
    expect(shown("Mon 25-26:75")).toEqual(["Monday 25:00 26:75"]);
    expect(shown("Mon 22-2")).toEqual(["Monday 22:00 02:00"]);
    expect(shown("Mon 9-10:75")).toEqual(["Monday 09:00 10:75"]);
    expect(shown("Mon 10pm-2am")).toEqual(["Monday 22:00 02:00"]);
    expect(shown("Mon 11-9am")).toEqual(["Monday 11:00 09:00"]);
  });

  test("readWindows(): reads back every spelling of every window", () => {
    const week = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const day = fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.boolean()).map(([index, letters, upper]) => {
      const start = week[index].slice(0, 3 + letters);
      return { index, spelt: upper ? start.toUpperCase() : start };
    });
    const time = fc.tuple(fc.nat({ max: 24 }), fc.nat({ max: 59 }), fc.boolean()).map(([hours, minutes, short]) => {
      const wholeHour = short && minutes % 2 === 0;
      const [shownMinutes, hour] = [wholeHour ? "" : `:${String(minutes).padStart(2, "0")}`, String(hours)];
      const read = `${hour.padStart(2, "0")}${wholeHour ? ":00" : shownMinutes}`;
      return { spelt: `${short ? hour : hour.padStart(2, "0")}${shownMinutes}`, read };
    });
    const dash = fc.constantFrom("-", "–", " - ", " –", "-\t");
    let ranges = 0;
    fc.assert(
      fc.property(day, fc.option(day, { nil: undefined }), time, time, dash, (first, last, from, to, between) => {
        const rangeOfDays = last === undefined ? first.spelt : `${first.spelt}${between}${last.spelt}`;
        const expected: object[] = [];
        for (let index = first.index; ; index = index === 6 ? 0 : index + 1) {
          expected.push({ day: week[index], from: from.read, to: to.read });
          if (index === (last ?? first).index) break;
        }
        if (expected.length > 1) ranges++;
        expect(readWindows(`${rangeOfDays} ${from.spelt}${between}${to.spelt}`)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
    expect(ranges).toBeGreaterThan(200);
  });

  test.each([
    ["letters", "m".repeat(1e7)],
    ["white space", `mon${" ".repeat(1e7)}x`],
    ["white space around a dash", `mon${" ".repeat(5e6)}-${" ".repeat(5e6)}9`],
    ["days", "mon - ".repeat(2e6)],
    ["white space behind a time", `mon 9${" ".repeat(1e7)}x`],
    ["white space before the second time", `mon 9-${" ".repeat(1e7)}x`],
    ["digits", `mon ${"9".repeat(1e7)}`],
  ])("readWindows(): ten million characters of %s take no longer than their number", (_, text) => {
    expect(readWindows(text)).toBeUndefined();
  });
});
