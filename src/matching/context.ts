import { describe, issue, quote, TelemachusError } from "../errors.js";
import { didYouMean } from "../numeric/nearest.js";
import type { Scorer } from "../score/scorer.js";
import type { Matching } from "./matching.js";

/** What explanations need beside the matching itself; kept out of sight, so that a matching stays plain data. */
const contexts = new WeakMap<object, Scorer>();

/** Opens a matching for explanations. */
export function attach<Opened extends Matching>(matching: Opened, scorer: Scorer): Opened {
  contexts.set(matching, scorer);
  return matching;
}

/** @throws E_DETACHED for a matching that was stored, sent or copied since it was made */
export function scorerOf(matching: Matching): Scorer {
  const scorer = typeof matching === "object" && matching !== null ? contexts.get(matching) : undefined;
  if (scorer !== undefined) return scorer;
  throw new TelemachusError([
    issue("E_DETACHED", ["matching"], {
      expected: "a matching as match or reopen returned it",
      received: "a copy, or something else",
      hint: "Use reopen(matching, people, policy) to give a stored matching its explanations back.",
    }),
  ]);
}

/** The index of a person by id. @throws E_UNKNOWN_ID */
export function indexOfPerson(scorer: Scorer, side: "mentee" | "mentor", id: unknown): number {
  const people = side === "mentee" ? scorer.problem.mentees : scorer.problem.mentors;
  const index = people.findIndex((person) => person.id === id);
  if (index >= 0) return index;
  const hint =
    typeof id === "string"
      ? didYouMean(
          id,
          people.map((person) => person.id),
        )
      : undefined;
  const received = typeof id === "string" ? quote(id) : describe(id);
  throw new TelemachusError([issue("E_UNKNOWN_ID", [side], { expected: `the id of a ${side}`, received, hint })]);
}
