import { explain } from "../../explain/explain.js";
import { toText } from "../../explain/toText.js";
import type { UnmatchedMentee, UnmatchedPlaces, UnmatchedSeats } from "../../matching/matching.js";
import { createRowScorer } from "../../score/rows.js";
import type { ProgrammeView } from "./programmeView.js";
import type { Sheet } from "./sheet.js";

const placeReasons: { readonly [Reason in UnmatchedPlaces["reason"]]: string } = {
  MANUAL: "They are left to a person to match.",
  NO_FURTHER_MENTOR: "Every mentor whom they may have is theirs already.",
  SEATS_TAKEN: "Others have the seats of the mentors whom they may have.",
  QUOTA: "Quotas at their maximum stand in the way.",
  OBJECTIVE: "A further mentor would make the matching as a whole worse.",
};

const seatReasons: { readonly [Reason in UnmatchedSeats["reason"]]: string } = {
  MANUAL: "The mentor is left to a person to match.",
  NO_ELIGIBLE_MENTEE: "No mentee may have this mentor.",
  MORE_SEATS_THAN_MENTEES: "Everybody who may have this mentor has one, or fits better elsewhere.",
  QUOTA: "Quotas at their maximum stand in the way.",
  INFEASIBLE: "Nobody is matched.",
};

/** Mentees without a mentor, and those who want more than they have. */
export function unmatchedSheet(view: ProgrammeView): Sheet {
  const { matching, audience, nameOf } = view;
  const reasonOf = audience === "committee" ? openReasons(view) : toldReasons(view);
  const without = matching.unmatched.mentees.map((unmatched) => {
    const { code, words } = reasonOf(unmatched);
    return [unmatched.id, nameOf("mentees", unmatched.id), 1, code, words];
  });
  const more = matching.unmatched.places.map(({ mentee, missing, reason }) => {
    const why = audience === "committee" ? ["FURTHER_MENTOR", FURTHER] : [reason, placeReasons[reason]];
    return [mentee, nameOf("mentees", mentee), missing, ...why];
  });
  return {
    name: "Unmatched",
    header: ["Id", "Name", "Mentors missing", "Code", "Reason"],
    rows: [...without, ...more],
  };
}

const FURTHER = "They have a mentor and wanted a further one, for whom there was no place.";

interface Reason {
  readonly code: string;
  readonly words: string;
}

/** The library's own words. */
function toldReasons({ matching }: ProgrammeView) {
  const terms = { unconfirmed: "" };
  return ({ id, reason }: UnmatchedMentee): Reason => ({
    code: reason,
    words: toText(explain(matching, { mentee: id }), { audience: "administrator", terms }).trim(),
  });
}

/**
 * What follows from rules and answers that a committee may see: the reason itself may rest on what somebody asked for in
 * confidence.
 */
function openReasons({ scorer, menteeOf }: ProgrammeView) {
  const rows = createRowScorer(scorer);
  const row = new Float64Array(scorer.problem.mentors.length);
  return ({ id, reason }: UnmatchedMentee): Reason => {
    switch (reason) {
      case "MANUAL":
        return { code: reason, words: "This mentee is left to a person to match." };
      case "NO_MENTORS":
        return { code: reason, words: "There is no mentor in this round." };
      case "INFEASIBLE":
        return { code: reason, words: "Nobody is matched: no matching meets the policy's minimums and quotas." };
    }
    rows.score(menteeOf.get(id)!, row);
    const allowed = row.reduce((count, score) => (score === Number.NEGATIVE_INFINITY ? count : count + 1), 0);
    if (allowed === 0) return { code: "NO_ELIGIBLE_MENTOR", words: "The programme's rules allow no mentor." };
    const mentors = allowed === 1 ? "1 mentor" : `${allowed} mentors`;
    return {
      code: "NO_PLACE",
      words: `The programme's rules allow ${mentors}; in the matching as a whole there was no place with them.`,
    };
  };
}

/** Every mentor with the seats of this round. */
export function mentorsSheet({ matching, audience, scorer, nameOf }: ProgrammeView): Sheet {
  const taken = new Map<string, number>();
  for (const { mentor } of matching.pairs) taken.set(mentor, (taken.get(mentor) ?? 0) + 1);
  const left = new Map(matching.unmatched.seats.map((seats) => [seats.mentor, seats]));
  const isWhole = audience === "administrator";
  return {
    name: "Mentors",
    header: ["Id", "Name", "Seats", "Taken", "Free", ...(isWhole ? ["Code", "Why free"] : [])],
    rows: scorer.problem.mentors.map(({ id }) => {
      const seats = left.get(id);
      const [used, free] = [taken.get(id) ?? 0, seats?.free ?? 0];
      const why = seats === undefined ? [null, null] : [seats.reason, seatReasons[seats.reason]];
      return [id, nameOf("mentors", id), used + free, used, free, ...(isWhole ? why : [])];
    }),
  };
}
