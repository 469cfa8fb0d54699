import { type Person, scoredFields, type Term } from "./people.js";
import { normaliseTerm } from "./terms.js";
import type { Vocabulary } from "./vocabulary.js";

/** The part of a person that can be asked for an answer. */
export type Answers = Pick<Person, (typeof scoredFields)[number] | "attributes">;

/** What a person answered in a field: one of their own, else an attribute; undefined where they did not. */
export function answerOf(person: Answers, field: string): unknown {
  return answerReader(field)(person);
}

/** Makes what reads the answers of many people in a field, as `answerOf` does. */
export function answerReader(field: string): (person: Answers) => unknown {
  const isOwn = (scoredFields as readonly string[]).includes(field);
  return (person) => {
    const source: object = isOwn ? person : (person.attributes ?? {});
    const answer: unknown = Object.hasOwn(source, field) ? source[field as keyof typeof source] : undefined;
    // a blank cell is no answer
    return isBlank(answer) ? undefined : answer;
  };
}

export function isBlank(answer: unknown): boolean {
  return typeof answer === "string" && answer.trim() === "";
}

/** An answer as the terms that were given; a single answer is a list of one. */
export function entriesOf(answer: unknown): Term[] {
  return (Array.isArray(answer) ? answer.filter((entry) => !isBlank(entry)) : [answer]).map(asTerm);
}

/** Numbers and truth values are terms as they are written. */
function asTerm(entry: unknown): Term {
  return typeof entry === "object" && entry !== null ? (entry as Term) : String(entry);
}

/** What gives the entries of an answer their keys: a number or a truth value by itself is no word of the vocabulary. */
export function keysFor(answer: unknown, { keyOf }: Pick<Vocabulary, "keyOf">): (term: string) => string {
  return typeof answer === "number" || typeof answer === "boolean" ? normaliseTerm : keyOf;
}
