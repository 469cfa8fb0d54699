import { type Cells, EVERYBODY } from "./cells.js";
import type { DisclosureRequest } from "./request.js";

/** What is hidden so far. It only ever grows. */
export interface Hiding {
  readonly cells: Cells;
  readonly minimumCell: number;
  /** By population: 1 for each cell that is hidden. */
  readonly hidden: readonly Uint8Array[];
  /** By population: 1 for each grouping of which nothing is shown, not even which cells are empty. */
  readonly withheld: readonly Uint8Array[];
  /** What is told as a rate: of which population, and by cell how many of it have it. */
  readonly marks: readonly { readonly population: number; readonly counts: Int32Array }[];
  /** How often something was hidden: who looks at it before and after sees whether anything changed. */
  changes: number;
}

/** Hides every cell of too few people, and what an earlier report has hidden or counts a few people differently. */
export function hideSmall(cells: Cells, { minimumCell, earlier, grouped, marks = [] }: DisclosureRequest): Hiding {
  const { counts, populations, groupings, groupingOf } = cells;
  const hiding: Hiding = {
    cells,
    minimumCell,
    hidden: populations.map(() => new Uint8Array(groupingOf.length)),
    withheld: populations.map(() => new Uint8Array(groupings.length)),
    marks: marks.map(({ population, members }) => ({ population, counts: countMarked(cells, population, members) })),
    changes: 0,
  };
  const groupsOf = earlier === undefined ? undefined : readGroups(cells, grouped.groupOf);
  for (let population = 0; population < populations.length; population++) {
    const count = counts[population];
    if (isFew(hiding, totalOf(cells, population))) {
      for (let grouping = EVERYBODY + 1; grouping < groupings.length; grouping++)
        withhold(hiding, population, grouping);
    }
    for (let cell = cells.starts[EVERYBODY + 1]; cell < groupingOf.length; cell++) {
      const isOdd =
        groupsOf !== undefined &&
        isGivenAway(earlier!(population, groupingOf[cell] - 1, groupsOf(cell)), count[cell], minimumCell);
      if (isOdd || isFew(hiding, count[cell])) hide(hiding, population, cell);
    }
  }
  return hiding;
}

/** By cell: how many of a population have something. */
function countMarked({ cellOf, groupingOf, populations }: Cells, population: number, members: ArrayLike<number>) {
  const counts = new Int32Array(groupingOf.length);
  for (const cells of cellOf) {
    for (let person = 0; person < cells.length; person++) {
      if (populations[population][person] === 1) counts[cells[person]] += members[person];
    }
  }
  return counts;
}

/** Whether a count beside what an earlier report says of the same cell would single out a few, or undo that it was hidden. */
export function isGivenAway(before: number | "hidden" | undefined, count: number, minimumCell: number): boolean {
  if (before === undefined || before === "hidden") return before === "hidden";
  const difference = Math.abs(before - count);
  return difference > 0 && difference < minimumCell;
}

/** The groups of each cell, read off one of its people. */
function readGroups(cells: Cells, groupOf: readonly Int32Array[]): (cell: number) => readonly number[] {
  const person = new Int32Array(cells.groupingOf.length);
  for (const cellOf of cells.cellOf) for (let one = 0; one < cells.people; one++) person[cellOf[one]] = one;
  return (cell) => cells.groupings[cells.groupingOf[cell]].map((attribute) => groupOf[attribute][person[cell]]);
}

/** How many people a population has. */
export function totalOf({ counts, people }: Cells, population: number): number {
  return people === 0 ? 0 : counts[population][0];
}

/** Whether so many people are some, but too few to be shown. */
export function isFew({ minimumCell }: Hiding, count: number): boolean {
  return count > 0 && count < minimumCell;
}

/** Hides a cell of a population; what is hidden of everybody is hidden of every part of them. */
export function hide(hiding: Hiding, population: number, cell: number): void {
  hiding.hidden.forEach((hidden, other) => {
    if ((population !== 0 && population !== other) || hidden[cell] === 1) return;
    hidden[cell] = 1;
    hiding.changes++;
  });
}

/** Hides a whole grouping of a population, so that nobody sees which cells are empty. */
export function withhold(hiding: Hiding, population: number, grouping: number): void {
  const { starts } = hiding.cells;
  for (let cell = starts[grouping]; cell < starts[grouping + 1]; cell++) hide(hiding, population, cell);
  hiding.withheld.forEach((withheld, other) => {
    if ((population !== 0 && population !== other) || withheld[grouping] === 1) return;
    withheld[grouping] = 1;
    hiding.changes++;
  });
}

/** What is lost when a cell is hidden too: its people, but next to nothing where it is of a group that is not known. */
export function lossOf({ cells, hidden }: Hiding, population: number, cell: number): number {
  let loss = 0;
  for (let other = population; other < hidden.length; other++) {
    if (hidden[other][cell] === 0) loss += cells.isUnknown[cell] === 1 ? 1 : cells.counts[other][cell];
    if (population !== 0) break;
  }
  return loss;
}

/** The least number that readers know a hidden cell to have: they see which cells are empty, unless more is hidden. */
export function leastOf({ cells, hidden, withheld }: Hiding, population: number, cell: number): number {
  if (cells.counts[population][cell] === 0) return 0;
  if (withheld[population][cells.groupingOf[cell]] === 1) return 0;
  return population > 0 && hidden[0][cell] === 1 ? 0 : 1;
}
