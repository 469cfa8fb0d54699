/** Marks beyond thirty on one letter are no writing, and runtimes take quadratic time to sort them (UAX #15, stream-safe text). */
const excessMarks = /([\p{M}\uff9e\uff9f]{30})[\p{M}\uff9e\uff9f]+/gu;

/** Letters without marks in lower case, digits and signs, with single spaces between: already in that form. */
const normal = /^[!-@[-~]+(?: [!-@[-~]+)*$/;

/**
 * The form in which terms are compared: Unicode NFKC, case folded, trimmed, white space as single spaces.
 *
 * Going through both cases makes "straße", "STRASSE" and "STRAẞE" one term.
 */
export function normaliseTerm(text: string): string {
  if (normal.test(text)) return text;
  return composed(text).toLowerCase().toUpperCase().toLowerCase().normalize("NFKC").trim().replace(/\s+/gu, " ");
}

/** A text in Unicode NFKC, in time linear in its length whatever it holds. */
export function composed(text: string): string {
  return text.replace(excessMarks, "$1").normalize("NFKC");
}
