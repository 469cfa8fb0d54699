import { stemmer } from "stemmer";
import { composed, normaliseTerm } from "../problem/terms.js";

/** A word of a text. */
export interface Token {
  /** The form in which words are compared: folded as terms are, without apostrophes, and the stem alone where that is asked for. */
  readonly key: string;
  /** The word as it was written, in lower case. */
  readonly word: string;
}

/** What makes words the same, and which of them count. */
export interface TokenOptions {
  /** Whether words are reduced to their English stems: "mentors" and "mentoring" are one. */
  readonly stem: boolean;
  /** Words that do not count, in any spelling that folds to the same. */
  readonly stopWords: readonly string[];
}

/** English words that say nothing of what a text is about. */
export const englishStopWords: readonly string[] = [
  "a about after again all also am an and any are as at be because been before being both but by can can't could did do",
  "does doing don't down during each for from had has have having he her here him his how i i'm i've if in into is isn't",
  "it its just me more most my myself no nor not now of off on once only or other our ours out over own same she should",
  "so some such than that the their them then there these they this those through to too under until up us very was we",
  "were what when where which while who whom whose why will with would you your yours yourself",
].flatMap((line) => line.split(" "));

/** Letters, marks and digits; an apostrophe, a soft hyphen or a joiner that does not show may stand between them. */
const words = /[\p{L}\p{M}\p{N}]+(?:['’\u00ad\u200c\u200d][\p{L}\p{M}\p{N}]+)*/gu;
const joiners = /['’ʼ\u00ad\u200c\u200d]/gu;

/** The stemmer knows the letters of English, and no word is longer. */
const english = /^[a-z]{1,64}$/;

/**
 * Returns what takes texts apart into their words, in the order in which they stand.
 *
 * A word's key depends on the word alone. Scripts that leave no space between words are not taken apart further.
 * Time O(length of the text), whatever it holds.
 *
 * Source of the stems: M. F. Porter, "An algorithm for suffix stripping", Program 14(3):130–137, 1980.
 */
export function createTokeniser({ stem, stopWords }: TokenOptions): (text: string) => Iterable<Token> {
  const stops = new Set(stopWords.map(fold));
  const keys = new Map<string, string | undefined>();
  const keyOf = (word: string): string | undefined => {
    const folded = fold(word);
    if (folded === "" || stops.has(folded)) return undefined;
    return stem && english.test(folded) ? stemmer(folded) : folded;
  };
  return function* (text) {
    for (const word of wordsOf(text)) {
      if (!keys.has(word)) keys.set(word, keyOf(word));
      const key = keys.get(word);
      if (key !== undefined) yield { key, word };
    }
  };
}

/** Whether a text is one word and nothing else. */
export function isOneWord(text: string): boolean {
  const [first, ...others] = wordsOf(text);
  return others.length === 0 && first === composed(text).toLowerCase().trim();
}

function* wordsOf(text: string): Iterable<string> {
  for (const [word] of composed(text).matchAll(words)) yield word.toLowerCase();
}

function fold(word: string): string {
  return normaliseTerm(word).replace(joiners, "");
}
