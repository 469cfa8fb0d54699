import type { Stage } from "../../solve/assignment.js";

interface Change {
  readonly stage: Stage | "places";
  /** By how much, above zero. */
  readonly by: number;
  readonly better: boolean;
}

/** What administrators and auditors read of changes to a matching, and of who would change. */
export const changeTerms = {
  change: ({ stage, by, better }: Change): string => {
    const [more, plural] = [better ? "more" : "fewer", by === 1 ? "" : "s"];
    switch (stage) {
      case "matched":
        return `{by:words} mentee${plural} ${more} would be matched`;
      case "places":
        return `{by:words} pair${plural} ${more} would be made`;
      case "priority":
        return `{by:words} mentee${plural} of the highest priority ${more} would be matched`;
      case "draw":
        if (better) return `{by:words} mentee${plural} would get a seat that the draw did not give them`;
        return `{by:words} mentee${plural} would lose a seat that the draw gave them`;
      case "total":
        return `the programme would ${better ? "gain" : "lose"} {by:number} in total score`;
      case "floor":
      case "leximin":
        return `the lowest score would ${better ? "rise" : "fall"} by {by:number}`;
      case "choices":
        return `{by:words} first choice${plural} ${more} would be met`;
      case "choices:generous":
        return `{by:words} pair${plural} ${better ? "fewer" : "more"} would be no choice of the mentee`;
      case "balance":
        return `the sum of squared loads would ${better ? "fall" : "grow"} by {by:exact}`;
      case "continuity":
        return `{by:words} current pair${plural} ${more} would stay`;
    }
  },
  stage: ({ stage }: { stage: Stage }) => stages[stage],

  counts: "In {stage} these counts change: {counts:series}.",
  countOf: ({ stage, of }: { stage: Stage; of: number; change: number }): string => {
    if (stage === "matched") return `{change:signed} with {of:exact} mentor${of === 1 ? "" : "s"} or more`;
    if (stage === "priority") return "{change:signed} of priority {of:number}";
    if (stage === "leximin") return "{change:signed} of score {of:number}";
    return of === 0 ? "{change:signed} of no choice" : "{change:signed} of choice {of:exact}";
  },

  moves: "{mentee} moves from {from} to {to} ({change:signed})",
  gets: "{mentee} gets {to} ({change:signed})",
  loses: "{mentee} loses {from} and gets nobody ({change:signed})",
  seatTaken: "a free seat of {mentor} is taken",
  seatFreed: "a seat of {mentor} becomes free",
  chain: "Who would change: {steps:series}.",
  nobodyChanges: "Nobody would change.",
  chainUnknown: "Who would change is not told, because stages that do not add up were solved anew.",

  withPair: "With this pair, {changes:and}.",
  worseWithPair: "With this pair, {stage} would be worse.",
  decidedByStage: "What decides is {stage}.",
  seatsOf: ({ seats }: { mentor: string; seats: number }) =>
    `{mentor} has {seats:exact} seat${seats === 1 ? "" : "s"}.`,
  moreSeat: "With one seat more, {changes:and}.",
  moreSeatCounts: "One seat more would gain in counts alone.",
  moreSeatFree: "One seat more would gain nothing.",
  moreSeatUnknown:
    "What one seat more would gain is not known: the objective does not add up, or the matching is not an optimal one.",
  fewerSeat: "With one seat fewer, {changes:and}.",
  fewerSeatCounts: "One seat fewer would lose in counts alone.",
  fewerSeatFree: "One seat fewer would lose nothing.",
  fewerSeatUnknown:
    "What one seat fewer would lose is not known: no seat could go, the objective does not add up, or the matching is not an optimal one.",
} as const;

const stages: { readonly [Name in Stage]: string } = {
  matched: "the number of matched mentees",
  priority: "the number of matched mentees by priority",
  draw: "the draw",
  total: "the total score",
  floor: "the lowest score",
  leximin: "the lowest scores",
  choices: "the number of choices met",
  "choices:generous": "the number of pairs that are no choice",
  balance: "the balance of loads",
  continuity: "the number of current pairs that stay",
};
