import { EVERYBODY } from "./cells.js";
import { type Echelon, openEchelon } from "./echelon.js";
import { type Hiding, hide } from "./hiding.js";
import { openProjection, type Projection } from "./projection.js";
import type { Nesting } from "./room.js";

/**
 * Hides what is needed so that no hidden cell is a combination of what is shown, that is, so that no adding and
 * subtracting of shown sums (of people, or of whatever is known of each of them) gives the sum of a hidden cell.
 *
 * What is shown is taken in turn, what is worth most first. A cell whose sum would, with those before it, give a hidden
 * one is hidden too. So of each set of cells that give each other away the one that is worth least is hidden.
 *
 * Returns whether that is so now; false where something was hidden of a part that had been taken already.
 */
export function hideCombinations(hiding: Hiding, nestings: readonly Nesting[]): boolean {
  const { cells, hidden } = hiding;
  if (hidden.every((ofPopulation) => !ofPopulation.includes(1))) return true;
  const projection = openProjection(cells);
  const span: Span = { hiding, projection, echelon: openEchelon(projection.length) };
  const order = byWorth(hiding);
  const isImplied = openImplied(hiding, nestings, order);
  addShown(span, cells.starts[EVERYBODY]);
  hidden.forEach((ofPopulation, population) => {
    for (const cell of order) if (ofPopulation[cell] === 1) watch(span, population, cell);
  });
  let isSettled = true;
  for (const cell of order) {
    if (!hidden.every((ofPopulation, population) => ofPopulation[cell] === 1 || isImplied(population, cell))) {
      isSettled = addShown(span, cell) && isSettled;
    }
  }
  return isSettled;
}

interface Span {
  readonly hiding: Hiding;
  readonly projection: Projection;
  readonly echelon: Echelon;
}

/**
 * Adds a cell for every population in which it is shown, and hides it where that gives away a hidden one. Everybody comes
 * last, without those of the first part where these are shown: vectors of different people need no elimination. Returns
 * whether what was hidden can be watched.
 */
function addShown(span: Span, cell: number): boolean {
  const { hiding, projection, echelon } = span;
  const { hidden, cells } = hiding;
  let isWatched = true;
  for (let population = hidden.length - 1; population >= 0; population--) {
    if (hidden[population][cell] === 1 || cells.counts[population][cell] === 0) continue;
    const vector = projection.vectorOf(population, cell);
    if (population === 0 && hidden.length > 1 && hidden[1][cell] === 0) projection.subtract(vector, 1, cell);
    if (echelon.add(vector) || cells.groupingOf[cell] === EVERYBODY) continue;
    const before = hidden.map((ofPopulation) => ofPopulation[cell]);
    hide(hiding, population, cell);
    before.forEach((wasHidden, other) => {
      if (wasHidden !== hidden[other][cell]) isWatched = watch(span, other, cell) && isWatched;
    });
  }
  return isWatched;
}

/** From now on nothing may be added that gives this cell away. That nobody is in a cell is no secret. */
function watch({ hiding, projection, echelon }: Span, population: number, cell: number): boolean {
  return hiding.cells.counts[population][cell] === 0 || echelon.watch(projection.vectorOf(population, cell));
}

/** Whether a shown cell is what remains of a shown one when other shown ones, all looked at before, are taken away. */
function openImplied({ cells, hidden }: Hiding, nestings: readonly Nesting[], order: readonly number[]) {
  const place = new Int32Array(cells.groupingOf.length);
  order.forEach((cell, index) => {
    place[cell] = index;
  });
  const families: { readonly parent: number; readonly parts: readonly number[] }[][] = order.map(() => []);
  for (const { coarse, parts } of nestings) {
    parts.forEach((list, index) => {
      const last = list.reduce((latest, cell) => (place[cell] > place[latest] ? cell : latest));
      families[place[last]].push({ parent: cells.starts[coarse] + index, parts: list });
    });
  }
  return (population: number, cell: number) =>
    hidden[population][cell] === 0 &&
    families[place[cell]].some(({ parent, parts }) =>
      [parent, ...parts].every((other) => hidden[population][other] === 0),
    );
}

/**
 * The cells but everybody's: those by fewer attributes first, then those hidden of no part, as elimination stays within
 * the people of one part until then; "not known" after others, the largest first.
 */
function byWorth({ cells: { starts, groupingOf, groupings, isUnknown, counts }, hidden }: Hiding): number[] {
  const order = Array.from({ length: groupingOf.length - starts[EVERYBODY + 1] }, (_, k) => starts[EVERYBODY + 1] + k);
  const width = (cell: number) => groupings[groupingOf[cell]].length;
  const isHidden = (cell: number) => Number(hidden.some((ofPopulation) => ofPopulation[cell] === 1));
  return order.sort(
    (a, b) =>
      width(a) - width(b) ||
      isHidden(a) - isHidden(b) ||
      isUnknown[a] - isUnknown[b] ||
      counts[0][b] - counts[0][a] ||
      a - b,
  );
}
