import { type Cells, EVERYBODY, membersOf } from "./cells.js";
import { type Hiding, hide, isFew } from "./hiding.js";

/**
 * Hides one of any two shown sets of people of which one holds the other and all but a few more: whoever takes the one
 * from the other has singled these out, whatever they are called. Sets are totals and cells of all groupings, of one
 * population: what is told of another are other figures.
 */
export function hideDifferences(hiding: Hiding): void {
  const { cells, hidden } = hiding;
  for (let grouping = EVERYBODY + 1; grouping < cells.groupings.length; grouping++) {
    const { start, member } = membersOf(cells, grouping);
    const first = cells.starts[grouping];
    for (let population = 0; population < hidden.length; population++) {
      for (let cell = first; cell < cells.starts[grouping + 1]; cell++) {
        const people = member.subarray(start[cell - first], start[cell - first + 1]);
        if (hidden[population][cell] === 0) hideAround(hiding, { population, cell, people });
      }
    }
  }
}

interface ShownCell {
  readonly population: number;
  readonly cell: number;
  /** Those of all populations. */
  readonly people: Int32Array;
}

/** Looks at every set that holds a shown cell and a few more. */
function hideAround(hiding: Hiding, shown: ShownCell): void {
  const { cells, hidden } = hiding;
  const { population, cell, people } = shown;
  const count = cells.counts[population][cell];
  if (count === 0) return;
  const one = people.find((person) => cells.populations[population][person] === 1)!;
  for (let grouping = 0; grouping < cells.groupings.length; grouping++) {
    const around = cells.cellOf[grouping][one];
    if (hidden[population][around] === 1 || !isFew(hiding, cells.counts[population][around] - count)) continue;
    if (!holds(cells, around, shown)) continue;
    if (!isHiddenFirst(cells, around, cell)) {
      hide(hiding, population, cell);
      return;
    }
    hide(hiding, population, around);
  }
}

/** Whether everybody of the smaller cell is in the larger one. */
function holds(cells: Cells, larger: number, { population, people }: ShownCell): boolean {
  const cellOf = cells.cellOf[cells.groupingOf[larger]];
  const isIn = cells.populations[population];
  return people.every((person) => isIn[person] === 0 || cellOf[person] === larger);
}

/** Totals stay; then what is said of single attributes is worth more than what is said of parts. */
function isHiddenFirst(cells: Cells, larger: number, smaller: number): boolean {
  const groupingOfLarger = cells.groupingOf[larger];
  if (groupingOfLarger === EVERYBODY) return false;
  return cells.groupings[groupingOfLarger].length > cells.groupings[cells.groupingOf[smaller]].length;
}
