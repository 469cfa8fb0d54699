import * as z from "zod";
import type { ErrorCode } from "../errors.js";
import { isDate } from "./times.js";

/** What a schema's message says: the code and the noun phrase that `issue` needs. */
export interface Expectation {
  readonly code: ErrorCode;
  readonly expected: string;
}

/** The `error` parameter of a zod schema, in the form that `parseExpected` reads back. */
export function expected(code: ErrorCode, phrase: string): { error: string } {
  return { error: `${code} ${phrase}` };
}

/** Reads back what `expected` wrote; undefined for a message of zod's own. */
export function parseExpected(message: string): Expectation | undefined {
  const match = /^(E_[A-Z_]+) (.+)$/s.exec(message);
  return match === null ? undefined : { code: match[1] as ErrorCode, expected: match[2] };
}

/** An object with these fields and no other; the message for a further one carries the known keys. */
export function strictObject<Shape extends z.ZodRawShape>(shape: Shape, phrase: string) {
  const known = JSON.stringify(Object.keys(shape));
  return z.strictObject(shape, {
    error: (found) => (found.code === "unrecognized_keys" ? `E_UNKNOWN_KEY ${known}` : `E_TYPE ${phrase}`),
  });
}

/** A level or an importance. */
export const oneToFive = z
  .number(expected("E_TYPE", "a whole number from 1 to 5"))
  .refine(
    (value) => Number.isInteger(value) && value >= 1 && value <= 5,
    expected("E_OUT_OF_RANGE", "a whole number from 1 to 5"),
  )
  .meta({ minimum: 1, maximum: 5, multipleOf: 1 });

/** The name of a field or of an attribute, as criteria, rules and quotas have it. */
export const anyField = z
  .string(expected("E_TYPE", "the name of a field"))
  .min(1, expected("E_TYPE", "the name of a field"))
  .refine(
    (field) => !field.startsWith("attributes."),
    expected("E_OUT_OF_RANGE", "the name of a field or an attribute alone, without attributes. before it"),
  );

/** A day of the calendar. */
export const day = z
  .string(expected("E_TYPE", "a text"))
  .refine(isDate, expected("E_DATE", "a date that exists, written YYYY-MM-DD"))
  .meta({ pattern: "^\\d{4}-\\d{2}-\\d{2}$" });
