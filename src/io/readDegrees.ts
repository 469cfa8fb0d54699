import { nearest } from "../numeric/nearest.js";
import type { Degrees } from "../problem/policy.js";
import { normaliseTerm } from "../problem/terms.js";

/** A term with what stood behind its name; what is no number is left for the schema to report. */
export interface Graded {
  readonly name: string;
  readonly level?: number | string;
  readonly importance?: number | string;
}

/** Reads what stands for a level or an importance; undefined where nothing like one stands there. */
export type ReadDegree = (word: string) => number | string | undefined;

const DIGITS = /^[0-9]{1,3}$/;
const DASHES = [" - ", " – ", " — "];

/**
 * Reads words that stand for a degree, and digits for themselves. A word that is nearly one of them is returned as it
 * stands, so that a misspelling is a problem rather than a part of a name.
 */
export function degreeReader(degrees: Degrees): ReadDegree {
  const known = new Map(Object.entries(degrees).map(([word, degree]) => [normaliseTerm(word), degree]));
  const words = [...known.keys()];
  return (text) => {
    const word = normaliseTerm(text);
    if (known.has(word)) return known.get(word);
    if (DIGITS.test(word)) return Number(word);
    return isMisspelt(word, words) ? text : undefined;
  };
}

/** One letter in four may be wrong: names that end in brackets often end in words that are no level. */
function isMisspelt(word: string, words: readonly string[]): boolean {
  const near = nearest(word, words);
  if (near === undefined) return false;
  const [short, long] = near.length < word.length ? [near, word] : [word, near];
  let same = 0;
  while (same < short.length && short[same] === long[same]) same++;
  let tail = 0;
  while (tail < short.length - same && short[short.length - 1 - tail] === long[long.length - 1 - tail]) tail++;
  return long.length > 3 && 4 * (long.length - same - tail) <= long.length;
}

/**
 * Reads "Python (advanced)", "Python: 4" and "Python - advanced (must have)": a name with what stands behind it, or the
 * text as it is where nothing does. Time O(length).
 */
export function readGraded(
  text: string,
  read: { readonly level?: ReadDegree; readonly importance?: ReadDegree },
): string | Graded {
  let graded: Graded = { name: text };
  for (;;) {
    const parts = lastParts(graded.name);
    const kind = parts === undefined ? undefined : kindOf(parts.word, graded, read);
    if (parts === undefined || kind === undefined) return graded.name === text ? text : graded;
    graded = { ...graded, name: parts.name, [kind.key]: kind.degree };
  }
}

function kindOf(word: string, graded: Graded, read: { readonly level?: ReadDegree; readonly importance?: ReadDegree }) {
  for (const key of ["level", "importance"] as const) {
    const degree = graded[key] === undefined ? read[key]?.(word) : undefined;
    if (degree !== undefined) return { key, degree };
  }
  return undefined;
}

/** A name and what stands behind it: in brackets at the end, behind the last colon, or behind the last dash between spaces. */
function lastParts(text: string): { name: string; word: string } | undefined {
  const isBracketed = text.endsWith(")");
  const marks = isBracketed ? ["("] : [":", ...DASHES];
  const ends = marks.map((mark) => ({ at: text.lastIndexOf(mark), mark }));
  const { at, mark } = ends.reduce((last, end) => (end.at > last.at ? end : last));
  if (at < 1) return undefined;
  const name = text.slice(0, at).trim();
  const word = text.slice(at + mark.length, isBracketed ? -1 : undefined).trim();
  return name === "" || word === "" ? undefined : { name, word };
}
