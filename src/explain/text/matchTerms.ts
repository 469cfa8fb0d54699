/** What administrators and auditors read of a match. */
export const matchTerms = {
  called: "{name} ({id})",
  match: "{mentee} with {mentor}: score {score:number}, confidence {confidence:percent}.",
  pinned: "Pinned: {reason}",
  rank: "The score is of rank {rank:exact} among the {of:exact} mentors the mentee may have.",
  mentorChose: ({ choice }: { choice: number | null; choices: number }) =>
    choice === null
      ? "The mentor chose {choices:exact}, and not this mentee."
      : "This mentee is choice {choice:exact} of the {choices:exact} that the mentor chose.",
  mentorAsked: ({ asked }: { asked: number }) => `The mentor asked for {asked:words} lived experience${s(asked)}.`,
  alternatives: ({ hasOne }: { hasOne: boolean; mentors: readonly string[] }) =>
    `${hasOne ? "Other mentors" : "Mentors"} the mentee may have: {mentors:series}.`,
  alternative: ({ seats }: { mentor: string; score: number; seats: "free" | "full" }) =>
    seats === "free"
      ? "{mentor} at {score:number}, with a free seat"
      : "{mentor} at {score:number}, without a free seat",

  criterionSum: "{criterion}: {contribution:number} = {weight:number} × {score:number}.",
  criterionSilentSum: ({ side }: CriterionSilence) =>
    `{criterion}: {contribution:number} = {weight:number} × {score:number}, because the ${side} gave no answer.`,
  criterionTiny: "{criterion}: weighs less than a millionth beside the others.",
  criterionNotScored: ({ why }: { criterion: string; why: "unanswered" | "centred" | "neverMet" | "notAsked" }) =>
    `{criterion}: not scored, the mentee ${silences[why]}.`,

  covered: "Covered: {terms:and}.",
  partlyCovered: "Below the wanted level: {terms:and}.",
  relatedTerms: "Near: {terms:and}.",
  relatedTerm: "{through} (for {wanted})",
  missing: "Missing: {terms:and}.",
  shared: "Shared: {terms:and}.",
  inCommon: "In common: {terms:and}.",
  noLanguage: "No language in common.",
  commonTime: ({ minutes }: { minutes: number; needed: number }) =>
    `{minutes:exact} minute${s(minutes)} a week in common, {needed:exact} needed.`,
  commonWindows: "On the mentee's clock: {windows:and}.",
  window: "{day} {from}–{to}",
  day: ({ day }: { day: string }) => day,
  menteeRequestMet: "The mentee's request met: {terms:and}.",
  mentorRequestMet: "The mentor's request met: {terms:and}.",
  notToBeShown: "{hidden:words} not to be shown",
  gapAndIdeal: "Gap {gap:exact}, ideal {ideal:exact}.",
  same: "Same: {terms:and}.",
  different: "Different.",
  kilometres: "{kilometres:exact} km apart, half the score at {half:exact} km.",
  rating: "{value:exact} from {from:exact} to {to:exact}.",
  choices: ({ rank, rankByMentor }: { rank: number | null; rankByMentor: number | null }) => {
    if (rank === null && rankByMentor === null) return "Chosen by neither.";
    if (rankByMentor === null) return "Choice {rank:exact} of the mentee.";
    if (rank === null) return "Choice {rankByMentor:exact} of the mentor.";
    return "Choice {rank:exact} of the mentee and choice {rankByMentor:exact} of the mentor.";
  },
  earlierMatch: ({ met }: { met: boolean }) => (met ? "Matched before." : "Not matched before."),
  cosine: ({ prefer }: { cosine: number; prefer: "similar" | "complementary" }) =>
    `Cosine {cosine:exact}, ${prefer} preferred.`,
  bothWrite: "Both write: {terms:and}.",
  noWords: "No words in common.",
  scoredBy: "Scored by {name}, version {version}.",

  rules: "Rules: {rules:series}.",
  ruleMet: "{rule} met",
  ruleMetBecause: "{rule} met ({why})",
  ruleUndecided: "{rule} undecided (an answer is missing)",
  ruleGaveWay: "{rule} gave way",
  ruleBroken: "{rule}",
  ruleBrokenBecause: "{rule} ({why})",
  ruleSilence: "an answer is missing",
  ruleTerms: "{terms:and}",
  ruleGap: "gap {gap:exact}",
  ruleMinutes: ({ minutes }: { minutes: number }) => `{minutes:exact} minute${s(minutes)} a week`,
  ruleKilometres: "{kilometres:exact} km",

  seats: ({ seats, free }: { mentor: string; seats: number; free: number }) => {
    const has = `{mentor} has {seats:exact} seat${s(seats)}`;
    if (free === 0) return `${has}, and none is free.`;
    return `${has}, of which {free:exact} ${free === 1 ? "is" : "are"} free.`;
  },
  freeSeats: ({ reason }: { reason: string }) => freeSeats[reason] ?? "{reason}.",

  /** Of a matching that nobody has confirmed, to every reader. */
  unconfirmed: "This is a proposal: nobody has confirmed the matching yet.",
  proof: ({ status }: { status: "optimal" | "stable" | "infeasible" }) => proofs[status],
} as const;

interface CriterionSilence {
  readonly criterion: string;
  readonly contribution: number;
  readonly weight: number;
  readonly score: number;
  readonly side: "mentee" | "mentor";
}

const silences = {
  unanswered: "gave no answer",
  centred: "gave answers that are all at the centre",
  neverMet: "had none of these mentors before",
  notAsked: "asked for nothing",
};

const freeSeats: { readonly [reason: string]: string } = {
  MANUAL: "The mentor is left to a human, and only pins fill the free seats (MANUAL).",
  NO_ELIGIBLE_MENTEE: "Nobody is allowed to take a free seat (NO_ELIGIBLE_MENTEE).",
  MORE_SEATS_THAN_MENTEES:
    "Whoever is allowed to take a free seat has a mentor, or would make the matching worse (MORE_SEATS_THAN_MENTEES).",
  QUOTA: "Quotas at their maximum keep from a free seat somebody who wants a mentor (QUOTA).",
  INFEASIBLE: "Nobody is matched, because no matching meets the policy's minimums and quotas (INFEASIBLE).",
};

const proofs = {
  optimal: "Proven: no other assignment does better under the weights and rules this programme chose.",
  stable:
    "Proven: no mentee and mentor would rather have each other than what they have, under the weights and rules this programme chose.",
  infeasible: "Proven: no assignment meets the minimums and quotas this programme chose.",
};

/** The plural's ending. */
function s(number: number): string {
  return number === 1 ? "" : "s";
}
