import fc from "fast-check";
import {
  type Audit,
  audit,
  type Figure,
  type GroupAnswer,
  type GroupFigure,
  goals,
  match,
  type SideAudit,
} from "telemachus";
import { describe, expect, test } from "vitest";

import { crowd } from "../support/crowd.js";
import { runs } from "../support/instances.js";
import { loadedProgrammes, type Programme, stableProgrammes, withManual } from "../support/programmes.js";
import { auditByDefinition, type Table, type Told, type ToldSide } from "./oracle.js";

const most = { mentees: 8, mentors: 6, demand: 3 };
/** Two spellings of one answer, a list, answers that are no texts, and some that are not known. */
const answers = {
  site: ["north", " North", "south", "south", ["east", "west"], ["west", "east"], 2, "", undefined] as (
    | GroupAnswer
    | undefined
  )[],
  age: ["young", "young", "old", true, undefined] as (GroupAnswer | undefined)[],
};
/** Everybody's id but `__proto__`, which a table refuses as a key: whoever has it is of unknown group. */
const everyId = ["ada", "ben", "chidi", "dora", "10", "9", "elif", "lin", "noor", "toString", "Zoë", "sam"];
const columns = (drawn: readonly (GroupAnswer | undefined)[]) =>
  fc.array(fc.constantFrom(...drawn), { minLength: everyId.length, maxLength: everyId.length });

const rounds = fc.record({
  programme: fc.oneof(
    { weight: 2, arbitrary: loadedProgrammes(most) as fc.Arbitrary<Programme> },
    { weight: 1, arbitrary: stableProgrammes(most) as fc.Arbitrary<Programme> },
  ),
  site: columns(answers.site),
  age: columns(answers.age),
  isTwo: fc.constantFrom(true, true, false),
  /** Left to a human, beside those whom the programme leaves to one. */
  manual: fc.oneof(
    { weight: 3, arbitrary: fc.constant<boolean[]>([]) },
    {
      weight: 1,
      arbitrary: fc.array(fc.constantFrom(true, false, false), {
        minLength: 8,
        maxLength: most.mentees + most.mentors,
      }),
    },
  ),
});

/** A table of those who are in the programme. */
function tableOf(
  { people }: Programme,
  drawn: { readonly [attribute: string]: readonly (GroupAnswer | undefined)[] },
): Table {
  const present = new Set([...people.mentees, ...people.mentors].map(({ id }) => id));
  const column = (of: readonly (GroupAnswer | undefined)[]) =>
    Object.fromEntries(
      everyId.flatMap((id, at) => (present.has(id) && of[at] !== undefined ? [[id, of[at]]] : [])),
    ) as Table[string];
  return Object.fromEntries(Object.entries(drawn).map(([attribute, of]) => [attribute, column(of)]));
}

/** A report's side as the oracle tells it: without tests and intervals, measures in the order of their names. */
function plainSide({ people, matched, groupings }: SideAudit): unknown {
  return {
    ...{ people, matched },
    groupings: groupings.map((grouping) => ({
      ...grouping,
      measures: [...grouping.measures]
        .sort((one, other) => (one.measure < other.measure ? -1 : 1))
        .map(({ permutation: _, ...measure }) => ({ ...measure, byGroup: measure.byGroup.map(plainGroup) })),
    })),
  };
}

function plainGroup({ people, value, rate }: GroupFigure): unknown {
  if (rate === undefined) return { people, value };
  const { interval: _interval, fisher: _fisher, ...shown } = rate;
  return { people, value, rate: shown };
}

/** Where two values differ, numbers by more than 1e-9. */
function differencesOf(expected: unknown, found: unknown, path = ""): string[] {
  if (typeof expected === "number" && typeof found === "number" && Math.abs(expected - found) <= 1e-9) return [];
  const isObject = (one: unknown): one is { [key: string]: unknown } => typeof one === "object" && one !== null;
  if (!isObject(expected) || !isObject(found)) {
    return expected === found ? [] : [`${path}: ${JSON.stringify(expected)} expected, ${JSON.stringify(found)} found`];
  }
  const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  return keys.flatMap((key) => differencesOf(expected[key], found[key], `${path}.${key}`));
}

