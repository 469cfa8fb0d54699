const LONGEST = 31;

/** Characters that the name of a sheet may not have, invisible ones, and the start of what is read as an escaped one. */
const FORBIDDEN = /_(?=x[0-9A-Fa-f]{4})|[[\]:*?/\\\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\uFFFD]/gu;

/**
 * Names as spreadsheets allow them, as near as can be to those given: at most 31 UTF-16 units, none of `[ ] : * ? / \`,
 * no apostrophe at either end, not blank, not "History", and all different whatever their case.
 */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set(["history"]);
  return wanted.map((name, i) => {
    const plain = trimmed(name.replace(FORBIDDEN, "-")) || `Sheet ${i + 1}`;
    let free = cut(plain, LONGEST);
    for (let next = 2; taken.has(free.toLowerCase()); next++) {
      const suffix = ` (${next})`;
      free = cut(plain, LONGEST - suffix.length) + suffix;
    }
    taken.add(free.toLowerCase());
    return free;
  });
}

function trimmed(name: string): string {
  return name.replace(/^[\s']+|[\s']+$/g, "");
}

/** The first `length` units of a name, without half a character at the end. */
function cut(name: string, length: number): string {
  return trimmed(name.slice(0, length).replace(/[\uD800-\uDBFF]$/, ""));
}
