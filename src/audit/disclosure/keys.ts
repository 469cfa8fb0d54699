/** Beyond this many possible keys a map is smaller than a table. */
const LARGEST_TABLE = 2 ** 20;

/** Numbers of what occurs, from 0, in the order of (`prefix`, `value`). */
export interface Keys {
  readonly count: number;
  /** The number of a prefix with a value; −1 where they do not occur together. */
  readonly find: (prefix: number, value: number) => number;
}

/** Numbers the pairs of a prefix and a value that people have, by their order and not by the order of people. */
export function numberKeys(
  prefixes: ArrayLike<number>,
  values: ArrayLike<number>,
  { prefixCount, radix }: { readonly prefixCount: number; readonly radix: number },
): { readonly keys: Keys; readonly numbers: Int32Array } {
  const people = prefixes.length;
  const numbers = new Int32Array(people);
  if (prefixCount * radix <= LARGEST_TABLE) {
    const table = new Int32Array(prefixCount * radix).fill(-1);
    for (let person = 0; person < people; person++) table[prefixes[person] * radix + values[person]] = 0;
    let count = 0;
    for (let key = 0; key < table.length; key++) if (table[key] === 0) table[key] = count++;
    for (let person = 0; person < people; person++) numbers[person] = table[prefixes[person] * radix + values[person]];
    return { numbers, keys: { count, find: (prefix, value) => (prefix < 0 ? -1 : table[prefix * radix + value]) } };
  }
  const occurring = new Set<number>();
  for (let person = 0; person < people; person++) occurring.add(prefixes[person] * radix + values[person]);
  const numberOf = new Map([...Float64Array.from(occurring).sort()].map((key, number) => [key, number]));
  for (let person = 0; person < people; person++) {
    numbers[person] = numberOf.get(prefixes[person] * radix + values[person])!;
  }
  const find = (prefix: number, value: number) => (prefix < 0 ? -1 : (numberOf.get(prefix * radix + value) ?? -1));
  return { numbers, keys: { count: occurring.size, find } };
}
