import * as z from "zod";
import { isCount } from "../numeric/isCount.js";
import type { Objective } from "../solve/assignment.js";
import { type Method, methodSchema, objectiveSchema } from "./aims.js";
import { type Capacity, capacitySchema } from "./capacity.js";
import { day, expected, oneToFive, strictObject } from "./expected.js";
import { type Governance, governanceShape } from "./governance.js";
import { type EarlierPair, historySchema, type Rounds } from "./history.js";
import { demandSchema } from "./personSchemas.js";
import { type Quota, quotaSchema } from "./quota.js";
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

/** A concept of a vocabulary, in the shape that ESCO and SKOS give it. */
export interface Concept {
  readonly id: string;
  readonly label: string;
  /** Other names of the same. */
  readonly aliases?: readonly string[];
  /** The id of the next wider concept, or of several. */
  readonly broader?: string | readonly string[];
}

/** How much a term weighs beside others: 1 is common. */
export interface WeighedTerm {
  readonly term: string;
  readonly weight: number;
}

/** A value that a spreadsheet's cell stands for. */
export type CellValue = string | number | boolean;

/** A level or an importance for each word that stands for one: `{ advanced: 4 }`. Case does not matter. */
export type Degrees = { readonly [word: string]: number };

/** How a field of a person is read from one or several columns of a spreadsheet. */
export interface ColumnOptions {
  /** A header, or several whose cells are joined in this order: a first, a second and a third choice. Absent where there is a `grid`. */
  readonly from?: string | readonly string[];
  /** Stands between joined cells; where it is not given, one space, or for a list what separates its entries. */
  readonly join?: string;
  /** Separates the entries of a list. Fields that are lists split at `;` where it is not given. */
  readonly split?: string;
  /** Read the cell (or each entry) as a number. */
  readonly number?: boolean;
  /** Replaces a cell (or each entry) that equals a key; one that is replaced by an empty text counts as blank. */
  readonly values?: { readonly [cell: string]: CellValue };
  /** The field is read only in rows in which another column has this value. */
  readonly when?: { readonly column: string; readonly is: string | readonly string[] };
  /**
   * Entries carry a level behind their name: "Python (advanced)", "Python: 4" or "Python - advanced" is Python with
   * level 4 under `{ advanced: 4 }`. Digits stand for themselves. What ends in no such word is a name as a whole.
   */
  readonly levels?: Degrees;
  /** Likewise for how much a wish matters: "Python (must have)". */
  readonly importances?: Degrees;
  /**
   * The columns of a grid question, each header with the term that it is about: `{ "Skills [Python]": "Python" }`.
   * Cells hold levels where `levels` is given, importances where `importances` is, else yes or no. Of `availability`,
   * headers are about days and cells hold hours, or the other way round.
   */
  readonly grid?: { readonly [header: string]: string };
  /** A cell of a list that says there is nothing: an empty list, which is an answer, where a blank cell is none. */
  readonly none?: string;
  /** Entries are names of people of the other side, of whom just one has that name; the field then holds their ids. */
  readonly by?: "name";
}

/** Where a field of a person comes from in a spreadsheet: a header, or how to read it from one or several. */
export type Column = string | ColumnOptions;

/** Fields by path (`skills`, `attributes.grade`, `requests.livedExperiences`), each with its column. */
export type ColumnMap = { readonly [field: string]: Column };

/** What a programme decides: plain data, apart from the functions of custom criteria and rules. */
export interface PolicyOf<Criterion, Rule> extends Governance {
  readonly name?: string;
  /** What makes a pair good, by a name of your own that explanations use. */
  readonly criteria: { readonly [name: string]: Criterion };
  /** What a pair must meet. */
  readonly rules?: { readonly [name: string]: Rule };
  /** Seats of a mentor who states none; 1 where it is not given. */
  readonly capacity?: Capacity;
  /** How many different mentors a mentee wants who does not say; 1 where it is not given. */
  readonly demand?: number;
  /** Bounds on the matches of groups of people. */
  readonly quotas?: readonly Quota[];
  /** Ordered answers, lowest first, by field: they make a label a number to `proximity` and `gap`. */
  readonly scales?: { readonly [field: string]: readonly string[] };
  /** Other spellings of a term, by the term: `{ React: ["reactjs", "React.js"] }`. They count as the same wherever terms are compared; labels of scales are none. */
  readonly synonyms?: { readonly [term: string]: readonly string[] };
  /** Terms with what they belong to: aliases count as the same, and `coverage` counts what is near in part. */
  readonly taxonomy?: readonly Concept[];
  /** How much each term weighs, by field, for criteria with `rarity`: `manifest.rarity` of an earlier run. Counted anew where it is not given. */
  readonly rarity?: { readonly [field: string]: readonly WeighedTerm[] };
  /** The bounds of the factors that mentees may put on criteria (`requests.emphasis`); 0.5 to 2 where they are not given. */
  readonly emphasis?: { readonly min: number; readonly max: number };
  /**
   * Pairs of earlier rounds, for the criterion `history` and the rule `noRepeat`; or those as `past` and the pairs that
   * are running as `current`, for the stage `continuity`. People who are not in the programme may be among them.
   */
  readonly history?: readonly EarlierPair[] | Rounds;
  readonly pins?: readonly Pin[];
  readonly bans?: readonly Ban[];
  /** What "best" means; `"everyone"` where it is not given. */
  readonly objective?: Objective;
  /** The best matching by `objective` (`"optimal"`, where it is not given), or a stable one. */
  readonly method?: Method;
  /** Draws the lottery that decides ties: a whole number, not negative. Derived from `name` and `date` where it is not given. */
  readonly seed?: number;
  /** The programme's date, `YYYY-MM-DD`: the day whose clocks count where time zones differ. */
  readonly date?: string;
  /** Where people's fields stand in the programme's spreadsheets. */
  readonly columns?: { readonly mentees?: ColumnMap; readonly mentors?: ColumnMap };
}

