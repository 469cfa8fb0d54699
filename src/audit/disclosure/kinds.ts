import type { Cells } from "./cells.js";
import { numberKeys } from "./keys.js";

/** People who are alike in some attributes and in the populations they belong to, one standing for each kind. */
export interface Kinds {
  readonly count: number;
  /** One person of each kind, in the order of their groups. */
  readonly person: Int32Array;
  /** By person. */
  readonly kindOf: Int32Array;
}

/** Sorts people into kinds by these attributes and by populations. */
export function toKinds(cells: Cells, attributes: readonly number[]): Kinds {
  let kindOf = new Int32Array(cells.people);
  let count = cells.people === 0 ? 0 : 1;
  for (const values of [...cells.populations, ...attributes.map((attribute) => cells.values[attribute])]) {
    let radix = 1;
    for (let one = 0; one < cells.people; one++) radix = Math.max(radix, values[one] + 1);
    const { keys, numbers } = numberKeys(kindOf, values, { prefixCount: count, radix });
    kindOf = new Int32Array(numbers);
    count = keys.count;
  }
  const person = new Int32Array(count);
  for (let one = cells.people - 1; one >= 0; one--) person[kindOf[one]] = one;
  return { count, person, kindOf };
}
