import fc from "fast-check";
import { type Audit, audit, type Figure, type Matching, type People, type SideAudit } from "telemachus";
import { beforeAll, describe, expect, test } from "vitest";

import { openReportAdversary, type Recovered, type ReportAdversary } from "./adversary.js";

/** Numbers below 100 from which everything about a person is read. */
type Draws = readonly number[];

interface Programme {
  readonly groups: readonly number[];
  readonly mentees: readonly Draws[];
  readonly mentors: readonly Draws[];
  readonly minimumCell: number;
  /** How many of a hundred mentees are matched. */
  readonly matched: number;
}

const draws = fc.array(fc.nat(99), { minLength: 7, maxLength: 7 });

const programmes = fc.integer({ min: 1, max: 3 }).chain((attributes) =>
  fc.record({
    groups: fc.array(fc.integer({ min: 2, max: attributes === 1 ? 6 : attributes === 2 ? 3 : 2 }), {
      minLength: attributes,
      maxLength: attributes,
    }),
    mentees: fc.integer({ min: 1, max: 50 }).chain((n) => fc.array(draws, { minLength: n, maxLength: n })),
    mentors: fc.integer({ min: 1, max: 30 }).chain((n) => fc.array(draws, { minLength: n, maxLength: n })),
    minimumCell: fc.integer({ min: 3, max: 6 }),
    matched: fc.constantFrom(40, 75, 92),
  }),
);

/** The first groups are large, the last small; a twentieth is not known. */
function groupOf(draw: number, groups: number): string {
  return draw >= 95 ? "" : `g${Math.floor(groups * (draw / 95) ** 2)}`;
}

/** A stored round of these people: every mentee who is matched has a mentor; mentors may have several and be left over. */
function toRound({ groups, mentees, mentors, matched }: Programme): { matching: Matching; people: People } {
  const answers = (person: Draws) =>
    Object.fromEntries(groups.map((count, attribute) => [`a${attribute}`, groupOf(person[attribute], count)]));
  const menteeId = (at: number) => `e${String(at).padStart(3, "0")}`;
  const mentorId = (at: number) => `o${String(at).padStart(3, "0")}`;
  const pairs = mentees.flatMap((person, at) =>
    person[3] >= matched
      ? []
      : [
          {
            mentee: menteeId(at),
            mentor: mentorId(person[4] % mentors.length),
            score: (10 + ((person[0] * 31 + person[5] * 7) % 80)) / 100,
          },
        ],
  );
  const unmatched = mentees.flatMap((person, at) => (person[3] >= matched ? [{ id: menteeId(at) }] : []));
  const seats = mentors.flatMap((person, at) =>
    person[3] < 70 ? [{ mentor: mentorId(at), free: 1 + (person[4] % 2) }] : [],
  );
  const matching = {
    pairs,
    unmatched: { mentees: unmatched, seats },
    manifest: { seed: 7, counts: { mentors: mentors.length } },
  };
  const people = {
    mentees: mentees.map((person, at) => ({
      id: menteeId(at),
      auditOnly: answers(person),
      ...(person[6] < 60 ? { requests: { choices: [mentorId((person[4] + (person[5] % 2)) % mentors.length)] } } : {}),
    })),
    mentors: mentors.map((person, at) => ({ id: mentorId(at), auditOnly: answers(person) })),
  };
  return { matching: matching as unknown as Matching, people };
}

function auditOf(programme: Programme, minimumCell: number, previous?: Audit): Audit {
  const { matching, people } = toRound(programme);
  const everybody = [...people.mentees, ...people.mentors];
  const table = Object.fromEntries(
    programme.groups.map((_, attribute) => [
      `a${attribute}`,
      Object.fromEntries(everybody.map(({ id, auditOnly }) => [id, auditOnly![`a${attribute}`] as string])),
    ]),
  );
  const report = audit(matching, people, { groups: table, permutations: 19, minimumCell, previous });
  return JSON.parse(JSON.stringify(report)) as Audit;
}

/** The same report with every group hidden: what is known of it all the same, is known from totals. */
function blank(report: Audit): Audit {
  const hidden = { suppressed: true } as const;
  const hide = (side: SideAudit): SideAudit => ({
    ...side,
    groupings: side.groupings.map((grouping) => ({
      ...grouping,
      unknown: hidden,
      groups: grouping.groups.map((group) => ({ ...group, count: hidden })),
      measures: grouping.measures.map((measure) => ({
        ...measure,
        byGroup: measure.byGroup.map(() => ({ people: hidden, value: hidden })),
      })),
    })),
  });
  return { ...report, mentees: hide(report.mentees), mentors: hide(report.mentors) };
}

/** That nobody is in a group is no secret: empty groups are shown wherever it is told which groups there are. */
function isOfNobody(where: string, figure: number): boolean {
  return figure === 0 && !where.endsWith("value");
}

