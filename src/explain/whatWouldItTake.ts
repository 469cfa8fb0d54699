import type { Named } from "./explain.js";
import type { WhyNot } from "./whyNot.js";

/** An answer that a mentee or a mentor could give, and that was tried: with it they are matched. */
export type Answer =
  | { readonly kind: "term"; readonly field: string; readonly term: string; readonly level: number | null }
  | { readonly kind: "language"; readonly field: string; readonly language: string }
  | {
      readonly kind: "hours";
      readonly day: string;
      readonly from: string;
      readonly to: string;
      readonly minutes: number;
    };

/** One answer more of one person. Never about a protected field, or one that was disclosed for matching only. */
export interface Proposal {
  readonly of: "mentee" | "mentor";
  readonly answer: Answer;
  /** The score that the pair has with it. */
  readonly score: number;
}

/** What it would take that a mentee gets a mentor. */
export interface WhatWouldItTake {
  readonly mentee: Named;
  readonly mentor: Named;
  /** Why they are not matched as it is. */
  readonly now: WhyNot["kind"];
  /** The pair's score as it is; null where the pair is forbidden. */
  readonly score: number | null;
  /**
   * The smallest raise of the pair's score with which every best matching has the pair. Null where no raise within 1 does:
   * where the pair is forbidden, or an earlier stage than `total` loses by it, or `total` is no stage.
   */
  readonly raise: number | null;
  /** Each tried by matching anew; at most five, the least first. Empty where none was found. */
  readonly proposals: readonly Proposal[];
}
