import { stripVTControlCharacters } from "node:util";

/**
 * A text as one line that a terminal shows as it is: escape sequences, control characters and text-direction marks are
 * left out, line breaks and tabs become spaces.
 */
export function plainText(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\t\n\r\u2028\u2029]+/g, " ")
    .replace(/[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, "");
}
