import { type Matching, type People, type WhyNot, whyNot } from "telemachus";
import type { Other, PersonKey } from "./messages.js";

/**
 * Everybody on the other side whom a person is not matched with, each with a few words: for a mentee what each mentor
 * would cost the programme, cheapest first; for a mentor whom each mentee has.
 */
export function describeOthers(
  { matching, people }: { readonly matching: Matching; readonly people: People },
  { side, id }: PersonKey,
): Other[] {
  if (side === "mentees") {
    if (!isQuick(matching)) {
      const own = new Set(matching.pairs.filter(({ mentee }) => mentee === id).map(({ mentor }) => mentor));
      return people.mentors
        .filter((mentor) => !own.has(mentor.id) && mentor.id !== id)
        .map((one) => ({ id: one.id, note: "" }));
    }
    const answers = whyNot(matching, { mentee: id }).filter(({ kind }) => kind !== "matched" && kind !== "self");
    return answers
      .map((answer) => ({ id: answer.mentor.id, note: noteOf(answer), order: orderOf(answer) }))
      .sort((a, b) => a.order - b.order)
      .map(({ order: _, ...other }) => other);
  }
  const own = new Set(matching.pairs.filter(({ mentor }) => mentor === id).map(({ mentee }) => mentee));
  const nameOf = new Map(people.mentors.map((mentor) => [mentor.id, mentor.name ?? mentor.id]));
  const has = new Map(matching.pairs.map(({ mentee, mentor }) => [mentee, nameOf.get(mentor) ?? mentor]));
  return people.mentees
    .filter((mentee) => !own.has(mentee.id) && mentee.id !== id)
    .map((mentee) => ({ id: mentee.id, note: has.has(mentee.id) ? `has ${has.get(mentee.id)}` : "has nobody" }));
}

/** Where fairness decides, what each pair would cost takes a matching of its own: it is told of the one that is chosen. */
function isQuick({ objective }: Matching): boolean {
  return objective.stages.every(({ stage }) => stage !== "floor" && stage !== "leximin");
}

function noteOf(answer: WhyNot): string {
  switch (answer.kind) {
    case "cost": {
      const lost = answer.cost[answer.decidedBy] ?? 0;
      if (answer.decidedBy === "total") return `would cost ${lost.toFixed(3)} in total score`;
      return `would cost ${Math.abs(lost)} in the stage ${answer.decidedBy}`;
    }
    case "lottery":
      return "as good, the lottery decided";
    case "rule":
      return `forbidden by ${answer.rules.map(({ rule }) => rule).join(", ")}`;
    case "banned":
      return "banned by you";
    case "avoided":
      return "asked not to be matched";
    case "belowMinimum":
      return "scores below the minimum";
    case "pinned":
      return answer.full === "mentor" ? "seats pinned to others" : "pinned to another";
    case "manual":
      return "left to a human";
    case "bounds":
      return "breaks a minimum or a quota";
    case "preference":
      return "would not both want it";
    default:
      return "";
  }
}

/** What can be had comes first, by what it costs. */
function orderOf(answer: WhyNot): number {
  if (answer.kind === "lottery") return 0;
  if (answer.kind !== "cost") return Number.MAX_VALUE;
  return answer.decidedBy === "total" ? (answer.cost.total ?? 0) : 1e9;
}