function auditBothWays(programme: Programme, table: Table) {
  const matching = match(programme.people, programme.policy);
  const report = audit(matching, programme.people, {
    groups: table,
    minimumCell: 1,
    permutations: 19,
    audience: "auditor",
  });
  const oracle = auditByDefinition(matching, programme, table);
  return { matching, report, oracle };
}

const differences = (report: Audit, oracle: { readonly mentees: ToldSide; readonly mentors: ToldSide }): string[] => [
  ...differencesOf(oracle.mentees, plainSide(report.mentees), "mentees"),
  ...differencesOf(oracle.mentors, plainSide(report.mentors), "mentors"),
];

/** Match rates come last where everybody is matched. */
function checkOrder(side: SideAudit): void {
  if (side.people === 0 || side.matched < side.people) return;
  for (const { measures } of side.groupings) expect(measures.at(-1)?.measure).toBe("matchRate");
}

const numberIn = (figure: Figure | Told): number => ("value" in figure ? (figure.value ?? 0) : 0);
const hasSeveral = (ids: readonly string[]) => new Set(ids).size < ids.length;

describe("audit() against the definitions", () => {
  test("every figure of random programmes is what its definition says", () => {
    const seen = new Map<string, number>();
    const count = (name: string, holds: boolean) => seen.set(name, (seen.get(name) ?? 0) + (holds ? 1 : 0));
    fc.assert(
      fc.property(rounds, ({ programme: { people: drawn, policy }, site, age, isTwo, manual }) => {
        const people = withManual(
          drawn,
          manual.map((one) => one || undefined),
        );
        const programme = { people, policy };
        const { matching, report, oracle } = auditBothWays(
          programme,
          tableOf(programme, isTwo ? { site, age } : { site }),
        );
        expect(differences(report, oracle)).toEqual([]);
        checkOrder(report.mentees);
        checkOrder(report.mentors);

        const measures = [...oracle.mentees.groupings, ...oracle.mentors.groupings].flatMap((one) => one.measures);
        const rates = measures.flatMap(({ byGroup }) => byGroup.flatMap(({ rate }) => rate ?? []));
        const compares = (side: ToldSide, measure: string, at = 0) =>
          (side.groupings[at]?.measures.find((one) => one.measure === measure)?.byGroup ?? []).filter(
            ({ people: of }) => numberIn(of) > 0,
          ).length >= 2;
        count("mentees compared by score", compares(oracle.mentees, "meanScore"));
        count("mentors compared by score", compares(oracle.mentors, "meanScore"));
        count("intersections compared by score", compares(oracle.mentees, "meanScore", 2));
        count("first choices compared", compares(oracle.mentees, "firstChoiceShare"));
        count(
          "a scoring rate",
          measures.some((one) => one.measure === "scoringRate" && one.overall.value !== null),
        );
        count(
          "unknown people",
          oracle.mentees.groupings.some(({ unknown }) => numberIn(unknown) > 0),
        );
        count(
          "groups of the other side only",
          oracle.mentees.groupings.some(({ groups }) => groups.some((one) => numberIn(one.count) === 0)),
        );
        count("mentees with several mentors", hasSeveral(matching.pairs.map(({ mentee }) => mentee)));
        count("mentors with several mentees", hasSeveral(matching.pairs.map(({ mentor }) => mentor)));
        count("infeasible", matching.status === "infeasible");
        count("stable", matching.status === "stable");
        count("optimal", matching.status === "optimal");
        count(
          "left to a human",
          [...people.mentees, ...people.mentors].some(({ manual }) => manual === true),
        );
        count(
          "in two parts",
          people.mentees.some(({ id }) => people.mentors.some((mentor) => mentor.id === id)),
        );
        count("pins", (policy.pins ?? []).length > 0);
        count(
          "pins that rules forbid",
          matching.pairs.some(({ pinned, gaveWay }) => pinned && gaveWay.length > 0),
        );
        count("infeasible with pins", matching.status === "infeasible" && (policy.pins ?? []).length > 0);
        count(
          "not among the top three",
          measures.some(
            (one) => one.measure === "topThreeShare" && one.overall.value !== null && one.overall.value < 1,
          ),
        );
        count(
          "seats partly used",
          measures.some(
            (one) =>
              one.measure === "seatsUsed" &&
              one.overall.value !== null &&
              one.overall.value > 0 &&
              one.overall.value < 1,
          ),
        );
        count(
          "below four fifths",
          rates.some(({ belowFourFifths }) => belowFourFifths === true),
        );
        count(
          "pins of who is left to a human",
          matching.pairs.some(({ mentee }) =>
            people.mentees.some(({ id, manual }) => id === mentee && manual === true),
          ),
        );
      }),
      runs(300),
    );
    const rare = ["pins that rules forbid", "infeasible with pins", "pins of who is left to a human"];
    const tooFew = [...seen].filter(([name, times]) => times < (rare.includes(name) ? 1 : 10));
    expect(tooFew).toEqual([]);
  });

  test("every figure of many people, among them groups of under 2 %, of 2 % and of nobody known", () => {
    const { people, policy } = crowd(100, 50);
    const mentees = people.mentees.map((mentee, at) => ({
      ...mentee,
      ...(at % 9 === 0 && { demand: 2 }),
      ...(at % 20 === 7 && { manual: true }),
      requests: { choices: [`mentor ${(at * 7) % 60}`, `mentor ${(at * 7 + 25) % 50}`] },
    }));
    const programme = { people: { ...people, mentees }, policy };
    const sizes = { one: 1, two: 2, three: 3, some: 34, most: 55 };
    const inOrder = Object.entries(sizes).flatMap(([group, size]) => Array.from({ length: size }, () => group));
    const table = {
      origin: Object.fromEntries(inOrder.map((group, at) => [`mentee ${(at * 37) % 100}`, group])),
      site: Object.fromEntries(
        [...mentees, ...people.mentors].map(({ id, attributes }) => [id, attributes?.["site"] as string]),
      ),
    };
    const { report, oracle } = auditBothWays(programme, table);
    expect(differences(report, oracle)).toEqual([]);
    const [origin, site] = report.mentees.groupings;
    expect(origin.groups.map(({ labels: [label], isSmall }) => [label, isSmall])).toEqual([
      ...[
        ["most", false],
        ["one", true],
        ["some", false],
        ["three", false],
        ["two", false],
      ],
    ]);
    expect(numberIn(origin.unknown)).toBe(5);
    const near = site.measures.flatMap(({ byGroup }) => byGroup.flatMap(({ rate }) => rate ?? []));
    const ratios = near.map(({ impactRatio }) => numberIn(impactRatio));
    expect(
      near.filter(({ belowFourFifths }, at) => belowFourFifths === false && ratios[at] < 1).length,
    ).toBeGreaterThan(2);
  });

  test("somebody who is left to a human and has no pin has nobody to choose from", () => {
    const people = { mentees: [{ id: "ada", manual: true }, { id: "ben" }], mentors: [{ id: "lin" }, { id: "sam" }] };
    const policy = { criteria: { goals: goals() } };
    const report = audit(match(people, policy), people, {
      groups: { site: { ada: "north", ben: "south" } },
      minimumCell: 1,
    });
    const eligible = report.mentees.groupings[0].measures.find(({ measure }) => measure === "eligibleMentors");
    expect(eligible?.byGroup.map(({ value }) => numberIn(value))).toEqual([0, 2]);
    const asked = report.mentors.groupings[0].measures.find(({ measure }) => measure === "eligibleMentees");
    expect(asked?.overall).toEqual({ value: 1 });
  });
});
