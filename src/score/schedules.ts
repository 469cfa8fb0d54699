import { issue } from "../errors.js";
import type { Availability } from "../problem/people.js";
import { type Day, days, minutesOf } from "../problem/times.js";
import { type Cohort, CohortError, type ScoredPerson } from "./cohort.js";
import { type Groups, groupBy } from "./groups.js";
import { oncePer } from "./oncePer.js";

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** The times of a week in which someone can meet. */
export interface WeeklyTimes {
  /**
   * Minutes from Monday 00:00 on the clock that the cohort has in common: the first from and to, the second from and to …
   * Ascending; no two overlap or touch.
   */
  readonly spans: Int32Array;
  /** How many minutes the person's own clock is ahead of the common one, give or take whole weeks. */
  readonly ahead: number;
}

/** When the people of both sides can meet; undefined where someone did not answer, or where their clock is not known. */
export interface Schedules {
  readonly mentees: readonly (WeeklyTimes | undefined)[];
  readonly mentors: readonly (WeeklyTimes | undefined)[];
  /**
   * The minutes of a week in which both can meet; NaN where either's times are unknown.
   *
   * Time O(spans of the mentor), and O(minutes of a week) more for another mentee than the one asked of before.
   */
  readonly sharedMinutes: (mentee: number, mentor: number) => number;
  readonly groups: Groups;
}

/**
 * Reads the weekly availability of both sides.
 *
 * Where nobody states a time zone, all clocks are the same one. Where some do, the times of whoever does not are unknown:
 * nobody may guess a zone. To have no time at all is an answer that needs none.
 *
 * @throws CohortError where people's zones differ and the policy has no date
 */
export function readSchedules(cohort: Cohort): Schedules {
  const aheadOf = readClocks(cohort);
  // equal windows are mostly the same list, and so are the times of whoever's clock shows the same
  const inZone = oncePer((timeZone: string | undefined) => {
    const clock = aheadOf(timeZone);
    return oncePer((windows: readonly Availability[]): WeeklyTimes | undefined => {
      const ahead = windows.length === 0 ? 0 : clock;
      return ahead === undefined ? undefined : { spans: roundTheWeek(windows.map(toSpan), -ahead), ahead };
    });
  });
  const read = ({ availability, timeZone }: ScoredPerson) =>
    availability === undefined ? undefined : inZone(timeZone)(availability);
  const said = oncePer((times: WeeklyTimes | undefined) => (times === undefined ? "unknown" : times.spans.join()));
  const mentees = cohort.mentees.map(read);
  const mentors = cohort.mentors.map(read);
  return { mentees, mentors, sharedMinutes: minutesCounter(mentees, mentors), groups: groupBy(mentors.map(said)) };
}

function minutesCounter(mentees: Schedules["mentees"], mentors: Schedules["mentors"]): Schedules["sharedMinutes"] {
  // rows are scored mentee by mentee, and against a running sum each span of a mentor is one subtraction
  const before = new Uint16Array(WEEK + 1);
  let summed: WeeklyTimes | undefined;
  return (mentee, mentor) => {
    const own = mentees[mentee];
    const theirs = mentors[mentor];
    if (own === undefined || theirs === undefined) return Number.NaN;
    if (own !== summed) sumUp(own, before);
    summed = own;
    const { spans } = theirs;
    let minutes = 0;
    for (let k = 0; k < spans.length; k += 2) minutes += before[spans[k + 1]] - before[spans[k]];
    return minutes;
  };
}

/** Writes for each minute of the week how many before it belong to these times. */
function sumUp({ spans }: WeeklyTimes, before: Uint16Array): void {
  let sum = 0;
  let at = 0;
  for (let k = 0; k < spans.length; k += 2) {
    before.fill(sum, at, spans[k]);
    for (at = spans[k]; at < spans[k + 1]; at++) before[at] = sum++;
  }
  before.fill(sum, at);
}

