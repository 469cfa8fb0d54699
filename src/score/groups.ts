import type { TermLists } from "./termTable.js";

/** Mentors whom a criterion or a rule cannot tell apart: they gave the same answer. */
export interface Groups {
  /** The group of each mentor. */
  readonly of: Int32Array;
  /** A mentor of each group. */
  readonly first: Int32Array;
}

/** Groups mentors by a key that says all that a criterion or a rule reads of them. */
export function groupBy(keys: readonly (string | number)[]): Groups {
  const indexOf = new Map<string | number, number>();
  const first: number[] = [];
  const of = Int32Array.from(keys, (key, mentor) => {
    const known = indexOf.get(key);
    if (known !== undefined) return known;
    indexOf.set(key, first.length);
    return first.push(mentor) - 1;
  });
  return { of, first: Int32Array.from(first) };
}

/** Groups mentors by their terms, whatever their levels. */
export function groupByTerms({ answered, start, term }: TermLists): Groups {
  return groupBy(
    Array.from(answered, (said, mentor) =>
      said === 0 ? "unknown" : term.subarray(start[mentor], start[mentor + 1]).join(),
    ),
  );
}