const text = z.string(expected("E_TYPE", "a text"));
const reason = text
  .refine((value) => value.trim() !== "", expected("E_MISSING", "a reason in words"))
  .meta({ pattern: "\\S" });
const flag = z.boolean(expected("E_TYPE", "true or false"));

const degrees = z.record(z.string(), oneToFive, expected("E_TYPE", "an object from words to numbers from 1 to 5"));
const column = z.union([
  text,
  strictObject(
    {
      from: z.union([text, z.array(text).min(1, expected("E_TYPE", "at least one header"))]).optional(),
      join: text.optional(),
      split: text.min(1, expected("E_TYPE", "a separator that is not empty")).optional(),
      number: flag.optional(),
      values: z.record(z.string(), z.union([text, z.number(), flag])).optional(),
      when: strictObject({ column: text, is: z.union([text, z.array(text)]) }, "a condition (an object)").optional(),
      levels: degrees.optional(),
      importances: degrees.optional(),
      grid: z.record(z.string(), text, expected("E_TYPE", "an object from headers to terms")).optional(),
      none: text.optional(),
      by: z.literal("name", expected("E_OPTION", '"name"')).optional(),
    },
    "a header, or an object that says how to read one",
  ),
]);
const columnMap = z.record(z.string(), column, expected("E_TYPE", "an object from fields to columns"));

const filledText = text
  .refine((value) => value.trim() !== "", expected("E_TYPE", "a text that is not blank"))
  .meta({ pattern: "\\S" });
const factor = z
  .number(expected("E_TYPE", "a factor above 0"))
  .refine((value) => value > 0, expected("E_OUT_OF_RANGE", "a factor above 0"))
  .meta({ exclusiveMinimum: 0 });

const vocabulary = {
  synonyms: z
    .record(
      filledText,
      z.array(filledText, expected("E_TYPE", "a list of other spellings")),
      expected("E_TYPE", "an object from terms to lists of other spellings"),
    )
    .optional(),
  taxonomy: z
    .array(
      strictObject(
        {
          id: filledText,
          label: filledText,
          aliases: z.array(filledText, expected("E_TYPE", "a list of other names")).optional(),
          broader: z.union([filledText, z.array(filledText)], expected("E_TYPE", "an id, or a list of ids")).optional(),
        },
        "a concept (an object)",
      ),
      expected("E_TYPE", "a list of concepts"),
    )
    .optional(),
  rarity: z
    .record(
      z.string(),
      z.array(
        strictObject(
          {
            term: filledText,
            weight: z
              .number(expected("E_TYPE", "a weight above 0"))
              .refine(
                (value) => value > 0 && value <= 1000,
                expected("E_OUT_OF_RANGE", "a weight above 0, at most 1000"),
              )
              .meta({ exclusiveMinimum: 0, maximum: 1000 }),
          },
          "a term with its weight (an object)",
        ),
        expected("E_TYPE", "a list of terms with their weights"),
      ),
      expected("E_TYPE", "an object from fields to the weights of their terms"),
    )
    .optional(),
};

const shell = {
  name: text.optional(),
  ...vocabulary,
  emphasis: strictObject({ min: factor, max: factor }, "an object with min and max")
    .refine(
      ({ min, max }) => !(min > 1) && !(max < 1),
      expected("E_BOUNDS", "bounds with min at most 1 and max at least 1"),
    )
    .optional(),
  history: historySchema.optional(),
  capacity: capacitySchema.optional(),
  demand: demandSchema.optional(),
  quotas: z.array(quotaSchema, expected("E_TYPE", "a list of quotas")).optional(),
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
  objective: objectiveSchema.optional(),
  method: methodSchema.optional(),
  seed: z
    .number(expected("E_SEED", "a whole number from 0 to 9007199254740991"))
    .refine(isCount, expected("E_SEED", "a whole number from 0 to 9007199254740991"))
    .meta({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, multipleOf: 1 })
    .optional(),
  date: day.optional(),
  ...governanceShape,
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