/** The times of a week in which both can meet, as the first one's clock shows them: from Monday 00:00, cut at midnight. */
export function sharedWindows(own: WeeklyTimes | undefined, theirs: WeeklyTimes | undefined): Availability[] {
  if (own === undefined || theirs === undefined) return [];
  const spans = roundTheWeek(intersect(own.spans, theirs.spans), own.ahead);
  const windows: Availability[] = [];
  for (let k = 0; k < spans.length; k += 2) {
    for (let from = spans[k]; from < spans[k + 1]; ) {
      const day = Math.floor(from / DAY);
      const to = Math.min(spans[k + 1], (day + 1) * DAY);
      windows.push({ day: days[day], from: clockTime(from - day * DAY), to: clockTime(to - day * DAY) });
      from = to;
    }
  }
  return windows;
}

function intersect(a: Int32Array, b: Int32Array): Span[] {
  const shared: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i], b[j]);
    const to = Math.min(a[i + 1], b[j + 1]);
    if (from < to) shared.push([from, to]);
    if (a[i + 1] === to) i += 2;
    else j += 2;
  }
  return shared;
}

/** From the first minute to before the second. */
type Span = readonly [from: number, to: number];

function toSpan({ day, from, to }: Availability): Span {
  const midnight = DAY * days.indexOf(day);
  // the schema has made sure that both are times
  return [midnight + minutesOf(from)!, midnight + minutesOf(to)!];
}

/** Moves spans round the week, of which Sunday's end is Monday's beginning, and joins those that overlap or touch. */
function roundTheWeek(spans: readonly Span[], by: number): Int32Array {
  const moved = spans.flatMap(([from, to]): Span[] => {
    const start = (((from + by) % WEEK) + WEEK) % WEEK;
    const end = start + to - from;
    if (end <= WEEK) return [[start, end]];
    return [
      [start, WEEK],
      [0, end - WEEK],
    ];
  });
  const joined: number[] = [];
  for (const [from, to] of moved.sort(([a], [b]) => a - b)) {
    const last = joined.length - 1;
    if (from <= joined[last]) joined[last] = Math.max(joined[last], to);
    else joined.push(from, to);
  }
  return Int32Array.from(joined);
}

/** 570 as "09:30". */
function clockTime(minutes: number): string {
  const twoDigits = (number: number) => String(number).padStart(2, "0");
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/**
 * Says how far the clock of a zone is ahead of the one that the cohort has in common: anyone's where there is only one,
 * else that of Greenwich. Undefined where nobody can tell.
 */
function readClocks({ mentees, mentors, date }: Cohort): (timeZone: string | undefined) => number | undefined {
  const people = [...mentees, ...mentors];
  if (people.every(({ timeZone }) => timeZone === undefined)) return () => 0;
  const zones = new Set(
    people.flatMap(({ availability = [], timeZone }) =>
      availability.length === 0 || timeZone === undefined ? [] : [zoneKey(timeZone)],
    ),
  );
  if (zones.size <= 1) return (timeZone) => (timeZone === undefined ? undefined : 0);
  if (date === undefined) {
    const why = "because clocks differ by the season where people's time zones differ";
    const expected = `the programme's date (YYYY-MM-DD), ${why}`;
    throw new CohortError([issue("E_MISSING", ["policy", "date"], { expected, received: "nothing" })]);
  }
  const noon = new Date(`${date}T12:00:00Z`);
  const ahead = new Map([...zones].map((zone) => [zone, minutesAhead(zone, noon)]));
  return (timeZone) => (timeZone === undefined ? undefined : ahead.get(zoneKey(timeZone)));
}

/** Names of zones are the same whatever their case. */
function zoneKey(timeZone: string): string {
  return timeZone.toLowerCase();
}

/** How many minutes a zone's clock is ahead of Greenwich's at a moment, give or take whole weeks. */
function minutesAhead(zone: string, moment: Date): number {
  const shown = new Map(
    clockOf(zone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  const local = toMinutes(
    days.indexOf(shown.get("weekday") as Day),
    Number(shown.get("hour")),
    Number(shown.get("minute")),
  );
  // their weeks begin on Sunday, ours on Monday
  return local - toMinutes((moment.getUTCDay() + 6) % 7, moment.getUTCHours(), moment.getUTCMinutes());
}

function toMinutes(day: number, hours: number, minutes: number): number {
  return DAY * day + 60 * hours + minutes;
}

/** Kept, as they are slow to make; there are no more of them than zones. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What shows the time of the week in a zone, whatever the machine's own zone and language. */
function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
  });
  clocks.set(zone, clock);
  return clock;
}
