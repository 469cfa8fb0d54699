import type { WhyNot } from "../whyNot.js";

/** What administrators and auditors read of questions asked about a matching. */
export const answerTerms = {
  whyNot: ({ kind, side }: { kind: WhyNot["kind"]; side: Side; mentee: string; mentor: string }) => {
    if (kind === "matched") return "{mentee} has {mentor}.";
    if (kind === "self") return "{mentee} and {mentor} are one person.";
    return `{mentee} does not have {mentor}: ${reasons[kind](side)}.`;
  },
  banReason: 'The ban\'s reason: "{reason}".',
  rulesForbid: ({ isBanned }: { isBanned: boolean; rules: readonly string[] }) =>
    isBanned ? "Rules forbid it as well: {rules:series}." : "What forbids it: {rules:series}.",
  belowMinimum: "The pair's score is {score:number}, and the minimum is {minimum:number} ({rules:and}).",
  standing: ({ of }: { score: number; rank: number; of: number }) =>
    of === 1
      ? "The pair's score is {score:number}; the mentee may have no other mentor."
      : "The pair's score is {score:number}, of rank {rank:exact} among the {of:exact} mentors the mentee may have.",
  chanceOfMentor: "The lottery gives the mentee this mentor with probability {chance:number}.",
  chanceUnknown: "The probability is not known exactly.",
  alsoHas: ({ mentors }: { mentors: readonly string[] }) =>
    mentors.length === 0 ? "The mentee has nobody." : "The mentee has {mentors:and}.",

  whatWouldItTake: "What it would take that {mentee} gets {mentor}:",
  now: ({ kind }: { kind: WhyNot["kind"] }) => {
    if (kind === "matched") return "They are matched as it is.";
    if (kind === "self") return "They are one person.";
    return `As it is, ${reasons[kind]("unknown")}.`;
  },
  scoreNow: "The pair's score is {score:number}.",
  raise: "With a score higher by {raise:number}, every best matching has the pair.",
  noRaise: "No higher score alone gives them each other.",
  raiseUnknown: "Whether a higher score alone would do is not known.",
  proposals: "Answers that would do, each tried:",
  noProposal: "No single answer was found that would do.",
  proposal: ({ of }: { of: "mentee" | "mentor"; answer: string; score: number }) =>
    `The ${of} adds {answer}, which makes the score {score:number}.`,
  termAnswer: "{term} to {field}",
  termAnswerWithLevel: "{term} at level {level:exact} to {field}",
  hoursAnswer: "{window} on the mentee's clock ({minutes:exact} minutes) to the free times",

  recruits: "A further mentor with one seat would help most with these answers, the best first:",
  noRecruit: "No further mentor would help.",
  recruitUnknown:
    "Whether a further mentor would help is not known: the objective does not add up, the matching is not an optimal one, quotas ask for something of each mentor or count mentors by what one would bring, or a mentee wants more mentors than there are.",
  recruit: "{answers:series}.",
  anyMentor: "Any mentor at all.",
  recruitField: "{field}: {terms:and}",
  recruitTimes: "free times: {windows:and}",
  recruitTimesIn: "free times: {windows:and} ({timeZone})",
  withRecruit: "With such a mentor, {changes:and}.",
  recruitedFor: "The best matching gives them {mentee}.",
  reaches: ({ count }: { count: number; mentees: readonly string[] }) =>
    count === 1
      ? "The programme would gain with no other mentee."
      : "The programme would gain with any of {count:words} mentees: {mentees:and}.",

  shortlist: "For {mentee}, the best first:",
  emptyShortlist: "For {mentee} there is nobody to list.",
  shortlisted: "{mentor}: score {score:number} less price {price:number} is {net:number}.",

  firmness:
    "The weights were changed {samples:exact} times by at most {spread:percent} (seed {seed:exact}). On average {stays:percent} of the pairs stay; the whole matching stays as it is {unchanged:exact} times.",
  nextBest: "In the best of all other matchings, {changes:and}.",
  nextBestIsTied: "Another matching has the same value in every stage.",
  nextBestUnknown: "How much the best of all other matchings loses is not known, or there is none.",
  firmPair: ({
    pinned,
    coinFlip,
  }: {
    pinned: boolean;
    coinFlip: boolean;
    mentee: string;
    mentor: string;
    stays: number;
  }) =>
    `{mentee} with {mentor}: stays in {stays:percent}${pinned ? ", pinned" : ""}${coinFlip ? ", a coin-flip" : ""}.`,

  comparison: ({ other }: { other: "greedy" | "random" | "matching" }) => `This matching and ${others[other]}:`,
  comparedMatched: "Mentees matched: {here:exact} here, {there:exact} there.",
  comparedTotal: "Total score: {here:number} here, {there:number} there.",
  comparedLowest: "Lowest score: {here} here, {there} there.",
  score: "{score:number}",
  none: "none",
  comparedGain: "With this one instead of the other, {changes:and}.",
  comparedEqual: "Every stage of this matching's objective has the same value in both.",
  comparedPeople: "Better scores here: {better:exact}; worse: {worse:exact}; the same: {same:exact}.",
  comparedMentee: "{mentee}: {here} here, {there} there ({change:signed}).",
  people: "{people:and}",
  nobody: "nobody",
} as const;

/** Which of the two it lies with; only a part of the answers says so. */
type Side = "mentee" | "mentor" | "both" | "unknown";

const reasons: { readonly [Kind in Exclude<WhyNot["kind"], "matched" | "self">]: (side: Side) => string } = {
  infeasible: () => "nobody is matched, because no matching meets the policy's minimums and quotas",
  banned: () => "the policy bans the pair",
  manual: (side) =>
    ({
      mentee: "the mentee is left to a human, and only a pin matches them",
      mentor: "the mentor is left to a human, and only a pin matches them",
      both: "both are left to a human, and only a pin matches them",
      unknown: "one of the two is left to a human, and only a pin matches them",
    })[side],
  rule: () => "rules forbid the pair",
  avoided: (side) =>
    ({
      mentee: "the mentee asked to avoid the mentor",
      mentor: "the mentor asked to avoid the mentee",
      both: "both asked to avoid each other",
      unknown: "one asked to avoid the other",
    })[side],
  belowMinimum: () => "the pair's score is below the minimum",
  pinned: (side) =>
    ({
      mentee: "every place of the mentee is pinned to others",
      mentor: "the mentor has no seat that is not pinned",
      both: "pins leave no place for the pair",
      unknown: "pins leave no place for the pair",
    })[side],
  bounds: () => "no matching with this pair meets the policy's minimums and quotas",
  lottery: () => "a matching with this pair is exactly as good, and the lottery decided",
  cost: () => "every matching with this pair is worse",
  preference: (side) =>
    ({
      mentee: "the mentee would rather keep what they have",
      mentor: "the mentor would rather keep what they have",
      both: "both would rather keep what they have",
      unknown: "one of the two would rather keep what they have",
    })[side],
};

const others = {
  greedy: "the one that always takes the best pair that is left",
  random: "one drawn at random",
  matching: "the other",
};
