import * as z from "zod";
import { isCount } from "../numeric/isCount.js";
import { expected, oneToFive, strictObject } from "./expected.js";

/** A thing someone can teach, wants to learn, aims for or enjoys: its name, or its name with how much of it. */
export type Term =
  | string
  | {
      readonly name: string;
      /** 1 (a start) to 5 (expert): what a mentor can teach, or what a mentee wants to reach. A mentor's counts as 3 where it is not given. */
      readonly level?: number;
      /** 1 to 5, of a mentee's wish; 1 where it is not given. */
      readonly importance?: number;
    };

/**
 * A lived experience that someone discloses for matching: scored only where the other side asked for it. The match reads
 * it only where `show` says so; no text names it otherwise.
 */
export type Disclosure = string | { readonly name: string; readonly show?: "toMyMatch" };

/** A lived experience that someone would like the other side to have. */
export type LivedExperienceRequest =
  | string
  | {
      readonly name: string;
      /** `"require"` is a condition under the rule `requiredExperience`; `"prefer"`, the default, counts in the score only. */
      readonly strength?: "require" | "prefer";
      /** 1 to 5; 1 where it is not given. */
      readonly importance?: number;
    };

/** A language someone speaks, by name or as a tag (`pt-BR`), or with how well: 1 (a start) to 5 (as a first language), 5 where it is not given. */
export type Language = string | { readonly name: string; readonly level?: number };

export const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

export type Day = (typeof days)[number];

/** A time of the week in which someone can meet, on their own clock: from 00:00 to 24:00, `from` before `to`. */
export interface Availability {
  readonly day: Day;
  /** `HH:MM`. */
  readonly from: string;
  /** `HH:MM`; a time that goes past midnight is two windows. */
  readonly to: string;
}

/** A place on earth in degrees. */
export interface Location {
  /** −90 to 90. */
  readonly latitude: number;
  /** −180 to 180. */
  readonly longitude: number;
}

/** An answer of the programme's own. A list of texts is the same as another where the two share an entry; a list of numbers is a vector. */
export type AttributeValue = string | number | boolean | readonly string[] | readonly number[];

/** What a person asks for. */
export interface Requests {
  /** Ids of people wished for, the first choice first. */
  readonly choices?: readonly string[];
  /** Ids of people never to be matched with. */
  readonly avoid?: readonly string[];
  readonly livedExperiences?: readonly LivedExperienceRequest[];
}

/** What a mentee asks for. */
export interface MenteeRequests extends Requests {
  /** How much more (above 1) or less (below 1) a criterion of the policy counts for this mentee, within `policy.emphasis`. */
  readonly emphasis?: { readonly [criterion: string]: number };
}

/**
 * A participant. An empty list is an answer ("none"); an absent field is unknown.
 *
 * `name`, `display` and `auditOnly` never reach scoring.
 */
export interface Person {
  /** Unique on its side. The same id on both sides is one person in two parts, never matched with themselves. */
  readonly id: string;
  /** Shown in explanations. */
  readonly name?: string;
  /** A mentor's: can teach. A mentee's: wants to learn. */
  readonly skills?: readonly Term[];
  /** A mentor's: can help with. A mentee's: aims for. */
  readonly goals?: readonly Term[];
  readonly interests?: readonly Term[];
  readonly livedExperiences?: readonly Disclosure[];
  readonly languages?: readonly Language[];
  /** A number, or a label of `policy.scales.seniority`. */
  readonly seniority?: number | string;
  /** An IANA time zone, such as `Europe/London`: the clock of `availability`. */
  readonly timeZone?: string;
  readonly availability?: readonly Availability[];
  readonly location?: Location;
  /** A vector that stands for the person, such as one of a language model: see `fillEmbeddings`. */
  readonly embedding?: readonly number[];
  readonly team?: string;
  readonly organisation?: string;
  /** The manager's id, who may stand outside the programme. */
  readonly manager?: string;
  /** The whole management chain, nearest first; taken instead of `manager` where both are given. */
  readonly managers?: readonly string[];
  /** Anything else that criteria and rules name. */
  readonly attributes?: { readonly [field: string]: AttributeValue };
  /** Anything to carry to the output. */
  readonly display?: { readonly [field: string]: unknown };
  /** Answers kept for an audit by group. */
  readonly auditOnly?: { readonly [field: string]: unknown };
  readonly requests?: Requests;
}

export interface Mentee extends Person {
  readonly requests?: MenteeRequests;
}

export interface Mentor extends Person {
  /** Seats: how many mentees this mentor takes at most. `policy.capacity`, else 1, where it is not given. */
  readonly capacity?: number;
  /** Seats already taken, by mentees who are not part of this round: taken off the capacity. 0 where it is not given. */
  readonly load?: number;
}

/** Both sides of a programme, in any order: the order never matters. */
export interface People {
  readonly mentors: readonly Mentor[];
  readonly mentees: readonly Mentee[];
}

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
const capacity = z
  .number(expected("E_CAPACITY", "a non-negative whole number of seats"))
  .refine(isCount, expected("E_CAPACITY", "a non-negative whole number of seats"))
  .meta({ minimum: 0, multipleOf: 1 });

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

const mentee: z.ZodType<Mentee> = strictObject(
  {
    ...person,
    requests: strictObject({ ...requests, emphasis: emphasis.optional() }, "an object of requests").optional(),
  },
  "a mentee (an object)",
);
const mentor: z.ZodType<Mentor> = strictObject(
  {
    ...person,
    requests: strictObject(requests, "an object of requests").optional(),
    capacity: capacity.optional(),
    load: capacity.optional(),
  },
  "a mentor (an object)",
);

/** The zod schema of both sides of a programme. What holds across people (ids, chains) is checked by `match` and the like. */
export const People: z.ZodType<People> = strictObject(
  {
    mentors: z.array(mentor, expected("E_TYPE", "a list of mentors")),
    mentees: z.array(mentee, expected("E_TYPE", "a list of mentees")),
  },
  "an object with mentors and mentees",
);

/** The fields of a person that criteria and rules may name beside `attributes`. */
export const scoredFields = [
  "skills",
  "goals",
  "interests",
  "livedExperiences",
  "languages",
  "seniority",
  "timeZone",
  "availability",
  "location",
  "embedding",
  "team",
  "organisation",
] as const;

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
function isTimeZone(value: string): boolean {
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

/** White space and characters that do not show are no id. */
function isVisible(value: string): boolean {
  return /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(value);
}

function isPlainText(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(value);
}
