/** What a sheet of a workbook has at most. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
/** Cells of the rectangle around all that a sheet holds: a cell far off makes it as large as many small ones. */
const MOST_CELLS = 2 ** 26;

/** What stands in place of a formula that the file holds no result of. */
export const NO_RESULT = "#RESULT?";

/** A cell that holds an error, which readers take for a blank one. */
const ERROR_TYPE = /(<(?:\w+:)?c\s[^<>]*?\bt=)(?:"e"|'e')/g;
/** A formula without a value behind it. */
const FORMULA_ONLY =
  /<((?:\w+:)?)c\s([^<>]*)>\s*<\1f(?:\s[^<>]*)?(?:\/>|>[^<]*<\/\1f>)\s*(?:<\1v\s*\/>|<\1v>\s*<\/\1v>)?\s*<\/\1c>/g;
const SLASH = "/".charCodeAt(0);
/** Where a cell or a row stands. */
const ADDRESS = /\sr\s*=\s*["']([A-Z]*)([0-9]+)["']/g;
/** The start of the tag of a cell or of a row. */
const PLACED = /^<(?:\w+:)?(c|row)\s/;
/** Characters of a tag: those of no workbook are longer, and parsers may take time quadratic in their length. */
const LONGEST_TAG = 2 ** 15;
const MERGED = /<(?:\w+:)?mergeCell\s[^<>]*?\bref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']/g;

/** Rows and columns of a sheet that are one cell, counted from 1, the ends included. */
export interface MergedCells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/**
 * The XML of a sheet in which errors and formulas without a result are texts, so that none is read as a blank cell.
 * Every expression takes time linear in the length: no part of one runs past the tag in which it starts.
 */
export function prepareSheet(xml: string): string {
  let prepared = xml;
  if (/\bt=["']e["']/.test(xml)) prepared = prepared.replace(ERROR_TYPE, '$1"str"');
  if (!/<(?:\w+:)?f[\s>/]/.test(xml)) return prepared;
  return prepared.replace(FORMULA_ONLY, (whole, space: string, attributes: string) => {
    // a text that is known to be empty
    if (/\bt=["']str["']/.test(attributes) && /<(?:\w+:)?v/.test(whole)) return whole;
    const address = /\br=["']([A-Z]+[0-9]+)["']/.exec(attributes)?.[1];
    return address === undefined
      ? whole
      : `<${space}c r="${address}" t="str"><${space}v>${NO_RESULT}</${space}v></${space}c>`;
  });
}

/** Whether every tag of a text of XML ends, and not too far off. Time O(length). */
export function hasTags(xml: string): boolean {
  for (let at = xml.indexOf("<"); at !== -1; ) {
    const end = xml.indexOf(">", at);
    if (end === -1 || end - at > LONGEST_TAG) return false;
    at = xml.indexOf("<", end);
  }
  return true;
}

/** How a sheet is beyond what is read: more than a sheet can hold, or too large; undefined where it is not. */
export function sizeFault(xml: string): "broken" | "too large" | undefined {
  let [rows, columns] = [0, 0];
  for (let at = xml.indexOf("<"); at !== -1; ) {
    const end = xml.indexOf(">", at);
    const tag = xml.slice(at, end);
    const kind = PLACED.exec(tag)?.[1];
    // a cell that closes itself is blank, and such a row still a row
    if (kind === "row" || (kind === "c" && xml.charCodeAt(end - 1) !== SLASH)) {
      // no program writes a place in other characters than its own
      if (tag.includes("&")) return "broken";
      for (const [, letters, digits] of tag.matchAll(ADDRESS)) {
        rows = Math.max(rows, Number(digits));
        columns = Math.max(columns, columnNumber(letters));
      }
    }
    at = xml.indexOf("<", end);
  }
  if (rows > MOST_ROWS || columns > MOST_COLUMNS) return "broken";
  return rows * columns > MOST_CELLS ? "too large" : undefined;
}

/** The ranges of cells that a sheet shows as one. */
export function mergedCells(xml: string): MergedCells[] {
  return [...xml.matchAll(MERGED)].map(([, left, top, right, bottom]) => ({
    top: Number(top),
    left: columnNumber(left),
    bottom: Number(bottom),
    right: columnNumber(right),
  }));
}

/** `B` is 2, `AB` is 28. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.slice(0, 8)) number = 26 * number + letter.charCodeAt(0) - 64;
  return number;
}
