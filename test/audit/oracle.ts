import {
  type FigureReason,
  type GroupAnswer,
  type Matching,
  type Mentee,
  type Mentor,
  type People,
  type Policy,
  scorePair,
  scorePairs,
} from "telemachus";

import { seatsLeftOf } from "../support/stated.js";
import { difference, type Fraction, fraction, isLess, middle, quotient, sum, toNumber } from "./fractions.js";

/** Answers by attribute and id. */
export type Table = { readonly [attribute: string]: { readonly [id: string]: GroupAnswer } };

export type Told = { readonly value: number } | { readonly value: null; readonly reason: FigureReason };

export interface ToldMeasure {
  readonly measure: string;
  readonly kind: string;
  readonly people: number;
  readonly overall: Told;
  readonly byGroup: readonly ToldGroup[];
  readonly difference: Told;
  readonly ratio: Told;
  readonly highest: number | null;
}

export interface ToldGroup {
  readonly people: Told;
  readonly value: Told;
  readonly rate?: { readonly selected: number; readonly impactRatio: Told; readonly belowFourFifths: boolean | null };
}

export interface ToldGrouping {
  readonly attributes: readonly string[];
  readonly unknown: Told;
  readonly groups: readonly {
    readonly labels: readonly string[];
    readonly count: Told;
    readonly share: Told;
    readonly isSmall: boolean;
  }[];
  /** In code-unit order of their names. */
  readonly measures: readonly ToldMeasure[];
}

export interface ToldSide {
  readonly people: number;
  readonly matched: number;
  readonly groupings: readonly ToldGrouping[];
}

/** What one measure says of each person: nothing of those whom it is not about. */
interface Measure {
  readonly name: string;
  readonly kind: "rate" | "mean" | "median" | "lowest";
  readonly of: ReadonlyMap<string, Fraction>;
}

/**
 * Everything that an audit of one round tells an auditor who hides nothing, but for tests and intervals: computed person
 * by person from what `MenteeMeasure`, `MentorMeasure` and the report's fields say, in exact fractions.
 */
export function auditByDefinition(
  matching: Matching,
  { people, policy }: { readonly people: People; readonly policy: Policy },
  table: Table,
): { readonly mentees: ToldSide; readonly mentors: ToldSide } {
  const round = openRound(matching, people, policy);
  const everybody = [...new Set([...people.mentees, ...people.mentors].map(({ id }) => id))];
  const attributes = Object.keys(table).sort();
  const groupings = attributes.length === 2 ? [[attributes[0]], [attributes[1]], attributes] : [attributes];
  const side = (ids: readonly string[], matched: ReadonlySet<string>, measures: readonly Measure[]): ToldSide => ({
    people: ids.length,
    matched: ids.filter((id) => matched.has(id)).length,
    groupings: groupings.map((named) => groupingOf(named, { ids, everybody, table, measures })),
  });
  return {
    mentees: side(idsOf(people.mentees), new Set(matching.pairs.map(({ mentee }) => mentee)), menteeMeasures(round)),
    mentors: side(idsOf(people.mentors), new Set(matching.pairs.map(({ mentor }) => mentor)), mentorMeasures(round)),
  };
}

const idsOf = (side: readonly { readonly id: string }[]): string[] => side.map(({ id }) => id);

/** An answer as it is shown, where nobody spells it otherwise. */
function textOf(answer: GroupAnswer | undefined): string {
  return (Array.isArray(answer) ? [...answer].sort().join(", ") : String(answer ?? "")).trim();
}

/** An answer as it is compared: in lower case, full width as half. */
function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** The label of everybody's answer: of several spellings, the first in code-unit order. */
function labelsBy(column: Table[string]): ReadonlyMap<string, string> {
  const texts = Object.entries(column).map(([id, answer]) => [id, textOf(answer)] as const);
  return new Map(
    texts.map(([id, text]) => [
      id,
      texts
        .map(([, other]) => other)
        .filter((other) => folded(other) === folded(text))
        .sort()[0],
    ]),
  );
}

interface Round {
  readonly matching: Matching;
  readonly people: People;
  readonly policy: Policy;
  /** In millionths; a pair that is not there may not be. */
  readonly options: readonly { readonly mentee: string; readonly mentor: string; readonly score: number }[];
}

