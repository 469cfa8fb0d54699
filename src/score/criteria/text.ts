import * as z from "zod";
import { describe, type Issue, issue } from "../../errors.js";
import type { Exact } from "../../exact.js";
import { compareText } from "../../numeric/nearest.js";
import { roundCosine } from "../../numeric/roundCosine.js";
import { answerOf } from "../../problem/answers.js";
import { expected } from "../../problem/expected.js";
import { type Cohort, CohortError, fieldPath, type Side } from "../cohort.js";
import {
  type CompiledCriterion,
  type CriterionBase,
  type CriterionKind,
  criterionSchema,
  fieldName,
} from "../criterionKind.js";
import { silentAmong } from "../postings.js";
import { createTokeniser, englishStopWords, isOneWord, type Token } from "../tokens.js";

/** How much the two write about the same, in words of their own: the cosine of their words weighed by TF-IDF. Synonyms play no part. */
export interface TextSimilarity extends CriterionBase {
  readonly kind: "text";
  /** A field that holds a text on both sides: an attribute. */
  readonly field: string;
  /** Whether words are reduced to their English stems, so that "mentors" and "mentoring" are one; true where it is not given. */
  readonly stem?: boolean;
  /** Words that do not count; a short English list where it is not given, none where it is empty. */
  readonly stopWords?: readonly string[];
}

export interface TextEvidence {
  readonly kind: "text";
  readonly field: string;
  /** Up to five words of the mentee's that the mentor wrote too, in lower case: those that give most to the score, the most first. */
  readonly shared: readonly string[];
}

/** A criterion of the kind text: `{ kind: "text", field, weight }`. */
export function text<const Options extends Omit<TextSimilarity, "kind">>(
  options: Exact<Options, Omit<TextSimilarity, "kind">>,
): Options & { kind: "text" } {
  return { ...(options as Options), kind: "text" };
}

/**
 * The cosine of two texts by their words. A word weighs (1 + ln tf) · (1 + ln((1 + N) / (1 + df))) in a text that has it
 * tf times, where df of all N texts have it. The texts are those of all mentees and all mentors; a person on both sides
 * counts twice, and a text without a word that counts is no answer and is not counted.
 *
 * Scores depend on everybody's texts: one more person can move the scores of others a little. They are in whole billionths.
 *
 * Source: G. Salton, C. Buckley, "Term-weighting approaches in automatic text retrieval", Information Processing &
 * Management 24(5):513–523, 1988.
 */
export const textKind: CriterionKind<TextSimilarity, TextEvidence> = {
  schema: criterionSchema("text", {
    field: fieldName,
    stem: z.boolean(expected("E_TYPE", "true or false")).optional(),
    stopWords: z
      .array(
        z.string(expected("E_TYPE", "a word")).refine(isOneWord, expected("E_OUT_OF_RANGE", "a single word")),
        expected("E_TYPE", "a list of words"),
      )
      .optional(),
  }) as z.ZodType<TextSimilarity>,
  missing: 0.5,
  compile,
};

/** How often a text has each word, by the word's key. */
type Counts = ReadonlyMap<string, number>;

/** A text as a vector of length 1: its words by number, ascending, with the weight of each. */
interface Vector {
  readonly words: Int32Array;
  readonly weights: Float64Array;
}

const LISTED_WORDS = 5;

function compile(
  { field, stem = true, stopWords = englishStopWords }: TextSimilarity,
  cohort: Cohort,
): CompiledCriterion<TextEvidence> {
  const tokensOf = createTokeniser({ stem, stopWords });
  const texts = readTexts(cohort, field);
  const count = (text: string | undefined) => (text === undefined ? undefined : countWords(tokensOf(text)));
  const counts = { mentees: texts.mentees.map(count), mentors: texts.mentors.map(count) };
  const corpus = weighWords([...counts.mentees, ...counts.mentors]);
  const mentees = counts.mentees.map((own) => toVector(own, corpus));
  const mentors = counts.mentors.map((own) => toVector(own, corpus));
  const holders = indexWords(mentors);
  const sums = new Float64Array(mentors.length);

  return {
    asks: (mentee) => mentees[mentee] !== undefined,
    answered: (mentee) => mentees[mentee] !== undefined,
    score(mentee, mentor) {
      const theirs = mentors[mentor];
      if (theirs === undefined) return Number.NaN;
      let sum = 0;
      forEachShared(mentees[mentee]!, theirs, (_word, part) => {
        sum += part;
      });
      return roundCosine(sum);
    },
    sparse: {
      silent: silentAmong(mentors),
      fill(mentee, into) {
        const { words, weights } = mentees[mentee]!;
        let listed = 0;
        // each mentor's parts come in the order of the words, as in a single pair, so that the sums are the same
        for (let k = 0; k < words.length; k++) {
          for (const { mentor, weight } of holders.get(words[k]) ?? []) {
            if (sums[mentor] === 0) into.mentors[listed++] = mentor;
            sums[mentor] += weights[k] * weight;
          }
        }
        for (let k = 0; k < listed; k++) {
          const mentor = into.mentors[k];
          into.scores[k] = roundCosine(sums[mentor]);
          sums[mentor] = 0;
        }
        into.count = listed;
      },
    },
    evidence(mentee, mentor) {
      const own = mentees[mentee];
      const theirs = mentors[mentor];
      const parts: { readonly word: number; readonly part: number }[] = [];
      if (own !== undefined && theirs !== undefined) {
        forEachShared(own, theirs, (word, part) => parts.push({ word, part: roundCosine(part) }));
      }
      parts.sort((a, b) => b.part - a.part || a.word - b.word);
      const keys = parts.slice(0, LISTED_WORDS).map(({ word }) => corpus.keys[word]);
      return { kind: "text", field, shared: spellingsOf(keys, tokensOf(texts.mentees[mentee] ?? "")) };
    },
  };
}

