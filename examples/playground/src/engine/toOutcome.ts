import { explain, type Matching, toText } from "telemachus";
import type { Outcome } from "./messages.js";

/** What the page shows of a matching; the rest is asked for when somebody looks at it. */
export function toOutcome(matching: Matching): Outcome {
  const { counts } = matching.manifest;
  const isInfeasible = matching.status === "infeasible" && matching.unmatched.mentees.length > 0;
  return {
    status: matching.status,
    pairs: matching.pairs.map(({ mentee, mentor, score, confidence, pinned, tied }) => {
      return { mentee, mentor, score, confidence, pinned, tied };
    }),
    unmatched: matching.unmatched.mentees.map(({ id, reason }) => ({ id, why: wordOf[reason] })),
    seats: matching.unmatched.seats.map(({ mentor, free }) => ({ mentor, free })),
    total: matching.total,
    counts: { mentees: counts.mentees, mentors: counts.mentors, seats: counts.seats },
    warnings: matching.warnings.map(({ code, message }) => ({ code, message })),
    infeasible: isInfeasible
      ? toText(explain(matching, { mentee: matching.unmatched.mentees[0].id }), { audience: "administrator" })
      : undefined,
  };
}

/** A few words for a list; the whole reason is in the person's explanation. */
const wordOf: { readonly [Reason in Matching["unmatched"]["mentees"][number]["reason"]]: string } = {
  MANUAL: "left to a human",
  NO_MENTORS: "there are no mentors",
  NO_ELIGIBLE_MENTOR: "no mentor is allowed",
  ALL_BELOW_MINIMUM_SCORE: "all score too low",
  PINNED_ELSEWHERE: "every seat is pinned",
  CAPACITY_SHORT: "too few seats",
  QUOTA: "a quota is full",
  OUTPRICED: "the seats do more for others",
  INFEASIBLE: "nobody can be matched",
};
