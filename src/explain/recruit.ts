import type { StageChange } from "./change.js";

/** What a further mentor with one seat should bring, and what that would gain. */
export interface Recruit {
  /** Answers of the mentor sought, by field, in the words of the mentees who ask for them; nothing else is known of the person. */
  readonly answers: { readonly [field: string]: readonly string[] };
  /** Weekly windows in the time zone given, where hours count. */
  readonly availability?: readonly string[];
  readonly timeZone?: string;
  /** What the programme gains by stage, exactly: lexicographically above zero. */
  readonly gain: StageChange;
  /** The mentee whom the best matching would give this mentor, and all mentees with whom the programme would gain, the most first. */
  readonly mentee: string;
  readonly reaches: readonly string[];
}

/** The best first; none where no further mentor would help. */
export interface Recruits {
  readonly kind: "recruits";
  readonly recruits: readonly Recruit[];
}
