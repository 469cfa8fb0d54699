/**
 * What a spreadsheet may take for a formula: an equals, plus, minus or at sign, also a full-width one, behind any white
 * space or invisible characters; and any start with a tab or a line break, which some programs cut off first.
 * Apostrophes before it count as part of it, so that a text keeps matching when one is put in front: that makes
 * `neutralise` and `restore` exact inverses.
 */
const FORMULA = /^'*(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])/u;

/**
 * Puts one apostrophe before a text that a spreadsheet could run as a formula; any other text stays as it is.
 *
 * Invariant: `restore(neutralise(text)) === text` for every text. Numbers are not for this: −5 is no formula.
 * @example neutralise("=1+1") // "'=1+1"
 */
export function neutralise(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/**
 * Takes away the apostrophe that `neutralise` put before a text, and leaves every other text as it is.
 *
 * @example restore("'=1+1") // "=1+1"; restore("'tis") // "'tis"
 */
export function restore(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}
