import { cellWith } from "./cells.js";
import { type Hiding, hide, leastOf, lossOf } from "./hiding.js";

/**
 * People take over others' groups in some attributes. If that leaves everything shown as it is, then it leads to other
 * people of whom the same report would be printed.
 */
export interface Exchange {
  /** One who takes over, then whose groups these are; or two such pairs. */
  readonly people: readonly number[];
  /** By attribute: 1 where groups are taken over. */
  readonly taken: Uint8Array;
  /** Whether the two of a pair take over each other's groups. */
  readonly isMutual: boolean;
}

/** A count that an exchange changes. */
interface Effect {
  readonly population: number;
  readonly cell: number;
  readonly change: number;
}

/** The groupings that take any of these attributes into account. */
export function groupingsOf({ cells }: Hiding, taken: Uint8Array): number[] {
  return cells.groupings.flatMap((attributes, grouping) =>
    attributes.some((attribute) => taken[attribute] === 1) ? [grouping] : [],
  );
}

/** The cells of one grouping that people leave and come to, in turn, and what an exchange changes there. */
const places = new Int32Array(8);
const movers = new Int32Array(8);
const changes = new Int32Array(8);

/**
 * What has to be hidden so that the exchange changes nothing that is shown, as people lost; Infinity where that cannot
 * be, or where it is no less than `below`. Cells are left with the least number that readers know them to have.
 */
export function lossOfExchange(
  hiding: Hiding,
  exchange: Exchange,
  groupings: readonly number[],
  below: number,
): number {
  const { cells, hidden, withheld } = hiding;
  let loss = 0;
  for (const grouping of groupings) {
    const count = findPlaces(hiding, exchange, grouping);
    for (let population = 0; count > 0 && population < hidden.length; population++) {
      findChanges(hiding, population, count);
      for (let place = 0; place < count; place++) {
        if (changes[place] === 0) continue;
        const cell = places[place];
        if (cell < 0) {
          if (withheld[population][grouping] === 0) return Number.POSITIVE_INFINITY;
          continue;
        }
        const before = cells.counts[population][cell];
        const after = before + changes[place];
        if (after < before && after < leastOf(hiding, population, cell)) return Number.POSITIVE_INFINITY;
        if (hidden[population][cell] === 1) continue;
        // an empty cell is never hidden: that it is empty is no secret
        if (before === 0) return Number.POSITIVE_INFINITY;
        loss += lossOf(hiding, population, cell);
        if (loss >= below) return Number.POSITIVE_INFINITY;
      }
    }
  }
  return loss;
}

/** The counts that an exchange changes. */
export function effectsOf(hiding: Hiding, exchange: Exchange, groupings: readonly number[]): Effect[] {
  const effects: Effect[] = [];
  for (const grouping of groupings) {
    const count = findPlaces(hiding, exchange, grouping);
    for (let population = 0; population < hiding.hidden.length; population++) {
      findChanges(hiding, population, count);
      for (let place = 0; place < count; place++) {
        const [cell, change] = [places[place], changes[place]];
        if (cell >= 0 && change !== 0) effects.push({ population, cell, change });
      }
    }
  }
  return effects;
}

/** Hides whatever the exchange changes. */
export function hideExchange(hiding: Hiding, exchange: Exchange, groupings: readonly number[]): void {
  for (const { population, cell } of effectsOf(hiding, exchange, groupings)) hide(hiding, population, cell);
}

/** Lists the cells that people leave and come to, and who does; how many there are. */
function findPlaces({ cells }: Hiding, { people, taken, isMutual }: Exchange, grouping: number): number {
  let count = 0;
  for (let index = 0; index < people.length; index++) {
    if (!isMutual && index % 2 === 1) continue;
    const person = people[index];
    const from = cells.cellOf[grouping][person];
    const to = cellWith(cells, grouping, person, people[index ^ 1], taken);
    if (from === to) continue;
    places[count] = from;
    places[count + 1] = to;
    movers[count] = person;
    movers[count + 1] = person;
    count += 2;
  }
  return count;
}

/** What changes in each of these cells for one population, what cancels out taken away. */
function findChanges({ cells }: Hiding, population: number, count: number): void {
  const members = cells.populations[population];
  for (let place = 0; place < count; place++) {
    const change = place % 2 === 0 ? -members[movers[place]] : members[movers[place]];
    let first = 0;
    while (places[first] !== places[place]) first++;
    changes[place] = 0;
    changes[first] += change;
  }
}
