import { wordsOf } from "../../problem/fieldWords.js";
import type { Side } from "../fields.js";
import type { Table } from "../table.js";
import { answerOf, saysNoAnswer } from "./answerWords.js";

/** What the header and the cells of a column say of it. */
export interface ColumnFacts {
  readonly side: Side;
  readonly header: string;
  /** Counted from 0. */
  readonly index: number;
  /** The words of the header in lower case and without marks, one space between. */
  readonly words: string;
  /** The cells that hold an answer, trimmed, in the order of the rows. */
  readonly cells: readonly string[];
  /** Each different cell with how often it stands there. */
  readonly distinct: ReadonlyMap<string, number>;
  /** Different cells that are as good as blank, such as "N/A". */
  readonly silent: readonly string[];
  /** Of all rows, how many are blank or as good as that. */
  readonly blank: number;
  readonly meanLength: number;
}

/** Longer cells on average are sentences. */
const SENTENCE = 40;

/** Time O(characters of the column). */
export function columnFacts(table: Table, side: Side, index: number): ColumnFacts {
  const header = table.header[index];
  const cells: string[] = [];
  const distinct = new Map<string, number>();
  const silent = new Set<string>();
  let length = 0;
  for (const row of table.rows) {
    const cell = row[index].trim();
    if (cell === "" || silent.has(cell)) continue;
    if (!distinct.has(cell) && saysNoAnswer(cell)) {
      silent.add(cell);
      continue;
    }
    cells.push(cell);
    length += cell.length;
    distinct.set(cell, (distinct.get(cell) ?? 0) + 1);
  }
  return {
    ...{ side, header, index, cells, distinct, silent: [...silent] },
    words: wordsOf(header).join(" "),
    blank: table.rows.length - cells.length,
    meanLength: cells.length === 0 ? 0 : length / cells.length,
  };
}

export function isUnique({ cells, distinct, blank }: ColumnFacts): boolean {
  return cells.length > 0 && blank === 0 && distinct.size === cells.length;
}

export function isEmail({ cells }: ColumnFacts): boolean {
  return mostOf(cells, (cell) => /^[^\s@]+@[^\s@]+$/.test(cell));
}

export function isNumeric({ cells }: ColumnFacts): boolean {
  return cells.length > 0 && cells.every((cell) => /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/.test(cell));
}

/** Whether the cells are yes, no and the like, both occurring or not. */
export function isYesNo({ distinct }: ColumnFacts): boolean {
  return distinct.size > 0 && distinct.size <= 4 && [...distinct.keys()].every((cell) => answerOf(cell) !== undefined);
}

/** Whether the cells are sentences rather than answers that people share. */
export function isProse(facts: ColumnFacts, split: string | undefined): boolean {
  return split === undefined && facts.meanLength > SENTENCE && facts.distinct.size > facts.cells.length / 2;
}

/**
 * What separates the entries of cells with several: of `;`, `,`, a line break and `|`, the first at which they fall into
 * short entries that come again in other rows, and that stands in half as many cells as any of them. Where the header says
 * that the answer is a list, entries need not come again.
 */
export function guessSplit({ cells }: ColumnFacts, isAskedAsList: boolean): string | undefined {
  const separators = [";", ",", "\n", "|"].map((separator) => {
    return { separator, count: cells.filter((cell) => cell.includes(separator)).length };
  });
  const most = Math.max(...separators.map(({ count }) => count));
  return separators.find(({ separator, count }) => {
    if (count === 0 || 2 * count < most) return false;
    const entries = cells.flatMap((cell) => entriesOf(cell, separator));
    const length = entries.reduce((sum, entry) => sum + entry.length, 0) / Math.max(1, entries.length);
    return length <= SENTENCE && (isAskedAsList || new Set(entries).size <= 0.7 * entries.length);
  })?.separator;
}

export function entriesOf(cell: string, separator: string | undefined): string[] {
  if (separator === undefined) return [cell];
  return cell
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}

/** Nine in ten. */
export function mostOf<Item>(items: readonly Item[], holds: (item: Item) => boolean): boolean {
  return items.length > 0 && items.filter(holds).length >= 0.9 * items.length;
}
