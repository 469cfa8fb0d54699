import * as z from "zod";
import { isCount } from "../numeric/isCount.js";
import { expected, strictObject } from "./expected.js";

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
export type LivedExperienceRequest = string | { readonly name: string; readonly importance?: number };

/** An answer of the programme's own. A list is the same as another where the two share an entry. */
export type AttributeValue = string | number | boolean | readonly string[];

/** What a person asks for. */
export interface Requests {
  /** Ids of people never to be matched with. */
  readonly avoid?: readonly string[];
  readonly livedExperiences?: readonly LivedExperienceRequest[];
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
  readonly languages?: readonly string[];
  /** A number, or a label of `policy.scales.seniority`. */
  readonly seniority?: number | string;
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

export interface Mentee extends Person {}

export interface Mentor extends Person {
  /** Seats: how many mentees this mentor takes at most. `policy.capacity`, else 1, where it is not given. */
  readonly capacity?: number;
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
  );
const termName = text.refine((value) => value.trim() !== "", expected("E_TYPE", "a term that is not blank"));
const oneToFive = z
  .number(expected("E_TYPE", "a whole number from 1 to 5"))
  .refine(
    (value) => Number.isInteger(value) && value >= 1 && value <= 5,
    expected("E_OUT_OF_RANGE", "a whole number from 1 to 5"),
  );
const capacity = z
  .number(expected("E_CAPACITY", "a non-negative whole number of seats"))
  .refine(isCount, expected("E_CAPACITY", "a non-negative whole number of seats"));

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
  strictObject({ name: termName, importance: oneToFive.optional() }, "a lived experience"),
]);
const finite = z
  .number(expected("E_TYPE", "a finite number"))
  .refine((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER, expected("E_RANGE", "a number between ±2^53"));
const attributeValue = z.union(
  [text, finite, z.boolean(), z.array(text, expected("E_TYPE", "a list of texts"))],
  expected("E_TYPE", "a text, a finite number, true, false or a list of texts"),
);
const anything = z.record(z.string(), z.unknown(), expected("E_TYPE", "an object"));

const person = {
  id,
  name: text.optional(),
  skills: terms.optional(),
  goals: terms.optional(),
  interests: terms.optional(),
  livedExperiences: z.array(disclosure, expected("E_TYPE", "a list of lived experiences")).optional(),
  languages: z.array(termName, expected("E_TYPE", "a list of languages")).optional(),
  seniority: z.union([finite, text], expected("E_TYPE", "a finite number or a label of a scale")).optional(),
  team: text.optional(),
  organisation: text.optional(),
  manager: id.optional(),
  managers: z.array(id, expected("E_TYPE", "a list of ids")).optional(),
  attributes: z.record(z.string(), attributeValue, expected("E_TYPE", "an object of attributes")).optional(),
  display: anything.optional(),
  auditOnly: anything.optional(),
  requests: strictObject(
    {
      avoid: z.array(id, expected("E_TYPE", "a list of ids")).optional(),
      livedExperiences: z.array(livedExperienceRequest, expected("E_TYPE", "a list of lived experiences")).optional(),
    },
    "an object of requests",
  ).optional(),
};

const mentee: z.ZodType<Mentee> = strictObject(person, "a mentee (an object)");
const mentor: z.ZodType<Mentor> = strictObject({ ...person, capacity: capacity.optional() }, "a mentor (an object)");

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
  "team",
  "organisation",
] as const;

/** White space and characters that do not show are no id. */
function isVisible(value: string): boolean {
  return /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u.test(value);
}

function isPlainText(value: string): boolean {
  return !/[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(value);
}
