import { openScorer } from "../../explain/openScorer.js";
import { scorerOf } from "../../matching/context.js";
import type { Matching } from "../../matching/matching.js";
import type { Mentee, Mentor } from "../../problem/people.js";
import { contributionsOf, type Scorer } from "../../score/scorer.js";
import type { ReportAudience } from "../options.js";
import { shown } from "../words/shown.js";

/** A matching as an audience may see it. Indices are the problem's. */
export interface View {
  readonly audience: ReportAudience;
  readonly matching: Matching;
  /** Scores and reasons are made with this: of a committee's page, it never had what people said in confidence. */
  readonly scorer: Scorer;
  /** What the matching was made with; for what is the same whoever reads. */
  readonly whole: Scorer;
  readonly menteeOf: ReadonlyMap<string, number>;
  readonly mentorOf: ReadonlyMap<string, number>;
  /** What people are called. */
  readonly mentees: readonly string[];
  readonly mentors: readonly string[];
  /** A pair's score in millionths. */
  readonly scoreOf: (mentee: number, mentor: number) => number;
}

/** Opens a matching for an audience. @throws E_DETACHED for a stored one (see `reopen`) */
export function viewOf(matching: Matching, audience: ReportAudience): View {
  const whole = scorerOf(matching);
  const { mentees, mentors } = whole.problem;
  const scorer = audience === "committee" ? openScorer(whole) : whole;
  return {
    audience,
    matching,
    scorer,
    whole,
    menteeOf: new Map(mentees.map(({ id }, index) => [id, index])),
    mentorOf: new Map(mentors.map(({ id }, index) => [id, index])),
    mentees: labelsOf(mentees, audience),
    mentors: labelsOf(mentors, audience),
    scoreOf: (mentee, mentor) =>
      contributionsOf(scorer, mentee, mentor).reduce((sum, { contribution }) => sum + contribution, 0),
  };
}

/** Names, or ids where there is none; both where others are called the same. */
function labelsOf(people: readonly (Mentee | Mentor)[], audience: ReportAudience): string[] {
  const nameOf = ({ id, name }: Mentee | Mentor) => (audience === "auditor" ? "" : shown(name ?? "")) || shown(id);
  const count = new Map<string, number>();
  for (const person of people) count.set(nameOf(person), (count.get(nameOf(person)) ?? 0) + 1);
  return people.map((person) => {
    const name = nameOf(person);
    return count.get(name) === 1 || name === shown(person.id) ? name : `${name} (${shown(person.id)})`;
  });
}
