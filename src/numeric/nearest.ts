import { distance } from "fastest-levenshtein";

/** Longer texts are not compared: nobody misspells them, and it would take long. */
const LONGEST_WORD = 64;

/** The candidate that a misspelt word most likely stood for; undefined when none is near. Ties go to the first in code-unit order. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(word.length / 2)) + 1;
  for (const candidate of [...candidates].sort(compareText)) {
    if (candidate.length > LONGEST_WORD) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    // as many edits as there are characters: nothing of the word is left
    if (edits < bestDistance && edits < Math.max(word.length, candidate.length)) {
      best = candidate;
      bestDistance = edits;
    }
  }
  return best;
}

/** Compares by code units: the same in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The hint that names the nearest known word, if there is one. */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const near = nearest(word, candidates);
  return near === undefined ? undefined : `Did you mean ${JSON.stringify(near)}?`;
}
