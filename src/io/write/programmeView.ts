import { issue, quote, throwIssues } from "../../errors.js";
import { isOpen, openScorer } from "../../explain/openScorer.js";
import { scorerOf } from "../../matching/context.js";
import type { Matching } from "../../matching/matching.js";
import type { People, Person } from "../../problem/people.js";
import type { Scorer } from "../../score/scorer.js";

/** Who reads a table: a committee reads nothing that people said in confidence, an administrator everything. */
export type SheetAudience = "committee" | "administrator";

/** A matching with the people whom it is about. */
export interface ProgrammeView {
  readonly matching: Matching;
  readonly audience: SheetAudience;
  /** For a committee one that never had what people said in confidence. */
  readonly scorer: Scorer;
  /** By id, indices of the scorer's problem. */
  readonly menteeOf: ReadonlyMap<string, number>;
  readonly mentorOf: ReadonlyMap<string, number>;
  /** The name of a mentee or a mentor; blank where there is none. */
  readonly nameOf: (side: keyof People, id: string) => string;
  /** Names of criteria and rules that the audience may read of. */
  readonly isShown: (part: string) => boolean;
}

/** @throws E_DETACHED for a stored matching (see `reopen`); E_UNKNOWN_ID where the people are not the matching's */
export function programmeView(matching: Matching, people: People, audience: SheetAudience): ProgrammeView {
  const whole = scorerOf(matching);
  const { mentees, mentors, policy } = whole.problem;
  checkPeople(people, { mentees, mentors });
  const scorer = audience === "committee" ? openScorer(whole) : whole;
  const indexOf = (side: readonly Person[]) => new Map(side.map(({ id }, index) => [id, index]));
  const [menteeOf, mentorOf] = [indexOf(mentees), indexOf(mentors)];
  const rules = new Map(Object.entries(policy.rules ?? {}));
  return {
    ...{ matching, audience, scorer, menteeOf, mentorOf },
    nameOf: (side, id) => (side === "mentees" ? mentees[menteeOf.get(id)!] : mentors[mentorOf.get(id)!]).name ?? "",
    isShown: (name) => {
      const rule = rules.get(name);
      return audience === "administrator" || (rule !== undefined && isOpen(whole, rule));
    },
  };
}

function checkPeople(given: People, known: People): void {
  throwIssues(
    (["mentees", "mentors"] as const).flatMap((side) => {
      const ids = new Set(given[side].map(({ id }) => id));
      const missing = known[side].find(({ id }) => !ids.has(id));
      if (missing === undefined && ids.size === known[side].length) return [];
      const expected = `the ${known[side].length} ${side} of the matching`;
      const received = missing === undefined ? `${ids.size} ${side}` : `others, without ${quote(missing.id)}`;
      return [issue("E_UNKNOWN_ID", ["people", side], { expected, received })];
    }),
  );
}
