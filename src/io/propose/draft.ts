import type { Column } from "../../problem/policy.js";
import { isField, isSafeKey, type Side } from "../fields.js";
import type { Table } from "../table.js";
import { type ColumnFacts, columnFacts } from "./columnFacts.js";
import type { ColumnGuess, Question } from "./proposal.js";

/** A question with the answer that holds: the one given, else the one proposed. */
export interface Asked extends Question {
  readonly isAnswered: boolean;
  /** Questions of a lower rank are more important. */
  readonly rank: number;
}

/** Answers as questions look them up. */
export type AnswerOf = (question: string) => string | undefined;

/** One side's columns while they are being guessed. */
export interface Draft {
  readonly side: Side;
  readonly facts: readonly ColumnFacts[];
  /** By field. */
  readonly columns: Map<string, Column>;
  /** By the index of the column; without an entry it is still open. */
  readonly guesses: Map<number, ColumnGuess>;
}

/** What is said of a guess. */
export interface Claim {
  readonly field: string | null;
  readonly why: string;
  readonly sure?: boolean;
}

export function createDraft(table: Table, side: Side): Draft {
  const named = [...table.header.keys()].filter((index) => table.header[index] !== "");
  return { side, facts: named.map((index) => columnFacts(table, side, index)), columns: new Map(), guesses: new Map() };
}

/** The columns that nothing has been taken for. */
export function openFacts({ facts, guesses }: Draft): ColumnFacts[] {
  return facts.filter(({ index }) => !guesses.has(index));
}

/** Says what columns are taken for, and how the field is read; a field that is taken already keeps its column. */
export function claim(
  draft: Draft,
  facts: readonly ColumnFacts[],
  { field, why, sure = true }: Claim,
  column?: Column,
): void {
  if (field !== null && column !== undefined) draft.columns.set(field, column);
  for (const { index, header } of facts) {
    if (!draft.guesses.has(index)) draft.guesses.set(index, { side: draft.side, header, field, sure, why });
  }
}

/** Carries a column along. One that is headed like a field would be read as it, and so has to be named. */
export function carry(draft: Draft, facts: ColumnFacts, why: string, sure = true): void {
  claim(draft, [facts], { field: null, why, sure });
  const { header, index } = facts;
  if (!isSafeKey(header)) draft.columns.set(`display.column ${index + 1}`, header);
  else if (isField(draft.side, header)) draft.columns.set(`display.${header}`, header);
}

/** A field of a group under a name that no other column of the draft has: `attributes.region`. */
export function freeField({ columns }: Draft, group: "attributes" | "auditOnly", key: string): string {
  let field = `${group}.${key}`;
  for (let next = 2; columns.has(field); next++) field = `${group}.${key}${next}`;
  return field;
}

/** Both files while they are being guessed. */
export interface Drafts {
  readonly mentees: Draft;
  readonly mentors: Draft;
  /** How many rows each has. */
  readonly counts: { readonly mentees: number; readonly mentors: number };
}

/** The columns that were taken for a field. */
export function factsOf({ facts, guesses }: Draft, field: string): ColumnFacts[] {
  return facts.filter(({ index }) => guesses.get(index)?.field === field);
}
