import type { Issue } from "../../errors.js";
import type { Policy } from "../../policy.js";
import type { Side } from "../fields.js";

/**
 * Answers by the id of the question. One of the form `"column:mentees:Grade"` sets what that column is taken for: a
 * field, or an empty text for one that is carried along and never scored.
 */
export type Answers = { readonly [question: string]: string };

/** A first policy for two files, and what its proposer is unsure of. */
export interface Proposal {
  /** Complete and valid: by the answers given, and by the proposed ones elsewhere. */
  readonly policy: Policy;
  /** Those still unanswered, the most important first. */
  readonly questions: readonly Question[];
  /** Every header of both files, in their order: mentees' first. */
  readonly columns: readonly ColumnGuess[];
  /** Of the files: empty where both could be read. */
  readonly issues: readonly Issue[];
}

/** Something that the files alone do not tell. */
export interface Question {
  /** The key of its answer. */
  readonly id: string;
  readonly text: string;
  /** What may be answered; none where any text may. */
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** The answer that the policy is made with until another is given. */
  readonly proposed: string;
  /** Why it is asked, and why this answer is proposed. */
  readonly why: string;
}

/** What a column was taken for. */
export interface ColumnGuess {
  readonly side: Side;
  readonly header: string;
  /** The path of the field that it fills or helps to fill; null where it is carried along, unscored. */
  readonly field: string | null;
  readonly sure: boolean;
  /** In one plain sentence. */
  readonly why: string;
}