/** What is documented as not prevented: of a hidden cell of an intersection, that all or none have what a rate tells. */
function isOfAllInIntersection({ where, figure }: Recovered): boolean {
  return where.includes(",") && where.endsWith("value") && (figure === 0 || figure === 1);
}

/** Hides groups of few people, and nothing else. */
function hideSmallOnly(truth: Audit, minimumCell: number): Audit {
  const hidden = { suppressed: true } as const;
  const isFew = (figure: Figure) => "value" in figure && figure.value! > 0 && figure.value! < minimumCell;
  const hide = (side: SideAudit): SideAudit => ({
    ...side,
    groupings: side.groupings.map((grouping) => ({
      ...grouping,
      groups: grouping.groups.map((group) => (isFew(group.count) ? { ...group, count: hidden } : group)),
      measures: grouping.measures.map((measure) => ({
        ...measure,
        byGroup: measure.byGroup.map((one, at) =>
          isFew(grouping.groups[at].count) || isFew(one.people) ? { people: hidden, value: hidden } : one,
        ),
      })),
    })),
  });
  return { ...truth, mentees: hide(truth.mentees), mentors: hide(truth.mentors) };
}

describe("whoever reads a report and computes", () => {
  let adversary: ReportAdversary;
  beforeAll(async () => {
    adversary = await openReportAdversary();
  });

  /** What is recovered of what the report hides, and is not known from totals. */
  function secrets(report: Audit, truth: Audit, recovered: readonly Recovered[]): Recovered[] {
    if (recovered.length === 0) return [];
    const free = new Set(adversary.attack(blank(report), truth).recovered.map(({ where }) => where));
    return recovered.filter(({ where, figure }) => !free.has(where) && !isOfNobody(where, figure));
  }

  test("recovers figures where small groups are hidden and nothing else", () => {
    let found = 0;
    for (const programme of fc.sample(programmes, 6)) {
      const truth = auditOf(programme, 1);
      const naive = hideSmallOnly(truth, programme.minimumCell);
      if (secrets(naive, truth, adversary.attack(naive, truth).recovered).length > 0) found++;
    }
    expect(found).toBeGreaterThan(2);
  });

  test("recovers no hidden figure of one report", () => {
    const counted = { cases: 0, figures: 0, crossed: 0 };
    fc.assert(
      fc.property(programmes, (programme) => {
        const report = auditOf(programme, programme.minimumCell);
        const truth = auditOf(programme, 1);
        const { hidden, recovered } = adversary.attack(report, truth);
        if (hidden > 0) counted.cases++;
        if (hidden > 0 && programme.groups.length > 1) counted.crossed++;
        counted.figures += hidden;
        expect(secrets(report, truth, recovered).filter((one) => !isOfAllInIntersection(one))).toEqual([]);
      }),
      { numRuns: 30, endOnFailure: true },
    );
    expect(counted.cases).toBeGreaterThan(20);
    expect(counted.crossed).toBeGreaterThan(9);
    expect(counted.figures).toBeGreaterThan(300);
  });

  test("recovers no hidden figure of two reports, between which people came, left and changed groups", () => {
    const counted = { cases: 0, figures: 0 };
    const turnovers = fc.record({ joining: fc.array(draws, { maxLength: 4 }), leaving: fc.nat(4), moving: fc.nat(99) });
    const small = programmes.filter(({ groups, mentees }) => groups.length < 3 && mentees.length > 12);
    fc.assert(
      fc.property(small, turnovers, (programme, { joining, leaving, moving }) => {
        const stayed = programme.mentees.slice(leaving).map((person, at) => {
          return at === moving ? [99 - person[0], ...person.slice(1)] : person;
        });
        const next = { ...programme, mentees: [...stayed, ...joining] };
        const before = auditOf(programme, programme.minimumCell);
        const after = auditOf(next, next.minimumCell, before);
        const truths = [auditOf(programme, 1), auditOf(next, 1)] as const;
        const turnover = { joined: joining.length, left: leaving, moved: 2 };
        const { hidden, recovered } = adversary.attackBoth([before, after], truths, turnover);
        if (hidden > 0) counted.cases++;
        counted.figures += hidden;
        const known = adversary.attackBoth([blank(before), blank(after)], truths, turnover).recovered;
        const free = new Set(known.map(({ where }) => where));
        const secret = recovered.filter(({ where, figure }) => !free.has(where) && !isOfNobody(where, figure));
        expect(secret.filter((one) => !isOfAllInIntersection(one))).toEqual([]);
      }),
      { numRuns: 12, endOnFailure: true },
    );
    expect(counted.cases).toBeGreaterThan(6);
    expect(counted.figures).toBeGreaterThan(200);
  });
});
