import { quote } from "../errors.js";
import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import { compareText } from "../numeric/nearest.js";
import { type Policy, policyForm } from "../policy.js";
import { answerOf } from "../problem/answers.js";
import { checkProblem } from "../problem/checkProblem.js";
import type { People } from "../problem/people.js";
import { kindsByAnswers, kindsByName, type StandInKind, standIns } from "../problem/standIns.js";
import type { Side } from "../score/cohort.js";
import { compileScorer, type Scorer } from "../score/scorer.js";
import { type AuditGroups, groupsCheck, minimumCellCheck } from "./options.js";
import { type FieldStrength, strengthOf } from "./proxies/fieldStrength.js";
import { fieldsUsed } from "./proxies/fieldsUsed.js";
import { type Grouped, readGroups } from "./readGroups.js";

export interface ProxyOptions {
  /**
   * Attributes of people's `auditOnly`, by name; or, so that whoever matches need never hold them, a table of groups by
   * attribute and id. None where they are not given: then there are flags only.
   */
  readonly groups?: AuditGroups;
  /** Groups and values that fewer people have are left out; 5 where it is not given. */
  readonly minimumCell?: number;
}

/** How strongly the fields that a policy uses go together with groups that it does not, and which of them look as if they did. */
export interface Proxies {
  readonly kind: "proxies";
  readonly minimumCell: number;
  /** By field, then by attribute, in code-unit order. */
  readonly mentees: readonly ProxyAssociation[];
  readonly mentors: readonly ProxyAssociation[];
  readonly flags: readonly ProxyFlag[];
}

/** A field that the policy uses beside an attribute of the audit. */
export interface ProxyAssociation extends FieldStrength {
  readonly field: string;
  /** The attribute of the audit. */
  readonly attribute: string;
  /** Where in the policy the field is used: `criteria.skills`, `quotas[0]`. */
  readonly usedBy: readonly string[];
}

/** A field that looks like something that often stands in for what no policy should rest on. */
export interface ProxyFlag {
  readonly field: string;
  readonly looksLike: StandInKind;
  /** Whether its name or most of its answers say so. */
  readonly because: readonly ("name" | "answers")[];
  readonly sides: readonly Side[];
  readonly usedBy: readonly string[];
  readonly message: string;
}

const proxyChecks: Checks<ProxyOptions> = { groups: groupsCheck, minimumCell: minimumCellCheck };

const FEWEST = 5;

/**
 * Measures how strongly each field that the policy uses goes together with each attribute of the audit, for either side.
 *
 * For words, truth values and single terms of lists it is Cramér's V, its bias taken off, with the plain V beside it; for
 * numbers and labels on a scale η². Both are from 0 (nothing) to 1 (one tells the other), and each comes with what
 * independent answers of as many people would come to, as the plain V of few people is never 0. What goes together is
 * neither shown to be unfair nor, where nothing is found among few people, shown to be fair.
 *
 * Groups and values of fewer than `minimumCell` people are left out, and only how many is told. Fields are compared as
 * criteria compare them. Lived experience, choices, and what only management chains read are no fields here; a function of
 * the caller's counts as using all that it is shown.
 *
 * Result: plain JSON; undefined figures are null with a reason; the order of the input leaves no trace.
 * Time O(people · fields · attributes), and for lists as often as there are terms of enough people.
 *
 * @throws TelemachusError as `match` does; E_OPTION, E_UNKNOWN_KEY for options; E_UNKNOWN_GROUP, E_UNKNOWN_ID and E_TYPE for groups
 * @example proxies(people, policy, { groups: ["gender"] }).mentees.filter(({ value }) => value !== null && value > 0.3)
 */
export function proxies(people: People, policy: Policy, options: ProxyOptions = {}): Proxies {
  checkOptions(options, proxyChecks);
  const { groups = [], minimumCell = FEWEST } = options;
  const scorer = compileScorer(checkProblem(people, policy, policyForm));
  const { mentees, mentors, menteePlace, mentorPlace } = scorer.problem;
  const grouped = readGroups([{ mentees, mentors, menteePlace, mentorPlace, path: [] }], groups);
  const associate = (side: Side) => associations(scorer, side, { grouped, minimumCell });
  return {
    kind: "proxies",
    minimumCell,
    mentees: associate("mentees"),
    mentors: associate("mentors"),
    flags: findFlags(scorer, minimumCell),
  };
}

interface Compared {
  readonly grouped: Grouped;
  readonly minimumCell: number;
}

function associations(scorer: Scorer, side: Side, { grouped, minimumCell }: Compared): ProxyAssociation[] {
  const groups = grouped[side].map((groupOf, attribute) =>
    Array.from(groupOf, (group): string | undefined => grouped.labels[attribute][group]),
  );
  return fieldsUsed(scorer, side).flatMap(({ field, usedBy }) =>
    grouped.attributes.map((attribute, index) => ({
      ...{ field, attribute, usedBy },
      ...strengthOf({ cohort: scorer.cohort, side, field }, groups[index], minimumCell),
    })),
  );
}

/** Flags by field, then by kind; answers of too few people are not looked at. */
function findFlags(scorer: Scorer, minimumCell: number): ProxyFlag[] {
  const found = new Map<string, { because: Set<"name" | "answers">; sides: Set<Side>; usedBy: Set<string> }>();
  for (const side of ["mentees", "mentors"] as const) {
    for (const { field, usedBy } of fieldsUsed(scorer, side)) {
      const answers = scorer.cohort[side].flatMap((person) => {
        const answer = answerOf(person, field);
        return typeof answer === "string" || typeof answer === "number" ? [String(answer)] : [];
      });
      const told = [
        ...kindsByName(field).map((kind) => ({ kind, because: "name" as const })),
        ...(answers.length < Math.max(1, minimumCell) ? [] : kindsByAnswers(answers)).map((kind) => ({
          kind,
          because: "answers" as const,
        })),
      ];
      for (const { kind, because } of told) {
        const key = JSON.stringify([field, kind]);
        const flag = found.get(key) ?? { because: new Set(), sides: new Set(), usedBy: new Set() };
        found.set(key, flag);
        flag.because.add(because);
        flag.sides.add(side);
        for (const place of usedBy) flag.usedBy.add(place);
      }
    }
  }
  return [...found]
    .sort(([a], [b]) => compareText(a, b))
    .map(([key, { because, sides, usedBy }]) => {
      const [field, looksLike] = JSON.parse(key) as [string, StandInKind];
      return {
        field,
        looksLike,
        because: (["name", "answers"] as const).filter((one) => because.has(one)),
        sides: [...sides],
        usedBy: [...usedBy].sort(compareText),
        message: `${quote(field)} looks like ${phrases[looksLike]}, which often stands in for ${standIns[looksLike].for}.`,
      };
    });
}

const phrases: { readonly [Kind in StandInKind]: string } = {
  postcode: "a postcode",
  personalName: "a person's name",
  school: "a school or university",
  photo: "a photo",
  graduationYear: "a year of graduation",
  birthDate: "an age or a date of birth",
  email: "an e-mail address",
  address: "an address",
};
