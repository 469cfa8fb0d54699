import type { Cells } from "./cells.js";
import { type Exchange, groupingsOf } from "./exchange.js";
import { type Hiding, leastOf } from "./hiding.js";
import { type Kinds, toKinds } from "./kinds.js";

/** So many kinds of people are tried, evenly spread, to leave a cell or come to it, and so many as their partners. */
const MOST_TRIED = 24;
const MOST_PARTNERS = 160;

/** Attributes that may be taken over together. */
export interface Taking {
  readonly attributes: readonly number[];
  readonly taken: Uint8Array;
  readonly groupings: readonly number[];
  /** What these groupings take into account beside what is taken over. */
  readonly linked: readonly number[];
  /** People by all that these groupings take into account, and by populations. */
  readonly kinds: Kinds;
  /** People by what is taken over. */
  readonly donors: Kinds;
  /** A kind by what it is linked to, what is taken over and its populations; undefined where there is nobody. */
  readonly counterpart: (linkedAs: number, takenAs: number, populationsAs: number) => number | undefined;
}

/** What may be taken over, and whom it concerns. */
export function toTaking(hiding: Hiding, attributes: readonly number[]): Taking {
  const { cells } = hiding;
  const taken = new Uint8Array(cells.values.length);
  for (const attribute of attributes) taken[attribute] = 1;
  const groupings = groupingsOf(hiding, taken);
  const all = [...new Set(groupings.flatMap((grouping) => cells.groupings[grouping]))].sort((a, b) => a - b);
  const linked = all.filter((attribute) => taken[attribute] === 0);
  const kinds = toKinds(cells, all);
  const byLinked = toKinds({ ...cells, populations: [] }, linked).kindOf;
  const byTaken = toKinds({ ...cells, populations: [] }, attributes).kindOf;
  const byPopulations = toKinds(cells, []).kindOf;
  const keyOf = (one: number, other: number, third: number) => `${one} ${other} ${third}`;
  const found = new Map<string, number>();
  for (const person of kinds.person) found.set(keyOf(byLinked[person], byTaken[person], byPopulations[person]), person);
  return {
    ...{ attributes, taken, groupings, linked, kinds },
    donors: toKinds({ ...cells, populations: [] }, attributes),
    counterpart: (linkedAs, takenAs, populationsAs) =>
      found.get(keyOf(byLinked[linkedAs], byTaken[takenAs], byPopulations[populationsAs])),
  };
}

/** A cell of a population that someone is to leave or to come to. */
export interface Target {
  readonly population: number;
  readonly cell: number;
}

/** Exchanges of one pair by which someone may leave the cell or come to it. */
export function* singleExchanges(hiding: Hiding, target: Target, taking: Taking): Generator<Exchange> {
  const { cells } = hiding;
  const { taken, kinds, donors } = taking;
  const { cellOf, kept, changed, agree } = aboutCell(cells, target.cell, taken);
  // the last one who is known to be there cannot leave
  const mayLeave = cells.counts[target.population][target.cell] > leastOf(hiding, target.population, target.cell);
  const among = (people: Int32Array, most: number, isMeant: (person: number) => boolean) =>
    spread([...people].filter(isMeant), most);
  const inside = among(kinds.person, MOST_TRIED, (person) => mayLeave && cellOf[person] === target.cell);
  const outside = among(kinds.person, MOST_TRIED, (person) => cellOf[person] !== target.cell && agree(kept, person));
  for (const isMutual of [true, false]) {
    const others = isMutual ? kinds.person : donors.person;
    const elsewhere = among(others, MOST_PARTNERS, (person) => !agree(changed, person));
    const here = among(others, MOST_PARTNERS, (person) => agree(changed, person));
    for (const person of inside) for (const other of elsewhere) yield { people: [person, other], taken, isMutual };
    for (const person of outside) for (const other of here) yield { people: [person, other], taken, isMutual };
  }
}

/**
 * Exchanges of two pairs that say nothing new of everybody: the two of a pair are alike in all else but belong to
 * different populations, and what the first pair does to single attributes the second undoes.
 */
export function* doubleExchanges(hiding: Hiding, { population, cell }: Target, taking: Taking): Generator<Exchange> {
  const { cells } = hiding;
  const { taken, kinds, donors, counterpart } = taking;
  const { cellOf, kept, agree } = aboutCell(cells, cell, taken);
  const members = cells.populations[population];
  const inPopulation = [...kinds.person].filter((person) => members[person] === 1);
  const outOfIt = [...toKinds(cells, []).person].filter((person) => members[person] === 0);
  const tried = spread(
    inPopulation.filter((person) => agree(kept, person)),
    MOST_TRIED,
  );
  const partners = spread(inPopulation, MOST_PARTNERS);
  for (const person of tried) {
    for (const donor of donors.person) {
      for (const populations of outOfIt) {
        const other = counterpart(person, donor, populations);
        if (other === undefined || (cellOf[person] === cell) === (cellOf[other] === cell)) continue;
        for (const linkedAs of partners) {
          const second = counterpart(linkedAs, other, person);
          const third = counterpart(linkedAs, person, populations);
          if (second === undefined || third === undefined) continue;
          yield { people: [person, other, second, third], taken, isMutual: true };
        }
      }
    }
  }
}

/** Where people are in the grouping of a cell, and whether they have the cell's groups by some attributes. */
function aboutCell(cells: Cells, cell: number, taken: Uint8Array) {
  const grouping = cells.groupingOf[cell];
  const cellOf = cells.cellOf[grouping];
  const one = cellOf.indexOf(cell);
  const own = cells.groupings[grouping];
  return {
    cellOf,
    kept: own.filter((attribute) => taken[attribute] === 0),
    changed: own.filter((attribute) => taken[attribute] === 1),
    agree: (attributes: readonly number[], person: number) =>
      attributes.every((attribute) => cells.values[attribute][person] === cells.values[attribute][one]),
  };
}

/** At most so many of a list, evenly spread. */
function spread(people: readonly number[], most: number): readonly number[] {
  if (people.length <= most) return people;
  return Array.from({ length: most }, (_, index) => people[Math.floor((index * people.length) / most)]);
}
