import * as z from "zod";
import { anyField, day, expected, strictObject } from "./expected.js";

/** Who decided that answers of a special kind may count in matching, and on what ground: a record for whoever asks later. */
export interface Basis {
  /** The person or body that decided, by role or name. */
  readonly decidedBy: string;
  /** What the answers are used for. */
  readonly purpose: string;
  /** The law or consent it rests on, in the words of whoever decided. */
  readonly legalGround: string;
  /** Where that law holds. */
  readonly jurisdiction: string;
  /** When it was decided, `YYYY-MM-DD`. */
  readonly date: string;
  /** The fields it was decided for; all special ones that the policy reads, where it is not given. */
  readonly fields?: readonly string[];
}

/** What a policy says of answers that need care. */
export interface Governance {
  /** Fields and attributes that never reach scoring, beside `name`, `display` and `auditOnly`. */
  readonly blind?: readonly string[];
  /** Fields and attributes of special categories, beside those whose name says so; see `basis`. */
  readonly special?: readonly string[];
  /** Fields and attributes whose name sounds special and which are not, each with the reason why: `{ age: "years in the company" }`. */
  readonly notSpecial?: { readonly [field: string]: string };
  /** What lets criteria, rules and quotas read special fields. A person's own request for lived experience needs none. */
  readonly basis?: Basis;
}

const filled = (phrase: string) =>
  z
    .string(expected("E_TYPE", phrase))
    .refine((value) => value.trim() !== "", expected("E_MISSING", phrase))
    .meta({ pattern: "\\S" });

/** Fields that stand for no answer that could be left out of scoring. */
const notAnswers = ["id", "manual", "manager", "managers", "requests", "capacity", "load", "demand", "priority"];
const blindAlways = ["name", "display", "auditOnly"];

/** Fields and attributes that never reach scoring; an attribute that is called like a field of that kind is none either. */
export function blindFields({ blind = [] }: Governance): ReadonlySet<string> {
  return new Set([...blindAlways, ...blind]);
}

const blindField = anyField
  .refine(
    (field) => !notAnswers.includes(field),
    expected("E_OUT_OF_RANGE", "another field: this one is no answer that scoring could do without"),
  )
  .refine(
    (field) => !blindAlways.includes(field),
    expected("E_OUT_OF_RANGE", "another field: name, display and auditOnly never reach scoring anyway"),
  );

export const governanceShape = {
  blind: z.array(blindField, expected("E_TYPE", "a list of fields")).optional(),
  special: z.array(anyField, expected("E_TYPE", "a list of fields")).optional(),
  notSpecial: z
    .record(z.string(), filled("a reason in words"), expected("E_TYPE", "an object from fields to reasons"))
    .optional(),
  basis: strictObject(
    {
      decidedBy: filled("who decided"),
      purpose: filled("a purpose in words"),
      legalGround: filled("a legal ground in words"),
      jurisdiction: filled("a jurisdiction"),
      date: day,
      fields: z.array(anyField, expected("E_TYPE", "a list of fields")).optional(),
    },
    "a basis (an object with decidedBy, purpose, legalGround, jurisdiction and date)",
  ).optional(),
};
