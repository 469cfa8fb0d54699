/**
 * What XML 1.0 does not take, would change or advises against, and what the writer of workbooks leaves out: control
 * characters but tab and line feed, the replacement character, and code points that are no characters.
 */
const UNFIT = /(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}\uFFFD]/gu;

/** The start of what spreadsheets read as an escaped character. */
const ESCAPE_START = /_(?=x[0-9A-Fa-f]{4})/g;

/** Half of a character that is written in two halves: it has no bytes of its own. */
const LONE_SURROGATE = /\p{Cs}/gu;

/**
 * A text as the cell of a workbook holds it. What XML cannot hold is written as `_x0001_`, which spreadsheets read
 * back (ISO/IEC 29500, ST_Xstring), and a text that looks so already is kept from being read so. Half characters are
 * shown as `\uFFFD`.
 */
export function escapedCharacters(text: string): string {
  const escaped = text.replace(LONE_SURROGATE, "\uFFFD").replace(ESCAPE_START, "_x005F_").replace(UNFIT, escapeOf);
  // the writer keeps texts as keys of an object, and would find these there before it has written them
  return Object.hasOwn(Object.prototype, escaped) ? escapeOf(escaped[0]) + escaped.slice(1) : escaped;
}

/** `_x0001_` for each UTF-16 unit. */
function escapeOf(character: string): string {
  return Array.from({ length: character.length }, (_, i) => {
    const unit = character.charCodeAt(i).toString(16).toUpperCase().padStart(4, "0");
    return `_x${unit}_`;
  }).join("");
}
