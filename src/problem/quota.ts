import * as z from "zod";
import { isCount } from "../numeric/isCount.js";
import { anyField, expected, strictObject } from "./expected.js";

/**
 * Bounds on the matches of the people of one side who gave an answer: those whose answer in `attribute` is `value`, or
 * lists it. Answers are compared as criteria and rules compare them. Who did not answer counts under no quota of that
 * attribute, and seats that are taken already (`load`) count under none.
 *
 * The groups of quotas of one kind (of mentees, of mentees per mentor, of mentors) hold each other or have nobody in
 * common.
 */
export interface Quota {
  readonly side: "mentees" | "mentors";
  /** A field or an attribute, as criteria and rules name it: `team`, `site`. */
  readonly attribute: string;
  readonly value: string | number | boolean;
  /** The least number of matches; one of `min` and `max` may be left out. */
  readonly min?: number;
  readonly max?: number;
  /** All matches of the group together (`"all"`, where it is not given), or those with each mentor by itself; of mentees only. */
  readonly of?: "all" | "perMentor";
}

/** Why quotas that cannot be met by a flow are refused rather than tried. */
export const NOT_A_FLOW =
  "are not a flow: they would need a heuristic, which proves nothing and which this library does not run silently";

const count = z
  .number(expected("E_TYPE", "a non-negative whole number of matches"))
  .refine(isCount, expected("E_OUT_OF_RANGE", "a non-negative whole number of matches"))
  .meta({ minimum: 0, multipleOf: 1 });

const unfit: readonly [reason: string, isMeant: (field: string) => boolean][] = [
  [
    "lived experience is disclosed to those who ask for it, and is never counted",
    (field) => /^(requests\.)?livedExperiences$/.test(field),
  ],
  ["what auditOnly holds is kept for an audit and never decides a match", (field) => /^auditOnly(\.|$)/.test(field)],
  ["times, places and vectors make no groups", (field) => ["availability", "location", "embedding"].includes(field)],
];

const attribute = unfit.reduce(
  (schema, [reason, isMeant]) =>
    schema.refine((field) => !isMeant(field), expected("E_OUT_OF_RANGE", `another attribute: ${reason}`)),
  anyField,
);

const value = z.union(
  [
    z
      .string(expected("E_TYPE", "a text"))
      .refine((text) => text.trim() !== "", expected("E_TYPE", "a text that is not blank"))
      .meta({ pattern: "\\S" }),
    z.number(expected("E_TYPE", "a finite number")),
    z.boolean(expected("E_TYPE", "true or false")),
  ],
  expected("E_TYPE", "a text, a finite number, true or false"),
);

export const quotaSchema: z.ZodType<Quota> = strictObject(
  {
    side: z.enum(["mentees", "mentors"], {
      error: ({ input }) =>
        input === "pairs"
          ? `E_NOT_LAMINAR "mentees" or "mentors", as quotas on pairs ${NOT_A_FLOW}`
          : 'E_TYPE "mentees" or "mentors"',
    }),
    attribute,
    value,
    min: count.optional(),
    max: count.optional(),
    of: z.enum(["all", "perMentor"], expected("E_TYPE", '"all" or "perMentor"')).optional(),
  },
  "a quota (an object)",
)
  .meta({ anyOf: [{ required: ["min"] }, { required: ["max"] }] })
  .check((found) => {
    if (found.issues.length > 0) return;
    for (const { path, error } of formFaults(found.value)) {
      found.issues.push({ code: "custom", input: found.value, path, message: error });
    }
  });

/** What is wrong with keys that do not go together. */
function formFaults({ side, min, max, of }: Pick<Quota, "side" | "min" | "max" | "of">) {
  const faults: { path: string[]; error: string }[] = [];
  if (min === undefined && max === undefined) {
    faults.push({ path: ["max"], ...expected("E_MISSING", "a number of matches, where min is not given") });
  }
  if (min !== undefined && max !== undefined && min > max) {
    faults.push({ path: [], ...expected("E_BOUNDS", "a quota whose min is not above its max") });
  }
  if (side === "mentors" && of === "perMentor") {
    const phrase = 'absent or "all", as only quotas of mentees can count the matches of each mentor by itself';
    faults.push({ path: ["of"], ...expected("E_CONFLICT", phrase) });
  }
  return faults;
}
