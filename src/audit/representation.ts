import { type Checks, checkOptions } from "../matching/checkMatchOptions.js";
import { deepFreeze } from "../matching/deepFreeze.js";
import type { People } from "../problem/people.js";
import { decideDisclosure } from "./disclosure/decideDisclosure.js";
import { type Figure, figure, HIDDEN, quotient, undefinedFigure } from "./figure.js";
import { type AuditGroups, groupsCheck, minimumCellCheck } from "./options.js";
import { type Grouped, isNames, labelOf, readGroups } from "./readGroups.js";
import { readPeople } from "./readPeople.js";
import { type ReadReference, readReference } from "./readReference.js";
import type { Interval } from "./report.js";
import { binomialTest } from "./statistics/binomial.js";
import { shareInterval } from "./statistics/shareInterval.js";

/**
 * Who there would be, such as a workforce: by attribute and group a share or a count. What counts are the proportions.
 */
export interface RepresentationReference {
  readonly [attribute: string]: { readonly [group: string]: number };
}

export interface RepresentationOptions {
  /**
   * Which attributes of the reference are looked at, or a table of everybody's answers; all, from `auditOnly`, where
   * it is not given.
   */
  readonly groups?: AuditGroups;
  /** Groups of fewer people are hidden, with whatever would tell them; 5 where it is not given, 1 hides nothing. */
  readonly minimumCell?: number;
}

/** A group of the people, of the reference or of both. */
export interface RepresentedGroup {
  readonly label: string;
  readonly count: Figure;
  /** Of those compared: the people of groups that are shown and that the reference has. */
  readonly share: Figure;
  /** The reference's share, of the same groups. */
  readonly expected: Figure;
  /** Share less expected share, and share by expected share. */
  readonly difference: Figure;
  readonly ratio: Figure;
  /** Of the share. */
  readonly interval: Interval | null;
  /**
   * The exact binomial test, two-sided: how surprising the count is if everybody compared came by the expected share.
   */
  readonly p: Figure;
}

/** One side by one attribute. */
export interface AttributeRepresentation {
  readonly attribute: string;
  readonly unknown: Figure;
  /** People of groups that are shown and that the reference has. */
  readonly compared: number;
  /** In code-unit order of labels. */
  readonly groups: readonly RepresentedGroup[];
}

export interface SideRepresentation {
  readonly people: number;
  readonly attributes: readonly AttributeRepresentation[];
}

/** Whom a programme reached, beside whom it could have. Plain JSON, frozen, without anybody's id. */
export interface Representation {
  readonly kind: "representation";
  readonly minimumCell: number;
  readonly mentees: SideRepresentation;
  readonly mentors: SideRepresentation;
}

const checks: Checks<RepresentationOptions> = { groups: groupsCheck, minimumCell: minimumCellCheck };

/**
 * Compares both sides of a programme, before it is matched, with a reference such as the workforce.
 *
 * Groups that the reference lacks are listed with their count alone, groups that nobody has with a count of 0. Hidden
 * groups are left out of all shares, on both sides of the comparison, so that no share tells them. Each p stands for
 * itself: of twenty groups, one is called significant at 5 % by chance alone.
 *
 * Invariant: no number is NaN or infinite; the order of the input makes no difference. Time O(people + groups).
 *
 * @throws E_OPTION, E_UNKNOWN_KEY; E_UNKNOWN_GROUP for an attribute that nobody has; E_MISSING for one that the
 * reference has not; E_OUT_OF_RANGE, E_DUPLICATE, E_TYPE for a reference that is none; the errors of people
 * @example representation(people, { gender: { woman: 480, man: 520 } }).mentors.attributes[0].groups[0].difference
 */
