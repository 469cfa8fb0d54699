import * as z from "zod";
import type { Capacity } from "./capacity.js";
import { expected, strictObject } from "./expected.js";
import { menteeSchema, mentorSchema } from "./personSchemas.js";
import type { Day } from "./times.js";

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
 * `name`, `display`, `auditOnly` and `manual` never reach scoring.
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
  /**
   * Left to a human: matched by pins only. Every other pair with this person is not allowed, and no rule gives way for
   * them. A mentor's `capacity.min` then binds nobody. `false` where it is not given.
   */
  readonly manual?: boolean;
  readonly requests?: Requests;
}

export interface Mentee extends Person {
  readonly requests?: MenteeRequests;
  /** How many different mentors this mentee wants: 1 or more. `policy.demand`, else 1, where it is not given. */
  readonly demand?: number;
  /** For the stages `priority` and `draw`: the highest comes first. 0 where it is not given. */
  readonly priority?: number;
}

export interface Mentor extends Person {
  /**
   * Seats: how many mentees this mentor takes at most, or at least (`min`, mandatory) and at most (`max`).
   * `policy.capacity`, else 1, where it is not given.
   */
  readonly capacity?: Capacity;
  /** Seats already taken, by mentees who are not part of this round: they count towards both bounds. 0 where it is not given. */
  readonly load?: number;
}

/** Both sides of a programme, in any order: the order never matters. */
export interface People {
  readonly mentors: readonly Mentor[];
  readonly mentees: readonly Mentee[];
}
const mentee: z.ZodType<Mentee> = menteeSchema;
const mentor: z.ZodType<Mentor> = mentorSchema;

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
