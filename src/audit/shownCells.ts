import { type Disclosure, decideDisclosure } from "./disclosure/decideDisclosure.js";
import { HIDDEN, isHidden, numberOf } from "./figure.js";
import type { Cells } from "./groupings.js";
import type { Measured } from "./measured.js";
import { type Grouped, labelOf } from "./readGroups.js";
import type { Audit, GroupingAudit } from "./report.js";

/** Decides what may be shown of one side, also beside an earlier report. */
export function shownCells(
  grouped: Grouped,
  cells: readonly Cells[],
  { measured, minimumCell, previous }: { measured: Measured; minimumCell: number; previous: Audit | undefined },
): Disclosure {
  return decideDisclosure({
    grouped: {
      people: measured.populations[0].length,
      groupOf: grouped[measured.side],
      groups: grouped.labels.map(({ length }) => length),
    },
    groupings: cells.map(({ grouping }) => grouping),
    populations: measured.populations,
    marks: measured.measures.flatMap(({ kind, population, values }) =>
      kind === "rate" && values !== undefined ? [{ population, members: values }] : [],
    ),
    minimumCell,
    ...(previous === undefined ? {} : { earlier: earlierCells(grouped, cells, measured, previous) }),
  });
}

/** What an earlier report tells of a cell, by the names of attributes and groups. */
function earlierCells(
  grouped: Grouped,
  cells: readonly Cells[],
  { side, populations, measures }: Measured,
  previous: Audit,
) {
  const keyOf = (names: readonly string[]) => JSON.stringify(names.map((name) => labelOf(name)?.key));
  const known = new Map(
    previous[side].groupings.map((grouping) => [
      JSON.stringify(grouping.attributes),
      { grouping, groupOf: new Map(grouping.groups.map(({ labels }, index) => [keyOf(labels), index])) },
    ]),
  );
  // a measure that is about each population tells its counts
  const measureOf = populations.map((_, index) => measures.find(({ population }) => population === index)?.measure);
  return (population: number, grouping: number, cell: readonly number[]): number | "hidden" | undefined => {
    const attributes = cells[grouping].grouping;
    const before = known.get(JSON.stringify(attributes.map((attribute) => grouped.attributes[attribute])));
    if (before === undefined) return undefined;
    if (cell.includes(-1)) {
      return population === 0 && cell.length === 1 ? toldBy(before.grouping.unknown) : undefined;
    }
    const group = before.groupOf.get(keyOf(cell.map((one, at) => grouped.labels[attributes[at]][one])));
    // whoever was not listed was not there
    if (group === undefined) return population === 0 ? 0 : undefined;
    return toldBy(countIn(before.grouping, group, population === 0 ? undefined : measureOf[population]));
  };
}

function countIn({ groups, measures }: GroupingAudit, group: number, measure: string | undefined) {
  if (measure === undefined) return groups[group].count;
  const told = measures.find((one) => one.measure === measure)?.byGroup[group];
  return told !== undefined && isHidden(told.value) ? HIDDEN : told?.people;
}

function toldBy(count: GroupingAudit["unknown"] | undefined): number | "hidden" | undefined {
  return count === undefined ? undefined : (numberOf(count) ?? "hidden");
}
