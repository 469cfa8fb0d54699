import { answerTerms } from "./answerTerms.js";
import { changeTerms } from "./changeTerms.js";
import { type FormatName, formats } from "./formats.js";
import { matchTerms } from "./matchTerms.js";
import { participantTerms } from "./participantTerms.js";
import { unmatchedTerms } from "./unmatchedTerms.js";

const sentences: typeof participantTerms &
  typeof matchTerms &
  typeof unmatchedTerms &
  typeof changeTerms &
  typeof answerTerms = /* @__PURE__ */ Object.assign(
  {},
  participantTerms,
  matchTerms,
  unmatchedTerms,
  changeTerms,
  answerTerms,
);

export type SentenceName = keyof typeof sentences;

/** The values of one sentence, by the names of its placeholders. */
export type ValuesOf<Name extends SentenceName> = (typeof sentences)[Name] extends (values: infer Values) => string
  ? Values
  : ValuesIn<(typeof sentences)[Name]>;

type ValuesIn<Text> = {
  readonly [Placeholder in PlaceholderOf<Text> as NameIn<Placeholder>]: ValueFor<Placeholder>;
};
type PlaceholderOf<Text> = Text extends `${string}{${infer Placeholder}}${infer Rest}`
  ? Placeholder | PlaceholderOf<Rest>
  : never;
type NameIn<Placeholder> = Placeholder extends `${infer Name}:${string}` ? Name : Placeholder & string;
type ValueFor<Placeholder> = Placeholder extends `${string}:${"and" | "or" | "series" | "sentences"}`
  ? readonly string[]
  : Placeholder extends `${string}:capital`
    ? string | readonly string[]
    : Placeholder extends `${string}:${FormatName}`
      ? number
      : string;

/**
 * Every word that `toText` knows: sentences, parts of sentences, and how numbers and lists are written.
 *
 * A sentence is a text with placeholders (`"You share {shared:and}."`), or a function that chooses one by the values, so
 * that plurals and grammar can follow them: its answer is filled in the same way, and need not contain a value itself. A
 * placeholder is a value's name, with the name of a format where it needs one. A sentence that is empty is left out. What
 * people wrote comes clean, on one line, and in markdown escaped.
 */
export type Terms = typeof formats & {
  readonly [Name in SentenceName]: string | ((values: ValuesOf<Name>) => string);
};

/** The words of `toText` in English. */
export const defaultTerms: Terms = /* @__PURE__ */ Object.assign({}, formats, sentences);
