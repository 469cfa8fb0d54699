/**
 * The form in which terms are compared: Unicode NFKC, case folded, trimmed, white space as single spaces.
 *
 * Going through upper case makes "straße" and "STRASSE" one term.
 */
export function normaliseTerm(text: string): string {
  return text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC").trim().replace(/\s+/gu, " ");
}

/** The first spelling of each term of a list, by its normal form, in code-unit order of the normal forms. */
export function foldTerms(spellings: Iterable<string>): Map<string, string> {
  const folded = new Map<string, string>();
  for (const spelling of [...spellings].sort()) {
    const key = normaliseTerm(spelling);
    if (!folded.has(key)) folded.set(key, spelling);
  }
  return new Map([...folded].sort(([a], [b]) => (a < b ? -1 : 1)));
}