/** Reads a field that holds texts; undefined where someone did not answer. @throws CohortError */
function readTexts(cohort: Cohort, field: string): { readonly [side in Side]: readonly (string | undefined)[] } {
  const issues: Issue[] = [];
  const read = (side: Side) =>
    cohort[side].map((person, index) => {
      const answer = answerOf(person, field);
      if (answer === undefined || typeof answer === "string") return answer;
      const path = [...cohort.placeOf(side, index), ...fieldPath(field)];
      issues.push(issue("E_TYPE", path, { expected: "a text", received: describe(answer) }));
      return undefined;
    });
  const texts = { mentees: read("mentees"), mentors: read("mentors") };
  if (issues.length > 0) throw new CohortError(issues);
  return texts;
}

/** Undefined where no word counts. */
function countWords(tokens: Iterable<Token>): Counts | undefined {
  const counts = new Map<string, number>();
  for (const { key } of tokens) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts.size === 0 ? undefined : counts;
}

/** The words of all texts, numbered in code-unit order of their keys, with how much each weighs by its rarity. */
interface Corpus {
  readonly keys: readonly string[];
  readonly numberOf: ReadonlyMap<string, number>;
  readonly rarity: Float64Array;
}

function weighWords(texts: readonly (Counts | undefined)[]): Corpus {
  const holding = new Map<string, number>();
  let all = 0;
  for (const counts of texts) {
    if (counts === undefined) continue;
    all++;
    for (const key of counts.keys()) holding.set(key, (holding.get(key) ?? 0) + 1);
  }
  const keys = [...holding.keys()].sort(compareText);
  return {
    keys,
    numberOf: new Map(keys.map((key, number) => [key, number])),
    rarity: Float64Array.from(keys, (key) => 1 + Math.log((1 + all) / (1 + holding.get(key)!))),
  };
}

function toVector(counts: Counts | undefined, { keys, numberOf, rarity }: Corpus): Vector | undefined {
  if (counts === undefined) return undefined;
  const words = Int32Array.from(counts.keys(), (key) => numberOf.get(key)!).sort();
  const weights = Float64Array.from(words, (word) => (1 + Math.log(counts.get(keys[word])!)) * rarity[word]);
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
  return { words, weights: weights.map((weight) => weight / length) };
}

/** Calls back for each word that both have, in the order of the words, with what it gives to the cosine. */
function forEachShared(own: Vector, theirs: Vector, hear: (word: number, part: number) => void): void {
  let a = 0;
  let b = 0;
  while (a < own.words.length && b < theirs.words.length) {
    if (own.words[a] < theirs.words[b]) a++;
    else if (own.words[a] > theirs.words[b]) b++;
    else hear(own.words[a], own.weights[a++] * theirs.weights[b++]);
  }
}

/** For each word the mentors whose text has it, and its weight there. */
function indexWords(
  mentors: readonly (Vector | undefined)[],
): Map<number, { readonly mentor: number; readonly weight: number }[]> {
  const holders = new Map<number, { readonly mentor: number; readonly weight: number }[]>();
  mentors.forEach((vector, mentor) => {
    vector?.words.forEach((word, k) => {
      const entry = { mentor, weight: vector.weights[k] };
      const known = holders.get(word);
      if (known === undefined) holders.set(word, [entry]);
      else known.push(entry);
    });
  });
  return holders;
}

/** The keys as the text spells them first. */
function spellingsOf(keys: readonly string[], tokens: Iterable<Token>): string[] {
  const spelling = new Map<string, string>();
  for (const { key, word } of tokens) if (!spelling.has(key)) spelling.set(key, word);
  return keys.map((key) => spelling.get(key)!);
}
