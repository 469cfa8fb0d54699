import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";

import {
  type Disclosure,
  type DisclosureRequest,
  decideDisclosure,
} from "../../../src/audit/disclosure/decideDisclosure.js";
import { type Adversary, openAdversary, printReport, type Range, type Report } from "./adversary.js";

/** Numbers below 100 from which a person's groups and populations are read. */
type Draws = readonly number[];

interface Programme {
  readonly groups: readonly number[];
  readonly people: readonly Draws[];
  readonly populations: number;
  readonly minimumCell: number;
  /** Which intersections are left out. */
  readonly without: number;
}

const draws = fc.array(fc.nat(99), { minLength: 5, maxLength: 5 });

const programmes = fc.integer({ min: 1, max: 3 }).chain((attributes) =>
  fc.record({
    groups: fc.array(fc.integer({ min: 2, max: attributes === 1 ? 6 : attributes === 2 ? 4 : 2 }), {
      minLength: attributes,
      maxLength: attributes,
    }),
    people: fc.integer({ min: 0, max: 50 }).chain((count) => fc.array(draws, { minLength: count, maxLength: count })),
    populations: fc.integer({ min: 1, max: attributes === 1 ? 3 : 2 }),
    minimumCell: fc.integer({ min: 2, max: 6 }),
    without: fc.nat(15),
  }),
);

/** The first groups are large, the last small; a twentieth is not known. */
function groupOf(draw: number, groups: number): number {
  return draw >= 95 ? -1 : Math.floor(groups * (draw / 95) ** 2);
}

function toRequest({ groups, people, populations, minimumCell, without }: Programme): DisclosureRequest {
  const single = groups.map((_, attribute) => [attribute]);
  const pairs = groups.flatMap((_, one) => groups.slice(one + 1).map((__, index) => [one, one + 1 + index]));
  return {
    grouped: {
      people: people.length,
      groupOf: groups.map((count, attribute) => Int32Array.from(people, (person) => groupOf(person[attribute], count))),
      groups,
    },
    groupings: [...single, ...pairs.filter((_, index) => (without & (1 << index)) === 0)],
    populations: Array.from({ length: populations }, (_, population) =>
      Uint8Array.from(people, (person) => (population === 0 || person[2 + population] < 75 ? 1 : 0)),
    ),
    minimumCell,
  };
}

/** Hides small cells and nothing else. */
function naive(request: DisclosureRequest): Disclosure {
  const everything = printReport(request, { isShown: () => true });
  const counts = new Map(
    everything.cells.map(({ population, grouping, cell, count }) => [`${population} ${grouping} ${cell}`, count]),
  );
  const isFew = (count: number) => count > 0 && count < request.minimumCell;
  return {
    isShown: (population, grouping, cell) =>
      [0, population].every((one) => !isFew(counts.get(`${one} ${grouping} ${cell}`)!)),
  };
}

/**
 * Cells that are given away. Of a part with fewer people than the minimum only its size is printed, which is public: where
 * everybody is in one group it is the group's.
 */
function givenAway({ populations }: Report, ranges: readonly Range[], minimumCell: number): Range[] {
  const sizes = populations.map((members) => members.reduce((sum, one) => sum + one, 0));
  return ranges.filter(({ cell, least, greatest }) => greatest - least < 1e-6 && sizes[cell.population] >= minimumCell);
}

function complementary({ cells }: Report, minimumCell: number) {
  return cells.filter(({ isShown, count }) => !isShown && count >= minimumCell);
}

