import * as z from "zod";
import { isCount } from "../numeric/isCount.js";
import type { Objective } from "../solve/assignment.js";
import { expected, strictObject } from "./expected.js";
import { normaliseTerm } from "./terms.js";

/** An administrator's "this pair must": fixed before anything is solved. */
export interface Pin {
  readonly mentee: string;
  readonly mentor: string;
  readonly reason: string;
  /** Lets the pin stand against a rule. */
  readonly override?: boolean;
}

/** An administrator's "this pair must not". */
export interface Ban {
  readonly mentee: string;
  readonly mentor: string;
  readonly reason: string;
}

/** A value that a spreadsheet's cell stands for. */
export type CellValue = string | number | boolean;

/** Where a field of a person comes from in a spreadsheet: a header, or a header with how to read it. */
export type Column =
  | string
  | {
      /** A header, or several whose cells are joined. */
      readonly from: string | readonly string[];
      /** Stands between joined cells; where it is not given, one space, or for a list what separates its entries. */
      readonly join?: string;
      /** Separates the entries of a list. Fields that are lists split at `;` where it is not given. */
      readonly split?: string;
      /** Read the cell (or each entry) as a number. */
      readonly number?: boolean;
      /** Replaces a cell (or each entry) that equals a key. */
      readonly values?: { readonly [cell: string]: CellValue };
      /** The field is read only in rows in which another column has this value. */
      readonly when?: { readonly column: string; readonly is: string | readonly string[] };
    };

/** Fields by path (`skills`, `attributes.grade`, `requests.livedExperiences`), each with its column. */
export type ColumnMap = { readonly [field: string]: Column };

/** What a programme decides: plain data, apart from the functions of custom criteria. */
export interface PolicyOf<Criterion, Rule> {
  readonly name?: string;
  /** What makes a pair good, by a name of your own that explanations use. */
  readonly criteria: { readonly [name: string]: Criterion };
  /** What a pair must meet. */
  readonly rules?: { readonly [name: string]: Rule };
  /** Seats of a mentor who states none; 1 where it is not given. */
  readonly capacity?: number;
  /** Ordered answers, lowest first, by field: they make a label a number to `proximity` and `gap`. */
  readonly scales?: { readonly [field: string]: readonly string[] };
  readonly pins?: readonly Pin[];
  readonly bans?: readonly Ban[];
  /** What "best" means; `"everyone"` where it is not given. */
  readonly objective?: Objective;
  /** Draws the lottery that decides ties: a whole number, not negative. Derived from `name` and `date` where it is not given. */
  readonly seed?: number;
  /** The programme's date, `YYYY-MM-DD`. */
  readonly date?: string;
  /** Where people's fields stand in the programme's spreadsheets. */
  readonly columns?: { readonly mentees?: ColumnMap; readonly mentors?: ColumnMap };
}

const text = z.string(expected("E_TYPE", "a text"));
const reason = text.refine((value) => value.trim() !== "", expected("E_MISSING", "a reason in words"));
const flag = z.boolean(expected("E_TYPE", "true or false"));
const stages = ["matched", "total"] as const;

const objective = z.union([
  z.enum(["everyone", "best"], expected("E_OBJECTIVE", 'the preset "everyone" or "best", or a list of stages')),
  z
    .array(z.enum(stages, expected("E_OBJECTIVE", 'a stage ("matched" or "total")')))
    .min(1, expected("E_OBJECTIVE", "at least one stage"))
    .refine((list) => new Set(list).size === list.length, expected("E_OBJECTIVE", "a list of different stages")),
]);

const column = z.union([
  text,
  strictObject(
    {
      from: z.union([text, z.array(text).min(1, expected("E_TYPE", "at least one header"))]),
      join: text.optional(),
      split: text.min(1, expected("E_TYPE", "a separator that is not empty")).optional(),
      number: flag.optional(),
      values: z.record(z.string(), z.union([text, z.number(), flag])).optional(),
      when: strictObject({ column: text, is: z.union([text, z.array(text)]) }, "a condition (an object)").optional(),
    },
    "a header, or an object that says how to read one",
  ),
]);
const columnMap = z.record(z.string(), column, expected("E_TYPE", "an object from fields to columns"));

const shell = {
  name: text.optional(),
  capacity: z
    .number(expected("E_CAPACITY", "a non-negative whole number of seats"))
    .refine(isCount, expected("E_CAPACITY", "a non-negative whole number of seats"))
    .optional(),
  scales: z
    .record(
      z.string(),
      z
        .array(text, expected("E_TYPE", "a list of labels, lowest first"))
        .min(1, expected("E_SCALE", "at least one label"))
        .refine(areDifferent, expected("E_SCALE", "a list of different labels, none of them blank")),
      expected("E_TYPE", "an object from fields to lists of labels"),
    )
    .optional(),
  pins: z
    .array(
      strictObject({ mentee: text, mentor: text, reason, override: flag.optional() }, "a pin (an object)"),
      expected("E_TYPE", "a list of pins"),
    )
    .optional(),
  bans: z
    .array(
      strictObject({ mentee: text, mentor: text, reason }, "a ban (an object)"),
      expected("E_TYPE", "a list of bans"),
    )
    .optional(),
  objective: objective.optional(),
  seed: z
    .number(expected("E_SEED", "a whole number from 0 to 9007199254740991"))
    .refine(isCount, expected("E_SEED", "a whole number from 0 to 9007199254740991"))
    .optional(),
  date: text.refine(isDate, expected("E_DATE", "a date that exists, written YYYY-MM-DD")).optional(),
  columns: strictObject(
    { mentees: columnMap.optional(), mentors: columnMap.optional() },
    "an object with the columns of mentees and of mentors",
  ).optional(),
};

/** The schema of a policy whose criteria and rules have these schemas. */
export function policySchema<Criterion, Rule>(
  criterion: z.ZodType<Criterion>,
  rule: z.ZodType<Rule>,
): z.ZodType<PolicyOf<Criterion, Rule>> {
  return strictObject(
    {
      ...shell,
      criteria: z.record(z.string(), criterion, expected("E_TYPE", "an object of criteria by name")),
      rules: z.record(z.string(), rule, expected("E_TYPE", "an object of rules by name")).optional(),
    },
    "a policy (an object)",
  ) as unknown as z.ZodType<PolicyOf<Criterion, Rule>>;
}

function areDifferent(labels: readonly string[]): boolean {
  const forms = new Set(labels.map(normaliseTerm));
  return forms.size === labels.length && !forms.has("");
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}
