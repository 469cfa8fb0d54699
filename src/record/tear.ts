/** Ends a line that a crash has torn off, so that nobody takes it for an entry that was changed. */
export const TORN_END = " (torn)";

/** The torn text of a line that was ended later; undefined where it is no such line. */
export function tornText(line: string): string | undefined {
  const text = line.endsWith(TORN_END) ? line.slice(0, -TORN_END.length) : undefined;
  return text !== undefined && isBeginning(text) ? text : undefined;
}

/** Whether a text is an entry that stops before its end: an object that nothing closes. */
export function isBeginning(text: string): boolean {
  if (text[0] !== "{") return false;
  let depth = 0;
  let isQuoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isQuoted) {
      if (character === "\\") at++;
      else isQuoted = character !== '"';
    } else if (character === '"') isQuoted = true;
    else if (character === "{" || character === "[") depth++;
    else if (character === "}" || character === "]") depth--;
    if (depth === 0) return false;
  }
  return true;
}
