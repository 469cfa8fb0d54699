const DAY = 24 * 60 * 60 * 1000;
const SECOND = 1000;

/**
 * A cell of a sheet as the text that a CSV file would hold: numbers in digits, `TRUE` and `FALSE`, days as YYYY-MM-DD,
 * times as HH:MM (and with seconds, where there are any), both with a space between; a blank cell is empty.
 */
export function cellText(value: unknown): string {
  if (typeof value === "string") return value.replace(/\r\n?/g, "\n");
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (value instanceof Date) return dateText(value);
  return value === null || value === undefined ? "" : String(value);
}

/** A number as digits; what a double does not hold stays as the file has it. */
export function numberText(digits: string): string {
  const value = Number(digits);
  const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isExact ? String(value) : digits;
}

function dateText(date: Date): string {
  // days are counted in fractions, so that a second may come out a little short
  const time = Math.round(date.getTime() / SECOND) * SECOND;
  if (Number.isNaN(time)) return "#VALUE!";
  const [day, clock] = new Date(time).toISOString().slice(0, 19).split("T");
  if (time % DAY === 0) return day;
  const shown = clock.endsWith(":00") ? clock.slice(0, 5) : clock;
  // a time of day alone is a fraction of day 0
  return time < Date.UTC(1900, 0, 1) ? shown : `${day} ${shown}`;
}