/** Who may have whom: pairs that have a score, and pins, whatever the rules say of them. */
function openRound(matching: Matching, people: People, policy: Policy): Round {
  const { mentees, mentors, scores } = scorePairs(people, policy);
  const options = mentees.flatMap((mentee, row) =>
    mentors.flatMap((mentor, column) => {
      const score = scores[row * mentors.length + column];
      if (score !== Number.NEGATIVE_INFINITY) return [{ mentee, mentor, score }];
      const isPinned = policy.pins?.some((pin) => pin.mentee === mentee && pin.mentor === mentor);
      if (!isPinned) return [];
      return [{ mentee, mentor, score: millionths(scorePair(people, policy, { mentee, mentor }).score) }];
    }),
  );
  return { matching, people, policy, options };
}

const millionths = (score: number): number => Math.round(score * 1e6);
const ofScore = (score: number): Fraction => fraction(score, 1e6);

function menteeMeasures({ matching, people, options }: Round): Measure[] {
  const partners = new Map(
    people.mentees.map(({ id }) => [id, matching.pairs.filter(({ mentee }) => mentee === id)] as const),
  );
  const optionsOf = (id: string) => options.filter(({ mentee }) => mentee === id);
  const mentorIds = new Set(idsOf(people.mentors));
  const about = (says: (mentee: Mentee) => Fraction | undefined) => valuesOf(people.mentees, says);
  const isMatched = (id: string) => partners.get(id)!.length > 0;

  const score = about(({ id }) => meanOf(partners.get(id)!));
  const scoreOrNone = about(({ id }) => score.get(id) ?? fraction(0));
  const median = score.size === 0 ? fraction(0) : middle([...score.values()]);
  const first = about(({ id, requests }) => {
    const choice = requests?.choices?.find((one) => one !== id && mentorIds.has(one));
    return choice === undefined ? undefined : flag(partners.get(id)!.some(({ mentor }) => mentor === choice));
  });
  const topThree = about(({ id }) => {
    const better = (than: number) => optionsOf(id).filter((option) => option.score > than).length;
    const isTop = (mentor: string) => better(optionsOf(id).find((one) => one.mentor === mentor)!.score) < 3;
    return isMatched(id) ? flag(partners.get(id)!.some(({ mentor }) => isTop(mentor))) : undefined;
  });
  return [
    { name: "matchRate", kind: "rate", of: about(({ id }) => flag(isMatched(id))) },
    { name: "meanScore", kind: "mean", of: score },
    { name: "meanScoreOfEveryone", kind: "mean", of: scoreOrNone },
    { name: "medianScore", kind: "median", of: score },
    { name: "medianScoreOfEveryone", kind: "median", of: scoreOrNone },
    { name: "lowestScore", kind: "lowest", of: score },
    {
      name: "scoringRate",
      kind: "rate",
      of: new Map([...score].map(([id, one]) => [id, flag(isLess(median, one))])),
    },
    { name: "firstChoiceShare", kind: "rate", of: first },
    { name: "topThreeShare", kind: "rate", of: topThree },
    { name: "eligibleMentors", kind: "mean", of: about(({ id }) => fraction(optionsOf(id).length)) },
    {
      name: "bestScore",
      kind: "mean",
      of: about(({ id }) => ofScore(Math.max(0, ...optionsOf(id).map((option) => option.score)))),
    },
  ];
}

function mentorMeasures({ matching, people, policy, options }: Round): Measure[] {
  const partners = new Map(
    people.mentors.map(({ id }) => [id, matching.pairs.filter(({ mentor }) => mentor === id)] as const),
  );
  const about = (says: (mentor: Mentor) => Fraction | undefined) => valuesOf(people.mentors, says);
  const load = (id: string) => partners.get(id)!.length;
  return [
    { name: "matchRate", kind: "rate", of: about(({ id }) => flag(load(id) > 0)) },
    { name: "load", kind: "mean", of: about(({ id }) => fraction(load(id))) },
    {
      name: "seatsUsed",
      kind: "mean",
      of: about((mentor) => {
        const seats = seatsLeftOf(mentor, policy);
        return seats === 0 ? undefined : fraction(Math.round((1e6 * load(mentor.id)) / seats), 1e6);
      }),
    },
    {
      name: "meanScore",
      kind: "mean",
      of: about(({ id }) => meanOf(partners.get(id)!)),
    },
    {
      name: "eligibleMentees",
      kind: "mean",
      of: about(({ id }) => fraction(options.filter(({ mentor }) => mentor === id).length)),
    },
  ];
}

/** The mean of scores, to a whole millionth. */
function meanOf(pairs: Matching["pairs"]): Fraction | undefined {
  const scores = pairs.map((pair) => millionths(pair.score));
  if (scores.length === 0) return undefined;
  return ofScore(Math.round(scores.reduce((total, one) => total + one, 0) / scores.length));
}

