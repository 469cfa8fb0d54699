import type { Warning } from "../problem/problem.js";
import type { Figure } from "./figure.js";

/**
 * What is measured of mentees. Scores are from 0 to 1; who has several mentors counts with the mean of their scores,
 * rounded to a whole millionth.
 *
 * - `matchRate` the share with at least one mentor.
 * - `meanScore`, `medianScore` of those who are matched; `meanScoreOfEveryone`, `medianScoreOfEveryone` with 0 for those
 *   who are not.
 * - `lowestScore` of those who are matched. It is one person's, so auditors alone get it.
 * - `scoringRate` of those who are matched, the share whose score is strictly above the median of all who are matched.
 * - `firstChoiceShare` of those who named mentors of the programme other than themselves in `requests.choices`, the share
 *   who have the first of these.
 * - `topThreeShare` of those who are matched, the share who have one of the three mentors with the best scores whom they
 *   may have; equal scores share the best place.
 * - `eligibleMentors` the number of mentors whom they may have; `bestScore` the best score among these, 0 where there are
 *   none. These two say what there was to choose from, whatever the solver chose.
 */
export type MenteeMeasure =
  | "matchRate"
  | "meanScore"
  | "meanScoreOfEveryone"
  | "medianScore"
  | "medianScoreOfEveryone"
  | "lowestScore"
  | "scoringRate"
  | "firstChoiceShare"
  | "topThreeShare"
  | "eligibleMentors"
  | "bestScore";

/**
 * What is measured of mentors: `matchRate` the share with at least one mentee; `load` the number of mentees of this
 * round; `seatsUsed` of those who had a seat in this round, the share of their seats that is taken, each mentor
 * counting once; `meanScore` of those who have mentees, the mean of the scores with them; `eligibleMentees` the number
 * of mentees whom they may have. Each mentor's share of seats and mean of scores is rounded to a whole millionth.
 */
export type MentorMeasure = "matchRate" | "load" | "seatsUsed" | "meanScore" | "eligibleMentees";

export type AuditMeasure = MenteeMeasure | MentorMeasure;

/** A 95 % confidence interval of a share: Clopper and Pearson's exact one up to 40 people, Wilson's beyond. */
export interface Interval {
  readonly low: number;
  readonly high: number;
  readonly method: "clopper-pearson" | "wilson";
}

/**
 * A test, and what it could have found.
 *
 * `detectable` is the smallest gap that this comparison could have called significant at 5 %. A true gap of that size
 * is found about every second time only: what is surely found has to be larger.
 */
export interface GapTest {
  readonly p: Figure;
  readonly detectable: Figure;
}

/** What there is of a share besides. The group with the highest share is New York City's "most selected". */
export interface RateFigures {
  /** How many of the group's people have it. */
  readonly selected: number;
  readonly interval: Interval;
  /** The group's share divided by the highest group's (29 CFR 1607.4(D); New York City, 6 RCNY § 5-300). */
  readonly impactRatio: Figure;
  /**
   * Whether the impact ratio is below 4/5, compared as whole numbers: exactly 4/5 is not. Null where there is no
   * ratio.
   */
  readonly belowFourFifths: boolean | null;
  /**
   * Fisher's exact test, two-sided, against all other people of the groups that are shown: the sum of the probabilities
   * of all tables with the same totals that are no more likely. `detectable` is the smallest gap with p ≤ 0.05, of all
   * such tables in which the group is on the side of the others that it is on. The test is conservative: by chance alone
   * it calls fewer than one in twenty. Of two groups it stands once, with the one that is not the highest.
   */
  readonly fisher: GapTest;
}

/** One measure of one group. */
export interface GroupFigure {
  /** The people whom it rests on: of the group, those whom the measure is about. */
  readonly people: Figure;
  readonly value: Figure;
  /** Given for shares, where the group has a value. */
  readonly rate?: RateFigures;
}

