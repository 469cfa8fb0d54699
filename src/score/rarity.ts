import { compareText } from "../numeric/nearest.js";
import type { WeighedTerm } from "../problem/policy.js";
import { MILLIONTHS } from "./weights.js";

/** How much each term of a field weighs, in millionths: 1 where it is common, more where few mentors offer it. */
export interface Rarity {
  /** The weight of a term of a field, which `counts` mentors offer, by its key, of so many `mentors` in all. */
  readonly weightsOf: (field: string, counts: ReadonlyMap<string, number>, mentors: number) => TermWeight;
  /** The weights of all fields asked for, as numbers: what `policy.rarity` takes back. */
  readonly recorded: () => RarityRecord;
}

/** Weighs a term by its key, in millionths. */
export type TermWeight = (key: string) => number;

export interface RarityRecord {
  readonly [field: string]: readonly WeighedTerm[];
}

/**
 * 1 + ln((1 + M) / (1 + f)) for M mentors of whom f offer exactly that term, rounded to millionths; 1 for a term that
 * nobody offers, and for one that a stated record leaves out.
 *
 * Source: K. Spärck Jones, "A statistical interpretation of term specificity and its application in retrieval", Journal
 * of Documentation 28(1):11–21, 1972.
 */
export function createRarity(stated: RarityRecord | undefined, keyOf: (term: string) => string): Rarity {
  const tables = new Map<string, ReadonlyMap<string, number>>();
  const weightsOf: Rarity["weightsOf"] = (field, counts, mentors) => {
    const table =
      tables.get(field) ??
      (stated !== undefined && Object.hasOwn(stated, field)
        ? readTable(stated[field], keyOf)
        : weighTable(counts, mentors));
    tables.set(field, table);
    return (key) => table.get(key) ?? MILLIONTHS;
  };
  const recorded = () =>
    Object.fromEntries(
      [...tables].map(([field, table]) => {
        const entries = [...table].sort(([a], [b]) => compareText(a, b));
        return [field, entries.map(([term, weight]) => ({ term, weight: weight / MILLIONTHS }))];
      }),
    );
  return { weightsOf, recorded };
}

/** Of several spellings of a term the highest weight counts. No weight is so small that the term would not count at all. */
function readTable(stated: readonly WeighedTerm[], keyOf: (term: string) => string): Map<string, number> {
  const table = new Map<string, number>();
  for (const { term, weight } of stated) {
    const key = keyOf(term);
    table.set(key, Math.max(1, Math.round(weight * MILLIONTHS), table.get(key) ?? 0));
  }
  return table;
}

function weighTable(counts: ReadonlyMap<string, number>, mentors: number): Map<string, number> {
  const weigh = (count: number) => Math.round((1 + Math.log((1 + mentors) / (1 + count))) * MILLIONTHS);
  return new Map([...counts].map(([key, count]) => [key, weigh(count)]));
}