const flag = (holds: boolean): Fraction => fraction(holds ? 1 : 0);

function valuesOf<Given extends { readonly id: string }>(
  side: readonly Given[],
  says: (person: Given) => Fraction | undefined,
): Map<string, Fraction> {
  return new Map(
    side.flatMap((person) => {
      const value = says(person);
      return value === undefined ? [] : [[person.id, value] as const];
    }),
  );
}

interface SideOfRound {
  readonly ids: readonly string[];
  readonly everybody: readonly string[];
  readonly table: Table;
  readonly measures: readonly Measure[];
}

function groupingOf(attributes: readonly string[], { ids, everybody, table, measures }: SideOfRound): ToldGrouping {
  const columns = attributes.map((attribute) => labelsBy(table[attribute]));
  /** Undefined where any of the attributes is not known. */
  const labelsOf = (id: string): string[] | undefined => {
    const labels = columns.map((column) => column.get(id) ?? "");
    return labels.includes("") ? undefined : labels;
  };
  const keyOf = (id: string) => JSON.stringify(labelsOf(id));
  const known = everybody.filter((id) => labelsOf(id) !== undefined);
  const labels = [...new Set(known.map(keyOf))].map((key) => JSON.parse(key) as string[]).sort(byCodeUnits);
  const members = labels.map((each) => ids.filter((id) => keyOf(id) === JSON.stringify(each)));
  return {
    attributes,
    unknown: told(fraction(ids.filter((id) => labelsOf(id) === undefined).length)),
    groups: labels.map((each, at) => ({
      labels: each,
      count: { value: members[at].length },
      share: ids.length === 0 ? none("nobody") : { value: members[at].length / ids.length },
      isSmall: members[at].length > 0 && 50 * members[at].length < ids.length,
    })),
    measures: measures
      .map((measure) => measureOf(measure, { ids, members }))
      .sort((one, other) => (one.measure < other.measure ? -1 : 1)),
  };
}

function byCodeUnits(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((label, index) => label !== other[index]);
  return at < 0 ? 0 : one[at] < other[at] ? -1 : 1;
}

function measureOf(
  measure: Measure,
  { ids, members }: { readonly ids: readonly string[]; readonly members: readonly (readonly string[])[] },
): ToldMeasure {
  const overall = figureOf(measure, ids);
  const values = members.map((group) => figureOf(measure, group));
  const shown = values.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const greatest = shown.reduce((most, one) => (isLess(most, one) ? one : most), fraction(0));
  const least = shown.reduce((fewest, one) => (isLess(one, fewest) ? one : fewest), greatest);
  const comparison = (compare: () => Told) => (shown.length < 2 ? none("noComparison") : compare());
  const byGreatest = (value: Fraction) =>
    comparison(() => (toNumber(greatest) === 0 ? none("allZero") : told(quotient(value, greatest))));

  const rateOf = (value: Fraction, group: readonly string[]) => {
    const impactRatio = byGreatest(value);
    return {
      selected: group.filter((id) => toNumber(measure.of.get(id) ?? fraction(0)) === 1).length,
      impactRatio,
      belowFourFifths: impactRatio.value === null ? null : isLess(quotient(value, greatest), fraction(4, 5)),
    };
  };
  const isGreatest = ({ value }: { readonly value?: Fraction }) => value !== undefined && !isLess(value, greatest);
  return {
    measure: measure.name,
    kind: measure.kind,
    people: overall.people,
    overall: overall.told,
    byGroup: values.map(({ people, told: value, value: exact }, at) => ({
      people: { value: people },
      value,
      ...(measure.kind === "rate" && exact !== undefined && { rate: rateOf(exact, members[at]) }),
    })),
    difference: comparison(() => told(difference(greatest, least))),
    ratio: byGreatest(least),
    highest: shown.length < 2 ? null : values.findIndex(isGreatest),
  };
}

/** A measure over some people. */
function figureOf(
  { kind, of }: Measure,
  ids: readonly string[],
): { readonly people: number; readonly value?: Fraction; readonly told: Told } {
  const values = ids.flatMap((id) => of.get(id) ?? []);
  if (values.length === 0) return { people: 0, told: none("nobody") };
  const ascending = [...values].sort((one, other) => (isLess(one, other) ? -1 : 1));
  const value =
    kind === "median"
      ? middle(values)
      : kind === "lowest"
        ? ascending[0]
        : quotient(sum(values), fraction(values.length));
  return { people: values.length, value, told: told(value) };
}

const told = (value: Fraction): Told => ({ value: toNumber(value) });
const none = (reason: FigureReason): Told => ({ value: null, reason });
