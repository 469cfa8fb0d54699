import type { Disclosure } from "./disclosure/decideDisclosure.js";
import { type Figure, figure, HIDDEN, quotient } from "./figure.js";
import { figuresOfMeasure } from "./groupFigures.js";
import type { Cells } from "./groupings.js";
import { EVERYBODY, MATCHED, type Measured } from "./measured.js";
import { type Candidate, type PlannedTests, planTests } from "./planTests.js";
import type { Grouped } from "./readGroups.js";
import type { AuditGroup, GroupingAudit, MeasureAudit, SideAudit } from "./report.js";

/** What a side is audited with. */
export interface SideRequest {
  readonly measured: Measured;
  readonly grouped: Grouped;
  readonly cells: readonly Cells[];
  readonly disclosure: Disclosure;
}

/** A side with all but the tests that take shuffles; they are to be run before it is finished. */
export interface OpenSide {
  readonly tests: PlannedTests;
  readonly finish: () => SideAudit;
}

/** A measure with what is to be tested of it, where it is tested at all. */
interface OpenMeasure {
  readonly figures: Omit<MeasureAudit, "permutation">;
  readonly candidate: Candidate | undefined;
}

interface OpenGrouping extends Omit<GroupingAudit, "measures"> {
  readonly measures: readonly OpenMeasure[];
}

/** Figures of one side, by each grouping. */
export function auditSide(request: SideRequest): OpenSide {
  const { measured, cells } = request;
  const open = cells.map((_, grouping) => openGrouping(request, grouping));
  const candidates = open.flatMap(({ measures }) => measures.flatMap(({ candidate }) => candidate ?? []));
  const tests = planTests(measured, candidates);
  const finishMeasure = ({ figures, candidate }: OpenMeasure): MeasureAudit =>
    candidate === undefined ? figures : { ...figures, permutation: tests.resultOf(candidate) };
  return {
    tests,
    finish: () => ({
      people: measured.populations[0].length,
      matched: measured.matched,
      groupings: open.map(({ measures, ...rest }) => ({ ...rest, measures: measures.map(finishMeasure) })),
    }),
  };
}

function openGrouping({ measured, grouped, cells, disclosure }: SideRequest, index: number): OpenGrouping {
  const { grouping, cells: ofAttributes, [measured.side]: cellOf } = cells[index];
  const shown = measured.populations.map((_, population) =>
    ofAttributes.map((cell) => disclosure.isShown(population, index, cell)),
  );
  const counts = new Int32Array(ofAttributes.length);
  for (const cell of cellOf) if (cell >= 0) counts[cell]++;
  const groups = ofAttributes.map((cell, at) => ({
    labels: cell.map((group, position) => grouped.labels[grouping[position]][group]),
    ...sizeOf(counts[at], cellOf.length, shown[0][at]),
  }));
  const measures = measured.measures.map((measure): OpenMeasure => {
    const isShown = ofAttributes.map((_, cell) => measure.restsOn.every((population) => shown[population][cell]));
    // how many of a group are matched is told by the match rate too
    const counting = measure.population === MATCHED ? EVERYBODY : measure.population;
    const isCounted = shown[EVERYBODY].map((isGroupShown, cell) => isGroupShown && shown[counting][cell]);
    const population = measured.populations[measure.population];
    return {
      figures: {
        ...{ measure: measure.measure, kind: measure.kind },
        ...figuresOfMeasure(measure, { population, cellOf, isShown, isCounted }),
      },
      candidate: measure.kind === "rate" || measure.kind === "mean" ? { measure, cellOf, isShown } : undefined,
    };
  });
  const isKindShown = (cell: readonly number[]) => disclosure.isShown(0, index, cell);
  const unknown = unknownPeople(
    cellOf,
    grouping.map((attribute) => grouped[measured.side][attribute]),
    isKindShown,
  );
  return { attributes: grouping.map((attribute) => grouped.attributes[attribute]), unknown, groups, measures };
}

/** How large a group is; whether it is under 2 % of the side is compared as whole numbers. */
function sizeOf(count: number, people: number, isShown: boolean): Omit<AuditGroup, "labels"> {
  if (!isShown) return { count: HIDDEN, share: HIDDEN, isSmall: null };
  return { count: figure(count), share: quotient(count, people, "nobody"), isSmall: count > 0 && 50 * count < people };
}

/**
 * People of unknown group: where several attributes meet there are several kinds of them, which all have to be shown.
 */
function unknownPeople(
  cellOf: Int32Array,
  groupOf: readonly Int32Array[],
  isShown: (cell: readonly number[]) => boolean,
): Figure {
  const kinds = new Map<string, number[]>();
  let count = 0;
  for (let person = 0; person < cellOf.length; person++) {
    if (cellOf[person] >= 0) continue;
    count++;
    const cell = groupOf.map((groups) => groups[person]);
    kinds.set(cell.join(" "), cell);
  }
  // that nobody is unknown is told only where it may be told which groups are empty
  const asked = kinds.size > 0 ? [...kinds.values()] : [groupOf.map(() => -1)];
  return asked.every(isShown) ? figure(count) : HIDDEN;
}
