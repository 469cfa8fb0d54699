/**
 * The form in which terms are compared: Unicode NFKC, case folded, trimmed, white space as single spaces.
 *
 * Going through upper case makes "straße" and "STRASSE" one term.
 */
export function normaliseTerm(text: string): string {
  return text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC").trim().replace(/\s+/gu, " ");
}
