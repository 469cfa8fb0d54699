import { isDate } from "../problem/times.js";

/** What `isInstant` asks for. */
export const INSTANT = "a time in UTC that exists, written YYYY-MM-DDTHH:MM:SSZ";

/** Whether a text is a time in UTC as ISO 8601 has it: `2026-03-02T09:30:00Z`, with up to nine decimals of a second. */
export function isInstant(text: string): boolean {
  return isDate(text.slice(0, 10)) && /^T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?Z$/.test(text.slice(10));
}
