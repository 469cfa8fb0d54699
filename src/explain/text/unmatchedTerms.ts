/** What administrators and auditors read of someone without a match, and of what would help. */
export const unmatchedTerms = {
  unmatched: "{mentee} is unmatched ({reason}): {why}",
  manual: "the mentee is left to a human, and only a pin matches them.",
  noMentors: "there are no mentors.",
  noneAllowed: ({ mentors }: { mentors: number }) =>
    mentors === 1 ? "the only mentor is not allowed." : "none of the {mentors:exact} mentors is allowed.",
  noneReaches: "no mentor who is allowed reaches the lowest score.",
  allPinned: "all seats of {mentors:and} are pinned to others.",
  outpriced: "the objective does as well or better without.",
  quotaFull: ({ quotas }: { quotas: readonly string[] }) =>
    `{quotas:and} ${quotas.length === 1 ? "is" : "are"} at the maximum.`,
  quota: "policy.quotas[{index:exact}]",
  infeasible: "no matching meets the policy's minimums and quotas.",
  seatsShort: "seats are short.",
  shortage: ({ mentees, mentors, seats }: { mentees: number; mentors: number; seats: number; over: number }) => {
    const those = `{mentees:exact} mentee${s(mentees)} can have no one but {mentors:exact} mentor${s(mentors)}`;
    const have = seats === 0 ? "without a free seat" : `with {seats:exact} seat${s(seats)}`;
    return `${those} ${have}, so {over:words} must stay without.`;
  },
  decided: ({ by }: { by: "cost" | "draw" | "lottery"; name: string }) => {
    if (by === "lottery") return "An equally good matching has a mentor for {name}: the lottery decided.";
    if (by === "draw") return "Others came before {name} in the draw.";
    return "Every matching with a mentor for {name} reaches less.";
  },
  exclusions: "{parts:capital}.",
  ruleForbids: 'the rule "{rule}" forbids {count:exact}',
  bansForbid: "bans forbid {count:exact}",
  manualForbids: "{count:exact} can be pinned only, as one of the two is left to a human",
  requestsForbid: "requests forbid {count:exact}",
  mentorsLeft: ({ allowed, free }: { allowed: number; free: number }) => {
    if (allowed === 0) return "No mentor is allowed for this mentee.";
    const some = `{allowed:exact} mentor${s(allowed)} ${allowed === 1 ? "is" : "are"} allowed for this mentee`;
    return free === 0 ? `${some}, without a free seat.` : `${some}, {free:exact} of them with a free seat.`;
  },
  chanceOfSeat: "The lottery gives this mentee a seat with probability {chance:number}.",

  menteesLeft: ({ allowed, unmatched }: { allowed: number; unmatched: number }) => {
    if (allowed === 0) return "No mentee is allowed for this mentor.";
    const some = `{allowed:exact} mentee${s(allowed)} ${allowed === 1 ? "is" : "are"} allowed for this mentor`;
    return unmatched === 0 ? `${some}, all of them matched.` : `${some}, {unmatched:exact} of them unmatched.`;
  },

  repairs: "What would help:",
  outpricedBy: "A seat of {mentor} is worth {price:number} in total score to others; the pair scores {score:number}.",
  pinByHuman: "A human decides: a pin in the policy matches them.",
  noRepair: "No single change was found that would help.",
  repairsOfAll: "What would make a matching possible at all is said of the whole programme.",
  moreSeats: ({ seats }: { seats: number; mentors: readonly string[] }) =>
    `{seats:words} more seat${s(seats)} at {mentors:or}`,
  withoutRule: 'without the rule "{rule}", for everybody',
  withoutBans: "without the ban with {people:or}",
  pin: "a pin with {person}",
  pinInSpite: ({ rules }: { person: string; rules: readonly string[] }) =>
    `a pin with {person}, in spite of the rule${s(rules.length)} {rules:and}`,
  repairCost: "{repair:capital}: {changes:and}.",
  repair: "{repair:capital}.",
} as const;

/** The plural's ending. */
function s(number: number): string {
  return number === 1 ? "" : "s";
}
