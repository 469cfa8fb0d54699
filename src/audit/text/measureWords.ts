import type { AuditMeasure, MeasureAudit } from "../report.js";
import type { Style } from "./numbers.js";

/** What a measure is called. */
export const measureNames: { readonly [Measure in AuditMeasure]: string } = {
  matchRate: "Match rate",
  meanScore: "Mean score",
  meanScoreOfEveryone: "Mean score, unmatched as 0",
  medianScore: "Median score",
  medianScoreOfEveryone: "Median score, unmatched as 0",
  lowestScore: "Lowest score",
  scoringRate: "Scoring rate",
  firstChoiceShare: "First-choice share",
  topThreeShare: "Top-three share",
  eligibleMentors: "Mentors they may have",
  bestScore: "Best score within reach",
  load: "Mentees each",
  seatsUsed: "Seats used",
  eligibleMentees: "Mentees they may have",
};

/** Of a rate: whom it is about, who counts as selected, and what the rate is called in a table. */
export interface RateWords {
  readonly about: string;
  readonly selected: string;
  readonly rate: string;
}

/** How a rate is explained. */
export function rateWords(measure: AuditMeasure, side: "mentees" | "mentors"): RateWords {
  const other = side === "mentees" ? "mentor" : "mentee";
  const known: { readonly [Measure in AuditMeasure]?: RateWords } = {
    scoringRate: {
      about: "of the matched, those whose score is above the median of all matched",
      selected: "Above the median",
      rate: "Scoring rate",
    },
    firstChoiceShare: {
      about: "of those who named mentors, those who have the first",
      selected: "First choice",
      rate: "Share",
    },
    topThreeShare: {
      about: "of the matched, those who have one of the three best mentors whom they may have",
      selected: "Among the three",
      rate: "Share",
    },
  };
  return known[measure] ?? { about: `with at least one ${other}`, selected: "Selected", rate: "Selection rate" };
}

/** How a measure's values are written, and how gaps between them. */
export function styleOf({ kind, measure }: Pick<MeasureAudit, "kind" | "measure">): { value: Style; gap: Style } {
  const isShare = kind === "rate" || measure === "seatsUsed";
  return isShare ? { value: "share", gap: "points" } : { value: "number", gap: "number" };
}
