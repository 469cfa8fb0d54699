import * as z from "zod";
import { isCount } from "../numeric/isCount.js";
import { capacitySchema, seatCount } from "./capacity.js";
import { expected, oneToFive, strictObject } from "./expected.js";
import { days, isTimeZone, minutesOf } from "./times.js";

const LONGEST_ID = 256;

const text = z.string(expected("E_TYPE", "a text"));
const id = z
  .string(expected("E_TYPE", "an id (a text)"))
  .refine(isVisible, expected("E_ID", "an id that is not blank"))
  .refine((value) => value.length <= LONGEST_ID, expected("E_TOO_LONG", `an id of at most ${LONGEST_ID} characters`))
  .refine(
    isPlainText,
    expected("E_UNICODE", "an id without control characters, text-direction marks or broken characters"),
  )
  .meta({ minLength: 1, maxLength: LONGEST_ID });
const termName = text
  .refine((value) => value.trim() !== "", expected("E_TYPE", "a term that is not blank"))
  .meta({ pattern: "\\S" });
const term = z.union([
  termName,
  strictObject({ name: termName, level: oneToFive.optional(), importance: oneToFive.optional() }, "a term"),
]);
const terms = z.array(term, expected("E_TYPE", "a list of terms"));
const disclosure = z.union([
  termName,
  strictObject(
    { name: termName, show: z.literal("toMyMatch", expected("E_TYPE", '"toMyMatch"')).optional() },
    "a lived experience",
  ),
]);
const livedExperienceRequest = z.union([
  termName,
  strictObject(
    {
      name: termName,
      strength: z.enum(["require", "prefer"], expected("E_TYPE", '"require" or "prefer"')).optional(),
      importance: oneToFive.optional(),
    },
    "a lived experience",
  ),
]);
const language = z.union([
  termName,
  strictObject({ name: termName, level: oneToFive.optional() }, "a language (a text, or an object with its name)"),
]);
const time = z
  .string(expected("E_TYPE", "a time of day, written HH:MM"))
  .refine(
    (value) => minutesOf(value) !== undefined,
    expected("E_DATE", "a time of day from 00:00 to 24:00, written HH:MM"),
  )
  .meta({ pattern: "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$" });
const availability = strictObject(
  {
    day: z.enum(days, expected("E_TYPE", `a day of the week (${days.join(", ")})`)),
    from: time,
    to: time,
  },
  "a weekly window (an object with day, from and to; in a spreadsheet Mon 9:00-11:30)",
).refine(
  ({ from, to }) => (minutesOf(from) ?? -1) < (minutesOf(to) ?? Number.POSITIVE_INFINITY),
  expected("E_DATE", "a window that ends after it begins, on the same day"),
);
const finite = z
  .number(expected("E_TYPE", "a finite number"))
  .refine((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER, expected("E_RANGE", "a number between ±2^53"))
  .meta({ minimum: -Number.MAX_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER });
const vector = z.array(finite, expected("E_TYPE", "a list of numbers"));
const attributeValue = z.union(
  [text, finite, z.boolean(), z.array(text, expected("E_TYPE", "a list of texts")), vector],
  expected("E_TYPE", "a text, a finite number, true, false, or a list of texts or of numbers"),
);
const degrees = (most: number) => {
  const phrase = `degrees from -${most} to ${most}`;
  return z
    .number(expected("E_TYPE", phrase))
    .refine((value) => Math.abs(value) <= most, expected("E_OUT_OF_RANGE", phrase))
    .meta({ minimum: -most, maximum: most });
};
const ids = z.array(id, expected("E_TYPE", "a list of ids"));
const anything = z.record(z.string(), z.unknown(), expected("E_TYPE", "an object"));

const person = {
  id,
  name: text.optional(),
  skills: terms.optional(),
  goals: terms.optional(),
  interests: terms.optional(),
  livedExperiences: z.array(disclosure, expected("E_TYPE", "a list of lived experiences")).optional(),
  languages: z.array(language, expected("E_TYPE", "a list of languages")).optional(),
  seniority: z.union([finite, text], expected("E_TYPE", "a finite number or a label of a scale")).optional(),
  timeZone: text.refine(isTimeZone, expected("E_DATE", "an IANA time zone such as Europe/London")).optional(),
  availability: z.array(availability, expected("E_TYPE", "a list of weekly windows")).optional(),
  location: strictObject(
    { latitude: degrees(90), longitude: degrees(180) },
    "a place (an object with latitude and longitude)",
  ).optional(),
  embedding: vector.min(1, expected("E_SHAPE", "a list of at least one number")).optional(),
  team: text.optional(),
  organisation: text.optional(),
  manager: id.optional(),
  managers: ids.optional(),
  attributes: z.record(z.string(), attributeValue, expected("E_TYPE", "an object of attributes")).optional(),
  display: anything.optional(),
  auditOnly: anything.optional(),
  manual: z.boolean(expected("E_TYPE", "true or false")).optional(),
};

const requests = {
  choices: ids
    .refine((list) => new Set(list).size === list.length, expected("E_DUPLICATE", "a list of different people"))
    .meta({ uniqueItems: true })
    .optional(),
  avoid: ids.optional(),
  livedExperiences: z.array(livedExperienceRequest, expected("E_TYPE", "a list of lived experiences")).optional(),
};
const emphasis = z.record(
  z.string(),
  z
    .number(expected("E_TYPE", "a factor above 0"))
    .refine((value) => value > 0, expected("E_OUT_OF_RANGE", "a factor above 0"))
    .meta({ exclusiveMinimum: 0 }),
  expected("E_TYPE", "an object from criteria to factors"),
);

/** How many mentors a mentee wants. */
export const demandSchema = z
  .number(expected("E_TYPE", "a whole number of mentors, 1 or more"))
  .refine((value) => isCount(value) && value >= 1, expected("E_OUT_OF_RANGE", "a whole number of mentors, 1 or more"))
  .meta({ minimum: 1, multipleOf: 1 });

/** The zod schema of a mentee. */
export const menteeSchema = strictObject(
  {
    ...person,
    requests: strictObject({ ...requests, emphasis: emphasis.optional() }, "an object of requests").optional(),
    demand: demandSchema.optional(),
    priority: finite.optional(),
  },
  "a mentee (an object)",
);

/** The zod schema of a mentor. */
export const mentorSchema = strictObject(
  {
    ...person,
    requests: strictObject(requests, "an object of requests").optional(),
    capacity: capacitySchema.optional(),
    load: seatCount.optional(),
  },
  "a mentor (an object)",
);

/** White space and characters that do not show are no id. */
function isVisible(value: string): boolean {
  return /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(value);
}

function isPlainText(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(value);
}
