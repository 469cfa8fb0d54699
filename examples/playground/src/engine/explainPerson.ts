import { type Explanation, explain, type MatchExplanation, type Matching, toText } from "telemachus";
import type { Explained, PersonKey } from "./messages.js";

/** Why a person has whom they have: for whoever runs the programme, and as each of the two would read it. */
export function explainPerson(matching: Matching, { side, id }: PersonKey): Explained {
  if (side === "mentors") {
    const found = explain(matching, { mentor: id });
    return { texts: textsOf([found], ["administrator", "mentor"]), parts: found.matches.map(partsOf("mentee")) };
  }
  const mentors = matching.pairs.filter(({ mentee }) => mentee === id).map(({ mentor }) => mentor);
  if (mentors.length === 0) {
    return { texts: textsOf([explain(matching, { mentee: id })], ["administrator", "mentee"]), parts: [] };
  }
  const found = mentors.map((mentor) => explain(matching, { mentee: id, mentor }) as MatchExplanation);
  return { texts: textsOf(found, ["administrator", "mentee", "mentor"]), parts: found.map(partsOf("mentor")) };
}

function textsOf(
  explanations: readonly Explanation[],
  audiences: readonly Explained["texts"][number]["audience"][],
): Explained["texts"] {
  return audiences.map((audience) => ({
    audience,
    text: explanations.map((one) => toText(one, { audience })).join("\n\n"),
  }));
}

function partsOf(partner: "mentee" | "mentor"): (match: MatchExplanation) => Explained["parts"][number] {
  return (match) => ({
    partner: match[partner].id,
    score: match.score,
    criteria: match.criteria.map(({ criterion, contribution, weight }) => ({ name: criterion, contribution, weight })),
  });
}
