import { type Cells, EVERYBODY } from "./cells.js";
import { type Hiding, hide, leastOf, lossOf, withhold } from "./hiding.js";

/** For each grouping those that are coarser, everybody's being one, and the cells by the coarser cell that holds them. */
export interface Nesting {
  readonly coarse: number;
  readonly fine: number;
  /** By cell of the coarser grouping: the cells of the finer one in it. */
  readonly parts: readonly (readonly number[])[];
}

/** Every grouping with every coarser one: those by some of its attributes. */
export function findNestings({ groupings, starts, cellOf, people }: Cells): Nesting[] {
  const nestings: Nesting[] = [];
  groupings.forEach((attributes, fine) => {
    groupings.forEach((fewer, coarse) => {
      if (fewer.length >= attributes.length || !fewer.every((attribute) => attributes.includes(attribute))) return;
      const parts = Array.from({ length: starts[coarse + 1] - starts[coarse] }, (): number[] => []);
      const around = new Int32Array(starts[fine + 1] - starts[fine]);
      for (let person = 0; person < people; person++) {
        around[cellOf[fine][person] - starts[fine]] = cellOf[coarse][person] - starts[coarse];
      }
      around.forEach((parent, cell) => {
        parts[parent].push(starts[fine] + cell);
      });
      nestings.push({ coarse, fine, parts });
    });
  });
  return nestings;
}

/**
 * Sees to it that the hidden parts of a shown cell leave room. What is shown of the cell and of its other parts gives
 * what the hidden ones have together, so there have to be two of them at least, and each could have from one person (or
 * none) to the minimum, whatever the others have. And a hidden cell has a hidden part in every finer grouping, or their
 * sum would be its count.
 */
export function makeRoom(hiding: Hiding, nestings: readonly Nesting[]): void {
  const { starts, groupings } = hiding.cells;
  for (const { coarse, fine, parts } of nestings) {
    for (let population = 0; population < hiding.hidden.length; population++) {
      if (hiding.withheld[population][fine] === 1 || groupings[fine].length === 0) continue;
      parts.forEach((cells, index) => {
        makeRoomIn(hiding, { population, parent: starts[coarse] + index, parts: cells });
      });
    }
  }
}

interface Family {
  readonly population: number;
  readonly parent: number;
  readonly parts: readonly number[];
}

function makeRoomIn(hiding: Hiding, family: Family): void {
  const { population, parent, parts } = family;
  const { cells, hidden } = hiding;
  while (!hasRoom(hiding, family)) {
    const shown = parts.filter((cell) => hidden[population][cell] === 0 && cells.counts[population][cell] > 0);
    const mixing = partsThatMix(hiding, family, shown);
    const candidates = mixing.length > 0 ? mixing : shown;
    if (candidates.length > 0) {
      const loss = candidates.map((cell) => lossOf(hiding, population, cell));
      hide(hiding, population, candidates[loss.indexOf(Math.min(...loss))]);
    } else if (cells.groupingOf[parent] === EVERYBODY) {
      withhold(hiding, population, cells.groupingOf[parts[0]]);
      return;
    } else {
      hide(hiding, population, parent);
    }
  }
}

function hasRoom(hiding: Hiding, family: Family): boolean {
  const { population, parent, parts } = family;
  const { cells, hidden, minimumCell } = hiding;
  const count = cells.counts[population];
  const hiddenParts = parts.filter((cell) => hidden[population][cell] === 1);
  const together = hiddenParts.reduce((sum, cell) => sum + count[cell], 0);
  // of a hidden cell nothing follows as long as one of its parts is hidden; nobody may be seen to be nobody
  if (hidden[population][parent] === 1) return together > 0 || count[parent] === 0;
  if (together === 0) return true;
  const least = hiddenParts.reduce((sum, cell) => sum + leastOf(hiding, population, cell), 0);
  return hiddenParts.length > 1 && together >= minimumCell + Math.max(0, least - 1) && isMixed(hiding, family);
}

/**
 * Whether of the hidden parts some people have what is told as a rate and some have not: what everybody or nobody has,
 * each has or has not. Where that is so of the whole it is no secret.
 */
function isMixed(hiding: Hiding, family: Family): boolean {
  return hiddenShares(hiding, family).every(({ marked, people }) => !isUniform(marked, people));
}

/** The parts of which it would be so if they were hidden too. */
function partsThatMix(hiding: Hiding, family: Family, parts: readonly number[]): readonly number[] {
  const count = hiding.cells.counts[family.population];
  const shares = hiddenShares(hiding, family);
  return parts.filter((cell) =>
    shares.every(({ marked, people, counts }) => !isUniform(marked + counts[cell], people + count[cell])),
  );
}

/** How many of the hidden parts have what is told as a rate, for every rate that does not tell the same of the whole. */
function hiddenShares({ cells, hidden, marks }: Hiding, { population, parent, parts }: Family) {
  const count = cells.counts[population];
  const all = parts.filter((cell) => hidden[population][cell] === 1);
  const sumOf = (counts: Int32Array) => all.reduce((sum, cell) => sum + counts[cell], 0);
  return marks.flatMap(({ population: about, counts }) =>
    about !== population || isUniform(counts[parent], count[parent])
      ? []
      : [{ counts, marked: sumOf(counts), people: sumOf(count) }],
  );
}

function isUniform(marked: number, people: number): boolean {
  return marked === 0 || marked === people;
}
