import type { Named } from "./explain.js";

/**
 * A mentee's best mentors, net of what a place on their lists is worth to others. All lists of a programme together name
 * no mentor more often than `top` times the seats that he has, so that whoever asks may expect a seat.
 */
export interface Shortlist {
  readonly kind: "shortlist";
  readonly mentee: Named;
  /** The best first, at most `top`. */
  readonly mentors: readonly ShortlistedMentor[];
}

export interface ShortlistedMentor {
  readonly mentor: Named;
  /** From 0 to 1, in whole millionths. */
  readonly score: number;
  /** What a place on a list with this mentor is worth to others, 0 where places are left; in the unit of scores. */
  readonly price: number;
  /** `score` less `price`. */
  readonly net: number;
}
