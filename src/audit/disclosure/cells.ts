import { type Keys, numberKeys } from "./keys.js";
import type { DisclosureRequest, Grouped, Grouping } from "./request.js";

/** The grouping in which everybody is one cell. Its counts are the totals of the populations, which are public. */
export const EVERYBODY = 0;

/** All cells that have people, numbered through, grouping after grouping. */
export interface Cells {
  readonly people: number;
  readonly populations: readonly Uint8Array[];
  /** Everybody's, then those asked for. */
  readonly groupings: readonly Grouping[];
  /** By grouping: the first of its cells, and after the last the number of all. */
  readonly starts: readonly number[];
  /** By grouping: the cell of each person. */
  readonly cellOf: readonly Int32Array[];
  /** By population: how many people of it are in each cell. */
  readonly counts: readonly Int32Array[];
  /** By cell: its grouping. */
  readonly groupingOf: Int32Array;
  /** By cell: 1 where one of its groups is "not known". */
  readonly isUnknown: Uint8Array;
  /** By attribute: each person's group, "not known" being 0. */
  readonly values: readonly Int32Array[];
  /** By grouping: the keys of its cells, attribute by attribute. */
  readonly levels: readonly (readonly Keys[])[];
}

/** Numbers the cells. Their order comes from the groups, never from the order of people. */
export function toCells({ grouped, groupings, populations }: DisclosureRequest): Cells {
  const { people } = grouped;
  const values = grouped.groupOf.map((groups) => groups.map((group) => group + 1));
  const all: Grouping[] = [[], ...groupings];
  const starts = [0];
  const numbered = all.map((grouping) => numberCells(grouping, { grouped, values }));
  for (const { count } of numbered) starts.push(starts[starts.length - 1] + count);
  const cellOf = numbered.map(({ numbers }, g) => numbers.map((number) => starts[g] + number));
  const total = starts[all.length];
  const groupingOf = new Int32Array(total);
  const isUnknown = new Uint8Array(total);
  all.forEach((grouping, g) => {
    groupingOf.fill(g, starts[g], starts[g + 1]);
    for (const attribute of grouping) {
      for (let person = 0; person < people; person++) {
        if (values[attribute][person] === 0) isUnknown[cellOf[g][person]] = 1;
      }
    }
  });
  const counts = populations.map((population) => {
    const count = new Int32Array(total);
    for (const cells of cellOf)
      for (let person = 0; person < people; person++) count[cells[person]] += population[person];
    return count;
  });
  const levels = numbered.map((one) => one.levels);
  return { people, populations, groupings: all, starts, cellOf, counts, groupingOf, isUnknown, values, levels };
}

function numberCells(
  grouping: Grouping,
  { grouped, values }: { readonly grouped: Grouped; readonly values: readonly Int32Array[] },
) {
  let numbers = new Int32Array(grouped.people);
  let count = grouped.people === 0 ? 0 : 1;
  const levels: Keys[] = [];
  for (const attribute of grouping) {
    const radix = grouped.groups[attribute] + 1;
    const level = numberKeys(numbers, values[attribute], { prefixCount: count, radix });
    numbers = new Int32Array(level.numbers);
    count = level.keys.count;
    levels.push(level.keys);
  }
  return { numbers, count, levels };
}

/** The cell of a grouping with these groups (−1 is "not known"); −1 where nobody is in it. */
export function findCell(cells: Cells, grouping: number, groups: readonly number[]): number {
  let number = cells.people === 0 ? -1 : 0;
  cells.levels[grouping].forEach((keys, position) => {
    number = keys.find(number, groups[position] + 1);
  });
  return number < 0 ? -1 : cells.starts[grouping] + number;
}

/** The cell in which a person would be with another's groups in the attributes `taken`; −1 where nobody is in it. */
export function cellWith(cells: Cells, grouping: number, person: number, other: number, taken: Uint8Array): number {
  const attributes = cells.groupings[grouping];
  const keys = cells.levels[grouping];
  let number = 0;
  for (let position = 0; position < attributes.length; position++) {
    const attribute = attributes[position];
    number = keys[position].find(number, cells.values[attribute][taken[attribute] === 1 ? other : person]);
  }
  return number < 0 ? -1 : cells.starts[grouping] + number;
}

/** The people of each cell of a grouping, cell after cell. */
export function membersOf(cells: Cells, grouping: number): { readonly start: Int32Array; readonly member: Int32Array } {
  const first = cells.starts[grouping];
  const count = cells.starts[grouping + 1] - first;
  const start = new Int32Array(count + 1);
  const cellOf = cells.cellOf[grouping];
  for (let person = 0; person < cells.people; person++) start[cellOf[person] - first + 1]++;
  for (let cell = 0; cell < count; cell++) start[cell + 1] += start[cell];
  const next = start.slice();
  const member = new Int32Array(cells.people);
  for (let person = 0; person < cells.people; person++) member[next[cellOf[person] - first]++] = person;
  return { start, member };
}
