import type { Availability } from "../problem/people.js";
import { days } from "../problem/times.js";

/** A day or a range of days, then two hours, each with or without minutes. What it finds is not yet a day or a time. */
const WINDOW =
  /^(?<first>[a-z]+)(?:\s*[-–]\s*(?<last>[a-z]+))?\s+(?<from>\d\d?(?::\d\d)?)\s*[-–]\s*(?<to>\d\d?(?::\d\d)?)$/i;

const SHORTEST_DAY = 3;

/**
 * Reads "Mon 9:00-11:30" or "Mon-Fri 9-17" as weekly windows, one for each day; undefined where the text is none.
 *
 * Days are English names or at least their first three letters, in any case; a range may pass the end of the week.
 * Hours count to 24: "9am" is not read. A time that no clock shows, or a window that ends before it begins, is read as
 * it stands, for the schema to report. Time O(length).
 */
export function readWindows(text: string): Availability[] | undefined {
  const found = WINDOW.exec(text)?.groups;
  if (found === undefined) return undefined;
  const first = dayOf(found.first);
  const last = found.last === undefined ? first : dayOf(found.last);
  if (first === -1 || last === -1) return undefined;
  const [from, to] = [timeOf(found.from), timeOf(found.to)];
  const count = ((last - first + days.length) % days.length) + 1;
  return Array.from({ length: count }, (_, step) => ({ day: days[(first + step) % days.length], from, to }));
}

/** The index of a day from Monday; −1 where the word names none. */
function dayOf(word: string): number {
  const start = word.toLowerCase();
  return start.length < SHORTEST_DAY ? -1 : days.findIndex((day) => day.toLowerCase().startsWith(start));
}

/** `9` and `9:00` as `09:00`. */
function timeOf(text: string): string {
  const [hours, minutes = "00"] = text.split(":");
  return `${hours.padStart(2, "0")}:${minutes}`;
}