describe("an adversary with an integer programme solver", () => {
  let adversary: Adversary;
  beforeAll(async () => {
    adversary = await openAdversary();
  });

  test("recovers cells of a report that hides small cells only", () => {
    let recovered = 0;
    const cases = fc.sample(programmes, 20);
    for (const programme of cases) {
      const request = toRequest(programme);
      const report = printReport(request, naive(request));
      if (givenAway(report, adversary.attack(report), request.minimumCell).length > 0) recovered++;
    }
    expect(recovered).toBeGreaterThan(cases.length / 4);
  });

  test("recovers no cell that is hidden by decideDisclosure", () => {
    const counted = { hidden: 0, complementary: 0, linked: 0, parts: 0 };
    fc.assert(
      fc.property(programmes, (programme) => {
        const request = toRequest(programme);
        const report = printReport(request, decideDisclosure(request));
        const ranges = adversary.attack(report);
        if (ranges.length > 0) counted.hidden++;
        if (complementary(report, request.minimumCell).length > 0) {
          counted.complementary++;
          if (request.groupings.some((grouping) => grouping.length > 1)) counted.linked++;
          if (request.populations.length > 1) counted.parts++;
        }
        expect(givenAway(report, ranges, request.minimumCell)).toEqual([]);
        // what readers take for granted is so
        expect(
          report.cells.filter((cell) => !cell.isShown && cell.count === 0 && report.isKnownToBeThere(cell)),
        ).toEqual([]);
      }),
      { numRuns: 70 },
    );
    expect(counted.hidden).toBeGreaterThan(30);
    expect(counted.complementary).toBeGreaterThan(20);
    expect(counted.linked).toBeGreaterThan(12);
    expect(counted.parts).toBeGreaterThan(12);
  });

  test("recovers no cell when everything that is printed is sums over people whose groups are known", () => {
    let nontrivial = 0;
    fc.assert(
      fc.property(programmes, (programme) => {
        const request = toRequest(programme);
        const values = programme.people.map((person) => (10 + ((person[0] * 31 + person[4] * 7) % 100)) / 128);
        const report = printReport(request, decideDisclosure(request));
        const unheard = printReport(request, { isShown: () => false });
        const free = new Set(
          adversary
            .attackSums(unheard, values)
            .filter(({ least, greatest }) => greatest - least > 1e-6)
            .map(({ cell: { population, grouping, cell } }) => `${population} ${grouping} ${cell}`),
        );
        const ranges = adversary.attackSums(report, values);
        // a cell of everybody in a population is its total
        const protectable = ranges.filter(({ cell: { population, grouping, cell } }) =>
          free.has(`${population} ${grouping} ${cell}`),
        );
        if (protectable.length > 0) nontrivial++;
        expect(protectable.filter(({ least, greatest }) => greatest - least < 1e-6)).toEqual([]);
      }),
      { numRuns: 30 },
    );
    expect(nontrivial).toBeGreaterThan(15);
  });

  test("recovers no cell of two reports, between which people came, left and changed groups", () => {
    const counted = { hidden: 0, kept: 0, differing: 0 };
    const turnovers = fc.record({
      joining: fc.array(draws, { maxLength: 4 }),
      leaving: fc.nat(4),
      moving: fc.array(fc.tuple(fc.nat(99), fc.nat(99)), { maxLength: 2 }),
    });
    const small = programmes.filter(({ groups }) => groups.length < 3);
    fc.assert(
      fc.property(small, turnovers, (programme, { joining, leaving, moving }) => {
        const request = toRequest(programme);
        const before = printReport(request, decideDisclosure(request));
        const said = new Map(
          before.cells.map(({ population, grouping, cell, isShown, count }) => [
            `${population} ${grouping} ${cell}`,
            isShown ? count : ("hidden" as const),
          ]),
        );
        const stayed = programme.people.slice(leaving).map((person, index) => {
          const move = moving.find(([who]) => who % Math.max(1, programme.people.length - leaving) === index);
          return move === undefined ? person : [move[1], ...person.slice(1)];
        });
        const next = { ...programme, people: [...stayed, ...joining] };
        const earlier = (population: number, grouping: number, cell: readonly number[]) =>
          said.get(`${population} ${grouping} ${cell}`);
        const nextRequest = { ...toRequest(next), earlier };
        const after = printReport(nextRequest, decideDisclosure(nextRequest));
        const ranges = adversary.attackBoth(before, after, {
          joined: joining.length,
          left: programme.people.length - stayed.length,
          moved: moving.length + 1,
        });
        const sayEarlier = ({ cell: { population, grouping, cell } }: Range) => earlier(population, grouping, cell);
        if (ranges.length > 0) counted.hidden++;
        if (ranges.some((range) => sayEarlier(range) === "hidden" && range.cell.count >= request.minimumCell))
          counted.kept++;
        if (ranges.some((range) => sayEarlier(range) !== "hidden" && sayEarlier(range) !== range.cell.count)) {
          counted.differing++;
        }
        // what has been printed stays known for as long as it stays the same
        const fresh = givenAway(after, ranges, request.minimumCell).filter(
          (range) => sayEarlier(range) !== range.cell.count,
        );
        expect(fresh).toEqual([]);
      }),
      { numRuns: 40 },
    );
    expect(counted.hidden).toBeGreaterThan(20);
    expect(counted.kept).toBeGreaterThan(8);
    expect(counted.differing).toBeGreaterThan(8);
  });
});