export function representation(
  people: People,
  reference: RepresentationReference,
  options: RepresentationOptions = {},
): Representation {
  checkOptions(options, checks);
  const { minimumCell = 5, groups } = options;
  const known = readReference(reference, groups);
  const read = readPeople(people, []);
  const isListed = groups !== undefined && isNames(groups);
  const grouped = readGroups([read], groups ?? [...known.keys()], (name, index) =>
    isListed ? ["options", "groups", index] : ["reference", name],
  );
  const sides = { grouped, known, minimumCell };
  return deepFreeze({
    kind: "representation",
    minimumCell,
    mentees: sideOf(sides, "mentees"),
    mentors: sideOf(sides, "mentors"),
  });
}

interface Request {
  readonly grouped: Grouped;
  readonly known: ReadReference;
  readonly minimumCell: number;
}

function sideOf({ grouped, known, minimumCell }: Request, side: "mentees" | "mentors"): SideRepresentation {
  const people = grouped[side][0].length;
  const disclosure = decideDisclosure({
    grouped: { people, groupOf: grouped[side], groups: grouped.labels.map(({ length }) => length) },
    groupings: grouped.attributes.map((_, attribute) => [attribute]),
    populations: [new Uint8Array(people).fill(1)],
    minimumCell,
  });
  return {
    people,
    attributes: grouped.attributes.map((attribute, index) => {
      const { labels, ...groups } = withReference(grouped.labels[index], known.get(attribute)!);
      const counts = labels.map(() => 0);
      let unknown = 0;
      for (const group of grouped[side][index]) {
        if (group < 0) unknown++;
        else counts[group]++;
      }
      // nobody has what only the reference names, and that tells of nobody
      const isShown = labels.map((_, at) => at >= groups.own || disclosure.isShown(0, index, [at]));
      return {
        attribute,
        unknown: unknown === 0 || disclosure.isShown(0, index, [-1]) ? figure(unknown) : HIDDEN,
        ...compare(labels, { counts, isShown, weights: groups.weights }),
      };
    }),
  };
}

/**
 * Labels of groups that people have, then those of the reference alone; what the reference says of each, if anything.
 */
function withReference(labels: readonly string[], known: ReadonlyMap<string, { shown: string; weight: number }>) {
  const keys = labels.map((label) => labelOf(label)!.key);
  const own = new Set(keys);
  const others = [...known].filter(([key]) => !own.has(key));
  return {
    own: labels.length,
    labels: [...labels, ...others.map(([, { shown }]) => shown)],
    weights: [...keys.map((key) => known.get(key)?.weight), ...others.map(([, { weight }]) => weight)],
  };
}

interface Counted {
  readonly counts: readonly number[];
  readonly isShown: readonly boolean[];
  readonly weights: readonly (number | undefined)[];
}

function compare(labels: readonly string[], { counts, isShown, weights }: Counted) {
  const compared = labels.flatMap((_, at) => (isShown[at] && weights[at] !== undefined ? [at] : []));
  const people = compared.reduce((sum, at) => sum + counts[at], 0);
  const weight = compared.reduce((sum, at) => sum + weights[at]!, 0);
  const reason =
    compared.length < 2 || weight === 0 ? ("noComparison" as const) : people === 0 ? ("nobody" as const) : undefined;
  const groups = labels.map((label, at): RepresentedGroup => {
    if (!isShown[at]) return { label, count: HIDDEN, ...all(HIDDEN) };
    const count = figure(counts[at]);
    if (weights[at] === undefined) return { label, count, ...all(undefinedFigure("notInReference")) };
    if (reason !== undefined) return { label, count, ...all(undefinedFigure(reason)) };
    const expected = weights[at] / weight;
    return {
      ...{ label, count },
      share: figure(counts[at] / people),
      expected: figure(expected),
      difference: figure(counts[at] / people - expected),
      ratio: quotient(counts[at] * weight, people * weights[at], "allZero"),
      interval: shareInterval(counts[at], people),
      p: figure(binomialTest(counts[at], people, expected)),
    };
  });
  return { compared: people, groups: groups.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)) };
}

function all(one: Figure): Omit<RepresentedGroup, "label" | "count"> {
  return { share: one, expected: one, difference: one, ratio: one, interval: null, p: one };
}
