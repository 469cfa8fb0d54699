import { describe, type Issue, issue, TelemachusError, throwIssues } from "../../errors.js";
import { escapeMarkdown } from "../../numeric/escapeMarkdown.js";
import { didYouMean } from "../../numeric/nearest.js";
import { oneLine } from "../../numeric/oneLine.js";
import { type FormatName, formatTakes } from "./formats.js";
import { defaultTerms, type SentenceName, type Terms, type ValuesOf } from "./terms.js";
import { list } from "./words.js";

/** How a text is written. */
export type TextFormat = "text" | "markdown";

/** Words made by `say`, which are not cleaned and escaped again. Any other text is what people wrote. */
export class Phrase {
  /** As `finish` takes it. */
  constructor(readonly text: string) {}
}

/** No character of any script. It stands for a brace that people wrote, which opens no placeholder wherever it gets to. */
const BRACE = "\ufdd0";

/** A name that is no sentence's, such as a field's, as it is: for functions that choose by it. */
export function code(name: string): Phrase {
  return new Phrase(oneLine(name).replaceAll("{", BRACE));
}

/** The text with the braces that people wrote. */
export function finish(text: string): string {
  return text.replaceAll(BRACE, "{");
}

/** What a sentence is given for values of this type. */
type Given<Value> = Value extends readonly string[]
  ? readonly (string | Phrase)[]
  : Value extends string
    ? Value | Phrase
    : Value;

/** Words a sentence of the dictionary. */
export type Say = <Name extends SentenceName>(
  name: Name,
  ...values: keyof ValuesOf<Name> extends never
    ? []
    : [{ readonly [Key in keyof ValuesOf<Name>]: Given<ValuesOf<Name>[Key]> }]
) => Phrase;

type Value = string | number | boolean | null | readonly string[];
type Values = { readonly [name: string]: Value };
type Spoken = Value | Phrase | readonly (string | Phrase)[];
/** A sentence or a format, whatever it takes. */
type Term = string | ((value: unknown) => unknown);

/**
 * Speaks with the words given, and with the usual ones where none are.
 *
 * @throws E_UNKNOWN_KEY, E_OPTION for a dictionary with other entries, and, when it is used, for a sentence that cannot be filled
 */
export function createSay(terms: Partial<Terms> = {}, format: TextFormat = "text"): Say {
  checkTerms(terms);
  const own = terms as { readonly [name: string]: Term | undefined };
  const usual = defaultTerms as unknown as { readonly [name: string]: Term };
  const termOf = (name: string): Term => (Object.hasOwn(own, name) ? own[name] : undefined) ?? usual[name];
  const write = (text: string) => {
    const line = oneLine(text);
    return (format === "markdown" ? escapeMarkdown(line) : line).replaceAll("{", BRACE);
  };
  const clean = (value: Spoken): Value => {
    if (value instanceof Phrase) return value.text;
    if (typeof value === "string") return write(value);
    return isList(value) ? value.map((item) => (item instanceof Phrase ? item.text : write(item))) : value;
  };

  const say = (name: string, given: { readonly [value: string]: Spoken } = {}): Phrase => {
    const values = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, clean(value)]));
    const term = termOf(name);
    const text = typeof term === "string" ? term : term(values);
    if (typeof text !== "string")
      refuse(name, { expected: "a function that returns a text", received: describe(text) });
    return new Phrase(fill(text, { name, values, termOf }));
  };
  return say as Say;
}

function isList(value: Spoken): value is readonly (string | Phrase)[] {
  return Array.isArray(value);
}

interface Filling {
  readonly name: string;
  readonly values: Values;
  readonly termOf: (name: string) => Term;
}

const placeholder = /\{(\w+)(?::(\w+))?\}/g;

function fill(text: string, { name, values, termOf }: Filling): string {
  return text.replace(placeholder, (whole, key: string, format?: string) => {
    if (!Object.hasOwn(values, key)) {
      const known = Object.keys(values).map((one) => `{${one}}`);
      const expected =
        known.length === 0 ? "a text without placeholders" : `a text with no placeholder but ${list(known)}`;
      refuse(name, { expected, received: whole, hint: didYouMean(key, Object.keys(values)) });
    }
    const value = values[key];
    if (format !== undefined && !Object.hasOwn(formatTakes, format)) {
      const expected = `a text whose formats are among ${list(Object.keys(formatTakes))}`;
      refuse(name, { expected, received: whole, hint: didYouMean(format, Object.keys(formatTakes)) });
    }
    return written(value, { name, whole, format: format as FormatName | undefined, termOf });
  });
}

interface Place extends Omit<Filling, "values"> {
  readonly whole: string;
  readonly format: FormatName | undefined;
}

function written(value: Value, { name, whole, format, termOf }: Place): string {
  const call = (one: FormatName, of: unknown) => {
    // a format is a function: that was checked
    const text = (termOf(one) as Exclude<Term, string>)(of);
    if (typeof text !== "string") refuse(one, { expected: "a function that returns a text", received: describe(text) });
    return text;
  };
  if (value === null) return "";
  const kind = Array.isArray(value) ? "list" : typeof value === "number" ? "number" : "text";
  if (format === undefined || (formatTakes[format] === "text" && kind !== "text")) {
    const text = kind === "list" ? call("and", value) : kind === "number" ? call("number", value) : String(value);
    return format === undefined ? text : call(format, text);
  }
  if (formatTakes[format] !== kind) {
    const takes = Object.entries(formatTakes).flatMap(([one, taken]) => (taken === kind ? [one] : []));
    refuse(name, {
      expected: `a text with ${whole.split(":")[0]}} or a format of ${list(takes, "or")}`,
      received: whole,
    });
  }
  return call(format, value);
}

function checkTerms(terms: Partial<Terms>): void {
  const path = ["options", "terms"];
  throwIssues(
    Object.entries(terms).flatMap(([key, value]): Issue[] => {
      if (!Object.hasOwn(defaultTerms, key)) {
        const hint = didYouMean(key, Object.keys(defaultTerms));
        return [issue("E_UNKNOWN_KEY", [...path, key], { expected: "a known term", received: "an unknown one", hint })];
      }
      const isFormat = Object.hasOwn(formatTakes, key);
      if (value === undefined || typeof value === "function" || (typeof value === "string" && !isFormat)) return [];
      const expected = isFormat ? "a function" : "a text or a function";
      return [issue("E_OPTION", [...path, key], { expected, received: describe(value) })];
    }),
  );
}

function refuse(name: string, problem: { expected: string; received: string; hint?: string }): never {
  throw new TelemachusError([issue("E_OPTION", ["options", "terms", name], problem)]);
}
