/** As deep as data may be; what is deeper is refused where it is read. */
const DEEPEST = 32;
/** Values in all that are looked at; more are refused where they are read. */
const MOST_VALUES = 2 ** 24;

/**
 * Whether data is nothing but lists, plain objects, texts, numbers, truth values and nothing, so that a copy of it in
 * another thread is the same to whoever reads it.
 */
export function isPlain(data: unknown): boolean {
  let values = 0;
  const isPlainAt = (value: unknown, depth: number): boolean => {
    if (typeof value === "function" || typeof value === "symbol") return false;
    if (typeof value !== "object" || value === null) return true;
    if (depth > DEEPEST) return true;
    if (Array.isArray(value)) {
      for (let index = 0; index < value.length; index++) {
        if (values++ > MOST_VALUES) return true;
        if (!isPlainAt(value[index], depth + 1)) return false;
      }
      return true;
    }
    const prototype = Object.getPrototypeOf(value);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null) return false;
    for (const key of Object.keys(value)) {
      if (values++ > MOST_VALUES) return true;
      if (!isPlainAt((value as Record<string, unknown>)[key], depth + 1)) return false;
    }
    return true;
  };
  try {
    return isPlainAt(data, 0);
  } catch {
    // something throws when it is read
    return false;
  }
}
