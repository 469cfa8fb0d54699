import { describe, issue, quote, TelemachusError } from "../errors.js";
import { canonicalJson } from "../numeric/digest.js";
import { didYouMean } from "../numeric/nearest.js";
import type { Scorer } from "../score/scorer.js";
import { identify } from "./manifest.js";
import type { Matching } from "./matching.js";

/** What explanations need beside the matching itself; kept out of sight, so that a matching stays plain data. */
const contexts = new WeakMap<object, Scorer | (() => Scorer)>();

/** What a matching was made from. */
interface Source {
  readonly compile: () => Scorer;
  readonly digestKey: string | undefined;
}

/** Opens a matching for explanations. */
export function attach<Opened extends Matching>(matching: Opened, scorer: Scorer): Opened {
  contexts.set(matching, scorer);
  return matching;
}

/**
 * Opens a matching that was made elsewhere. The scorer is made when it is first asked for, and only of people and
 * policy that are still those of the matching's manifest.
 */
export function attachLater<Opened extends Matching>(matching: Opened, source: Source): Opened {
  contexts.set(matching, () => {
    const scorer = compileUnchanged(matching, source);
    contexts.set(matching, scorer);
    return scorer;
  });
  return matching;
}

function compileUnchanged({ manifest }: Matching, { compile, digestKey }: Source): Scorer {
  const refuse = (cause?: unknown): never => {
    const hint = "Use reopen(matching, people, policy) with what it was made from.";
    const received = "one whose people or policy were changed since";
    const found = issue("E_DETACHED", ["matching"], { expected: "a matching as it was made", received, hint });
    throw new TelemachusError([found], cause === undefined ? undefined : { cause });
  };
  let scorer: Scorer;
  try {
    scorer = compile();
  } catch (error) {
    return refuse(error);
  }
  const identity = identify(scorer, digestKey);
  const stated = Object.fromEntries(
    Object.keys(identity).map((part) => [part, manifest[part as keyof typeof identity]]),
  );
  return canonicalJson(identity) === canonicalJson(stated) ? scorer : refuse();
}

/** Opens a matching that another, which it says the same as, may have been opened for. */
export function attachAs<Opened extends Matching>(matching: Opened, other: Matching): Opened {
  const context = contexts.get(other);
  if (context !== undefined) contexts.set(matching, context);
  return matching;
}

/** @throws E_DETACHED for a matching that was stored, sent or copied since it was made */
export function scorerOf(matching: Matching): Scorer {
  const scorer = typeof matching === "object" && matching !== null ? contexts.get(matching) : undefined;
  if (scorer !== undefined) return typeof scorer === "function" ? scorer() : scorer;
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
