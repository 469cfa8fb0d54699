import type { Availability } from "../problem/people.js";
import { days } from "../problem/times.js";

/** A part of a text about the week: a day, a time of day, what makes a range of two, or what stands between two of a kind. */
type Token =
  | { readonly kind: "day"; readonly day: number }
  | { readonly kind: "time"; readonly hours: number; readonly minutes: number; readonly half?: Half }
  | { readonly kind: "range" }
  | { readonly kind: "and" };

type Half = "am" | "pm";
type Clock = Pick<Time, "hours" | "minutes">;
type Time = Extract<Token, { kind: "time" }>;

/** One token, in time linear in its length: no two of its repetitions can take the same characters. */
const TOKEN =
  /\s*(?:(?<word>[a-z]+)[.:]?|(?<hours>\d\d?)(?:[:.](?<minutes>\d\d)|(?<=\d\d)(?<bare>\d\d))?(?![\d:])\s*(?<half>[ap]\.?m\b\.?)?|(?<dash>[-–—−])|(?<mark>[,/&+]))/iy;

const RANGE_WORDS: readonly string[] = ["to", "until", "till"];
const SHORTEST_DAY = 3;
/** Characters of a text that may be about the week; longer ones are prose. */
const LONGEST = 1000;

/**
 * Reads "Mon 9:00-11:30", "Mon-Fri 9-17", "Mon, Wed 9am-11.30am" and the like as weekly windows, one for each day and range of
 * hours; undefined where the text is none.
 *
 * Days are English names or at least their first three letters, in any case; a range may pass the end of the week.
 * Several days share the hours behind them, several ranges of hours the days before them: "Mon & Wed 9-11, 14-16".
 * Hours count to 24, or to 12 with am and pm; where only the end has one ("9-5pm", "2-4pm"), the start is the last
 * such time before it. A time that no clock shows, or a window that ends before it begins, is read as it stands, for
 * the schema to report. Time O(length).
 */
export function readWindows(text: string): Availability[] | undefined {
  const tokens = text.length > LONGEST ? undefined : tokensOf(text);
  if (tokens === undefined) return undefined;
  const windows: Availability[] = [];
  let at = 0;
  const kind = () => tokens[at]?.kind;
  /** Reads "x", "x-y" and lists of both, as long as they are of one kind. */
  const rangesOf = <Kind extends "day" | "time">(wanted: Kind) => {
    type Found = Extract<Token, { kind: Kind }>;
    const ranges: [Found, Found | undefined][] = [];
    while (kind() === wanted) {
      const first = tokens[at++] as Found;
      let last: Found | undefined;
      if (kind() === "range") {
        if (tokens[at + 1]?.kind !== wanted) return undefined;
        last = tokens[at + 1] as Found;
        at += 2;
      }
      ranges.push([first, last]);
      if (kind() !== "and" || tokens[at + 1]?.kind !== wanted) break;
      at++;
    }
    return ranges.length === 0 ? undefined : ranges;
  };
  while (at < tokens.length) {
    if (windows.length > 0 && kind() === "and") at++;
    const spans = rangesOf("day");
    const hours = spans === undefined ? undefined : rangesOf("time");
    if (spans === undefined || hours === undefined) return undefined;
    for (const [first, last = first] of spans) {
      for (const [from, to] of hours) {
        const times = to === undefined ? undefined : timesOf(from, to);
        if (times === undefined) return undefined;
        const count = ((last.day - first.day + days.length) % days.length) + 1;
        for (let step = 0; step < count; step++)
          windows.push({ day: days[(first.day + step) % days.length], ...times });
      }
    }
  }
  return windows.length === 0 ? undefined : windows;
}

function tokensOf(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text)?.groups;
    const token = found === undefined ? undefined : tokenOf(found);
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

function tokenOf(found: { readonly [group: string]: string | undefined }): Token | undefined {
  const { word, hours, minutes = found.bare ?? "00", half, dash } = found;
  if (hours !== undefined) {
    const time = { kind: "time", hours: Number(hours), minutes: Number(minutes) } as const;
    return half === undefined ? time : { ...time, half: half.toLowerCase().startsWith("a") ? "am" : "pm" };
  }
  if (word === undefined) return { kind: dash === undefined ? "and" : "range" };
  const lower = word.toLowerCase();
  if (RANGE_WORDS.includes(lower)) return { kind: "range" };
  if (lower === "and") return { kind: "and" };
  const day = lower.length < SHORTEST_DAY ? -1 : days.findIndex((name) => name.toLowerCase().startsWith(lower));
  return day === -1 ? undefined : { kind: "day", day };
}

/** The two times as `HH:MM`; undefined where it cannot be told which half of the day is meant. */
function timesOf(from: Time, to: Time): { from: string; to: string } | undefined {
  if (from.half === undefined && to.half === undefined) return { from: written(from), to: written(to) };
  if (to.half === undefined || !isOfHalf(from) || !isOfHalf(to)) return undefined;
  const late = inHalf(to, to.half);
  // midnight ends a day rather than begin it
  const end = late.hours + late.minutes === 0 ? { hours: 24, minutes: 0 } : late;
  const isBefore = (start: Clock) => 60 * start.hours + start.minutes < 60 * end.hours + end.minutes;
  const halves: readonly Half[] = from.half === undefined ? ["pm", "am", to.half] : [from.half];
  const starts = halves.map((half) => inHalf(from, half));
  return { from: written(starts.find(isBefore) ?? starts[starts.length - 1]), to: written(end) };
}

/** A clock of twelve hours shows no 0 and no 13. */
function isOfHalf({ hours }: Clock): boolean {
  return hours >= 1 && hours <= 12;
}

function inHalf({ hours, minutes }: Clock, half: Half): Clock {
  return { hours: (half === "pm" ? 12 : 0) + (hours % 12), minutes };
}

function written({ hours, minutes }: Clock): string {
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
