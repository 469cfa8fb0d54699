import type { Pair } from "../../matching/matching.js";
import { confidenceOf, contributionsOf } from "../../score/scorer.js";
import { MILLIONTHS } from "../../score/weights.js";
import type { ProgrammeView } from "./programmeView.js";
import type { Cell, Sheet } from "./sheet.js";

/** Who is matched with whom, and what each criterion gives to their score. */
export function pairsSheet(view: ProgrammeView): Sheet {
  const { matching, audience, scorer } = view;
  const isWhole = audience === "administrator";
  const people = ["Mentee id", "Mentee", "Mentor id", "Mentor"];
  const criteria = scorer.criteria.map(({ name }) => `Contribution: ${name}`);
  return {
    name: "Pairs",
    header: [
      ...[...people, "Score", "Confidence", ...criteria, "Fixed by the programme", "Rules that gave way"],
      // equal scores are drawn among, and who is equal with whom rests on all answers
      ...(isWhole ? ["Decided by lottery"] : []),
    ],
    rows: matching.pairs.map((pair) => [
      ...[pair.mentee, view.nameOf("mentees", pair.mentee), pair.mentor, view.nameOf("mentors", pair.mentor)],
      ...scoreCells(view, pair),
      pair.pinned,
      pair.gaveWay.filter(view.isShown).join("; "),
      ...(isWhole ? [pair.tied] : []),
    ]),
  };
}

/** Score, confidence and contributions; of a criterion that did not apply to the mentee a blank cell. */
function scoreCells({ scorer, menteeOf, mentorOf }: ProgrammeView, { mentee, mentor }: Pair): Cell[] {
  const parts = contributionsOf(scorer, menteeOf.get(mentee)!, mentorOf.get(mentor)!);
  const score = parts.reduce((sum, { contribution }) => sum + contribution, 0);
  return [
    score / MILLIONTHS,
    confidenceOf(parts),
    ...parts.map(({ weight, contribution }) => (weight === 0 ? null : contribution / MILLIONTHS)),
  ];
}
