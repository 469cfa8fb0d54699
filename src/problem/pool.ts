/** Longer texts, and lists and objects of more entries, are hardly ever given twice. */
const LONGEST_TEXT = 64;
const MOST_ENTRIES = 8;
/** How many lists and objects are kept in mind. */
const SLOTS = 2 ** 12;
const PRIME = 2 ** 31 - 1;

/** Keeps one of several equal texts, lists and objects: people answer alike, and each answer would take memory of its own. */
export interface Pool {
  /** A text that was kept before; undefined for a new one. */
  readonly known: (text: string) => string | undefined;
  readonly keep: (text: string) => void;
  /** An equal frozen list that was given before, where one is kept in mind; else the one that is given. */
  readonly list: (list: readonly unknown[]) => readonly unknown[];
  /** The same of objects with these keys. */
  readonly object: <Value extends object>(value: Value, keys: readonly string[]) => Value;
}

export function createPool(): Pool {
  const texts = new Map<string, string>();
  // the last one of each hash: what many people give comes back soon
  const slots = new Array<object | undefined>(SLOTS).fill(undefined);
  const hashes = new Map<object, number>();

  /** Equal values have equal hashes; NaN for an object that is not kept in mind. */
  const hashOf = (value: unknown): number => {
    if (typeof value === "string") return hashText(value);
    if (typeof value === "object" && value !== null) return hashes.get(value) ?? Number.NaN;
    return typeof value === "number" ? value : 1;
  };
  const share = <Value extends object>(value: Value, hash: number, isEqual: (a: object) => boolean): Value => {
    // one of its entries is new, so it is too
    if (!Number.isSafeInteger(hash)) return value;
    const slot = Math.abs(hash) % SLOTS;
    const before = slots[slot];
    if (before !== undefined && isEqual(before)) return before as Value;
    if (before !== undefined) hashes.delete(before);
    slots[slot] = value;
    hashes.set(value, hash);
    return value;
  };
  return {
    known: (text) => (text.length > LONGEST_TEXT ? undefined : texts.get(text)),
    keep(text) {
      if (text.length <= LONGEST_TEXT) texts.set(text, text);
    },
    list(list) {
      if (list.length > MOST_ENTRIES) return list;
      let hash = list.length;
      for (let k = 0; k < list.length; k++) hash = (31 * hash + hashOf(list[k])) % PRIME;
      return share(list, hash, (other) => Array.isArray(other) && isSameList(other, list));
    },
    object(value, keys) {
      if (keys.length > MOST_ENTRIES) return value;
      let hash = keys.length;
      for (const key of keys) hash = (31 * hash + hashOf(value[key as keyof typeof value])) % PRIME;
      return share(value, hash, (other) => !Array.isArray(other) && isSameObject(other, value));
    },
  };
}

/** Of a few characters: what many people give is told apart by them. */
function hashText(text: string): number {
  const last = text.length - 1;
  if (last < 1) return last < 0 ? 0 : text.charCodeAt(0);
  const [a, b, c, d] = [text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(last - 1), text.charCodeAt(last)];
  return 31 * (31 * (31 * (31 * a + b) + c) + d) + last;
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((entry, index) => entry === b[index] && Object.hasOwn(b, index));
}

/** Whether both have the same fields in the same order. */
function isSameObject(a: object, b: object): boolean {
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return (
    keys.length === others.length &&
    keys.every((key, at) => key === others[at] && a[key as keyof object] === b[key as keyof object])
  );
}
