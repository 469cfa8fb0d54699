import * as z from "zod";
import { isCount } from "../numeric/isCount.js";
import { expected } from "../problem/expected.js";
import type { WarningCode } from "../problem/problem.js";
import type { Manifest } from "./matching.js";

/* Schemas are made when they are first asked for, so that nobody pays for them who asks for none. */

export const text = () => z.string(expected("E_TYPE", "a text"));
export const count = () =>
  z
    .number(expected("E_TYPE", "a whole number, not negative"))
    .refine(isCount, expected("E_OUT_OF_RANGE", "a whole number, not negative"));
const hash = () => text().regex(/^[0-9a-f]{64}$/, expected("E_TYPE", "a digest (64 hexadecimal digits)"));
const statuses: readonly Manifest["status"][] = ["optimal", "stable", "infeasible"];

export function counts<Name extends string>(...names: readonly Name[]) {
  const shape = Object.fromEntries(names.map((name) => [name, count()])) as Record<Name, ReturnType<typeof count>>;
  return z.object(shape, expected("E_TYPE", "counts (an object)"));
}

/** A list of what has a code. */
export function codes<Code extends string, Shape extends z.ZodRawShape>(further: Shape) {
  const isCode = (value: unknown) => typeof value === "string" && /^[A-Z_]+$/.test(value);
  const code = z.custom<Code>(isCode, expected("E_TYPE", "a code"));
  const entry = z.object({ code, ...further }, expected("E_TYPE", "an object with a code"));
  return z.array(entry, expected("E_TYPE", "a list of objects with codes"));
}

/** Codes of warnings, each with what it counts. */
export function warningCodes() {
  const further = { count: count().optional() };
  return codes<WarningCode, typeof further>(further);
}

/** What records take from a matching: digests, counts and codes, nobody's id and nobody's answer. Anything else is not read. */
export function matchingFacts() {
  const state = expected("E_TYPE", "a decision (an object)");
  const proposal = z.object({ state: z.literal("proposal") });
  const confirmed = z.object({ state: z.literal("confirmed"), actor: text(), reason: text() });
  const manifest = z.object(
    {
      version: text(),
      status: z.enum(statuses, expected("E_TYPE", "the status of a matching")),
      policy: hash(),
      input: hash(),
      projection: hash(),
      keyed: z.boolean(expected("E_TYPE", "true or false")),
      seed: count(),
      counts: counts("mentees", "mentors", "seats", "allowedPairs", "matched", "unmatched", "freeSeats"),
      warnings: warningCodes(),
      result: hash(),
    },
    expected("E_TYPE", "a manifest (an object)"),
  );
  const decision = z.discriminatedUnion("state", [proposal, confirmed], state);
  return z.object({ decision, manifest }, expected("E_TYPE", "a matching (an object)"));
}
