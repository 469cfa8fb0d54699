export const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

export type Day = (typeof days)[number];

/** Minutes since midnight of a time written HH:MM, 24:00 included; undefined where it is none. */
export function minutesOf(time: string): number | undefined {
  const known = times.get(time);
  if (known !== undefined) return known;
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(time);
  const minutes = match === null ? Number.NaN : 60 * Number(match[1]) + Number(match[2]);
  if (!(minutes <= 24 * 60)) return undefined;
  times.set(time, minutes);
  return minutes;
}

/** Kept, as they are asked for again and again; there are no more of them than minutes in a day. */
const times = new Map<string, number>();

const zones = new Map<string, boolean>();

/** Asked of the runtime, as its list of zones holds only one name of each. */
export function isTimeZone(value: string): boolean {
  let known = zones.get(value);
  if (known === undefined) {
    known = knowsTimeZone(value);
    if (known) zones.set(value, known);
  }
  return known;
}

function knowsTimeZone(timeZone: string): boolean {
  // offsets such as +05:30 are understood by some runtimes only
  if (!/^[A-Za-z]/.test(timeZone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}

/** Whether a text is a day that exists, written YYYY-MM-DD. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
