/**
 * The form in which terms are compared: Unicode NFKC, case folded, trimmed, white space as single spaces.
 *
 * Going through both cases makes "straße", "STRASSE" and "STRAẞE" one term.
 */
export function normaliseTerm(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKC")
    .trim()
    .replace(/\s+/gu, " ");
}
