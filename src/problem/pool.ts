/** Longer texts, and lists and objects of more entries, are hardly ever given twice. */
const LONGEST_TEXT = 64;
const MOST_ENTRIES = 8;
/** How many texts are kept in mind: few enough to be found quickly. */
const MOST_TEXTS = 2 ** 12;
/** How many lists and objects are. */
const SLOTS = 2 ** 12;
const PRIME = 2 ** 31 - 1;

/** Keeps one of several equal texts, lists and objects: people answer alike, and each answer would take memory of its own. */
export interface Pool {
  /** A text that was kept before; undefined for a new one. */
  readonly knownText: (text: string) => string | undefined;
  readonly keepText: (text: string) => void;
  /** A frozen list of these entries: an earlier one, where one is kept in mind. Inner lists and objects have to come from here. */
  readonly list: (list: readonly unknown[]) => readonly unknown[];
  /** The same of an object with these keys, which is frozen where it is new. */
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
  const find = (hash: number, isEqual: (kept: object) => boolean): object | undefined => {
    const kept = Number.isSafeInteger(hash) ? slots[Math.abs(hash) % SLOTS] : undefined;
    return kept !== undefined && isEqual(kept) ? kept : undefined;
  };
  const keep = <Value extends object>(hash: number, value: Value): Value => {
    // one of its entries is not kept in mind, so no other will ever be equal
    if (!Number.isSafeInteger(hash)) return value;
    const slot = Math.abs(hash) % SLOTS;
    const before = slots[slot];
    if (before !== undefined) hashes.delete(before);
    slots[slot] = value;
    hashes.set(value, hash);
    return value;
  };
  return {
    knownText: (text) => (text.length > LONGEST_TEXT ? undefined : texts.get(text)),
    keepText(text) {
      if (text.length > LONGEST_TEXT) return;
      // names and ids come once: what comes often is soon there again
      if (texts.size === MOST_TEXTS) texts.clear();
      texts.set(text, text);
    },
    list(list) {
      let hash = list.length > MOST_ENTRIES ? Number.NaN : list.length;
      for (let k = 0; k < list.length && k < MOST_ENTRIES; k++) hash = (31 * hash + hashOf(list[k])) % PRIME;
      const kept = find(hash, (other) => Array.isArray(other) && isSameList(other, list));
      // a slice takes no more memory than it has entries
      return (kept as readonly unknown[]) ?? keep(hash, Object.freeze(list.slice()));
    },
    object(value, keys) {
      let hash = keys.length > MOST_ENTRIES ? Number.NaN : keys.length;
      for (let k = 0; k < keys.length && k < MOST_ENTRIES; k++) {
        hash = (31 * hash + hashOf(value[keys[k] as keyof typeof value])) % PRIME;
      }
      const kept = find(hash, (other) => !Array.isArray(other) && isSameObject(other, value));
      return (kept as typeof value) ?? keep(hash, Object.freeze(value));
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
