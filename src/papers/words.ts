import { list } from "../explain/text/words.js";
import { oneLine } from "../numeric/oneLine.js";

/** What stands in a sentence: of a text nobody knows what it holds, a list is joined by "and". */
export type Value = string | number | Words | readonly (string | Words)[];

/** A sentence whose own words are kept apart from what was filled in, so that whoever writes it down escapes that alone. */
export class Words {
  constructor(
    readonly own: readonly string[],
    readonly values: readonly Value[],
  ) {}
}

/** `words\`Your ${field}.\``: the template's text is ours, whatever it is filled with is not. */
export function words(own: TemplateStringsArray, ...values: readonly Value[]): Words {
  return new Words(own, values);
}

/** Writes a sentence down. What was filled in comes on one line, and escaped. */
export function write({ own, values }: Words, clean: (text: string) => string): string {
  const one = (value: string | number | Words): string => {
    if (value instanceof Words) return write(value, clean);
    return typeof value === "number" ? String(value) : clean(oneLine(value));
  };
  const filled = values.map((value) => (isList(value) ? list(value.map(one)) : one(value)));
  return own.map((text, index) => text + (filled[index] ?? "")).join("");
}

function isList(value: Value): value is readonly (string | Words)[] {
  return Array.isArray(value);
}