/** One measure, whole and by group, in the manner of disaggregated metrics: overall, byGroup, difference, ratio. */
export interface MeasureAudit {
  readonly measure: AuditMeasure;
  /** `rate` a share of people; `mean`, `median` and `lowest` of values. */
  readonly kind: "rate" | "mean" | "median" | "lowest";
  /** The people whom it is about, and its value over all of them, whatever their group. */
  readonly people: number;
  readonly overall: Figure;
  /** In the order of the grouping's groups. */
  readonly byGroup: readonly GroupFigure[];
  /** Greatest less least value, of the groups shown. */
  readonly difference: Figure;
  /** Least by greatest value, of the groups shown. */
  readonly ratio: Figure;
  /** An index into the groups: the first with the greatest value, where there are two to compare. */
  readonly highest: number | null;
  /**
   * The permutation test of all groups shown together, for rates and means: group labels are shuffled among people,
   * within each round, with the sizes of groups kept. The statistic is Σ n_g (mean_g − mean)²; p = (1 + shuffles that
   * reach it) / (1 + shuffles). `detectable` is about the difference: the least of the shuffled differences that at
   * most one shuffle in twenty reaches.
   */
  readonly permutation?: GapTest;
}

/** One group of a grouping. */
export interface AuditGroup {
  /** One label for each attribute of the grouping. */
  readonly labels: readonly string[];
  readonly count: Figure;
  /** Of all people of the side, those of unknown group among them. */
  readonly share: Figure;
  /**
   * Whether it has somebody and is under 2 % of the side: New York City's rules let such a category be left out of
   * impact ratios where that is justified and its count and rate are shown. Nothing is left out here. Null where the
   * group is hidden.
   */
  readonly isSmall: boolean | null;
}

/** One attribute, or the intersection of several. */
export interface GroupingAudit {
  /** In code-unit order. */
  readonly attributes: readonly string[];
  /** People of whom any of these attributes is not known; they are in no group. */
  readonly unknown: Figure;
  /** In code-unit order of their labels: every group that anybody has, on this side or the other. */
  readonly groups: readonly AuditGroup[];
  /** What to read first comes first: where everybody is matched, match rates are last. */
  readonly measures: readonly MeasureAudit[];
}

/** One side of the programme. */
export interface SideAudit {
  readonly people: number;
  /** Those who have somebody. */
  readonly matched: number;
  /** By one attribute, then by two, and so on; within that in code-unit order. */
  readonly groupings: readonly GroupingAudit[];
}

/**
 * What whoever reads the report has to know: `EVERYONE_MATCHED` match rates are all 1 and say nothing: look at quality;
 * `NOBODY_MATCHED` there are no scores to compare; `ALL_UNKNOWN` nobody's group is known; `ONE_GROUP` there is one
 * group only, so nothing to compare; `HIDDEN` how many groups are hidden for everybody or for some measure; `DETACHED`
 * what needs scores is left out.
 */
export interface AuditStatement {
  readonly code: "EVERYONE_MATCHED" | "NOBODY_MATCHED" | "ALL_UNKNOWN" | "ONE_GROUP" | "HIDDEN" | "DETACHED";
  readonly side?: "mentees" | "mentors";
  readonly attributes?: readonly string[];
  readonly count?: number;
}

/**
 * How groups fared in a matching, on both sides. Plain JSON, frozen, without anybody's id.
 *
 * It reports differences and what could have been seen of them. It claims no cause, no effect and no absence of bias,
 * and it is not an independent audit.
 */
export interface Audit {
  readonly kind: "audit";
  readonly attributes: readonly string[];
  readonly rounds: number;
  readonly audience: "administrator" | "auditor";
  readonly seed: number;
  readonly permutations: number;
  readonly minimumCell: number;
  readonly statements: readonly AuditStatement[];
  /**
   * Tests made, those with p ≤ 0.05, and one in twenty of them: no more than so many are called on average by chance
   * alone. Tests of one report are not independent, and none is corrected for the others.
   */
  readonly comparisons: { readonly made: number; readonly called: number; readonly byChance: number };
  readonly mentees: SideAudit;
  readonly mentors: SideAudit;
  readonly warnings: readonly Warning[];
}
